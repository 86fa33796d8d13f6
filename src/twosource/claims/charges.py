"""The bail and the counts of a charge, which reports of one case give in sentences too unlike to be joined by their words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.claims.counted import Counted, beside, counted
from twosource.claims.facts import Fact, content_spans
from twosource.claims.named import names_meet
from twosource.claims.numbers import compatible
from twosource.lexicon.words import stop_words

# A sum for each of several charges or of all together, or what was paid of it: none of these is the one that was set.
OF_ANOTHER_SET = re.compile(
    r"\b(?:each|apiece|per|total\w{0,5}|combined|post(?:s|ed|ing)?|paid|pay(?:s|ing)?|bonds|or more)\b", re.IGNORECASE
)
CHARGE = re.compile(r"\s(?:felony\s)?counts?\sof\s(?P<charge>(?:[A-Za-z-]{2,20}\s?){1,6})")
BAIL = "bail"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A number of a case as a fact (by index) gives it; `key` is the thing that it is of."""

    at: int
    fact: Fact
    counted: Counted
    key: Key


def disputed(facts: Sequence[Fact]) -> Mapping[Key, Sequence[Given]]:
    """For each thing of which reports give one number each, and not the same, all that these tell of it."""
    told: dict[Key, dict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for one in _given(facts):
        told[one.key][one.fact.article.id].append(one)
    found = {key: _apart([told[key][id] for id in sorted(told[key])]) for key in sorted(told)}
    return {key: of for key, of in found.items() if of}


def _given(facts: Sequence[Fact]) -> Iterator[Given]:
    """What facts give, each number once: one that stands outside of all that a statement asserts is its first fact's
    (`he pleaded not guilty` to two counts)."""
    seen: set[tuple[str, int]] = set()
    for at, fact in enumerate(facts):
        for one in _numbers(fact):
            place = (fact.id, one.quantity.span.start)
            if place not in seen and (key := _key(fact, one)):
                seen.add(place)
                yield Given(at=at, fact=fact, counted=one, key=key)


def _numbers(fact: Fact) -> Iterator[Counted]:
    if fact.statement.quantities and not OF_ANOTHER_SET.search(fact.statement.span.text):
        yield from counted(fact)
        content = content_spans(fact.statement)
        yield from (o for o in beside(fact) if not any(s.start <= o.quantity.span.start < s.end for s in content))


def _key(fact: Fact, one: Counted) -> Key:
    """What a number is of, where it is the bail or the counts of one charge; empty for any other."""
    quantity = one.quantity
    if quantity.bound != "exactly" or quantity.value is None or one.rate or one.former or one.average or one.part:
        return ()
    if BAIL in one.purpose:
        return BAIL, one.unit or ""
    charge = CHARGE.match(fact.statement.span.text, quantity.span.end - fact.statement.span.start)
    return ("counts", *_until_stop(charge["charge"].lower().split())) if charge and not one.unit else ()


def _until_stop(words: Sequence[str]) -> Iterator[str]:
    """The words of a charge: up to a word that goes on to something else."""
    for word in words:
        if word in stop_words() and word != "of":
            return
        yield word


def _apart(of_articles: Sequence[Sequence[Given]]) -> Sequence[Given]:
    """What the reports tell that give one number, and another one than some report gives of the same persons."""
    single = [of for of in of_articles if len({one.counted.quantity.value for one in of}) == 1]
    apart = {of[0].fact.article.id: of for both in combinations(single, 2) if _exclude(*both) for of in both}
    return [one for id in sorted(apart) for one in apart[id]]


def _exclude(ours: Sequence[Given], theirs: Sequence[Given]) -> bool:
    if compatible(ours[0].counted.quantity, theirs[0].counted.quantity):
        return False
    persons, others = _persons(ours), _persons(theirs)
    if persons and others:
        return any(names_meet(a, b) for a in persons for b in others)
    return _known_to(persons, theirs[0]) and _known_to(others, ours[0])


def _persons(told: Sequence[Given]) -> frozenset[str]:
    return frozenset(e.name for one in told for e in one.fact.statement.entities if e.type == "PERSON")


def _known_to(persons: frozenset[str], other: Given) -> bool:
    """Whether a report names everybody whom another names beside its number."""
    return all(name.split()[-1] in other.fact.article.text for name in persons)
