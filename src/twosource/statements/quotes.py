"""Quotation marks and what stands between them.

Marks are paired inside one paragraph. Where one is missing, only its own quotation suffers: the next opening mark starts anew,
and a quotation that is never closed ends with its paragraph only where the next paragraph goes on with an opening mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_MARK = re.compile("[“”\"„«»]|''|``|[‘’']")
_SINGLE = frozenset("‘’'")
_OPENING_BEFORE = frozenset("([{—–-―/‘'“\"«…")
_CLOSING_AFTER = frozenset(".,;:!?)]}—–-―…’'”\"/»")

Side = Literal["open", "close", "either", "none"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words at `[start, end)` of the article's text, marks included; `closed` says whether its closing mark was found."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def quotations(text: str, start: int, end: int, *, goes_on: bool = False) -> tuple[Quotation, ...]:
    """The outermost quotations of the paragraph `text[start:end]`, in order; `goes_on`: the next paragraph opens with a mark.

    >>> text = "He said “no” and “never."
    >>> [text[q.start : q.end] for q in quotations(text, 0, len(text), goes_on=True)]
    ['“no”', '“never.']
    >>> quotations("The 5'10\\" man", 0, 14)
    ()
    """
    double = tuple(_paired(_marks(text, start, end, single=False), start, end, goes_on, may_stay_open=True))
    return double or tuple(_paired(_marks(text, start, end, single=True), start, end, False, may_stay_open=False))


def opens_with_mark(text: str, start: int, end: int) -> bool:
    """Whether the paragraph `text[start:end]` opens with a double quotation mark."""
    match = _MARK.match(text, start, end)
    return match is not None and match.group() not in _SINGLE and match.group() not in "”»"


def stays_open(text: str, start: int, end: int) -> bool:
    """Whether the line `text[start:end]` opens a double quotation that it does not close."""
    depth = 0
    for _, _, side in _marks(text, start, end, single=False):
        depth = max(0, depth + (1 if side == "open" or (side == "either" and not depth) else -1 if side != "none" else 0))
    return depth > 0


def closes_first(text: str, start: int, end: int) -> bool:
    """Whether the first double mark of the line `text[start:end]` closes a quotation."""
    marks = _marks(text, start, end, single=False)
    return bool(marks) and marks[0][2] in ("close", "either") and marks[0][0] > start


def _marks(text: str, start: int, end: int, *, single: bool) -> list[tuple[int, int, Side]]:
    return [
        (m.start(), m.end(), _side(text, m, start, end))
        for m in _MARK.finditer(text, start, end)
        if (m.group() in _SINGLE) is single
    ]


def _side(text: str, mark: re.Match[str], start: int, end: int) -> Side:
    """Which side a mark can be on, by its form and by the characters around it."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    wrong = _is_wrong_way(mark.group(), before, after)
    if mark.group() in "“„«``‘":
        return "close" if wrong else "open"
    if mark.group() in "”»":
        return "open" if wrong else "close"
    if mark.group() in _SINGLE:
        return _single_side(before, after)
    opens = (before.isspace() or before in _OPENING_BEFORE) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _CLOSING_AFTER)
    if opens and closes:
        return "either"
    return "open" if opens else "close" if closes else "either" if not (before.isalnum() and after.isalnum()) else "none"


def _is_wrong_way(mark: str, before: str, after: str) -> bool:
    """A curly mark that stands the wrong way round: `end.“`, `”Start`."""
    if mark == "“":
        return before in ".,!?…" and after.isspace()
    return mark == "”" and before.isspace() and after.isalnum()


def _single_side(before: str, after: str) -> Side:
    """A single mark closes after a stop mark or a word, and opens after white space; inside a word it is an apostrophe."""
    if before.isspace() or before in "([—–":
        return "none" if after.isspace() or after.isdigit() else "open"
    if before in ".,!?…":
        return "close"
    return "close" if before.isalnum() and before != "s" and not after.isalnum() else "none"


def _paired(
    marks: Sequence[tuple[int, int, Side]], start: int, end: int, goes_on: bool, *, may_stay_open: bool
) -> Iterator[Quotation]:
    """The outermost pairs; an opening mark that nothing closes is dropped, unless the paragraph opens with it or goes on."""
    opened: list[tuple[int, int]] = []
    pairs: list[Quotation] = []
    for at, after, side in marks:
        if side == "open" or (side == "either" and not opened):
            opened.append((at, after))
        elif side in ("close", "either") and opened:
            first, inner = opened.pop()
            if inner < at:
                pairs.append(Quotation(first, after, inner, at, True))
    if opened and may_stay_open and (goes_on or opened[0][0] == start):
        last_closed = any(q.start > opened[0][0] for q in pairs)
        if not last_closed:
            pairs.append(Quotation(opened[0][0], end, opened[0][1], end, False))
    return _outermost(sorted(pairs, key=lambda q: q.start))


def _outermost(pairs: Sequence[Quotation]) -> Iterator[Quotation]:
    reached = -1
    for pair in pairs:
        if pair.start >= reached:
            yield pair
            reached = pair.end
