"""The account of two real reports of one briefing holds what a careful reader finds in them.

The reports are read from beside the project; nothing of them is quoted here but figures, months and menu words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import twosource
from twosource.model import Account, Article, Claim, Difference, Statement

SINGLE_FIGURES = (3500, 516, 2272, 300_000_000, 106_900_000_000, 70)
FURNITURE = ("Accessibility links", "Breaking News", "XS", "SM", "MD", "LG", "125", "12")


@pytest.fixture(scope="module")
def account(real_reports: list[Path]) -> Account:
    return twosource.compare(real_reports)


def statements_of(account: Account, claim: Claim) -> list[Statement]:
    by_id = {s.id: s for s in account.statements}
    return [by_id[id] for id in claim.statement_ids]


def claims_with(account: Account, number: float) -> list[Claim]:
    return [c for c in account.claims if any(q.value == number for s in statements_of(account, c) for q in s.quantities)]


def shared_claim_with(account: Account, number: float) -> Claim:
    (claim,) = [c for c in claims_with(account, number) if c.support.reports == 2]
    return claim


def differences(account: Account, kind: str) -> Iterator[tuple[Claim, Difference]]:
    return ((c, d) for c in account.claims for d in c.differences if d.kind == kind)


def spokesman(real_reports: list[Path]) -> str:
    """The name of the general who speaks in both reports, as the files have it."""
    names = [set(re.findall(r"General ([A-Z]\w+ [A-Z]\w+)", path.read_text(encoding="utf-8"))) for path in real_reports]
    (name,) = names[0] & names[1]
    return name


def dated(account: Account) -> Claim:
    (claim,) = [c for c, d in differences(account, "date") if d.conflict]
    return claim


def wire_report(account: Account) -> Article:
    """The report with the photographer's and the editor's credit; the other one rests on two agencies."""
    (article,) = [a for a in account.articles if any(c.where == "photo" for c in a.credits)]
    return article


def outlet_report(account: Account) -> Article:
    (article,) = [a for a in account.articles if any(c.where == "credit_line" for c in a.credits)]
    return article


def test_the_number_of_arrests_is_agreed(account: Account) -> None:
    claim = shared_claim_with(account, 309)
    assert claim.verdict == "agreed"
    assert [(f.role, f.low, f.best, f.high) for f in claim.figures] == [("arrested", 309, 309, 309)]


def test_the_foreigners_are_about_25_in_both(account: Account) -> None:
    claim = shared_claim_with(account, 25)
    assert claim.verdict == "agreed"
    counted = [q for s in statements_of(account, claim) for q in s.quantities if q.value == 25]
    assert {(q.bound, q.of) for q in counted} == {("about", "foreigners")}


def test_the_group_of_20_is_agreed_and_its_half_quotation_refined_by_the_whole(account: Account) -> None:
    claim = shared_claim_with(account, 20)
    assert claim.verdict == "refined"
    assert not [d for d in claim.differences if d.kind == "number"]
    (cut,) = [d for d in claim.differences if d.kind == "wording"]
    short, whole = sorted((v.span.text for v in cut.values), key=len)
    assert short in whole
    assert not cut.conflict


def test_the_three_provinces_are_agreed(account: Account) -> None:
    three = [
        c
        for c in account.claims
        if c.support.reports == 2
        and all(len({e.name for e in s.entities if e.type == "PLACE"}) >= 3 for s in statements_of(account, c))
    ]
    assert [c.verdict for c in three] == ["agreed"]


def test_july_and_last_month_are_disputed_as_dates(account: Account) -> None:
    claim = dated(account)
    assert claim.verdict == "disputed"
    (difference,) = [d for d in claim.differences if d.kind == "date"]
    assert {v.span.text: v.value for v in difference.values} == {"July": "XXXX-07", "last month": "XXXX-08"}


def test_the_two_strikes_are_a_refinement_and_no_dispute(account: Account) -> None:
    strikes = [d for d in dated(account).differences if all("strike" in v.span.text for v in d.values)]
    assert len(strikes) == 1
    assert not strikes[0].conflict


def test_nothing_but_the_month_is_in_conflict(account: Account) -> None:
    assert [(c.id, d.kind) for c in account.claims for d in c.differences if d.conflict] == [(dated(account).id, "date")]


@pytest.mark.parametrize("number", SINGLE_FIGURES)
def test_figures_of_one_report_only_are_single(account: Account, number: float) -> None:
    assert [c.verdict for c in claims_with(account, number)] == ["single"]


def test_every_toll_stands_with_the_claim_that_tells_it(account: Account) -> None:
    killed = {
        (claim.verdict, figure.best, figure.implicit)
        for claim in account.claims
        for figure in claim.figures
        if figure.role == "killed"
    }
    assert killed == {("disputed", 1, True), ("single", 70, False), ("single", 3500, False), ("single", 516, False)}


def test_denials_of_one_report_only_are_single(account: Account) -> None:
    denials = [c for c in account.claims if all(s.stance == "denies" for s in statements_of(account, c))]
    assert denials
    assert {c.verdict for c in denials if c.support.reports == 1} == {"single"}


def test_the_spokesman_is_named_wherever_he_speaks(account: Account, real_reports: list[Path]) -> None:
    name = spokesman(real_reports)
    surname = name.split()[-1]
    for statement in account.statements:
        source = statement.attribution.source if statement.attribution else None
        if source and (surname in source.text or "spokesman" in source.text or source.text.lower() == "he"):
            assert statement.attribution is not None
            assert statement.attribution.speaker == name, statement.span.text


def test_what_one_spokesman_told_has_one_origin_and_one_or_two_reporters(account: Account, real_reports: list[Path]) -> None:
    name = spokesman(real_reports)
    told = [
        c
        for c in account.claims
        if c.support.reports == 2 and all(s.attribution and s.attribution.speaker == name for s in statements_of(account, c))
    ]
    assert len(told) >= 5
    assert {(c.support.reporters.low, c.support.reporters.high) for c in told} == {(1, 2)}
    assert {(c.support.origins.low, c.support.origins.high) for c in told} == {(1, 1)}


def test_both_agencies_are_credited_with_their_places_and_what_they_prove(account: Account) -> None:
    line = {(c.agency, c.where, c.how) for c in outlet_report(account).credits}
    assert line == {("Reuters", "credit_line", "stated"), ("AFP", "credit_line", "stated")}
    photo = [c for c in wire_report(account).credits if c.where == "photo"]
    assert [(c.agency, c.how) for c in photo] == [("Reuters", "stated")]
    assert all(c.proves for a in account.articles for c in a.credits)


def test_the_year_is_left_open_with_its_candidates_and_why(account: Account) -> None:
    for article in account.articles:
        assert article.published.value == "XXXX-09-01"
        assert article.published.candidates == ("2016-09-01", "2022-09-01")
        assert article.published.why
    assert any("2016-09-01" in note for note in account.notes)


def test_what_joins_the_two_reports_is_shown_with_its_words(account: Account) -> None:
    ids = {a.id for a in account.articles}
    (edge,) = [d for d in account.derivations if d.source in ids]
    assert edge.kind == "common_source"
    assert not edge.directed
    features = {e.feature for e in edge.evidence}
    assert {"shared_passage", "shared_quote", "shared_figures"} <= features
    credited = {d.source for d in account.derivations if d.kind == "credit" and d.to == outlet_report(account).id}
    assert credited == {"Reuters", "AFP"}


def test_no_furniture_becomes_a_statement(account: Account) -> None:
    thrown = [b.span for a in account.articles for b in a.blocks if b.kind not in ("body", "headline")]
    assert {w for w in FURNITURE} <= {w for span in thrown for w in span.text.split("\n")} | {s.text for s in thrown}
    for statement in account.statements:
        article = next(a for a in account.articles if a.id == statement.article_id)
        for block in article.blocks:
            if block.kind not in ("body", "headline"):
                apart = statement.span.end <= block.span.start or block.span.end <= statement.span.start
                assert apart, (statement.span.text, block.span.text)


def test_every_sentence_of_the_bodies_is_covered(account: Account) -> None:
    for article in account.articles:
        places = [(s.span.start, s.span.end) for s in account.statements if s.article_id == article.id]
        for block in article.blocks:
            if block.kind == "body":
                for sentence in re.finditer(r"[^.!?]{30,}[.!?]", block.span.text):
                    start, end = block.span.start + sentence.start(), block.span.start + sentence.end()
                    assert any(a < end and start < b for a, b in places), sentence.group()
