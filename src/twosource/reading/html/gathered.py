"""All that a page says of itself for machines and by its markup, gathered once for headline, authors and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from twosource.reading.html.head import Head, fields, head
from twosource.reading.html.jsonld import Node, objects, reports, words
from twosource.reading.outlet import domain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST: Final = 400  # marked elements; the most of 547 news pages is 267
_MARKED: Final = (
    "(.//*[@itemprop or @rel or @class][@itemprop or contains(@class,'uthor') or contains(@class,'yline')"
    " or contains(@class,'utor') or contains(@class,'riter') or contains(@rel,'author')][not(self::meta or self::link)])"
    f"[position() <= {_MOST}]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One page: its tree and address, its head, its JSON-LD with the objects that may be its report first, and marked elements.

    `marked` are the elements with microdata, and those whose class or `rel` says that they are an author or a byline.
    """

    tree: "HtmlElement"
    url: str | None
    head: Head
    nodes: Sequence[Node]
    reports: Sequence[Node]
    marked: Sequence["HtmlElement"]

    def items(self, name: str) -> "list[HtmlElement]":
        """The elements whose microdata property is this, in lower case."""
        return [element for element in self.marked if name in (element.get("itemprop") or "").lower().split()]

    def site_names(self) -> tuple[str, ...]:
        """The names by which a page calls its site, its domain and the domain's own word, as they stand."""
        host = domain(self.url) or domain(self.head.canonical) or ""
        parts = host.split(".")
        own = [max(parts[:-1], key=len)] if len(parts) > 1 else []
        publishers = (told for node in self.reports if (told := words(node.get("publisher"))))
        return (*(name.removeprefix("@") for name in self.head.all(fields("site"))), *publishers, *([host] if host else []), *own)


def gathered(tree: "HtmlElement", url: str | None) -> Gathered:
    """What a page says, out of its tree, which is not changed."""
    top = head(tree)
    nodes = objects(tree)
    marked = tree.xpath(_MARKED)
    return Gathered(tree=tree, url=url, head=top, nodes=nodes, reports=reports(nodes, url or top.canonical), marked=marked)
