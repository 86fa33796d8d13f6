"""Readers of times told against another: `last week`, `two days earlier`, `the end of the year`, `last night`."""

from dataclasses import replace
from datetime import date, timedelta

from twosource.lexicon.calendar import add_months, bounds, precision, week_of
from twosource.statements.timex.context import Context, Reading, dated
from twosource.statements.timex.dates import PAST_OPENERS, edge, timed
from twosource.statements.timex.edges import CLOSERS
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.numbers import amount, is_vague, period

_BACK = frozenset("lbq")
_ON = frozenset("xcf")
_NAMES = {
    "D": "day", "W": "week", "2W": "fortnight", "M": "month", "Q": "quarter", "Y": "year", "10Y": "decade", "100Y": "century",
    "1000Y": "millennium", "E": "weekend", "TH": "hour", "TM": "minute", "TS": "second", "3M": "three months", "6M": "six months",
}  # fmt: skip


def unit(e: Expression, c: Context) -> Reading | None:
    """`last week`, `earlier this month`, `the following day`, `that year`, `the end of next year`."""
    code, rel = e.code("unit"), e.kinds("rel")
    told = set(rel) & frozenset("bfkK") or (rel == "x" and code == "D")
    if rel == "L" and code != "Y":
        return None
    if rel == "q" and e.kinds("mod") == "" and code in ("10Y", "W", "M", "Y", "D", "100Y"):
        return _past_unit(code, c)
    step = -1 if set(rel) & frozenset("lbqL") else 1 if set(rel) & _ON else 0
    anchor = _anchor(c, code) if told else c.today
    value = shifted(anchor, step, code) if anchor else None
    if value is None:
        return None
    against = "the time told before" if told else "the publication day"
    words = f"{'the ' + _NAMES.get(code, code)} {'before' if step < 0 else 'after' if step > 0 else 'of'} {against}"
    return _cut(dated(value, words, edge=edge(e)), e, c)


def _past_unit(code: str, c: Context) -> Reading:
    begin = moved(c.today, -1, code)
    return Reading(
        type="DURATION", value=f"P{code if code[0].isdigit() else '1' + code}", earliest=begin.isoformat() if begin else None,
        latest=c.today.isoformat(), how="the time that ends on the publication day",
    )  # fmt: skip


def _cut(reading: Reading, e: Expression, c: Context) -> Reading:
    """`earlier this month` ends on the publication day, `later this year` begins there."""
    way, today = e.kinds("mod")[:1], c.today.isoformat()
    first, last = reading.earliest, reading.latest
    if way not in ("e", "j") or first is None or last is None or not first <= today <= last:
        return reading
    first, last = (first, today) if way == "e" else (today, last)
    return replace(reading, earliest=first, latest=last, how=f"{reading.how}, {'until' if way == 'e' else 'from'} then")


_COARSE = frozenset({"month", "quarter", "year"})


def _anchor(c: Context, code: str) -> date | None:
    """The time told before; `None` for days and weeks where that is a month or year of which no day was told."""
    first, last = bounds(c.last)
    if first is None or last is None:
        return c.today
    if code not in ("D", "W") or precision(c.last) not in _COARSE:
        return date.fromisoformat(first)
    inside = c.last_day is not None and first <= c.last_day <= last
    return date.fromisoformat(c.last_day) if c.last_day is not None and inside else None


def shifted(anchor: date, step: int, code: str) -> str | None:
    """The value of the unit that lies `step` units after the one of the anchor.

    >>> shifted(date(2016, 1, 15), -1, "M"), shifted(date(2016, 9, 1), -1, "E"), shifted(date(2016, 9, 1), 1, "Q")
    ('2015-12', '2016-W34-WE', '2016-Q4')
    """
    at = moved(anchor, step, code)
    if at is None:
        return None
    if code == "E":
        return week_of(at) + "-WE"
    if code in ("W", "2W"):
        return week_of(at)
    if code in ("M", "3M", "6M"):
        return f"{at.year:04}-{at.month:02}"
    if code == "Q":
        return f"{at.year:04}-Q{(at.month + 2) // 3}"
    widths = {"Y": 4, "10Y": 3, "100Y": 2}
    return f"{at.year:04}"[: widths[code]] if code in widths else at.isoformat() if code == "D" else None


def moved(anchor: date, step: int | float, code: str) -> date | None:
    """The anchor, `step` units on; `None` outside the calendar or for units shorter than a day."""
    days = {"D": 1, "W": 7, "2W": 14, "E": 7, "TH": 1 / 24, "TM": 0, "TS": 0}
    months = {"M": 1, "Q": 3, "3M": 3, "6M": 6, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}
    try:
        if code in days:
            return anchor + timedelta(days=int(step * days[code]))
        return add_months(anchor, int(step * months[code])) if code in months else None
    except (ValueError, OverflowError):
        return None


def the_unit(e: Expression, c: Context) -> Reading | None:
    """`the end of the year`, `the weekend`, `the full year`."""
    if e.groups.get("weekend"):
        return weekend(e, c)
    code = e.code("unit") or e.code("unit3")
    if code == "E":
        return weekend(e, c)
    value = shifted(c.today, 0, code) if code in ("W", "M", "Q", "Y", "10Y", "100Y") else None
    return dated(value, f"the {_NAMES[code]} of publication", edge=edge(e)) if value else None


def weekend(e: Expression, c: Context) -> Reading:
    """`the weekend`: the last one begun by the publication day, or the coming one in the future tense."""
    ahead = c.tense == "future" or c.today.isoweekday() >= 6
    value = week_of(c.today if ahead else c.today - timedelta(days=7)) + "-WE"
    return dated(value, "the weekend on or after publication" if ahead else "the last weekend before publication", edge=edge(e))


def the_year(e: Expression, c: Context) -> Reading | None:
    """`the year ended June 30` is a length of time; `for the year`, `the week's` the one of publication."""
    if c.following in ("ended", "ending"):
        return Reading(type="DURATION", value=period(1, e.code("unit")), how="the time that ends as the words after it tell")
    value = shifted(c.today, 0, e.code("unit"))
    return dated(value, f"the {_NAMES[e.code('unit')]} of publication") if value else None


def year_end(e: Expression, c: Context) -> Reading | None:
    """`year-end`."""
    if e.code("unit") != "Y":
        return None
    gone = c.preceding in PAST_OPENERS
    how = f"the end of the year {'before' if gone else 'of'} publication"
    return dated(f"{c.today.year - gone:04}", how, edge="end")


def away(e: Expression, c: Context) -> Reading | None:
    """`two years ago` against publication; `a month earlier`, `two days later` against the time told before."""
    code, way, number = e.code("unit"), e.kinds("way"), amount(e.groups.get("num", ()))
    named = e.groups.get("num", ())
    if (not named or is_vague(named)) and way not in "g4":
        return Reading(type="DURATION", value=period(None, code), how="so long before or after another time, the number not told")
    if not named or is_vague(named):
        return Reading(type="DATE", value="FUTURE_REF" if way in "j4>" else "PAST_REF", how="a number of units that is not told")
    if number is None:
        return None
    if way in "<>" and (c.following in ("before", "after") or _binds(c)):
        how = f"so long {'before' if way == '<' else 'after'} another event"
        return Reading(type="DURATION", value=period(number, code), how=how)
    step = number if way in "j4>" else -number
    if way in "g4":
        return _moved(c.today, step, code, c, "the publication day")
    if c.last is None and way in "j>":
        return Reading(type="DURATION", value=period(number, code), how="so long after another time, which is not told")
    if c.last is None and way in "e<":
        return _moved(c.today, step, code, c, "the publication day, no other time being told")
    return _moved(_anchor(c, code), step, code, c, "the time told before")


def _binds(c: Context) -> bool:
    """Whether words go on after `a day after`, naming the event it counts from."""
    return c.following not in CLOSERS


def _moved(anchor: date | None, step: int | float, code: str, c: Context, against: str) -> Reading | None:
    how = f"{abs(step):g} {_NAMES.get(code, code)}{'s' if abs(step) != 1 else ''} {'after' if step > 0 else 'before'} {against}"
    if code == "Y" and abs(step) == 1 and c.quarter and precision(c.last) == "quarter":
        if c.beyond:
            return dated(f"{c.today.year + int(step):04}", how)
        return dated(f"{int(c.quarter[:4]) + int(step):04}{c.quarter[4:]}", f"{how}, of the quarter told before")
    if code.startswith("T"):
        return Reading(type="TIME", value=None, how=how)
    at = moved(anchor, step, code) if anchor else None
    return _dated(shifted(at, 0, code) if at else None, how)


def _dated(value: str | None, how: str) -> Reading | None:
    return dated(value, how) if value else None


def day_away(e: Expression, c: Context) -> Reading | None:
    """`the day after`, `the week before`: against the time told before where no event is named."""
    code, way = e.code("unit"), e.kinds("way")
    if _binds(c):
        return None
    anchor = _anchor(c, code)
    value = shifted(anchor, 1 if way == ">" else -1, code) if anchor else None
    return dated(value, f"the {_NAMES[code]} {'after' if way == '>' else 'before'} the time told before") if value else None


def _overnight(c: Context) -> Reading:
    """The night into the day told in the sentence, else into the publication day."""
    day = c.sentence_day or c.today.isoformat()
    reading = timed(day, "NI", "the night that ends on the day told or the publication day")
    return replace(reading, earliest=(date.fromisoformat(day) - timedelta(days=1)).isoformat())


def part(e: Expression, c: Context) -> Reading | None:
    """`last night`, `this morning`, `the evening`, `overnight`, `that night`."""
    code, rel = e.code("part") or e.code("overnight"), e.kinds("rel")
    if e.groups.get("overnight") and code == "NI" and (e.day is None or e.groups.get("into")):
        return _overnight(c)
    if "l" in rel:
        return timed((c.today - timedelta(days=1)).isoformat(), code, "of the day before publication")
    if "h" in rel:
        return timed(c.today.isoformat(), code, "of the publication day")
    anchor = c.anchor_day()
    if set(rel) & frozenset("xf"):
        return timed((anchor + timedelta(days=1)).isoformat(), code, "of the day after the one told before")
    return timed(c.sentence_day or anchor.isoformat(), code, "of the day told before, or of publication")
