"""Who did it, to whom, with what and where: the participants of the same event in two statements, and who said it."""

from collections.abc import Iterator, Sequence

from twosource.claims.contrasts import Contrast, substituted, substitutions, value
from twosource.claims.facts import Fact, stem
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import DifferenceKind, Entity, Event, Role

ACTORS = frozenset({"PERSON", "ORG", "GROUP"})
DOERS = frozenset({"agent", "instrument", "place", "other"})  # "killed in an air strike" names what killed as a place would be
SAME_WORDING = 0.6  # share of content words: below, another speaker may well have said something like it


def swapped_names(left: Fact, right: Fact) -> Iterator[Contrast]:
    """Another name where the wording around it agrees: a place in a place's stead, an actor in an actor's."""
    swaps = substitutions(left, right)
    if not swaps or _shared(left, right) < SAME_WORDING / 2:
        return
    for a in left.entities:
        for b in right.entities:
            if substituted(a.span, b.span, swaps) and (kind := _kind_of_swap(a, b)) and not _other_has(left, right, a, b):
                conflict = not _names_meet(a.name, b.name)
                why = "another name stands where the rest of the wording agrees" if conflict else "one name is the fuller"
                yield Contrast(
                    kind=kind, conflict=conflict, left=value(left, a.span, a.name), right=value(right, b.span, b.name), why=why
                )


def _kind_of_swap(a: Entity, b: Entity) -> DifferenceKind | None:
    if a.name == b.name:
        return None
    if a.type == b.type == "PLACE":
        return "place"
    return "actor" if a.type in ACTORS and b.type in ACTORS else None


def _other_has(left: Fact, right: Fact, a: Entity, b: Entity) -> bool:
    """Whether a name of either stands elsewhere in the other: then the words were only put in another order."""
    return b.name in {e.name for e in left.entities} or a.name in {e.name for e in right.entities}


def participants(left: Fact, right: Fact) -> Iterator[Contrast]:
    """Roles of the same event that are filled differently: other actors, or the same one told more closely."""
    for event, other in _same_events(left, right):
        for a in event.roles:
            for b in other.roles:
                if contrast := _role_contrast(left, right, a, b):
                    yield contrast


def _same_events(left: Fact, right: Fact) -> list[tuple[Event, Event]]:
    """Events of one class that share a participant, each pair once."""
    return [
        (event, other)
        for event in left.events
        for other in right.events
        if predicate_class(event.predicate) == predicate_class(other.predicate) and _share_participant(event, other)
    ]


def _share_participant(event: Event, other: Event) -> bool:
    return any(a.role == b.role and a.name == b.name for a in event.roles for b in other.roles) or any(
        a.role == b.role == "patient" and _heads_meet(a.name, b.name) for a in event.roles for b in other.roles
    )


def _role_contrast(left: Fact, right: Fact, a: Role, b: Role) -> Contrast | None:
    if a.name == b.name or not a.name or not b.name:
        return None
    if a.role in DOERS and b.role in DOERS and _heads_meet(a.name, b.name):
        return _contrast("place" if a.role == b.role == "place" else "actor", left, right, a, b, conflict=False)
    if a.role == b.role == "agent" and _is_actor(left, a) and _is_actor(right, b) and not _names_meet(a.name, b.name):
        return _contrast("actor", left, right, a, b, conflict=True)
    if a.role == b.role == "place":
        both_named = _is_place(left, a) and _is_place(right, b)
        return None if both_named else _contrast("place", left, right, a, b, conflict=False)
    return None


def _contrast(kind: DifferenceKind, left: Fact, right: Fact, a: Role, b: Role, *, conflict: bool) -> Contrast:
    why = "two different actors of one event" if conflict else "one is told more closely than the other, both can be right"
    return Contrast(kind=kind, conflict=conflict, left=value(left, a.span, a.name), right=value(right, b.span, b.name), why=why)


def _is_actor(fact: Fact, role: Role) -> bool:
    return any(e.name == role.name and e.type in ACTORS for e in fact.entities)


def _is_place(fact: Fact, role: Role) -> bool:
    return any(e.name == role.name and e.type == "PLACE" for e in fact.entities)


def speakers(left: Fact, right: Fact) -> Iterator[Contrast]:
    """Other speakers of the same words: a conflict where both are named and nearly all words agree."""
    ours, theirs = left.statement.attribution, right.statement.attribution
    if ours is None or theirs is None or not ours.source or not theirs.source or not ours.speaker or not theirs.speaker:
        return
    if _names_meet(ours.speaker, theirs.speaker):
        return
    named = ours.source_kind == theirs.source_kind == "named"
    conflict = named and _shared(left, right) >= SAME_WORDING
    yield Contrast(
        kind="speaker",
        conflict=conflict,
        left=value(left, ours.source, ours.speaker),
        right=value(right, theirs.source, theirs.speaker),
        why="the same words are put into two mouths" if conflict else "another speaker says it",
    )


def _shared(left: Fact, right: Fact) -> float:
    both = left.keys | right.keys
    return len(left.keys & right.keys) / len(both) if both else 0.0


def _names_meet(a: str, b: str) -> bool:
    """Whether one name's telling words are all in the other's: `Bell` and `Gen. Ann Bell`, `army` and `the northern army`."""
    ours, theirs = _telling(a), _telling(b)
    return ours <= theirs or theirs <= ours


def _heads_meet(a: str, b: str) -> bool:
    return _head(_telling_list(a)) == _head(_telling_list(b)) is not None


def _head(words: Sequence[str]) -> str | None:
    return words[-1] if words else None


def _telling(name: str) -> frozenset[str]:
    return frozenset(_telling_list(name))


def _telling_list(name: str) -> list[str]:
    words = [w.strip("'’\"“”.,()").lower() for w in name.split()]
    return [stem(w) for w in words if w and w not in stop_words()]
