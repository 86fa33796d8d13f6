"""A web page as a reader reads it: cases are in html_page_cases.json."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.model import BlockKind
from twosource.reading.html.page import page
from twosource.reading.html.roles import is_page_line
from twosource.text import compose

CASES = json.loads(Path(__file__).with_name("html_page_cases.json").read_text(encoding="utf-8"))
PIECES = [
    "<html>",
    "<body>",
    "<article>",
    "</article>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<p>",
    "</p>",
    "<div class=caption>",
    "<div class=share>",
    "</div>",
    "<br>",
    "<a href=/x>",
    "</a>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<li>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<time>",
    "Two boats sank off Lomar on Monday night and six people were rescued from the water by a trawler.",
    "The harbour master said that the search had been called off at dawn because of the weather off the coast.",
    "Read more: The boats of Lomar",
    "By Ada Moss",
    "1 May 2031",
    "&amp;",
    "&#x;",
    "\0",
    "\ud800",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    " ",
]


def read(source: str) -> list[tuple[BlockKind, str]]:
    """The kinds and words of a page's stretches."""
    found = page(source, "https://news.example/lomar/boats")
    shown = []
    for mark in found.marked:
        inside = [edit for edit in found.edits if mark.start <= edit.original[0] and edit.original[1] <= mark.end]
        across = [edit for edit in found.edits if edit.original[0] < mark.start < edit.original[1]]
        assert not across
        moved = [replace(edit, original=(edit.original[0] - mark.start, edit.original[1] - mark.start)) for edit in inside]
        shown.append((mark.kind, compose([("text", source[mark.start : mark.end])], moved).text))
    assert compose([("text", source)], found.edits).text == "\n\n".join(text for _, text in shown)
    return shown


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_page_reads_as_its_kinds_and_words(case: dict[str, list[str]]) -> None:
    assert [f"{kind}: {text}" for kind, text in read("\n".join(case["source"]))] == case["expected"]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our weekly newsletter.",
        "Got a tip? Email the newsroom at tips@news.example",
        "Follow Ada Moss on Twitter",
        "For the latest news updates, download our app.",
        "Never miss a story",
        "See also: Boats of Lomar",
        "Story continues below",
    ],
)
def test_a_page_s_own_line_is_told(line: str) -> None:
    assert is_page_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "He signed up for the navy at 17.",
        "“Follow me on foot,” the guide told them.",
        "More than 40 people were on board, police said.",
        "If you are a member of a crew you wear a vest, the minister said.",
        "Support for the rescuers came from three towns.",
        "Get out and stay out, the captain shouted before the boat went down.",
        "The Lomar Post subscribed to that view for a decade.",
    ],
)
def test_a_sentence_of_a_report_is_none(line: str) -> None:
    assert not is_page_line(line)


def test_a_page_without_words_is_left_out_whole() -> None:
    for source in ("", "  ", "<!-- nothing -->", "<html></html>", "<a " * 20_000):
        found = page(source)
        assert found.marked == ()
        assert compose([("text", source)], found.edits).text == ""


def test_the_same_source_gives_the_same_page() -> None:
    source = "\n".join(CASES[0]["source"])
    assert page(source) == page(source)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text())
def test_any_source_gives_a_page_or_the_documented_error(source: str) -> None:
    with suppress(InputError):
        assert all(text for _, text in read(source))
