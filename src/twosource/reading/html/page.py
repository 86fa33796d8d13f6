"""The source of a web page as what a reader reads of it: edits that leave the report's words, and what each of these are."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from twosource.errors import InputError
from twosource.model import BlockKind, Edit
from twosource.reading.html.body import Body, best_body, whole_body
from twosource.reading.html.lines import Line, kept, lines
from twosource.reading.html.roles import roles
from twosource.reading.html.signs import Signs
from twosource.reading.report import Marked, Metadata, Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_RULE: Final = "markup"
# A piece of a page, as feeds carry it, has none of these: all of it is the report.
_WHOLE_PAGE: Final = re.compile(r"<(?:!doctype|html|head|body|nav|header|footer|aside)\b", re.IGNORECASE)


def page(source: str, url: str | None = None) -> Page:
    """A web page, or a piece of one, as a reader reads it. `url` is where it was found; it settles whose links are whose.

    Raises `InputError` (`broken_page`) where the libraries that parse it give up. Foreign pages go through `reading.guard`, which
    also stops those that take too long or too much memory.

    >>> found = page("<p>Two <b>boats</b> sank &amp; six people were rescued.</p>")
    >>> [(mark.kind, mark.start, mark.end) for mark in found.marked]
    [('body', 3, 55)]
    """
    try:
        return _page(source, url)
    except (InputError, MemoryError):
        raise
    except RecursionError:
        raise InputError("the page is nested too deep to be read; save its text instead", reason="broken_page") from None
    except Exception as error:  # whatever foreign markup does to three parsers, it costs this one page
        message = f"the page cannot be parsed ({type(error).__name__}: {str(error)[:200]}); save its text instead"
        raise InputError(message, reason="broken_page") from error


def parsed(source: str) -> "HtmlElement":
    """The tree of a page, for all that look into it; positions are not in it. An empty page has an empty tree."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    raw = source.replace("\0", " ").encode("utf-8", "replace")
    try:
        return html.document_fromstring(raw, parser=parser)
    except etree.ParserError:  # nothing but comments and white space
        return html.document_fromstring(b"<html></html>")


def _page(source: str, url: str | None) -> Page:
    from twosource.reading.html.metadata import metadata

    found, outline = lines(source)
    tree = parsed(source)
    about = metadata(tree, source, url)
    marks = Signs(outline)
    body = best_body(found, outline, marks, tree) if _WHOLE_PAGE.search(source) else whole_body(found, outline, marks)
    kinds = roles(found, outline, marks, body, about.headline)
    return _composed(source, found, kinds, about, body)


def _composed(source: str, found: Sequence[Line], kinds: Mapping[int, BlockKind], about: Metadata, body: Body) -> Page:
    chosen = [found[at] if kinds.get(at - 1) == kind else found[at]._replace(broken=False) for at, kind in kinds.items()]
    edits, places = kept(source, chosen)
    return Page(
        edits=tuple(Edit(rule=_RULE, original=(start, end), replacement=words) for start, end, words in edits),
        marked=_marked(chosen, places, list(kinds.values())),
        metadata=about,
        lost=body.lost,
    )


def _marked(chosen: Sequence[Line], places: Sequence[tuple[int, int]], kinds: Sequence[BlockKind]) -> tuple[Marked, ...]:
    """One stretch a line; lines that only a `<br>` parts are one."""
    marked: list[Marked] = []
    for line, (start, end), kind in zip(chosen, places, kinds, strict=True):
        first = marked.pop().start if line.broken and marked else start
        marked.append(Marked(kind=kind, start=first, end=end))
    return tuple(marked)
