"""Ready sentences for a notes column: who gives what, and how a number moved."""

from collections.abc import Sequence

import pytest

from tests.making import article, statement
from twosource.claims.sentences import Reports, claim_note
from twosource.model import Bounds, Claim, Difference, DifferenceKind, Quantity, Support, Value, Verdict
from twosource.text import view_of

Told = tuple[str, str | None, str, str]  # outlet, day of the report, words, what they mean
BOUNDS = Bounds(low=1, high=1)


def note(told: Sequence[Told], kind: DifferenceKind, verdict: Verdict = "disputed", role: str | None = "killed") -> str | None:
    """The note of a claim whose statements differ in these words."""
    articles = [
        article(f"It says {words} here.", id=f"a{n}", outlet=o, published=day) for n, (o, day, words, _) in enumerate(told)
    ]
    statements, values = [], []
    for one, (_, _, words, meant) in zip(articles, told, strict=True):
        span = view_of(one).span(8, 8 + len(words))
        number = float(meant) if meant.isdigit() else None
        count = Quantity(value=number, low=number, high=number, bound="exactly", unit=None, of=None, role=role, span=span)
        statements.append(statement(one, view_of(one).span(0, len(one.text)), id=f"s-{one.id}", quantities=(count,)))
        values.append(Value(value=meant, statement_id=f"s-{one.id}", span=span))
    differ = Difference(kind=kind, conflict=True, values=tuple(values), why="")
    support = Support(reports=len(told), outlets=len(told), reporters=BOUNDS, origins=BOUNDS, speakers=())
    claim = Claim(id="c", statement_ids=(), verdict=verdict, differences=(differ,), support=support, figures=())
    return claim_note(claim, Reports.of(articles, statements))


def test_equal_values_stand_together_with_outlet_and_day() -> None:
    told = [("Ash", "2025-05-04", "12", "12"), ("Elm", "2025-05-05", "15", "15"), ("Birch", "2025-05-04", "Twelve", "12")]
    expected = (
        "Reports differ on the number killed: Ash and Birch give “12” and “Twelve” (4 May 2025); Elm gives “15” (5 May 2025)."
    )
    assert note(told, "number") == expected


def test_a_number_that_moved_is_told_as_moved_and_who_still_gives_the_old_one() -> None:
    told = [("Ash", "2025-05-04", "12", "12"), ("Birch", "2025-05-05", "15", "15"), ("Cedar", "2025-05-06", "12", "12")]
    expected = (
        "The number killed rose from “12” (Ash, 4 May 2025) to “15” (Birch, 5 May 2025); Cedar (6 May 2025) still gives “12”."
    )
    assert note(told, "number", "updated") == expected


def test_a_number_that_goes_up_and_down_did_not_move_one_way() -> None:
    told = [("Ash", "2025-05-04", "12", "12"), ("Birch", "2025-05-05", "15", "15"), ("Cedar", "2025-05-06", "9", "9")]
    assert (note(told, "number", "updated") or "").startswith("Reports differ on the number killed")


def test_a_weekday_is_told_with_its_day() -> None:
    told = [("Ash", "2025-05-06", "on Sunday", "2025-05-04TNI"), ("Birch", None, "on 3 May", "2025-05-03")]
    expected = "Reports differ on the date: Ash (6 May 2025) gives “on Sunday”, that is 4 May 2025; Birch gives “on 3 May”."
    assert note(told, "date") == expected


def test_who_denies_what_others_say() -> None:
    told = [("Ash", None, "it failed", "asserted"), ("Birch", None, "did not", "denied")]
    expected = "Reports contradict each other: Ash says “it failed”; Birch denies or negates it (“did not”)."
    assert note(told, "negation") == expected


def test_long_lists_are_shortened() -> None:
    told = [(f"Outlet {n}", "2025-05-04", "12", "12") for n in range(5)] + [("Elm", "2025-05-04", "15", "15")]
    assert "Outlet 0, Outlet 1 and 3 others give “12”" in (note(told, "number") or "")


def test_long_words_are_cut_and_their_quotation_marks_turned() -> None:
    told = [("Ash", None, '"No," ' + "he said again " * 10, "a"), ("Birch", None, "yes", "b")]
    found = note(told, "actor") or ""
    assert "“'No,' he said" in found
    assert " …”" in found


@pytest.mark.parametrize("verdict", ["agreed", "refined", "single"])
def test_where_nothing_is_disputed_there_is_no_note(verdict: Verdict) -> None:
    assert note([("Ash", None, "12", "12"), ("Birch", None, "15", "15")], "number", verdict) is None
