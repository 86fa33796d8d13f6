"""A JSON list of articles is read element by element; a broken one costs itself."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Rejection
from twosource.reading import jsonlist
from twosource.reading.jsonlist import articles, list_at
from twosource.reading.report import Report

CASES = json.loads(Path(__file__).with_name("jsonlist_cases.json").read_text(encoding="utf-8"))
ARTICLE = '{"text": "Ten men died."}'


def read(text: str) -> list[Report | Rejection]:
    return list(articles(text, path="a.json", raw_sha256="f" * 64))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_list_is_read(case: dict[str, Any]) -> None:
    found_in_list = read(case["text"])
    assert len(found_in_list) == len(case["expected"]), found_in_list
    for found, expected in zip(found_in_list, case["expected"], strict=True):
        assert isinstance(found, Rejection) is ("reason" in expected), found
        for field, value in expected.items():
            assert getattr(found, field) == value, field


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "{",
        "[1, 2]",
        "[Ten] men died.",
        ARTICLE,
        '{"text": "Ten", "items": [{}]}',
        '{"items": "x"}',
        '{"articles": [',
        '{"a": [',
    ],
)
def test_what_is_no_list_of_articles_is_not_taken_for_one(text: str) -> None:
    assert list_at(text) is None


def test_a_list_nested_too_deep_costs_its_element() -> None:
    report, told = read(f'[{ARTICLE}, {{"a": ' + "[" * 100_000)
    assert isinstance(report, Report)
    assert isinstance(told, Rejection)
    assert told.reason == "broken_json"


@pytest.mark.parametrize("piece", ['{"a":},', "{},", "{", '{"a":"', "[", '{"text":"x"} ', "{}}, {"])
def test_a_list_made_to_hurt_costs_seconds_at_most(piece: str) -> None:
    start = time.perf_counter()
    for _ in articles("[{}," + piece * (300_000 // len(piece)), path=None, raw_sha256=""):
        pass
    assert time.perf_counter() - start < 30


def test_lines_and_places_count_in_the_whole_file_wherever_it_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[" + f'{ARTICLE},\n{{"a": x}},\n' * 20 + f"{ARTICLE}]"
    whole = read(text)
    monkeypatch.setattr(jsonlist, "_SMALLEST_WINDOW", 1)
    assert read(text) == whole
    assert [found.line for found in whole] == list(range(1, 42))
    assert isinstance(whole[1], Rejection)
    assert f"at character {text.index('x}')}" in whole[1].detail


PIECES = st.sampled_from(
    ["{", "}", "[", "]", ",", ":", '"', '"text"', '"articles"', '"x"', "1e999", "NaN", "\\ud800", " ", "\n", ARTICLE]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_nothing_but_reports_and_rejections_comes_out_of_any_text(text: str) -> None:
    for found in read(text):
        if isinstance(found, Rejection):
            assert found.reason in {"broken_json", "no_text", "empty"}
        else:
            found.text.encode()
    list_at(text)


@given(st.lists(st.dictionaries(st.text(), st.text(), max_size=3), max_size=5), st.sampled_from([None, 1]))
def test_every_element_of_a_whole_list_is_told_in_its_place(records: list[dict[str, str]], indent: int | None) -> None:
    whole = [*records, {"text": "Ten men died."}]
    assert len(read(json.dumps(whole, indent=indent))) == len(whole)
