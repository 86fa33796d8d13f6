"""Marks put together into statements: what is reported stands once, and what nobody is said to have said is the outlet's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from twosource.annotate import Annotated, Sentence, Token
from twosource.model import (
    Article,
    Attribution,
    Entity,
    Event,
    ImplicitCount,
    MadeBy,
    Quantity,
    Span,
    Stance,
    Statement,
    Time,
    Voice,
    content_id,
)
from twosource.statements.extractors import Marks
from twosource.statements.marks import Mark, Place, Speaker, Speech
from twosource.statements.subheadings import telling

VERSION = "1"
SAID_KINDS = frozenset({"body", "headline"})
CREDIT_OF_TEXT = frozenset({"byline", "dateline", "credit_line", "sign_off"})
CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "NUM"})
LINKS = frozenset({"PUNCT", "CCONJ", "SPACE"})
CLOSING = frozenset({'"', "”", "'", "’", ")"})
DANGLING = frozenset({"ADP", "SCONJ", "DET", "ADJ", "PART"})
POSSIBLE = frozenset({"may", "might", "could"})
PLANNED = frozenset({"will", "shall", "'ll"})

AnyMark = TypeVar("AnyMark", bound=Mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A statement before its marks are shared out."""

    place: Place
    voice: Voice
    stance: Stance
    negated: bool
    rule: str
    speech: int | None = None


def assemble(annotated: Annotated, marks: Marks) -> tuple[Statement, ...]:
    """The statements of an article in the order of its text: each sentence of body, headline or telling subheading is in one."""
    drafts = sorted(
        [*_reported(marks.speech), *_outlet_drafts(annotated, marks.speech)],
        key=lambda d: (d.place[0], -d.place[1], -1 if d.speech is None else d.speech),
    )
    ids = _ids(annotated.article, drafts)
    by_speech = {d.speech: ids[n] for n, d in enumerate(drafts) if d.speech is not None}
    homes = _Homes(_telling(annotated), [d.place for d in drafts])
    events, quantities = homes.share(_only(Event, marks.found)), homes.share(_only(Quantity, marks.found))
    implicit = homes.share(_only(ImplicitCount, marks.found))
    times, entities = homes.share(_only(Time, marks.found)), homes.share(_only(Entity, marks.found))
    _date_first(annotated, marks, drafts, times)
    return tuple(
        Statement(
            id=ids[n],
            article_id=annotated.article.id,
            span=annotated.view.span(*draft.place),
            voice=draft.voice,
            attribution=_attribution(annotated, marks, draft.speech),
            stance=draft.stance,
            negated=draft.negated,
            events=events[n],
            quantities=quantities[n],
            times=times[n],
            entities=entities[n],
            implicit=implicit[n],
            parent=_parent(marks.speech, draft.speech, by_speech),
            made_by=MadeBy(rule=draft.rule, version=VERSION),
        )
        for n, draft in enumerate(drafts)
    )


def _date_first(annotated: Annotated, marks: Marks, drafts: Sequence[_Draft], times: list[tuple[Time, ...]]) -> None:
    """Gives the day of the dateline, which no statement holds, to the first statement after it."""
    dateline = annotated.article.dateline
    first = next((n for n, draft in enumerate(drafts) if dateline and draft.place[0] >= dateline.span.end), None)
    if dateline is not None and first is not None:
        inside = range(dateline.span.start, dateline.span.end)
        times[first] = (*(t for t in _only(Time, marks.found) if t.span.start in inside), *times[first])


def _only(kind: type[AnyMark], marks: Iterable[object]) -> tuple[AnyMark, ...]:
    return tuple(m for m in marks if isinstance(m, kind))


def hull(speech: Speech) -> Place:
    """First to last place of a speech's source, cue and content."""
    places = [p for p in (speech.source, speech.cue, *speech.content) if p is not None]
    return min(p[0] for p in places), max(p[1] for p in places)


def _reported(said: Sequence[Speech]) -> Iterator[_Draft]:
    for number, speech in enumerate(said):
        yield _Draft(
            place=hull(speech), voice=speech.voice, stance=speech.stance, negated=speech.negated, rule=speech.rule, speech=number
        )


def _ids(article: Article, drafts: Sequence[_Draft]) -> list[str]:
    """An id a draft, from its article and place; the n-th of the same place counts on, so that ids never collide."""
    seen: dict[Place, int] = {}
    ids = []
    for draft in drafts:
        repeat = seen[draft.place] = seen.get(draft.place, -1) + 1
        ids.append(content_id("statement", article.id, str(draft.place[0]), str(draft.place[1]), str(repeat)))
    return ids


def _outlet_drafts(annotated: Annotated, said: Sequence[Speech]) -> Iterator[_Draft]:
    waiting = sorted((hull(s) for s in said), reverse=True)
    covering: list[Place] = []
    for sentence in _telling(annotated):
        while waiting and waiting[-1][0] < sentence.end:
            covering.append(waiting.pop())
        covering = [place for place in covering if place[1] > sentence.start]
        for place in _remainders(sentence, covering):
            yield _outlet_draft(sentence, place)


def _telling(annotated: Annotated) -> list[Sentence]:
    """The sentences that say something: of body, headline or a subheading that asserts, and not the dateline."""
    dateline, heads = annotated.article.dateline, telling(annotated)
    said = (s for s in annotated.sentences if s.kind in SAID_KINDS or (s.kind == "subheading" and s.block in heads))
    return [s for s in said if dateline is None or not dateline.span.start <= s.start < dateline.span.end]


def _remainders(sentence: Sentence, covering: Sequence[Place]) -> Iterator[Place]:
    """The parts of a sentence that no reported statement covers and that hold a clause; the whole where none covers it."""
    if not covering:
        yield sentence.start, sentence.end
        return
    at = sentence.start
    for start, end in [*covering, (sentence.end, sentence.end)]:
        if start > at and (part := _clause(sentence, at, start)):
            yield part
        at = max(at, end)


def _clause(sentence: Sentence, start: int, end: int) -> Place | None:
    inside = [t for t in sentence.tokens if sentence.start + t.start >= start and sentence.start + t.end <= end]
    while inside and inside[0].pos in LINKS:
        inside.pop(0)
    if end < sentence.end:
        inside = _without_dangling(sentence, inside)
    while inside and inside[-1].pos in LINKS and inside[-1].text not in CLOSING:
        inside.pop()
    if not _asserts(inside):
        return None
    return sentence.place(inside[0].index, inside[-1].index)


def _asserts(inside: Sequence[Token]) -> bool:
    """Whether words can stand as an assertion: a verb and a noun, or a helping verb and two more words of content."""
    content = [t for t in inside if t.pos in CONTENT]
    verbs = sum(t.pos == "VERB" for t in content)
    return verbs > 0 and len(content) > 1 if verbs else len(content) > 1 and any(t.pos == "AUX" for t in inside)


def _without_dangling(sentence: Sentence, inside: Sequence[Token]) -> list[Token]:
    """A remainder without the words at its end that belong to the reported words behind it: `fell after [the bank said …]`."""
    kept = list(inside)
    own = {t.index for t in inside}
    while kept and (kept[-1].pos in DANGLING or kept[-1].head not in own):
        word = kept.pop()
        led = set(sentence.parse.subtree(word.index))
        while kept and kept[-1].index in led:
            kept.pop()
    return kept


def _outlet_draft(sentence: Sentence, place: Place) -> _Draft:
    negated, stance = _force(sentence, place)
    rule = "outlet" if place == (sentence.start, sentence.end) else "outlet-remainder"
    return _Draft(place=place, voice="outlet", stance=stance, negated=negated, rule=rule)


def _force(sentence: Sentence, place: Place) -> tuple[bool, Stance]:
    """Whether the main verb of a stretch is negated, and how far its modal verb commits the outlet."""
    inside = range(place[0] - sentence.start, place[1] - sentence.start)
    heads = [t for t in sentence.tokens if t.start in inside and t.pos in {"VERB", "AUX"}]
    main = next((t for t in heads if t.dep == "ROOT"), heads[0] if heads else None)
    if main is None:
        return False, "asserts"
    around = [sentence.tokens[c] for c in sentence.parse.children[main.index]]
    helpers = {t.text.lower() for t in around if t.dep == "aux"}
    stance: Stance = "possible" if helpers & POSSIBLE else "plans" if helpers & PLANNED else "asserts"
    return any(t.dep == "neg" for t in around), stance


class _Homes:
    """Shares marks out to statements: to all whose words hold the mark, else to the nearest of the same sentence."""

    def __init__(self, sentences: Sequence[Sentence], places: Sequence[Place]) -> None:
        self._sentences = sentences
        self._starts = [s.start for s in self._sentences]
        self._by_sentence: list[list[int]] = [[] for _ in self._sentences]
        self._places = places
        for number, (start, end) in enumerate(places):
            for n in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)):
                self._by_sentence[n].append(number)

    def share(self, marks: Sequence[AnyMark]) -> list[tuple[AnyMark, ...]]:
        """The marks of each statement, in the order of the text."""
        shares: list[list[AnyMark]] = [[] for _ in self._places]
        for mark in sorted(marks, key=lambda m: (m.span.start, m.span.end)):
            for number in self._homes(mark.span):
                shares[number].append(mark)
        return [tuple(share) for share in shares]

    def _homes(self, span: Span) -> list[int]:
        n = bisect_right(self._starts, span.start) - 1
        if n < 0 or span.start >= self._sentences[n].end:
            return []
        near = self._by_sentence[n]
        holding = [k for k in near if self._places[k][0] <= span.start and span.end <= self._places[k][1]]
        return holding or sorted(near, key=lambda k: (self._distance(k, span), k))[:1]

    def _distance(self, number: int, span: Span) -> int:
        start, end = self._places[number]
        return max(start - span.start, span.end - end, 0)


def _parent(said: Sequence[Speech], number: int | None, ids: Mapping[int, str]) -> str | None:
    parent = None if number is None else said[number].parent
    return None if parent is None else ids[parent]


def _attribution(annotated: Annotated, marks: Marks, number: int | None) -> Attribution | None:
    if number is None:
        return None
    speech, speaker = marks.speech[number], marks.speakers[number]
    span = annotated.view.span
    return Attribution(
        source=span(*speech.source) if speech.source else None,
        cue=span(*speech.cue) if speech.cue else None,
        content=tuple(span(*place) for place in speech.content),
        speaker=speaker.name,
        source_kind=speaker.kind,
        addressee=span(*speech.addressee) if speech.addressee else None,
        chain=_chain(annotated.article, marks, number, speaker),
    )


def _chain(article: Article, marks: Marks, number: int, speaker: Speaker) -> tuple[str | None, ...]:
    """Outlet, agency, speakers from the outermost in; an agency slot of `None`: several are credited, and which is not told."""
    agencies = sorted({c.agency for c in article.credits if c.where in CREDIT_OF_TEXT})
    chain: list[str | None] = [speaker.name]
    parent = marks.speech[number].parent
    while parent is not None:
        chain.insert(0, marks.speakers[parent].name)
        parent = marks.speech[parent].parent
    if agencies:
        chain.insert(0, agencies[0] if len(agencies) == 1 else None)
    return (article.outlet.name if article.outlet else None, *chain)
