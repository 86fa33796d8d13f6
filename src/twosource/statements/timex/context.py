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
    """The publication day, the sentence's tense, and the times told so far.

    `ends` is the day after `the quarter ended`; `beyond` says that figures of more than a quarter (`the nine months`) are told.
    """

    today: date
    tense: Tense = "none"
    last: str | None = None
    last_day: str | None = None
    quarter: str | None = None
    beyond: bool = False
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
        told = fine == "quarter" and not aside and not self._is_to_come(value)
        recent = value[:4] == f"{self.today.year:04}" or (self.today.month <= 3 and value == f"{self.today.year - 1:04}-Q4")
        quarter = value if told and recent else self.quarter
        seen = replace(self, quarter=quarter, beyond=self.beyond and not told)
        if fine in ("day", "minute"):
            return replace(seen, last=value[:10], last_day=value[:10], sentence_day=value[:10])
        return replace(seen, last=value)

    def _is_to_come(self, quarter: str) -> bool:
        """Whether a quarter is spoken of as still to come, so that no results can be told for it."""
        return self.tense == "future" and quarter >= f"{self.today.year:04}-Q{(self.today.month + 2) // 3}"

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
