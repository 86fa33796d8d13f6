"""What an account says is missing or uncertain."""

from collections.abc import Sequence

from tests.making import article
from twosource.claims.notes import account_notes
from twosource.model import Derivation, DerivationKind


def took(source: str, to: str, kind: DerivationKind = "copy", *, directed: bool = True) -> Derivation:
    return Derivation(source=source, to=to, kind=kind, directed=directed, score=1.0, evidence=())


def notes(derivations: Sequence[Derivation], outlets: Sequence[str] = ("Ash", "Birch", "Cedar", "Elm")) -> Sequence[str]:
    articles = [article(f"A barn burnt, {name} says.", id=name, outlet=name, published="2025-05-01") for name in outlets]
    return [note for note in account_notes(articles, (), derivations, ()) if not note.startswith("No statement")]


def test_a_copy_is_told_with_what_it_was_copied_from() -> None:
    assert notes([took("Ash", "Birch")]) == ["Birch is a copy of Ash."]


def test_a_report_that_took_from_several_is_told_once() -> None:
    assert notes([took("Ash", "Cedar", "rewrite"), took("Birch", "Cedar", "rewrite")]) == ["Cedar is a rewrite of Ash and Birch."]


def test_copies_of_copies_are_one_note() -> None:
    edges = [took("Ash", "Birch"), took("Ash", "Cedar"), took("Birch", "Cedar")]
    assert notes(edges) == ["Birch and Cedar are copies of Ash or of one another."]


def test_reports_without_direction_are_one_note_however_many_pairs_they_make() -> None:
    names = [f"Outlet {n:02}" for n in range(40)]
    pairs = [took(a, b, directed=False) for i, a in enumerate(names) for b in names[i + 1 :]]
    assert notes(pairs, names) == ["Outlet 00, Outlet 01 and 38 others print the same text; which came first is not told."]


def test_groups_that_have_nothing_to_do_with_each_other_are_apart() -> None:
    found = notes([took("Ash", "Birch"), took("Cedar", "Elm")])
    assert found == ["Birch is a copy of Ash.", "Elm is a copy of Cedar."]


def test_an_agency_that_is_no_report_gives_no_note() -> None:
    assert notes([took("Reuters", "Ash", "credit")]) == []
