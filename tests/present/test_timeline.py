"""The time line: which times are told, which are drawn, and where the reports stand beside them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from tests.present import accounts
from tests.present.hostile import HOSTILE, Elements
from twosource.model import Account, Dating, Part, Span, Statement, Time, TimeType
from twosource.present.anchors import claim_anchor, report_anchor, statement_anchor
from twosource.present.book import Book
from twosource.present.page.timeline import Row, Timeline, clause, timeline
from twosource.present.templating import environment


def printed(view: Timeline) -> str:
    return environment().from_string("{% from 'timeline.html.j2' import timeline %}{{ timeline(view) }}").render(view=view)


def time(
    said: Statement, words: str, value: str | None, first: str | None = None, last: str | None = None, type: TimeType = "DATE"
) -> Time:
    start = said.span.start + said.span.text.index(words)
    span = replace(said.span, start=start, end=start + len(words), text=words)
    return Time(type=type, value=value, earliest=first, latest=last or first, how="by hand", span=span)


Told = tuple[str, str | None, str | None, str | None]  # words, value, first and last day


def story(*reports: tuple[str | None, tuple[Told, ...]]) -> Account:
    """An account of reports published on these days, each with one statement, a claim of its own, that tells these times."""
    articles, statements = [], []
    for n, (day, told) in enumerate(reports):
        text = f"Report {n} says the bridge fell {', then '.join(words for words, *_ in told) or 'once'} in the night."
        articles.append(article(text, id=f"r{n}", published=day, outlet=f"Paper {n}"))
        said = accounts.statement(articles[-1], text)
        statements.append(replace(said, times=tuple(time(said, *of) for of in told)))
    claims = tuple(accounts.claim("single", said) for said in statements)
    return replace(accounts.account(), articles=tuple(articles), statements=tuple(statements), claims=claims)


def shown(*reports: tuple[str | None, tuple[Told, ...]]) -> Timeline:
    return timeline(Book.of(story(*reports)))


def rows(view: Timeline) -> list[Row]:
    return [row for part in view.parts for row in (*part.rows, *part.folded)]


def told(view: Timeline) -> list[Row]:
    return [row for row in rows(view) if not row.published]


MONDAY: Told = ("on Monday", "2025-03-03", "2025-03-03", None)
SUNDAY: Told = ("on Sunday night", "2025-03-02TNI", "2025-03-02", None)
LONG_AGO: Told = ("in 1998", "1998", "1998-01-01", "1998-12-31")
JULY: Told = ("in July", "XXXX-07", "XXXX-07-01", "XXXX-07-31")
LAST_MONTH: Told = ("last month", "XXXX-08", "XXXX-08-01", "XXXX-08-31")


def test_times_stand_in_their_order_with_the_days_of_the_reports_between_them() -> None:
    view = shown(("2025-03-04", (MONDAY, LONG_AGO)), ("2025-03-02", (SUNDAY,)))
    assert [(row.when, row.weekday, row.published) for row in rows(view)] == [
        ("1998", "", ""),
        ("2 March 2025, night", "Sunday", ""),
        ("2 March 2025", "Sunday", "published"),
        ("3 March 2025", "Monday", ""),
        ("4 March 2025", "Tuesday", "published"),
    ]


def test_a_time_is_told_by_the_words_around_it_with_links_to_them_and_to_the_claim() -> None:
    account = story(("2025-03-04", (MONDAY,)))
    said = told(timeline(Book.of(account)))[0].said[0]
    assert (said.before, said.words, said.after) == ("Report 0 says the bridge fell ", "on Monday", " in the night.")
    assert said.reports[0].anchor == statement_anchor(account.statements[0].id)
    assert said.claim.anchor == claim_anchor(account.claims[0].id)


def test_the_same_time_of_several_reports_is_told_once_with_all_of_them() -> None:
    account = story(*(("2025-03-04", (MONDAY,)) for _ in range(4)))
    one_claim = replace(account, claims=(accounts.claim("agreed", *account.statements),))
    (row,) = told(timeline(Book.of(one_claim)))
    assert [link.text for link in row.said[0].reports] == ["[1]", "[2]", "[3]", "[4]"]


def test_times_near_the_reports_are_drawn_and_those_far_away_are_listed_and_counted() -> None:
    view = shown(("2025-03-04", (MONDAY, LONG_AGO, ("in 2031", "2031", "2031-01-01", "2031-12-31"))))
    assert [row.key for row in told(view)] == ["", "A", ""]
    assert view.notes == ("1 earlier time is listed only", "1 later time is listed only")
    assert view.span == "3 Mar 2025 to 4 Mar 2025"


def test_without_any_year_the_drawing_goes_by_month_and_day_and_says_so() -> None:
    view = shown(("XXXX-09-01", (JULY,)), ("XXXX-09-01", (LAST_MONTH, LONG_AGO)))
    assert [part.title for part in view.parts] == ["Year unknown, by month and day", "With a year"]
    assert [row.key for row in told(view)] == ["A", "B", ""]
    assert view.span == "1 Jul to 1 Sep, year unknown"
    assert "year unknown" in [name.text for name in view.drawings[0].names]
    july, august = view.drawings[0].events
    assert july.is_bar
    assert july.x + july.width <= august.x


def test_beside_years_that_are_known_those_without_one_are_listed_apart() -> None:
    view = shown(("2025-09-01", (JULY,)), ("2025-09-02", (LAST_MONTH,)))
    assert [part.title for part in view.parts] == ["With a year", "Year unknown, by month and day"]
    assert not any(row.key for row in told(view))
    assert view.notes == ("2 times without a year are listed only",)


def test_a_weekday_that_no_date_places_is_told_as_such() -> None:
    view = shown(("2025-03-04", (("on Friday", "XXXX-WXX-5", None, None),)))
    assert [(part.title, part.rows[0].when) for part in view.parts][1:] == [("Day unknown", "a Friday, day unknown")]


@pytest.mark.parametrize(
    ("value", "type"),
    [("P2D", "DURATION"), ("P1W", "SET"), ("PAST_REF", "DATE"), ("PRESENT_REF", "DATE"), (None, "DATE"), ("PXM", "DATE")],
)
def test_what_is_no_point_in_time_is_left_out(value: str | None, type: TimeType) -> None:
    account = story(("2025-03-04", ()))
    said = account.statements[0]
    found = replace(account, statements=(replace(said, times=(time(said, "night", value, type=type),)),))
    assert not told(timeline(Book.of(found)))


def test_a_statement_of_no_claim_gives_no_time() -> None:
    account = story(("2025-03-04", (MONDAY,)), ("2025-03-04", (SUNDAY,)))
    assert [row.when for row in told(timeline(Book.of(replace(account, claims=account.claims[:1]))))] == ["3 March 2025"]


def test_words_that_a_nested_statement_has_too_are_told_once() -> None:
    account = story(("2025-03-04", (MONDAY,)))
    outer = account.statements[0]
    inner = replace(
        outer, id="inner", parent=outer.id, span=replace(outer.span, start=outer.span.start + 7, text=outer.span.text[7:])
    )
    both = replace(account, statements=(outer, inner), claims=(account.claims[0], accounts.claim("single", inner)))
    (row,) = told(timeline(Book.of(both)))
    assert len(row.said) == 1


def test_a_time_belongs_to_the_claim_whose_words_it_stands_in() -> None:
    account = story(("2025-03-04", (SUNDAY, MONDAY)))
    said = account.statements[0]
    parts = [Part(statement_id=said.id, span=of.span) for of in said.times]
    claims = tuple(replace(accounts.claim("single", said), id=f"c{n}", parts=(part,)) for n, part in enumerate(parts))
    book = Book.of(replace(account, claims=claims))
    assert [row.said[0].claim.anchor for row in told(timeline(book))] == ["claim-c0", "claim-c1"]


def test_a_dateline_is_shown_where_it_stands() -> None:
    report = article("TARN, March 4 (Agency) - A bridge fell.", id="r", published="2025-03-04")
    said = accounts.statement(report, "A bridge fell.")
    day = Time(
        type="DATE",
        value="2025-03-04",
        earliest="2025-03-04",
        latest="2025-03-04",
        how="",
        span=Span(start=6, end=13, text="March 4", original=None),
    )
    assert clause(said, day, report.text)[:2] == ("TARN, ", "March 4")
    wrong = replace(day, span=replace(day.span, start=900, end=907))
    assert clause(said, wrong, report.text) == ("", "March 4", "")


def test_long_clauses_are_cut_at_words_and_say_so() -> None:
    text = (
        f"{'The old bridge over the river that everybody knows ' * 4}fell on Monday {'into the cold and very deep water ' * 6}."
    )
    report = article(text, id="r", published="2025-03-04")
    said = accounts.statement(report, report.text)
    before, _, after = clause(said, time(said, "on Monday", "2025-03-03"), report.text)
    assert before.startswith("… ")
    assert after.endswith(" …")
    assert max(len(before), len(after)) < 100


def test_reports_of_one_day_are_stacked_and_many_become_one_mark() -> None:
    few = shown(*(("2025-03-04", ()) for _ in range(3))).drawings[0].reports
    assert [(mark.label.text, mark.anchor) for mark in few] == [(str(n + 1), report_anchor(f"r{n}")) for n in range(3)]
    assert len({mark.x for mark in few}) == 1
    assert len({mark.y for mark in few}) == 3
    many = shown(*(("2025-03-04", ()) for _ in range(137))).drawings[0].reports
    assert [mark.label.text for mark in many] == ["137 reports"]


def test_a_report_without_a_day_stands_apart_at_the_left() -> None:
    one = shown(("2025-03-04", ()), (None, ()))
    dated, apart = one.drawings[0].reports
    assert apart.x + apart.width < one.drawings[0].axis_start < dated.x
    assert "day unknown" in [name.text for name in one.drawings[0].names]
    mixed = shown(("2025-03-04", ()), ("XXXX-03-04", ()), (None, ()))
    assert "not fully dated" in [name.text for name in mixed.drawings[0].names]


def test_a_report_that_was_changed_later_is_marked_again() -> None:
    account = story(("2025-03-04", ()))
    changed = Dating(value="2025-03-06T10:00", precision="minute", how="metadata", why="")
    view = timeline(Book.of(replace(account, articles=(replace(account.articles[0], modified=changed),))))
    assert [mark.changed for mark in view.drawings[0].reports] == [False, True]
    assert "later changes" in printed(view)
    assert [link.text for row in rows(view) for link in row.reports] == ["[1]", "[1] changed"]


def test_one_report_of_another_year_does_not_squeeze_the_days_of_the_story() -> None:
    view = shown(("2025-03-04", (MONDAY,)), ("2025-03-05", ()), ("1970-01-01", ()))
    assert view.span == "3 Mar 2025 to 5 Mar 2025"


def test_without_any_day_there_is_no_drawing() -> None:
    view = shown((None, ()))
    assert not view.drawings
    assert "<svg" not in printed(view)


def test_without_days_of_reports_the_times_are_drawn() -> None:
    view = shown((None, (MONDAY, SUNDAY)))
    assert len(view.drawings[0].events) == 2


def test_a_huge_account_shows_sixty_times_and_folds_the_rest() -> None:
    days = [f"19{n % 100:02}-0{1 + n // 100}-11" for n in range(700)]
    view = shown(("2025-03-04", tuple((f"time {day}", day, day, None) for day in days)))
    assert sum(len(part.rows) for part in view.parts) == 60
    assert sum(len(part.rows) + len(part.folded) for part in view.parts) == 400
    assert "301 more times are not listed" in printed(view)


def test_the_same_account_gives_the_same_time_line_whatever_the_order_of_its_parts() -> None:
    account = story(("2025-03-04", (MONDAY, LONG_AGO)), ("2025-03-02", (SUNDAY,)))
    turned = replace(account, articles=account.articles[::-1], statements=account.statements[::-1], claims=account.claims[::-1])
    assert printed(timeline(Book.of(account))) == printed(timeline(Book.of(turned)))


def test_every_link_of_the_drawing_to_a_time_leads_to_its_row() -> None:
    tags = Elements(printed(shown(("2025-03-04", (MONDAY, SUNDAY))))).found
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    targets = {(attrs.get("href") or "")[1:] for tag, attrs in tags if tag == "a" if "time-" in (attrs.get("href") or "")}
    assert targets == set(ids)
    assert len(ids) == len(set(ids))


@given(words=HOSTILE, value=HOSTILE, day=HOSTILE)
@settings(deadline=None, max_examples=30)
def test_hostile_words_change_nothing_but_their_own_cell(words: str, value: str, day: str) -> None:
    calm = [tag for tag, _ in Elements(printed(shown(("x", (("calm", "y", "z", None),)), ("2025-03-04", ())))).found]
    html = printed(shown((day, ((words, value, value, None),)), ("2025-03-04", ())))
    assert [tag for tag, _ in Elements(html).found] == calm
    assert len(html) < 20_000
    assert "\u202e" not in html
    html.encode("utf-8")
    assert not any(name.startswith("on") or name == "style" for _, attrs in Elements(html).found for name in attrs)


DAY = st.one_of(
    st.none(),
    st.dates().map(str),
    st.dates().map(lambda day: f"XXXX{str(day)[4:]}"),
    st.integers(1, 28).map("2025-03-{:02}".format),
)
HOUR = st.builds("2025-03-{:02}T{:02}:{:02}".format, st.integers(1, 28), st.integers(0, 23), st.integers(0, 59))


@given(reports=st.lists(st.tuples(st.one_of(DAY, HOUR), DAY, DAY), min_size=1, max_size=60))
@settings(deadline=None, max_examples=60)
def test_nothing_of_a_drawing_covers_another_or_leaves_it(reports: list[tuple[str | None, str | None, str | None]]) -> None:
    view = shown(*((at, ((f"time {n}", first, first, last),)) for n, (at, first, last) in enumerate(reports)))
    for one in view.drawings:
        assert all(mark.x >= 0 and mark.x + mark.width <= one.width and 0 <= mark.y <= one.height for mark in one.reports)
        assert all(0 <= mark.x <= one.width and 0 <= mark.y < one.axis_top for mark in one.events)
        assert all(0 <= label.x <= one.width for label in one.ticks)
        for a, b in pairwise(sorted(one.reports, key=lambda mark: (mark.y, mark.x))):
            assert a.y != b.y or a.x + a.width <= b.x
        for left, right in pairwise(sorted(one.events, key=lambda mark: (mark.y, mark.x))):
            assert left.y != right.y or left.x + (left.width if left.is_bar else 5) <= right.x
        assert len(one.events) + one.hidden == sum(bool(row.key) for row in told(view))


@given(reports=st.lists(st.tuples(DAY, DAY), min_size=1, max_size=30))
@settings(deadline=None, max_examples=40)
def test_no_report_and_no_time_is_lost(reports: list[tuple[str | None, str | None]]) -> None:
    view = shown(*((at, ((f"time {n}", day, day, None),)) for n, (at, day) in enumerate(reports)))
    published = sum(len(row.reports) + row.more_reports for row in rows(view) if row.published)
    assert published == len(reports)
    assert len(told(view)) == len({day for _, day in reports if day})


def test_the_drawing_of_a_narrow_page_fits_it() -> None:
    wide, narrow = shown(("2025-03-04", (MONDAY, SUNDAY))).drawings
    assert (wide.width, narrow.width) == (680.0, 328.0)


def test_days_far_from_the_reports_do_not_squeeze_the_story_even_where_others_stand_between() -> None:
    scattered = tuple((f"time {n}", f"2025-01-{n:02}", f"2025-01-{n:02}", None) for n in range(1, 29, 5))
    view = shown(("2025-02-10", scattered))
    assert view.span == "21 Jan 2025 to 10 Feb 2025"


def test_reports_of_many_hours_are_drawn_together_rather_than_over_one_another() -> None:
    hours = [(f"2025-03-0{1 + n // 50}T{n % 24:02}:{n % 60:02}", ()) for n in range(200)]
    for one in shown(*hours).drawings:
        counts = [int(mark.label.text.split()[0]) if "reports" in mark.label.text else 1 for mark in one.reports]
        assert sum(counts) == 200
        assert len({mark.y for mark in one.reports}) <= 8
