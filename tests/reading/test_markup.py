"""HTML is told from text that talks of it."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.markup import holds_entities, holds_markup, holds_tags, without_tags

CASES = json.loads(Path(__file__).with_name("markup_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_html_is_told_by_tags_that_do_their_work(case: dict[str, str]) -> None:
    assert holds_markup(case["text"]) is case["html"]


def test_entities_are_those_of_html() -> None:
    assert holds_entities("Bread &#8217; roses")
    assert not holds_entities("AT&T; R&D &nosuchthing;")


@pytest.mark.parametrize("piece", ["<p ", "<b", "&amp", "<a href=", "</p", "<p>the ", "<", "<p" + " " * 3000])
def test_any_text_takes_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    holds_markup(text), holds_entities(text), holds_tags(text), without_tags(text)
    assert time.perf_counter() - start < 10


@given(st.text(alphabet='<>/pb a="&;amp#1\n') | st.text())
def test_words_without_tags_never_grow(text: str) -> None:
    assert isinstance(holds_markup(text), bool)
    assert len(without_tags(text)) <= len(text) + text.count("<")
