"""What the blocks of a text are, by cases and by what must always hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block
from twosource.reading.blocks import blocks
from twosource.reading.repair import edits
from twosource.text import View, compose

CASES = json.loads((Path(__file__).parent / "blocks_cases.json").read_text(encoding="utf-8"))
REPORTS = Path(__file__).parents[2] / "../shared/reports"
PIECES = st.sampled_from(
    [
        "XS",
        "LGhttp://a.example/b",
        "By Ada Moss",
        "He left.",
        "The army said it",
        "killed five.",
        "Image 1 of 3",
        "\n",
        "\n\n",
        " ",
        "é",
    ]
)


def cut(text: str, title: str | None = None) -> tuple[View, tuple[Block, ...]]:
    fields = [("title", title), ("text", text)] if title else [("text", text)]
    view = compose(fields, edits(text))
    return view, blocks(view)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_each_paragraph_gets_the_kind_a_reader_would_give_it(case: dict[str, object]) -> None:
    _, found = cut(str(case["text"]))
    assert [block.kind for block in found] == case["expected"]


def test_a_given_title_is_the_headline_and_its_second_print_is_furniture() -> None:
    _, found = cut("Mill Closures Shake Lomar\n\nThe company cut 300 jobs.", "Mill Closures Shake Lomar - Lomar Post")
    assert [block.kind for block in found] == ["headline", "furniture", "body"]
    assert found[0].span.original_field == "title"
    assert found[0].span.original == (0, 38)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_blocks_part_a_text_without_loss_or_overlap(text: str) -> None:
    view, found = cut(text)
    at = 0
    for block in found:
        assert not view.text[at : block.span.start].strip()
        assert view.text[block.span.start : block.span.end] == block.span.text == block.span.text.strip() != ""
        at = block.span.end
    assert not view.text[at:].strip()


def _reports() -> list[Path]:
    found = sorted(REPORTS.glob("*.txt"))
    if not found:
        pytest.skip("the two real reports are not here")
    return found


def test_the_sentences_of_the_real_reports_are_body_and_nothing_else_is() -> None:
    for path in _reports():
        _, found = cut(path.read_text(encoding="utf-8"))
        for block in found:
            words = block.span.text
            sentence = words.rstrip("\"'”’)").endswith((".", "!", "?")) and len(words.split()) > 2
            repeated = sum(other.span.text == words for other in found) > 1
            assert (block.kind == "body") == (sentence and not repeated), block.kind


def test_the_real_reports_have_one_caption_and_the_expected_kinds_each() -> None:
    kinds = [[block.kind for block in cut(path.read_text(encoding="utf-8"))[1]] for path in _reports()]
    assert [[group.count(kind) for kind in ("headline", "byline", "caption", "subheading", "credit")] for group in kinds] == [
        [1, 0, 1, 1, 1],
        [0, 1, 1, 1, 1],
    ]
