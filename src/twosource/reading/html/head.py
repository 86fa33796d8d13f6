"""What the elements for machines say in a page: meta, link, title, language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from twosource.lexicon import table
from twosource.reading.html.jsonld import plain
from twosource.reading.html.near import shown

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES: Final = ("property", "name", "itemprop", "http-equiv")
_LONGEST: Final = 1_000  # characters of one value
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The meta elements by name in lower case, each with its values in order, and what else a page's head says."""

    metas: Mapping[str, tuple[str, ...]]
    title: str | None
    canonical: str | None
    language: str | None

    def first(self, names: Iterable[str]) -> str | None:
        """The first value that any of the names has, in the order of the names."""
        return next((value for name in names for value in self.metas.get(name, ())), None)

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        """All values of the names, in their order."""
        return tuple(value for name in names for value in self.metas.get(name, ()))


def head(tree: "HtmlElement") -> Head:
    """The head of a page."""
    metas: dict[str, list[str]] = {}
    for meta in islice(tree.iter("meta"), _MOST):
        value = plain((meta.get("content") or meta.get("value") or "")[:_LONGEST])
        if value:
            for attribute in _NAMES:
                for name in (meta.get(attribute) or "").lower().split():
                    metas.setdefault(name, []).append(value)
    return Head(
        metas={name: tuple(values) for name, values in metas.items()},
        title=next((told for title in tree.iter("title") if (told := shown(title))), None),
        canonical=_canonical(tree),
        language=_language(tree),
    )


@cache
def fields(group: str) -> tuple[str, ...]:
    """The names of one group of the list `page_fields`, in order of trust."""
    return tuple(table("page_fields")[group].split())


@cache
def author_fields() -> tuple[tuple[str, ...], ...]:
    """The groups of names under which authors stand, each of one system."""
    return tuple(tuple(names.split()) for names in table("page_fields")["authors"])


def _canonical(tree: "HtmlElement") -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (address := (link.get("href") or "").strip()):
            return address
    return None


def _language(tree: "HtmlElement") -> str | None:
    root = next(tree.iter("html"), tree)
    for attribute in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        if told := (root.get(attribute) or "").strip():
            return told
    return None
