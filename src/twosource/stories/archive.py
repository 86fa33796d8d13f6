"""The stories that are closed: what is kept of each, and how a new report finds those that it may go on from."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from twosource.stories.nodes import Node, Vector, vector_of
from twosource.stories.settings import StorySettings

_MOST_OF_FEATURE = 60  # stories that a feature leads to, the newest: one of more is no rare one
_MOST_CANDIDATES = 20  # stories that a report is compared with


class Archive:
    """Closed stories by their heaviest features. Of each its mean vector is kept, cut to the heaviest: a few hundred bytes."""

    def __init__(self, settings: StorySettings) -> None:
        self._settings = settings
        self.stories: dict[int, Node] = {}
        self._leading: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, story: Node) -> None:
        self.stories[story.number] = story
        for feature in _heaviest(story.vector, self._settings.rare_features):
            known = self._leading[feature]
            known.append(story.number)
            del known[:-_MOST_OF_FEATURE]

    def take(self, story: Node) -> None:
        """Takes out a story that is open again; what led to it is passed over from now on."""
        self.stories.pop(story.number, None)

    def candidates(self, node: Node) -> list[Node]:
        """The stories that share most of a report's heaviest features, the newest first among equals."""
        found = Counter(
            number
            for feature in _heaviest(node.vector, self._settings.rare_features)
            for number in self._leading.get(feature, ())
            if number in self.stories
        )
        ranked = sorted(found, key=lambda number: (-found[number], -number))
        return [self.stories[number] for number in ranked[:_MOST_CANDIDATES]]

    def features(self) -> set[int]:
        """The features that lead to a story."""
        return {feature for story in self.stories.values() for feature in story.vector.ids.tolist()}


def _heaviest(vector: Vector, most: int) -> list[int]:
    order = np.argsort(-vector.weights, kind="stable")[:most]
    return [int(feature) for feature in vector.ids[order]]


def mean_vector(nodes: Sequence[Node], most: int) -> Vector:
    """The mean of the vectors of all reports behind some nodes, cut to its heaviest features: what is near to it is, on
    average, as near to each of them."""
    total, sums = sum(node.size for node in nodes), defaultdict[int, float](float)
    for node in nodes:
        for feature, weight in zip(node.vector.ids.tolist(), node.vector.weights.tolist(), strict=True):
            sums[feature] += weight * node.size / total
    return vector_of(dict(sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:most]), np.float32)
