"""A number that moves while the reports' days go on is an update; on one day, or without days, it is a dispute."""

import pytest

from tests.claims.reported import Report, claims_of
from twosource.annotate import Annotator
from twosource.model import Verdict


def killed(number: str, day: str | None) -> Report:
    return f"The storm killed {number} people on the coast.", day


CASES: list[tuple[str, list[Report], Verdict]] = [
    ("a later report counts more", [killed("12", "2025-03-04"), killed("17", "2025-03-06")], "updated"),
    ("a later report counts fewer", [killed("17", "2025-03-04"), killed("12", "2025-03-06")], "updated"),
    ("at least 12, then 17", [killed("at least 12", "2025-03-04"), killed("17", "2025-03-06")], "updated"),
    ("two numbers on one day", [killed("12", "2025-03-04"), killed("17", "2025-03-04")], "disputed"),
    ("no days are known", [killed("12", None), killed("17", None)], "disputed"),
    ("a year is not known", [killed("12", "XXXX-03-04"), killed("17", "XXXX-03-06")], "disputed"),
    ("up and down again", [killed("12", "2025-03-04"), killed("17", "2025-03-05"), killed("12", "2025-03-06")], "disputed"),
    ("the same number", [killed("12", "2025-03-04"), killed("12", "2025-03-06")], "agreed"),
    ("a rougher number on one day", [killed("more than 10", "2025-03-04"), killed("12", "2025-03-04")], "refined"),
    ("one report only", [killed("12", "2025-03-04")], "single"),
]


@pytest.mark.parametrize(("label", "reports", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_verdict_follows_numbers_and_days(annotator: Annotator, label: str, reports: list[Report], expected: Verdict) -> None:
    del label
    assert [c.verdict for c in claims_of(annotator, *reports)] == [expected]
