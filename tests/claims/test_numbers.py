"""Numbers that can both be right, and numbers that cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.claims.telling import cases, expected, parts, told
from twosource.annotate import Annotator
from twosource.claims.numbers import comparable, compatible, numbers, shown
from twosource.model import Quantity, Span

CASES = json.loads((Path(__file__).parent / "numbers.json").read_text(encoding="utf-8"))
SPAN = Span(start=0, end=1, text="x", original=(0, 1))


def quantity(value: Any, low: Any, high: Any, bound: Any, **rest: Any) -> Quantity:
    return Quantity(**{"unit": None, "of": None, "role": None, **rest}, value=value, low=low, high=high, bound=bound, span=SPAN)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["label"])
def test_numbers_are_compared_with_their_bounds(case: dict[str, Any]) -> None:
    a, b = quantity(*case["a"]), quantity(*case["b"])
    assert compatible(a, b) is case["compatible"]
    assert compatible(b, a) is case["compatible"]


def test_dollars_are_not_compared_with_people() -> None:
    assert not comparable(quantity(9, 9, 9, "exactly", unit="USD"), quantity(9, 9, 9, "exactly", of="people"))


def test_the_killed_are_not_compared_with_the_injured() -> None:
    assert not comparable(quantity(9, 9, 9, "exactly", role="killed"), quantity(9, 9, 9, "exactly", role="injured"))


def test_cars_are_not_compared_with_houses() -> None:
    assert not comparable(quantity(9, 9, 9, "exactly", of="cars"), quantity(9, 9, 9, "exactly", of="houses"))


def test_one_role_is_compared_whatever_the_counted_are_called() -> None:
    ours = quantity(9, 9, 9, "exactly", role="killed", of="villagers")
    assert comparable(ours, quantity(9, 9, 9, "exactly", role="killed", of="people"))


def test_a_range_is_shown_by_its_ends() -> None:
    assert shown(quantity(None, 2, 3, "between")) == "2..3"
    assert shown(quantity(None, 2, None, "at_least")) == "2.."
    assert shown(quantity(3.5, 3.5, 3.5, "exactly")) == "3.5"


@pytest.mark.parametrize("case", cases("number_pairs.json"))
def test_numbers_are_compared_with_the_numbers_of_the_same_thing(case: dict[str, Any], annotator: Annotator) -> None:
    assert told(annotator, case, "number", "scope") == expected(case)


@pytest.mark.parametrize("case", cases("number_pairs.json"))
def test_the_order_of_the_reports_changes_no_number(case: dict[str, Any], annotator: Annotator) -> None:
    turned = case | {"left": case["right"], "right": case["left"], "published": case.get("published", (None, None))[::-1]}
    assert told(annotator, turned, "number", "scope") == expected(case)


def test_a_sum_in_the_other_part_of_a_sentence_is_compared_by_what_it_is_for(annotator: Annotator) -> None:
    ours = "A masked thief stole £40m worth of stones from the Hotel Marel in Velmora."
    theirs = (
        "An armed man carried out a robbery at the Hotel Marel in Velmora, making off with rings worth £70m in broad daylight."
    )
    (found,) = numbers(parts(annotator, ours, theirs, (0, 0)))
    assert (found.conflict, found.left.span.text, found.right.span.text) == (True, "£40m", "£70m")


def test_a_sum_for_another_thing_in_the_other_part_is_not_compared(annotator: Annotator) -> None:
    ours = "A masked thief stole £40m worth of stones from the Hotel Marel in Velmora."
    theirs = "An armed man carried out a robbery at the Hotel Marel in Velmora, facing a fine of £70m in broad daylight."
    assert not list(numbers(parts(annotator, ours, theirs, (0, 0))))
