"""To whom things happened, and whom one report tells apart: two deaths of one story are two claims, however alike their words.

Undergoer is the linguists' word for who is acted on or changed, as against who acts (Van Valin, Role and Reference Grammar).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from twosource.claims.counted import AGE
from twosource.claims.facts import Fact
from twosource.lexicon.events import predicate_class
from twosource.lexicon.names import country_of
from twosource.model import Event, Role, Span

DEATH = "kill"  # the class that dying is counted with: who dies is who is killed
DYING = "die"
AGE_AFTER = re.compile(r"[,(]\s?(?:aged\s)?")  # between a name and an age that stands in apposition to it
MARKED_BEFORE = 2  # code points between an age or a people's name and the words for the person that it stands before

Signature = tuple[tuple[str, tuple[str, ...]], ...]
Described = tuple[str, Event, frozenset[str]]


class Undergoers:
    """Of each fact (by index) of a story, to whom its happenings happened; persons go by a mark of theirs: name, age, people.

    One report tells two persons apart when the same kind of thing happens to each in a happening of his own, and both have names
    or both have ages (`a boy of 17` may be the one who is named elsewhere). Two facts are apart when they tell a thing of that
    kind of two such persons, and nothing of one and the same.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._told = [list(_described(fact)) for fact in facts]

    def signatures(self) -> list[Signature]:
        """Of each fact the classes of its happenings with the persons to whom they happened, where any of these is told apart."""
        apart = {(kind, person) for kind, one, other in self._apart for person in (one, other)}
        return [
            tuple(sorted((kind, tuple(sorted(who))) for kind, who in of.items() if any((kind, one) in apart for one in who)))
            for of in self._of_facts
        ]

    def are_apart(self, left: Signature, right: Signature) -> bool:
        """Whether two facts tell one kind of happening of persons that a report tells apart."""
        if not left or not right or set(left) & set(right):
            return False
        of_right = dict(right)
        return any(self._are_others(kind, who, of_right[kind]) for kind, who in left if kind in of_right)

    def _are_others(self, kind: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return not set(one) & set(other) and any((kind, a, b) in self._apart for a in one for b in other)

    @cached_property
    def _persons(self) -> Mapping[str, str]:
        """The mark that each name and age goes by, the first of its person: marks of one description and names of one surname."""
        leads: dict[str, str] = {}

        def first(mark: str) -> str:
            while leads.setdefault(mark, mark) != mark:
                mark = leads[mark]
            return mark

        surnames: dict[str, str] = {}
        for marks in sorted({tuple(sorted(_own(marks))) for told in self._told for _, _, marks in told}):
            like = [surnames.setdefault(mark.split()[-1], mark) for mark in marks if mark.startswith("name:")]
            same = sorted({first(mark) for mark in (*marks, *like)})
            leads |= dict.fromkeys(same, same[0]) if same else {}
        return {mark: first(mark) for mark in leads}

    @cached_property
    def _peoples(self) -> Mapping[str, str]:
        """The only person of each people that is told of by name or age."""
        found: dict[str, set[str]] = defaultdict(set)
        for told in self._told:
            for _, _, marks in told:
                for people in marks - _own(marks):
                    found[people] |= {self._persons[mark] for mark in _own(marks)}
        return {people: next(iter(persons)) for people, persons in found.items() if len(persons) == 1}

    def _who(self, marks: frozenset[str]) -> set[str]:
        """The persons that a description stands for."""
        named = {self._persons[mark] for mark in _own(marks)}
        return named or {self._peoples[mark] for mark in marks if mark in self._peoples}

    @cached_property
    def _of_facts(self) -> list[dict[str, set[str]]]:
        found: list[dict[str, set[str]]] = []
        for told in self._told:
            of: dict[str, set[str]] = defaultdict(set)
            for kind, _, marks in told:
                of[kind] |= self._who(marks)
            found.append({kind: who for kind, who in of.items() if who})
        return found

    @cached_property
    def _apart(self) -> frozenset[tuple[str, str, str]]:
        """Kinds of happening, each with two persons to whom a report tells it apart; both ways round."""
        events: dict[tuple[str, str], dict[str, set[Span]]] = defaultdict(lambda: defaultdict(set))
        for fact, told in zip(self._facts, self._told, strict=True):
            for kind, event, marks in told:
                for person in self._who(marks):
                    events[fact.article.id, kind][person].add(event.span)
        return frozenset(
            (kind, one, other)
            for (_, kind), of in events.items()
            for one in of
            for other in of
            if one != other and not of[one] & of[other] and self._known_by[one] & self._known_by[other]
        )

    @cached_property
    def _known_by(self) -> Mapping[str, set[str]]:
        """The kinds of mark that each person has: `name`, `age`."""
        found: dict[str, set[str]] = defaultdict(set)
        for mark, person in self._persons.items():
            found[person].add(mark.partition(":")[0])
        return found


def _own(marks: Iterable[str]) -> frozenset[str]:
    """The marks that are one person's own: his name and age; a people is that of many."""
    return frozenset(mark for mark in marks if not mark.startswith("people:"))


def _described(fact: Fact) -> Iterator[Described]:
    """The happenings of a fact, each with its class and the marks of somebody to whom it happened."""
    for event in fact.events:
        kind = predicate_class(event.predicate)
        for role in event.roles:
            if role.role == "patient" or (role.role == "agent" and kind == DYING):
                marks = frozenset(_marks(fact, role))
                if marks:
                    yield (DEATH if kind == DYING else kind), event, marks


def _marks(fact: Fact, role: Role) -> Iterator[str]:
    """By what somebody is told of: a name, an age, a people's name, in the words for him or just beside them."""
    statement, span = fact.statement, role.span
    if any(e.type == "PERSON" and e.name == role.name for e in statement.entities):
        yield f"name:{role.name.lower()}"
    for quantity in statement.quantities:
        if quantity.unit == AGE and quantity.value is not None and _describes(quantity.span, span, fact.view.text):
            yield f"age:{quantity.value}"
    for entity in statement.entities:
        if entity.type == "GROUP" and (_within(entity.span, span) or 0 <= span.start - entity.span.end <= MARKED_BEFORE):
            yield f"people:{(country_of(entity.name) or entity.name).lower()}"


def _describes(age: Span, person: Span, text: str) -> bool:
    if _within(age, person) or 0 <= person.start - age.end <= MARKED_BEFORE:
        return True
    return age.start >= person.end and AGE_AFTER.fullmatch(text, person.end, age.start) is not None


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end
