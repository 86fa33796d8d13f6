"""Bad input from end to end: what is wrong costs one record, is named with its place, and the rest is still read."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import brotli
import pytest
import zstandard
from typer.testing import CliRunner, Result

from tests.reading.archives import archive, page
from tests.reading.inputs import PAGE, PARAGRAPHS, PIECE, RECORD, TEXT, given, json_feed, json_line, misplaced, rss, table, wacz
from twosource.cli import app
from twosource.model import Article, Rejection
from twosource.reading import read
from twosource.reading.reasons import REASONS
from twosource.reading.settings import ReadSettings

BLANK: Final = b"Ten men were trapped near Tarvo, police said." + b" " * 40_000_000
LINE: Final = json_line({"text": "Ten miners were trapped on Tuesday near Tarvo, the rescue service said."})
OTHER_LINE: Final = json_line({"text": "Two boats sank on Monday off Pellmouth, and six people were rescued by a ferry."})


def run(*args: object) -> Result:
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def put(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def outcome(path: Path) -> list[str]:
    """`read` for each article, checked, and the reason of each rejection, in order."""
    found = list(read([str(path)]))
    articles = [item for item in found if isinstance(item, Article)]
    sources = {report.text: report for report in given(path)}
    assert len(articles) <= len(sources)
    assert [misplaced(*pair) for pair in zip(articles, given(path), strict=False)] == [[]] * len(articles)
    assert all(item.reason in REASONS and item.path == str(path) for item in found if isinstance(item, Rejection))
    return ["read" if isinstance(item, Article) else item.reason for item in found]


def packed_page(encoding: str, body: bytes) -> bytes:
    """A web archive with a good record, one whose body is packed, and another good one."""
    good = [archive([page(number)], warc=[("WARC-Record-ID", f"<urn:uuid:{number}>")]) for number in range(2)]
    return good[0] + archive([body], http=[("Content-Encoding", encoding)]) + good[1]


def climbing() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("datapackage.json", b'{"resources": []}')
        file.writestr("../../archive/a.warc.gz", archive([page(1)]))
    return out.getvalue()


def bomb_in_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("datapackage.json", b'{"resources": []}')
        file.writestr("archive/a.warc", b"WARC/1.1\r\n" + BLANK)
    return out.getvalue()


def layers(raw: bytes, count: int) -> bytes:
    for _ in range(count):
        raw = gzip.compress(raw)
    return raw


BOMBS: Final[Mapping[str, tuple[str, Callable[[], bytes], list[str]]]] = {
    "gzip": ("a.txt.gz", lambda: gzip.compress(BLANK), ["too_large"]),
    "gzip of a page": ("a.html.gz", lambda: gzip.compress(PAGE.encode() + BLANK), ["too_large"]),
    "gzip in gzip": ("a.gz", lambda: layers(BLANK, 2), ["too_large"]),
    "gzip six times over": ("a.gz", lambda: layers(PAGE.encode(), 6), ["too_large"]),
    "zstd": ("a.zst", lambda: zstandard.ZstdCompressor().compress(BLANK), ["too_large"]),
    "JSON lines behind one good line": ("a.gz", lambda: gzip.compress(LINE + b"{" + BLANK), ["read", "too_large"]),
    "gzip in a web archive": ("a.warc.gz", lambda: packed_page("gzip", gzip.compress(BLANK)), ["read", "too_large", "read"]),
    "brotli in a web archive": ("a.warc.gz", lambda: packed_page("br", brotli.compress(BLANK)), ["read", "too_large", "read"]),
    "ZIP": ("a.wacz", bomb_in_zip, ["unchecked", "too_large"]),
}


@pytest.mark.parametrize("layer", BOMBS)
def test_a_bomb_costs_its_record_at_each_layer(layer: str, tmp_path: Path) -> None:
    name, make, wanted = BOMBS[layer]
    path, good = put(tmp_path, name, make()), put(tmp_path, "good.html", PAGE.encode())
    assert outcome(path) == wanted
    result = run("read", path, good, "--json")
    assert (result.exit_code, len(result.stdout.splitlines())) == (5, wanted.count("read") + 1)
    assert f"{path}" in result.stderr


def test_a_bomb_alone_ends_with_3(tmp_path: Path) -> None:
    assert run("read", put(tmp_path, "a.gz", gzip.compress(BLANK)), "--json").exit_code == 3


STORY: Final = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
MANY: Final = " ".join(f"a{n}=1" for n in range(15_000))  # takes the square of their number
HOSTILE: Final[Mapping[str, str]] = {
    "nested 100,000 deep": f"<html><body><article>{STORY}</article>{'<div>' * 100_000}deep{'</div>' * 100_000}</body></html>",
    "the story 100,000 deep": f"<html><body>{'<div>' * 100_000}<article>{STORY}</article></body></html>",
    "inline tags 100,000 deep": f"<html><body><article>{STORY}<p>{'<b>' * 100_000}deep</p></article></body></html>",
    "20,000 open links": f"<html><body><article>{STORY}</article>{'<a ' * 20_000}</body></html>",
    "20,000 links never closed": f"<html><body><article>{STORY}</article>{'<a href=x>y' * 20_000}</body></html>",
    "open comments": f"<html><body><article>{STORY}</article>{'<!--' * 20_000}</body></html>",
    "a tag with 15,000 attributes": f"<html><body><article>{STORY}</article><p {MANY}>x</body></html>",
    "entities without end": f"<html><body><article>{STORY}</article><p>{'&amp' * 50_000}</p></body></html>",
    "JSON-LD 100,000 deep": f"<html><script type='application/ld+json'>{'[' * 100_000}</script><article>{STORY}</article></html>",
    "an entity declared": f"<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><html><article>{STORY}<p>&a;</p></article></html>",
}  # fmt: skip


@pytest.mark.parametrize("trick", HOSTILE)
def test_hostile_markup_is_read_or_named_and_the_next_page_is_read(trick: str, tmp_path: Path) -> None:
    bad, good = put(tmp_path, "bad.html", HOSTILE[trick].encode()), put(tmp_path, "good.html", page(1))
    found = list(read([str(bad), str(good)], ReadSettings(page_seconds=8)))
    assert isinstance(found[-1], Article)
    assert all(
        isinstance(item, Article) or item.reason in {"too_long", "too_large", "broken_page", "no_sentence"} for item in found
    )
    first = found[0]
    if isinstance(first, Article):
        [report] = given(bad)
        assert misplaced(first, report) == []
        assert PARAGRAPHS[0] in first.text


def test_entities_of_a_feed_are_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.txt", b"The hidden words of Tarvo are in this file.")
    declared = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY % y SYSTEM "http://127.0.0.1:9/y.dtd"> %y;]>'
    head, rest = rss(content=PIECE).split(b"\n", 1)
    raw = head + declared.encode() + rest.replace(b"<title>Ferry", b"<title>&x;Ferry").replace(b"<p>PELL", b"<p>&x;PELL")
    path = put(tmp_path, "a.xml", raw)
    result = run("read", path, "--json")
    assert "hidden words" not in result.output
    assert result.exit_code in {0, 1, 3}
    assert result.stdout or f"{path}" in result.stderr


def test_entities_of_a_feed_do_not_grow(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "Ten men were trapped near Tarvo. "}">' for n in range(10))
    head, rest = rss().split(b"\n", 1)
    raw = head + f"<!DOCTYPE rss [{laughs}]>".encode() + rest.replace(b"<title>Ferry", b"<title>&l9;Ferry")
    result = run("read", put(tmp_path, "a.xml", raw), "--json")
    assert result.exit_code in {0, 1, 3}
    assert len(result.output) < 100_000


def test_a_zip_path_that_climbs_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    path = put(tmp_path / "in" / "deep", "a.wacz", climbing())
    before = sorted(tmp_path.rglob("*"))
    assert "read" not in outcome(path)
    assert sorted(tmp_path.rglob("*")) == before


CHARSETS: Final[Mapping[str, bytes]] = {
    "says UTF-8, is Windows-1252": PAGE.encode("cp1252", "xmlcharrefreplace"),
    "says Windows-1252, is UTF-8": PAGE.replace('"utf-8"', '"windows-1252"').encode(),
    "says UTF-16, is UTF-8": PAGE.replace('"utf-8"', '"utf-16"').encode(),
    "says what there is none of": PAGE.replace('"utf-8"', '"x-klingon"').encode(),
    "says UTF-7, is UTF-8": PAGE.replace('"utf-8"', '"utf-7"').encode(),
    "says a codec that is no charset": PAGE.replace('"utf-8"', '"zip"').encode(),
    "BOM of UTF-16, says UTF-8": PAGE.encode("utf-16"),
    "one bad byte": PAGE.encode().replace(b"Fourteen", b"Four\xffteen"),
}


@pytest.mark.parametrize("lie", CHARSETS)
def test_a_charset_that_lies_does_not_spoil_the_words(lie: str, tmp_path: Path) -> None:
    path = put(tmp_path, "a.html", CHARSETS[lie])
    assert outcome(path) == ["read"]
    [article] = read([str(path)])
    assert isinstance(article, Article)
    assert PARAGRAPHS[1] in article.text
    assert PARAGRAPHS[2] in article.text


@pytest.mark.parametrize("raw", [
    PAGE.encode().replace(b"grinding", b"grin\0ding"),
    json_line({**RECORD, "text": TEXT.replace("grinding", "grin\0ding")}),
    json_line({**RECORD, "text": PIECE.replace("grinding", "grin\0ding")}),
    table(record={**RECORD, "text": TEXT.replace("grinding", "grin\0ding")}),
    TEXT.replace("grinding", "grin\0ding").encode(),
    rss(content=PIECE.replace("grinding", "grin\0ding")),
])  # fmt: skip
def test_a_nul_costs_no_more_than_its_record(raw: bytes, tmp_path: Path) -> None:
    path = put(tmp_path, "a", raw)
    assert "read" in outcome(path)
    [article, *_] = read([str(path)])
    assert isinstance(article, Article)
    assert PARAGRAPHS[3] in article.text
    assert json.loads(run("read", path, "--json").stdout.splitlines()[0])["text"] == article.text


@pytest.mark.parametrize("raw", [
    b'{"text": "Ten men \\ud83d were trapped near Tarvo on Tuesday, police said."}\n',
    b'{"title": "Ten \\udc00 trapped", "text": "Ten men were trapped near Tarvo, police said.", "author": "\\ud800"}\n',
    b'[{"text": "<p>Ten men \\ud83d were trapped near Tarvo on Tuesday, police said.</p>", "url": "http://\\udfff.example/"}]',
    b"<html><body><article><p>Ten men &#xD83D; were trapped near Tarvo on Tuesday, police said.</p></article></body></html>",
    b"<html><body><article><p>Ten men \xed\xa0\x80 were trapped near Tarvo on Tuesday, police said.</p></article></body></html>",
    json_feed().replace(b"Ferry", b"Ferry \\ud83d"),
])  # fmt: skip
def test_lone_surrogates_are_replaced(raw: bytes, tmp_path: Path) -> None:
    path = put(tmp_path, "a", raw)
    assert outcome(path) == ["read"]
    result = run("read", path, "--json")
    assert result.exit_code == 0
    json.loads(result.stdout)["text"].encode("utf-8")


def three(packed: bool) -> tuple[bytes, list[int]]:
    """A web archive of three pages, and where each record begins."""
    ids = [("WARC-Record-ID", f"<urn:uuid:{n}>") for n in range(3)]
    records = [archive([page(n)], packed=packed, warc=[ids[n]], url=f"https://n.example/{n}") for n in range(3)]
    starts = [sum(map(len, records[:n])) for n in range(3)]
    return b"".join(records), starts


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_that_breaks_off_gives_what_is_whole(packed: bool, tmp_path: Path) -> None:
    raw, starts = three(packed)
    path = put(tmp_path, "a.warc", raw[: starts[2] + (len(raw) - starts[2]) // 2])
    assert outcome(path) == ["read", "read", "damaged"]
    assert run("read", path, "--json").exit_code == 1


@pytest.mark.parametrize("packed", [False, True])
def test_a_flipped_byte_costs_one_record_and_names_it(packed: bool, tmp_path: Path) -> None:
    raw, starts = three(packed)
    at = starts[1] + (starts[2] - starts[1]) * 2 // 3
    path = put(tmp_path, "a.warc", raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    found = list(read([str(path)]))
    assert [item.reason for item in found if isinstance(item, Rejection)] == ["damaged"]
    assert [item.url for item in found if isinstance(item, Article)] == ["https://n.example/0", "https://n.example/2"]
    [damaged] = [item for item in found if isinstance(item, Rejection)]
    assert "urn:uuid:1" in damaged.detail or str(starts[1]) in damaged.detail.replace(",", "")


def test_a_flipped_byte_of_a_collection_is_told(tmp_path: Path) -> None:
    raw = bytearray(wacz())
    raw[len(raw) // 3] ^= 1
    result = run("read", put(tmp_path, "a.wacz", bytes(raw)), "--json")
    assert result.exit_code in {1, 3}
    assert "damaged" in result.stderr or "unreadable" in result.stderr


RECORDS: Final[Mapping[str, tuple[bytes, list[str], int]]] = {
    "JSON line cut off": (LINE + b'{"text": "Ten\n' + OTHER_LINE, ["read", "broken_json", "read"], 2),
    "JSON line of binary": (LINE + b"\xff\xfe\x80\n" + OTHER_LINE, ["read", "broken_json", "read"], 2),
    "JSON line that is deep": (LINE + b"[" * 200_000 + b"\n" + OTHER_LINE, ["read", "broken_json", "read"], 2),
    "JSON line without a text": (LINE + b'{"id": 1}\n' + OTHER_LINE, ["read", "no_text", "read"], 2),
    "element of a JSON list": (b"[\n" + LINE + b",\n17,\n" + OTHER_LINE + b"]", ["read", "broken_json", "read"], 4),
    "quote of a table not closed": (
        b'title,text\nOne,"Ten men were trapped near Tarvo, police said."\nTwo,"Ten men were, police\n'
        b'Three,"Two boats sank off Pellmouth, and six people were rescued."\nFour,"A third boat was found by a diver."\n',
        ["read", "broken_row", "read", "read"],
        3,
    ),
    "row of a table with a field too many": (
        b"title,text\nOne,Ten men were trapped near Tarvo on Tuesday.\nTwo,a,b,c\nThree,Two boats sank off Pellmouth.\n",
        ["read", "broken_row", "read"],
        3,
    ),
}


@pytest.mark.parametrize("fault", RECORDS)
def test_a_bad_record_costs_one_record_and_its_line_is_named(fault: str, tmp_path: Path) -> None:
    raw, wanted, line = RECORDS[fault]
    path = put(tmp_path, "a.jsonl" if "JSON line" in fault else "a", raw)
    assert outcome(path) == wanted
    result = run("read", path, "--json", "--rejected", tmp_path / "rejected.jsonl")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, wanted.count("read"))
    [dropped] = map(json.loads, (tmp_path / "rejected.jsonl").read_text().splitlines())
    assert (dropped["path"], dropped["line"], dropped["reason"]) == (str(path), line, wanted[1])
    assert f"{path}, line {line}: " in result.stderr


def test_a_feed_that_breaks_off_gives_the_items_that_are_whole(tmp_path: Path) -> None:
    item = f"<item><title>Two boats</title><guid>b</guid><description>{OTHER_LINE[10:-3].decode()}</description></item>"
    raw = rss(item)
    path = put(tmp_path, "a.xml", raw[: raw.index(b"Fourteen")])
    found = outcome(path)
    assert found[0] == "read"
    assert "broken_feed" in found


def test_exit_codes_tell_how_it_went(tmp_path: Path) -> None:
    good, empty = put(tmp_path, "good.html", PAGE.encode()), put(tmp_path, "empty.html", b"")
    large = put(tmp_path, "large.html", page(1) + b"<!--" + b"x" * 20_000_000 + b"-->")
    codes: dict[tuple[Any, ...], int] = {(good,): 0, (good, empty): 1, (empty,): 3, (good, large): 5, (good, empty, large): 5}
    assert {paths: run("read", *paths, "--json").exit_code for paths in codes} == codes
