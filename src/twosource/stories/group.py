"""Which reports tell of the same event: grouped by what their headlines and bodies say, and when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.model import Article, ArticleSpan, Evidence, Story, content_id
from twosource.stories.gather import gathered
from twosource.stories.nearness import Pair, days_of, nearness
from twosource.stories.settings import StorySettings
from twosource.stories.words import Vector, marks, vectors
from twosource.text import view_of

_SPANS_KEPT = 6  # places shown of one shared word; every report of the story counts, not all are quoted


def stories(articles: Iterable[Article], settings: StorySettings | None = None) -> Iterator[Story]:
    """The stories that the articles tell, each article in one of them, in the order of their first days.

    The order of the articles does not matter; an article given twice counts once; one without a date may join any story.
    """
    settings = settings or StorySettings()
    given = sorted({article.id: article for article in articles}.values(), key=_order)
    weights = vectors(given, settings)
    near = nearness(weights, [days_of(article) for article in given], settings)
    groups = gathered(len(given), near, settings.threshold)
    centres = _centres(groups, near)
    found = (
        _story([given[n] for n in group], [weights[n] for n in group], given[centre], settings)
        for group, centre in zip(groups, centres, strict=True)
    )
    yield from sorted(found, key=lambda story: (story.first or "", story.id))


def _order(article: Article) -> tuple[str, str]:
    return article.published.value or "", article.id


def _centres(groups: Sequence[Sequence[int]], near: Mapping[Pair, float]) -> list[int]:
    """The most central number of every group: the nearest to its others, the first among equals."""
    where = {n: key for key, group in enumerate(groups) for n in group}
    sums = dict.fromkeys(where, 0.0)
    for (i, j), score in near.items():
        if where[i] == where[j]:
            sums[i] += score
            sums[j] += score
    return [max(group, key=lambda n: (round(sums[n], 9), -n)) for group in groups]


def _story(articles: Sequence[Article], weights: Sequence[Vector], centre: Article, settings: StorySettings) -> Story:
    ids = tuple(sorted(article.id for article in articles))
    headline = next((article.headline.text for article in (centre, *articles) if article.headline), None)
    days = _days(articles)
    return Story(
        id=content_id("story", *ids),
        headline=headline,
        article_ids=ids,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        why=tuple(_why(articles, weights, settings)) if len(articles) > 1 else (),
    )


def _days(articles: Sequence[Article]) -> list[str]:
    """The publication days as far as known; those without a year only where no other is known."""
    values = sorted({value[:10] for article in articles if (value := article.published.value)})
    return [value for value in values if not value.startswith("X")] or values


def _why(articles: Sequence[Article], weights: Sequence[Vector], settings: StorySettings) -> Iterator[Evidence]:
    """The features that join the reports most, each with its first places, and the days between them."""
    spread = Counter(word for vector in weights for word in vector)
    joint = {word: sum(vector.get(word, 0.0) for vector in weights) for word, n in spread.items() if n > 1}
    best = sorted(joint, key=lambda word: (-round(joint[word], 9), word))[: settings.reasons_kept]
    places = _places(articles, frozenset(best), settings)
    for word in best:
        feature = "shared_name" if "_" in word else "shared_word"
        share = joint[word] / len(articles)
        why = f"{word.replace('_', ' ')!r} in {spread[word]} of {len(articles)} reports"
        yield Evidence(feature=feature, score=round(share * share, 4), spans=tuple(places[word]), why=why)
    if len(days := sorted(day for article in articles for day in days_of(article)[:1])) > 1:
        yield Evidence(feature="published_near", score=0.0, spans=(), why=f"published within {days[-1] - days[0] + 1} days")


def _places(articles: Sequence[Article], words: frozenset[str], settings: StorySettings) -> dict[str, list[ArticleSpan]]:
    places: dict[str, list[ArticleSpan]] = {word: [] for word in sorted(words)}
    for article in sorted(articles, key=lambda article: article.id)[:_SPANS_KEPT]:
        view, seen = view_of(article), set[str]()
        for mark in marks(article, settings):
            if mark.feature in words and mark.feature not in seen:
                seen.add(mark.feature)
                places[mark.feature].append(ArticleSpan(article_id=article.id, span=view.span(mark.start, mark.end)))
    return places
