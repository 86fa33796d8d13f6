"""Arithmetic on calendar values whose year may be unknown: `2016-08`, `XXXX-09-01`, `1989-Q3`, `2016-W35-WE`.

Values follow TimeML TIMEX3 (ISO 8601 with seasons `SP SU FA WI`, quarters, halves, weekends `-WE`, decades of three and centuries
of two digits). A range of days is a pair of ISO days; `XXXX` stands for a year that nothing gives, `None` for an open end.
"""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

Range = tuple[str | None, str | None]
Relation = Literal["same", "within", "overlap", "disjoint", "unknown"]
ValuePrecision = Literal[
    "minute", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century", "none"
]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN_YEAR = "XXXX"

# Widest of the two usual definitions (by month, by solstice), so that a range never leaves a day out.
_SEASONS: Mapping[str, tuple[str, str]] = {"SP": ("03-01", "06-21"), "SU": ("06-01", "09-22"), "FA": ("09-01", "12-21")}
_LEAP = 2000

_SHAPES: tuple[tuple[ValuePrecision, re.Pattern[str]], ...] = (
    ("minute", re.compile(r"(?P<year>\d{4}|X{4})-(?P<month>\d\d)-(?P<day>\d\d)T\d\d(?::\d\d){0,2}(?:Z|[+-]\d\d:\d\d)?")),
    ("day", re.compile(r"(?P<year>\d{4}|X{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[A-Z]{2})?")),
    ("weekend", re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)-WE")),
    ("week", re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)")),
    ("month", re.compile(r"(?P<year>\d{4}|X{4})-(?P<month>\d\d)")),
    ("season", re.compile(r"(?P<year>\d{4}|X{4})-(?P<season>SP|SU|FA|WI)")),
    ("quarter", re.compile(r"(?P<year>\d{4}|X{4})-Q(?P<quarter>[1-4])")),
    ("half", re.compile(r"(?P<year>\d{4}|X{4})-H(?P<half>[12])")),
    ("year", re.compile(r"(?P<year>\d{4}|X{4})")),
    ("decade", re.compile(r"(?P<decade>\d{3})")),
    ("century", re.compile(r"(?P<century>\d{2})")),
)


def precision(value: str | None) -> ValuePrecision:
    """How fine a value is.

    >>> precision("2016-08"), precision("XXXX-09-01"), precision("199"), precision("PRESENT_REF")
    ('month', 'day', 'decade', 'none')
    """
    return next((name for name, shape in _SHAPES if shape.fullmatch(value or "")), "none")


def bounds(value: str | None) -> Range:
    """The first and the last day that a value covers; `(None, None)` where it names no place in the calendar.

    >>> bounds("2016-02"), bounds("XXXX-02"), bounds("1989-Q3")
    (('2016-02-01', '2016-02-29'), ('XXXX-02-01', 'XXXX-02-29'), ('1989-07-01', '1989-09-30'))
    >>> bounds("2016-W35-WE"), bounds("198")
    (('2016-09-03', '2016-09-04'), ('1980-01-01', '1989-12-31'))
    """
    for name, shape in _SHAPES:
        found = shape.fullmatch(value or "")
        if found:
            return _bounds(name, found)
    return None, None


def _bounds(name: ValuePrecision, found: re.Match[str]) -> Range:
    parts = found.groupdict()
    if name in ("decade", "century"):
        start, width = parts[name], 4 - len(parts[name])
        return f"{start}{'0' * width}-01-01", f"{start}{'9' * width}-12-31"
    year = parts["year"]
    if name in ("week", "weekend"):
        return _week_bounds(int(year), int(parts["week"]), name == "weekend")
    if name == "season":
        return _season_bounds(year, parts["season"])
    if name in ("day", "minute"):
        day = f"{year}-{parts['month']}-{parts['day']}"
        return (day, day) if is_day(day) else (None, None)
    first, last = _months(name, parts)
    return (f"{year}-{first:02}-01", f"{year}-{last:02}-{last_day(year, last):02}") if 1 <= first <= 12 else (None, None)


def _months(name: ValuePrecision, parts: Mapping[str, str]) -> tuple[int, int]:
    if name == "year":
        return 1, 12
    length = {"month": 1, "quarter": 3, "half": 6}[name]
    number = int(parts[name])
    return (number - 1) * length + 1, number * length


def _week_bounds(year: int, week: int, weekend: bool) -> Range:
    try:
        monday = date.fromisocalendar(year, week, 1)
        return (monday + timedelta(days=5 if weekend else 0)).isoformat(), (monday + timedelta(days=6)).isoformat()
    except (ValueError, OverflowError):
        return None, None


def _season_bounds(year: str, season: str) -> Range:
    if season in _SEASONS:
        first, last = _SEASONS[season]
        return f"{year}-{first}", f"{year}-{last}"
    if year == UNKNOWN_YEAR:
        return "XXXX-12-01", "XXXX-03-20"
    # "the winter of 1994" is the one that year opens with, or the one it closes with.
    return f"{int(year) - 1:04}-12-01", f"{int(year) + 1:04}-03-20"


def last_day(year: str | int, month: int) -> int:
    """The last day's number of a month (February of an unknown year has 29)."""
    number = _LEAP if year == UNKNOWN_YEAR else int(year)
    return calendar.monthrange(number if 1 <= number <= 9999 else _LEAP, month)[1]


def is_day(day: str | None) -> bool:
    """Whether this is a day of the calendar, its year possibly `XXXX`.

    >>> is_day("XXXX-02-29"), is_day("2015-02-29"), is_day("2015-02")
    (True, False, False)
    """
    return _ordinal(day) is not None


def _ordinal(day: str | None) -> int | None:
    """Days since the year 0 (with a year), or place in a leap year (without one)."""
    found = re.fullmatch(r"(\d{4}|X{4})-(\d\d)-(\d\d)", day or "")
    if found is None:
        return None
    year = _LEAP if found.group(1) == UNKNOWN_YEAR else int(found.group(1))
    try:
        full = date(year, int(found.group(2)), int(found.group(3)))
    except ValueError:
        return None
    return full.timetuple().tm_yday - 1 if found.group(1) == UNKNOWN_YEAR else full.toordinal()


def without_year(day: str) -> str:
    """The day with its year unknown: `2016-09-01` gives `XXXX-09-01`."""
    return UNKNOWN_YEAR + day[4:]


def same_day(first: str | None, second: str | None) -> bool:
    """Whether two days are the same, compared without a year where one has none; unknown days never are.

    >>> same_day("2016-09-01", "XXXX-09-01"), same_day("2016-09-01", "2015-09-01"), same_day(None, None)
    (True, False, False)
    """
    if not is_day(first) or not is_day(second) or first is None or second is None:
        return False
    return first == second if UNKNOWN_YEAR not in first + second else first[4:] == second[4:]


def relation(a: Range, b: Range) -> Relation:
    """How two ranges of days stand: the same, one within the other, overlapping, apart, or not known.

    Where one side has no year the two are compared as places in a year, which goes round: late December to early January
    is one range. An open end is as far away as can be; a range without any day says nothing.

    >>> relation(("XXXX-07-01", "XXXX-07-31"), ("XXXX-08-01", "XXXX-08-31"))
    'disjoint'
    >>> relation(("2016-07-05", "2016-07-05"), ("XXXX-07-01", "XXXX-07-31"))
    'within'
    """
    if any(UNKNOWN_YEAR in (day or "") for day in (*a, *b)):
        return _round_relation(a, b)
    if a == (None, None) or b == (None, None) or not (_is_range(a) and _is_range(b)):
        return "unknown"
    return _line_relation(_line(a), _line(b))


def _is_range(pair: Range) -> bool:
    return all(day is None or is_day(day) for day in pair) and _line(pair)[0] <= _line(pair)[1]


def _line(pair: Range) -> tuple[float, float]:
    first, last = _ordinal(pair[0]), _ordinal(pair[1])
    return float("-inf") if first is None else first, float("inf") if last is None else last


def _line_relation(a: tuple[float, float], b: tuple[float, float]) -> Relation:
    if a == b:
        return "same"
    if a[1] < b[0] or b[1] < a[0]:
        return "disjoint"
    inside = (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
    return "within" if inside else "overlap"


def _round_relation(a: Range, b: Range) -> Relation:
    first, second = _arc(a), _arc(b)
    if first is None or second is None:
        return "unknown"
    if first == second:
        return "same"
    if _starts_in(first, second) + second[1] <= first[1] or _starts_in(second, first) + first[1] <= second[1]:
        return "within"
    return "overlap" if _starts_in(first, second) < first[1] or _starts_in(second, first) < second[1] else "disjoint"


def _arc(pair: Range) -> tuple[int, int] | None:
    """Start and length, in days, of a range on the circle of a leap year; `None` where an end is open or no day."""
    first, last = pair
    if first is None or last is None or not (is_day(first) and is_day(last)):
        return None
    if UNKNOWN_YEAR not in first + last and (_line(pair)[1] - _line(pair)[0]) >= 365:
        return 0, 366
    start, end = _ordinal(without_year(first)) or 0, _ordinal(without_year(last)) or 0
    return start, (end - start) % 366 + 1


def _starts_in(outer: tuple[int, int], inner: tuple[int, int]) -> int:
    return (inner[0] - outer[0]) % 366


def add_months(day: date, months: int) -> date:
    """The day so many months on (or back), cut to the month's length. Raises `ValueError` outside the years 1 to 9999.

    >>> add_months(date(2016, 3, 31), -1)
    datetime.date(2016, 2, 29)
    """
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def week_of(day: date) -> str:
    """The ISO week of a day: `2016-W35`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` (1 first, -1 last) Monday (1) to Sunday (7) of a month.

    >>> nth_weekday(1999, 11, 4, 4)
    datetime.date(1999, 11, 25)
    """
    if nth < 0:
        last = date(year, month, last_day(year, month))
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2016)
    datetime.date(2016, 3, 27)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
