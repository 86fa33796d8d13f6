"""How two times stand to one another: the same, one within the other, apart; also where year or day of print are not sure."""

import re
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from twosource.lexicon.calendar import MONTHS, UNKNOWN_YEAR, WEEKDAYS, is_day, relation
from twosource.model import Time

HOUR = 60  # minutes: times of day that are nearer are one time, told more or less exactly
WEEKDAY = re.compile(r"[\dX]{4}-WXX-(\d)(?:T.{0,9})?")
HALF_DAY = re.compile(r"\b(?:[ap]\.?\s?m\b|noon|midnight|o.clock)|\d[ap]m\b", re.IGNORECASE)
HOUR_OF_DAY = re.compile(r"\b\d{1,2}(?::\d\d)?\s?(?:[ap]\.?\s?m\b|o.clock)", re.IGNORECASE)
CLOCK = re.compile(r"T(\d\d):(\d\d)")
NAMED_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
MONTH = re.compile(rf"\b(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}\b", re.IGNORECASE)
# Told from the day of print, which a page often gives later than the words were written.
TODAY = frozenset({"today", "tonight", "this morning", "this afternoon", "this evening"})
TODAYS = re.compile(rf"\b(?:{'|'.join(sorted(TODAY))})$", re.IGNORECASE)  # also `10 a.m. today`
PRINTED_LATE = (
    3  # days by which a page is dated after its words; of 7 conflicts of real reports with `today` 6 were no more apart
)

Relation = Literal["same", "within", "overlap", "disjoint", "unknown"]


def is_clock(time: Time) -> bool:
    """Whether a time is told by the clock."""
    return CLOCK.search(time.value or "") is not None


def day_relation(a: Time, b: Time) -> Relation:
    """How two days, months or years stand to one another."""
    return _relation(_told(a), _told(b))


def _told(time: Time) -> "_Told":
    return _Told(time.span.text, time.value, time.earliest, time.latest)


class _Told(NamedTuple):  # what of a time it depends on: reports of one story give few days, each many times
    words: str
    value: str | None
    earliest: str | None
    latest: str | None


@lru_cache(maxsize=20_000)
def _relation(a: _Told, b: _Told) -> Relation:
    if a.words.lower() == b.words.lower() and (re.search(r"\d", a.words) or _weekday(a) == _weekday(b)):
        return "same"  # also where an article printed again takes `this morning, 16th August` for another day
    if {a.words.lower(), b.words.lower()} <= TODAY:
        return "same"  # a text printed again says `today` of another day
    if a.words.lower() == b.words.lower() and not NAMED_DAY.search(a.words):
        return "same"  # and `tomorrow`, `last week`
    if _printed_late(a, b) or _printed_late(b, a):
        return "unknown"
    found = _in_any_year(a, b)
    ours, theirs = _weekday(a), _weekday(b)
    if found == "disjoint" and (_of_weekend(a, b) or _of_weekend(b, a)):
        return "unknown"  # which weekend the day of print tells, and a page is often dated later
    if found == "disjoint" and (_one_night(a, b) or _one_night(b, a)):
        return "overlap"
    if found in ("disjoint", "unknown") and ours and theirs:
        if ours != theirs:
            return "disjoint"
        # A weekday alone is the last one or the next one; which, the article's own date decides, and that may be a day off.
        return "same" if found == "unknown" or _only_weekday(a) or _only_weekday(b) else "disjoint"
    return found


def _in_any_year(a: _Told, b: _Told) -> Relation:
    """How two ranges of days stand; without their years where either is told without one: a later report means its own year."""
    ours, theirs = (a.earliest, a.latest), (b.earliest, b.latest)
    if _yearless(a) or _yearless(b):
        ours, theirs = ((_bare(one), _bare(other)) for one, other in (ours, theirs))
    found: Relation = relation(ours, theirs)
    return "disjoint" if found == "same" and _other_weekdays(a, b) else found


def _other_weekdays(a: _Told, b: _Told) -> bool:
    """Whether two days are of two days of the week, of which either is named: `Friday, Dec. 15`, `Tuesday`."""
    named = NAMED_DAY.search(a.words) or NAMED_DAY.search(b.words)
    ours, theirs = _weekday(a), _weekday(b)
    return bool(named and ours and theirs) and ours != theirs


def _yearless(time: _Told) -> bool:
    """Whether a day or month is told by its name, and no year with it."""
    return MONTH.search(time.words) is not None and not re.search(r"\d{4}", time.words)


def _bare(day: str | None) -> str | None:
    return UNKNOWN_YEAR + day[len(UNKNOWN_YEAR) :] if day else day


def _printed_late(a: _Told, b: _Told) -> bool:
    """Whether `a` is told from the day of print (`this morning`) and `b` a day shortly before, which it may be too."""
    days = [t.earliest if t.earliest == t.latest and is_day(t.earliest) else None for t in (a, b)]
    if not TODAYS.search(a.words) or None in days or UNKNOWN_YEAR in "".join(day or "" for day in days):
        return False
    later, earlier = (date.fromisoformat(day or "") for day in days)
    return 0 < (later - earlier).days <= PRINTED_LATE


def _one_night(a: _Told, b: _Told) -> bool:
    """Whether `a` is the night or late part of a day and `b` the early part of the next: one night, as reports tell it."""
    late = any(part in (a.value or "") for part in ("TNI", "TEV")) or a.words.lower().startswith("late ")
    early = "TMO" in (b.value or "") or "T0" in (b.value or "") or b.words.lower().startswith("early ")
    ours, theirs = _weekday(a), _weekday(b)
    return bool(late and early and ours and theirs and (theirs - ours) % 7 == 1)


def _of_weekend(a: _Told, b: _Told) -> bool:
    """Whether `a` is a weekend and `b` a day that may be of it: Friday night to Sunday."""
    return "weekend" in a.words.lower() and _weekday(b) in (5, 6, 7)


def _weekday(time: _Told) -> int | None:
    """The weekday of a time, 1 for Monday: as it is named, or of its one full day."""
    if bare := WEEKDAY.fullmatch(time.value or ""):
        return int(bare.group(1))
    if named := NAMED_DAY.search(time.words):
        return WEEKDAYS.index(named.group().capitalize()) + 1
    day = time.earliest if time.earliest == time.latest and is_day(time.earliest) else None
    return date.fromisoformat(day).isoweekday() if day and UNKNOWN_YEAR not in day else None


def _only_weekday(time: _Told) -> bool:
    """Whether a day is told by its name in the week alone, with a time of day or without."""
    return NAMED_DAY.search(time.words) is not None and not re.search(r"\d", HOUR_OF_DAY.sub("", time.words))


def clock_relation(a: Time, b: Time) -> Relation:
    """Whether two times of day are one: within the hour, as reports round."""
    ours, theirs = _minutes(a), _minutes(b)
    apart = abs(ours - theirs)
    if not (HALF_DAY.search(a.span.text) and HALF_DAY.search(b.span.text)):
        apart %= 12 * HOUR  # `about 11:30` may be either
        return "same" if min(apart, 12 * HOUR - apart) <= HOUR else "disjoint"
    return "same" if min(apart, 24 * HOUR - apart) <= HOUR else "disjoint"


def _minutes(time: Time) -> int:
    found = CLOCK.search(time.value or "")
    return int(found.group(1)) * HOUR + int(found.group(2)) if found else 0


def one_hour(a: Time, b: Time) -> bool:
    """Whether two days are told with one time of day: `2 a.m. Saturday`, `about 2 a.m. on Monday`."""
    told = CLOCK.search(a.value or "") and CLOCK.search(b.value or "")
    return bool(told) and _day_of(a) != _day_of(b) and clock_relation(a, b) == "same"


def _day_of(time: Time) -> str:
    return (time.value or "").partition("T")[0]


def other_year(a: Time, b: Time) -> bool:
    """Whether one is a whole year and the other a day that is told without its year."""
    years = [len(t.value or "") == len("2016") for t in (a, b)]
    told = [re.search(r"\d{4}", t.span.text) is not None for t in (a, b)]
    return years[0] != years[1] and not (told[1] if years[0] else told[0])
