"""Quotations that one report cuts or words otherwise than another, change by change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import WORD, Fact
from twosource.claims.named import names_meet
from twosource.claims.negation import NEGATIONS, negation
from twosource.lexicon.words import stop_words
from twosource.model import Span
from twosource.text import View

SHORTEST_QUOTE = 3  # words: shorter ones are scare quotes or names, unless the other report has them in a longer quotation
LONGER_BY = 2  # words that a quotation has beyond one of fewer than `SHORTEST_QUOTE`, to hold it
ALIKE = 0.55  # ratio of words in the same order: below, two quotations are two quotations
LEAST_KEPT, LEAST_RUN = 0.8, 2.5  # of a cut quotation's words, in the whole one in order; words that stand together on average
LONGEST = 200  # words of a quotation that are compared
MOST_SHOWN = 3  # changes that are told one by one; more are a rewording
LONGEST_SHOWN = 8  # words of a change that is told on its own, where it is no cut
QUOTED = re.compile(r'["“]([^"“”]{1,2000})["”]|(?<!\w)‘([^‘’]{1,2000}(?:(?<=\w)’(?=\w)[^‘’]{1,2000}){0,9})’(?!\w)')
LEFT_OUT = re.compile(r"\.\.|…|\. \.")
BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|er|ers|es|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ite|ites|hood)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[a-z]{3}t)re(?=s?$)"), "er"),
)
SHORT_FORMS = {"can't": "cannot", "won't": "will not", "it's": "it is", "that's": "that is", "i'm": "i am", "let's": "let us"}
ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will"}
PART = "one report prints a part of the quotation that the other prints whole"
REORDERED = "the same words in another order"
SIGNED = "the quotation is cut, with a sign"
REWORDED = "the quotation is not worded alike"


@dataclass(frozen=True, slots=True)
class Token:
    """A quoted word: its place in the article's text, and the spelling it is compared by."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of a fact, as words."""

    view: View
    tokens: tuple[Token, ...]

    @property
    def keys(self) -> list[str]:
        return [token.key for token in self.tokens]

    @property
    def span(self) -> Span:
        return self.words(0, len(self.tokens))

    def words(self, first: int, last: int) -> Span:
        """The words `[first, last)`; where there are none, the words between which others are missing."""
        if first >= last:
            first, last = max(0, first - 1), min(len(self.tokens), last + 1)
        return self.view.span(self.tokens[first].start, self.tokens[last - 1].end)

    def between(self, first: int, last: int) -> str:
        """All that is printed from the word before to the word after: with signs of what was left out or put in."""
        start = self.tokens[first - 1].end if first else self.tokens[0].start - 1
        end = self.tokens[last].start if last < len(self.tokens) else self.tokens[-1].end + 1
        return self.view.text[max(0, start) : end]

    def in_brackets(self, first: int, last: int) -> bool:
        """Whether words, or a part of them, are the report's own, in square brackets."""
        if first == last:
            return False
        start = max(0, self.tokens[0].start - 1)
        before = self.view.text[start : self.tokens[first].start]
        return before.rfind("[") > before.rfind("]") or "[" in self.between(first, last)


@dataclass(frozen=True, slots=True)
class Change:
    """Words of two quotations, `[a, b)` of the one and `[c, d)` of the other, that stand in each other's place."""

    a: int
    b: int
    c: int
    d: int

    @property
    def longest(self) -> int:
        return max(self.b - self.a, self.d - self.c)

    @property
    def one_sided(self) -> bool:
        return self.a == self.b or self.c == self.d


def wording(pair: Both) -> Iterator[Contrast]:
    """Quotations of one speaker, cut, changed or put in another order, with the words of each change; and a `not` left out."""
    ours, theirs = _quotes(pair.left), _quotes(pair.right)
    if not ours or not theirs or not _one_speaker(pair):
        return
    if _all_keys(ours) == _all_keys(theirs):
        return  # the same words, broken by the speaker's name in one of them
    for one in ours:
        for other in theirs:
            yield from _compared(pair, one, other)


def _one_speaker(pair: Both) -> bool:
    """Whether both can be of one speaker; who is only `she` or `an officer` can be anybody."""
    said = [fact.statement.attribution.speaker if fact.statement.attribution else None for fact in (pair.left, pair.right)]
    named = [name for name in said if name and name[:1].isupper()]
    return len(named) < 2 or names_meet(*named)


def _quotes(fact: Fact) -> list[Quote]:
    start, text = fact.statement.span.start, fact.statement.span.text
    places = [match.span(match.lastindex or 0) for match in QUOTED.finditer(text)]
    if not places and fact.statement.voice == "direct" and fact.statement.attribution:
        # A quotation of several paragraphs is closed in the last one only.
        places = [(s.start - start, s.end - start) for s in fact.statement.attribution.content]
    found = (Quote(fact.view, tuple(_tokens(text[a:b], start + a))) for a, b in places if _asserted(fact, start + a))
    return [quote for quote in found if quote.tokens]


def _asserted(fact: Fact, position: int) -> bool:
    return any(start <= position < end for start, end in fact.places)


def _tokens(text: str, at: int) -> Iterator[Token]:
    """The words of a quotation; a short form (`don't`) is the words that it stands for, in one place."""
    for match in islice(WORD.finditer(text), LONGEST):
        for key in _spelled(match.group().lower().replace("’", "'")).split():
            yield Token(at + match.start(), at + match.end(), key)


def _spelled(word: str) -> str:
    """A word in one spelling: American, without apostrophes.

    >>> _spelled("organised"), _spelled("labour"), _spelled("don't")
    ('organized', 'labor', 'do not')
    """
    word = SHORT_FORMS.get(word, word)
    if word[-3:] in ENDINGS and len(word) > len("n't"):
        word = word[:-3] + ENDINGS[word[-3:]]
    for british, american in BRITISH:
        word = british.sub(american, word)
    return word


def _all_keys(quotes: Sequence[Quote]) -> list[str]:
    return [key for quote in quotes for key in quote.keys]


def _compared(pair: Both, ours: Quote, theirs: Quote) -> Iterator[Contrast]:
    a, b = ours.keys, theirs.keys
    if a == b or not set(a) & set(b):
        return
    if min(len(a), len(b)) < SHORTEST_QUOTE:
        if _holds(a, b) or _holds(b, a):
            yield _contrast(pair, ours.span, theirs.span, PART)
        return
    turned = (len(a), a) > (len(b), b)  # the matcher finds other runs from the other side
    matcher = SequenceMatcher(None, *((b, a) if turned else (a, b)), autojunk=False)
    if matcher.ratio() >= ALIKE or _cut(matcher, min(len(a), len(b))) or _contains(*sorted((a, b), key=len)):
        yield from _told(pair, ours, theirs, _changes(ours, theirs, matcher, turned=turned))


def _changes(ours: Quote, theirs: Quote, matcher: "SequenceMatcher[str]", *, turned: bool) -> list[Change]:
    """What the matcher found to differ, in order; what is left out as far to the front as it can be, or where a sign stands."""
    found: list[Change] = []
    for tag, *places in matcher.get_opcodes():
        if tag != "equal":
            change = Change(*places[2:], *places[:2]) if turned else Change(*places)
            found.append(_moved(change, ours, theirs, found[-1] if found else Change(0, 0, 0, 0)))
    return found


def _moved(change: Change, ours: Quote, theirs: Quote, before: Change) -> Change:
    """Where words are left out and the one behind them stands before them too, either can be the one kept: `the … the`."""
    a, b = ours.keys, theirs.keys
    while change.one_sided and change.a > before.b and change.c > before.d and not _sign(ours, theirs, change):
        last = a[change.b - 1] if change.a < change.b else b[change.d - 1]
        if a[change.a - 1] != last:
            break
        change = Change(change.a - 1, change.b - 1, change.c - 1, change.d - 1)
    return change


def _sign(ours: Quote, theirs: Quote, change: Change) -> bool:
    """Whether the report that leaves words out says so."""
    printed = theirs.between(change.c, change.d) if change.c == change.d else ours.between(change.a, change.b)
    return bool(LEFT_OUT.search(printed))


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a whole quotation holds one of a word or two that tell something: `terrible`."""
    return len(long) >= len(short) + LONGER_BY and not stop_words().issuperset(short) and _contains(short, long)


def _contains(short: Sequence[str], long: Sequence[str]) -> bool:
    return any(list(long[n : n + len(short)]) == list(short) for n in range(len(long) - len(short) + 1))


def _cut(matcher: "SequenceMatcher[str]", shorter: int) -> bool:
    """Whether most of the shorter quotation stands in the longer one in order, in runs of words."""
    runs = [block.size for block in matcher.get_matching_blocks() if block.size]
    return sum(runs) >= LEAST_KEPT * shorter and sum(runs) >= LEAST_RUN * len(runs)


def _told(pair: Both, ours: Quote, theirs: Quote, changes: Sequence[Change]) -> Iterator[Contrast]:
    """A contrast for each change; one for all where they are many, or where the same words stand in another order."""
    if sorted(ours.keys) == sorted(theirs.keys):
        first, last = changes[0], changes[-1]
        yield _contrast(pair, ours.words(first.a, last.b), theirs.words(first.c, last.d), REORDERED)
        return
    inner = [c for c in changes if not _at_edge(c, ours, theirs)]
    if len(inner) < len(changes):
        yield _contrast(pair, ours.span, theirs.span, PART)
    if len(inner) > MOST_SHOWN or any(c.longest > LONGEST_SHOWN and not c.one_sided for c in inner):
        yield _contrast(pair, ours.span, theirs.span, REWORDED)
    else:
        yield from (_contrast(pair, ours.words(c.a, c.b), theirs.words(c.c, c.d), _why(ours, theirs, c)) for c in inner)
    yield from _negated(pair, ours, theirs, inner)


def _at_edge(change: Change, ours: Quote, theirs: Quote) -> bool:
    """Whether words are missing at the beginning or the end of a quotation: it is a part of the other."""
    ends = (len(ours.tokens), len(theirs.tokens))
    at_end = (change.a, change.c) == (0, 0) or (change.b, change.d) == ends
    return change.one_sided and at_end and not _bracketed(ours, theirs, change)


def _why(ours: Quote, theirs: Quote, change: Change) -> str:
    """What kind of change it is, with the words."""
    one, other = ours.words(change.a, change.b).text, theirs.words(change.c, change.d).text
    if _bracketed(ours, theirs, change):
        extra = one if change.c == change.d else other
        return f'words in brackets: "{extra}" in one only' if change.one_sided else f'words in brackets: "{one}" beside "{other}"'
    if not change.one_sided:
        return f'{REWORDED}: "{one}" beside "{other}"'
    gone = one if change.c == change.d else other
    how = SIGNED if _sign(ours, theirs, change) else REWORDED
    return f'{how}: "{_short(gone)}" in one only'


def _short(words: str) -> str:
    """Words as a reason shows them: the first and last few of many."""
    each = words.split()
    return " ".join(each) if len(each) <= LONGEST_SHOWN else f"{' '.join(each[:3])} … {' '.join(each[-3:])}"


def _bracketed(ours: Quote, theirs: Quote, change: Change) -> bool:
    return ours.in_brackets(change.a, change.b) or theirs.in_brackets(change.c, change.d)


def _negated(pair: Both, ours: Quote, theirs: Quote, changes: Sequence[Change]) -> Iterator[Contrast]:
    """A negation that only one quotation has, where the rest agrees; unless the two statements show it already."""
    for change in changes:
        left, right = ours.keys[change.a : change.b], theirs.keys[change.c : change.d]
        denied = [bool(NEGATIONS.intersection(words)) for words in (left, right)]
        if denied[0] == denied[1] or change.longest > 2 or len(changes) > 1 or next(iter(negation(pair)), None):
            continue
        told = ["denied" if is_denied else "asserted" for is_denied in denied]
        yield Contrast(
            kind="negation",
            conflict=True,
            left=value(pair.left, ours.words(change.a, change.b), told[0]),
            right=value(pair.right, theirs.words(change.c, change.d), told[1]),
            why="one negates what the other asserts in the same quotation",
        )


def _contrast(pair: Both, left: Span, right: Span, why: str) -> Contrast:
    return Contrast(kind="wording", conflict=False, left=value(pair.left, left), right=value(pair.right, right), why=why)
