"""Which statements say the same: pairs scored by named features, then joined into groups.

A pair's score is the weighted sum of features between 0 and 1; each keeps its name, so that a join can be explained.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, takewhile
from math import sqrt
from typing import NamedTuple

from twosource.claims.cohesion import EDGE, cohesion, of_one_article
from twosource.claims.facts import Fact
from twosource.claims.features import (
    FEATURES,
    SHORT,
    Meeting,
    Profile,
    Weights,
    all_keys,
    key_weights,
    meeting,
    profiles,
    speaker_key,
)
from twosource.claims.undergoers import Undergoers

MOST_POSTINGS = 400  # a word of more statements than this finds no candidates: it would pair everything with everything
MOST_LOOKED_UP = 3000  # statements looked up for one, by its rarest words first: all its words in a story of a few reports
LEAST_ALIKE = 0.18  # of all words of two statements: the wrong joins of the two real reports, long sentences, shared 0.12 to 0.16
WITHIN = 0.6  # of a pair's score, what counts inside one article: reports seldom say a thing twice
# Of the join score, what two groups must have on average where they are large; `FEW` over the number of pairs comes on top, so
# that small groups, whose mean says little, need more. Swept on gold/align_ecb with 0.3 to 0.8 and 0.4 to 1.4, ALIGN_F: LOOSE of
# 0.35 to 0.45 gives 0.803 to 0.810, 0.5 gives 0.799, 0.6 gives 0.78; FEW costs 0.002 and keeps two reports apart.
LOOSE = 0.4
FEW = 1.3
LEAST_SHARED = 2  # content words: one alone, even a name, is what two statements are about, not what they say of it
MOST_CANDIDATES = 100  # others that a fact is scored against, those that share most
NEAR = 0.2  # the score from which a third fact counts as saying the same as each of two
MOST_NEAR = 20  # third facts that are looked at, the nearest
# Weight of third facts that say the same as both. It adds 0.003 to the area under ROC on gold/align_ecb, with 0.1 as with 0.3;
# the more of it, the further stories of two reports, which have no third, fall behind the rest.
COMPANY = 0.15
# What a pair that tells of persons whom a report tells apart takes from the sum of two groups: about as much as two sure pairs
# bring, so that a group of one person's keeps another's out. Swept 0.3 to 1 on gold/align_ecb: ALIGN_F within 0.004.
APART = 0.6
# What third facts must give to stand for common words; swept 0.02 to 0.08: recall 0.795 to 0.775, others alike.
LEAST_COMPANY = 0.02
# Members of a group that a fact of another must say the same as, to stand in both. With 2, and a mean to all of them of the join
# score, ALIGN_F on gold/align_ecb is 0.788 (0.786 without guests, 0.784 where seven tenths of that are enough).
LEAST_HOSTS = 2


class Pair(NamedTuple):  # held for all candidates at once: what gave a score is not kept, `reasons` tells it again
    """Two facts (by index) of different articles, with the score of their saying the same.

    `alike`: whether more than a common subject joins them: much of their words, third facts that say the same as both, one
    speaker's turn, or a run of words.
    """

    left: int
    right: int
    score: float
    alike: bool


Group = tuple[tuple[int, ...], float | None]


def pairs(facts: Sequence[Fact], homes: Sequence[frozenset[str]] | None = None) -> list[Pair]:
    """The scored pairs of facts that share telling words, best first; ties by place. Facts of overlapping places never pair.

    `homes`: the ids of all articles that print the words of each fact, where these are more than its own.
    """
    homes = homes or [frozenset({fact.article.id}) for fact in facts]
    weights = key_weights(facts)
    ready = profiles(facts, weights)
    order = _order(facts)
    found = [
        score(left, right, ready, weights, WITHIN if of_one_article(homes[left], homes[right]) else 1.0)
        for left, right in _candidates(facts, order)
        if not _overlapping(facts[left], facts[right])
    ]
    _add_company(found, homes, order)
    _part(found, facts)
    _sort(found, order)
    _weigh(found, homes)
    return found


def _sort(found: list[Pair], order: Sequence[int]) -> None:
    found.sort(key=lambda p: (order[p.left], order[p.right]))
    found.sort(key=lambda p: p.score, reverse=True)


def _weigh(found: list[Pair], homes: Sequence[frozenset[str]]) -> None:
    """Raises or lowers all scores, in place, by how far the story's facts hold together."""
    edges = (
        (pair.left, pair.right)
        for pair in takewhile(lambda p: p.score >= EDGE, found)
        if not of_one_article(homes[pair.left], homes[pair.right])
    )
    share = cohesion(edges, homes)
    for at, pair in enumerate(found):
        found[at] = Pair(pair.left, pair.right, min(1.0, share * pair.score), pair.alike)


def _order(facts: Sequence[Fact]) -> list[int]:
    """The place of each fact in the order of articles and of their text; several things told at one place have one."""
    known = {order: n for n, order in enumerate(sorted({fact.order for fact in facts}))}
    return [known[fact.order] for fact in facts]


def score(left: int, right: int, ready: Sequence[Profile], weights: Weights, share: float = 1.0) -> Pair:
    """The score of two profiles (by index), at most 1; `share` of it counts."""
    both = meeting(ready[left], ready[right], weights)
    given = reasons(both)
    total = share * min(1.0, sum(given.values()))
    if not _told_enough(both.left, both.right):
        total *= 0.5
    return Pair(left, right, total, _alike(given))


def reasons(both: Meeting) -> Mapping[str, float]:
    """What each feature gives two profiles, by its name, where it gives anything: why they have their score."""
    return {name: weight * value for name, (feature, weight) in FEATURES.items() if (value := feature(both)) > 0}


def _alike(given: Mapping[str, float]) -> bool:
    same_words = given.get("words", 0.0) >= LEAST_ALIKE * FEATURES["words"][1]
    one_speaker = given.get("speaker", 0.0) >= FEATURES["speaker"][1] / 2
    return same_words or one_speaker or not given.keys().isdisjoint(("answer", "run", "sums"))


def _told_enough(one: Profile, other: Profile) -> bool:
    return len(one.keys & other.keys) + bool(one.cue & other.cue) >= LEAST_SHARED or one.own == other.own


def _add_company(found: list[Pair], homes: Sequence[frozenset[str]], order: Sequence[int]) -> None:
    """Adds to the pairs, in place, what third facts give: those of other articles that say the same as both."""
    near: dict[int, list[Pair]] = defaultdict(list)
    for pair in found:
        if pair.score >= NEAR and not of_one_article(homes[pair.left], homes[pair.right]):
            near[pair.left].append(pair)
            near[pair.right].append(pair)
    kept = {n: _nearest(n, near[n], order) for n in near}
    sums = {n: 1 + sum(of.values()) for n, of in kept.items()}
    for at, pair in enumerate(found):
        if pair.left in kept and pair.right in kept:
            found[at] = _accompanied(pair, kept, sums)


def _nearest(fact: int, pairs: Iterable[Pair], order: Sequence[int]) -> dict[int, float]:
    """The facts that are nearest to one, with their scores."""
    others = ((pair.left if pair.right == fact else pair.right, pair.score) for pair in pairs)
    return dict(nsmallest(MOST_NEAR, others, key=lambda one: (-one[1], order[one[0]])))


def _accompanied(pair: Pair, near: Mapping[int, Mapping[int, float]], sums: Mapping[int, float]) -> Pair:
    left, right = near[pair.left], near[pair.right]
    thirds = sorted(left[n] * right[n] for n in left.keys() & right.keys())
    if not thirds:
        return pair
    company = COMPANY * sum(thirds) / sqrt(sums[pair.left] * sums[pair.right])
    return Pair(pair.left, pair.right, min(1.0, pair.score + company), pair.alike or company >= LEAST_COMPANY)


def _part(found: list[Pair], facts: Sequence[Fact]) -> None:
    """Takes all score from the pairs, in place, that tell of persons told apart."""
    persons = Undergoers(facts)
    signatures = persons.signatures()
    for at, pair in enumerate(found):
        if persons.are_apart(signatures[pair.left], signatures[pair.right]):
            found[at] = Pair(pair.left, pair.right, 0.0, False)


def _overlapping(left: Fact, right: Fact) -> bool:
    """Whether two facts are of one statement, or share words (a speech and the one nested in it)."""
    if left.article.id != right.article.id:
        return False
    a, b = left.statement.span, right.statement.span
    return a.start < b.end and b.start < a.end


def _candidates(facts: Sequence[Fact], order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs in which two of the rarest words of one stand in the other too; one is enough where either is short."""
    if len({fact.article.id for fact in facts}) < 2:
        return
    keys = [all_keys(fact) for fact in facts]
    postings: dict[str, list[int]] = defaultdict(list)
    for number, of in enumerate(keys):
        for key in of:
            postings[key].append(number)
    short = [len(fact.keys) <= SHORT for fact in facts]
    found = [array("i") for _ in facts]
    for number, of in enumerate(keys):
        near = Counter(chain.from_iterable(postings[key] for key in _telling(of, postings)))
        del near[number]
        likely = [n for n, shared in near.items() if shared > 1 or short[n] or short[number]]
        likely.sort(key=lambda n: near[n] * -len(facts) + order[n])
        for other in likely[:MOST_CANDIDATES]:
            found[min(number, other)].append(max(number, other))
    for number, others in enumerate(found):
        yield from ((number, other) for other in sorted({*others}))


def _telling(keys: frozenset[str], postings: Mapping[str, Sequence[int]]) -> list[str]:
    """The rarest of a fact's keys, until they have led to `MOST_LOOKED_UP` others."""
    ordered = sorted((len(postings[key]), key) for key in keys)
    found: list[str] = []
    looked_up = 0
    for count, key in ordered:
        looked_up += count
        if count > MOST_POSTINGS or looked_up > MOST_LOOKED_UP:
            break
        found.append(key)
    return found


def groups(facts: Sequence[Fact], join: float) -> list[Group]:
    """The facts in groups that say the same, each with its mean score (`None` for one alone), in the order of the facts.

    Facts of the same words are one from the start, however many reports print them; the others join by average linkage.
    """
    copies: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        copies[fact.wording].append(number)
    units = list(copies.values())
    first = [facts[unit[0]] for unit in units]
    homes = [frozenset(facts[n].article.id for n in unit) for unit in units]
    joined = linked(first, pairs(first, homes), join)
    found = [(tuple(sorted(n for u in group for n in units[u])), score) for group, score in joined]
    return sorted(((g, 1.0 if s is None and len(g) > 1 else s) for g, s in found), key=lambda one: one[0])


def linked(facts: Sequence[Fact], scored: Sequence[Pair], join: float) -> list[Group]:
    """Groups by average linkage, best pairs first: a pair of `join` or more makes two groups one, where all pairs across
    them have enough of `join` on average (`LOOSE`)."""
    links = _Links(facts, scored)
    for pair in scored:
        if pair.score < join:
            break
        left, right = links.home[pair.left], links.home[pair.right]
        if left != right and pair.alike and links.mean(left, right) >= links.least(left, right) * join:
            links.merge(left, right)
    more = _guests(facts, links, scored, join)
    found = [(tuple(sorted((*members, *more.get(group, ())))), links.inner(group)) for group, members in links.groups.items()]
    return sorted(_second_homes(found, scored, join, [f.article.id for f in facts]))


def _guests(facts: Sequence[Fact], links: "_Links", scored: Sequence[Pair], join: float) -> Mapping[int, list[int]]:
    """Of groups the facts of others that say this too: as near to all members as a join asks, and to two of them directly."""
    near = Counter(side for pair in scored if pair.alike and pair.score >= join for side in _across(links, pair))
    total = {side: 0.0 for side, count in near.items() if count >= LEAST_HOSTS}
    for pair in scored:
        for side in _across(links, pair):
            if side in total:
                total[side] += pair.score
    means = {(fact, at): sum_ / len(links.groups[at]) for (fact, at), sum_ in total.items()}
    best: dict[int, int] = {}
    enough = [side for side in means if means[side] >= join]
    first = {at: min(facts[n].order for n in links.groups[at]) for _, at in enough}
    for fact, at in sorted(enough, key=lambda side: (-means[side], first[side[1]])):
        best.setdefault(fact, at)
    found: dict[int, list[int]] = defaultdict(list)
    for fact, at in best.items():
        found[at].append(fact)
    return found


def _across(links: "_Links", pair: Pair) -> Iterator[tuple[int, int]]:
    """Each fact of a pair with the group of the other, where these are two groups."""
    left, right = links.home[pair.left], links.home[pair.right]
    if left != right:
        yield pair.left, right
        yield pair.right, left


def _second_homes(found: Sequence[Group], scored: Sequence[Pair], join: float, homes: Sequence[str]) -> list[Group]:
    """The groups; a fact left alone stands once more with the one that is nearest to it, where that says other things too."""
    alone = {group[0] for group, _ in found if len(group) == 1}
    best: dict[int, Pair] = {}
    for pair in scored:
        if pair.score >= join and pair.alike and homes[pair.left] != homes[pair.right]:
            for n in (pair.left, pair.right):
                if n in alone and n not in best:
                    best[n] = pair
    kept = [one for one in found if len(one[0]) > 1 or one[0][0] not in best]
    return [*kept, *dict.fromkeys(((p.left, p.right), p.score) for p in best.values())]


class _Links:
    """Groups of facts and the sums of the scores between them, kept up so that a mean costs one look-up."""

    def __init__(self, facts: Sequence[Fact], scored: Sequence[Pair]) -> None:
        self.home = list(range(len(facts)))
        self.groups = {number: [number] for number in self.home}
        self._sums: dict[int, dict[int, float]] = {number: {} for number in self.home}
        self._inside = [0.0] * len(facts)
        self._persons = Undergoers(facts)
        self._told = [Counter([signature] if signature else []) for signature in self._persons.signatures()]
        for pair in scored:
            self._sums[pair.left][pair.right] = self._sums[pair.right][pair.left] = pair.score

    def mean(self, left: int, right: int) -> float:
        """The mean score of all pairs across two groups; one never scored counts nothing, persons told apart count against it."""
        total = self._sums[left].get(right, 0.0) - APART * self._apart(left, right)
        return total / (len(self.groups[left]) * len(self.groups[right]))

    def _apart(self, left: int, right: int) -> int:
        """How many pairs across two groups tell of persons told apart."""
        return sum(
            of_left * of_right
            for one, of_left in self._told[left].items()
            for other, of_right in self._told[right].items()
            if self._persons.are_apart(one, other)
        )

    def least(self, left: int, right: int) -> float:
        """Of the join score, what the mean across two groups must be: less, the more pairs it is the mean of."""
        return min(1.0, LOOSE + FEW / (len(self.groups[left]) * len(self.groups[right])))

    def inner(self, group: int) -> float | None:
        """The mean score of all pairs within a group; `None` for one alone."""
        size = len(self.groups[group])
        return 2 * self._inside[group] / (size * (size - 1)) if size > 1 else None

    def merge(self, left: int, right: int) -> None:
        """Makes two groups one: the smaller goes into the larger."""
        if len(self._sums[left]) < len(self._sums[right]):
            left, right = right, left
        self._inside[left] = self._inside[left] + self._inside[right] + self._sums[left].get(right, 0.0)
        for number in self.groups[right]:
            self.home[number] = left
        self.groups[left] += self.groups.pop(right)
        self._told[left] += self._told[right]
        for other, total in self._sums.pop(right).items():
            del self._sums[other][right]
            if other != left:
                joined = self._sums[left].get(other, 0.0) + total
                self._sums[left][other] = self._sums[other][left] = joined


def with_nested(facts: Sequence[Fact], grouped: Sequence[Group]) -> list[Group]:
    """Groups in which what somebody says of his own belief (`he said he believed that …`) stands with what he said."""
    home = {number: at for at, (group, _) in enumerate(grouped) for number in group}
    outer = {fact.id: number for number, fact in reversed(list(enumerate(facts)))}
    parents = {group[0]: outer.get(facts[group[0]].statement.parent or "") for group, _ in grouped if len(group) == 1}
    within = {
        number: parent
        for number, parent in parents.items()
        if parent is not None and speaker_key(facts[parent]) == speaker_key(facts[number]) is not None
    }
    moved: dict[int, list[int]] = defaultdict(list)
    for number in within:
        moved[home[_outermost(number, within)]].append(number)
    return [
        (tuple(sorted((*group, *moved[at]))), score)
        for at, (group, score) in enumerate(grouped)
        if not (len(group) == 1 and group[0] in within)
    ]


def _outermost(number: int, within: Mapping[int, int]) -> int:
    """What a nested fact stands in at last: the first around it that does not stand in another."""
    while number in within:
        number = within[number]
    return number
