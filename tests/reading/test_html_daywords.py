"""Days and times as pages write them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.html.daywords import days, months, stamp

CASES = json.loads((Path(__file__).parent / "html_days_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "language", "value", "precision"), CASES)
def test_a_written_date_has_one_value_or_none(text: str, language: str | None, value: str | None, precision: str | None) -> None:
    assert (stamp(text, language) or (None, None)) == (value, precision)


def test_every_language_has_twelve_months_and_no_name_two_numbers() -> None:
    assert set(months().values()) == set(range(1, 13))
    assert months()["märz"] == months()["марта"] == months()["mars"] == 3


def test_two_dates_of_a_line_come_in_its_order() -> None:
    line = "Aktualisiert am 6. März 2019, zuerst am 4.3.2019 um 10:00 Uhr"
    assert [found for _, _, found in days(line)] == [("2019-03-06", "day"), ("2019-03-04T10:00", "minute")]


@given(st.text(max_size=60) | st.from_regex(r"\A[\d./:T+ -]{0,30}\Z"), st.none() | st.sampled_from(["en-US", "de", "", "-", "x"]))
def test_any_text_gives_a_value_or_none(text: str, language: str | None) -> None:
    found = stamp(text, language)
    assert found is None or found[1] in ("minute", "day", "month", "year")
