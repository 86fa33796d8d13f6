"""Who had it first: two reports never took from each other, and no report took from itself by way of others."""

import dataclasses
from graphlib import TopologicalSorter
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.derivations.test_derive import between, crediting, features, of_agency, report
from tests.making import article
from twosource.derivations import derivations
from twosource.derivations.direction import published_later, without_circles
from twosource.model import Article, Derivation, Evidence

KEYS = ("r0", "r1", "r2", "r3", "r4")
DATES = st.sampled_from(
    [
        None,
        "XXXX-03-04",
        "2025-03",
        "2025-03-03",
        "2025-03-04",
        "2025-03-05",
        "2025-03-03T23:50:00-12:00",
        "2025-03-05T00:10:00+14:00",
        "2025-03-04T09:00:00+00:00",
        "2025-03-04T09:00:00",
    ]
)
CREDITS = st.sampled_from([None, "Reuters", "AFP", "inferred Reuters", "own Reuters", "own AFP"])
URLS = st.sampled_from([None, "https://post.example/train-41234567", "https://post.example/rails-41234567"])


def made(key: str, text: str, published: str | None, credit: str | None, url: str | None) -> Article:
    item = dataclasses.replace(report(text), id=key, url=url)
    item = dataclasses.replace(item, published=article("", published=published).published)
    if credit and credit.startswith("own "):
        return of_agency(item, credit.removeprefix("own "))
    how = "inferred" if credit and credit.startswith("inferred ") else "stated"
    return crediting(item, credit.removeprefix("inferred "), how=how) if credit else item


def circle_of(found: tuple[Derivation, ...]) -> None:
    """Raises `CycleError` where directions go round in a circle."""
    graph: dict[str, set[str]] = {}
    for derivation in found:
        if derivation.directed:
            graph.setdefault(derivation.to, set()).add(derivation.source)
    TopologicalSorter(graph).prepare()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["wire", "copied", "reworded"]), DATES, CREDITS, URLS), min_size=2, max_size=5))
def test_the_graph_has_no_two_directions_and_no_circle(given: list[tuple[str, Any, Any, Any]]) -> None:
    articles = [made(KEYS[n], *one) for n, one in enumerate(given)]
    found = derivations(articles)
    circle_of(found)
    pairs = [frozenset((d.source, d.to)) for d in found if d.source in KEYS]
    assert len(set(pairs)) == len(pairs), "one derivation a pair of reports"
    assert derivations(articles[::-1]) == found


EDGES = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from(["direction_by_time", "direction_by_credit"]))
)


def edge(source: str, to: str, feature: str) -> Derivation:
    evidence = (Evidence(feature=feature, score=0.0, spans=(), why="test"),)
    return Derivation(source=source, to=to, kind="copy", directed=True, score=0.5, evidence=evidence)


@given(EDGES)
def test_what_closes_a_circle_loses_its_direction_and_nothing_else(given: list[tuple[str, str, str]]) -> None:
    edges = tuple(edge(*one) for one in given if one[0] != one[1])
    found = without_circles(edges)
    circle_of(found)
    assert [{d.source, d.to} for d in found] == [{d.source, d.to} for d in edges]
    assert [d.score for d in found] == [d.score for d in edges]


def test_of_a_circle_the_direction_by_credit_is_kept() -> None:
    credit, *times = (
        edge("a", "b", "direction_by_credit"),
        edge("b", "c", "direction_by_time"),
        edge("c", "a", "direction_by_time"),
    )
    beyond = edge("c", "d", "direction_by_time")
    found = without_circles([credit, *times, beyond])
    assert [d.directed for d in found] == [True, False, False, True]
    assert [e.feature for e in found[2].evidence] == ["direction_open"]


def test_days_and_moments_of_far_zones_go_round_in_a_circle_that_is_taken_back() -> None:
    days = ["2025-03-03T23:50:00-12:00", "2025-03-04", "2025-03-05T00:10:00+14:00"]
    reports = [made(KEYS[n], "wire", day, None, None) for n, day in enumerate(days)]
    assert [published_later(a, b) is b for a, b in permutations(reports, 2)].count(True) == 3
    assert [d.directed for d in derivations(reports)] == [False] * 3


def test_versions_of_an_agency_s_own_report_go_by_time() -> None:
    later, first = made("r0", "wire", "2025-03-05", "own Reuters", None), made("r1", "copied", "2025-03-04", "own Reuters", None)
    edge = between(derivations([later, first]), "r0", "r1")
    assert edge is not None
    assert (edge.source, edge.kind) == ("r1", "revision")


@pytest.mark.parametrize(("day", "directed"), [(None, True), ("2025-03-04", True), ("2025-03-03", True), ("2025-03-05", False)])
def test_who_credits_the_agency_but_came_later_is_not_the_source(day: str | None, directed: bool) -> None:
    credited = made("r0", "wire", day, "Reuters", None)
    edge = between(derivations([credited, made("r1", "copied", "2025-03-04", None, None)]), "r0", "r1")
    assert edge is not None
    assert edge.directed is directed
    assert ("credit_against_time" in features(edge)) is not directed
