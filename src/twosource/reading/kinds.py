"""What a file's bytes are, as far as their first ones show: text, or something that is not read (yet)."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from twosource.reading.decode import marked

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
# Formats that later versions read; the words that open them, in lower case, white space and an XML head left out.
UNSUPPORTED: Final[Sequence[tuple[str, str]]] = (
    ("<rss", "an RSS feed"),
    ("<feed", "an Atom feed"),
    ("<rdf:rdf", "an RSS feed"),
    ("warc/1.", "a web archive (WARC)"),
    ("mime-version:", "a saved page or mail (MIME)"),
    ("from: <saved by", "a saved page (MHTML)"),
)
_HTML: Final = ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<script", "<meta ")
_XML_HEAD: Final = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?", re.DOTALL)
_TAG: Final = re.compile(r"</?(?:p|div|span|a|br|ul|li|h[1-6]|table|td|tr|img|script|style)\b[^<>]{0,300}>", re.IGNORECASE)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEAD: Final = 65_536


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
    controls = len(_CONTROL.findall(head))
    # Text has next to none, though scraping leaves a NUL now and then; the form feed, tab and escape are left out of the
    # count. Random bytes have one in ten.
    if controls * 200 > len(head):
        return f"not text ({controls} control characters in the first {len(head)} bytes)"
    return None


def unsupported_kind(text: str) -> str | None:
    """What known format that is not read yet this text is, in words; `None` where it is none."""
    opening = _opening(text)
    return next((kind for words, kind in UNSUPPORTED if opening.startswith(words)), None)


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
