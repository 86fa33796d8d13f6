"""How much and how many: every quantity of an article, with its bounds, its unit, what is counted, and what happened to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from twosource.annotate import Annotated, Sentence
from twosource.lexicon.quantities import values, words
from twosource.model import Quantity
from twosource.statements.amounts.counted import Counted, counted
from twosource.statements.amounts.fates import Told, money_role, role_of
from twosource.statements.amounts.line import Line, line_of
from twosource.statements.amounts.measures import Measure, measures
from twosource.statements.amounts.numerals import Number, numerals, plain
from twosource.statements.settings import StatementSettings


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure with what it counts and the role of that."""

    measure: Measure
    counted: Counted
    told: Told | None

    @property
    def role(self) -> str | None:
        return self.told.role if self.told else None


def quantities(annotated: Annotated, settings: StatementSettings) -> tuple[Quantity, ...]:
    """All quantities of an article, in the order of its text."""
    return tuple(
        _quantity(annotated, sentence, line, figure, settings)
        for sentence in annotated.sentences
        for line in (line_of(sentence),)
        for figure in figures(line)
    )


def figures(line: Line) -> tuple[Figure, ...]:
    """The figures of one sentence, with ellipsis filled: `516 soldiers were killed and 2,272 wounded`."""
    found = sorted((*_numbered(line), *_worded(line)), key=lambda figure: figure.measure.first)
    return tuple(_split(figure) for figure in _shared(line, found))


def _numbered(line: Line) -> Iterator[Figure]:
    for measure in measures(line):
        what = counted(line, measure)
        yield Figure(_share_of(line, measure), what, _fate(line, measure, what))


def _fate(line: Line, measure: Measure, what: Counted) -> Told | None:
    """The role, unless it is told of a part only: `two of the five died`, `ten dead, including four children`."""
    told = _told(line, measure, what)
    if (line.low(measure.first - 2), line.low(measure.first - 1)) == ("all", "but"):
        return None
    if told is None or not (_whole(line, measure) or line.low(measure.first - 1) in ("including", "among")):
        return told
    if line.low(what.last + 1) in ("who", "that") and told.at <= what.last + 4:
        return told
    beside = told.at == what.last + 1 and line.low(told.at) not in words("fates", "intransitive_past")
    return told if beside or told.at <= what.last else None


def _whole(line: Line, measure: Measure) -> bool:
    """The whole that a part is told of (`two of the five hostages`): what follows is said of the part."""
    at = measure.first - 1
    while line.low(at) in ("the", "those", "these", "his", "her", "their", "its", "nearly", "about"):
        at -= 1
    part = line.tag(at - 1) == "CD" or line.low(at - 1) in words("numerals", "parts")
    return line.low(at) == "of" and part and line.kind(at - 1) != "mark"


def _share_of(line: Line, measure: Measure) -> Measure:
    """`half of the 20` is 10; a share of an unnumbered whole stays a fraction."""
    at = measure.last + 1
    while line.low(at) in ("of", "the", "those", "his", "her", "their", "its"):
        at += 1
    if measure.style != "fraction" or measure.value is None or line.kind(at) != "number" or at == measure.last + 1:
        return measure
    whole = next((n for n in numerals(line.lexemes[at : at + 4]) if n.first == 0 and isinstance(n.value, int)), None)
    if whole is None or whole.value is None:
        return measure
    value = plain(Decimal(str(round(measure.value * whole.value, 6))))
    return replace(measure, last=at + whole.last, value=value, low=value, high=value)


def _told(line: Line, measure: Measure, what: Counted) -> Told | None:
    if measure.kind == "money":
        return money_role(line, measure.first, measure.last)
    if measure.kind == "count" and (measure.style != "fraction" or what.partitive):
        return role_of(line, measure.first, what.last, what.head)
    return None


def _worded(line: Line) -> Iterator[Figure]:
    """`no one`, `none`, `both`, `several people`: quantities only where they say what happened to whom."""
    for at in range(len(line)):
        measure = _word_measure(line, at)
        if measure is None:
            continue
        what = counted(line, measure)
        told = role_of(line, measure.first, what.last, what.head)
        if told is not None and (measure.value != 0 or _none_fits(line, at, what, told)):
            yield Figure(measure, what, told)


def _none_fits(line: Line, at: int, what: Counted, told: Told) -> bool:
    """`no one was hurt`, `no injuries`; not `no charges`, nor a `no` far from the word that tells."""
    return told.at > at and (line.low(at) != "no" or what.words is not None or line.low(at + 1) == "one")


def _word_measure(line: Line, at: int) -> Measure | None:
    low = line.low(at)
    if low in words("numerals", "none"):
        last = at + 1 if low == "no" and line.low(at + 1) == "one" else at
        return _made(at, last, 0, 0, 0, "none")
    if low == "both" and line.low(at - 1) not in ("were", "are", ",") and not (line.low(at + 1) == "of" and line.capital(at + 2)):
        return _made(at, at, 2, 2, 2, "both")
    spread = values("numerals", "vague_told_with_role").get(low)
    if spread is None or line.low(at + 1) in values("numerals", "magnitudes") or line.low(at - 1) in ("how", "as", "so", "too"):
        return None
    first = at - 1 if line.low(at - 1) == "a" else at
    return replace(_made(first, at, None, spread[0], spread[1], "vague"), bound="vague", word=low)


def _made(first: int, last: int, value: Number | None, low: Number, high: Number | None, style: str) -> Measure:
    return Measure(
        first=first, last=last, number_first=first, number_last=last, value=value, low=low, high=high,
        bound="exactly", unit=None, kind="count", style=style,
    )  # fmt: skip


# Ellipsis and lists


def _shared(line: Line, found: Sequence[Figure]) -> list[Figure]:
    """Lists share a role (`two men and three women were killed`); an elided noun is the one before (`516 soldiers … 2,272`)."""
    shared = _parts(line, found)
    for at in range(len(shared) - 2, -1, -1):
        after = shared[at + 1]
        right = after.told is not None and after.told.at > after.measure.last
        if right and _lacks(line, shared[at]) and _listed(line, shared[at], after):
            shared[at] = replace(shared[at], told=after.told)
    for at in range(1, len(shared)):
        shared[at] = _with_noun(line, shared[at - 1], _with_role(line, shared[at - 1], shared[at]))
    return shared


def _parts(line: Line, found: Sequence[Figure]) -> list[Figure]:
    """A part has the fate of its whole unless told: `16 were killed, including seven children`, `30 hurt, two of them badly`."""
    parts = list(found)
    for at in range(1, len(parts)):
        before, figure = parts[at - 1], parts[at]
        if before.told is not None and before.measure.value != 0 and figure.measure.kind == before.measure.kind == "count":
            parts[at] = _with_whole(line, before, figure)
    return parts


def _with_whole(line: Line, before: Figure, figure: Figure) -> Figure:
    """The figure with what its whole tells, where it is a part of the figure before."""
    part = _is_part(line, figure)
    what, told = figure.counted, figure.told
    if part and what.words is None and what.partitive:
        what = replace(what, words=before.counted.words)
    goes_on = _listed(line, before, figure) and _is_part(line, before) and what.words is not None
    if _lacks_told(figure) and (part or goes_on):
        told = before.told
    elif told is None and before.role in ("injured", "shot", "stabbed"):
        told = _hurt_how(line, figure)
    return replace(figure, told=told, counted=what)


def _hurt_how(line: Line, figure: Figure) -> Told | None:
    """`wounded four, one seriously`."""
    at = figure.measure.last + 1
    ends = line.kind(at + 1) in ("mark", "") and line.low(figure.measure.first - 1) in (",", "and", "—", "–")
    return Told("injured", at) if line.low(at) in words("fates", "hurt_how") and ends else None


def _lacks_told(figure: Figure) -> bool:
    return figure.told is None and figure.measure.kind == "count" and figure.counted.head not in words("counted", "not_persons")


def _is_part(line: Line, figure: Figure) -> bool:
    pronoun = line.low(figure.counted.last) in ("them", "whom")
    return line.low(figure.measure.first - 1) == "including" or (figure.counted.partitive and pronoun)


def _lacks(line: Line, figure: Figure) -> bool:
    return _lacks_told(figure) and line.low(figure.measure.first - 1) not in ("including", "among")


def _listed(line: Line, before: Figure, after: Figure) -> bool:
    """Whether nothing but a comma or an `and` stands between two figures."""
    gap = [line.low(at) for at in range(before.counted.last + 1, min(after.measure.first, before.counted.last + 4))]
    return gap in (["and"], [","], [",", "and"], ["and", "another"], ["&"], ["as", "well", "as"], ["or"], ["plus"])


def _with_role(line: Line, before: Figure, figure: Figure) -> Figure:
    """The second of a list of objects: `killed three men and two women`."""
    if not _lacks(line, figure) or before.told is None or figure.counted.words is None or before.measure.kind != "count":
        return figure
    object_before = before.told.at < before.measure.first
    return replace(figure, told=before.told) if object_before and _listed(line, before, figure) else figure


def _with_noun(line: Line, before: Figure, figure: Figure) -> Figure:
    if not _elided(before, figure):
        return figure
    joined = any(line.low(at) in ("and", "but", "while", ",", ";") for at in range(before.counted.last + 1, figure.measure.first))
    near = figure.measure.first - before.counted.last <= 14
    return replace(figure, counted=replace(figure.counted, words=before.counted.words)) if joined and near else figure


def _elided(before: Figure, figure: Figure) -> bool:
    """Whether the noun of the figure before may be meant: in `killed 13 men and wounded dozens` it may not."""
    if figure.counted.words is not None or figure.counted.partitive or before.counted.words is None:
        return False
    if not figure.measure.kind == before.measure.kind == "count" or before.counted.head in values("fates", "nouns"):
        return False
    if figure.told is None or before.told is None:
        return False
    if {figure.told.role, before.told.role} <= words("fates", "of_things"):
        return True
    return figure.told.at >= figure.measure.first and before.counted.head not in words("counted", "not_persons")


def _split(figure: Figure) -> Figure:
    """A toll that moved (`rose from 12 to 15`) is its last number, not a range."""
    measure = figure.measure
    value, at = measure.moved_to, measure.number_last
    if value is None or figure.role not in words("fates", "casualty"):
        return figure
    moved = replace(measure, first=at, value=value, low=value, high=value, bound="exactly", moved_to=None)
    return replace(figure, measure=moved)


# To the noun of the model


def _quantity(annotated: Annotated, sentence: Sentence, line: Line, figure: Figure, settings: StatementSettings) -> Quantity:
    measure = figure.measure
    start = sentence.start + line.lexemes[measure.first].start
    end = sentence.start + line.lexemes[measure.last].end
    value, low, high = measure.value, measure.low, measure.high
    coded = values("numerals", "acled").get(measure.word or "")
    if settings.vague == "acled" and coded is not None and measure.bound == "vague":
        value = coded * measure.factor
        low = value if low is None else min(low, value)
    return Quantity(
        value=value,
        low=low,
        high=high,
        bound=measure.bound,
        unit=measure.unit,
        of=figure.counted.words,
        role=figure.role,
        span=annotated.view.span(start, end),
    )
