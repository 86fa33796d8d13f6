"""Versions of one page: known by URL however it is written, or by the site's number for the article, and which is the later."""

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from twosource.derivations import derivations
from twosource.derivations.revisions import one_page, page_of, same_number, same_page
from twosource.model import Article, Dating

REPORTS = json.loads((Path(__file__).parent / "reports.json").read_text(encoding="utf-8"))
HOME = "https://www.post.example"


def page(key: str, url: str, published: str | None = None, text: str | None = None) -> Article:
    return dataclasses.replace(article(text or REPORTS[key], id=key, published=published), url=url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{HOME}/news/fire", "http://post.example/news/fire/"),
        (f"{HOME}/news/fire?utm_source=a&utm_medium=b", f"{HOME}/news/fire?fbclid=xyz#top"),
        (f"{HOME}/news/fire", "https://amp.post.example/news/fire"),
        (f"{HOME}/news/fire", "https://m.post.example:443/news/fire/amp"),
        (f"{HOME}/news/fire.html", f"{HOME}/news/fire.amp.html"),
        (f"{HOME}/news/fire", "https://www-post-example.cdn.ampproject.org/c/s/www.post.example/news/fire"),
        (f"{HOME}/news/fire", "https://www.google.com/amp/s/www.post.example/news/fire"),
        (f"{HOME}/news?b=2&a=1", f"{HOME}/news?a=1&b=2"),
        (f"{HOME}/news/f%C3%A9", f"{HOME}/news/fé"),
    ],
)
def test_one_page_is_known_however_its_url_is_written(one: str, other: str) -> None:
    assert same_page(page("wire", one), page("copied", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{HOME}/news/fire", f"{HOME}/news/flood"),
        (f"{HOME}/news?id=1", f"{HOME}/news?id=2"),
        (f"{HOME}/", f"{HOME}/"),
        ("http://[broken", "http://[broken"),
        ("", ""),
        ("https://city.post.example/fire", "https://coast.post.example/fire"),
    ],
)
def test_other_pages_front_pages_and_broken_urls_are_not_one_page(one: str, other: str) -> None:
    assert same_page(page("wire", one), page("copied", other)) is None


def test_a_new_headline_leaves_the_site_s_number() -> None:
    one, other = page("wire", f"{HOME}/two-die-in-fire-41234567"), page("copied", f"{HOME}/four-die-in-fire-41234567?x=1")
    assert same_number(one, other) == "post.example gave both the number 41234567"
    assert same_number(one, page("copied", "https://herald.example/fire-41234567")) is None


@pytest.mark.parametrize("path", ["20250304/fire", "2025/03/04/fire", "section-1234/fire"])
def test_days_and_short_numbers_are_no_article_s(path: str) -> None:
    found = page_of(f"{HOME}/{path}")
    assert found is not None
    assert found.number is None


def test_a_later_version_under_another_slug_is_a_revision_of_the_earlier() -> None:
    pages = [
        page("copied", f"{HOME}/four-die-41234567", "2025-03-05T09:00:00+00:00"),
        page("wire", f"{HOME}/train-off-rails-41234567", "2025-03-05T07:00:00+00:00"),
    ]
    (edge,) = derivations(pages)
    assert (edge.source, edge.to, edge.kind, edge.directed) == ("wire", "copied", "revision", True)
    assert {"same_url", "shared_passage", "direction_by_time"} <= {e.feature for e in edge.evidence}


def test_a_number_that_unlike_reports_have_in_common_is_a_section_s() -> None:
    pages = [page("wire", f"{HOME}/region-41234567/train"), page("elsewhere", f"{HOME}/region-41234567/orchestra")]
    assert derivations(pages) == ()


def test_versions_published_at_one_time_are_put_in_order_by_their_last_change() -> None:
    changed = Dating(value="2025-03-06", precision="day", how="metadata", why="given")
    first = page("wire", f"{HOME}/train", "2025-03-05")
    later = dataclasses.replace(page("copied", f"{HOME}/train", "2025-03-05"), modified=changed)
    (edge,) = derivations([first, later])
    assert (edge.source, edge.directed) == ("wire", True)
    (open_,) = derivations([first, dataclasses.replace(later, modified=None)])
    assert not open_.directed


def test_a_number_that_very_many_pages_carry_is_not_looked_at() -> None:
    pages = {f"r{n:03}": page("wire", f"{HOME}/region-41234567/a{n}") for n in range(30)}
    assert list(one_page(pages)) == []
    few = dict(list(pages.items())[:3])
    assert len(list(one_page(few))) == 3


@given(st.text(max_size=200))
def test_any_words_may_stand_where_a_url_should(url: str) -> None:
    page_of(url)


def test_a_hostile_url_costs_no_more_than_its_length() -> None:
    for part in ("/", "a.", "1", "&a=1", "%2F", "amp."):
        page_of("http://" + part * 20_000)
