"""The bundled example: what a careful reader finds in its four reports stands in its account, and the README shows it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import twosource
from tests.test_project import ROOT, bench
from twosource.model import Account, Bounds, Claim, Derivation, Span, Statement
from twosource.text import view_of

REPORTS = ROOT / "examples" / "reports"


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    before = Path.cwd()
    os.chdir(ROOT)
    yield twosource.compare(["examples/reports"], about="examples/about.csv")
    os.chdir(before)


def outlet(account: Account, article_id: str) -> str:
    """The outlet of a report, or the agency's name that stands in its place."""
    names = {a.id: a.outlet.name for a in account.articles if a.outlet}
    return names.get(article_id, article_id)


def claims_with(account: Account, *words: str) -> list[Claim]:
    """Claims of which some statement has all these words."""
    by_id = {s.id: s for s in account.statements}
    return [c for c in account.claims if any(all(w in by_id[i].span.text for w in words) for i in c.statement_ids)]


def statements_with(account: Account, *words: str) -> list[Statement]:
    return [s for s in account.statements if all(w in s.span.text for w in words)]


def derivation(account: Account, source: str, to: str) -> list[Derivation]:
    return [d for d in account.derivations if (outlet(account, d.source), outlet(account, d.to)) == (source, to)]


def test_the_readme_shows_the_account_as_it_is() -> None:
    readme = bench("readme")
    assert readme.told(readme.README.read_text("utf-8")) == readme.shown(), "run `make readme`"


def test_the_reports_are_who_the_list_says_they_are(account: Account) -> None:
    told = {a.outlet.name: a.published.value for a in account.articles if a.outlet}
    assert told == {
        "Reuters": "2025-03-04",
        "Ostrel Herald": "2025-03-04",
        "Coast Today": "2025-03-05",
        "Northern Radio": "2025-03-06",
    }


def test_who_took_from_whom(account: Account) -> None:
    assert "copy" in {d.kind for d in derivation(account, "Reuters", "Ostrel Herald")}
    assert derivation(account, "Reuters", "Coast Today")
    assert not derivation(account, "Reuters", "Northern Radio")
    herald = next(a for a in account.articles if a.outlet and a.outlet.name == "Ostrel Herald")
    assert {"Reuters"} == {c.agency for c in herald.credits if c.where == "credit_line"}


def test_two_days_for_the_sinking_are_disputed(account: Account) -> None:
    disputed = [c for c in claims_with(account, "Sunday night") if c.verdict == "disputed"]
    assert disputed
    dates = [d for c in disputed for d in c.differences if d.kind == "date"]
    assert {v.span.text for d in dates for v in d.values} >= {"Monday night", "Sunday night"}


def test_the_risen_toll_is_an_update(account: Account) -> None:
    tolls = [f for c in account.claims if c.verdict == "updated" for f in c.figures if f.role == "killed"]
    assert [(f.low, f.best, f.high) for f in tolls] == [(12, 17, 17)]


def test_the_denied_inspection_is_disputed(account: Account) -> None:
    assert {c.verdict for c in claims_with(account, "denied that the ferry passed")} == {"disputed"}


def test_the_wave_is_refined_by_its_height(account: Account) -> None:
    assert {c.verdict for c in claims_with(account, "four-metre wave")} == {"refined"}


def test_what_two_reports_say_of_one_arrest_is_one_claim(account: Account) -> None:
    assert {c.support.reports for c in claims_with(account, "Marek Dolny")} == {2}


def test_a_reprinted_quotation_has_one_origin_and_no_second_certain_reporter(account: Account) -> None:
    quoted = claims_with(account, "within ten minutes")
    assert {(c.support.reporters.low, c.support.origins) for c in quoted} == {(1, Bounds(low=1, high=1))}


def test_no_line_of_the_pages_furniture_is_a_statement(account: Account) -> None:
    for line in ("Skip to content", "Subscribe", "Share", "Read more", "XS", "Photo:", "Reporting by", "REUTERS/"):
        assert statements_with(account, line) == []


def test_every_sentence_of_the_bodies_is_covered_by_a_statement(account: Account) -> None:
    for article in account.articles:
        spans = [s.span for s in account.statements if s.article_id == article.id]
        for block in (b for b in article.blocks if b.kind == "body"):
            assert any(s.start < block.span.end and s.end > block.span.start for s in spans), block.span.text


def test_every_span_shows_its_words_and_leads_to_its_place_in_the_original(account: Account) -> None:
    articles = {a.id: a for a in account.articles}
    for statement in account.statements:
        article = articles[statement.article_id]
        view = view_of(article)
        for span in (statement.span, *(q.span for q in statement.quantities), *(t.span for t in statement.times)):
            assert_leads_back(span, article.path or "", view.text)


def assert_leads_back(span: Span, path: str, text: str) -> None:
    original = (ROOT / path).read_text("utf-8")
    assert text[span.start : span.end] == span.text
    assert span.original is not None
    assert original[slice(*span.original)].replace("Â©", "©") == span.text
