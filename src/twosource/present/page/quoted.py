"""Quotations that two reports print differently: cut, changed, or in other words of the same speaker."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.model import Statement
from twosource.present.book import Book
from twosource.present.differing import alike, key_of, quotations, quoted_words
from twosource.present.page.pairs import Numbers, Pair, Place
from twosource.present.words import speaker

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """An earlier report's wording of a quotation and a later one's; `place` is the claim's number, 0 for none."""

    place: int
    speaker: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Told:
    """One speaker's words for one claim: each report's wordings, by report number, under the words they are compared by."""

    place: int
    speaker: str
    wordings: Mapping[int, Mapping[Key, str]]


def told(book: Book) -> Sequence[Told]:
    """The quotations of claims that are told in several wordings."""
    found = []
    for claim in book.claims:
        for who, several in quotations(claim, book).items():
            if len(several) > 1:
                found.append(Told(book.places[claim.id], who, _by_report(several, book)))
    return found


def _by_report(several: Mapping[Key, Sequence[Statement]], book: Book) -> Mapping[int, Mapping[Key, str]]:
    found: dict[int, dict[Key, str]] = {}
    for key, said in several.items():
        for statement in said:
            found.setdefault(book.report_of(statement.id), {}).setdefault(key, quoted_words(statement))
    return found


def unrelated(several: Iterable[Told], known: Iterable[Numbers], most: int) -> Sequence[Numbers]:
    """At most so many further pairs of reports that quote the same speaker in several wordings."""
    found: dict[Numbers, None] = {}
    related = frozenset(known)
    for one in several:
        for pair in combinations(sorted(one.wordings), 2):
            if len(found) >= most:
                return list(found)
            if pair not in related:
                found[pair] = None
    return list(found)


def changed(numbers: Sequence[Numbers], kept: Mapping[Numbers, Pair], book: Book) -> Mapping[Numbers, Sequence[Changed]]:
    """For each pair of reports the quotations that are not the same in both, though enough of their words are."""
    several, quoting = told(book), _quoting(book)
    found = {pair: tuple(dict.fromkeys(_candidates(pair, kept.get(pair), several, quoting))) for pair in numbers}
    fit = {one: alike(one.one, one.other) for candidates in found.values() for one in candidates}
    return {pair: [one for one in candidates if fit[one]] for pair, candidates in found.items()}


def _candidates(
    numbers: Numbers, pair: Pair | None, several: Iterable[Told], quoting: Mapping[int, Sequence[Statement]]
) -> Iterator[Changed]:
    seen: set[tuple[Key, Key]] = set()
    for told_by in several:
        one, other = (told_by.wordings.get(n, {}) for n in numbers)
        for a, b in _matched(one, other):
            seen.add((a, b))
            yield Changed(told_by.place, told_by.speaker, one[a], other[b])
    for places in pair.quoted if pair else ():
        said = [_around(quoting.get(n, ()), place) for n, place in zip(numbers, places, strict=True)]
        first, second = (quoted_words(s) if s else "" for s in said)
        if said[0] and first and second and (key_of(first), key_of(second)) not in seen and key_of(first) != key_of(second):
            yield Changed(0, speaker(said[0].attribution) or "", first, second)


def _matched(one: Mapping[Key, str], other: Mapping[Key, str]) -> Iterator[tuple[Key, Key]]:
    """Wordings that only one of two reports has, each with the nearest of the other's."""
    if one and other:
        yield from ((key, _nearest(key, other)) for key in one if key not in other)
        yield from ((_nearest(key, one), key) for key in other if key not in one)


def _nearest(key: Key, among: Mapping[Key, str]) -> Key:
    words = frozenset(key)
    return max(among, key=lambda other: (len(words.intersection(other)), -len(other)))


def _quoting(book: Book) -> Mapping[int, Sequence[Statement]]:
    """Each report's quotations, the shortest first."""
    found: dict[int, list[Statement]] = {}
    for statement in book.statements.values():
        if statement.voice in ("direct", "mixed"):
            found.setdefault(book.numbers[statement.article_id], []).append(statement)
    return {n: sorted(said, key=lambda s: (s.span.end - s.span.start, s.id)) for n, said in found.items()}


def _around(said: Sequence[Statement], place: Place) -> Statement | None:
    return next((s for s in said if s.span.start <= place[0] and place[1] <= s.span.end), None)
