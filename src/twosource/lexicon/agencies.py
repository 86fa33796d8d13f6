"""News agencies by the names under which reports credit them.

A report is credited to an agency only by a name of this list: a word in capitals and brackets may as well be a local station.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from twosource.lexicon import table

AgencyKind = Literal["wire", "photo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One agency. `names` mean it wherever they stand; `marked` only where a credit is marked (`(AP) -`, `told AP`)."""

    name: str
    kind: AgencyKind
    names: tuple[str, ...]
    marked: tuple[str, ...]
    domains: tuple[str, ...]


@cache
def agencies(language: str = "en") -> tuple[Agency, ...]:
    """All agencies of the list, in its order."""
    return tuple(
        Agency(
            name=entry["name"],
            kind=entry["kind"],
            names=tuple(entry["names"]),
            marked=tuple(entry["marked"]),
            domains=tuple(entry["domains"]),
        )
        for entry in table("agencies", language)["agencies"]
    )


@cache
def by_alias(language: str = "en") -> dict[str, Agency]:
    """The agency of each name as it is written, marked ones too.

    >>> by_alias()["AP"].name
    'Associated Press'
    """
    return {alias: agency for agency in agencies(language) for alias in (agency.name, *agency.names, *agency.marked)}


@cache
def by_domain(language: str = "en") -> dict[str, Agency]:
    """The agency that a web domain belongs to."""
    return {domain: agency for agency in agencies(language) for domain in agency.domains}


def of_name(name: str, language: str = "en") -> Agency | None:
    """The agency that goes by this name, whatever its case and with or without `The`; `None` for anyone else's.

    >>> of_name("the associated press").name
    'Associated Press'
    """
    folded = name.strip().casefold().removeprefix("the ")
    return _folded(language).get(folded)


@cache
def _folded(language: str) -> dict[str, Agency]:
    return {alias.casefold(): agency for alias, agency in by_alias(language).items()}


@cache
def all_names(language: str = "en") -> str:
    """A regular expression's alternatives for every name, marked ones too, longest first."""
    return _alternatives(by_alias(language))


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The places where any name of an agency stands, as in a byline or credit.

    A full name may be glued to the word before it (`Ada MossAssociated Press`), a marked one must stand alone.
    """
    for match in _any_name("en").finditer(text, start, len(text) if end is None else end):
        if match[0] in _safe("en") or not match.start() or not text[match.start() - 1].isalpha():
            yield match


@cache
def _any_name(language: str) -> re.Pattern[str]:
    # alternatives that all begin with a letter, and nothing before them, let the engine skip from capital to capital
    return re.compile(f"(?:{all_names(language)})(?![^\\W\\d_])")


@cache
def _safe(language: str) -> frozenset[str]:
    return frozenset(name for agency in agencies(language) for name in agency.names)


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
