"""Denials of what the other report asserts, and denials of something else."""

from typing import Any

import pytest

from tests.claims.telling import cases, expected, parts, told
from twosource.annotate import Annotator
from twosource.claims.negation import negation


@pytest.mark.parametrize("case", cases("negation.json"))
def test_a_negation_counts_where_the_other_asserts_the_very_thing(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, "negation") == expected(case)


@pytest.mark.parametrize("case", cases("negation.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, "negation") == expected(case)


def test_what_another_part_of_the_sentence_denies_of_one_named_person_counts(annotator: Annotator) -> None:
    left = "Ewa Lind of Velmora was arrested on the old pier near Wexmoor on Sunday and later charged with endangering the crew."
    right = left.replace("was arrested", "was not arrested")
    assert [c.conflict for c in negation(parts(annotator, left, right, (1, 1)))] == [True]
