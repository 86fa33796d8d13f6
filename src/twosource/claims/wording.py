"""What is denied or negated in one statement and not in the other, and quotations that are cut or changed."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from twosource.claims.contrasts import Contrast, value
from twosource.claims.facts import WORD, Fact
from twosource.model import Span

NEGATIONS = frozenset({"not", "never", "no", "none", "nobody", "neither", "nor", "without", "cannot"})
LEAST_SHARED = 0.5  # share of content words: below, a "not" belongs to something else
SHORTEST_QUOTE = 3  # words: shorter ones are scare quotes or names
ALIKE = 0.55  # ratio of words in the same order: below, two quotations are two quotations
QUOTED = re.compile(r'["“]([^"“”]{1,2000})["”]')


def negation(left: Fact, right: Fact) -> Iterator[Contrast]:
    """A denial beside an assertion of the same words, or a `not` in one of two otherwise like statements."""
    both = left.keys | right.keys
    if not both or len(left.keys & right.keys) / len(both) < LEAST_SHARED:
        return
    ours, theirs = _denial(left), _denial(right)
    if (ours is None) == (theirs is None):
        return
    yield Contrast(
        kind="negation",
        conflict=True,
        left=value(left, ours or left.statement.span, "denied" if ours else "asserted"),
        right=value(right, theirs or right.statement.span, "denied" if theirs else "asserted"),
        why="one denies or negates what the other asserts",
    )


def _denial(fact: Fact) -> Span | None:
    """The words by which a statement denies or negates what it is about, or `None`."""
    attribution = fact.statement.attribution
    if fact.statement.stance == "denies" and attribution is not None:
        return attribution.cue or fact.statement.span
    for word in fact.words:
        if (word.lower in NEGATIONS or word.lower.endswith(("n't", "n’t"))) and _asserted(fact, word.start):
            return fact.view.span(word.start, word.end)
    return None


def _asserted(fact: Fact, position: int) -> bool:
    return any(start <= position < end for start, end in fact.places)


def wording(left: Fact, right: Fact) -> Iterator[Contrast]:
    """Quotations of the same words: one cut where the other is whole, or changed in between."""
    for ours in _quotes(left):
        for theirs in _quotes(right):
            if why := _how_they_differ(ours.text, theirs.text):
                yield Contrast(kind="wording", conflict=False, left=value(left, ours), right=value(right, theirs), why=why)


def _quotes(fact: Fact) -> list[Span]:
    start = fact.statement.span.start
    return [
        fact.view.span(start + match.start(1), start + match.end(1))
        for match in QUOTED.finditer(fact.statement.span.text)
        if len(WORD.findall(match.group(1))) >= SHORTEST_QUOTE and _asserted(fact, start + match.start(1))
    ]


def _how_they_differ(ours: str, theirs: str) -> str | None:
    a, b = ([w.lower() for w in WORD.findall(text)] for text in (ours, theirs))
    if a == b:
        return None
    short, long = sorted((a, b), key=len)
    if _contains(long, short):
        return "one report prints a part of the quotation that the other prints whole"
    if SequenceMatcher(None, a[:200], b[:200], autojunk=False).ratio() >= ALIKE:
        return "the quotation is not worded alike"
    return None


def _contains(long: list[str], short: list[str]) -> bool:
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))
