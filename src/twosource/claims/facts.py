"""A statement as it is compared: its words under one name each, and the words around every number, date and name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # the package ships no types

from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Article, Quantity, Span, Statement
from twosource.text import View, view_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+){0,2}")
AROUND = 3  # words to either side by which two places are told to be the same slot; more reach into other clauses

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


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement made ready for comparison.

    `keys` are the content words of what is asserted (a reported statement's content without its source and cue), names and
    numbers under one key each; `words` all words of the statement in order.
    """

    statement: Statement
    article: Article
    view: View
    words: tuple[Word, ...]
    keys: frozenset[str]
    predicates: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

    @property
    def id(self) -> str:
        return self.statement.id

    @property
    def signature(self) -> tuple[str, ...]:
        """What makes two facts the same for every comparison: their words, and when their articles were published."""
        return (self.statement.voice, self.article.published.value or "", *(w.lower for w in self.words))

    def slot(self, span: Span) -> Slot:
        """The slot at a span, with the keys of up to `AROUND` words on either side."""
        starts = [w.start for w in self.words]
        first, last = bisect_left(starts, span.start), bisect_right(starts, max(span.start, span.end - 1))
        before = tuple(w.key for w in reversed(self.words[max(0, first - AROUND) : first]))
        return Slot(span.start, span.end, before, tuple(w.key for w in self.words[last : last + AROUND]))


def facts(statements: Iterable[Statement], articles: Mapping[str, Article]) -> list[Fact]:
    """A fact for each statement, in the order given."""
    views = {id: view_of(article) for id, article in articles.items()}
    return [_fact(s, articles[s.article_id], views[s.article_id]) for s in statements]


def _fact(statement: Statement, article: Article, view: View) -> Fact:
    content = content_spans(statement)
    words = tuple(words_of(statement.span))
    inside = [w for w in words if any(s.start <= w.start and w.end <= s.end for s in content)]
    marks = _mark_keys(statement, content)
    keys = frozenset(marks.values()) | {w.key for w in inside if w.lower not in stop_words() and not _covered(w, marks)}
    return Fact(
        statement=statement,
        article=article,
        view=view,
        words=words,
        keys=keys,
        predicates=frozenset(predicate_class(e.predicate) for e in statement.events if _within(e.span, content)),
        names=frozenset(k for k in keys if k.startswith("name:")),
        numbers=frozenset(k for k in keys if k.startswith("number:")),
    )


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


def number_key(quantity: Quantity) -> str:
    """The key of a quantity: its value or range, and its unit."""
    value = quantity.value if quantity.value is not None else f"{quantity.low}-{quantity.high}"
    return f"number:{value}{quantity.unit or ''}"


def _mark_keys(statement: Statement, content: Sequence[Span]) -> dict[tuple[int, int], str]:
    """One key for the words of each name and number inside the content."""
    marks: dict[tuple[int, int], str] = {}
    for entity in statement.entities:
        marks[entity.span.start, entity.span.end] = f"name:{entity.name.lower()}"
    for quantity in statement.quantities:
        marks[quantity.span.start, quantity.span.end] = number_key(quantity)
    return {place: key for place, key in marks.items() if any(s.start <= place[0] and place[1] <= s.end for s in content)}


def _covered(word: Word, marks: Mapping[tuple[int, int], str]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in marks)


def _within(span: Span, content: Sequence[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in content)

