"""When it happened, as the reports tell it, against when they were published: the times as a list and as a drawing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from twosource.model import Article, Claim, Statement, Time
from twosource.present.anchors import claim_anchor, report_anchor, statement_anchor
from twosource.present.book import Book, references
from twosource.present.page.axis import YEAR_UNKNOWN, Instant, day_words, instant, joined_yearless, short_day, weekday, worded
from twosource.present.page.lanes import Drawing, Event, Published, Window, drawing, window
from twosource.present.words import counted, harmless

_POINTS = frozenset({"DATE", "TIME"})  # a length of time and a rhythm have no place on an axis
_NOT_PLACED = re.compile(r"(?:PAST|PRESENT|FUTURE)_REF|P.*")
_SHOWN = 60  # rows; the rest is folded
_MOST = 400  # rows printed at all
_MOST_DRAWN = 40
_WIDTHS = (680.0, 328.0)  # a page's column, a phone's
_MOST_SAID = 3
_MOST_CLAIMS = 4
_MOST_REFERENCES = 8
_LONGEST_WORDS = 60
_BEFORE, _AFTER = 70, 90  # letters of a clause shown before and after the words of the time
_BREAK = re.compile(r"[,;:.!?–—](?=\s)|\s[–—-](?=\s)|\n")
_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A short name and where it leads."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The clause of a report around the words of a time, with the reports that say just that and the claim it belongs to."""

    before: str
    words: str
    after: str
    reports: Sequence[Link]
    more_reports: int
    claim: Link
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One time: `key` is its letter in the drawing; `day` its machine value, where it is one day.

    A row of reports published that day has no `said`; its `reports` are told with links.
    """

    key: str
    day: str
    when: str
    weekday: str
    said: Sequence[Said]
    claims: Sequence[Link]
    more_claims: int
    told: str
    published: str
    reports: Sequence[Link]
    more_reports: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Times of one kind in their order; `folded` are those beyond the first ones."""

    title: str
    rows: Sequence[Row]
    folded: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The list in its parts, the drawing in each width (none where nothing can be placed), and what it leaves out in words."""

    drawings: Sequence[Drawing]
    parts: Sequence[Part]
    notes: Sequence[str]
    span: str
    has_changed: bool
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """One time expression of a statement, with the claims whose words it stands in."""

    time: Time
    statement: Statement
    report: int
    claims: Sequence[Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One time with all its mentions, or, without any, a day on which reports were published.

    `days` are the first and the last that it may mean; `None` where it names none.
    """

    value: str
    days: tuple[Instant, Instant] | None
    mentions: Sequence[_Mention]
    published: Sequence[tuple[Article, bool]] = ()
    key: str = ""


def timeline(book: Book) -> Timeline:
    """The times of the claims and the days of the reports, drawn where they can be, listed always."""
    events = _events(book)
    yearless = _yearless(events, book)
    drawn = _window(events, book, yearless)
    keyed = _keyed(events, drawn, yearless)
    told = [*keyed, *_publications(book)]
    apart, axis = _apart(book, yearless), YEAR_UNKNOWN if yearless else ""
    drawings = (
        [drawing(drawn, _drawn_events(keyed), _published(book, yearless), apart=apart, axis=axis, width=w) for w in _WIDTHS]
        if drawn
        else []
    )
    parts = _parts(told, book, yearless)
    return Timeline(
        drawings=drawings,
        parts=parts,
        left_out=len(told) - sum(len(part.rows) + len(part.folded) for part in parts),
        notes=_notes(keyed, drawn, yearless),
        span=_span(drawn, yearless) if drawn else "",
        has_changed=any(mark.changed for one in drawings for mark in one.reports),
    )


def _events(book: Book) -> Sequence[_Told]:
    """Each time once with all who mention it, by value and days."""
    same: dict[tuple[str, str, str], list[_Mention]] = defaultdict(list)
    for mention in _mentions(book):
        time = mention.time
        same[time.value or "", time.earliest or "", time.latest or ""].append(mention)
    return [_told(*key, mentions) for key, mentions in sorted(same.items())]


def _told(value: str, earliest: str, latest: str, mentions: Sequence[_Mention]) -> _Told:
    ordered = sorted(mentions, key=lambda m: (m.report, m.time.span.start, m.statement.id))
    return _Told(value=value, days=_days(earliest, latest), mentions=ordered)


def _days(earliest: str, latest: str) -> tuple[Instant, Instant] | None:
    first, last = instant(earliest) or instant(latest), instant(latest)
    if first is None:
        return None
    if last is None or last.day < first.day or last.yearless != first.yearless:
        return first, first
    return first, last


def _mentions(book: Book) -> Iterator[_Mention]:
    """The time expressions of the claims' statements; words that stand in a nested statement as well are taken once."""
    seen: set[tuple[str, int]] = set()
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in book.claims:
        for id in claim.statement_ids:
            of[id].append(claim)
    innermost = sorted((book.statements[id] for id in of), key=lambda s: (s.span.end - s.span.start, s.id))
    for statement in innermost:
        for time in statement.times:
            place = (statement.article_id, time.span.start)
            if _is_point(time) and place not in seen:
                seen.add(place)
                claims = _covering(time, statement, of[statement.id])
                yield _Mention(time=time, statement=statement, report=book.report_of(statement.id), claims=claims)


def _is_point(time: Time) -> bool:
    return time.type in _POINTS and bool(time.value or time.earliest) and not _NOT_PLACED.fullmatch(time.value or "")


def _covering(time: Time, statement: Statement, claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims in whose words the time stands; all of the statement's where it stands in none."""
    inside = [claim for claim in claims if _covers(claim, statement, time)]
    return inside or claims


def _covers(claim: Claim, statement: Statement, time: Time) -> bool:
    parts = [part.span for part in claim.parts if part.statement_id == statement.id]
    return not parts or any(p.start < time.span.end and time.span.start < p.end for p in parts)


def _yearless(events: Sequence[_Told], book: Book) -> bool:
    """Whether the drawing goes by month and day alone: no report's year is known, or without reports' days no event's."""
    days = [instant(article.published.value) for article in book.articles]
    return joined_yearless(days) if any(days) else joined_yearless(told.days[0] if told.days else None for told in events)


def _window(events: Sequence[_Told], book: Book, yearless: bool) -> Window | None:
    reports = [item.at for item in _published(book, yearless) if item.at is not None]
    placed = [(told.days[0].day, told.days[1].day) for told in events if told.days and _on_axis(told, yearless)]
    return window([int(at) for at in reports], placed)


def _on_axis(told: _Told, yearless: bool) -> bool:
    return told.days is not None and told.days[0].yearless == yearless


def _keyed(events: Sequence[_Told], drawn: Window | None, yearless: bool) -> Sequence[_Told]:
    """Letters for the times that the drawing shows, in their order."""
    chosen = [t for t in sorted(events, key=_order) if drawn and _on_axis(t, yearless) and _inside(t, drawn)]
    most = sorted(chosen, key=lambda t: -len(t.mentions))[:_MOST_DRAWN]
    kept = {id(told) for told in most}
    keys = {id(told): _letter(n) for n, told in enumerate(t for t in chosen if id(t) in kept)}
    return [replace(told, key=keys.get(id(told), "")) for told in events]


def _inside(told: _Told, drawn: Window) -> bool:
    return told.days is not None and drawn.holds(told.days[0].day, told.days[1].day)


def _order(told: _Told) -> tuple[int, int, bool, str]:
    """By first day, the shorter first; of one day what happened before what was published."""
    first, last = (at.day for at in told.days) if told.days else (0, 0)
    return first, last, bool(told.published), told.value


def _letter(n: int) -> str:
    """A, B, … Z, AA, AB, …

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    return (_letter(n // 26 - 1) if n >= 26 else "") + _KEYS[n % 26]


def _drawn_events(events: Iterable[_Told]) -> Sequence[Event]:
    return [
        Event(first=t.days[0].day, last=t.days[1].day, key=t.key, says=_says(t), anchor=_anchor(t))
        for t in sorted(events, key=_order)
        if t.key and t.days
    ]


def _says(told: _Told) -> str:
    return f"{_when(told)}, {counted(len({m.report for m in told.mentions}), 'report')}"


def _anchor(told: _Told) -> str:
    return f"time-{told.key.lower()}" if told.key else ""


def _published(book: Book, yearless: bool) -> Sequence[Published]:
    """Each report at its publication, and again where it was changed on another day or at another hour."""
    found = []
    for article in book.articles:
        number, anchor = book.numbers[article.id], report_anchor(article.id)
        at = instant(article.published.value)
        place = at.at if at and at.yearless == yearless else None
        found.append(Published(at=place, number=number, anchor=anchor, changed=False))
        changed = instant(article.modified.value) if article.modified else None
        if changed and changed.yearless == yearless and changed.at != place:
            found.append(Published(at=changed.at, number=number, anchor=anchor, changed=True))
    return found


def _apart(book: Book, yearless: bool) -> str:
    """What is said of the reports that have no place on the axis."""
    days = [instant(article.published.value) for article in book.articles]
    kinds = {at is None for at in days if at is None or at.yearless != yearless}
    return "not fully dated" if len(kinds) > 1 else "day unknown" if True in kinds else YEAR_UNKNOWN


def _publications(book: Book) -> Sequence[_Told]:
    """The days on which reports were published or changed, as rows of the list."""
    days: dict[str, list[tuple[Article, bool]]] = defaultdict(list)
    for article in book.articles:
        day = _day_of(article.published.value)
        days[day].append((article, False))
        changed = _day_of(article.modified.value) if article.modified else ""
        if changed and changed != day:
            days[changed].append((article, True))
    return [_Told(value=day, days=_days(day, day), mentions=(), published=of) for day, of in sorted(days.items())]


def _day_of(value: str | None) -> str:
    return (value or "")[:10] if instant(value) else value or ""


def _parts(told: Sequence[_Told], book: Book, yearless: bool) -> Sequence[Part]:
    """With a year, without, and without a day: those that the drawing goes by first."""
    dated = [t for t in told if t.days and not t.days[0].yearless]
    undated = [t for t in told if t.days and t.days[0].yearless]
    unplaced = [t for t in told if not t.days]
    order = [(f"{YEAR_UNKNOWN.capitalize()}, by month and day", undated), ("With a year", dated)]
    kinds = [*(order if yearless else order[::-1]), ("Day unknown", unplaced)]
    left, printed, made = _SHOWN, _MOST, []
    for title, of in kinds:
        ordered = sorted(of, key=_order)[:printed]
        rows = [_row(t, book) for t in ordered]
        if rows:
            made.append(Part(title=title, rows=tuple(rows[:left]), folded=tuple(rows[left:])))
        left, printed = max(0, left - len(rows)), printed - len(rows)
    return tuple(made)


def _row(told: _Told, book: Book) -> Row:
    claims = {claim.id: claim for mention in told.mentions for claim in mention.claims}
    said = _said(told, book)
    published = _reports(told, book)
    one_day = told.days[0] if told.days and told.days[0].day == told.days[1].day else None
    return Row(
        key=told.key,
        day=date.fromordinal(one_day.day).isoformat() if one_day and not one_day.yearless else "",
        when=_when(told),
        weekday=weekday(one_day) if one_day else "",
        said=said,
        claims=tuple(_claim_link(c, book) for c in sorted(claims.values(), key=lambda c: book.places[c.id]))[:_MOST_CLAIMS],
        more_claims=max(0, len(claims) - _MOST_CLAIMS),
        told=_references({m.report for m in told.mentions}) if len(said) > 1 else "",
        published=_published_words(told),
        reports=tuple(published[:_MOST_REFERENCES]),
        more_reports=max(0, len(published) - _MOST_REFERENCES),
        anchor=_anchor(told),
    )


def _claim_link(claim: Claim, book: Book) -> Link:
    return Link(text=f"{book.places[claim.id]}", anchor=claim_anchor(claim.id))


def _references(numbers: Iterable[int]) -> str:
    several = sorted(set(numbers))
    shown = references(several)
    return shown if len(shown) <= _LONGEST_WORDS else f"{len(several)} reports"


def _reports(told: _Told, book: Book) -> Sequence[Link]:
    return [
        Link(text=f"[{book.numbers[article.id]}]{' changed' if changed else ''}", anchor=report_anchor(article.id))
        for article, changed in told.published
    ]


def _published_words(told: _Told) -> str:
    if not told.published:
        return ""
    return f"{counted(len(told.published), 'report')} published" if len(told.published) > 1 else "published"


def _when(told: _Told) -> str:
    """The time in words: its value where that has words, else its first and last day."""
    if (words := worded(told.value)) is not None:
        return words
    if not told.mentions:
        return day_words(told.value) if told.value else "day unknown"
    earliest, latest = told.mentions[0].time.earliest, told.mentions[0].time.latest
    if not earliest or not latest:
        return day_words(earliest or latest or told.value)
    return day_words(earliest) if earliest == latest else f"{day_words(earliest)} to {day_words(latest)}"


def _said(told: _Told, book: Book) -> Sequence[Said]:
    """What is said of the time: a clause a claim, one that most reports have first."""
    same: dict[str, list[_Mention]] = defaultdict(list)
    for mention in told.mentions:
        same[mention.claims[0].id].append(mention)
    most = sorted(same.values(), key=lambda of: (-len({m.report for m in of}), book.places[of[0].claims[0].id]))
    return tuple(_one_said(of, book) for of in most[:_MOST_SAID])


def _one_said(of: Sequence[_Mention], book: Book) -> Said:
    before, words, after = clause(of[0].statement, of[0].time, _text_of(of[0].statement, book))
    by_report: Mapping[int, str] = {m.report: m.statement.id for m in reversed(of)}
    links = [Link(text=f"[{n}]", anchor=statement_anchor(id)) for n, id in sorted(by_report.items())]
    claim = of[0].claims[0]
    return Said(
        before=before,
        words=words,
        after=after,
        reports=tuple(links[:_MOST_REFERENCES]),
        more_reports=max(0, len(links) - _MOST_REFERENCES),
        claim=_claim_link(claim, book),
        verdict=claim.verdict,
    )


def _text_of(statement: Statement, book: Book) -> str:
    return book.articles[book.numbers[statement.article_id] - 1].text


def clause(statement: Statement, time: Time, text: str) -> tuple[str, str, str]:
    """The words around a time up to the next stop, or some of them, with `…` where they are cut.

    They are taken from its statement, or where the statement has its time from elsewhere (a dateline), from there in the `text`.
    """
    start, end, whole = time.span.start, time.span.end, statement.span
    low, high = (whole.start, whole.end) if whole.start <= start and end <= whole.end else (0, len(text))
    if text[start:end] != time.span.text:
        return "", _short(time.span.text), ""
    before, after = text[max(low, start - 2 * _BEFORE) : start], text[end : min(high, end + 2 * _AFTER)]
    return _before(before), _short(text[start:end]), _after(after)


def _short(words: str) -> str:
    return harmless(words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…")


def _before(text: str) -> str:
    stops = [found.end() for found in _BREAK.finditer(text) if found.end() < len(text.rstrip())]
    kept = text[stops[-1] :] if stops and len(text) - stops[-1] >= 20 else text
    short = kept if len(kept) <= _BEFORE else kept[-_BEFORE:].partition(" ")[2] or kept[-_BEFORE:]
    line = short.rpartition("\n")[2].lstrip()
    return f"{'… ' if len(line.strip()) < len(text.strip()) and line == short.lstrip() else ''}{harmless(line)}"


def _after(text: str) -> str:
    stop = next((found.start() for found in _BREAK.finditer(text) if found.start() >= 12), len(text))
    kept = text[:stop]
    short = kept if len(kept) <= _AFTER else kept[:_AFTER].rpartition(" ")[0] or kept[:_AFTER]
    return f"{harmless(short.rstrip())}{' …' if any(map(str.isalnum, text[len(short) :])) else ''}"


def _notes(events: Sequence[_Told], drawn: Window | None, yearless: bool) -> Sequence[str]:
    """What the drawing leaves out, counted."""
    if drawn is None:
        return ()
    listed = [t for t in events if not t.key]
    placed = [t.days for t in listed if t.days and _on_axis(t, yearless)]
    counts = (
        (sum(last.day < drawn.first for _, last in placed), "earlier time"),
        (sum(first.day > drawn.last for first, _ in placed), "later time"),
        (sum(last.day >= drawn.first and first.day <= drawn.last for first, last in placed), "other time"),
        (
            sum(t.days is not None and not _on_axis(t, yearless) for t in listed),
            f"time {'with' if yearless else 'without'} a year",
        ),
        (sum(t.days is None for t in listed), "time without a day"),
    )
    return tuple(f"{_many(n, noun)} {'is' if n == 1 else 'are'} listed only" for n, noun in counts if n)


def _span(drawn: Window, yearless: bool) -> str:
    """The days that are drawn, in words."""
    first, last = (short_day(day, year=not yearless) for day in (drawn.first, drawn.last))
    days = first if first == last else f"{first} to {last}"
    return f"{days}, {YEAR_UNKNOWN}" if yearless else days


def _many(n: int, noun: str) -> str:
    return counted(n, noun, noun.replace("time", "times", 1))
