"""Another name in the same slot: where the wording around it agrees, a name stands in the place of another of its sort."""

import re
from collections.abc import Iterator

from twosource.claims.blame import responsibility
from twosource.claims.comparable import are_of_one_family, known_to_both, names_of, of_other_people
from twosource.claims.contrasts import Both, Contrast, anchored, substituted
from twosource.claims.facts import Fact, stem
from twosource.claims.named import in_dateline, is_told, known, names_meet, spelled_alike, telling_list
from twosource.claims.numbered import numbered
from twosource.claims.numbers import numbers
from twosource.claims.offices import office_before
from twosource.claims.roles import ALIKE, ALIKE_PART, contrast_of
from twosource.claims.whereabouts import governed_alike, governors, is_no_place, person_before, place_contrast
from twosource.lexicon.events import predicate_class
from twosource.model import DifferenceKind, Entity

PERSONS = frozenset({"PERSON"})
BODIES = frozenset({"ORG", "GROUP", "OTHER"})
ACTORS = PERSONS | BODIES
ANOTHER_NAME = "another name stands where the rest of the wording agrees"
ALIKE_EVENT = 0.25  # share of content words: below, names are of other happenings
DIGITS = re.compile(r"\d+")
INITIALS = 5  # letters: longer words in capitals are headings
ALIKE_ALL = 0.6  # share of content words: above, one sentence is told of either
# What is done to several in one story, so that another name may be another of them.
OF_MANY = frozenset({"charge", "arrest", "injure", "convict", "sentence", "take to hospital", "take", "transport", "identify"})
# What several bodies do about one event, each for itself.
EACH_FOR_ITSELF = frozenset(
    predicate_class(verb)
    for verb in """investigate respond offer search seek assist help join say announce live work see hear watch stand sit wait
    attend finish""".split()
)
ALIKE_HALF = 0.7  # share of content words
ADJECTIVES = ("demonym", "people")
OF_PERSONS = frozenset(
    stem(noun)
    for noun in "attorney lawyer family mother father parents brother sister son daughter wife husband friend home".split()
)


RELATIVES = frozenset(stem(noun) for noun in "brother sister son daughter friend cousin uncle aunt neighbor neighbour".split())
BEING_THERE = frozenset(
    (was, where) for was in ("was", "were") for where in ("at", "in", "insid", "outsid", "near", "with", "work", "sit")
)


def swapped_names(pair: Both) -> Iterator[Contrast]:
    """Another name where the wording around it agrees: a place in a place's stead, an actor in an actor's; another one held
    responsible, another number of a thing, another holder of one office."""
    held = list(responsibility(pair))
    told = {(c.left.span.start, c.right.span.start) for c in held}
    swaps = [c for c in _swaps(pair) if (c.left.span.start, c.right.span.start) not in told]
    return iter((*held, *swaps, *numbered(pair), *_office_holders(pair)))


def _swaps(pair: Both) -> Iterator[Contrast]:
    """Names in each other's place. A name that meets one of the other statement stands for that one only."""
    if pair.alike < ALIKE_EVENT and pair.inside < ALIKE_PART:
        return
    ours, theirs = names_of(pair.left), names_of(pair.right)
    meeting = {(n, m) for n, a in enumerate(ours) for m, b in enumerate(theirs) if meet(pair, a, b) and not _of_town(a, b)}
    met = {n for n, _ in meeting}, {m for _, m in meeting}
    for n, a in enumerate(ours):
        for m, b in enumerate(theirs):
            if ((n, m) in meeting or (n not in met[0] and m not in met[1]) or _once_more(pair, a, b)) and _swapped(pair, a, b):
                yield from _name_contrast(pair, a, b)


def _of_town(a: Entity, b: Entity) -> bool:
    """Whether one is a town and the other a body named after it: `Velmora`, `Velmora Police`."""
    return {a.type, b.type} == {"PLACE", "ORG"} and a.name != b.name


def _office_holders(pair: Both) -> Iterator[Contrast]:
    """Two names that each follow the name of one office, which one person holds at a time: `President Orm`, `President Lind`.
    Where both are the speakers, this is told as a difference of speakers."""
    for a in pair.left.statement.entities:
        office = office_before(pair.left.article.text, a.span.start)
        for b in pair.right.statement.entities if office else ():
            same = office == office_before(pair.right.article.text, b.span.start) and a.type == b.type == "PERSON"
            one_outside = (a in pair.left.entities or b in pair.right.entities) and pair.alike >= ALIKE_EVENT
            if same and one_outside and not meet(pair, a, b) and not known_to_both(pair.left, pair.right, a, b):
                yield contrast_of("actor", pair.left, pair.right, a, b, conflict=True, why=f"two names for one {office}")


def meet(pair: Both, a: Entity, b: Entity) -> bool:
    forms = ((a.name, b.name), (a.span.text, b.span.text))
    return any(names_meet(*both) for both in forms) or _spelled_out(pair.left, a, b) or _spelled_out(pair.right, b, a)


def _spelled_out(fact: Fact, long: Entity, short: Entity) -> bool:
    """Whether a name in capitals is the initials of another with the word before it (`BF`, Border `Force`)."""
    letters = short.span.text.replace(".", "").removesuffix("s")
    if not (letters.isupper() and 1 < len(letters) <= INITIALS):
        return False
    before = next((w for w in reversed(fact.words) if w.end == long.span.start - 1), None)
    first = fact.article.text[before.start] if before else ""
    initials = "".join(word[0] for word in long.span.text.split() if word[0].isupper())
    if "." in short.span.text and "".join(word[0] for word in long.name.split()).startswith(letters):
        return True  # `J.R.` and `Orm`, who is James Robert Orm
    return letters in (initials, first + initials, long.name.removesuffix("s")) or initials.startswith(letters)


def _other_number(a: Entity, b: Entity) -> bool:
    """Whether two names differ in nothing but a number, which `numbered` tells: `Flight 12`, `Flight 13`; `F2`, `F3`."""
    ours, theirs = DIGITS.findall(a.name), DIGITS.findall(b.name)
    return ours != theirs and bool(ours and theirs) and DIGITS.sub("0", a.name.lower()) == DIGITS.sub("0", b.name.lower())


def _swapped(pair: Both, a: Entity, b: Entity) -> bool:
    kind = _kind_of_swap(pair.left, pair.right, a, b)
    return kind is not None and not _is_told(pair, a, b) and _same_slot(pair, kind, a, b)


def _is_told(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether a name of either stands elsewhere in the other, and not because it is told once more."""
    elsewhere = is_told(pair.left, b, a) or is_told(pair.right, a, b)
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
    if kind != "place":
        return _open_alike(pair, a, b)
    person = person_before(pair.left, a)
    return governed_alike(ours, theirs) or (person != "" and person == person_before(pair.right, b))


def _open_alike(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether both statements begin with the name, and go on in the same two words."""
    opening = all(e.span.start == f.statement.span.start for f, e in ((pair.left, a), (pair.right, b)))
    return opening and pair.left.slot(a.span).after[:2] == pair.right.slot(b.span).after[:2]


def _kind_of_swap(left: Fact, right: Fact, a: Entity, b: Entity) -> DifferenceKind | None:
    """What two names are, where they are of one sort; the recogniser calls many a small town a person or a company, so after
    the same preposition one place makes a place of the other."""
    if a.name == b.name or _other_number(a, b):
        return None
    if a.type == b.type == "PLACE":
        return "place"
    if "PLACE" in (a.type, b.type):
        same_word = governors(left.slot(a.span))[0] == governors(right.slot(b.span))[0] != ""
        return "place" if same_word and not any(is_no_place(e) for e in (a, b)) else None
    return "actor" if _may_be_one_sort(a, b) or spelled_alike(a.name, b.name) else None


def one_sort(a: Entity, b: Entity) -> bool:
    """Whether two are one sort of actor: both persons, both peoples, or both bodies, of which one at least is surely one."""
    types = {a.type, b.type}
    if types == {"PERSON"}:
        return True
    adjectives = [found is not None and found.kind in ADJECTIVES for found in (known(a.name), known(b.name))]
    return types <= BODIES and types != {"OTHER"} and adjectives[0] == adjectives[1]


def _may_be_one_sort(a: Entity, b: Entity) -> bool:
    """Whether two can be one sort of actor: the recogniser takes many a surname for a body, so one in no list can be either."""
    if one_sort(a, b):
        return True
    bodies = [e for e in (a, b) if e.type in ("ORG", "GROUP")]
    surname = len(bodies) == 1 and " " not in bodies[0].name and not bodies[0].span.text.isupper()
    return {a.type, b.type} <= ACTORS and surname and known(bodies[0].name) is None


def _name_contrast(pair: Both, a: Entity, b: Entity) -> Iterator[Contrast]:
    left, right = pair.left, pair.right
    kind = _kind_of_swap(left, right, a, b) or "actor"
    if meet(pair, a, b) and not _of_one_family(pair, a, b):
        if spelled_alike(a.name, b.name):
            yield contrast_of(kind, left, right, a, b, conflict=False, why="one name in two spellings")
    elif of_other_people(pair, a.name, b.name) or _are_hospitals(pair, a, b):
        return
    elif kind == "place":
        yield from place_contrast(left, right, a, b, ANOTHER_NAME)
    elif not known_to_both(left, right, a, b) and not _of_several(pair, a, b):
        yield contrast_of(kind, left, right, a, b, conflict=not _both_may_be(pair, a, b), why=ANOTHER_NAME)


def _of_one_family(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether two persons have one surname and other given names, where the same is told of them in nearly the same words."""
    return pair.inside >= ALIKE_PART and are_of_one_family(pair.left, pair.right, a, b)


def _both_may_be(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether two names in one slot need not exclude each other: of bodies that nobody does anything by, of a lawyer's clients,
    of those who do it and to whom it is done, of statements that differ in a number or a `not` as well."""
    if pair.alike < ALIKE_ALL and (_is_aside(pair.left, a) or _is_aside(pair.right, b)):
        return True
    if _possessed(pair.left, a) and _possessed(pair.right, b):
        return True
    if _owns(pair.left, a) != _owns(pair.right, b):
        return True
    return _other_part(pair, a, b) or other_numbers(pair) or _negated(pair.left) != _negated(pair.right)


def _is_aside(fact: Fact, entity: Entity) -> bool:
    """Whether a name is of a body and neither does a thing nor has it done to it: `the MTA bus station`, `the AFC playoffs`."""
    return entity.type != "PERSON" and not _parts(fact, entity)


def _parts(fact: Fact, entity: Entity) -> set[tuple[str, str]]:
    """The parts that a name has in the events of a fact: the event's class, and who does it or has it done."""
    return {(predicate_class(e.predicate), r.role) for e in fact.events for r in e.roles if r.name == entity.name}


def _other_part(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether one does what is done to the other: of one event the two have other parts, and none in common."""
    ours, theirs = _parts(pair.left, a), _parts(pair.right, b)
    return not ours & theirs and bool({event for event, _ in ours} & {event for event, _ in theirs})


def _possessed(fact: Fact, entity: Entity) -> bool:
    """Whether somebody of a person is told of: `Orm's lawyer`, `the mother of Orm`; each has one of his own."""
    after = fact.slot(entity.span).after[:1]
    text = fact.article.text[entity.span.end - 2 : entity.span.end + 2]
    return "'" in text.replace("’", "'") and bool({*after} & OF_PERSONS)


def _owns(fact: Fact, entity: Entity) -> bool:
    """Whether a name owns what follows: `Orm's committee`."""
    return "'s" in fact.article.text[entity.span.end - 2 : entity.span.end + 2].replace("’", "'")


def _negated(fact: Fact) -> bool:
    return any(w.lower in ("not", "never", "no") or w.lower.endswith(("n't", "n’t")) for w in fact.words)


def other_numbers(pair: Both) -> bool:
    """Whether two statements have other numbers for one thing: then another name tells of another person or happening."""
    return any(c.conflict for c in numbers(pair))


def _of_several(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether the two can both be right, each for one of several: two nations' climbers, two of those charged; not where nearly
    all the words agree."""
    if _is_listed(pair.left, a) != _is_listed(pair.right, b) and any(
        _is_of_many(*one) for one in ((pair.left, a), (pair.right, b))
    ):
        return True
    if pair.alike >= ALIKE_ALL:
        return False
    found = known(a.name), known(b.name)
    return any(f is not None and f.kind in ADJECTIVES for f in found) or (
        _is_of_many(pair.left, a) and _is_of_many(pair.right, b)
    )


def _is_listed(fact: Fact, entity: Entity) -> bool:
    """Whether a person is told in one breath with others: `Orm, Lind and Falk are each charged`."""
    near = fact.article.text[max(0, entity.span.start - 5) : entity.span.end + 5]
    return entity.type == "PERSON" and " and " in near


def _is_of_many(fact: Fact, entity: Entity) -> bool:
    """Whether to a person was done what is done to several in one story (charged, arrested, hurt), or a body does what several
    do, each for itself."""
    done = (r.name for e in fact.events if predicate_class(e.predicate) in OF_MANY for r in e.roles if r.role == "patient")
    before, after = fact.slot(entity.span).before[:2], fact.slot(entity.span).after[:2]
    if any(part == "agent" and event in EACH_FOR_ITSELF for event, part in _parts(fact, entity)):
        return True
    if entity.type != "PERSON":
        return False
    told = before == ("as", stem("identified")) or bool({*before[:1]} & RELATIVES) or after in BEING_THERE
    return told or entity.name in done


def _are_hospitals(pair: Both, a: Entity, b: Entity) -> bool:
    """Whether two names are of hospitals, to which those hurt are taken each to another; not where half the words agree."""
    both = all(telling_list(e.name)[-1:] == ["hospit"] for e in (a, b))
    return both and pair.alike < ALIKE_HALF
