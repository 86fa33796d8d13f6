"""Which reports are worth reading side by side, and the passages that each two of them share: the nearest pairs first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from twosource.model import Account, Derivation, Evidence
from twosource.present.book import Book
from twosource.present.derived import is_directed, took

MOST_PAIRS = 1000  # 45 reports have fewer; of 137 copies each is kept with its nearest, and the file stays small
MOST_PASSAGES = 12  # of a pair: more are counted

PassageKind = Literal["shared_passage", "shared_quote", "retold_sentence", "shared_figures"]
KINDS: Mapping[str, PassageKind] = {
    "shared_passage": "shared_passage",
    "shared_quote": "shared_quote",
    "retold_sentence": "retold_sentence",
    "shared_figures": "shared_figures",
}

Place = tuple[int, int]
Numbers = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words in two reports: their places there, the lower report number's first."""

    kind: PassageKind
    score: float
    one: Place
    other: Place
    words: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports by number, the lower first: how they are related in words, and what they share in the order of the first.

    `unlisted` is how many shared passages are not kept; `quoted` is where both print the same quoted words.
    """

    numbers: Numbers
    relation: str
    score: float
    passages: tuple[Passage, ...]
    unlisted: int
    quoted: tuple[tuple[Place, Place], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The pairs that are kept, nearest first, and how many related pairs are not."""

    kept: tuple[Pair, ...]
    left_out: int

    def places(self) -> Mapping[int, Sequence[Place]]:
        """Where each report's shared passages stand, by its number."""
        found: dict[int, list[Place]] = {}
        for pair in self.kept:
            for passage in pair.passages:
                found.setdefault(pair.numbers[0], []).append(passage.one)
                found.setdefault(pair.numbers[1], []).append(passage.other)
        return found


def pairs(book: Book, account: Account) -> Pairs:
    """The pairs of related reports: each report's nearest relation before any report's second."""
    related = _related(book, account.derivations)
    ranked = _ranked(related)
    kept = tuple(_pair(numbers, related[numbers], book) for numbers in ranked[:MOST_PAIRS])
    return Pairs(kept=kept, left_out=len(ranked) - len(kept))


def _related(book: Book, derivations: Iterable[Derivation]) -> Mapping[Numbers, Sequence[Derivation]]:
    """The derivations between each two reports, the strongest first."""
    found: dict[Numbers, list[Derivation]] = {}
    for derivation in derivations:
        a, b = book.numbers.get(derivation.source), book.numbers.get(derivation.to)
        if a and b and a != b:
            found.setdefault((min(a, b), max(a, b)), []).append(derivation)
    return {numbers: sorted(several, key=lambda d: (-d.score, d.kind, d.source)) for numbers, several in found.items()}


def _ranked(related: Mapping[Numbers, Sequence[Derivation]]) -> Sequence[Numbers]:
    """Pairs by the place they have among the relations of either report, then by strength."""
    strength = {numbers: several[0].score for numbers, several in related.items()}
    by_strength = sorted(related, key=lambda numbers: (-strength[numbers], numbers))
    seen: dict[int, int] = {}
    rank: dict[Numbers, int] = {}
    for numbers in by_strength:
        rank[numbers] = min(seen.get(n, 0) for n in numbers)
        for n in numbers:
            seen[n] = seen.get(n, 0) + 1
    return sorted(by_strength, key=lambda numbers: (rank[numbers], -strength[numbers], numbers))


def _pair(numbers: Numbers, several: Sequence[Derivation], book: Book) -> Pair:
    all_found = [passage for d in several for e in d.evidence for passage in _passages(e, numbers, book)]
    found = _largest(all_found)
    strongest = sorted(found, key=lambda p: (-p.score, p.one, p.other))[:MOST_PASSAGES]
    return Pair(
        numbers=numbers,
        relation=_relation(several[0], book),
        score=several[0].score,
        passages=tuple(sorted(strongest, key=lambda p: (p.one, p.other))),
        unlisted=len(found) - len(strongest),
        quoted=tuple((p.one, p.other) for p in all_found if p.kind == "shared_quote"),
    )


def _relation(derivation: Derivation, book: Book) -> str:
    source, to = book.numbers[derivation.source], book.numbers[derivation.to]
    if is_directed(derivation):
        return f"[{to}] {took(derivation)} [{source}]"
    return f"[{min(source, to)}] and [{max(source, to)}] {took(derivation)}"


def _passages(evidence: Evidence, numbers: Numbers, book: Book) -> Iterator[Passage]:
    """The words of both reports that one piece of evidence lays side by side."""
    at = {book.numbers.get(span.article_id): span.span for span in evidence.spans}
    if evidence.feature not in KINDS or len(evidence.spans) != 2 or set(at) != set(numbers):
        return
    one, other = at[numbers[0]], at[numbers[1]]
    yield Passage(
        kind=KINDS[evidence.feature],
        score=evidence.score,
        one=(one.start, one.end),
        other=(other.start, other.end),
        words=(one.text, other.text),
    )


def _largest(passages: Iterable[Passage]) -> Sequence[Passage]:
    """Passages that do not lie within a longer one of the same words: a quotation within a copied paragraph is told once."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.kind != "shared_passage", p.one[0] - p.one[1], p.one, p.other)):
        if not any(_within(passage.one, k.one) and _within(passage.other, k.other) for k in kept if k.kind != "retold_sentence"):
            kept.append(passage)
    return kept


def _within(inner: Place, outer: Place) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
