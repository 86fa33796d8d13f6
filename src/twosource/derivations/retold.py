"""Sentences that two reports tell in other words, in the same order: half of what outlets take from a wire is reworded.

Sentences are compared by their content words, rare ones weighing more; candidates come from an index of the rarer words.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.derivations.passages import Pair, Passage, Run
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import Words

_COMMON = 40  # sentences: a word of more than these finds no candidates, it only weighs in
_LEAST_WORDS = 5  # content words of a sentence worth comparing
_LEAST_SHARED = 4
_BACKGROUND = 50  # sentences not given, in which no word of these stands: keeps two short reports from weighing everything 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report: its number there, its words `[first, end)` and its content words."""

    report: str
    number: int
    run: Run
    content: tuple[int, ...]


def retold(
    words: Mapping[str, Words], stop: Collection[int], settings: DerivationSettings
) -> dict[Pair, tuple[tuple[Passage, float], ...]]:
    """For each pair of reports of which one retells most of the other in its order: the sentences in both, and their likeness."""
    sentences = [s for key in sorted(words) if words[key].own <= settings.retold_words for s in _sentences(key, words[key], stop)]
    spread = Counter(word for sentence in sentences for word in sentence.content)
    rarity = {word: math.log((len(sentences) + _BACKGROUND) / n) for word, n in spread.items()}
    matches: dict[Pair, list[tuple[float, Sentence, Sentence]]] = {}
    for a, b in _candidates(sentences, spread):
        if (score := _likeness(a, b, rarity)) >= settings.retold_likeness:
            matches.setdefault((a.report, b.report), []).append((score, a, b))
    sizes = Counter(sentence.report for sentence in sentences)
    found = {pair: _in_order(matches[pair], min(sizes[key] for key in pair), settings) for pair in sorted(matches)}
    return {pair: chain for pair, chain in found.items() if chain}


def _sentences(key: str, words: Words, stop: Collection[int]) -> Iterator[Sentence]:
    first, number = 0, 0
    for n in range(1, len(words.keys) + 1):
        if n < len(words.keys) and not _ends(words, n):
            continue
        content = tuple(sorted({word for word in words.keys[first:n] if word and word not in stop}))
        if len(content) >= _LEAST_WORDS:
            yield Sentence(key, number, (first, n), content)
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


def _likeness(a: Sentence, b: Sentence, rarity: Mapping[int, float]) -> float:
    """The weight of the shared words in that of the shorter sentence's; 0 where too few are shared."""
    shared = sorted(set(a.content) & set(b.content))
    if len(shared) < _LEAST_SHARED:
        return 0.0
    least = min(sum(rarity[word] for word in sentence.content) for sentence in (a, b))
    return sum(rarity[word] for word in shared) / least


def _in_order(
    matches: Sequence[tuple[float, Sentence, Sentence]], size: int, settings: DerivationSettings
) -> tuple[tuple[Passage, float], ...]:
    """The best match of every sentence, if enough of them come in the same order; else nothing."""
    taken: dict[int, tuple[float, Sentence, Sentence]] = {}
    used: set[int] = set()
    for match in sorted(matches, key=lambda m: (-m[0], m[1].number, m[2].number)):
        if match[1].number not in taken and match[2].number not in used:
            taken[match[1].number] = match
            used.add(match[2].number)
    best = [taken[number] for number in sorted(taken)]
    ordered = _longest_rise([match[2].number for match in best])
    if len(best) < settings.retold_sentences or len(best) < settings.retold_share * size:
        return ()
    if ordered < settings.retold_order * len(best):
        return ()
    return tuple((Passage(*a.run, *b.run), score) for score, a, b in best)


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
