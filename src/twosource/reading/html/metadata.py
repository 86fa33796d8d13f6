"""What a web page says of itself: headline, outlet, authors, agencies, dates, language, address."""

from typing import TYPE_CHECKING

from twosource.reading.html.authors import authors
from twosource.reading.html.gathered import Gathered, gathered
from twosource.reading.html.head import Head, fields
from twosource.reading.html.headline import headline
from twosource.reading.html.jsonld import words
from twosource.reading.html.near import around
from twosource.reading.html.pagedate import AFTER, BEFORE, dates
from twosource.reading.report import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def metadata(tree: "HtmlElement", source: str, url: str | None = None) -> Metadata:
    """What the page says of itself beside its text.

    The tree is read and never changed, so it does not matter whether it is given before or after `trafilatura`, as long as that
    works on a copy of its own: what an extractor takes out (head, scripts, bylines) is not found here.
    """
    del source
    page = gathered(tree, url)
    title, heading = headline(page)
    near = around(tree, heading, BEFORE, AFTER)
    people, agencies = authors(page, heading, near)
    published, modified = dates(page, near)
    return Metadata(
        headline=title,
        outlet=_outlet(page),
        authors=people,
        agencies=agencies,
        dateline=next((told for node in page.reports if (told := words(node.get("dateline")))), None),
        published=published,
        modified=modified,
        language=_language(page),
        url=_address(page.head),
    )


def _outlet(page: Gathered) -> str | None:
    publishers = (told for node in page.reports[:2] if (told := words(node.get("publisher"))))
    return page.head.first(("og:site_name",)) or next(publishers, None) or page.head.first(fields("outlet"))


def _language(page: Gathered) -> str | None:
    told = page.head.language or next((told for node in page.reports if (told := words(node.get("inLanguage")))), None)
    told = told or page.head.first(fields("language"))
    return told.replace("_", "-") if told else None


def _address(top: Head) -> str | None:
    named = (top.canonical, top.first(("og:url",)))
    return next((address for address in named if address and address.startswith(("http://", "https://"))), None)
