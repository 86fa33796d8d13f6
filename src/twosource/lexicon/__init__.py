"""Words and names that twosource knows: data files a language, and their loaders.

Each list is a file in `data/<language>/`, plain text or JSON, with its source and date in the head: add a line there.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def lines(name: str, language: str = "en") -> tuple[str, ...]:
    """The lines of the plain list `data/<language>/<name>.txt`, without comments (`#`) and empty ones."""
    data = files("twosource.lexicon").joinpath("data", language, f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for raw in data.splitlines() if (line := raw.split("#")[0].strip()))


@cache
def table(name: str, language: str = "en") -> Mapping[str, Any]:
    """The whole of one table `data/<language>/<name>.json`, as it stands in its file."""
    data = files("twosource.lexicon").joinpath("data", language, f"{name}.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(data)
    return loaded


@cache
def abbreviations() -> Mapping[str, str]:
    """Words that a full stop follows without ending a sentence, in lower case and without the stop, to before what.

    >>> abbreviations()["gov"], abbreviations()["no"], abbreviations()["inc"]
    ('name', 'number', 'more')
    """
    pairs = (line.partition("|") for line in lines("abbreviations"))
    return {word.strip(): before.strip() for word, _, before in pairs}


@cache
def sentence_openers() -> frozenset[str]:
    """Words that, capitalised, open a sentence even after initials (`in the U.S. The army`)."""
    return frozenset(lines("sentence_openers"))
