"""What a report is called, with and without what its site adds."""

from dataclasses import replace

import pytest

from tests.making import article
from twosource.model import Article
from twosource.stories import stories
from twosource.stories.titles import without_site, words_of_address


@pytest.mark.parametrize(
    ("headline", "kept"),
    [
        ("Bridge at Teltow closed - Karsova News 12, Port Halden Weather & Sport", "Bridge at Teltow closed"),
        ("Bridge at Teltow closed | Karsova Post | Rail", "Bridge at Teltow closed"),
        ("Bridge at Teltow closed – The Karsova Post", "Bridge at Teltow closed"),
        ("Update - Bridge at Teltow closed", "Update - Bridge at Teltow closed"),
        ("Twelve-hour strike ends", "Twelve-hour strike ends"),
        ("", ""),
    ],
)
def test_a_headline_ends_where_the_name_of_its_site_begins(headline: str, kept: str) -> None:
    assert without_site(headline) == kept


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://news.example/rail/Bridge-at-Teltow-closed-40213.html?from=feed", "bridge at teltow closed"),
        ("https://news.example/2025/bridge-at-teltow-closed/", "bridge at teltow closed"),
        ("https://news.example/local-news/40213", ""),
        ("https://news.example/?id=40213", ""),
        ("https://[news.example/bridge-at-teltow-closed", ""),
        (None, ""),
    ],
)
def test_an_address_gives_the_words_of_its_longest_part(url: str | None, words: str) -> None:
    assert " ".join(words_of_address(url)) == words


def titled(number: int, headline: str, text: str) -> Article:
    return article(text, id=f"r{number}", title=headline, published="2021-03-02")


def test_the_name_of_a_site_joins_nothing() -> None:
    site = "Halden Morning Courier, Teltow Brook Weather, Traffic, Marenko Sport"
    told = (("Two swans stop a tram", "Nobody was hurt."), ("Mayor opens new library wing", "It holds maps."))
    separate = [titled(n, f"{headline} - {site}", text) for n, (headline, text) in enumerate(told)]
    assert len(list(stories(separate))) == 2


def test_a_report_whose_text_was_not_found_joins_by_its_address() -> None:
    told = article(
        "Contact with the first Karsovan satellite was lost after its launch from Teltow.", id="told", published="2021-03-02"
    )
    empty = article("External links are provided for reference.", id="empty", title="Halden News", published="2021-03-02")
    assert len(list(stories([told, empty]))) == 2
    addressed = replace(empty, url="https://halden.example/tech/first-karsovan-satellite-contact-lost-after-launch-52044233")
    assert len(list(stories([told, addressed]))) == 1
