"""Words beside a number: what money is for, by what a rate is counted, what marks an earlier, average or running number."""

from collections.abc import Mapping
from functools import cache

from twosource.lexicon import table


@cache
def purposes() -> Mapping[str, str]:
    """What money is for, by the words that tell it.

    >>> purposes()["bond"], purposes()["salary"]
    ('bail', 'pay')
    """
    return {word: purpose for purpose, words in table("amounts")["purposes"].items() for word in words}


@cache
def amount_words(kind: str) -> frozenset[str]:
    """The words of one kind: `rates`, `averages`, `former`, `raised_from`, `running`, `partitive`,
    `compared`, `people_roles`, `vehicles`."""
    return frozenset(table("amounts")[kind])
