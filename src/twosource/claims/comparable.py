"""Which names of a statement can be compared with those of another, and whether two statements tell of other people."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from twosource.claims.contrasts import Both
from twosource.claims.counted import AGE
from twosource.claims.facts import Fact
from twosource.claims.named import BODY_WORDS, SEARCHED, SUFFIXES, in_dateline, known, names_meet, other_given_names
from twosource.lexicon.events import predicate_class
from twosource.model import Entity, Role, Span

# A line about who wrote, took or sends something: two such lines name two people and dispute nothing.
CREDIT = re.compile(
    r"\bstaff writers?\b|\bback to gallery\b|\b(?:image|photo) \d{1,3} of\b|\bphotos?:|\bcontributed to this\b"
    r"|\b(?:contact|e-?mail)\s[A-Z]"
    r"|\bread more\b|\bmore articles by\b|\bposted (?:in|by)\b"
    r"|^related\b|^previous coverage\b|\breports\.?$|\bcan be reached at\b|[\w.]{1,40}@[\w-]{1,40}\.|^call\s+the\b",
    re.IGNORECASE,
)
OUTLET = re.compile(r"\s(?:[-–—|•]|::)\s+[^-–—|]{0,80}$")  # ` - KVEL Channel 4` at the end of a heading
SHORTEST = 2  # letters: `IR`, `MD` are no actors
LAST_CAPITAL = re.compile(r"(?<![\w.])[A-Z][\w’'-]{1,30}\s$")  # a word in capitals at the end, not one with a stop: `Lt. `
LONGEST_GIVEN = 24
MOST_TEXTS = 512  # articles whose words are kept
MOST_SENTENCES = 8192  # of which it is kept whether they are credits: a fact is compared with many
LABEL = re.compile(r"\sIDs?$")
PREPOSITION = re.compile(r"\s(?:in|on|at|near)\s(?:the\s)?(?=[A-Z])")


def names_of(fact: Fact, among: Iterable[Entity] | None = None) -> list[Entity]:
    """The names of a fact (or those given) that another's can stand in the place of; `Clinic in Velmora` as the place in it."""
    if is_credit(fact):
        return []
    text = fact.statement.span.text
    tail = OUTLET.search(text)
    end = fact.statement.span.start + (tail.start() if tail else len(text))
    named = (
        e
        for e in (fact.entities if among is None else among)
        if e.span.start < end
        and len(e.name) > SHORTEST
        and not in_dateline(fact, e)
        and not is_common_word(fact, e)
        and not _is_label(fact, e)
    )
    return [_part(fact, e) for e in named]


def _is_label(fact: Fact, entity: Entity) -> bool:
    """Whether a name only heads a line (`KVPD: boy, 13, charged`, `Police ID victim`), or is a common word (`Committee`)."""
    after = fact.article.text[entity.span.end : entity.span.end + 1]
    opens = entity.span.start == fact.statement.span.start and after == ":"
    return opens or LABEL.search(entity.span.text) is not None or entity.span.text.lower() in BODY_WORDS


def is_credit(fact: Fact) -> bool:
    """Whether a statement tells who wrote, took or sends something."""
    return _credits(fact.statement.span.text)


@lru_cache(maxsize=MOST_SENTENCES)
def _credits(text: str) -> bool:
    return CREDIT.search(text) is not None


def is_common_word(fact: Fact, entity: Entity | Role) -> bool:
    """Whether a name is a common word that only stands in capitals here: its report writes it small elsewhere."""
    words = entity.name.split()
    if known(entity.name) is not None or (len(words) > 1 and not (isinstance(entity, Entity) and entity.type == "PERSON")):
        return False  # `Ministry of Defence` holds common words
    return all(word.lower() in _small_words(fact.article.text) for word in words)


@lru_cache(maxsize=MOST_TEXTS)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text[:SEARCHED]) if word.islower())


def _part(fact: Fact, entity: Entity) -> Entity:
    """A name that a recogniser drew over a place (`Clinic in Velmora`), as that place."""
    cut = PREPOSITION.search(entity.span.text)
    if cut is None or entity.span.text != entity.name:
        return entity
    span: Span = fact.view.span(entity.span.start + cut.end(), entity.span.end)
    return replace(entity, name=span.text, type="PLACE", span=span)


def known_to_both(left: Fact, right: Fact, a: Entity | str, b: Entity | str) -> bool:
    """Whether each report names both: then each means its own, and neither stands in the other's place."""
    return _names(left, b) and _names(right, a)


def surnames_known_to_both(left: Fact, right: Fact, a: Entity, b: Entity) -> bool:
    """Whether each report names both persons, be it by the surname alone."""
    return last_name(b) in left.article.text and last_name(a) in right.article.text


def tells_of_both(fact: Fact, own: Entity, other: Entity) -> bool:
    """Whether a report names another's person beside its own, which it names more than once: a slip stands once."""
    text = fact.article.text
    return last_name(other) in text and text.count(last_name(own)) > 1


def last_name(person: Entity) -> str:
    """The last word of a name that is no `Jr` or `Sr`."""
    return next((w for w in reversed(person.name.split()) if w.strip(".,").lower() not in SUFFIXES), person.name)


def are_of_one_family(left: Fact, right: Fact, a: Entity, b: Entity) -> bool:
    """Whether two persons are told in full with one surname and with other given names."""
    full = all(" " in e.span.text and not _goes_before(fact, e) for fact, e in ((left, a), (right, b)))
    return full and a.type == b.type == "PERSON" and other_given_names(a.name, b.name)


def _goes_before(fact: Fact, person: Entity) -> bool:
    """Whether a word in capitals stands right before a name, as one that belongs to it does: `Ewa` before `Maria Lind`."""
    return LAST_CAPITAL.search(fact.article.text[max(0, person.span.start - LONGEST_GIVEN) : person.span.start]) is not None


def _names(fact: Fact, name: Entity | str) -> bool:
    forms = {name} if isinstance(name, str) else {name.name, name.span.text}
    return any(form in fact.article.text for form in forms)


def of_other_people(pair: Both, *but: str) -> bool:
    """Whether two facts tell of other people: of persons by name who do not meet, those that are compared apart, or of other
    ages."""
    ages = [{q.value for q in fact.quantities if q.unit == AGE} for fact in (pair.left, pair.right)]
    persons = [{e.name for e in fact.entities if e.type == "PERSON"} - set(but) for fact in (pair.left, pair.right)]
    one_person = any(names_meet(a, b) for a in persons[0] for b in persons[1])
    other_age = bool(ages[0] and ages[1]) and not ages[0] & ages[1]
    return (other_age and not one_person) or any(_apart(ours, theirs) for ours, theirs in _people_of_events(pair, frozenset(but)))


def _apart(ours: set[str], theirs: set[str]) -> bool:
    return bool(ours and theirs) and not any(names_meet(a, b) for a in ours for b in theirs)


def _people_of_events(pair: Both, but: frozenset[str]) -> Iterator[tuple[set[str], set[str]]]:
    """The persons to whom it was done, of each two events of one class."""
    for event in pair.left.events:
        for other in pair.right.events:
            if predicate_class(event.predicate) == predicate_class(other.predicate):
                persons = ({e.name for e in fact.entities if e.type == "PERSON"} for fact in (pair.left, pair.right))
                told = ({r.name for r in e.roles if r.role == "patient"} - but for e in (event, other))
                ours, theirs = (a & b for a, b in zip(persons, told, strict=True))
                yield ours, theirs
