"""Bytes to articles: what stands in files, folders, JSON lines or standard input, read and cleaned."""

from collections.abc import Iterable, Iterator

from twosource.model import Article, BlockKind, Rejection
from twosource.reading.about import About
from twosource.reading.article import article
from twosource.reading.settings import ReadSettings
from twosource.reading.sources import reports

_WORDS: frozenset[BlockKind] = frozenset({"body", "caption", "subheading"})


def read(paths: Iterable[str], settings: ReadSettings | None = None, about: About | None = None) -> Iterator[Article | Rejection]:
    """Each report of these files, folders or `-` as an article, in order; what cannot be read as a rejection, in its place.

    A report of headline and captions only is read, with a notice after it.
    """
    settings = settings or ReadSettings()
    for report in reports(paths, about or About(), settings):
        if isinstance(report, Rejection):
            yield report
            continue
        made = article(report, settings)
        if not has_words(made):
            yield _without_body(made, "no_sentence", "nothing but menu words in it: give the report's own paragraphs")
            continue
        yield made
        if not any(block.kind == "body" for block in made.blocks):
            yield _without_body(made, "no_body", "headline and captions only: give the report's own paragraphs, if it has any")


def has_words(made: Article) -> bool:
    """True where an article has running text, a caption, or a headline that was given as one."""
    return any(block.kind in _WORDS or block.span.original_field is not None for block in made.blocks)


def _without_body(made: Article, reason: str, detail: str) -> Rejection:
    return Rejection(stage="read", reason=reason, detail=detail, path=made.path, line=made.line)
