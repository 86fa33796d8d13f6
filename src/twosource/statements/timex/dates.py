"""Readers of dates named by the calendar: days, months, years, seasons, weekdays, holidays, quarters with their year."""

from datetime import date, timedelta

from twosource.lexicon.calendar import MONTHS, WEEKDAYS, add_months, bounds, easter, is_day, last_day, nth_weekday, week_of
from twosource.statements.timex.context import Context, Reading, dated
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.numbers import amount

_BACK = frozenset("lbq")
_ON = frozenset("xcf")
# Behind these a day or a month lies before the publication, whatever the tense: `since June`, `the year ended Jan. 31`.
PAST_OPENERS = frozenset({"since", "ended"})
# Digits that may mean two days mean the one that a report would still give as news.
_NEAR_DAYS = 25


def digits(e: Expression, c: Context) -> Reading | None:
    """`2016-09-01`; `9/1/2016` may be of September or of January: the one near publication, or only the year."""
    days = e.value("day")
    if not isinstance(days, tuple) or not days:
        return None
    near = [day for day in days if abs((date.fromisoformat(day) - c.today).days) <= _NEAR_DAYS]
    if len(days) == 1 or len(near) == 1:
        return dated((near or days)[0], "the day in digits")
    first, last = min(days), max(days)
    how = "a day in digits, day and month in an order that is not known"
    return Reading(type="DATE", value=first[:4], earliest=first, latest=last, how=how)


def month_day(e: Expression, c: Context) -> Reading | None:
    """`Sept. 1`, with or without its year; without one, the year that fits the tense, else the nearest."""
    month, day, year = e.number("month"), e.number("day"), e.number("year")
    if month is None or day is None or not 1 <= day <= last_day("XXXX", month):
        return None
    if year is not None:
        value = f"{year:04}-{month:02}-{day:02}"
        return dated(value, "the day as written") if is_day(value) else None
    found, why = _nearest_day(month, day, e.number("weekday"), c)
    if found is None:
        return None
    if e.groups.get("week"):
        return dated(week_of(found), f"the week of the day as written; the year {why}")
    return dated(found.isoformat(), f"the day as written; the year {why}", fallback=f"XXXX-{month:02}-{day:02}")


def day_to(e: Expression, c: Context) -> Reading | None:
    """The `30` of `August 28 to 30`: of the month just told."""
    number, told = e.number("day"), c.sentence_day
    if number is None or told is None or number <= int(told[8:10]):
        return None
    value, how = f"{told[:8]}{number:02}", "the day as written, of the month told before it"
    return dated(value, how, fallback=f"XXXX{value[4:]}") if is_day(value) else None


def _nearest_day(month: int, day: int, weekday: int | None, c: Context) -> tuple[date | None, str]:
    days = [date(y, month, day) for y in range(c.today.year - 6, c.today.year + 7) if is_day(f"{y:04}-{month:02}-{day:02}")]
    if weekday is not None and any(d.isoweekday() == weekday for d in days):
        days, why = [d for d in days if d.isoweekday() == weekday], "nearest to publication with that weekday"
    elif _looks_back(c):
        return max((d for d in days if d <= c.today), default=None), f"the last one before publication, after '{c.preceding}'"
    elif c.tense == "future":
        # A month back still wins over eleven on: "would have ended on Aug. 2" in a report of the 20th.
        return min(days, key=lambda d: _cost(d, c, past=3, future=1)), "nearest to publication, future tense"
    else:
        return min(days, key=lambda d: _cost(d, c, past=1, future=2)), "nearest to publication, past preferred"
    return min(days, key=lambda d: abs((d - c.today).days)), why


def _looks_back(c: Context) -> bool:
    """`since June`, `the year ended Jan. 31`; in the past tense also `between January 1 and` now."""
    return c.preceding in PAST_OPENERS or (c.preceding == "between" and c.tense == "past")


def _cost(at: date, c: Context, *, past: int, future: int) -> int:
    distance = (at - c.today).days
    return -distance * past if distance <= 0 else distance * future


def month_year(e: Expression, c: Context) -> Reading | None:
    """`July 2014`, `late August of 1990`, `July last year`."""
    month, year = e.number("month"), e.number("year")
    if e.groups.get("of"):
        year = c.today.year + _step(e.kinds("of"))
    if month is None or year is None:
        return None
    year = _full_year(year) if e.kinds("year") == "y" else year
    return dated(f"{year:04}-{month:02}", "the month as written", edge=edge(e))


def _full_year(two: int) -> int:
    return 2000 + two if two < 50 else 1900 + two


def _step(kinds: str) -> int:
    return -1 if set(kinds) & _BACK else 1 if set(kinds) & _ON else 0


def edge(e: Expression) -> str:
    """`start`, `mid` or `end` where the expression names that part of a time."""
    return next((w.value for w in e.groups.get("mod", ()) if w.kind in "Es"), "")


def month(e: Expression, c: Context) -> Reading | None:
    """`July`, `last November`, `this September`: the nearest that fits `last`, `next` or the tense."""
    number = e.number("month")
    if number is None:
        return None
    name, rel = MONTHS[number - 1], e.kinds("rel")
    back = (c.today.month - number) % 12
    if set(rel) & _BACK:
        at, why = add_months(c.today, -(back or 12)), f"the last {name} before publication"
    elif set(rel) & _ON:
        at, why = add_months(c.today, (number - c.today.month) % 12 or 12), f"the next {name} after publication"
    elif "h" in rel:
        at, why = date(c.today.year, number, 1), f"{name} of the year of publication"
    elif _looks_back(c):
        at, why = add_months(c.today, -back), f"the last {name} begun by publication, after '{c.preceding}'"
    elif c.tense == "future" and (number - c.today.month) % 12 <= 9:
        at, why = add_months(c.today, (number - c.today.month) % 12), f"{name}, future tense: the next one"
    elif back <= {"past": 10, "present": 9}.get(c.tense, 8):
        # Of a month that comes next, news a year back says "last": swept 8 to 11 on tempeval and read on planted.
        at, why = add_months(c.today, -back), f"{name}, {c.tense_words}: the last one"
    else:
        at, why = add_months(c.today, 12 - back), f"{name}, {c.tense_words}: the nearest one, still to come"
    value = f"{at.year:04}-{number:02}"
    return dated(value, why, edge=edge(e), fallback=f"XXXX-{number:02}")


def year(e: Expression, c: Context) -> Reading | None:
    """`1990`, `the end of 1990`, `fiscal 1990`."""
    number = e.number("year")
    if number is None:
        return None
    if e.groups.get("fiscal"):
        # A financial year may begin up to nine months before the calendar year of its name, or end three months after it.
        return Reading(
            type="DATE", value=f"{number:04}", earliest=f"{number - 1:04}-04-01", latest=f"{number + 1:04}-03-31",
            how="the financial year of that name",
        )  # fmt: skip
    return dated(f"{number:04}", "the year as written", edge=edge(e))


def half_year(e: Expression, c: Context) -> Reading | None:
    """`the first half of 1989`, `the first half of the year`."""
    number = 2 if e.kinds("half") == "l" else e.number("half")
    at = e.number("year") or c.today.year + _step(e.kinds("rel"))
    return dated(f"{at:04}-H{number}", "the half of the year") if number in (1, 2) else None


def decade(e: Expression, c: Context) -> Reading | None:
    """`the early 1990s`, `the '80s`: of the hundred years before publication where only two digits are told."""
    number = e.number("decade")
    if number is None:
        return None
    if number < 10:
        number += c.today.year // 100 * 10
        number -= 10 if number * 10 > c.today.year else 0
    return dated(f"{number:03}", "the decade as written", edge=edge(e))


def century(e: Expression, c: Context) -> Reading | None:
    """`the 19th century` is `18` of TIMEX3: the years 1800 to 1899."""
    number = e.number("ord")
    return dated(f"{number - 1:02}", "the century as written", edge=edge(e)) if number and 2 <= number <= 22 else None


_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


def season(e: Expression, c: Context) -> Reading | None:
    """`last summer`, `this fall`, `the summer of 1990`, `the summer`."""
    code, rel, number = e.code("season"), e.kinds("rel"), e.number("year")
    if number is not None:
        return dated(f"{number:04}-{code}", "the season as written", edge=edge(e))
    name = _SEASON_NAMES[code]
    begun = c.today.month >= _SEASON_MONTHS[code]
    ended = c.today.month >= _SEASON_MONTHS[code] + 3
    if set(rel) & _BACK:
        at, why = c.today.year - (0 if ended or ("q" in rel and begun) else 1), f"the last {name} before publication"
    elif set(rel) & _ON:
        at, why = c.today.year + (1 if begun else 0), f"the next {name} after publication"
    elif rel or c.tense == "future":
        at, why = c.today.year + (1 if ended and not rel else 0), f"the {name} of the year of publication"
    else:
        at, why = c.today.year - (0 if begun else 1), f"the last {name} that had begun at publication"
    return dated(f"{at:04}-{code}", why, edge=edge(e), fallback=f"XXXX-{code}")


def weekday(e: Expression, c: Context) -> Reading | None:
    """`Tuesday`, `last Tuesday`, `next Friday`, `Wednesday night`: against the publication day and the tense."""
    number = e.number("weekday")
    if number is None:
        return None
    at, why = weekday_at(number, e.kinds("rel"), c)
    value = at.isoformat()
    part = e.code("part") or _hours(e)
    if part:
        return timed(value, part, f"{why}, in that part of the day", fallback=f"XXXX-WXX-{number}T{part}")
    return dated(value, why, fallback=f"XXXX-WXX-{number}")


def _hours(e: Expression) -> str:
    """The part of the day that `the early hours of Tuesday` names."""
    told = any(word.kind == "U" for word in e.groups.get("mod", ()))
    return {"start": "MO", "end": "NI"}.get(edge(e), "") if told else ""


def weekday_away(e: Expression, c: Context) -> Reading | None:
    """`two Sundays ago`."""
    weekday, number = e.number("weekday"), amount(e.groups["num"])
    if weekday is None or not isinstance(number, int) or not 1 <= number <= 52:
        return None
    at = c.today - timedelta(days=(c.today.isoweekday() - weekday) % 7 or 7) - timedelta(days=7 * (number - 1))
    return dated(at.isoformat(), f"{number} such weekdays before the publication day", fallback=f"XXXX-WXX-{weekday}")


def weekday_at(number: int, rel: str, c: Context) -> tuple[date, str]:
    """The day a weekday stands for, and why."""
    name = WEEKDAYS[number - 1]
    if set(rel) & frozenset("bf") or "k" in rel:
        return _told_weekday(number, "f" in rel, c.anchor_day())
    back = (c.today.isoweekday() - number) % 7
    ahead = (number - c.today.isoweekday()) % 7
    if set(rel) & _BACK:
        return c.today - timedelta(days=back or 7), f"the last {name} before the publication day"
    if set(rel) & _ON:
        return c.today + timedelta(days=ahead or 7), f"the next {name} after the publication day"
    if "h" in rel:
        return c.today + timedelta(days=number - c.today.isoweekday()), f"{name} of the week of publication"
    if (c.tense == "future" and not _looks_back(c)) or (c.tense == "near" and ahead * 2 < back):
        return c.today + timedelta(days=ahead), f"weekday on or after the publication day, {c.tense_words} ({name})"
    return c.today - timedelta(days=back), f"weekday on or before the publication day, {c.tense_words} ({name})"


def _told_weekday(number: int, forward: bool, anchor: date) -> tuple[date, str]:
    days = (number - anchor.isoweekday()) % 7 or 7 if forward else -((anchor.isoweekday() - number) % 7 or 7)
    return anchor + timedelta(days=days), f"the {WEEKDAYS[number - 1]} {'after' if forward else 'before'} the day told before"


def timed(value: str, part: str, how: str, *, fallback: str | None = None) -> Reading:
    """A TIME: a day with a part of it (`NI`) or a clock time (`10:30`)."""
    first, last = bounds(value)
    return Reading(type="TIME", value=f"{value}T{part}", earliest=first, latest=last, how=how, fallback=fallback)


def weekday_week(e: Expression, c: Context) -> Reading | None:
    """`Tuesday of last week`."""
    number = e.number("weekday")
    if number is None:
        return None
    monday = c.today - timedelta(days=c.today.isoweekday() - 1) + timedelta(days=7 * _step(e.kinds("of")))
    at = monday + timedelta(days=number - 1)
    return dated(at.isoformat(), f"{WEEKDAYS[number - 1]} of that week", fallback=f"XXXX-WXX-{number}")


def named_day(e: Expression, c: Context) -> Reading | None:
    """`today`, `late yesterday`, `tomorrow morning`."""
    step, part = e.number("day"), e.code("part")
    if step is None:
        return None
    at = (c.today + timedelta(days=step)).isoformat()
    word = e.groups["day"][-1].text.lower()
    why = f"{word}, against the publication day"
    if word == "tonight":
        return timed(at, "NI", why)
    return timed(at, part, why) if part else dated(at, why)


def holiday(e: Expression, c: Context) -> Reading | None:
    """`Christmas Eve`, `Thanksgiving 1999`: the nearest to publication that fits the tense."""
    value = e.value("holiday")
    if not isinstance(value, tuple):
        return None
    table, entry = value
    if table == "known_days":
        return dated(entry, "the day known by that name")
    number = e.number("year")
    if number is not None:
        return dated(_holiday(table, entry, number).isoformat(), "the holiday of that year")
    days = [_holiday(table, entry, y) for y in range(c.today.year - 1, c.today.year + 2)]
    ahead = c.tense == "future" or e.kinds("rel") == "x"
    allowed = [d for d in days if (d >= c.today if ahead else d < c.today if e.kinds("rel") == "l" else True)]
    at = min(allowed, key=lambda d: abs((d - c.today).days))
    return dated(at.isoformat(), "the holiday nearest to publication", fallback=None)


def _holiday(table: str, entry: object, number: int) -> date:
    if table == "easter_holidays" and isinstance(entry, int):
        return easter(number) + timedelta(days=entry)
    if not isinstance(entry, list):
        raise TypeError(f"holiday entry {entry!r} of {table}: a list of numbers is wanted")
    if table == "fixed_holidays":
        return date(number, entry[0], entry[1])
    if entry[2] == 0:  # election day: the Tuesday after the first Monday
        return nth_weekday(number, entry[0], 1, 1) + timedelta(days=1)
    return nth_weekday(number, *entry)


def spelled_year(e: Expression, c: Context) -> Reading | None:
    """`the year two thousand`."""
    return dated(f"{int(amount(e.groups['year']) or 0):04}", "the year in words")
