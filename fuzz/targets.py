"""What is fuzzed: each target takes any bytes and may raise nothing, whatever they are."""

import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Final, TypeVar

from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.archives.mhtml import saved_page
from twosource.reading.archives.wacz import records as of_wacz
from twosource.reading.archives.warc import records as of_warc
from twosource.reading.decode import decode as decoded
from twosource.reading.feeds.items import items
from twosource.reading.html.page import page as parsed
from twosource.reading.kinds import media_kind
from twosource.reading.network.fetch import public_url as checked_url
from twosource.reading.reasons import REASONS
from twosource.reading.report import Report
from twosource.reading.tables import rows
from twosource.reading.unpack import Limits, unpacked
from twosource.text import compose

T = TypeVar("T")

LIMITS: Final = Limits(largest=1_000_000)
NAMES: Final = ("a.txt", "a.html", "a.jsonl", "a.csv", "a.wacz", None)
ENCODINGS: Final = ("gzip", "br", "zstd", "deflate", "gzip, br", "identity", "x-none")
LABELS: Final = (None, "utf-8", "utf-16", "windows-1252", "gb18030", "utf-7", "zip", "x-none")
SHORT: Final = 20_000  # characters of a page: a longer one costs time and finds nothing more


def decode(data: bytes) -> None:
    """Bytes to text: whatever encoding they are said to have, the text can be written again, and is the same every time."""
    label, raw = _chosen(LABELS, data)
    text = decoded(raw, label)
    text.encode("utf-8")
    assert text == decoded(raw, label)


def unpack(data: bytes) -> None:
    """Packed bytes: no more comes out than the limit allows, and a few times what one piece holds."""
    encoding, raw = _chosen(ENCODINGS, data)
    size = 0
    with suppress(InputError):
        for piece in unpacked([raw], encodings=encoding.split(", "), limits=LIMITS):
            size += len(piece)
    assert size <= LIMITS.largest + 262_144


def kinds(data: bytes) -> None:
    """What an input is."""
    name, raw = _chosen(NAMES, data)
    media_kind(raw, name)


def page(data: bytes) -> None:
    """The source of a web page: its edits lead to a text, and what is marked lies inside it."""
    source = decoded(data[:SHORT])
    with suppress(InputError):
        found = parsed(source)
        compose([("text", source)], found.edits)
        assert all(0 <= mark.start <= mark.end <= len(source) for mark in found.marked)


def feeds(data: bytes) -> None:
    """A feed, XML or JSON."""
    _drained(items(data, path="a.xml", raw_sha256="0" * 64))


def tables(data: bytes) -> None:
    """A table."""
    _drained(rows(io.BytesIO(data), path="a.csv"))


def warc(data: bytes) -> None:
    """A web archive, packed or not."""
    _drained(of_warc(io.BytesIO(data), "a.warc", limits=LIMITS))


def wacz(data: bytes) -> None:
    """A collection of web archives."""
    _drained(of_wacz(io.BytesIO(data), "a.wacz", limits=LIMITS))


def mhtml(data: bytes) -> None:
    """A saved page."""
    with suppress(InputError):
        saved_page(data, "a.mhtml")


def public_url(data: bytes) -> None:
    """An address: what is let through is an http address without a password, and is let through again as it is."""
    with suppress(InputError):
        url = checked_url(decoded(data))
        assert url.startswith(("http://", "https://"))
        assert checked_url(url) == url


def _chosen(choices: tuple[T, ...], data: bytes) -> tuple[T, bytes]:
    """One of these by the first byte, and the other bytes."""
    return choices[data[0] % len(choices) if data else 0], data[1:]


def _drained(found: Iterable[object]) -> None:
    with suppress(InputError):
        for item in found:
            if isinstance(item, Rejection):
                assert item.reason in REASONS
                assert item.detail
            elif isinstance(item, Report):
                (item.text + (item.title or "") + (item.url or "")).encode("utf-8")


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    target.__name__: target for target in (decode, unpack, kinds, page, feeds, tables, warc, wacz, mhtml, public_url)
}
