"""Records of other tools become reports, by one table of names."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.reading import fields
from twosource.reading.fields import FIELDS, folded, looks_like_article, report_of, titled

CASES = json.loads(Path(__file__).with_name("fields_cases.json").read_text(encoding="utf-8"))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = (
    PLAIN
    | st.lists(PLAIN, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "rendered", "text"]) | st.text(max_size=5), PLAIN)
)
NAMES = st.sampled_from(sorted(name for names in FIELDS.values() for name in names))


def read(record: dict[str, Any]) -> Any:
    return report_of(record, path="a.jsonl", line=1, raw_sha256="")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_record_of_another_tool_is_read(case: dict[str, Any]) -> None:
    report = read(case["record"])
    for field, expected in case["expected"].items():
        assert getattr(report, field) == (tuple(expected) if isinstance(expected, list) else expected), field


def test_the_words_of_a_title_with_tags_are_kept_as_metadata() -> None:
    report = read({"text": "Ten men died.", "title": "Ten <em>miners</em> &amp; a dog die"})
    assert report.metadata.headline == "Ten miners & a dog die"
    assert titled("Toll is < 10") == ("Toll is < 10", None)


@pytest.mark.parametrize("record", [{}, {"text": " "}, {"text": ["Ten men died."]}, {"title": "Ten die"}, {"text": "None"}])
def test_a_record_without_a_text_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="text, body or content") as error:
        read(record)
    assert error.value.reason == "no_text"


def test_every_name_is_folded_and_stands_for_one_field_only() -> None:
    names = [name for field in FIELDS.values() for name in field]
    assert len(names) == len(set(names))
    assert [folded(name) for name in names] == names


def test_a_key_of_any_length_is_looked_at() -> None:
    before = fields._folded.cache_info().currsize
    assert not looks_like_article({"x" * 10_000_000: "Ten men died."})
    assert fields._folded.cache_info().currsize == before, "it is not kept"


@given(st.dictionaries(NAMES | st.text(max_size=5), JSON, max_size=6))
def test_whatever_a_record_holds_it_is_a_report_or_refused(record: dict[str, Any]) -> None:
    try:
        report = read(record)
    except InputError:
        return
    assert report.text.strip()
    report.text.encode()
    for name in (report.id, report.url, report.outlet, report.published, report.language, *report.authors):
        assert name is None or (name == name.strip() != "")
