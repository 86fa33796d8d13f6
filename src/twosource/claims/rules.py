"""The rules by which the best of several figures is chosen: each a function of what the reports tell, in the order of days."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from twosource.claims.facts import Fact
from twosource.model import FigureRule

GROWS = 14  # days after the first report in which a lone higher number is news of a toll that grew; swept 7 to 60 on gold/figures
GROWING = frozenset({"killed", "injured"})  # what is counted up; the missing become fewer

Number = float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one fact gives for one counted thing: the number that stands for its words, and how low and high they reach.

    `stated`: the words give one number; else it is the lower end of a range ("hundreds"), as ACLED reads it. `voice`: from whom
    the report has it, so that copies and wire reports count once.
    """

    fact: Fact
    voice: str
    value: Number
    low: Number
    high: Number
    stated: bool = True
    of: str | None = None

    @property
    def day(self) -> str:
        """The day of the report; empty where none is known, so that it comes first: nothing says that it is newer."""
        return self.fact.article.published.value or ""


def best_of(told: Sequence[Told], rule: FigureRule, role: str) -> Number:
    """The best number under a rule, of those that say one number where any does."""
    stated = [t for t in told if t.stated] or list(told)
    return _RULES[rule](stated, role)


def _latest(told: Sequence[Told], role: str) -> Number:
    """The number most often given by the reports of the last day; without days, by all of them.

    Of killed and injured, a later number holds where as many tell it as told the one before, or where it is higher and the
    first report is at most `GROWS` days back: a report on a trial tells of some victims only. A day of an unknown year is no day
    beside days of known years.
    """
    dated = [t for t in told if not t.day.startswith("XXXX")] or list(told)
    days = sorted({t.day for t in dated})
    if role not in GROWING:
        return _majority([t for t in dated if t.day == days[-1]])
    best = _majority([t for t in dated if t.day == days[0]])
    for day in days[1:]:
        now, until = _majority([t for t in dated if t.day == day]), [t for t in dated if t.day <= day]
        if (now > best and _soon(days[0], day)) or _voices(until, now) >= _voices(until, best):
            best = now
    return best


def _soon(first: str, day: str) -> bool:
    """Whether two full days are at most `GROWS` days apart; days that are not full tell nothing against it."""
    try:
        return (date.fromisoformat(day[:10]) - date.fromisoformat(first[:10])).days <= GROWS
    except ValueError:
        return True


def _voices(told: Sequence[Told], number: Number) -> int:
    return len({t.voice for t in told if t.value == number})


def _majority(told: Sequence[Told], role: str = "") -> Number:
    """The number that most origins give, copies counting once; of several the highest."""
    del role
    voices: dict[Number, set[str]] = defaultdict(set)
    for t in told:
        voices[t.value].add(t.voice)
    return max(voices, key=lambda number: (len(voices[number]), number))


def _lowest(told: Sequence[Told], role: str) -> Number:
    del role
    return min(t.value for t in told)


def _highest(told: Sequence[Told], role: str) -> Number:
    del role
    return max(t.value for t in told)


_RULES: Mapping[FigureRule, Callable[[Sequence[Told], str], Number]] = {
    "latest": _latest,
    "majority": _majority,
    "lowest": _lowest,
    "highest": _highest,
}
