"""The participants and names of two facts as values of a contrast."""

import re

from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import Fact
from twosource.claims.named import DIRECTIONS, PRONOUNS, heads_meet
from twosource.lexicon.events import predicate_class
from twosource.model import DifferenceKind, Entity, Event, Role, Value

OF_WHAT = re.compile(r"\sof(?:\s(?:the|a|an|its|their|his|her))?\s[^\W\d_]{1,40}")  # `a member` is told as `a member of the crew`
ALIKE = 0.3  # share of content words: below, a name in another's place belongs to another sentence
ALIKE_PART = 0.45  # of the shorter one's content words, where the other tells much more


def told_closer(kind: DifferenceKind, left: Fact, right: Fact, a: Role, b: Role) -> Contrast:
    """A refinement: two phrases for one slot, of which one says more."""
    why = "one is told more closely than the other, both can be right"
    return contrast_of(kind, left, right, a, b, conflict=False, why=why)


def contrast_of(
    kind: DifferenceKind, left: Fact, right: Fact, a: Role | Entity, b: Role | Entity, *, conflict: bool, why: str
) -> Contrast:
    """A contrast of two roles or names, each as `value_of` tells it."""
    return Contrast(kind=kind, conflict=conflict, left=value_of(kind, left, a), right=value_of(kind, right, b), why=why)


def value_of(kind: DifferenceKind, fact: Fact, of: Role | Entity) -> Value:
    """The name, or where there is none the words themselves; a place with its direction (`eastern …`)."""
    if kind == "place":
        before = next((w for w in reversed(fact.words) if w.end < of.span.start), None)
        if before and before.lower in DIRECTIONS and before.end == of.span.start - 1:
            return value(fact, fact.view.span(before.start, of.span.end))
    name = of if isinstance(of, Entity) else entity_of(fact, of)
    if name is None:
        more = OF_WHAT.match(fact.article.text, of.span.end)
        return value(fact, fact.view.span(of.span.start, more.end()) if more else of.span)
    return value(fact, name.span if of.span.text.lower() in PRONOUNS else of.span, of.name)


def entity_of(fact: Fact, role: Role) -> Entity | None:
    """The name that a role stands for."""
    return next((e for e in fact.entities if e.name == role.name), None)


def same_events(pair: Both) -> list[tuple[Event, Event]]:
    """Events of one class that share a participant, or stand in statements much alike."""
    return [
        (event, other)
        for event in pair.left.events
        for other in pair.right.events
        if predicate_class(event.predicate) == predicate_class(other.predicate)
        and (_share_participant(event, other) or (_much_alike(pair) and not _patients_differ(event, other)))
    ]


def _much_alike(pair: Both) -> bool:
    return pair.alike >= ALIKE or pair.inside >= ALIKE_PART


def _share_participant(event: Event, other: Event) -> bool:
    return any(
        a.role == b.role and a.role in ("agent", "patient", "instrument") and (a.name == b.name or heads_meet(a.name, b.name))
        for a in event.roles
        for b in other.roles
    )


def _patients_differ(event: Event, other: Event) -> bool:
    ours, theirs = ([r for r in e.roles if r.role == "patient"] for e in (event, other))
    return bool(ours and theirs)
