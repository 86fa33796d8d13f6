import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from twosource.annotate import Annotator
from twosource.model import Entity
from twosource.statements.aliases import abbreviates
from twosource.statements.names import names
from twosource.statements.settings import StatementSettings

CASES = json.loads(Path(__file__).with_name("names_cases.json").read_text(encoding="utf-8"))


def found(annotator: Annotator, text: str, title: str | None = None) -> tuple[Entity, ...]:
    (annotated,) = annotator.annotate([article(text, title=title)])
    return names(annotated, StatementSettings())


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case.get("fails") else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_a_report_names_whom_it_names(annotator: Annotator, case: dict) -> None:
    entities = found(annotator, case["text"], case.get("title"))
    seen = {(e.span.text, e.type, e.name) for e in entities}
    untyped = {(e.span.text, None, e.name) for e in entities}
    missing = [want for want in case["expected"] if tuple(want) not in seen | untyped]
    assert not missing, seen
    assert not {e.span.text for e in entities} & set(case["absent"])


def test_all_mentions_of_a_name_have_one_type(annotator: Annotator) -> None:
    text = "Tamsin Orrell met Orrell's aides in Kabul. The Vessim network struck. Kabul is calm, Orrell said. Vessim is weak."
    types: dict[str, set[str]] = {}
    for entity in found(annotator, text):
        types.setdefault(entity.name, set()).add(entity.type)
    assert types
    assert all(len(of_name) == 1 for of_name in types.values())


WORDS = st.sampled_from(
    [
        "Orrell",
        "Kabul",
        "The",
        "of",
        "U.S.",
        "said",
        "(",
        ")",
        ",",
        ".",
        "-",
        "al-Dorn",
        "NATO",
        "Islamic",
        "State",
        "IS",
        "in",
        '"',
        "“",
        "’s",
        "General",
        "Bala",
        "University",
        "and",
        "34",
        "who",
        "\n\n",
        "x",
        "KABUL",
        "D-Ohio",
        "Mr.",
        "é",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_names_lie_in_the_text_in_order_and_do_not_overlap(annotator: Annotator, words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    entities = found(annotator, text)
    for entity in entities:
        assert entity.span.text == text[entity.span.start : entity.span.end]
        assert entity.span.text.strip() == entity.span.text
        assert entity.name
    assert all(a.span.end <= b.span.start for a, b in pairwise(entities))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,6}", fullmatch=True), min_size=2, max_size=6))
def test_initials_abbreviate_their_name(words: list[str]) -> None:
    assert abbreviates("".join(w[0] for w in words), " ".join(words))


def test_no_name_of_the_real_reports_holds_an_article_or_possessive(annotator: Annotator, real_reports: list[Path]) -> None:
    for path in real_reports:
        for entity in found(annotator, path.read_text(encoding="utf-8")):
            assert not entity.span.text.startswith(("the ", "The ", '"', "“"))
            assert not entity.span.text.endswith(("'s", "’s", '"', ","))
