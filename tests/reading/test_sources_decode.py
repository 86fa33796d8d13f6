"""Bytes become text whatever their encoding, always the same, and never fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.decode import decode, without_lone_surrogates

QUOTED = "The minister said “it’s over” — and left. Café owners weren’t pleased on Tuesday, he added."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_english_text_comes_through_every_usual_encoding(codec: str) -> None:
    assert decode(QUOTED.encode(codec)) == QUOTED


@pytest.mark.parametrize(("codec", "text"), [
    ("cp1251", "Во вторник десять шахтёров оказались заблокированы в шахте близ Тарво, сообщили спасатели."),
    ("gb18030", "周二，塔尔沃附近一座矿井坍塌，十名矿工被困。救援人员正在现场搜寻，官员对记者表示。"),
])  # fmt: skip
def test_other_scripts_in_legacy_encodings_are_guessed(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == text


def test_single_bytes_of_windows_1252_among_utf_8_are_read_as_such() -> None:
    assert decode("“Café” ".encode() + "’tis – 5 €".encode("cp1252") + " “né”".encode()) == "“Café” ’tis – 5 € “né”"


def test_one_bad_byte_in_a_long_utf_8_text_changes_nothing_else() -> None:
    text = QUOTED * 500
    raw = text.encode()
    assert decode(raw + b"\x80") == text + "€"
    assert decode(raw[:7] + b"\xff" + raw[7:]) == text[:7] + "ÿ" + text[7:]


def test_a_character_cut_in_two_at_the_end_is_kept_byte_by_byte() -> None:
    assert decode("“over” — é".encode()[:-1]) == "“over” — Ã"


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"One.\r\nTwo.\rThree.\n") == "One.\r\nTwo.\rThree.\n"


def test_a_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfOne.") == "One."


@given(st.binary(max_size=300))
def test_any_bytes_give_the_same_text_every_time(raw: bytes) -> None:
    text = decode(raw)
    assert text == decode(raw)
    text.encode("utf-8")


@given(st.text(max_size=200))
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    text = without_lone_surrogates(text).lstrip("\ufeff")
    if "\0" not in text:
        assert decode(text.encode()) == text


@given(st.text(alphabet=st.characters(), max_size=50))
def test_lone_surrogates_are_replaced_in_their_places(text: str) -> None:
    clean = without_lone_surrogates(text)
    assert len(clean) == len(text)
    clean.encode("utf-8")
