"""A number that moves while the reports' days go on is an update; on one day, or without days, it is a dispute."""

from collections.abc import Sequence

import pytest

from tests.claims.reported import Report, claims_of, told
from tests.making import article
from twosource.annotate import Annotator
from twosource.claims import claims
from twosource.claims.sentences import noted
from twosource.model import Claim, Derivation, Verdict
from twosource.statements import statements
from twosource.statements.renamed import renamed


def killed(number: str, day: str | None) -> Report:
    return f"The storm killed {number} people on the coast.", day


def missing(number: str, day: str | None) -> Report:
    return f"After the storm {number} people were missing on the coast.", day


def drowned(age: str, day: str | None) -> Report:
    return f"Anna Dorrit, {age}, drowned in the storm on the coast.", day


CASES: list[tuple[str, list[Report], Verdict]] = [
    ("a later report counts more", [killed("12", "2025-03-04"), killed("17", "2025-03-06")], "updated"),
    ("a later report counts fewer dead", [killed("17", "2025-03-04"), killed("12", "2025-03-06")], "disputed"),
    ("a later report counts fewer missing", [missing("17", "2025-03-04"), missing("12", "2025-03-06")], "updated"),
    ("at least 12, then 17", [killed("at least 12", "2025-03-04"), killed("17", "2025-03-06")], "updated"),
    ("two numbers on one day", [killed("12", "2025-03-04"), killed("17", "2025-03-04")], "disputed"),
    ("no days are known", [killed("12", None), killed("17", None)], "disputed"),
    ("a year is not known", [killed("12", "XXXX-03-04"), killed("17", "XXXX-03-06")], "disputed"),
    ("up and down again", [killed("12", "2025-03-04"), killed("17", "2025-03-05"), killed("12", "2025-03-06")], "disputed"),
    ("the same number", [killed("12", "2025-03-04"), killed("12", "2025-03-06")], "agreed"),
    ("a rougher number on one day", [killed("more than 10", "2025-03-04"), killed("12", "2025-03-04")], "refined"),
    ("a later report makes somebody older", [drowned("41", "2025-03-04"), drowned("43", "2025-03-06")], "disputed"),
    ("one report only", [killed("12", "2025-03-04")], "single"),
]


@pytest.mark.parametrize(("label", "reports", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_verdict_follows_numbers_and_days(annotator: Annotator, label: str, reports: list[Report], expected: Verdict) -> None:
    del label
    assert [c.verdict for c in claims_of(annotator, *reports)] == [expected]


def why(found: Sequence[Claim]) -> str:
    (conflict,) = [d for c in found for d in c.differences if d.kind == "number" and d.conflict]
    return conflict.why


def test_a_dispute_without_days_says_that_the_order_is_not_known(annotator: Annotator) -> None:
    unknown = claims_of(annotator, killed("12", None), killed("17", None))
    assert why(unknown).endswith("which report is the newer one is not known")
    assert "not known" not in why(claims_of(annotator, killed("12", "2025-03-04"), killed("17", "2025-03-04")))


def test_an_update_says_that_the_newer_reports_give_the_newer_number(annotator: Annotator) -> None:
    found = claims_of(annotator, killed("12", "2025-03-04"), killed("17", "2025-03-06"))
    assert why(found).endswith("the newer reports give the newer one")


FORMER = [
    "The storm killed 17 people on the coast. Initial reports said the storm killed 12 people on the coast.",
    "The storm killed 17 people on the coast. An earlier version of this article said the storm killed 12 people on the coast.",
    "The storm killed 17 people on the coast, up from 12 people killed.",
]


@pytest.mark.parametrize("text", FORMER)
def test_a_number_that_is_told_as_an_earlier_one_is_no_dispute(annotator: Annotator, text: str) -> None:
    found = claims_of(annotator, (text, None), killed("12", None))
    (toll,) = [c for c in found if any(d.kind == "number" and d.conflict for d in c.differences)]
    assert toll.verdict == "updated"
    assert why([toll]).endswith("12 is told as an earlier figure")


def test_what_an_outlet_said_before_is_replaced_by_what_it_says_later(annotator: Annotator) -> None:
    reports = [
        article("The storm killed 12 people on the coast.", id="a", published="2025-03-04", outlet="Velmora Post"),
        article("The storm killed 17 people on the coast.", id="b", published="2025-03-05", outlet="Velmora Post"),
        article("The storm killed 12 people on the coast.", id="c", published="2025-03-06", outlet="Orm Courier"),
    ]
    said = renamed([found for _, found in statements(annotator.annotate(reports))])
    (claim,) = claims(reports, said, ())
    assert claim.verdict == "updated"
    (told_so,) = noted([claim], reports, said)
    assert "Orm Courier (6 March 2025) still gives “12”" in (told_so.note or "")


def test_a_copy_that_prints_the_old_number_again_says_nothing_new(annotator: Annotator) -> None:
    days = [killed("12", "2025-03-04"), killed("17", "2025-03-05"), killed("12", "2025-03-06")]
    articles, said = told(annotator, days)
    copy = Derivation(source="r0", to="r2", kind="copy", directed=True, score=1.0, evidence=())
    (claim,) = claims(articles, said, (copy,))
    assert claim.verdict == "updated"
    (told_so,) = noted([claim], articles, said)
    assert "still gives “12”" in (told_so.note or "")


def test_at_least_as_many_and_as_many_later_is_no_update(annotator: Annotator) -> None:
    found = claims_of(annotator, killed("at least 12", "2025-03-04"), killed("12", "2025-03-06"))
    assert [c.verdict for c in found] == ["refined"]
