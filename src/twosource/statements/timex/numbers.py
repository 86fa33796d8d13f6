"""The number that a few words give: `two`, `twenty-four`, `2 1/2`, `a couple of`, `several`."""

from collections.abc import Sequence

from twosource.statements.timex.lexer import Lexeme

Number = int | float


def is_vague(words: Sequence[Lexeme]) -> bool:
    """Whether the words give no number: `several`, `a few`."""
    return any(word.kind == "N" for word in words)


def amount(words: Sequence[Lexeme]) -> Number | None:
    """The number, `None` where there is none; `a` is one and `half` a half.

    >>> amount([Lexeme(0, 6, "twenty", "n", 20), Lexeme(7, 11, "four", "n", 4)])
    24
    """
    total: Number = 0
    current: Number | None = None
    for word in words:
        if word.kind == "H":
            current = 0.5
        elif word.kind in "din" and isinstance(word.value, int | float):
            total, current = _added(total, current, word.value, word.kind == "n")
    if current is None and total == 0:
        return 1 if any(word.kind == "a" for word in words) else None
    return total + (current or 0)


def _added(total: Number, current: Number | None, value: Number, in_words: bool) -> tuple[Number, Number | None]:
    if in_words and value == 1000:
        return total + (current or 1) * 1000, None
    if in_words and value in (100, 12) and current is not None:
        return total, current * value
    return total, (current or 0) + value


_BASE = {"2W": (2, "W"), "10Y": (10, "Y"), "100Y": (100, "Y"), "1000Y": (1000, "Y"),
         "3M": (3, "M"), "6M": (6, "M"), "E": (1, "WE")}  # fmt: skip
_VAGUE = {"10Y": "PXE", "100Y": "PXC"}


def period(number: Number | None, code: str) -> str:
    """The TIMEX3 value of so many units, `X` for a number not told.

    >>> period(2, "Y"), period(None, "M"), period(1.5, "TH"), period(3, "10Y"), period(2.5, "Y")
    ('P2Y', 'PXM', 'PT1H30M', 'P30Y', 'P2Y6M')
    """
    if number is None:
        return _VAGUE.get(code) or f"P{'T' if code[0] == 'T' else ''}X{code.lstrip('T0123456789')}"
    factor, base = _BASE.get(code, (1, code))
    whole, rest = int(number * factor), number * factor - int(number * factor)
    prefix, letter = ("PT", base[1:]) if base[0] == "T" else ("P", base)
    halves = {"TH": "30M", "TM": "30S", "Y": "6M", "D": "T12H"}
    if rest == 0.5 and base in halves:
        return f"{prefix}{whole}{letter}{halves[base]}" if whole else f"{prefix}{halves[base]}"
    return f"{prefix}{number * factor:g}{letter}" if number * factor < 1e6 else f"{prefix}{whole}{letter}"
