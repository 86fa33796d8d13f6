"""Words too common to say what a sentence is about."""

from functools import cache

from twosource.lexicon import lines


@cache
def stop_words() -> frozenset[str]:
    """Function words and plain verbs of saying, in lower case."""
    return frozenset(lines("stop_words"))


@cache
def unnamed() -> frozenset[str]:
    """Last words of sources who have an office but no name.

    >>> "officials" in unnamed()
    True
    """
    return frozenset(lines("unnamed"))
