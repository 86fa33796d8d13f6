from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.making import article
from tests.statements.cases import cases
from twosource.annotate import Annotator
from twosource.lexicon import lines
from twosource.lexicon.names import name_variants
from twosource.model import Entity, EntityType, Span
from twosource.statements.names import names
from twosource.statements.settings import StatementSettings
from twosource.statements.spellings import sounding
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


@pytest.mark.parametrize("case", cases("story_names"))
def test_reports_of_a_story_name_whom_they_name(annotator: Annotator, case: dict[str, Any]) -> None:
    read = annotator.annotate([article(text) for text in case["reports"]])
    told = unify({str(n): names(annotated, StatementSettings()) for n, annotated in enumerate(read)})
    seen = {(int(n), e.span.text, type_, e.name) for n, es in told.items() for e in es for type_ in (e.type, None)}
    assert not [want for want in case["expected"] if tuple(want) not in seen], seen
    assert not {e.span.text for es in told.values() for e in es} & set(case["absent"])


@pytest.mark.parametrize("name", ["Anna Marten", "Peter Jordan", "Gaza", "Ann Lee Bell"])
def test_a_name_that_shows_no_transliteration_has_one_spelling(name: str) -> None:
    assert sounding(name) is None


@pytest.mark.parametrize("surname", ["Qazzafi", "Gazafi", "Ghazzafi", "al-Qazafi", "El Kazafy"])
def test_a_transliterated_name_sounds_the_same(surname: str) -> None:
    assert sounding(f"Moammar {surname}") == sounding("Muammar Qazzafi")


def test_no_given_name_is_a_variant_of_two() -> None:
    forms = [form.strip() for line in lines("name_variants") for form in line.split(",")]
    assert sorted(forms) == sorted(name_variants())


def test_a_type_is_the_one_most_mentions_have() -> None:
    told = unify({"a": (entity("Orlun", "PLACE"), entity("Orlun", "PLACE")), "b": (entity("Orlun", "ORG"),)})
    assert {e.type for of_article in told.values() for e in of_article} == {"PLACE"}


NAMES = st.sampled_from(
    [
        "Emily Voss",
        "Voss",
        "Dov Voss",
        "Kabul",
        "MTU",
        "Marrow Transport Union",
        "Emily Ada Voss",
        "Vessim",
        "Vessim network",
        "Emily",
        "Zoë Voss",
        "Zoe Voss",
        "Mohammed al-Darrak",
        "Muhammad Darak",
        "Hask Motors Inc",
        "Hask Motors",
        "Hask",
        "Jan-Olo Ek",
    ]
)
TYPES: st.SearchStrategy[EntityType] = st.sampled_from(["PERSON", "ORG", "GROUP", "PLACE"])


@settings(max_examples=100, deadline=None)
@example([[("Emily Voss", "PERSON"), ("Voss", "PERSON"), ("Zoë Voss", "ORG"), ("Zoe Voss", "PERSON")]])
@example([[("Hask Motors Inc", "PERSON"), ("Hask Motors", "ORG"), ("Hask", "ORG")]])
@example([[("Voss", "PERSON"), ("Zoë Voss", "PERSON"), ("Zoe Voss", "PERSON")]])
@given(st.lists(st.lists(st.tuples(NAMES, TYPES), max_size=6), min_size=1, max_size=4))
def test_nothing_is_lost_and_the_order_of_reports_does_not_matter(articles: list[list[tuple[str, EntityType]]]) -> None:
    given_ = {f"a{n}": tuple(entity(*e) for e in of_article) for n, of_article in enumerate(articles)}
    told = unify(given_)
    assert {a: [e.span for e in es] for a, es in told.items()} == {a: [e.span for e in es] for a, es in given_.items()}
    assert unify(dict(reversed(given_.items()))) == told
    assert unify(told) == told
