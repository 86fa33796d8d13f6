"""On how many legs a claim stands: bounds that never invent independence."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article, attribution, statement
from twosource.claims.settings import ClaimSettings
from twosource.claims.support import fewest, provenance, support, support_by
from twosource.model import (
    Article,
    ArticleSpan,
    Byline,
    Credit,
    Dateline,
    Derivation,
    Evidence,
    Outlet,
    Statement,
    Support,
)
from twosource.text import view_of

TEXT = "Four workers died in Teltow Brook, Ilse Marenko told the Post."


def report(key: str, **given: Any) -> Article:
    return article(TEXT, id=key, **{"outlet": key.title(), **given})


def says(item: Article, speaker: str | None = None, kind: Any = "named", *, addressee: str | None = None) -> Statement:
    """A statement of the whole text, in the outlet's voice where there is neither speaker nor kind."""
    view = view_of(item)
    told = view.span(at := TEXT.index(addressee), at + len(addressee)) if addressee else None
    said = None
    if speaker or kind != "named":
        said = attribution(speaker, source=view.span(0, 4), source_kind=kind, addressee=told)
    return statement(item, view.span(0, len(TEXT)), said, id=f"s-{item.id}-{speaker}-{kind}")


def credit(agency: str, to: Article) -> Derivation:
    return Derivation(source=agency, to=to.id, kind="credit", directed=True, score=0.9, evidence=())


def edge(kind: Any, a: Article, b: Article, *, passage: bool = True, until: int = 33) -> Derivation:
    spans = tuple(ArticleSpan(article_id=item.id, span=view_of(item).span(0, until)) for item in (a, b))
    evidence = Evidence(feature="shared_passage" if passage else "shared_quote", score=0.4, spans=spans)
    return Derivation(source=a.id, to=b.id, kind=kind, directed=False, score=0.4, evidence=(evidence,))


def supported(statements: Sequence[Statement], reports: Sequence[Article], derivations: Sequence[Derivation] = ()) -> Support:
    return support(statements, {item.id: item for item in reports}, derivations, ClaimSettings())


def bounds(found: Support) -> tuple[tuple[int, int], tuple[int, int]]:
    return (found.reporters.low, found.reporters.high), (found.origins.low, found.origins.high)


def signed(item: Article) -> Article:
    view = view_of(item)
    dateline = Dateline(place="Teltow", agency=None, span=view.span(0, 4))
    return dataclasses.replace(item, byline=(Byline(name=f"Ana {item.id}", span=view.span(0, 4)),), dateline=dateline)


ONE, TWO, THREE = report("one"), report("two"), report("three")


def test_one_report_that_credits_nobody_is_one_reporter() -> None:
    assert bounds(supported([says(ONE, "Ilse Marenko")], [ONE])) == ((1, 1), (1, 1))


def test_one_report_based_on_two_agencies_is_one_reporter_or_two() -> None:
    found = supported([says(ONE, "Ilse Marenko")], [ONE], [credit("Reuters", ONE), credit("AFP", ONE)])
    assert bounds(found) == ((1, 2), (1, 1))
    assert any("credits AFP and Reuters" in why for why in found.why)


def test_a_report_of_two_agencies_and_one_of_the_first_are_one_to_two_reporters_of_one_briefing() -> None:
    edges = [credit("Reuters", ONE), credit("AFP", ONE), credit("Reuters", TWO), edge("common_source", ONE, TWO)]
    found = supported([says(ONE, "Marenko"), says(TWO, "Ilse Marenko")], [ONE, TWO], edges)
    assert bounds(found) == ((1, 2), (1, 1))
    assert found.speakers == ("Ilse Marenko",)


def test_twelve_outlets_with_one_wire_story_and_a_local_reporter_are_two_reporters_at_most() -> None:
    papers = [report(f"paper{n:02}") for n in range(12)]
    local = report("local")
    copies = [edge("copy", papers[0], paper) for paper in papers[1:]]
    edges = [*copies, *(credit("AP", paper) for paper in papers[:4])]
    found = supported([says(paper) for paper in (*papers, local)], [*papers, local], edges)
    assert (found.reports, found.outlets) == (13, 13)
    assert bounds(found)[0] == (1, 2)
    assert any("one text (copy)" in why and "and 8 more" in why and "AP" in why for why in found.why)


def test_a_local_reporter_with_byline_and_dateline_who_shares_nothing_is_certainly_a_second() -> None:
    local = signed(report("local"))
    assert bounds(supported([says(ONE), says(local)], [ONE, local], [credit("AP", ONE)]))[0] == (2, 2)


def test_a_byline_and_dateline_prove_nothing_where_words_are_shared() -> None:
    local = signed(report("local"))
    edges = [credit("AP", ONE), edge("common_source", ONE, local, passage=False)]
    assert bounds(supported([says(ONE), says(local)], [ONE, local], edges))[0] == (1, 2)


def test_two_reports_without_credit_may_be_one_reporter() -> None:
    assert bounds(supported([says(ONE), says(TWO)], [ONE, TWO]))[0] == (1, 2)


def test_the_same_words_in_two_reports_without_credit_are_one_reporter() -> None:
    assert bounds(supported([says(ONE), says(TWO)], [ONE, TWO], [edge("common_source", ONE, TWO)]))[0] == (1, 1)


def test_a_phrase_shared_inside_the_statement_leaves_two_reporters_possible() -> None:
    assert bounds(supported([says(ONE), says(TWO)], [ONE, TWO], [edge("common_source", ONE, TWO, until=17)]))[0] == (1, 2)


def test_an_aggregator_s_byline_proves_no_reporting_of_its_own() -> None:
    page = dataclasses.replace(signed(TWO), outlet=Outlet(name="Gatherer", domain=None, kind="aggregator"))
    assert bounds(supported([says(ONE), says(page)], [ONE, page], [credit("AP", ONE)]))[0] == (1, 2)


def test_a_shared_quotation_leaves_both_possible() -> None:
    assert bounds(supported([says(ONE), says(TWO)], [ONE, TWO], [edge("common_source", ONE, TWO, passage=False)]))[0] == (1, 2)


@pytest.mark.parametrize("kind", ["copy", "rewrite", "revision"])
def test_one_text_is_one_reporter_however_many_print_it(kind: str) -> None:
    edges = [edge(kind, ONE, TWO), edge(kind, TWO, THREE)]
    assert bounds(supported([says(ONE), says(THREE)], [ONE, TWO, THREE], edges))[0] == (1, 1)


def test_different_agencies_declared_for_reports_that_share_nothing_are_two_reporters() -> None:
    found = supported([says(ONE), says(TWO)], [ONE, TWO], [credit("AP", ONE), credit("AFP", TWO)])
    assert bounds(found)[0] == (2, 2)


def test_different_agencies_whose_words_are_the_same_may_be_one_reporter() -> None:
    edges = [credit("AP", ONE), credit("AFP", TWO), edge("common_source", ONE, TWO)]
    assert bounds(supported([says(ONE), says(TWO)], [ONE, TWO], edges))[0] == (1, 2)


def test_what_was_told_to_an_agency_is_that_agency_s_whoever_prints_it() -> None:
    view = view_of(ONE)
    told = Credit(agency="Reuters", where="in_text", how="stated", proves="a quotation", span=view.span(35, 52))
    quoting = dataclasses.replace(ONE, credits=(told,))
    found = supported([says(quoting, "Ilse Marenko"), says(TWO, "Ilse Marenko")], [quoting, TWO], [credit("Reuters", TWO)])
    assert bounds(found)[0] == (1, 1)


def test_what_was_told_to_the_outlet_itself_is_its_own_reporting() -> None:
    post = dataclasses.replace(TWO, outlet=Outlet(name="The Post", domain=None, kind="newspaper"))
    found = supported([says(ONE), says(post, "Ilse Marenko", addressee="the Post")], [ONE, post], [credit("AP", ONE)])
    assert bounds(found)[0] == (2, 2)
    assert any("told to The Post itself" in why for why in found.why)


def test_different_speakers_are_one_origin_or_as_many_as_they_are() -> None:
    found = supported([says(ONE, "Ilse Marenko"), says(TWO, "Ivo Brand", "official")], [ONE, TWO])
    assert bounds(found)[1] == (1, 2)


def test_two_named_witnesses_are_two_origins() -> None:
    found = supported([says(ONE, "Ilse Marenko", "witness"), says(TWO, "Ivo Brand", "witness")], [ONE, TWO])
    assert bounds(found)[1] == (2, 2)


def test_an_official_and_an_unnamed_witness_are_up_to_two_origins() -> None:
    found = supported([says(ONE, "Ilse Marenko", "official"), says(TWO, None, "witness")], [ONE, TWO])
    assert bounds(found)[1] == (1, 2)


def test_what_outlets_say_themselves_has_as_many_origins_as_reporters_at_most() -> None:
    found = supported([says(ONE), says(TWO)], [ONE, TWO], [credit("AP", ONE), credit("AFP", TWO), credit("AP", TWO)])
    assert bounds(found) == ((1, 2), (1, 2))


def test_a_headline_over_what_the_report_gives_a_speaker_for_is_no_second_origin() -> None:
    found = supported([says(ONE), says(ONE, "Ilse Marenko"), says(TWO, "Ilse Marenko")], [ONE, TWO])
    assert bounds(found)[1] == (1, 1)
    assert bounds(supported([says(ONE), says(TWO, "Ilse Marenko")], [ONE, TWO]))[1] == (1, 2)


def test_no_statement_has_no_support() -> None:
    assert bounds(supported([], [ONE])) == ((0, 0), (0, 0))


def test_a_report_of_an_unknown_outlet_is_an_outlet_of_its_own() -> None:
    unknown = report("unknown", outlet=None)
    assert supported([says(ONE), says(unknown)], [ONE, unknown]).outlets == 2


def test_the_smallest_set_is_exact_for_few_names_and_found_for_many() -> None:
    triangle = [frozenset("ab"), frozenset("bc"), frozenset("ac")]
    assert fewest(triangle) == 2
    assert fewest([]) == 0
    assert fewest([frozenset({f"a{n}", "x"}) for n in range(30)]) == 1


KEYS = ("one", "two", "three", "four")
EDGES = st.lists(st.tuples(st.sampled_from(("copy", "common_source", "rewrite")), st.sampled_from(KEYS), st.sampled_from(KEYS)))
CREDITS = st.lists(st.tuples(st.sampled_from(("AP", "AFP", "dpa")), st.sampled_from(KEYS)), max_size=6)


@settings(max_examples=80, deadline=None)
@given(EDGES, CREDITS, st.permutations(KEYS))
def test_bounds_hold_together_whatever_derives_from_whatever(edges: Any, credits: Any, order: Sequence[str]) -> None:
    reports = {key: report(key) for key in KEYS}
    found = [edge(kind, reports[a], reports[b]) for kind, a, b in edges if a != b] + [credit(c, reports[k]) for c, k in credits]
    statements = [says(reports[key], "Ilse Marenko") for key in KEYS]
    result = support(statements, reports, found, ClaimSettings())
    assert 1 <= result.reporters.low <= result.reporters.high <= len(KEYS) + 3
    assert (result.origins.low, result.origins.high) == (1, 1)
    shuffled = provenance({key: reports[key] for key in order}, found[::-1])
    assert support_by([says(reports[key], "Ilse Marenko") for key in order], shuffled) == result


def flags(statements: Sequence[Statement], items: Sequence[Article], derivations: Sequence[Derivation] = ()) -> tuple[str, ...]:
    return support_by(statements, provenance({item.id: item for item in items}, derivations)).flags


def test_one_report_alone_is_flagged_as_a_single_source() -> None:
    post = report("post")
    assert flags([says(post)], [post]) == ("single_source",)


def test_copies_of_one_text_are_flagged_as_one_newsroom_and_one_origin() -> None:
    post, echo = report("post"), report("echo")
    copied = Derivation(source="post", to="echo", kind="copy", directed=True, score=1.0, evidence=())
    assert flags([says(post), says(echo)], [post, echo], [copied]) == ("one_newsroom", "one_origin")


def test_two_newsrooms_that_heard_one_speaker_have_one_origin() -> None:
    post, echo = report("post"), report("echo")
    assert flags([says(post, "Ilse Marenko"), says(echo, "Ilse Marenko")], [post, echo]) == ("one_origin",)


@pytest.mark.parametrize(
    ("speaker", "kind", "unnamed"),
    [
        ("officials", "official", True),
        ("Ostrel officials", "official", True),
        ("source close to the family", "unnamed", True),
        ("Teltow police", "official", False),
        ("Ilse Marenko", "named", False),
        ("Ilse Marenko", "witness", False),
        ("the report", "document", False),
        (None, "none", False),
    ],
)
def test_claims_of_unnamed_sources_alone_are_flagged(speaker: str | None, kind: str, unnamed: bool) -> None:
    post = report("post")
    assert ("unnamed_only" in flags([says(post, speaker, kind)], [post])) is unnamed


def test_one_named_voice_is_enough_for_a_claim_not_to_be_unnamed() -> None:
    post, echo = report("post"), report("echo")
    assert "unnamed_only" not in flags([says(post, "officials", "official"), says(echo, "Ilse Marenko")], [post, echo])
