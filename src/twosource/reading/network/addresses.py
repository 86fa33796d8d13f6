"""Which addresses may be fetched from: those that anybody on the internet can reach, and no other.

A name is resolved once, and the connection goes to one of the addresses that were checked: a name that says something else a
moment later (DNS rebinding) changes nothing. An IPv4 address inside an IPv6 one is checked as what it is.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from twosource.errors import InputError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

# Networks whose last 32 bits are an IPv4 address: NAT64 (RFC 6052), and the IPv4-compatible addresses that RFC 4291 gave up.
_LAST_BITS: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
_LOCAL: Final = (IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"))  # NAT64 of one's own (RFC 8215), site-local (RFC 3879)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet can reach an address: not loopback, private, link-local, shared, multicast or reserved.

    >>> [is_public(ip_address(a)) for a in ("8.8.8.8", "169.254.169.254", "::ffff:127.0.0.1", "64:ff9b::7f00:1")]
    [True, False, False, False]
    """
    if isinstance(address, IPv6Address):
        if any(address in network for network in _LOCAL):
            return False
        inner = list(_inside(address))
        if inner:
            return all(map(is_public, inner))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inside(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 one stands for: mapped, 6to4, Teredo (server and client), NAT64."""
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if any(address in network for network in _LAST_BITS):
        yield IPv4Address(int(address) & 0xFFFF_FFFF)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host by the machine's resolver, each once. Raises `OSError` where it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def checked(host: str, port: int, resolve: Resolve = resolved, allow: Callable[[Address], bool] = is_public) -> list[str]:
    """The addresses of a host, where all of them may be fetched from. Raises `InputError` where one may not.

    A host that has one public and one private address is refused: no honest one has.
    """
    try:
        found = [ip_address(address.partition("%")[0]) for address in resolve(host, port)]
    except (OSError, ValueError, UnicodeError) as error:
        raise InputError(f"no address is known for {host!r}: check the name", reason="not_fetched") from error
    if not found:
        raise InputError(f"no address is known for {host!r}: check the name", reason="not_fetched")
    for address in found:
        if not allow(address):
            detail = f"{host!r} leads to {address}, which is not on the public internet; save the page and give the file"
            raise InputError(detail, reason="address_refused")
    return [str(address) for address in found]
