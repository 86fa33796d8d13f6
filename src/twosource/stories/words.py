"""What a report is about, as weights of its words and of its names by shape. No parse: this must cost microseconds a word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from twosource.lexicon.words import stop_words
from twosource.model import Article
from twosource.stories.settings import StorySettings
from twosource.stories.titles import without_site, words_of_address

# Words that single spaces keep together: between two of them no comma, stop or line ends.
RUN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?: [^\W_]+(?:['’][^\W_]+)*)*")
PREPOSITIONS = frozenset({"in", "at", "near", "of", "on"})
LONGEST_PLACE = 3  # words
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Features:
    """A report as grouping sees it: how often each word and each pair of capitalised words stands in it (those of the lead in
    full, later ones less), and apart from these what two look-alike events differ in: names, places and figures."""

    weights: Mapping[str, float]
    names: frozenset[str]
    places: frozenset[str]
    figures: frozenset[str]

    @property
    def details(self) -> tuple[frozenset[str], ...]:
        """Names, places and figures, each kind by itself."""
        return self.names, self.places, self.figures

    def keys(self) -> Iterator[str]:
        """All that reports are counted by."""
        yield from self.weights
        for kind in self.details:
            yield from kind


@dataclass(slots=True)
class _Counts:
    """Words and pairs of capitalised words of one part of a report, as they are written."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(slots=True)
class _Details:
    names: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)


def features(article: Article, settings: StorySettings) -> Features:
    """The features of an article's headline, address and body."""
    lead, rest, details, read = _Counts(), _Counts(), _Details(), 0
    lead.words.update(words_of_address(article.url))  # beside the headline: twice its weight lost .005 on gold/stories_longtail
    for words, is_body in _runs(article):
        if read > settings.words_read:
            break
        counts = lead if not is_body or read <= settings.lead_words else rest
        counts.words.update(words)
        _capitalised(words, counts.pairs)
        if read <= settings.details_words:
            _detailed(words, details)
        read += len(words) * is_body
    return Features(
        _weighed(((lead, 1.0), (rest, settings.rest_weight)), settings.name_weight),
        frozenset(f"^{plain(name)}" for name in details.names),
        frozenset(f"@{place}" for place in details.places),
        frozenset(f"#{figure}" for figure in details.figures),
    )


def _runs(article: Article) -> Iterator[tuple[list[str], bool]]:
    for block in article.blocks:
        if block.kind in ("headline", "body"):
            length = len(without_site(block.span.text)) if block.kind == "headline" else block.span.end - block.span.start
            for run in RUN.findall(article.text, block.span.start, block.span.start + length):
                yield run.split(" "), block.kind == "body"


def _capitalised(words: list[str], pairs: Counter[tuple[str, str]]) -> None:
    """Counts the pairs of capitalised words in a row."""
    before: str | None = None
    for word in words:
        named = is_capitalised(word)
        if named and before is not None:
            pairs[before, word] += 1
        before = word if named else None


def _detailed(words: list[str], details: _Details) -> None:
    """Notes names (no first words, which a sentence may open with), figures, and the names that follow `in`, `at`, `near`, …"""
    place: list[str] | None = None
    for number, word in enumerate(words):
        if is_capitalised(word):
            if number:
                details.names.add(word)
            if place is not None and len(place) < LONGEST_PLACE:
                place.append(plain(word))
            continue
        if place:
            details.places.add(" ".join(place))
        place = [] if word in PREPOSITIONS or (word == "the" and place == []) else None
        if word[0].isdigit():
            details.figures.add(word)
    if place:
        details.places.add(" ".join(place))


def _weighed(parts: Iterable[tuple[_Counts, float]], name_weight: float) -> Weights:
    weights: Weights = {}
    for counts, share in parts:
        for word, times in counts.words.items():
            if (key := plain(word)) not in stop_words():
                weights[key] = weights.get(key, 0.0) + times * share
        for (first, second), times in counts.pairs.items():
            key = f"{plain(first)}_{plain(second)}"
            weights[key] = weights.get(key, 0.0) + times * share * name_weight
    return weights


def plain(word: str) -> str:
    """A word as it is compared: lower case, without the possessive.

    >>> plain("Maro’s")
    'maro'
    """
    return word.casefold().replace("’", "'").removesuffix("'s")


def is_capitalised(word: str) -> bool:
    """Whether a word has the shape of a name: one capital, then others. Headline capitals and initials have not."""
    return word[0].isupper() and not word.isupper()
