"""The blocks of a page: as its markup has them, and each paragraph of the story judged once more by its look."""

import pytest

from twosource.reading.marked import marked_blocks
from twosource.reading.report import Marked
from twosource.text import View, compose

SENTENCE = "Ten miners were trapped on Tuesday after a shaft near Tarvo collapsed, the rescue service said."


def view_of(*paragraphs: tuple[str, str], title: str | None = None) -> tuple[View, list[Marked]]:
    """A composed text of these paragraphs, each marked as its kind."""
    text, marked = "", []
    for kind, words in paragraphs:
        text += "\n\n" * bool(text)
        marked.append(Marked(kind=kind, start=len(text), end=len(text) + len(words)))  # type: ignore[arg-type]
        text += words
    return compose([("title", title), ("text", text)] if title else [("text", text)]), marked


def kinds(*paragraphs: tuple[str, str], title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, block.span.text) for block in marked_blocks(*view_of(*paragraphs, title=title))]


@pytest.mark.parametrize("kind", ["headline", "byline", "subheading", "caption", "credit", "furniture"])
def test_what_the_markup_says_stands_whatever_the_words_look_like(kind: str) -> None:
    assert kinds((kind, SENTENCE)) == [(kind, SENTENCE)]


@pytest.mark.parametrize(("words", "kind"), [
    (SENTENCE, "body"),
    ("(Reporting by Cal Dray in Tarvo; Editing by Eve Finn)", "credit"),
    ("Photo: Reuters / Ada Orr", "credit"),
    ("Copyright 2019 Tarvo Post. All rights reserved.", "furniture"),
    ("https://www.tarvo-post.example/mine", "furniture"),
    ("By Ada Orr, Tarvo Post", "byline"),
    ("125", "body"),
    ("Share this", "body"),
])  # fmt: skip
def test_a_paragraph_of_the_story_is_judged_by_its_look_where_a_page_cannot_know_better(words: str, kind: str) -> None:
    assert kinds(("body", words)) == [(kind, words)]


def test_spaces_around_the_words_are_no_part_of_a_block_and_nothing_is_no_block() -> None:
    assert kinds(("caption", "  The mine. "), ("byline", "   "), ("body", SENTENCE)) == [
        ("caption", "The mine."),
        ("body", SENTENCE),
    ]


def test_a_title_beside_the_page_is_its_headline_and_its_second_print_is_furniture() -> None:
    title = "Ten trapped near Tarvo"
    found = kinds(("headline", "TEN TRAPPED near Tarvo"), ("headline", "What we know"), ("body", SENTENCE), title=title)
    assert found == [
        ("headline", title),
        ("furniture", "TEN TRAPPED near Tarvo"),
        ("headline", "What we know"),
        ("body", SENTENCE),
    ]


def test_blocks_lead_back_to_the_field_they_come_from() -> None:
    title, body = marked_blocks(*view_of(("body", SENTENCE), title="Ten trapped"))
    assert (title.span.original_field, title.span.original) == ("title", (0, 11))
    assert (body.span.original_field, body.span.original) == (None, (0, len(SENTENCE)))
