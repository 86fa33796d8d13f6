"""What the bytes of one input hold: their reports, by the format that their first bytes show.

A format is a row of `READERS`; what an archive or the network holds is looked at again in the same way.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO, Final

from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.charsets import html_charset
from twosource.reading.decode import decode
from twosource.reading.jsonl import lines as json_lines
from twosource.reading.jsonl import looks_like_article, parse_object, report_of
from twosource.reading.kinds import MediaKind, binary_kind, media_kind
from twosource.reading.report import Payload, Report
from twosource.reading.settings import ReadSettings
from twosource.reading.unpack import Limits, chunks_of, unpacked
from twosource.reading.unpack import lines as lines_of

Found = Iterator[Report | Rejection]

HEAD: Final = 65_536  # bytes by which a format is known
_NAMES: Final[Mapping[MediaKind, str]] = {
    "zip": "a ZIP archive or office document",
    "xml": "XML of a kind that is not read",
    "warc": "a web archive inside another",
    "wacz": "a web archive inside another",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An input that was begun: its first bytes and all of them (the first ones too), and what is known around it.

    `stream` is the file itself, where it can be sought in and nothing was unpacked.
    """

    head: bytes
    chunks: Iterable[bytes]
    around: Payload
    settings: ReadSettings
    stream: BinaryIO | None = None

    @property
    def path(self) -> str:
        return self.around.path or "-"

    def whole(self, largest: int, setting: str) -> bytes:
        """All bytes. Raises `InputError` (`too_large`) where there are more than the setting allows."""
        kept = bytearray()
        for chunk in self.chunks:
            kept += chunk
            if len(kept) > largest:
                detail = f"more than {largest:,} bytes: split it, or raise the setting read.{setting}"
                raise InputError(detail, reason="too_large")
        return bytes(kept)


def reports_in(stream: BinaryIO, path: str, settings: ReadSettings) -> Found:
    """The reports of a file, or what was wrong with it, in order. `raw_sha256` is of the bytes unpacked."""
    head = stream.read(HEAD)
    chunks = chain([head], chunks_of(stream))
    yield from _told(Opened(head=head, chunks=chunks, around=Payload(raw=b"", path=path), settings=settings, stream=stream))


def reports_of(payload: Payload, settings: ReadSettings) -> Found:
    """The reports of what came out of an archive or over the network."""
    opened = Opened(head=payload.raw[:HEAD], chunks=[payload.raw], around=payload, settings=settings)
    for found in _told(opened):
        yield _placed(found, payload) if isinstance(found, Report) else found


def _placed(report: Report, payload: Payload) -> Report:
    """A report with what its record says of it, as far as it does not say so itself."""
    part = "; ".join(filter(None, (payload.part, report.part))) or None
    return replace(report, url=report.url or payload.url, part=part)


def _told(opened: Opened) -> Found:
    around = opened.around
    try:
        kind = media_kind(opened.head, around.path if around.url is None else None, around.media_type)
        if kind in ("gzip", "zstd"):
            yield from _told(_unpacked(opened))
        elif kind in READERS:
            yield from READERS[kind](opened)
        else:
            detail = f"{_NAMES.get(kind, kind)}, which is not read: give pages, feeds, tables, JSON lines or plain text"
            raise InputError(detail, reason="unsupported")
    except InputError as error:
        yield Rejection(stage="read", reason=error.reason, detail=_with_part(str(error), around), path=around.path)


def _with_part(detail: str, around: Payload) -> str:
    return f"{around.part}: {detail}" if around.part else detail


def _unpacked(opened: Opened) -> Opened:
    """The input unpacked. What fails further on than its first bytes fails when it is read."""
    chunks = unpacked(opened.chunks, limits=_limits(opened.settings))
    head, fault = b"", None
    try:
        for chunk in chunks:
            head += chunk
            if len(head) >= HEAD:
                break
    except InputError as error:
        if not head:
            raise
        fault = error
    return replace(opened, head=head, chunks=chain([head], _failing(fault) if fault else chunks), stream=None)


def _failing(fault: InputError) -> Iterator[bytes]:
    raise fault
    yield b""


def _limits(settings: ReadSettings) -> Limits:
    return Limits(largest=settings.largest_unpacked)


# ---- formats


def _of_lines(opened: Opened) -> Found:
    """JSON lines; a file of one object over several lines, as some programs write it, is one report."""
    settings = opened.settings
    source = lines_of(opened.chunks, settings.longest_line)
    yield from json_lines(
        source, path=opened.around.path, longest_line=settings.longest_line, largest_unpacked=settings.largest_unpacked
    )


def _of_table(opened: Opened) -> Found:
    from twosource.reading.tables import rows

    settings = opened.settings
    yield from rows(
        lines_of(opened.chunks, settings.longest_line),
        path=opened.around.path,
        longest_row=settings.longest_line,
        largest_unpacked=settings.largest_unpacked,
    )


def _of_warc(opened: Opened) -> Found:
    from twosource.reading.archives.warc import records_of

    _refuse_inner(opened)
    limits = Limits(largest=opened.settings.largest_page)
    for found in records_of(opened.chunks, opened.path, limits=limits):
        yield from [found] if isinstance(found, Rejection) else reports_of(found, opened.settings)


def _of_wacz(opened: Opened) -> Found:
    from twosource.reading.archives.wacz import records

    _refuse_inner(opened)
    limits = Limits(largest=opened.settings.largest_page)
    for found in records(_sought(opened), opened.path, limits=limits):
        yield from [found] if isinstance(found, Rejection) else reports_of(found, opened.settings)


def _refuse_inner(opened: Opened) -> None:
    if opened.around.part is not None:
        raise InputError("a web archive inside another, which is not read: take it out first", reason="unsupported")


def _sought(opened: Opened) -> BinaryIO:
    """The input as a stream that can be sought in: the file itself, else its bytes."""
    if opened.stream is not None:
        with suppress(OSError, ValueError):
            opened.stream.seek(0)
            return opened.stream
    return io.BytesIO(opened.whole(opened.settings.largest_file, "largest_file"))


def _of_mhtml(opened: Opened) -> Found:
    from twosource.reading.archives.mhtml import saved_page

    raw = opened.whole(opened.settings.largest_file, "largest_file")
    page = saved_page(raw, opened.around.path, largest=opened.settings.largest_file)
    for found in reports_of(replace(page, part=None), opened.settings):
        yield replace(found, raw_sha256=_sha256(raw)) if isinstance(found, Report) else found


def _of_feed(opened: Opened) -> Found:
    from twosource.reading.feeds.items import items

    raw = opened.whole(opened.settings.largest_file, "largest_file")
    yield from items(
        raw,
        path=opened.around.path,
        raw_sha256=_sha256(raw),
        url=opened.around.url,
        largest_feed=min(opened.settings.largest_feed, opened.settings.largest_file),
    )


def _of_json(opened: Opened) -> Found:
    """A file of one article as an object, or of a list of them."""
    from twosource.reading.jsonlist import articles, list_at

    raw = opened.whole(opened.settings.largest_file, "largest_file")
    text = decode(raw, opened.around.charset).removeprefix("\ufeff")
    record = None
    with suppress(InputError):
        record = parse_object(text)
    if record is not None and (looks_like_article(record) or list_at(text) is None):
        yield replace(report_of(record, path=opened.path, line=None, raw_sha256=_sha256(raw)), path=opened.around.path, line=None)
    elif record is None and text.lstrip().startswith("{") and list_at(text) is None:
        yield _text_report(raw, text, opened)  # words in braces
    else:
        yield from articles(text, path=opened.around.path, raw_sha256=_sha256(raw))


def _of_page(opened: Opened) -> Found:
    raw = opened.whole(opened.settings.largest_page, "largest_page")
    text = decode(raw, opened.around.charset, html_charset(raw))
    yield replace(_text_report(raw, text, opened), is_html=True)


def _of_text(opened: Opened) -> Found:
    raw = opened.whole(opened.settings.largest_file, "largest_file")
    yield _text_report(raw, decode(raw, opened.around.charset), opened)


def _text_report(raw: bytes, text: str, opened: Opened) -> Report:
    around = opened.around
    return Report(path=around.path, part=around.part, raw_sha256=_sha256(raw), text=text, url=around.url)


def _of_nothing(opened: Opened) -> Found:
    raise InputError("nothing in it: give a file with the report's text", reason="empty")


def _of_binary(opened: Opened) -> Found:
    kind = binary_kind(opened.head) or "not text"
    raise InputError(f"{kind}: give the report as a page or as text", reason="binary")


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


READERS: Final[Mapping[MediaKind, Callable[[Opened], Found]]] = {
    "json_lines": _of_lines,
    "csv": _of_table,
    "warc": _of_warc,
    "wacz": _of_wacz,
    "mhtml": _of_mhtml,
    "rss": _of_feed,
    "atom": _of_feed,
    "json_feed": _of_feed,
    "json": _of_json,
    "html": _of_page,
    "text": _of_text,
    "empty": _of_nothing,
    "binary": _of_binary,
}
