"""Who took from whom, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.model import Derivation, Evidence
from twosource.present.words import counted, harmless, quoted

_TOOK: Mapping[str, str] = {
    "copy": "prints the text of",
    "rewrite": "rewrites",
    "credit": "credits",
    "quotation": "quotes words given to",
    "revision": "is a later version of",
}
_UNDIRECTED = "have material in common, and nothing says who had it first"
_COMMON_SOURCE = "draw on a common source"
_BELONGS = "belongs to"
_OF_FAMILIES = frozenset({"same_owner", "same_newsroom"})
_QUOTED_AT_MOST = 160  # longer passages are counted, not printed: the reports themselves hold them


def in_order(derivations: Iterable[Derivation], numbers: Mapping[str, int]) -> Sequence[Derivation]:
    """Derivations by the report that took, then by whom from; `numbers` are the reports' numbers by article id."""
    return sorted(derivations, key=lambda d: (numbers.get(d.to, 0), numbers.get(d.source, 0), d.source, d.kind))


def took(derivation: Derivation) -> str:
    """The verb between the taker and its source, or what is said of the two where nobody is known to have taken from the other.

    >>> took(Derivation(source="a", to="b", kind="copy", directed=True, score=1.0, evidence=()))
    'prints the text of'
    """
    if is_directed(derivation):
        return _TOOK[derivation.kind]
    if is_of_family(derivation):
        return _BELONGS
    return _COMMON_SOURCE if derivation.kind == "common_source" else _UNDIRECTED


def is_directed(derivation: Derivation) -> bool:
    """Whether one of the two is known to have taken from the other."""
    return derivation.directed and derivation.kind in _TOOK


def is_of_family(derivation: Derivation) -> bool:
    """Whether a derivation says no more than that a report's outlet belongs to a publisher or shares a newsroom."""
    return bool(derivation.evidence) and all(evidence.feature in _OF_FAMILIES for evidence in derivation.evidence)


def is_of_one(derivation: Derivation) -> bool:
    """Whether a derivation is told of the report it leads to (`[2] credits Reuters`), not of both its ends alike."""
    return is_directed(derivation) or is_of_family(derivation)


def reasons(derivation: Derivation) -> str:
    """What a derivation rests on; of a credit only where it stands, since what it proves is told with its report."""
    features = dict.fromkeys(e.feature.replace("_", " ") for e in derivation.evidence)
    return ", ".join(features) if derivation.kind == "credit" else "; ".join(evidence_words(derivation.evidence))


def evidence_words(evidence: Iterable[Evidence]) -> Iterator[str]:
    """What speaks for something: each feature once, with the strongest of what it found and how much more there is."""
    found: dict[str, dict[str, None]] = {}
    for item in sorted(evidence, key=lambda e: -e.score):
        found.setdefault(item.feature.replace("_", " "), {})[_words_of(item)] = None
    for feature, words in found.items():
        strongest = next(iter(words))
        more = f" and {len(words) - 1} more" if len(words) > 1 else ""
        yield f"{feature}: {strongest}{more}" if strongest else feature


def _words_of(evidence: Evidence) -> str:
    if evidence.why:
        return harmless(evidence.why)
    words = list(dict.fromkeys(harmless(span.span.text) for span in evidence.spans))
    if sum(map(len, words)) <= _QUOTED_AT_MOST:
        return ", ".join(map(quoted, words))
    return counted(len(evidence.spans), "place")
