"""What two reports share beside passages: the same quoted words, the same odd figures, the same authors."""

import re
from collections.abc import Iterator, Mapping

from twosource.derivations.passages import Pair, Passage, Run, seeds
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import Place, Words
from twosource.model import Article, Byline

FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?(?![\w])|(?<![\w.,])\d{1,12}(?:\.\d{1,4})?(?![\w])")
Figure = tuple[str, Place, Place]
_SPREAD = 20  # a word run or figure in more reports than this tells nobody's hand: everybody prints it


def shared_quotes(words: Mapping[str, Words], settings: DerivationSettings) -> dict[Pair, tuple[Passage, ...]]:
    """Quoted words that two reports print alike, whole or in part, as runs of words in both; short ones only if whole."""
    index: dict[int, list[tuple[str, Run]]] = {}
    for key in sorted(words):
        for quote in words[key].quotes:
            for run, place in _quote_seeds(words[key], quote, settings.quote_words):
                known = index.setdefault(run, [])
                if not known or known[-1][0] != key:
                    known.append((key, (place, quote[1])))
    found: dict[Pair, list[Passage]] = {}
    for same in index.values():
        for n, (b, quoted) in enumerate(same):
            for a, other in same[max(0, n - _SPREAD) : n]:
                _add(found.setdefault((a, b), []), _same(words[a], words[b], other, quoted))
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def _quote_seeds(words: Words, quote: Run, size: int) -> Iterator[Run]:
    """A quotation's runs of words; one too short for a run is compared whole, under a number that no run has."""
    first, end = quote
    if 2 <= end - first < size:
        yield -next(run for run, _ in seeds(words.keys[first:end], end - first)), first
    for run, place in seeds(words.keys[first:end], size):
        yield run, first + place


def _same(a: Words, b: Words, at: Run, to: Run) -> Passage:
    length = 0
    while at[0] + length < at[1] and to[0] + length < to[1] and a.keys[at[0] + length] == b.keys[to[0] + length] != 0:
        length += 1
    return Passage(at[0], at[0] + length, to[0], to[0] + length)


def _add(quotes: list[Passage], quote: Passage) -> None:
    """Adds the quote unless it only repeats the end of the one before it."""
    if not quotes or (quote.a1, quote.b1) != (quotes[-1].a1, quotes[-1].b1):
        quotes.append(quote)


def shared_figures(words: Mapping[str, Words]) -> dict[Pair, tuple[Figure, ...]]:
    """Odd figures that two reports print alike, each with its first place in both."""
    index: dict[str, list[tuple[str, Place]]] = {}
    for key in sorted(words):
        for figure, place in sorted(_figures(words[key].article).items()):
            index.setdefault(figure, []).append((key, place))
    found: dict[Pair, list[Figure]] = {}
    for figure in sorted(index):
        for n, (b, place) in enumerate(index[figure]):
            for a, other in index[figure][max(0, n - _SPREAD) : n]:
                found.setdefault((a, b), []).append((figure, other, place))
    return {pair: tuple(found[pair]) for pair in sorted(found)}


def _figures(article: Article) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for block in article.blocks:
        if block.kind != "body":
            continue
        for match in FIGURE.finditer(article.text, block.span.start, block.span.end):
            figure = match.group().replace(",", "")
            if is_odd(figure):
                places.setdefault(figure, match.span())
    return places


def is_odd(figure: str) -> bool:
    """Whether a number is hardly hit upon by chance: two significant digits after the first, and not a year.

    >>> [is_odd(n) for n in ("309", "106.9", "2016", "3500", "100", "25", "2272")]
    [True, True, False, False, False, False, True]
    """
    significant = figure.replace(".", "").strip("0")
    year = "." not in figure and len(figure) == 4 and figure[:2] in ("18", "19", "20")
    return len(significant) >= 3 and not year


def shared_bylines(a: Article, b: Article) -> tuple[tuple[Byline, Byline], ...]:
    """Authors whose names stand over both reports."""
    names = {byline.name.casefold(): byline for byline in b.byline}
    return tuple((one, names[one.name.casefold()]) for one in a.byline if one.name.casefold() in names)
