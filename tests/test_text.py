"""Spans, edits and the way back to the input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from twosource.model import Edit
from twosource.text import compose, layered, view_of

WORDS = st.text(alphabet="ab c\n“é💥", min_size=0, max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and some edits of it that do not overlap."""
    text = draw(WORDS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(rule="test", original=pair, replacement=draw(st.text(alphabet="xy", max_size=3))) for pair in pairs]


@given(edited())
def test_edits_replayed_on_the_input_give_the_text(case: tuple[str, list[Edit]]) -> None:
    original, edits = case
    expected, at = "", 0
    for edit in sorted(edits, key=lambda e: e.original):
        expected += original[at : edit.original[0]] + edit.replacement
        at = edit.original[1]
    assert compose([("text", original)], edits).text == expected + original[at:]


@given(edited(), st.data())
def test_every_span_leads_back_to_words_that_read_the_same_after_the_edits(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    original, edits = case
    view = compose([("text", original)], edits)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    span = view.span(start, end)
    if span.original is None:
        assert not view.text
        return
    low, high = span.original
    inner = [e for e in edits if low <= e.original[0] and e.original[1] <= high]
    shifted = [Edit(rule=e.rule, original=(e.original[0] - low, e.original[1] - low), replacement=e.replacement) for e in inner]
    assert span.text in compose([("text", original[low:high])], shifted).text


def test_a_title_and_a_text_keep_their_own_positions() -> None:
    view = compose([("title", "Toll rises"), ("text", "Nine died.")])
    assert view.text == "Toll rises\n\nNine died."
    assert (view.span(0, 4).original, view.span(0, 4).original_field) == ((0, 4), "title")
    assert (view.span(12, 16).original, view.span(12, 16).original_field) == ((0, 4), None)


def test_a_span_over_two_fields_is_cut_to_the_first() -> None:
    view = compose([("title", "Toll rises"), ("text", "Nine died.")])
    assert view.span(5, 16).text == "rises"


def test_a_span_between_the_fields_stands_nowhere_in_the_input() -> None:
    view = compose([("title", "A"), ("text", "B")])
    assert view.span(0, len(view.text)).text == "A"


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        compose([("text", "short")]).span(2, 9)


def test_overlapping_edits_are_refused() -> None:
    edits = [Edit(rule="a", original=(0, 3), replacement=""), Edit(rule="b", original=(2, 4), replacement="")]
    with pytest.raises(ValueError, match="overlaps"):
        compose([("text", "abcdef")], edits)


def test_the_view_of_an_article_cuts_the_same_spans_as_when_it_was_composed() -> None:
    made = article("Nine died. Two fled.", title="Toll rises")
    assert view_of(made).span(12, 22) == compose([("title", "Toll rises"), ("text", "Nine died. Two fled.")]).span(12, 22)


@st.composite
def edited_twice(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    """A text, some edits of it, and some of what these leave."""
    original, edits = draw(edited())
    words = compose([("text", original)], edits).text
    cuts = sorted(draw(st.lists(st.integers(0, len(words)), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return original, edits, [Edit(rule="more", original=pair, replacement=draw(st.text("z", max_size=2))) for pair in pairs]


@given(edited_twice())
def test_one_layer_of_edits_does_what_two_do(case: tuple[str, list[Edit], list[Edit]]) -> None:
    original, edits, further = case
    words = compose([("text", original)], edits).text
    expected = compose([("text", words)], further).text
    assert compose([("text", original)], layered(original, edits, further)).text == expected


@given(edited(), st.data())
def test_what_the_input_has_at_a_span_is_shown_there(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    original, edits = case
    view = compose([("text", original)], edits)
    start = data.draw(st.integers(0, len(view.text)))
    span = view.span(start, data.draw(st.integers(start, len(view.text))))
    if span.original is not None and span.text:
        [(first, last)] = view.shown([span.original])
        assert first <= span.start <= span.end <= last
        assert view.span(first, last).original == span.original


def test_what_is_left_out_is_shown_nowhere() -> None:
    view = compose([("text", "one <b> two")], [Edit(rule="markup", original=(4, 8), replacement="")])
    [(start, end)] = view.shown([(4, 7)])
    assert (start, end) == (4, 4)
