"""Number words and digits to values: `28,000`, `3.5 million`, `twenty-eight thousand six hundred`, `two-thirds`, `dozens`.

Works on the words of a sentence alone, without its parse. One walk from left to right, with a bounded look ahead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from twosource.lexicon.quantities import values, words

Number = int | float
Style = Literal["digits", "words", "fraction", "vague", "none"]

# Scraped pages put a space behind the comma or stop of a number (`$380, 600`, `2, 000ft`, `27. 5 million`): one number only where
# a money sign, a bare `000`, or a magnitude or percent behind tells so.
_SPACED = (
    r"(?<=[$£€¥₹])\d{1,3}(?:, \d{3})+(?![\d.])|(?<![\d.,])[1-9]\d{0,2}(?:, \d{3}){0,3}, 000(?!\d)"
    r"|(?<![\d.,])\d{1,3}\. \d{1,3}(?=(?: ?-?(?:million|billion|trillion|bn|m|M|MM)(?!\w)| ?%| per ?cent\b))"
)
_LEXEME = re.compile(
    rf"(?P<number>{_SPACED}"
    r"|\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?: \d{3}){0,3} 000(?!\d)|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:\.[^\W\d_](?![^\W\d_]))*(?:['’][^\W\d_]+)?)|(?P<mark>\S)"
)
_GROUPING = dict.fromkeys(map(ord, ", \u00a0\u2009\u202f"))
# Longer runs of digits are serial numbers; a bound also keeps the making of integers linear.
_MOST_DIGITS = 18
_MOST_IN_WORDS = 10**15
_DASHES = frozenset("-–—‑‐")
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A number, word or mark of a sentence at `[start, end)`; `glued`: no space before it."""

    start: int
    end: int
    text: str
    low: str
    kind: Literal["number", "word", "mark"]
    glued: bool

    @property
    def is_dash(self) -> bool:
        return self.text in _DASHES


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at the lexemes `first` to `last`, both included.

    `value` is `None` for a vague word; `low` and `high` are its plain bounds, `None` where open. `word` is the vague word,
    `factor` what it is taken times: a thousand in `tens of thousands`.
    """

    first: int
    last: int
    value: Number | None
    low: Number | None
    high: Number | None
    style: Style
    word: str | None = None
    factor: Number = 1


def lexemes(text: str) -> tuple[Lexeme, ...]:
    """The numbers, words and marks of a text.

    >>> [x.text for x in lexemes("USD10m, a 16-year-old")]
    ['USD', '10', 'm', ',', 'a', '16', '-', 'year', '-', 'old']
    """
    found: list[Lexeme] = []
    for match in _LEXEME.finditer(text):
        kind: Literal["number", "word", "mark"] = (
            "number" if match.lastgroup == "number" else "word" if match.lastgroup == "word" else "mark"
        )
        glued = bool(found) and found[-1].end == match.start()
        found.append(Lexeme(match.start(), match.end(), match.group(), match.group().lower(), kind, glued))
    return tuple(found)


def numerals(line: Sequence[Lexeme]) -> Iterator[Numeral]:
    """The numbers of a sentence, in order, each as long as it can be read.

    >>> [n.value for n in numerals(lexemes("two hundred and five of 3.5 million, half a dozen, a third of it"))]
    [205, 3500000, 6, 0.3333333333333333]
    """
    at = 0
    while at < len(line):
        numeral = _numeral_at(line, at) if line[at].kind == "number" or line[at].low in _openers() else None
        if numeral is not None:
            yield numeral
        at = numeral.last + 1 if numeral else at + 1


@cache
def _openers() -> frozenset[str]:
    """Every word and mark that a number can begin with: a quick look spares the readers most words."""
    parts = ("ones", "teens", "tens", "vague", "vague_multipliers")
    return frozenset({"a", "an", "the", "half", *_VULGAR}).union(*(values("numerals", part) for part in parts))


def digits_of(text: str) -> str:
    """Digits without what groups them.

    >>> digits_of("12,345.6"), digits_of("12 000")
    ('12345.6', '12000')
    """
    return text.translate(_GROUPING)


def plain(value: Decimal | Number) -> Number:
    """A whole number as `int`, any other as `float`."""
    return int(value) if value == int(value) else float(value)


def _numeral_at(line: Sequence[Lexeme], at: int) -> Numeral | None:
    for reader in (_fraction, _vague, _exact):
        numeral = reader(line, at)
        if numeral is not None:
            return numeral
    return None


def _low(line: Sequence[Lexeme], at: int) -> str:
    return line[at].low if 0 <= at < len(line) else ""


def _made(first: int, last: int, value: Decimal, style: Style) -> Numeral:
    number = plain(value)
    return Numeral(first=first, last=last, value=number, low=number, high=number, style=style)


# Exact numbers


def _exact(line: Sequence[Lexeme], at: int) -> Numeral | None:
    lexeme = line[at]
    if lexeme.low in ("a", "an", "the") and _low(line, at + 1) in values("numerals", "magnitudes"):
        start = at if lexeme.low != "the" else at + 1
        last, value = _magnified(line, at + 1, Decimal(values("numerals", "magnitudes")[_low(line, at + 1)]))
        return _made(start, last, value, "words")
    if lexeme.text in _VULGAR:
        return _scaled(line, at, at, _VULGAR[lexeme.text], "digits")
    if lexeme.kind == "number":
        digits = digits_of(lexeme.text)
        return _digits(line, at, digits) if len(digits) <= _MOST_DIGITS else None
    if _small(lexeme.low) is not None:
        return _spelled(line, at)
    return None


def _digits(line: Sequence[Lexeme], at: int, digits: str) -> Numeral:
    value, last = Decimal(digits), at
    extra = _VULGAR.get(line[at + 1].text) if at + 1 < len(line) else None
    if extra is not None:
        return _scaled(line, at, at + 1, value + extra, "digits")
    over = _slashed(line, at + 1)
    if over is not None and "." not in digits and 0 < value < over[1]:
        return _made(at, over[0], value / over[1], "fraction")
    mixed = _slashed(line, at + 2) if at + 1 < len(line) and line[at + 1].kind == "number" else None
    if mixed is not None and len(line[at + 1].text) < 3:
        return _made(at, mixed[0], value + Decimal(digits_of(line[at + 1].text)) / mixed[1], "digits")
    return _scaled(line, at, last, value, "digits")


def _slashed(line: Sequence[Lexeme], at: int) -> tuple[int, Decimal] | None:
    """`/4` glued at `at`, not followed by another slash (a date): the index of its number, and the number."""
    if at + 1 >= len(line) or line[at].text not in ("/", "⁄") or not line[at].glued or not line[at + 1].glued:
        return None
    below = line[at + 1]
    if below.text not in ("2", "3", "4", "5", "8") or (_low(line, at + 2) == "/" and line[at + 2].glued):
        return None
    return at + 1, Decimal(below.text)


def _scaled(line: Sequence[Lexeme], first: int, last: int, value: Decimal, style: Style) -> Numeral:
    letter = _letter(line, first, last + 1)
    if letter is not None:
        return _made(first, last + 1, value * letter, style)
    end, value = _magnified(line, last, value)
    return _made(first, end, value, style)


def _letter(line: Sequence[Lexeme], first: int, at: int) -> Decimal | None:
    """A letter that stands for a magnitude, glued to digits; a metre is told apart by `measures`, `9MM` from `$9MM` here."""
    if at >= len(line) or line[at].text not in values("numerals", "letters"):
        return None
    if line[at].text == "MM" and _low(line, first - 1) not in values("units", "money_symbols"):
        return None
    if not line[at].glued and line[at].text not in ("B", "bn", "tn", "mn", "M"):
        return None
    joined = at + 1 < len(line) and line[at + 1].glued and (line[at + 1].kind != "mark" or line[at + 1].text == "/")
    return None if joined else Decimal(values("numerals", "letters")[line[at].text])


def _magnified(line: Sequence[Lexeme], last: int, value: Decimal) -> tuple[int, Decimal]:
    """Magnitude words after a number: `million`, `hundred thousand`, `-million`."""
    magnitudes = values("numerals", "magnitudes")
    for _ in range(3):
        step = 2 if last + 2 < len(line) and line[last + 1].is_dash and line[last + 1].glued else 1
        word = _low(line, last + step)
        if word not in magnitudes or (value >= 1000 and word == "dozen"):
            break
        last, value = last + step, value * magnitudes[word]
    return last, value


def _small(word: str) -> int | None:
    for part in ("ones", "teens", "tens"):
        value = values("numerals", part).get(word)
        if value is not None:
            return int(value)
    return None


def _spelled(line: Sequence[Lexeme], at: int) -> Numeral:
    """A number in words; stops where the next word cannot go on (`two three` are two numbers)."""
    total, current, last = Decimal(0), Decimal(_small(line[at].low) or 0), at
    while (step := _next_word(line, last)) is not None:
        word = line[last + step].low
        magnitude = values("numerals", "magnitudes").get(word)
        small = _small(word)
        if magnitude is not None and _may_raise(total, current, magnitude):
            total, current = _raised(total, current, magnitude)
        elif small is not None and _fits(current, small):
            current += small
        else:
            break
        last += step
    half = _and_a_half(line, last)
    if half is not None:
        total, current = _raised(total, current + Decimal("0.5"), half[1])
        last = half[0]
    return _made(at, last, total + current, "words")


def _raised(total: Decimal, current: Decimal, magnitude: int) -> tuple[Decimal, Decimal]:
    current = (current or Decimal(1)) * magnitude
    return (total, current) if magnitude <= 100 else (total + current, Decimal(0))


def _may_raise(total: Decimal, current: Decimal, magnitude: int) -> bool:
    """`two hundred thousand`, but not `two hundred hundred`; nobody tells more than quadrillions in words."""
    again = magnitude <= 100 <= current
    return not again and total + (current or 1) * magnitude < _MOST_IN_WORDS


def _fits(current: Decimal, small: int) -> bool:
    if current == 0:
        return True
    if current % 100 == 0:
        return small < 100
    return current % 10 == 0 and current % 100 >= 20 and 0 < small < 10


def _next_word(line: Sequence[Lexeme], last: int) -> int | None:
    """How far the next number word is: over a dash, or over an `and` after a hundred or thousand."""
    if last + 1 < len(line) and _goes_on(line[last + 1].low):
        return 1
    if last + 2 >= len(line) or not _goes_on(line[last + 2].low):
        return None
    if line[last + 1].is_dash and line[last + 1].glued and line[last + 2].glued:
        tens_first = line[last].low in values("numerals", "tens") and line[last + 2].low in values("numerals", "ones")
        return 2 if tens_first or line[last + 2].low in values("numerals", "magnitudes") else None
    joins = line[last + 1].low == "and" and line[last].low in ("hundred", "thousand")
    return 2 if joins and _small(line[last + 2].low) is not None else None


def _goes_on(word: str) -> bool:
    return _small(word) is not None or word in values("numerals", "magnitudes")


def _and_a_half(line: Sequence[Lexeme], last: int) -> tuple[int, int] | None:
    if [_low(line, last + n) for n in (1, 2, 3)] != ["and", "a", "half"]:
        return None
    magnitude = values("numerals", "magnitudes").get(_low(line, last + 4))
    return (last + 4, magnitude) if magnitude else (last + 3, 1)


# Fractions


def _fraction(line: Sequence[Lexeme], at: int) -> Numeral | None:
    low = line[at].low
    if low == "half":
        return _half(line, at, at)
    if low in ("a", "one") and _low(line, at + 1) == "half" and _low(line, at) != "the":
        return _half(line, at, at + 1)
    top = 1 if low == "a" else _small(low)
    if top is None or not 0 < top < 10:
        return None
    dash = 1 if at + 1 < len(line) and line[at + 1].is_dash else 0
    below = values("numerals", "fractions").get(_low(line, at + 1 + dash))
    if below is None or not _is_share(line, at, at + 1 + dash, top):
        return _out_of(line, at, top)
    return _made(at, at + 1 + dash, Decimal(top) / below, "fraction")


def _is_share(line: Sequence[Lexeme], at: int, last: int, top: int) -> bool:
    """`a third of`, `two-thirds`, but not `a third person`, `a quarter final`."""
    after = _low(line, last + 1)
    if top > 1 and line[last].low.endswith("s"):
        return True
    return after == "of" or (line[at].low == "one" and line[at + 1].is_dash)


def _half(line: Sequence[Lexeme], at: int, half: int) -> Numeral | None:
    """`half a dozen`, `half-million`, `half of`, `half the`; not `the second half`, `half brother`."""
    after = half + 1
    if _low(line, after) == "a" or (after < len(line) and line[after].is_dash):
        after += 1
    magnitude = values("numerals", "magnitudes").get(_low(line, after))
    if magnitude is not None:
        last, value = _magnified(line, after, Decimal(magnitude) / 2)
        return _made(at, last, value, "words")
    shares = ("of", "the", "its", "their", "his", "her", "those", "these", "were", "are")
    return _made(half, half, Decimal("0.5"), "fraction") if _low(line, half + 1) in shares and half == at else None


def _out_of(line: Sequence[Lexeme], at: int, top: int) -> Numeral | None:
    """`one in three`, `three out of four`."""
    words_between = (_low(line, at + 1), _low(line, at + 2))
    # "two in three attacks" is no share; of ten or a hundred it is, in polls.
    told_in = words_between[0] == "in" and (top == 1 or words_between[1] in ("10", "ten", "100"))
    below = at + 3 if words_between == ("out", "of") else at + 2 if told_in else None
    if below is None or line[at].kind != "word" or below >= len(line) or line[at].low == "a":
        return None
    text, after = line[below].text, _low(line, below + 1)
    under = _small(line[below].low) or (int(text) if text.isdecimal() and len(text) < 4 else 0)
    timed = after in words("counted", "clock") or after in ("hours", "minutes", "days", "weeks", "months", "years")
    return _made(at, below, Decimal(top) / under, "fraction") if top < under <= 100 and not timed else None


# Vague words


def _vague(line: Sequence[Lexeme], at: int) -> Numeral | None:
    plural = values("numerals", "vague")
    if line[at].low in plural:
        return _vague_plural(line, at)
    start = at + 1 if line[at].low == "a" else at
    several = values("numerals", "vague_multipliers").get(_low(line, start))
    magnitude = values("numerals", "magnitudes").get(_low(line, start + 1))
    if several is not None and magnitude is not None:
        last, factor = _magnified(line, start + 1, Decimal(magnitude))
        return _spread(at, last, several, plain(factor), line[start].low)
    if _low(line, start) == "couple" and _low(line, start + 1) == "of" and start == at + 1:
        return Numeral(first=at, last=start, value=2, low=2, high=3, style="words", word="couple")
    return None


def _vague_plural(line: Sequence[Lexeme], at: int) -> Numeral:
    """`dozens`, `tens of thousands`, `hundreds of millions`."""
    plural = values("numerals", "vague")
    low, high = plural[line[at].low]
    last, factor = at, 1
    if _low(line, at + 1) == "of" and _low(line, at + 2) in plural:
        last, factor = at + 2, values("numerals", "magnitudes").get(_low(line, at + 2).removesuffix("s"), 1)
    return _spread(at, last, [low, high], factor, line[at].low)


def _spread(first: int, last: int, several: Sequence[Number | None], factor: Number, word: str) -> Numeral:
    low, high = (None if side is None else side * factor for side in several)
    return Numeral(first=first, last=last, value=None, low=low, high=high, style="vague", word=word, factor=factor)
