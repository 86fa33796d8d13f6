"""Which lines of a page are its report's: what trafilatura takes for the text, found again, and what it left of the same making.

trafilatura's fast mode is asked first: on news pages it is as right as its slow one. The slow one, and what the page's JSON-LD
gives as the article's text, are heard where the fast one found next to nothing.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from twosource.reading.html import signs
from twosource.reading.html.lines import Line, Outline
from twosource.reading.html.places import found_again
from twosource.reading.html.signs import Signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BREAKING: Final = frozenset("p head item list quote cell row table code lb ab".split())
_PROSE: Final = 80  # letters: shorter lines are headings, links and captions as often as sentences
_ENDS: Final = ".!?…:;,。"
_SENTENCE: Final = 20
_MOSTLY: Final = 0.85  # of the words: the rest may stand in a teaser above or a box below
_LEVELS: Final = 3  # elements that make a paragraph's making: itself, its column, its section
_COMMON: Final = 0.25  # of the text's letters that carry a sign, from which on the sign is the site's way of naming its text
# Letters below which a second opinion is heard, and how many times as much it must find: swept on gold/pages_trafilatura.
_LITTLE: Final = 1000
_MORE: Final = 2
_MUCH_MORE: Final = 5
_NOTHING: Final = 300
_AGREES: Final = 0.7
_FOREIGN: Final = (
    signs.SHARE | signs.RELATED | signs.NEWSLETTER | signs.COMMENTS | signs.ADVERT | signs.BIO | signs.NOTICE
    | signs.CAPTION | signs.ASIDE | signs.NAVIGATION | signs.FOOTER | signs.HIDDEN
)  # fmt: skip


class Body(NamedTuple):
    """The numbers of a report's lines, the innermost element around most of them, and the paragraphs that no line holds.

    `common` are the signs that much of the text itself carries, which thus say nothing against a line.
    """

    lines: frozenset[int]
    heart: int
    lost: tuple[str, ...]
    common: int = 0


def best_body(found: Sequence[Line], outline: Outline, marks: Signs, tree: "HtmlElement") -> Body:
    """The lines of a page that are its report's."""
    from twosource.reading.html.jsonld import article_body

    first = body_of(found, outline, marks, extracted(tree))
    if _size(found, first.lines) >= _LITTLE:
        return first
    best, told = first, article_body(tree)
    for paragraphs in ([told] if told else [], extracted(tree, fast=False)):
        other = body_of(found, outline, marks, paragraphs)
        if _is_better(found, best, other):
            best = other
    return best


def whole_body(found: Sequence[Line], outline: Outline, marks: Signs) -> Body:
    """The lines of a piece of a page that is all report, as feeds carry it."""
    shown = frozenset(at for at, line in enumerate(found) if not marks.below(line.node, 0) & signs.HIDDEN)
    heart = _heart(found, outline, shown)
    return Body(shown, heart, (), _common(found, marks, shown, heart))


def body_of(found: Sequence[Line], outline: Outline, marks: Signs, paragraphs: Sequence[str]) -> Body:
    """The lines of a page that hold an extractor's paragraphs, and those that belong to them."""
    again = found_again(paragraphs, [line.text for line in found])
    chosen = set(again.lines)
    heart = _heart(found, outline, chosen)
    common = _common(found, marks, chosen, heart)
    chosen |= set(_of_same_making(found, outline, marks, Body(frozenset(chosen), heart, (), common)))
    chosen |= set(_tweets(found, marks, chosen, heart))
    return Body(frozenset(chosen), heart, again.lost, common)


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of running text."""
    return len(line.text) >= _PROSE and line.link_share < 0.5 and line.text.rstrip("\"'”’»)] ")[-1:] in _ENDS


def making_of(outline: Outline, node: int) -> tuple[tuple[str, str], ...]:
    """Names and classes of an element and the two around it: paragraphs of one text are made alike."""
    path = []
    for inner in outline.ancestors(node):
        path.append((outline.names[inner], outline.attributes(inner).get("class", "")))
        if len(path) == _LEVELS:
            break
    return tuple(path)


def extracted(tree: "HtmlElement", *, fast: bool = True) -> list[str]:
    """The paragraphs that trafilatura takes for the text of a page, from its parsed tree (which stays as it is)."""
    from lxml import etree

    document: Any = _extractor()(tree, fast=fast, include_comments=False, output_format="xml", include_formatting=False)
    if document is None:
        return []
    return [words for words in _texts(etree.iterwalk(document.body, events=("start", "end"))) if words.strip()]


@cache
def _extractor() -> Callable[..., Any]:
    """trafilatura's extraction; what it logs of each page it finds nothing in is told by the page's own outcome."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return bare_extraction


def _texts(walk: Iterator[tuple[str, Any]]) -> Iterator[str]:
    words: list[str] = []
    for event, element in walk:
        if element.tag in _BREAKING:
            yield "".join(words)
            words = []
        text = element.text if event == "start" else element.tail
        if text:
            words.append(text)
    yield "".join(words)


def _heart(found: Sequence[Line], outline: Outline, chosen: Set[int]) -> int:
    """The innermost element that holds most of what was chosen."""
    weights: Counter[int] = Counter()
    for at in sorted(chosen):
        for node in outline.ancestors(found[at].node):
            weights[node] += len(found[at].text)
    total = sum(len(found[at].text) for at in chosen)
    holding = [node for node, weight in weights.items() if weight >= _MOSTLY * total]
    return max(holding, key=lambda node: (outline.depths[node], -node), default=0)


def _common(found: Sequence[Line], marks: Signs, chosen: Set[int], heart: int) -> int:
    weights: Counter[int] = Counter()
    for at in sorted(chosen):
        weights[marks.below(found[at].node, heart)] += len(found[at].text)
    total = sum(weights.values())
    carried = [(bit, sum(weight for said, weight in weights.items() if said & bit)) for bit in signs.ALL]
    return sum(bit for bit, weight in carried if weight > _COMMON * total)


def _of_same_making(found: Sequence[Line], outline: Outline, marks: Signs, body: Body) -> Iterator[int]:
    """Paragraphs in elements of the same names and classes as those chosen, in the same article: the text came in pieces."""
    making = {making_of(outline, found[at].node) for at in body.lines if is_prose(found[at])}
    home = _article(outline, body.heart)
    first, last = min(body.lines, default=0), max(body.lines, default=-1)
    for at, line in enumerate(found):
        if at in body.lines or not (is_prose(line) or (first < at < last and _is_sentence(line))):
            continue
        if making_of(outline, line.node) not in making or _article(outline, line.node) != home:
            continue
        if not marks.below(line.node, body.heart) & _FOREIGN & ~body.common:
            yield at


def _is_sentence(line: Line) -> bool:
    return len(line.text) > _SENTENCE and line.link_share < 0.5


def _article(outline: Outline, node: int) -> int:
    return next((inner for inner in outline.ancestors(node) if outline.names[inner] in ("article", "main")), 0)


def _tweets(found: Sequence[Line], marks: Signs, chosen: Set[int], heart: int) -> Iterator[int]:
    """Posts of others that the report shows between its paragraphs."""
    if chosen:
        for at in range(min(chosen), max(chosen)):
            if at not in chosen and marks.below(found[at].node, heart) & signs.TWEET:
                yield at


def _size(found: Sequence[Line], chosen: Set[int]) -> int:
    return sum(len(found[at].text) for at in chosen)


def _is_better(found: Sequence[Line], one: Body, other: Body) -> bool:
    """Whether a second opinion that found more is to be believed: it holds the first, or the first is hardly anything."""
    little, more = _size(found, one.lines), _size(found, other.lines)
    if more < max(_MORE * little, _NOTHING):
        return False
    return little < _NOTHING or more >= _MUCH_MORE * little or _size(found, one.lines & other.lines) > _AGREES * little
