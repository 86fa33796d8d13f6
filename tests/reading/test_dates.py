"""When a report was published, as far as it says."""

import pytest

from twosource.reading import dates
from twosource.reading.blocks import blocks
from twosource.text import compose

BODY = "The mill in Lomar closed for good this week, its owner said in a statement."
GIVEN = [
    ("2016-09-01", "2016-09-01", "day"),
    ("2016-09-01T13:50:00Z", "2016-09-01T13:50+00:00", "minute"),
    ("2016-09-01 13:50:00", "2016-09-01T13:50", "minute"),
    ("20160901", "2016-09-01", "day"),
    ("September 1, 2016", "2016-09-01", "day"),
    ("1 Sept. 2016", "2016-09-01", "day"),
    ("Thu, 01 Sep 2016 13:50:00 +0500", "2016-09-01T13:50+05:00", "minute"),
    ("2016-09", "2016-09", "month"),
    ("2016", "2016", "year"),
    ("XXXX-09-01", "XXXX-09-01", "day"),
    ("5/29/2016", "2016-05-29", "day"),
]
URLS = [
    ("http://a.example/2016/09/01/mill", "2016-09-01", "day"),
    ("http://a.example/world/2016/sep/01/mill", "2016-09-01", "day"),
    ("http://a.example/a/201609/01/WS5.html", "2016-09-01", "day"),
    ("http://a.example/news-2016-09-01.html", "2016-09-01", "day"),
    ("http://a.example/2016/09/mill", "2016-09", "month"),
]
STAMPS = [
    ("Posted: Sunday, February 16, 2014 1:50 PM EST Updated: Monday, February 17, 2014 9:00 AM EST", "2014-02-16T13:50-05:00"),
    ("July 16, 2018", "2018-07-16"),
    ("By Ada Moss | Sunday, 15 July 2018 09:27 PM", "2018-07-15T21:27"),
    ("By Ada Moss July 15 at 11:55 AM", "XXXX-07-15"),
]


def on_page(text: str, url: str | None = None) -> dates.Dating | None:
    return dates.on_page(blocks(compose([("text", text)])), url)


def in_sentences(text: str) -> dates.Dating:
    return dates.in_sentences(blocks(compose([("text", text)])))


@pytest.mark.parametrize(("text", "value", "precision"), GIVEN)
def test_a_given_date_is_read_in_any_common_form(text: str, value: str, precision: str) -> None:
    found = dates.given(text)
    assert found is not None
    assert (found.value, found.precision, found.how) == (value, precision, "given")


@pytest.mark.parametrize("text", ["4/11/2007", "soon", "2016-13-40", ""])
def test_what_can_be_read_two_ways_or_none_is_not_read(text: str) -> None:
    assert dates.given(text) is None


@pytest.mark.parametrize(("url", "value", "precision"), URLS)
def test_a_url_dates_its_report(url: str, value: str, precision: str) -> None:
    found = on_page(BODY, url)
    assert found is not None
    assert (found.value, found.precision, found.how) == (value, precision, "url")


@pytest.mark.parametrize(("stamp", "value"), STAMPS)
def test_a_stamp_dates_its_page(stamp: str, value: str) -> None:
    found = on_page(f"Mill Closes For Good\n\n{stamp}\n\n{BODY}")
    assert found is not None
    assert (found.value, found.how) == (value, "text")


def test_the_time_of_a_change_is_no_time_of_publication() -> None:
    text = f"Mill Closes For Good\n\nUpdated July 17, 2018\n\n{BODY}"
    assert on_page(text) is None
    changed = dates.modified(blocks(compose([("text", text)])))
    assert changed is not None
    assert changed.value == "2018-07-17"


def test_a_day_without_a_year_keeps_the_year_open() -> None:
    found = in_sentences("Minister Ada Moss said on September 1 that the mill in Lomar would close for good.")
    assert (found.value, found.candidates, found.precision, found.how) == ("XXXX-09-01", (), "day", "text")
    assert "no line gives the year" in found.why


def test_the_day_of_a_dateline_dates_its_report() -> None:
    found = in_sentences("LOMAR, May 30 (Reuters) - The mill closed for good, its owner said on May 29.")
    assert (found.value, found.why) == ("XXXX-05-30", "the report is datelined May 30; no line gives the year")


def test_a_weekday_and_a_past_month_give_no_date() -> None:
    found = in_sentences(
        "The army on Thursday said it had freed the crew. It began its search in July 2014, and plans end by 2019."
    )
    assert (found.value, found.precision) == (None, "none")
    assert found.why == "the report tells of a Thursday; it looks back on July 2014; no line gives the day of publication"


def test_two_days_of_telling_leave_the_date_open() -> None:
    assert in_sentences("Moss said on May 3 it would close. Teo said on May 9 it would not.").value is None


def test_a_day_that_is_only_told_of_is_not_the_reports_own() -> None:
    assert in_sentences("The mill was shut on May 3 after a fire.").value is None


def test_a_day_to_come_is_not_the_reports_own() -> None:
    assert in_sentences("The mill will close for good on March 1, 2025, its owner said.").value is None
    assert in_sentences("Moss said on May 3, 2024 that the mill would close on March 1, 2025.").value == "2024-05-03"


def test_a_day_that_is_written_whole_may_be_of_a_year_after_this_release() -> None:
    later = dates.LATEST_YEAR + 20
    stamped, addressed = (
        on_page(f"Mill Closes\n\nJuly 16, {later}\n\n{BODY}"),
        on_page(BODY, f"http://a.example/{later}/09/01/mill"),
    )
    assert stamped is not None
    assert addressed is not None
    told = in_sentences(f"Minister Ada Moss said on September 1, {later} that the mill in Lomar was shut.")
    assert [found.value for found in (stamped, addressed, told)] == [f"{later}-07-16", f"{later}-09-01", f"{later}-09-01"]
