"""Readers of durations, sets, clock times and references."""

from datetime import date

from twosource.lexicon.times import data
from twosource.statements.timex.context import Context, Reading
from twosource.statements.timex.dates import timed
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.numbers import Number, amount, is_vague, period
from twosource.statements.timex.relative import moved


def _count(e: Expression, name: str = "num") -> Number | None:
    words = e.groups.get(name, ())
    return None if is_vague(words) else amount(words)


def near(e: Expression, c: Context) -> Reading | None:
    """`the past three months`, `the next few days`, `recent weeks`: durations that touch the publication day."""
    code, number, rel = e.code("unit"), _count(e), e.kinds("rel")
    first = last = None
    at = c.today.isoformat()
    ahead = bool(set(rel) & frozenset("xcf"))
    if number is not None and not set(rel) & frozenset("bf"):
        other = moved(c.today, number if ahead else -number, code)
        first, last = (at, other.isoformat() if other else None) if ahead else (other.isoformat() if other else None, at)
    elif "r" in rel or "q" in rel or ahead:
        first, last = (at, None) if ahead else (None, at)
    if number is None and set(rel) <= frozenset("lq"):
        # `the last few years` is PAST_REF in four of five of tempeval's first two thirds, `recent years` in four of ten.
        return Reading(type="DATE", value="PAST_REF", latest=at, how="the time up to publication, its length not told")
    how = "the time from the publication day on" if ahead else "the time that ends on the publication day"
    return Reading(type="DURATION", value=period(number, code), earliest=first, latest=last, how=how)


def span(e: Expression, c: Context) -> Reading | None:
    """`two years`, `a five-hour`, `half a year`, `an hour and a half`; `will one day win`."""
    number = _count(e)
    if _is_some_day(e, c):
        return Reading(type="DATE", value="FUTURE_REF", how="the future, not placed")
    if number is not None and (e.groups.get("half") or e.groups.get("inner")):
        number += 0.5
    if e.groups.get("num") and number is None and not is_vague(e.groups["num"]):
        return None
    return Reading(type="DURATION", value=period(number, e.code("unit")), how="a length of time, not placed")


# What stands before `one day` where that says when and not how long: `will one day win`.
_MODALS = frozenset({"will", "would", "shall", "should", "may", "might", "can", "could", "must", "'ll", "’ll", "to"})


def _is_some_day(e: Expression, c: Context) -> bool:
    told = e.groups.get("num", ())
    return len(told) == 1 and told[0].text.lower() == "one" and e.code("unit") == "D" and c.preceding in _MODALS


def spans(e: Expression, c: Context) -> Reading | None:
    """`years`, `decades`."""
    return Reading(type="DURATION", value=period(None, e.code("unit")), how="a length of time, its number not told")


def lasting(e: Expression, c: Context) -> Reading | None:
    """`day-long`."""
    return Reading(type="DURATION", value=period(1, e.code("unit")), how="a length of time, not placed")


def rate(e: Expression, c: Context) -> Reading | None:
    """`a day`, `per year`."""
    return Reading(type="SET", value=period(1, e.code("unit")), how="once in each such time")


def every(e: Expression, c: Context) -> Reading | None:
    """`every two weeks`, `each Thursday`, `every July`, `every other day`."""
    kind, number = e.kinds("unit"), _count(e) or e.number("each")
    if kind in ("u", "U", "Q"):
        number = e.number("num") if e.kinds("num") == "o" else number
        value = period(number or 1, e.code("unit"))
    elif kind in ("W", "w"):
        value = f"XXXX-WXX-{e.number('unit')}" + (f"T{e.code('part')}" if e.groups.get("part") else "")
    elif kind == "M":
        value = f"XXXX-{e.number('unit') or 0:02}"
    elif kind == "V":
        value = "XXXX-WXX-WE"
    else:
        value = f"XXXX-XX-XXT{e.code('unit')}" if kind == "P" else f"XXXX-{e.code('unit')}"
    return Reading(type="SET", value=value, how="each such time")


def adverb(e: Expression, c: Context) -> Reading | None:
    """`daily`, `annually`."""
    return Reading(type="SET", value=e.code("adverb"), how="each such time")


def weekdays(e: Expression, c: Context) -> Reading | None:
    """`Saturdays`, `Tuesday nights`."""
    number = e.number("weekday") or e.number("weekday2")
    part = e.code("part") or e.code("part2")
    return Reading(type="SET", value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), how="each such weekday")


def clock(e: Expression, c: Context) -> Reading | None:
    """`10:30 a.m. EST`, `5 p.m.`, `9 o'clock`, `4 in the morning`: of the day told in the sentence, else of publication."""
    told = e.value("hour") if e.groups.get("hour") else None
    hour, minute = told if isinstance(told, tuple) else (told, None)
    if not isinstance(hour, int) or hour > 24:
        return None
    evening = e.code("mer") == "p" or e.code("part") in ("AF", "EV") or (e.code("part") == "NI" and hour > 5)
    morning = e.code("mer") == "a" or e.code("part") == "MO" or (e.code("part") == "NI" and hour == 12)
    hour = hour + 12 if evening and hour < 12 else 0 if morning and hour == 12 else hour
    zone = data()["zone_offsets"].get(e.code("zone"), "")
    return timed(_clock_day(c), f"{hour:02}:{minute or 0:02}{zone}", "clock time of the day told, or of publication")


def _clock_day(c: Context) -> str:
    """The day told in the sentence, or shortly before it within a week of publication, else the day of publication."""
    if c.sentence_day:
        return c.sentence_day
    recent = c.tense == "past" and c.last_day is not None and 0 <= (c.today - date.fromisoformat(c.last_day)).days <= 7
    return c.last_day if recent and c.last_day else c.today.isoformat()


def reference(e: Expression, c: Context) -> Reading | None:
    """`now`, `recently`, `soon`."""
    return Reading(type="DATE", value=e.code("reference"), how="now, past or future, not placed")


def the_past(e: Expression, c: Context) -> Reading | None:
    """`in the past`."""
    return Reading(type="DATE", value="PAST_REF", how="the past, not placed")


def current(e: Expression, c: Context) -> Reading | None:
    """`current` before a noun."""
    return Reading(type="DATE", value="PRESENT_REF", how="now, not placed")
