"""What two small invented reports differ in, run through the real annotator; the cases stand as data beside the tests."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.making import article
from twosource.annotate import Annotator
from twosource.claims.contrasts import Both, both
from twosource.claims.differences import differences
from twosource.claims.facts import Fact, facts
from twosource.model import Difference
from twosource.statements import statements
from twosource.statements.renamed import renamed

Found = list[tuple[str, bool, list[str]]]


def cases(name: str) -> list[Any]:
    """The cases of a file, by their labels; a known failure must fail."""
    found = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return [
        pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case.get("fails") else [])
        for case in found
    ]


def differing(
    annotator: Annotator, left: str, right: str, published: tuple[str | None, str | None] = (None, None)
) -> tuple[Difference, ...]:
    """The differences between two reports, taken as of one claim."""
    return differences(_facts(annotator, (left, right), published))


def parts(annotator: Annotator, left: str, right: str, at: tuple[int, int]) -> Both:
    """One fact of each of two reports, by its place: what a claim holds that has joined only these parts of two sentences."""
    found = _facts(annotator, (left, right), (None, None))
    ours, theirs = ([f for f in found if f.article.id == id] for id in ("a0", "a1"))
    return both(ours[at[0]], theirs[at[1]])


def _facts(annotator: Annotator, texts: tuple[str, str], published: tuple[str | None, str | None]) -> list[Fact]:
    articles = [article(text, id=f"a{n}", published=day) for n, (text, day) in enumerate(zip(texts, published, strict=True))]
    said = renamed([found for _, found in statements(annotator.annotate(articles))])
    return facts(said, {a.id: a for a in articles})


def told(annotator: Annotator, case: dict[str, Any], *kinds: str) -> Found:
    """The differences of these kinds in a case: kind, whether it is a conflict, and the words, in order."""
    found = differing(annotator, case["left"], case["right"], tuple(case.get("published", (None, None))))
    return sorted((d.kind, d.conflict, sorted(v.span.text for v in d.values)) for d in found if d.kind in kinds)


def expected(case: dict[str, Any]) -> Found:
    """What a case expects, in the form of `told`."""
    return sorted((kind, conflict, sorted(words)) for kind, conflict, words in case["expected"])
