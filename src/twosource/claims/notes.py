"""What is missing or uncertain in an account, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from twosource.model import Article, Claim, Dating, Derivation, Difference, Statement

MOST_LISTED = 3  # names in a note; the rest are counted


def account_notes(
    articles: Sequence[Article], statements: Sequence[Statement], derivations: Sequence[Derivation], claims: Sequence[Claim]
) -> tuple[str, ...]:
    """Notes on dates, credits, dependence, disputes and single sources, each once, in that order."""
    by_id = {statement.id: statement for statement in statements}
    label = {article.id: name(article) for article in articles}
    found = [
        *_dates(articles, label),
        *_credits(articles, label),
        *_dependence(articles, derivations, label),
        *_disputes(claims, by_id, label),
        *_single_sources(articles, claims),
    ]
    return tuple(dict.fromkeys(found))


def name(article: Article) -> str:
    """What a note calls an article: its outlet, else its file or its id."""
    return article.outlet.name if article.outlet else PurePath(article.path or article.id).name


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
    ids = {article.id for article in articles}
    for derivation in derivations:
        if derivation.source in ids and derivation.kind in ("copy", "rewrite", "revision", "common_source"):
            ends = sorted((label[derivation.source], label[derivation.to]))
            words = _WORDS[derivation.kind]
            if derivation.directed:
                yield f"{label[derivation.to]} is {words[0]} {label[derivation.source]}."
            else:
                yield f"{ends[0]} and {ends[1]} {words[1]}."


_WORDS: Mapping[str, tuple[str, str]] = {
    "copy": ("a copy of", "print the same text; which came first is not told"),
    "rewrite": ("a rewrite of", "tell the same in the same order; who took from whom is not told"),
    "revision": ("a later version of", "are versions of one report"),
    "common_source": ("drawn from the same source as", "draw on a common source; which sentences each took over is not told"),
}


def _disputes(claims: Sequence[Claim], by_id: Mapping[str, Statement], label: Mapping[str, str]) -> Iterator[str]:
    for claim in claims:
        for difference in claim.differences:
            if difference.conflict and claim.verdict in ("disputed", "updated"):
                yield dispute_sentence(difference, by_id, label)


def dispute_sentence(difference: Difference, by_id: Mapping[str, Statement], label: Mapping[str, str]) -> str:
    """A ready sentence for a notes column: who gives what, in the reports' own words."""
    given = [f"{label[by_id[v.statement_id].article_id]} “{v.span.text}”" for v in difference.values]
    return f"Reports differ on the {difference.kind}: {listed(given, most=6)}."


def _single_sources(articles: Sequence[Article], claims: Sequence[Claim]) -> Iterator[str]:
    shared = [claim for claim in claims if claim.support.reports > 1]
    if len(articles) > 1 and not shared:
        yield "No statement is told by more than one report."
    alone = Counter(c.support.speakers[0] for c in shared if c.support.origins.high == 1 and len(c.support.speakers) == 1)
    if alone:
        ranked = sorted(alone, key=lambda speaker: (-alone[speaker], speaker))
        told = listed([f"{alone[speaker]} on {speaker}" for speaker in ranked], most=6)
        yield f"Of {len(shared)} shared claims these rest on one speaker alone: {told}."
    one_newsroom = sum(claim.support.reporters.high == 1 for claim in shared)
    if one_newsroom:
        yield f"{one_newsroom} of {len(shared)} shared claims come from one newsroom, though several reports print them."


def listed(words: Iterable[str], most: int = MOST_LISTED) -> str:
    """Words as a list in prose.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    words = list(words)
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} others"]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
