"""Numbers with what bounds and measures them: `more than $3.5 million a year`, `15 to 22 miles`, `a 16-year-old`.

Works on the words of one sentence; what is counted and what happened to it is found by `counted` and `roles`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal, cast, get_args

from twosource.lexicon.quantities import longest, named, phrases, values
from twosource.model import Bound
from twosource.statements.amounts.ages import Age, age_at
from twosource.statements.amounts.line import Line
from twosource.statements.amounts.numerals import Number, Numeral, digits_of, numerals, plain
from twosource.statements.amounts.uncounted import is_great_sum, uncounted

Kind = Literal["count", "measure", "money", "age"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number at the lexemes `first` to `last`, its bounding words, currency and unit included.

    `number_first` and `number_last` hold the bare number. `moved_to` is where a range told as a change ends (`from 12 to 15`).
    `word` and `factor` are those of a vague number.
    """

    first: int
    last: int
    number_first: int
    number_last: int
    value: Number | None
    low: Number | None
    high: Number | None
    bound: Bound
    unit: str | None
    kind: Kind
    style: str
    word: str | None = None
    factor: Number = 1
    moved_to: Number | None = None


def measures(line: Line) -> tuple[Measure, ...]:
    """All quantities of a sentence, in order."""
    atoms = list(_atoms(line))
    return tuple(_bounded(line, atom) for atom in _ranged(line, atoms))


def _atoms(line: Line) -> Iterator[Measure]:
    age: Age | None = None
    before: Number | None = None
    for numeral in numerals(line.lexemes):
        numeral = _letter_or_unit(line, numeral)
        age = age_at(line, numeral, age)
        if age is not None:
            yield replace(_atom(numeral), first=age.first, last=age.last, unit=age.unit, kind="age")
        elif uncounted(line, numeral) is None and not _said_again(line, numeral, before):
            yield _with_unit(line, numeral)
        before = numeral.value


def _said_again(line: Line, numeral: Numeral, before: Number | None) -> bool:
    """The digits of `five (5) men`."""
    bracketed = line.low(numeral.first - 1) == "(" and line.low(numeral.last + 1) == ")"
    return bracketed and numeral.value == before and line.kind(numeral.first - 2) == "word"


def _atom(numeral: Numeral) -> Measure:
    return Measure(
        first=numeral.first,
        last=numeral.last,
        number_first=numeral.first,
        number_last=numeral.last,
        value=numeral.value,
        low=numeral.low,
        high=numeral.high,
        bound="vague" if numeral.style == "vague" else "about" if numeral.word else "exactly",
        unit=None,
        kind="count",
        style=numeral.style,
        word=numeral.word,
        factor=numeral.factor,
    )


def _letter_or_unit(line: Line, numeral: Numeral) -> Numeral:
    """`37m long` is metres, `35m of its phones` millions: take a glued `m` back where a metre is meant."""
    if numeral.last == numeral.first or line.text(numeral.last) != "m" or _money_before(line, numeral.first):
        return numeral
    if not _is_metres(line, numeral):
        return numeral
    value = plain(Decimal(digits_of(line.text(numeral.first))))
    return replace(numeral, last=numeral.first, value=value, low=value, high=value)


def _is_metres(line: Line, numeral: Numeral) -> bool:
    """`within 80m of it`, `fell about 200m down a gully`, `50m by 50m`; not `2m users`, `fell 2m people short`."""
    at = numeral.last + 1
    if line.kind(at) != "word":
        return line.low(at) not in ("$", "£", "€")
    if line.low(at) in values("units", "after_metres") or (line.low(at) == "by" and line.kind(at + 1) == "number"):
        return True
    ahead = {line.low(before) for before in range(numeral.first - 1, numeral.first - 3, -1)}
    return not ahead.isdisjoint(values("units", "before_metres")) and not line.plural_follows(at)


# Money and units

_UNITS: Sequence[tuple[str, Kind]] = (("money_words", "money"), ("words", "measure"))


def _money_before(line: Line, first: int) -> tuple[int, str] | None:
    """Index and currency of what stands before the number: `$`, `US$`, `AU $`, `USD`, `$US`."""
    at = first - 1
    if line.dash(at) and line.glued(at):
        return None
    code = line.text(at)
    dollars, codes = values("units", "money_dollars"), values("units", "money_codes")
    if code == "=" and line.text(at - 1) == "Y":
        return at - 1, "JPY"
    if code in values("units", "money_symbols"):
        before = line.text(at - 1)
        if code == "$" and before in dollars and (len(before) > 1 or line.glued(at)):  # not `A $500 reward`
            return at - 1, str(dollars[before])
        return at, str(values("units", "money_symbols")[code])
    if code in dollars and line.text(at - 1) == "$":
        return at - 1, str(dollars[code])
    if line.kind(at) != "word" or (line.glued(at) and line.kind(at - 1) in ("word", "number")):
        return None
    codes = codes if not is_great_sum(line, first) else {**codes, **values("units", "money_letters")}
    return (at, str(codes[code])) if code in codes else None


def _with_unit(line: Line, numeral: Numeral) -> Measure:
    atom = _atom(numeral)
    money = _money_before(line, numeral.first)
    if money is not None:
        return _rated(line, replace(atom, first=money[0], unit=money[1], kind="money"))
    atom = _signed(line, atom)
    at = numeral.last + 1
    at = at + 1 if numeral.style == "vague" and line.low(at) == "of" else at
    for part, kind in _UNITS:
        found = _phrase(line, at, part)
        if found is not None:
            return _rated(line, replace(atom, last=found[0], unit=found[1], kind=kind))
    symbol = _symbol(line, at)
    return _rated(line, replace(atom, last=at, unit=symbol, kind="measure")) if symbol else atom


def _signed(line: Line, atom: Measure) -> Measure:
    """A number under zero: `minus 5`, `-40 degrees`."""
    before = atom.first - 1
    worded = before - 1 if line.dash(before) and line.low(before - 1) == "minus" else before
    if line.low(worded) == "minus":
        before = worded
    elif not (line.dash(before) and line.glued(atom.first) and not line.glued(before)) or line.tag(before - 1).startswith("NNP"):
        return atom
    if atom.value is None or line.kind(before - 1) == "number":
        return atom
    return replace(atom, first=before, value=-atom.value, low=-atom.value, high=-atom.value)


def _phrase(line: Line, at: int, part: str) -> tuple[int, str] | None:
    """The longest unit at `at`, also after a glued dash (`40-yard`): index of its last lexeme, and its name."""
    if line.dash(at) and line.glued(at):
        at += 1
    together = _written_together(line, at) if part == "words" else None
    if together is not None:
        return together
    table = phrases("units", part)
    for length in range(longest("units", part), 0, -1):
        spelled = tuple(line.low(at + n) for n in range(length))
        if spelled in table and line.text(at) != "Nm":
            return at + length - 1, table[spelled]
    return None


def _written_together(line: Line, at: int) -> tuple[int, str] | None:
    """Units with marks inside, as `km/h`, `lb-ft`, `m2`, `°C`: up to five glued lexemes."""
    joined, best = line.low(at), None
    for last in range(at + 1, min(at + 5, len(line))):
        if not line.glued(last):
            break
        joined += line.low(last)
        best = (last, named("units", "words")[joined]) if joined in named("units", "words") else best
    return best


def _symbol(line: Line, at: int) -> str | None:
    """A one-letter symbol of a unit: glued to the digits, and followed by no letter or digit."""
    symbol = values("units", "symbols").get(line.text(at))
    loose = line.text(at) in ("C", "F", "V", "Nm", "p", "PS")
    if symbol is None or line.kind(at - 1) != "number" or not (line.glued(at) or loose):
        return None
    if symbol == "inch" and any(line.low(before) == line.low(at) for before in range(max(0, at - 12), at)):
        return None  # a closing quotation mark
    return None if line.glued(at + 1) and line.kind(at + 1) != "mark" else str(symbol)


def _rated(line: Line, atom: Measure) -> Measure:
    """A unit with what it is told per: `a month`, `per square foot`, `an hour`, `/day`, `a-year`."""
    at = atom.last + 1
    if line.low(at) not in ("a", "an", "per", "/", "each", "every"):
        return atom
    at = at + 2 if line.dash(at + 1) else at + 1
    pair = f"{line.low(at)} {line.low(at + 1)}"
    if pair in values("units", "rates_with_unit"):
        return replace(atom, last=at + 1, unit=f"{atom.unit} per {pair}")
    plural = line.low(at) in values("units", "rates") and atom.unit is not None
    return replace(atom, last=at, unit=f"{atom.unit} per {line.low(at)}") if plural else atom


# Ranges


def _ranged(line: Line, atoms: Sequence[Measure]) -> Iterator[Measure]:
    """Joins `A to B`, `A-B`, `between A and B`, `A or B`."""
    at = 0
    while at < len(atoms):
        joined = _range(line, atoms[at], atoms[at + 1]) if at + 1 < len(atoms) else None
        yield joined or atoms[at]
        at += 2 if joined else 1


def _range(line: Line, a: Measure, b: Measure) -> Measure | None:
    if a.value is None or b.value is None or not _same_kind(a, b) or "fraction" in (a.style, b.style):
        return None
    told = _told_as_range(line, a, b)
    if told is None or (a.kind == "age" and told == "or"):
        return None
    low = _shared_magnitude(line, a, b) if told != "from" or b.unit else a.value
    if low == b.value or (told == "or" and not low < b.value) or (told == "dash" and not low < b.value):
        return None
    first = a.first - 1 if told in ("from", "between") else a.first
    sides = sorted((low, b.value))
    return replace(
        b, first=first, number_first=a.number_first, value=None, low=sides[0], high=sides[1], bound="between",
        unit=b.unit or a.unit, kind=b.kind if b.unit else a.kind, moved_to=b.value if told == "from" else None,
    )  # fmt: skip


def _same_kind(a: Measure, b: Measure) -> bool:
    if "age" in (a.kind, b.kind):
        return a.kind == b.kind
    return a.unit is None or b.unit is None or a.unit == b.unit or b.unit.startswith(f"{a.unit} per")


# `from $340 at noon on Monday to $310`: a time or place may stand between, not another clause.
_LONGEST_GAP = 7


def _told_as_range(line: Line, a: Measure, b: Measure) -> Literal["between", "from", "to", "dash", "or"] | None:
    """By which words two numbers with nothing else between them make a range."""
    gap = [line.low(at) for at in range(a.last + 1, min(b.first, a.last + 2 + _LONGEST_GAP))]
    before = line.low(a.first - 1)
    if before == "from" and 1 < len(gap) <= _LONGEST_GAP and gap[-1] == "to" and a.unit is not None and a.unit == b.unit:
        return None if {",", ";", "and", "to"} & set(gap[:-1]) else "from"
    before = line.low(a.first - 2) if before in ("about", "around", "roughly", "some") else before
    if gap and gap[-1] in ("about", "around", "between", "in", "up", "nearly", "roughly", "as"):
        gap = [word for word in gap if word not in ("about", "around", "nearly", "roughly")]
    if gap == ["and"]:
        return "between" if before == "between" else None
    if gap in (["to"], ["-", "to"], ["–", "to"], ["-", "to", "-"]):
        if a.unit is not None and b.unit is None and before != "from":
            return None
        return "from" if before == "from" else "to"
    if gap == ["or"]:
        return "or" if a.unit is None and b.kind != "money" else None
    return "dash" if len(gap) == 1 and line.dash(a.last + 1) and b.first == a.last + 2 else None


def _shared_magnitude(line: Line, a: Measure, b: Measure) -> Number:
    """`1 to 2 thousand` means a thousand to two thousand, `$40-50,000` forty thousand to fifty."""
    assert a.value is not None
    small = isinstance(a.value, int) and 0 < a.value < 1000 and line.dash(a.last + 1)
    if small and line.text(b.number_last).endswith(",000") and b.value is not None and a.value * 1000 < b.value:
        return a.value * 1000
    if b.number_last == b.number_first + 1 and a.number_last == a.number_first and line.kind(b.number_first) == "word":
        return _in_words(line, a.value, b)
    if b.number_last == b.number_first or a.number_last != a.number_first or line.kind(b.number_first) != "number":
        return a.value
    digits = Decimal(digits_of(line.text(b.number_first)))
    if not digits or b.value is None or Decimal(str(a.value)) > digits:
        return a.value
    return plain(Decimal(str(a.value)) * (Decimal(str(b.value)) / digits))


def _in_words(line: Line, low: Number, b: Measure) -> Number:
    """`two to three dozen`: the magnitude of the second number holds for the first."""
    magnitude = values("numerals", "magnitudes").get(line.low(b.number_last))
    return low * magnitude if magnitude and low < magnitude and b.value is not None and low * magnitude < b.value else low


# Bounds


def _bounded(line: Line, atom: Measure) -> Measure:
    first, bound, word = _before(line, atom)
    last, after = _after(line, atom)
    bound = after or bound
    atom = replace(atom, first=first, last=last)
    if bound is None or atom.bound in ("vague", "between") or atom.value is None:
        return atom
    value = atom.value
    if bound == "about":
        slack = slack_of(value)
        high = value if word in values("bounds", "below_only") else plain(Decimal(str(value)) + slack)
        return replace(atom, bound="about", low=plain(Decimal(str(value)) - slack), high=high)
    if bound == "at_least":
        return replace(atom, bound="at_least", low=value, high=None)
    if bound == "at_most":
        return replace(atom, bound="at_most", low=None, high=value)
    return atom


_MOST_ROUNDED = 10**15


def slack_of(value: Number) -> Decimal:
    """How far `about` reaches to each side: the step the number is rounded to, a fifth of it at most.

    >>> [int(slack_of(value)) for value in (25, 300, 3500)]
    [5, 60, 500]
    """
    size = abs(Decimal(str(value)))
    if size > _MOST_ROUNDED:
        return size / 5
    step = Decimal(1)
    for candidate in (Decimal(digit).scaleb(power) for power in range(14) for digit in (1, 5)):
        if candidate >= size or size % candidate:
            continue
        step = candidate
    return min(step, size * Decimal("0.2"))


@cache
def _bounds_by_words(part: str) -> Mapping[tuple[str, ...], Bound]:
    """Bounding words to what they mean; a name that is no bound is an error of the table."""
    found = phrases("bounds", part)
    known: tuple[Bound, ...] = get_args(Bound)
    return {spelled: known[known.index(cast("Bound", bound))] for spelled, bound in found.items()}


def _before(line: Line, atom: Measure) -> tuple[int, Bound | None, str]:
    """The bounding words before a number: where they start, what they mean, and the words."""
    table = _bounds_by_words("before")
    at, first, told = atom.first, atom.first, ""
    bound: Bound | None = None
    if line.dash(at - 1) and line.low(at - 2) == "sub":
        return at - 2, "at_most", "sub"
    for _ in range(2):
        found = next((n for n in (3, 2, 1) if tuple(line.low(at - n + k) for k in range(n)) in table and at - n >= 0), None)
        if found is None:
            break
        words_here = tuple(line.low(at - found + k) for k in range(found))
        if not _bounds(line, at - found, words_here):
            break
        at -= found
        if table[words_here] != "exactly":
            bound, first, told = bound or table[words_here], at, told or " ".join(words_here)
    return first, bound, told


def _bounds(line: Line, at: int, phrase: tuple[str, ...]) -> bool:
    """Whether a word bounds: not `talks about 12 dead`, `over` after a verb of motion is left to the number."""
    if phrase in (("passed",), ("passes",)):
        before = at - 2 if line.low(at - 1) in ("has", "had") else at - 1
        return line.low(before) in ("toll", "number", "total", "count", "tally")
    if phrase in (("above",), ("below",), ("near",), ("maybe",)):
        return line.low(at - 1) not in ("from", "the") and phrase != ("near",)
    return True


def _after(line: Line, atom: Measure) -> tuple[int, Bound | None]:
    table = _bounds_by_words("after")
    for length in (2, 1):
        spelled = tuple(line.low(atom.last + n) for n in range(1, length + 1))
        if spelled in table and (spelled != ("+",) or line.glued(atom.last + 1)):
            return atom.last + length, table[spelled]
    return atom.last, None
