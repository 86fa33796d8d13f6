"""Who took material from whom: what is declared, what is literal, and what proves less than it seems."""

import dataclasses
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from twosource.derivations import DerivationSettings, derivations
from twosource.errors import UsageError
from twosource.model import Article, Byline, Credit, Derivation, Outlet
from twosource.text import view_of

REPORTS = json.loads((Path(__file__).parent / "reports.json").read_text(encoding="utf-8"))


def report(key: str, **given: Any) -> Article:
    return article(REPORTS[key], id=key, **given)


def crediting(item: Article, agency: str, where: Any = "credit_line", how: Any = "stated") -> Article:
    credit = Credit(agency=agency, where=where, how=how, proves="as said in the test", span=view_of(item).span(0, 5))
    return dataclasses.replace(item, credits=(*item.credits, credit))


def of_agency(item: Article, name: str) -> Article:
    return dataclasses.replace(item, outlet=Outlet(name=name, domain=None, kind="agency"))


def between(found: tuple[Derivation, ...], a: str, b: str) -> Derivation | None:
    return next((d for d in found if {d.source, d.to} == {a, b}), None)


def features(derivation: Derivation) -> set[str]:
    return {evidence.feature for evidence in derivation.evidence}


def test_a_report_printed_by_another_outlet_is_a_copy_with_passages_in_both() -> None:
    edge = between(derivations([report("wire"), report("copied")]), "wire", "copied")
    assert edge is not None
    assert (edge.kind, edge.directed) == ("copy", False)
    passages = [evidence for evidence in edge.evidence if evidence.feature == "shared_passage"]
    assert all({span.article_id for span in evidence.spans} == {"wire", "copied"} for evidence in passages)
    assert any("repairs had been under way" in evidence.spans[0].span.text for evidence in passages)


def test_a_small_edit_does_not_end_a_passage() -> None:
    edge = between(derivations([report("wire"), report("copied")]), "wire", "copied")
    assert edge is not None
    texts = [span.span.text for evidence in edge.evidence for span in evidence.spans if span.article_id == "copied"]
    assert any("forcing about 340 people" in text for text in texts)


def test_reports_of_different_things_have_no_derivation() -> None:
    assert derivations([report("wire"), report("elsewhere")]) == ()


def test_a_quotation_alone_is_a_common_source_and_no_copy() -> None:
    edge = between(derivations([report("wire"), report("quoting")]), "wire", "quoting")
    assert edge is not None
    assert (edge.kind, edge.directed) == ("common_source", False)
    assert features(edge) == {"shared_quote"}


def test_half_of_a_quotation_is_found_in_the_whole_one() -> None:
    half = article('The minister rejected it. "nobody answered our letters in time" is what she heard.', id="half")
    whole = article('"We wrote, but nobody answered our letters in time, though we had asked," the union said.', id="whole")
    edge = between(derivations([half, whole]), "half", "whole")
    assert edge is not None
    quotes = [evidence for evidence in edge.evidence if evidence.feature == "shared_quote"]
    assert [span.span.text for span in quotes[0].spans] == ["nobody answered our letters in time"] * 2


def test_the_same_odd_figure_alone_joins_nothing() -> None:
    a = article("The company paid 1,275 fines in two years, its books show.", id="a")
    b = article("Some 1,275 visitors came to see the garden at the weekend.", id="b")
    assert derivations([a, b]) == ()


def test_an_odd_figure_stands_beside_other_evidence() -> None:
    edge = between(derivations([report("wire"), report("copied")]), "wire", "copied")
    assert edge is not None
    assert "shared_figures" not in features(edge), "340 is round"
    more = [dataclasses.replace(article(REPORTS[key] + "\n\nIt was train 4,817.", id=key)) for key in ("wire", "copied")]
    edge = between(derivations(more), "wire", "copied")
    assert edge is not None
    assert "shared_figures" in features(edge)


@pytest.mark.parametrize(
    ("where", "kind"),
    [("credit_line", "credit"), ("byline", "credit"), ("sign_off", "credit"), ("in_text", "quotation"), ("photo", None)],
)
def test_a_declared_agency_is_a_derivation_from_it_unless_it_only_took_the_picture(where: str, kind: str | None) -> None:
    found = derivations([crediting(report("copied"), "Reuters", where)])
    assert [(d.source, d.to, d.kind, d.directed) for d in found] == ([("Reuters", "copied", kind, True)] if kind else [])


def test_an_inferred_credit_weighs_less_than_a_stated_one() -> None:
    stated, inferred = (derivations([crediting(report("copied"), "AFP", how=how)])[0] for how in ("stated", "inferred"))
    assert inferred.score < stated.score


def test_an_agency_does_not_derive_from_itself() -> None:
    own = crediting(of_agency(report("wire"), "Reuters"), "Reuters", "dateline")
    assert derivations([own]) == ()


def test_the_agency_s_own_report_is_the_source_of_the_one_that_credits_it() -> None:
    found = derivations(
        [
            crediting(report("copied", published="2020-01-01"), "Reuters"),
            of_agency(report("wire", published="2020-01-02"), "Reuters"),
        ]
    )
    edge = between(found, "wire", "copied")
    assert edge is not None
    assert (edge.source, edge.directed) == ("wire", True), "the credit goes before the date"


def test_two_that_credit_one_agency_took_nothing_from_each_other() -> None:
    found = derivations(
        [crediting(report("copied", published="2020-01-02"), "AP"), crediting(report("wire", published="2020-01-01"), "AP")]
    )
    edge = between(found, "wire", "copied")
    assert edge is not None
    assert (edge.kind, edge.directed) == ("copy", False)


def test_who_credits_an_agency_did_not_take_the_words_from_one_who_credits_nobody() -> None:
    edge = between(derivations([report("copied"), crediting(report("wire"), "AP")]), "wire", "copied")
    assert edge is not None
    assert (edge.source, edge.to, edge.directed) == ("wire", "copied", True)
    guessed = between(derivations([report("copied"), crediting(report("wire"), "AP", how="inferred")]), "wire", "copied")
    assert guessed is not None
    assert not guessed.directed


def test_a_report_that_rewords_another_sentence_by_sentence_is_a_rewrite() -> None:
    edge = between(derivations([report("wire"), report("reworded"), report("briefed")]), "wire", "reworded")
    assert edge is not None
    assert edge.kind == "rewrite"
    assert "retold_sentence" in features(edge)


def test_another_reporter_s_account_of_the_same_event_is_no_rewrite() -> None:
    edge = between(derivations([report("wire"), report("reworded"), report("briefed")]), "wire", "briefed")
    assert edge is None or edge.kind == "common_source"


def test_without_credits_the_later_one_took_it() -> None:
    edge = between(
        derivations([report("copied", published="2020-01-02"), report("wire", published="2020-01-03")]), "wire", "copied"
    )
    assert edge is not None
    assert (edge.source, edge.to, edge.directed) == ("copied", "wire", True)


def test_dates_without_a_year_give_no_direction() -> None:
    edge = between(
        derivations([report("copied", published="XXXX-01-02"), report("wire", published="XXXX-01-03")]), "wire", "copied"
    )
    assert edge is not None
    assert not edge.directed


def test_times_in_different_zones_are_compared_as_moments() -> None:
    early, late = report("wire", published="2020-01-02T01:00:00+03:00"), report("copied", published="2020-01-01T23:30:00+00:00")
    edge = between(derivations([late, early]), "wire", "copied")
    assert edge is not None
    assert (edge.source, edge.directed) == ("wire", True)


def test_one_outlet_s_later_text_is_a_revision() -> None:
    found = derivations(
        [
            report("wire", outlet="Karsova Post", published="2020-01-01"),
            report("copied", outlet="Karsova Post", published="2020-01-02"),
        ]
    )
    assert [(d.source, d.kind) for d in found] == [("wire", "revision")]


def test_one_page_read_twice_is_a_revision_however_much_was_rewritten() -> None:
    pages = [dataclasses.replace(report(key), url="https://post.example/1") for key in ("wire", "elsewhere")]
    assert [d.kind for d in derivations(pages)] == ["revision"]


def test_the_same_author_is_kept_as_evidence() -> None:
    signed = []
    for key in ("wire", "copied"):
        item = report(key)
        signed.append(dataclasses.replace(item, byline=(Byline(name="Ana Lind", span=view_of(item).span(0, 3)),)))
    edge = between(derivations(signed), "wire", "copied")
    assert edge is not None
    assert "same_byline" in features(edge)


def test_a_notice_under_many_reports_joins_none_of_them() -> None:
    bodies = [
        "The well of {} was dug by hand and is deep.",
        "Snow fell in {} before the harvest was in.",
        "A bridge in {} opens to lorries soon.",
    ]
    bodies += ["Teachers of {} marched to the harbour on Friday.", "The price of salt in {} has doubled since spring."]
    reports = [article(f"{body.format('Teltow')}\n\n{REPORTS['notice']}", id=f"r{n}") for n, body in enumerate(bodies)]
    assert derivations(reports) == ()


def test_furniture_is_no_shared_passage() -> None:
    pages = []
    for key in ("briefed", "elsewhere"):
        item = article(REPORTS[key] + "\n\n" + REPORTS["notice"], id=key)
        last = dataclasses.replace(item.blocks[-1], kind="furniture")
        pages.append(dataclasses.replace(item, blocks=(*item.blocks[:-1], last)))
    assert derivations(pages) == ()


def test_the_order_of_the_reports_does_not_matter_and_one_given_twice_counts_once() -> None:
    reports = [report("wire"), crediting(report("copied"), "Reuters"), report("quoting"), report("briefed")]
    expected = derivations(reports)
    assert all(derivations(order) == expected for order in permutations(reports))
    assert derivations([*reports, reports[0]]) == expected


def test_nothing_given_nothing_found() -> None:
    assert derivations([]) == ()
    assert derivations([article("", id="empty"), article("One.", id="one")]) == ()


def test_settings_out_of_range_are_refused_with_the_field_s_name() -> None:
    with pytest.raises(UsageError, match="copy_share"):
        DerivationSettings(copy_share=1.5)
    with pytest.raises(UsageError, match="seed_words"):
        DerivationSettings(seed_words=0)


WORDS = st.sampled_from(["train", "the", "left", '"', "rails", "Karsova", "no", "309", ",", "\n\n", "’s", "a"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=60), min_size=2, max_size=4))
def test_every_span_shows_its_words_and_every_score_is_a_sum_of_reasons(texts: list[list[str]]) -> None:
    articles = [article(" ".join(words), id=f"r{n}") for n, words in enumerate(texts)]
    by_id = {item.id: item for item in articles}
    for derivation in derivations(articles, DerivationSettings(common_words=1)):
        assert derivation.score == pytest.approx(min(1.0, sum(e.score for e in derivation.evidence)), abs=1e-3)
        for part in (part for evidence in derivation.evidence for part in evidence.spans):
            assert by_id[part.article_id].text[part.span.start : part.span.end] == part.span.text != ""


def test_the_two_real_reports_have_a_common_source_with_evidence_of_three_kinds(real_reports: list[Path]) -> None:
    first, second = (article(path.read_text(encoding="utf-8"), id=path.stem) for path in real_reports)
    edge = between(
        derivations([crediting(first, "Reuters"), crediting(second, "Reuters", "sign_off", "inferred")]), first.id, second.id
    )
    assert edge is not None
    assert (edge.kind, edge.directed) == ("common_source", False)
    assert features(edge) >= {"shared_passage", "shared_quote", "shared_figures"}
    assert any(len(span.span.text.split()) > 20 for e in edge.evidence if e.feature == "shared_passage" for span in e.spans)
