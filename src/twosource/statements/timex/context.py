"""What the value of a time expression is read against, and what it comes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from twosource.lexicon.calendar import bounds, precision
from twosource.model import TimeType
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.tense import Tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The publication day, the sentence's tense, and the times told so far; `ends`: the day after `the quarter ended`."""

    today: date
    tense: Tense = "none"
    last: str | None = None
    last_day: str | None = None
    quarter: str | None = None
    sentence_day: str | None = None
    preceding: str = ""
    following: str = ""
    ends: str | None = None

    def then(self, value: str, *, aside: bool = False) -> "Context":
        """The context after a date of this value was told; `aside`: only to compare with (`a year ago`)."""
        fine = precision(value)
        if fine == "none":
            return self
        if aside and fine == "year":
            return self
        quarter = value if fine == "quarter" and not aside and int(value[:4]) == self.today.year else self.quarter
        if fine in ("day", "minute"):
            return replace(self, last=value[:10], last_day=value[:10], sentence_day=value[:10], quarter=quarter)
        return replace(self, last=value, quarter=quarter)

    @property
    def tense_words(self) -> str:
        """The tense, as `how` tells it."""
        return {"none": "no tense", "near": "tense not told"}.get(self.tense, f"{self.tense} tense")

    def anchor_day(self) -> date:
        """The last full day told, or the publication day."""
        return date.fromisoformat(self.last_day) if self.last_day else self.today


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The meaning of an expression: type, value, range of days, and why; `fallback` stands where years are not known."""

    type: TimeType
    value: str | None
    earliest: str | None = None
    latest: str | None = None
    how: str
    fallback: str | None = None


Reader = Callable[[Expression, Context], Reading | None]

PARTS: Mapping[str, tuple[float, float]] = {"start": (0.0, 0.5), "mid": (0.25, 0.75), "end": (0.5, 1.0)}


def dated(value: str, how: str, *, edge: str = "", fallback: str | None = None) -> Reading:
    """A DATE with the days it covers; `edge` (`start`, `mid`, `end`) narrows them to that part, half of it wide."""
    first, last = bounds(value)
    if edge in PARTS and first and last:
        first, last = _narrowed(first, last, *PARTS[edge])
    return Reading(type="DATE", value=value, earliest=first, latest=last, how=how, fallback=fallback)


def _narrowed(first: str, last: str, begin: float, end: float) -> tuple[str, str]:
    start, length = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    return (start + timedelta(days=int(length * begin))).isoformat(), (start + timedelta(days=int(length * end))).isoformat()


def day(at: date) -> str:
    """The ISO day."""
    return at.isoformat()
