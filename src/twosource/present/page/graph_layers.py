"""Where the boxes of a layered drawing stand and how its lines run: the same for the same input, no line through a box."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SWEEPS = 8  # on drawings of up to 200 boxes the crossings stop falling before the eighth
_APART = 18.0
_LANE = 10.0  # room for a line that passes a column


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What is to be placed: its least column, whether it stays there, and its size."""

    least: int
    fixed: bool = False
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Column (from 0) and middle of every box, and of every line the middles of the lanes it takes from column to column."""

    columns: tuple[int, ...]
    middles: tuple[float, ...]
    lanes: tuple[tuple[float, ...], ...]
    height: float


def placed(boxes: Sequence[Box], forward: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int]]) -> Placed:
    """Places for boxes: `forward` are ties without circles that decide the columns, `lines` all that will be drawn.

    Longest-path layering; lines over several columns get a point in each; barycentre order, ties as the boxes were given.
    """
    columns = layers(boxes, forward, lines)
    points, chains = _with_points(boxes, columns, lines)
    neighbours = _neighbours(chains)
    order = _ordered(_first_order(points), neighbours)
    middles = _middles(order, points, neighbours)
    low = min((middles[p] - points[p][1] / 2 for p in range(len(points))), default=0.0)
    high = max((middles[p] + points[p][1] / 2 for p in range(len(points))), default=0.0)
    return Placed(
        columns=tuple(columns),
        middles=tuple(middles[p] - low for p in range(len(boxes))),
        lanes=tuple(tuple(middles[p] - low for p in chain[1:-1]) for chain in chains),
        height=high - low,
    )


def layers(boxes: Sequence[Box], forward: Iterable[tuple[int, int]], loose: Iterable[tuple[int, int]] = ()) -> list[int]:
    """Each box's column: the one after the last of those it takes from.

    What takes from nobody stands just before its first taker, where it is not fixed; what is only joined loosely beside
    what it is joined to.
    """
    givers, takers = _both_ways(forward)
    columns = [box.least for box in boxes]
    waiting = [len(givers[place]) for place in range(len(boxes))]
    ready = [place for place in range(len(boxes)) if not waiting[place]]
    for place in ready:  # grows as it is gone through
        for to in takers[place]:
            columns[to] = max(columns[to], columns[place] + 1)
            waiting[to] -= 1
            if not waiting[to]:
                ready.append(to)
    for place, box in enumerate(boxes):
        if takers[place] and not givers[place] and not box.fixed:
            columns[place] = min(columns[to] for to in takers[place]) - 1
    return _beside(columns, {place for place in range(len(boxes)) if givers[place] or takers[place]}, loose)


def _both_ways(ties: Iterable[tuple[int, int]]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    back: dict[int, list[int]] = defaultdict(list)
    on: dict[int, list[int]] = defaultdict(list)
    for one, other in ties:
        back[other].append(one)
        on[one].append(other)
    return back, on


def _beside(columns: list[int], settled: set[int], loose: Iterable[tuple[int, int]]) -> list[int]:
    back, on = _both_ways(loose)
    reached = sorted(settled)
    for place in reached:  # grows as it is gone through
        for other in sorted({*back[place], *on[place]} - settled):
            columns[other] = columns[place]
            settled.add(other)
            reached.append(other)
    return columns


def _with_points(
    boxes: Sequence[Box], columns: Sequence[int], lines: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, float]], list[list[int]]]:
    """Every point's column and height, boxes first; and each line as the points it goes through, left to right."""
    points = [(column, box.height) for column, box in zip(columns, boxes, strict=True)]
    chains = []
    for line in lines:
        left, right = sorted(line, key=lambda place: columns[place])
        between = range(columns[left] + 1, columns[right])
        chains.append([left, *range(len(points), len(points) + len(between)), right])
        points += [(column, _LANE) for column in between]
    return points, chains


def _neighbours(chains: Iterable[Sequence[int]]) -> Mapping[int, list[int]]:
    neighbours: dict[int, list[int]] = defaultdict(list)
    for chain in chains:
        for one, other in pairwise(chain):
            neighbours[one].append(other)
            neighbours[other].append(one)
    return neighbours


def _first_order(points: Sequence[tuple[int, float]]) -> list[list[int]]:
    order: list[list[int]] = [[] for _ in range(1 + max((column for column, _ in points), default=-1))]
    for point, (column, _) in enumerate(points):
        order[column].append(point)
    return order


def _ordered(order: list[list[int]], neighbours: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The columns' orders with the fewest crossings that sweeping to and fro comes by; the first of equals."""
    best, fewest = order, _crossings(order, neighbours)
    for sweep in range(_SWEEPS):
        order = _swept(order, neighbours, back=sweep % 2 == 1)
        crossed = _crossings(order, neighbours)
        if crossed < fewest:
            best, fewest = order, crossed
    return best


def _swept(order: Sequence[Sequence[int]], neighbours: Mapping[int, Sequence[int]], *, back: bool) -> list[list[int]]:
    made = [list(column) for column in order]
    for at in range(len(made) - 2, -1, -1) if back else range(1, len(made)):
        made[at] = _sorted(made[at], made[at + 1 if back else at - 1], neighbours)
    return made


def _sorted(column: Sequence[int], beside: Sequence[int], neighbours: Mapping[int, Sequence[int]]) -> list[int]:
    places = {point: float(place) for place, point in enumerate(beside)}
    wished = [
        (_mean([places[n] for n in neighbours[point] if n in places], float(at)), at, point) for at, point in enumerate(column)
    ]
    return [point for *_, point in sorted(wished)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(order: Sequence[Sequence[int]], neighbours: Mapping[int, Sequence[int]]) -> int:
    total = 0
    for left, right in pairwise(order):
        places = {point: place for place, point in enumerate(right)}
        ends = [end for point in left for end in sorted(places[n] for n in neighbours[point] if n in places)]
        total += _inversions(ends)
    return total


def _inversions(ends: Sequence[int]) -> int:
    """Pairs that stand the wrong way round (Fenwick tree)."""
    tree = [0] * (max(ends, default=0) + 2)
    total = 0
    for seen, end in enumerate(ends):
        at = end + 1
        total += seen
        while at:
            total -= tree[at]
            at -= at & -at
        at = end + 1
        while at < len(tree):
            tree[at] += 1
            at += at & -at
    return total


def _middles(
    order: Sequence[Sequence[int]], points: Sequence[tuple[int, float]], neighbours: Mapping[int, Sequence[int]]
) -> list[float]:
    """The middle of every point: as near to its neighbours as order and room allow."""
    middles = [0.0] * len(points)
    for column in order:
        _put(middles, column, [0.0] * len(column), points)
    steps = [*range(1, len(order)), *range(len(order) - 2, -1, -1)]
    for at in steps * 2:
        column = order[at]
        wished = [
            _mean([middles[n] for n in neighbours[point] if points[n][0] != points[point][0]], middles[point]) for point in column
        ]
        _put(middles, column, wished, points)
    return middles


def _put(middles: list[float], column: Sequence[int], wished: Sequence[float], points: Sequence[tuple[int, float]]) -> None:
    """Least squares under order and distance: pool adjacent violators on the wishes less each point's own room."""
    room = [0.0]
    for above, point in pairwise(column):
        room.append(room[-1] + (points[above][1] + points[point][1]) / 2 + _APART)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, room, strict=True):
        pools.append((wish - offset, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (one, many), (other, more) = pools[-2:]
            pools[-2:] = [((one * many + other * more) / (many + more), many + more)]
    spread = [value for value, many in pools for _ in range(many)]
    for point, value, offset in zip(column, spread, room, strict=True):
        middles[point] = value + offset
