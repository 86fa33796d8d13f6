"""Bytes with a declared encoding become text as declared, unless the bytes say otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.charsets import CODECS
from twosource.reading.decode import decode

ENGLISH = "The minister said “it’s over” — and left. Café owners weren’t pleased, he added. "
RUSSIAN = "Во вторник десять шахтёров оказались заблокированы в шахте близ Тарво, сообщили спасатели. "
CHINESE = "周二塔尔沃附近一座矿井坍塌十名矿工被困救援人员正在现场搜寻官员对记者表示。"
JAPANESE = "火曜日にタルヴォ近郊の鉱山が崩落し、十人の作業員が閉じ込められたと救助隊が述べた。"
CZECH = "V úterý uvízlo v dole u Tarva deset horníků, řekli záchranáři. Příčina zřícení není známa. "
KOREAN = "화요일 타르보 인근 광산이 무너져 광부 열 명이 갇혔다고 구조대가 말했다."


@pytest.mark.parametrize(("text", "codec", "label"), [
    (ENGLISH, "cp1252", "iso-8859-1"),
    (RUSSIAN, "cp1251", "windows-1251"),
    (RUSSIAN, "koi8-r", "KOI8-R"),
    (RUSSIAN, "iso8859-5", "iso-8859-5"),
    (CZECH, "iso8859-2", "iso-8859-2"),
    (CHINESE, "gb18030", "gb2312"),
    (CHINESE, "gbk", "gbk"),
    ("周二塔爾沃附近一座礦井坍塌", "big5", "big5"),
    (JAPANESE, "shift_jis", "x-sjis"),
    (JAPANESE, "euc_jp", "euc-jp"),
    (JAPANESE, "iso2022_jp", "iso-2022-jp"),
    (KOREAN, "cp949", "euc-kr"),
])  # fmt: skip
@pytest.mark.parametrize("within", [False, True])
def test_text_in_its_declared_encoding_comes_through(text: str, codec: str, label: str, within: bool) -> None:
    raw = text.encode(codec)
    assert (decode(raw, None, label) if within else decode(raw, label)) == text


@pytest.mark.parametrize("label", sorted(CODECS))
def test_good_utf_8_is_read_as_such_whatever_is_declared(label: str) -> None:
    for text in (ENGLISH, RUSSIAN, CHINESE):
        assert decode(text.encode(), label) == text


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", None])
def test_single_bad_bytes_in_utf_8_stay_single(label: str | None) -> None:
    raw = ENGLISH.encode() * 5
    assert decode(raw + b"\x93", label) == ENGLISH * 5 + "“"


def test_text_that_is_not_the_utf_8_it_says_is_read_by_its_own_label_or_by_a_guess() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "utf-8", "koi8-r") == RUSSIAN
    assert decode(ENGLISH.encode("cp1252"), "utf-8", "utf-8") == ENGLISH
    assert decode(RUSSIAN.encode("cp1251") * 3, "utf-8") == RUSSIAN * 3


def test_the_header_goes_before_the_page_and_a_mark_before_both() -> None:
    raw = RUSSIAN.encode("cp1251")
    assert decode(raw, "windows-1251", "koi8-r") == RUSSIAN
    assert decode(b"\xef\xbb\xbf" + RUSSIAN.encode(), "koi8-r", "koi8-r") == RUSSIAN
    assert decode(RUSSIAN.encode("utf-16"), "utf-8") == RUSSIAN


def test_a_label_that_the_bytes_cannot_be_of_counts_for_nothing() -> None:
    assert decode(ENGLISH.encode("cp1252"), "shift_jis", "windows-1252") == ENGLISH
    assert decode(ENGLISH.encode("cp1252"), "made-up", "windows-1252") == ENGLISH
    assert decode(RUSSIAN.encode("cp1251"), "utf-16le", "windows-1251") == RUSSIAN


def test_one_bad_letter_in_a_declared_encoding_costs_that_letter() -> None:
    raw = (CHINESE * 5).encode("gbk")
    text = decode(raw + b"\xff", "gbk")
    assert text.startswith(CHINESE * 5)


def test_windows_quotes_in_iso_8859_are_quotes() -> None:
    assert decode("„Tarvo“ – říká".encode("cp1250"), "iso-8859-2").startswith("„Tarvo“ – ")


def test_a_short_title_in_two_byte_letters_is_read_as_declared() -> None:
    raw = "毛猫".encode("gbk")
    assert decode(raw, "gb2312") == "毛猫"
    assert decode(raw) == raw.decode() == "ëè"


@given(
    st.binary(max_size=200), st.sampled_from(sorted(CODECS)), st.text(max_size=8) | st.sampled_from(sorted(CODECS)) | st.none()
)
def test_any_bytes_under_any_labels_give_text_that_can_be_written(raw: bytes, declared: str, within: str | None) -> None:
    text = decode(raw, declared, within)
    text.encode("utf-8")
    assert text == decode(raw, declared, within)


@given(st.binary(max_size=200))
def test_a_label_changes_nothing_about_ascii(raw: bytes) -> None:
    ascii_only = bytes(byte & 0x7F for byte in raw).replace(b"\0", b"").replace(b"\x1b", b"")
    assert decode(ascii_only, "shift_jis", "koi8-r") == decode(ascii_only)
