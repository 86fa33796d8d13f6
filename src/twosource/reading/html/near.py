"""The words of a page in its order: those of one element, and those that stand near its headline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN: Final = frozenset({"script", "style", "noscript", "svg", "template", "iframe", "select", "textarea", "head"})
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
     "time", "u", "wbr"}
)  # fmt: skip
_ROOTS: Final = ("body", "html")
_LONGEST: Final = 1_000  # characters of one element's words
_MOST_SHOWN: Final = 2_000  # texts of one element
_EMPTY: Final = 50  # texts without words that are looked at for each with words
_MOST: Final = 20_000  # texts that are looked at in search of those with words


# Words, the element they stand in, and whether a tag that parts words stands before them.
Text = tuple[str, "HtmlElement", bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The words between two tags, and the element around them. `distance` counts pieces from the headline, before it negative."""

    text: str
    element: "HtmlElement"
    distance: int


def shown(element: "HtmlElement", most: int = _LONGEST) -> str:
    """The words of an element as a reader sees them, white space folded; blocks and line breaks part words."""
    parts: list[str] = []
    length = 0
    for text, _, parted in islice(_walk(element), _MOST_SHOWN):
        parts.append(f" {text}" if parted else text)
        length += len(text)
        if length > most:
            break
    return " ".join("".join(parts).split())[:most].strip()


def pieces(element: "HtmlElement", most: int = 200) -> "Iterator[tuple[str, HtmlElement]]":
    """The words between the tags of an element, white space folded, each with the element that they stand in; at most so many."""
    return _pieces_of(islice(_walk(element), most * _EMPTY), most)


def around(tree: "HtmlElement", heading: "HtmlElement | None", before: int, after: int) -> tuple[Piece, ...]:
    """The pieces before and behind a headline, at most so many of each, in order; without a headline the first of the page."""
    if heading is None:
        later = _pieces_of(_walk(next(tree.iter("body"), tree)), after)
        return tuple(Piece(text=text, element=element, distance=at) for at, (text, element) in enumerate(later, 1))
    earlier = _pieces_of(_preceding(heading), before)
    later = _pieces_of(_following(heading), after)
    return (
        *(Piece(text=text, element=element, distance=-at) for at, (text, element) in reversed(list(enumerate(earlier, 1)))),
        *(Piece(text=text, element=element, distance=at) for at, (text, element) in enumerate(later, 1)),
    )


def _pieces_of(texts: Iterable[Text], most: int) -> "Iterator[tuple[str, HtmlElement]]":
    """The first of these texts that have words, so many at most; looking is given up after `_MOST` texts."""
    found = ((told, parent) for text, parent, _ in islice(texts, _MOST) if (told := " ".join(text.split())))
    return islice(found, most)


def _following(element: "HtmlElement") -> Iterator[Text]:
    """The texts behind an element up to the end of the page."""
    current: HtmlElement | None = element
    while current is not None and current.tag not in _ROOTS:
        parent = current.getparent()
        if parent is None:
            return
        yield current.tail or "", parent, True
        for sibling in current.itersiblings():
            yield from _walk(sibling)
            yield sibling.tail or "", parent, True
        current = parent


def _preceding(element: "HtmlElement") -> Iterator[Text]:
    """The texts before an element, the nearest first, up to the start of the page."""
    current: HtmlElement | None = element
    while current is not None and current.tag not in _ROOTS:
        parent = current.getparent()
        if parent is None:
            return
        for sibling in current.itersiblings(preceding=True):
            yield sibling.tail or "", parent, True
            yield from _walk(sibling, backwards=True)
        yield parent.text or "", parent, True
        current = parent


def _walk(root: "HtmlElement", *, backwards: bool = False) -> Iterator[Text]:
    """The texts inside an element in the order of the page, or from its end; without recursion, and child by child."""
    opened = [(root, _children(root, backwards))]
    if not backwards:
        yield _text_of(root)
    while opened:
        current, children = opened[-1]
        child = next(children, None)
        if child is not None:
            yield _tail_of(child, current) if backwards else _text_of(child)
            opened.append((child, _children(child, backwards)))
            continue
        opened.pop()
        if backwards:
            yield _text_of(current)
        elif opened:
            yield _tail_of(current, opened[-1][0])


def _children(element: "HtmlElement", backwards: bool) -> "Iterator[HtmlElement]":
    return element.iterchildren(reversed=backwards) if _is_seen(element) else iter(())


def _text_of(element: "HtmlElement") -> Text:
    return (element.text or "") if _is_seen(element) else "", element, element.tag not in _INLINE


def _tail_of(element: "HtmlElement", parent: "HtmlElement") -> Text:
    return element.tail or "", parent, isinstance(element.tag, str) and element.tag not in _INLINE


def _is_seen(element: "HtmlElement") -> bool:
    return isinstance(element.tag, str) and element.tag not in _UNSEEN
