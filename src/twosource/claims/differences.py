"""What differs inside a claim: two statements compared slot by slot, and all pairs put together into typed differences."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from twosource.claims.actors import participants, places, swapped_names, whereabouts
from twosource.claims.contrasts import Both, Contrast, both
from twosource.claims.dates import dates
from twosource.claims.facts import Fact
from twosource.claims.negation import negation
from twosource.claims.numbers import numbers
from twosource.claims.speakers import speakers
from twosource.claims.wording import wording
from twosource.model import Difference, DifferenceKind, Value

MOST_COMPARED = 40  # distinct wordings of one claim that are compared each with each; of more, the first by id

Comparer = Callable[[Both], Iterable[Contrast]]
Node = tuple[str, int, int]

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
    leads: dict[Node, Node] = {}
    for contrast in contrasts:
        left, right = (_first(node, leads) for node in _nodes(contrast))
        leads[right] = left
    groups: dict[Node, list[Contrast]] = defaultdict(list)
    for contrast in contrasts:
        groups[_first(_node(contrast.left), leads)].append(contrast)
    for members in groups.values():
        hardest = next((c for c in members if c.conflict), members[0])
        yield Difference(kind=kind, conflict=hardest.conflict, values=_values(members), why=hardest.why)


def _first(node: Node, leads: dict[Node, Node]) -> Node:
    """The value that stands for all that a value is joined with; the way there is shortened for the next time."""
    while leads.setdefault(node, node) != node:
        leads[node] = node = leads[leads[node]]
    return node


def _nodes(contrast: Contrast) -> tuple[Node, Node]:
    return _node(contrast.left), _node(contrast.right)


def _node(value: Value) -> Node:
    return value.statement_id, value.span.start, value.span.end


def _values(contrasts: Iterable[Contrast]) -> tuple[Value, ...]:
    values = {_node(v): v for c in contrasts for v in (c.left, c.right)}
    return tuple(values[node] for node in sorted(values))
