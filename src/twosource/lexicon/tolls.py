"""Words by which a toll is told: the families of roles, and what marks a part, other people, or another event."""

from collections.abc import Mapping
from functools import cache

from twosource.lexicon import table


@cache
def families() -> Mapping[str, str]:
    """The family of each role whose numbers make a toll; `hit` is whoever was shot or stabbed, dead or alive.

    >>> families()["hospitalized"], families()["shot"]
    ('injured', 'hit')
    """
    return dict(table("tolls")["families"])


@cache
def toll_words(kind: str) -> tuple[str, ...]:
    """The words of one kind, longest first: `others`, `part_before`, `part_after`, `elsewhere`, `attacker_dead`."""
    return tuple(sorted(table("tolls")[kind], key=lambda words: (-len(words), words)))
