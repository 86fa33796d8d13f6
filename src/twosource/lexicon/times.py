"""English words for times, each with the kind of word it is for the patterns of time expressions, and its value.

The words themselves stand in `data/en/times.json`: add one there. A kind is one letter, so that a sentence becomes a short string
over which patterns are written; `KINDS` says what each letter means.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from twosource.lexicon import table

KINDS: Mapping[str, str] = {
    "M": "a month", "m": "a month cut short, without a stop", "W": "a weekday", "w": "weekdays in the plural",
    "S": "a season", "u": "a unit", "U": "units in the plural", "Q": "quarter", "I": "period", "V": "weekend",
    "P": "a part of the day", "p": "parts of the day in the plural", "G": "today, yesterday, tomorrow", "F": "a holiday",
    "n": "a number in words", "N": "a vague number", "d": "digits from 1 to 31", "i": "other digits", "Y": "a year",
    "y": "a year of two digits", "D": "a decade", "o": "an ordinal", "H": "half", "T": "a clock time", "A": "a.m. or p.m.",
    "Z": "a time zone", "1": "a day in digits", "t": "the", "a": "a", "h": "this", "k": "that", "K": "same", "v": "'s",
    "l": "last", "q": "past", "b": "previous", "x": "next", "f": "following", "c": "coming", "r": "recent", "L": "latest",
    "z": "current", "C": "every", "X": "an adverb of repetition", "R": "a reference to now, past or future", "g": "ago",
    "e": "earlier", "j": "later", "<": "before", ">": "after", "E": "early, late or mid", "O": "of, in, on, at", "B": "about",
    "s": "beginning or end", "8": "fiscal", "=": "and", "2": "per", "3": "more", "0": "old", "4": "from now",
    "-": "a hyphen", ",": "a comma", "_": "any other word", "9": "to, or", "6": "o'clock", "7": "times",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word's kind (a letter of `KINDS`) and its value: a number, a letter code, or nothing."""

    kind: str
    value: Any = None


_GRAMMAR: Mapping[str, str] = {
    "the": "t", "a": "a", "an": "a", "this": "h", "these": "h", "that": "k", "those": "k", "same": "K", "'s": "v", "’s": "v",
    "last": "l", "past": "q", "previous": "b", "preceding": "b", "prior": "b", "next": "x", "following": "f", "subsequent": "f",
    "coming": "c", "upcoming": "c", "forthcoming": "c", "recent": "r", "latest": "L", "current": "z",
    "every": "C", "each": "C", "alternate": "C", "ago": "g", "earlier": "e", "later": "j", "afterwards": "j", "afterward": "j",
    "before": "<", "after": ">", "hence": "4", "of": "O", "in": "O", "on": "O", "at": "O",
    "fiscal": "8", "financial": "8", "and": "=", "per": "2", "more": "3", "additional": "3", "extra": "3", "further": "3",
    "consecutive": "3", "straight": "3", "full": "3", "whole": "3", "successive": "3", "long": "3", "trading": "3",
    "working": "3",
    "old": "0", "half": "H", "to": "9", "or": "9", "o'clock": "6", "o’clock": "6", "times": "7", "time": "7",
    "-": "-", "–": "-", "—": "_", ",": ",", "/": "2",
}  # fmt: skip

_EDGES: Mapping[str, str] = {
    "early": "start", "late": "end", "mid": "mid", "beginning": "start", "start": "start", "end": "end", "middle": "mid",
    "close": "end", "rest": "end", "remainder": "end", "midst": "mid", "turn": "start",
}  # fmt: skip


@cache
def data() -> Mapping[str, Any]:
    """The tables of `data/en/times.json`."""
    return table("times")


_TABLES = (("months", "M"), ("short_months", "m"), ("weekdays", "W"), ("seasons", "S"), ("parts", "P"), ("days", "G"))


@cache
def words() -> Mapping[str, TimeWord]:
    """Every single word, in lower case, with its kind and value."""
    return dict(_all_words())


def _all_words() -> Iterator[tuple[str, TimeWord]]:
    yield from ((word, TimeWord(kind)) for word, kind in _GRAMMAR.items())
    yield from ((word, TimeWord("E" if word in ("early", "late", "mid") else "s", edge)) for word, edge in _EDGES.items())
    tables = data()
    for name, kind in _TABLES:
        yield from ((word, TimeWord(kind, value)) for word, value in tables[name].items())
    for name, kind in (("numbers", "n"), ("ordinals", "o"), ("adverb_sets", "X"), ("references", "R"), ("tens_decades", "D")):
        yield from ((word, TimeWord(kind, value)) for word, value in tables[name].items())
    yield from ((word + "s", TimeWord("w", value)) for word, value in tables["weekdays"].items())
    yield from ((word + "s", TimeWord("p", value)) for word, value in tables["parts"].items() if len(value) == 2)
    yield from _units(tables["units"])
    for name, kind in (("vague_numbers", "N"), ("zones", "Z"), ("about", "B")):
        yield from ((word, TimeWord(kind, word)) for word in tables[name])


def _units(units: Mapping[str, str]) -> Iterator[tuple[str, TimeWord]]:
    alone = {"quarter": "Q", "period": "I", "weekend": "V"}
    for word, value in units.items():
        plural = {"century": "centuries", "millennium": "millennia"}.get(word, word + "s")
        if word not in ("night", "second"):
            yield word, TimeWord(alone.get(word, "u"), value)
        if word not in ("period", "night"):
            yield plural, TimeWord("U", value)


@cache
def phrases() -> Mapping[str, TimeWord]:
    """Expressions of several words that count as one word, in lower case, longest first."""
    tables = data()
    found = {phrase: TimeWord("B", phrase) for phrase in tables["phrases"]["about"]}
    found |= {phrase: TimeWord("C", value) for phrase, value in tables["phrases"]["every"].items()}
    found |= {phrase: TimeWord("4") for phrase in tables["phrases"]["from_now"]}
    found |= {phrase: TimeWord("R", value) for phrase, value in tables["phrases"]["references"].items()}
    for name in ("fixed_holidays", "weekday_holidays", "easter_holidays", "known_days"):
        found |= {phrase: TimeWord("F", (name, value)) for phrase, value in tables[name].items()}
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))
