"""The words of a report's body as numbers, with their places, and which of them stand in quotation marks."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.model import Article
from twosource.text import View, view_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
QUOTE = re.compile(r"[\"“”„«]([^\"“”„«»\n]{1,1000})[\"“”»]|(?<![^\W_])‘([^‘\n]{1,1000}?)’(?![^\W_])")
Place = tuple[int, int]
Vocabulary = dict[str, int]


@dataclass(frozen=True, slots=True)
class Words:
    """One report's body: `keys[n]` names the n-th word (0: a break, where something other than body stands between);
    it lies at `[starts[n], ends[n])` of the article's text; `quoted[n]` is 1 inside quotation marks."""

    article: Article
    view: View
    keys: "array[int]"
    starts: "array[int]"
    ends: "array[int]"
    quoted: bytearray
    own: int
    quotes: tuple[Place, ...]

    def place(self, first: int, end: int) -> Place:
        """Where the words `[first, end)` stand in the article's text."""
        return self.starts[first], self.ends[end - 1]


def words_of(article: Article, vocabulary: Vocabulary) -> Words:
    """The words of an article's body; `vocabulary` learns the new ones (1 and up).

    Quotations are given as runs `[first, end)` of words.
    """
    keys, starts, ends, quoted = array("i"), array("i"), array("i"), bytearray()
    quotes: list[Place] = []
    for start, end, broken in _body(article):
        last = None
        for match, quote in _marked(article.text, start, end):
            if broken:
                _append((keys, 0), (starts, match.start()), (ends, match.start()), (quoted, 0))
                broken = False
            key = vocabulary.setdefault(match.group().casefold().replace("’", "'"), len(vocabulary) + 1)
            _append((keys, key), (starts, match.start()), (ends, match.end()), (quoted, quote is not None))
            if quote is not None and quote == last:
                quotes[-1] = (quotes[-1][0], len(keys))
            elif quote is not None:
                quotes.append((len(keys) - 1, len(keys)))
            last = quote
    own = sum(1 for key, inside in zip(keys, quoted, strict=True) if key and not inside)
    return Words(article, view_of(article), keys, starts, ends, quoted, own, tuple(quotes))


def _append(*pairs: tuple["array[int] | bytearray", int]) -> None:
    for column, value in pairs:
        column.append(value)


def _body(article: Article) -> Iterator[tuple[int, int, bool]]:
    """The body's blocks, and whether something else stands before them."""
    broken = False
    for block in article.blocks:
        if block.kind == "body":
            yield block.span.start, block.span.end, broken
        broken = block.kind != "body"


def _marked(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], int | None]]:
    """The words between two places, each with the number of the quotation it stands in."""
    quotes = [match.span() for match in QUOTE.finditer(text, start, end)]
    now = 0
    for match in WORD.finditer(text, start, end):
        while now < len(quotes) and match.start() >= quotes[now][1]:
            now += 1
        yield match, now if now < len(quotes) and match.start() >= quotes[now][0] else None
