"""Denials of what the other report asserts, and denials of something else."""

from typing import Any

import pytest

from tests.claims.telling import cases, expected, told
from twosource.annotate import Annotator


@pytest.mark.parametrize("case", cases("negation.json"))
def test_a_negation_counts_where_the_other_asserts_the_very_thing(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, "negation") == expected(case)


@pytest.mark.parametrize("case", cases("negation.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, "negation") == expected(case)
