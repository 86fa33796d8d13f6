"""A report's text in pieces: its blocks, the marks of its statements properly nested, and units that shared passages are made of.

Browsers count UTF-16, so places never reach the page: the text is cut here, and a passage is a range of numbered units.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from twosource.model import Article, BlockKind

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A statement's words: `[start, end)` of the article, under the statement's id."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or the place where the mark of statement `id` opens or closes.

    `outer` is true for the first opening and the last closing of a mark: where marks cross or reach over several blocks they are
    closed and opened again between. A `unit` is words that a shared passage is made of; `at` is where words begin in the article.
    """

    kind: Literal["text", "open", "close"]
    text: str = ""
    id: str = ""
    outer: bool = False
    unit: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of one kind in a row: a block, or words that lie in none (`loose`)."""

    kind: BlockKind | Literal["loose"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Units:
    """Where passages begin and end in a report, and which words lie in any."""

    edges: Sequence[int]
    covered: Sequence[Place]

    @classmethod
    def of(cls, passages: Iterable[Place]) -> "Units":
        """The units of these passages, which may overlap."""
        merged: list[Place] = []
        ordered = sorted(set(passages))
        for start, end in ordered:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return cls(sorted({edge for place in ordered for edge in place}), merged)

    def covers(self, at: int) -> bool:
        """Whether the character at a place lies in a passage."""
        n = bisect_right(self.covered, (at, float("inf"))) - 1
        return n >= 0 and at < self.covered[n][1]

    def within(self, start: int, end: int) -> Sequence[int]:
        """The edges between two places."""
        return self.edges[bisect_right(self.edges, start) : bisect_left(self.edges, end)]


def stretches(article: Article) -> Iterator[Stretch]:
    """The whole text of an article in order, each word once: its blocks, and what lies between them where that has words."""
    text, done = article.text, 0
    for block in sorted(article.blocks, key=lambda b: (b.span.start, b.span.end)):
        start, end = max(done, block.span.start), min(block.span.end, len(text))
        if text[done:start].strip():
            yield Stretch(kind="loose", start=done, end=start)
        if text[start:end].strip():
            yield Stretch(kind=block.kind, start=start, end=end)
        done = max(done, end, start)
    if text[done:].strip():
        yield Stretch(kind="loose", start=done, end=len(text))


def laid_out(article: Article, marks: Sequence[Mark], units: Units) -> Iterator[tuple[Stretch, tuple[Piece, ...]]]:
    """Each stretch of an article with its pieces."""
    parts = list(stretches(article))
    ends = _spread(parts, marks)
    ordered = sorted(marks, key=lambda m: (m.start, -m.end, m.id))
    for n, part in enumerate(parts):
        inside = [(m, ends[m.id]) for m in ordered if n in range(ends[m.id][0], ends[m.id][1] + 1)]
        yield part, tuple(_pieces(article.text, part, n, inside, units))


def _spread(parts: Sequence[Stretch], marks: Iterable[Mark]) -> Mapping[str, Place]:
    """The first and the last stretch that each mark touches."""
    ends, starts = [part.end for part in parts], [part.start for part in parts]
    found = {}
    for mark in marks:
        first = min(bisect_right(ends, mark.start), len(parts) - 1)
        found[mark.id] = (first, max(first, bisect_left(starts, mark.end) - 1))
    return found


def _pieces(text: str, part: Stretch, n: int, marks: Sequence[tuple[Mark, Place]], units: Units) -> Iterator[Piece]:
    """The words of a stretch with its marks; a mark that crosses another is closed and opened again within it."""
    opening = {at: list(several) for at, several in _opening(part, marks).items()}
    closing = [min(max(m.end, part.start), part.end) for m, _ in marks]
    edges = sorted({part.start, part.end, *opening, *closing, *units.within(part.start, part.end)})
    stack: list[tuple[Mark, Place]] = []
    for at, following in zip(edges, [*edges[1:], part.end], strict=True):
        yield from _closed(stack, at, n, part)
        for mark, spread in opening.get(at, ()):
            yield Piece("open", id=mark.id, outer=spread[0] == n)
            stack.append((mark, spread))
        yield from _closed(stack, at, n, part)  # a mark without words of this stretch marks none
        if following > at:
            yield Piece("text", text[at:following], unit=units.covers(at), at=at)


def _opening(part: Stretch, marks: Iterable[tuple[Mark, Place]]) -> Mapping[int, Sequence[tuple[Mark, Place]]]:
    found: dict[int, list[tuple[Mark, Place]]] = {}
    for mark, spread in marks:
        found.setdefault(min(max(mark.start, part.start), part.end), []).append((mark, spread))
    return found


def _closed(stack: list[tuple[Mark, Place]], at: int, n: int, part: Stretch) -> Iterator[Piece]:
    """Closes the marks that end here, and opens those again that were opened after them and go on."""
    ending = [k for k, (mark, _) in enumerate(stack) if mark.end <= at or at == part.end]
    if not ending:
        return
    lowest = ending[0]
    going_on = [one for one in stack[lowest:] if one[0].end > at and at != part.end]
    for mark, spread in reversed(stack[lowest:]):
        done = mark.end <= at or at == part.end
        yield Piece("close", id=mark.id, outer=done and spread[1] == n)
    del stack[lowest:]
    for mark, spread in going_on:
        yield Piece("open", id=mark.id)
        stack.append((mark, spread))
