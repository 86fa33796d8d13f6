"""The JSON-LD of a web page: its objects, the report among them, and the plain words of a property.

Foreign pages wrap JSON-LD in comments, break strings over lines, leave commas behind and nest without end. What cannot be read by
the few repairs here, which never change a word, is left out; nothing is raised.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from twosource.reading.decode import without_lone_surrogates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = Mapping[str, Any]

# schema.org's Article and what it covers, and the other things that pages publish with an author and a date.
REPORT_TYPES: Final = frozenset(
    {
        "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
        "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle", "article", "report", "blogposting",
        "liveblogposting", "socialmediaposting", "discussionforumposting", "scholarlyarticle", "techarticle", "satiricalarticle",
        "medicalscholarlyarticle",
    }
)  # fmt: skip
OTHER_TYPES: Final = frozenset(
    {"recipe", "howto", "webpage", "itempage", "creativework", "videoobject", "review", "podcastepisode"}
)
PEOPLE_TYPES: Final = frozenset({"person"})
_LONGEST: Final = 2_000_000  # characters of one script; the longest of 547 news pages has 37,000
_MOST_SCRIPTS: Final = 1_000
_MOST_NODES: Final = 5_000
_DEEPEST: Final = 40
_LONGEST_VALUE: Final = 2_000  # characters of a headline or name
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_WRAPPING: Final = re.compile(r"\s*(?:<!--|//\s?<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/|<!\[CDATA\[)?\s*")
# a string without an end is taken to the end of the text: looked for again from each quote inside, it would take square time
_TRAILING_COMMA: Final = re.compile(r'("(?:[^"\\]|\\.)*+"?)|,(?=\s*+[}\]])', re.DOTALL)
_STRAY: Final = re.compile(r"[\s;,]*+")


def objects(tree: "HtmlElement") -> tuple[Node, ...]:
    """All objects of all JSON-LD scripts, nested ones and those of `@graph` too, as they come."""
    found: list[Node] = []
    for script in islice(tree.iter("script"), _MOST_SCRIPTS):
        if "ld+json" in (script.get("type") or "").lower():
            for value in _values((script.text or "")[:_LONGEST]):
                found.extend(_nodes(value, _MOST_NODES - len(found)))
    return tuple(found)


def reports(nodes: Sequence[Node], url: str | None = None) -> tuple[Node, ...]:
    """The objects that may stand for the page's own report, the likeliest first.

    Articles go before other kinds of works; among articles those that name the page's address, then those that say most.
    """
    kinds = [(node, kind) for node in nodes if (kind := _rank(node)) is not None]
    return tuple(node for node, kind in sorted(kinds, key=lambda pair: (pair[1], not _is_of(pair[0], url), -_told(pair[0]))))


def article_body(tree: "HtmlElement") -> str | None:
    """The text of the report as its JSON-LD gives it (`articleBody`), without markup; `None` where it gives none."""
    bodies = [body for node in reports(objects(tree)) if (body := node.get("articleBody")) and isinstance(body, str)]
    longest = without_lone_surrogates(html.unescape(max(bodies, key=len, default=""))).replace("\0", "")
    return longest.strip() or None


def types(node: Node) -> frozenset[str]:
    """The types of an object in lower case, without `http://schema.org/`."""
    given = node.get("@type")
    listed = given if isinstance(given, list) else [given]
    return frozenset(re.split(r"[/:#]", kind)[-1].lower() for kind in listed if isinstance(kind, str))


def words(value: object) -> str | None:
    """The words of a property: a string, the first of a list, an object's `@value` or `name`; entities decoded, space folded.

    >>> words({"@type": "Person", "name": "Ada&nbsp; Moss "})
    'Ada Moss'
    """
    if isinstance(value, str):
        return plain(value[:_LONGEST_VALUE]) or None
    return next(iter(all_words(value)), None) if isinstance(value, (list, Mapping)) else None


def all_words(value: object, depth: int = 0) -> Iterator[str]:
    """The words of each value of a property that may have several."""
    if isinstance(value, str):
        told = words(value)
        if told:
            yield told
    elif depth < _DEEPEST and isinstance(value, list):
        for part in value:
            yield from all_words(part, depth + 1)
    elif depth < _DEEPEST and isinstance(value, Mapping):
        yield from all_words(value.get("@value", value.get("name")), depth + 1)


def plain(text: str) -> str:
    """A value without markup, with its entities decoded (twice: some sites encode twice), white space folded, no odd characters.

    >>> plain("<em>Fire</em> at&amp;nbsp;Overton")
    'Fire at Overton'
    """
    decoded = without_lone_surrogates(_TAG.sub("", html.unescape(html.unescape(text)))).replace("\0", "")
    return " ".join(decoded.split())


def items(value: object) -> tuple[Any, ...]:
    """The values of a property that is one or a list of them."""
    return tuple(value) if isinstance(value, list) else () if value is None else (value,)


def by_id(nodes: Sequence[Node]) -> Mapping[str, Node]:
    """The objects by their `@id`; of several the one that says most."""
    named: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(named.get(name, ())):
            named[name] = node
    return named


def _rank(node: Node) -> int | None:
    kinds = types(node)
    if kinds & REPORT_TYPES:
        return 0
    return 1 if kinds & OTHER_TYPES else None


def _is_of(node: Node, url: str | None) -> bool:
    if not url:
        return False
    main = node.get("mainEntityOfPage")
    named = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, Mapping) else main]
    return any(isinstance(name, str) and _path(name) == _path(url) for name in named)


def _path(url: str) -> str:
    return re.split(r"[?#]", url.lower(), maxsplit=1)[0].rstrip("/").removeprefix("https:").removeprefix("http:")


def _told(node: Node) -> int:
    return sum(node.get(field) is not None for field in ("headline", "datePublished", "author", "articleBody", "publisher"))


def _nodes(value: object, most: int) -> Iterator[Node]:
    """The objects inside a value in the order of the page, at most so many and not deeper than `_DEEPEST`."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting and most > 0:
        current, depth = waiting.pop()
        if isinstance(current, Mapping):
            most -= 1
            yield current
        inner = current.values() if isinstance(current, Mapping) else current if isinstance(current, list) else ()
        if depth < _DEEPEST:
            waiting.extend((part, depth + 1) for part in reversed(list(inner)) if isinstance(part, (Mapping, list)))


def _values(text: str) -> Iterator[object]:
    """The JSON values of one script: usually one, sometimes several in a row."""
    opening = _WRAPPING.match(text)
    at = opening.end() if opening else 0
    while at < len(text) and text[at] in "{[":
        read = _read(text, at)
        if read is None:
            return
        value, at = read
        yield value
        stray = _STRAY.match(text, at)
        at = stray.end() if stray else at


def _read(text: str, at: int) -> tuple[object, int] | None:
    """The value at a place and where it ends, after the repairs that keep every word; `None` if it cannot be read."""
    found = _decoded(text, at)
    if found is None:
        repaired = _TRAILING_COMMA.sub(lambda match: match[1] or "", text[at:])
        again = _decoded(repaired, 0) or _decoded(html.unescape(repaired), 0)
        found = (again[0], len(text)) if again else None
    return found


def _decoded(text: str, at: int) -> tuple[object, int] | None:
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, at)
    except (ValueError, RecursionError):
        return None
    return value, end
