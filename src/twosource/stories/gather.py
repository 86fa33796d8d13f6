"""From pairs to groups: the nearest groups are joined first, by the mean nearness of all pairs (UPGMA, sparse)."""

import heapq
from collections.abc import Mapping, Sequence

Pair = tuple[int, int]


def gathered(sizes: Sequence[int], near: Mapping[Pair, float], threshold: float) -> list[list[int]]:
    """The numbers 0 to `len(sizes)` in groups, none of which has a mean nearness to another above the threshold.

    A number stands for `sizes[n]` reports, all as near to others as `near` says. A pair that is not in `near` counts as 0.
    Equal means are taken in the order of the numbers.

    >>> gathered([1, 1, 1, 1], {(0, 1): 0.9, (1, 2): 0.2, (2, 3): 0.8}, 0.3)
    [[0, 1], [2, 3]]
    """
    groups = _Groups(sizes, near)
    queue = [(-score, i, j, sizes[i], sizes[j]) for (i, j), score in near.items() if score >= threshold]
    heapq.heapify(queue)
    while queue:
        _, i, j, i_size, j_size = heapq.heappop(queue)
        if groups.size[i] != i_size or groups.size[j] != j_size:
            continue
        groups.join(i, j)
        for k, mean in groups.means(i):
            if mean >= threshold:
                first, last = min(i, k), max(i, k)
                heapq.heappush(queue, (-mean, first, last, groups.size[first], groups.size[last]))
    return sorted(sorted(members) for members in groups.members if members)


class _Groups:
    """Groups under way, each under the number of its first member; one that went into another has size 0.

    A group's size only grows until then, so a queued pair is out of date as soon as a size differs.
    """

    def __init__(self, sizes: Sequence[int], near: Mapping[Pair, float]) -> None:
        self.size = list(sizes)
        self.members = [[n] for n in range(len(sizes))]
        self._sums: list[dict[int, float]] = [{} for _ in sizes]
        for (i, j), score in near.items():
            self._sums[i][j] = self._sums[j][i] = score * sizes[i] * sizes[j]

    def means(self, n: int) -> list[tuple[int, float]]:
        return [(k, score / (self.size[n] * self.size[k])) for k, score in self._sums[n].items()]

    def join(self, i: int, j: int) -> None:
        for k, score in self._sums[j].items():
            del self._sums[k][j]
            if k != i:
                self._sums[i][k] = self._sums[k][i] = self._sums[i].get(k, 0.0) + score
        self._sums[j] = {}
        self.members[i].extend(self.members[j])
        self.members[j] = []
        self.size[i], self.size[j] = self.size[i] + self.size[j], 0
