"""Whose words and plans: the source of each attribution, as it stands in the text."""

import json
from pathlib import Path

import pytest

from tests.making import article
from twosource.annotate import Annotator
from twosource.statements.settings import StatementSettings
from twosource.statements.speech import speech

CASES = json.loads(Path(__file__).with_name("sources_cases.json").read_text(encoding="utf-8"))


def sources(annotator: Annotator, text: str) -> list[list[str]]:
    """Source and cue of each attribution of a text, in order of the cues."""
    (annotated,) = annotator.annotate([article(text)])
    view = annotated.view.text
    found = sorted(speech(annotated, StatementSettings()), key=lambda s: s.cue or (0, 0))
    return [["" if p is None else view[p[0] : p[1]] for p in (s.source, s.cue)] for s in found]


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case.get("fails") else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_a_source_is_who_said_it(annotator: Annotator, case: dict) -> None:
    found = sources(annotator, case["text"])
    assert [pair for pair in found if pair in case["expected"]] == case["expected"], found
