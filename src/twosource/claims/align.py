"""Which statements say the same: pairs scored by named features, then joined into groups.

A pair's score is the weighted sum of features between 0 and 1; each keeps its name, so that a join can be explained.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from twosource.claims.facts import Fact
from twosource.claims.features import FEATURES, SHORT, Profile, Weights, all_keys, key_weights, meeting, profiles, speaker_key

MOST_POSTINGS = 400  # a word of more statements than this finds no candidates: it would pair everything with everything
MOST_LOOKED_UP = 3000  # statements looked up for one, by its rarest words first: all its words in a story of a few reports
LEAST_ALIKE = 0.18  # of all words of two statements: the wrong joins of the two real reports, long sentences, shared 0.12 to 0.16
WITHIN = 0.6  # of a pair's score, what counts inside one article: reports seldom say a thing twice
# Of the join score, what two groups must have on average where they are large; `FEW` over the number of pairs comes on top, so
# that small groups, whose mean says little, need more. Swept on gold/align_ecb with 0.3 to 0.7 and 0 to 1.2: LOOSE below 0.5
# joins a third of the unlike pairs, above it a twentieth of recall goes; FEW costs nothing up to 0.8 and keeps two reports apart.
LOOSE = 0.5
FEW = 0.8
LEAST_SHARED = 2  # content words: one alone, even a name, is what two statements are about, not what they say of it
MOST_CANDIDATES = 100  # others that a fact is scored against, those that share most
NEAR = 0.2  # the score from which a third fact counts as saying the same as each of two
MOST_NEAR = 20  # third facts that are looked at, the nearest
# Weight of third facts that say the same as both. With 0.1 to 0.3 the area under ROC on gold/align_ecb goes from 0.862 to 0.865,
# but the more of it, the further stories of two reports, which have no third, fall behind the rest.
COMPANY = 0.15
LEAST_COMPANY = (
    0.02  # what third facts must give to stand for common words; swept 0.02 to 0.08: recall 0.795 to 0.775, others alike
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts (by index) of different articles, with the score of their saying the same and what gave it."""

    left: int
    right: int
    score: float
    features: Mapping[str, float]

    @property
    def alike(self) -> bool:
        """Whether more than a common subject joins them: much of their words, third facts that say the same as both, one
        speaker's turn, or a run of words."""
        given = self.features
        same_words = given.get("words", 0.0) >= LEAST_ALIKE * FEATURES["words"][1]
        in_company = given.get("company", 0.0) >= LEAST_COMPANY
        one_speaker = given.get("speaker", 0.0) >= FEATURES["speaker"][1] / 2
        return same_words or in_company or one_speaker or not given.keys().isdisjoint(("answer", "run", "sums"))


Group = tuple[tuple[int, ...], float | None]


def pairs(facts: Sequence[Fact], homes: Sequence[frozenset[str]] | None = None) -> list[Pair]:
    """The scored pairs of facts that share telling words, best first; ties by place. Facts of overlapping places never pair.

    `homes`: the ids of all articles that print the words of each fact, where these are more than its own.
    """
    homes = homes or [frozenset({fact.article.id}) for fact in facts]
    weights = key_weights(facts)
    ready = profiles(facts, weights)
    found = [
        score(left, right, ready, weights, WITHIN if len(homes[left] | homes[right]) == 1 else 1.0)
        for left, right in _candidates(facts)
        if not _overlapping(facts[left], facts[right])
    ]
    return sorted(_in_company(facts, homes, found), key=lambda p: (-p.score, facts[p.left].order, facts[p.right].order))


def score(left: int, right: int, ready: Sequence[Profile], weights: Weights, share: float = 1.0) -> Pair:
    """The score of two profiles (by index), at most 1, with what each feature gave; `share` of it counts."""
    both = meeting(ready[left], ready[right], weights)
    given = {name: weight * value for name, (feature, weight) in FEATURES.items() if (value := feature(both)) > 0}
    total = share * min(1.0, sum(given.values()))
    if not _told_enough(both.left, both.right):
        total *= 0.5
    return Pair(left, right, total, given)


def _told_enough(one: Profile, other: Profile) -> bool:
    return len(one.keys & other.keys) + bool(one.cue & other.cue) >= LEAST_SHARED or one.own == other.own


def _in_company(facts: Sequence[Fact], homes: Sequence[frozenset[str]], found: Sequence[Pair]) -> list[Pair]:
    """The pairs with what third facts add: those of other articles that say the same as both."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in found:
        if pair.score >= NEAR and len(homes[pair.left] | homes[pair.right]) > 1:
            near[pair.left][pair.right] = near[pair.right][pair.left] = pair.score
    order = {n: facts[n].order for n in near}
    kept = {n: dict(sorted(of.items(), key=lambda item: (-item[1], order[item[0]]))[:MOST_NEAR]) for n, of in near.items()}
    sums = {n: 1 + sum(of.values()) for n, of in kept.items()}
    return [_accompanied(pair, kept, sums) if pair.left in kept and pair.right in kept else pair for pair in found]


def _accompanied(pair: Pair, near: Mapping[int, Mapping[int, float]], sums: Mapping[int, float]) -> Pair:
    left, right = near[pair.left], near[pair.right]
    thirds = sorted(left[n] * right[n] for n in left.keys() & right.keys())
    if not thirds:
        return pair
    company = COMPANY * sum(thirds) / sqrt(sums[pair.left] * sums[pair.right])
    return Pair(pair.left, pair.right, min(1.0, pair.score + company), {**pair.features, "company": company})


def _overlapping(left: Fact, right: Fact) -> bool:
    """Whether two facts are of one statement, or share words (a speech and the one nested in it)."""
    a, b = left.statement.span, right.statement.span
    return left.article.id == right.article.id and a.start < b.end and b.start < a.end


def _candidates(facts: Sequence[Fact]) -> list[tuple[int, int]]:
    """Pairs in which two of the rarest words of one stand in the other too; one is enough where either is short."""
    if len({fact.article.id for fact in facts}) < 2:
        return []
    keys = [all_keys(fact) for fact in facts]
    postings: dict[str, list[int]] = defaultdict(list)
    for number, of in enumerate(keys):
        for key in of:
            postings[key].append(number)
    found: set[tuple[int, int]] = set()
    for number, of in enumerate(keys):
        near = Counter(other for key in _telling(of, postings) for other in postings[key] if other != number)
        likely = [n for n, shared in near.items() if shared > 1 or min(len(facts[number].keys), len(facts[n].keys)) <= SHORT]
        likely.sort(key=lambda n: (-near[n], facts[n].order))
        found.update((min(number, other), max(number, other)) for other in likely[:MOST_CANDIDATES])
    return sorted(found)


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
    links = _Links(len(facts), scored)
    for pair in scored:
        if pair.score < join:
            break
        left, right = links.home[pair.left], links.home[pair.right]
        if left != right and pair.alike and links.mean(left, right) >= links.least(left, right) * join:
            links.merge(left, right)
    found = [(tuple(sorted(members)), links.inner(group)) for group, members in links.groups.items()]
    return sorted(_second_homes(found, scored, join, [f.article.id for f in facts]))


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

    def __init__(self, count: int, scored: Sequence[Pair]) -> None:
        self.home = list(range(count))
        self.groups = {number: [number] for number in range(count)}
        self._sums: dict[int, dict[int, float]] = {number: {} for number in range(count)}
        self._inside = [0.0] * count
        for pair in scored:
            self._sums[pair.left][pair.right] = self._sums[pair.right][pair.left] = pair.score

    def mean(self, left: int, right: int) -> float:
        """The mean score of all pairs across two groups; a pair that was never scored counts nothing."""
        return self._sums[left].get(right, 0.0) / (len(self.groups[left]) * len(self.groups[right]))

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
        for other, total in self._sums.pop(right).items():
            del self._sums[other][right]
            if other != left:
                joined = self._sums[left].get(other, 0.0) + total
                self._sums[left][other] = self._sums[other][left] = joined


def with_nested(facts: Sequence[Fact], grouped: Sequence[Group]) -> list[Group]:
    """Groups in which what somebody says of his own belief (`he said he believed that …`) stands with what he said."""
    home = {number: at for at, (group, _) in enumerate(grouped) for number in group}
    outer = {fact.id: number for number, fact in reversed(list(enumerate(facts)))}
    moved: dict[int, list[int]] = defaultdict(list)
    for group, _ in grouped:
        number = group[0]
        parent = outer.get(facts[number].statement.parent or "")
        if len(group) == 1 and parent is not None and speaker_key(facts[parent]) == speaker_key(facts[number]) is not None:
            moved[home[parent]].append(number)
    gone = {number for numbers in moved.values() for number in numbers}
    return [
        (tuple(sorted((*group, *moved[at]))), score)
        for at, (group, score) in enumerate(grouped)
        if not (len(group) == 1 and group[0] in gone)
    ]
