"""Tables of articles become reports, row by row; a broken quotation mark costs one row."""

import csv
import hashlib
import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Rejection
from twosource.reading.fields import NOTHING
from twosource.reading.kinds import media_kind
from twosource.reading.report import Report
from twosource.reading.tables import rows

CASES = json.loads(Path(__file__).with_name("tables_cases.json").read_text(encoding="utf-8"))
HEADER = b"title,text\n"
WHOLE = b"Title,Ten men died.\n"
REASONS = {"broken_row", "empty", "no_text", "too_large"}


def read(raw: bytes, **limits: int) -> list[Report | Rejection]:
    return list(rows(io.BytesIO(raw), path="a.csv", **limits))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_table_is_read(case: dict[str, Any]) -> None:
    raw = case["table"].encode(case.get("encoding", "utf-8"))
    read_from_stream = read(raw)
    assert len(read_from_stream) == len(case["expected"]), read_from_stream
    for found, expected in zip(read_from_stream, case["expected"], strict=True):
        assert isinstance(found, Rejection) is ("reason" in expected), found
        for field, value in expected.items():
            if field == "told":
                assert isinstance(found, Rejection)
                assert value in found.detail
            else:
                assert getattr(found, field) == (tuple(value) if isinstance(value, list) else value), field
    if "encoding" not in case:
        assert list(rows(iter(raw.splitlines(keepends=True)), path="a.csv")) == read_from_stream


def test_the_hash_is_of_the_rows_own_bytes() -> None:
    row = 'A,"Ten men\r\ndied – twice."\r\n'.encode()
    [report] = read(HEADER + row)
    assert isinstance(report, Report)
    assert report.raw_sha256 == hashlib.sha256(row.rstrip()).hexdigest()


def test_a_row_that_runs_away_is_cut_at_the_limit_and_the_rest_is_read() -> None:
    runaway = b'A,"Ten men\n' + b"paragraph\n" * 500 + WHOLE * 3
    told, *reports = read(HEADER + runaway, most_lines=100)
    assert isinstance(told, Rejection)
    assert (told.reason, told.line) == ("broken_row", 2)
    assert "lines 2 to 502 are left out" in told.detail
    assert [report.line for report in reports] == [503, 504, 505]


def test_a_row_of_more_lines_than_the_limit_is_cut() -> None:
    long = b'A,"' + b"Ten men died.\n" * 150 + b'"\n'
    assert isinstance(read(HEADER + long)[0], Report)
    told, report = read(HEADER + long + WHOLE, most_lines=100)
    assert isinstance(told, Rejection)
    assert isinstance(report, Report)
    assert report.line == 153


def test_a_header_in_quotation_marks_over_two_lines_behind_a_byte_order_mark_is_read() -> None:
    [report] = read(b'\xef\xbb\xbf"The\n title",text\n' + WHOLE)
    assert isinstance(report, Report)
    assert report.line == 3


def test_a_field_may_be_longer_than_the_csv_module_allows_by_itself() -> None:
    text = "Ten men died. " * 50_000
    [report] = read(HEADER + f'A,"{text}"\n'.encode())
    assert isinstance(report, Report)
    assert report.text == text


def test_a_row_that_is_too_long_is_named_with_the_setting() -> None:
    told, report = read(HEADER + b"A," + b"x" * 5000 + b"\n" + WHOLE, longest_row=1000)
    assert isinstance(told, Rejection)
    assert (told.reason, told.line, "read.longest_line" in told.detail) == ("too_large", 2, True)
    assert isinstance(report, Report)


def test_reading_stops_where_a_packed_table_grows_without_end() -> None:
    endless = iter([HEADER, *[WHOLE] * 1000])
    *_, told = rows(endless, path="a.csv", largest_unpacked=5000)
    assert isinstance(told, Rejection)
    assert (told.reason, "read.largest_unpacked" in told.detail) == ("too_large", True)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title,text\nA,B\n", True),
        ("id;maintext;url\n", True),
        ("\ufefftitle\ttext\n", True),
        ("text\nTen men died.\n", False),
        ("name,price\n", False),
        ("Text, date and place of the report are not known, he said.\n", False),
        ("", False),
        ("\n\n", False),
    ],
)
def test_a_table_is_known_by_its_header(head: str, expected: bool) -> None:
    assert (media_kind(head.encode()) == "csv") is expected


def test_memory_stays_the_same_however_many_rows() -> None:
    def table(count: int) -> Iterator[bytes]:
        yield HEADER
        for number in range(count):
            yield f'A {number},"Ten men died. {"x" * 500}\n'.encode()
            yield b'Two live."\n' if number % 50 else b'Two "live".\n'

    peaks = []
    for count in (200, 4000):
        tracemalloc.start()
        assert sum(1 for _ in rows(table(count), path="a.csv")) > count * 0.9
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000


HURTS = {
    "odd marks": b'a,"b\n',
    "pairs": b'"a""\n',
    "triples": b'"""\n',
    "one open and many even": b'a,"b\n' + b'"c",d\n' * 50,
    "commas": b"," * 1000 + b"\n",
    "marks": b'"',
    "carriage returns": b"a,b\r",
    "backslashes": b'"a\\"b",c\n',
}


@pytest.mark.parametrize("piece", HURTS.values(), ids=HURTS)
def test_a_table_made_to_hurt_costs_seconds_at_most(piece: bytes) -> None:
    raw = HEADER + piece * (200_000 // len(piece))
    start = time.perf_counter()
    for _ in rows(io.BytesIO(raw), path="a.csv"):
        pass
    assert time.perf_counter() - start < 30


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(
    st.lists(st.tuples(CELL, CELL.filter(lambda text: text.strip().lower() not in {"", *NOTHING})), min_size=1, max_size=6),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(",;\t"),
)
def test_what_the_csv_module_wrote_is_read_back_to_the_letter(table: list[tuple[str, str]], quoting: Any, delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=quoting, delimiter=delimiter).writerows([("title", "text"), *table])
    reports = read(written.getvalue().encode())
    assert [report.text for report in reports if isinstance(report, Report)] == [text for _, text in table]


@given(st.binary(max_size=200), st.sampled_from([b"", HEADER, b"\xff\xfe", b"sep=,\n" + HEADER, b"text\ttitle\n"]))
def test_nothing_but_reports_and_rejections_comes_out_of_any_bytes(noise: bytes, before: bytes) -> None:
    for found in read(before + noise):
        if isinstance(found, Rejection):
            assert found.reason in REASONS
        else:
            assert found.text.strip()
            found.text.encode()


@given(
    st.lists(st.sampled_from([b'"', b",", b"\n", b"a", b'""', b"\r", b'",', b',"', WHOLE, b"\\", b"\t"]), max_size=40).map(
        b"".join
    )
)
def test_a_whole_row_behind_whatever_is_broken_is_read(noise: bytes) -> None:
    good = 'Alpha,"Ten ""men"" died in row {}."\n'
    raw = HEADER + noise + b"\n" + b"".join(good.format(number).encode() for number in range(4))
    texts = [found.text for found in read(raw) if isinstance(found, Report)]
    assert texts[-1:] == ['Ten "men" died in row 3.']
