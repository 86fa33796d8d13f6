"""What the stream holds of a report, or of a story that is closed: the words it is compared by, and what it is near to."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from twosource.lexicon.background import common_words
from twosource.model import Article
from twosource.stories.settings import StorySettings
from twosource.stories.words import Features

_COMMON_SHARE = 0.2  # of all reports: about how many use a word of the list of common ones
_RARE_SHARE = 0.007  # the same for every other word, before any report is seen; .003 to .02 give the same figures
TYPICAL = 1 / 3  # agreement of two reports in their details: about the mean of pairs that share much else
TYPICAL_RARITY = 0.9  # of the rarest feature that two reports share; swept .7 to .95 on gold/stories_longtail dev
_DETAIL_BACKGROUND = 300
_DETAIL_SEEN = 2
_ONLY_BOTH = 2  # reports with a feature that only the two compared have
_FEW_FEATURES = 100_000  # too few to be worth forgetting


@dataclass(frozen=True, slots=True)
class Vector:
    """Features by their numbers in order, with weights; the squares of a report's weights add up to 1."""

    ids: NDArray[np.int32]
    weights: NDArray[np.floating]

    def likeness(self, other: "Vector") -> float:
        """The sum of the products of the weights of shared features."""
        here, there = self._places(other)
        return float((self.weights[here] * other.weights[there]).sum())

    def shared(self, other: "Vector") -> NDArray[np.int32]:
        """The features that both hold."""
        return self.ids[self._places(other)[0]]

    def _places(self, other: "Vector") -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where the shared features stand in this and in the other."""
        if not len(other.ids):
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
        places = np.minimum(np.searchsorted(other.ids, self.ids), len(other.ids) - 1)
        here = np.nonzero(other.ids[places] == self.ids)[0]
        return here, places[here]


def vector_of(weights: Mapping[int, float], kind: type[np.floating] = np.float64) -> Vector:
    """A vector of weights by feature."""
    ids = sorted(weights)
    return Vector(np.array(ids, dtype=np.int32), np.array([weights[n] for n in ids], dtype=kind))


NOTHING = vector_of({})


@dataclass(frozen=True, slots=True)
class Details:
    """The names, the places or the figures of a report, with weights; `total`: of all of them."""

    weights: Mapping[str, float]
    total: float

    def contained(self, other: "Details") -> float:
        """What is shared, in that of the one that tells less."""
        least = min(self.total, other.total)
        if least <= 0:
            return TYPICAL
        few, many = sorted((self.weights, other.weights), key=len)
        return sum(min(weight, many[key]) for key, weight in few.items() if key in many) / least


@dataclass(slots=True, eq=False)
class Node:
    """One report (with its near copies), or one closed story. `first` and `last`: days of publication (proleptic ordinals),
    `None` where not known. `crowd`: how alike it is to many others. `near`: other nodes with their nearness, from those
    that came before. `into`: the closed story that it went into."""

    number: int
    articles: tuple[Article, ...]
    vector: Vector
    first: int | None
    last: int | None
    arrived: int
    details: tuple[Details, ...] = ()
    keys: tuple[str, ...] = ()
    crowd: float = 0.0
    near: list[tuple["Node", float]] = field(default_factory=list)
    into: "Node | None" = None

    @property
    def size(self) -> int:
        return len(self.articles)

    def gap(self, other: "Node") -> int:
        """The days between the two; 0 where one is not known."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return 0
        return max(self.first - other.last, other.first - self.last, 0)

    def agreement(self, other: "Node") -> float:
        """How far the names, places and figures of both agree: the mean over the three of what is shared in that of the one
        that tells less; closed stories are not asked."""
        if not self.details or not other.details:
            return TYPICAL
        shares = [a.contained(b) for a, b in zip(self.details, other.details, strict=True)]
        return sum(shares) / len(shares)

    def final(self) -> "Node":
        """The closed story that this one is in at last."""
        node = self
        while node.into is not None:
            node = node.into
        return node


def day_of(article: Article) -> int | None:
    """The day on which an article was published; `None` where it is not known, or may be one of several."""
    dating = article.published
    values = dating.candidates or ((dating.value,) if dating.value else ())
    try:
        return date.fromisoformat(values[0][:10]).toordinal() if len(values) == 1 else None
    except ValueError:
        return None


class Spread:
    """In how many reports of the window each feature stands, and the weights that follow from it.

    Weights are tf-idf; a background of reports not given is added, in which common words are common, so that two reports alone
    can be weighed too.
    """

    def __init__(self, settings: StorySettings) -> None:
        self._settings = settings
        self._reports = 0
        self._counts: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._next = 0
        self._kept = _FEW_FEATURES
        self._noted = 0
        self._ever = np.zeros(_FEW_FEATURES, dtype=np.float32)

    def add(self, keys: Iterable[str]) -> None:
        self._counts.update(keys)
        self._reports += 1

    def remove(self, keys: Iterable[str]) -> None:
        self._reports -= 1
        for key in keys:
            self._counts[key] -= 1
            if not self._counts[key]:
                del self._counts[key]

    def note(self, vector: Vector) -> None:
        """Counts the features of a report for good: a name that this window has twice may be one of every month's."""
        self._noted += 1
        self._ever[vector.ids] += 1

    def rarity(self, shared: NDArray[np.int32]) -> float:
        """How rare the rarest of some shared features is among all reports that ever came; 1 where only two have it."""
        if not len(shared):
            return 0.0
        total, least = self._noted + self._settings.background_reports, float(self._ever[shared].min())
        return min(1.0, max(0.0, math.log(total / least) / math.log(total / (_ONLY_BOTH + self._background(_RARE_SHARE)))))

    def vector(self, features: Features) -> Vector:
        """The heaviest features of a report, as a vector of length 1 (of none where it has no words)."""
        total, weighed = self._reports + self._settings.background_reports, {}
        for word, times in features.weights.items():
            rarity = math.log(total / (self._counts[word] + self._background(_share(word))))
            if rarity > 0:
                weighed[word] = (1 + math.log(times) if times >= 1 else times) * rarity
        heaviest = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[: self._settings.features_kept]
        length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
        return vector_of({self._number(word): weight / length for word, weight in heaviest})

    def details(self, features: Features) -> tuple[Details, ...]:
        """A report's names, places and figures, the rarer the heavier."""
        return tuple(self._weighed(kind) for kind in features.details)

    def _weighed(self, kind: Iterable[str]) -> Details:
        total = self._reports + _DETAIL_BACKGROUND
        weights = {key: math.log(total / (self._counts[key] + _DETAIL_SEEN)) for key in sorted(kind)}
        return Details(weights, sum(weights.values()))

    def _number(self, word: str) -> int:
        if word not in self._numbers:
            if self._next == len(self._ever):
                self._ever = np.concatenate([self._ever, np.zeros_like(self._ever)])
            self._numbers[word] = self._next
            self._ever[self._next] = self._background(_share(word))
            self._next += 1
        return self._numbers[word]

    def _background(self, share: float) -> float:
        return share * self._settings.background_reports

    def words(self) -> dict[int, str]:
        """The features by their numbers."""
        return {number: word for word, number in self._numbers.items()}

    @property
    def is_large(self) -> bool:
        """Whether twice as many features are known as after the last forgetting."""
        return len(self._numbers) > 2 * self._kept

    def forget(self, kept: set[int]) -> None:
        """Forgets the numbers of features that stand neither in the window nor among those kept."""
        self._numbers = {word: n for word, n in self._numbers.items() if n in kept or word in self._counts}
        self._kept = max(_FEW_FEATURES, len(self._numbers))


def _share(word: str) -> float:
    """Of all reports: about how many hold a word, before any is seen."""
    return _COMMON_SHARE if word in common_words() else _RARE_SHARE
