"""The figures of an account: what is counted, in what order, and what the plot of it shows."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from tests.present import accounts
from tests.present.hostile import HOSTILE, Elements
from twosource.model import Account, Figure, FigurePoint, FigureRule, Quantity
from twosource.present.anchors import claim_anchor, statement_anchor
from twosource.present.book import Book
from twosource.present.page.axis import day_words, instant, ticks
from twosource.present.page.dots import Chart
from twosource.present.page.figures import Figures, Row, claim_figures, figures
from twosource.present.templating import environment


def printed(view: object, macro: str = "figures") -> str:
    return environment().from_string(f"{{% from 'figures.html.j2' import {macro} %}}{{{{ {macro}(view) }}}}").render(view=view)


def figure(low: float, best: float, high: float, series: tuple[FigurePoint, ...] = (), **fields: object) -> Figure:
    plain = Figure(
        role="killed",
        of="people",
        unit=None,
        low=low,
        best=best,
        high=high,
        side=None,
        rule="latest",
        implicit=False,
        series=series,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def told(*values: tuple[str | None, float]) -> tuple[Account, tuple[FigurePoint, ...]]:
    """An account with a report for each day and value, one claim of them all, and the points."""
    reports = [
        article(f"The flood took {value} in case {n}.", id=f"r{n}", published=day, outlet=f"Paper {n}")
        for n, (day, value) in enumerate(values)
    ]
    said = [accounts.statement(report, report.text) for report in reports]
    points = tuple(FigurePoint(at=day, value=value, statement_id=s.id) for (day, value), s in zip(values, said, strict=True))
    account = accounts.account()
    made = replace(account, articles=tuple(reports), statements=tuple(said), claims=(accounts.claim("updated", *said),))
    return made, points


def shown(account: Account, *found: Figure) -> Figures:
    claim, *others = account.claims
    return figures(Book.of(replace(account, claims=(replace(claim, figures=found), *others))))


def drawn(*values: tuple[str | None, float], rule: FigureRule = "latest", best: float | None = None) -> Chart:
    account, points = told(*values)
    numbers = [value for _, value in values]
    row = shown(account, figure(min(numbers), numbers[-1] if best is None else best, max(numbers), points, rule=rule)).figures[0]
    assert row.chart is not None
    return row.chart


def test_a_figure_is_told_with_its_range_its_rule_its_reports_and_its_claim() -> None:
    account = accounts.account()
    row = figures(Book.of(account)).figures[0]
    disputed = account.claims[-1]
    assert (row.name, row.detail, row.low, row.best, row.high, row.rule) == ("killed", "people", "12", "17", "17", "latest")
    assert [link.anchor for link in row.claims] == [claim_anchor(disputed.id)]
    assert [(t.value, t.day, [link.text for link in t.links]) for t in row.told] == [
        ("12", "on 4 March 2025", ["[1]"]),
        ("17", "on 6 March 2025", ["[2]"]),
    ]
    assert row.told[0].links[0].anchor == statement_anchor(disputed.statement_ids[0])


def test_a_rule_is_said_in_words() -> None:
    assert "the number that most reports of the last day give" in printed(figures(Book.of(accounts.account())))


def test_the_same_thing_of_two_claims_is_told_once_with_both() -> None:
    account = accounts.account()
    toll = account.claims[-1].figures[0]
    twice = replace(account, claims=tuple(replace(claim, figures=(toll,)) for claim in account.claims[-2:]))
    rows = figures(Book.of(twice)).figures
    assert len(rows) == 1
    assert [link.text for link in rows[0].claims] == ["1", "2"]
    assert sum(len(t.links) for t in rows[0].told) == 2


def test_other_values_or_another_thing_are_rows_of_their_own() -> None:
    account, points = told(("2025-03-04", 3), ("2025-03-05", 3))
    view = shown(account, figure(3, 3, 3, points), figure(3, 3, 4, points), figure(3, 3, 3, points, of="dogs"))
    assert len(view.figures) == 3


def test_a_bare_number_is_no_figure() -> None:
    account, points = told(("2025-03-04", 3))
    assert not shown(account, figure(3, 3, 3, points, role=None, of=None)).figures


def test_figures_that_differ_come_first_then_the_dead_then_what_has_no_role() -> None:
    account, points = told(("2025-03-04", 3), ("2025-03-05", 4))
    alike = [figure(3, 3, 3, points, role=role, of=of) for role, of in ((None, "boats"), ("paid", None), ("missing", None))]
    view = shown(account, *alike, figure(3, 3, 3, points, of=None), figure(3, 4, 4, points, role=None, of="cars"))
    assert [row.name for row in view.figures] == ["cars", "killed", "missing", "paid", "boats"]


def test_what_is_told_without_a_number_is_said_to_be() -> None:
    account, points = told(("2025-03-04", 1), ("2025-03-04", 1))
    assert "told without a number" in printed(shown(account, figure(1, 1, 1, points, implicit=True)))


def test_words_that_leave_the_number_open_are_quoted() -> None:
    account, points = told(("2025-03-04", 3))
    said = account.statements[0]
    words = replace(said.span, text="at least 3")
    open_one = Quantity(value=3, low=3, high=None, bound="at_least", unit=None, of=None, role="killed", span=words)
    view = shown(replace(account, statements=(replace(said, quantities=(open_one,)),)), figure(3, 3, 3, points))
    assert view.figures[0].words == ('"at least 3"',)


def test_of_many_figures_those_of_one_report_alone_are_folded() -> None:
    account, points = told(("2025-03-04", 1), ("2025-03-05", 1))
    few = [figure(n, n, n, points[:1], of=f"things {n}") for n in range(12)]
    assert not shown(account, *few).folded
    view = shown(account, *few, *(figure(n, n, n, points[:1], of=f"others {n}") for n in range(8)), figure(1, 2, 3, points))
    assert (len(view.figures), len(view.folded)) == (12, 9)
    assert view.figures[0].low == "1"
    assert "9 more figures" in printed(view)
    open_ones = [figure(n, n, n + 1, points[:1], of=f"things {n}") for n in range(14)]
    assert not shown(account, *open_ones).folded


def test_a_huge_account_says_how_many_figures_it_leaves_out() -> None:
    account, points = told(("2025-03-04", 1))
    view = shown(account, *(figure(n, n, n, points, of=f"things {n}") for n in range(1_000)))
    assert len(view.figures) + len(view.folded) + view.left_out == 1_000
    assert f"{view.left_out} more figures are left out" in printed(view)


def test_reports_that_agree_on_one_day_need_no_drawing() -> None:
    account, points = told(("2025-03-04", 3), ("2025-03-04", 3))
    assert shown(account, figure(3, 3, 3, points)).figures[0].chart is None
    assert shown(account, figure(2, 3, 4, points)).figures[0].chart is not None


def test_equal_reports_of_one_time_are_one_mark_with_all_their_numbers() -> None:
    chart = drawn(("2025-03-04", 12), ("2025-03-04", 12), ("2025-03-06", 17))
    assert [mark.label.text for mark in chart.marks if mark.label] == ["[1] [2]", "[3]"]


def test_later_reports_stand_further_right_and_higher_numbers_higher() -> None:
    first, last = drawn(("2025-03-04", 12), ("2025-03-06", 17)).marks
    assert first.x < last.x
    assert first.y > last.y


def test_the_axis_names_the_first_and_last_day() -> None:
    texts = [label.text for label in drawn(("2025-03-04", 12), ("2025-03-05", 13), ("2025-03-06", 17)).xs]
    assert texts == ["4 Mar 2025", "6 Mar 2025"]


def test_reports_without_a_day_stand_apart_at_the_left() -> None:
    chart = drawn(("2025-03-04", 12), (None, 14), ("2025-03-06", 17))
    apart = [mark for mark in chart.marks if mark.says == "14: [3]"]
    assert chart.divider is not None
    assert apart[0].x < chart.divider < min(mark.x for mark in chart.marks if mark not in apart)
    assert "day unknown" in [label.text for label in chart.xs]


def test_days_without_a_year_have_an_axis_of_their_own_and_stand_apart_from_those_with_one() -> None:
    alone = drawn(("XXXX-03-04", 12), ("XXXX-03-06", 17))
    assert [label.text for label in alone.xs] == ["4 Mar", "6 Mar", "year unknown"]
    mixed = drawn(("2025-03-04", 12), ("XXXX-03-06", 17))
    assert [label.text for label in mixed.xs] == ["year unknown", "4 Mar 2025"]


@pytest.mark.parametrize(("rule", "best"), [("latest", 11), ("lowest", 11), ("highest", 14), ("majority", 12)])
def test_the_line_ends_at_the_best_of_each_rule(rule: FigureRule, best: float) -> None:
    chart = drawn(("2025-03-03", 12), ("2025-03-04", 12), ("2025-03-05", 14), ("2025-03-06", 11), rule=rule, best=best)
    heights = {mark.says.split(":")[0]: mark.y for mark in chart.marks}
    assert float(chart.step.split(",")[-1]) == heights[str(int(best))]
    assert chart.level is None


def test_a_best_that_no_dated_report_leads_to_is_a_level_line() -> None:
    chart = drawn((None, 14), ("2025-03-04", 12), ("2025-03-05", 13), best=14)
    assert not chart.step
    assert chart.level == min(mark.y for mark in chart.marks)


def test_the_band_reaches_as_far_as_the_words_do() -> None:
    account, points = told(("2025-03-04", 25), ("2025-03-04", 25))
    chart = shown(account, figure(20, 25, 30, points)).figures[0].chart
    assert chart is not None
    assert [label.text for label in chart.ys] == ["20", "30", "25"]
    assert chart.band_top < chart.marks[0].y < chart.band_top + chart.band_height


def test_numbers_without_measure_do_no_harm() -> None:
    account, points = told(("2025-03-04", 1), ("2025-03-05", inf))
    assert shown(account, figure(1, 1, inf, points)).figures[0].chart is None
    huge = shown(account, figure(1, 1, 1e300, points[:1])).figures[0]
    assert len(huge.high) < 21


def test_the_figures_of_one_claim_are_those_of_no_other() -> None:
    book = Book.of(accounts.account())
    assert [len(claim_figures(claim, book).figures) for claim in book.claims] == [1, 0, 0, 0]
    html = printed(claim_figures(book.claims[0], book).figures[0], "figure_chart")
    assert "12 to 17" in html
    assert "<svg" in html


def test_the_same_account_gives_the_same_page_whatever_the_order_of_its_parts() -> None:
    account = accounts.account()
    turned = replace(account, articles=account.articles[::-1], claims=account.claims[::-1], statements=account.statements[::-1])
    assert printed(figures(Book.of(account))) == printed(figures(Book.of(turned)))


def test_a_table_has_a_caption_and_heads_for_its_columns_and_rows() -> None:
    tags = Elements(printed(figures(Book.of(accounts.account())))).found
    assert [a["scope"] for tag, a in tags if tag == "th"] == ["col"] * 5 + ["row"]
    assert sum(tag == "caption" for tag, _ in tags) == 1


@given(words=HOSTILE, at=HOSTILE)
@settings(deadline=None, max_examples=30)
def test_hostile_words_change_nothing_but_their_own_cell(words: str, at: str) -> None:
    account, points = told((at, 3), ("2025-03-05", 4))
    calm = Elements(printed(shown(account, figure(3, 4, 4, points)))).found
    account, points = told((at, 3), ("2025-03-05", 4))
    html = printed(shown(account, figure(3, 4, 4, points, role=words, of=words, unit=words, side=words)))
    assert [tag for tag, _ in Elements(html).found] == [tag for tag, _ in calm]
    assert len(html) < 20_000
    assert "\u202e" not in html
    html.encode("utf-8")
    assert not any(name.startswith("on") or name == "style" for _, attrs in Elements(html).found for name in attrs)


DAY = st.one_of(
    st.none(),
    st.dates().map(str),
    st.dates().map(lambda day: f"XXXX{str(day)[4:]}"),
    st.datetimes().map(lambda t: t.isoformat()[:16]),
)


@given(values=st.lists(st.tuples(DAY, st.integers(-9, 10**12)), min_size=2, max_size=30))
@settings(deadline=None, max_examples=60)
def test_every_report_of_a_drawing_has_its_place_inside_it(values: list[tuple[str | None, float]]) -> None:
    account, points = told(*values)
    numbers = [value for _, value in values]
    row: Row = shown(account, figure(min(numbers), numbers[0], max(numbers), points)).figures[0]
    if row.chart is None:
        return
    chart = row.chart
    assert all(chart.left <= mark.x <= chart.right and chart.top <= mark.y <= chart.bottom for mark in chart.marks)
    inside = [*chart.xs, *(mark.label for mark in chart.marks if mark.label)]
    assert all(label.x - 3 * len(label.text) >= 0 and label.x + 3 * len(label.text) <= chart.width for label in inside)
    places = [(mark.x, mark.y) for mark in chart.marks]
    assert len(set(places)) == len(places)
    labels = sorted((mark.label for mark in chart.marks if mark.label), key=lambda label: label.x)
    apart = [(a, b) for a in labels for b in labels if a is not b and abs(a.y - b.y) < 12]
    assert all(abs(a.x - b.x) * 2 >= (len(a.text) + len(b.text)) * 6 for a, b in apart)


@pytest.mark.parametrize("value", ["2025-13-01", "2025-02-30", "0000-01-01", "XXXX-00-00", "2025-03-04T99:99", "٢٠٢٥-03-04", ""])
def test_a_day_that_is_none_is_no_place_and_has_words_all_the_same(value: str) -> None:
    at = instant(value)
    assert at is None or at.part == 1.0
    assert isinstance(day_words(value), str)


@given(first=st.dates(), length=st.integers(0, 40_000), most=st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_an_axis_names_no_more_days_than_it_has_room_for(first: object, length: int, most: int) -> None:
    start = first.toordinal()  # type: ignore[attr-defined]
    named = ticks(start, min(start + length, 3_652_059), most)
    assert 1 <= len(named) <= most
    assert all(start <= day <= start + length for day in named)


def test_of_many_reports_none_is_lost_from_the_drawing() -> None:
    values = [(f"2025-03-{1 + n // 24:02}T{n % 24:02}:00", float(n * 7919 % 211)) for n in range(200)]
    chart = drawn(*values)
    assert len(chart.marks) <= 80
    assert max(mark.x for mark in chart.marks) > chart.right - 30
