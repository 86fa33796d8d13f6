"""Dates that exclude each other, and dates that do not."""

from typing import Any

import pytest

from tests.claims.telling import cases, expected, parts, told
from twosource.annotate import Annotator
from twosource.claims.dates import dates


@pytest.mark.parametrize("case", cases("dates.json"))
def test_dates_are_compared_with_the_dates_of_the_same_event(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, "date") == expected(case)


@pytest.mark.parametrize("case", cases("dates.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, "date") == expected(case)


def test_what_comes_with_an_event_is_of_its_day(annotator: Annotator) -> None:
    ours = "A bomb exploded Friday at a bank in Velmora, killing a harbour guard and a bomb technician."
    theirs = "A bomb exploded at a bank in Velmora late Tuesday killing a harbour guard and a bomb technician."
    (found,) = dates(parts(annotator, ours, theirs, (1, 0)))
    assert (found.conflict, found.left.span.text, found.right.span.text) == (True, "Friday", "late Tuesday")


def test_of_two_days_of_a_sentence_neither_is_that_of_its_other_part(annotator: Annotator) -> None:
    ours = "A bomb hidden on Monday exploded Friday at a bank in Velmora, killing a harbour guard and a bomb technician."
    theirs = "A bomb exploded at a bank in Velmora late Tuesday killing a harbour guard and a bomb technician."
    assert not list(dates(parts(annotator, ours, theirs, (1, 0))))
