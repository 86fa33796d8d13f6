"""Passages of two reports: whole, whatever their length, and never over what stands between two stretches of the body."""

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from twosource.derivations.passages import Passage, passages
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import Words, words_of

SETTINGS = DerivationSettings()


def _words(key: str, numbers: list[int]) -> Words:
    """The words of a report in which each number stands for a word; 0 for a break."""
    made = words_of(article("", id=key), {})
    zeros = array("i", [0] * len(numbers))
    return Words(
        made.article, made.view, array("i", numbers), zeros, zeros, array("i", [0] * (len(numbers) + 1)), (), frozenset()
    )


def _found(*reports: list[int]) -> dict[tuple[str, str], tuple[Passage, ...]]:
    return passages({f"r{n}": _words(f"r{n}", report) for n, report in enumerate(reports)}, SETTINGS)


@pytest.mark.parametrize("length", [8, 9, 63, 64, 65, 72, 128, 200])
def test_a_passage_is_found_whole_whatever_its_length(length: int) -> None:
    shared = list(range(1, length + 1))
    assert _found([1001, *shared, 1002], [1003, 1004, *shared, 1005]) == {("r0", "r1"): (Passage(1, 1 + length, 2, 2 + length),)}


def test_a_passage_ends_at_a_break_in_both() -> None:
    shared = [*range(1, 71), 0, *range(71, 141)]
    assert _found(shared, shared) == {("r0", "r1"): (Passage(0, 70, 0, 70), Passage(71, 141, 71, 141))}


def test_a_passage_goes_on_after_a_few_other_words() -> None:
    one = [*range(1, 41), 500, 501, *range(41, 81)]
    other = [*range(1, 41), 600, *range(41, 81)]
    assert _found(one, other) == {("r0", "r1"): (Passage(0, 82, 0, 81),)}


@given(
    reports=st.lists(st.lists(st.integers(0, 12), max_size=40), min_size=2, max_size=5),
    shared=st.lists(st.integers(1, 12), min_size=8, max_size=90),
)
def test_passages_begin_and_end_with_equal_words_and_do_not_overlap(reports: list[list[int]], shared: list[int]) -> None:
    given_reports = [*reports, shared, [99, *shared, 98]]
    for pair, found in _found(*given_reports).items():
        a, b = (given_reports[int(key[1:])] for key in pair)
        for p in found:
            assert p.length >= SETTINGS.passage_words
            assert (a[p.a0], a[p.a1 - 1]) == (b[p.b0], b[p.b1 - 1])
            assert 0 not in a[p.a0 : p.a1]
        later = "b" if len(b) >= len(a) else "a"
        runs = sorted((p.b0, p.b1) if later == "b" else (p.a0, p.a1) for p in found)
        assert all(end <= start for (_, end), (start, _) in pairwise(runs))
    assert ("r" + str(len(reports)), "r" + str(len(reports) + 1)) in _found(*given_reports)
