"""Two lanes on one axis of days: what happened above, the reports below."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.present.page.axis import Label, clamped, room, rounded, short_day, ticks

_EDGE = 10.0
_EVENT_ROW = 20.0
_REPORT_ROW = 23.0
_HEAD = 18.0  # the names of the lanes
_AXIS = 24.0
_GAP = 6.0
_MOST_ROWS = 8
_MOST_SINGLY = 4  # reports of one time that are drawn one by one; more become one mark with their number
_BINS = (0.1, 8.0, 16.0, 32.0, 64.0, 128.0)  # how near reports are drawn as one, tried until they fit in the rows
_REPORTS_APART = 60  # days without any report that part the window from reports too far away to be drawn
_EVENTS_APART = 21  # days between the window and an event that is still drawn
_LONGEST_ADDED = 100  # days by which events may make the window longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days that are drawn, both included."""

    first: int
    last: int

    def holds(self, first: int, last: int) -> bool:
        """Whether all of these days are drawn."""
        return self.first <= first and last <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A time that is told, from its first to its last possible day."""

    first: int
    last: int
    key: str
    says: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A report at the time it was published, or changed; `None` where its day is not fully known."""

    at: float | None
    number: int
    anchor: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMark:
    """A day's mark, or a bar over several; the key stands at `key`."""

    x: float
    y: float
    width: float
    is_bar: bool
    key: Label
    says: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMark:
    """A report, or several of one time; `anchor` is empty for several."""

    x: float
    y: float
    width: float
    label: Label
    changed: bool
    says: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The lanes in one width, with all coordinates. `lines` are the starts of days that are named."""

    width: float
    height: float
    axis_top: float
    axis_bottom: float
    axis_start: float
    axis_width: float
    lines: Sequence[float]
    ticks: Sequence[Label]
    events: Sequence[EventMark]
    reports: Sequence[ReportMark]
    names: Sequence[Label]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    first: int
    last: int
    start: float
    end: float

    def x(self, at: float) -> float:
        """Where a time of day stands."""
        return self.start + (self.end - self.start) * (at - self.first) / (self.last + 1 - self.first)


def window(reports: Iterable[int], events: Iterable[tuple[int, int]]) -> Window | None:
    """The days to draw: those with most reports, and events within some weeks of them; `None` where no day is known."""
    known = sorted(events)
    days = sorted(reports) or [first for first, last in known if first == last] or [first for first, _ in known]
    if not days:
        return None
    runs = [[days[0]]]
    for day in days[1:]:
        runs[-1].append(day) if day - runs[-1][-1] <= _REPORTS_APART else runs.append([day])
    most = max(runs, key=lambda run: (len(run), -run[0]))
    return _with_events(Window(first=most[0], last=most[-1]), known)


def _with_events(core: Window, events: Sequence[tuple[int, int]]) -> Window:
    """A window grown by the events near it, the nearest first, until it would be too long.

    Days must be near the reports; of longer times one may lead to the next, as a month does to the month before.
    """
    first, last = core.first, core.last
    longest = last - first + _LONGEST_ADDED
    for start, end in sorted(events, key=lambda e: max(core.first - e[0], e[1] - core.last, 0)):
        grown = min(first, start), max(last, end)
        low, high = (core.first, core.last) if start == end else (first, last)
        near = start - high <= _EVENTS_APART and low - end <= _EVENTS_APART
        if near and grown[1] - grown[0] <= longest:
            first, last = grown
    return Window(first=first, last=last)


def drawing(
    days: Window, events: Sequence[Event], reports: Sequence[Published], *, apart: str, axis: str, width: float
) -> Drawing:
    """The two lanes; what finds no row is counted in `hidden`.

    `apart` names the place of the reports without a full date, `axis` the axis.
    """
    unplaced = [report for report in reports if report.at is None]
    pill = _pill_text(unplaced)
    start = room(max(pill, apart, key=len)) + 2 * _EDGE if unplaced else _EDGE
    scale = _Scale(first=days.first, last=days.last, start=start, end=width - _EDGE)
    rows, above = _event_rows(events, scale, width)
    top = _HEAD + max(1, above) * _EVENT_ROW + _GAP
    marks, below = _report_rows(reports, scale, top + _AXIS + _GAP, width)
    bottom = top + _AXIS + _GAP + max(1, below) * _REPORT_ROW + _HEAD
    lines, labels = _ticks(scale, top)
    aside = [_apart_mark(unplaced, pill, top + _AXIS + _GAP)] if unplaced else []
    return Drawing(
        width=width,
        height=rounded(bottom),
        axis_top=rounded(top),
        axis_bottom=rounded(top + _AXIS),
        axis_start=rounded(start),
        axis_width=rounded(width - _EDGE - start),
        lines=lines,
        ticks=labels,
        events=tuple(_event_mark(event, row, scale, top, width) for event, row in rows),
        reports=(*marks, *aside),
        names=_names(start, top, bottom, width, apart if unplaced else "", axis),
        hidden=len(events) - len(rows),
    )


def _names(start: float, top: float, bottom: float, width: float, apart: str, axis: str) -> Sequence[Label]:
    """What the lanes, the axis and the place of reports without a full date are called; each begins at its `x`."""
    names = [
        Label(x=rounded(start), y=12.0, text="told to have happened"),
        Label(x=rounded(start), y=rounded(bottom - 4), text="published"),
        Label(x=rounded(width - _EDGE - room(axis)), y=rounded(bottom - 4), text=axis),
        Label(x=2.0, y=rounded(top + 16), text=apart),
    ]
    return tuple(name for name in names if name.text)


def _extent(event: Event, scale: _Scale, width: float) -> tuple[float, float, float]:
    """The left and right end of an event's mark, and the middle of its key."""
    left, right = scale.x(event.first), scale.x(event.last + 1)
    if event.first == event.last:
        middle = (left + right) / 2
        left, right = middle - 5, middle + 5
    letters = room(event.key)
    key = right + 5 + letters / 2
    return left, right, key if key + letters / 2 <= width else left - 5 - letters / 2


def _event_rows(events: Sequence[Event], scale: _Scale, width: float) -> tuple[Sequence[tuple[Event, int]], int]:
    """Each event with the lowest row that has room for it, bars nearest to the axis; and how many rows there are."""
    ends: list[list[tuple[float, float]]] = []
    placed = []
    for event in sorted(events, key=lambda e: (e.first - e.last, e.first, e.key)):
        left, right, key = _extent(event, scale, width)
        low, high = min(left, key - room(event.key) / 2) - 3, max(right, key + room(event.key) / 2) + 3
        row = next((n for n, taken in enumerate(ends) if all(high <= a or b <= low for a, b in taken)), len(ends))
        if row == len(ends):
            ends.append([])
        if row < 2 * _MOST_ROWS:
            ends[row].append((low, high))
            placed.append((event, row))
    return placed, min(len(ends), 2 * _MOST_ROWS)


def _event_mark(event: Event, row: int, scale: _Scale, axis: float, width: float) -> EventMark:
    left, right, key = _extent(event, scale, width)
    y = axis - _GAP - (row + 0.5) * _EVENT_ROW
    is_bar = event.first != event.last
    return EventMark(
        x=rounded(left if is_bar else (left + right) / 2),
        y=rounded(y),
        width=rounded(max(right - left, 4.0)),
        is_bar=is_bar,
        key=Label(x=rounded(key), y=rounded(y + 4), text=event.key),
        says=event.says,
        anchor=event.anchor,
    )


def _pill_text(reports: Sequence[Published]) -> str:
    if len(reports) == 1:
        return f"{reports[0].number}{' changed' if reports[0].changed else ''}"
    return f"{len(reports)} reports"


_Group = tuple[float, Sequence[Published]]


def _groups(reports: Sequence[Published], scale: _Scale, bin: float) -> Sequence[_Group]:
    """The reports of each place of the axis, one by one, or all as one where they are many; places are `bin` wide."""
    same: dict[tuple[int, bool], list[tuple[float, Published]]] = defaultdict(list)
    for report in reports:
        if report.at is not None and scale.first <= int(report.at) <= scale.last:
            x = scale.x(report.at)
            same[int(x / bin), report.changed].append((x, report))
    groups: list[_Group] = []
    for _, several in sorted(same.items()):
        if len(several) > _MOST_SINGLY:
            groups.append((sum(x for x, _ in several) / len(several), [one for _, one in several]))
        else:
            groups += [(x, [one]) for x, one in several]
    return groups


def _report_rows(reports: Sequence[Published], scale: _Scale, top: float, width: float) -> tuple[Sequence[ReportMark], int]:
    """A mark for each report, and how many rows they take; where these would be too many, reports of near times are one."""
    for bin in _BINS:
        marks, rows = _laid_out(_groups(reports, scale, bin), scale, top, width)
        if rows <= _MOST_ROWS:
            break
    return marks, rows


def _laid_out(groups: Sequence[_Group], scale: _Scale, top: float, width: float) -> tuple[Sequence[ReportMark], int]:
    """Each mark in the highest row that has room for it, and how many rows there are."""
    ends: list[list[tuple[float, float]]] = []
    marks = []
    for x, several in groups:
        half = room(_pill_text(several)) / 2 + 6
        middle = max(scale.start + half - _EDGE / 2, min(x, width - half - 1))
        box = (middle - half - 2, middle + half + 2)
        row = next((n for n, taken in enumerate(ends) if all(box[1] <= a or b <= box[0] for a, b in taken)), len(ends))
        if row == len(ends):
            ends.append([])
        ends[row].append(box)
        marks.append(_report_mark(several, middle, half, top + row * _REPORT_ROW))
    return marks, len(ends)


def _report_mark(several: Sequence[Published], middle: float, half: float, y: float) -> ReportMark:
    text = _pill_text(several)
    return ReportMark(
        x=rounded(middle - half),
        y=rounded(y),
        width=rounded(2 * half),
        label=Label(x=rounded(middle), y=rounded(y + 13), text=text),
        changed=several[0].changed,
        says=f"report {text}" if len(several) == 1 else text,
        anchor=several[0].anchor if len(several) == 1 else "",
    )


def _apart_mark(unplaced: Sequence[Published], pill: str, top: float) -> ReportMark:
    half = room(pill) / 2 + 6
    return _report_mark(unplaced, half + 2, half, top)


def _ticks(scale: _Scale, axis: float) -> tuple[Sequence[float], Sequence[Label]]:
    """The starts of the named days, and their names: in the middle of the day where each is named, else at its start."""
    years = scale.last - scale.first > 400
    wide = room("30 Sep 2025" if years else "30 Sep") + 12
    days = ticks(scale.first, scale.last, max(1, int((scale.end - scale.start) / wide)))
    each = len(days) == scale.last - scale.first + 1
    lines, labels = [], []
    for day in days:
        text = short_day(day, year=years)
        lines.append(rounded(scale.x(day)))
        x = clamped(text, scale.x(day + 0.5) if each else scale.x(day), scale.start, scale.end + _EDGE)
        labels.append(Label(x=x, y=rounded(axis + 16), text=text))
    return lines, labels
