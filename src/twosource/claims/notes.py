"""What is missing or uncertain in an account, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.claims.missing import missing
from twosource.claims.sentences import Reports, claim_note, listed, name
from twosource.model import Article, Claim, Dating, Derivation, MainEvent, Statement


def account_notes(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    derivations: Sequence[Derivation],
    claims: Sequence[Claim],
    event: MainEvent | None = None,
) -> tuple[str, ...]:
    """Notes on dates, credits, dependence, disputes, what no report gives and single sources, each once, in that order."""
    known = Reports.of(articles, statements)
    label = {article.id: name(article) for article in articles}
    found = [
        *_dates(articles, label),
        *_credits(articles, label),
        *_dependence(articles, derivations, label),
        *(note for claim in claims if (note := claim_note(claim, known))),
        *missing(articles, statements, claims, event),
        *_single_sources(articles, claims),
    ]
    return tuple(dict.fromkeys(found))


def _dates(articles: Sequence[Article], label: Mapping[str, str]) -> Iterator[str]:
    """One note for all reports that are dated alike, for the same reasons."""
    alike: dict[Dating, list[str]] = {}
    for article in articles:
        if article.published.value is None or article.published.value.startswith("XXXX"):
            alike.setdefault(replace(article.published, how="text"), []).append(label[article.id])
    for dating, names in alike.items():
        days = f"; it may be {' or '.join(dating.candidates)}" if dating.candidates else ""
        what = "the year of publication is left open" if dating.value else "no publication date is known"
        yield f"{listed(sorted(names))}: {what}{days} ({dating.why})."


def _credits(articles: Sequence[Article], label: Mapping[str, str]) -> Iterator[str]:
    for article in articles:
        text = sorted({c.agency for c in article.credits if c.where in ("byline", "dateline", "credit_line", "sign_off")})
        if len(text) > 1:
            yield f"{label[article.id]} credits {listed(text)}; which sentence comes from which is not told."
        for credit in article.credits:
            if credit.how == "inferred":
                yield f"{label[article.id]}: {credit.agency} is not named as the text's source but inferred; {credit.proves}."


def _dependence(articles: Sequence[Article], derivations: Sequence[Derivation], label: Mapping[str, str]) -> Iterator[str]:
    """One note for all reports that hang together by one kind of taking: sixty copies of a story are one thing to know."""
    ids = {article.id for article in articles}
    for kind, (one, several, among) in _WORDS.items():
        edges = [(d.source, d.to) for d in derivations if d.kind == kind and d.source in ids and d.directed]
        for members in _groups(edges):
            takers = members & {to for _, to in edges}
            names, roots = sorted(label[id] for id in takers), sorted(label[id] for id in members - takers)
            if len(takers) > 1:
                yield f"{listed(names)} {several} {listed(roots or names, joint='or')} or of one another."
            else:
                yield f"{listed(names)} {one} {listed(roots)}."
        for members in _groups((d.source, d.to) for d in derivations if d.kind == kind and d.source in ids and not d.directed):
            yield f"{listed(sorted(label[id] for id in members))} {among}."


def _groups(edges: Iterable[tuple[str, str]]) -> Iterator[set[str]]:
    """Ids that hang together, in the order in which their first edge comes."""
    group: dict[str, set[str]] = {}
    for one, other in edges:
        small, large = sorted((group.get(one, {one}), group.get(other, {other})), key=len)
        if small is not large:
            large |= small
            group.update(dict.fromkeys(small | {one, other}, large))
    yield from {id(members): members for members in group.values()}.values()


# How one report that took from others is told, how several are, and how reports are where nobody is known to have taken.
_WORDS: Mapping[str, tuple[str, str, str]] = {
    "copy": ("is a copy of", "are copies of", "print the same text; which came first is not told"),
    "rewrite": ("is a rewrite of", "are rewrites of", "tell the same in the same order; who took from whom is not told"),
    "revision": ("is a later version of", "are later versions of", "are versions of one report"),
    "common_source": (
        "draws on the same source as",
        "draw on the same source as",
        "draw on a common source; which sentences each took over is not told",
    ),
}


def _single_sources(articles: Sequence[Article], claims: Sequence[Claim]) -> Iterator[str]:
    shared = [claim for claim in claims if claim.support.reports > 1]
    if len(articles) > 1 and not shared:
        yield "No statement is told by more than one report."
    alone = Counter(c.support.speakers[0] for c in shared if c.support.origins.high == 1 and len(c.support.speakers) == 1)
    if alone:
        ranked = sorted(alone, key=lambda speaker: (-alone[speaker], speaker))
        told = listed([f"{alone[speaker]} on {speaker}" for speaker in ranked], most=6)
        yield f"Of {len(shared)} shared claims these rest on one speaker alone: {told}."
    unnamed = sum("unnamed_only" in claim.support.flags for claim in claims)
    if unnamed:
        yield f"{unnamed} of {len(claims)} claims rest{'s' if unnamed == 1 else ''} only on sources that are not named."
    one_newsroom = sum(claim.support.reporters.high == 1 for claim in shared)
    if one_newsroom:
        yield f"{one_newsroom} of {len(shared)} shared claims come from one newsroom, though several reports print them."
