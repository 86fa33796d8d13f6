"""Stories as reports come in: day by day, late, copied, without dates, and long after."""

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.making import article
from twosource.model import Article
from twosource.stories import StorySettings, stories
from twosource.stories.nodes import NOTHING, Node, Spread
from twosource.stories.stream import Stream
from twosource.stories.window import _rarest
from twosource.stories.words import features

REPORTS = json.loads((Path(__file__).parent / "reports.json").read_text(encoding="utf-8"))


def report(key: str, **given: Any) -> Article:
    case = REPORTS[key]
    return article(case["text"], **{"id": key, "title": case["title"], "published": case["published"], **given})


def everything() -> list[Article]:
    return [report(key) for key in sorted(REPORTS)]


def closed(stream: Stream) -> set[frozenset[str]]:
    return {frozenset(each.id for each in story.articles) for story in stream.stories()}


def together(*articles: Article, settings: StorySettings | None = None) -> bool:
    return len(list(stories(articles, settings))) == 1


def test_day_by_day_gives_what_all_at_once_gives() -> None:
    at_once, by_day = Stream(), Stream()
    at_once.add(everything())
    for day in sorted({each.published.value or "" for each in everything()}):
        by_day.add(each for each in reversed(everything()) if each.published.value == day)
    assert closed(by_day) == closed(at_once)


def test_a_report_that_comes_late_finds_its_story_in_the_window() -> None:
    stream = Stream()
    stream.add([report("train_second"), report("orchestra")])
    stream.add([report("train_first")])
    assert frozenset({"train_first", "train_second"}) in closed(stream)


def test_a_story_that_was_closed_is_opened_by_a_report_that_goes_on_from_it() -> None:
    settings = StorySettings(window_days=3)
    later = report("train_second", id="later", published="2021-06-01")
    between = report("orchestra", id="between", published="2021-05-30")
    found = [
        set(story.article_ids) for story in stories([report("train_first"), report("train_second"), between, later], settings)
    ]
    assert {"train_first", "train_second", "later"} in found


def test_a_thousand_copies_cost_one_comparison_and_are_one_story() -> None:
    copies = [report("train_first", id=f"copy-{n}") for n in range(1000)]
    others = [report("orchestra"), report("train_elsewhere")]
    assert sorted(len(story.article_ids) for story in stories([*copies, *others])) == [1, 1, 1000]


def test_near_copies_go_where_the_first_goes() -> None:
    copies = [report("train_first", id=f"copy-{n}", published=f"2021-03-{2 + n % 20:02d}") for n in range(60)]
    edited = [article(f"{REPORTS['train_first']['text']}\n\nPrinted on page {n}.", id=f"edit-{n}") for n in range(30)]
    assert together(*copies, *edited)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", None, "XXXX-03-02"])
def test_absurd_and_missing_dates_are_taken(day: str | None) -> None:
    found = list(stories([report("train_first", published=day), report("orchestra", published=day), report("train_elsewhere")]))
    assert sorted(len(story.article_ids) for story in found) == [1, 1, 1]


def test_reports_without_words_are_stories_of_their_own() -> None:
    assert len(list(stories([article("", id=f"empty-{n}") for n in range(5)]))) == 5


STEMS = "arv brem corv dunm est farr golm hest ilm jorv kestr lom marv nold ors pelh quar rist sund telm".split()
ENDINGS = "a en is or und ara iel oth um eby osk ander".split()


def unlike() -> list[Article]:
    """Two reports each of twenty events that have no word in common."""
    told = [[f"{stem}{ending}" for ending in ENDINGS] for stem in STEMS]
    texts = [(stem, n, " ".join(words[n:] + words[:n])) for stem, words in zip(STEMS, told, strict=True) for n in (0, 5)]
    return [article(f"{text.capitalize()}.", id=f"{stem}-{n}", published="2021-03-02") for stem, n, text in texts]


def test_one_report_of_every_story_pasted_together_joins_a_few_of_them_at_most() -> None:
    assert len(list(stories(unlike()))) == len(STEMS)
    pasted = article("\n\n".join(each.text for each in unlike()), id="pasted", published="2021-03-02")
    assert len(list(stories([*unlike(), pasted]))) >= len(STEMS) - 6


def test_the_window_holds_no_more_than_it_may() -> None:
    settings = StorySettings(window_reports=400)
    stream = Stream(settings)
    stream.add(
        article(f"Report {n} on {'abcdefghij'[n % 10] * (n % 7 + 3)}{n} and nothing else.", id=f"r{n:04d}") for n in range(900)
    )
    assert sum(len(story.articles) for story in stream.stories()) == 900


def test_a_name_that_every_month_has_joins_less_than_one_that_only_two_reports_have() -> None:
    spread = Spread(StorySettings())
    vectors = [
        spread.vector(features(article(text), StorySettings())) for text in ("Teltow Brook", "Teltow Marenko", "Teltow Ilse")
    ]
    for vector in vectors * 20:
        spread.note(vector)
    often, rare = spread.vector(features(article("Teltow Marenko"), StorySettings())), vectors[1]
    assert spread.rarity(rare.shared(vectors[0])) < spread.rarity(rare.shared(often)) < 1
    assert spread.rarity(NOTHING.ids) == 0


def test_reports_of_very_few_words_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    nearness = Stream._nearness

    def counted(stream: Stream, node: Node, other: Node, score: float) -> float | None:
        compared.append(other.number)
        return nearness(stream, node, other, score)

    monkeypatch.setattr(Stream, "_nearness", counted)
    chance = Random(1)
    words = [f"word{n}" for n in range(200)]
    articles = [article(" ".join(chance.choices(words, k=60)), id=f"r{n:04d}", published="2021-03-02") for n in range(1500)]
    stream = Stream()
    stream.add(articles)
    assert len(compared) < 70 * len(articles)  # without: 180; the first hundreds cannot know yet what is common
    assert len(list(stream.stories())) == len(articles)


def test_only_the_rarest_features_are_looked_up_where_all_stand_in_very_many_places(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _rarest(np.array([3, 1, 2])).tolist() == [0, 1, 2]
    monkeypatch.setattr("twosource.stories.window._MOST_HELD", 4)
    assert _rarest(np.array([3, 1, 2])).tolist() == [1, 2]


TRIAL = """The trial of a man charged with reckless driving began in the district court of Hemmen on Saturday. The prosecutor
spoke for two hours, then the judge sent the jury home until Tuesday.

A verdict is expected before the new year. The defence says that its client was never shown the new timetable, had slept four
hours and was told by his dispatcher to hurry. Ilse Marenko was in court and did not speak to reporters. Families of the dead
held up photographs. The judge asked them to put these away, and later let them stand behind the last row."""


def test_a_trial_long_after_is_linked_to_the_accident_and_not_the_same_story() -> None:
    settings = StorySettings(threshold=0.1)  # of six reports every name is rare: a nearness of 0.08 is much among thousands
    trial = article(TRIAL, id="trial", title="Driver on trial over deaths at Teltow Brook", published="2021-11-20")
    found = {frozenset(story.article_ids): story for story in stories([*everything(), trial], settings)}
    accident = next(story for ids, story in found.items() if "train_first" in ids)
    later = found[frozenset({"trial"})]
    assert [link.story_id for link in later.linked] == [accident.id]
    assert later.linked[0].why.startswith("follow-up: ")
    assert accident.linked == ()
