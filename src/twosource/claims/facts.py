"""A statement as it is compared: its words under one name each, and the words around every number, date and name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # the package ships no types

from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Article, Entity, Event, ImplicitCount, Quantity, Span, Statement, Time
from twosource.text import View, view_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+){0,2}")
# A further clause: a stop or a conjunction, then (after its subject's pronoun and helping verbs, if any) a verb.
CLAUSE = re.compile(
    r"""(?: [,;]\s+ (?:and|but|while|then)?\s* | \s(?:and|but)\s+ )
    (?P<helpers> (?: (?:he|she|it|they|we|others|some|\d[\d,]{0,9}|has|have|had|was|were|is|are|been|be|being
                       |also|then|later|not)\s+ ){0,4} )""",
    re.IGNORECASE | re.VERBOSE,
)
STOP = re.compile(r"[.!?][\"'”’)]{0,2}(?=\s+[\"'“‘(]{0,2}[A-Z\d])")  # where one sentence of a quotation ends and the next begins
LEAST_WORDS = 4
AROUND = 3  # words to either side by which two places are told to be the same slot; more reach into other clauses

Place = tuple[int, int]

_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement: its place in the article's text and the key it is compared by (its stem)."""

    start: int
    end: int
    lower: str
    key: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a statement that holds something comparable, with the words before and after it (nearest first)."""

    start: int
    end: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a statement asserts, or one of several things that it does, made ready for comparison.

    `places` are the stretches of the article's text that assert it; `words` the words of these and of the source and cue around
    them; `keys` the content words of what is asserted, names and numbers under one key each. Marks are those of `places`.
    """

    statement: Statement
    article: Article
    view: View
    places: tuple[Place, ...]
    words: tuple[Word, ...]
    keys: frozenset[str]
    predicates: frozenset[str]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    implicit: tuple[ImplicitCount, ...]
    times: tuple[Time, ...]

    @property
    def id(self) -> str:
        return self.statement.id

    @property
    def order(self) -> tuple[str, int]:
        """By what facts are put in order: article, then place."""
        return self.article.id, self.places[0][0]

    @property
    def wording(self) -> tuple[str, ...]:
        """The words of a fact, in lower case, by which copies are known; its voice and speaker with them."""
        speaker = self.statement.attribution.speaker if self.statement.attribution else None
        return (self.statement.voice, speaker or "", *(w.lower for w in self.words))

    @property
    def signature(self) -> tuple[str, ...]:
        """What makes two facts the same for every comparison: their words, and when their articles were published."""
        return (self.article.published.value or "", *self.wording)

    def keys_of(self, kind: str) -> frozenset[str]:
        """The keys of one kind: `name` or `number`."""
        return frozenset(key for key in self.keys if key.startswith(f"{kind}:"))

    def slot(self, span: Span) -> Slot:
        """The slot at a span, with the keys of up to `AROUND` words on either side."""
        starts = [w.start for w in self.words]
        first, last = bisect_left(starts, span.start), bisect_right(starts, max(span.start, span.end - 1))
        before = tuple(w.key for w in reversed(self.words[max(0, first - AROUND) : first]))
        return Slot(span.start, span.end, before, tuple(w.key for w in self.words[last : last + AROUND]))


def facts(statements: Iterable[Statement], articles: Mapping[str, Article]) -> list[Fact]:
    """The facts of each statement, in the order given: one, or one for each of the things that its sentence asserts."""
    views = {id: view_of(article) for id, article in articles.items()}
    return [
        _fact(statement, articles[statement.article_id], views[statement.article_id], words, places)
        for statement in statements
        for words in [tuple(words_of(statement.span))]
        for places in asserted(statement, words)
    ]


def _fact(statement: Statement, article: Article, view: View, all_words: Sequence[Word], places: Sequence[Place]) -> Fact:
    words = tuple(w for w in all_words if _inside(w.start, places) or not _in_content(w.start, statement))
    entities = tuple(e for e in statement.entities if _inside(e.span.start, places))
    quantities = tuple(q for q in statement.quantities if _inside(q.span.start, places))
    implicit = tuple(p for p in statement.implicit if _inside(p.span.start, places))
    events = tuple(e for e in statement.events if _inside(e.span.start, places))
    marks = {(e.span.start, e.span.end): name_key(e) for e in entities}
    roles = {f"role:{role}" for role in (*(q.role for q in quantities), *(p.role for p in implicit)) if role}
    marks |= {(q.span.start, q.span.end): number_key(q) for q in quantities}
    plain = {w.key for w in words if _inside(w.start, places) and w.lower not in stop_words() and not _covered(w, marks)}
    return Fact(
        statement=statement,
        article=article,
        view=view,
        places=tuple(places),
        words=words,
        keys=frozenset(marks.values()) | roles | plain,
        predicates=frozenset(predicate_class(e.predicate) for e in events),
        entities=entities,
        events=events,
        quantities=quantities,
        implicit=implicit,
        times=tuple(t for t in statement.times if _inside(t.span.start, places) or not _in_content(t.span.start, statement)),
    )


def _covered(word: Word, marks: Mapping[Place, str]) -> bool:
    return any(start <= word.start < end for start, end in marks)


def _inside(position: int, places: Iterable[Place]) -> bool:
    return any(start <= position < end for start, end in places)


def _in_content(position: int, statement: Statement) -> bool:
    return any(s.start <= position < s.end for s in content_spans(statement))


def asserted(statement: Statement, words: Sequence[Word]) -> list[tuple[Place, ...]]:
    """The stretches of each thing that a statement asserts: its content, cut where a further clause begins."""
    content = [(s.start, s.end) for s in content_spans(statement)]
    parts: list[tuple[Place, ...]] = []
    rest = content
    for end, start in sorted(_cuts(statement, content)):
        head = [(a, min(b, end)) for a, b in rest if a < end]
        tail = [(max(a, start), b) for a, b in rest if b > start]
        if _tells(statement, words, head) and _tells(statement, words, tail):
            parts.append(tuple(head))
            rest = tail
    return [*parts, tuple(rest)]


def _cuts(statement: Statement, content: Sequence[Place]) -> Iterable[Place]:
    """The ends of sentences, and the commas, semicolons and conjunctions that the verb of an event follows at once."""
    text, at = statement.span.text, statement.span.start
    yield from ((at + stop.end(), at + stop.end()) for stop in STOP.finditer(text) if _inside(at + stop.end(), content))
    verbs = {e.span.start for e in statement.events}
    for match in CLAUSE.finditer(text):
        if _inside(at + match.start(), content) and at + match.end() in verbs:
            yield at + match.start(), at + match.start("helpers")


def _tells(statement: Statement, words: Sequence[Word], places: Sequence[Place]) -> bool:
    """Whether a stretch can stand alone: an event of its own, and words enough to be found again."""
    telling = sum(_inside(w.start, places) and w.lower not in stop_words() for w in words)
    return telling >= LEAST_WORDS and any(_inside(e.span.start, places) for e in statement.events)


def content_spans(statement: Statement) -> tuple[Span, ...]:
    """The words that assert something: the content of a reported statement, the whole of any other."""
    if statement.attribution is None or not statement.attribution.content:
        return (statement.span,)
    return statement.attribution.content


def words_of(span: Span) -> Iterable[Word]:
    """The words of a span with their stems; places count in the article's text."""
    for match in WORD.finditer(span.text):
        lower = match.group().lower()
        yield Word(span.start + match.start(), span.start + match.end(), lower, stem(lower))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a lower-case English word (Snowball), British and American spelling alike, without a possessive.

    >>> stem("organisers") == stem("organizer's")
    True
    """
    bare = re.sub(r"['’]s?$", "", word)
    bare = re.sub(r"(?<=[a-z]{3})is(?=(?:e|ed|er|ers|es|ing|ation|ations)$)", "iz", bare)
    stemmed: str = _stemmer.stemWord(bare)
    return stemmed


def name_key(entity: Entity) -> str:
    """The key of a name, in lower case, an ampersand as the word that it stands for."""
    return f"name:{entity.name.lower().replace(' & ', ' and ')}"


def number_key(quantity: Quantity) -> str:
    """The key of a quantity: its value or range, and its unit."""
    value = quantity.value if quantity.value is not None else f"{quantity.low}-{quantity.high}"
    return f"number:{value}{quantity.unit or ''}"
