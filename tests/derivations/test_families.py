"""Outlets of one publisher: listed in a file that a user adds to, tied only where several of them report."""

import dataclasses
from itertools import combinations

import pytest

from tests.making import article
from twosource.derivations import DerivationSettings, derivations
from twosource.errors import UsageError
from twosource.lexicon import lines
from twosource.lexicon.families import Families, families, members
from twosource.model import Article, Derivation, Outlet

OWN = (
    "herald.example | Ostrel Herald | Ostrel Papers | newsroom",
    "post.example | Ostrel Post | Ostrel Papers | newsroom  # since 2024",
    "coast.example | Coast Courier | Harbour Group | owner",
    " | Inland Courier | Harbour Group | owner",
)
SETTINGS = DerivationSettings(families=OWN)
TEXTS = {
    "a": "A freight train left the rails near the village of Teltow Brook on Monday, the governor said.",
    "b": "Snow fell on the orchards of Karsova before anyone had brought in the pears, growers complain.",
    "c": "Tickets for the season's first concert were gone within an hour, the hall's manager told us.",
}


def report(key: str, name: str, domain: str | None = None) -> Article:
    return dataclasses.replace(article(TEXTS[key], id=key), outlet=Outlet(name=name, domain=domain, kind="newspaper"))


def ties(*reports: Article) -> list[tuple[str, str, str, bool]]:
    found: tuple[Derivation, ...] = derivations(reports, SETTINGS)
    return [(d.source, d.to, d.kind, d.directed) for d in found]


def test_two_outlets_of_one_newsroom_are_tied_to_their_family_and_to_nothing_else() -> None:
    found = derivations([report("a", "x", "www2.herald.example"), report("b", "y", "post.example"), report("c", "z")], SETTINGS)
    assert [(d.source, d.to, d.kind, d.directed) for d in found] == [
        ("Ostrel Papers", "a", "common_source", False),
        ("Ostrel Papers", "b", "common_source", False),
    ]
    assert [e.feature for d in found for e in d.evidence] == ["same_newsroom"] * 2
    assert "Ostrel Papers" in (found[0].evidence[0].why or "")


def test_a_name_counts_where_no_domain_is_known() -> None:
    assert ties(report("a", "The Inland Courier"), report("b", "any", "coast.example")) == [
        ("Harbour Group", "a", "common_source", False),
        ("Harbour Group", "b", "common_source", False),
    ]
    assert ties(report("a", "Inland Courier", "elsewhere.example"), report("b", "any", "coast.example")) == []


def test_reports_of_one_outlet_alone_make_no_family() -> None:
    assert ties(report("a", "Ostrel Herald", "herald.example"), report("b", "Ostrel Herald", "m.herald.example")) == []


def test_outlets_of_two_families_are_not_tied() -> None:
    assert ties(report("a", "x", "herald.example"), report("b", "y", "coast.example")) == []


def test_listed_families_hold_without_any_settings() -> None:
    reports = [report("a", "Detroit Free Press", "freep.com"), report("b", "The Arizona Republic", "azcentral.com")]
    assert {(d.source, d.evidence[0].feature) for d in derivations(reports)} == {("Gannett (USA TODAY Network)", "same_owner")}


def family(known: Families, name: str, domain: str | None) -> str | None:
    member = known.of(Outlet(name=name, domain=domain, kind="unknown"))
    return member.family if member else None


def test_the_user_s_line_goes_before_the_listed_one() -> None:
    known = families(("freep.com | Detroit Free Press | Its Readers | owner",))
    assert family(known, "x", "freep.com") == family(known, "Detroit Free Press", None) == "Its Readers"


def test_a_name_of_two_listed_families_names_neither() -> None:
    rows = ("a.example | Evening Bell | One | owner", "b.example | Evening Bell | Two | owner")
    known = families(rows)
    assert family(known, "Evening Bell", "b.example") == "Two"
    assert family(known, "Evening Bell", None) is None


@pytest.mark.parametrize("row", ["a.example | A | B", "a.example | A | B | cousin", " | | B | owner", "a.example | A |  | owner"])
def test_a_line_of_another_form_is_refused_with_its_words(row: str) -> None:
    with pytest.raises(UsageError, match=r"families: .* is not of the form"):
        DerivationSettings(families=(row,))


def test_every_listed_domain_stands_there_once_and_every_family_has_two() -> None:
    listed = members(lines("families"))
    domains = [member.domain for member in listed]
    assert len(set(domains)) == len(domains)
    named = {member.family: {m.name for m in listed if m.family == member.family} for member in listed}
    assert [family for family, names in named.items() if len(names) < 2] == []
    assert all(" " not in domain and "." in domain for domain in domains)
    kinds = {(member.family, member.kind) for member in listed}
    assert not any(a[0] == b[0] for a, b in combinations(sorted(kinds), 2)), "one family is of one kind"
