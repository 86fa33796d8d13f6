"""The blocks of a web page: as its markup has them, and each paragraph of the story judged once more by its own look."""

from collections.abc import Iterator, Mapping, Sequence

from twosource.lexicon.furniture import folded
from twosource.model import Block, BlockKind
from twosource.reading.blocks import paragraphs
from twosource.reading.report import Marked
from twosource.reading.shapes import Shape, shape
from twosource.text import View

# What a paragraph that the markup leaves in the story is all the same, by its look. Other looks (a menu word, a count, a caption)
# are left alone: a page tells these apart better than its words do.
_LOOKS: Mapping[Shape, BlockKind] = {
    "credit": "credit",
    "photo": "credit",
    "rights": "furniture",
    "url": "furniture",
    "stamp": "furniture",
    "byline": "byline",
    "agency": "byline",
}


def marked_blocks(view: View, marked: Sequence[Marked]) -> tuple[Block, ...]:
    """The blocks of a page's text, in order; what scraping glues to the end of a paragraph is parted from it.

    A title that came beside the page is its headline, and the same words in the page are said twice.
    """
    places = view.shown([(mark.start, mark.end) for mark in marked])
    titles = [part for field in view.fields[:-1] for part in _parts(view.text, "headline", field.start, field.end)]
    heads = {folded(view.text[start:end]) for _, start, end in titles}
    shown = (
        ("furniture" if kind == "headline" and folded(view.text[start:end]) in heads else kind, start, end)
        for mark, place in zip(marked, places, strict=True)
        for kind, start, end in _parts(view.text, mark.kind, *place)
    )
    return tuple(Block(kind=kind, span=view.span(start, end)) for kind, start, end in (*titles, *shown))


def _parts(text: str, kind: BlockKind, start: int, end: int) -> Iterator[tuple[BlockKind, int, int]]:
    if kind != "body":
        bare = text[start:end].strip()
        at = start + text[start:end].find(bare) if bare else start
        if bare:
            yield kind, at, at + len(bare)
        return
    for paragraph in paragraphs(text, start, end):
        look = shape(paragraph.text)
        yield _LOOKS.get(look, "body") if look else "body", paragraph.start, paragraph.end
