"""How near two reports are: the likeness of their words, less with time between them, less where everything is alike."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from twosource.model import Article
from twosource.stories.settings import StorySettings
from twosource.stories.words import Vector

Pair = tuple[int, int]
Days = tuple[int, ...]
_LEAST = 0.03  # likeness: below it no pair ever comes near the threshold, and most pairs lie there


def days_of(article: Article) -> Days:
    """The days (proleptic ordinals) on which an article may have been published; none where that is not known."""
    dating = article.published
    values = dating.candidates or ((dating.value,) if dating.value else ())
    return tuple(day for value in values if (day := _ordinal(value)) is not None)


def _ordinal(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def nearness(vectors: Sequence[Vector], days: Sequence[Days], settings: StorySettings) -> dict[Pair, float]:
    """The nearness of every pair of articles `(i, j)`, `i < j`, that is above nothing."""
    kept = _left_by_time(settings)
    alike = {(i, j): score * kept(_gap(days[i], days[j])) for (i, j), score in _alike(vectors).items()}
    crowds = _crowds(alike, len(vectors), settings)
    near = {(i, j): score - settings.crowd * (crowds[i] + crowds[j]) / 2 for (i, j), score in alike.items()}
    return {pair: score for pair, score in near.items() if score > 0}


def _alike(vectors: Sequence[Vector]) -> dict[Pair, float]:
    index: dict[str, list[tuple[int, float]]] = {}
    found: dict[Pair, float] = {}
    for j, vector in enumerate(vectors):
        scores: dict[int, float] = {}
        for word, weight in vector.items():
            known = index.setdefault(word, [])
            for i, other in known:
                scores[i] = scores.get(i, 0.0) + weight * other
            known.append((j, weight))
        found.update({(i, j): score for i, score in scores.items() if score >= _LEAST})
    return found


def _gap(one: Days, other: Days) -> int:
    """The fewest days between two dates; 0 where one is not known."""
    if len(one) == 1 == len(other):
        return abs(one[0] - other[0])
    return min((abs(a - b) for a in one for b in other), default=0)


def _left_by_time(settings: StorySettings) -> Callable[[int], float]:
    """What a gap in days leaves of a likeness."""

    @cache
    def left(gap: int) -> float:
        return settings.far_share + (1 - settings.far_share) * float(2 ** (-gap / settings.half_days))

    return left


def _crowds(alike: Mapping[Pair, float], count: int, settings: StorySettings) -> list[float]:
    """How alike each article is to many others: bounded, since a story of many reports is a crowd of its own."""
    scores: list[list[float]] = [[] for _ in range(count)]
    for (i, j), score in alike.items():
        scores[i].append(score)
        scores[j].append(score)
    width = settings.crowd_to - settings.crowd_from
    means = (sum(sorted(row, reverse=True)[settings.crowd_from : settings.crowd_to]) / width for row in scores)
    return [min(settings.crowd_most, mean) for mean in means]
