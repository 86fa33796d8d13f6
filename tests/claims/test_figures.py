"""The figure of killed and injured: the number that a report stands by, or those told one by one."""

import pytest

from tests.claims.reported import claims_of, figure_of
from twosource.annotate import Annotator
from twosource.claims import ClaimSettings
from twosource.model import FigureRule

MOVING = (
    ("The flood killed 12 people in Velmora.", "2025-03-04"),
    ("The flood killed 12 people, officials said.", "2025-03-05"),
    ("The flood has now killed 17 people.", "2025-03-06"),
)


@pytest.mark.parametrize(("rule", "best"), [("latest", 17), ("lowest", 12), ("highest", 17), ("majority", 12)])
def test_the_rule_that_the_user_names_chooses_the_figure(annotator: Annotator, rule: FigureRule, best: int) -> None:
    figure = figure_of(claims_of(annotator, *MOVING, settings=ClaimSettings(figures=rule)), "killed")
    assert (figure.low, figure.best, figure.high, figure.rule) == (12, best, 17, rule)


def test_a_figure_has_one_point_for_each_report_in_order_of_days(annotator: Annotator) -> None:
    figure = figure_of(claims_of(annotator, *MOVING), "killed")
    assert [(p.at, p.value) for p in figure.series] == [("2025-03-04", 12), ("2025-03-05", 12), ("2025-03-06", 17)]


def test_those_told_one_by_one_are_counted_once_each(annotator: Annotator) -> None:
    found = claims_of(
        annotator,
        ("A 34-year-old man was killed on Monday. A 19-year-old woman was also killed.", "2025-03-04"),
        ("A 34-year-old man was killed. The man, 34, died at the scene. A woman, 19, was killed too.", "2025-03-04"),
    )
    figure = figure_of(found, "killed")
    assert (figure.best, figure.implicit) == (2, True)


def test_who_died_of_his_wounds_is_not_injured(annotator: Annotator) -> None:
    found = claims_of(annotator, ("A 34-year-old man was shot in Velmora. The man, 34, died in hospital.", None))
    assert figure_of(found, "killed").best == 1
    assert not [f for c in found for f in c.figures if f.role == "injured"]


def test_those_shot_are_injured_as_far_as_they_live(annotator: Annotator) -> None:
    found = claims_of(annotator, ("Nine people were shot at the market. One man was killed.", None))
    assert figure_of(found, "injured").best == 8
