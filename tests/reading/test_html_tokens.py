"""The tokenizer of HTML source: where tags, text and the rest stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.html.tokens import RAW_TEXT, attributes, tokens, unescaped

CASES = [
    ("a tag, text, an end tag", "<p>Two boats</p>", ["start <p>", "text Two boats", "end </p>"]),
    ("a quoted > closes no tag", "<a title='1 > 0' href=x>go</a>", ["start <a title='1 > 0' href=x>", "text go", "end </a>"]),
    ("a quote inside a bare value is part of it", '<a href=it"s>go', ['start <a href=it"s>', "text go"]),
    ("a stray quote is a name", '<a href="x"">go', ['start <a href="x"">', "text go"]),
    ("a < before a digit or space is text", "3 <4 and 5 < 6", ["text 3 <4 and 5 < 6"]),
    ("a comment may hold tags", "a<!-- <b> -- > -->b", ["text a", "other <!-- <b> -- > -->", "text b"]),
    ("an empty comment", "a<!-->b", ["text a", "other <!-->", "text b"]),
    ("a comment that ends in --!>", "a<!-- x --!>b", ["text a", "other <!-- x --!>", "text b"]),
    ("a comment never closed swallows the rest", "a<!-- x > y", ["text a", "other <!-- x > y"]),
    ("a quote never closed swallows the rest", 'a<b c="x>y', ["text a", 'other <b c="x>y']),
    ("doctype and processing instruction", "<!DOCTYPE html><?xml a?>b", ["other <!DOCTYPE html>", "other <?xml a?>", "text b"]),
    ("an end tag that is none", "a</3>b", ["text a", "other </3>", "text b"]),
    ("script is raw", "<script>a<b></script>c", ["start <script>", "raw a<b>", "end </script>", "text c"]),
    ("raw text ends without regard to case", "<STYLE>a</Style >b", ["start <STYLE>", "raw a", "end </Style >", "text b"]),
    ("a longer name does not end it", "<title>a</titles></title>", ["start <title>", "raw a</titles>", "end </title>"]),
    ("an empty title of a drawing", "<title/>b", ["start <title/>", "text b"]),
    ("script never closed", "<script>a<p>b", ["start <script>", "raw a<p>b"]),
    ("plaintext is all the rest", "<plaintext>a</plaintext>", ["start <plaintext>", "raw a</plaintext>"]),
    ("noscript is markup", "<noscript><p>a", ["start <noscript>", "start <p>", "text a"]),
    ("a CDATA section is a comment to the first >", "<![CDATA[a]]>b", ["other <![CDATA[a]]>", "text b"]),
]
PIECES = [  # what opens, closes or breaks markup
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<p",
    "<a href=",
    '"',
    "'",
    "=",
    " ",
    "/",
    "x",
    "&amp;",
    "<script>",
    "</script",
    "<!",
    "<?",
    "\n",
]
HOSTILE = ["<a ", "<!--", '<a b="', "<", "</", "<div>", "<script>", "<a b='\"", "<!-", "=", "<a =", "<title/>", "<p/"]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_source_is_cut_as_browsers_cut_it(source: str, expected: list[str]) -> None:
    assert [f"{token.kind} {source[token.start : token.end]}" for token in tokens(source)] == expected


def test_attributes_come_with_entities_read_and_the_first_of_a_name_counts() -> None:
    source = "<A HREF='a&amp;b' class=x href=second hidden data-x=\"1 > 0\">"
    assert attributes(source, tokens(source)[0]) == {"href": "a&b", "class": "x", "hidden": "", "data-x": "1 > 0"}


def test_a_number_too_long_for_python_is_a_character_that_cannot_be_shown() -> None:
    assert unescaped("&#" + "9" * 100_000 + ";") == "\ufffd"


@given(st.lists(st.sampled_from([*PIECES, *(f"<{name}>" for name in sorted(RAW_TEXT))])).map("".join) | st.text())
def test_tokens_cover_any_source_without_a_gap(source: str) -> None:
    ends = [0]
    for token in tokens(source):
        assert token.start == ends[-1] < token.end
        if token.kind == "start":
            attributes(source, token)
        ends.append(token.end)
    assert ends[-1] == len(source)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_sources_cost_linear_time(piece: str) -> None:
    # quadratic work over 400,000 characters would take minutes and trip the suite's time limit
    source = piece * (400_000 // len(piece))
    assert tokens(source)[-1].end == len(source)
