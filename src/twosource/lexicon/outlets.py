"""Outlets by web domain and by name, with what kind of outlet each is."""

from functools import cache
from typing import cast, get_args

from twosource.lexicon import lines
from twosource.lexicon.agencies import agencies
from twosource.model import Outlet, OutletKind


@cache
def by_domain(language: str = "en") -> dict[str, Outlet]:
    """The outlets of the list, and the agencies, by domain. Raises `ValueError` for a line of another form."""
    listed = {
        domain: Outlet(name=agency.name, domain=domain, kind="agency") for agency in agencies() for domain in agency.domains
    }
    return listed | {outlet.domain: outlet for line in lines("outlets", language) if (outlet := _outlet(line)).domain}


@cache
def by_name(language: str = "en") -> dict[str, Outlet]:
    """The same by name in lower case and without `The`; of several domains of one outlet the first listed."""
    named: dict[str, Outlet] = {}
    for outlet in by_domain(language).values():
        named.setdefault(folded(outlet.name), outlet)
    return named


def folded(name: str) -> str:
    """An outlet's name for comparing.

    >>> folded("The Guardian ")
    'guardian'
    """
    return name.strip().casefold().removeprefix("the ")


def _outlet(line: str) -> Outlet:
    domain, name, kind = (part.strip() for part in line.split("|"))
    if kind not in get_args(OutletKind):
        raise ValueError(f"outlets list: {kind!r} is no kind of outlet in {line!r}")
    return Outlet(name=name, domain=domain, kind=cast(OutletKind, kind))
