"""Reports out of files, folders and standard input: the only module of reading that touches them.

Content decides what a file is, its name only where the content leaves it open. Whatever cannot be used comes out as a
`Rejection` in its place, with a reason of `twosource.reading.reasons`; the others are still read.
"""

import gzip
import hashlib
import io
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import BinaryIO, Final, cast

from twosource.errors import InputError, UsageError
from twosource.model import Rejection, content_id
from twosource.reading.about import About, Facts, informed, parse_about
from twosource.reading.decode import decode
from twosource.reading.jsonl import looks_like_article, parse_object, report_of
from twosource.reading.kinds import binary_kind, is_html, unsupported_kind
from twosource.reading.language import is_english, is_english_tag
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.records import Record

STANDARD_INPUT: Final = "-"
_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_NO_REPORT: Final = "is none of the reports given: check the path, it counts from the list's folder"
_LINES_NAME: Final = re.compile(r"\.(?:jsonl|ndjson|jsonlines)(?:\.gz)?$", re.IGNORECASE)
_TABLE_NAME: Final = re.compile(r"\.[ct]sv(?:\.gz)?$", re.IGNORECASE)
_WORD: Final = r"[^\W\d_]{1,60}"
_BETWEEN: Final = r"(?:(?!\n)[\W\d_]){1,20}"
_SENTENCES: Final = (
    re.compile(rf"\b{_WORD}{_BETWEEN}{_WORD}{_BETWEEN}[^\W\d_]"),
    re.compile(rf"""\b{_WORD}{_BETWEEN}[^\W\d_]{{2,60}}["”’')]?[.!?]"""),
    re.compile("[\u2e80-\U0003ffff]{4}"),  # scripts that put no space between words
)


def reports(paths: Iterable[str | os.PathLike[str]], about: About, settings: ReadSettings) -> Iterator[Report | Rejection]:
    """Each report of these files, folders (`-`: standard input) in order, or what was wrong with it.

    `raw_sha256` is of the file's bytes as they stand (unpacked, where it is gzip), or of one line's without its line end.
    A report that comes again with the same content, outlet and URL is left out with a notice.
    """
    gate = _Gate(settings, about)
    for path in files(paths, about):
        if isinstance(path, Rejection):
            yield path
            continue
        for found in _opened(path, settings):
            yield found if isinstance(found, Rejection) else gate.passed(found)


def files(paths: Iterable[str | os.PathLike[str]], about: About) -> Iterator[str | Rejection]:
    """The files behind these paths: a folder stands for all in it, sorted, without hidden ones and the list of `about`."""
    for given in paths:
        path = os.fspath(given)
        if path != STANDARD_INPUT and os.path.isdir(path):
            yield from _folder(path, about)
        else:
            yield path


def unused_rows(read: Iterable[str], about: About) -> Iterator[Rejection]:
    """A notice for each row of `about` whose path is none of the files that were read."""
    used = {row.line: row.path for path in read if (row := about.row_for(path))}
    for row in about.rows:
        if row.line not in used:
            what = "has a row already: only its first one counts" if row.path in used.values() else _NO_REPORT
            detail = f"{row.path!r} {what}"
            yield Rejection(stage="read", reason="unused_row", detail=detail, path=about.path, line=row.line)


def about_reports(path: str | None, everywhere: Facts) -> About:
    """What the user knows: `everywhere`, and the rows of the list at `path`. Raises `UsageError` where it cannot be read."""
    if path is None:
        return About(everywhere=everywhere)
    return About(everywhere=everywhere, path=path, rows=parse_about(_list(path, "--about"), path))


def own_lines(path: str, option: str) -> tuple[str, ...]:
    """The lines of a list that the user gives with an option. Raises `UsageError` where it cannot be read."""
    return tuple(decode(_list(path, option)).splitlines())


def _list(path: str, option: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise UsageError(f"the list {path} cannot be read ({_told(error)}): check the name given with {option}") from error


def account_records(path: str) -> Iterator[Record]:
    """The account records of a file, one a line or one over several lines. Raises `UsageError` where there is none."""
    try:
        with _open(path) as file:
            text = decode(file.read())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({_told(error)}): give the file that compare --json wrote") from error
    lines = [line for line in text.split("\n") if line.strip()]
    records = [_account(line) for line in lines]
    if None in records or not records:
        records = [_account(text)]
    if None in records:
        raise UsageError(f"{path} holds no account: give the file that compare --json wrote")
    yield from (record for record in records if record is not None)


def _account(text: str) -> Record | None:
    try:
        record = parse_object(text)
    except InputError:
        return None
    return record if record.get("kind") == "account" else None


@dataclass(slots=True)
class _Gate:
    """Lets a report pass once, where it is English and holds a sentence; keeps what it has seen."""

    settings: ReadSettings
    about: About
    seen: dict[str, str] = field(default_factory=dict)

    def passed(self, report: Report) -> Report | Rejection:
        report = informed(report, self.about)
        return self._sentence(report) or self._language(report) or self._repeat(report) or report

    def _language(self, report: Report) -> Rejection | None:
        if self.settings.language is not None:
            return None
        if report.language is not None:
            if is_english_tag(report.language):
                return None
            what = f"its language field says {report.language!r}"
        elif is_english(report.text):
            return None
        else:
            what = "its words are not English"
        return _rejected(report, "not_english", f"{what}; if it is English, say so with --language en")

    def _sentence(self, report: Report) -> Rejection | None:
        if has_sentence(report.text):
            return None
        return _rejected(report, "no_sentence", "no sentence in it: give the words of the report itself")

    def _repeat(self, report: Report) -> Rejection | None:
        content = content_id(report.text, report.title, report.outlet, report.url)
        key = content if report.id is None else f"id {report.id}"
        if key not in self.seen:
            self.seen[key] = content
        elif self.seen[key] == content:
            return _rejected(report, "same_report", "the same report was given before; it counts once")
        else:
            detail = f"id {report.id!r} was given before, to a report with other content: give each report an id of its own"
            return _rejected(report, "repeated_id", detail)
        return None


def has_sentence(text: str) -> bool:
    """True where a line of the text has three words, or two and a full stop.

    >>> has_sentence("Home\\nShare\\n125"), has_sentence("He died.")
    (False, True)
    """
    return any(pattern.search(text) for pattern in _SENTENCES)


def _rejected(report: Report, reason: str, detail: str) -> Rejection:
    return Rejection(stage="read", reason=reason, detail=detail, path=report.path, line=report.line)


def _folder(path: str, about: About) -> Iterator[str | Rejection]:
    errors: list[OSError] = []
    found = [
        os.path.join(folder, name)
        for folder, folders, names in os.walk(path, onerror=errors.append)
        for name in _shown(folders, names)
    ]
    known = None if about.path is None else os.path.abspath(about.path)
    found = [name for name in found if os.path.abspath(name) != known]
    for name in sorted(found, key=lambda name: name.split(os.sep)):
        yield name if os.path.isfile(name) or not os.path.exists(name) else _no_file(name)
    for error in errors:
        yield Rejection(stage="read", reason="unreadable", detail=_unreadable(error), path=str(error.filename))
    if not found and not errors:
        detail = "an empty folder: put the reports into it, or give their paths"
        yield Rejection(stage="read", reason="empty_folder", detail=detail, path=path)


def _no_file(path: str) -> Rejection:
    detail = "a pipe, socket or device among the files of a folder: name it by itself if it is to be read"
    return Rejection(stage="read", reason="unreadable", detail=detail, path=path)


def _shown(folders: list[str], names: list[str]) -> list[str]:
    """The names without hidden ones; hidden folders are taken out of `folders`, so that they are not walked."""
    folders[:] = [name for name in folders if not name.startswith(".")]
    return [name for name in names if not name.startswith(".")]


def _opened(path: str, settings: ReadSettings) -> Iterator[Report | Rejection]:
    try:
        with _open(path) as stream:
            yield from _from_stream(stream, path, settings)
    except FileNotFoundError:
        detail = "no such file or folder: check the name"
        yield Rejection(stage="read", reason="missing", detail=detail, path=path)
    except (OSError, EOFError, zlib.error) as error:
        yield Rejection(stage="read", reason="unreadable", detail=_unreadable(error), path=path)


def _open(path: str) -> AbstractContextManager[BinaryIO]:
    if path == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer if sys.stdin is not None else io.BytesIO())
    if "\0" in path:
        raise FileNotFoundError
    return open(path, "rb")


def _unreadable(error: Exception) -> str:
    return f"cannot be read ({_told(error)}): check that it is whole and that you may read it"


def _told(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _from_stream(stream: BinaryIO, path: str, settings: ReadSettings) -> Iterator[Report | Rejection]:
    first = _first_line(stream, settings)
    if first.startswith(_GZIP):
        packed = first + stream.read(settings.largest_file)
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=io.BytesIO(packed)))
        first = _first_line(stream, settings)
    if _opens_lines(first, path):
        rest = iter(lambda: stream.readline(settings.longest_line + 1), b"")
        yield from _json_lines(chain([first], rest), path, settings)
        return
    raw = first + stream.read(max(0, settings.largest_file + 1 - len(first)))
    if _LINES_NAME.search(path) and (b"\n{" in raw or _first_is_object(raw)):
        yield from _json_lines(iter(raw.splitlines(keepends=True)), path, settings)
    else:
        yield _document(raw, path, settings)


def _first_line(stream: BinaryIO, settings: ReadSettings) -> bytes:
    return stream.readline(settings.longest_line + 1)


def _first_is_object(line: bytes) -> bool:
    return line.removeprefix(_BOM).lstrip().startswith(b"{")


def _opens_lines(first: bytes, path: str) -> bool:
    """True where the first line shows JSON lines: an object by itself, or what is meant for one and broken."""
    if not _first_is_object(first):
        return False
    if _LINES_NAME.search(path):
        return True
    try:
        return looks_like_article(parse_object(decode(first)))
    except InputError:
        return first.removeprefix(_BOM).lstrip().startswith(b'{"')


def _json_lines(lines: Iterator[bytes], path: str, settings: ReadSettings) -> Iterator[Report | Rejection]:
    size, nothing = 0, True
    for number, line in _numbered(lines, settings.longest_line):
        size += len(line)
        nothing = nothing and not line.strip()
        if size > settings.largest_unpacked:
            yield _too_large(path, number, settings.largest_unpacked, "largest_unpacked")
            return
        if line.strip():
            yield _json_line(line, path, number, settings)
    if nothing:
        yield _empty(path)


def _numbered(lines: Iterator[bytes], longest: int) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; one that is too long comes cut to `longest + 1` bytes, the rest of it is left out."""
    number, inside = 0, False
    for line in lines:
        if not inside:
            number += 1
            yield number, line
        inside = len(line) > longest and not line.endswith(b"\n")


def _json_line(line: bytes, path: str, number: int, settings: ReadSettings) -> Report | Rejection:
    if len(line) > settings.longest_line:
        return _too_large(path, number, settings.longest_line, "longest_line")
    raw = line.removeprefix(_BOM).rstrip(b"\r\n")
    try:
        return report_of(parse_object(decode(raw)), path=path, line=number, raw_sha256=_sha256(raw))
    except InputError as error:
        return Rejection(stage="read", reason=error.reason, detail=str(error), path=path, line=number)


def _document(raw: bytes, path: str, settings: ReadSettings) -> Report | Rejection:
    if len(raw) > settings.largest_file:
        return _too_large(path, None, settings.largest_file, "largest_file")
    if not raw.strip():
        return _empty(path)
    if kind := binary_kind(raw):
        detail = f"{kind}: save the report as plain text (UTF-8) first"
        return Rejection(stage="read", reason="binary", detail=detail, path=path)
    text = decode(raw)
    if not text.strip():
        return _empty(path)
    report = Report(path=path, raw_sha256=_sha256(raw), text=text)
    return _not_text(report) or _json_document(report) or report


def _not_text(report: Report) -> Rejection | None:
    if is_html(report.text):
        return _rejected(report, "html", "the source of a web page, which is not read yet: save the page as plain text")
    kind = "a table" if _TABLE_NAME.search(report.path or "") else unsupported_kind(report.text)
    if kind is None and report.text.lstrip().startswith(("[{", "[\n")):
        kind = "a JSON list"
    if kind is None:
        return None
    detail = f"{kind}, which is not read yet: give plain text, or JSON lines with one article a line"
    return _rejected(report, "unsupported", detail)


def _json_document(report: Report) -> Report | None:
    """The report of a file that is one JSON object over several lines, as trafilatura and news-please write it."""
    if not report.text.lstrip().startswith("{"):
        return None
    try:
        made = report_of(parse_object(report.text), path=report.path, line=None, raw_sha256=report.raw_sha256)
    except InputError:
        return None
    return replace(made, line=None)


def _empty(path: str) -> Rejection:
    detail = "nothing in it: give a file with the report's text"
    return Rejection(stage="read", reason="empty", detail=detail, path=path)


def _too_large(path: str, line: int | None, limit: int, setting: str) -> Rejection:
    detail = f"more than {limit:,} bytes: split it, or raise the setting read.{setting}"
    return Rejection(stage="read", reason="too_large", detail=detail, path=path, line=line)


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
