"""Words of number, measure, money, bound and role: what the quantity extractor knows of a language.

The tables are JSON files in `data/<language>/`: `numerals`, `units`, `bounds`, `counted`, `fates`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from twosource.lexicon import table


@cache
def words(name: str, part: str) -> frozenset[str]:
    """A list of a table, as a set of words.

    >>> "avenue" in words("counted", "streets")
    True
    """
    return frozenset(table(name)[part])


@cache
def values(name: str, part: str) -> Mapping[str, Any]:
    """A mapping of a table: number words to numbers, symbols to units.

    >>> values("numerals", "tens")["forty"]
    40
    """
    mapping: dict[str, Any] = table(name)[part]
    return mapping


@cache
def named(name: str, part: str) -> Mapping[str, str]:
    """A mapping of names to their spellings, turned round: spelling (lower case) to name.

    >>> named("units", "words")["miles per hour"]
    'mile per hour'
    """
    return {spelling.lower(): unit for unit, spellings in values(name, part).items() for spelling in spellings}


@cache
def phrases(name: str, part: str) -> Mapping[tuple[str, ...], str]:
    """Like `named`, with each spelling cut at its spaces, so that it can be met word by word."""
    return {tuple(spelling.split()): unit for spelling, unit in named(name, part).items()}


@cache
def longest(name: str, part: str) -> int:
    """How many words the longest spelling of `phrases` has."""
    return max(len(phrase) for phrase in phrases(name, part))


@cache
def verb_forms(part: str) -> Mapping[str, tuple[str, str]]:
    """Every form of the verbs of a table of roles, to its role and its lemma.

    >>> verb_forms("verbs")["wounding"]
    ('injured', 'wound')
    """
    irregular = values("fates", "irregular")
    forms: dict[str, tuple[str, str]] = {}
    for role, lemmas in values("fates", part).items():
        for lemma in lemmas:
            for form in (lemma, *irregular.get(lemma, _regular(lemma)), f"{lemma}s", f"{lemma}es"):
                forms.setdefault(form, (role, lemma))
    return forms


def _regular(lemma: str) -> tuple[str, ...]:
    stem = lemma.removesuffix("e")
    past = f"{lemma[:-1]}ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else f"{stem}ed"
    return (past, f"{stem}ing")
