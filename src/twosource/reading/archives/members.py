"""The members of a packed web archive, one after the other, and how to go on behind a damaged one.

A `.warc.gz` is one gzip member a record (a `.warc.zst` one zstd frame), so that damage in one costs one record: the next
one is found by its first bytes and by what it holds, in bounded memory.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Final

from twosource.reading.unpack import GZIP, PIECE, ZSTD, Damaged, Decoder, Limits, Meter, OverLimit, Packing, Zstd, packing_of

RECORD: Final = b"WARC/"
RECORD_START: Final = re.compile(rb"WARC/(?:0\.\d{1,2}|1\.[0-9])\r?\n(?=[A-Za-z][A-Za-z-]{0,40}:)")
# How far back a member can be searched for another that it ran over. Deflate comes upon a wrong code within some kilobytes.
KEPT: Final = 8_000_000
MOST_TRIED: Final = 10_000  # places that look like a member and are none: more are met in hostile files only
# Packed bytes of a possible member that are unpacked to see whether it holds a record: deflate gives what it has after its
# tables (some 300 bytes), zstd only whole blocks (of 128 kB at most).
_TRIED_GZIP: Final = 1_024
_TRIED_ZSTD: Final = 150_000
_GZIP: Final = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_ZSTD: Final = re.compile(rb"\x28\xb5\x2f\xfd")
_DICTIONARY: Final = b"\x5d\x2a\x4d\x18"
_LARGEST_DICTIONARY: Final = 10_000_000
_PADDING: Final = re.compile(rb"[\0\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Plain bytes of an archive. `at`: where they (or their member, which they then open) start in the file.

    A piece with a `fault` has no bytes: what came before it, back to the last that `opens`, cannot be trusted.
    """

    data: bytes
    at: int
    opens: bool = False
    fault: str | None = None
    reason: str = "damaged"


def pieces(chunks: Iterable[bytes], limits: Limits) -> tuple[Iterator[Piece], bool]:
    """The plain bytes of an archive, packed or not; and whether it is packed, so that `at` is a member's."""
    source = _Window(chunks)
    source.fill(8)
    packing = packing_of(_bytes(source, 0, 8)) or _packing_behind_damage(source)
    if packing is None:
        return _plain(source), False
    return _members(source, packing, limits), True


def _packing_behind_damage(source: "_Window") -> Packing | None:
    """How an archive is packed whose very first bytes are damaged."""
    source.fill(_TRIED_ZSTD)
    if RECORD_START.search(source.buffer):
        return None
    return next((packing for packing, magic in ((GZIP, _GZIP), (ZSTD, _ZSTD)) if magic.search(source.buffer)), None)


class _Window:
    """Bytes of a stream from `at` on, as far as they have been read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.at = 0
        self.buffer = bytearray()
        self._chunks = iter(chunks)

    def fill(self, size: int) -> bool:
        """Reads on until there are `size` bytes; false where the stream ends before."""
        while len(self.buffer) < size:
            chunk = next(self._chunks, None)
            if chunk is None:
                return False
            self.buffer += chunk
        return True

    def drop(self, size: int) -> None:
        """Forgets the first `size` bytes."""
        self.at += min(size, len(self.buffer))
        del self.buffer[:size]


def _plain(source: _Window) -> Iterator[Piece]:
    while source.fill(1):
        piece = Piece(data=bytes(source.buffer), at=source.at)
        source.drop(len(source.buffer))
        yield piece


def _members(source: _Window, packing: Packing, limits: Limits) -> Iterator[Piece]:
    decoder = _decoder(source, packing)
    while _at_member(source):
        start = source.at
        try:
            if not packing.opens(_bytes(source, 0, 8)):
                raise Damaged("no packed member starts here")
            yield from _opening(_member(source, decoder(), Meter(limits), start))
        except (Damaged, OverLimit) as error:
            reason = "damaged" if isinstance(error, Damaged) else "too_large"
            yield Piece(data=b"", at=start, fault=str(error), reason=reason)
            source.drop(1 if source.at == start else 0)
            _find_next(source, packing, decoder)


def _at_member(source: _Window) -> bool:
    """True where there is more than padding to come."""
    while source.fill(1):
        padding = _PADDING.match(source.buffer)
        source.drop(padding.end() if padding else 0)
        if source.buffer:
            source.fill(8)
            return True
    return False


def _bytes(source: _Window, start: int, end: int) -> bytes:
    return bytes(memoryview(source.buffer)[start:end])


def _member(source: _Window, decoder: Decoder, meter: Meter, start: int) -> Iterator[Piece]:
    """The pieces of one member; `source` stands behind it at the end, and not far from its start after a fault."""
    done = 0
    while not decoder.ended:
        if not source.fill(done + 1):
            raise Damaged("the archive ends within this record")
        data = _bytes(source, done, done + PIECE)
        meter.taken_in += len(data)
        for plain in decoder.feed(data):
            meter.gives(len(plain))
            yield Piece(data=plain, at=start)
        done += len(data) - len(decoder.rest)
        if done > KEPT + PIECE:
            source.drop(done - KEPT)
            done = KEPT
    source.drop(done)


def _opening(found: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces with the first one marked, and long enough to show whether it opens a record."""
    head, at = b"", 0
    for piece in found:
        head, at = head + piece.data, piece.at
        if len(head) >= len(RECORD):
            break
    if head:
        yield Piece(data=head, at=at, opens=True)
    yield from (replace(piece, opens=False) for piece in found)


def _find_next(source: _Window, packing: Packing, decoder: Callable[[], Decoder]) -> None:
    """Drops bytes up to the next member that holds a record, all of them where there is none."""
    magic, enough = (_GZIP, _TRIED_GZIP) if packing is GZIP else (_ZSTD, _TRIED_ZSTD)
    for _ in range(MOST_TRIED):
        if not _drop_until(source, magic):
            return
        source.fill(enough)
        if _holds_record(_bytes(source, 0, enough), decoder):
            return
        source.drop(1)
    while source.fill(1):
        source.drop(len(source.buffer))


def _drop_until(source: _Window, magic: re.Pattern[bytes]) -> bool:
    match = magic.search(source.buffer)
    while match is None:
        source.drop(max(0, len(source.buffer) - 3))  # a magic of four bytes may be cut
        if not source.fill(len(source.buffer) + 1):
            source.drop(len(source.buffer))
            return False
        match = magic.search(source.buffer)
    source.drop(match.start())
    return True


def _holds_record(packed: bytes, decoder: Callable[[], Decoder]) -> bool:
    plain = b""
    try:
        for piece in islice(decoder().feed(packed), 64):
            plain += piece
            if len(plain) >= len(RECORD):
                break
    except Damaged:
        pass
    return plain.startswith(RECORD)


def _decoder(source: _Window, packing: Packing) -> Callable[[], Decoder]:
    """How to undo this archive's members: zstd archives may begin with a frame that holds their dictionary."""
    if packing is not ZSTD or bytes(source.buffer[:4]) != _DICTIONARY or not source.fill(8):
        return packing.decoder
    size = int.from_bytes(source.buffer[4:8], "little")
    if size > _LARGEST_DICTIONARY or not source.fill(8 + size):
        return packing.decoder
    dictionary = bytes(source.buffer[8 : 8 + size])
    if ZSTD.opens(dictionary):
        dictionary = _small(dictionary)
    source.drop(8 + size)
    return partial(Zstd, dictionary)


def _small(packed: bytes) -> bytes:
    plain = bytearray()
    try:
        for piece in Zstd().feed(packed):
            plain += piece
            if len(plain) > _LARGEST_DICTIONARY:
                return b""
    except Damaged:
        return b""
    return bytes(plain)
