"""Words that news of any kind uses, for weighing what a report is about when only a few reports are given."""

from functools import cache

from twosource.lexicon import lines


@cache
def common_words() -> frozenset[str]:
    """Words that about every fifth report or more uses, whatever it is about, in lower case.

    >>> "week" in common_words(), "locomotive" in common_words()
    (True, False)
    """
    return frozenset(word for line in lines("common_words") for word in line.split())
