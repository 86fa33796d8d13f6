"""What a report itself declares: the agencies it credits."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from twosource.model import Article, ArticleSpan, Credit, CreditPlace, Derivation, DerivationKind, Evidence

# How far the place of an agency's name proves that the report's text comes from it. A photo credit proves nothing of the text.
WEIGHTS: Mapping[CreditPlace, float] = MappingProxyType(
    {"byline": 0.95, "dateline": 0.95, "credit_line": 0.97, "sign_off": 0.9, "metadata": 0.9, "in_text": 0.6}
)
INFERRED = 0.6  # of the weight: who concluded it was the reader of the page, not the page


def declared(article: Article) -> Iterator[Derivation]:
    """One derivation for each agency and kind that the article's credits declare.

    "Told the agency" inside the text is a `quotation`: only those words come from it. An agency's own report has none of it.
    """
    groups: dict[tuple[str, DerivationKind], list[Credit]] = {}
    for credit in article.credits:
        if credit.where in WEIGHTS and not is_agency(article, credit.agency):
            groups.setdefault((credit.agency, "quotation" if credit.where == "in_text" else "credit"), []).append(credit)
    for (agency, kind), credits in sorted(groups.items()):
        evidence = tuple(_evidence(article, credit) for credit in sorted(credits, key=_place))
        score = max(item.score for item in evidence)
        yield Derivation(source=agency, to=article.id, kind=kind, directed=True, score=score, evidence=evidence)


def _place(credit: Credit) -> tuple[int, int, str]:
    return credit.span.start, credit.span.end, credit.where


def agencies(article: Article) -> frozenset[str]:
    """The agencies that an article's text may come from, in lower case: the credited ones, and itself where it is one."""
    credited = {c.agency.casefold() for c in article.credits if c.where in WEIGHTS and c.where != "in_text"}
    own = article.outlet.name.casefold() if article.outlet and article.outlet.kind == "agency" else None
    return frozenset(credited | ({own} if own else set()))


def is_agency(article: Article, agency: str) -> bool:
    """Whether the article is the agency's own."""
    return article.outlet is not None and article.outlet.name.casefold() == agency.casefold()


def _evidence(article: Article, credit: Credit) -> Evidence:
    weight = WEIGHTS[credit.where] * (INFERRED if credit.how == "inferred" else 1)
    span = credit.span if credit.where != "metadata" else replace(credit.span, how="metadata")
    spans = (ArticleSpan(article_id=article.id, span=span),)
    return Evidence(feature=credit.where, score=round(weight, 4), spans=spans, why=credit.proves or None)
