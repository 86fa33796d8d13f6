"""Passages that two reports share, with their places in both: seeds of equal words, grown over small edits.

One walk over every report with an index of word runs: the cost is the words plus the runs that reports share, never all pairs
of texts. The longest report is looked up in the index but never stored in it, so that one huge report stays cheap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import Words

_BITS = 24  # a vocabulary of 16 million words: more than a story of the size this tool reads can hold
Pair = tuple[str, str]
Run = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
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
    index: dict[int, list[Run]] = {}
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


def _learn(n: int, words: Words, index: dict[int, list[Run]], size: int) -> None:
    for run, place in seeds(words.keys, size):
        known = index.setdefault(run, [])
        if not known or known[-1][0] != n:
            known.append((n, place))


def _shared(
    words: Words, others: Sequence[Words], index: Mapping[int, Sequence[Run]], settings: DerivationSettings
) -> Iterator[tuple[int, Passage]]:
    done: dict[int, int] = {}
    for run, place in seeds(words.keys, settings.seed_words):
        for m, other in index.get(run, ()):
            if place < done.get(m, 0):
                continue
            passage = _grown(others[m].keys, words.keys, (other, place), done.get(m, 0), settings)
            done[m] = passage.b1
            if passage.length >= settings.passage_words:
                yield m, passage


def _grown(a: Sequence[int], b: Sequence[int], seed: Run, floor: int, settings: DerivationSettings) -> Passage:
    a0, b0 = seed
    while a0 > 0 and b0 > floor and a[a0 - 1] == b[b0 - 1] != 0:
        a0, b0 = a0 - 1, b0 - 1
    a1, b1 = seed
    while True:
        while a1 < len(a) and b1 < len(b) and a[a1] == b[b1] != 0:
            a1, b1 = a1 + 1, b1 + 1
        step = _resumed(a, b, (a1, b1), settings)
        if step is None:
            return Passage(a0, a1, b0, b1)
        a1, b1 = step


def _resumed(a: Sequence[int], b: Sequence[int], at: Run, settings: DerivationSettings) -> Run | None:
    """Where both go on alike after the fewest differing words, if they do so soon."""
    gap, size = settings.gap_words, settings.resume_words
    for skipped in range(1, 2 * gap + 1):
        for first in range(max(0, skipped - gap), min(gap, skipped) + 1):
            x, y = at[0] + first, at[1] + skipped - first
            same = a[x : x + size]
            if len(same) == size and same == b[y : y + size] and 0 not in same and not _breaks(a, b, at, (x, y)):
                return x, y
    return None


def _breaks(a: Sequence[int], b: Sequence[int], at: Run, to: Run) -> bool:
    return 0 in a[at[0] : to[0]] or 0 in b[at[1] : to[1]]
