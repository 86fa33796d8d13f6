"""Marks are paired once each, those that agree first."""

from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.contrasts import anchored, closeness, matched
from twosource.claims.facts import Slot

NUMBERS = st.lists(st.integers(0, 9), max_size=8)


def slot(before: str, after: str) -> Slot:
    return Slot(0, 1, tuple(reversed(before.split())), tuple(after.split()))


def near(a: int, b: int) -> float:
    return 1.0 / (1 + abs(a - b))


@given(NUMBERS, NUMBERS)
def test_no_mark_is_paired_twice(left: list[int], right: list[int]) -> None:
    agreeing, differing = matched(left, right, lambda a, b: a == b, near, 0.3)
    paired = agreeing + differing
    assert all([a for a, _ in paired].count(n) <= left.count(n) for n in left)
    assert all([b for _, b in paired].count(n) <= right.count(n) for n in right)


@given(NUMBERS, NUMBERS)
def test_marks_that_agree_are_never_left_to_differ(left: list[int], right: list[int]) -> None:
    agreeing, differing = matched(left, right, lambda a, b: a == b, near, 0.3)
    assert all(a == b for a, b in agreeing)
    assert all(a != b for a, b in differing)


def test_two_adjoining_words_of_which_one_tells_something_anchor_a_slot() -> None:
    assert anchored(slot("the examiner office in", ""), slot("at the office in", "today"))
    assert not anchored(slot("killed in", "on the"), slot("lives in", "on a"))


def test_adjoining_words_count_more_than_farther_ones() -> None:
    assert closeness(slot("old office in", ""), slot("new office in", "")) > closeness(
        slot("office in", ""), slot("office at", "")
    )
