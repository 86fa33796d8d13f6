"""The encoding that a page's source names itself, and what the web's names of encodings mean."""

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.charsets import CODECS, codec, html_charset


@pytest.mark.parametrize(("raw", "label"), [
    (b'<html><head><meta charset="utf-8">', "utf-8"),
    (b"<META CHARSET=windows-1251/>", None),
    (b"<META CHARSET=windows-1251 />", "windows-1251"),
    (b"<meta\ncharset = 'KOI8-R' >", "koi8-r"),
    (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1"),
    (b"<meta content='text/html; charset=\"gb2312\"' http-equiv=content-type>", "gb2312"),
    (b'<meta name="description" content="charset=big5"><meta charset=euc-kr>', "euc-kr"),
    (b"<!-- <meta charset=big5> --><meta charset=shift_jis>", "shift_jis"),
    (b"<!-- 2 > 1 <meta charset=big5> --><meta charset=shift_jis>", "shift_jis"),
    (b"<!--><meta charset=big5>", "big5"),
    (b"<a title='<meta charset=big5>'><meta charset=gbk>", "gbk"),
    (b"</a title='<meta charset=big5>'><meta charset=gbk>", "gbk"),
    (b"<metadata charset=big5><meta charset=gbk>", "gbk"),
    (b"<meta charset=made-up><meta charset=latin1>", "latin1"),
    (b"<meta charset=utf-7>", None),
    (b"<meta charset=zlib>", None),
    (b"<meta charset=utf-16le>", "utf-8"),
    (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso-8859-2"),
    (b"<meta charset", None),
    (b"<!-- <meta charset=big5>", None),
    (b"x" * 4_090 + b"<meta charset=big5>", None),
    (b"x" * 3_000 + b"<meta charset=big5>", "big5"),
    (b"", None),
])  # fmt: skip
def test_the_first_meta_element_that_names_a_known_encoding_counts(raw: bytes, label: str | None) -> None:
    assert html_charset(raw) == label


@pytest.mark.parametrize(("label", "known"), [
    ("ISO-8859-1", "cp1252"), ("us-ascii", "cp1252"), (" utf8\n", "utf-8"), ("x-sjis", "cp932"), ("gb2312", "gb18030"),
    ("ks_c_5601-1987", "cp949"), ("iso-8859-9", "cp1254"), ("tis-620", "cp874"), ("utf-7", None), ("rot13", None),
    ("unicode_escape", None), ("idna", None), ("", None), (None, None), ("\ud800", None),
])  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label: str | None, known: str | None) -> None:
    assert codec(label) == known


def test_every_codec_is_one_of_pythons_and_gives_text() -> None:
    assert len(CODECS) > 200
    for name in set(CODECS.values()):
        assert codecs.lookup(name)._is_text_encoding
        assert b"Ten".decode(name, "replace")


@pytest.mark.parametrize("raw", [b"<meta ", b"<a ", b"<", b"<!--", b"<meta a='", b"<meta a=\t", b"<?xml encoding ", b"charset="])
def test_hostile_sources_cost_no_time(raw: bytes) -> None:
    start = time.process_time()
    html_charset(raw * 5_000)
    assert time.process_time() - start < 0.5


@given(st.binary(max_size=300))
def test_any_bytes_give_a_known_label_or_none(raw: bytes) -> None:
    for given_ in (raw, b"<meta " + raw, b"<meta charset=" + raw):
        label = html_charset(given_)
        assert label is None or label in CODECS
