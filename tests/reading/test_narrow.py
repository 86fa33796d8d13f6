"""How reports of one story narrow each other's dates."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from twosource.model import Article
from twosource.reading.article import article
from twosource.reading.narrow import narrow
from twosource.reading.report import Report

REPORTS = Path(__file__).parents[2] / "../shared/reports"
FACTS = (
    "\n\nThe convoy left Lomar for Eskton and Brandt Bay with 309 people of the Teal League, among them Ola Quill,"
    " Pat Sund and 25 others from Norvik. It was stopped near Eskton by the Harbour Guard, and 516 rifles were taken to Lomar."
)
DATED = f"The army's spokesman, Colonel Jon Bell, said on September 1 that the Teal League had been stopped.{FACTS}"
WEEKDAY = f"The army on Thursday said it stopped the Teal League. Colonel Jon Bell spoke.{FACTS} Its war began in July 2014."
OTHER = "The Kestrel mill in Sandholm closed on Friday, said its owner, Mia Lund. It made 4,000 tons of paper in March 2017."


def made(text: str, **fields: str) -> Article:
    return article(Report(path=None, raw_sha256="0" * 64, text=text, **fields))


def test_day_weekday_and_a_past_year_leave_two_days() -> None:
    one, other = narrow([made(DATED, outlet="Lomar Post"), made(WEEKDAY, outlet="Esk Herald")])
    for found in (one.published, other.published):
        assert (found.value, found.candidates, found.precision) == ("XXXX-09-01", ("2016-09-01", "2022-09-01"), "day")
        assert "Lomar Post: tells what was said on September 1" in found.why
        assert "Esk Herald: tells what was said on a Thursday and looks back on July 2014" in found.why
    assert (one.published.how, other.published.how) == ("text", "inferred")


def test_a_full_date_gives_the_others_their_year_and_is_kept_itself() -> None:
    dated, full = made(DATED), made(WEEKDAY, published="2016-09-02")
    one, other = narrow([dated, full])
    assert (one.published.value, one.published.how) == ("2016-09-01", "inferred")
    assert other == full


def test_a_full_date_of_another_week_gives_nothing() -> None:
    dated, full = made(DATED), made(WEEKDAY, published="2016-10-20")
    assert narrow([dated, full]) == (dated, full)


def test_a_report_of_something_else_takes_no_part() -> None:
    dated, other = made(DATED), made(OTHER, published="2016-09-02")
    assert narrow([dated, other]) == (dated, other)


def test_the_order_of_the_reports_makes_no_difference() -> None:
    given = [made(DATED), made(WEEKDAY), made(OTHER), made(DATED + " He left.", published="2022-09-01")]
    expected = {found.id: found for found in narrow(given)}
    for order in permutations(given):
        assert [expected[found.id] for found in order] == list(narrow(order))


def test_reports_that_contradict_each_other_are_left_alone() -> None:
    one, other = made(DATED), made(DATED.replace("September 1", "September 5"))
    assert narrow([one, other]) == (one, other)


def test_a_single_report_is_left_alone() -> None:
    one = made(DATED)
    assert narrow([one]) == (one,)
    assert narrow([]) == ()


def test_the_two_real_reports_leave_two_days() -> None:
    paths = sorted(REPORTS.glob("*.txt"))
    if not paths:
        pytest.skip("the two real reports are not here")
    given = [replace(made(path.read_text(encoding="utf-8")), path=str(path)) for path in paths]
    assert [found.published.value for found in given] == ["XXXX-09-01", None]
    assert [found.published.candidates for found in narrow(given)] == [("2016-09-01", "2022-09-01")] * 2
    assert [found.published.how for found in narrow(given)] == ["text", "inferred"]
