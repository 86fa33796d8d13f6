"""Publisher families: outlets that have one owner, or one newsroom, by web domain and by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from twosource.errors import UsageError
from twosource.lexicon import lines
from twosource.lexicon.outlets import folded
from twosource.model import Outlet

FamilyKind = Literal["owner", "newsroom"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One outlet of a family: `owner`, whose newsrooms may share copy, or `newsroom`, one for several titles."""

    domain: str
    name: str
    family: str
    kind: FamilyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """The outlets of all families by domain, and by name where only one family has an outlet of that name."""

    by_domain: Mapping[str, Member]
    by_name: Mapping[str, Member]

    def of(self, outlet: Outlet) -> Member | None:
        """The listed outlet that this one is: by the longest suffix of its domain, by its name only where it has none."""
        if not outlet.domain:
            return self.by_name.get(folded(outlet.name))
        parts = outlet.domain.casefold().split(".")
        suffixes = (".".join(parts[first:]) for first in range(len(parts) - 1))
        return next((self.by_domain[suffix] for suffix in suffixes if suffix in self.by_domain), None)


def members(rows: Iterable[str]) -> tuple[Member, ...]:
    """The outlets that lines of the form `domain | name | family | kind` list; empty lines and comments (`#`) are left out.

    Domain or name may be empty, not both. Raises `UsageError` for a line of another form.

    >>> members(["herald.example | Ostrel Herald | Ostrel Papers | newsroom"])[0].family
    'Ostrel Papers'
    """
    stripped = (row.split("#")[0].strip() for row in rows)
    return tuple(_member(row) for row in stripped if row)


def _member(row: str) -> Member:
    domain, name, family, kind = parts if len(parts := [part.strip() for part in row.split("|")]) == 4 else ("",) * 4
    if not family or not (domain or name) or kind not in get_args(FamilyKind):
        raise UsageError(f"families: {row!r} is not of the form `domain | name | family | owner or newsroom`")
    return Member(domain=domain.casefold().removeprefix("www."), name=name, family=family, kind=cast(FamilyKind, kind))


@cache
def families(own: tuple[str, ...] = (), language: str = "en") -> Families:
    """The families of the list, with the user's `own` lines: where one names an outlet that is listed, it goes first.

    >>> families().of(Outlet(name="freep.com", domain="freep.com", kind="newspaper")).family
    'Gannett (USA TODAY Network)'
    """
    listed, mine = members(lines("families", language)), members(own)
    known = {**_by_name(listed), **_by_name(mine)}
    return Families(by_domain={member.domain: member for member in (*listed, *mine) if member.domain}, by_name=known)


def _by_name(listed: Iterable[Member]) -> dict[str, Member]:
    """The outlets by name in lower case; a name that outlets of two families bear is none."""
    found: dict[str, list[Member]] = {}
    for member in listed:
        found.setdefault(folded(member.name), []).append(member)
    return {name: same[0] for name, same in found.items() if name and len({member.family for member in same}) == 1}
