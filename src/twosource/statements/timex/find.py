"""The time expressions of a sentence: the leftmost wins, then the longest, then the one whose shape is named first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from twosource.annotate import Sentence
from twosource.statements.timex.admits import admitted
from twosource.statements.timex.edges import cut
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.lexer import Lexeme, kinds, lexemes
from twosource.statements.timex.shapes import SHAPES

_PATTERNS: Mapping[str, re.Pattern[str]] = {name: re.compile(shape) for name, shape in SHAPES.items()}
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
    return words, tuple(_joined([cut(e, words, sentence) for e in chosen], row, words))


_CLOCKS = frozenset({"clock", "part_alone", "part"})
_DAYS = frozenset({"weekday", "named_day", "month_day", "day_month", "digits"})


def _joined(chosen: list[Expression], row: str, words: tuple[Lexeme, ...]) -> Iterator[Expression]:
    """Expressions with a clock time and the day right behind it made one: `noon on Thursday`, `overnight into Monday`."""
    for at, expression in enumerate(chosen):
        if at and _join(chosen[at - 1], expression, row, words):
            continue
        day = chosen[at + 1] if at + 1 < len(chosen) and _join(expression, chosen[at + 1], row, words) else None
        yield _with_day(expression, day, words) if day else expression


def _with_day(clock: Expression, day: Expression, words: tuple[Lexeme, ...]) -> Expression:
    between = words[clock.last + 1 : day.first]
    groups = {**clock.groups, "into": between} if _is_into(clock, day, words) else clock.groups
    if day.groups.get("part") and not groups.get("mer"):
        groups = {**groups, "part": day.groups["part"]}  # `4:30 Saturday afternoon` is half past four in the afternoon
    return replace(clock, end=day.end, last=day.last, day=day, groups=groups)


def _join(clock: Expression, day: Expression, row: str, words: tuple[Lexeme, ...]) -> bool:
    between = row[clock.last + 1 : day.first]
    if clock.shape not in _CLOCKS or day.shape not in _DAYS or (day.groups.get("part") and not clock.groups.get("hour")):
        return False
    return between in ("", ",", "O") or _is_into(clock, day, words)


def _is_into(night: Expression, day: Expression, words: tuple[Lexeme, ...]) -> bool:
    between = words[night.last + 1 : day.first]
    return bool(night.groups.get("overnight")) and len(between) == 1 and between[0].text.lower() == "into"


def _of_shape(name: str, row: str, words: tuple[Lexeme, ...], sentence: Sentence) -> Iterator[Expression]:
    for match in _PATTERNS[name].finditer(row):
        if match.end() == match.start():
            continue
        groups = {key: words[match.start(key) : match.end(key)] for key in match.groupdict() if match.group(key)}
        first, last = match.start(), match.end() - 1
        expression = Expression(name, groups, words[first].start, words[last].end, first, last)
        if admitted(expression, words, sentence):
            yield expression
