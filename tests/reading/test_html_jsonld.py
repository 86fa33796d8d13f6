"""What is read out of a page's JSON-LD."""

import lxml.html
import pytest

from twosource.reading.html.jsonld import article_body, objects, reports, words


def _scripts(*texts: str) -> lxml.html.HtmlElement:
    tags = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return lxml.html.document_fromstring(f"<html><head>{tags}</head><body></body></html>")


READABLE = [
    ('{"@type": "NewsArticle", "headline": "Mill closes"}', "Mill closes"),
    ('<!-- {"@type": "NewsArticle", "headline": "Mill closes"} -->', "Mill closes"),
    ('//<![CDATA[\n{"@type": "NewsArticle", "headline": "Mill closes"}//]]>', "Mill closes"),
    ('{"@type": "NewsArticle", "headline": "Mill closes",}', "Mill closes"),
    ('[{"@type": "NewsArticle", "headline": "Mill closes", "author": ["Ada Moss", ], }, ]', "Mill closes"),
    ('{"@type": "NewsArticle", "headline": "Mill, ] closes", }', "Mill, ] closes"),
    ('{"@type": "NewsArticle", "headline": "Mill\ncloses\there"}', "Mill closes here"),
    ('{"@type": "WebSite"}\n{"@type": "NewsArticle", "headline": "Mill closes"};', "Mill closes"),
    ("{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Mill closes&quot;}", "Mill closes"),
    ('{"@graph": [{"@type": ["Article", "NewsArticle"], "headline": "Mill closes"}]}', "Mill closes"),
    ('{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/NewsArticle", "headline": "Mill closes"}}', "Mill closes"),
]


@pytest.mark.parametrize(("text", "headline"), READABLE)
def test_json_ld_is_read_through_its_wrappings_and_small_faults(text: str, headline: str) -> None:
    assert words(reports(objects(_scripts(text)))[0].get("headline")) == headline


@pytest.mark.parametrize(
    "text", ["", "null", '{"@type": "NewsArticle", "headline": "Mill', "{'a': 1}", "[" * 100_000, "x{}", "{"]
)
def test_what_cannot_be_read_gives_no_report(text: str) -> None:
    assert reports(objects(_scripts(text))) == ()


@pytest.mark.parametrize(
    "text", ['{"' + '\\"' * 500_000, "[" + "," * 500_000, '{"a": ' * 100_000, '{"a": ' + "9" * 500_000 + "}"]
)
def test_broken_json_of_any_size_is_given_up_soon(text: str) -> None:
    objects(_scripts(text))


def test_an_article_goes_before_its_page_and_the_page_s_own_before_others() -> None:
    tree = _scripts(
        '{"@type": "WebPage", "name": "page"}',
        '{"@type": "NewsArticle", "headline": "other", "datePublished": "2019-03-04", "author": "Ada Moss"}',
        '{"@type": "NewsArticle", "headline": "own", "mainEntityOfPage": {"@id": "https://lomar.example/mill/"}}',
    )
    found = reports(objects(tree), "http://lomar.example/mill?utm=1")
    assert [words(node.get("headline") or node.get("name")) for node in found] == ["own", "other", "page"]
    assert [words(node.get("headline") or node.get("name")) for node in reports(objects(tree))] == ["other", "own", "page"]


def test_the_body_is_the_longest_of_the_reports() -> None:
    tree = _scripts(
        '{"@type": "Article", "articleBody": "Short."}', '{"@type": "Article", "articleBody": "The mill &amp; its end."}'
    )
    assert article_body(tree) == "The mill & its end."
    assert article_body(_scripts('{"@type": "Person", "articleBody": "x"}')) is None


def test_no_more_objects_are_kept_than_a_page_needs() -> None:
    assert len(objects(_scripts("[" + ",".join(["{}"] * 20_000) + "]"))) == 5_000
