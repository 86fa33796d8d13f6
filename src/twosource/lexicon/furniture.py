"""Lines that belong to a page and not to its report, and the words that tell captions, dates and writers' roles."""

import re
from functools import cache

from twosource.lexicon import lines

_EDGES = " \t\u00a0:;,.!?…»›>«‹<|•·*-–—_▶►×"


def folded(line: str) -> str:
    """A line for comparing: lower case, white space folded, bullets and end punctuation off.

    >>> folded("» Read  More:")
    'read more'
    """
    return " ".join(line.casefold().replace("’", "'").split()).strip(_EDGES)


@cache
def furniture(language: str = "en") -> frozenset[str]:
    """Whole lines that are page furniture, `folded`."""
    return frozenset(folded(line) for line in lines("furniture", language))


@cache
def furniture_patterns(language: str = "en") -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kinds of furniture (`script`, `gallery`, `rights`, `menu`) and one pattern for how the lines of each begin."""
    parts: dict[str, list[str]] = {}
    for line in lines("furniture_patterns", language):
        kind, _, pattern = line.partition("|")
        parts.setdefault(kind.strip(), []).append(pattern.strip())
    return tuple((kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in parts.items())


@cache
def line_words(group: str, language: str = "en") -> frozenset[str]:
    """The words of one group of the list `line_words`: `caption`, `stamp`, `role`, `particle`, `month`, `weekday`."""
    for line in lines("line_words", language):
        name, _, words = line.partition("|")
        if name.strip() == group:
            return frozenset(words.split())
    raise KeyError(f"line_words has no group {group!r}")
