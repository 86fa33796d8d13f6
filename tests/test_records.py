"""Nouns to and from JSON."""

import json

import pytest

from tests.making import article
from twosource.model import Article, Bounds, Derivation, Evidence, Quantity, Span, content_id
from twosource.records import account_pieces, derivation_record, dumps, from_record, to_record

SPAN = Span(start=0, end=4, text="Nine", original=(0, 4))


def test_an_article_comes_back_from_its_record_as_it_was() -> None:
    made = article("Nine died.\n\nTwo fled.", title="Toll", published="2031-05-06", outlet="Ardun Post")
    assert from_record(Article, json.loads(dumps(to_record(made)))) == made


def test_a_mark_carries_its_span_in_its_own_object() -> None:
    quantity = Quantity(value=9, low=9, high=9, bound="exactly", unit=None, of="people", role="killed", span=SPAN)
    record = to_record(quantity)
    assert record["start"] == 0
    assert record["original"] == [0, 4]
    assert "span" not in record
    assert from_record(Quantity, record) == quantity


def test_a_record_of_its_own_names_its_format_and_kind() -> None:
    record = to_record(article("Nine died."))
    assert (record["format"], record["kind"]) == ("twosource/1", "article")


def test_a_derivation_says_from_inside_an_account_and_type_on_its_own() -> None:
    evidence = (Evidence(feature="byline", score=1.0, spans=()),)
    derivation = Derivation(source="Reuters", to="a", kind="credit", directed=True, score=1.0, evidence=evidence)
    assert to_record(derivation)["from"] == "Reuters"
    assert from_record(Derivation, to_record(derivation)) == derivation
    assert derivation_record(derivation)["kind"] == "derivation"
    assert derivation_record(derivation)["type"] == "credit"


def test_a_missing_field_is_named() -> None:
    with pytest.raises(KeyError, match="high"):
        from_record(Bounds, {"low": 1})


def test_a_value_outside_the_vocabulary_is_refused() -> None:
    record = to_record(Quantity(value=9, low=9, high=9, bound="exactly", unit=None, of=None, role=None, span=SPAN))
    with pytest.raises(TypeError, match="roughly"):
        from_record(Quantity, {**record, "bound": "roughly"})


def test_lone_surrogates_are_written_as_escapes() -> None:
    assert json.loads(dumps({"text": "\ud800"}).encode("utf-8")) == {"text": "\ud800"}


def test_ids_do_not_depend_on_where_one_field_ends() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id(None) != content_id("")


def test_an_account_in_pieces_is_the_account() -> None:
    from dataclasses import replace

    from twosource.model import Account, Story

    story = Story(id="s", headline="Toll “rises” \udcff", article_ids=("a", "b"), first=None, last=None)
    account = Account(story=story, articles=(), statements=(), derivations=(), claims=(), notes=("one", "two \udcff"))
    for given in (account, replace(account, notes=())):
        assert "".join(account_pieces(given)) == dumps(to_record(given))


def test_an_account_in_pieces_writes_evidence_like_any_other_record() -> None:
    from dataclasses import replace

    from twosource.model import Account, ArticleSpan, Derivation, Evidence, Span, Story

    at = ArticleSpan(article_id="a", span=Span(start=0, end=3, text="“é\udcff", original=None, how="between fields"))
    evidence = Evidence(feature="shared_passage", score=0.5, spans=(at, replace(at), at), why='"quoted"')
    both = (evidence, replace(evidence, why=None))
    edges = tuple(
        Derivation(source=source, to="b", kind="copy", directed=directed, score=1.0, evidence=both)
        for source, directed in (("a", True), ("1", False))
    )
    story = Story(id="s", headline=None, article_ids=("a", "b"), first=None, last=None)
    account = Account(story=story, articles=(), statements=(), derivations=edges, claims=(), notes=())
    assert "".join(account_pieces(account)) == dumps(to_record(account))
