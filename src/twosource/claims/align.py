"""Which statements say the same: pairs scored by named features, then joined into groups.

A pair's score is the weighted sum of features between 0 and 1; each keeps its name, so that a join can be explained.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.claims.facts import Fact

MOST_POSTINGS = 400  # a word of more statements than this finds no candidates: it would pair everything with everything
RAREST = 12  # candidate words a statement, rarest first


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts (by index) of different articles, with the score of their saying the same and what gave it."""

    left: int
    right: int
    score: float
    features: Mapping[str, float]


Feature = Callable[[Fact, Fact, Mapping[str, float]], float]


def _overlap(left: Fact, right: Fact, weights: Mapping[str, float]) -> float:
    """The weight of the shared words in that of all words of both."""
    both = left.keys | right.keys
    return _weight(left.keys & right.keys, weights) / _weight(both, weights) if both else 0.0


def _containment(left: Fact, right: Fact, weights: Mapping[str, float]) -> float:
    """The weight of the shared words in that of the shorter statement; short ones prove little."""
    least = min(_weight(left.keys, weights), _weight(right.keys, weights))
    return _weight(left.keys & right.keys, weights) / max(least, 4.0)


def _names(left: Fact, right: Fact, weights: Mapping[str, float]) -> float:
    shared, both = left.keys_of("name") & right.keys_of("name"), left.keys_of("name") | right.keys_of("name")
    return _weight(shared, weights) / _weight(both, weights) if both else 0.0


def _numbers(left: Fact, right: Fact, weights: Mapping[str, float]) -> float:
    shared, both = left.keys_of("number") & right.keys_of("number"), left.keys_of("number") | right.keys_of("number")
    return _weight(shared, weights) / _weight(both, weights) if both else 0.0


def _predicates(left: Fact, right: Fact, weights: Mapping[str, float]) -> float:
    del weights
    both = left.predicates | right.predicates
    return len(left.predicates & right.predicates) / len(both) if both else 0.0


def _speaker(left: Fact, right: Fact, weights: Mapping[str, float]) -> float:
    del weights
    speakers = [f.statement.attribution.speaker if f.statement.attribution else None for f in (left, right)]
    return 1.0 if speakers[0] and speakers[0] == speakers[1] else 0.0


def _run(left: Fact, right: Fact, weights: Mapping[str, float]) -> float:
    """How much of six words in a row they share: the mark of one quotation, or of one copy."""
    del weights
    grams = [{tuple(w.lower for w in f.words[i : i + 6]) for i in range(len(f.words) - 5)} for f in (left, right)]
    return min(1.0, len(grams[0] & grams[1]) / 3)


# Set by hand on the dev part of align_ecb and the two real reports; a logistic regression over the same features ranked
# pairs no better (area under ROC within 0.005).
FEATURES: Mapping[str, tuple[Feature, float]] = {
    "words": (_overlap, 0.50),
    "containment": (_containment, 0.20),
    "names": (_names, 0.06),
    "numbers": (_numbers, 0.10),
    "predicates": (_predicates, 0.10),
    "speaker": (_speaker, 0.04),
    "run": (_run, 0.15),
}


def pairs(facts: Sequence[Fact]) -> list[Pair]:
    """The scored pairs of facts that share a telling word, best first; ties by id. Facts of overlapping places never pair."""
    weights = _weights(facts)
    found = [score(facts, *both, weights) for both in _candidates(facts) if not _overlapping(facts[both[0]], facts[both[1]])]
    return sorted(found, key=lambda p: (-p.score, facts[p.left].order, facts[p.right].order))


def score(facts: Sequence[Fact], left: int, right: int, weights: Mapping[str, float]) -> Pair:
    """The score of two facts, at most 1, with what each feature gave."""
    given = {name: weight * feature(facts[left], facts[right], weights) for name, (feature, weight) in FEATURES.items()}
    return Pair(left, right, min(1.0, sum(given.values())), {name: value for name, value in given.items() if value > 0})


def _overlapping(left: Fact, right: Fact) -> bool:
    """Whether two facts are of one statement, or share words (a speech and the one nested in it)."""
    a, b = left.statement.span, right.statement.span
    return left.article.id == right.article.id and a.start < b.end and b.start < a.end


def _weight(keys: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[key] for key in sorted(keys))


def _weights(facts: Sequence[Fact]) -> dict[str, float]:
    """Names and numbers weigh more than words; what nearly every statement of the story holds weighs a little less."""
    counts = Counter(key for fact in facts for key in fact.keys)
    return {key: _kind_weight(key) * (1 - 0.4 * count / len(facts)) for key, count in counts.items()}


def _kind_weight(key: str) -> float:
    return 1.3 if key.startswith(("name:", "number:")) else 1.0


def _candidates(facts: Sequence[Fact]) -> list[tuple[int, int]]:
    """Pairs in which the rarest words of one stand in the other too."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for key in fact.keys:
            postings[key].append(number)
    found: set[tuple[int, int]] = set()
    for number, fact in enumerate(facts):
        telling = sorted((len(postings[key]), key) for key in fact.keys)[:RAREST]
        near = {other for count, key in telling if count <= MOST_POSTINGS for other in postings[key] if other != number}
        found.update((min(number, other), max(number, other)) for other in near)
    return sorted(found)


def groups(facts: Sequence[Fact], scored: Sequence[Pair], join: float) -> list[tuple[tuple[int, ...], float | None]]:
    """The facts in groups that say the same, each with its mean score (`None` for one alone), in the order of the facts.

    Average linkage: two groups become one while the mean score across them is `join` or more.
    """
    score_of = {(p.left, p.right): p.score for p in scored}
    group_of: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(facts))}
    for pair in scored:
        if pair.score < join:
            break
        left, right = group_of[pair.left], group_of[pair.right]
        if left is not right and _mean(left, right, score_of) >= join:
            both = tuple(sorted(left + right))
            group_of.update(dict.fromkeys(both, both))
    distinct = sorted(set(group_of.values()))
    return [(group, _inner(group, score_of)) for group in distinct]


def _mean(left: Sequence[int], right: Sequence[int], score_of: Mapping[tuple[int, int], float]) -> float:
    total = sum(score_of.get((min(a, b), max(a, b)), 0.0) for a in left for b in right)
    return total / (len(left) * len(right))


def _inner(group: Sequence[int], score_of: Mapping[tuple[int, int], float]) -> float | None:
    inner = [score_of.get(both, 0.0) for both in combinations(group, 2)]
    return sum(inner) / len(inner) if inner else None
