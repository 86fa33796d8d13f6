"""Paragraphs found again among the lines of their page."""

from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.html.places import found_again

LEAD = "Two boats sank off Lomar on Monday night and six people were rescued."
NEXT = "The harbour master said that the search had been called off at dawn."
LAST = "A third boat reached the shore with engine trouble an hour later, he said."


def test_each_paragraph_is_found_where_it_stands() -> None:
    assert found_again([LEAD, NEXT], ["Home", LEAD, "Advertisement", NEXT, "Contact"]).lines == (1, 3)


def test_a_line_is_found_though_a_clause_of_it_was_dropped() -> None:
    line = "The harbour master, who was reached by telephone, said that the search had been called off at dawn."
    assert found_again([LEAD, NEXT], [LEAD, line]).lines == (0, 1)


def test_a_paragraph_of_several_lines_and_a_line_of_several_paragraphs() -> None:
    assert found_again([f"{LEAD} {NEXT}", LAST], [LEAD, NEXT, LAST]).lines == (0, 1, 2)
    assert found_again([LEAD, NEXT, LAST], [f"{LEAD} {NEXT}", LAST]).lines == (0, 1)


def test_a_repeated_paragraph_is_taken_from_beside_the_text() -> None:
    assert found_again([LEAD, NEXT], [LEAD, "Home", "News", LEAD, NEXT, "More", NEXT]).lines == (3, 4)


def test_a_paragraph_that_the_extractor_has_twice_is_found_twice() -> None:
    assert found_again([LEAD, NEXT, LEAD], [LEAD, NEXT, LEAD]).lines == (0, 1, 2)


def test_text_that_the_extractor_moved_is_found_all_the_same() -> None:
    assert found_again([NEXT, LAST, LEAD], [LEAD, NEXT, LAST]).lines == (0, 1, 2)


def test_a_short_line_is_found_as_a_paragraph_and_not_inside_one() -> None:
    assert found_again([LEAD, "The search", NEXT], [LEAD, "The search", NEXT, "the search had been"]).lines == (0, 1, 2)


def test_what_no_line_holds_is_named() -> None:
    assert found_again([LEAD, NEXT], [LEAD]).lost == (NEXT,)
    assert found_again([], ["Home"]) == ((), ())


def test_words_that_repeat_without_end_cost_little() -> None:
    assert found_again(["no " * 20_000], ["no " * 20] * 2_000).lost


@given(st.lists(st.text("ab ", max_size=20)), st.lists(st.text("ab ", max_size=20)))
def test_any_words_give_lines_that_are_there(paragraphs: list[str], shown: list[str]) -> None:
    found = found_again(paragraphs, shown)
    assert list(found.lines) == sorted(set(found.lines))
    assert all(0 <= at < len(shown) for at in found.lines)
    assert set(found.lost) <= set(paragraphs)


@given(st.lists(st.sampled_from([LEAD, NEXT, LAST]), unique=True), st.lists(st.sampled_from(["Home", "News", "Contact us"])))
def test_paragraphs_that_stand_whole_are_never_lost(paragraphs: list[str], around: list[str]) -> None:
    assert not found_again(paragraphs, [*around, *paragraphs, *around]).lost
