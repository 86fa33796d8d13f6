"""Which reports tell of the same event."""

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from twosource.errors import UsageError
from twosource.model import Article, Story
from twosource.stories import StorySettings, stories
from twosource.stories.gather import gathered

REPORTS = json.loads((Path(__file__).parent / "reports.json").read_text(encoding="utf-8"))


def report(key: str, **given: Any) -> Article:
    case = REPORTS[key]
    return article(case["text"], id=key, title=case["title"], **{"published": case["published"], **given})


def grouped(articles: list[Article]) -> list[set[str]]:
    return [set(story.article_ids) for story in stories(articles)]


def everything() -> list[Article]:
    return [report(key) for key in sorted(REPORTS)]


def test_reports_of_one_event_are_one_story_and_others_are_their_own() -> None:
    groups = grouped(everything())
    assert {"train_first", "train_second", "train_followup"} in groups
    assert {"orchestra"} in groups


def test_the_same_kind_of_event_elsewhere_is_another_story() -> None:
    groups = grouped(everything())
    assert {"train_elsewhere"} in groups


def test_two_reports_alone_are_grouped_too() -> None:
    assert grouped([report("train_first"), report("train_second")]) == [{"train_first", "train_second"}]
    assert len(grouped([report("train_first"), report("orchestra")])) == 2


def test_one_event_told_by_sixty_reports_is_one_story() -> None:
    texts = [REPORTS[key]["text"] for key in ("train_first", "train_second")]
    many = [article(f"{text}\n\nPrinted in town {n}.", id=f"r{n}-{m}") for n in range(30) for m, text in enumerate(texts)]
    assert len(grouped(many)) == 1


def test_reports_long_apart_in_time_need_more_in_common() -> None:
    near = grouped([report("train_first"), report("train_followup")])
    assert len(near) == 1
    strict = StorySettings(far_share=0.0)
    assert len(list(stories([report("train_first"), report("train_followup", published="2029-01-01")], strict))) == 2


def test_a_report_without_a_date_may_join() -> None:
    assert len(grouped([report("train_first"), report("train_second", published=None)])) == 1


def test_a_year_that_is_not_known_does_not_stop_a_report() -> None:
    story = next(stories([report("train_first", published="XXXX-03-02")]))
    assert (story.first, story.last) == ("XXXX-03-02", "XXXX-03-02")


def test_a_story_has_its_days_and_a_headline_of_one_of_its_reports() -> None:
    story = next(s for s in stories(everything()) if "train_first" in s.article_ids)
    assert (story.first, story.last) == ("2021-03-02", "2021-03-05")
    assert story.headline in {REPORTS[key]["title"] for key in story.article_ids}


def test_a_story_says_why_with_the_words_and_their_places() -> None:
    articles = {item.id: item for item in everything()}
    story = next(s for s in stories(articles.values()) if "train_first" in s.article_ids)
    shared = [evidence for evidence in story.why if evidence.feature in ("shared_word", "shared_name")]
    assert shared
    for part in (part for evidence in shared for part in evidence.spans):
        assert articles[part.article_id].text[part.span.start : part.span.end] == part.span.text
    assert any("teltow" in (evidence.why or "") for evidence in shared)


def test_the_order_of_the_reports_does_not_matter_and_one_given_twice_counts_once() -> None:
    articles = everything()[:4]
    expected = list(stories(articles))
    assert all(list(stories(order)) == expected for order in permutations(articles))
    assert list(stories([*articles, articles[0]])) == expected


def test_furniture_groups_nothing() -> None:
    menu = "\n\nKarsova Teltow Brook Ilse Marenko railway union derailment letters Port Halden tram switch harbour"
    plain = [article(REPORTS[key]["text"] + menu, id=key) for key in ("train_first", "orchestra")]
    marked = [replace(item, blocks=(*item.blocks[:-1], replace(item.blocks[-1], kind="furniture"))) for item in plain]
    assert len(grouped(plain)) == 1
    assert len(grouped(marked)) == 2


def test_nothing_and_empty_reports_are_taken() -> None:
    assert list(stories([])) == []
    assert [story.article_ids for story in stories([article("", id="empty")])] == [("empty",)]


def test_settings_out_of_range_are_refused_with_the_field_s_name() -> None:
    with pytest.raises(UsageError, match="threshold"):
        StorySettings(threshold=0)
    with pytest.raises(UsageError, match="crowd_to"):
        StorySettings(crowd_to=3)


def test_groups_are_joined_by_the_mean_of_all_pairs_not_by_one_bridge() -> None:
    assert gathered([1] * 4, {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}, 0.3) == [[0, 1], [2, 3]]
    assert gathered([1] * 3, {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.5}, 0.3) == [[0, 1, 2]]


def _ids(found: list[Story]) -> list[str]:
    return sorted(key for story in found for key in story.article_ids)


WORDS = st.sampled_from(["Karsova", "Teltow", "train", "the", "left", "rails", "opera", "Marenko", "Ilse", "bridge", ".", "\n\n"])
TEXTS = st.lists(st.tuples(st.lists(WORDS, max_size=30), st.sampled_from(["2021-03-02", "2021-03-09", None])), max_size=8)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_every_report_is_in_exactly_one_story_whatever_the_order(texts: Any, chance: Any) -> None:
    articles = [article(" ".join(words), id=f"r{n}", published=day) for n, (words, day) in enumerate(texts)]
    found = list(stories(articles))
    assert _ids(found) == sorted(item.id for item in articles)
    chance.shuffle(articles)
    assert list(stories(articles)) == found


def test_the_two_real_reports_are_one_story(real_reports: list[Path]) -> None:
    articles = [article(path.read_text(encoding="utf-8"), id=path.stem) for path in real_reports]
    assert len(grouped(articles)) == 1
