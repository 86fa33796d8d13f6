"""One invented report as people really have it: each kind of input, made from the same page and the same words."""

import csv
import gzip
import hashlib
import html
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import zstandard

from tests.reading.archives import archive, zstd_archive
from twosource.model import Article, Edit
from twosource.reading.about import About
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.reading.sources import reports
from twosource.records import to_record

PAGE: Final = Path(__file__).with_name("inputs_page.html").read_text(encoding="utf-8")
URL: Final = "https://www.pellmouth-courier.example/2019/04/02/ferry-aground"
TITLE: Final = "Ferry runs aground off Pellmouth"
PARAGRAPHS: Final = (
    "PELLMOUTH (Reuters) - A ferry with 112 people on board ran aground in fog off Pellmouth on Tuesday, the coast guard said, "
    "and all of them were brought ashore by the evening.",
    "“We heard a long grinding noise, and then it was quiet,” said Ben Ull, a farmer who was on board with his two sons & a dog.",
    "The ship’s owner, Corran Lines, told AFP that the captain had slowed down before the ship touched ground, and that nobody "
    "was hurt.",
    "Fourteen people were taken to hospital with light injuries, a doctor said on Tuesday evening, and most of them were able to "
    "go home on the same day.",
)
TEXT: Final = "\n\n".join(PARAGRAPHS)
PIECE: Final = "<div>" + "\n".join(f"<p>{html.escape(words)}</p>" for words in PARAGRAPHS) + "</div>"
STAMP: Final = "2019-04-02T09:30:00+02:00"
RECORD: Final[Mapping[str, Any]] = {
    "title": TITLE,
    "text": TEXT,
    "url": URL,
    "outlet": "Pellmouth Courier",
    "author": "Ada Orr",
    "published": STAMP,
}
TRAFILATURA: Final[Mapping[str, Any]] = {
    "title": TITLE, "author": "Ada Orr", "hostname": "pellmouth-courier.example", "date": "2019-04-02", "fingerprint": "a1",
    "id": None, "license": None, "comments": "", "raw_text": None, "text": TEXT, "language": None, "image": None,
    "pagetype": "article", "source": URL, "source-hostname": "Pellmouth Courier", "excerpt": None, "filedate": "2021-01-02",
}  # fmt: skip
NEWS_PLEASE: Final[Mapping[str, Any]] = {
    "authors": ["Ada Orr"], "date_download": "2021-01-02 03:04:05", "date_modify": None, "date_publish": "2019-04-02 09:30:00",
    "description": "A ferry.", "filename": "a.json", "image_url": None, "language": "en", "localpath": None, "maintext": TEXT,
    "source_domain": "www.pellmouth-courier.example", "text": None, "title": TITLE, "title_page": None,
    "title_rss": None, "url": URL,
}  # fmt: skip


def mhtml() -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n\r\n------B\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: binary\r\nContent-Location: {URL}\r\n\r\n"
    )
    return head.encode() + PAGE.encode() + b"\r\n------B--\r\n"


def table(delimiter: str = ",", record: Mapping[str, Any] = RECORD) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(record)
    writer.writerow(record.values())
    return out.getvalue().encode()


def rss(item: str = "", content: str = PIECE) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Pellmouth Courier</title>'
        f"<link>https://www.pellmouth-courier.example/</link>{item}<item><title>{TITLE}</title><link>{URL}</link><guid>f1</guid>"
        f"<pubDate>Tue, 02 Apr 2019 09:30:00 +0200</pubDate><dc:creator>Ada Orr</dc:creator>"
        f'<source url="https://www.reuters.com/rss">Reuters</source><content:encoded><![CDATA[{content}]]></content:encoded>'
        "</item></channel></rss>"
    ).encode()


def atom() -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Pellmouth Courier</title>'
        f'<link href="https://www.pellmouth-courier.example/"/><entry><id>f1</id><title>{TITLE}</title><link href="{URL}"/>'
        f"<published>{STAMP}</published><updated>2019-04-02T14:05:00+02:00</updated><author><name>Ada Orr</name></author>"
        f'<content type="html">{html.escape(PIECE)}</content></entry></feed>'
    ).encode()


def json_feed() -> bytes:
    item = {
        "id": "f1",
        "url": URL,
        "title": TITLE,
        "content_html": PIECE,
        "date_published": STAMP,
        "authors": [{"name": "Ada Orr"}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Pellmouth Courier", "items": [item]}
    return json.dumps(feed).encode()


def warc(*, packed: bool, pages: Sequence[bytes] = (PAGE.encode(),)) -> bytes:
    return archive(pages, packed=packed)


def wacz(**more: bytes) -> bytes:
    raw = warc(packed=True)
    listed = [{"path": "archive/a.warc.gz", "hash": "sha256:" + hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}]
    members = {"archive/a.warc.gz": raw, "datapackage.json": json.dumps({"resources": listed}).encode(), **more}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def json_line(record: Mapping[str, Any] = RECORD) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def plain() -> bytes:
    return f"{TITLE}\n\nBy Ada Orr\n\nApril 2, 2019\n\n{TEXT}\n".encode()


INPUTS: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {
    "plain text": ("a.txt", plain),
    "HTML page": ("a.html", PAGE.encode),
    "HTML page in Windows-1252": ("a.html", lambda: PAGE.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252")),
    "HTML page in UTF-16": ("a.html", lambda: PAGE.encode("utf-16")),
    "piece of HTML": ("a.html", lambda: f"<h1>{TITLE}</h1>\n<p>By Ada Orr</p>\n<p>April 2, 2019</p>\n{PIECE}".encode()),
    "MHTML": ("a.mhtml", mhtml),
    "JSON lines": ("a.jsonl", json_line),
    "JSON lines with HTML": ("a.jsonl", lambda: json_line({**RECORD, "text": PIECE})),
    "JSON list": ("a.json", lambda: json.dumps([RECORD], indent=1).encode()),
    "JSON list in an object": ("a.json", lambda: json.dumps({"status": "ok", "articles": [RECORD]}, indent=1).encode()),
    "trafilatura's JSON": ("a.json", lambda: json_line(TRAFILATURA)),
    "news-please's JSON": ("a.json", lambda: json.dumps(NEWS_PLEASE, indent=2).encode()),
    "CSV": ("a.csv", table),
    "CSV with semicolons": ("a.csv", lambda: table(";")),
    "TSV": ("a.tsv", lambda: table("\t")),
    "CSV with HTML": ("a.csv", lambda: table(record={**RECORD, "text": PIECE})),
    "RSS": ("a.xml", rss),
    "Atom": ("a.xml", atom),
    "JSON Feed": ("a.json", json_feed),
    "WARC": ("a.warc", lambda: warc(packed=False)),
    "WARC, packed": ("a.warc.gz", lambda: warc(packed=True)),
    "WARC, packed with zstd": ("a.warc.zst", lambda: zstd_archive([PAGE.encode()])),
    "WACZ": ("a.wacz", wacz),
}
PACKINGS: Final[Mapping[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "as it is": ("", lambda raw: raw),
    "gzip": (".gz", lambda raw: gzip.compress(raw, mtime=0)),
    "zstd": (".zst", zstandard.ZstdCompressor().compress),
}


def misplaced(article: Article, report: Report) -> list[str]:
    """The spans of an article whose `original` does not lead to their words in the report as it was given.

    Worked out from the records alone: the words of the field between the ends, with each recorded edit done to them.
    """
    fields = {"text": report.text, "title": report.title or ""}
    return [
        f"{name}: {span['text'][:50]!r}, {_words(fields, span, article.edits)[:50]!r}"
        for name, span in _spans("", to_record(article))
        if span["original"] is not None and _words(fields, span, article.edits) != span["text"]
    ] + [
        f"{name}: not at its place in the text"
        for name, span in _spans("", to_record(article))
        if span["original"] is not None and article.text[span["start"] : span["end"]] != span["text"]
    ]


def _spans(name: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if {"start", "end", "text", "original"} <= value.keys():
            yield name, value
        for key, inner in value.items():
            yield from _spans(f"{name}.{key}", inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _spans(f"{name}[{number}]", inner)


def _words(fields: Mapping[str, str], span: Mapping[str, Any], edits: Sequence[Edit]) -> str:
    field = span.get("original_field", "text")
    at, end = span["original"]
    words = ""
    for edit in sorted((e for e in edits if (e.original_field or "text") == field), key=lambda e: e.original):
        if at <= edit.original[0] and edit.original[1] <= end:
            words += fields[field][at : edit.original[0]] + edit.replacement
            at = edit.original[1]
    return words + fields[field][at:end]


def given(*paths: Path | str, **settings: Any) -> list[Report]:
    """The reports of these paths as given, for `misplaced`."""
    found = reports([str(path) for path in paths], About(), ReadSettings(**settings))
    return [report for report in found if isinstance(report, Report)]
