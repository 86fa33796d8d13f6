"""Number words and digits to values."""

import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements.cases import cases
from twosource.statements.amounts.numerals import lexemes, numerals


@pytest.mark.parametrize("case", cases("numerals"))
def test_a_number_is_read_to_its_value(case: dict[str, Any]) -> None:
    assert [numeral.value for numeral in numerals(lexemes(case["input"]))] == case["expected"]


def test_a_whole_number_is_an_int() -> None:
    assert [type(n.value) for n in numerals(lexemes("3.5 million and 1.25"))] == [int, float]


@given(st.integers(0, 10**12))
def test_digits_with_and_without_commas_mean_the_same(number: int) -> None:
    for text in (str(number), f"{number:,}"):
        assert [n.value for n in numerals(lexemes(text))] == [number]


@given(st.text())
def test_lexemes_cover_every_word_once_and_in_order(text: str) -> None:
    found = lexemes(text)
    assert all(text[x.start : x.end] == x.text for x in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert sum(len(x.text) for x in found) == sum(not c.isspace() for c in text)


@given(st.text(alphabet="0123456789,.-/½ aonehudrtwmilk$%", max_size=60))
def test_numerals_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = list(numerals(lexemes(text)))
    assert all(a.last < b.first for a, b in pairwise(found))


@pytest.mark.parametrize(
    "pump",
    ["1,111", "1.", "a.b", "a'b", "half a ", "one hundred and ", "twenty-", "1/2/", "tens of ", "½ 1", "9", "1 000 ", "111 "],
)
def test_no_text_makes_reading_more_than_linear(pump: str) -> None:
    def seconds(times: int) -> float:
        start = time.perf_counter()
        for _ in numerals(lexemes(pump * times)):
            pass
        return time.perf_counter() - start

    seconds(100)
    short = min(seconds(300) for _ in range(3))
    # Ten times the text: linear is 10, quadratic 100; the slack is for a busy machine.
    assert min(seconds(3_000) for _ in range(3)) < 45 * short + 0.05
