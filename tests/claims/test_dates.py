"""Dates that exclude each other, and dates that do not."""

from typing import Any

import pytest

from tests.claims.telling import cases, expected, told
from twosource.annotate import Annotator


@pytest.mark.parametrize("case", cases("dates.json"))
def test_dates_are_compared_with_the_dates_of_the_same_event(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, "date") == expected(case)


@pytest.mark.parametrize("case", cases("dates.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, "date") == expected(case)
