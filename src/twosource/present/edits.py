"""What was done to an input before it could be read, in words: repairs one by one, the markup of a page in one line."""

from collections.abc import Sequence

from twosource.model import Article, Edit
from twosource.present.words import counted, harmless, quoted

_MARKUP = "markup"


def repairs(article: Article) -> Sequence[Edit]:
    """The repairs of damaged text in order of place, without what only takes the markup of a page away."""
    return sorted((e for e in article.edits if e.rule != _MARKUP), key=lambda e: (e.original_field or "", e.original))


def repaired(edit: Edit) -> str:
    """A repair: why, where, and what is read there now."""
    start, end = edit.original
    where = f"{counted(end - start, 'character')} from {start} of the {harmless(edit.original_field or 'text')}"
    now = f"read as {quoted(edit.replacement)}" if edit.replacement else "left out"
    return f"{harmless(edit.rule).replace('_', ' ')}: {where}, {now}"


def markup_words(article: Article) -> str | None:
    """How much of a page's source is markup or another part of the page; `None` where the input is no page."""
    left_out = [edit for edit in article.edits if edit.rule == _MARKUP]
    if not left_out:
        return None
    size = sum(edit.original[1] - edit.original[0] for edit in left_out)
    return f"a web page: {counted(size, 'character')} of its source left out, in {counted(len(left_out), 'place')}"
