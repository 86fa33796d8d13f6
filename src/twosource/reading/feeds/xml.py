"""The XML of a feed to elements: no DTD, no entity of its own, no network, and one broken item costs one item.

lxml is taken because it keeps an item's content to the character: feedparser 6.0.14 cuts the white space around it, writes its
HTML anew (`<br/>` as `<br></br>`), loses a date's zone, and takes 18 times as long (4 s on 100,000 nested elements).
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from twosource.reading.decode import decode, without_lone_surrogates

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    Family = Mapping[str, Sequence[Element]]

ITEMS: Final = frozenset({"item", "entry"})
# The prefixes by which this package knows a namespace; elements of other namespaces are nobody's.
NAMESPACES: Final = {
    "http://purl.org/rss/1.0/": "",
    "http://backend.userland.com/rss2": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/net/rss1.1#": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/rss/1.0/modules/aggregation/": "ag:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
_NAMESPACE_FAULTS: Final = 3  # libxml2's error domain: an undeclared prefix, which hinders nothing
_ABOUT: Final = re.compile(r"\s*<\?xml\s[^<>]{0,400}\?>")
_ENCODING: Final = re.compile(rb"""\s{0,40}<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
# What feeds declare beside UTF-8; Latin-1 and ASCII mean Windows-1252, as for browsers (WHATWG Encoding).
_CODECS: Final = {
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"),
    **{f"iso-8859-{number}": f"iso8859-{number}" for number in (*range(2, 11), 13, 14, 15, 16)},
    **{f"windows-125{number}": f"cp125{number}" for number in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{codec: codec for codec in ("koi8-r", "koi8-u", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr")},
}
_DOCTYPE: Final = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_DTD_MARK: Final = re.compile(r"<!--|-->|[\[\]>\"']")
_OPENERS: Final = {'"': '"', "'": "'", "<!--": "-->"}
_LONGEST_DTD: Final = 100_000
_MOST_PIECES: Final = 20_000  # items of a feed that is no XML: each costs some parses of its own
_ROOT: Final = re.compile(r"<([A-Za-z_][\w.:-]{0,60})(?:\s[^<>]{0,3000})?>")
_START: Final = re.compile(r"<((?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry))(?=[\s>])")
_INVALID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND: Final = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_KEPT: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_WORDED: Final = ("description", "content:encoded", "content", "summary", "title")
_OPENINGS: Final = {tag: re.compile(rf"<{tag}(?:\s[^<>]{{0,500}})?>") for tag in _WORDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item or entry, the line it begins in, and what is broken in it, if anything."""

    element: "Element"
    line: int
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's root without regard to its items, these, and what is broken in the feed as a whole (line and words)."""

    root: "Element | None"
    items: tuple[Item, ...]
    fault: tuple[int, str] | None = None


def parsed(given: str | bytes) -> Feed:
    """The feed of a text or its bytes; whatever it is, nothing is raised.

    >>> feed = parsed("<rss><channel><item><title>Bread & roses</title></item></channel></rss>")
    >>> [text_of(found) for item in feed.items for found in children(family(item.element), "title")]
    ['Bread & roses']
    """
    text = _without_dtd(_INVALID.sub(" ", without_lone_surrogates(decoded(given))))
    if (about := _ABOUT.match(text)) is not None:
        text = _blank(text, 0, about.end())
    for candidate in (text, mended(text)):
        root, fault = _tree(candidate)
        if root is not None and fault is None:
            items = tuple(Item(element=found, line=_line(found)) for found in root.iter() if name(found) in ITEMS)
            return Feed(root=root, items=items)
    return _in_pieces(mended(text), fault or (1, "no element in it"))


def decoded(given: str | bytes) -> str:
    """The text of a feed's bytes: by its byte order mark, as UTF-8 where it is that, else as its XML head says."""
    if isinstance(given, str):
        return given
    declared = _ENCODING.match(given)
    if declared is not None:
        for codec in ("utf-8", _CODECS.get(declared[1].decode("ascii").lower(), "utf-8")):
            try:
                return given.decode(codec)
            except UnicodeDecodeError:
                continue
    return decode(given)


def name(element: "Element") -> str:
    """The name of an element with this package's prefix for its namespace; empty for comments and strangers.

    >>> name(parsed('<feed xmlns="http://www.w3.org/2005/Atom"/>').root)
    'feed'
    """
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    space, local = tag[1:].split("}", 1)
    return NAMESPACES[space] + local if space in NAMESPACES else ""


def family(element: "Element") -> "Family":
    """The children of an element by name."""
    found: dict[str, list[Element]] = {}
    for child in element:
        found.setdefault(name(child), []).append(child)
    return found


def children(of: "Family", *names: str) -> Iterator["Element"]:
    """The children that go by one of these names, in the order of the names."""
    for wanted in names:
        yield from of.get(wanted, ())


def text_of(element: "Element") -> str:
    """The text of an element as it stands, CDATA and all; of one with elements in it their HTML."""
    if has_elements(element):
        return inner_html(element)
    return (element.text or "") + "".join(child.tail or "" for child in element)


def has_elements(element: "Element") -> bool:
    """True where markup stands in an element as markup (XHTML in Atom, or HTML that nobody escaped)."""
    return any(isinstance(child.tag, str) for child in element)


def inner_html(element: "Element") -> str:
    """What stands in an element as HTML, without namespaces."""
    from copy import deepcopy

    from lxml import etree

    piece = deepcopy(element)
    for inner in piece.iter():
        if isinstance(inner.tag, str):
            with suppress(ValueError):  # a name that libxml2 let pass and lxml does not: it stays
                inner.tag = inner.tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]
    etree.cleanup_namespaces(piece)
    pieces = (etree.tostring(child, encoding="unicode", method="html") for child in piece)
    return html.escape(piece.text or "", quote=False) + "".join(pieces)


def mended(text: str) -> str:
    """The text with `&` that opens no entity as `&amp;`, and HTML's entities as characters; CDATA stays as it is.

    >>> mended("Tom & Jo&nbsp;&lt;<![CDATA[a & b]]>")
    'Tom &amp; Jo\\xa0&lt;<![CDATA[a & b]]>'
    """
    pieces, at = [], 0
    while at < len(text):
        start = text.find("<![CDATA[", at)
        start = len(text) if start < 0 else start
        pieces.append(_AMPERSAND.sub(_entity, text[at:start]))
        end = text.find("]]>", start)
        at = len(text) if end < 0 else end + 3
        pieces.append(text[start:at])
    return "".join(pieces)


def _entity(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        number = int(match[1]) if match[1] else int(match[2], 16)
        wide = 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
        return match[0] if wide or number in (9, 10, 13) else " "
    if match[3] in _KEPT:
        return match[0]
    char = html.unescape(match[0]) if match[3] else match[0]
    return char if char != match[0] else "&amp;" + match[0][1:]


def _tree(text: str) -> tuple["Element | None", tuple[int, str] | None]:
    """The root, and the first fault (line and words) that is more than a namespace nobody declared."""
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    faults = (fault for fault in parser.error_log if fault.domain != _NAMESPACE_FAULTS)
    return root, next(((fault.line, " ".join(fault.message.split())) for fault in faults), None)


def _in_pieces(text: str, found: tuple[int, str]) -> Feed:
    """The items of a feed that is no XML as a whole, each parsed alone."""
    starts = [match.start() for match in islice(_START.finditer(text), _MOST_PIECES + 1)]
    head = text[: starts[0]] if starts else text
    root = _ROOT.search(head)
    opening, closing = (" ".join(root[0].split("\n")), f"</{root[1]}>") if root else ("<feed>", "</feed>")
    items: list[Item] = []
    line, counted = 1, 0
    ends = [*starts, len(text)] if len(starts) <= _MOST_PIECES else starts
    for start, following in pairwise(ends):
        line, counted = line + text.count("\n", counted, start), start
        items.extend(_item(opening, _cut(text[start:following]), closing, line))
    fault = None if items else found
    if len(starts) > _MOST_PIECES:
        fault = (line, f"no XML, so that only its first {_MOST_PIECES:,} items are read")
    return Feed(root=_tree(head)[0], items=tuple(items), fault=fault)


def _cut(piece: str) -> str:
    """An item up to its end tag, what stands behind it left out."""
    match = _START.match(piece)
    end = piece.find(f"</{match[1]}>") if match else -1
    return piece if match is None or end < 0 else piece[: end + len(match[1]) + 3]


def _item(opening: str, piece: str, closing: str, line: int) -> Iterator[Item]:
    for candidate in (piece, _quoted(piece)):
        root, fault = _tree(f"{opening}{candidate}{closing}")
        if fault is None:
            break
    found = next((element for element in root.iter() if name(element) in ITEMS), None) if root is not None else None
    if found is not None:
        yield Item(element=found, line=line, fault=None if fault is None else f"line {fault[0] + line - 1}: {fault[1]}")


def _quoted(piece: str) -> str:
    """An item with the markup in its texts as CDATA: HTML that nobody escaped."""
    for tag in _WORDED:
        opening = _OPENINGS[tag].search(piece)
        end = piece.rfind(f"</{tag}>")
        if opening is None or end < opening.end():
            continue
        inner = piece[opening.end() : end]
        if "<" in inner and "<![CDATA[" not in inner and "]]>" not in inner:
            piece = f"{piece[: opening.end()]}<![CDATA[{inner}]]>{piece[end:]}"
    return piece


def _without_dtd(text: str) -> str:
    """The text with its document type declaration blanked, so that no entity is declared; line ends stay.

    One that is hidden from this (behind a comment with tags, say) is read by libxml2, which expands nothing in texts, and in
    attributes no more than its own limit allows.
    """
    found = _DOCTYPE.search(text, 0, _LONGEST_DTD)
    root = _ROOT.search(text, 0, _LONGEST_DTD)
    if found is None or (root is not None and root.start() < found.start()):
        return text
    return _blank(text, found.start(), _dtd_end(text, found.end()))


def _dtd_end(text: str, at: int) -> int:
    """The end of a declaration: the `>` outside of brackets, quotation marks and comments."""
    depth, inside = 0, ""
    for mark in _DTD_MARK.finditer(text, at, at + _LONGEST_DTD):
        char = mark[0]
        if inside:
            inside = "" if char == inside else inside
        elif char in _OPENERS:
            inside = _OPENERS[char]
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
        elif char == ">" and depth <= 0:
            return mark.end()
    return min(len(text), at + _LONGEST_DTD)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _line(element: "Element") -> int:
    return element.sourceline or 1
