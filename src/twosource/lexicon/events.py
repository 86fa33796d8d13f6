"""Words of happenings: classes of like predicates, nouns that tell an event, verbs that tell none, instruments."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from twosource.lexicon import lines


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNoun:
    """The verb that a noun stands for (`killing`: `kill`) and which role its possessive or `of` names."""

    verb: str
    first: Literal["agent", "patient"]


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
        noun, verb, first = (field.strip() for field in line.split("|"))
        found[noun] = EventNoun(verb=verb, first="agent" if first == "agent" else "patient")
    return found


@cache
def event_words(kind: str) -> frozenset[str]:
    """The words of one kind of the list `event_words` (its head says which kinds there are)."""
    pairs = (line.split("|") for line in lines("event_words"))
    return frozenset(word.strip() for word, of in pairs if of.strip() == kind)
