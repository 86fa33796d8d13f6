"""Whom two statements hold responsible: who claimed it, and who is blamed for it."""

from collections.abc import Iterator, Sequence

from twosource.claims.comparable import known_to_both
from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import Fact, Word
from twosource.claims.named import names_meet
from twosource.claims.roles import ALIKE_PART
from twosource.model import Entity, Span

BLAMING = frozenset("blamed blames blaming accused accuses accusing".split())
CLAIMING = frozenset("claimed claims claiming claim took takes taking".split())
NEAR = 5  # words after the verb in which the name of the one blamed begins: `blamed the banned Northern Front`
OPENING = frozenset("the a an banned armed rebel militant".split())
ALIKE = 0.25  # share of content words: below, another deed is claimed

Held = tuple[str, Span, str]  # `claimed` or `blamed`, and the one who claims or is blamed: place and name


def responsibility(pair: Both) -> Iterator[Contrast]:
    """Another one held responsible: X claimed it, Y is blamed for it."""
    if pair.alike < ALIKE and pair.inside < ALIKE_PART:
        return
    for how, a, name in _held(pair.left):
        for other_how, b, other in _held(pair.right):
            if not names_meet(name, other) and not (how == other_how and known_to_both(pair.left, pair.right, name, other)):
                left, right = value(pair.left, a, name), value(pair.right, b, other)
                why = f"{name} {TOLD[how]}, {other} {TOLD[other_how]}"
                yield Contrast(kind="actor", conflict=True, left=left, right=right, why=why)


TOLD = {"claimed": "claimed responsibility", "blamed": "is blamed"}


def _held(fact: Fact) -> list[Held]:
    found = []
    for number, word in enumerate(fact.words):
        after = fact.words[number + 1 : number + 1 + NEAR]
        if word.lower in BLAMING and (blamed := _named_after(fact, after)):
            found.append(("blamed", blamed.span, blamed.name))
        if word.lower in CLAIMING and after and after[0].lower == "responsibility" and (claiming := _named_before(fact, word)):
            found.append(("claimed", *claiming))
    return found


def _named_after(fact: Fact, words: Sequence[Word]) -> Entity | None:
    """The name that follows at once, but for an article and an adjective."""
    starts = {e.span.start: e for e in fact.statement.entities}
    for word in words:
        if word.start in starts:
            return starts[word.start]
        if word.lower not in OPENING:
            return None
    return None


def _named_before(fact: Fact, word: Word) -> tuple[Span, str] | None:
    """The last name before the verb, or the words that it has for a subject."""
    before = [e for e in fact.statement.entities if e.span.end < word.start]
    if before:
        return before[-1].span, before[-1].name
    source = fact.statement.attribution.source if fact.statement.attribution else None
    return (source, source.text) if source is not None else None
