"""Who said it: the same words put into two mouths, and two who may both have said it."""

from typing import Any

import pytest

from tests.claims.telling import cases, expected, told
from twosource.annotate import Annotator


@pytest.mark.parametrize("case", cases("speakers.json"))
def test_speakers_exclude_each_other_only_where_the_words_are_the_same(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, "speaker") == expected(case)


@pytest.mark.parametrize("case", cases("speakers.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, "speaker") == expected(case)
