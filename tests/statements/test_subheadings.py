"""Which subheadings become statements."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from tests.making import article
from twosource.annotate import Annotator
from twosource.model import Article, BlockKind
from twosource.statements import statements

CASES = json.loads(Path(__file__).with_name("subheadings_cases.json").read_text(encoding="utf-8"))


def laid_out(kinds: list[BlockKind], texts: list[str]) -> Article:
    """An article whose paragraphs are blocks of these kinds."""
    bare = article("\n\n".join(texts))
    blocks = tuple(dataclasses.replace(b, kind=k) for b, k in zip(bare.blocks, kinds, strict=True))
    return dataclasses.replace(bare, blocks=blocks)


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_a_subheading_is_a_statement_where_it_asserts(annotator: Annotator, case: dict[str, Any]) -> None:
    kinds, texts = zip(*case["blocks"], strict=True)
    ((_, found),) = statements(annotator.annotate([laid_out(list(kinds), list(texts))]))
    told = {s.span.text for s in found}
    heads = [text for kind, text in case["blocks"] if kind == "subheading"]
    assert [text for text in heads if text in told] == case["said"]
