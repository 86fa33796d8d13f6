"""JSON lines: one article an object, one object a line, however many lines."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.decode import decode
from twosource.reading.fields import FIELDS, looks_like_article, report_of
from twosource.reading.report import Report

__all__ = ["FIELDS", "LARGEST_UNPACKED", "LONGEST_LINE", "lines", "looks_like_article", "parse_object", "report_of"]

LONGEST_LINE: Final = 64_000_000
LARGEST_UNPACKED: Final = 4_000_000_000
_BOM: Final = b"\xef\xbb\xbf"


def parse_object(line: str) -> dict[str, Any]:
    """The JSON object of a line. Raises `InputError` (`broken_json`) where it is none."""
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError) as error:
        where = f" ({error.msg} at column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"not a JSON object{where}: write one article a line, as one object", reason="broken_json") from error
    if not isinstance(parsed, dict):
        raise InputError(f"a JSON {type(parsed).__name__}, not an object: write one article a line", reason="broken_json")
    return parsed


def lines(
    raw_lines: Iterator[bytes], *, path: str | None, longest_line: int = LONGEST_LINE, largest_unpacked: int = LARGEST_UNPACKED
) -> Iterator[Report | Rejection]:
    """The report of each line, or what was wrong with it; nothing is kept of a line that was read.

    Lines come with their ends, and one that is too long in pieces of more than `longest_line` bytes, as `readline` gives them.
    `raw_sha256` is of a line's bytes without its end.
    """
    size, nothing = 0, True
    for number, line in numbered(raw_lines, longest_line):
        size += len(line)
        blank = not line.strip()
        nothing = nothing and blank
        if size > largest_unpacked:
            yield too_large(path, number, largest_unpacked, "largest_unpacked")
            return
        if not blank:
            yield _line(line, path, number, longest_line)
    if nothing:
        detail = "nothing in it: give a file with the report's text"
        yield Rejection(stage="read", reason="empty", detail=detail, path=path)


def numbered(raw_lines: Iterator[bytes], longest: int) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; one that is too long comes cut to `longest + 1` bytes, the rest of it is left out."""
    number, inside = 0, False
    for line in raw_lines:
        if not inside:
            number += 1
            yield number, line
        inside = (inside or len(line) > longest) and not line.endswith(b"\n")


def too_large(path: str | None, line: int | None, limit: int, setting: str) -> Rejection:
    """The rejection of what is larger than a setting allows."""
    detail = f"more than {limit:,} bytes: split it, or raise the setting read.{setting}"
    return Rejection(stage="read", reason="too_large", detail=detail, path=path, line=line)


def _line(line: bytes, path: str | None, number: int, longest: int) -> Report | Rejection:
    if len(line) > longest:
        return too_large(path, number, longest, "longest_line")
    raw = line.removeprefix(_BOM).rstrip(b"\r\n")
    try:
        return report_of(parse_object(decode(raw)), path=path, line=number, raw_sha256=hashlib.sha256(raw).hexdigest())
    except InputError as error:
        return Rejection(stage="read", reason=error.reason, detail=str(error), path=path, line=number)
