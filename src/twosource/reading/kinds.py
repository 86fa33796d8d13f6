"""What a file's bytes are, as far as their first ones show: which kind of input, or something that is not read.

Content decides; what the HTTP or MIME header says and the file's name count where it leaves the kind open.
"""

import json
import re
import zlib
from collections.abc import Mapping
from typing import Final, Literal

from twosource.reading.archives.members import RECORD
from twosource.reading.decode import marked
from twosource.reading.fields import FIELDS
from twosource.reading.unpack import Damaged, Zstd

MediaKind = Literal[
    "empty", "binary", "gzip", "zstd", "zip", "wacz", "warc", "mhtml", "html", "rss", "atom", "xml",
    "json_feed", "json_lines", "json", "csv", "text",
]  # fmt: skip

# First bytes of formats that people hand over by mistake (IANA media types, Gary Kessler's list of signatures).
MAGIC: Final[Mapping[bytes, str]] = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"Rar!\x1a": "a RAR archive",
    b"SQLite format 3": "an SQLite file",
    b"PAR1\x15": "a Parquet file",
    b"ID3\x03": "a sound file",
    b"ID3\x04": "a sound file",
    b"OggS": "a sound file",
}
_HTML: Final = ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<script", "<meta ")
_XML_HEAD: Final = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?", re.DOTALL)
_TAG: Final = re.compile(r"</?(?:p|div|span|a|br|ul|li|h[1-6]|table|td|tr|img|script|style)\b[^<>]{0,300}>", re.IGNORECASE)
_CONTROLS: Final = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_HEAD: Final = 65_536
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_WACZ: Final = re.compile(rb"datapackage\.json|archive/[^/\x00]{1,255}\.warc")
_MIME: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){1,100}\r?\n")
_MIME_SIGN: Final = re.compile(
    r"^(?:mime-version:|from: <saved by|content-type:\s*multipart/|snapshot-content-location:)", re.I | re.M
)
_JSON_FEED: Final = re.compile(r"""\{.{0,4000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org""", re.DOTALL)
_TAGS: Final = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9]{0,20}[\s/>]|!--|/[a-zA-Z])")
_XML_ROOTS: Final[Mapping[str, MediaKind]] = {"rss": "rss", "rdf:rdf": "rss", "feed": "atom", "html": "html"}
_ROOT: Final = re.compile(r"<([a-z_][\w.-]{0,60}:)?([a-z_][\w.-]{0,60})")
_PROLOGUE: Final = re.compile(r"\s+|<\?|<!--|<!doctype\b")
_LINES_NAME: Final = re.compile(r"\.(?:jsonl|ndjson|jsonlines)(?:\.\w{2,4})?$", re.IGNORECASE)
_TABLE_NAME: Final = re.compile(r"\.[ct]sv(?:\.\w{2,4})?$", re.IGNORECASE)
_PAGE_NAME: Final = re.compile(r"\.(?:x?html?|shtml)(?:\.\w{2,4})?$", re.IGNORECASE)
_TABLE_TYPES: Final = ("text/csv", "text/tab-separated-values", "application/csv")
_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
_LINES_TYPES: Final = ("application/jsonl", "application/x-ndjson", "application/json-lines", "application/x-jsonlines")
_COLUMNS: Final = frozenset(name.lower() for names in FIELDS.values() for name in names)
_TEXT_COLUMNS: Final = frozenset(name.lower() for name in (*FIELDS["text"], *FIELDS["title"]))


def media_kind(raw: bytes, path: str | None = None, media_type: str | None = None) -> MediaKind:
    """What kind of input these bytes are; the first 64 kB are enough. What is packed is looked into for a web archive only.

    >>> media_kind(b"<?xml version='1.0'?><rss version='2.0'>", "news.html"), media_kind(b"Ten people died.", "a.txt")
    ('rss', 'text')
    """
    head = raw[:_HEAD]
    packed = _packed_kind(head, path)
    if packed is not None:
        return packed
    text = head.decode(marked(head)[0] or "utf-8", "replace")  # what is looked for is ASCII
    if not text.strip("\ufeff\0 \t\r\n\f\v"):
        return "binary" if "\0" in text else "empty"
    if binary_kind(head) is not None:
        return "binary"
    return _text_kind(text, path or "", media_type)


def _packed_kind(head: bytes, path: str | None) -> MediaKind | None:
    """The kind of what is known by its very first bytes."""
    if head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").startswith(RECORD):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _inside(head).startswith(RECORD) else "gzip"
    if head.startswith(b"\x5d\x2a\x4d\x18"):
        return "warc"  # a zstd frame with a dictionary: only web archives begin with one
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return "warc" if _inside_zstd(head).startswith(RECORD) else "zstd"
    if head.startswith(_ZIP):
        return "wacz" if (path or "").lower().endswith(".wacz") or _WACZ.search(head) else "zip"
    return None


def _inside(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head[:1_024], 64)
    except zlib.error:
        return b""


def _inside_zstd(head: bytes) -> bytes:
    try:
        return next((piece for piece in Zstd().feed(head) if piece), b"")
    except Damaged:
        return b""


def _text_kind(text: str, path: str, media_type: str | None) -> MediaKind:
    opening = text.lstrip("\ufeff\0 \t\r\n\f\v")
    if opening.startswith(("{", "[")) and (kind := _json_kind(opening, path, media_type)):
        return kind
    if opening.startswith("<") and (kind := _markup_kind(opening)):
        return kind
    mime = _MIME.match(opening[:20_000])
    if mime and _MIME_SIGN.search(mime[0]):
        return "mhtml"
    if is_html(opening) or _said_to_be_page(opening, path, media_type):
        return "html"
    return "csv" if _is_table(opening, path, media_type) else "text"


def _said_to_be_page(text: str, path: str, media_type: str | None) -> bool:
    """True where header or name says that it is a page, and it has a tag."""
    said = media_type in _PAGE_TYPES or (media_type is None and _PAGE_NAME.search(path) is not None)
    return said and _TAGS.search(text) is not None


def _markup_kind(opening: str) -> MediaKind | None:
    """The kind by the first element behind XML head, document type and comments."""
    text, is_xml = opening[:20_000].lower(), opening.startswith("<?xml")
    at = 0
    while match := _PROLOGUE.match(text, at):
        end = {"<?": "?>", "<!--": "-->", "<!doctype": ">"}.get(match[0])
        found = match.end() if end is None else text.find(end, match.end())
        if found < 0:
            return "html" if text.startswith("<!doctype html") else None
        at = found + len(end or "")
    root = _ROOT.match(text, at)
    if root is None:
        return None
    kind = _XML_ROOTS.get(root[0][1:]) or _XML_ROOTS.get(root[2])
    return kind or ("xml" if is_xml else None)


def _json_kind(opening: str, path: str, media_type: str | None) -> MediaKind | None:
    if _JSON_FEED.match(opening[:_HEAD]):
        return "json_feed"
    if opening.startswith("["):
        return "json" if re.match(r"\[\s*[\[{\"\]\d]", opening) and not re.match(r"\[\d+\]", opening) else None
    first, newline, rest = opening.partition("\n")
    if _LINES_NAME.search(path) or media_type in _LINES_TYPES:
        return "json_lines"
    if _is_object(first):
        return "json_lines" if rest.lstrip().startswith("{") or not rest.strip() else "json"
    # A line longer than what is looked at, or an object over several lines; words in braces are neither.
    if not re.match(r'\{\s*(?:"|\})', opening):
        return None
    return "json" if newline and not first.strip("{ \t\r") else "json_lines"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_table(opening: str, path: str, media_type: str | None) -> bool:
    """True where the first line names columns that reports have, or header or name says so and the first line has two cells."""
    first = opening.partition("\n")[0][:2_000].lower()
    cells = [{cell.strip().strip("\"'") for cell in first.split(mark)} for mark in ",;\t|"]
    if any(len(names & _COLUMNS) >= 2 and names & _TEXT_COLUMNS for names in cells):
        return True
    said = media_type in _TABLE_TYPES or _TABLE_NAME.search(path) is not None
    return said and any(len(names) >= 2 for names in cells)


def binary_kind(raw: bytes) -> str | None:
    """What binary format these bytes are, in words; `None` where they are text.

    >>> binary_kind(b"%PDF-1.7 ...")
    'a PDF document'
    """
    for magic, kind in MAGIC.items():
        if raw.startswith(magic):
            return kind
    head = raw[:_HEAD]
    if marked(head)[0] not in (None, "utf-8"):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))  # three times as fast as a regular expression
    # Text has next to none, though scraping leaves a NUL now and then; the form feed, tab and escape are left out of the
    # count. Random bytes have one in ten.
    if controls * 200 > len(head):
        return f"not text ({controls} control characters in the first {len(head)} bytes)"
    return None


def is_html(text: str) -> bool:
    """True where a text is plainly the source of a web page; a text that talks of tags is none.

    >>> is_html("<!DOCTYPE html><html><body>"), is_html("The tag <p> opens a paragraph.")
    (True, False)
    """
    if _opening(text).startswith(_HTML):
        return True
    head = text[:20_000]
    # Fragments of pages carry a tag every few words; ten is more than any report that writes about HTML has.
    return head.lstrip().startswith("<") and len(_TAG.findall(head)) >= 10


def _opening(text: str) -> str:
    head = text[:4096].lower()
    match = _XML_HEAD.match(head)
    return head[match.end() if match else 0 :][:40]
