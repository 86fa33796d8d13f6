"""Words by which a toll is told: the families of roles, and what marks a part, other people, or another event."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _data() -> Mapping[str, Any]:
    text = files("twosource.lexicon").joinpath("data", "en", "tolls.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


@cache
def families() -> Mapping[str, str]:
    """The family of each role whose numbers make a toll; `hit` is whoever was shot or stabbed, dead or alive.

    >>> families()["hospitalized"], families()["shot"]
    ('injured', 'hit')
    """
    return dict(_data()["families"])


@cache
def toll_words(kind: str) -> tuple[str, ...]:
    """The words of one kind, longest first: `others`, `part_before`, `part_after`, `elsewhere`, `attacker_dead`."""
    return tuple(sorted(_data()[kind], key=lambda words: (-len(words), words)))
