"""CSV and TSV of articles, a row each, read in constant memory; a broken quotation mark costs one row."""

import codecs
import csv
import hashlib
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO, Final, Protocol, cast, runtime_checkable

from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.decode import decode, marked
from twosource.reading.fields import FIELDS, folded, looks_like_article, report_of
from twosource.reading.jsonl import LARGEST_UNPACKED, LONGEST_LINE, numbered, too_large
from twosource.reading.report import Report

MOST_LINES: Final = 20_000  # of one row: a long feature article has some hundreds
_DELIMITERS: Final = (",", ";", "\t", "|")
_HEAD_LINES: Final = 50
_HEAD_BYTES: Final = 1_000_000
_BOM: Final = b"\xef\xbb\xbf"
_SEPARATOR_LINE: Final = re.compile(rb"""["']?sep=(.)["']?\r?\n?""", re.IGNORECASE)  # what Excel writes for itself
_ESCAPED: Final = re.compile(r"""\\"(?!\s{0,9}(?:[,;\t|\r\n]|$))""")
_ADDRESS: Final = re.compile(r"(?:https?:)?//\S+|[^\s.]+\.\S+", re.IGNORECASE)
_LONGEST_NAME: Final = 60
_UNBALANCED: Final = "a quotation mark that is not closed, or stands alone in a quoted field: write it twice"


class Row(csv.Dialect):
    """The dialect of a table: strict, so that a broken quotation mark is told and not guessed at."""

    lineterminator = "\n"
    strict = True


@runtime_checkable
class _Stream(Protocol):
    def readline(self, limit: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What the head of a table shows: how its rows are written, and the names of its columns."""

    dialect: type[csv.Dialect]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    longest_row: int
    most_lines: int
    largest_unpacked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """The lines of one row, and its fields (one code point a byte) or what is wrong with it."""

    lines: tuple[tuple[int, bytes], ...]
    fields: tuple[str, ...] = ()
    fault: str | None = None
    too_large: str | None = None  # the setting that it exceeds

    @property
    def number(self) -> int:
        return self.lines[0][0]


@dataclass(slots=True)
class _Lines:
    """Numbered lines, some of which can be given back; `size`: the bytes read so far."""

    fresh: Iterator[tuple[int, bytes]]
    returned: deque[tuple[int, bytes]] = field(default_factory=deque)
    size: int = 0

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        return self

    def __next__(self) -> tuple[int, bytes]:
        if self.returned:
            return self.returned.popleft()
        line = next(self.fresh)
        self.size += len(line[1])
        return line

    def give_back(self, lines: Sequence[tuple[int, bytes]]) -> None:
        self.returned.extendleft(reversed(lines))


def rows(
    lines: Iterator[bytes] | BinaryIO,
    *,
    path: str | None,
    longest_row: int = LONGEST_LINE,
    most_lines: int = MOST_LINES,
    largest_unpacked: int = LARGEST_UNPACKED,
) -> Iterator[Report | Rejection]:
    """The report of each row under a header, or what was wrong with it.

    `line` is a row's first line and `raw_sha256` of its bytes without the last line end (of a table in UTF-16, of its UTF-8).
    A row that breaks off, or has another number of fields than the header, is a rejection, and reading goes on with the next
    line that opens a whole row.
    """
    limits = _Limits(longest_row=longest_row, most_lines=most_lines, largest_unpacked=largest_unpacked)
    # The module's own limit, 131,072 characters a field, is for the whole process; ours is on the row.
    csv.field_size_limit(max(csv.field_size_limit(), min(longest_row, 2**31 - 1)))
    source = _Lines(numbered(_line_pieces(lines, longest_row), longest_row))
    head = _head(source)
    if not any(line.strip() for _, line in head):
        yield Rejection(stage="read", reason="empty", detail="nothing in it: give a file with the report's text", path=path)
        return
    table = _table([line for _, line in head])
    source.give_back(head)
    header = _record(source, table, limits)
    if header is not None and _SEPARATOR_LINE.fullmatch(header.lines[0][1]):
        header = _record(source, table, limits)
    if not _has_text(table):
        named = ", ".join(repr(name[:_LONGEST_NAME]) for name in table.columns[:20])
        detail = f"no column with a text: the first line names {named}; call the one with the report's words text"
        yield Rejection(stage="read", reason="no_text", detail=detail, path=path, line=header.number if header else 1)
        return
    yield from _reports(source, table, limits, path)


def _reports(source: _Lines, table: _Table, limits: _Limits, path: str | None) -> Iterator[Report | Rejection]:
    lost: _Record | None = None  # the broken row whose end is looked for
    last, nothing = 0, True
    while (record := _record(source, table, limits)) is not None:
        nothing = False
        if source.size > limits.largest_unpacked:
            yield too_large(path, record.number, limits.largest_unpacked, "largest_unpacked")
            return
        if lost is not None and not _resumes(record, table):
            last = record.number
            source.give_back(record.lines[1:])
            continue
        if lost is not None:
            yield _rejected(lost, last, path)
            lost = None
        if record.fault is not None and len(record.lines) > 1:
            lost, last = record, record.number
            source.give_back(record.lines[1:])
        elif any(map(str.strip, record.fields)) or record.fault is not None:
            yield _report(record, table, path)
    if lost is not None:
        yield _rejected(lost, last, path)
    if nothing:
        detail = "a header and no row under it: give a table with articles in it"
        yield Rejection(stage="read", reason="empty", detail=detail, path=path)


def _report(record: _Record, table: _Table, path: str | None) -> Report | Rejection:
    if record.fault is not None:
        return _rejected(record, record.number, path)
    values = {name: _decoded(value) for name, value in reversed([*zip(table.columns, record.fields, strict=False)])}
    raw = b"".join(line for _, line in record.lines).rstrip(b"\r\n")
    try:
        return report_of(values, path=path, line=record.number, raw_sha256=hashlib.sha256(raw).hexdigest())
    except InputError as error:
        return Rejection(stage="read", reason=error.reason, detail=str(error), path=path, line=record.number)


def _rejected(record: _Record, last: int, path: str | None) -> Rejection:
    if record.too_large is not None and last == record.number and len(record.lines) == 1:
        return too_large(path, record.number, len(record.lines[0][1]) - 1, record.too_large)
    where = f"; lines {record.number} to {last} are left out" if last > record.number else ""
    return Rejection(stage="read", reason="broken_row", detail=f"{record.fault}{where}", path=path, line=record.number)


def _record(source: _Lines, table: _Table, limits: _Limits) -> _Record | None:
    """The next row, blank lines aside; `None` at the end."""
    taken: list[tuple[int, bytes]] = []
    try:
        fields = next(csv.reader(_taking(source, taken, limits), table.dialect), None)
    except csv.Error as error:
        return _broken(taken, limits, str(error))
    if fields is None:
        return None
    if not fields:
        return _Record(lines=tuple(taken))
    if sum(len(line) for _, line in taken) > limits.longest_row:
        return _broken(taken, limits, "")
    wanted = len(table.columns)
    while len(fields) > wanted and not fields[-1].strip():
        fields.pop()
    if len(fields) != wanted:
        fault = f"{len(fields)} fields where the header names {wanted}: put values with the delimiter in quotation marks"
        return _Record(lines=tuple(taken), fault=fault)
    return _Record(lines=tuple(taken), fields=tuple(fields))


def _taking(source: _Lines, taken: list[tuple[int, bytes]], limits: _Limits) -> Iterator[str]:
    """Lines for the csv module, one code point a byte, noted in `taken`; none beyond the limits of a row."""
    size = 0
    for number, line in source:
        taken.append((number, line))
        size += len(line)
        yield line.decode("latin-1")
        if size > limits.longest_row or len(taken) >= limits.most_lines:
            return


def _broken(taken: list[tuple[int, bytes]], limits: _Limits, told: str) -> _Record:
    if len(taken[0][1]) > limits.longest_row:
        return _Record(lines=tuple(taken[:1]), fault="a row that is too long", too_large="longest_line")
    fault = (
        _UNBALANCED if "quot" in told or "expected after" in told or "end of data" in told else told or "a row that is too long"
    )
    return _Record(lines=tuple(taken), fault=fault)


def _resumes(record: _Record, table: _Table) -> bool:
    """True where a row behind a broken one is whole: its text has words, an address and a date look like it."""
    if record.fault is not None or not record.fields:
        return False
    values = dict(zip(map(folded, table.columns), record.fields, strict=True))
    addresses = [values[key].strip() for key in FIELDS["url"] if key in values]
    moments = [values[key] for key in FIELDS["published"] if key in values]
    return (
        any(values.get(key, "").strip() for key in FIELDS["text"])
        and all(not address or _ADDRESS.fullmatch(address) for address in addresses)
        and all(not moment.strip() or any(map(str.isdigit, moment)) for moment in moments)
    )


# ---- the head


_KNOWN: Final = frozenset(name for names in FIELDS.values() for name in names)


def _head(source: _Lines) -> list[tuple[int, bytes]]:
    head: list[tuple[int, bytes]] = []
    for line in islice(source, _HEAD_LINES):
        head.append(line)
        if source.size > _HEAD_BYTES:
            break
    return head


def _has_text(table: _Table) -> bool:
    return looks_like_article(dict.fromkeys(table.columns))


def _table(head: Sequence[bytes]) -> _Table:
    """The delimiter under which the first line names most known fields; quotation marks as the first lines show them."""
    lines = [line.decode("latin-1") for line in head]
    told = _SEPARATOR_LINE.fullmatch(head[0])
    if told is not None:
        lines = lines[1:]
    quote = "'" if lines and lines[0].lstrip().startswith("'") else '"'
    delimiters = (told[1].decode("latin-1"),) if told is not None and told[1] not in b"\"'\r\n " else _DELIMITERS
    found = [(delimiter, _cells(lines, delimiter, quote)) for delimiter in delimiters]
    delimiter, columns = max(found, key=lambda one: (sum(folded(name) in _KNOWN for name in one[1]), len(one[1])))
    literal = delimiter == "\t" and _quotes_are_words(lines, len(columns))
    sample = "".join(lines)
    settings = {
        "delimiter": delimiter,
        "quotechar": quote,
        "quoting": csv.QUOTE_NONE if literal else csv.QUOTE_MINIMAL,
        "doublequote": True,
        "escapechar": "\\" if not literal and '""' not in sample and _ESCAPED.search(sample) else None,
    }
    return _Table(dialect=cast(type[csv.Dialect], type("Row", (Row,), settings)), columns=tuple(map(_decoded, columns)))


def _cells(lines: Sequence[str], delimiter: str, quote: str) -> list[str]:
    try:
        cells = next(csv.reader(lines, delimiter=delimiter, quotechar=quote), [])
    except csv.Error:
        return []
    while cells and not cells[-1].strip():
        cells.pop()
    return [" ".join(cell.split()) for cell in cells]


def _quotes_are_words(lines: Sequence[str], columns: int) -> bool:
    """True for a TSV without quoting: every line has all its tabs, and no field stands in quotation marks."""
    whole = [line.rstrip("\r\n") for line in lines if line.endswith("\n") and line.strip()]
    quoted = any(cell.startswith('"') and cell.endswith('"') and len(cell) > 1 for line in whole for cell in line.split("\t"))
    return bool(whole) and not quoted and all(line.count("\t") == columns - 1 for line in whole)


# ---- bytes to lines


def _line_pieces(given: Iterator[bytes] | BinaryIO, longest: int) -> Iterator[bytes]:
    """The lines of a stream or iterator; those of UTF-16 and UTF-32 as UTF-8, and with CR for a line end with LF."""
    stream = given if isinstance(given, _Stream) else None
    pieces = iter(given) if stream is None else iter(lambda: stream.readline(longest + 1), b"")
    first = next(pieces, b"")
    pieces = chain([first] if first else [], pieces)
    codec = marked(first)[0]
    if codec not in (None, "utf-8"):
        return _unmarked(_split(_recoded(pieces, codec), longest))
    if _ends_in_cr(first):
        pieces = _split((piece.replace(b"\r", b"\n") for piece in pieces), longest)
    return _unmarked(pieces)


def _unmarked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield next(pieces, b"").removeprefix(_BOM)
    yield from pieces


def _ends_in_cr(first: bytes) -> bool:
    return b"\r" in first.rstrip(b"\r\n") and first.count(b"\r") > 1


def _recoded(pieces: Iterator[bytes], codec: str | None) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec or "utf-8")("replace")
    for piece in pieces:
        yield decoder.decode(piece).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def _split(pieces: Iterator[bytes], longest: int) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line + b"\n" for line in whole)
        if len(rest) > longest:
            yield rest
            rest = b""
    if rest:
        yield rest


def _decoded(cell: str) -> str:
    return decode(cell.encode("latin-1"))
