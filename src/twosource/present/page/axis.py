"""Days on an axis and in words: what the drawings of figures and of times share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from twosource.present.words import harmless

_VALUE = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:T(?:(?P<part>[A-Z]{2})|(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?))?",
    re.ASCII,
)
_WEEK = re.compile(r"(\d{4}|XXXX)-W(\d\d|XX)(?:-([1-7]|WE))?(?:T([A-Z]{2}))?", re.ASCII)
_PARTS: Mapping[str, str] = MappingProxyType(
    {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
)
# English names of our own: those of `calendar` change with the locale of the machine.
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_STAND_IN = 2000  # the year days without one are counted in: a leap year, so that each has its place
_LETTER = 6.4  # units of a drawing that a letter takes at the size of its labels, wide ones included
_LONGEST = 40  # letters of a value that is of no known form
YEAR_UNKNOWN = "year unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """A day, counted as `date.toordinal` counts, and the part of it that is over where the hour is known."""

    day: int
    part: float | None
    yearless: bool

    @property
    def at(self) -> float:
        """Where it stands on an axis of days; a day without an hour at its middle."""
        return self.day + (0.5 if self.part is None else self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a place of a drawing, centred on `x`."""

    x: float
    y: float
    text: str


@lru_cache(maxsize=4096)  # every report of a day names it again
def instant(value: str | None) -> Instant | None:
    """The day of an ISO 8601 value, with `XXXX` for an unknown year; `None` where it names no whole day.

    The hour is the one that is written: a reader compares it with the page, so zones are not converted.

    >>> instant("XXXX-09-01").yearless, instant("2025-03") is None, instant("2025-02-30") is None
    (True, True, True)
    """
    found = _VALUE.fullmatch(value or "")
    if not found or not found["day"]:
        return None
    yearless = found["year"] == "XXXX"
    try:
        day = date(_STAND_IN if yearless else int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    part = (int(found["hour"]) + int(found["minute"] or 0) / 60) / 24 if found["hour"] else None
    return Instant(day=day.toordinal(), part=None if part is None else min(part, 1.0), yearless=yearless)


def day_words(value: str) -> str:
    """A TIMEX3 or ISO 8601 value in words; one of another form as it is.

    >>> day_words("2025-03-03TNI"), day_words("XXXX-09-01"), day_words("2025-01"), day_words("XXXX-WXX-4")
    ('3 March 2025, night', '1 September, year unknown', 'January 2025', 'a Thursday, day unknown')
    >>> day_words("2025-03-04T09:30:00+01:00"), day_words("2025-W10-WE"), day_words("PAST_REF")
    ('4 March 2025, 09:30 +01:00', 'weekend of week 10 of 2025', 'PAST_REF')
    """
    return worded(value) or harmless(value[:_LONGEST])


def worded(value: str) -> str | None:
    """A value in words, or `None` where its form is not known here."""
    if week := _WEEK.fullmatch(value):
        return _week_words(*week.groups())
    found = _VALUE.fullmatch(value)
    if not found or (found["month"] and not 1 <= int(found["month"]) <= 12):
        return None
    year = "" if found["year"] == "XXXX" else found["year"]
    month = _MONTHS[int(found["month"]) - 1] if found["month"] else ""
    day = str(int(found["day"])) if found["day"] else ""
    words = " ".join(part for part in (day, month, year) if part)
    return ", ".join(part for part in (words, _hour_words(found), "" if year else YEAR_UNKNOWN) if part)


def _hour_words(found: re.Match[str]) -> str:
    if found["part"]:
        return _PARTS.get(found["part"], "")
    clock = f"{found['hour']}:{found['minute'] or '00'}" if found["hour"] else ""
    return f"{clock} {found['zone']}" if clock and found["zone"] and found["zone"] != "Z" else clock


def _week_words(year: str, week: str, day: str | None, part: str | None) -> str:
    hours = f" {_PARTS[part]}" if part and part in _PARTS else ""
    if week == "XX":
        name = "weekend" if day == "WE" else _WEEKDAYS[int(day) - 1] if day else "week"
        return f"a {name}{hours}, day unknown"
    of = f"week {int(week)}" + (f", {YEAR_UNKNOWN}" if year == "XXXX" else f" of {year}")
    if day is None:
        return of
    return f"weekend of {of}" if day == "WE" else f"{_WEEKDAYS[int(day) - 1]}{hours} of {of}"


def weekday(at: Instant) -> str:
    """The day of the week; nothing where the year is unknown.

    >>> weekday(instant("2025-03-03"))
    'Monday'
    """
    return "" if at.yearless else _WEEKDAYS[date.fromordinal(at.day).weekday()]


def short_day(day: int, *, year: bool) -> str:
    """A day as an axis names it.

    >>> short_day(date(2025, 3, 4).toordinal(), year=True)
    '4 Mar 2025'
    """
    of = date.fromordinal(day)
    return f"{of.day} {_MONTHS[of.month - 1][:3]}" + (f" {of.year}" if year else "")


def room(text: str) -> float:
    """How wide a label is drawn, rather too wide than too narrow."""
    return len(text) * _LETTER


def clamped(text: str, x: float, low: float, high: float) -> float:
    """The middle of a label that should stand at `x` and may not leave `low` to `high`."""
    half = room(text) / 2
    return rounded(max(low + half, min(x, high - half)))


def rounded(number: float) -> float:
    """A coordinate as it is printed."""
    return round(number, 1) + 0.0


def joined_yearless(instants: Iterable[Instant | None]) -> bool:
    """Whether days are to be drawn without a year: some are known, and none of them with its year."""
    known = [at for at in instants if at is not None]
    return bool(known) and all(at.yearless for at in known)


def ticks(first: int, last: int, most: int) -> Sequence[int]:
    """Days to name on an axis from `first` to `last`, at most `most`: days, weeks, firsts of months or of years.

    >>> [short_day(day, year=False) for day in ticks(date(2025, 3, 3).toordinal(), date(2025, 3, 6).toordinal(), 4)]
    ['3 Mar', '4 Mar', '5 Mar', '6 Mar']
    """
    for step in (1, 2, 7, 14):
        if (last - first) // step + 1 <= most:
            return range(first, last + 1, step)
    months = [d for d in range(first, last + 1) if date.fromordinal(d).day == 1]
    for apart in (1, 3, 6, 12, 60, 120, 1200):
        named = [d for d in months if (date.fromordinal(d).year * 12 + date.fromordinal(d).month - 1) % apart == 0]
        if len(named) <= most:
            return named or [first]
    return [first]
