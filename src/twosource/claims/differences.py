"""What differs inside a claim: two statements compared slot by slot, and all pairs put together into typed differences."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from twosource.claims.actors import participants, places, speakers, swapped_names
from twosource.claims.contrasts import Both, Contrast, both
from twosource.claims.dates import dates
from twosource.claims.facts import Fact
from twosource.claims.numbers import numbers
from twosource.claims.wording import negation, wording
from twosource.model import Difference, DifferenceKind, Value

MOST_COMPARED = 40  # distinct wordings of one claim that are compared each with each; of more, the first by id

Comparer = Callable[[Both], Iterable[Contrast]]
Node = tuple[str, int, int]

COMPARERS: Mapping[str, Comparer] = {
    "numbers": numbers,
    "dates": dates,
    "names": swapped_names,
    "participants": participants,
    "places": places,
    "speakers": speakers,
    "negation": negation,
    "wording": wording,
}


def differences(facts: Sequence[Fact]) -> tuple[Difference, ...]:
    """The differences between a claim's facts of different articles, conflicts first, then by kind and place."""
    contrasts = [contrast for pair in _compared(facts) for comparer in COMPARERS.values() for contrast in comparer(pair)]
    by_kind: dict[DifferenceKind, list[Contrast]] = defaultdict(list)
    for contrast in contrasts:
        by_kind[contrast.kind].append(contrast)
    found = [difference for kind, of_kind in by_kind.items() for difference in _joined(kind, of_kind)]
    return tuple(sorted(found, key=lambda d: (not d.conflict, d.kind, [(v.statement_id, v.span.start) for v in d.values])))


def _compared(facts: Sequence[Fact]) -> Iterator[Both]:
    """Pairs of different articles, statements of the same words compared once for all of them."""
    distinct = {fact.signature: fact for fact in reversed(facts)}
    ordered = sorted(distinct.values(), key=lambda f: f.order)[:MOST_COMPARED]
    return (both(a, b) for a, b in combinations(ordered, 2) if a.article.id != b.article.id)


def _joined(kind: DifferenceKind, contrasts: Sequence[Contrast]) -> Iterator[Difference]:
    """Contrasts that share a value are one difference; the harder one tells whether it is a conflict, and why."""
    group_of: dict[Node, int] = {}
    groups: dict[int, list[Contrast]] = {}
    for number, contrast in enumerate(contrasts):
        joined = [contrast]
        for group in sorted({group_of[n] for n in _nodes(contrast) if n in group_of}):
            joined = groups.pop(group) + joined
        groups[number] = joined
        group_of.update({node: number for c in joined for node in _nodes(c)})
    for members in groups.values():
        hardest = next((c for c in members if c.conflict), members[0])
        yield Difference(kind=kind, conflict=hardest.conflict, values=_values(members), why=hardest.why)


def _nodes(contrast: Contrast) -> tuple[Node, Node]:
    return _node(contrast.left), _node(contrast.right)


def _node(value: Value) -> Node:
    return value.statement_id, value.span.start, value.span.end


def _values(contrasts: Iterable[Contrast]) -> tuple[Value, ...]:
    values = {_node(v): v for c in contrasts for v in (c.left, c.right)}
    return tuple(values[node] for node in sorted(values))
