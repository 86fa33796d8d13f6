"""Who did it, to whom and with what: the participants of the same event in two statements."""

import re
from collections.abc import Iterator

from twosource.claims.comparable import (
    are_of_one_family,
    known_to_both,
    last_name,
    names_of,
    surnames_known_to_both,
    tells_of_both,
)
from twosource.claims.contrasts import Both, Contrast
from twosource.claims.counted import AGE
from twosource.claims.facts import Fact
from twosource.claims.named import SEARCHED, heads_meet, is_told, names_meet, telling
from twosource.claims.roles import ALIKE, contrast_of, entity_of, same_events, told_closer
from twosource.claims.swaps import ALIKE_ALL, EACH_FOR_ITSELF, meet, one_sort, other_numbers, swapped_names
from twosource.claims.whereabouts import places, whereabouts
from twosource.lexicon.events import predicate_class
from twosource.model import Entity, Event, Quantity, Role, Span

__all__ = ["participants", "places", "swapped_names", "whereabouts"]

DOERS = frozenset({"agent", "instrument", "other"})
KNOWN_ALREADY = ("the", "its", "their", "his", "her", "this", "that", "these", "those")
ONE_OF_SOME = ("a", "an", "one", "another")
# Between a name and the age of that person after it: `Ewa Lind, 17`, `Ewa Lind (17)`, `Ewa Lind, a 17-year-old girl`.
BEFORE_AGE = re.compile(r",?\s(?:aged?\s|an?\s)?|\s\((?:aged?\s)?")
NAME_AND_AGE = re.compile(r"\b([A-Z][\w’'-]{1,30}),? \(?(?:aged? )?(\d{1,3})\b")
AFTER_AGE = re.compile(r"\s(?:[a-z]{1,20}\s){0,2}")  # between an age and the name after it: `17-year-old student Ewa Lind`
ALIKE_AGE = 0.12  # share of content words: below, two of one age are told of in other connections
INSIDE_AGE = 0.3  # of the shorter one's content words
INSIDE = 0.5  # of the shorter one's content words: below, two doers of one kind of event did it each for himself


def participants(pair: Both) -> Iterator[Contrast]:
    """Doers of the same event that are not the same: other actors, or one told more closely; and whom it was done to."""
    left, right = pair.left, pair.right
    for event, other in same_events(pair):
        for a in event.roles:
            for b in other.roles:
                contrast = _doer_contrast(pair, a, b) if a.role in DOERS and b.role in DOERS else None
                if contrast is not None and not (contrast.conflict and _each_for_itself(pair, event)):
                    yield contrast
        yield from _named_patient(left, right, event, other)
    yield from _of_one_age(pair)


def _of_one_age(pair: Both) -> Iterator[Contrast]:
    """Two names for the only person of one age that either statement tells of: `Ewa Lind, 17`, `17-year-old Olga Venn`."""
    left, right = pair.left, pair.right
    if (pair.alike < ALIKE_AGE and pair.inside < INSIDE_AGE) or not _told_together(pair):
        return
    ours, theirs = _by_age(left), _by_age(right)
    for age in sorted(ours.keys() & theirs.keys()):
        a, b = ours[age], theirs[age]
        if _another_person(pair, a, b) and not (_shared_age(left, (a, b), age) or _shared_age(right, (a, b), age)):
            yield contrast_of("actor", left, right, a, b, conflict=True, why=f"two names for one person of {age}")


def _told_together(pair: Both) -> bool:
    """Whether two statements tell of one kind of event or name one person: mere entries of two lists do neither."""
    persons = [{e.name for e in fact.entities if e.type == "PERSON"} for fact in (pair.left, pair.right)]
    return bool(pair.left.predicates & pair.right.predicates) or any(names_meet(a, b) for a in persons[0] for b in persons[1])


def _by_age(fact: Fact) -> dict[int, Entity]:
    """The person of each age that stands beside one name of a fact."""
    found: dict[int, list[Entity]] = {}
    ages = [q for q in fact.quantities if q.unit == AGE]
    for person in names_of(fact) if ages else ():
        for age in ages:
            if person.type == "PERSON" and isinstance(age.value, int) and _is_aged(fact, person, age):
                found.setdefault(age.value, []).append(person)
    return {age: of[0] for age, of in found.items() if len({e.name for e in of}) == 1}


def _is_aged(fact: Fact, person: Entity, age: Quantity) -> bool:
    text = fact.article.text
    if age.span.start >= person.span.end:
        return BEFORE_AGE.fullmatch(text, person.span.end, age.span.start) is not None
    return age.span.text.endswith("old") and AFTER_AGE.fullmatch(text, age.span.end, person.span.start) is not None


def _another_person(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether two names are not one person's, and neither stands in the other statement or both in both reports."""
    left, right = pair.left, pair.right
    if meet(pair, a, b):
        return are_of_one_family(left, right, a, b) and not known_to_both(left, right, a, b)
    told = any(meet(pair, a, e) for e in names_of(right)) or any(meet(pair, e, b) for e in names_of(left))
    return (
        not told
        and not surnames_known_to_both(left, right, a, b)
        and not (tells_of_both(left, a, b) or tells_of_both(right, b, a))
    )


def _shared_age(fact: Fact, persons: tuple[Entity, Entity], age: int) -> bool:
    """Whether the report tells of a third person of that age by name: two of one age may each be told of elsewhere."""
    known = {last_name(person) for person in persons}
    told = NAME_AND_AGE.findall(fact.article.text[:SEARCHED])
    return any(int(years) == age and name not in known for name, years in told)


def _doer_contrast(pair: Both, a: Role, b: Role) -> Contrast | None:
    left, right = pair.left, pair.right
    if not a.name or not b.name or a.name == b.name:
        return None
    if heads_meet(a.name, b.name):
        return None if _adds_nothing(left, right, a, b) else told_closer("actor", left, right, a, b)
    one_sentence = pair.alike >= ALIKE or pair.inside >= INSIDE
    if a.role == b.role == "agent" and one_sentence and _are_two_actors(pair, a, b):
        return contrast_of("actor", left, right, a, b, conflict=True, why="two different actors of one event")
    return None


def _each_for_itself(pair: Both, event: Event) -> bool:
    """Whether two bodies can both have done it: two police forces investigate one case."""
    return predicate_class(event.predicate) in EACH_FOR_ITSELF and pair.alike < ALIKE_ALL


def _are_two_actors(pair: Both, a: Role, b: Role) -> bool:
    """Whether two doers are of one sort and not one by any name, and neither is told elsewhere in the other's statement or both
    in both reports."""
    left, right = pair.left, pair.right
    ours, theirs = entity_of(left, a), entity_of(right, b)
    if ours is None or theirs is None or not one_sort(ours, theirs) or names_meet(a.name, b.name):
        return False
    if names_meet(ours.span.text, theirs.span.text) or other_numbers(pair):
        return False
    told = is_told(left, theirs, ours) or is_told(right, ours, theirs)
    return not told and not known_to_both(left, right, a.name, b.name)


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
        yield told_closer("actor", left, right, a, b)


def _share_doer(event: Event, other: Event) -> bool:
    return any(a.role in DOERS and b.role in DOERS and heads_meet(a.name, b.name) for a in event.roles for b in other.roles)


def _person(fact: Fact, role: Role) -> Entity | None:
    inside = (e for e in fact.entities if e.type == "PERSON" and (e.name == role.name or _inside(e.span, role.span)))
    return next(inside, None)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
