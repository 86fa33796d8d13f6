"""Persons of whom one report tells apart are not in one claim, however alike the words; nobody is told apart without it."""

from collections.abc import Sequence

import pytest

from tests.claims.reported import Report, told
from twosource.annotate import Annotator
from twosource.claims import claims
from twosource.claims.facts import facts
from twosource.claims.undergoers import Undergoers

DAY = "2025-03-04"
BOTH = (
    "A 41-year-old Norwegian climber died after a fall on Mount Velm on Sunday. "
    "The day before, Anna Dorrit, 29, died after a fall on Mount Velm.",
    DAY,
)
SHE = ("Anna Dorrit died after a fall on Mount Velm.", DAY)
HE = ("A 41-year-old climber died after a fall on Mount Velm.", DAY)
NORWEGIAN = ("A Norwegian climber died after a fall on Mount Velm.", DAY)
SURNAME = ("Ms Dorrit died after a fall on Mount Velm.", DAY)


def _joined(annotator: Annotator, *reports: Report) -> bool:
    """Whether any claim holds the first and the last report."""
    articles, said = told(annotator, reports)
    home = {s.id: s.article_id for s in said}
    ends = {articles[0].id, articles[-1].id}
    return any(ends <= {home[id] for id in claim.statement_ids} for claim in claims(articles, said, ()))


def _apart(annotator: Annotator, reports: Sequence[Report], one: str, other: str) -> bool:
    """Whether a happening in the words `one` and another in the words `other` are told of persons told apart."""
    articles, said = told(annotator, reports)
    found = facts(said, {a.id: a for a in articles})
    persons = Undergoers(found)
    signatures = persons.signatures()
    at = [next(n for n, fact in enumerate(found) if words in fact.statement.span.text) for words in (one, other)]
    return persons.are_apart(signatures[at[0]], signatures[at[1]])


@pytest.mark.parametrize(("left", "right"), [(SHE, HE), (SHE, NORWEGIAN), (SURNAME, HE)], ids=["age", "people", "surname"])
def test_two_deaths_that_one_report_tells_apart_are_two_claims(annotator: Annotator, left: Report, right: Report) -> None:
    assert _joined(annotator, left, right)
    assert not _joined(annotator, left, BOTH, right)


def test_reports_of_one_person_stay_together_beside_another(annotator: Annotator) -> None:
    assert _joined(annotator, SHE, BOTH, SURNAME)
    assert _joined(annotator, HE, BOTH, NORWEGIAN)


def test_two_who_die_together_are_not_told_apart(annotator: Annotator) -> None:
    together = ("Anna Dorrit, 29, and Piet Halder, 41, died after a fall on Mount Velm on Sunday.", DAY)
    reports = (SHE, together, ("Piet Halder died after a fall on Mount Velm.", DAY))
    assert not _apart(annotator, reports, SHE[0], "Piet Halder died after a fall on Mount Velm.")


def test_two_ages_of_one_name_are_a_difference_not_two_persons(annotator: Annotator) -> None:
    reports = (
        ("Anna Dorrit, 29, died after a fall on Mount Velm.", DAY),
        ("Anna Dorrit, 31, died after a fall on Mount Velm.", DAY),
    )
    assert _joined(annotator, *reports)


def test_different_things_that_happen_to_two_do_not_part_them(annotator: Annotator) -> None:
    reports = (("Police arrested Piet Halder, 41, on Sunday. Anna Dorrit, 29, died on Mount Velm on Saturday.", DAY),)
    assert not _apart(annotator, reports, "arrested", "Dorrit")


def test_a_name_and_an_age_alone_may_be_of_one_person(annotator: Annotator) -> None:
    report = ("A 17-year-old boy was shot in Velmora on Sunday. Piet Halder was shot as he left a school dance.", DAY)
    assert not _apart(annotator, (report,), "17-year-old", "Piet Halder")
    aged = ("A 17-year-old boy was shot in Velmora on Sunday. A 41-year-old man was shot as he left a school dance.", DAY)
    assert _apart(annotator, (aged,), "17-year-old", "41-year-old")
