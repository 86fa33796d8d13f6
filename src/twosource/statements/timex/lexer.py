"""A sentence's words as kinds of time words: a short string over which patterns are written."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from twosource.annotate import Sentence, Token
from twosource.lexicon import times as lexicon
from twosource.lexicon.calendar import is_day
from twosource.lexicon.times import TimeWord


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word at `[start, end)` of its sentence, with its kind (a letter of `lexicon.times.KINDS`) and value."""

    start: int
    end: int
    text: str
    kind: str
    value: Any


@cache
def _pattern() -> re.Pattern[str]:
    """One word of a sentence. Every branch begins with a mark of its own or is bounded, so scanning is linear."""
    tables = lexicon.data()
    short = "|".join(word.capitalize() for word in [*tables["short_months"], *tables["short_weekdays"]])
    phrases = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in lexicon.phrases())
    return re.compile(
        rf"""(?P<phrase>(?i:(?<!\w)(?:{phrases})(?!\w)))
        |(?P<iso>(?<![\w-])\d{{4}}-\d\d-\d\d(?![\w-]))
        |(?P<numeric>(?<![\w/-])\d{{1,2}}(?P<cut>[/-])\d{{1,2}}(?P=cut)(?:\d{{4}}|\d\d)(?![\w/-]))
        |(?P<clock>(?<![\d:.])\d{{1,2}}:(?:[0-5]\d(?![\d:])|\s[0-5]\d(?=\s?[apAP]\.?[mM]\b)))
        |(?P<dotted>(?<![\d:.])\d{{1,2}}\.\s?[0-5]\d(?=\s?[ap]\.?m\b))
        |(?P<decade>(?<![\w.])(?:['’‘]?\d0|1[0-9]\d0|20\d0)['’]?s\b)
        |(?P<ordinal>(?<![\w.])\d{{1,2}}(?:st|nd|rd|th)\b)
        |(?P<fraction>(?<![\w.])\d{{1,3}}[ -](?:1/2|½)|(?<![\w.])\d{{1,3}}½)
        |(?P<number>\d{{1,15}}(?:,\d{{3}}){{0,5}}(?:\.\d{{1,9}})?)
        |(?P<meridiem>(?i:[ap]\.\s?m\.?|[ap]m\b))
        |(?P<short>(?<![\w])(?:{short}|SEPT|AUG|OCT|NOV|DEC|JAN|FEB)\.)
        |(?P<oclock>(?i:o['’]clock)\b)
        |(?P<word>[^\W\d_]+)
        |(?P<possessive>['’](?:s|S)?\b(?!\d))
        |(?P<cutyear>['’‘]\d\d\b)
        |(?P<mark>\S)""",
        re.VERBOSE,
    )


def lexemes(sentence: Sentence) -> tuple[Lexeme, ...]:
    """The words of a sentence, in order; what is not a time word is of kind `_`."""
    return tuple(_years_joined(list(_lexemes(sentence))))


def kinds(found: tuple[Lexeme, ...]) -> str:
    """The kinds of the words, one letter each."""
    return "".join(lexeme.kind for lexeme in found)


def _years_joined(found: Sequence[Lexeme]) -> Iterator[Lexeme]:
    """The words with a year told in words made one: `nineteen ninety-six`."""
    at = 0
    while at < len(found):
        length = _year_length(found[at : at + 5])
        yield _as_year(found[at : at + length]) if length else found[at]
        at += length or 1


def _year_length(words: Sequence[Lexeme]) -> int:
    """How many words from the first on tell a year (1810 to 2099); none where they count (`nineteen ten-year terms`)."""
    row = "".join(word.kind for word in words)
    if row[:2] != "nn" or words[0].value not in (18, 19, 20) or not 10 <= words[1].value <= 99:
        return 0
    length = 2
    if words[1].value % 10 == 0 and words[1].value >= 20:
        ones = 2 if row[2:3] != "-" else 3
        length = ones + 1 if row[ones : ones + 1] == "n" and words[ones].value < 10 else 2
    return 0 if row[length : length + 1] and row[length] in "-uUn" else length


def _as_year(words: Sequence[Lexeme]) -> Lexeme:
    hundreds, rest = words[0].value, sum(word.value for word in words[1:] if word.kind == "n")
    text = " ".join(word.text for word in words)
    return Lexeme(words[0].start, words[-1].end, text, "Y", hundreds * 100 + rest)


def _lexemes(sentence: Sentence) -> Iterator[Lexeme]:
    starts = [token.start for token in sentence.tokens]
    for match in _pattern().finditer(sentence.text):
        start, end = match.span()
        word = _READERS[match.lastgroup or "mark"](match.group())
        if word.kind in _DOUBTFUL:
            at = bisect_right(starts, start) - 1
            word = _DOUBTFUL[word.kind](word, match.group(), sentence.tokens[at] if at >= 0 else None)
        yield Lexeme(start, end, match.group(), word.kind, word.value)


_OTHER = TimeWord("_")


def _phrase(text: str) -> TimeWord:
    return lexicon.phrases().get(text.lower().replace("’", "'"), _OTHER)


def _word(text: str) -> TimeWord:
    return lexicon.words().get(text.lower(), _OTHER)


def _number(text: str) -> TimeWord:
    if not text.isdigit():
        return TimeWord("i", float(text.replace(",", "")) if "." in text else int(text.replace(",", "")))
    number = int(text)
    if 1 <= number <= 31 and len(text) <= 2:
        return TimeWord("d", number)
    return TimeWord("Y", number) if len(text) == 4 and 1000 <= number <= 2199 else TimeWord("i", number)


def _decade(text: str) -> TimeWord:
    digits = re.sub(r"\D", "", text)
    return TimeWord("D", int(digits) // 10)


def _numeric(text: str) -> TimeWord:
    """The days that three numbers may mean, month first or day first; a year of two digits is of the last hundred or so."""
    first, second, year = (int(part) for part in re.split("[/-]", text))
    year += 0 if year > 99 else 1900 if year >= 50 else 2000
    days = dict.fromkeys(f"{year:04}-{month:02}-{day:02}" for month, day in ((first, second), (second, first)))
    return TimeWord("1", tuple(day for day in days if is_day(day)))


def _short(text: str) -> TimeWord:
    word = text.rstrip(".").lower()
    months, weekdays = lexicon.data()["short_months"], lexicon.data()["short_weekdays"]
    return TimeWord("M", months[word]) if word in months else TimeWord("W", weekdays[word])


def _fraction(text: str) -> TimeWord:
    found = re.match(r"\d+", text)
    return TimeWord("i", int(found.group() if found else 0) + 0.5)


_READERS: Mapping[str, Callable[[str], TimeWord]] = {
    "phrase": _phrase,
    "iso": lambda text: TimeWord("1", (text,) if is_day(text) else ()),
    "numeric": _numeric,
    "cut": _numeric,
    "clock": lambda text: TimeWord("T", tuple(int(part) for part in text.split(":"))),
    "dotted": lambda text: TimeWord("T", tuple(int(part) for part in text.split("."))),
    "decade": _decade,
    "ordinal": lambda text: TimeWord("o", int(text[:-2])),
    "fraction": _fraction,
    "number": _number,
    "meridiem": lambda text: TimeWord("A", text[0].lower()),
    "short": _short,
    "oclock": lambda text: TimeWord("6"),
    "word": _word,
    "possessive": lambda text: TimeWord("v"),
    "cutyear": lambda text: TimeWord("y", int(text[1:])),
    "mark": _word,
}


def _month(word: TimeWord, text: str, token: Token | None) -> TimeWord:
    """A month is written with a capital; `May` and `March` must not be a verb, nor a short one a name."""
    if not text[0].isupper() or (text.lower() in ("may", "march") and token is not None and token.tag[:2] in ("MD", "VB")):
        return _OTHER
    return word


def _season(word: TimeWord, text: str, token: Token | None) -> TimeWord:
    return _OTHER if token is not None and token.tag[:2] == "VB" else word


def _weekday(word: TimeWord, text: str, token: Token | None) -> TimeWord:
    return word if text[0].isupper() else _OTHER


def _zone(word: TimeWord, text: str, token: Token | None) -> TimeWord:
    return word if text.isupper() else _OTHER


_DOUBTFUL: Mapping[str, Callable[[TimeWord, str, Token | None], TimeWord]] = {
    "M": _month,
    "m": _month,
    "S": _season,
    "W": _weekday,
    "w": _weekday,
    "Z": _zone,
}
