"""The drawing of who took from whom: boxes with cut names, lines with their ends, every number rounded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.present.page.graph_layers import Box, Placed, placed
from twosource.present.page.graph_letters import fitted
from twosource.present.page.graph_ties import Party, Tie, Ties, topological

# Width of a box and room between columns by the number of columns: up to three fit a pane of 600 px, four one of 720.
_SIZES: Mapping[int, tuple[float, float]] = {1: (220.0, 48.0), 2: (200.0, 88.0), 3: (152.0, 72.0)}
_SMALL = (132.0, 62.0)
_HEIGHT = 46.0
_PORT = 17.0  # from line to line at the taker's side, so that their words stand apart
_MARGIN = 10.0
_LETTER = 6.9  # px of a small letter of the name, 13 px bold; measured in Chromium, with some room
_LETTER_BELOW = 5.9  # the same at 11 px
_WORDS: Mapping[str, str] = {
    "copy": "copy",
    "rewrite": "rewrite",
    "quotation": "quotes",
    "revision": "revision",
    "credit": "credit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is to stand in a box, uncut: the number, the name, the line below; and the whole in words."""

    number: str
    name: str
    below: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of the drawing with what stands in it."""

    style: str
    x: float
    y: float
    width: float
    height: float
    number: str
    name: str
    below: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the drawing: its path from left to right, at which end the arrow stands, its word and where that stands."""

    style: str
    path: str
    arrow: str
    word: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The whole drawing; `unseen` are the places of parties that have nothing drawn."""

    width: float
    height: float
    description: str
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    unseen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """Where a line leaves or enters a box."""

    x: float
    y: float


def drawing(found: Ties, shown: Sequence[Shown]) -> Drawing:
    """The parties that have a drawn tie or are a group, in columns, with their lines."""
    drawn = [tie for tie in found.ties if tie.fate == "drawn"]
    tied = {place for tie in drawn for place in (tie.source, tie.to)}
    seen = [place for place, party in enumerate(found.parties) if place in tied or len(party.reports) > 1]
    at = {place: n for n, place in enumerate(seen)}
    parties = [found.parties[place] for place in seen]
    lines = [(at[tie.source], at[tie.to]) for tie in drawn]
    boxes = _boxes(parties, drawn, at)
    spots = placed(boxes, _forward(lines, drawn, len(seen)), lines)
    last = max(spots.columns, default=0)
    swings_out = any(spots.columns[source] == spots.columns[to] == last for source, to in lines)
    sheet = _Sheet(spots=spots, heights=tuple(box.height for box in boxes), swings_out=swings_out)
    return Drawing(
        width=sheet.width,
        height=_round(spots.height + 2 * _MARGIN),
        description=_description(parties, lines),
        nodes=tuple(_node(sheet, n, parties[n], shown[place]) for n, place in enumerate(seen)),
        lines=tuple(_lines(sheet, drawn, lines)),
        unseen=tuple(place for place in range(len(found.parties)) if place not in at),
    )


def _boxes(parties: Sequence[Party], drawn: Iterable[Tie], at: Mapping[int, int]) -> list[Box]:
    entering: dict[int, int] = defaultdict(int)
    for tie in drawn:
        entering[at[tie.to]] += 1
    least = int(any(party.name is not None for party in parties))
    return [
        Box(
            least=0 if party.name is not None else least,
            fixed=party.name is not None,
            height=max(_HEIGHT, _PORT * entering[n] + 12),
        )
        for n, party in enumerate(parties)
    ]


def _forward(lines: Sequence[tuple[int, int]], drawn: Sequence[Tie], count: int) -> list[tuple[int, int]]:
    directed = [line for line, tie in zip(lines, drawn, strict=True) if tie.directed]
    _, closing = topological(count, directed)
    return sorted(set(directed) - closing)


def _description(parties: Sequence[Party], lines: Sequence[tuple[int, int]]) -> str:
    agencies = sum(party.name is not None for party in parties)
    boxes = f"{len(parties) - agencies} boxes of reports and {agencies} of agencies"
    return f"A drawing of {boxes}, joined by {len(lines)} lines; the table after it says the same in words."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """From columns and middles to places on the sheet."""

    spots: Placed
    heights: tuple[float, ...]
    swings_out: bool  # a line inside the last column needs room to its right

    @property
    def columns(self) -> int:
        return 1 + max(self.spots.columns, default=0)

    @property
    def size(self) -> tuple[float, float]:
        return _SIZES.get(self.columns, _SMALL)

    @property
    def width(self) -> float:
        box, gap = self.size
        return self.columns * (box + gap) - gap + 2 * _MARGIN + (0.5 * gap if self.swings_out else 0)

    def left(self, column: int) -> float:
        return _MARGIN + column * sum(self.size)

    def middle(self, place: int) -> float:
        return self.spots.middles[place] + _MARGIN


def _node(sheet: _Sheet, place: int, party: Party, shown: Shown) -> Node:
    width, _ = sheet.size
    height = sheet.heights[place]
    room = (width - 20) / _LETTER
    number = fitted(shown.number, room)
    return Node(
        style="agency" if party.name is not None else "group" if len(party.reports) > 1 else "report",
        x=_round(sheet.left(sheet.spots.columns[place])),
        y=_round(sheet.middle(place) - height / 2),
        width=width,
        height=height,
        number=number,
        name=fitted(shown.name, room - (len(number) + 1 if number else 0)),
        below=fitted(shown.below, (width - 20) / _LETTER_BELOW),
        title=shown.title,
        href=shown.href,
    )


# Lines


def line_style(tie: Tie) -> str:
    """The name of the style that a tie is drawn in."""
    return tie.kind if tie.directed or tie.kind == "common_source" else "undirected"


def _lines(sheet: _Sheet, drawn: Sequence[Tie], lines: Sequence[tuple[int, int]]) -> Iterator[Line]:
    ports = _ports(sheet, lines)
    for n, (tie, (source, to)) in enumerate(zip(drawn, lines, strict=True)):
        columns = sheet.spots.columns
        back = columns[source] > columns[to]
        start, end = (ports[n, to], ports[n, source]) if back else (ports[n, source], ports[n, to])
        if columns[source] == columns[to]:
            path = _bow(start, end, sheet.size[1])
        else:
            path = _path(sheet, start, end, min(columns[source], columns[to]), sheet.spots.lanes[n])
        yield _line(tie, path, ports[n, to], back=back)


def _line(tie: Tie, path: str, taker: _End, *, back: bool) -> Line:
    return Line(
        style=line_style(tie),
        path=path,
        arrow=("start" if back else "end") if tie.directed else "",
        word=_WORDS[tie.kind] if tie.directed else "",
        x=_round(taker.x + (12 if back else -12)),
        y=_round(taker.y - 5),
        anchor="start" if back else "end",
    )


def _ports(sheet: _Sheet, lines: Sequence[tuple[int, int]]) -> dict[tuple[int, int], _End]:
    """For each line and each of its boxes where it meets it: on each side by the height of where the line goes next."""
    sides: dict[tuple[int, bool], list[tuple[float, int]]] = defaultdict(list)
    for n, (source, to) in enumerate(lines):
        for place, other in ((source, to), (to, source)):
            right = sheet.spots.columns[other] >= sheet.spots.columns[place]
            sides[place, right].append((_next(sheet, n, place, other, right=right), n))
    return {
        (n, place): _port(sheet, place, rank, len(met), right=right)
        for (place, right), met in sides.items()
        for rank, (_, n) in enumerate(sorted(met))
    }


def _next(sheet: _Sheet, line: int, place: int, other: int, *, right: bool) -> float:
    lanes = sheet.spots.lanes[line]
    return (lanes[0] if right else lanes[-1]) if lanes else sheet.spots.middles[other]


def _port(sheet: _Sheet, place: int, rank: int, many: int, *, right: bool) -> _End:
    step = min(_PORT, (sheet.heights[place] - 12) / many)
    x = sheet.left(sheet.spots.columns[place]) + (sheet.size[0] if right else 0)
    return _End(x, sheet.middle(place) + (rank - (many - 1) / 2) * step)


def _path(sheet: _Sheet, start: _End, end: _End, column: int, lanes: Sequence[float]) -> str:
    """From box to box, curved between the columns and straight through those it passes."""
    path, x, y = f"M{_n(start.x)} {_n(start.y)}", start.x, start.y
    for step, lane in enumerate(lanes, start=1):
        left = sheet.left(column + step)
        path += _curve(x, y, left, lane + _MARGIN) + f"H{_n(left + sheet.size[0])}"
        x, y = left + sheet.size[0], lane + _MARGIN
    return path + _curve(x, y, end.x, end.y)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"C{_n(middle)} {_n(y)} {_n(middle)} {_n(to_y)} {_n(to_x)} {_n(to_y)}"


def _bow(start: _End, end: _End, gap: float) -> str:
    """Out and back on the right side of a column, further for boxes further apart."""
    out = start.x + min(gap * 0.6, 20 + abs(end.y - start.y) * 0.08)
    return f"M{_n(start.x)} {_n(start.y)}C{_n(out)} {_n(start.y)} {_n(out)} {_n(end.y)} {_n(end.x)} {_n(end.y)}"


def _round(value: float) -> float:
    return round(value, 1)


def _n(value: float) -> str:
    return f"{round(value, 1):g}"
