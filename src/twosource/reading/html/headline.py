"""The headline of a web page, as the page shows it and without the name of the site."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from twosource.lexicon.outlets import by_name
from twosource.lexicon.outlets import folded as outlet_folded
from twosource.reading.html.gathered import Gathered
from twosource.reading.html.head import fields
from twosource.reading.html.jsonld import words
from twosource.reading.html.near import pieces, shown

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEPARATOR: Final = re.compile(r"\s{1,9}(?:\||-|–|—|::?|»|«|•|·|/|<|>|›|~|\\)\s{1,9}|\s{0,9}(?:\||»|::)\s{0,9}")
_LEVELS: Final = ("h1", "h2", "h3")
_LESSER: Final = _LEVELS[1:]
_HOME: Final = re.compile(r"(?:https?://[^/?#]{1,200})?/?(?:index\.\w{2,5})?")
_LONGEST: Final = 400
_MOST: Final = 60
_SHORTEST: Final = 8  # letters of a title that may be known by being part of another


def headline(page: Gathered) -> "tuple[str | None, HtmlElement | None]":
    """The headline and the element that shows it.

    It is the heading that agrees most with what the page declares, else what the page declares first, without the site. A page
    without a heading that agrees, but with one `h1` and no other, has its headline there.
    """
    found = [
        *islice(page.tree.iter(*_LEVELS), _MOST),
        *(element for element in page.items("headline") if element.tag not in _LEVELS),
    ]
    told = [(element, text, _fold(text)) for element in found if (text := shown(element, _LONGEST))]
    sites = frozenset(map(_fold, page.site_names())) | {fold for element, _, fold in told if _leads_home(element)}
    declared = [bare for title in _declared(page) if (bare := _without_site(title, sites))]
    headings = [heading for heading in told if heading[2] and heading[2] not in sites]
    best = _best([heading for heading in headings if heading[0].tag not in _LESSER], declared, 1)
    if best is None:
        parts = [*declared, *_parts(page.head.title or "")]
        best = _best([heading for heading in headings if heading[0].tag in _LESSER], parts, 3)
    if best is not None:
        return _trimmed(best, declared), best
    return next(iter(declared), None), next((element for element, _, _ in told if element.tag == "h1"), None)


def _best(headings: "Sequence[tuple[HtmlElement, str, str]]", declared: Sequence[str], least: int) -> "HtmlElement | None":
    """The heading that agrees most with what is declared, the first of equals; a sole one may agree with nothing."""
    folded = [_fold(other) for other in declared]
    scored = [
        (sum(score for other in folded if (score := _agrees(fold, other)) >= least), element) for element, _, fold in headings
    ]
    score, element = max(scored, key=lambda pair: pair[0], default=(0, None))
    return element if score or (least == 1 and len(scored) == 1) else None


def _trimmed(element: "HtmlElement", declared: Sequence[str]) -> str:
    """The words of a heading without the kicker before or the deck behind it, where a part of it is what is declared."""
    told = shown(element, _LONGEST)
    whole = {_fold(other) for other in declared}
    if _fold(told) in whole:
        return told
    texts = [text for text, _ in pieces(element, _MOST)]
    parts = [" ".join(texts[cut:]) for cut in range(1, len(texts))] + [" ".join(texts[:cut]) for cut in range(1, len(texts))]
    parts += _parts(told)
    return next((part for part in parts if len(_fold(part)) >= _SHORTEST and _fold(part) in whole), told)


def _declared(page: Gathered) -> Iterator[str]:
    for node in page.reports[:3]:
        if told := words(node.get("headline")) or words(node.get("name")):
            yield told
    yield from page.head.all(fields("title"))
    if page.head.title:
        yield page.head.title


def _parts(title: str) -> Iterator[str]:
    """What stands behind each cut of a title."""
    for cut in _SEPARATOR.finditer(title):
        yield title[cut.end() :]


def _leads_home(element: "HtmlElement") -> bool:
    """Whether a heading is a link to the front page, and so the name of the site."""
    link = next(element.iter("a"), None)
    return link is not None and _HOME.fullmatch((link.get("href") or "").strip()) is not None


def _without_site(told: str, sites: frozenset[str]) -> str:
    """A title without the parts at its end and start that name the site."""
    cuts = list(_SEPARATOR.finditer(told))
    while cuts and _names_site(told[cuts[-1].end() :], sites):
        told = told[: cuts.pop().start()]
    if cuts and _names_site(told[: cuts[0].start()], sites):
        told = told[cuts[0].end() :]
    return told.strip()


def _names_site(part: str, sites: frozenset[str]) -> bool:
    bare = _fold(part)
    if not bare or bare in sites or outlet_folded(part) in by_name():
        return True
    return len(bare) > 3 and any(bare in site or (len(site) > 3 and site in bare and len(part.split()) <= 5) for site in sites)


def _agrees(one: str, other: str) -> int:
    """How far the letters of two titles are the same: 3 for all, 2 where one opens or closes with the other."""
    if one == other:
        return 3
    short, long = sorted((one, other), key=len)
    return 2 if len(short) >= _SHORTEST and (long.startswith(short) or long.endswith(short)) else 0


def _fold(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
