"""What no report gives: said where it is sure, and never where one report has it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.making import article
from twosource.annotate import Annotator
from twosource.claims import claims
from twosource.claims.main_event import main_event
from twosource.claims.missing import missing
from twosource.statements import statements
from twosource.statements.renamed import renamed

CASES = json.loads(Path(__file__).with_name("missing.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_what_is_missing_is_said(annotator: Annotator, case: dict[str, Any]) -> None:
    articles = [article(text, id=f"a{n}", published="2025-05-06") for n, text in enumerate(case["reports"])]
    said = renamed([found for _, found in statements(annotator.annotate(articles))])
    found = missing(articles, said, claims(articles, said, ()), main_event(articles, said))
    assert list(found) == case["expected"]
