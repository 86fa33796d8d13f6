"""Who did it, to whom, with what and where: the participants of the same event in two statements."""

import re
from collections.abc import Iterator
from itertools import pairwise

from twosource.claims.contrasts import Both, Contrast, anchored, substituted, value
from twosource.claims.facts import Fact, Slot
from twosource.claims.named import (
    DIRECTIONS,
    PRONOUNS,
    heads_meet,
    in_dateline,
    known,
    may_hold,
    names_meet,
    spelled_alike,
    telling,
    told_elsewhere,
)
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import DifferenceKind, Entity, Event, Role, Span, Value

PERSONS = frozenset({"PERSON"})
BODIES = frozenset({"ORG", "GROUP", "OTHER"})
ACTORS = PERSONS | BODIES
DOERS = frozenset({"agent", "instrument", "other"})
KNOWN_ALREADY = ("the", "its", "their", "his", "her", "this", "that", "these", "those")
ONE_OF_SOME = ("a", "an", "one", "another")
WHERE = frozenset({"in", "at", "near", "from", "of", "outside", "to", "around"})
FROM = {"from": "of"}  # `the tailor from Velmora`, `the tailor of Velmora`
OF_WHAT = re.compile(r"\sof(?:\s(?:the|a|an|its|their|his|her))?\s[^\W\d_]{1,40}")  # `a member` is told as `a member of the crew`
LEADING = frozenset({"of", "from", "in"})
LONGEST_BETWEEN = 48  # code points between a name and its place: `, a 25-year-old dock worker from `
STOPS = frozenset('.;:!?"“”')
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr"})
ANOTHER_NAME = "another name stands where the rest of the wording agrees"
ALIKE = 0.3  # share of content words: below, a name in another's place belongs to another sentence
ALIKE_PART = 0.45  # of the shorter one's content words, where the other tells much more
ALIKE_EVENT = 0.25  # with the same kind of event besides


def swapped_names(pair: Both) -> Iterator[Contrast]:
    """Another name where the wording around it agrees: a place in a place's stead, an actor in an actor's. A name that meets one
    of the other statement stands for that one only."""
    left, right = pair.left, pair.right
    if pair.alike < ALIKE_EVENT and pair.inside < ALIKE_PART:
        return
    ours = [a for a in left.entities if not in_dateline(left, a)]
    theirs = [b for b in right.entities if not in_dateline(right, b)]
    meeting = {(n, m) for n, a in enumerate(ours) for m, b in enumerate(theirs) if _meet(a, b)}
    met = {n for n, _ in meeting}, {m for _, m in meeting}
    for n, a in enumerate(ours):
        for m, b in enumerate(theirs):
            if ((n, m) in meeting or (n not in met[0] and m not in met[1]) or _once_more(pair, a, b)) and _swapped(pair, a, b):
                yield from _name_contrast(pair, a, b)


def whereabouts(pair: Both) -> Iterator[Contrast]:
    """The place that follows the same name in both: `…, 27, of Velmora`, `the hospital in Velmora`."""
    left, right = pair.left, pair.right
    theirs = {(name, prep): b for name, prep, b in _led_places(right)}
    for name, prep, a in _led_places(left):
        b = theirs.get((name, prep))
        if b is not None and "PLACE" in (a.type, b.type) and not _meet(a, b) and not (_is_no_place(a) or _is_no_place(b)):
            yield from _place_contrast(left, right, a, b, f"another place stands with {name}")


def _led_places(fact: Fact) -> Iterator[tuple[str, str, Entity]]:
    """Each name that a preposition and another name follow, with no name between: both, and the preposition."""
    entities = sorted(fact.statement.entities, key=lambda e: e.span.start)
    for first, second in pairwise(e for e in entities if e.name not in SUFFIXES):
        between = fact.article.text[first.span.end : min(second.span.start, first.span.end + LONGEST_BETWEEN + 1)]
        words = [w.strip(",.;()").lower() for w in between.split()]
        is_place = second.type == "PLACE" or len(words) == 1 or any(c.isdigit() for c in between)  # `Orm of …`, `Orm, 27, of …`
        if is_place and len(between) <= LONGEST_BETWEEN and words and words[-1] in LEADING and not STOPS & {*between}:
            yield first.name.removesuffix(" Sr").removesuffix(" Jr"), FROM.get(words[-1], words[-1]), second


def _meet(a: Entity, b: Entity) -> bool:
    return names_meet(a.name, b.name) or names_meet(a.span.text, b.span.text)


def _swapped(pair: Both, a: Entity, b: Entity) -> bool:
    kind = _kind_of_swap(pair.left, pair.right, a, b)
    return kind is not None and not _is_told(pair, a, b) and _same_slot(pair, kind, a, b)


def _is_told(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether a name of either stands elsewhere in the other, and not because it is told once more."""
    elsewhere = told_elsewhere(pair.left, b.name, a) or told_elsewhere(pair.right, a.name, b)
    return elsewhere and not _once_more(pair, a, b)


def _once_more(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether one statement has a name more often than the other, and in its place there stands another."""
    left, right = pair.left, pair.right
    more = _times(left, a.name) > _times(right, a.name) > 0 or _times(right, b.name) > _times(left, b.name) > 0
    return more and pair.alike >= ALIKE and substituted(a.span, b.span, pair.swaps)


def _times(fact: Fact, name: str) -> int:
    return sum(e.name == name and not in_dateline(fact, e) for e in fact.entities)


def _same_slot(pair: Both, kind: DifferenceKind, a: Entity, b: Entity) -> bool:
    ours, theirs = pair.left.slot(a.span), pair.right.slot(b.span)
    if anchored(ours, theirs) or (pair.alike >= ALIKE and substituted(a.span, b.span, pair.swaps)):
        return True
    return kind == "place" and _governed_alike(ours, theirs)


def _governed_alike(left: Slot, right: Slot) -> bool:
    """Whether the same preposition leads to both places, and a telling word stands before it in both."""
    (prep, *before), (other, *other_before) = _governors(left), _governors(right)
    telling_words = {w for w in before if w not in stop_words()}
    return bool(prep) and prep == other and bool(telling_words & {*other_before})


def _governors(slot: Slot) -> tuple[str, ...]:
    """The preposition that leads to a place (empty where there is none) and the words before it."""
    words = list(slot.before)
    while words and words[0] in DIRECTIONS | {"the"}:
        words.pop(0)
    return (FROM.get(words[0], words[0]), *words[1:]) if words and words[0] in WHERE else ("",)


def _kind_of_swap(left: Fact, right: Fact, a: Entity, b: Entity) -> DifferenceKind | None:
    """What two names are, where they are of one sort; the recogniser calls many a small town a person or a company, so after
    the same preposition one place makes a place of the other."""
    if a.name == b.name:
        return None
    if a.type == b.type == "PLACE":
        return "place"
    if "PLACE" in (a.type, b.type):
        same_word = _governors(left.slot(a.span))[0] == _governors(right.slot(b.span))[0] != ""
        return "place" if same_word and not any(_is_no_place(e) for e in (a, b)) else None
    return "actor" if _may_be_one_sort(a, b) or spelled_alike(a.name, b.name) else None


def _is_no_place(entity: Entity) -> bool:
    found = known(entity.name)
    return found is not None and found.type != "PLACE"


def _one_sort(a: Entity, b: Entity) -> bool:
    """Whether two are one sort of actor: both persons, or both bodies, of which one at least is surely one."""
    types = {a.type, b.type}
    return types == {"PERSON"} or (types <= BODIES and types != {"OTHER"})


def _may_be_one_sort(a: Entity, b: Entity) -> bool:
    """Whether two can be one sort of actor: the recogniser takes many a surname for a body, so one in no list can be either."""
    if _one_sort(a, b):
        return True
    bodies = [e for e in (a, b) if e.type in ("ORG", "GROUP")]
    return {a.type, b.type} <= ACTORS and len(bodies) == 1 and " " not in bodies[0].name and known(bodies[0].name) is None


def _name_contrast(pair: Both, a: Entity, b: Entity) -> Iterator[Contrast]:
    left, right = pair.left, pair.right
    kind = _kind_of_swap(left, right, a, b) or "actor"
    if _meet(a, b):
        if spelled_alike(a.name, b.name):
            yield _contrast(kind, left, right, a, b, conflict=False, why="one name in two spellings")
    elif kind == "place":
        yield from _place_contrast(left, right, a, b, ANOTHER_NAME)
    else:
        yield _contrast(kind, left, right, a, b, conflict=True, why=ANOTHER_NAME)


def _place_contrast(left: Fact, right: Fact, a: Entity, b: Entity, why: str) -> Iterator[Contrast]:
    """Two places of one slot: a conflict unless one may lie in the other."""
    holds = may_hold(left, right, a.name, b.name)
    yield _contrast("place", left, right, a, b, conflict=not holds, why="one place may lie in the other" if holds else why)


def participants(pair: Both) -> Iterator[Contrast]:
    """Doers of the same event that are not the same: other actors, or one told more closely; and whom it was done to."""
    left, right = pair.left, pair.right
    for event, other in _same_events(pair):
        for a in event.roles:
            for b in other.roles:
                if a.role in DOERS and b.role in DOERS and (contrast := _doer_contrast(left, right, a, b)):
                    yield contrast
        yield from _named_patient(left, right, event, other)


def _same_events(pair: Both) -> list[tuple[Event, Event]]:
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


def _doer_contrast(left: Fact, right: Fact, a: Role, b: Role) -> Contrast | None:
    if not a.name or not b.name or a.name == b.name:
        return None
    if heads_meet(a.name, b.name):
        return None if _adds_nothing(left, right, a, b) else _told_closer("actor", left, right, a, b)
    both_actors = a.role == b.role == "agent" and _one_sort_of_actor(left, right, a, b)
    if both_actors and not names_meet(a.name, b.name) and not _told_role(left, right, a, b):
        return _contrast("actor", left, right, a, b, conflict=True, why="two different actors of one event")
    return None


def _one_sort_of_actor(left: Fact, right: Fact, a: Role, b: Role) -> bool:
    ours, theirs = _entity(left, a), _entity(right, b)
    return ours is not None and theirs is not None and _one_sort(ours, theirs)


def _told_role(left: Fact, right: Fact, a: Role, b: Role) -> bool:
    """Whether either statement names the other's doer too."""
    ours, theirs = _entity(left, a), _entity(right, b)
    return (
        ours is not None and theirs is not None and (told_elsewhere(left, b.name, ours) or told_elsewhere(right, a.name, theirs))
    )


def _adds_nothing(left: Fact, right: Fact, a: Role, b: Role) -> bool:
    """Whether one phrase only points back (`the ferry`) to what the other introduces, or leaves out whose people they are."""
    (less, of_less), (more, _) = sorted(((telling(r.name), r) for r in (a, b)), key=lambda both: len(both[0]))
    if less < more and _first_word(of_less.span) in KNOWN_ALREADY:
        return True
    added = less ^ more
    names = [e.name for fact in (left, right) for e in fact.entities if e.type in ("GROUP", "PLACE")]
    return names_meet(a.name, b.name) and any(added <= telling(name) for name in names)


def _first_word(span: Span) -> str:
    return span.text.split(maxsplit=1)[0].lower() if span.text.strip() else ""


def _named_patient(left: Fact, right: Fact, event: Event, other: Event) -> Iterator[Contrast]:
    """The one to whom it was done, where one statement says `a …` and the other gives the person's name."""
    ours, theirs = ([r for r in e.roles if r.role == "patient"] for e in (event, other))
    if len(ours) != 1 or len(theirs) != 1 or not _share_doer(event, other):
        return
    (a,), (b,) = ours, theirs
    named = _person(left, a) is not None, _person(right, b) is not None
    unnamed = b if named[0] else a
    if named[0] != named[1] and _first_word(unnamed.span) in ONE_OF_SOME:
        yield _told_closer("actor", left, right, a, b)


def _share_doer(event: Event, other: Event) -> bool:
    return any(a.role in DOERS and b.role in DOERS and heads_meet(a.name, b.name) for a in event.roles for b in other.roles)


def _person(fact: Fact, role: Role) -> Entity | None:
    inside = (e for e in fact.entities if e.type == "PERSON" and (e.name == role.name or _inside(e.span, role.span)))
    return next(inside, None)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def places(pair: Both) -> Iterator[Contrast]:
    """Where the same happening is placed, if each tells one place and not by the same name."""
    left, right = pair.left, pair.right
    shared = left.predicates & right.predicates
    ours, theirs = _places(left, shared), _places(right, shared)
    if len(ours) != 1 or len(theirs) != 1 or not _same_events(pair):
        return
    (a,), (b,) = ours, theirs
    if a.name == b.name or names_meet(a.name, b.name):
        return
    if not (_is_place(left, a) and _is_place(right, b)):
        yield _told_closer("place", left, right, a, b)
    elif not _told_role(left, right, a, b):
        yield from _named_places(pair, a, b)


def _named_places(pair: Both, a: Role, b: Role) -> Iterator[Contrast]:
    left, right = pair.left, pair.right
    if may_hold(left, right, a.name, b.name):
        yield _contrast("place", left, right, a, b, conflict=False, why="one place may lie in the other")
    elif _governors(left.slot(a.span))[0] == _governors(right.slot(b.span))[0] == "in":
        yield _contrast("place", left, right, a, b, conflict=True, why="two places of one event")


def _places(fact: Fact, predicates: frozenset[str]) -> list[Role]:
    found = {r.name: r for e in fact.events if predicate_class(e.predicate) in predicates for r in e.roles if r.role == "place"}
    return [found[name] for name in sorted(found)]


def _is_place(fact: Fact, role: Role) -> bool:
    found = _entity(fact, role)
    return found is not None and found.type == "PLACE"


def _told_closer(kind: DifferenceKind, left: Fact, right: Fact, a: Role, b: Role) -> Contrast:
    why = "one is told more closely than the other, both can be right"
    return _contrast(kind, left, right, a, b, conflict=False, why=why)


def _contrast(
    kind: DifferenceKind, left: Fact, right: Fact, a: Role | Entity, b: Role | Entity, *, conflict: bool, why: str
) -> Contrast:
    return Contrast(kind=kind, conflict=conflict, left=_value(kind, left, a), right=_value(kind, right, b), why=why)


def _value(kind: DifferenceKind, fact: Fact, of: Role | Entity) -> Value:
    """The name, or where there is none the words themselves; a place with its direction (`eastern …`)."""
    if kind == "place":
        before = next((w for w in reversed(fact.words) if w.end < of.span.start), None)
        if before and before.lower in DIRECTIONS and before.end == of.span.start - 1:
            return value(fact, fact.view.span(before.start, of.span.end))
    name = of if isinstance(of, Entity) else _entity(fact, of)
    if name is None:
        more = OF_WHAT.match(fact.article.text, of.span.end)
        return value(fact, fact.view.span(of.span.start, more.end()) if more else of.span)
    return value(fact, name.span if of.span.text.lower() in PRONOUNS else of.span, of.name)


def _entity(fact: Fact, role: Role) -> Entity | None:
    """The name that a role stands for."""
    return next((e for e in fact.entities if e.name == role.name), None)
