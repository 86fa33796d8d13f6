"""Who did it, to whom, with what and where: the participants of the same event in two statements, and who said it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from twosource.claims.contrasts import Both, Contrast, anchored, substituted, value
from twosource.claims.facts import Fact, stem
from twosource.lexicon.events import predicate_class
from twosource.lexicon.names import known_names
from twosource.lexicon.words import stop_words
from twosource.model import DifferenceKind, Entity, Event, Role

ACTORS = frozenset({"PERSON", "ORG", "GROUP"})
PLACES = frozenset({"PLACE"})
DOERS = frozenset({"agent", "instrument", "other"})
SHORTENED = {"mt": "mount", "st": "saint", "ft": "fort"}
SAME_SPELLING = 0.85  # share of letters in common order: two spellings of one name, hardly ever two names
SAME_RUN = 8  # words in a row that two people do not say alike by chance
SAME_WORDING = 0.6  # share of content words: below, another speaker may well have said something like it


def swapped_names(pair: Both) -> Iterator[Contrast]:
    """Another name where the wording around it agrees: a place in a place's stead, an actor in an actor's."""
    left, right = pair.left, pair.right
    alike = _shared(left, right) >= SAME_WORDING / 2
    for a in left.entities:
        for b in right.entities:
            if not (kind := _kind_of_swap(a, b)) or _other_has(left, right, a, b):
                continue
            if anchored(left.slot(a.span), right.slot(b.span)) or (alike and substituted(a.span, b.span, pair.swaps)):
                yield _name_contrast(kind, left, right, a, b)


def _name_contrast(kind: DifferenceKind, left: Fact, right: Fact, a: Entity, b: Entity) -> Contrast:
    conflict = not _names_meet(a.name, b.name) and (kind != "place" or _is_wide(a.name) == _is_wide(b.name))
    why = "another name stands where the rest of the wording agrees" if conflict else "one name is the fuller"
    return Contrast(kind=kind, conflict=conflict, left=value(left, a.span, a.name), right=value(right, b.span, b.name), why=why)


def _is_wide(name: str) -> bool:
    """Whether a place is a country, a state or the like, in which another named place may lie."""
    known = known_names().get(name)
    return known is not None and known.kind in ("country", "region")


def _kind_of_swap(a: Entity, b: Entity) -> DifferenceKind | None:
    if a.name == b.name:
        return None
    if a.type == b.type == "PLACE":
        return "place"
    return "actor" if a.type in ACTORS and b.type in ACTORS else None


def _other_has(left: Fact, right: Fact, a: Entity, b: Entity) -> bool:
    """Whether a name of either stands elsewhere in the other: then the words were only put in another order."""
    return b.name in {e.name for e in left.entities} or a.name in {e.name for e in right.entities}


def participants(pair: Both) -> Iterator[Contrast]:
    """Doers of the same event that are not the same: other actors, or one told more closely."""
    left, right = pair.left, pair.right
    for event, other in _same_events(left, right):
        for a in event.roles:
            for b in other.roles:
                if contrast := _doer_contrast(left, right, a, b):
                    yield contrast


def _same_events(left: Fact, right: Fact) -> list[tuple[Event, Event]]:
    """Events of one class that share a participant."""
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


def _doer_contrast(left: Fact, right: Fact, a: Role, b: Role) -> Contrast | None:
    if a.role not in DOERS or b.role not in DOERS or not a.name or not b.name or a.name == b.name:
        return None
    if _heads_meet(a.name, b.name):
        return None if _only_nationality(left, right, a, b) else _contrast("actor", left, right, a, b, conflict=False)
    both_actors = a.role == b.role == "agent" and _is(left, a, ACTORS) and _is(right, b, ACTORS)
    if both_actors and not _names_meet(a.name, b.name):
        return _contrast("actor", left, right, a, b, conflict=True)
    return None


def _only_nationality(left: Fact, right: Fact, a: Role, b: Role) -> bool:
    """Whether one only adds whose authorities, army or police it is: in one story that goes without saying."""
    more = _telling(a.name) ^ _telling(b.name)
    names = [e.name for fact in (left, right) for e in fact.entities if e.type in ("GROUP", "PLACE")]
    return _names_meet(a.name, b.name) and any(more <= _telling(name) for name in names)


def places(pair: Both) -> Iterator[Contrast]:
    """Where the same happening is placed, if each tells one place and not by the same name; two named places are no difference
    here, for one may lie in the other."""
    left, right = pair.left, pair.right
    shared = left.predicates & right.predicates
    ours, theirs = _places(left, shared), _places(right, shared)
    if len(ours) != 1 or len(theirs) != 1 or not any(_same_events(left, right)):
        return
    (a,), (b,) = ours, theirs
    both_named = _is(left, a, PLACES) and _is(right, b, PLACES)
    if a.name != b.name and not both_named and not _names_meet(a.name, b.name):
        yield _contrast("place", left, right, a, b, conflict=False)


def _places(fact: Fact, predicates: frozenset[str]) -> list[Role]:
    found = {r.name: r for e in fact.events if predicate_class(e.predicate) in predicates for r in e.roles if r.role == "place"}
    return [found[name] for name in sorted(found)]


def _contrast(kind: DifferenceKind, left: Fact, right: Fact, a: Role, b: Role, *, conflict: bool) -> Contrast:
    why = "two different actors of one event" if conflict else "one is told more closely than the other, both can be right"
    return Contrast(kind=kind, conflict=conflict, left=value(left, a.span, a.name), right=value(right, b.span, b.name), why=why)


def _is(fact: Fact, role: Role, types: frozenset[str]) -> bool:
    return any(e.name == role.name and e.type in types for e in fact.entities)


def speakers(pair: Both) -> Iterator[Contrast]:
    """Other speakers of the same words: a conflict where both are named and nearly all words agree."""
    left, right = pair.left, pair.right
    ours, theirs = left.statement.attribution, right.statement.attribution
    if ours is None or theirs is None or not ours.source or not theirs.source or not ours.speaker or not theirs.speaker:
        return
    if _names_meet(ours.speaker, theirs.speaker):
        return
    known = {ours.source_kind, theirs.source_kind} <= {"named", "organisation"}
    answer = "denies" in (left.statement.stance, right.statement.stance)  # who denies it is another than who says it
    nested = bool(left.statement.parent) != bool(right.statement.parent)  # then the outer speaker stands beside the inner one
    conflict = known and not answer and not nested and (_shared(left, right) >= SAME_WORDING or _share_run(left, right))
    yield Contrast(
        kind="speaker",
        conflict=conflict,
        left=value(left, ours.source, ours.speaker),
        right=value(right, theirs.source, theirs.speaker),
        why="the same words are put into two mouths" if conflict else "another speaker says it",
    )


def _share_run(left: Fact, right: Fact) -> bool:
    """Whether the two have `SAME_RUN` words in a row in common."""
    ours, theirs = ([w.lower for w in fact.words] for fact in (left, right))
    runs = {tuple(ours[n : n + SAME_RUN]) for n in range(len(ours) - SAME_RUN + 1)}
    return any(tuple(theirs[n : n + SAME_RUN]) in runs for n in range(len(theirs) - SAME_RUN + 1))


def _shared(left: Fact, right: Fact) -> float:
    both = left.keys | right.keys
    return len(left.keys & right.keys) / len(both) if both else 0.0


def _names_meet(a: str, b: str) -> bool:
    """Whether two names can be one: telling words of one all in the other's, the same last word, or nearly the same letters."""
    ours, theirs = _telling_list(a), _telling_list(b)
    if set(ours) <= set(theirs) or set(theirs) <= set(ours) or ours[-1:] == theirs[-1:]:
        return True
    return SequenceMatcher(None, a.lower(), b.lower(), autojunk=False).ratio() >= SAME_SPELLING


def _heads_meet(a: str, b: str) -> bool:
    return _head(_telling_list(a)) == _head(_telling_list(b)) is not None


def _head(words: Sequence[str]) -> str | None:
    return words[-1] if words else None


def _telling(name: str) -> frozenset[str]:
    return frozenset(_telling_list(name))


def _telling_list(name: str) -> list[str]:
    words = [w.strip("'’\"“”.,()").lower() for w in name.split()]
    return [stem(SHORTENED.get(w, w)) for w in words if w and w not in stop_words()]
