"""Readers of quarters: `the third quarter of 1990`, `the year-earlier period`, `the quarter a year ago`."""

from datetime import date, timedelta

from twosource.lexicon.calendar import UNKNOWN_YEAR, add_months, is_day
from twosource.statements.timex.context import Context, Reading, dated
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.relative import shifted

_BACK = frozenset("lbq")
_STEPS = {"h": 0, "z": 0, "x": 1, "l": -1, "b": -1, "q": -1}
_TOLD = "the quarter told before"


def quarter(e: Expression, c: Context) -> Reading | None:
    """`the third quarter of 1990`, `this year's second quarter`, `the year-ago second quarter`."""
    number = e.number("ord")
    if number is None or not 1 <= number <= 4:
        return None
    year = e.number("year") or e.number("first")
    rel = e.kinds("before") + e.kinds("of")
    if _is_year_back(e):
        year, why = _quarter_year(number, c) - 1 if e.groups.get("away") else c.today.year - 1, "that quarter, a year before"
    elif year is not None:
        why = "the quarter as written"
    elif rel:
        year, why = c.today.year + _year_step(rel), "that quarter of the year told"
    else:
        year, why = _quarter_year(number, c), f"the nearest such quarter, {c.tense_words}"
    return dated(f"{year:04}-Q{number}", why, fallback=f"XXXX-Q{number}")


def _is_year_back(e: Expression) -> bool:
    return bool(e.groups.get("back")) or any(word.kind == "u" and word.value == "Y" for word in e.groups.get("away", ()))


def _year_step(rel: str) -> int:
    return -1 if set(rel) & _BACK else 1 if "x" in rel else 0


def _quarter_year(number: int, c: Context) -> int:
    """Results of a quarter come after it: the last one begun, unless the tense says otherwise."""
    now = (c.today.month + 2) // 3
    if c.tense == "future":
        return c.today.year + (1 if number < now - 1 else 0)
    return c.today.year - (1 if number > now else 0)


def this_quarter(e: Expression, c: Context) -> Reading | None:
    """`the quarter`, `this quarter`, `the year-earlier period`: against the quarter told before, else the last one ended."""
    rel = e.kinds("rel")
    if _is_year_back(e):
        return _year_earlier(e, c)
    if c.ends and is_day(c.ends) and UNKNOWN_YEAR not in c.ends and not c.quarter:
        # The middle of the three months: a quarter that ended on July 31 lies mostly in the second of the year.
        middle = date.fromisoformat(c.ends) - timedelta(days=45)
        return dated(shifted(middle, 0, "Q") or "", "the quarter whose last day is told")
    if rel in _STEPS:
        value = shifted(c.today, _STEPS[rel], "Q")
        return dated(value, "against the quarter of publication") if value else None
    return _told_quarter(e, c, rel)


def _ended(c: Context) -> str:
    return shifted(add_months(c.today, -3), 0, "Q") or ""


def _year_earlier(e: Expression, c: Context) -> Reading:
    """`the year-earlier quarter`: of the quarter told; after figures for more than a quarter, or without one, only the year."""
    if e.groups.get("away"):
        told = c.quarter or _ended(c)
        return dated(f"{int(told[:4]) - 1:04}{told[4:]}", f"{_TOLD}, a year earlier")
    if c.quarter and not c.beyond:
        return dated(f"{int(c.quarter[:4]) - 1:04}{c.quarter[4:]}", f"{_TOLD}, a year earlier")
    return dated(f"{c.today.year - 1:04}", "a year before publication")


def _told_quarter(e: Expression, c: Context, rel: str) -> Reading:
    told = c.quarter or _ended(c)
    told = min(told, _ended(c)) if rel == "L" else told
    year, which = e.number("year") or e.number("first"), e.kinds("of") + e.kinds("own")
    if year is None and which:
        year = c.today.year + min(_year_step(which), 0)
    if year is None:
        return dated(told, _TOLD if c.quarter else "the last quarter that had ended at publication")
    if c.beyond and any(word.kind == "I" for word in e.groups["what"]):
        return dated(f"{year:04}", "a part of that year, of more than a quarter")
    return dated(f"{year:04}{told[4:]}", f"{_TOLD}, of that year")
