"""A dot-and-range plot: publication time against value, a mark for the reports of each, a step line and a band."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from twosource.model import FigureRule
from twosource.present.book import references
from twosource.present.page.axis import (
    YEAR_UNKNOWN,
    Instant,
    Label,
    clamped,
    instant,
    joined_yearless,
    room,
    rounded,
    short_day,
)

_WIDTH = 340.0
_TOP, _BOTTOM, _HEIGHT = 16.0, 126.0, 148.0
_EDGE = 14.0  # kept free of dots at the ends of the axis
_LINE = 13.0  # the height of a label, and between it and a dot
_LONGEST_LABEL = 15  # letters: "[1] [2] [3] [4]"; more reports are counted
_MOST_MARKS = 80  # more would cover one another
_CELLS = (0.1, 5.0, 10.0, 20.0, 40.0)  # how near dots become one mark, tried until the marks are few enough

Number = float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One report's value at its publication time."""

    at: str | None
    value: Number
    report: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The reports that give one value at one time; no `label` where there is no room for one."""

    x: float
    y: float
    says: str
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A plot with all its coordinates.

    `step`: the points of the line of what was best as time went on; `level`: the height of the best where no such line leads
    to it; `divider`: where the days that are not fully known end.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    band_top: float
    band_height: float
    step: str
    level: float | None
    divider: float | None
    marks: Sequence[Mark]
    xs: Sequence[Label]
    ys: Sequence[Label]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """How days and values become coordinates; `apart` is the middle of the place of dots without a day."""

    left: float
    apart: float | None
    start: float
    first: float
    last: float
    low: float
    high: float
    yearless: bool

    def x(self, dot: Dot) -> float:
        at = self.placed(dot)
        return rounded(self.along(at.at)) if at else rounded(self.apart or 0.0)

    def placed(self, dot: Dot) -> Instant | None:
        """The day of a dot, where it is one of those on the axis."""
        at = instant(dot.at)
        return at if at is not None and at.yearless == self.yearless else None

    def along(self, at: float) -> float:
        start, end = self.start + _EDGE, _WIDTH - _EDGE
        return start + (end - start) * ((at - self.first) / (self.last - self.first) if self.last > self.first else 0.5)

    def y(self, value: Number) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return rounded(_BOTTOM - 21 - (_BOTTOM - _TOP - 32) * share)


def chart(
    dots: Sequence[Dot], *, low: Number, best: Number, high: Number, rule: FigureRule, name: Callable[[Number], str]
) -> Chart:
    """The plot of one counted thing; `name` writes a number."""
    apart_label = _apart_label(dots)
    frame = _frame(dots, low, high, room(name(high)) + 10, apart_label)
    running = _running(dots, rule, frame)
    leads = bool(running) and running[-1][1] == best
    top = frame.y(high) - 5
    return Chart(
        width=_WIDTH,
        height=_HEIGHT + (_LINE if frame.yearless else 0.0),
        left=rounded(frame.left),
        right=_WIDTH,
        top=_TOP,
        bottom=_BOTTOM,
        band_top=rounded(top),
        band_height=rounded(frame.y(low) + 5 - top),
        step=_step(running, frame) if leads else "",
        level=None if leads else frame.y(best),
        divider=rounded(frame.start) if frame.apart is not None and frame.first <= frame.last else None,
        marks=_marks(dots, frame, name),
        xs=_xs(dots, frame, apart_label),
        ys=_ys({low, best, high}, frame, name),
        says=_says(dots, low, best, high, rule, name),
    )


def _frame(dots: Sequence[Dot], low: Number, high: Number, left: float, apart_label: str) -> _Frame:
    days = [instant(dot.at) for dot in dots]
    yearless = joined_yearless(days)
    on_axis = [at.at for at in days if at is not None and at.yearless == yearless]
    apart = room(apart_label) + 8 if apart_label else 0.0
    if not on_axis:
        return _Frame(left=left, apart=(left + _WIDTH) / 2, start=_WIDTH, first=1, last=0, low=low, high=high, yearless=yearless)
    return _Frame(
        left=left,
        apart=left + apart / 2 if apart_label else None,
        start=left + apart,
        first=min(on_axis),
        last=max(on_axis),
        low=low,
        high=high,
        yearless=yearless,
    )


def _apart_label(dots: Sequence[Dot]) -> str:
    """What is said of the dots that have no place on the axis: nothing where there are none."""
    days = [instant(dot.at) for dot in dots]
    yearless = joined_yearless(days)
    kinds = {at is None for at in days if at is None or at.yearless != yearless}
    return {(): "", (True,): "day unknown", (False,): YEAR_UNKNOWN}.get(tuple(kinds), "day or year unknown")


def _latest(dots: Sequence[Dot]) -> Number:
    last = max(dot.at or "" for dot in dots)
    return _majority([dot for dot in dots if (dot.at or "") == last])


def _majority(dots: Sequence[Dot]) -> Number:
    reports = Counter(value for value, _ in dict.fromkeys((dot.value, dot.report) for dot in dots))
    return max(reports, key=lambda value: (reports[value], value))


_BEST: Mapping[FigureRule, Callable[[Sequence[Dot]], Number]] = MappingProxyType(
    {
        "latest": _latest,
        "majority": _majority,
        "lowest": lambda dots: min(dot.value for dot in dots),
        "highest": lambda dots: max(dot.value for dot in dots),
    }
)


def _running(dots: Sequence[Dot], rule: FigureRule, frame: _Frame) -> Sequence[tuple[float, Number]]:
    """What the rule would have given after each day on the axis, from the reports until then."""
    days: dict[float, list[Dot]] = defaultdict(list)
    for dot in dots:
        if at := frame.placed(dot):
            days[at.at].append(dot)
    until: list[Dot] = []
    found = []
    for day in sorted(days):
        until = days[day] if rule == "latest" else [*until, *days[day]]
        found.append((day, _BEST[rule](until)))
    return found


def _step(running: Sequence[tuple[float, Number]], frame: _Frame) -> str:
    """The points of a line that is level until the value changes, and goes on to the end of the axis."""
    points: list[tuple[float, float]] = []
    for at, value in running:
        x, y = rounded(frame.along(at)), frame.y(value)
        if points and points[-1][1] != y:
            points.append((x, points[-1][1]))
        if not points or points[-1][1] != y:
            points.append((x, y))
    points.append((_WIDTH, points[-1][1]))
    return " ".join(f"{x},{y}" for x, y in points)


def _marks(dots: Sequence[Dot], frame: _Frame, name: Callable[[Number], str]) -> Sequence[Mark]:
    """A mark for the dots of each place, in order, with a label where there is room for it."""
    drawn = _places(dots, frame)
    taken = [(x - 6, x + 6, y) for x, y in drawn]
    return tuple(_mark(place, drawn[place], frame, name, taken) for place in sorted(drawn))


def _places(dots: Sequence[Dot], frame: _Frame) -> Mapping[tuple[float, float], Sequence[Dot]]:
    """The dots of each place; where these would be too many, those near one another together at their middle."""
    for cell in _CELLS:
        near: dict[tuple[int, int], list[Dot]] = defaultdict(list)
        for dot in dots:
            near[int(frame.x(dot) / cell), int(frame.y(dot.value) / cell)].append(dot)
        if len(near) <= _MOST_MARKS:
            break
    return {(_middle(map(frame.x, of)), _middle(frame.y(dot.value) for dot in of)): of for of in near.values()}


def _middle(places: Iterable[float]) -> float:
    found = list(places)
    return rounded(sum(found) / len(found))


def _mark(
    place: tuple[float, float],
    dots: Sequence[Dot],
    frame: _Frame,
    name: Callable[[Number], str],
    taken: list[tuple[float, float, float]],
) -> Mark:
    numbers = sorted({dot.report for dot in dots})
    text = references(numbers)
    text = text if len(text) <= _LONGEST_LABEL else f"{len(numbers)} reports"
    values = [dot.value for dot in dots]
    reach = dict.fromkeys(map(name, (min(values), max(values))))
    return Mark(x=place[0], y=place[1], says=f"{' to '.join(reach)}: {text}", label=_label(text, *place, frame, taken))


def _label(text: str, x: float, y: float, frame: _Frame, taken: list[tuple[float, float, float]]) -> Label | None:
    """The label above its dot, else below it, right or left of it, where it covers nothing; `taken` are boxes with middles."""
    half = room(text) / 2
    for aside, down in ((0, -_LINE), (0, _LINE), (half + 8, 0), (-half - 8, 0)):
        middle = clamped(text, x + aside, frame.left, _WIDTH)
        if not any(middle - half < b and a < middle + half and abs(y + down - c) < _LINE for a, b, c in taken):
            taken.append((middle - half, middle + half, y + down))
            return Label(x=middle, y=rounded(y + down + 4), text=text)
    return None


def _xs(dots: Sequence[Dot], frame: _Frame, apart_label: str) -> Sequence[Label]:
    """The first and last day, and what stands apart from them."""
    y = _BOTTOM + 16
    labels = [Label(x=rounded(frame.apart), y=y, text=apart_label)] if frame.apart is not None else []
    for at in dict.fromkeys((frame.first, frame.last)) if frame.first <= frame.last else ():
        text = short_day(int(at), year=not frame.yearless)
        labels.append(Label(x=clamped(text, frame.along(at), frame.start, _WIDTH), y=y, text=text))
    if frame.yearless:
        labels.append(Label(x=rounded(_WIDTH - room(YEAR_UNKNOWN) / 2), y=_HEIGHT + 8, text=YEAR_UNKNOWN))
    texts = [label.text for label in labels]
    return tuple(label for n, label in enumerate(labels) if label.text not in texts[:n])


def _ys(values: set[Number], frame: _Frame, name: Callable[[Number], str]) -> Sequence[Label]:
    """The lowest and the highest value, and the best where there is room between them."""
    made: list[Label] = []
    for value in sorted(values, key=lambda v: (v not in (frame.low, frame.high), v)):
        y = frame.y(value) + 4
        if all(abs(y - other.y) >= _LINE for other in made):
            made.append(Label(x=rounded(frame.left - 6), y=rounded(y), text=name(value)))
    return tuple(made)


def _says(dots: Sequence[Dot], low: Number, best: Number, high: Number, rule: str, name: Callable[[Number], str]) -> str:
    reports = len({dot.report for dot in dots})
    reach = f"{name(low)} to {name(high)}" if low != high else name(low)
    return f"Publication time against number: {reach} in {reports} report{'s' if reports != 1 else ''}, {rule} {name(best)}"
