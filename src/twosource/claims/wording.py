"""What is denied or negated in one statement and not in the other, and quotations that are cut or changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import WORD, Fact
from twosource.lexicon.words import stop_words
from twosource.model import Span

NEGATIONS = frozenset({"not", "never", "no", "none", "nobody", "neither", "nor", "without", "cannot"})
LEAST_SHARED = 0.5  # share of content words: below, a "not" belongs to something else
SHORTEST_QUOTE = 3  # words: shorter ones are scare quotes or names
ALIKE = 0.55  # ratio of words in the same order: below, two quotations are two quotations
QUOTED = re.compile(r'["“]([^"“”]{1,2000})["”]')


def negation(pair: Both) -> Iterator[Contrast]:
    """A denial beside an assertion of the same words, or a `not` before a word that the other statement asserts."""
    left, right = pair.left, pair.right
    both = left.keys | right.keys
    if not both or len(left.keys & right.keys) / len(both) < LEAST_SHARED:
        return
    ours, theirs = _denials(left), _denials(right)
    if bool(ours) == bool(theirs):
        return
    denied = [d for d in (*ours, *theirs) if d.of is None or d.of in left.keys & right.keys]
    if denied:
        yield Contrast(
            kind="negation",
            conflict=True,
            left=value(left, denied[0].span if ours else left.statement.span, "denied" if ours else "asserted"),
            right=value(right, denied[0].span if theirs else right.statement.span, "denied" if theirs else "asserted"),
            why="one denies or negates what the other asserts",
        )


@dataclass(frozen=True, slots=True)
class _Denial:
    """The words that deny, and the key of the word they stand before (`None`: all of the statement is denied)."""

    span: Span
    of: str | None


def _denials(fact: Fact) -> list[_Denial]:
    found = []
    attribution = fact.statement.attribution
    if fact.statement.stance == "denies" and attribution is not None:
        found.append(_Denial(attribution.cue or fact.statement.span, None))
    for number, word in enumerate(fact.words):
        if word.lower in NEGATIONS or word.lower.endswith(("n't", "n’t")):
            follows = (w.key for w in fact.words[number + 1 : number + 4] if w.lower not in stop_words())
            found.append(_Denial(fact.view.span(word.start, word.end), next(follows, "")))
    return found


def _asserted(fact: Fact, position: int) -> bool:
    return any(start <= position < end for start, end in fact.places)


def wording(pair: Both) -> Iterator[Contrast]:
    """Quotations of the same words: one cut where the other is whole, or changed in between."""
    left, right = pair.left, pair.right
    for ours in _quotes(left):
        for theirs in _quotes(right):
            if why := _how_they_differ(ours.text, theirs.text):
                yield Contrast(kind="wording", conflict=False, left=value(left, ours), right=value(right, theirs), why=why)


def _quotes(fact: Fact) -> list[Span]:
    start = fact.statement.span.start
    return [
        fact.view.span(start + match.start(1), start + match.start(1) + len(match.group(1).rstrip(" ,.;:")))
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
