"""The main event of a story: chosen by what most reports tell first, with every variant in their own words."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.making import article
from twosource.annotate import Annotator
from twosource.claims.main_event import main_event
from twosource.claims.mainly import Mark, by_votes
from twosource.model import Article, Dateline, MainEvent, Span, Statement, Variant
from twosource.statements import statements
from twosource.statements.renamed import renamed
from twosource.text import view_of

CASES = json.loads(Path(__file__).with_name("main_event.json").read_text(encoding="utf-8"))


def made(reports: Sequence[Sequence[str | None]]) -> list[Article]:
    return [article(text or "", id=f"a{n}", title=title, published=day) for n, (day, title, text) in enumerate(reports)]


def said(annotator: Annotator, articles: Sequence[Article]) -> tuple[Statement, ...]:
    return renamed([found for _, found in statements(annotator.annotate(articles))])


def found(annotator: Annotator, articles: Sequence[Article]) -> MainEvent | None:
    return main_event(articles, said(annotator, articles))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_story_has_its_main_event(annotator: Annotator, case: dict[str, Any]) -> None:
    event = found(annotator, made(case["reports"]))
    if case["predicate"] is None:
        assert event is None
        return
    assert event is not None
    assert event.predicate == case["predicate"]
    assert sorted(variant.value for variant in event.when) == case["when"]
    assert event.where[0].value == case["where"]


def test_every_variant_is_words_of_its_report(annotator: Annotator) -> None:
    articles = made(CASES[0]["reports"])
    event = found(annotator, articles)
    assert event is not None
    texts = {a.id: a.text for a in articles}
    told = [t for of in (event.what, event.where, event.when, event.who, event.whom) for v in of for t in v.words]
    assert told
    assert all(texts[t.article_id][t.span.start : t.span.end] == t.span.text for t in told)


def test_no_order_of_reports_changes_the_main_event(annotator: Annotator) -> None:
    articles = made(CASES[1]["reports"])
    whole = said(annotator, articles)
    assert main_event(articles[::-1], whole[::-1]) == main_event(articles, whole)


def test_a_dateline_gives_the_place_where_nothing_else_does(annotator: Annotator) -> None:
    one = article("VELMORA - A ferry sank on Sunday, killing two.", id="a0", published="2025-05-06")
    placed = replace(one, dateline=Dateline(place="Velmora", agency=None, span=view_of(one).span(0, 9)))
    event = found(annotator, [placed])
    assert event is not None
    assert "Velmora" in [variant.value for variant in event.where]


def test_without_statements_there_is_no_main_event() -> None:
    assert main_event([article("Nothing.", id="a")], ()) is None


def mark(value: str, report: str, weight: int) -> Mark:
    span = Span(start=0, end=1, text="x", original=(0, 1))
    return Mark(value=value, article_id=report, statement_id=None, span=span, weight=weight)


def values(variants: Sequence[Variant]) -> list[tuple[str, int]]:
    return [(variant.value, variant.reports) for variant in variants]


def test_a_report_votes_once_for_a_value_and_by_its_best_words() -> None:
    assert values(by_votes([mark("Tarn", "a", 5), mark("tarn", "a", 4), mark("Ostrel", "b", 6)])) == [("Ostrel", 1), ("Tarn", 1)]


def test_what_weighs_little_is_no_variant_unless_it_is_sure() -> None:
    marks = [mark("Monday", "a", 30), mark("Monday", "b", 30), mark("Sunday", "c", 10)]
    assert values(by_votes(marks)) == [("Monday", 2)]
    assert values(by_votes(marks, sure=10)) == [("Monday", 2), ("Sunday", 1)]
