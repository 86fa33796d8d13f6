"""Addresses among the reports: fetched only where that is asked for, and kept where that is asked for too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from tests.reading.archives import page
from twosource.errors import InputError, UsageError
from twosource.model import Article, Rejection
from twosource.reading import read
from twosource.reading.network.fetch import Answer, Fetcher
from twosource.reading.network.reports import Network, is_address
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings

URL = "https://www.tarvo-post.example/bridge"


class Web:
    """Stands in for the network: what it answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer | InputError] = [answer(page(1))]
        self.asked: list[str] = []

    def fetch(self, url: str) -> Iterator[Answer]:
        self.asked.append(url)
        for found in self.answers:
            if isinstance(found, InputError):
                raise found
            yield found


def answer(body: bytes, media_type: str = "text/html; charset=utf-8", url: str = URL, **more: str) -> Answer:
    headers = (("Content-Type", media_type), *((name.replace("_", "-"), value) for name, value in more.items()))
    return Answer(url=url, status=200, reason="OK", headers=headers, body=body, address="203.0.113.1")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    monkeypatch.setattr(Fetcher, "fetch", lambda self, url: made.fetch(url))
    return made


def found(url: str = URL, **given: object) -> list[Report | Rejection]:
    return list(Network(ReadSettings(**given)).reports(url))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["http://news.example", "HTTPS://news.example/a.html"])
def test_addresses_are_known(path: str) -> None:
    assert is_address(path)


@pytest.mark.parametrize(
    "path", ["ftp://news.example/a", "file:///a", "news.example/a", "a/http://b", "-", "https:/a", "httpd://a"]
)
def test_everything_else_is_a_path(path: str) -> None:
    assert not is_address(path)


def test_nothing_is_fetched_unless_it_is_asked_for(web: Web) -> None:
    [rejection] = found()
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.path, web.asked) == ("not_fetched", URL, [])
    assert "--fetch" in rejection.detail


def test_a_page_is_read_with_its_address(web: Web) -> None:
    [report] = found(fetch=True)
    assert isinstance(report, Report)
    assert (report.is_html, report.url, report.path) == (True, URL, URL)
    assert web.asked == [URL]


def test_an_address_stands_among_the_paths_of_a_reading(web: Web, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(2))
    articles = list(read([str(tmp_path / "a.html"), URL], ReadSettings(fetch=True)))
    assert [item.url for item in articles if isinstance(item, Article)] == [None, URL]


def test_the_page_behind_a_redirect_keeps_its_own_address(web: Web) -> None:
    web.answers = [answer(b"", url=URL), answer(page(1), url=f"{URL}-new")]
    [report] = found(fetch=True)
    assert isinstance(report, Report)
    assert report.url == f"{URL}-new"


def test_a_header_says_the_charset_and_content_says_the_kind(web: Web) -> None:
    web.answers = [
        answer("title,text\nBrücke,The bridge in Köln was closed on Tuesday.\n".encode("cp1252"), "text/csv; charset=cp1252")
    ]
    [report] = found(fetch=True)
    assert isinstance(report, Report)
    assert (report.title, report.line) == ("Brücke", 2)


@pytest.mark.parametrize("reason", ["address_refused", "robots", "not_fetched", "too_large"])
def test_what_cannot_be_fetched_is_named(reason: str, web: Web) -> None:
    web.answers = [InputError("it is not fetched: save the page", reason=reason)]
    [rejection] = found(fetch=True)
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.path) == (reason, URL)


def test_a_bomb_in_an_answer_is_named(web: Web) -> None:
    import gzip

    web.answers = [answer(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")]
    [rejection] = found(fetch=True)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "too_large"


def test_what_was_fetched_is_kept_and_can_be_read_again(web: Web, tmp_path: Path) -> None:
    kept = tmp_path / "kept.warc.gz"
    [report] = found(fetch=True, keep_warc=str(kept))
    assert isinstance(report, Report)
    again = [item for item in read([str(kept)]) if isinstance(item, Article)]
    assert [(item.url, item.raw_sha256) for item in again] == [(URL, report.raw_sha256)]


def test_what_came_before_a_fault_is_kept_too(web: Web, tmp_path: Path) -> None:
    web.answers = [answer(page(1)), InputError("redirected in a ring: save the page", reason="not_fetched")]
    [rejection] = found(fetch=True, keep_warc=str(tmp_path / "kept.warc.gz"))
    assert isinstance(rejection, Rejection)
    with (tmp_path / "kept.warc.gz").open("rb") as file:
        assert URL in [record.headers.get("WARC-Target-URI") for record in ArchiveIterator(file)]


def test_an_archive_that_cannot_be_written_is_the_users_to_mend(web: Web, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--keep-warc"):
        found(fetch=True, keep_warc=str(tmp_path / "no" / "kept.warc.gz"))
