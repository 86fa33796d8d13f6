"""Days and times as pages write them, in any of the usual numeric forms and with the month names of two dozen languages."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final

from twosource.lexicon import table
from twosource.model import Precision
from twosource.reading.dates import EARLIEST_YEAR, LAST_YEAR

Stamp = tuple[str, Precision]

_ISO: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]\s?(\d{1,2}):(\d\d)(?::\d\d)?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d(?!\d))?)?",
    re.IGNORECASE,
)
_PACKED: Final = re.compile(r"(20\d\d|19\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?(\d\d):?(\d\d)(?::?\d\d)?(Z)?)?")
_EPOCH: Final = re.compile(r"(1\d{9})(?:\d{3})?")
_MONTH_ONLY: Final = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_YEAR_ONLY: Final = re.compile(r"(?:19|20)\d\d")
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_NAME: Final = r"(?P<month>[^\W\d_]{3,14})"
_DAY: Final = r"(?<!\d)(?P<day>\d{1,2})"
_DIGITS: Final = re.compile(r"\d\d")  # of a year; most lines have none, and need not be looked through
# 3 May 2016, 3. Mai 2016, 3 de mayo de 2016, 3rd of May, 2016
_DAY_NAME: Final = re.compile(
    rf"{_DAY}(?:\.|st|nd|rd|th|er|º|-|/)?\s?(?:of |de )?\s?{_NAME}\.?,?[\s/-]?(?:de |del |')?\s?{_YEAR}(?!\d)"
)
_NAME_DAY: Final = re.compile(rf"(?<![^\W\d_]){_NAME}\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}(?!\d)")
_YEAR_FIRST: Final = re.compile(
    rf"(?<!\d){_YEAR}(?:\. ?|/|-|年\s?|년 ?)(?P<number>\d{{1,2}})(?:\. ?|/|-|月\s?|월 ?)(?P<day>\d{{1,2}})(?!\d)"
)
_DOTTED: Final = re.compile(rf"{_DAY}\.\s?(?P<number>\d{{1,2}})\.\s?(?P<year>(?:19|20)?\d\d)(?![\d.]\d|\d)")
_SLASHED: Final = re.compile(rf"(?<![\d/])(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-]{_YEAR}(?!\d)")
_CLOCK: Final = re.compile(
    r"(?<![\d.:/-])(\d{1,2})[:.h](\d\d)(?![\d.:]?\d)\s?(?:(a\.?m|p\.?m)\b\.?)?\s?(?:uhr\b)?\s?\(?(Z\b|[A-Z]{3,4}\b|[+-]\d\d:\d\d)?",
    re.IGNORECASE,
)
_ZONES: Final = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
}  # fmt: skip
_MAIL: Final = re.compile(
    r"[A-Za-z]{3}, ?\d{1,2} [A-Za-z]{3} \d{4} \d\d:|[A-Za-z]{3} [A-Za-z]{3} \d{1,2} \d\d:\d\d:\d\d [A-Z]{3,4} \d{4}"
)
_LONGEST: Final = 120


def stamp(text: str | None, language: str | None = None) -> Stamp | None:
    """The day or time of a field for machines, and how precise it is; `None` where it cannot be read in one way.

    >>> stamp("2016-09-01T08:50:00.000+0000"), stamp("1.9.2016"), stamp("09/01/2016", "en-GB")
    (('2016-09-01T08:50+00:00', 'minute'), ('2016-09-01', 'day'), ('2016-01-09', 'day'))
    """
    bare = " ".join((text or "")[:_LONGEST].split())
    found = _mail(bare) if _MAIL.match(bare) else _machine(bare)
    if found is None:
        found = next((found for _, _, found in days(bare, language)), None) or _mail(bare)
    return found


def days(text: str, language: str | None = None) -> Iterator[tuple[int, int, Stamp]]:
    """The full dates among words: where each stands, and its value with the clock time behind it.

    >>> [found for _, _, found in days("Dienstag, 3. Mai 2016, 14:05 Uhr")]
    [('2016-05-03T14:05', 'minute')]
    """
    taken: list[tuple[int, int, Stamp]] = []
    if _DIGITS.search(text) is None:
        return
    for form in (_ISO, _DAY_NAME, _NAME_DAY, _YEAR_FIRST, _DOTTED, _SLASHED):
        for match in form.finditer(text):
            day = _day_of(match, form, language)
            if day and not any(match.start() < end and start < match.end() for start, end, _ in taken):
                taken.append((match.start(), match.end(), _timed(day, text, match, form)))
    yield from sorted(taken)


def has_date(text: str) -> bool:
    """Whether a full date stands among words, even one that can be read two ways."""
    return _SLASHED.search(text) is not None or any(days(text))


def earliest_of_slashes(language: str | None) -> bool | None:
    """Whether a page's slashed dates have the day first: not in the United States; `None` where its language does not tell."""
    code, _, region = (language or "").lower().replace("_", "-").partition("-")
    if not code or (code == "en" and not region):
        return None
    return not (code == "en" and region in ("us", "ph"))


def _day_of(match: re.Match[str], form: re.Pattern[str], language: str | None) -> str | None:
    if form is _ISO:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    parts = match.groupdict()
    year = int(parts["year"])
    year += 0 if year > 99 else 2000 if year < 69 else 1900  # as POSIX reads years of two digits
    if form is _SLASHED:
        return _slashed(year, int(parts["one"]), int(parts["two"]), language)
    month = months().get(parts["month"].casefold()) if "month" in parts else int(parts["number"])
    return _day(year, month, int(parts["day"]))


def _slashed(year: int, one: int, two: int, language: str | None) -> str | None:
    if one == two or max(one, two) > 12:
        return _day(year, min(one, two), max(one, two))
    first = earliest_of_slashes(language)
    if first is None:
        return None
    return _day(year, two, one) if first else _day(year, one, two)


def _timed(day: str, text: str, match: re.Match[str], form: re.Pattern[str]) -> Stamp:
    if form is _ISO and match[4]:
        return _joined(day, match[4], match[5], match[6])
    clock = _CLOCK.search(text, match.end(), match.end() + 24)
    return _joined(day, clock[1], clock[2], clock[4], clock[3]) if clock else (day, "day")


def _machine(text: str) -> Stamp | None:
    """Forms made by machines: ISO 8601 whole and packed, seconds since 1970, a month, a year."""
    if match := _ISO.match(text):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        return None if day is None else _joined(day, match[4], match[5], match[6]) if match[4] else (day, "day")
    if match := _PACKED.fullmatch(text):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        return None if day is None else _joined(day, match[4], match[5], match[6]) if match[4] else (day, "day")
    if match := _EPOCH.fullmatch(text):
        moment = datetime.fromtimestamp(int(match[1]), tz=UTC)
        return (moment.isoformat(timespec="minutes"), "minute") if moment.year <= LAST_YEAR else None
    if _MONTH_ONLY.fullmatch(text):
        return text, "month"
    return (text, "year") if _YEAR_ONLY.fullmatch(text) else None


def _mail(text: str) -> Stamp | None:
    """`Thu, 01 Sep 2016 13:50:00 +0500`, and the form of C and Java: `Thu Sep 01 13:50:00 CEST 2016`."""
    parts = text.split()
    if len(parts) == 6 and ":" in parts[3]:
        text = f"{parts[2]} {parts[1]} {parts[5]} {parts[3]} {parts[4]}"
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return (moment.isoformat(timespec="minutes"), "minute") if EARLIEST_YEAR <= moment.year <= LAST_YEAR else None


def _joined(day: str, hour: str, minute: str, zone: str | None, half: str | None = None) -> Stamp:
    """Day and clock time; midnight to the minute without a zone, or in UTC, is how systems write a day, so it stays a day."""
    at = int(hour)
    if half:
        at = at % 12 + (12 if half.lower().startswith("p") else 0)
    if at > 23 or int(minute) > 59:
        return day, "day"
    offset = _offset(zone)
    if at == 0 and int(minute) == 0 and not half and offset in ("", "+00:00"):
        return day, "day"
    return f"{day}T{at:02}:{minute}{offset}", "minute"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        return f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) <= 14 and int(digits[2:]) < 60 else ""
    hours = _ZONES.get(zone.lower())
    return "" if hours is None else f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"


def _day(year: int, month: int | None, day: int) -> str | None:
    if month is None or not EARLIEST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def months() -> Mapping[str, int]:
    """The number of each month's name and short form in every language of the list, in lower case."""
    named: dict[str, int] = {}
    for names in table("page_words")["months"].values():
        for number, forms in enumerate(names.split(), 1):
            for name in forms.split("|"):
                named[name.casefold()] = number if named.get(name.casefold(), number) == number else 0
    return {name: number for name, number in named.items() if number}


@cache
def page_words(group: str) -> frozenset[str]:
    """The words of one group of the list `page_words`: `published`, `updated`, `by`, `nobody`, `desk`."""
    return frozenset(table("page_words")[group].split())
