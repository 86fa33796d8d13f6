"""Statements that say the same across reports: what is agreed, refined, updated or disputed, and on how many legs it stands."""

from collections.abc import Sequence

from twosource.claims.align import groups, pairs, with_nested
from twosource.claims.differences import differences
from twosource.claims.facts import Fact, facts
from twosource.claims.figures import figures
from twosource.claims.notes import account_notes
from twosource.claims.settings import ClaimSettings
from twosource.claims.support import Provenance, provenance, support_by
from twosource.claims.verdicts import verdict
from twosource.model import Article, Claim, Derivation, Part, Similarity, Statement, content_id

__all__ = ["ClaimSettings", "account_notes", "claims", "similarities"]


def claims(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    derivations: Sequence[Derivation],
    settings: ClaimSettings | None = None,
) -> tuple[Claim, ...]:
    """The claims of a story, those told by most reports first, then in the order of the text. Every statement is in one, in
    several where it asserts several things that other reports tell apart."""
    settings = settings or ClaimSettings()
    by_id = {article.id: article for article in articles}
    ready, known = facts(statements, by_id), provenance(by_id, derivations)
    grouped = with_nested(ready, groups(ready, settings.join))
    found = [_claim(members, score, known, settings) for members, score in _by_statements(ready, grouped)]
    return tuple(sorted(found, key=lambda c: -c.support.reports))


def _by_statements(
    ready: Sequence[Fact], grouped: Sequence[tuple[tuple[int, ...], float | None]]
) -> list[tuple[list[Fact], float | None]]:
    """Groups of facts of the very same statements are one claim: what a sentence asserts is only parted where it must be."""
    joined: dict[tuple[str, ...], tuple[list[Fact], float | None]] = {}
    for group, score in grouped:
        members = [ready[n] for n in group]
        key = tuple(dict.fromkeys(fact.id for fact in members))
        before, best = joined.get(key, ([], None))
        joined[key] = (before + members, max((s for s in (best, score) if s is not None), default=None))
    return list(joined.values())


def _claim(members: Sequence[Fact], score: float | None, known: Provenance, settings: ClaimSettings) -> Claim:
    differ = differences(members)
    ids = tuple(dict.fromkeys(fact.id for fact in members))
    return Claim(
        id=content_id("claim", *ids),
        statement_ids=ids,
        parts=tuple(Part(statement_id=f.id, span=f.view.span(*place)) for f in members for place in f.places),
        verdict=verdict(members, differ),
        differences=differ,
        support=support_by(list({fact.id: fact.statement for fact in members}.values()), known),
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
