"""Quotations that one report cuts or words otherwise than another."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import WORD, Fact, stem
from twosource.model import Span

SHORTEST_QUOTE = 3  # words: shorter ones are scare quotes or names
ALIKE = 0.55  # ratio of words in the same order: below, two quotations are two quotations
LONGEST = 200  # words of a quotation that are compared
MOST_SHOWN = 2  # changes that are told word by word; more are a rewording
LONGEST_SHOWN = 5  # words of a change that is told
QUOTED = re.compile(r'["“]([^"“”]{1,2000})["”]')


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


def _asserted(fact: Fact, position: int) -> bool:
    return any(start <= position < end for start, end in fact.places)


def _how_they_differ(ours: str, theirs: str) -> str | None:
    a, b = ([w.lower().replace("’", "'") for w in islice(WORD.findall(text), LONGEST)] for text in (ours, theirs))
    keys = [[stem(w) for w in words] for words in (a, b)]
    if keys[0] == keys[1]:
        return None  # one spelling or form beside another
    short, long = sorted(keys, key=len)
    if _contains(long, short):
        return "one report prints a part of the quotation that the other prints whole"
    if SequenceMatcher(None, keys[0], keys[1], autojunk=False).ratio() < ALIKE:
        return None
    return "the quotation is not worded alike" + _changes(a, b, keys)


def _contains(long: Sequence[str], short: Sequence[str]) -> bool:
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))


def _changes(ours: Sequence[str], theirs: Sequence[str], keys: Sequence[Sequence[str]]) -> str:
    """The words that differ, where they are few: `: "swiftly" for "soon"`."""
    codes = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    changed = [(ours[a:b], theirs[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    if len(changed) > MOST_SHOWN or any(max(len(a), len(b)) > LONGEST_SHOWN for a, b in changed):
        return ""
    return ": " + ", ".join(_change(a, b) for a, b in changed)


def _change(ours: Sequence[str], theirs: Sequence[str]) -> str:
    left, right = (f'"{" ".join(words)}"' for words in (ours, theirs))
    if not ours or not theirs:
        return f"{left if ours else right} in one only"
    return f"{left} beside {right}"
