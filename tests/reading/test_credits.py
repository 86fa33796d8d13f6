"""Which agencies a report names, and where."""

import json
from pathlib import Path
from typing import Any

import pytest

from twosource.lexicon.agencies import agencies
from twosource.model import Credit
from twosource.reading.blocks import blocks
from twosource.reading.credits import PROVES, credits
from twosource.reading.outlet import outlet
from twosource.text import compose

CASES = json.loads((Path(__file__).parent / "credits_cases.json").read_text(encoding="utf-8"))


def find(text: str, domain: str | None = None, authors: tuple[str, ...] = ()) -> tuple[Credit, ...]:
    view = compose([("text", text)])
    return credits(view, blocks(view), outlet(domain, None), authors)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_agencies_are_found_where_they_are_credited_and_nowhere_else(case: dict[str, Any]) -> None:
    found = find(case["text"], case["outlet"])
    assert [[credit.agency, credit.where, credit.how] for credit in found] == case["expected"]


def test_a_credit_shows_its_words_and_says_what_it_proves() -> None:
    text = "The mill closed on Monday, its owner told the AP."
    (credit,) = find(text)
    assert text[credit.span.start : credit.span.end] == "AP"
    assert credit.proves == PROVES["in_text", "stated"].format(agency="Associated Press")


def test_a_given_author_that_is_an_agency_is_a_credit_of_the_metadata() -> None:
    (credit,) = find("The mill closed on Monday.", authors=("Ada Moss; Reuters",))
    assert (credit.agency, credit.where, credit.span.text, credit.span.original) == ("Reuters", "metadata", "Reuters", None)


def test_no_two_agencies_share_a_name() -> None:
    names = [name for agency in agencies() for name in {agency.name, *agency.names, *agency.marked}]
    assert len(names) == len(set(names))
