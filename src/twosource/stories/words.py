"""What a report is about, as weights of its words and of its names by shape. No parse: this must cost milliseconds."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.lexicon.background import common_words
from twosource.lexicon.words import stop_words
from twosource.model import Article
from twosource.stories.settings import StorySettings

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON_SHARE = 0.2  # of all reports: about how many use a word of the list of common ones
_RARE_SHARE = 0.007  # the same for every other word, before any report is seen; .003 to .02 give the same figures
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One feature at its place: a word, or two capitalised words in a row, joined by `_`."""

    feature: str
    weight: float
    start: int
    end: int


def marks(article: Article, settings: StorySettings) -> Iterator[Mark]:
    """The features of an article's headline and body, in reading order."""
    read = 0
    for block in article.blocks:
        if block.kind not in ("headline", "body"):
            continue
        before: tuple[str, int] | None = None
        for match in WORD.finditer(article.text, block.span.start, block.span.end):
            weight = 1.0 if read <= settings.lead_words else settings.rest_weight
            read += block.kind == "body"
            if read > settings.words_read:
                return
            word = plain(match.group())
            if word not in stop_words():
                yield Mark(word, weight, match.start(), match.end())
            named = is_capitalised(match.group())
            if named and before and article.text[before[1] : match.start()] == " ":
                start = before[1] - len(before[0])
                yield Mark(f"{plain(before[0])}_{word}", weight * settings.name_weight, start, match.end())
            before = (match.group(), match.end()) if named else None


def plain(word: str) -> str:
    """A word as it is compared: lower case, without the possessive.

    >>> plain("Maro’s")
    'maro'
    """
    return word.casefold().replace("’", "'").removesuffix("'s")


def is_capitalised(word: str) -> bool:
    """Whether a word has the shape of a name: one capital, then others. Headline capitals and initials have not."""
    return word[0].isupper() and not word.isupper()


def vectors(articles: Sequence[Article], settings: StorySettings) -> list[Vector]:
    """One vector of length 1 for each article (or none at all, where it has no words): its heaviest features.

    Weights are tf-idf; the frequencies come from the articles themselves and from a background of reports not given, in which
    common words are common, so that two reports alone can be weighed too.
    """
    counts = [_counts(article, settings) for article in articles]
    spread = Counter(feature for count in counts for feature in count)
    total, background = len(articles) + settings.background_reports, settings.background_reports
    rarity = {}
    for feature, number in spread.items():
        share = _COMMON_SHARE if feature in common_words() else _RARE_SHARE
        rarity[feature] = math.log(total / (number + share * background))
    return [_vector(count, rarity, settings.features_kept) for count in counts]


def _counts(article: Article, settings: StorySettings) -> Vector:
    counts: Vector = {}
    for mark in marks(article, settings):
        counts[mark.feature] = counts.get(mark.feature, 0.0) + mark.weight
    return counts


def _vector(counts: Mapping[str, float], rarity: Mapping[str, float], kept: int) -> Vector:
    weighed = {word: (1 + math.log(n) if n >= 1 else n) * rarity[word] for word, n in counts.items() if rarity[word] > 0}
    heaviest = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:kept]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest))
    return {word: weight / length for word, weight in heaviest} if length else {}
