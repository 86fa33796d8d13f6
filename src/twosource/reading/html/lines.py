"""The lines of a web page in source order: what stands between two breaks of block-level markup, with the places of its words.

A line knows its text as a reader sees it (entities read, white space folded), which pieces of the source it comes from, how
much of it is link text, and the element it stands in; the `Outline` of the page knows the elements around that one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from twosource.reading.html.tokens import Token, attributes, entity, tokens, unescaped

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p pre section summary table "
    "tbody td tfoot th thead tr ul head".split()
)
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr keygen frame".split())
# What a reader never sees, or sees as a control and not as words.
_UNREAD: Final = frozenset("svg math template select object audio video canvas map datalist applet head".split())
_TRANSPARENT: Final = frozenset(["html", "body"])  # never opened: their ends are where the page ends
# An open element (left) that a start tag (right) closes, as in the HTML standard's "implied end tags".
_CLOSED_BY: Final[Mapping[str, frozenset[str]]] = {
    "p": _BLOCKS - frozenset("caption legend td th tr tbody thead tfoot option optgroup".split()),
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "option": frozenset(["option", "optgroup"]),
    "tr": frozenset(["tr", "tbody", "tfoot"]),
    "td": frozenset(["td", "th", "tr", "tbody", "tfoot"]),
    "th": frozenset(["td", "th", "tr", "tbody", "tfoot"]),
    "head": _BLOCKS - frozenset(["head", "html"]),
}
# Deeper than this nothing is looked for or closed: the gold pages reach 60.
_DEEPEST: Final = 200

_ENTITY: Final = r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{0,31};?)"
# What does not read as it stands: runs of white space, white space but the plain space, characters without a width, entities.
_IRREGULAR: Final = re.compile(rf"[\s\xad\u200b\ufeff\0]{{2,}}|[^\S ]|[\xad\u200b\ufeff\0]|{_ENTITY}")
_UNSEEN: Final = str.maketrans("", "", "\xad\u200b\ufeff\0")
_IN_HEAD: Final = frozenset("title meta link script style base noscript template bgsound".split())
# Elements out of which an end tag for something opened before them does not reach.
_CELLS: Final = frozenset("td th table caption".split())
_FAR: Final = 2  # breaks that part two lines for good: a block, or an empty line made of two `<br>`


class Piece(NamedTuple):
    """`[start, end)` of the source, text without a tag in it, and whether it is inside a link."""

    start: int
    end: int
    linked: bool


class Line(NamedTuple):
    """A line of a page.

    `node` is the innermost element around all of it; `broken`: one `<br>` and no more parts it from the line before.
    """

    text: str
    pieces: tuple[Piece, ...]
    node: int
    link_share: float
    broken: bool


class Outline:
    """The elements of a page as open when its words were read: parent, name and attributes of each, by number.

    The element numbered 0 is the page itself.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.names: list[str] = [""]
        self.parents: list[int] = [0]
        self.depths: list[int] = [0]
        self.tokens: list[Token] = [Token("other", "", 0, 0)]
        self._attributes: dict[int, dict[str, str]] = {0: {}}

    def add(self, token: Token, parent: int) -> int:
        self.names.append(token.name)
        self.parents.append(parent)
        self.depths.append(self.depths[parent] + 1)
        self.tokens.append(token)
        return len(self.names) - 1

    def attributes(self, node: int) -> dict[str, str]:
        if node not in self._attributes:
            start, end = self.tokens[node].attributes
            self._attributes[node] = attributes(self.source, self.tokens[node]) if start < end else {}
        return self._attributes[node]

    def ancestors(self, node: int) -> Iterator[int]:
        """The element itself and those around it, inner first, without the page."""
        while node:
            yield node
            node = self.parents[node]

    def around(self, one: int, other: int) -> int:
        """The innermost element around both."""
        while one != other:
            if self.depths[one] >= self.depths[other]:
                one = self.parents[one]
            else:
                other = self.parents[other]
        return one


def lines(source: str) -> tuple[list[Line], Outline]:
    """The lines of a page and its elements.

    >>> [line.text for line in lines("<p>Fish &amp; chips<p>for <b>two</b>")[0]]
    ['Fish & chips', 'for two']
    """
    reader = _Reader(source)
    reader.read(tokens(source))
    return reader.found, reader.outline


class Kept(NamedTuple):
    """What turns a source into some of its lines, `(start, end, replacement)`, and where in the source each of these stands."""

    edits: list[tuple[int, int, str]]
    places: list[tuple[int, int]]


def kept(source: str, chosen: Sequence[Line]) -> Kept:
    """The edits, ascending and not overlapping, that leave the text of these lines, with a blank line between them.

    >>> source = "<p>Fish &amp; chips<p>for two"
    >>> kept(source, lines(source)[0])
    Kept(edits=[(0, 3, ''), (8, 13, '&'), (19, 22, '\\n\\n')], places=[(3, 19), (22, 29)])
    """
    edits: list[tuple[int, int, str]] = []
    places: list[tuple[int, int]] = []
    done = 0
    for number, line in enumerate(chosen):
        gap = "" if not number else "\n" if line.broken else "\n\n"
        first = len(source)
        for start, end, words in _atoms(source, line):
            if words == " ":
                gap = gap or (" " if first < start else "")
                continue
            _close(edits, source, done, start, gap)
            if words is not None:
                edits.append((start, end, words))
            first, done, gap = min(first, start), end, ""
        places.append((first, done))
    _close(edits, source, done, len(source), "")
    return Kept(edits, places)


def _close(found: list[tuple[int, int, str]], source: str, start: int, end: int, words: str) -> None:
    if start < end and source[start:end] != words:
        found.append((start, end, words))


def _atoms(source: str, line: Line) -> Iterator[tuple[int, int, str | None]]:
    """The words of a line as `(start, end, None)`, white space as `" "`, an entity as what it stands for."""
    for start, end, _ in line.pieces:
        at = start
        for match in _IRREGULAR.finditer(source, start, end):
            words = _meaning(match[0])
            if words is None:
                continue
            yield from _plain(source, at, match.start())
            if words:
                yield match.start(), match.end(), words
            at = match.end()
        yield from _plain(source, at, end)


def _plain(source: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """Text that reads as it stands, but for a space at its edges, which may join one beside it."""
    first = start + (start < end and source[start] == " ")
    last = end - (first < end and source[end - 1] == " ")
    if start < first:
        yield start, first, " "
    if first < last:
        yield first, last, None
    if last < end:
        yield last, end, " "


def _meaning(found: str) -> str | None:
    """What white space or an entity reads as; `None` where it stands for itself."""
    if found[0] != "&":
        return " " if found.translate(_UNSEEN) else ""
    words = entity(found)
    if words == found:
        return None
    shown = words.translate(_UNSEEN)
    return " " if shown.isspace() else shown


class _Reader:
    """Reads tokens into lines; keeps what is open, as far as a reader of words needs it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.outline = Outline(source)
        self.found: list[Line] = []
        self._open: list[tuple[str, int]] = []  # name and number of each open element
        self._count: dict[str, int] = {}  # how many of a name are open
        self._unread = 0
        self._pieces: list[Piece] = []
        self._node = 0
        self._has_words = False
        self._breaks = _FAR

    def read(self, found: Sequence[Token]) -> None:
        text, start, end = self._text, self._start, self._end
        for token in found:
            kind = token[0]
            if kind == "text":
                text(token)
            elif kind == "start":
                start(token)
            elif kind == "end":
                end(token[1])
        self.flush()

    def flush(self, breaks: int = _FAR) -> None:
        """Ends the line; `breaks` is how far what comes next stands from it."""
        if self._has_words:
            if (line := self._line()).text:
                self.found.append(line)
                self._breaks = 0
            self._pieces, self._has_words = [], False
        self._breaks += breaks

    def _line(self) -> Line:
        shown = [unescaped(self.source[start:end]) for start, end, _ in self._pieces]
        linked = sum(len(words) for words, piece in zip(shown, self._pieces, strict=True) if piece[2])
        whole = "".join(shown)
        text = " ".join((whole if whole.isascii() and "\0" not in whole else whole.translate(_UNSEEN)).split())
        share = linked / max(1, len(whole))
        return Line(text, tuple(self._pieces), self._node, share, self._breaks < _FAR)

    def _text(self, token: Token) -> None:
        blank = self.source.startswith(("\n", " ", "\t", "\r"), token.start) and self.source[token.start : token.end].isspace()
        if blank and not self._has_words:
            return
        if not blank and self._open and self._open[-1][0] == "head":
            self._close("head")
        if self._unread:
            return
        self._pieces.append(Piece(token.start, token.end, self._count.get("a", 0) > 0))
        if not blank:
            node = self._open[-1][1] if self._open else 0
            self._node = self.outline.around(self._node, node) if self._has_words else node
            self._has_words = True

    def _start(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.flush(1)
            return
        if self._open and (name in _BLOCKS or name == "a" or self._open[-1][0] in _CLOSED_BY):
            self._close_implied(name)
        if name in _BLOCKS:
            self.flush()
        elif name in _VOID:
            return
        drawn_empty = name in ("svg", "math") and self.source[token.end - 2] == "/"
        if name not in _VOID and name not in _TRANSPARENT and not drawn_empty:
            self._push(token)

    def _end(self, name: str) -> None:
        if name == "br":
            self.flush(1)
            return
        if name in _BLOCKS:
            self.flush()
        self._close(name)

    def _push(self, token: Token) -> None:
        around = self._open[-1][1] if self._open else 0
        node = around if self.outline.depths[around] >= _DEEPEST else self.outline.add(token, around)
        self._open.append((token.name, node))
        self._count[token.name] = self._count.get(token.name, 0) + 1
        self._unread += token.name in _UNREAD

    def _close_implied(self, name: str) -> None:
        if name == "a":
            self._close("a")
        while self._open:
            inner = self._open[-1][0]
            if name not in _CLOSED_BY.get(inner, ()) and (inner != "head" or name in _IN_HEAD):
                return
            self._pop()

    def _close(self, name: str) -> None:
        """Closes the innermost open element of that name and what is open inside it, unless something holds it."""
        if not self._count.get(name):
            return
        block = name in _BLOCKS
        for back in range(1, min(len(self._open), _DEEPEST) + 1):
            inner = self._open[-back][0]
            if inner == name:
                for _ in range(back):
                    self._pop()
                return
            if (inner in _CELLS and name not in ("table", "tr", "tbody")) if block else inner in _BLOCKS:
                break
        if name == "a":
            self._forget("a")

    def _forget(self, name: str) -> None:
        """Takes one element out of those open and leaves what it holds: a link around blocks that ends inside one of them."""
        for at in range(len(self._open) - 1, max(-1, len(self._open) - _DEEPEST), -1):
            if self._open[at][0] == name:
                del self._open[at]
                self._count[name] -= 1
                return

    def _pop(self) -> None:
        name, _ = self._open.pop()
        self._count[name] -= 1
        self._unread -= name in _UNREAD
