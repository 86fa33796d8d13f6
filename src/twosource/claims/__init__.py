"""Statements that say the same across reports: what is agreed, refined, updated or disputed, and on how many legs it stands."""

from collections.abc import Sequence

from twosource.claims.align import groups, pairs
from twosource.claims.differences import differences
from twosource.claims.facts import Fact, facts
from twosource.claims.figures import figures
from twosource.claims.notes import account_notes
from twosource.claims.settings import ClaimSettings
from twosource.claims.support import Provenance, provenance, support_by
from twosource.claims.verdicts import verdict
from twosource.model import Article, Claim, Derivation, Similarity, Statement, content_id

__all__ = ["ClaimSettings", "account_notes", "claims", "similarities"]


def claims(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    derivations: Sequence[Derivation],
    settings: ClaimSettings | None = None,
) -> tuple[Claim, ...]:
    """Every statement in one claim: the claims of a story, those told by most reports first, then in the order of the text."""
    settings = settings or ClaimSettings()
    by_id = {article.id: article for article in articles}
    ready, known = facts(statements, by_id), provenance(by_id, derivations)
    found = [
        _claim([ready[n] for n in group], score, known, settings) for group, score in groups(ready, pairs(ready), settings.join)
    ]
    return tuple(sorted(found, key=lambda c: -c.support.reports))


def _claim(
    members: Sequence[Fact], score: float | None, known: Provenance, settings: ClaimSettings
) -> Claim:
    differ = differences(members)
    return Claim(
        id=content_id("claim", *(fact.id for fact in members)),
        statement_ids=tuple(fact.id for fact in members),
        verdict=verdict(members, differ),
        differences=differ,
        support=support_by([fact.statement for fact in members], known),
        figures=figures(members, settings.figures),
        score=None if score is None else round(score, 4),
    )


def similarities(statements: Sequence[Statement], articles: Sequence[Article], settings: ClaimSettings) -> tuple[Similarity, ...]:
    """Pairs of statements of different articles that are at least `settings.similar` alike, best first."""
    known = facts(statements, {article.id: article for article in articles})
    return tuple(
        Similarity(statement_ids=(known[p.left].id, known[p.right].id), score=round(p.score, 4))
        for p in pairs(known)
        if p.score >= settings.similar and known[p.left].article.id != known[p.right].article.id
    )
