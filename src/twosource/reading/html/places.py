"""Paragraphs that an extractor gave, found again among the lines of their page.

The extractor gives words without places, in order mostly, with clauses left out, paragraphs cut or joined, some repeated, some
moved. Runs of three words tie each line to places in the extractor's text; the heaviest chain of lines whose places rise is taken
for the text, then what the chain left uncovered is looked for elsewhere.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 3
_MOST_PLACES: Final = 8  # places of one run of words that are followed up; a run that stands more often ties nothing
_LEAST_FOUND: Final = 0.5  # of a line's words: an extractor that drops clauses drops a link or two, not half
_LEAST_MOVED: Final = 0.8
_SHORT: Final = 6  # words: shorter lines are common enough to stand inside a sentence, and must be a paragraph of their own
_UNCOVERED: Final = 0.5


class Place(NamedTuple):
    """A line's place in the extractor's words: `[start, end)`, and how many of its words were found there."""

    line: int
    start: int
    end: int
    found: int


class Found(NamedTuple):
    """Which lines hold the paragraphs, ascending, and which paragraphs no line holds."""

    lines: tuple[int, ...]
    lost: tuple[str, ...]


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def found_again(paragraphs: Sequence[str], lines: Sequence[str]) -> Found:
    """The lines that hold these paragraphs.

    >>> found_again(["Ann Oak spoke on Monday night.", "Nobody else spoke."], ["Home", "Ann Oak spoke on Monday night.", "News"])
    Found(lines=(1,), lost=('Nobody else spoke.',))
    """
    text = _Text(paragraphs)
    places = [place for at, line in enumerate(lines) for place in text.places(at, line)]
    chain = _heaviest_chain(places, len(text.words))
    covered = bytearray(len(text.words))
    for place in chain:
        covered[place.start : place.end] = b"\1" * (place.end - place.start)
    taken = {place.line for place in chain}
    for place in places:
        if place.line not in taken and _is_free(place, covered, lines[place.line]):
            taken.add(place.line)
            covered[place.start : place.end] = b"\1" * (place.end - place.start)
    return Found(tuple(sorted(taken)), tuple(text.uncovered(covered)))


class _Text:
    """The extractor's words with the places of each run of three, and of each whole paragraph."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.words: list[str] = []
        self.starts: list[int] = []
        self.runs: dict[tuple[str, ...], list[int]] = {}
        self.whole: dict[tuple[str, ...], list[int]] = {}
        for paragraph in paragraphs:
            words = words_of(paragraph)
            if words:
                self.whole.setdefault(tuple(words), []).append(len(self.words))
            self.starts.append(len(self.words))
            self.words += words
        for at, run in enumerate(zip(self.words, self.words[1:], self.words[2:], strict=False)):
            self.runs.setdefault(run, []).append(at)

    def places(self, line: int, shown: str) -> list[Place]:
        """Where a line may stand in the text, the likeliest place first."""
        words = words_of(shown)
        if starts := self.whole.get(tuple(words)):
            return [Place(line, start, start + len(words), len(words)) for start in starts[:_MOST_PLACES]]
        if len(words) < _RUN:
            return []
        hits = list(map(self.runs.get, zip(words, words[1:], words[2:], strict=False)))
        covered = _covered([at for at, places in enumerate(hits) if places])
        if covered < _LEAST_FOUND * len(words) or (len(words) < _SHORT and covered < len(words)):
            return []
        near = [(at, places) for at, places in enumerate(hits) if places and len(places) <= _MOST_PLACES]
        offsets = Counter(place - at for at, places in near for place in places).most_common(_MOST_PLACES)
        likely = [offset for offset, count in offsets if count * 2 > offsets[0][1]]
        return [place for offset in likely if (place := _at_offset(line, near, offset, len(words)))]

    def uncovered(self, covered: bytearray) -> list[str]:
        ends = [*self.starts[1:], len(self.words)][: len(self.starts)]
        return [
            paragraph
            for paragraph, start, end in zip(self.paragraphs, self.starts, ends, strict=True)
            if end > start and covered.count(1, start, end) < _UNCOVERED * (end - start)
        ]


def _covered(starts: Sequence[int]) -> int:
    """How many words the runs at these places cover, ascending."""
    total, done = 0, 0
    for start in starts:
        total += start + _RUN - max(done, start)
        done = start + _RUN
    return total


def _at_offset(line: int, hits: Sequence[tuple[int, Sequence[int]]], offset: int, count: int) -> Place | None:
    """The place of a line that begins about `offset`: each run at the nearest of its places, none far off."""
    near: list[int] = []
    starts: list[int] = []
    for at, places in hits:
        wanted = at + offset
        best = places[0] if len(places) == 1 else min(places, key=lambda place, wanted=wanted: abs(place - wanted))  # type: ignore[misc]
        if abs(best - wanted) <= count:
            near.append(best)
            starts.append(at)
    found = _covered(starts)
    if not near or found < _LEAST_FOUND * count:
        return None
    return Place(line, min(near), max(near) + _RUN, found)


def _heaviest_chain(places: Sequence[Place], size: int) -> list[Place]:
    """The places, rising with their lines and not overlapping, that hold most words; `places` come by line.

    A Fenwick tree over ends keeps the best chain up to each: of equal ones the one that comes later, and of the last places the
    first, so that a paragraph is taken from beside the text and not from a teaser far above or below.
    """
    best: list[tuple[int, int]] = [(0, -1)] * (size + 1)  # weight and last place of the best chain that ends up to here
    before: list[int] = []
    weights: list[int] = []
    at = 0
    while at < len(places):
        end = at
        while end < len(places) and places[end].line == places[at].line:
            end += 1
        asked = [_best(best, place.start) for place in places[at:end]]
        for number, (weight, last) in zip(range(at, end), asked, strict=True):
            before.append(last)
            weights.append(weight + places[number].found)
            _raise(best, places[number].end, (weights[number], number))
        at = end
    chain: list[Place] = []
    last = weights.index(max(weights)) if weights else -1
    while last >= 0:
        chain.append(places[last])
        last = before[last]
    return chain[::-1]


def _best(best: Sequence[tuple[int, int]], end: int) -> tuple[int, int]:
    found = (0, -1)
    while end > 0:
        found = max(found, best[end])
        end -= end & -end
    return found


def _raise(best: list[tuple[int, int]], end: int, entry: tuple[int, int]) -> None:
    while end < len(best):
        best[end] = max(best[end], entry)
        end += end & -end


def _is_free(place: Place, covered: bytearray, line: str) -> bool:
    size = place.end - place.start
    count = len(words_of(line))
    return count >= _SHORT and place.found >= _LEAST_MOVED * count and covered.count(1, place.start, place.end) * 3 < size
