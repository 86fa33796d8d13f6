"""Fetching: only public addresses, every hop checked, within limits, as a robot that keeps to robots.txt."""

import io
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, ip_address

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.reading.network.addresses import Address, checked, is_public
from twosource.reading.network.capture import captured
from twosource.reading.network.connect import CheckedBackend, Deadline
from twosource.reading.network.fetch import Answer, Fetcher, FetchSettings, public_url

PAGE = b"<html><body><p>The ferry ran aground off Pellmouth.</p></body></html>"
HOME = ip_address("127.0.0.1")


@dataclass
class Site:
    """A server on this machine: what it answers by path, and what it was asked."""

    pages: dict[str, tuple[int, Mapping[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)
    port: int = 0


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.headers["Host"], self.path, dict(self.headers)))
            status, headers, body = made.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def fetcher(site: Site, **given: object) -> Fetcher:
    """One whose names all lead to the test's server, which alone it may ask."""
    settings = FetchSettings(**given)  # type: ignore[arg-type]
    return Fetcher(settings=settings, resolve=lambda host, port: ["127.0.0.1"], allow=lambda address: address == HOME)


def at(site: Site, path: str, host: str = "news.example") -> str:
    return f"http://{host}:{site.port}{path}"


def refused(run: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        run()
    return caught.value.reason


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.255.0.3 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1
    192.0.2.7 198.18.0.1 240.0.0.1 :: ::1 fe80::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 fec0::1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1::
    2001:0:7f00:1::""".split(),
)
def test_an_address_that_is_not_of_the_open_internet_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_of_the_open_internet_may_be_asked(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_inside_an_ipv6_one(address: IPv4Address) -> None:
    assert is_public(ip_address(f"::ffff:{address}")) == is_public(address)
    assert is_public(ip_address(int(ip_address("64:ff9b::")) + int(address))) == is_public(address)


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    assert refused(lambda: checked("news.example", 80, lambda host, port: ["8.8.8.8", "10.0.0.1"])) == "address_refused"


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "017700000001", "localhost"])
def test_other_ways_to_write_loopback_are_refused(host: str) -> None:
    try:
        socket.getaddrinfo(host, 80)
    except OSError:
        pytest.skip(f"the resolver of this machine knows no {host}")
    assert refused(lambda: list(Fetcher().fetch(f"http://{host}/"))) == "address_refused"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a", "file:///etc/passwd", "news.example/a", "http://", "http:///a", "javascript:alert(1)",
        "http://[news.example]/a", "http://[::1", "http://news.example:port/", "http://ada:secret@news.example/", "gopher://x/1",
        "http://news.example:99999/", f"http://news.example/{'a' * 9000}", "http://a..b/", "",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused_without_asking_anybody(url: str) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise AssertionError(f"asked for {host}")

    assert refused(lambda: list(Fetcher(resolve=nobody).fetch(url))) == "not_fetched"


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "http:", ""]))
def test_any_text_is_an_address_or_an_error_that_says_so(text: str, scheme: str) -> None:
    with suppress(InputError):
        url = public_url(scheme + text)
        assert url.startswith(("http://", "https://"))
        assert public_url(url) == url


def test_a_page_is_fetched_with_its_headers_and_the_robot_says_its_name(site: Site) -> None:
    site.pages["/a?b=1"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
    answers = list(fetcher(site, agent="deskbot").fetch(at(site, "/a?b=1#top")))
    assert [(a.status, a.body, a.header("content-type"), a.address) for a in answers] == [
        (200, PAGE, "text/html; charset=utf-8", "127.0.0.1")
    ]
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/a?b=1"]
    assert {headers["User-Agent"] for *_, headers in site.asked} == {"deskbot"}


def test_redirects_are_followed_and_each_is_shown(site: Site) -> None:
    site.pages |= {"/a": (302, {"Location": "/b"}, b""), "/b": (200, {}, PAGE)}
    answers = list(fetcher(site).fetch(at(site, "/a")))
    assert [(a.status, a.url.rpartition("/")[2]) for a in answers] == [(302, "a"), (200, "b")]


def test_a_redirect_to_a_private_address_is_refused_before_it_is_asked(site: Site) -> None:
    site.pages["/a"] = (302, {"Location": f"http://inside.example:{site.port}/secret"}, b"")
    names = {"news.example": "127.0.0.1", "inside.example": "127.0.0.2"}
    robot = Fetcher(resolve=lambda host, port: [names[host]], allow=lambda address: address == HOME)
    assert refused(lambda: list(robot.fetch(at(site, "/a")))) == "address_refused"
    assert {host.partition(":")[0] for host, *_ in site.asked} == {"news.example"}


@pytest.mark.parametrize("there", ["file:///etc/passwd", "ftp://news.example/", "http://ada:secret@news.example/"])
def test_a_redirect_to_another_scheme_or_with_a_password_is_refused(site: Site, there: str) -> None:
    site.pages["/a"] = (302, {"Location": there}, b"")
    assert refused(lambda: list(fetcher(site).fetch(at(site, "/a")))) == "not_fetched"


def test_a_name_that_changes_its_address_between_two_requests_is_checked_again(site: Site) -> None:
    site.pages["/a"] = (200, {}, PAGE)
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    robot = Fetcher(resolve=lambda host, port: next(answers), allow=lambda address: address == HOME)
    assert refused(lambda: list(robot.fetch(at(site, "/a")))) == "address_refused"
    assert [path for _, path, _ in site.asked] == ["/robots.txt"]


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """The name is asked for once for a connection, so that a second answer cannot lead elsewhere."""
    questions: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        questions.append(host)
        return ["127.0.0.1"]

    def allow(address: Address) -> bool:
        return address == HOME

    stream = CheckedBackend(Deadline(5.0), resolve, allow).connect_tcp("no-such-host.invalid", site.port)
    assert (stream.get_extra_info("server_addr")[0], questions) == ("127.0.0.1", ["no-such-host.invalid"])
    stream.close()


def test_a_ring_of_redirects_ends(site: Site) -> None:
    site.pages["/a"] = (302, {"Location": "/a"}, b"")
    assert refused(lambda: list(fetcher(site, redirects=3).fetch(at(site, "/a")))) == "not_fetched"
    assert [path for _, path, _ in site.asked].count("/a") == 4


def test_a_page_over_the_limit_is_refused(site: Site) -> None:
    site.pages["/a"] = (200, {}, b"a" * 1001)
    assert refused(lambda: list(fetcher(site, largest=1000).fetch(at(site, "/a")))) == "too_large"


def test_a_page_that_is_not_there_is_said(site: Site) -> None:
    assert refused(lambda: list(fetcher(site).fetch(at(site, "/none")))) == "not_fetched"


def test_a_server_that_sends_a_byte_at_a_time_is_cut_when_the_time_is_up() -> None:
    """The clock is the test's own: it goes on by a second with each look."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def drip() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            while not ended.wait(0.005):
                try:
                    connection.send(b"H")
                except OSError:
                    return

    threading.Thread(target=drip, daemon=True).start()
    ticks = iter(range(10_000))
    robot = Fetcher(
        settings=FetchSettings(seconds=20),
        resolve=lambda host, port: ["127.0.0.1"],
        allow=lambda address: True,
        clock=lambda: float(next(ticks)),
    )
    url = f"http://news.example:{listening.getsockname()[1]}/a"
    assert refused(lambda: list(robot.fetch(url))) in {"not_fetched", "robots"}
    ended.set()
    listening.close()


def test_robots_txt_is_kept_to(site: Site) -> None:
    site.pages |= {
        "/robots.txt": (200, {}, b"User-agent: twosource\nDisallow: /desk/\n"),
        "/desk/a": (200, {}, PAGE),
        "/open/a": (200, {}, PAGE),
    }
    robot = fetcher(site)
    assert refused(lambda: list(robot.fetch(at(site, "/desk/a")))) == "robots"
    assert [a.status for a in robot.fetch(at(site, "/open/a"))] == [200]
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/open/a"]


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site) -> None:
    site.pages |= {"/robots.txt": (503, {}, b""), "/a": (200, {}, PAGE)}
    assert refused(lambda: list(fetcher(site).fetch(at(site, "/a")))) == "robots"


def test_the_pause_a_site_asks_for_is_kept(site: Site) -> None:
    site.pages |= {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7\n"), "/a": (200, {}, PAGE), "/b": (200, {}, PAGE)}
    waited: list[float] = []
    robot = fetcher(site)
    robot.clock, robot.sleep = lambda: 100.0, waited.append
    for path in ("/a", "/b"):
        list(robot.fetch(at(site, path)))
    assert waited == [7.0]


def test_what_was_fetched_can_be_kept_and_read_back_with_its_digests() -> None:
    headers = (("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"))
    answer = Answer(url="https://news.example/a", status=200, reason="OK", headers=headers, body=PAGE, address="203.0.113.9")
    kept = io.BytesIO()
    captured([answer], kept, "2031-05-06T07:08:09Z", "twosource")
    of_answers = WarcRecordType.response
    raw = ArchiveIterator(io.BytesIO(kept.getvalue()), record_types=of_answers, parse_http=False)
    assert [record.verify_block_digest() for record in raw] == [True]
    records = ArchiveIterator(io.BytesIO(kept.getvalue()), record_types=of_answers)
    found = [
        (r.headers["WARC-Target-URI"], r.verify_payload_digest(), r.http_headers.status_code, r.reader.read()) for r in records
    ]
    assert found == [("https://news.example/a", True, 200, PAGE)]
