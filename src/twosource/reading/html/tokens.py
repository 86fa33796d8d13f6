"""The source of a web page cut into tags, text and the rest, each with its place: one pass, linear, no recursion.

The rules are those of the HTML standard's tokenizer (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) where they
decide what is text: an attribute's value is quoted only right after its `=`, a `<` before anything but a letter, `/`, `!` or `?`
is text, a tag, comment or quote that is never closed swallows the rest. Left out: `<script>` inside `<!--` inside a script.
"""

import html
import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

TokenKind = Literal["start", "end", "text", "raw", "other"]

# Elements whose content is no markup. `noscript` is not among them: no script runs here, and libxml2 does the same.
RAW_TEXT: Final = frozenset(["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"])

_SPACE: Final = r"[ \t\n\f\r]"
_VALUE: Final = rf"""(?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r"'>][^ \t\n\f\r>]*+))?+"""
_ATTRIBUTE: Final = rf"[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+{_VALUE}"
# Possessive throughout: each character is looked at once, and every alternative that begins also ends, at the latest at the end.
_MARKUP: Final = re.compile(
    rf"<(?:(?P<slash>/?)(?P<name>[A-Za-z][^ \t\n\f\r/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)[ \t\n\f\r/]*+(?P<close>>|\Z)"
    r"|!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
    r"|[!?/][^>]*+(?:>|\Z))"
)
_PAIR: Final = re.compile(
    rf"""([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)"""
    rf"""(?:{_SPACE}*+={_SPACE}*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\n\f\r"'>][^ \t\n\f\r>]*+)))?+"""
)
_ENDS: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>]|\Z)", re.IGNORECASE | re.ASCII) for name in RAW_TEXT - {"plaintext"}
}


_ENTITY: Final = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{0,31};?)")
_LONGEST_NUMBER: Final = 20  # digits of a character reference; Python refuses to read numbers of several thousand


_NOWHERE: Final = (0, 0)


class Token(NamedTuple):
    """`[start, end)` of the source: a tag (lower-case `name`), text, raw text of an element such as script, or another thing.

    `attributes` is where a start tag's attributes stand. `other` is a comment, a doctype, or a tag that is never closed.
    """

    kind: TokenKind
    name: str
    start: int
    end: int
    attributes: tuple[int, int] = _NOWHERE


def tokens(source: str) -> list[Token]:
    """The tokens of a page's source; together they cover it without a gap.

    >>> [(token.kind, source[token.start : token.end]) for source in ["<p>3 < 4<br>"] for token in tokens(source)]
    [('start', '<p>'), ('text', '3 < 4'), ('start', '<br>')]
    """
    found: list[Token] = []
    at = 0
    while at < len(source):
        at = _scan(source, at, found)
    return found


def _scan(source: str, at: int, found: list[Token]) -> int:
    """Adds the tokens from `at` to the end of the next raw text, or to the end; gives where it came to."""
    add, new = found.append, tuple.__new__  # a named tuple's own `__new__` costs as much as the match
    for match in _MARKUP.finditer(source, at):
        start, end = match.span()
        if start > at:
            add(new(Token, ("text", "", at, start, _NOWHERE)))
        at = end
        slash, name, close = match.group(1, 2, 4)
        if not close:  # a comment, a doctype, a tag that the end of the source cuts off
            add(new(Token, ("other", "", start, end, _NOWHERE)))
        elif slash:
            add(new(Token, ("end", name.lower(), start, end, _NOWHERE)))
        else:
            name = name.lower()
            add(new(Token, ("start", name, start, end, match.span(3))))
            if name in RAW_TEXT and (raw_end := _raw_end(source, found[-1])) > end:
                add(Token("raw", name, end, raw_end))
                return raw_end
    if at < len(source):
        add(Token("text", "", at, len(source)))
    return len(source)


def attributes(source: str, token: Token) -> dict[str, str]:
    """A start tag's attributes: names in lower case, values with their entities read; of a repeated name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _PAIR.findall(source, *token.attributes):
        found.setdefault(name.lower(), unescaped(double or single or bare))
    return found


def unescaped(text: str) -> str:
    """The text with its entities read as browsers do; a number beyond all characters reads as U+FFFD.

    >>> unescaped("Fish &amp; chips &notin; &#8364;&#99999999999999999999999;")
    'Fish & chips ∉ €\ufffd'
    """
    return _ENTITY.sub(lambda match: entity(match[0]), text) if "&" in text else text


def entity(reference: str) -> str:
    """What a character reference reads as; itself where it is none."""
    return "\ufffd" if len(reference) > _LONGEST_NUMBER and reference[1] == "#" else html.unescape(reference)


def _raw_end(source: str, token: Token) -> int:
    """Where the raw text of an element ends; an empty `<title/>` as drawings have it holds none."""
    if token.name == "plaintext":
        return len(source)
    if token.name == "title" and source[token.end - 2] == "/":
        return token.end
    match = _ENDS[token.name].search(source, token.end)
    return match.start() if match else len(source)
