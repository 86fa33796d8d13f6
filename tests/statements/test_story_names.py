import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Entity, EntityType, Span
from twosource.statements.story_names import unify


def entity(name: str, type_: EntityType = "PERSON") -> Entity:
    return Entity(type=type_, name=name, span=Span(start=0, end=len(name), text=name, original=(0, len(name))))


def shown(*articles: list[tuple[str, EntityType]]) -> list[list[str]]:
    told = unify({f"a{n}": tuple(entity(*e) for e in of_article) for n, of_article in enumerate(articles)})
    return [[e.name for e in told[f"a{n}"]] for n in range(len(articles))]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([[("Emily Voss", "PERSON")], [("Voss", "PERSON")]], [["Emily Voss"], ["Emily Voss"]]),
        ([[("Emily Voss", "PERSON")], [("Emily Ada Voss", "PERSON")]], [["Emily Ada Voss"], ["Emily Ada Voss"]]),
        ([[("Marrow Transport Union", "ORG")], [("MTU", "ORG")]], [["Marrow Transport Union"], ["Marrow Transport Union"]]),
        ([[("Vessim network", "GROUP")], [("Vessim", "GROUP")]], [["Vessim network"], ["Vessim network"]]),
        ([[("Salt-Front", "GROUP")], [("Salt Front", "GROUP"), ("Salt Front", "GROUP")]], [["Salt Front"], ["Salt Front"] * 2]),
        ([[("Afghan Taliban", "GROUP")] * 2, [("Afghanistan Taliban", "GROUP")]], [["Afghan Taliban"] * 2, ["Afghan Taliban"]]),
        ([[("Emily Voss", "PERSON"), ("Dov Voss", "PERSON")], [("Voss", "PERSON")]], [["Emily Voss", "Dov Voss"], ["Voss"]]),
        ([[("Jordan", "PLACE")], [("Peter Jordan", "PERSON")]], [["Jordan"], ["Peter Jordan"]]),
        ([[("Pakistan", "PLACE")], [("Pakistan network", "GROUP")]], [["Pakistan"], ["Pakistan network"]]),
    ],
    ids=[
        "surname",
        "middle name",
        "initials",
        "network",
        "hyphen",
        "people for country",
        "two bearers",
        "country is no surname",
        "country is no network",
    ],
)
def test_a_story_shows_one_name(articles: list[list[tuple[str, EntityType]]], expected: list[list[str]]) -> None:
    assert shown(*articles) == expected


def test_a_type_is_the_one_most_mentions_have() -> None:
    told = unify({"a": (entity("Orlun", "PLACE"), entity("Orlun", "PLACE")), "b": (entity("Orlun", "ORG"),)})
    assert {e.type for of_article in told.values() for e in of_article} == {"PLACE"}


NAMES = st.sampled_from(
    ["Emily Voss", "Voss", "Dov Voss", "Kabul", "MTU", "Marrow Transport Union", "Emily Ada Voss", "Vessim", "Vessim network"]
)
TYPES: st.SearchStrategy[EntityType] = st.sampled_from(["PERSON", "ORG", "GROUP", "PLACE"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.tuples(NAMES, TYPES), max_size=6), min_size=1, max_size=4))
def test_nothing_is_lost_and_the_order_of_reports_does_not_matter(articles: list[list[tuple[str, EntityType]]]) -> None:
    given_ = {f"a{n}": tuple(entity(*e) for e in of_article) for n, of_article in enumerate(articles)}
    told = unify(given_)
    assert {a: [e.span for e in es] for a, es in told.items()} == {a: [e.span for e in es] for a, es in given_.items()}
    assert unify(dict(reversed(given_.items()))) == told
    assert unify(told) == told
