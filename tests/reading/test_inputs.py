"""Every kind of input from end to end: the same report comes out of each, and every span leads back into it."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.reading.archives import page
from tests.reading.inputs import (
    INPUTS,
    PACKINGS,
    PAGE,
    PARAGRAPHS,
    PIECE,
    RECORD,
    STAMP,
    TITLE,
    URL,
    given,
    json_feed,
    json_line,
    misplaced,
    plain,
    rss,
    table,
    warc,
)
from twosource.cli import app
from twosource.model import Article, Rejection
from twosource.reading import read

PAGES = (
    "HTML page", "HTML page in Windows-1252", "HTML page in UTF-16", "MHTML", "WARC", "WARC, packed", "WARC, packed with zstd",
    "WACZ",
)  # fmt: skip
NAMELESS = ("plain text", "piece of HTML")  # they do not say whose they are
FEEDS = ("RSS", "Atom", "JSON Feed")


def put(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def made(folder: Path, kind: str) -> Path:
    name, make = INPUTS[kind]
    return put(folder, name, make())


def the_article(path: Path | str, **settings: object) -> Article:
    """The only thing that comes out, checked: every span leads to its words in what was given."""
    found = list(read([str(path)]))
    assert [type(item) for item in found] == [Article], found
    article = found[0]
    assert isinstance(article, Article)
    [report] = given(path)
    assert misplaced(article, report) == []
    return article


def bodies(article: Article) -> list[str]:
    return [block.span.text for block in article.blocks if block.kind == "body"]


def places(article: Article) -> set[tuple[str, str]]:
    return {(credit.agency, credit.where) for credit in article.credits}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("kind", INPUTS)
def test_each_kind_of_input_gives_the_report(kind: str, packing: str, tmp_path: Path) -> None:
    name, make = INPUTS[kind]
    ending, pack = PACKINGS[packing]
    article = the_article(put(tmp_path, name + ending, pack(make())))
    assert article.headline is not None
    assert article.headline.text == TITLE
    assert bodies(article) == list(PARAGRAPHS)
    assert [writer.name for writer in article.byline] == ["Ada Orr"]
    assert article.published is not None
    assert (article.published.value or "").startswith("2019-04-02")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("PELLMOUTH", "Reuters")
    assert {("Reuters", "dateline"), ("AFP", "in_text")} <= places(article)
    assert article.language == "en"


@pytest.mark.parametrize("kind", [kind for kind in INPUTS if kind not in NAMELESS])
def test_each_says_whose_it_is_and_where_it_stood(kind: str, tmp_path: Path) -> None:
    article = the_article(made(tmp_path, kind))
    assert article.outlet is not None
    assert article.outlet.name in {"Pellmouth Courier", "pellmouth-courier.example"}
    assert article.url == (URL if "W" not in kind[:2] or kind not in PAGES else article.url)
    assert article.url.startswith("https://")


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_told_apart_by_its_markup(kind: str, tmp_path: Path) -> None:
    article = the_article(made(tmp_path, kind))
    assert [block.kind for block in article.blocks] == [
        "headline", "byline", "byline", "furniture", "caption", "body", "body", "subheading", "body", "furniture", "furniture",
        "furniture", "body", "credit",
    ]  # fmt: skip
    assert places(article) == {("Reuters", "photo"), ("Reuters", "dateline"), ("AFP", "in_text"), ("Reuters", "sign_off")}
    assert not any(word in article.text for word in ("Home", "Sport", "color: black", "All rights reserved", "<", "&amp;"))


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_says_when_it_was_published_and_changed_and_how_that_is_known(kind: str, tmp_path: Path) -> None:
    article = the_article(made(tmp_path, kind))
    assert article.published is not None
    assert (article.published.value, article.published.precision) == ("2019-04-02T09:30+02:00", "minute")
    assert (article.published.how, article.published.why) == ("metadata", f"the page's JSON-LD has datePublished {STAMP!r}")
    assert article.modified is not None
    assert (article.modified.value, article.modified.how) == ("2019-04-02T14:05+02:00", "metadata")


def test_the_source_of_an_rss_item_is_an_agency_behind_it(tmp_path: Path) -> None:
    article = the_article(made(tmp_path, "RSS"))
    [credit] = [credit for credit in article.credits if credit.where == "metadata"]
    assert credit.agency == "Reuters"


def test_atom_says_when_an_entry_was_changed(tmp_path: Path) -> None:
    modified = the_article(made(tmp_path, "Atom")).modified
    assert modified is not None
    assert modified.value == "2019-04-02T14:05+02:00"


@pytest.mark.parametrize("kind", FEEDS)
def test_the_headline_of_an_item_comes_from_its_title(kind: str, tmp_path: Path) -> None:
    headline = the_article(made(tmp_path, kind)).headline
    assert headline is not None
    assert (headline.original_field, headline.original) == ("title", (0, len(TITLE)))


def test_a_page_in_a_field_may_say_its_title_again(tmp_path: Path) -> None:
    article = the_article(put(tmp_path, "a.jsonl", json_line({**RECORD, "text": PAGE})))
    assert [block.span.original_field for block in article.blocks if block.kind == "headline"] == ["title"]
    assert next(block.span.text for block in article.blocks if block.kind == "furniture") == TITLE


WRONG_NAMES = [
    ("HTML page", "a.txt"), ("plain text", "a.html"), ("plain text", "a.jsonl"), ("JSON lines", "a.html"), ("RSS", "a.html"),
    ("CSV", "a.txt"), ("MHTML", "a.html"), ("WARC, packed", "a.txt"), ("WACZ", "a.zip"), ("JSON Feed", "a.xml"), ("Atom", "a"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), WRONG_NAMES)
def test_content_decides_and_not_the_name(kind: str, name: str, tmp_path: Path) -> None:
    assert bodies(the_article(put(tmp_path, name, INPUTS[kind][1]()))) == list(PARAGRAPHS)


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("kind", ["plain text", "HTML page", "JSON lines", "CSV", "RSS", "WARC, packed", "WACZ", "MHTML"])
def test_each_comes_through_standard_input(kind: str, packing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = PACKINGS[packing][1](INPUTS[kind][1]())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    [article] = read(["-"])
    assert isinstance(article, Article), article
    assert (article.path, bodies(article)) == ("-", list(PARAGRAPHS))


def test_a_folder_and_a_pattern_give_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    put(tmp_path, "b.html", page(2))
    put(tmp_path, "a.txt", plain())
    put(tmp_path / "old", "c.html", page(3))
    patterns = {"": "a.txt b.html c.html", "*.html": "b.html", "**/*.html": "b.html c.html", "[ab].*": "a.txt b.html"}
    for pattern, names in patterns.items():
        assert [Path(item.path or "").name for item in read([str(tmp_path / pattern)])] == names.split()
    [missing] = read([str(tmp_path / "*.warc")])
    assert isinstance(missing, Rejection)
    assert missing.reason == "missing"


def test_a_file_whose_name_is_a_pattern_is_that_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", page(1))
    assert the_article(put(tmp_path, "[a].txt", plain())).headline is not None


def test_several_records_of_one_file_are_told_apart(tmp_path: Path) -> None:
    pages = [page(number) for number in range(3)]
    path = put(tmp_path, "a.warc.gz", warc(packed=True, pages=pages))
    articles = [item for item in read([str(path)]) if isinstance(item, Article)]
    assert [article.url for article in articles] == [f"https://www.tarvo-post.example/{number}" for number in range(3)]
    assert len({article.id for article in articles}) == len({article.raw_sha256 for article in articles}) == 3
    assert [misplaced(*pair) for pair in zip(articles, given(path), strict=True)] == [[], [], []]


GERMAN = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Fähre läuft auf Grund</title></head><body><article>
<h1>Fähre läuft auf Grund</h1><p>Eine Fähre mit 112 Menschen an Bord ist am Dienstag im Nebel vor Pellmouth auf Grund gelaufen,
wie die Küstenwache mitteilte. Alle wurden bis zum Abend an Land gebracht.</p><p>Der Kapitän habe die Fahrt vorher verlangsamt,
sagte ein Sprecher der Reederei, und niemand sei bei dem Unglück ernsthaft verletzt worden.</p></article></body></html>"""


def run(*args: object) -> "tuple[int, list[dict[str, object]], str]":
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")], result.stderr


def test_a_page_in_another_language_is_read_and_not_compared(tmp_path: Path) -> None:
    german, english = put(tmp_path, "de.html", GERMAN.encode()), made(tmp_path, "HTML page")
    code, records, _ = run("read", german, "--json")
    assert (code, [record["language"] for record in records]) == (0, ["de"])
    for command in ("statements", "compare"):
        code, records, told = run(command, german, english, "--json")
        assert (code, bool(records)) == (1, True)
        assert f"{german}" in told
        assert "(not_english)" in told
    code, records, told = run("compare", german, "--json")
    assert (code, records) == (3, [])


def test_an_address_is_not_fetched_unless_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_of_it(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("twosource.reading.network.fetch.Fetcher.fetch", none_of_it)
    code, records, told = run("read", URL, made(tmp_path, "HTML page"), "--json")
    assert (code, len(records)) == (1, 1)
    assert f"{URL}: " in told
    assert "--fetch" in told
    assert "(not_fetched)" in told


OTHER = PAGE.replace("112 people", "at least 120 people").replace("Pellmouth Courier", "Tarvo Post")


@pytest.mark.parametrize("kinds", [("HTML page",), ("MHTML",), ("RSS",), ("CSV with HTML",), ("WACZ",), ("JSON list",)])
def test_verify_agrees_with_an_account_made_from_such_inputs(kinds: tuple[str, ...], tmp_path: Path) -> None:
    paths = [made(tmp_path, kind) for kind in kinds] + [put(tmp_path, "other.html", OTHER.encode())]
    code, [account], _ = run("compare", *paths, "--json")
    assert code == 0
    assert account["claims"]
    written = put(tmp_path, "account.json", json.dumps(account).encode())
    result = CliRunner().invoke(app, ["verify", str(written), *map(str, paths)])
    assert (result.exit_code, "all agree" in result.stdout) == (0, True), result.output


def several(kind: str) -> bytes:
    """A file of two reports: the same event told with two numbers."""
    other = {**RECORD, "title": "Ferry aground", "text": RECORD["text"].replace("112", "120"), "url": f"{URL}-2"}
    second = PIECE.replace("112", "120")
    words = second.replace("<", "&lt;")
    item = f"<item><title>Ferry aground</title><link>{URL}-2</link><description>{words}</description></item>"
    feed = json.loads(json_feed())
    feed["items"] += [{"id": "f2", "url": f"{URL}-2", "title": "Ferry aground", "content_html": second}]
    return {
        "JSON lines": json_line() + json_line(other),
        "JSON list": json.dumps([RECORD, other], indent=1).encode(),
        "CSV": table() + table(record=other).split(b"\n", 1)[1],
        "RSS": rss(item),
        "JSON Feed": json.dumps(feed).encode(),
        "WARC": warc(packed=True, pages=[PAGE.encode(), OTHER.encode()]),
    }[kind]


@pytest.mark.parametrize("kind", ["JSON lines", "JSON list", "CSV", "RSS", "JSON Feed", "WARC"])
def test_verify_agrees_with_an_account_of_several_reports_in_one_file(kind: str, tmp_path: Path) -> None:
    path = put(tmp_path, INPUTS[kind][0], several(kind))
    code, [account], told = run("compare", path, "--json")
    assert (code, len(account["articles"])) == (0, 2), told  # type: ignore[arg-type]
    written = put(tmp_path, "account.json", json.dumps(account).encode())
    result = CliRunner().invoke(app, ["verify", str(written), str(path)])
    assert (result.exit_code, "all agree" in result.stdout) == (0, True), result.output


def test_the_same_bytes_come_out_every_time_and_in_every_time_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [str(put(tmp_path, f"{number}-{name}", make())) for number, (name, make) in enumerate(INPUTS.values())]
    first = CliRunner().invoke(app, ["read", *paths, "--json"]).stdout
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Auckland")
    assert CliRunner().invoke(app, ["read", *paths, "--json"]).stdout == first


def test_where_no_process_can_be_started_pages_are_read_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object) -> None:
        raise OSError("no process")

    monkeypatch.setattr("twosource.reading.guard.RESTING.taken", nothing)
    (tmp_path / "a.html").write_text(
        "<!doctype html><p>Ten miners died in the mine near Tarvo on Tuesday, the rescue service said.</p>"
    )
    page, told = read([str(tmp_path / "a.html")])
    assert (type(page).__name__, getattr(told, "reason", None)) == ("Article", "unguarded")
