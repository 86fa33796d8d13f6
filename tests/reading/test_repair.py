"""What is repaired in a damaged text, and that every repair can be replayed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.repair import FIXERS, edits
from twosource.text import compose

DAMAGED = [
    ("Â© Photo", "© Photo"),
    ("donâ€™t", "don’t"),
    ("â€œHiâ€\x9d he said", "“Hi” he said"),
    ("â€œHiâ€ he said", "“Hi” he said"),
    ("cafÃ©", "café"),
    ("Ã¢â‚¬â„¢s", "’s"),
    ("5Â\xa0km", "5\xa0km"),
    ("a &amp; b", "a & b"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("Vladi\u00admir", "Vladimir"),
    ("\ufeffa\u200bb", "ab"),
    ("a\x00b", "ab"),
]
SOUND = [
    "CAFÉ” she said",
    "“Ä” is a letter",
    "SÃO PAULO",
    "“à” and “ã”",
    "É»",
    "&QL; stays",
    "AT&T; said",
    "naïve façade",
    "5 °C",
]
PIECES = st.sampled_from(["Â©", "â€™", "Ã©", "é", "”", "\r\n", "\r", "\u00ad", "&amp;", "&", "a", " ", "\u200b", "Ã¢â‚¬â„¢"])


@pytest.mark.parametrize(("text", "expected"), DAMAGED)
def test_damage_is_repaired(text: str, expected: str) -> None:
    assert compose([("text", text)], edits(text)).text == expected


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone(text: str) -> None:
    assert edits(text) == ()


def test_an_edit_tells_its_rule_place_and_field() -> None:
    (edit,) = edits("x Â©", "title")
    assert (edit.rule, edit.original, edit.replacement, edit.original_field) == ("mojibake", (2, 4), "©", "title")


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_edits_replay_to_the_text_that_is_read(text: str) -> None:
    found = edits(text)
    read, done = "", 0
    for edit in found:
        start, end = edit.original
        assert done <= start < end <= len(text)
        read += text[done:start] + edit.replacement
        done = end
    assert compose([("text", text)], found).text == read + text[done:]
    assert {edit.rule for edit in found} <= {fixer.rule for fixer in FIXERS}
