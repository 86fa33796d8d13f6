"""Where it happened: the place that stands with the same name, and the place of the same event, in two statements."""

import re
from collections.abc import Iterator
from itertools import pairwise

from twosource.claims.comparable import is_common_word, known_to_both, names_of, of_other_people
from twosource.claims.contrasts import Both, Contrast
from twosource.claims.facts import Fact, Slot, stem
from twosource.claims.named import DIRECTIONS, known, may_hold, names_meet, told_elsewhere
from twosource.claims.roles import ALIKE, ALIKE_PART, contrast_of, entity_of, same_events, told_closer
from twosource.lexicon.distances import kilometres
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Entity, Role

WHERE = frozenset({"in", "at", "near", "from", "of", "outside", "to", "around"})
FROM = {"from": "of"}  # `the tailor from Velmora`, `the tailor of Velmora`
LEADING = frozenset({"of", "from", "in"})
LONGEST_BETWEEN = 48  # code points between a name and its place: `, a 25-year-old dock worker from `
STOPS = frozenset('.;:!?"“”')
ADJECTIVES = ("ian", "an", "ish", "ese")  # endings by which a place's name is an adjective
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr"})
INITIALS = 5  # letters: a name in so few capitals, in no list, is a body
AGE = frozenset({"age", "ag", "year", "old", "yr"})  # stems around an age, which stands between a person and his town
BEARINGS = DIRECTIONS | {"outside", "miles", "kilometres", "kilometers", "km"}
LIST = re.compile(r",?\s(?:and|or)\s|,\s(?:and\s|or\s)?")
NEARBY = 50.0  # km: a suburb and its city; the two sides of a state line at 100 and more are other places
FAR = 100.0  # km: farther, no reader takes one town for the other's surroundings
TOWN_ALIKE = 0.2  # share of content words in which two statements that each place it in one town agree
TOWN_INSIDE = 0.4  # of the shorter one's content words
TOWN_PARTS = frozenset(stem(noun) for noun in "side part city town village outskirts suburb section area streets".split())
IN_ONE = (("a", "in"), ("an", "in"))  # `in a Velmora home`, nearest first
BEARING = 4  # words that tell how far and which way: `20 miles west of`


def whereabouts(pair: Both) -> Iterator[Contrast]:
    """The place that follows the same name in both: `…, 27, of Velmora`, `the hospital in Velmora`."""
    left, right = pair.left, pair.right
    theirs = {(name, prep): b for name, prep, b in _led_places(right)}
    for name, prep, a in _led_places(left):
        b = theirs.get((name, prep))
        if b is not None and "PLACE" in (a.type, b.type) and not _meet(a, b) and not (is_no_place(a) or is_no_place(b)):
            yield from place_contrast(left, right, a, b, f"another place stands with {name}")


def _led_places(fact: Fact) -> Iterator[tuple[str, str, Entity]]:
    """Each name that a preposition and another name follow, with no name between: both, and the preposition.
    `Orm, 27, and Lind, 30, both of Velmora` has the place with either."""
    entities = sorted((e for e in names_of(fact, fact.statement.entities) if e.name not in SUFFIXES), key=lambda e: e.span.start)
    for number, (first, second) in enumerate(pairwise(entities)):
        words = _between(fact, first, second)
        is_place = second.type == "PLACE" or len(words) == 1 or any(c.isdigit() for c in "".join(words))
        if not is_place or not words or words[-1] not in LEADING:  # `Orm of …`, `Orm, 27, of …`
            continue
        found = known(first.name)
        if (first.type == "PLACE" and second.type == "PERSON") or (found is not None and found.kind == "demonym"):
            continue  # `the shooting in Velmora of Ewa Lind`, `the Kenyan city of Nairobi`
        named = [first, *([entities[number - 1]] if "both" in words and number else [])]
        yield from ((_bare(one.name), FROM.get(words[-1], words[-1]), second) for one in named)


def _between(fact: Fact, first: Entity, second: Entity) -> list[str]:
    """The words between a name and a place after it; none where they are too many, or a sentence ends there."""
    end = first.span.end
    between = fact.article.text[end : min(second.span.start, end + LONGEST_BETWEEN + 1)].removeprefix(" Jr").removeprefix(" Sr")
    if first.name != _bare(first.name) or between != fact.article.text[end : end + len(between)]:
        between = between.removeprefix(".")
    if len(between) > LONGEST_BETWEEN or STOPS & {*between}:
        return []
    return [w.strip(",.;()").lower() for w in between.split()]


def _bare(name: str) -> str:
    return name.removesuffix(".").removesuffix(" Sr").removesuffix(" Jr")


def _meet(a: Entity, b: Entity) -> bool:
    return names_meet(a.name, b.name) or names_meet(a.span.text, b.span.text)


def is_no_place(entity: Entity) -> bool:
    """Whether the lists hold a name, and not as a place, or it is a surname of somebody told in full elsewhere."""
    found = known(entity.name)
    surname = entity.type == "PERSON" and entity.name != entity.span.text
    initials = entity.span.text.isupper() and len(entity.span.text) <= INITIALS and entity.type != "PLACE"
    return surname or initials or (found is not None and found.type != "PLACE")


def place_contrast(left: Fact, right: Fact, a: Entity | Role, b: Entity | Role, why: str) -> Iterator[Contrast]:
    """Two places of one slot: a conflict unless one may lie in the other or close to it; nothing where both reports name both."""
    if any(is_common_word(fact, one) or _is_listed(fact, one) for fact, one in ((left, a), (right, b))):
        return
    if known(a.name) is None and known(b.name) is None and _thing_of(left, a) != _thing_of(right, b):
        return
    kind = _kinship(left, right, a.name, b.name) or _apart_from(left, right, a, b)
    if kind is None and known_to_both(left, right, a.name, b.name):
        return
    yield contrast_of("place", left, right, a, b, conflict=kind is None, why=kind or why)


def _apart_from(left: Fact, right: Fact, a: Entity | Role, b: Entity | Role) -> str | None:
    """Why two places can both be right by the words before them: either is told by its direction or distance, and not both by
    the same."""
    ours, theirs = _bearing(left, a), _bearing(right, b)
    if ours == theirs and any(word.isdigit() for word in ours):
        return None
    bearing = _is_bearing(left, a) or _is_bearing(right, b)
    return "a place told by its direction or distance leaves room for the other" if bearing else None


def _bearing(fact: Fact, place: Entity | Role) -> list[str]:
    return [w.key for w in fact.words if w.end <= place.span.start][-BEARING:]


def _is_bearing(fact: Fact, place: Entity | Role) -> bool:
    """Whether a place is told as a part of a larger one or by where it lies: `western Velmora`, `south of Velmora`."""
    words = [w.lower for w in fact.words if w.end <= place.span.start][-2:]
    part = (words[-1:] or [""])[0]
    return part == "outside" or (part in DIRECTIONS and part.endswith("ern")) or (words[-1:] == ["of"] and words[0] in BEARINGS)


def _thing_of(fact: Fact, place: Entity | Role) -> str | None:
    """The thing that a name stands before (`the Northgate party`): by the name of its host it may be told elsewhere."""
    after = next((w for w in fact.words if w.start >= place.span.end), None)
    text = fact.article.text
    if after is None or text[place.span.end : after.start] != " " or not text[after.start].islower():
        return None
    marks = [*(e.span for e in fact.events), *(t.span for t in fact.times)]
    is_noun = after.lower not in stop_words() and not any(span.start <= after.start < span.end for span in marks)
    return after.key if is_noun else None


def _is_listed(fact: Fact, place: Entity | Role) -> bool:
    """Whether a place is one of three and more that are told in a row."""
    row = [e for e in fact.entities if e.type == "PLACE"]
    linked = [LIST.fullmatch(fact.article.text[x.span.end : y.span.start]) is not None for x, y in pairwise(row)]
    at = next((n for n, e in enumerate(row) if e.span.start == place.span.start), len(row))
    before, after = linked[max(0, at - 2) : at], linked[at : at + 2]
    return before == [True, True] or after == [True, True] or before[-1:] == after[:1] == [True]


def _kinship(left: Fact, right: Fact, a: str, b: str) -> str | None:
    """Why two places can both be right: one may hold the other, or they lie near each other."""
    if may_hold(left, right, a, b) or _of_its_people(a, b):
        return "one place may lie in the other"
    if known(a) is not None and known(b) is not None and "city" not in {k.kind for k in (known(a), known(b)) if k}:
        return None  # two countries or states
    apart = kilometres(a, b)
    return (
        f"the two places lie near each other, about {max(1, round(apart))} km apart"
        if apart is not None and apart <= NEARBY
        else None
    )


def _of_its_people(a: str, b: str) -> bool:
    """Whether one name is the adjective of the other: `Ostrelian`, `Ostrel`."""
    short, long = sorted((a.lower(), b.lower()), key=len)
    return any(long.endswith(end) and short.rstrip("aeyo").startswith(long.removesuffix(end)) for end in ADJECTIVES)


def governed_alike(left: Slot, right: Slot) -> bool:
    """Whether the same preposition leads to both places, and a telling word stands before it in both."""
    (prep, *before), (other, *other_before) = governors(left), governors(right)
    telling_words = {w for w in before if w not in stop_words()}
    return bool(prep) and prep == other and bool(telling_words & {*other_before})


def governors(slot: Slot) -> tuple[str, ...]:
    """The preposition that leads to a place (empty where there is none) and the words before it."""
    words = list(slot.before)
    while words and words[0] in DIRECTIONS | {"the"}:
        words.pop(0)
    return (FROM.get(words[0], words[0]), *words[1:]) if words and words[0] in WHERE else ("",)


def person_before(fact: Fact, place: Entity) -> str:
    """The key of the word for a person before `of` and a place, an age between them left out: `the gunman, 18, of …`."""
    before = [w.key for w in fact.words if w.end <= place.span.start][-8:]
    if not before or before.pop() not in ("of", "from"):
        return ""
    return next((key for key in reversed(before) if not key.isdigit() and key not in AGE), "")


def places(pair: Both) -> Iterator[Contrast]:
    """Where the same happening is placed, by its only place in either statement or its only town."""
    yield from _event_places(pair)
    yield from _event_towns(pair)


def _event_places(pair: Both) -> Iterator[Contrast]:
    """Where the same happening is placed, if each tells one place and not by the same name."""
    left, right = pair.left, pair.right
    shared = left.predicates & right.predicates
    ours, theirs = _places(left, shared), _places(right, shared)
    if len(ours) != 1 or len(theirs) != 1 or not same_events(pair):
        return
    (a,), (b,) = ours, theirs
    if a.name == b.name or names_meet(a.name, b.name):
        return
    if not (_is_place(left, a) and _is_place(right, b)):
        yield told_closer("place", left, right, a, b)
    elif not _told_role(left, right, a, b):
        yield from _named_places(pair, a, b)


def _named_places(pair: Both, a: Role, b: Role) -> Iterator[Contrast]:
    """Two named places of one event: a conflict where the same `in` leads to both and the statements tell of the same people."""
    left, right = pair.left, pair.right
    same_word = governors(left.slot(a.span))[0] == governors(right.slot(b.span))[0] == "in"
    fits = same_word and pair.alike >= ALIKE and not of_other_people(pair)
    yield from (c for c in place_contrast(left, right, a, b, "two places of one event") if fits or not c.conflict)


def _told_role(left: Fact, right: Fact, a: Role, b: Role) -> bool:
    ours, theirs = entity_of(left, a), entity_of(right, b)
    return bool(ours and theirs and (told_elsewhere(left, b.name, ours) or told_elsewhere(right, a.name, theirs)))


def _places(fact: Fact, predicates: frozenset[str]) -> list[Role]:
    found = {r.name: r for e in fact.events if predicate_class(e.predicate) in predicates for r in e.roles if r.role == "place"}
    return [found[name] for name in sorted(found)]


def _is_place(fact: Fact, role: Role) -> bool:
    found = entity_of(fact, role)
    return found is not None and found.type == "PLACE"


def _event_towns(pair: Both) -> Iterator[Contrast]:
    """The only town in which each of two statements places one event, where the two lie far apart."""
    if pair.alike < TOWN_ALIKE and pair.inside < TOWN_INSIDE:
        return
    left, right = pair.left, pair.right
    ours, theirs = _towns(left), _towns(right)
    if len({e.name for e in ours}) != 1 or len({e.name for e in theirs}) != 1:
        return
    a, b = ours[0], theirs[0]
    apart = kilometres(a.name, b.name)
    if apart is None or apart < FAR or _meet(a, b) or not _one_event(pair) or of_other_people(pair):
        return
    if not (told_elsewhere(left, b.name, a) or told_elsewhere(right, a.name, b)):
        yield from (c for c in place_contrast(left, right, a, b, "two towns of one event") if c.conflict)


def _one_event(pair: Both) -> bool:
    return bool(same_events(pair)) or pair.alike >= ALIKE or pair.inside >= ALIKE_PART


def _towns(fact: Fact) -> list[Entity]:
    """The towns in which something happens: what `in` leads to, or `in the city of`, `on the east side of`."""
    return [e for e in names_of(fact) if e.type == "PLACE" and _is_setting(fact, e) and not _is_bearing(fact, e)]


def _is_setting(fact: Fact, place: Entity) -> bool:
    prep, *before = governors(fact.slot(place.span))
    if fact.slot(place.span).before[:2] in IN_ONE and _thing_of(fact, place) is not None:
        return True
    return prep == "in" or (prep == "of" and bool({*before[:1]} & TOWN_PARTS))
