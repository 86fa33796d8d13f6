"""What the user knows of the reports: for all of them, and for each by a small list beside them."""

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from twosource.errors import UsageError
from twosource.reading.decode import decode
from twosource.reading.report import Report

COLUMNS: Final = ("path", "url", "outlet", "published", "author")
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ][\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
_FILLED: Final = ("-01-01", "-01")  # what a year, or a year and month, lacks to be a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the user knows of a report. Raises `UsageError` for a date that is none."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.published is not None:
            check_date(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list: the report it is about, as written, and what it says."""

    path: str
    line: int
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """All that the user knows: `everywhere` holds for each report, a row of `rows` for the report it names and goes first.

    `path` is the list's own; a row's path counts from the list's folder, or as given.
    """

    everywhere: Facts = Facts()
    path: str | None = None
    rows: tuple[Row, ...] = ()
    _by_path: Mapping[str, Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        folder = os.path.dirname(self.path or "")
        by_path = {os.path.abspath(row.path): row for row in reversed(self.rows)}
        by_path |= {os.path.abspath(os.path.join(folder, row.path)): row for row in reversed(self.rows)}
        object.__setattr__(self, "_by_path", by_path)

    def row_for(self, path: str | None) -> Row | None:
        """The row about the file of that path."""
        return self._by_path.get(os.path.abspath(path)) if path else None


def informed(report: Report, about: About) -> Report:
    """The report with what the user knows in place of what its own fields say."""
    row = about.row_for(report.path)
    for facts in (about.everywhere, row.facts if row else Facts()):
        known = {name: getattr(facts, name) for name in ("url", "outlet", "published", "authors")}
        report = replace(report, **{name: value for name, value in known.items() if value})
    return report


def check_date(value: str) -> str:
    """The value, where it is an ISO 8601 day, month, year or time. Raises `UsageError` for anything else.

    >>> check_date("2016-09-01")
    '2016-09-01'
    """
    if _DATE.fullmatch(value):
        whole = value + _FILLED[0 if len(value) == 4 else 1] if len(value) < 10 else value
        try:
            datetime.fromisoformat(whole)
        except ValueError:
            pass
        else:
            return value
    raise UsageError(f"date {value!r} cannot be read: write it as 2016-09-01, 2016-09 or 2016-09-01T14:30+05:00")


def parse_about(raw: bytes, path: str) -> tuple[Row, ...]:
    """The rows of a list: TOML with `[[report]]` tables where its name ends in `.toml`, otherwise CSV with a header.

    Raises `UsageError` for a list that is neither, without a `path`, with an unknown column or with a date that is none.
    """
    read = _toml_rows if path.lower().endswith(".toml") else _csv_rows
    return tuple(_row(values, line, path) for line, values in read(decode(raw), path))


def _csv_rows(text: str, path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    try:
        _check_columns([name.strip().lower() for name in reader.fieldnames or ()], path)
        for values in reader:
            if None in values:
                raise UsageError(f"{path}, line {reader.line_num}: more values than columns; put values with commas in quotes")
            yield reader.line_num, {(key or "").strip().lower(): value for key, value in values.items()}
    except csv.Error as error:
        raise UsageError(f"{path} is not a CSV list: {error}") from error


def _toml_rows(text: str, path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import tomllib

    try:
        tables = tomllib.loads(text.replace("\r\n", "\n")).get("report")
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not TOML: {error}") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{path} has no [[report]] table: write one a report, with the keys {', '.join(COLUMNS)}")
    for number, table in enumerate(tables, 1):
        _check_columns(list(table), path)
        yield number, table


def _check_columns(names: Sequence[str], path: str) -> None:
    unknown = sorted(set(names) - set(COLUMNS))
    if "path" not in names or unknown:
        wrong = f"unknown column {', '.join(map(repr, unknown))}" if unknown else "no column 'path'"
        raise UsageError(f"{path}: {wrong}; the columns are {', '.join(COLUMNS)}, of which only path must be there")


def _row(values: Mapping[str, Any], line: int, path: str) -> Row:
    given = {name: str(value).strip() for name in COLUMNS if (value := values.get(name)) is not None}
    if not given.get("path"):
        raise UsageError(f"{path}, row at {line}: no path; name the report that the row is about")
    authors = tuple(name for part in given.get("author", "").split(";") if (name := part.strip()))
    try:
        facts = Facts(
            url=given.get("url") or None,
            outlet=given.get("outlet") or None,
            published=given.get("published") or None,
            authors=authors,
        )
    except UsageError as error:
        raise UsageError(f"{path}, row at {line}: {error}") from error
    return Row(path=given["path"], line=line, facts=facts)
