"""The stages in their order: articles in, one account out."""

import pytest

from tests.making import article
from twosource import pipeline
from twosource.annotate import Annotator
from twosource.records import dumps, to_record
from twosource.settings import Settings

FIRST = article("Nine people died in Ardun on Monday, police said.", outlet="Ardun Post", published="2031-05-06")
LATER = article(
    "Eleven people died in Ardun on Monday, police said.", title="Toll rises", outlet="Sarn Radio", published="2031-05-07"
)


def test_an_article_given_twice_counts_once(annotator: Annotator) -> None:
    once = pipeline.compare([FIRST, LATER], Settings(), annotator)
    twice = pipeline.compare([LATER, FIRST, FIRST, LATER], Settings(), annotator)
    assert dumps(to_record(once)) == dumps(to_record(twice))


def test_the_story_has_the_first_headline_that_there_is(annotator: Annotator) -> None:
    story = pipeline.compare([FIRST, LATER], Settings(), annotator).story
    assert (story.headline, story.first, story.last) == ("Toll rises", "2031-05-06", "2031-05-07")


def test_every_statement_stands_in_a_claim(annotator: Annotator) -> None:
    account = pipeline.compare([FIRST, LATER], Settings(), annotator)
    assert {s.id for s in account.statements} == {id for claim in account.claims for id in claim.statement_ids}


def test_a_toll_that_rose_from_one_day_to_the_next_is_updated(annotator: Annotator) -> None:
    claims = pipeline.compare([FIRST, LATER], Settings(), annotator).claims
    told = [c for c in claims if any(f.role == "killed" for f in c.figures)]
    assert [(c.verdict, f.low, f.best, f.high) for c in told for f in c.figures] == [("updated", 9, 11, 11)]


def test_no_article_makes_no_account(annotator: Annotator) -> None:
    with pytest.raises(ValueError, match="at least one"):
        pipeline.compare([], Settings(), annotator)
