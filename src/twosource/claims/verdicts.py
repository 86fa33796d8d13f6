"""What a claim's differences come to: agreed, refined, updated, disputed, or told by one report only.

A number that moves one way while the reports' days go on is news, no dispute; so is one that a report gives as past, or that its
own outlet replaced later. Who prints it after that still carries it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from twosource.claims.counted import AGE
from twosource.claims.facts import Fact
from twosource.claims.rules import GROWING
from twosource.claims.tolls import Place, place
from twosource.lexicon.tolls import families
from twosource.model import Article, Difference, Verdict

# Another speaker of the same words refines nothing.
REFINING = frozenset({"number", "date", "place", "actor", "scope", "wording", "negation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A number of a difference: by whom (outlet or line of reports) and when it was given; `past`: as an earlier figure."""

    number: float
    day: str | None
    voice: str
    past: bool


def verdict(
    facts: Sequence[Fact],
    differences: Sequence[Difference],
    past: frozenset[Place] = frozenset(),
    voices: Mapping[str, str] | None = None,
) -> Verdict:
    """The verdict of a claim from its facts and what differs between them.

    `past`: places of numbers that are told as earlier figures; `voices`: the line of reports of each article.
    """
    if len({fact.article.id for fact in facts}) < 2:
        return "single"
    conflicts = [d for d in differences if d.conflict and not _takes_back(d, past)]
    if conflicts:
        return "updated" if all(_moves_on(d, facts, past, voices) for d in conflicts) else "disputed"
    if any(_grows(d, facts, past, voices) for d in differences):
        return "updated"
    return "refined" if any(d.kind in REFINING for d in differences) else "agreed"


def told_in_time(
    differences: Sequence[Difference], facts: Sequence[Fact], past: frozenset[Place], voices: Mapping[str, str]
) -> tuple[Difference, ...]:
    """The differences, conflicts of numbers with how they stand in time, or that this is not known."""
    found = [_in_time(d, facts, past, voices) if d.conflict and d.kind == "number" else d for d in differences]
    return tuple(found)


def _in_time(difference: Difference, facts: Sequence[Fact], past: frozenset[Place], voices: Mapping[str, str]) -> Difference:
    points = _points(difference, facts, past, voices)
    old = sorted({p.number for p in points if p.past})
    if old:
        said = f"{_listed(old)} is told as an earlier figure"
    elif any(p.day is None for p in points):
        said = "which report is the newer one is not known"
    elif _moves_on(difference, facts, past, voices):
        said = "the newer reports give the newer one"
    else:
        return difference
    return replace(difference, why=f"{difference.why}; {said}")


def _listed(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers)


def _takes_back(difference: Difference, past: frozenset[Place]) -> bool:
    """Whether what is denied is an earlier figure ("An earlier version said that 12 died"): the numbers tell how it moved."""
    told_as_past = {statement_id for statement_id, _, _ in past}
    return difference.kind == "negation" and any(v.statement_id in told_as_past for v in difference.values)


def _grows(difference: Difference, facts: Sequence[Fact], past: frozenset[Place], voices: Mapping[str, str] | None) -> bool:
    """Whether a least number is followed by a higher one: "at least 12" on one day, 17 on a later one."""
    bounds = {(fact.id, q.span.start, q.span.end): q.bound for fact in facts for q in fact.quantities}
    least = [bounds.get(place(v)) == "at_least" for v in difference.values]
    return any(least) and not all(least) and _moves_on(difference, facts, past, voices)


def _moves_on(difference: Difference, facts: Sequence[Fact], past: frozenset[Place], voices: Mapping[str, str] | None) -> bool:
    """Whether a number is one that moved: all but one are told as past or replaced by who gave them, or they go one way while
    the reports' publication days go on; without full days nothing is known.

    A line of reports that prints its number again says nothing new.
    """
    if difference.kind != "number" or not all(_is_number(v.value) for v in difference.values):
        return False
    points = _points(difference, facts, past, voices)
    old = {p.number for p in points if p.past} | _replaced(points)
    if old and len({p.number for p in points} - old) == 1:
        return True
    if any(p.day is None for p in points) or _is_age(difference, facts):
        return False
    first = {(p.voice, p.number): p.day or "" for p in sorted(points, key=lambda p: p.day or "", reverse=True)}
    moves = sorted({(day, number) for (_, number), day in first.items()})
    numbers = [number for _, number in moves]
    if len({day for day, _ in moves}) < len(moves) or len({*numbers}) < 2:
        return False
    return _one_way(numbers, may_fall=not _counts_up(difference, facts))


def _is_age(difference: Difference, facts: Sequence[Fact]) -> bool:
    """Whether a number is somebody's age: in the days that a story lasts nobody grows older, so another one is no news."""
    units = {(f.id, q.span.start, q.span.end): q.unit for f in facts for q in f.quantities}
    return any(units.get(place(v)) == AGE for v in difference.values)


def _points(
    difference: Difference, facts: Sequence[Fact], past: frozenset[Place], voices: Mapping[str, str] | None
) -> list[_Point]:
    articles = {fact.id: fact.article for fact in facts}
    return [
        _Point(number=float(v.value), day=_day(article), voice=_voice(article, voices), past=place(v) in past)
        for v in difference.values
        if _is_number(v.value)
        for article in [articles[v.statement_id]]
    ]


def _voice(article: Article, voices: Mapping[str, str] | None) -> str:
    """Who speaks in a report: its outlet, else its line of reports."""
    return article.outlet.name.casefold() if article.outlet else (voices or {}).get(article.id, article.id)


def _replaced(points: Sequence[_Point]) -> set[float]:
    """The numbers that an outlet gave before it gave another: its last word replaces them."""
    known = [p for p in points if p.day is not None and not p.past]
    last = {p.voice: max(q.day or "" for q in known if q.voice == p.voice) for p in known}
    final = {(p.voice, p.number) for p in known if p.day == last[p.voice]}
    return {p.number for p in known if (p.voice, p.number) not in final}


def _counts_up(difference: Difference, facts: Sequence[Fact]) -> bool:
    """Whether a number is one that only grows: nobody rises from the dead, so a lower one must be told as a correction."""
    roles = {(f.id, q.span.start, q.span.end): q.role for f in facts for q in f.quantities}
    return any(families().get(roles.get(place(v)) or "") in {*GROWING, "hit"} for v in difference.values)


def _one_way(numbers: Sequence[float], *, may_fall: bool) -> bool:
    """Whether numbers only rise or, where they may, only fall: a toll grows, the missing become fewer."""
    steps = [b - a for a, b in pairwise(numbers)]
    return all(step >= 0 for step in steps) or (may_fall and all(step <= 0 for step in steps))


def _day(article: Article) -> str | None:
    value = article.published.value
    return value if value and "X" not in value and len(value) >= len("2016-09-01") else None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
