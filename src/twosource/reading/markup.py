"""Whether a text is HTML, where nothing but the text can say: a field of JSON lines, a cell of a table, a feed's summary."""

import html
import re
from typing import Final

_BLOCK: Final = "p|div|br|hr|li|ul|ol|h[1-6]|blockquote|figure|figcaption|table|tr|td|section|article"
_INLINE: Final = "a|abbr|b|cite|em|font|i|img|q|small|span|strong|sub|sup|u"
# Only elements that hold a report's own words: who writes about an attack quotes `<script>`, and that stays text.
_TAG: Final = re.compile(rf"<(/?)({_BLOCK}|{_INLINE})((?:\s[^<>]{{0,2000}})?)/?>", re.IGNORECASE)
_IS_BLOCK: Final = re.compile(_BLOCK, re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"\s[\w:-]{1,40}\s?=")
_TALK_BEFORE: Final = re.compile(r"(?:(?<![.!?,…])[\"'`“‘]|\b(?:a|an|the|tag|element|with|opening|closing)\s)$", re.IGNORECASE)
_TALK_AFTER: Final = re.compile(
    r"[\"'`”’]|,?\s(?:or|and|tags?|elements?|attributes?|markup|opens?|closes?|stands?)\b", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ENDS: Final = frozenset(".!?>\n”\"’')…:")  # a paragraph's tag stands behind one of these, or opens the text
_SAMPLE: Final = 200_000
_ENOUGH: Final = 2


def holds_markup(text: str) -> bool:
    """True where a text is a piece of HTML; one that only talks of tags is none.

    A tag counts one where it does the work of a tag: it has attributes (two), closes what was opened, or stands where a paragraph
    begins or ends. Two make it HTML; but where blank lines part the paragraphs and tags do not, a left-over link makes no HTML.

    >>> holds_markup("<p>Ten men died.</p>"), holds_markup("The <p> tag opens a paragraph, </p> closes it.")
    (True, False)
    """
    sample = text[:_SAMPLE]
    if "<" in sample and _parted_by_lines(sample):
        return False
    points, opened = 0, set()
    for match in _TAG.finditer(sample) if "<" in sample else ():
        name = match[2].lower()
        if _is_talk(sample, match):
            continue
        points += _points(sample, match, name in opened)
        opened.add(name)
        if points >= _ENOUGH:
            return True
    return False


def _parted_by_lines(text: str) -> bool:
    """Whether there are more blank lines than elements that open a paragraph: then line breaks are not mere white space."""
    opening = sum(not match[1] and _IS_BLOCK.fullmatch(match[2]) is not None for match in _TAG.finditer(text))
    return text.count("\n\n") > opening


def holds_entities(text: str) -> bool:
    """True where a character is written as an HTML entity.

    >>> holds_entities("Bread &amp; roses"), holds_entities("Bread & roses; peace")
    (True, False)
    """
    return any(html.unescape(match[0]) != match[0] for match in _ENTITY.finditer(text[:_SAMPLE]))


def without_tags(text: str) -> str:
    """The words of a short piece of HTML, such as a headline, in one line.

    >>> without_tags("Ten <em>miners</em> &amp; one dog")
    'Ten miners & one dog'
    """
    return " ".join(html.unescape(_TAG.sub(_gap, text)).split())


def holds_tags(text: str) -> bool:
    """True where a headline has a tag in it, which is not to be shown.

    >>> holds_tags("Ten <em>miners</em> die"), holds_tags("Toll < 10, he says")
    (True, False)
    """
    return "<" in text and _TAG.search(text) is not None


def _gap(match: re.Match[str]) -> str:
    return " " if _IS_BLOCK.fullmatch(match[2]) else ""


def _points(text: str, match: re.Match[str], was_opened: bool) -> int:
    if match[1]:
        return int(was_opened)
    if _ATTRIBUTE.search(match[3]):
        return 2
    if not _IS_BLOCK.fullmatch(match[2]):
        return 0
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" \t\r")
    return int(not before or before[-1] in _ENDS)


def _is_talk(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    return _TALK_BEFORE.search(before) is not None and _TALK_AFTER.match(text, match.end()) is not None
