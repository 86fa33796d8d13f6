"""The words of a report's body as numbers, with their places, and which of them stand in quotation marks."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from twosource.model import Article, ArticleSpan
from twosource.text import View, view_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
QUOTE = re.compile(r"[\"“”„«]([^\"“”„«»\n]{1,1000})[\"“”»]|(?<![^\W_])‘([^‘\n]{1,1000}?)’(?![^\W_])")
LINE = re.compile(r"\n")
Place = tuple[int, int]
Vocabulary = dict[str, int]


@dataclass(frozen=True, slots=True)
class Words:
    """One report's body: `keys[n]` names the n-th word (0: a break, where something other than body stands between);
    it lies at `[starts[n], ends[n])` of the article's text; `before[n]` is how many words outside quotation marks come before.
    A paragraph begins with each of the words `paragraphs`."""

    article: Article
    view: View
    keys: "array[int]"
    starts: "array[int]"
    ends: "array[int]"
    before: "array[int]"
    quotes: tuple[Place, ...]
    paragraphs: frozenset[int]
    _spans: dict[Place, ArticleSpan] = field(default_factory=dict, repr=False, compare=False)

    @property
    def own(self) -> int:
        """How many words stand outside quotation marks."""
        return self.before[-1]

    def place(self, first: int, end: int) -> Place:
        """Where the words `[first, end)` stand in the article's text."""
        return self.starts[first], self.ends[end - 1]

    def span(self, place: Place) -> ArticleSpan:
        """The words at a place of the article's text; near copies share the same ones with many, so each is made once."""
        if place not in self._spans:
            self._spans[place] = ArticleSpan(article_id=self.article.id, span=self.view.span(*place))
        return self._spans[place]


def words_of(article: Article, vocabulary: Vocabulary) -> Words:
    """The words of an article's body; `vocabulary` learns the new ones (1 and up).

    Quotations are given as runs `[first, end)` of words.
    """
    keys, starts, ends, quoted = array("i"), array("i"), array("i"), bytearray()
    quotes: list[Place] = []
    for start, end, broken in _body(article):
        places = [match.span() for match in WORD.finditer(article.text, start, end)]
        if broken and places:
            _add((keys, [0]), (starts, [places[0][0]]), (ends, [places[0][0]]), (quoted, [0]))
        first = len(keys)
        _add(
            (keys, _keys(article.text, start, end, vocabulary)),
            (starts, [a for a, _ in places]),
            (ends, [b for _, b in places]),
            (quoted, bytes(len(places))),
        )
        for a, b in _quotations(article.text, start, end, starts, first):
            quotes.append((a, b))
            quoted[a:b] = b"\x01" * (b - a)
    own = accumulate((int(key > 0 and not inside) for key, inside in zip(keys, quoted, strict=True)), initial=0)
    paragraphs = frozenset(bisect_left(starts, line.start()) for line in LINE.finditer(article.text)) - {0, len(keys)}
    return Words(article, view_of(article), keys, starts, ends, array("i", own), tuple(quotes), paragraphs)


def _add(*columns: tuple["array[int] | bytearray", Iterable[int]]) -> None:
    for column, values in columns:
        column.extend(values)


def _keys(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[int]:
    """The numbers of the words between two places."""
    words = (word.casefold().replace("’", "'") for word in WORD.findall(text, start, end))
    return [vocabulary.setdefault(word, len(vocabulary) + 1) for word in words]


def _quotations(text: str, start: int, end: int, starts: "array[int]", first: int) -> Iterator[Place]:
    """The runs of words that stand in quotation marks; `first`: the number of the first word that may."""
    for match in QUOTE.finditer(text, start, end):
        a, b = bisect_left(starts, match.start(), first), bisect_left(starts, match.end(), first)
        if a < b:
            yield a, b


def _body(article: Article) -> Iterator[tuple[int, int, bool]]:
    """The body's blocks, and whether something else stands before them."""
    broken = False
    for block in article.blocks:
        if block.kind == "body":
            yield block.span.start, block.span.end, broken
        broken = block.kind != "body"
