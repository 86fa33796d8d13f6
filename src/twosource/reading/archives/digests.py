"""Checksums as archives write them (`sha1:3I42H3S6…`, `sha256:9f86d0…`), and whether bytes agree with one."""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from typing import Final

# What writers of web archives use; names without the hyphen, lower case.
ALGORITHMS: Final = frozenset(("md5", "sha1", "sha224", "sha256", "sha384", "sha512"))


def agrees(digest: str, *candidates: bytes) -> bool | None:
    """True where one of the byte strings has this digest; `None` where it is of a kind that cannot be checked.

    >>> agrees("sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N", b"hello"), agrees("sha1:" + "0" * 40, b"hello"), agrees("crc32:7", b"")
    (True, False, None)
    >>> agrees("sha1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d", b"hello")
    True
    """
    name, known = _parsed(digest)
    if name is None:
        return None
    return any(hashlib.new(name, data, usedforsecurity=False).digest() == known for data in candidates)


def agrees_streamed(digest: str, chunks: Iterable[bytes]) -> bool | None:
    """`agrees` for bytes that come in pieces."""
    name, known = _parsed(digest)
    if name is None:
        return None
    made = hashlib.new(name, usedforsecurity=False)
    for chunk in chunks:
        made.update(chunk)
    return made.digest() == known


def _parsed(digest: str) -> tuple[str | None, bytes]:
    """The algorithm and the bytes of a digest in hexadecimal, base32 or base64; bytes of another length agree with nothing."""
    name, _, value = digest.strip().partition(":")
    name, value = name.strip().lower().replace("-", ""), value.strip()
    if name not in ALGORITHMS:
        return None, b""
    size = hashlib.new(name, usedforsecurity=False).digest_size
    try:
        if len(value) == size * 2:
            return name, bytes.fromhex(value)
        if len(value.rstrip("=")) == -(-size * 8 // 5):
            padded = value.rstrip("=").upper()
            return name, base64.b32decode(padded + "=" * (-len(padded) % 8))
        return name, base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        return name, b""
