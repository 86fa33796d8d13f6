"""Words by which speech is told: verbs, nouns and adjectives, the forms of what they introduce and its stance; small lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from twosource.lexicon import lines, table
from twosource.model import Stance

_FRAMES = frozenset(
    {
        *("clause", "quote", "inverted", "object", "infinitive", "gerund", "as", "addressee", "passive", "strict", "word"),
        *("that", "to", "alone"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEntry:
    """A verb or noun of saying: in which `frames` what was said stands, after which `prepositions`, and under which stance."""

    lemma: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    stance: Stance


@cache
def speech_verbs() -> Mapping[str, CueEntry]:
    """The verbs of saying, believing and planning, by lemma.

    >>> speech_verbs()["deny"].stance
    'denies'
    """
    return dict(_entries("speech_verbs"))


@cache
def speech_nouns() -> Mapping[str, CueEntry]:
    """The nouns that stand for something said, by lemma."""
    return dict(_entries("speech_nouns"))


@cache
def speech_adjectives() -> Mapping[str, CueEntry]:
    """The adjectives that tell what somebody thinks or wants, by their only form."""
    return dict(_entries("speech_adjectives"))


@cache
def speech_idioms() -> Mapping[str, frozenset[str]]:
    """By verb the objects, by lemma, with which it is no verb of saying.

    >>> "life" in speech_idioms()["claim"]
    True
    """
    pairs = (line.partition(":") for line in lines("speech_idioms"))
    return {verb.strip(): frozenset(objects.split()) for verb, _, objects in pairs}


def _entries(name: str) -> Iterator[tuple[str, CueEntry]]:
    for line in lines(name):
        lemmas, _, rest = line.partition(":")
        words, _, stance = rest.partition(">")
        frames = frozenset(words.split())
        names = [n.replace("_", " ") for n in lemmas.replace("[", " ").replace("]", " ").split()]
        entry = CueEntry(
            lemma=names[0],
            frames=frames & _FRAMES,
            prepositions=frames - _FRAMES | frames & {"to", "as"},
            stance=cast(Stance, stance.strip() or "asserts"),
        )
        for lemma in names:
            yield lemma, entry


@cache
def speech_words(name: str) -> frozenset[str]:
    """One of the small word lists of speech: `hedges`, `hearsay`, `negators`, … Raises `KeyError` for an unknown name."""
    return frozenset(table("speech_words")[name])
