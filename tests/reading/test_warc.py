"""Web archives: what is news comes out with its headers, damage costs the damaged record, and every record is accounted for."""

import gzip
import hashlib
import io
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator

import brotli
import pytest
import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.warcwriter import WARCWriter

from tests.reading.archives import add, archive, page, plain_records, record_id, zstd_archive
from twosource.model import Rejection
from twosource.reading.archives.warc import dechunked, records
from twosource.reading.report import Payload
from twosource.reading.unpack import Limits

PAGES = [page(number) for number in range(6)]
PACKED = archive(PAGES)
CHUNKED = [("Transfer-Encoding", "chunked")]
PLAIN = archive(PAGES, packed=False)


def read(raw: bytes, **given: Limits) -> list[Payload | Rejection]:
    return list(records(io.BytesIO(raw), "a.warc.gz", **given))


def payloads(raw: bytes) -> list[Payload]:
    return [found for found in read(raw) if isinstance(found, Payload)]


def rejections(raw: bytes) -> list[tuple[str, str]]:
    return [(found.reason, found.detail) for found in read(raw) if isinstance(found, Rejection)]


def accounted(found: list[Payload | Rejection]) -> int:
    """How many records are read, reported, or counted as passed over."""
    passed = [item.detail for item in found if isinstance(item, Rejection) and item.reason == "passed_over"]
    return len(found) - len(passed) + sum(int(number) for words in passed for number in re.findall(r"(\d+) (?:of|with)", words))


@pytest.mark.parametrize("raw", [
    PACKED,
    PLAIN,
    gzip.compress(PLAIN),
    gzip.compress(PLAIN[:3000]) + gzip.compress(PLAIN[3000:]),
    PACKED + bytes(512),
    zstd_archive(PAGES),
    zstd_archive(PAGES, zstandard.train_dictionary(2_000, [page(n, 1) for n in range(200)]).as_bytes()),
    PLAIN.replace(b"</html>\r\n\r\n", b"</html>\r\n"),
], ids=["gzip", "plain", "one member", "cut anywhere", "padded", "zstd", "zstd with dictionary", "short ends"])  # fmt: skip
def test_every_record_comes_out_however_it_is_packed(raw: bytes) -> None:
    assert [found.raw for found in payloads(raw)] == PAGES
    assert rejections(raw) == []


def test_a_payload_carries_what_the_headers_say() -> None:
    first = payloads(PACKED)[0]
    assert (first.path, first.part, first.url) == ("a.warc.gz", record_id(0), "https://www.tarvo-post.example/0")
    assert (first.media_type, first.charset, first.fetched) == ("text/html", "utf-8", "2021-03-04T05:06:07Z")


def test_records_that_fastwarc_writes_are_read() -> None:
    out = io.BytesIO()
    for body in PAGES:
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers.set("WARC-Target-URI", "https://www.tarvo-post.example/")
        record.headers.set("Content-Type", "application/http; msgtype=response")
        record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)
        record.write(out, checksum_data=True)
    assert [found.raw for found in payloads(out.getvalue())] == PAGES


@pytest.mark.parametrize("raw", [PACKED, PLAIN, zstd_archive(PAGES)], ids=["gzip", "plain", "zstd"])
@pytest.mark.parametrize("bit", [1, 0x80])
def test_one_flipped_byte_costs_one_record_at_most_and_each_is_accounted_for(raw: bytes, bit: int) -> None:
    for at in range(0, len(raw), 37):
        flipped = bytearray(raw)
        flipped[at] ^= bit
        found = read(bytes(flipped))
        assert accounted(found) == 6, at
        whole = [item.raw for item in found if isinstance(item, Payload)]
        assert len(whole) >= 5, at
        assert set(whole) <= set(PAGES), at


@pytest.mark.parametrize("raw", [PACKED, PLAIN, zstd_archive(PAGES)], ids=["gzip", "plain", "zstd"])
def test_a_cut_archive_gives_what_is_whole_and_says_that_it_is_cut(raw: bytes) -> None:
    for size in range(30, len(raw) - 8, 101):
        found = read(raw[:size])
        whole = [item for item in found if isinstance(item, Payload)]
        assert [item.raw for item in whole] == PAGES[: len(whole)]
        assert len(whole) == len(found) or [item.reason for item in found[len(whole) :]] == ["damaged"]
        assert len(whole) * len(raw) // 6 <= size + 60


def test_damage_between_two_records_costs_none() -> None:
    raw = PLAIN.replace(b"</html>\r\n\r\nWARC", b"</html>\r\nX\nWARC", 1)
    assert [found.raw for found in payloads(raw)] == PAGES
    assert rejections(raw) == []


def test_damage_behind_a_record_in_its_own_member_is_that_records() -> None:
    member = bytearray(gzip.compress(plain_records(PAGES[:1])[0] + b"and more"))
    member[-8] ^= 1
    found = read(bytes(member) + PACKED)
    assert [type(item).__name__ for item in found] == ["Rejection"] + ["Payload"] * 6


def test_damage_is_told_with_the_record_and_its_place() -> None:
    start = PLAIN.index(record_id(3).encode())
    at = PLAIN.index(b"said on", start)
    offset = PLAIN.rindex(b"WARC/1", 0, start)
    [(reason, detail)] = rejections(PLAIN[:at] + b"D" + PLAIN[at + 1 :])
    assert reason == "damaged"
    assert detail.startswith(f"record {record_id(3)} at byte {offset:,}: its bytes do not agree with its")


def test_a_member_cut_out_of_the_middle_costs_that_record() -> None:
    starts = [match.start() for match in re.finditer(rb"\x1f\x8b\x08", PACKED)]
    for between in (b"", b"\x1f\x8b\x08\x00 opens no member that holds a record", gzip.compress(b"Nor does this.")):
        raw = PACKED[: starts[2] + 100] + between + PACKED[starts[3] :]
        assert [found.raw for found in payloads(raw)] == PAGES[:2] + PAGES[3:]
        assert [reason for reason, _ in rejections(raw)] == ["damaged"]


def test_a_damaged_member_larger_than_what_is_kept_is_left_behind() -> None:
    big = hashlib.shake_256(b"").digest(9_500_000)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    add(writer, 0, PAGES[0])
    start = out.tell()
    add(writer, 1, big, media_type="video/mp4")
    end = out.tell()
    add(writer, 2, PAGES[2])
    raw = bytearray(out.getvalue())
    raw[end - 9_000] ^= 0xFF
    raw[end - 7] ^= 0xFF
    assert start < end
    assert [type(found).__name__ for found in read(bytes(raw))] == ["Payload", "Rejection", "Payload"]


def digested(name: str, value: str, body: bytes = PAGES[0], http: bytes = b"") -> bytes:
    """A plain record by hand with one digest."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + http + b"\r\n" + body
    named = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:1>\r\nWARC-Target-URI: <http://a.example/>\r\n"
    named += f"{name}: {value}\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n".encode()
    return named + block + b"\r\n\r\n"


@pytest.mark.parametrize(("value", "good"), [
    ("sha1:" + hashlib.sha1(PAGES[0]).hexdigest(), True),
    ("SHA-256:" + hashlib.sha256(PAGES[0]).hexdigest().upper(), True),
    ("md5:" + hashlib.md5(PAGES[0]).hexdigest(), True),
    ("sha1:" + "A" * 32, False),
    ("sha256:" + "0" * 64, False),
    ("SHA-256:" + "0" * 64, False),
    ("sha1:never a digest", False),
    ("blake3:0123", True),
])  # fmt: skip
def test_payload_digests_are_checked(value: str, good: bool) -> None:
    raw = digested("WARC-Payload-Digest", value)
    assert len(payloads(raw)) == good
    assert [reason for reason, _ in rejections(raw)] == ([] if good else ["damaged"])


def test_a_payload_digest_may_be_of_the_body_without_chunks_or_unpacked() -> None:
    packed = gzip.compress(PAGES[0])
    chunked = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    for of in (chunked, packed, PAGES[0]):
        http = b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
        raw = digested("WARC-Payload-Digest", "sha1:" + hashlib.sha1(of).hexdigest(), chunked, http)
        assert [found.raw for found in payloads(raw)] == [PAGES[0]]


def test_a_wrong_block_digest_is_damage() -> None:
    assert [reason for reason, _ in rejections(digested("WARC-Block-Digest", "sha1:" + "A" * 32))] == ["damaged"]


@pytest.mark.parametrize(("body", "http"), [
    (gzip.compress(PAGES[0]), [("Content-Encoding", "gzip")]),
    (brotli.compress(PAGES[0]), [("Content-Encoding", "br")]),
    (zstandard.compress(PAGES[0]), [("Content-Encoding", "zstd")]),
    (brotli.compress(gzip.compress(PAGES[0])), [("Content-Encoding", "gzip, br")]),
    (PAGES[0], [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]),
    (b"5;x=y\r\n" + PAGES[0][:5] + b"\r\n%X\r\n" % (len(PAGES[0]) - 5) + PAGES[0][5:] + b"\r\n0\r\n\r\n", CHUNKED),
])  # fmt: skip
def test_transfer_and_content_encodings_are_undone(body: bytes, http: list[tuple[str, str]]) -> None:
    assert [found.raw for found in payloads(archive([body], http=http))] == [PAGES[0]]


@given(st.binary(max_size=200))
def test_chunks_come_off_any_bytes(raw: bytes) -> None:
    body, _ = dechunked(raw)
    assert len(body) <= len(raw)


def mixed() -> Iterator[tuple[int, dict[str, object]]]:
    yield 0, {"kind": "warcinfo", "media_type": "application/warc-fields"}
    yield 1, {"kind": "request", "body": b"GET / HTTP/1.1\r\n\r\n"}
    yield 2, {"status": "404 Not Found"}
    yield 3, {"status": "301 Moved"}
    yield 4, {"media_type": "image/png"}
    yield 5, {"kind": "metadata", "media_type": "application/warc-fields"}
    yield 6, {"kind": "conversion", "media_type": "text/plain"}
    yield 7, {"kind": "resource", "media_type": "text/plain", "url": "urn:text:https://www.tarvo-post.example/"}
    yield 8, {"kind": "resource", "media_type": "text/html"}
    yield 9, {"media_type": "application/rss+xml"}
    yield 10, {"media_type": "application/json"}
    yield 11, {"media_type": ""}


def test_what_is_no_news_by_its_kind_is_counted_in_one_notice() -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, given_ in mixed():
        add(writer, number, **{"body": PAGES[0], **given_})  # type: ignore[arg-type]
    found = read(out.getvalue())
    assert [item.part for item in found if isinstance(item, Payload)] == [record_id(number) for number in (8, 9, 10, 11)]
    assert accounted(found) == 12
    [(reason, detail)] = rejections(out.getvalue())
    assert reason == "passed_over"
    assert "1 of media type image/png, 1 of type conversion, 1 of type metadata" in detail
    assert "1 with HTTP status 301, 1 with HTTP status 404" in detail


def test_what_archives_hold_about_their_records_makes_no_notice_alone() -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    add(writer, 0, b"software: a\r\n", kind="warcinfo", media_type="application/warc-fields")
    add(writer, 1, PAGES[1])
    assert [type(found) for found in read(out.getvalue())] == [Payload]


def test_a_revisit_is_named_with_what_it_revisits() -> None:
    out = io.BytesIO()
    given_ = [("WARC-Refers-To-Target-URI", "https://www.tarvo-post.example/7"), ("WARC-Refers-To-Date", "2020-01-01T00:00:00Z")]
    add(WARCWriter(out, gzip=True), 0, b"", kind="revisit", warc=given_)
    [(reason, detail)] = rejections(out.getvalue())
    assert reason == "revisit"
    assert "https://www.tarvo-post.example/7 was the same as it was on 2020-01-01" in detail


def test_a_record_that_says_it_is_cut_is_read_and_said_to_be() -> None:
    raw = digested("WARC-Truncated: length\r\nWARC-Payload-Digest", "sha1:" + "A" * 32, PAGES[0][:90])
    assert [found.raw for found in payloads(raw)] == [PAGES[0][:90]]
    assert [(reason, "(length)" in detail) for reason, detail in rejections(raw)] == [("truncated", True)]


def test_a_packed_body_that_is_cut_is_read_up_to_there() -> None:
    packed = gzip.compress(page(1, 50))[:-60]
    raw = archive([packed], warc=[("WARC-Truncated", "time")], http=[("Content-Encoding", "gzip")])
    assert [found.raw == page(1, 50)[: len(found.raw)] and len(found.raw) > 300 for found in payloads(raw)] == [True]
    assert [reason for reason, _ in rejections(archive([packed], http=[("Content-Encoding", "gzip")]))] == ["unreadable"]


def test_a_body_without_its_last_chunk_is_said_to_be_cut() -> None:
    raw = archive([b"f\r\n<p>Ten people d\r\n9\r\nied."], http=[("Transfer-Encoding", "chunked")])
    assert [found.raw for found in payloads(raw)] == [b"<p>Ten people died."]
    assert [reason for reason, _ in rejections(raw)] == ["truncated"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_past_the_limit_is_told_and_the_next_one_read(packed: bool) -> None:
    bodies = [PAGES[0], page(1, 20_000), PAGES[2]]
    found = read(archive(bodies, packed=packed), limits=Limits(largest=100_000))
    assert [type(item).__name__ for item in found] == ["Payload", "Rejection", "Payload"]
    assert isinstance(found[1], Rejection)
    assert found[1].reason == "too_large"
    assert record_id(1) in found[1].detail


def test_a_large_record_of_another_kind_is_only_counted() -> None:
    raw = archive([bytes(300_000)], media_type="video/mp4")
    assert [item.reason for item in read(raw, limits=Limits(largest=100_000)) if isinstance(item, Rejection)] == ["passed_over"]


@pytest.mark.parametrize(("body", "encoding"), [
    (gzip.compress(bytes(30_000_000)), "gzip"),
    (brotli.compress(bytes(30_000_000)), "br"),
    (zstandard.compress(bytes(30_000_000)), "zstd"),
    (gzip.compress(gzip.compress(bytes(30_000_000))), "gzip"),
])  # fmt: skip
def test_a_bomb_costs_its_record_only(body: bytes, encoding: str) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    add(writer, 0, PAGES[0])
    add(writer, 1, body, http=[("Content-Encoding", encoding)])
    add(writer, 2, bytes(30_000_000))
    add(writer, 3, PAGES[3])
    found = read(out.getvalue())
    assert [getattr(item, "reason", "read") for item in found] == ["read", "too_large", "too_large", "read"]
    assert "layer" in found[1].detail  # type: ignore[union-attr]


def test_memory_does_not_grow_with_the_archive() -> None:
    raw = PACKED * 200
    tracemalloc.start()
    count = sum(isinstance(found, Payload) for found in records(io.BytesIO(raw), "a.warc.gz"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1_200
    assert peak < 3_000_000


def test_memory_does_not_grow_with_a_record_that_is_not_read() -> None:
    raw = archive([hashlib.shake_256(b"").digest(40_000_000), PAGES[1]], media_type="video/mp4")
    tracemalloc.start()
    assert [found.reason for found in records(io.BytesIO(raw), "a.warc.gz") if isinstance(found, Rejection)] == ["passed_over"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_words_of_the_archive_cannot_reach_the_terminal_as_commands() -> None:
    [(_, detail)] = rejections(digested("WARC-Block-Digest", "sha1:\x1b[31mred"))
    assert "\ufffd[31mred" in detail


@pytest.mark.parametrize("raw", [b"", b"WARC/1.0\r\n", b"no archive", gzip.compress(b"Ten people died."), b"\x1f\x8b\x08\x00"])
def test_what_is_no_archive_is_told(raw: bytes) -> None:
    assert [type(found) for found in read(raw)] == [Rejection]


def test_nothing_but_record_starts_ends_early() -> None:
    found = read(b"WARC/1.0\r\nA: b\r\n\r\n" * 5_000)
    assert len(found) == 1_002
    assert isinstance(found[-1], Rejection)
    assert found[-1].reason == "too_large"


@settings(max_examples=150)
@given(st.binary(max_size=400), st.integers(0, len(PACKED) - 1), st.booleans())
def test_any_bytes_anywhere_give_payloads_and_rejections(junk: bytes, at: int, packed: bool) -> None:
    whole = PACKED if packed else PLAIN
    for raw in (junk, whole[:at] + junk, whole[:at] + junk + whole[at + len(junk) // 2 :]):
        for found in read(raw):
            assert isinstance(found, Payload | Rejection)


@settings(max_examples=100)
@given(st.binary(max_size=200), st.binary(max_size=300), st.sampled_from(["response", "resource", "revisit", "\xff"]))
def test_any_header_and_body_give_payloads_and_rejections(head: bytes, body: bytes, kind: str) -> None:
    start = b"WARC/1.0\r\nWARC-Type: " + kind.encode() + b"\r\nWARC-Target-URI: http://a.example/\r\n"
    for middle in (head + b"\r\n", b"Content-Type: application/http\r\n"):
        raw = start + middle + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n"
        for found in read(raw):
            assert isinstance(found, Payload | Rejection)


def test_a_single_record_reads_as_it_was_written() -> None:
    assert [found.raw for raw in plain_records(PAGES) for found in payloads(raw)] == PAGES


def test_fastwarc_is_loaded_only_where_there_is_an_archive() -> None:
    code = "import sys, twosource.reading.archives.warc; print(any(name.startswith('fastwarc') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
