"""Words of happenings: classes of like predicates, nouns that tell an event, verbs that tell none, instruments."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from twosource.lexicon import lines


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNoun:
    """The verb that a noun stands for (`killing`: `kill`), and the roles its possessive and its `of` name, standing alone."""

    verb: str
    first: Literal["agent", "patient"]
    of: Literal["agent", "patient"]


@cache
def _classes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in lines("event_classes"):
        name, _, verbs = line.partition(":")
        for verb in verbs.split(","):
            found.setdefault(verb.strip(), name.strip())
    return found


def predicate_class(lemma: str) -> str:
    """The class of a predicate, by which events are compared; a predicate without one is its own class.

    >>> predicate_class("detain"), predicate_class("shoot dead"), predicate_class("knit")
    ('arrest', 'kill', 'knit')
    """
    return _classes().get(lemma, lemma)


@cache
def event_nouns() -> Mapping[str, EventNoun]:
    """The nouns that tell a happening, by lemma.

    >>> event_nouns()["killing"].verb
    'kill'
    """
    found: dict[str, EventNoun] = {}
    for line in lines("event_nouns"):
        noun, verb, roles = (field.strip() for field in line.split("|"))
        first, _, of = roles.partition("/")
        found[noun] = EventNoun(verb=verb, first=_role(first), of=_role(of or first))
    return found


def _role(name: str) -> Literal["agent", "patient"]:
    return "agent" if name == "agent" else "patient"


@cache
def event_words(kind: str) -> frozenset[str]:
    """The words of one kind of the list `event_words` (its head says which kinds there are)."""
    pairs = (line.split("|") for line in lines("event_words"))
    return frozenset(word.strip() for word, of in pairs if of.strip() == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A verb with the words it tells a happening with, and where who suffers it stands (the list's head says how)."""

    words: tuple[str, ...]
    predicate: str
    patient: tuple[str, ...]


@cache
def event_phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases of each verb.

    >>> [phrase.predicate for phrase in event_phrases()["lose"]]
    ['die']
    """
    found: dict[str, list[Phrase]] = {}
    for line in lines("event_phrases"):
        words, predicate, patient = (field.strip() for field in line.split("|"))
        verb, *further = words.split()
        found.setdefault(verb, []).append(Phrase(words=tuple(further), predicate=predicate, patient=tuple(patient.split())))
    return {verb: tuple(of_verb) for verb, of_verb in found.items()}


@cache
def governed() -> Mapping[str, frozenset[str]]:
    """The prepositions by which a verb brings in what it is done to.

    >>> sorted(governed()["fire"])
    ['at', 'on', 'upon']
    """
    pairs = (line.split("|") for line in lines("event_prepositions"))
    return {verb.strip(): frozenset(of.split()) for verb, of in pairs}


def is_classed(predicate: str) -> bool:
    """Whether a predicate is of a class of happenings."""
    return predicate in _classes()
