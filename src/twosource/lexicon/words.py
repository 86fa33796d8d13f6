"""Words too common to say what a sentence is about."""

from functools import cache

from twosource.lexicon import lines


@cache
def stop_words() -> frozenset[str]:
    """Function words and plain verbs of saying, in lower case."""
    return frozenset(lines("stop_words"))
