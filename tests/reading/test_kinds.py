"""What an input is, is told by its content; header and name count where that leaves it open."""

import gzip
import io
import zipfile

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.archives import archive, page, zstd_archive
from twosource.reading.kinds import MediaKind, media_kind

TEXT = "Ten people died near Tarvo on Tuesday, the mayor said.\n"


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, b"x")
    return out.getvalue()


CASES: list[tuple[bytes, MediaKind]] = [
    (b"", "empty"),
    (b" \r\n\t", "empty"),
    (b"\xef\xbb\xbf \n", "empty"),
    (TEXT.encode(), "text"),
    (TEXT.encode("utf-16"), "text"),
    (b"The tag <p> opens a paragraph, the tag </p> ends it.", "text"),
    (b"[1] The mayor said so in March.", "text"),
    (b"[Editor's note: this report was changed.]\nTen died.", "text"),
    (b"{sic} is what the mayor wrote.", "text"),
    (b"Title: the bridge\n\nTen died.", "text"),
    (b"From: Tarvo, with love\n\nTen died, the content-type: of people.", "text"),
    (b"%PDF-1.7\n", "binary"),
    (bytes(range(256)) * 9, "binary"),
    (b"\0\0\0\0", "binary"),
    (page(1), "html"),
    (b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE html>\n<title>A</title>", "html"),
    ("<!DOCTYPE html><html>".encode("utf-16"), "html"),
    (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'a'><html xmlns='b'>", "html"),
    (b"<p>Ten died.</p>" * 12, "html"),
    (b"<?xml version='1.0'?>\n<!-- made by -->\n<?xml-stylesheet href='a'?>\n<rss version='2.0'><channel>", "rss"),
    (b"<rss><channel>", "rss"),
    (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "rss"),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "atom"),
    (b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", "atom"),
    (b"<?xml version='1.0'?><newsItem>", "xml"),
    (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "json_feed"),
    (b'{\n "title": "A",\n "version": "https:\\/\\/jsonfeed.org\\/version\\/1"', "json_feed"),
    (b'{"text": "Ten died."}\n{"text": "Nine died."}\n', "json_lines"),
    (b'{"text": "Ten died."}', "json_lines"),
    (b'{"text": "Ten died."\n', "json_lines"),
    (b'{"text": "' + b"x" * 100_000, "json_lines"),
    (b'{\n  "text": "Ten died."\n}', "json"),
    (b'[{"text": "Ten died."}]', "json"),
    (b"[]", "json"),
    (b'url,title,text\na,b,"Ten died."\n', "csv"),
    (b'"Headline";"Body";"Date"\n', "csv"),
    (b"url\ttitle\ttext\n", "csv"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n", "mhtml"),
    (b"From: <Saved by Blink>\nSubject: A\n folded\n\n", "mhtml"),
    (archive([page(1)]), "warc"),
    (archive([page(1)], packed=False), "warc"),
    (zstd_archive([page(1)], b"a dictionary of some bytes"), "warc"),
    (zstd_archive([page(1)]), "warc"),
    (gzip.compress(TEXT.encode()), "gzip"),
    (b"\x1f\x8b", "gzip"),
    (zstandard.compress(TEXT.encode()), "zstd"),
    (zipped("datapackage.json"), "wacz"),
    (zipped("archive/a.warc.gz"), "wacz"),
    (zipped("word/document.xml"), "zip"),
]


@pytest.mark.parametrize(("raw", "kind"), CASES)
def test_content_tells_what_it_is_under_any_name(raw: bytes, kind: MediaKind) -> None:
    assert media_kind(raw) == kind
    assert media_kind(raw, "a.pdf", "image/png") == kind


@pytest.mark.parametrize(("raw", "path", "media_type", "kind"), [
    (b"Ten <b>people</b> died.", "a.html", None, "html"),
    (b"Ten <b>people</b> died.", "a.htm.gz", None, "html"),
    (b"Ten <b>people</b> died.", None, "text/html", "html"),
    (b"Ten <b>people</b> died.", "a.html", "text/plain", "text"),
    (b"Ten people died.", "a.html", "text/html", "text"),
    (b"<rss>", "a.html", "text/html", "rss"),
    (b'{"a": 1}', "a.html", "text/html", "json_lines"),
    (b"one,two\n", "a.csv", None, "csv"),
    (b"one,two\n", "a", "text/csv", "csv"),
    (b"one\n", "a.csv", None, "text"),
    (b'{"a"\n', "a.jsonl", None, "json_lines"),
    (b"{\n", "a.ndjson.gz", None, "json_lines"),
    (zipped("a"), "A.WACZ", None, "wacz"),
])  # fmt: skip
def test_header_and_name_count_where_content_leaves_it_open(
    raw: bytes, path: str | None, media_type: str | None, kind: MediaKind
) -> None:
    assert media_kind(raw, path, media_type) == kind


@pytest.mark.parametrize(
    "raw", [b"<!--", b"<?", b"<!doctype ", b"a:\n", b"{", b"[", b'{"version"', b"a:" + b" \n" * 50, b",", b"<"]
)
def test_hostile_openings_cost_no_time(raw: bytes) -> None:
    assert media_kind(raw * (60_000 // len(raw)))


@given(st.binary(max_size=200), st.text(max_size=10) | st.none(), st.text(max_size=10) | st.none())
def test_any_bytes_have_a_kind(raw: bytes, path: str | None, media_type: str | None) -> None:
    for start in (b"", b"{", b"<", b"[", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xff\xfe"):
        assert media_kind(start + raw, path, media_type)
