"""Why reports are one story: the features that weigh most in all of them, with their places."""

from collections.abc import Iterable, Iterator, Sequence

from twosource.model import Article, ArticleSpan, Evidence
from twosource.stories.nodes import day_of
from twosource.text import view_of

_SPANS_KEPT = 6  # places shown of one shared feature; every report of the story counts, not all are quoted
_ASKED = 2  # times as many features as are shown are looked for in the reports

Weighed = tuple[str, float]
Place = tuple[Article, int, int]


def central_headline(articles: Sequence[Article], heaviest: Sequence[Weighed]) -> str | None:
    """The headline that holds most of what weighs most in the story; of equals the first."""
    told = [article.headline.text for article in articles if article.headline]
    words = [(feature.replace("_", " "), weight) for feature, weight in heaviest]

    def weight(headline: str) -> float:
        folded = headline.casefold()
        return sum(weight for word, weight in words if word in folded)

    return max(told, key=weight, default=None)


def reasons(articles: Sequence[Article], heaviest: Sequence[Weighed], kept: int) -> Iterator[Evidence]:
    """The features that join the reports most, each with its first places, and the days between them."""
    yield from _shared(articles, heaviest[: _ASKED * kept], kept)
    days = sorted(day for article in articles if (day := day_of(article)) is not None)
    if len(days) > 1:
        yield Evidence(feature="published_near", score=0.0, spans=(), why=f"published within {days[-1] - days[0] + 1} days")


def _shared(articles: Sequence[Article], heaviest: Iterable[Weighed], kept: int) -> Iterator[Evidence]:
    texts = [(article, _folded(article.text)) for article in articles]
    for feature, weight in heaviest:
        places = list(_places(texts, feature))
        if len(places) > 1 and kept:
            kept -= 1
            yield Evidence(
                feature="shared_name" if "_" in feature else "shared_word",
                score=round(weight * weight, 4),
                spans=tuple(
                    ArticleSpan(article_id=article.id, span=view_of(article).span(start, end))
                    for article, start, end in places[:_SPANS_KEPT]
                ),
                why=f"{feature.replace('_', ' ')!r} in {len(places)} of {len(articles)} reports",
            )


def _places(texts: Iterable[tuple[Article, str]], feature: str) -> Iterator[Place]:
    """The first place of a feature in each report that holds it in headline or body."""
    first, _, second = feature.partition("_")
    forms = [f"{first}{joint}{second}" for joint in (" ", "'s ", "’s ")] if second else [first, first.replace("'", "’")]
    for article, folded in texts:
        blocks = (block.span for block in article.blocks if block.kind in ("headline", "body"))
        places = (at for span in blocks for form in forms if (at := _at(folded, form, span.start, span.end)))
        if (place := next(places, None)) is not None:
            yield article, *place


def _at(folded: str, form: str, start: int, end: int) -> tuple[int, int] | None:
    """Where words stand between two places of a text without letters or digits to either side."""
    at = folded.find(form, start, end)
    while at >= 0:
        after = at + len(form)
        if not folded[at - 1 : at].isalnum() and not folded[after : after + 1].isalnum():
            return at, after
        at = folded.find(form, after, end)
    return None


def _folded(text: str) -> str:
    """A text in lower case of the same length; what lower case makes longer stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
