"""A report's text cut into blocks: headline, byline, body, subheading, caption, credit, furniture.

Paragraphs are found first (hard-wrapped lines joined, glued lines parted), then each is judged by its own look (`shapes`), then
those that their look leaves open by their place. What nothing speaks against is body: a sentence is never thrown away.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from twosource.lexicon.agencies import of_name
from twosource.lexicon.furniture import folded
from twosource.model import Block, BlockKind
from twosource.reading.shapes import (
    LONGEST_LINE,
    ends_sentence,
    is_title_case,
    is_upper,
    looks_like_caption,
    opens_with_agency,
    photo_credit,
    shape,
    words,
)
from twosource.text import View

# Text editors and mail wrap at 60 to 80 columns; 130 leaves room for wider ones and keeps out paragraphs on one line.
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 40
_LONGEST_HEADLINE = 200
_LONGEST_SUBHEADING = 90
_LONGEST_NAME = 60
_LONG_LINE = 60  # code points of a line that is longer than a button
_LONGEST_HEADING = 8  # words; a longer line in sentence case says something, with or without its full stop
_LEAST_TOLD = 50  # letters of a caption that tells something: gallery captions of news agencies have 100 and more
_LEAST_SAYING = 4  # words of a line that is all that a report says
_SHORTEST_REPEAT = 25  # shorter lines may well stand twice: `He did not elaborate.`

_LINE = re.compile(r"[^\n]+")
_GLUED_URL = re.compile(r"([A-Za-z]{1,20})(https?://\S+)")
_DASHED = re.compile(r"[-–—] ?[^\n]{3,60} ?[-–—]")  # `- 'Not a swap' -`, as AFP sets its subheadings
# Page lines that scraping glues to the end of a paragraph; each is parted from it where a sentence ends before it.
_GLUED_TAIL = re.compile(
    r"\(?(?:Copyright|COPYRIGHT|©) ?(?:\(c\)|©)? ?(?:19|20)\d\d|"
    r"\((?:Additional reporting|Reporting|Writing|Editing|Compiled) (?:and \w{1,12} )?by |"
    r"Read or [Ss]hare this story|Follow @?\w{2,30} on Twitter"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without outer spaces, with its label once there is one; `text` are its words."""

    start: int
    end: int
    text: str
    label: str | None = None


_KINDS: Mapping[str, BlockKind] = {
    "headline": "headline",
    "body": "body",
    "subheading": "subheading",
    "caption": "caption",
    "byline": "byline",
    "agency": "byline",
    "closing": "credit",
    "photo": "credit",
    "credit": "credit",
    "tweet": "credit",
}
_DIRT = frozenset({"menu", "count", "url", "script", "gallery", "rights", "stamp"})
_PICTURES = frozenset({"photo", "gallery"})
_PAGE = _DIRT - {"stamp", "count"}  # live reports carry times and numbers of their own


def blocks(view: View) -> tuple[Block, ...]:
    """The blocks of a composed text, in order; between two of them stand only spaces."""
    text_start = view.fields[-1].start if view.fields else 0
    titles = [_stripped(view.text, field.start, field.end, "headline") for field in view.fields[:-1]]
    title = next((paragraph.text for paragraph in titles if paragraph), None)
    found = labelled(paragraphs(view.text, text_start), title)
    return tuple(
        Block(kind=_KINDS.get(paragraph.label or "body", "furniture"), span=view.span(paragraph.start, paragraph.end))
        for paragraph in (*filter(None, titles), *found)
    )


def labelled(found: Sequence[Paragraph], title: str | None = None) -> list[Paragraph]:
    """The paragraphs with their labels: by look first, then by place. `title` is a headline given apart from the text."""
    lines = [_as(paragraph, shape(_single_spaced(paragraph.text))) for paragraph in found]
    dirty = any(line.label in _DIRT for line in lines)
    if len(lines) > 1:
        lines = _mark_captions(_mark_repeats(lines, title, dirty=any(line.label in _PAGE for line in lines)))
        lines = _with_sentences(_mark_bylines(lines))
        lines = _mark_head(lines, title, dirty)
        lines = _with_body(_mark_rest(lines, dirty))
    elif lines and lines[0].label not in _PAGE | {"rule"}:
        lines = [_as(lines[0], "body")]
    return [line if line.label else _as(line, "body") for line in lines]


def _as(paragraph: Paragraph, label: str | None) -> Paragraph:
    return Paragraph(paragraph.start, paragraph.end, paragraph.text, label)


def _single_spaced(line: str) -> str:
    return " ".join(line.split()) if "   " in line or "\t" in line else line


# ---- paragraphs


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Paragraph]:
    """The paragraphs of `text[start:end]`: lines, with wrapped ones joined and glued ones parted."""
    end = len(text) if end is None else end
    lines = [line for match in _LINE.finditer(text, start, end) if (line := _stripped(text, *match.span()))]
    joined: list[Paragraph] = []
    width = _wrap_width(lines)
    for line in lines:
        if joined and _goes_on(text, joined[-1], line, width):
            joined[-1] = Paragraph(joined[-1].start, line.end, "")
        else:
            joined.append(line)
    tails = [match.start() for match in _GLUED_TAIL.finditer(text, start, end)]
    return list(_parted(text, joined, tails))


def _stripped(text: str, start: int, end: int, label: str | None = None) -> Paragraph | None:
    line = text[start:end]
    bare = line.strip()
    if not bare:
        return None
    left = start + len(line) - len(line.lstrip())
    return Paragraph(left, left + len(bare), bare, label)


def _wrap_width(lines: Sequence[Paragraph]) -> int | None:
    """The width at which the text is hard-wrapped; `None` where its lines are paragraphs."""
    widest = max((line.end - line.start for line in lines), default=0)
    return widest if _NARROWEST_WRAP <= widest <= _WIDEST_WRAP and len(lines) > 3 else None


def _goes_on(text: str, before: Paragraph, line: Paragraph, width: int | None) -> bool:
    """Whether a line goes on with the sentence of the one before, with no empty line between."""
    if text.count("\n", before.end, line.start) != 1:
        return False
    last_start = max(text.rfind("\n", before.start, before.end) + 1, before.start)
    last = text[last_start : before.end]
    if len(last) < 20 or not (before.text == "" or shape(before.text) in (None, "caption", "credit")):
        return False
    if line.text[0].islower() and not ends_sentence(last):
        return shape(line.text) is None
    if photo_credit(last) is not None:
        return False
    # greedy wrapping: the next word did not fit; two columns of play, for trailing spaces and hyphens
    full = width is not None and len(last) + 1 + len(line.text.split(None, 1)[0]) > width - 2
    return full and not is_title_case(last) and shape(line.text) in (None, "caption", "credit")


def _parted(text: str, found: Sequence[Paragraph], tails: Sequence[int]) -> Iterator[Paragraph]:
    at = 0
    for paragraph in found:
        start = paragraph.start
        glued = _GLUED_URL.fullmatch(text, start, paragraph.end) if paragraph.end - start < LONGEST_LINE else None
        if glued:
            yield Paragraph(start, glued.start(2), glued[1])
            start = glued.start(2)
        while at < len(tails) and tails[at] < paragraph.end:
            if tails[at] > start and ends_sentence(text[start : tails[at]].rstrip()[-8:]):
                yield from filter(None, [_stripped(text, start, tails[at])])
                start = tails[at]
            at += 1
        yield from filter(None, [_stripped(text, start, paragraph.end)])


# ---- by place


def _mark_repeats(lines: list[Paragraph], title: str | None, *, dirty: bool) -> list[Paragraph]:
    """Second prints of a line are furniture; a caption printed twice in a row before the story opens is a caption."""
    seen: dict[tuple[str, int], int] = {}
    marked = list(lines)
    opened = False
    head = folded(title) if title else None
    for at, line in enumerate(lines):
        first = seen.setdefault((line.text[:LONGEST_LINE].casefold(), len(line.text)), at)
        if first != at and _is_second_print(line.text, at - first, dirty=dirty or marked[first].label is not None):
            marked[at] = _as(line, "repeat")
            if not opened and at == first + 1 and looks_like_caption(line.text):
                marked[first] = _as(marked[first], "caption")
        elif head and not opened and _repeats_title(line.text, head):
            marked[at] = _as(line, "repeat")
        elif not opened and line.label is None and ends_sentence(line.text):
            opened = at + 1 == len(lines) or lines[at + 1].text != line.text
    return marked


def _is_second_print(line: str, distance: int, *, dirty: bool) -> bool:
    """Whether a line that stood before is page furniture: a sentence only beside its first print, or on a page with menus."""
    return len(line) >= _SHORTEST_REPEAT and (distance == 1 or dirty or not ends_sentence(line))


def _repeats_title(line: str, head: str) -> bool:
    bare = folded(line)
    return bare == head or (len(bare) >= 15 and (head.startswith(bare) or (bare.startswith(head) and len(bare) < len(head) + 30)))


def _mark_captions(lines: list[Paragraph]) -> list[Paragraph]:
    """A paragraph in the tense of captions is one, if a photo credit, a gallery's count or its second print is beside it."""
    marked = list(lines)
    labels = [None, *(line.label for line in lines), None]
    for at, line in enumerate(lines):
        before, after = labels[at], labels[at + 2]
        pictured = before == "gallery" or after in _PICTURES or (before == "photo" and after in _DIRT | {"caption", "repeat"})
        if line.label is None and pictured and looks_like_caption(line.text):
            marked[at] = _as(line, "caption")
    return marked


def _mark_bylines(lines: list[Paragraph]) -> list[Paragraph]:
    """A name alone is a byline after `By` and before an agency's name.

    An agency's line beside a caption, after the story has opened, or on a page that has it twice, credits a picture.
    """
    texts = Counter(line.text for line in lines if line.label == "agency")
    marked = list(lines)
    opening = _opening(lines)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        if line.label is None and _is_name(line.text):
            if (before and before.text.casefold() == "by") or (after and after.label == "agency" and len(words(after.text)) <= 3):
                marked[at] = _as(line, "byline")
        elif line.label == "agency" and not line.text.startswith(("By", "BY")):
            named = "," in line.text and not opens_with_agency(line.text)
            dated = after is not None and after.label == "stamp"
            if opening < at and texts[line.text] == 1 and of_name(line.text) is not None and _is_last(lines, at):
                marked[at] = _as(line, "closing")
                continue
            inside = opening < at and (named or after is not None)
            if not dated and (inside or texts[line.text] > 1 or (named and _beside_caption(before, after))):
                marked[at] = _as(line, "photo")
    return marked


def _is_last(lines: Sequence[Paragraph], at: int) -> bool:
    """Whether the story is over: nothing behind a line is a sentence of it."""
    return not any(line.label is None and ends_sentence(line.text) for line in lines[at + 1 :])


def _with_sentences(lines: list[Paragraph]) -> list[Paragraph]:
    """Where no line would tell the story (a gallery), each caption that tells something is body, once, apart from its credit."""
    if any(line.label is None and (_is_sentence(line.text) or len(line.text) > _LONGEST_SUBHEADING) for line in lines):
        return lines
    seen: set[str] = set()
    given: list[Paragraph] = []
    for line in lines:
        told = _without_credit(line) if line.label == "caption" else [line]
        letters = "".join(filter(str.isalpha, told[0].text))
        new = line.label == "caption" and letters not in seen
        given.extend(told if new and len(letters) >= _LEAST_TOLD and _is_sentence(told[0].text) else [line])
        seen.add(letters)
    return given


def _without_credit(caption: Paragraph) -> list[Paragraph]:
    """A caption's words, unlabelled, and the credit of its picture where it closes with one."""
    cut = photo_credit(caption.text)
    words_end = len(caption.text[:cut].rstrip())
    if cut is None or not words_end:
        return [_as(caption, None)]
    told = Paragraph(caption.start, caption.start + words_end, caption.text[:words_end])
    return [told, Paragraph(caption.start + cut, caption.end, caption.text[cut:], "photo")]


def _with_body(lines: list[Paragraph]) -> list[Paragraph]:
    """Where still nothing would be headline or body: the longest line of which only its place said that it is furniture."""
    if any(line.label in (None, "body", "headline") for line in lines):
        return lines
    placed = [at for at, line in enumerate(lines) if line.label in ("furniture", "subheading")]
    said = [at for at in placed if len(words(lines[at].text)) >= _LEAST_SAYING]
    longest = max(said, key=lambda at: len(lines[at].text), default=None)
    return [_as(line, "body") if at == longest else line for at, line in enumerate(lines)]


def _beside_caption(before: Paragraph | None, after: Paragraph | None) -> bool:
    return any(near is not None and near.label in ("caption", "gallery") for near in (before, after))


def _is_name(line: str) -> bool:
    if len(line) > _LONGEST_NAME or ends_sentence(line):
        return False
    parts = words(line)
    return 2 <= len(parts) <= 5 and all(part[0].isupper() for part in parts)


def _opening(lines: Sequence[Paragraph]) -> int:
    """Where the story's first body paragraph stands: the first that ends as a sentence and is longer than a button.

    Where none ends as a sentence (the text is cut off), the first long line that is not in title case.
    """
    for at, line in enumerate(lines):
        if line.label is None and _is_sentence(line.text) and (len(line.text) >= _LONG_LINE or at + 1 == len(lines)):
            return at
    unlabelled = [(at, line.text) for at, line in enumerate(lines) if line.label is None]
    ended = (at for at, text in unlabelled if ends_sentence(text))
    long = (at for at, text in unlabelled if len(text) >= _LONG_LINE and not is_title_case(text))
    return next(chain(ended, long), len(lines))


def _is_sentence(line: str) -> bool:
    spaces = line.count(" ")
    return spaces >= 3 and (ends_sentence(line) or line.endswith(":") or spaces >= 24)


def _mark_head(lines: list[Paragraph], title: str | None, dirty: bool) -> list[Paragraph]:
    """The headline, and the page's own lines around it, before the story opens."""
    opening = _opening(lines)
    if opening == len(lines):
        return lines
    marked = list(lines)
    headline = None if title else _headline(lines[:opening])
    if title is None and headline is None and opening + 1 < len(lines) and _is_stopped_headline(lines[opening].text):
        headline = opening
    for at, line in enumerate(lines[:opening]):
        if line.label is None:
            marked[at] = _as(line, _head_label(line.text, at, headline, dirty))
    if headline is not None:
        marked[headline] = _as(lines[headline], "headline")
    return marked


def _headline(lines: Sequence[Paragraph]) -> int | None:
    for at, line in enumerate(lines):
        if line.label is None and _is_headline(line.text):
            return at
    return None


def _is_headline(line: str) -> bool:
    if len(words(line)) < 3 or len(line) > _LONGEST_HEADLINE or line[0].islower() or line[-1] in ":;,-–—_":
        return False
    return not line.endswith(".") or is_title_case(line)


def _is_stopped_headline(line: str) -> bool:
    """A headline to which a full stop was added: five words or more, nearly all of them capitalised."""
    return line.endswith(".") and 4 <= len(words(line)) <= 18 and is_title_case(line) and "." not in line[:-1]


def _head_label(line: str, at: int, headline: int | None, dirty: bool) -> str:
    count = len(words(line))
    if ends_sentence(line) or line[-1] in ":-–—_":
        return "body"
    if count <= 3 or (dirty and count <= 5 and (headline is None or at < headline)):
        return "furniture" if dirty else "subheading"
    heading = headline is not None and at > headline and (count <= _LONGEST_HEADING or is_title_case(line))
    return "subheading" if heading else "body"


def _mark_rest(lines: list[Paragraph], dirty: bool) -> list[Paragraph]:
    """Subheadings between paragraphs, and a page's lists of links after the last of them."""
    open_at = [at for at, line in enumerate(lines) if line.label in (None, "body") and _is_sentence(line.text)]
    last = open_at[-1] if open_at else -1
    marked = list(lines)
    for at, line in enumerate(lines):
        before, after = lines[at - 1] if at else line, lines[at + 1] if at + 1 < len(lines) else line
        if line.label is None and not ends_sentence(line.text):
            marked[at] = _as(line, _rest_label(line.text, at < last, dirty))
        elif (
            line.label is None
            and at < last
            and is_upper(line.text)
            and len(words(line.text)) <= 7
            and not (is_upper(before.text) and is_upper(after.text))
        ):
            marked[at] = _as(line, "subheading")
    return marked


def _rest_label(line: str, inside: bool, dirty: bool) -> str:
    count = len(words(line))
    if inside and _DASHED.fullmatch(line):
        return "subheading"
    if line[-1] in ":;,-–—_" or line[0].islower() or len(line) > _LONGEST_SUBHEADING or not count:
        return "body"
    if inside:
        named = is_upper(line) or is_title_case(line) or (count <= 4 and not any(map(str.isdigit, line)))
        return "subheading" if (named and count <= 14 and ":" not in line[:-1]) or is_upper(line) else "body"
    return "furniture" if dirty and (count <= 12) else "body"
