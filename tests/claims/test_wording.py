"""Quotations cut and changed."""

from typing import Any

import pytest

from tests.claims.telling import cases, expected, told
from twosource.annotate import Annotator


@pytest.mark.parametrize("case", cases("wording.json"))
def test_quotations_are_compared_word_by_word(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, "wording") == expected(case)


@pytest.mark.parametrize("case", cases("wording.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, "wording") == expected(case)
