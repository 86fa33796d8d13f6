"""Statements that say the same are joined, whatever the order of the reports; a common subject does not join."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.reported import claims_of, told
from twosource.annotate import Annotator
from twosource.claims import claims
from twosource.claims.align import Pair, linked
from twosource.claims.facts import facts
from twosource.model import Article, Claim, Statement

REPORTS = (
    (
        "A passenger ferry sank in a storm off Velmora on Monday. The sinking killed 12 people, the coast guard said.",
        "2025-03-04",
    ),
    ("The ferry went down in a storm off Velmora on Monday. Twelve people died. Police detained the captain.", "2025-03-04"),
    ("The ferry toll has risen to 17 people killed. Police detained the captain, Marek Dolny, on Wednesday.", "2025-03-06"),
    ("Halder Lines said the ferry passed an inspection. The governor denied that the ferry passed an inspection.", "2025-03-06"),
)


@pytest.fixture(scope="module")
def ready(annotator: Annotator) -> tuple[list[Article], tuple[Statement, ...]]:
    return told(annotator, REPORTS)


def _as_sets(found: tuple[Claim, ...]) -> set[tuple[object, ...]]:
    return {
        (
            frozenset(c.statement_ids),
            c.verdict,
            c.figures,
            frozenset((d.kind, d.conflict, frozenset(d.values)) for d in c.differences),
        )
        for c in found
    }


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(len(REPORTS))))
def test_no_order_of_reports_changes_a_claim(ready: tuple[list[Article], tuple[Statement, ...]], order: list[int]) -> None:
    articles, said = ready
    of_article = [[s for s in said if s.article_id == a.id] for a in articles]
    found = claims([articles[n] for n in order], [s for n in order for s in of_article[n]], ())
    assert _as_sets(found) == _as_sets(claims(articles, said, ()))


def test_every_statement_stands_in_a_claim(ready: tuple[list[Article], tuple[Statement, ...]]) -> None:
    articles, said = ready
    assert {id for c in claims(articles, said, ()) for id in c.statement_ids} == {s.id for s in said}


def test_a_belief_told_within_a_belief_stands_with_what_was_said(annotator: Annotator) -> None:
    articles, said = told(annotator, [("Jon Wik said he thought he believed that the doors were locked.", "2025-03-04")])
    assert len(said) == 3
    assert [set(c.statement_ids) for c in claims(articles, said, ())] == [{s.id for s in said}]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("Police arrested the captain of the ferry.", "The captain of the ferry was detained by police.", True),
        ("The company said the ferry passed an inspection in May.", "The ferry passed an inspection in May, it said.", True),
        (
            "A tremor damaged homes on the quay of Velmora late at night.",
            "An earthquake damaged houses on the quay of Velmora late at night.",
            True,
        ),
        ("The coast guard searched the bay for survivors.", "A court in Velmora fined the company for dumping oil.", False),
        ("Velmora is the largest port of the province.", "The mayor of Velmora opened a new school for nurses.", False),
    ],
)
def test_what_says_the_same_is_joined_and_a_common_subject_does_not_join(
    annotator: Annotator, left: str, right: str, joined: bool
) -> None:
    found = claims_of(annotator, (left, None), (right, None))
    assert any(c.support.reports == 2 for c in found) == joined


def test_each_sentence_of_a_quotation_is_a_fact_of_its_own(annotator: Annotator) -> None:
    first, second = "The ferry turned over after a wave hit it.", "The owners of the ferry refuse to pay the families"
    articles, said = told(annotator, [(f"“{first} {second},” Marek Dolny said.", None)])
    of_quotation = [f for f in facts(said, {a.id: a for a in articles}) if second in f.statement.span.text]
    assert [[f.view.text[start:end].strip(" “”,") for start, end in f.places] for f in of_quotation] == [[first], [second]]


def _pair(left: int, right: int, score: float) -> Pair:
    return Pair(left, right, score, True)


def test_a_fact_that_says_all_that_a_second_group_says_stands_in_both(annotator: Annotator) -> None:
    texts = [f"The ferry {words}." for words in ("sank", "went down", "burned", "caught fire", "sank in flames")]
    articles, said = told(annotator, [(text, None) for text in texts])
    ready = facts(said, {a.id: a for a in articles})
    sank, burned = [_pair(0, 1, 0.9), _pair(0, 4, 0.5), _pair(1, 4, 0.5)], [_pair(2, 3, 0.9), _pair(2, 4, 0.3), _pair(3, 4, 0.3)]
    scored = sorted([*sank, *burned], key=lambda pair: -pair.score)
    assert [group for group, _ in linked(ready, scored, 0.24)] == [(0, 1, 4), (2, 3, 4)]
    weaker = [_pair(0, 1, 0.9), _pair(2, 3, 0.9), _pair(0, 4, 0.5), _pair(1, 4, 0.5), _pair(2, 4, 0.3), _pair(3, 4, 0.1)]
    assert [group for group, _ in linked(ready, weaker, 0.24)] == [(0, 1, 4), (2, 3)]
