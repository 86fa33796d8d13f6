"""Calendar values and ranges of days, with and without a year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.lexicon.calendar import (
    Range,
    add_months,
    bounds,
    easter,
    is_day,
    nth_weekday,
    precision,
    relation,
    same_day,
    week_of,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def ranges(with_year: bool) -> st.SearchStrategy[Range]:
    def made(first: date, days: int) -> Range:
        ends = first.isoformat(), (first + timedelta(days=days)).isoformat()
        return ends if with_year else ("XXXX" + ends[0][4:], "XXXX" + ends[1][4:])

    return st.builds(made, DAYS, st.integers(0, 200))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("2016-07-01", "2016-07-31"), ("2016-07-01", "2016-07-31"), "same"),
        (("2016-07-05", "2016-07-05"), ("2016-07-01", "2016-07-31"), "within"),
        (("2016-07-20", "2016-08-10"), ("2016-08-01", "2016-08-31"), "overlap"),
        (("2016-07-01", "2016-07-31"), ("2016-08-01", "2016-08-31"), "disjoint"),
        (("2015-07-01", "2015-07-31"), ("2016-07-01", "2016-07-31"), "disjoint"),
        (("XXXX-07-01", "XXXX-07-31"), ("XXXX-08-01", "XXXX-08-31"), "disjoint"),
        (("XXXX-07-01", "XXXX-07-31"), ("2016-07-01", "2016-07-31"), "same"),
        (("2016-07-05", "2016-07-05"), ("XXXX-07-01", "XXXX-07-31"), "within"),
        (("XXXX-12-20", "XXXX-01-10"), ("XXXX-01-05", "XXXX-01-05"), "within"),
        (("XXXX-12-20", "XXXX-01-10"), ("2016-12-31", "2017-01-20"), "overlap"),
        (("XXXX-12-20", "XXXX-01-10"), ("XXXX-02-01", "XXXX-02-01"), "disjoint"),
        (("2015-01-01", "2016-12-31"), ("XXXX-07-05", "XXXX-07-05"), "within"),
        ((None, None), ("2016-07-01", "2016-07-31"), "unknown"),
        ((None, "2016-07-31"), ("2016-07-01", "2016-07-31"), "within"),
        ((None, "2016-06-30"), ("2016-07-01", "2016-07-31"), "disjoint"),
        ((None, "XXXX-06-30"), ("2016-07-01", "2016-07-31"), "unknown"),
        (("2016-08-01", "2016-07-01"), ("2016-07-01", "2016-07-31"), "unknown"),
        (("nonsense", "2016-07-01"), ("2016-07-01", "2016-07-31"), "unknown"),
    ],
)
def test_two_ranges_stand_so(a: Range, b: Range, expected: str) -> None:
    assert relation(a, b) == expected
    assert relation(b, a) == expected


@given(st.one_of(ranges(True), ranges(False)), st.one_of(ranges(True), ranges(False)))
def test_a_relation_is_the_same_from_both_sides(a: Range, b: Range) -> None:
    assert relation(a, b) == relation(b, a)
    assert relation(a, b) != "unknown"


@given(st.one_of(ranges(True), ranges(False)))
def test_a_range_is_the_same_as_itself(a: Range) -> None:
    assert relation(a, a) == "same"


@given(ranges(True), st.integers(0, 50), st.integers(0, 50))
def test_a_part_lies_within_the_whole_with_and_without_a_year(a: Range, before: int, after: int) -> None:
    first, last = date.fromisoformat(a[0] or ""), date.fromisoformat(a[1] or "")
    whole = (first - timedelta(days=before)).isoformat(), (last + timedelta(days=after)).isoformat()
    assert relation(a, whole) == ("same" if before == after == 0 else "within")
    assert relation(("XXXX" + a[0][4:], "XXXX" + a[1][4:]), whole) in ("same", "within")  # type: ignore[index]


@pytest.mark.parametrize(
    ("value", "fine", "first", "last"),
    [
        ("2016-08", "month", "2016-08-01", "2016-08-31"),
        ("XXXX-02", "month", "XXXX-02-01", "XXXX-02-29"),
        ("2015-H2", "half", "2015-07-01", "2015-12-31"),
        ("XXXX", "year", "XXXX-01-01", "XXXX-12-31"),
        ("18", "century", "1800-01-01", "1899-12-31"),
        ("2016-WI", "season", "2015-12-01", "2017-03-20"),
        ("XXXX-WI", "season", "XXXX-12-01", "XXXX-03-20"),
        ("2016-09-01TNI", "day", "2016-09-01", "2016-09-01"),
        ("2016-09-01T10:30-05:00", "minute", "2016-09-01", "2016-09-01"),
        ("2016-W54", "week", None, None),
        ("2016-13", "month", None, None),
        ("2016-02-30", "day", None, None),
        ("PAST_REF", "none", None, None),
        (None, "none", None, None),
    ],
)
def test_a_value_covers_its_days(value: str | None, fine: str, first: str | None, last: str | None) -> None:
    assert precision(value) == fine
    assert bounds(value) == (first, last)


@given(DAYS)
def test_every_day_lies_in_its_own_week_month_and_year(day: date) -> None:
    for value in (week_of(day), day.isoformat()[:7], day.isoformat()[:4]):
        assert relation((day.isoformat(), day.isoformat()), bounds(value)) in ("within", "same")


@given(DAYS, st.integers(-400, 400))
def test_months_added_land_in_the_month_meant(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months


@given(DAYS)
def test_a_day_is_the_same_as_itself_without_its_year(day: date) -> None:
    assert same_day(day.isoformat(), "XXXX" + day.isoformat()[4:])
    assert is_day("XXXX" + day.isoformat()[4:])


def test_moving_holidays_fall_where_almanacs_say() -> None:
    found = [easter(year).isoformat() for year in (1998, 2000, 2016, 2024)]
    assert found == ["1998-04-12", "2000-04-23", "2016-03-27", "2024-03-31"]
    assert nth_weekday(2016, 5, 1, -1) == date(2016, 5, 30)
