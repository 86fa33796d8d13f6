"""What differs inside a claim: two statements compared slot by slot, and all pairs put together into typed differences."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from twosource.claims.actors import participants, places, swapped_names, whereabouts
from twosource.claims.contrasts import Both, Contrast, both
from twosource.claims.dates import dates
from twosource.claims.facts import Fact
from twosource.claims.negation import negation
from twosource.claims.numbers import numbers
from twosource.claims.speakers import speakers
from twosource.claims.told_apart import standing
from twosource.claims.toll_sets import scoped
from twosource.claims.tolls import Tolls
from twosource.claims.wording import wording
from twosource.model import Difference, DifferenceKind, Span, Value

MOST_COMPARED = 24  # distinct wordings of one claim that are compared each with each; of more, the first by id

Comparer = Callable[[Both], Iterable[Contrast]]
Node = tuple[str, int, int]
Same = tuple[tuple[str, ...], tuple[tuple[int, str | None, str | None], ...]]

COMPARERS: Mapping[str, Comparer] = {
    "numbers": numbers,
    "dates": dates,
    "names": swapped_names,
    "whereabouts": whereabouts,
    "participants": participants,
    "places": places,
    "speakers": speakers,
    "negation": negation,
    "wording": wording,
}


def differences(facts: Sequence[Fact], tolls: Tolls | None = None) -> tuple[Difference, ...]:
    """The differences between a claim's facts of different articles, conflicts first, then by kind and place.

    `tolls` are those of the story, by which numbers of other sets of people are known.
    """
    contrasts = standing((scoped(c, tolls) if tolls else c for c in _contrasts(facts)), facts)
    by_kind: dict[DifferenceKind, list[Contrast]] = defaultdict(list)
    for contrast in contrasts:
        by_kind[contrast.kind].append(contrast)
    spans = {fact.id: fact.statement.span for fact in facts}
    joined = [difference for kind, of_kind in by_kind.items() for difference in _joined(kind, of_kind, spans)]
    return tuple(sorted(joined, key=lambda d: (not d.conflict, d.kind, [(v.statement_id, v.span.start) for v in d.values])))


def _contrasts(facts: Sequence[Fact]) -> Iterator[Contrast]:
    """What differs between facts of different articles; statements of the same words are compared once for all of them.

    What differs hangs on the words and their times alone: of the days on which the same words are printed, the first pair
    tells whether the others have to be looked at.
    """
    differ: dict[tuple[Same, Same], bool] = {}
    for one, other in _apart(facts):
        kinds = (_same(one), _same(other))
        if kinds[0] != kinds[1] and differ.get(kinds) is not False:
            pair = both(one, other)
            found = [contrast for comparer in COMPARERS.values() for contrast in comparer(pair)]
            differ.setdefault(kinds, bool(found))
            yield from found


def _apart(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """For each two wordings of a claim, two facts of different articles that have them, where there are any."""
    copies: dict[tuple[str, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in sorted(facts, key=lambda f: f.order):
        copies[fact.signature].setdefault(fact.article.id, fact)
    # Two articles of each wording are enough: one of them is not the other wording's.
    several = [list(of.values())[:2] for of in list(copies.values())[:MOST_COMPARED]]
    for ours, theirs in combinations(several, 2):
        apart = ((a, b) for a in ours for b in theirs if a.article.id != b.article.id)
        yield from islice(apart, 1)


def _same(fact: Fact) -> Same:
    """What makes two facts the same for every comparer: their words, and the days that their times stand for."""
    return fact.wording, tuple((t.span.start - fact.statement.span.start, t.earliest, t.latest) for t in fact.times)


def _joined(kind: DifferenceKind, contrasts: Sequence[Contrast], spans: Mapping[str, Span]) -> Iterator[Difference]:
    """Contrasts that share a value, or have it in the same words, are one difference; conflicts apart from the rest, so that a
    conflict holds what excludes one another and nothing else."""
    for conflict in (True, False):
        of_sort = [c for c in contrasts if c.conflict == conflict]
        leads: dict[Node, Node] = {}
        for contrast in of_sort:
            left, right = (_first(_in_words(value, spans), leads) for value in (contrast.left, contrast.right))
            leads[right] = left
        groups: dict[Node, list[Contrast]] = defaultdict(list)
        for contrast in of_sort:
            groups[_first(_in_words(contrast.left, spans), leads)].append(contrast)
        yield from (Difference(kind=kind, conflict=conflict, values=_values(of), why=of[0].why) for of in groups.values())


def _first(node: Node, leads: dict[Node, Node]) -> Node:
    """The value that stands for all that a value is joined with; the way there is shortened for the next time."""
    while leads.setdefault(node, node) != node:
        leads[node] = node = leads[leads[node]]
    return node


def _in_words(value: Value, spans: Mapping[str, Span]) -> Node:
    """Where a value stands in the words of its statement, which several reports may print."""
    span = spans[value.statement_id]
    return span.text, value.span.start - span.start, value.span.end - span.start


def _node(value: Value) -> Node:
    return value.statement_id, value.span.start, value.span.end


def _values(contrasts: Iterable[Contrast]) -> tuple[Value, ...]:
    values = {_node(v): v for c in contrasts for v in (c.left, c.right)}
    return tuple(values[node] for node in sorted(values))
