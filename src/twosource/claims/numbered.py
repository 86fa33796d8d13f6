"""Things named by a word and a number (`Flight 12`, `Route 7`, `F2`): the same word with another number is another thing."""

import re
from collections.abc import Iterator, Mapping

from twosource.claims.comparable import is_credit
from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import Fact
from twosource.model import DifferenceKind, Span

NAMED = re.compile(
    r"\b(?P<word>(?:[A-Z][A-Za-z]{1,20}\s){0,2}(?:[A-Z][A-Za-z]{2,20}|flight|bus|train|unit|room|gate|route))\s(?P<number>\d{1,4})\b(?![\d,.:%/-]\d)"
    r"|\b(?P<code>[A-Z]{1,3})-?(?P<of>\d{1,3})\b(?![\d,.:%/-]\d)"
)
ROADS = frozenset("route highway interstate road motorway freeway exit".split())
ALIKE = 0.25  # share of content words: below, another road or flight is told of


def numbered(pair: Both) -> Iterator[Contrast]:
    """The same word with another number, if each statement gives it one, and not each report both."""
    if pair.alike < ALIKE or is_credit(pair.left) or is_credit(pair.right):
        return
    ours, theirs = _numbered(pair.left), _numbered(pair.right)
    for word in sorted(ours.keys() & theirs.keys()):
        a, b = ours[word], theirs[word]
        if len(a) == len(b) == 1 and a.keys() != b.keys():
            (left,), (right,) = a.values(), b.values()
            if not (right.text in pair.left.article.text and left.text in pair.right.article.text):
                yield Contrast(
                    kind=_kind(word, left),
                    conflict=True,
                    left=value(pair.left, left),
                    right=value(pair.right, right),
                    why="the same name with another number",
                )


def _kind(word: str, span: Span) -> DifferenceKind:
    """A road is a place; a class or rating without a word (`F2`) is a number; any other thing an actor."""
    if ROADS & {*word.split()}:
        return "place"
    return "actor" if " " in span.text else "number"


def _numbered(fact: Fact) -> Mapping[str, Mapping[str, Span]]:
    """Word to number to place; what is a date, an age or a count of something is left out."""
    found: dict[str, dict[str, Span]] = {}
    spans = [*(q.span for q in fact.quantities), *(t.span for t in fact.times)]
    for start, end in fact.places:
        for match in NAMED.finditer(fact.article.text, start, end):
            number = match["number"] or match["of"]
            at = match.end() - len(number)
            if not any(span.start <= at < span.end for span in spans):
                word = " ".join((match["word"] or match["code"]).lower().split())
                found.setdefault(word, {})[number] = fact.view.span(*match.span())
    return found
