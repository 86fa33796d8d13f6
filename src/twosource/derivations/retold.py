"""Sentences that two reports tell in other words, in the same order: half of what outlets take from a wire is reworded.

Sentences are compared by their content words, whatever their endings and however numbers are written, rare ones weighing more;
candidates come from an index of the rarer words.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from twosource.derivations.passages import Pair, Passage, Run
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import Vocabulary, Words
from twosource.lexicon import table
from twosource.lexicon.words import stop_words

_COMMON = 40  # sentences: a word of more than these finds no candidates, it only weighs in
_LEAST_WORDS = 5  # content words of a sentence worth comparing
_LEAST_SHARED = 4
_ENDINGS = ("'s", "ing", "ies", "ed", "es", "s", "y", "e")
_BACKGROUND = 50  # sentences not given, in which no word of these stands: keeps two short reports from weighing everything 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report: its number there, its words `[first, end)` and its content words."""

    report: str
    number: int
    run: Run
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences of two reports: the weight of the words they share, in that of the shorter one's (`likeness`) and in that of
    all of both (`overlap`)."""

    likeness: float
    overlap: float
    a: Sentence
    b: Sentence


@dataclass(frozen=True, slots=True)
class Retelling:
    """The sentences that one report tells in other words, in both, with their likeness; `whole`: they make so much of the shorter
    one that it is a rewrite. Less shows no more than that both may have had the same before them."""

    sentences: tuple[tuple[Passage, float], ...]
    whole: bool


def retold(words: Mapping[str, Words], vocabulary: Vocabulary, settings: DerivationSettings) -> dict[Pair, Retelling]:
    """For each pair of reports of which one retells a part of the other in its order: which sentences."""
    content = _content(vocabulary)
    short = [key for key in sorted(words) if words[key].own <= settings.retold_words]
    sentences = [sentence for key in short for sentence in _sentences(key, words[key], content)]
    spread = Counter(word for sentence in sentences for word in sentence.content)
    rarity = {word: math.log((len(sentences) + _BACKGROUND) / n) for word, n in spread.items()}
    matches: dict[Pair, list[Match]] = {}
    for a, b in _candidates(sentences, spread):
        match = _match(a, b, rarity)
        if match and match.likeness >= settings.retold_likeness:
            matches.setdefault((a.report, b.report), []).append(match)
    sizes = Counter(sentence.report for sentence in sentences)
    found = {pair: _in_order(matches[pair], min(sizes[key] for key in pair), settings) for pair in sorted(matches)}
    return {pair: retelling for pair, retelling in found.items() if retelling}


def _content(vocabulary: Vocabulary) -> dict[int, int]:
    """What each word but stop words counts as: the first number of those that are forms of it."""
    stop, first = stop_words(), dict[str, int]()
    return {key: first.setdefault(_base(word), key) for word, key in vocabulary.items() if word not in stop}


def _base(word: str) -> str:
    """A word without its endings, and a small number in digits.

    >>> [_base(word) for word in ("derailed", "derails", "derailing", "stopped", "stop", "twelve")]
    ['derail', 'derail', 'derail', 'stop', 'stop', '12']
    """
    if word in _numerals():
        return _numerals()[word]
    bare = next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) >= len(end) + 4), word)
    return bare[:-1] if len(bare) > 4 and bare[-1] == bare[-2] and not bare[-1].isdigit() else bare


@cache
def _numerals() -> dict[str, str]:
    numerals = table("numerals")
    return {word: str(value) for part in ("ones", "teens", "tens") for word, value in numerals[part].items()}


def _sentences(key: str, words: Words, content: Mapping[int, int]) -> Iterator[Sentence]:
    first, number = 0, 0
    for n in range(1, len(words.keys) + 1):
        if n < len(words.keys) and not _ends(words, n):
            continue
        found = tuple(sorted({content[word] for word in words.keys[first:n] if word in content}))
        if len(found) >= _LEAST_WORDS:
            yield Sentence(key, number, (first, n), found)
            number += 1
        first = n


def _ends(words: Words, n: int) -> bool:
    """Whether a sentence ends before the n-th word: enough for comparing, where a wrong end costs little."""
    between = words.article.text[words.ends[n - 1] : words.starts[n]]
    return any(mark in between for mark in ".!?\n")


def _candidates(sentences: Sequence[Sentence], spread: Mapping[int, int]) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of sentences of two reports that share at least two of the rarer words."""
    index: dict[int, list[int]] = {}
    for b, sentence in enumerate(sentences):
        shared: Counter[int] = Counter()
        for word in sentence.content:
            if spread[word] <= _COMMON:
                known = index.setdefault(word, [])
                shared.update(a for a in known if sentences[a].report != sentence.report)
                known.append(b)
        yield from ((sentences[a], sentence) for a, count in sorted(shared.items()) if count > 1)


def _match(a: Sentence, b: Sentence, rarity: Mapping[int, float]) -> Match | None:
    """How much two sentences share; nothing where it is too few words."""
    shared = sorted(set(a.content) & set(b.content))
    if len(shared) < _LEAST_SHARED:
        return None
    common = sum(rarity[word] for word in shared)
    one, other = (sum(rarity[word] for word in sentence.content) for sentence in (a, b))
    return Match(common / min(one, other), common / (one + other - common), a, b)


def _in_order(matches: Sequence[Match], size: int, settings: DerivationSettings) -> Retelling | None:
    """The best match of every sentence, if enough of them come in the same order; else nothing."""
    taken: dict[int, Match] = {}
    used: set[int] = set()
    for match in sorted(matches, key=lambda m: (-m.likeness, m.a.number, m.b.number)):
        if match.a.number not in taken and match.b.number not in used:
            taken[match.a.number] = match
            used.add(match.b.number)
    best = [taken[number] for number in sorted(taken)]
    ordered = _longest_rise([match.b.number for match in best])
    few = len(best) < max(settings.retold_sentences, settings.hint_share * size)
    if few or ordered < settings.retold_order * len(best):
        return None
    entire = ordered == len(best) >= size  # however short: a report of which every sentence is told in the same order
    overlap = sum(match.overlap for match in best)
    much = entire or (len(best) >= settings.retold_share * size and overlap >= settings.retold_overlap)
    return Retelling(tuple((Passage(*match.a.run, *match.b.run), match.likeness) for match in best), much)


def _longest_rise(numbers: Sequence[int]) -> int:
    """The length of the longest rising run that is left when others are struck out.

    >>> _longest_rise([3, 1, 2, 5, 4])
    3
    """
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(ends)
