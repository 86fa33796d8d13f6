"""Passages that two reports share, with their places in both: seeds of equal words, grown over small edits.

One walk over every report with an index of word runs: the cost is the words plus the runs that reports share, never all pairs
of texts. The longest report is looked up in the index but never stored in it, so that one huge report stays cheap.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import Words

_BITS = 24  # a vocabulary of 16 million words: more than a story of the size this tool reads can hold
_Index = dict[int, dict[int, int]]  # a run of words: the reports that have it, by number, and where each has it first
_STRIDES = (64, 8, 1)  # words compared at once: what is the same is mostly the same for long
Pair = tuple[str, str]
Run = tuple[int, int]


class Passage(NamedTuple):  # near copies share thousands: a frozen dataclass takes twice as long to make
    """Words `[a0, a1)` of one report that stand, but for small edits, at `[b0, b1)` of the other."""

    a0: int
    a1: int
    b0: int
    b1: int

    @property
    def length(self) -> int:
        return min(self.a1 - self.a0, self.b1 - self.b0)


def passages(words: Mapping[str, Words], settings: DerivationSettings) -> dict[Pair, tuple[Passage, ...]]:
    """The passages of every pair of reports that share any; a pair's ids are in order, `a` belongs to the first."""
    order = sorted(words, key=lambda key: (len(words[key].keys), key))
    index: _Index = {}
    found: dict[Pair, list[Passage]] = {}
    for n, key in enumerate(order):
        for m, passage in _shared(words[key], [words[k] for k in order[:n]], index, settings):
            pair, passage = _ordered(order[m], key, passage)
            found.setdefault(pair, []).append(passage)
        if n < len(order) - 1:
            _learn(n, words[key], index, settings.seed_words)
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def _ordered(a: str, b: str, passage: Passage) -> tuple[Pair, Passage]:
    if a <= b:
        return (a, b), passage
    return (b, a), Passage(passage.b0, passage.b1, passage.a0, passage.a1)


def seeds(keys: Sequence[int], size: int) -> Iterator[Run]:
    """Every run of `size` words without a break, as one number, with its place."""
    mask, run, whole = (1 << (_BITS * size)) - 1, 0, 0
    for place, key in enumerate(keys):
        run = ((run << _BITS) | key) & mask
        whole = whole + 1 if key else 0
        if whole >= size:
            yield run, place - size + 1


def _learn(n: int, words: Words, index: _Index, size: int) -> None:
    for run, place in seeds(words.keys, size):
        index.setdefault(run, {}).setdefault(n, place)


def _shared(words: Words, others: Sequence[Words], index: _Index, settings: DerivationSettings) -> Iterator[tuple[int, Passage]]:
    """The passages that a report shares with each of others; one that is within a passage is not looked up until its end."""
    within: set[int] = set()
    ends: dict[int, list[int]] = {}
    done: dict[int, int] = {}
    reached = 0
    for run, place in seeds(words.keys, settings.seed_words):
        while reached <= place:
            within.difference_update(ends.pop(reached, ()))
            reached += 1
        for m in sorted(index.get(run, {}).keys() - within):
            passage = _grown(others[m].keys, words.keys, (index[run][m], place), done.get(m, 0), settings)
            done[m] = passage.b1
            within.add(m)
            ends.setdefault(passage.b1, []).append(m)
            if passage.length >= settings.passage_words:
                yield m, passage


def _grown(a: "array[int]", b: "array[int]", seed: Run, floor: int, settings: DerivationSettings) -> Passage:
    a0, b0 = seed
    while a0 > 0 and b0 > floor and a[a0 - 1] == b[b0 - 1] != 0:
        a0, b0 = a0 - 1, b0 - 1
    a1, b1 = seed
    while True:
        alike = _alike(a, b, (a1, b1))
        a1, b1 = a1 + alike, b1 + alike
        step = _resumed(a, b, (a1, b1), settings)
        if step is None:
            return Passage(a0, a1, b0, b1)
        a1, b1 = step


def _alike(a: "array[int]", b: "array[int]", at: Run) -> int:
    """How many words are the same from two places on, up to a break; many are compared at once."""
    x, y = at
    for size in _STRIDES:
        while (run := a[x : x + size]) == b[y : y + size] and len(run) == size and 0 not in run:
            x, y = x + size, y + size
    return x - at[0]


def _resumed(a: "array[int]", b: "array[int]", at: Run, settings: DerivationSettings) -> Run | None:
    """Where both go on alike after the fewest differing words, if they do so soon."""
    gap, size = settings.gap_words, settings.resume_words
    if {*a[at[0] : at[0] + gap + 1]}.isdisjoint(b[at[1] : at[1] + gap + 1]):
        return None
    for first, second in _steps(gap):
        x, y = at[0] + first, at[1] + second
        same = a[x : x + size]
        if len(same) == size and same == b[y : y + size] and 0 not in same and not _breaks(a, b, at, (x, y)):
            return x, y
    return None


@cache
def _steps(gap: int) -> tuple[Run, ...]:
    """How many words of either may be left out, the fewest in all first."""
    return tuple(
        (first, skipped - first)
        for skipped in range(1, 2 * gap + 1)
        for first in range(max(0, skipped - gap), min(gap, skipped) + 1)
    )


def _breaks(a: Sequence[int], b: Sequence[int], at: Run, to: Run) -> bool:
    return 0 in a[at[0] : to[0]] or 0 in b[at[1] : to[1]]
