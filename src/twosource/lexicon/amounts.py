"""Words beside a number: what money is for, by what a rate is counted, what marks an earlier, average or running number."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _data() -> Mapping[str, Any]:
    text = files("twosource.lexicon").joinpath("data", "en", "amounts.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


@cache
def purposes() -> Mapping[str, str]:
    """What money is for, by the words that tell it.

    >>> purposes()["bond"], purposes()["salary"]
    ('bail', 'pay')
    """
    return {word: purpose for purpose, words in _data()["purposes"].items() for word in words}


@cache
def amount_words(kind: str) -> frozenset[str]:
    """The words of one kind: `rates`, `averages`, `former`, `raised_from`, `running`, `partitive`,
    `compared`, `people_roles`, `vehicles`."""
    return frozenset(_data()[kind])
