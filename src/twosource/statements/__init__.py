"""Who said what, how much and when: an article's statements.

An extractor is a function from an annotated article to marks at places of its text; `EXTRACTORS` is the table of them,
`NAMES_EXTRACTORS` that of those which also take the names found in the article.
`assemble` puts the marks together into statements. To add an extractor, write the function and add a row.
"""

from collections.abc import Iterable, Iterator

from twosource.annotate import Annotated
from twosource.model import Statement
from twosource.statements.assemble import assemble
from twosource.statements.extractors import EXTRACTORS, NAMES_EXTRACTORS, Extractor, NamesExtractor, marks
from twosource.statements.settings import StatementSettings

__all__ = ["EXTRACTORS", "NAMES_EXTRACTORS", "Extractor", "NamesExtractor", "StatementSettings", "statements"]


def statements(
    annotated: Iterable[Annotated], settings: StatementSettings | None = None
) -> Iterator[tuple[Annotated, tuple[Statement, ...]]]:
    """Each annotated article with its statements, in the order of its text."""
    settings = settings or StatementSettings()
    for article in annotated:
        yield article, assemble(article, marks(article, settings))
