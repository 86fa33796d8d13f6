"""The value of each time expression of an article, in order, against its publication day and the times told before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from twosource.lexicon.calendar import precision, without_year
from twosource.statements.timex import dates, lengths, quarters, relative
from twosource.statements.timex.context import Context, Reader, Reading
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.tense import Tense

READERS: Mapping[str, Reader] = {
    "digits": dates.digits,
    "month_day": dates.month_day,
    "day_month": dates.month_day,
    "day_to": dates.day_to,
    "month_year": dates.month_year,
    "month": dates.month,
    "year": dates.year,
    "half_year": dates.half_year,
    "decade": dates.decade,
    "century": dates.century,
    "season": dates.season,
    "season_year": dates.season,
    "weekday": dates.weekday,
    "weekday_away": dates.weekday_away,
    "weekday_week": dates.weekday_week,
    "named_day": dates.named_day,
    "holiday": dates.holiday,
    "quarter": quarters.quarter,
    "this_quarter": quarters.this_quarter,
    "part": relative.part,
    "part_alone": relative.part,
    "unit": relative.unit,
    "the_unit": relative.the_unit,
    "the_year": relative.the_year,
    "year_end": relative.year_end,
    "away": relative.away,
    "day_away": relative.day_away,
    "near": lengths.near,
    "span": lengths.span,
    "spans": lengths.spans,
    "lasting": lengths.lasting,
    "rate": lengths.rate,
    "every": lengths.every,
    "adverb": lengths.adverb,
    "weekdays": lengths.weekdays,
    "clock": lengths.clock,
    "reference": lengths.reference,
    "the_past": lengths.the_past,
    "current": lengths.current,
    "spelled_year": dates.spelled_year,
}


# Two weeks each way hold any weekday or week against one day; more than that is no range but ignorance.
_YEARLESS_REACH = 28


# Companies report these beside their quarters; `a year earlier` behind them is no quarter.
_REPORTED_MONTHS = frozenset({"P6M", "P9M"})


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with what its sentence tells of it: its number, the tense around it, the words beside it."""

    expression: Expression
    sentence: int
    tense: Tense
    preceding: str
    following: str


def readings(found: Sequence[Found], today: date) -> list[Reading | None]:
    """The reading of each expression as of one publication day; `None` where it is no time after all."""
    context = Context(today=today)
    sentence, read = -1, []
    for at, item in enumerate(found):
        if item.sentence != sentence:
            sentence, context = item.sentence, replace(context, sentence_day=None)
        context = replace(context, tense=item.tense, preceding=item.preceding, following=item.following)
        context = replace(context, ends=_ends(found, at, context))
        reading = _read(item.expression, context)
        read.append(reading)
        if _is_quarter_end(item, context):
            continue
        if reading is not None and reading.value and reading.type in ("DATE", "TIME"):
            context = context.then(reading.value, aside=_is_aside(item.expression))
        elif reading is not None and reading.value in _REPORTED_MONTHS:
            context = replace(context, beyond=True)
    return read


def _is_quarter_end(item: Found, context: Context) -> bool:
    """The day of `the first quarter ended June 30`: the quarter stays what later times are counted from."""
    return item.preceding in ("ended", "ending") and item.expression.shape == "month_day" and precision(context.last) == "quarter"


def _is_aside(expression: Expression) -> bool:
    """Whether a time is told only to compare with: `a year ago`, `the year-earlier quarter`, `the quarter a year ago`."""
    return expression.shape == "away" or not expression.groups.keys().isdisjoint(("back", "away"))


def _ends(found: Sequence[Found], at: int, context: Context) -> str | None:
    """The day that follows `the quarter ended`."""
    item, behind = found[at], found[at + 1] if at + 1 < len(found) else None
    if behind is None or behind.sentence != item.sentence or item.following not in ("ended", "ending"):
        return None
    if behind.expression.shape != "month_day" or behind.expression.first != item.expression.last + 2:
        return None
    day = _read(behind.expression, replace(context, tense=behind.tense, preceding=behind.preceding))
    return day.value if day is not None else None


def _read(expression: Expression, context: Context) -> Reading | None:
    """The reading of an expression, on the day that it names itself where it does."""
    day = _read(expression.day, context) if expression.day is not None else None
    if day is not None and day.value:
        context = replace(context, sentence_day=day.value[:10], last_day=day.value[:10])
    reading = READERS[expression.shape](expression, context)
    if day is None or day.fallback is None or reading is None or not reading.value:
        return reading
    return replace(reading, fallback=day.fallback.partition("T")[0] + reading.value[10:])


def merged(by_day: Iterable[Sequence[Reading | None]], todays: Sequence[date], yearless: bool) -> list[Reading | None]:
    """One reading an expression, of those as of each day that publication may have been: what all agree on."""
    return [_merged(options, todays, yearless) for options in zip(*by_day, strict=True)]


def _merged(options: Sequence[Reading | None], todays: Sequence[date], yearless: bool) -> Reading | None:
    first = options[0]
    if first is None or all(option == first for option in options):
        return first
    present = [option for option in options if option is not None]
    value = _agreed([option.value for option in present])
    earliest = _agreed([option.earliest for option in present])
    latest = _latest([option.latest for option in present])
    if (earliest is None or latest is None) and yearless:
        earliest, latest = _around(options, todays)
    hows = " or ".join(dict.fromkeys(option.how for option in present))
    why = f"{hows}; the publication day is not fully known"
    return replace(first, value=value or first.fallback, earliest=earliest, latest=latest, how=why)


def _around(options: Sequence[Reading | None], todays: Sequence[date]) -> tuple[str | None, str | None]:
    """The first and last day it may be, counted from a publication day of unknown year; nothing where that day is not known."""
    if len({(day.month, day.day) for day in todays}) > 1:
        return None, None
    before, after = [], []
    for option, today in zip(options, todays, strict=True):
        if option is None or option.earliest is None or option.latest is None:
            return None, None
        before.append((date.fromisoformat(option.earliest) - today).days)
        after.append((date.fromisoformat(option.latest) - today).days)
    if max(after) - min(before) > _YEARLESS_REACH:
        return None, None
    ends = (todays[0] + timedelta(days=min(before)), todays[0] + timedelta(days=max(after)))
    return without_year(ends[0].isoformat()), without_year(ends[1].isoformat())


def _agreed(values: Sequence[str | None]) -> str | None:
    """The value that all give, its year unknown where only that differs."""
    if any(value is None for value in values):
        return None
    told = [value for value in values if value is not None]
    if len(set(told)) == 1:
        return told[0]
    without = {value[4:] for value in told}
    return "XXXX" + without.pop() if len(without) == 1 and all(value[:4].isdigit() for value in told) else None


def _latest(values: Sequence[str | None]) -> str | None:
    """As `_agreed`, where the end of a February may be the 28th or the 29th."""
    return _agreed(values) or _agreed([value[:8] + "29" if value and value[5:10] == "02-28" else value for value in values])
