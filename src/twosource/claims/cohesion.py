"""How far a story's pairs hold together: whether two facts that are near a third are near each other.

In a story of one event they mostly are; in one of several alike events (three stays in one clinic, two raids on one shop) facts
share names and words with many others that have little to do with each other, and the same score means less. The measure is the
transitivity of a graph (Newman, Watts and Strogatz 2002): the share of its paths of two edges whose ends are joined too.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

# The least score of an edge. Of pairs alone, without claims, ALIGN_F on gold/align_ecb is 0.794 where scores are left as they
# are, 0.800 to 0.807 with 0.24 to 0.4 here, in both halves of the set; the area under ROC goes from 0.865 to 0.88.
EDGE = 0.35
MOST_NEAR = 20  # edges of one fact whose ends are looked at, the best
# The share of closed paths at which a score stays as it is: the mean over stories; and how many such paths every story is given,
# so that a handful of pairs says little, and two reports, which have no paths between three, nothing.
USUAL = 0.56
GIVEN = 30

Edge = tuple[int, int]


def cohesion(edges: Iterable[Edge], homes: Sequence[frozenset[str]]) -> float:
    """The share of closed paths in that of an ordinary story: 1 where a story is as coherent as most, less where it is not.

    `edges`: pairs of facts near each other, best first. `homes`: the articles that print each fact; a path whose ends stand in
    one article alone counts for nothing, since reports seldom say a thing twice.
    """
    near: dict[int, list[int]] = defaultdict(list)
    joined: set[Edge] = set()
    for left, right in edges:
        joined.add((min(left, right), max(left, right)))
        near[left].append(right)
        near[right].append(left)
    paths = closed = 0
    for around in near.values():
        for one, other in combinations(sorted(around[:MOST_NEAR]), 2):
            if not of_one_article(homes[one], homes[other]):
                paths += 1
                closed += (one, other) in joined
    return (closed + GIVEN * USUAL) / (paths + GIVEN) / USUAL


def of_one_article(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two facts stand in one article and nowhere else."""
    return one == other and len(one) == 1
