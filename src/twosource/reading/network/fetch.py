"""Pages from the network, on request only: public addresses, within limits, as a robot that says its name.

Every hop is checked on its own: its scheme, its robots.txt, and the addresses behind its name, to one of which the connection
then goes. Cookies, proxies of the environment and stored passwords are never used.
"""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore

from twosource.errors import InputError
from twosource.reading.archives.warc import charset, media_type
from twosource.reading.network.addresses import Address, Resolve, is_public, resolved
from twosource.reading.network.connect import CheckedBackend, Clock, Deadline
from twosource.reading.network.robots import LARGEST as LARGEST_ROBOTS
from twosource.reading.network.robots import Robots, robots_of
from twosource.reading.report import Payload
from twosource.reading.unpack import Limits, unpack

AGENT: Final = "twosource"
LARGEST: Final = 20_000_000  # bytes of an answer as they come over the line
SECONDS: Final = 30.0  # for one address, all its redirects and its robots.txt
REDIRECTS: Final = 5
LONGEST_DELAY: Final = 30.0  # a site that asks for longer pauses between requests is left alone
LONGEST_URL: Final = 8_000
PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_STEP: Final = 10.0  # seconds for one connection, one read or one write


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How pages are fetched: the robot's name, and the limits for one address."""

    agent: str = AGENT
    largest: int = LARGEST
    seconds: float = SECONDS
    redirects: int = REDIRECTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer as it came: `headers` as they stand, `body` without transfer encoding and with its content encoding.

    `address` is the one that the connection went to.
    """

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str | None

    def header(self, name: str) -> str | None:
        """The first header of this name, in whatever case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches addresses one after the other, and knows the robots.txt of each site it has met.

    `resolve`, `allow`, `clock` and `sleep` are for tests: by default the machine's resolver, public addresses only, real time.
    """

    settings: FetchSettings = field(default_factory=FetchSettings)
    resolve: Resolve = resolved
    allow: Callable[[Address], bool] = is_public
    clock: Clock = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    trust: ssl.SSLContext | None = None
    _robots: dict[str, Robots] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Iterator[Answer]:
        """The answers to an address, redirects first, the page last. Raises `InputError` where it must or can not be fetched."""
        deadline = Deadline(self.settings.seconds, self.clock)
        here = public_url(url)
        for _ in range(self.settings.redirects + 1):
            answer = self._page(here, deadline)
            yield answer
            there = answer.header("location") if answer.status in _REDIRECTS else None
            if there is None:
                _check_status(answer)
                return
            here = public_url(urljoin(here, there))
        raise InputError(f"more than {self.settings.redirects} redirects: give the address they lead to", reason="not_fetched")

    def _page(self, url: str, deadline: Deadline) -> Answer:
        site = _site(url)
        if site not in self._robots:
            self._robots[site] = self._asked(site, deadline)
        robots = self._robots[site]
        if not robots.allows(url, self.settings.agent):
            why = "robots.txt cannot be read" if robots.closed else "robots.txt does not allow it"
            raise InputError(f"{url} is not fetched: {why}; save the page and give the file", reason="robots")
        self._wait(site, robots, deadline)
        return self._answer(url, deadline, self.settings.largest)

    def _wait(self, site: str, robots: Robots, deadline: Deadline) -> None:
        """Waits as long as the site asks for, since the last request to it."""
        delay = robots.delay(self.settings.agent)
        if delay > LONGEST_DELAY:
            raise InputError(f"{site} asks robots to wait {delay:g} seconds: save the page and give the file", reason="robots")
        if site in self._last and (rest := self._last[site] + delay - self.clock()) > 0:
            self.sleep(deadline.left(rest))
        self._last[site] = self.clock()

    def _asked(self, site: str, deadline: Deadline) -> Robots:
        """The rules of a site; where its robots.txt is elsewhere, from there."""
        url = f"{site}/robots.txt"
        for _ in range(self.settings.redirects + 1):
            try:
                answer = self._answer(url, deadline, LARGEST_ROBOTS, cut=True)
            except InputError as error:
                if error.reason == "address_refused":
                    raise
                return robots_of(None, b"")
            there = answer.header("location") if answer.status in _REDIRECTS else None
            if there is None:
                return robots_of(answer.status, answer.body)
            url = public_url(urljoin(url, there))
        return robots_of(404, b"")

    def _answer(self, url: str, deadline: Deadline, largest: int, *, cut: bool = False) -> Answer:
        """The answer of one hop. Raises `InputError` for whatever goes wrong on the way."""
        backend = CheckedBackend(deadline, self.resolve, self.allow)
        try:
            with httpcore.ConnectionPool(network_backend=backend, ssl_context=self.trust, retries=0) as pool:
                return _asked(pool, url, self.settings.agent, largest, deadline, cut=cut)
        except httpcore.TimeoutException as error:
            detail = f"{url} has not answered in {self.settings.seconds:g} seconds: try again later, or save the page"
            raise InputError(detail, reason="not_fetched") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, ValueError) as error:
            raise InputError(f"{url} cannot be fetched ({str(error) or type(error).__name__})", reason="not_fetched") from error


def _asked(pool: httpcore.ConnectionPool, url: str, agent: str, largest: int, deadline: Deadline, *, cut: bool) -> Answer:
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": agent,
        "Accept": "text/html, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    timeout = {name: _STEP for name in ("connect", "read", "write", "pool")}
    with pool.stream("GET", _ascii(url), headers=headers, extensions={"timeout": timeout}) as response:
        network = response.extensions.get("network_stream")
        server = network.get_extra_info("server_addr") if network is not None else None
        return Answer(
            url=url,
            status=response.status,
            reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
            headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers),
            body=_body(response.iter_stream(), largest, deadline, url, cut=cut),
            address=str(server[0]) if server else None,
        )


def _body(pieces: Iterable[bytes], largest: int, deadline: Deadline, url: str, *, cut: bool) -> bytes:
    body = bytearray()
    for piece in pieces:
        deadline.left(None)
        body += piece
        if len(body) > largest:
            if cut:
                break
            raise InputError(f"{url} sends more than {largest:,} bytes: raise the setting read.largest_page", reason="too_large")
    return bytes(body[:largest])


def payload_of(answer: Answer, asked: str, largest: int) -> Payload:
    """The page of an answer, unpacked, under the address that was asked for."""
    said = answer.header("content-type") or ""
    encodings = (answer.header("content-encoding") or "").split(",")
    return Payload(
        raw=unpack(answer.body, encodings=encodings, limits=Limits(largest=largest)),
        path=asked,
        url=answer.url,
        media_type=media_type(said),
        charset=charset(said),
    )


def _check_status(answer: Answer) -> None:
    if answer.status != 200:
        told = f"{answer.status} {answer.reason}".strip()
        raise InputError(f"{answer.url} answers with {told}: check the address", reason="not_fetched")


def public_url(url: str) -> str:
    """An address that may be asked for, without its fragment. Raises `InputError` where its form alone forbids it.

    >>> public_url("HTTPS://News.Example.com/a?b=1#top")
    'https://news.example.com/a?b=1'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _is_literal(parts.netloc) else parts.hostname or ""
    except (ValueError, UnicodeError) as error:
        raise InputError(f"{url[:200]!r} is no web address: check it", reason="not_fetched") from error
    if parts.scheme.lower() not in PORTS or not host or len(url) > LONGEST_URL:
        raise InputError(f"{url[:200]!r} is no http or https address: give one, or a file", reason="not_fetched")
    if parts.username is not None or parts.password is not None:
        raise InputError("an address with a name or password in it is not fetched: save the page", reason="not_fetched")
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != PORTS[parts.scheme.lower()]:
        netloc = f"{netloc}:{port}"
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))


def _is_literal(netloc: str) -> bool:
    return netloc.rpartition("@")[2].startswith("[")


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _ascii(url: str) -> str:
    """The address with what is not ASCII, or would break a request's line, as percent signs."""
    return "".join(c if 0x21 <= ord(c) < 0x7F else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in url)
