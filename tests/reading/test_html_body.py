"""Which lines of a page are its report's, given what an extractor found of it, and what kind each is."""

import pytest

from twosource.reading.html import body as choosing
from twosource.reading.html.body import Body, best_body, body_of, whole_body
from twosource.reading.html.lines import Line, Outline, lines
from twosource.reading.html.page import parsed
from twosource.reading.html.roles import roles
from twosource.reading.html.signs import Signs

FIRST = "Two boats sank off Lomar on Monday night and six people were rescued from the water by a passing trawler."
SECOND = "The harbour master said that the search for two sailors had been called off at dawn because of the weather."
THIRD = "A third boat reached the shore with engine trouble an hour later and its crew of four went to the hospital."
SHORT = "The search goes on."


def read(source: str) -> tuple[list[Line], Outline, Signs]:
    found, outline = lines(source)
    return found, outline, Signs(outline)


def chosen(source: str, paragraphs: list[str]) -> list[str]:
    found, outline, marks = read(source)
    return [found[at].text for at in sorted(body_of(found, outline, marks, paragraphs).lines)]


def test_text_of_the_same_making_in_the_same_article_belongs_to_it() -> None:
    chunks = "".join(f"<div class=chunk><div class=col><p>{text}</p></div></div>" for text in (FIRST, SECOND, THIRD))
    assert chosen(f"<article>{chunks}</article>", [FIRST, SECOND]) == [FIRST, SECOND, THIRD]


def test_text_of_the_same_making_in_another_article_does_not() -> None:
    chunks = [f"<article><div class=chunk><div class=col><p>{text}</p></div></div></article>" for text in (FIRST, SECOND)]
    assert chosen("".join(chunks), [FIRST]) == [FIRST]


@pytest.mark.parametrize(
    "box", ["<aside>", "<div class=comments>", "<div id=newsletter-signup>", "<div class='c related_stories'>"]
)
def test_text_of_the_same_making_in_a_box_does_not(box: str) -> None:
    def made(text: str) -> str:
        return f"<div class=chunk><div class=col><p>{text}</p></div></div>"

    assert chosen(f"<article>{made(FIRST)}{box}{made(SECOND)}</article>", [FIRST]) == [FIRST]


def test_a_short_sentence_between_chosen_ones_belongs_to_them() -> None:
    source = "<article>" + "".join(f"<p>{text}</p>" for text in (FIRST, SHORT + " " + SHORT, SECOND)) + "</article>"
    assert chosen(source, [FIRST, SECOND]) == [FIRST, SHORT + " " + SHORT, SECOND]


def test_a_post_shown_between_paragraphs_belongs_to_the_text_and_one_behind_does_not() -> None:
    post = "<blockquote class=twitter-tweet><p>All six are safe.</p></blockquote>"
    source = f"<article><p>{FIRST}</p>{post}<p>{SECOND}</p>{post}</article>"
    assert chosen(source, [FIRST, SECOND]) == [FIRST, "All six are safe.", SECOND]


def test_a_piece_of_a_page_is_all_text_but_what_is_hidden() -> None:
    found, outline, marks = read(f"<p>{SHORT}</p><p style='display: none'>Home</p><div class=sr-only>Share</div>")
    assert [found[at].text for at in sorted(whole_body(found, outline, marks).lines)] == [SHORT]


@pytest.mark.parametrize(
    ("fast", "slow", "expected"),
    [
        ([SHORT], [FIRST, SECOND, THIRD], [FIRST, SECOND, THIRD]),  # the first found hardly anything
        ([FIRST], [FIRST, SECOND, THIRD], [FIRST, SECOND, THIRD]),  # the second holds the first
        ([FIRST, SECOND], [FIRST, THIRD], [FIRST, SECOND]),  # the second found no more
    ],
)
def test_a_second_opinion_is_heard_where_the_first_found_little(
    monkeypatch: pytest.MonkeyPatch, fast: list[str], slow: list[str], expected: list[str]
) -> None:
    monkeypatch.setattr(choosing, "extracted", lambda tree, fast=True, one=fast, other=slow: one if fast else other)
    source = f"<article><p>{SHORT}</p><div class=a>{FIRST}</div><h2>{SECOND}</h2><pre>{THIRD}</pre></article>"
    found, outline, marks = read(source)
    body = best_body(found, outline, marks, parsed(source))
    assert [found[at].text for at in sorted(body.lines)] == expected


def kinds_of(source: str, headline: str | None = None) -> list[tuple[str, str]]:
    found, outline, marks = read(source)
    body = whole_body(found, outline, marks)
    return [(kind, found[at].text) for at, kind in roles(found, outline, marks, body, headline).items()]


def test_a_headline_printed_again_at_the_text_is_no_text() -> None:
    source = f"<h1>Boats sink</h1><p>{FIRST}</p><p>Boats sink</p><p>{SECOND}</p>"
    assert kinds_of(source) == [("headline", "Boats sink"), ("body", FIRST), ("headline", "Boats sink"), ("body", SECOND)]


def test_the_headline_is_what_the_metadata_says_before_any_other_h1() -> None:
    source = f"<h2>Boats sink</h2><h1>Lomar Post</h1><p>{FIRST}</p>"
    assert kinds_of(source, "Boats sink")[0] == ("headline", "Boats sink")
    assert kinds_of(source)[0] == ("headline", "Lomar Post")


def test_a_heading_that_the_metadata_says_in_part_is_the_headline() -> None:
    source = f"<h2>Boats sink off Lomar: two sailors missing</h2><h1>Lomar Post</h1><p>{FIRST}</p>"
    assert kinds_of(source, "Boats sink off Lomar")[0] == ("headline", "Boats sink off Lomar: two sailors missing")


def test_without_an_h1_the_second_level_has_the_headline() -> None:
    source = f"<h2>Menu</h2><h2>Boats sink off Lomar in a storm</h2><p>{FIRST}</p>"
    assert kinds_of(source, "Storm off the coast")[0] == ("headline", "Boats sink off Lomar in a storm")


def test_of_a_page_without_text_the_headline_is_kept() -> None:
    found, outline, marks = read("<p>Home<h1>Boats sink</h1>")
    assert roles(found, outline, marks, Body(frozenset(), 0, ()), "Boats sink") == {1: "headline"}


def test_links_under_a_title_of_other_reports_are_furniture_until_the_text_goes_on() -> None:
    links = "<p>You may also like:</p><p><a href=a>Harbour wall to be raised</a></p><p><a href=b>New trawler</a></p>"
    shown = kinds_of(f"<p>{FIRST}</p>{links}<p>{SECOND}</p>")
    assert [kind for kind, _ in shown] == ["body", "furniture", "furniture", "furniture", "body"]


def test_teasers_at_the_end_under_a_title_of_other_reports_are_left_out() -> None:
    teasers = f"<h4>Top stories</h4><div class=teaser-card><p>{THIRD}</p></div>"
    assert kinds_of(f"<p>{FIRST}</p><p>{SECOND}</p>{teasers}") == [("body", FIRST), ("body", SECOND)]


def test_nothing_chosen_is_nothing_kept() -> None:
    found, outline, marks = read("<p>Home")
    assert roles(found, outline, marks, Body(frozenset(), 0, ()), "Boats sink") == {}
