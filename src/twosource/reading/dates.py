"""When a report was published: from what was given, the URL, a stamp on the page, or its own sentences, and never further.

A year that nothing gives is not guessed: the value is then `XXXX-09-01` (EDTF), and `narrow` may find more with other reports.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from twosource.model import Block, Dating, Precision
from twosource.reading.dateline import day_words
from twosource.reading.shapes import shape

# A day that is written whole may be of any year that the forms of days know; so no page loses its day as time goes by.
EARLIEST_YEAR, LAST_YEAR = 1900, 2099
# The year of this release: where nothing gives the year, the years up to this one are thought of. There is no clock in here, so
# that the same input gives the same bytes.
LATEST_YEAR = 2026
UNKNOWN_YEAR = "XXXX"
# Blocks of body in which a report says when it was written; later ones tell what went before.
OPENING_BLOCKS = 6

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Offsets of the zone names in stamps, in hours. IST is left out: it is India's, Israel's and Ireland's.
_ZONES = {
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "bst": 1,
}

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"(?<!\d){_YEAR}-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}/(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<![A-Za-z]){_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -]{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d)(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})/{_YEAR}(?!\d)"),
)
_SLASHED = _FORMS[-1]
_NO_YEAR = (
    re.compile(rf"(?<![A-Za-z]){_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|,? (?:19|20)\d\d)"),
    re.compile(rf"(?<![\d:])(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?!,? (?:19|20)\d\d)"),
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?!\d)\s?(?P<half>[aApP]\.?[mM])?\.?(?:\s?(?P<zone>[A-Z]{1,4})\b)?"
)
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?")
_UPDATED = re.compile(r"\b(?:updated|modified|last updated)\b", re.IGNORECASE)
_POSTED = re.compile(r"\b(?:posted|published|created|originally)\b", re.IGNORECASE)

_URL_DAY = re.compile(r"[/=_-]((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.?&-]|$)")
_URL_DIGITS = re.compile(r"[/=_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.?&-]|$)")
_URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})/", re.IGNORECASE)
_URL_SPLIT = re.compile(r"/((?:19|20)\d\d)(0[1-9]|1[0-2])/([0-2]\d|3[01])/")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])/")

_SAYS = re.compile(r"\b(?:sa(?:id|ys)|told|tells|announced|speaks|spoke|confirmed|added|statement)\b")
_ON_DAY = re.compile(
    rf"\b[Oo]n (?:(?P<weekday>{'|'.join(WEEKDAYS)}),? \(?)?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? {_YEAR})?"
)
_ON_WEEKDAY = re.compile(
    rf"(?<!last )(?<!next )(?<!past )\b(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!'s|’s|,? \(?[A-Z][a-z]{{2,8}}\.? \d)"
)
_PAST_YEAR = re.compile(rf"\b(?:since|[Ii]n|[Oo]n|from|[Ss]ince) (?:(?P<named>[A-Z][a-z]{{2,8}}) (?:\d{{1,2}}, )?)?{_YEAR}\b")
_FUTURE = re.compile(r"\b(?:will|would|plans?|planned|expected|scheduled|next)\b[^.!?]{0,80}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEvidence:
    """What a report's sentences say of its own day: month and day, weekday, and the latest month it looks back on."""

    month_day: tuple[int, int] | None = None
    told: str = "tells what was said on"
    year: int | None = None
    weekday: int | None = None
    after: tuple[int, int] | None = None


def on_page(blocks: Sequence[Block], url: str | None) -> Dating | None:
    """The date of publication that the page's stamps or its URL give."""
    dating = _of_url(url)
    stamp = _of_stamps(blocks, updated=False)
    if stamp and (dating is None or dating.precision != "day" or (stamp.value or "")[:10] == dating.value):
        return stamp
    return dating


def in_sentences(blocks: Sequence[Block]) -> Dating:
    """The date as far as the report's own sentences give it; a `Dating` without value says what is missing."""
    return of_evidence(evidence(blocks))


def modified(blocks: Sequence[Block]) -> Dating | None:
    """The date of the last change that the page's stamps give."""
    return _of_stamps(blocks, updated=True)


def given(text: str | None) -> Dating | None:
    """The date of a field or option, in ISO 8601 or a common written form; `None` where it cannot be read.

    >>> given("Thu, 01 Sep 2016 13:50:00 +0500").value
    '2016-09-01T13:50+05:00'
    >>> given("XXXX-09-01").precision
    'day'
    """
    if not text or not text.strip():
        return None
    bare = text.strip()
    found = _iso(bare) or _written(bare) or _mail(bare)
    if found is None:
        return None
    value, precision = found
    listed = (value,) if precision == "day" and not value.startswith(UNKNOWN_YEAR) else ()
    return Dating(value=value, candidates=listed, precision=precision, how="given", why=f"given as {bare!r}")


def agree(one: str, other: str) -> bool:
    """Whether two values may be the same day: as far as both say, with any year where one has none.

    >>> agree("2016-09-01T13:50", "XXXX-09-01"), agree("2016-09", "2016-10-01")
    (True, False)
    """
    length = min(len(one[:10]), len(other[:10]))
    return all(a == b or "X" in (a, b) for a, b in zip(one[:length], other[:length], strict=True))


def url_in(blocks: Sequence[Block]) -> str | None:
    """The report's own URL where it is the only one that stands alone on a line, above the story or at the page's end."""
    opening = next((at for at, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    outer = [*blocks[:opening], *blocks[-1:]] if opening < len(blocks) else list(blocks)
    lone = [
        block.span.text for block in outer if block.kind == "furniture" and block.span.text.startswith(("http://", "https://"))
    ]
    return lone[0] if len(lone) == 1 and shape(lone[0]) == "url" else None


# ---- stamps and URLs


def _of_url(url: str | None) -> Dating | None:
    if not url:
        return None
    for pattern in (_URL_NAMED, _URL_SPLIT, _URL_DAY, _URL_DIGITS):
        match = pattern.search(url)
        if match and (day := _day(int(match[1]), _month(match[2]), int(match[3]))):
            return Dating(value=day, candidates=(day,), precision="day", how="url", why=f"the URL has {match[0].strip('/')!r}")
    match = _URL_MONTH.search(url)
    if match is None:
        return None
    return Dating(
        value=f"{match[1]}-{match[2]}", precision="month", how="url", why=f"the URL has {match[0].strip('/')!r}, no day"
    )


def _of_stamps(blocks: Sequence[Block], *, updated: bool) -> Dating | None:
    """The stamp that says it is of the publication (of the change), else the last bare one before the second paragraph."""
    bare: Dating | None = None
    bodies = 0
    for place, block in enumerate(blocks):
        bodies += block.kind == "body"
        if not _is_stamped(block):
            continue
        label = blocks[place - 1].span.text if place and len(blocks[place - 1].span.text) < 20 else ""
        for said, words in _stamp_parts(f"{label} {block.span.text}"):
            dating = _of_stamp(words)
            if dating and said == ("updated" if updated else "posted"):
                return dating
            if dating and said is None and bodies < 2 and dating.value:
                bare = dating
    return None if updated else bare


def _is_stamped(block: Block) -> bool:
    return block.kind == "byline" or (block.kind == "furniture" and shape(block.span.text) == "stamp")


def _stamp_parts(line: str) -> Iterator[tuple[str | None, str]]:
    """The stamps of one line with what each says of itself: `Posted: … Updated: …` has two."""
    cuts = sorted(
        [(match.start(), "updated") for match in _UPDATED.finditer(line)]
        + [(m.start(), "posted") for m in _POSTED.finditer(line)]
    )
    starts = [(0, None), *cuts]
    for (start, said), (end, _) in zip(starts, [*starts[1:], (len(line), None)], strict=True):
        yield said, line[start:end]


def _of_stamp(words: str) -> Dating | None:
    day = _dated(words)
    why = f"the page has the stamp {' '.join(words.split())!r}"
    if day is None:
        month_day = _month_day(words)
        if month_day is None:
            return None
        value = f"{UNKNOWN_YEAR}-{month_day[0]:02}-{month_day[1]:02}"
        return Dating(value=value, precision="day", how="text", why=f"{why}, which has no year")
    clock = _clock(words)
    if clock is None:
        return Dating(value=day, candidates=(day,), precision="day", how="text", why=why)
    return Dating(value=day + clock, candidates=(day,), precision="minute", how="text", why=why)


def _month_day(words: str) -> tuple[int, int] | None:
    """The first month and day among words, in either order, with no year behind them."""
    for form in _NO_YEAR:
        for match in form.finditer(words):
            month = _month(match["month"])
            if month is not None and 1 <= int(match["day"]) <= 31:
                return month, int(match["day"])
    return None


def _clock(words: str) -> str | None:
    match = _CLOCK.search(words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    offset = _ZONES.get((match["zone"] or "").lower())
    zone = "" if offset is None else f"{'-' if offset < 0 else '+'}{abs(offset):02}:00"
    return f"T{hour:02}:{minute:02}{zone}"


# ---- the report's own sentences


def evidence(blocks: Sequence[Block]) -> DayEvidence:
    """What the opening of a report says of its day, and the latest past month named anywhere in its body."""
    told = [block.span.text for block in blocks if block.kind in ("body", "caption")]
    datelined = next((day for words in told[:OPENING_BLOCKS] if (day := _datelined(day_words(words) or ""))), None)
    if datelined:
        return DayEvidence(month_day=datelined[1:], told="is datelined", year=datelined[0], after=_looks_back(told))
    opening = [sentence for words in told[:OPENING_BLOCKS] for sentence in re.split(r"(?<=[.!?”\"]) (?=[A-Z“\"])", words[:2000])]
    days = [
        match
        for sentence in opening
        if _SAYS.search(sentence)
        for match in _ON_DAY.finditer(sentence)
        if _month(match["month"]) and not _is_ahead(match)
    ]
    named = sorted({(_month(match["month"]) or 0, int(match["day"])) for match in days})
    years = {int(match["year"]) for match in days if match["year"]}
    weekday = next((match["weekday"] for match in days if match["weekday"]), None)
    if not named:
        weekday = next(
            (found["weekday"] for sentence in opening if _SAYS.search(sentence) and (found := _ON_WEEKDAY.search(sentence))), None
        )
    return DayEvidence(
        month_day=named[0] if len(named) == 1 and named[0][1] <= 31 else None,
        year=min(years) if len(years) == 1 else None,
        weekday=WEEKDAYS.index(weekday) if weekday else None,
        after=_looks_back(told),
    )


def _datelined(words: str) -> tuple[int | None, int, int] | None:
    """Year (`None` where it has none), month and day of a dateline's date."""
    whole = _dated(words)
    if whole is not None:
        year, month, day = map(int, whole.split("-"))
        return year, month, day
    found = _month_day(words)
    return None if found is None else (None, *found)


def _looks_back(told: Sequence[str]) -> tuple[int, int] | None:
    """The latest month that the text names as past, as (year, month); month 0 where it names the year alone."""
    past = (
        (int(match["year"]), _month(match["named"] or "") or 0)
        for words in told
        for match in _PAST_YEAR.finditer(words)
        if int(match["year"]) <= LATEST_YEAR and not _is_ahead(match)
    )
    return max(past, default=None)


def _is_ahead(match: re.Match[str]) -> bool:
    """Whether words before it say that what is told of it is still to come."""
    return _FUTURE.search(match.string[max(0, match.start() - 80) : match.start()]) is not None


def of_evidence(found: DayEvidence) -> Dating:
    """The dating that one report's sentences allow by themselves."""
    if found.month_day is None:
        return Dating(value=None, precision="none", how="text", why=_why_none(found))
    month, day = found.month_day
    if found.year is not None:
        value = _day(found.year, month, day)
        if value:
            why = f"the report {found.told} {day_name(month, day)}, {found.year}"
            return Dating(value=value, candidates=(value,), precision="day", how="text", why=why)
    listed = candidates(found) if found.weekday is not None else ()
    why = f"the report {found.told} {day_name(month, day)}; no line gives the year" + (
        f"; it was a {WEEKDAYS[found.weekday]}" if found.weekday is not None else ""
    )
    value = f"{UNKNOWN_YEAR}-{month:02}-{day:02}"
    return Dating(value=value, candidates=listed, precision="day", how="text", why=why)


def candidates(found: DayEvidence) -> tuple[str, ...]:
    """The days that fit month and day, weekday and what the report looks back on, up to `LATEST_YEAR`.

    >>> candidates(DayEvidence(month_day=(9, 1), weekday=3, after=(2014, 7)))
    ('2016-09-01', '2022-09-01')
    """
    if found.month_day is None or found.weekday is None or found.after is None:
        return ()
    month, day = found.month_day
    years = [year for year in range(found.after[0], LATEST_YEAR + 1) if (year, month) >= found.after]
    days = [value for year in years if (value := _day(year, month, day))]
    return tuple(value for value in days if date.fromisoformat(value).weekday() == found.weekday)


def month_words(after: tuple[int, int]) -> str:
    """`(2014, 7)` in words.

    >>> month_words((2014, 7)), month_words((2007, 0))
    ('July 2014', '2007')
    """
    year, month = after
    return f"{MONTHS[month - 1].title()} {year}" if month else str(year)


def _why_none(found: DayEvidence) -> str:
    parts = []
    if found.weekday is not None:
        parts.append(f"the report tells of a {WEEKDAYS[found.weekday]}")
    if found.after is not None:
        parts.append(f"it looks back on {month_words(found.after)}")
    return "; ".join([*parts, "no line gives the day of publication"])


def day_name(month: int, day: int) -> str:
    """`(9, 1)` in words: `September 1`."""
    return f"{MONTHS[month - 1].title()} {day}"


# ---- written forms


def _iso(text: str) -> tuple[str, Precision] | None:
    match = _ISO_TIME.fullmatch(text)
    if match and _valid(match[1]):
        zone = match[3] or ""
        return (
            f"{match[1]}T{match[2]}{'+00:00' if zone == 'Z' else zone if ':' in zone or not zone else zone[:3] + ':' + zone[3:]}",
            "minute",
        )
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return (text, "day") if _valid(text) else None
    if re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}", "day"
    if re.fullmatch(r"XXXX-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", text):
        return text, "day"
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text):
        return text, "month"
    return (text, "year") if re.fullmatch(r"(?:19|20)\d\d", text) else None


def _written(text: str) -> tuple[str, Precision] | None:
    day = _dated(text)
    if day is None or len(text) > 60:
        return None
    clock = None if re.search(r"[+-]\d{4}", text) else _clock(text)
    if re.search(r"[+-]\d{4}\b", text):
        return _mail(text)
    return (day + clock, "minute") if clock else (day, "day")


def _mail(text: str) -> tuple[str, Precision] | None:
    try:
        moment: datetime = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return moment.isoformat(timespec="minutes"), "minute"


def _dated(words: str) -> str | None:
    """The first full date among words, as ISO; a slashed one only where it cannot be read two ways."""
    for form in _FORMS:
        for match in form.finditer(words):
            parts = match.groupdict()
            month = (_month(parts["month"]) if "month" in parts else int(parts["number"])) or 0
            day = int(parts["day"])
            if form is _SLASHED:
                if month != day and max(month, day) <= 12:
                    continue
                month, day = min(month, day), max(month, day)
            if value := _day(int(parts["year"]), month, day):
                return value
    return None


def _month(name: str) -> int | None:
    if name.isdigit():
        return int(name)
    bare = name.casefold().strip(".")
    if len(bare) < 3:
        return None
    return next(
        (
            number
            for number, month in enumerate(MONTHS, 1)
            if month == bare or (month[:3] == bare[:3] and len(bare) <= 4 and month.startswith(bare))
        ),
        None,
    )


def _day(year: int, month: int | None, day: int) -> str | None:
    if month is None or not EARLIEST_YEAR <= year <= LAST_YEAR:
        return None
    text = f"{year}-{month:02}-{day:02}"
    return text if _valid(text) else None


def _valid(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
