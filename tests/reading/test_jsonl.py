"""JSON lines are read a line at a time, in the same memory however many there are."""

import hashlib
import json
import tracemalloc
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Rejection
from twosource.reading.jsonl import lines
from twosource.reading.report import Report


def read(raw: list[bytes], **limits: int) -> list[Report | Rejection]:
    return list(lines(iter(raw), path="a.jsonl", **limits))


def test_a_broken_line_costs_itself_and_is_named() -> None:
    one, broken, two = read([b'\xef\xbb\xbf{"text": "Ten men died."}\r\n', b'{"text": "Ten\n', b"\n", b'{"body": "Two live."}'])
    assert isinstance(broken, Rejection)
    assert (broken.reason, broken.line) == ("broken_json", 2)
    assert [report.line for report in (one, two)] == [1, 4]
    assert isinstance(one, Report)
    assert one.raw_sha256 == hashlib.sha256(b'{"text": "Ten men died."}').hexdigest()


def test_a_line_that_is_too_long_comes_in_pieces_and_is_told_once() -> None:
    told, report = read([b'{"text": "' + b"x" * 91, b"x" * 101, b'x"}\n', b'{"text": "Two live."}\n'], longest_line=100)
    assert isinstance(told, Rejection)
    assert (told.reason, told.line, report.line) == ("too_large", 1, 2)


def test_lines_without_end_are_cut() -> None:
    *_, told = read([b'{"text": "Ten men died."}\n'] * 100, largest_unpacked=1000)
    assert isinstance(told, Rejection)
    assert (told.reason, told.line) == ("too_large", 39)


def test_nothing_is_told() -> None:
    [told] = read([b"\n", b" \n"])
    assert isinstance(told, Rejection)
    assert told.reason == "empty"


def test_memory_stays_the_same_however_many_lines() -> None:
    def many(count: int) -> Iterator[bytes]:
        for number in range(count):
            yield json.dumps({"text": f"Ten men died in mine {number}. {'x' * 1000}", f"key {number}": "x"}).encode() + b"\n"

    peaks = []
    for count in (1200, 8000):  # the names of fields that are remembered are 1,024
        tracemalloc.start()
        assert sum(1 for _ in lines(many(count), path="a.jsonl")) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000


@given(st.lists(st.binary(max_size=60) | st.just(b'{"text": "Ten \\ud800"}'), max_size=8))
def test_nothing_but_reports_and_rejections_comes_out_of_any_bytes(raw: list[bytes]) -> None:
    for found in read([line + b"\n" for line in raw]):
        if isinstance(found, Rejection):
            assert found.reason in {"broken_json", "no_text", "empty"}
        else:
            found.text.encode()
