"""Attributions in the making: places of an article's text that grow while quotations are tied to them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from twosource.annotate import Sentence
from twosource.lexicon.speech import CueEntry
from twosource.model import Stance
from twosource.statements.clauses import trimmed
from twosource.statements.found import Found, Run
from twosource.statements.marks import Place
from twosource.statements.quotes import Quotation


@dataclass(slots=True, kw_only=True)
class Draft:
    """One attribution in the making, in places of the article's text."""

    sentence: int
    cue: Place | None
    source: Place | None
    content: list[Place]
    entry: CueEntry | None
    rule: str
    addressee: Place | None = None
    hint: Place | None = None
    stance: Stance = "asserts"
    negated: bool = False
    main: int | None = None
    at: int = -1
    leads: bool = False
    weak: bool = False
    quotes: list[Quotation] = field(default_factory=list)
    parent: "Draft | None" = None

    @property
    def depth(self) -> int:
        """In how many others it is nested."""
        return 1 + self.parent.depth if self.parent else 0

    @property
    def edges(self) -> Place:
        """The first and last place of all its parts."""
        parts = [p for p in (self.cue, self.source, *self.content) if p]
        return min(p[0] for p in parts), max(p[1] for p in parts)


def draft_of(found: Found, sentence: Sentence, number: int) -> Draft:
    """A cue's finding in places of the article's text."""
    pieces = [t for run in found.content if (t := trimmed(sentence, *run))]
    return Draft(
        sentence=number,
        at=found.at,
        leads=sentence.tokens[found.at].dep == "ROOT",
        weak=found.weak,
        cue=sentence.place(*found.cue),
        source=_place(sentence, found.source),
        content=[sentence.place(*p) for p in pieces],
        entry=found.entry,
        rule=found.rule,
        addressee=_place(sentence, found.addressee),
        hint=_place(sentence, found.antecedent),
        stance=found.stance,
        negated=found.negated,
        main=found.main,
    )


def _place(sentence: Sentence, run: Run | None) -> Place | None:
    return sentence.place(*run) if run else None


def inside(position: int, places: Iterable[Place]) -> bool:
    """Whether a position lies in one of the places."""
    return any(start <= position < end for start, end in places)


def minus(place: Place, cut: Place) -> list[Place]:
    """What is left of a place without another.

    >>> minus((0, 10), (4, 6))
    [(0, 4), (6, 10)]
    """
    if cut[1] <= place[0] or place[1] <= cut[0]:
        return [place]
    return [p for p in ((place[0], cut[0]), (cut[1], place[1])) if p[0] < p[1]]


def joined(text: str, places: Iterable[Place]) -> list[Place]:
    """The places in order, those joined that only white space or a comma keeps apart."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip(" \t\n")):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


class Quotations:
    """The quotations of an article, found by place in logarithmic time."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.all = quotations
        self._starts = [q.start for q in quotations]
        self._ends = [q.end for q in quotations]

    def at(self, position: int) -> Quotation | None:
        """The quotation that covers a position."""
        index = bisect_right(self._starts, position) - 1
        return self.all[index] if index >= 0 and position < self._ends[index] else None

    def touching(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that share a place with `[start, end)`."""
        return self.all[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
