"""Words that tell one thing (`quake`, `tremor`), by which statements are found that say the same in other words."""

from collections.abc import Mapping
from functools import cache

from twosource.lexicon import lines


@cache
def ideas() -> Mapping[str, str]:
    """The idea of each word, in lower case; a word of several lines has the first.

    >>> ideas()["tremor"] == ideas()["earthquake"], "granary" in ideas()
    (True, False)
    """
    found: dict[str, str] = {}
    for line in lines("ideas"):
        words = line.split()
        for word in words:
            found.setdefault(word, words[0])
    return found
