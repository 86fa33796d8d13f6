"""The reports of the last weeks, each compared with all the others through an index of their features."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.stories.nodes import TYPICAL, TYPICAL_RARITY, Node
from twosource.stories.settings import StorySettings

_MOST_NEAR = 200  # others that a report is kept near to, the nearest: where all are alike, time and memory stay bounded
_MOST_HELD = 100_000  # places of a report's features that are looked up; of 20,000 real reports a report's have some 40,000
_LEAST = 0.03  # likeness: below it no pair ever comes near the threshold, and most pairs lie there


class Index:
    """The features of some nodes, by feature: which nodes hold it, and with what weight. Made once, for one chunk of reports."""

    def __init__(self, nodes: Sequence[Node], settings: StorySettings) -> None:
        self.nodes = nodes
        self._settings = settings
        lengths = [len(node.vector.ids) for node in nodes]
        ids = np.concatenate([node.vector.ids for node in nodes])
        weights = np.concatenate([node.vector.weights for node in nodes])
        rows = np.repeat(np.arange(len(nodes)), lengths)
        order = np.argsort(ids, kind="stable")
        self._ids, self._weights, self._rows = ids[order], weights[order], rows[order]
        self._crowds = np.array([node.crowd for node in nodes])
        self._gone = np.zeros(len(nodes), dtype=bool)
        self._days = np.array([np.nan if node.first is None else float(node.first) for node in nodes])

    def alike(self, node: Node) -> NDArray[np.float64]:
        """The likeness of a node to each of the index; what is below `_LEAST` counts nothing, nor do features that most hold
        where all of a node's stand in very many places."""
        first, counts = self._held(node)
        kept = _rarest(counts)
        first, counts, weights = first[kept], counts[kept], node.vector.weights[kept]
        before = np.cumsum(counts) - counts
        places = np.repeat(first - before, counts) + np.arange(int(counts.sum()))
        products = self._weights[places] * np.repeat(weights, counts)
        found = np.bincount(self._rows[places], weights=products, minlength=len(self.nodes)).astype(np.float64)
        found[(found < _LEAST) | self._gone] = 0.0
        return found

    def left_by_time(self, node: Node) -> NDArray[np.float64]:
        """What the days between a node and each of the index leave of their likeness; all where a day is not known."""
        gaps = np.abs(self._days - (np.nan if node.first is None else node.first))
        return left_after(np.nan_to_num(gaps), self._settings)

    def crowd(self, scores: NDArray[np.float64]) -> float:
        """The mean of the scores of the ranks that make a crowd: bounded, since a story of many reports is one of its own."""
        settings = self._settings
        best = np.sort(scores[scores > 0])[::-1][settings.crowd_from : settings.crowd_to]
        return min(settings.crowd_most, float(best.sum()) / (settings.crowd_to - settings.crowd_from))

    def twin(self, row: int, alike: NDArray[np.float64]) -> Node | None:
        """Of the nodes before a row the most alike, if that is a near copy; of equals the first."""
        if not row:
            return None
        best = int(np.argmax(alike[:row]))
        return self.nodes[best] if alike[best] >= self._settings.copy else None

    def drop(self, row: int) -> None:
        """Takes a node out that went where its twin goes."""
        self._gone[row] = True

    def held(self, node: Node) -> NDArray[np.int32]:
        """The features of a node of the index that others of it hold too."""
        return node.vector.ids[self._held(node)[1] > 1]

    def _held(self, node: Node) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where each feature of a node begins in the index, and how many hold it."""
        first = np.searchsorted(self._ids, node.vector.ids, "left")
        return first, np.searchsorted(self._ids, node.vector.ids, "right") - first

    def near(self, row: int, scores: NDArray[np.float64], crowd: float, rarity: float) -> list[tuple[Node, float]]:
        """The nodes before a row that may come near its node, with their scores, where no shared feature is rarer than told;
        keeps the node's crowd for those to come."""
        settings = self._settings
        self._crowds[row] = crowd
        left = share_left(settings, 1.0) * left_by_rarity(settings, rarity)
        most = scores[:row] * left - settings.crowd * (self._crowds[:row] + crowd) / 2
        rows = np.nonzero(most >= settings.linked * settings.threshold)[0]
        if len(rows) > _MOST_NEAR:
            rows = np.sort(rows[np.argsort(-most[rows], kind="stable")[:_MOST_NEAR]])
        return [(self.nodes[n], float(scores[n])) for n in rows.tolist()]


def _rarest(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Which features are looked up, in their order: all, or the rarest of them that stand in no more than `_MOST_HELD` places."""
    order = np.argsort(counts, kind="stable")
    return np.sort(order[np.cumsum(counts[order]) <= _MOST_HELD])


def left_after(days: NDArray[np.float64], settings: StorySettings) -> NDArray[np.float64]:
    """What is left of a likeness between reports so many days apart."""
    return settings.far_share + (1 - settings.far_share) * np.exp2(-days / settings.half_days)


def share_left(settings: StorySettings, agreement: float) -> float:
    """What is left of a likeness by how far the details agree; all of it where they agree as is usual."""
    return settings.detail_share + (1 - settings.detail_share) * agreement / TYPICAL


def left_by_rarity(settings: StorySettings, rarity: float) -> float:
    """What is left of a likeness by how rare the rarest shared feature is; all of it where that is as rare as is usual."""
    return max(0.0, 1 + settings.rarity * (rarity - TYPICAL_RARITY))
