"""What a score means depends on its story: facts near a third are near each other where one event is told, else not."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.cohesion import MOST_NEAR, cohesion

OWN = [frozenset({f"report{n}"}) for n in range(60)]


def test_one_event_told_alike_by_all_counts_for_more() -> None:
    assert cohesion(combinations(range(8), 2), OWN) > 1.4


def test_facts_that_only_meet_in_one_of_them_count_for_less() -> None:
    assert cohesion([(0, n) for n in range(1, 12)], OWN) < 0.5


@pytest.mark.parametrize("edges", [[], [(0, 1)], [(0, 1), (2, 3)]])
def test_a_story_without_paths_between_three_facts_is_an_ordinary_one(edges: list[tuple[int, int]]) -> None:
    assert cohesion(edges, OWN) == pytest.approx(1)


def test_two_reports_have_no_three_facts_to_go_by() -> None:
    homes = [frozenset({"first"}), frozenset({"second"})] * 10
    edges = [(left, right) for left in range(0, 20, 2) for right in range(1, 20, 2)]
    assert cohesion(edges, homes) == pytest.approx(1)


def test_words_that_two_reports_print_are_told_in_both() -> None:
    homes = [frozenset({"first", "second"}), frozenset({"third"}), frozenset({"first", "second"})]
    assert cohesion([(0, 1), (1, 2), (0, 2)], homes) > cohesion([(0, 1), (1, 2)], homes)


def test_of_a_fact_near_to_many_the_nearest_are_asked() -> None:
    nearest = [(0, n) for n in range(1, MOST_NEAR + 1)] + list(combinations(range(1, MOST_NEAR + 1), 2))
    farther = [(0, n) for n in range(MOST_NEAR + 1, 60)]
    assert cohesion(nearest + farther, OWN) == cohesion(nearest, OWN)


@given(edges=st.lists(st.sampled_from(list(combinations(range(7), 2))), unique=True), order=st.permutations(range(7)))
def test_neither_numbering_nor_direction_counts(edges: list[tuple[int, int]], order: list[int]) -> None:
    renamed = [(order[right], order[left]) for left, right in edges]
    assert cohesion(renamed, OWN) == cohesion(edges, OWN)


@given(edges=st.lists(st.sampled_from(list(combinations(range(9), 2))), unique=True))
def test_nothing_holds_together_better_than_where_all_are_near_all(edges: list[tuple[int, int]]) -> None:
    assert cohesion(combinations(range(9), 2), OWN) >= cohesion(edges, OWN)
