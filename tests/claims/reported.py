"""Claims of small invented reports, run through the real annotator."""

from collections.abc import Sequence

from tests.making import article
from twosource.annotate import Annotator
from twosource.claims import ClaimSettings, claims
from twosource.model import Article, Claim, Difference, Figure, Statement
from twosource.statements import statements
from twosource.statements.renamed import renamed

Report = tuple[str, str | None]


def told(annotator: Annotator, reports: Sequence[Report]) -> tuple[list[Article], tuple[Statement, ...]]:
    """The articles and statements of reports, each given as its text and its day."""
    articles = [article(text, id=f"r{n}", published=day) for n, (text, day) in enumerate(reports)]
    return articles, renamed([found for _, found in statements(annotator.annotate(articles))])


def claims_of(annotator: Annotator, *reports: Report, settings: ClaimSettings | None = None) -> tuple[Claim, ...]:
    articles, said = told(annotator, reports)
    return claims(articles, said, (), settings)


def numbers_apart(found: Sequence[Claim]) -> list[tuple[Claim, Difference]]:
    """The conflicts of numbers, each with its claim."""
    return [(c, d) for c in found for d in c.differences if d.kind == "number" and d.conflict]


def figure_of(found: Sequence[Claim], role: str) -> Figure:
    """The one figure of a role in the whole story."""
    (figure,) = [f for c in found for f in c.figures if f.role == role]
    return figure
