"""English is told from other languages by its function words, for one sentence as for a long report."""

import json
from pathlib import Path

import pytest

from twosource.lexicon.languages import OTHERS, function_words
from twosource.reading.language import is_english, is_english_tag

CASES = json.loads(Path(__file__).with_name("sources_language.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_a_text_is_english_or_not(case: dict[str, object]) -> None:
    assert is_english(str(case["text"])) is case["english"]


@pytest.mark.parametrize("tag", ["en", "EN", "en-US", "en_GB", "eng", "English"])
def test_english_goes_by_many_tags(tag: str) -> None:
    assert is_english_tag(tag)


@pytest.mark.parametrize("tag", ["de", "fr-CA", "", "enga", "zh-Hans", "french"])
def test_other_tags_are_not_english(tag: str) -> None:
    assert not is_english_tag(tag)


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_every_language_has_its_list_in_lower_case(language: str) -> None:
    words = function_words(language)
    assert len(words) > 30
    assert all(word == word.lower() for word in words)
