"""A web archive cut into its records, before anything in them is read; where it is damaged, on to the next record.

The header gives each record's length. It is believed only where another record (or the end) follows at that place; where it
does not, the next record is looked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from twosource.reading.archives.members import RECORD, RECORD_START, Piece

LARGEST_HEADER: Final = 65_536
SHOWN_OF_LARGE: Final = 65_536  # bytes of a block past the limit that are kept, so that its HTTP header can be read
MOST_DAMAGED: Final = 1_000  # places; more are met in files only that are no web archives, or made to cost time
_ID: Final = re.compile(rb"^WARC-Record-ID:[ \t]*(?:<([^>\r\n]{1,200})>|(\S{1,200}))", re.IGNORECASE | re.MULTILINE)
_LENGTH: Final = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END: Final = re.compile(rb"\r?\n\r?\n")
_LONGEST_START: Final = 64
_BETWEEN: Final = b"\r\n\r\n"
_NEWLINES: Final = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One record as it stands: its header with the blank line, its block (all of it where `whole`) and the block's size."""

    at: int
    head: bytes
    block: bytes
    size: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A record, or a stretch between records, that cannot be used; `reason` as of a `Rejection`."""

    at: int
    what: str
    reason: str = "damaged"
    record_id: str | None = None


class _Wrong(Exception):
    """The record at hand is no good."""

    def __init__(self, what: str, reason: str = "damaged") -> None:
        super().__init__(what)
        self.reason = reason


def blocks(pieces: Iterator[Piece], packed: bool, largest: int) -> Iterator[Block | Fault]:
    """Each record of an archive in order; one with a block of more than `largest` bytes with the first of them only."""
    tape, faults = _Tape(pieces, packed), 0
    while faults <= MOST_DAMAGED:
        found = _next(tape, largest)
        if found is None:
            return
        yield found
        faults += isinstance(found, Fault)
    yield Fault(at=tape.at, what=f"more than {MOST_DAMAGED:,} damaged places: the rest is not read", reason="too_large")


def record_id(head: bytes) -> str | None:
    """The id that a header gives, without its angle brackets."""
    end = _HEADER_END.search(head)
    match = _ID.search(head, 0, end.end() if end else len(head))
    return (match[1] or match[2]).decode("utf-8", "replace") if match else None


class _Tape:
    """The plain bytes from `at` on, up to a `barrier`: the next piece that opens a record, or a fault."""

    def __init__(self, pieces: Iterator[Piece], packed: bool) -> None:
        self.at = 0
        self.buffer = bytearray()
        self.barrier: Piece | None = None
        self._member = -1  # where the member starts that the last bytes are of
        self._pieces, self._packed = pieces, packed

    def fill(self, size: int) -> bool:
        """Reads on until there are `size` bytes; false where a barrier or the end comes before."""
        while len(self.buffer) < size and self.barrier is None:
            piece = next(self._pieces, None)
            if piece is None:
                return False
            if piece.fault is not None or (piece.opens and piece.data.startswith(RECORD)):
                self.barrier = piece
            else:
                self.take(piece)
        return len(self.buffer) >= size

    def take(self, piece: Piece) -> None:
        """Puts the piece's bytes behind the others."""
        if not self.buffer:
            self.at = piece.at
        self._member = piece.at
        self.buffer += piece.data

    def part(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`, as far as there are."""
        return bytes(memoryview(self.buffer)[start:end])

    def drop(self, size: int) -> None:
        """Forgets the first `size` bytes."""
        if not self._packed:
            self.at += min(size, len(self.buffer))
        del self.buffer[:size]

    def in_one_member(self) -> bool:
        """True where the archive is packed and all bytes at hand come from one member."""
        return self._packed and self._member == self.at

    def own_fault(self) -> Piece | None:
        """The fault that the barrier is, if it is one of the member that the bytes at hand come from."""
        piece = self.barrier
        return piece if piece is not None and piece.fault is not None and piece.at == self._member else None

    def past_barrier(self) -> Piece | None:
        """Goes past the barrier; gives it where it is a fault."""
        piece, self.barrier = self.barrier, None
        if piece is None or piece.fault is not None:
            return piece
        self.take(piece)
        return None


def _next(tape: _Tape, largest: int) -> Block | Fault | None:
    while True:
        _skip_newlines(tape)
        if tape.buffer:
            return _record_or_fault(tape, largest)
        if tape.barrier is None:
            return None
        fault = tape.past_barrier()
        if fault is not None:
            return Fault(at=fault.at, what=str(fault.fault), reason=fault.reason)


def _skip_newlines(tape: _Tape) -> None:
    while tape.fill(1):
        newlines = _NEWLINES.match(tape.buffer)
        if newlines is None:
            return
        tape.drop(newlines.end())


def _record_or_fault(tape: _Tape, largest: int) -> Block | Fault:
    at, named = tape.at, None
    try:
        tape.fill(LARGEST_HEADER)
        named = record_id(tape.part(0, LARGEST_HEADER)) if tape.buffer.startswith(RECORD) else None
        return _record(tape, largest)
    except _Wrong as error:
        _resync(tape)
        return Fault(at=at, what=str(error), reason=error.reason, record_id=named)


def _record(tape: _Tape, largest: int) -> Block:
    head = _head(tape)
    length = _LENGTH.search(head)
    if length is None:
        raise _Wrong("its header gives no length")
    size, total = int(length[1]), len(head) + int(length[1])
    if size > largest:
        return _large(tape, head, size)
    if not tape.fill(total):
        raise _cut_off(tape)
    between = _check_end(tape, total)
    made = Block(at=tape.at, head=head, block=tape.part(len(head), total), size=size, whole=True)
    tape.drop(total + between)
    return made


def _head(tape: _Tape) -> bytes:
    if not tape.buffer.startswith(RECORD):
        raise _Wrong("no record starts here")
    end = _HEADER_END.search(tape.buffer, 0, LARGEST_HEADER)
    if end is not None:
        return tape.part(0, end.end())
    raise _Wrong("its header has no end") if len(tape.buffer) >= LARGEST_HEADER else _cut_off(tape)


def _large(tape: _Tape, head: bytes, size: int) -> Block:
    at, left = tape.at, len(head) + size
    tape.fill(min(left, len(head) + SHOWN_OF_LARGE))
    shown = tape.part(len(head), len(head) + min(size, SHOWN_OF_LARGE))
    while left:
        if not tape.fill(1):
            raise _cut_off(tape)
        done = min(left, len(tape.buffer))
        tape.drop(done)
        left -= done
    tape.drop(_check_end(tape, 0))
    return Block(at=at, head=head, block=shown, size=size, whole=False)


def _cut_off(tape: _Tape) -> _Wrong:
    fault = tape.own_fault()
    if fault is not None:
        return _Wrong(str(fault.fault), fault.reason)
    return _Wrong("its length goes beyond its end" if tape.barrier else "the archive ends within this record")


def _check_end(tape: _Tape, end: int) -> int:
    """How many bytes lie between `end` and the next record, newlines not counted.

    Raises `_Wrong` where neither a record nor the end follows, or the record's member turns out to be damaged.
    """
    tape.fill(end + _LONGEST_START)
    tail = tape.part(end, end + _LONGEST_START)
    after = tail.lstrip(b"\r\n")
    if not after and tape.own_fault() is not None:
        raise _cut_off(tape)
    if not after or after.startswith(RECORD):
        return 0
    # Where the next record stands in its place, or the two ends of line do, it is not this record that is damaged.
    if RECORD_START.match(tail, len(_BETWEEN)):
        return len(_BETWEEN)
    if tail.startswith(_BETWEEN) and not tape.in_one_member():
        return 0
    raise _Wrong("its length does not lead to the next record")


def _resync(tape: _Tape) -> None:
    """On to the next record; a fault on the way is of the same damage."""
    start = min(1, len(tape.buffer))
    while True:
        found = RECORD_START.search(tape.buffer, start)
        if found is not None:
            tape.drop(found.start())
            return
        tape.drop(max(start, len(tape.buffer) - _LONGEST_START))
        start = 0
        if not tape.fill(len(tape.buffer) + 1):
            break
    tape.drop(len(tape.buffer))
    if tape.own_fault() is not None:
        tape.past_barrier()
