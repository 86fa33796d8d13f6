"""What two facts have in common: named features between 0 and 1, and the weights of words, names, ideas and speakers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import NamedTuple

from twosource.claims.counted import sums
from twosource.claims.facts import Fact, stem, words_of
from twosource.lexicon.ideas import ideas
from twosource.lexicon.words import stop_words

WHOLE = 1000  # a word's full weight
NAMED = 1.3  # of a word's weight, that of a name or a number
IDEA = 0.5  # of a word's weight, what its idea adds: who uses the same word for it shares both, who uses another shares this
ENOUGH = 5 * WHOLE  # shared weight that counts in full: about five rare words
RUN = 6  # words in a row: fewer recur by chance in two accounts of one event
COMMON = 0.25  # of a word's weight, what is left when every fact of the story holds it
SHORT = 4  # content words: a fact of so few proves little by holding all its words in another


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A fact as the features see it, with all that does not depend on the other fact worked out once.

    `own` are the fact's keys; `keys` these with the ideas of its words and the classes of its events. Weights are whole
    thousandths, so that a sum does not depend on the order of its terms.
    """

    own: frozenset[str]
    keys: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    speaker: str | None
    denies: bool
    cue: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    sums: frozenset[str]
    weight: int


class Meeting(NamedTuple):  # made for every candidate pair: a frozen dataclass takes twice as long to make
    """Two profiles with the weight of the keys that both hold."""

    left: Profile
    right: Profile
    weights: "Weights"
    weight: int


Weights = Mapping[str, int]
Feature = Callable[[Meeting], float]


def _words(both: Meeting) -> float:
    """The weight of the shared words in that of all words of both."""
    return both.weight / (both.left.weight + both.right.weight - both.weight) if both.weight else 0.0


def _containment(both: Meeting) -> float:
    """The weight of the shared words in that of the shorter statement; short ones prove little."""
    return both.weight / max(min(both.left.weight, both.right.weight), SHORT * WHOLE)


def _shared(both: Meeting) -> float:
    """The weight of the shared words, however long the statements are; `ENOUGH` of it counts in full."""
    return min(1.0, both.weight / ENOUGH)


def _numbers(both: Meeting) -> float:
    """The weight of the shared numbers in that of all numbers of both."""
    shared = both.left.numbers & both.right.numbers
    return _weight(shared, both.weights) / _weight(both.left.numbers | both.right.numbers, both.weights) if shared else 0.0


def _speaker(both: Meeting) -> float:
    """The same speaker: telling where that one hardly speaks elsewhere in the story."""
    speaker = both.left.speaker
    return both.weights[speaker] / WHOLE if speaker and speaker == both.right.speaker else 0.0


def _answer(both: Meeting) -> float:
    """One speaker rejects something of one and the same party, in the same words or in others."""
    left, right = both.left, both.right
    if not (left.denies and right.denies and left.speaker == right.speaker and left.names & right.names):
        return 0.0
    return 1.0 if left.cue & right.cue else 0.5


def _sums(both: Meeting) -> float:
    """Whether both tell of money for one thing, or of something at one time by the clock."""
    return 1.0 if both.left.sums & both.right.sums else 0.0


def _run(both: Meeting) -> float:
    """How many runs of `RUN` words they share, three counting in full: the mark of one quotation, or of one copy."""
    return min(1.0, len(both.left.runs & both.right.runs) / 3)


# A logistic regression over the pairs of gold/align_ecb (5-fold by story) gives nearly all to `shared`, and a little to `words`
# and `containment`; `words` has more here, so that long sentences do not join by what they are about. Whether two facts have the
# same events, names of a kind or numbers adds nothing to it once they count among the keys (area under ROC 0.86 with and without;
# 0.85 without the ideas). `speaker`, `answer` and `run` are for quotations, which that set does not tell apart.
FEATURES: Mapping[str, tuple[Feature, float]] = {
    "shared": (_shared, 0.40),
    "words": (_words, 0.30),
    "containment": (_containment, 0.10),
    "numbers": (_numbers, 0.05),
    "speaker": (_speaker, 0.10),
    "answer": (_answer, 0.22),
    "run": (_run, 0.15),
    "sums": (_sums, 0.10),
}


def meeting(left: Profile, right: Profile, weights: Weights) -> Meeting:
    """Two profiles with what both hold."""
    return Meeting(left, right, weights, _weight(left.keys & right.keys, weights))


def profiles(facts: Sequence[Fact], weights: Weights) -> list[Profile]:
    """The profile of each fact, in the same order."""
    return [_profile(fact, weights) for fact in facts]


def _profile(fact: Fact, weights: Weights) -> Profile:
    attribution = fact.statement.attribution
    cue = words_of(attribution.cue) if attribution and attribution.cue else ()
    lower = [w.lower for w in fact.words]
    keys = all_keys(fact)
    return Profile(
        own=fact.keys,
        keys=keys,
        names=fact.keys_of("name"),
        numbers=fact.keys_of("number"),
        speaker=speaker_key(fact),
        denies=fact.statement.stance == "denies",
        cue=frozenset(w.key for w in cue if w.lower not in stop_words()),
        runs=frozenset(tuple(lower[n : n + RUN]) for n in range(len(lower) - RUN + 1)),
        sums=_purposes(fact),
        weight=_weight(keys, weights),
    )


def _purposes(fact: Fact) -> frozenset[str]:
    """What a fact's sums of money are for, and its times by the clock."""
    clock = (t.value.partition("T")[2] for t in fact.times if t.type == "TIME" and t.value)
    return frozenset({*(sums(fact) if fact.quantities else ()), *(f"clock:{time}" for time in clock if ":" in time)})


def all_keys(fact: Fact) -> frozenset[str]:
    """The keys of a fact, the ideas of its words, and the classes of its events."""
    known = _ideas()
    return fact.keys | {f"idea:{known[key]}" for key in fact.keys if key in known} | {f"event:{c}" for c in fact.predicates}


@cache
def _ideas() -> Mapping[str, str]:
    """The idea of each stem."""
    found: dict[str, str] = {}
    for word, idea in ideas().items():
        found.setdefault(stem(word), idea)
    return found


def speaker_key(fact: Fact) -> str | None:
    """The key of a fact's speaker, `None` where there is none."""
    attribution = fact.statement.attribution
    return f"speaker:{attribution.speaker.lower()}" if attribution and attribution.speaker else None


def key_weights(facts: Sequence[Fact]) -> Weights:
    """Names and numbers weigh more than words, what few facts of the story hold more than what many do; speakers likewise."""
    counts = Counter(key for fact in facts for key in all_keys(fact))
    said = Counter(key for fact in facts for key in [speaker_key(fact)] if key)
    whole = log(max(len(facts), 2))
    words = {key: round(_kind_weight(key) * (COMMON + (1 - COMMON) * log(len(facts) / n) / whole)) for key, n in counts.items()}
    return words | {key: min(WHOLE, 2 * WHOLE // count) for key, count in said.items()}


def _kind_weight(key: str) -> float:
    if key.startswith(("name:", "number:")):
        return NAMED * WHOLE
    return IDEA * WHOLE if key.startswith("idea:") else WHOLE


def _weight(keys: Iterable[str], weights: Weights) -> int:
    return sum(map(weights.__getitem__, keys))
