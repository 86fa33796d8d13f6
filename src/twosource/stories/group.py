"""Which reports tell of the same event: grouped by what their headlines and bodies say, and when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.model import Article, Story, StoryLink, content_id
from twosource.stories.nodes import Node
from twosource.stories.reasons import Weighed, central_headline, reasons
from twosource.stories.settings import StorySettings
from twosource.stories.stream import Stream

_LINKS_KEPT = 3  # other stories that one is linked to, the nearest
Linked = Mapping[tuple[int, int], float]


def stories(articles: Iterable[Article], settings: StorySettings | None = None) -> Iterator[Story]:
    """The stories that the articles tell, each article in one of them, in the order of their first days.

    The order of the articles does not matter; an article given twice counts once; one without a date may join any story of
    the window.
    """
    settings = settings or StorySettings()
    stream = Stream(settings)
    stream.add({article.id: article for article in articles}.values())
    nodes = {node.number: node for node in stream.stories()}
    heaviest = stream.heaviest(nodes.values())
    found = {number: _story(node, heaviest[number], settings) for number, node in nodes.items()}
    told = _with_links(found, _linked(stream, nodes), nodes, heaviest)
    yield from sorted(told, key=lambda story: (story.first or "", story.id))


def _story(node: Node, heaviest: Sequence[Weighed], settings: StorySettings) -> Story:
    articles = sorted(node.articles, key=lambda article: (article.published.value or "~", article.id))
    ids = tuple(sorted(article.id for article in articles))
    days = _days(articles)
    return Story(
        id=content_id("story", *ids),
        headline=central_headline(articles, heaviest),
        article_ids=ids,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        why=tuple(reasons(articles, heaviest, settings.reasons_kept)) if len(articles) > 1 else (),
    )


def _days(articles: Sequence[Article]) -> list[str]:
    """The publication days as far as known; those without a year only where no other is known."""
    values = sorted({value[:10] for article in articles if (value := article.published.value)})
    return [value for value in values if not value.startswith("X")] or values


def _linked(stream: Stream, nodes: Mapping[int, Node]) -> Linked:
    """The pairs of stories, older first, of which some reports were near without being joined, with the best nearness."""
    best: dict[tuple[int, int], float] = {}
    for one, other, near in stream.links:
        pair = sorted((one.final().number, other.final().number), key=lambda number: _begins(nodes[number]))
        if pair[0] != pair[1]:
            key = (pair[0], pair[1])
            best[key] = max(near, best.get(key, 0.0))
    return best


def _begins(node: Node) -> tuple[int, int]:
    return node.first or 0, node.number


def _with_links(
    found: Mapping[int, Story], linked: Linked, nodes: Mapping[int, Node], heaviest: Mapping[int, Sequence[Weighed]]
) -> Iterator[Story]:
    """The stories with links to those that they go on from: near, and with a name in common that leads in both."""
    of: dict[int, list[tuple[float, StoryLink]]] = {}
    for (older, newer), near in sorted(linked.items()):
        if names := _names(heaviest[older]) & _names(heaviest[newer]):
            later = (nodes[newer].first or 0) > (nodes[older].last or 0)
            why = f"{'follow-up' if later else 'at the same time'}: {', '.join(sorted(names)[:_LINKS_KEPT])} in both"
            of.setdefault(newer, []).append((near, StoryLink(story_id=found[older].id, why=why)))
    for number, story in found.items():
        links = sorted(of.get(number, ()), key=lambda both: (-both[0], both[1].story_id))[:_LINKS_KEPT]
        yield replace(story, linked=tuple(link for _, link in links))


def _names(heaviest: Sequence[Weighed]) -> set[str]:
    return {feature.replace("_", " ") for feature, _ in heaviest if "_" in feature}
