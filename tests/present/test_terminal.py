"""What a terminal shows of an account."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from tests.present.accounts import FIRST, account, articles, statement, value
from twosource.model import Block, Part, Story, StoryLink
from twosource.present.terminal import (
    render_account,
    render_articles,
    render_derivations,
    render_statements,
    render_stories,
)

WIDTHS = [40, 80, 119, 120, 160, 300]


def plain(width: int | None = 80) -> str:
    return render_account(account(), width=width, color=False)


def folded(words: str) -> str:
    return " ".join(words.split())


def test_sections_stand_in_the_order_a_journalist_needs_them() -> None:
    titles = ["REPORTS", "WHO TOOK FROM WHOM", "DISPUTED", "REFINED", "IN ONE REPORT ONLY", "WHAT IS MISSING OR UNCERTAIN"]
    places = [re.search(rf"^{title}", plain(), re.M) for title in titles]
    assert all(places)
    assert [p.start() for p in places if p] == sorted(p.start() for p in places if p)


@pytest.mark.parametrize("width", [40, 80, 119])
def test_every_word_of_a_statement_is_shown_whatever_the_width(width: int) -> None:
    shown = folded(plain(width))
    assert all(folded(s.span.text) in shown for s in account().statements)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert max(map(len, plain(width).splitlines())) <= width


def test_a_wide_page_puts_two_reports_side_by_side() -> None:
    beside = re.compile(r"\[1\] own words +\[2\] own words")
    assert beside.search(plain(120))
    assert not beside.search(plain(119))


def test_an_unknown_width_is_a_page_of_eighty() -> None:
    assert plain(None) == plain(80)


def test_without_colour_there_is_no_control_sequence_and_colour_changes_no_word() -> None:
    coloured = render_account(account(), width=80, color=True)
    assert "\x1b[" in coloured
    assert "\x1b" not in plain()
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain()


def test_reports_are_numbered_by_date_not_by_the_order_given() -> None:
    assert "[1] Lake Courier, 2025-03-04 (given)" in plain()
    turned = replace(account(), articles=account().articles[::-1], claims=account().claims[::-1])
    assert render_account(turned, width=80, color=False) == plain()


def test_a_dispute_shows_both_values_their_meaning_and_why() -> None:
    assert 'date: [1] "Monday" = 2025-03-03 AGAINST [2] "Sunday" = 2025-03-02 (two days)' in folded(plain())


def test_support_is_told_in_bounds_and_figures_with_their_rule_and_series() -> None:
    assert "2 reports, 1 to 2 reporters, 1 origin" in plain()
    assert "figures: killed 12 to 17 people, latest 17 (12 on 2025-03-04 [1], 17 on 2025-03-06 [2])" in folded(plain())


def test_credits_say_where_they_stand_and_what_they_prove() -> None:
    assert 'Reuters in the credit line, "(Reuters)": its text' in plain()


def test_speakers_and_stances_stand_before_the_words() -> None:
    assert "Ada Quist, partly quoted: The mayor said" in folded(plain())
    assert "Ada Quist, denies: Ada Quist denied that the dam was old." in folded(plain())


def test_the_same_words_in_several_reports_are_printed_once() -> None:
    made = account()
    copy = replace(made.articles[1], id="a3")
    again = replace(made.statements[0], id="a3:0", article_id="a3")
    claims = (replace(made.claims[3], statement_ids=(*made.claims[3].statement_ids, again.id)),)
    more = replace(made, articles=(*made.articles, copy), statements=(*made.statements, again), claims=claims)
    shown = folded(render_account(more, width=80, color=False))
    assert shown.count("A dam burst above Tarn on Monday") == 1
    assert "[1] [2] own words: A dam burst above Tarn on Monday" in shown


def test_nested_speech_names_the_outer_speaker_first() -> None:
    first, _ = articles()
    outer = statement(first, '"Water reached the roofs within minutes," mayor Ada Quist said.', speaker="Ada Quist")
    inner = statement(first, "Water reached the roofs", speaker="the engineers", parent=outer.id)
    shown = render_statements([(first, (outer, inner))], width=80, color=False)
    assert "2  Ada Quist: the engineers: Water reached the roofs" in shown


@given(st.text(alphabet=st.characters(), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_words_of_a_report_can_command_the_terminal_or_reorder_it(words: str) -> None:
    told = replace(article(FIRST, outlet=words), path=words, url=words)
    head = told.blocks[0].span
    told = replace(told, blocks=(Block(kind="furniture", span=replace(head, text=words)),))
    shown = render_articles([told], width=80, color=False)
    assert all(c.isprintable() or c in "\n\u200c\u200d" for c in shown)
    shown.encode("utf-8")


def test_escape_sequences_and_direction_marks_are_shown_as_what_they_are() -> None:
    shown = render_articles([article("Red \x1b[31malert \u202egnp.exe", outlet="X\x07")], width=80, color=True)
    assert "\x1b[31m" not in shown
    assert "␛[31malert <U+202E>gnp.exe" in shown
    assert "X␇" in shown


def test_reading_shows_each_block_with_its_kind_and_what_was_not_found() -> None:
    shown = render_articles(articles(), width=80, color=False)
    assert "headline   Dam bursts above Tarn" in shown
    assert "body       A dam burst above Tarn on Monday" in shown
    assert "no headline found" in shown


def test_stories_name_their_reports_and_links() -> None:
    story = Story(
        id="s", headline=None, article_ids=("a1", "zz"), linked=(StoryLink(story_id="t", why="follow-up"),), first=None, last=None
    )
    shown = render_stories([story], articles(), width=80, color=False)
    assert 'Lake Courier, 2025-03-04: "Dam bursts above Tarn"' in shown
    assert "- zz" in shown
    assert "linked: t (follow-up)" in shown


def test_derivations_are_told_in_words_with_their_evidence() -> None:
    shown = render_derivations(account().derivations, articles(), width=160, color=False)
    assert '[2] rewrites [1] (shared quote: "Water reached the roofs within minutes," mayor Ada Quist said.)' in shown
    assert "nothing found" in render_derivations((), articles(), width=80, color=False)


PARTS = [
    ("A dam burst above Tarn on Monday", "A dam burst above Tarn on Monday …"),
    ("killing at least 12 people", "… killing at least 12 people"),
    ("above Tarn", "… above Tarn …"),
    (
        "A dam burst above Tarn on Monday, killing at least 12 people",
        "A dam burst above Tarn on Monday, killing at least 12 people.",
    ),
]


@pytest.mark.parametrize(("part", "shown"), PARTS)
def test_of_a_sentence_that_asserts_several_things_only_the_words_of_the_claim_are_shown(part: str, shown: str) -> None:
    made = account()
    burst, single = made.statements[0], made.claims[1]
    span = value(burst, part, "").span
    parted = replace(single, statement_ids=(burst.id,), parts=(Part(statement_id=burst.id, span=span),))
    words = folded(render_account(replace(made, claims=(parted,)), width=80, color=False))
    assert f"own words: {shown} WHAT IS" in words


def test_words_left_out_between_two_parts_are_marked() -> None:
    made = account()
    burst = made.statements[0]
    parts = tuple(Part(statement_id=burst.id, span=value(burst, words, "").span) for words in ("A dam burst", "12 people."))
    parted = replace(made.claims[1], statement_ids=(burst.id,), parts=parts)
    assert "own words: A dam burst … 12 people." in folded(render_account(replace(made, claims=(parted,)), width=80, color=False))
