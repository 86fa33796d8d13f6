"""What a page says of itself: headline, authors, dates, and the rest."""

import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from twosource.reading.html.metadata import metadata
from twosource.reading.report import Metadata

HERE = Path(__file__).parent


def _cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["label"]) for case in json.loads((HERE / name).read_text(encoding="utf-8"))]


def _read(case: dict[str, Any]) -> Metadata:
    lang = f" lang='{case['lang']}'" if "lang" in case else ""
    source = f"<!doctype html><html{lang}><head>{case.get('head', '')}</head><body>{case['body']}</body></html>"
    return metadata(lxml.html.document_fromstring(source), source, case.get("url"))


@pytest.mark.parametrize("case", _cases("html_headline_cases.json"))
def test_the_headline_is_the_page_s_own_without_the_site(case: dict[str, Any]) -> None:
    assert _read(case).headline == case["headline"]


@pytest.mark.parametrize("case", _cases("html_authors_cases.json"))
def test_authors_are_people_and_agencies_stand_apart(case: dict[str, Any]) -> None:
    found = _read(case)
    assert (list(found.authors), list(found.agencies)) == (case["authors"], case.get("agencies", []))


@pytest.mark.parametrize("case", _cases("html_dates_cases.json"))
def test_the_day_is_the_one_that_most_of_the_page_bears_out(case: dict[str, Any]) -> None:
    found = _read(case)
    for dating, expected in ((found.published, case["published"]), (found.modified, case.get("modified"))):
        assert (dating and [dating.value, dating.precision, dating.how]) == expected
        assert dating is None or dating.why


def test_outlet_language_dateline_and_address_come_from_the_head() -> None:
    page = {
        "lang": "de_AT",
        "head": "<link rel='canonical' href='https://lomar.example/mill'><meta property='og:site_name' content='Lomar Daily'>"
        '<script type="application/ld+json">{"@type":"NewsArticle","dateline":"LOMAR","publisher":{"name":"Lomar Ltd"}}</script>',
        "body": "<h1>Mill closes</h1>",
    }
    found = _read(page)
    assert (found.outlet, found.language, found.dateline, found.url) == (
        "Lomar Daily", "de-AT", "LOMAR", "https://lomar.example/mill",
    )  # fmt: skip


def test_the_publisher_is_the_outlet_and_an_address_without_a_host_is_none() -> None:
    page = {
        "head": "<link rel='canonical' href='/mill'><script type='application/ld+json'>"
        '{"@type":"NewsArticle","inLanguage":"sv","publisher":{"@type":"Organization","name":"Lomar Daily"}}</script>',
        "body": "",
    }
    found = _read(page)
    assert (found.outlet, found.language, found.url) == ("Lomar Daily", "sv", None)


def test_the_tree_is_not_changed() -> None:
    source = (
        "<html><head><title>Mill</title></head><body><h1>Mill</h1><script>x</script><p class='author'>Ada Moss</p></body></html>"
    )
    tree = lxml.html.document_fromstring(source)
    before = lxml.html.tostring(tree)
    metadata(tree, source)
    assert lxml.html.tostring(tree) == before


_WORDS = st.sampled_from(
    [
        "By Ada Moss",
        "4 March 2019",
        "2019-03-04T10:00:00Z",
        "Posted",
        "©",
        "99/99/9999",
        "AP",
        "\ud800",
        "\0",
        "١٢ مارس ٢٠١٩",
        "1" * 400,
    ]
)
_NAMES = st.sampled_from(["author", "date", "og:title", "article:published_time", "datePublished", "headline", "x"])
_TAGS = st.sampled_from(["h1", "h2", "p", "span", "time", "div", "script", "meta", "a", "noscript", "footer", "template"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | _WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "@id", "@value", "author", "name", "datePublished", "headline", "publisher", "isBasedOn"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@st.composite
def _element(draw: st.DrawFn) -> str:
    tag, name = draw(_TAGS), draw(_NAMES)
    words = draw(_WORDS | st.text(max_size=30))
    close = f"</{tag}>" if draw(st.booleans()) else ""
    return (
        f'<{tag} class="{name}" itemprop="{name}" name="{name}" content="{words}" datetime="{words}" rel="{name}">{words}{close}'
    )


@st.composite
def _page(draw: st.DrawFn) -> str:
    data = json.dumps(draw(_JSON)).replace('"name"', '"@type": "NewsArticle", "name"')
    cut = draw(st.integers(0, 40))
    head = f'<script type="application/ld+json">{data[: len(data) - cut] if cut > 30 else data}</script>'
    return head + "".join(draw(st.lists(_element(), max_size=12)))


@settings(max_examples=150, deadline=None)
@given(_page(), st.none() | st.text(max_size=40) | st.just("https://lomar.example/2019/03/04/"))
@example('<script type="application/ld+json">{"@type":"NewsArticle","headline":"a\\ud800\\u0000"}</script>', "http://[broken")
@example("<h1></h1>" + "<div class='author'>" * 300 + "By", None)
def test_any_page_gives_metadata_that_can_be_written(source: str, url: str | None) -> None:
    tree = lxml.html.document_fromstring(("<html><body>" + source).encode("utf-8", "replace"))
    found = metadata(tree, source, url)
    assert isinstance(found, Metadata)
    texts = [found.headline, found.outlet, found.dateline, found.language, *found.authors, *found.agencies]
    "".join(text for text in texts if text).encode("utf-8")
    assert found == metadata(tree, source, url)
