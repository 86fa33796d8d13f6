"""Reports in, stories out, one chunk after the other: what a report costs does not grow with what came before.

A report is compared with those of the window and with the closed stories that share its rarest features. Nodes near enough hang
together in components; when the last of a component has left the window, it is parted into stories by mean nearness, and
of these only a short vector is kept.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np

from twosource.model import Article
from twosource.stories.archive import Archive, mean_vector
from twosource.stories.gather import gathered
from twosource.stories.nodes import NOTHING, TYPICAL_RARITY, Node, Spread, day_of
from twosource.stories.settings import StorySettings
from twosource.stories.window import Index, left_after, left_by_rarity, share_left
from twosource.stories.words import Features, features

_CHUNK = 400  # reports that are looked up in one index: fewer make it more often, more hold more copies of one text
_UNDATED = 10**9  # after all days


class Stream:
    """Stories under way. Within one call of `add` the order of the reports does not matter; over several calls, reports should
    come in the order of their days: a late one is compared with what is in the window then.
    """

    def __init__(self, settings: StorySettings | None = None) -> None:
        self._settings = settings or StorySettings()
        self._spread = Spread(self._settings)
        self._archive = Archive(self._settings)
        self._window: deque[Node] = deque()
        self._open: dict[int, Node] = {}
        self._lead: dict[int, int] = {}
        self._same: dict[tuple[bytes, bytes], Node] = {}
        self._today = 0
        self._made = 0
        self.links: list[tuple[Node, Node, float]] = []

    def add(self, articles: Iterable[Article]) -> None:
        """Takes reports in, in the order of their days and ids; those without a day come last."""
        ordered = sorted(articles, key=_order)
        for day, of_day in groupby(ordered, key=day_of):
            reports = list(of_day)
            for first in range(0, len(reports), _CHUNK):
                self._take(day, reports[first : first + _CHUNK])

    def stories(self) -> Iterator[Node]:
        """Closes all that is open and gives every story."""
        while self._window:
            self._leave()
        self._close()
        yield from self._archive.stories.values()

    def heaviest(self, stories: Iterable[Node]) -> dict[int, list[tuple[str, float]]]:
        """The features of closed stories with their weights, heaviest first, by the story's number."""
        words = self._spread.words()
        found = {}
        for story in stories:
            pairs = zip(story.vector.ids.tolist(), story.vector.weights.tolist(), strict=True)
            found[story.number] = sorted(((words[n], weight) for n, weight in pairs), key=lambda both: (-both[1], both[0]))
        return found

    def _take(self, day: int | None, articles: Sequence[Article]) -> None:
        self._today = max(self._today, day or 0)
        self._expire(len(articles))
        found = [features(article, self._settings) for article in articles]
        for each in found:
            self._spread.add(each.keys())
        made = [self._node(article, each, day) for article, each in zip(articles, found, strict=True)]
        new = self._without_twins(made)
        if new:
            self._compare(new)

    def _expire(self, coming: int) -> None:
        settings, oldest = self._settings, self._today - self._settings.window_days
        while self._window and (self._window[0].arrived < oldest or len(self._window) + coming > settings.window_reports):
            self._leave()
        self._close()
        if self._spread.is_large:
            self._spread.forget(self._archive.features() | {n for node in self._open.values() for n in node.vector.ids.tolist()})

    def _leave(self) -> None:
        node = self._window.popleft()
        self._spread.remove(node.keys)
        self._same.pop(_bytes(node), None)
        node.keys, node.details = (), ()

    def _node(self, article: Article, found: Features, day: int | None) -> Node:
        self._made += 1
        return Node(
            number=self._made, articles=(article,), vector=self._spread.vector(found), first=day, last=day, arrived=self._today,
            details=self._spread.details(found), keys=tuple(found.keys()),
        )  # fmt: skip

    def _without_twins(self, made: Sequence[Node]) -> list[Node]:
        """The nodes whose words no other of the window has; the others go where their twin goes."""
        new = []
        for node in made:
            twin = self._same.setdefault(_bytes(node), node) if len(node.vector.ids) else node
            if twin is node:
                new.append(node)
            else:
                self._join(twin, node)
        return new

    def _join(self, twin: Node, node: Node) -> None:
        """Lets a near copy go where its twin goes."""
        twin.articles += node.articles
        days = [day for day in (twin.first, twin.last, node.first) if day is not None]
        twin.first, twin.last = (min(days), max(days)) if days else (None, None)
        self._spread.remove(node.keys)

    def _compare(self, new: Sequence[Node]) -> None:
        index = Index([*self._window, *new], self._settings)
        kept = [node for row, node in enumerate(new, len(self._window)) if not self._placed(node, row, index)]
        for node in kept:
            self._spread.note(node.vector)
            self._window.append(node)
            self._open[node.number] = node
            self._lead[node.number] = node.number
        for node in kept:
            alike = [*node.near, *self._older(node)]
            node.near = [(other, near) for other, score in alike if (near := self._nearness(node, other, score))]
            self._tie(node)

    def _placed(self, node: Node, row: int, index: Index) -> bool:
        """Finds what a node is near to; whether it is a near copy of one before it, and went there."""
        alike = index.alike(node)
        twin = index.twin(row, alike)
        if twin is not None:
            self._join(twin, node)
            node.into = twin
            index.drop(row)
            self._same.pop(_bytes(node), None)
            return True
        scores = alike * index.left_by_time(node)
        node.crowd = index.crowd(scores)
        node.near = index.near(row, scores, node.crowd, self._spread.rarity(index.held(node)))
        return False

    def _older(self, node: Node) -> Iterator[tuple[Node, float]]:
        """Closed stories that share rare features, with their likeness as time leaves it."""
        older = self._archive.candidates(node)
        left = left_after(np.array([node.gap(story) for story in older], dtype=np.float64), self._settings)
        for story, share in zip(older, left.tolist(), strict=True):
            yield story, node.vector.likeness(story.vector) * share

    def _nearness(self, node: Node, other: Node, score: float) -> float | None:
        """A likeness, less where the details differ, less what both have in common with many; `None` where next to nothing."""
        settings = self._settings
        crowd, least = settings.crowd * (node.crowd + other.crowd) / 2, settings.linked * settings.threshold
        if score * share_left(settings, 1.0) - crowd < least:
            return None
        rarity = self._spread.rarity(node.vector.shared(other.vector)) if other.details else TYPICAL_RARITY
        near = score * left_by_rarity(settings, rarity) * share_left(settings, node.agreement(other)) - crowd
        return near if near >= least else None

    def _tie(self, node: Node) -> None:
        """Hangs a node together with those that it is near enough to; notes the nearest of the others."""
        for other, near in node.near:
            if near >= self._settings.threshold:
                self._reopen(other)
                self._lead[self._leader(node.number)] = self._leader(other.number)
        self.links.extend((other, node, near) for other, near in node.near)

    def _reopen(self, story: Node) -> None:
        if story.number not in self._open:
            self._archive.take(story)
            self._open[story.number] = story
            self._lead[story.number] = story.number

    def _leader(self, number: int) -> int:
        lead = self._lead
        while lead[number] != number:
            lead[number] = number = lead[lead[number]]
        return number

    def _close(self) -> None:
        """Parts the components of which no report is in the window any more."""
        inside = {self._leader(node.number) for node in self._window}
        components: dict[int, list[Node]] = {}
        for number, node in self._open.items():
            leader = self._leader(number)
            if leader not in inside:
                components.setdefault(leader, []).append(node)
        for component in components.values():
            self._settle(sorted(component, key=lambda node: node.number))

    def _settle(self, nodes: Sequence[Node]) -> None:
        place = {node.number: n for n, node in enumerate(nodes)}
        near = {
            (min(place[other.number], n), max(place[other.number], n)): score
            for n, node in enumerate(nodes)
            for other, score in node.near
            if other.number in place
        }
        for group in gathered([node.size for node in nodes], near, self._settings.threshold):
            self._archive.add(self._story([nodes[n] for n in group]))
        for node in nodes:
            del self._open[node.number], self._lead[node.number]
            node.articles, node.near, node.vector = (), [], NOTHING

    def _story(self, nodes: Sequence[Node]) -> Node:
        """The closed story that some nodes make."""
        self._made += 1
        days = [day for node in nodes for day in (node.first, node.last) if day is not None]
        story = Node(
            number=self._made,
            articles=tuple(article for node in nodes for article in node.articles),
            vector=mean_vector(nodes, self._settings.story_features),
            first=min(days, default=None),
            last=max(days, default=None),
            arrived=self._today,
            crowd=sum(node.crowd * node.size for node in nodes) / sum(node.size for node in nodes),
        )
        for node in nodes:
            node.into = story
        return story


def _order(article: Article) -> tuple[int, str]:
    day = day_of(article)
    return _UNDATED if day is None else day, article.id


def _bytes(node: Node) -> tuple[bytes, bytes]:
    return node.vector.ids.tobytes(), node.vector.weights.tobytes()
