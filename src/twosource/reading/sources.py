"""Reports out of files, folders, addresses and standard input: the only module of reading that opens them.

Content decides what a file is, its name only where the content leaves it open. Whatever cannot be used comes out as a
`Rejection` in its place, with a reason of `twosource.reading.reasons`; the others are still read.
"""

import glob
import io
import os
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from typing import BinaryIO, Final

from twosource.errors import InputError, UsageError
from twosource.model import Rejection, content_id
from twosource.reading.about import About, Facts, informed, parse_about
from twosource.reading.decode import decode
from twosource.reading.formats import reports_in
from twosource.reading.guard import Guard
from twosource.reading.jsonl import parse_object
from twosource.reading.language import is_english, is_english_tag
from twosource.reading.network.reports import Network, is_address
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.records import Record
from twosource.text import TEXT_FIELD, compose

STANDARD_INPUT: Final = "-"
_NO_REPORT: Final = "is none of the reports given: check the path, it counts from the list's folder"
_WORD: Final = r"[^\W\d_]{1,60}"
_BETWEEN: Final = r"(?:(?!\n)[\W\d_]){1,20}"
_SENTENCES: Final = (
    re.compile(rf"\b{_WORD}{_BETWEEN}{_WORD}{_BETWEEN}[^\W\d_]"),
    re.compile(rf"""\b{_WORD}{_BETWEEN}[^\W\d_]{{2,60}}["”’')]?[.!?]"""),
    re.compile("[\u2e80-\U0003ffff]{4}"),  # scripts that put no space between words
)
# What a page that scripts put together says to those who run none. It is a paragraph at most, and all that the page has.
_WITHOUT_SCRIPTS: Final = re.compile(
    r"\b(?:enable|activate|turn on|switch on|allow|requires?|needs?|without|disabled|supports?)\b[^.!?<\n]{0,80}\bjavascript\b"
    r"|\bjavascript\b[^.!?<\n]{0,80}\b(?:enabled?|activated?|on|required|needed|disabled|off)\b",
    re.IGNORECASE,
)
_SCRIPT: Final = re.compile(r"<(?:no)?script\b", re.IGNORECASE)
_NOTICE_WORDS: Final = 60


def reports(paths: Iterable[str | os.PathLike[str]], about: About, settings: ReadSettings) -> Iterator[Report | Rejection]:
    """Each report of these files, folders, patterns, addresses (`-`: standard input) in order, or what was wrong with it.

    `raw_sha256` is of the file's bytes as they stand (unpacked, where it is packed), or of one line's without its line end.
    A report that comes again with the same content, outlet and URL is left out with a notice.
    """
    with ExitStack() as open_guards:
        made = [Guard(deadline=settings.page_seconds, memory=settings.page_memory) for _ in range(settings.page_workers)]
        guards = [open_guards.enter_context(guard) for guard in made]
        gate = _Gate(settings)
        for found in _paged(_found(paths, about, settings), guards):
            yield from [found] if isinstance(found, Rejection) else gate.passed(found)
        if not all(guard.guarded for guard in guards):
            detail = "no other process could be started, so pages were read without limits of time and memory"
            yield Rejection(stage="read", reason="unguarded", detail=detail)


def _found(paths: Iterable[str | os.PathLike[str]], about: About, settings: ReadSettings) -> Iterator[Report | Rejection]:
    network = Network(settings)
    for path in files(paths, about):
        if isinstance(path, Rejection):
            yield path
            continue
        for found in network.reports(path) if is_address(path) else _opened(path, settings):
            yield found if isinstance(found, Rejection) else informed(found, about)


def _paged(found: Iterable[Report | Rejection], guards: Sequence[Guard]) -> Iterator[Report | Rejection]:
    """Each in order; of a web page with what its markup says, or why that cannot be told.

    While one page is looked at by those who take it from here, the next ones are already with the guards.
    """
    free: SimpleQueue[Guard] = SimpleQueue()
    for guard in guards:
        free.put(guard)
    waiting: deque[Report | Rejection | Future[Report | Rejection]] = deque()
    with ThreadPoolExecutor(len(guards)) as ahead:
        for item in found:
            is_page = isinstance(item, Report) and item.is_html
            waiting.append(ahead.submit(_with_page, item, free) if isinstance(item, Report) and is_page else item)
            while waiting and (len(waiting) > len(guards) or not isinstance(waiting[0], Future)):
                yield _done(waiting.popleft())
        yield from map(_done, waiting)


def _done(item: "Report | Rejection | Future[Report | Rejection]") -> Report | Rejection:
    return item.result() if isinstance(item, Future) else item


def _with_page(report: Report, free: "SimpleQueue[Guard]") -> Report | Rejection:
    guard = free.get()
    try:
        page = guard.page(report.text, report.url)
    except InputError as error:
        return _rejected(report, error.reason, str(error))
    finally:
        free.put(guard)
    return replace(report, page=page, shown=compose([(TEXT_FIELD, report.text)], page.edits).text)


def files(paths: Iterable[str | os.PathLike[str]], about: About) -> Iterator[str | Rejection]:
    """The files and addresses behind these paths: a folder stands for all in it, a pattern for what it matches, sorted; without
    hidden ones and the list of `about`."""
    for given in paths:
        path = os.fspath(given)
        if path == STANDARD_INPUT or is_address(path):
            yield path
        elif os.path.isdir(path):
            yield from _folder(path, about)
        elif glob.has_magic(path) and not os.path.exists(path):
            yield from _matching(path, about)
        else:
            yield path


def _matching(pattern: str, about: About) -> Iterator[str | Rejection]:
    """The files that a pattern matches (`**`: in folders at any depth), those in matching folders too."""
    found = sorted(glob.glob(pattern, recursive=True), key=lambda name: name.split(os.sep))
    for name in found:
        yield from _folder(name, about) if os.path.isdir(name) and "**" not in pattern else [name] * os.path.isfile(name)
    if not found:
        detail = "no file of that name, and as a pattern it matches none: check it"
        yield Rejection(stage="read", reason="missing", detail=detail, path=pattern)


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
    seen: dict[str, str] = field(default_factory=dict)

    def passed(self, report: Report) -> Iterator[Report | Rejection]:
        """The report where nothing is against it, else why not; behind a page a notice where some of it was not found again."""
        words = report.words
        refused = (
            _scripts(report, words) or self._sentence(report, words) or self._language(report, words) or self._repeat(report)
        )
        yield refused or report
        if refused is None and report.page is not None and report.page.lost:
            what = f"{len(report.page.lost)} paragraphs of the page were not found again in its source"
            yield _rejected(report, "lost_paragraphs", f"{what}: compare it with the page")

    def _language(self, report: Report, words: str) -> Rejection | None:
        if self.settings.language is not None or (report.page is not None and self.settings.other_languages):
            return None
        if report.language is not None:
            if is_english_tag(report.language):
                return None
            what = f"its language field says {report.language!r}"
        elif is_english(words):
            return None
        else:
            what = "its words are not English"
        return _rejected(report, "not_english", f"{what}; if it is English, say so with --language en")

    def _sentence(self, report: Report, words: str) -> Rejection | None:
        if has_sentence(words):
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


def _scripts(report: Report, words: str) -> Rejection | None:
    """Why a web page that is nothing without its scripts cannot be used."""
    if report.page is None or len(words.split()) > _NOTICE_WORDS or not _SCRIPT.search(report.text):
        return None
    own = [line for line in words.splitlines() if not _WITHOUT_SCRIPTS.search(line)]
    if has_sentence("\n".join(own)) or not _WITHOUT_SCRIPTS.search(report.text):
        return None
    return _rejected(report, "needs_scripts", "put together by scripts, which are not run: save the page once it has loaded")


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
            yield from reports_in(stream, path, settings)
    except FileNotFoundError:
        detail = "no such file or folder: check the name"
        yield Rejection(stage="read", reason="missing", detail=detail, path=path)
    except OSError as error:
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
