"""The time expressions of a sentence: the leftmost wins, then the longest, then the one whose shape is named first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from twosource.annotate import Sentence
from twosource.statements.timex.admits import admitted, following
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.lexer import Lexeme, kinds, lexemes
from twosource.statements.timex.shapes import SHAPES

_PATTERNS: Mapping[str, re.Pattern[str]] = {name: re.compile(shape) for name, shape in SHAPES.items()}
# What stands behind `a day after` where that names no event: `two days after, they met` or the end.
CLOSERS = frozenset(["", ".", ",", ";", ":", ")", "”", '"', "—", "but", "and"])
# A sentence without any of these kinds holds no time expression.
_TELLING = frozenset("MmWwSuUQIVPpGFYyDT1XRAnqz")


def expressions(sentence: Sentence) -> tuple[tuple[Lexeme, ...], tuple[Expression, ...]]:
    """A sentence's words and its time expressions, which do not overlap, in order."""
    words = lexemes(sentence)
    row = kinds(words)
    if _TELLING.isdisjoint(row):
        return words, ()
    found = [e for name in SHAPES for e in _of_shape(name, row, words, sentence)]
    found.sort(key=lambda e: (e.first, -e.last))
    chosen: list[Expression] = []
    for expression in found:
        if not chosen or expression.first > chosen[-1].last:
            chosen.append(expression)
    return words, tuple(_joined([_freed(e, words) for e in chosen], row))


def _freed(expression: Expression, words: tuple[Lexeme, ...]) -> Expression:
    """`a day after the vote`: the preposition belongs to the event, not to the time."""
    last = expression.last
    if expression.shape != "away" or words[last].kind not in "<>" or _ends_there(expression, words):
        return expression
    return replace(expression, last=last - 1, end=words[last - 1].end)


def _ends_there(expression: Expression, words: tuple[Lexeme, ...]) -> bool:
    return following(expression, words) in CLOSERS


_CLOCKS = frozenset({"clock", "part_alone", "part"})
_DAYS = frozenset({"weekday", "named_day", "month_day", "day_month", "digits"})


def _joined(chosen: list[Expression], row: str) -> Iterator[Expression]:
    """Expressions with a clock time and the day right behind it made one: `noon on Thursday`."""
    for at, expression in enumerate(chosen):
        if at and _join(chosen[at - 1], expression, row):
            continue
        day = chosen[at + 1] if at + 1 < len(chosen) and _join(expression, chosen[at + 1], row) else None
        yield replace(expression, end=day.end, last=day.last, day=day) if day else expression


def _join(clock: Expression, day: Expression, row: str) -> bool:
    between = row[clock.last + 1 : day.first]
    return clock.shape in _CLOCKS and day.shape in _DAYS and between in ("", ",", "O") and not day.groups.get("part")


def _of_shape(name: str, row: str, words: tuple[Lexeme, ...], sentence: Sentence) -> Iterator[Expression]:
    for match in _PATTERNS[name].finditer(row):
        if match.end() == match.start():
            continue
        groups = {key: words[match.start(key) : match.end(key)] for key in match.groupdict() if match.group(key)}
        first, last = match.start(), match.end() - 1
        expression = Expression(name, groups, words[first].start, words[last].end, first, last)
        if admitted(expression, words, sentence):
            yield expression
