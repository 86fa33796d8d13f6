"""A file that is one JSON list of articles, or one object that holds such a list: read element by element."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.fields import folded, looks_like_article, report_of
from twosource.reading.report import Report

LISTS: Final = frozenset(
    {"articles", "items", "results", "data", "docs", "documents", "posts", "stories", "news", "records", "response"}
)
_BLANK: Final = re.compile(r"[ \t\r\n]*")
_NEXT: Final = re.compile(r"\}[ \t\r\n]*,[ \t\r\n]*(?=\{)")
_DECODER: Final = json.JSONDecoder()
# The json module counts the lines before every error, so a file that breaks everywhere costs its length squared. Behind an error
# the text is therefore cut, 64 times at most; and after this many characters counted (some five seconds) the rest is left.
_WINDOWS: Final = 64
_SMALLEST_WINDOW: Final = 65_536
_PATIENCE: Final = 20_000_000_000


def list_at(text: str) -> tuple[str, int] | None:
    """The name of the list of articles (empty where the file is one) and the place behind its `[`; `None` if there is none.

    An object with a text of its own is one article and no list.

    >>> list_at('[{"text": "Ten died."}]'), list_at('{"status": "ok", "articles": [{"title": "A"}]}')
    (('', 1), ('articles', 30))
    >>> list_at('{"text": "Ten died.", "items": [1]}'), list_at("[Ten died] he said")
    (None, None)
    """
    at = _skip(text, 0)
    if text[at : at + 1] == "[":
        return ("", at + 1) if _opens_list(text, at) else None
    return _list_in_object(text, at + 1, depth=2) if text[at : at + 1] == "{" else None


def articles(text: str, *, path: str | None, raw_sha256: str) -> Iterator[Report | Rejection]:
    """The report of each object in the list, `raw_sha256` being the file's, `line` where the object begins, `part` its place.

    A broken object costs itself: reading goes on where the next one begins.
    """
    found = list_at(text)
    if found is None:
        detail = "no list of articles in it: write one, or JSON lines"
        yield Rejection(stage="read", reason="broken_json", detail=detail, path=path)
        return
    name, at = found
    number = 0
    for number, (line, element) in enumerate(_elements(text, at), 1):
        yield _article(element, path, line, raw_sha256, f"{name}[{number - 1}]")
    if not number:
        yield Rejection(stage="read", reason="empty", detail="an empty list: give one with articles in it", path=path)


def _article(element: Any, path: str | None, line: int, raw_sha256: str, part: str) -> Report | Rejection:
    try:
        if isinstance(element, InputError):
            raise element
        if not isinstance(element, dict):
            raise InputError(f"{part} is a JSON {type(element).__name__}, not an object with a text", reason="broken_json")
        return report_of(element, path=path, line=line, raw_sha256=raw_sha256, part=part)
    except InputError as error:
        return Rejection(stage="read", reason=error.reason, detail=str(error), path=path, line=line)


def _elements(text: str, at: int) -> Iterator[tuple[int, Any]]:
    """Each element with the line it begins in; an `InputError` in place of one that is broken."""
    window = max(_SMALLEST_WINDOW, len(text) // _WINDOWS)
    cut, line, counted, spent = 0, 1, 0, 0
    while True:
        at = _skip(text, at)
        line, counted = line + text.count("\n", counted, at), at
        if text[at : at + 1] == "]":
            return
        if at == len(text):
            yield line, _broken("the list breaks off")
            return
        try:
            element, end = _DECODER.raw_decode(text, at)
            end = _behind(text, end)
        except (ValueError, RecursionError) as error:
            until = error.pos if isinstance(error, json.JSONDecodeError) else at
            yield line, _broken(_told(error, cut + until))
            spent += until
            following = _NEXT.search(text, max(at, until - 1)) if spent <= _PATIENCE else None
            if following is None:
                return
            at = following.end()
            if at > window:
                line += text.count("\n", counted, at)
                text, cut, at, counted = text[at:], cut + at, 0, 0
        else:
            yield line, element
            at = end


def _behind(text: str, end: int) -> int:
    """The place behind the comma that follows an element, which may be missing. Raises `ValueError` where something else does."""
    end = _skip(text, end)
    if text[end : end + 1] == ",":
        return end + 1
    if text[end : end + 1] not in ("]", "", "{"):
        raise json.JSONDecodeError("Expecting ',' delimiter", text, end)
    return end


def _list_in_object(text: str, at: int, depth: int) -> tuple[str, int] | None:
    """The first list under one of the names of `LISTS`, one object deeper at most."""
    try:
        while text[(at := _skip(text, at)) : at + 1] == '"':
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
            if folded(key) in LISTS and _opens_list(text, at):
                return key, at + 1
            if folded(key) in LISTS and text[at : at + 1] == "{" and depth > 1:
                inner = _list_in_object(text, at + 1, depth - 1)
                return None if inner is None else (f"{key}.{inner[0]}", inner[1])
            if looks_like_article({key: None}):
                return None
            _, at = _DECODER.raw_decode(text, at)
            at = _skip(text, at) + 1
    except (ValueError, RecursionError):
        pass
    return None


def _opens_list(text: str, at: int) -> bool:
    inner = _skip(text, at + 1)
    return text[at : at + 1] == "[" and text[inner : inner + 1] in ("{", "]")


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _broken(what: str) -> InputError:
    return InputError(f"not a JSON object ({what}): mend it or leave it out of the list", reason="broken_json")


def _told(error: Exception, at: int) -> str:
    return f"{error.msg} at character {at:,}" if isinstance(error, json.JSONDecodeError) else "nested too deep"
