"""What holds for the account of any reports: no order of them changes it, nor does a report given twice."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import article
from twosource import pipeline
from twosource.annotate import Annotator
from twosource.model import Account, Article
from twosource.settings import Settings

SENTENCES = (
    "A fire at the mill in Ostrel killed four workers on Tuesday.",
    "A fire at the mill in Ostrel killed at least three workers late on Monday.",
    "Seven workers were injured, the fire service said.",
    "Nine workers were injured in the fire, hospital officials said.",
    '"The doors of the mill were locked from outside," Ewa Lind said.',
    '"The doors were not locked," Ewa Lind, who runs the mill, said.',
    'Ewa Lind said the doors of the mill "were locked".',
    "Police in Ostrel arrested the owner of the mill, Jon Wik.",
    "Police denied that they had arrested Jon Wik.",
    "Jon Wik paid 12,000 crowns for new doors in July.",
    "The owner paid 15,000 crowns for the doors last month.",
    "The mill in Tarn had burned before, in 2009.",
    "They rejected the accusation of the fire service.",
)
DAYS = ("2019-08-05", "2019-08-06", "2019-08-09", None)
told = st.tuples(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), st.sampled_from(DAYS))
many = st.lists(told, min_size=2, max_size=7)
slowly = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def articles(reports: Sequence[tuple[Sequence[str], str | None]]) -> list[Article]:
    return [article("\n\n".join(text), outlet=f"Outlet {n}", published=day) for n, (text, day) in enumerate(reports)]


def account(given_: Sequence[Article], annotator: Annotator) -> Account:
    return pipeline.compare(given_, Settings(), annotator)


@slowly
@given(many, st.randoms(use_true_random=False))
def test_no_order_of_reports_changes_the_account(
    annotator: Annotator, reports: list[tuple[list[str], str | None]], chance: st.DataObject
) -> None:
    ordered = articles(reports)
    shuffled = list(ordered)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a `random.Random` that it can replay
    assert account(shuffled, annotator) == account(ordered, annotator)


@slowly
@given(many, st.integers(0, 6))
def test_a_report_given_twice_changes_nothing(
    annotator: Annotator, reports: list[tuple[list[str], str | None]], again: int
) -> None:
    once = articles(reports)
    assert account([*once, once[again % len(once)]], annotator) == account(once, annotator)


@slowly
@given(many)
def test_every_statement_stands_in_a_claim_and_every_difference_in_its_statements(
    annotator: Annotator, reports: list[tuple[list[str], str | None]]
) -> None:
    made = account(articles(reports), annotator)
    spans = {s.id: s.span for s in made.statements}
    assert {id for claim in made.claims for id in claim.statement_ids} == set(spans)
    for claim in made.claims:
        for value in (value for difference in claim.differences for value in difference.values):
            assert value.statement_id in claim.statement_ids
            assert spans[value.statement_id].start <= value.span.start < value.span.end <= spans[value.statement_id].end
