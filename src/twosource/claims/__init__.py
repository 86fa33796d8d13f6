"""Statements that say the same across reports: what is agreed, refined, updated or disputed, and on how many legs it stands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from twosource.claims.align import groups, pairs, with_nested
from twosource.claims.differences import differences
from twosource.claims.drafts import Draft, with_toll_differences, with_tolls, without_tolls
from twosource.claims.facts import Fact, facts
from twosource.claims.figures import figures, story_figures, voices
from twosource.claims.notes import account_notes
from twosource.claims.settings import ClaimSettings
from twosource.claims.support import Provenance, provenance, support_by
from twosource.claims.tolls import Tolls, story_tolls
from twosource.claims.verdicts import told_in_time, verdict
from twosource.model import Article, Claim, Derivation, Figure, FigureRule, Part, Similarity, Statement, content_id

__all__ = ["ClaimSettings", "account_notes", "claims", "similarities"]

Counted = list[tuple[Figure, ...]]


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
    told = story_tolls(ready)
    drafts = [without_tolls(ready, draft, told) for draft in with_tolls(ready, _by_statements(ready, grouped), told)]
    counted = _counted(ready, drafts, told, voices(known), settings.figures)
    found = [_claim(ready, draft, _in_order(of), told, known) for draft, of in zip(drafts, counted, strict=True)]
    return tuple(sorted(found, key=lambda c: -c.support.reports))


def _counted(ready: Sequence[Fact], drafts: Sequence[Draft], told: Tolls, voice: Mapping[str, str], rule: FigureRule) -> Counted:
    """The figures of each claim; the dead and the injured of the story have one figure, where most reports tell of them."""
    homes: dict[int, list[Figure]] = defaultdict(list)
    total_at: dict[str | None, int] = {}
    of_story = story_figures(ready, told, voice, rule)
    for figure in of_story:
        at = _home(ready, drafts, figure) if figure.side is None else total_at[figure.role]
        total_at[figure.role] = at
        homes[at].append(figure)
    return [(*homes[n], *figures([ready[m] for m in draft.all], voice, rule, of_story)) for n, draft in enumerate(drafts)]


def _in_order(of: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures by role, the total before the sides, those told one by one last."""
    return tuple(sorted(of, key=lambda f: (f.implicit, f.role or "", f.side or "", f.unit or "", f.of or "")))


def _home(ready: Sequence[Fact], drafts: Sequence[Draft], figure: Figure) -> int:
    """The claim (by index) in which most articles give the points of a figure's series; of several the largest."""
    points = {point.statement_id for point in figure.series}

    def telling(at: int) -> tuple[int, int, int]:
        facts = [ready[n] for n in drafts[at].all]
        return len({f.article.id for f in facts if f.id in points}), len({f.article.id for f in facts}), -at

    return max(range(len(drafts)), key=telling)


def _by_statements(ready: Sequence[Fact], grouped: Sequence[tuple[tuple[int, ...], float | None]]) -> list[Draft]:
    """Groups of facts of the very same statements are one claim: what a sentence asserts is only parted where it must be."""
    joined: dict[tuple[str, ...], Draft] = {}
    for group, score in grouped:
        key = tuple(dict.fromkeys(ready[n].id for n in group))
        before = joined.get(key, Draft())
        best = max((s for s in (before.score, score) if s is not None), default=None)
        joined[key] = Draft(members=(*before.members, *group), score=best)
    return list(joined.values())


def _claim(ready: Sequence[Fact], draft: Draft, counted: tuple[Figure, ...], told: Tolls, known: Provenance) -> Claim:
    members = [ready[n] for n in draft.all]
    differ = with_toll_differences(differences([ready[n] for n in draft.members], told), draft, told)
    differ = told_in_time(differ, members, told.past, known.line)
    ids = tuple(dict.fromkeys(fact.id for fact in members))
    parts = tuple(Part(statement_id=f.id, span=f.view.span(*place)) for f in members for place in f.places)
    return Claim(
        id=content_id("claim", *(field for part in parts for field in (part.statement_id, str(part.span.start)))),
        statement_ids=ids,
        parts=parts,
        verdict=verdict(members, differ, told.past, known.line),
        differences=differ,
        support=support_by(list({fact.id: fact.statement for fact in members}.values()), known),
        figures=counted,
        score=None if draft.score is None else round(draft.score, 4),
    )


def similarities(statements: Sequence[Statement], articles: Sequence[Article], settings: ClaimSettings) -> tuple[Similarity, ...]:
    """Pairs of statements of different articles that are at least `settings.similar` alike, best first."""
    known = facts(statements, {article.id: article for article in articles})
    return tuple(
        Similarity(statement_ids=(known[p.left].id, known[p.right].id), score=round(p.score, 4))
        for p in pairs(known)
        if p.score >= settings.similar and known[p.left].article.id != known[p.right].article.id
    )
