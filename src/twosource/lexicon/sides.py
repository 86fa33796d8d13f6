"""Whom a number counts: the sides of a conflict, and the groups of people that are a part of all."""

import re
from collections.abc import Mapping
from functools import cache

from twosource.lexicon import table

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+){0,3}")


@cache
def _words(kind: str) -> Mapping[str, str]:
    return {word: name for name, words in table("sides")[kind].items() for word in words}


def side_of(counted: str | None) -> str | None:
    """The side of the counted, by the last word or two of what is counted.

    >>> side_of("Velmoran police officers"), side_of("aid workers"), side_of("people")
    ('police', 'aid workers', None)
    """
    return _of("sides", counted)


def group_of(counted: str | None) -> str | None:
    """The side of the counted, or another group that is a part of all: children, women, students.

    >>> group_of("young children"), group_of("soldiers"), group_of("men")
    ('children', 'soldiers', None)
    """
    return _of("sides", counted) or _of("groups", counted)


def _of(kind: str, counted: str | None) -> str | None:
    words = _WORD.findall((counted or "").lower())
    return _words(kind).get(" ".join(words[-2:])) or _words(kind).get(words[-1] if words else "")
