"""Ages: `a 16-year-old`, `aged 13, 17 and 19`, `Bell, 21,`, `who was 10`."""

from dataclasses import dataclass

from twosource.lexicon.quantities import words
from twosource.statements.amounts.line import Line
from twosource.statements.amounts.numerals import Numeral

# Nobody is older; greater numbers between commas are counts or years.
_OLDEST = 115
_PERIODS = {"year": "year of age", "month": "month of age", "week": "week of age", "day": "day of age"}


@dataclass(frozen=True, slots=True)
class Age:
    """An age at the lexemes `first` to `last`; `listed`: told after `aged`, so that more ages may follow."""

    first: int
    last: int
    unit: str
    listed: bool


def age_at(line: Line, numeral: Numeral, previous: Age | None) -> Age | None:
    """The age that a number tells, or `None`; `previous` is the number before it where that was one."""
    if numeral.value is None or numeral.style == "fraction" or numeral.value < 0:
        return None
    return _told_old(line, numeral) or _told_aged(line, numeral, previous) or _told_beside_name(line, numeral)


def _told_old(line: Line, n: Numeral) -> Age | None:
    """`16-year-old`, `16 year olds`, `16 years old`, `5 months old`, `16 years of age`."""
    at = _past_range(line, n.last + 1)
    at = at + 1 if line.dash(at) else at
    period = _PERIODS.get(line.low(at).removesuffix("s"))
    if period is None:
        return None
    old = at + 2 if line.dash(at + 1) else at + 1
    first_of_two = at > n.last + 2
    if line.low(old) in words("counted", "age_heads"):
        return Age(n.first, n.last if first_of_two else old, period, listed=False)
    if line.low(old) == "of" and line.low(old + 1) == "age":
        return Age(n.first, n.last if first_of_two else old + 1, period, listed=False)
    first = _aged_before(line, n)
    return Age(first, at, period, listed=True) if first is not None else _ranged_old(line, n)


def _past_range(line: Line, at: int) -> int:
    """Past the second number of `18 to 19 years old`, `27- to 59-years old`: both are ages."""
    second = at + 1 if line.dash(at) else at
    second = second + 1 if line.low(second) in ("to", "or", "and") else second
    return second + 1 if second > at and line.kind(second) == "number" else at


def _ranged_old(line: Line, n: Numeral) -> Age | None:
    return None if line.low(n.last + 1) != "yo" else Age(n.first, n.last + 1, _PERIODS["year"], listed=False)


def _aged_before(line: Line, n: Numeral) -> int | None:
    before = n.first - 1
    if line.low(before) in ("of", "between", "from", "under", "over"):
        before -= 1
    return before if line.low(before) in words("counted", "age_before") and _possible(n) else None


def _possible(n: Numeral) -> bool:
    return isinstance(n.value, int) and 0 <= n.value <= _OLDEST


def _told_aged(line: Line, n: Numeral, previous: Age | None) -> Age | None:
    """`aged 13, 17 and 19`, `the age of 21`, `ages 5 to 8`."""
    first = _aged_before(line, n)
    if first is not None:
        return Age(n.first, n.last, _PERIODS["year"], listed=True)
    if previous is None or not previous.listed or not _possible(n):
        return None
    between = [line.low(at) for at in range(previous.last + 1, min(n.first, previous.last + 4))]
    joined = between in ([","], ["and"], ["or"], ["to"], ["-"], ["–"], [",", "and"], [",", "or"])
    return Age(n.first, n.last, _PERIODS["year"], listed=True) if joined else None


def _told_beside_name(line: Line, n: Numeral) -> Age | None:
    """`Bell, 21,`, `Bell (21)`, `a man, 21,`, `who was 10`, `he is 34.`"""
    if n.style not in ("digits", "words") or not _possible(n) or n.first == 0 or n.last > n.first + 2:
        return None
    beside = _between_commas(line, n)
    return Age(n.first, n.last, _PERIODS["year"], listed=beside) if beside or _after_copula(line, n) else None


_AFTER_AGE = frozenset([*",;.):]—–", "of", "from", "and", "was", "who", "is", "has", "were", "died", "both", ""])


def _between_commas(line: Line, n: Numeral) -> bool:
    before = n.first - 1
    if line.low(before) in ("both", "all", "also", "then", "now") and line.low(before - 1) == ",":
        before -= 1
    opened, after = line.low(before), line.low(n.last + 1)
    after = "—" if after == "-" and line.low(n.last + 2) == "-" else after
    if opened == "(":
        return after == ")" and line.tag(before - 1).startswith("NNP") and line.kind(n.first) == "number"
    if opened != "," or after not in _AFTER_AGE or line.kind(n.first) != "number":
        return False
    month = line.low(before - 1) in words("counted", "months") or line.kind(before - 1) == "number"
    victim = line.low(before - 1).removesuffix("s") in words("fates", "victims")
    named = victim or line.tag(before - 1) in ("NNP", "NNPS") or _suffix(line, before - 1)
    return named and not month and (after in (",", ".", ";", "") or line.entity(before - 1) in ("PERSON", "ORG", ""))


def _suffix(line: Line, at: int) -> bool:
    return line.low(at) in ("jr", "sr", "ii", "iii") or (line.low(at) == "." and line.low(at - 1) in ("jr", "sr"))


def _after_copula(line: Line, n: Numeral) -> bool:
    before = n.first - 1
    before = before - 1 if line.low(before) in ("just", "only", "now") else before
    if line.low(before) not in ("was", "is", "were", "are", "turned", "be", "turns", "’s", "being"):
        return False
    if line.low(before).startswith("turn"):
        return line.low(n.last + 1) in _AFTER_TURNING
    who = line.low(before - 1) in ("who", "he", "she", "i", "they") or line.entity(before - 1) == "PERSON"
    who = who or _subject_is_person(line, before)
    return who and line.low(n.last + 1) in (".", ",", "when", "and", "at", "years", "but", "", "in", ")", "or")


_AFTER_TURNING = frozenset([*".,;)", "", "in", "on", "this", "last", "next", "and", "when", "just", "a", "today", "years"])


def _subject_is_person(line: Line, at: int) -> bool:
    """`Marlow, who lived in Elm Grove, was 26.`: by the parse."""
    token = line.token(at)
    if token is None:
        return False
    children = (line.sentence.tokens[child] for child in line.sentence.parse.children[token.index])
    return any(child.dep == "nsubj" and child.tag == "NNP" and child.entity in ("PERSON", "") for child in children)
