"""Whom a byline names."""

import pytest

from twosource.reading.blocks import blocks
from twosource.reading.byline import byline, names, people
from twosource.text import compose

LINES = [
    ("By Ada Moss and Lin Teo", ["Ada Moss", "Lin Teo"]),
    ("By ADA McMOSSAssociated Press", ["ADA McMOSS"]),
    ("Staff; Agencies", []),
    ("By The Associated Press", []),
    ("The Associated Press — By ADA MOSS - Associated Press", ["ADA MOSS"]),
    (
        "Ada Moss, Lin Teo and Jon Bell, Associated Press Published 6:23 a.m. ET July 16, 2018",
        ["Ada Moss", "Lin Teo", "Jon Bell"],
    ),
    ("By ADA KRUPA AND LIN TEO, CNN", ["ADA KRUPA", "LIN TEO"]),
    ("From CNN's Ada Moss", ["Ada Moss"]),
    ("By Omar al-Teo, Chief Correspondent", ["Omar al-Teo"]),
    ("Ada Moss Washington Post", ["Ada Moss"]),
    ("The Lomar Herald", []),
    ("By Ana de la Rosa in Manila", ["Ana de la Rosa"]),
    ("By Ada J. Moss Jr. | Sunday, 15 July 2018 09:27 PM", ["Ada J. Moss Jr."]),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_the_people_of_a_byline_are_named_and_nobody_else(line: str, expected: list[str]) -> None:
    assert [line[start:end] for start, end in names(line)] == expected


def test_each_name_has_its_own_span() -> None:
    view = compose([("text", "By Ada Moss and Lin Teo\n\nThe mill in Lomar closed on Monday, its owner said.")])
    assert [(author.name, author.span.start, author.span.end) for author in byline(view, blocks(view))] == [
        ("Ada Moss", 3, 11),
        ("Lin Teo", 16, 23),
    ]


def test_a_given_author_is_found_in_the_byline_or_kept_without_place() -> None:
    view = compose([("text", "By Ada Moss\n\nThe mill in Lomar closed on Monday, its owner said in a statement.")])
    found = byline(view, blocks(view), ["Lin Teo", "Ada Moss"])
    assert [(author.name, author.span.how, author.span.original) for author in found] == [
        ("Lin Teo", "metadata", None),
        ("Ada Moss", None, (3, 11)),
    ]


def test_desks_and_agencies_are_no_people() -> None:
    assert list(people(["Staff", "AFP", "By Ada Moss, Lin Teo"])) == ["Ada Moss", "Lin Teo"]
