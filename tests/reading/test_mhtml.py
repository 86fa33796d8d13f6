"""Saved pages: the page itself, its address and the time of saving come out of the MIME file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.reading.archives.mhtml import saved_page

HEAD = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://www.tarvo-post.example/bridge
Subject: =?utf-8?Q?Bridge=20closed?=
Date: Tue, 2 Mar 2021 10:20:30 +0100
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----B--x----"


"""
PART = b"""------B--x----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.tarvo-post.example/bridge

<html><body><p class=3D"a">The bridge of Tarvo=C3=A9 is clo=
sed, the mayor said.</p></body></html>

"""
FRAME = PART.replace(b"frame-1", b"frame-2").replace(b"The bridge", b"An advertisement")
PICTURE = b"""------B--x----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.tarvo-post.example/a.png

iVBORw0KGgo=

"""
END = b"------B--x------\n"
SAVED = HEAD + PICTURE + PART + FRAME + END


@pytest.mark.parametrize("raw", [SAVED, SAVED.replace(b"\n", b"\r\n"), b"\r\n" + SAVED, HEAD + PART])
def test_the_page_comes_out_decoded(raw: bytes) -> None:
    made = saved_page(raw, "a.mhtml")
    assert '<p class="a">The bridge of Tarvoé is closed, the mayor said.</p>'.encode() in made.raw
    assert (made.url, made.media_type, made.charset) == ("https://www.tarvo-post.example/bridge", "text/html", None)
    assert (made.path, made.part, made.fetched) == ("a.mhtml", "<frame-1@mhtml.blink>", "2021-03-02T10:20:30+01:00")


def test_start_names_the_page_among_several() -> None:
    raw = SAVED.replace(b'\ttype="text/html";', b'\ttype="text/html"; start="<frame-2@mhtml.blink>";')
    assert b"An advertisement" in saved_page(raw, None).raw


@pytest.mark.parametrize(("header", "body"), [
    (b"Content-Type: text/html; charset=ISO-8859-1\nContent-Transfer-Encoding: base64", b"PHA+VGVuIGRpZWQuPC9wPg=="),
    (b"Content-Type: TEXT/HTML; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: 8bit", b"<p>Ten died.</p>"),
])  # fmt: skip
def test_a_page_alone_in_a_mail_is_read(header: bytes, body: bytes) -> None:
    made = saved_page(b"MIME-Version: 1.0\n" + header + b"\n\n" + body + b"\n", None)
    assert made.raw.strip() == b"<p>Ten died.</p>"
    assert made.charset == "iso-8859-1"
    assert (made.url, made.fetched) == (None, None)


def test_the_location_of_the_part_stands_in_for_that_of_the_whole() -> None:
    raw = SAVED.replace(b"Snapshot-Content-Location", b"X-Other").replace(
        b"post.example/bridge\n\n<", b"post.example/b\n ridge\n\n<"
    )
    assert saved_page(raw, None).url == "https://www.tarvo-post.example/bridge"


@pytest.mark.parametrize(("raw", "reason"), [
    (b"", "unreadable"),
    (HEAD + PICTURE + END, "unreadable"),
    (HEAD + PART.split(b"\n\n")[0] + b"\n\n\n" + END, "unreadable"),
    (b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 60, "too_large"),
    (b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 49, "unreadable"),
    (b"Content-Type: multipart/mixed; boundary=a" + b";\n a*1=b" * 200_000, "too_large"),
    (HEAD + b"------B--x----\n" * 200_001, "too_large"),
    (b"Content-Type: message/rfc822\n\n" * 5_000, "unreadable"),
])  # fmt: skip
def test_what_holds_no_page_is_told(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        saved_page(raw, None)
    assert caught.value.reason == reason


def test_a_saved_page_past_the_limit_is_told() -> None:
    with pytest.raises(InputError, match="more than 100 bytes"):
        saved_page(SAVED, None, largest=100)


def test_a_date_or_address_that_is_none_is_left_out() -> None:
    made = saved_page(SAVED.replace(b"Tue, 2 Mar", b"Tue, 99 \xff").replace(b"https://www", b"java\xffscript:www"), None)
    assert (made.url, made.fetched) == (None, None)


@given(st.data())
def test_any_bytes_give_a_payload_or_an_input_error(data: st.DataObject) -> None:
    raw = bytearray(SAVED)
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=8))
    for given_ in (bytes(raw), data.draw(st.binary(max_size=200))):
        try:
            made = saved_page(given_, None)
        except InputError:
            continue
        for words in (made.url, made.part, made.charset, made.fetched, made.media_type):
            (words or "").encode("utf-8")
