"""Other actors and places in the same slot, and names that are no other."""

from typing import Any

import pytest

from tests.claims.telling import cases, expected, told
from twosource.annotate import Annotator

KINDS = ("actor", "place")


@pytest.mark.parametrize("case", cases("actors.json"))
def test_names_are_compared_with_the_names_in_the_same_slot(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, *case.get("kinds", KINDS)) == expected(case)


@pytest.mark.parametrize("case", cases("actors.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, *case.get("kinds", KINDS)) == expected(case)
