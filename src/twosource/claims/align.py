"""Which statements say the same: pairs scored by named features, then joined into groups.

A pair's score is the weighted sum of features between 0 and 1; each keeps its name, so that a join can be explained.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from twosource.claims.facts import Fact, words_of
from twosource.lexicon.words import stop_words

MOST_POSTINGS = 400  # a word of more statements than this finds no candidates: it would pair everything with everything
WHOLE = 1000  # a word's full weight
ENOUGH = 5 * WHOLE  # shared weight that counts in full: about five rare words; the only value tried
LEAST_ALIKE = 0.18  # of all words of two statements: the wrong joins of the two real reports, long sentences, shared 0.12 to 0.16
RUN = 6  # words in a row: fewer recur by chance in two accounts of one event
COMMON = 0.25  # of a word's weight, what is left when every fact of the story holds it
WITHIN = 0.6  # of a pair's score, what counts inside one article: reports seldom say a thing twice
# Of the join score, what two groups must have on average; swept 0.6 to 1 on gold/align_ecb: 1 loses a fifth of recall.
LOOSE = 0.7
LEAST_SHARED = 2  # content words: one alone, even a name, is what two statements are about, not what they say of it
SHORT = 4  # content words: a fact of so few is a candidate by a single one
MOST_CANDIDATES = 250  # others that a fact is scored against, those that share most: as many as 200 reports of one story give
RAREST = 12  # candidate words a statement, rarest first


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts (by index) of different articles, with the score of their saying the same and what gave it."""

    left: int
    right: int
    score: float
    features: Mapping[str, float]

    @property
    def alike(self) -> bool:
        """Whether more than a common subject joins them: much of their words, one speaker's turn, or a run of words."""
        given = self.features
        same_words = given.get("words", 0.0) >= LEAST_ALIKE * FEATURES["words"][1]
        return same_words or "answer" in given or "run" in given or given.get("speaker", 0.0) >= FEATURES["speaker"][1] / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A fact as the features see it, with all that does not depend on the other fact worked out once.

    Weights are whole thousandths, so that a sum does not depend on the order of its terms.
    """

    keys: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    predicates: frozenset[str]
    speaker: str | None
    denies: bool
    cue: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    weight: int


Group = tuple[tuple[int, ...], float | None]
Weights = Mapping[str, int]
Feature = Callable[[Profile, Profile, Weights], float]


def _words(left: Profile, right: Profile, weights: Weights) -> float:
    """The weight of the shared words in that of all words of both."""
    shared = _weight(left.keys & right.keys, weights)
    return shared / (left.weight + right.weight - shared) if shared else 0.0


def _containment(left: Profile, right: Profile, weights: Weights) -> float:
    """The weight of the shared words in that of the shorter statement; short ones prove little."""
    return _weight(left.keys & right.keys, weights) / max(min(left.weight, right.weight), SHORT * WHOLE)


def _shared(left: Profile, right: Profile, weights: Weights) -> float:
    """The weight of the shared words, however long the statements are; `ENOUGH` of it counts in full."""
    return min(1.0, _weight(left.keys & right.keys, weights) / ENOUGH)


def _numbers(left: Profile, right: Profile, weights: Weights) -> float:
    """The weight of the shared numbers in that of all numbers of both."""
    return _share(left.numbers, right.numbers, weights)


def _predicates(left: Profile, right: Profile, weights: Weights) -> float:
    """The share of event classes in common."""
    del weights
    both = left.predicates | right.predicates
    return len(left.predicates & right.predicates) / len(both) if both else 0.0


def _speaker(left: Profile, right: Profile, weights: Weights) -> float:
    """The same speaker: telling where that one hardly speaks elsewhere in the story."""
    return weights[left.speaker] / WHOLE if left.speaker and left.speaker == right.speaker else 0.0


def _answer(left: Profile, right: Profile, weights: Weights) -> float:
    """One speaker rejects something of one and the same party, in the same words or in others."""
    del weights
    if not (left.denies and right.denies and left.speaker == right.speaker and left.names & right.names):
        return 0.0
    return 1.0 if left.cue & right.cue else 0.5


def _run(left: Profile, right: Profile, weights: Weights) -> float:
    """How many runs of `RUN` words they share, three counting in full: the mark of one quotation, or of one copy."""
    del weights
    return min(1.0, len(left.runs & right.runs) / 3)


# A logistic regression over the 9,909 pairs of gold/align_ecb (5-fold by story) gave nearly all to `shared` (5.4), then
# `containment` (2.0), `predicates` (1.2) and `words` (0.3): area under ROC 0.842. Names and numbers, being among the words,
# got 0. Rounded, with more for `words` so that long sentences do not join by what they are about, it is 0.849; before `shared`
# it was 0.828. `run` got 0 too, and `speaker` and `answer` were not measured there: that set tells neither speakers nor copies
# apart, and these three are for quotations.
FEATURES: Mapping[str, tuple[Feature, float]] = {
    "shared": (_shared, 0.40),
    "words": (_words, 0.30),
    "containment": (_containment, 0.10),
    "predicates": (_predicates, 0.10),
    "numbers": (_numbers, 0.05),
    "speaker": (_speaker, 0.10),
    "answer": (_answer, 0.22),
    "run": (_run, 0.15),
}


def profiles(facts: Sequence[Fact], weights: Weights) -> list[Profile]:
    """The profile of each fact, in the same order."""
    return [_profile(fact, weights) for fact in facts]


def _profile(fact: Fact, weights: Weights) -> Profile:
    attribution = fact.statement.attribution
    cue = words_of(attribution.cue) if attribution and attribution.cue else ()
    lower = [w.lower for w in fact.words]
    return Profile(
        keys=fact.keys,
        names=fact.keys_of("name"),
        numbers=fact.keys_of("number"),
        predicates=fact.predicates,
        speaker=speaker_key(fact),
        denies=fact.statement.stance == "denies",
        cue=frozenset(w.key for w in cue if w.lower not in stop_words()),
        runs=frozenset(tuple(lower[n : n + RUN]) for n in range(len(lower) - RUN + 1)),
        weight=_weight(fact.keys, weights),
    )


def speaker_key(fact: Fact) -> str | None:
    """The key of a fact's speaker, `None` where there is none."""
    attribution = fact.statement.attribution
    return f"speaker:{attribution.speaker.lower()}" if attribution and attribution.speaker else None


def key_weights(facts: Sequence[Fact]) -> Weights:
    """Names and numbers weigh more than words, what few facts of the story hold more than what many do; speakers likewise."""
    counts = Counter(key for fact in facts for key in fact.keys)
    said = Counter(key for fact in facts for key in [speaker_key(fact)] if key)
    whole = log(max(len(facts), 2))
    words = {key: round(_kind_weight(key) * (COMMON + (1 - COMMON) * log(len(facts) / n) / whole)) for key, n in counts.items()}
    return words | {key: min(WHOLE, 2 * WHOLE // count) for key, count in said.items()}


def _kind_weight(key: str) -> float:
    return 1.3 * WHOLE if key.startswith(("name:", "number:")) else WHOLE


def _weight(keys: Iterable[str], weights: Weights) -> int:
    return sum(weights[key] for key in keys)


def _share(left: frozenset[str], right: frozenset[str], weights: Weights) -> float:
    shared = left & right
    return _weight(shared, weights) / _weight(left | right, weights) if shared else 0.0


def pairs(facts: Sequence[Fact]) -> list[Pair]:
    """The scored pairs of facts that share a telling word, best first; ties by place. Facts of overlapping places never pair."""
    weights = key_weights(facts)
    ready = profiles(facts, weights)
    found = [
        score(left, right, ready, weights, WITHIN if facts[left].article.id == facts[right].article.id else 1.0)
        for left, right in _candidates(facts)
        if not _overlapping(facts[left], facts[right])
    ]
    return sorted(found, key=lambda p: (-p.score, facts[p.left].order, facts[p.right].order))


def score(left: int, right: int, ready: Sequence[Profile], weights: Weights, share: float = 1.0) -> Pair:
    """The score of two profiles (by index), at most 1, with what each feature gave; `share` of it counts."""
    one, other = ready[left], ready[right]
    given = {name: weight * feature(one, other, weights) for name, (feature, weight) in FEATURES.items()}
    total = share * min(1.0, sum(given.values()))
    if len(one.keys & other.keys) + bool(one.cue & other.cue) < LEAST_SHARED and one.keys != other.keys:
        total *= 0.5
    return Pair(left, right, total, {name: value for name, value in given.items() if value > 0})


def _overlapping(left: Fact, right: Fact) -> bool:
    """Whether two facts are of one statement, or share words (a speech and the one nested in it)."""
    a, b = left.statement.span, right.statement.span
    return left.article.id == right.article.id and a.start < b.end and b.start < a.end


def _candidates(facts: Sequence[Fact]) -> list[tuple[int, int]]:
    """Pairs in which two of the rarest words of one stand in the other too; one is enough where either is short."""
    if len({fact.article.id for fact in facts}) < 2:
        return []
    postings: dict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for key in fact.keys:
            postings[key].append(number)
    found: set[tuple[int, int]] = set()
    for number, fact in enumerate(facts):
        telling = sorted((len(postings[key]), key) for key in fact.keys)[:RAREST]
        near = Counter(other for count, key in telling if count <= MOST_POSTINGS for other in postings[key] if other != number)
        likely = [n for n, shared in near.items() if shared > 1 or min(len(fact.keys), len(facts[n].keys)) <= SHORT]
        likely.sort(key=lambda n: (-near[n], n))
        found.update((min(number, other), max(number, other)) for other in likely[:MOST_CANDIDATES])
    return sorted(found)


def groups(facts: Sequence[Fact], join: float) -> list[Group]:
    """The facts in groups that say the same, each with its mean score (`None` for one alone), in the order of the facts.

    Facts of the same words are one from the start, however many reports print them; the others join by average linkage.
    """
    copies: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        copies[fact.wording].append(number)
    units = list(copies.values())
    first = [facts[unit[0]] for unit in units]
    joined = linked(first, pairs(first), join)
    found = [(tuple(sorted(n for u in group for n in units[u])), score) for group, score in joined]
    return sorted(((g, 1.0 if s is None and len(g) > 1 else s) for g, s in found), key=lambda one: one[0])


def linked(facts: Sequence[Fact], scored: Sequence[Pair], join: float) -> list[Group]:
    """Groups by average linkage, best pairs first: a pair of `join` or more makes two groups one, where all pairs across
    them have at least `LOOSE` of `join` on average."""
    links = _Links(len(facts), scored)
    for pair in scored:
        if pair.score < join:
            break
        left, right = links.home[pair.left], links.home[pair.right]
        if left != right and pair.alike and links.mean(left, right) >= LOOSE * join:
            links.merge(left, right)
    return sorted((tuple(sorted(members)), links.inner(group)) for group, members in links.groups.items())


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
