"""Quotations cut and changed, change by change."""

from typing import Any

import pytest

from tests.claims.telling import cases, differing, expected, told
from twosource.annotate import Annotator

KINDS = ("wording", "negation", "number")  # a `not` or a number changed inside a quotation is a conflict too


@pytest.mark.parametrize("case", cases("wording.json"))
def test_quotations_are_compared_word_by_word(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, *KINDS) == expected(case)


@pytest.mark.parametrize("case", cases("wording.json"))
def test_the_order_of_the_reports_changes_nothing(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", [None, None])[::-1]}
    assert told(annotator, turned, *KINDS) == expected(case)


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("We heard the pumps all night ... the hull broke", 'the quotation is cut, with a sign: "and then" in one only'),
        ("We heard the pumps all night, the hull broke", 'the quotation is not worded alike: "and then" in one only'),
        ("We heard [the engines] all night and then the hull broke", 'words in brackets: "pumps" beside "engines"'),
        ("We heard the pumps all day and then the hull broke", 'the quotation is not worded alike: "night" beside "day"'),
        ("We heard the pumps all night", "one report prints a part of the quotation that the other prints whole"),
        ("The pumps we heard all night and then the hull broke", "the same words in another order"),
    ],
)
def test_a_difference_says_what_was_done_to_the_quotation(printed: str, why: str, annotator: Annotator) -> None:
    whole = '"We heard the pumps all night and then the hull broke," Ewa Lind said.'
    found = differing(annotator, whole, f'"{printed}," Ewa Lind said.')
    assert [d.why for d in found if d.kind == "wording"] == [why]


def test_many_changes_are_one_rewording(annotator: Annotator) -> None:
    one = "The old ship went down in ten minutes and all of us heard the long bell from the first pier"
    other = "The big ship went down in five minutes and most of us heard the loud bell from the last pier"
    found = [d for d in differing(annotator, *(f'"{words}," Ewa Lind said.' for words in (one, other))) if d.kind == "wording"]
    assert [[v.span.text for v in sorted(d.values, key=lambda v: v.span.text)] for d in found] == [[other, one]]
