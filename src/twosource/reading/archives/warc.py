"""Web archives (WARC 0.18 to 1.1, plain or packed with gzip or zstd) to the pages, texts and feeds in them.

Checksums are checked here and a damaged record is named and left out; the records behind it are still read. What is not news by
its kind (requests, images, redirects) is passed over and counted in one notice at the end.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from sys import maxsize
from typing import TYPE_CHECKING, BinaryIO, Final

from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.archives.digests import agrees
from twosource.reading.archives.members import pieces
from twosource.reading.archives.warcblocks import Block, Fault, blocks, record_id
from twosource.reading.report import Payload
from twosource.reading.unpack import PAGE, Limits, chunks_of, unpack, unpacked

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# Media types that hold news: pages, texts, feeds, JSON. A type that is not given passes; what it is shows later.
MEDIA_TYPES: Final = re.compile(
    r"text/(?:html|plain|xml|csv)|application/(?:xhtml\+xml|xml|(?:rss|atom|rdf|feed|ld)\+(?:xml|json)|json)"
)
_TOLD: Final = ""  # the kind of the records that came out, as themselves or as a rejection
_ABOUT_OTHERS: Final = {_TOLD, "of type warcinfo", "of type request", "of type metadata"}  # every archive has these
_SCHEMES: Final = ("http", "https")
_MOST_KINDS: Final = 20  # of what was passed over, told one by one: the words are the archive's own
_TYPE: Final = re.compile(rb"^WARC-Type:[ \t]*([^\r\n]{0,60})", re.IGNORECASE | re.MULTILINE)
_CHARSET: Final = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE)
_CHUNK: Final = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


def records(stream: BinaryIO, path: str, *, limits: Limits = PAGE) -> Iterator[Payload | Rejection]:
    """Each page, text or feed of an archive, and in its place what is wrong with a record; a notice of what was passed over.

    `limits` hold for each record and each of its layers; the archive itself may be of any size.
    """
    try:
        yield from records_of(chunks_of(stream), path, limits=limits)
    except (OSError, ValueError) as error:
        detail = f"cannot be read to its end ({error}): check that it is whole and that you may read it"
        yield rejection("unreadable", detail, path)


def records_of(chunks: Iterable[bytes], path: str, *, limits: Limits = PAGE) -> Iterator[Payload | Rejection]:
    """`records` of an archive that comes in pieces; an `InputError` of theirs ends it and comes out as a rejection."""
    counted: Counter[str] = Counter()
    try:
        found, packed = pieces(chunks, replace(limits, largest=maxsize))
        for block in blocks(found, packed, limits.largest):
            yield from _told(block, path, limits, counted)
    except InputError as error:
        counted[_TOLD] += 1
        yield rejection(error.reason, str(error), path)
    if not counted:
        yield rejection("unreadable", "no record in it: check that it is a web archive, and whole", path)
    elif notice := _passed_over(counted):
        yield rejection("passed_over", notice, path)


class _PassedOver(Exception):
    """A record that is whole and no news; of which kind, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """What a record holds, its HTTP header read. `stored` is the body as it stands, `body` without its chunks."""

    record_id: str | None
    url: str
    date: str | None
    content_type: str
    encodings: tuple[str, ...] = ()
    status: int | None = 200
    stored: bytes
    body: bytes
    cut: str | None


def _told(block: Block | Fault, path: str, limits: Limits, counted: Counter[str]) -> Iterator[Payload | Rejection]:
    name, kind = _name(block), _TOLD
    try:
        if isinstance(block, Fault):
            raise InputError(block.what, reason=block.reason)
        yield from _read(block, name, path, limits)
    except _PassedOver as error:
        kind = str(error) if str(error) in counted or len(counted) < _MOST_KINDS else "of other kinds"
    except InputError as error:
        yield rejection(error.reason, f"{name}: {error}", path)
    counted[kind] += 1


def _name(block: Block | Fault) -> str:
    known = block.record_id if isinstance(block, Fault) else record_id(block.head)
    return f"record {known or 'without an id'} at byte {block.at:,}"


def rejection(reason: str, detail: str, path: str) -> Rejection:
    """A rejection of reading; words of the archive in its detail are made harmless for a terminal."""
    clean = "".join(letter if letter.isprintable() else "\ufffd" for letter in detail)
    return Rejection(stage="read", reason=reason, detail=clean, path=path)


def _passed_over(counted: Counter[str]) -> str | None:
    if _TOLD in counted and set(counted) <= _ABOUT_OTHERS:
        return None
    kinds = ", ".join(f"{counted[kind]:,} {kind}" for kind in sorted(counted) if kind != _TOLD)
    return f"records that are no news by their kind and were not read: {kinds}" if kinds else None


def _read(block: Block, name: str, path: str, limits: Limits) -> Iterator[Payload | Rejection]:
    kind = _kind(block)
    if kind not in ("response", "resource", "revisit"):
        raise _PassedOver(f"of type {kind or 'unknown'}")
    record = _parsed(block)
    if kind == "revisit":
        yield rejection("revisit", f"{name}: {_revisited(record)}", path)
        return
    message = _message(record, block)
    if block.whole:
        _check(record, block, message, limits)
    _only_news(message)
    if not block.whole:
        raise InputError(f"{block.size:,} bytes, more than {limits.largest:,}: raise the limit for a page", reason="too_large")
    if message.cut:
        yield rejection("truncated", f"{name}: kept in part only ({message.cut}); it is read as far as it goes", path)
    yield Payload(
        raw=_unpacked(message, limits),
        path=path,
        part=message.record_id,
        url=message.url,
        media_type=media_type(message.content_type),
        charset=charset(message.content_type),
        fetched=message.date,
    )


def _unpacked(message: _Message, limits: Limits) -> bytes:
    parts: list[bytes] = []
    try:
        for piece in unpacked([message.body], encodings=message.encodings, limits=limits):
            parts.append(piece)  # noqa: PERF402  # what comes before the end of a body that is cut counts
    except InputError as error:
        if not (message.cut and parts and error.reason == "unreadable"):
            raise
    return b"".join(parts)


def _kind(block: Block) -> str:
    match = _TYPE.search(block.head)
    return _short(match[1].decode("utf-8", "replace")) if match else ""


def _parsed(block: Block) -> "WarcRecord":
    from fastwarc.warc import WarcRecord

    try:
        return WarcRecord.from_bytes(block.head + block.block)
    except (OSError, ValueError) as error:
        raise InputError(f"its header cannot be read ({error})", reason="damaged") from error


def _message(record: "WarcRecord", block: Block) -> _Message:
    headers = record.headers
    segment = "one of several segments" if headers.get("WARC-Segment-Number") else None
    made = _Message(
        record_id=_bare(headers.get("WARC-Record-ID")) or None,
        url=_bare(headers.get("WARC-Target-URI")),
        date=headers.get("WARC-Date"),
        content_type=headers.get("Content-Type") or "",
        stored=block.block,
        body=block.block,
        cut=_short(headers.get("WARC-Truncated") or "") or segment,
    )
    return _with_http(made, record) if record.is_http else made


def _with_http(message: _Message, record: "WarcRecord") -> _Message:
    try:
        record.parse_http(auto_decode="none")
        header, stored = record.http_headers, record.reader.read()
    except (OSError, ValueError) as error:
        raise InputError(f"its HTTP header cannot be read ({error})", reason="damaged") from error
    chunked = "chunked" in (header.get("Transfer-Encoding") or "").lower()
    body, whole = dechunked(stored) if chunked else (stored, True)
    return replace(
        message,
        content_type=header.get("Content-Type") or "",
        encodings=tuple(name for value in header.get_multiple("Content-Encoding") for name in value.split(",")),
        status=header.status_code,
        stored=stored,
        body=body,
        cut=message.cut or (None if whole else "its last chunk is missing"),
    )


def dechunked(body: bytes) -> tuple[bytes, bool]:
    """A body without the lengths of its chunks (RFC 9112), and whether it is whole; as it is where it is not chunked.

    Archives often keep the header of a body whose chunks they have joined.

    >>> dechunked(b"4\\r\\nTen \\r\\n5;x=1\\r\\ndied.\\r\\n0\\r\\n\\r\\n"), dechunked(b"Ten died.")
    ((b'Ten died.', True), (b'Ten died.', True))
    """
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts), True
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return (b"".join(parts), False) if parts else (body, True)


def _check(record: "WarcRecord", block: Block, message: _Message, limits: Limits) -> None:
    """Raises `InputError` where a checksum of the record does not agree with its bytes."""
    digest = record.headers.get("WARC-Block-Digest")
    if digest and agrees(digest, block.block) is False:
        raise InputError(f"its bytes do not agree with its block digest {_short(digest)}; it is not read", reason="damaged")
    digest = record.headers.get("WARC-Payload-Digest")
    # The digest of what was cut off is not known: some writers give that of the whole.
    if digest and not message.cut and agrees(digest, message.stored) is False and not _agrees_undone(digest, message, limits):
        raise InputError(f"its bytes do not agree with its payload digest {_short(digest)}; it is not read", reason="damaged")


def _agrees_undone(digest: str, message: _Message, limits: Limits) -> bool:
    """True where the digest is of the body without its chunks, or unpacked: writers differ in what they take as payload."""
    if agrees(digest, message.body):
        return True
    try:
        return bool(message.encodings and agrees(digest, unpack(message.body, encodings=message.encodings, limits=limits)))
    except InputError:
        return False


def _only_news(message: _Message) -> None:
    """Raises `_PassedOver` for what is no page, text or feed that was got whole."""
    scheme = message.url.partition(":")[0].lower()
    if scheme not in _SCHEMES:
        raise _PassedOver(f"with an address of scheme {_short(scheme) or 'unknown'}")
    if message.status != 200:
        raise _PassedOver(f"with HTTP status {message.status if message.status is not None else 'unknown'}")
    kind = media_type(message.content_type)
    if kind is not None and not MEDIA_TYPES.fullmatch(kind):
        raise _PassedOver(f"of media type {kind}")


def media_type(content_type: str) -> str | None:
    """The media type of a Content-Type header, in lower case.

    >>> media_type("Text/HTML; charset=UTF-8"), media_type("")
    ('text/html', None)
    """
    return _short(content_type.partition(";")[0]) or None


def charset(content_type: str) -> str | None:
    """The charset of a Content-Type header, in lower case.

    >>> charset("text/html; charset=UTF-8"), charset("text/html")
    ('utf-8', None)
    """
    match = _CHARSET.search(content_type[:1000])
    return match[1].lower() if match else None


def _revisited(record: "WarcRecord") -> str:
    url = _bare(record.headers.get("WARC-Refers-To-Target-URI") or record.headers.get("WARC-Target-URI"))
    date = record.headers.get("WARC-Refers-To-Date")
    seen = f" as it was on {_short(date)}" if date else ""
    return f"says only that {url[:500]} was the same{seen}: the page stands in that record, give its archive too"


def _bare(value: str | None) -> str:
    """A header's address or id without the angle brackets that the standard or old tools put around it."""
    return (value or "").strip().removeprefix("<").removesuffix(">")


def _short(words: str) -> str:
    return words.strip().lower()[:60]
