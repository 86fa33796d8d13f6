"""On how many legs a claim stands: how many newsrooms may have reported it, and from how many accesses to the fact.

Both are bounds, and independence is never invented. What counts as what:

- Reports that copy, rewrite or revise one another are one *line*: the same newsrooms stand behind all of them.
- A line that credits agencies has these agencies behind it: any one of them, or all. A statement told to an agency, or given in
  an agency's name, has that agency behind it whatever the report credits.
- A line that credits nobody has one newsroom of its own behind it; but it may as well have taken the statement from another's
  report without saying so. Its own reporting is only taken as proved where the statement was told to this very outlet, or where
  the report has a byline and a dateline of its own and shares nothing with any other report of the claim.
- Lines that share the passage in which the statement stands have a newsroom in common; so have lines of one outlet.
- Outlets of one publisher's family may be two newsrooms, but are never two for certain: their own reporting counts once in `low`.

`low` is the fewest newsrooms that can explain all reports, `high` the number that may be behind them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePath
from types import MappingProxyType

from twosource.claims.settings import ClaimSettings
from twosource.lexicon.words import stop_words, unnamed
from twosource.model import Article, Bounds, Derivation, Span, Statement, Support, SupportFlag

ONE_TEXT = ("copy", "rewrite", "revision")
_EXACT = 12  # newsrooms: beyond it sets without a name in common are counted, since trying all sets doubles with each
_FACELESS = ("unnamed", "official", "witness", "none")
_NAMED_AT_MOST = 4  # reports named in a reason; the rest are counted


@dataclass(frozen=True, slots=True)
class Provenance:
    """What all claims of one story need of its derivations; made once by `provenance`.

    `line`: the line a report belongs to, by the smallest id of its reports. `credited`: the agencies behind a line. `kinds`: what
    joined a line. `edges`: every derivation between two reports, from either side. `family`: the publisher's family of a report,
    where several of its outlets are among the reports.
    """

    articles: Mapping[str, Article]
    line: Mapping[str, str]
    credited: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    edges: Mapping[tuple[str, str], tuple[Derivation, ...]]
    family: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Leg:
    """One line's part in a claim: its outlets' names, its reports, the newsrooms that may be behind it (`named`: agencies),
    the families or newsrooms of its outlets (`houses`), and whether its own reporting is proved."""

    label: str
    reports: tuple[str, ...]
    newsrooms: tuple[str, ...]
    houses: frozenset[str]
    named: bool
    proved: bool
    why: str


def support(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    derivations: Sequence[Derivation],
    settings: ClaimSettings,
) -> Support:
    """The support of one claim. For many claims of one story, make `provenance` once and call `support_by`."""
    del settings  # nothing of this is a matter of taste
    return support_by(statements, provenance(articles, derivations))


def support_by(statements: Sequence[Statement], known: Provenance) -> Support:
    """The support of one claim, given what is known of the story's reports. No statement: no support, 0 to 0."""
    reports = tuple(sorted({statement.article_id for statement in statements}))
    if not reports:
        return Support(reports=0, outlets=0, reporters=Bounds(low=0, high=0), origins=Bounds(low=0, high=0), speakers=())
    legs = _legs(statements, reports, known)
    links = _links(legs, statements, known)
    reporters, reasons = _reporters(legs, links)
    speakers = _speakers(statements)
    origins, origin_why = _origins(statements, speakers, reporters, known)
    flags = tuple(_flags(len(reports), reporters, origins, statements))
    return Support(
        reports=len(reports),
        outlets=len({_outlet(known.articles[key]) for key in reports}),
        reporters=reporters,
        origins=origins,
        speakers=speakers,
        flags=flags,
        why=(*(leg.why for leg in legs), *reasons, origin_why),
    )


def provenance(articles: Mapping[str, Article], derivations: Sequence[Derivation]) -> Provenance:
    """The lines of a story's reports, with the agencies behind them."""
    line = {key: key for key in sorted(articles)}
    kinds: dict[str, set[str]] = {}
    edges: dict[tuple[str, str], list[Derivation]] = {}
    for edge in derivations:
        if edge.source not in articles or edge.to not in articles:
            continue
        for pair in ((edge.source, edge.to), (edge.to, edge.source)):
            edges.setdefault(pair, []).append(edge)
        if edge.kind in ONE_TEXT:
            first, other = sorted((_root(line, edge.source), _root(line, edge.to)))
            line[other] = first
            kinds[first] = kinds.get(first, set()) | kinds.get(other, set()) | {edge.kind}
    roots = {key: _root(line, key) for key in line}
    return Provenance(
        MappingProxyType(dict(articles)),
        MappingProxyType(roots),
        MappingProxyType(_credited(articles, derivations, roots)),
        MappingProxyType({key: tuple(sorted(value)) for key, value in kinds.items()}),
        MappingProxyType({pair: tuple(found) for pair, found in edges.items()}),
        MappingProxyType(_families(articles, derivations)),
    )


def _families(articles: Mapping[str, Article], derivations: Sequence[Derivation]) -> dict[str, str]:
    """The family that a report's outlet is tied to: a common source that is no report."""
    ties = [edge for edge in derivations if edge.kind == "common_source" and edge.source not in articles]
    return {edge.to: edge.source for edge in sorted(ties, key=lambda edge: edge.source)}


def _root(line: Mapping[str, str], key: str) -> str:
    while line[key] != key:
        key = line[key]
    return key


def _credited(
    articles: Mapping[str, Article], derivations: Sequence[Derivation], roots: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for edge in derivations:
        if edge.kind == "credit" and edge.source not in articles and edge.to in roots:
            found.setdefault(roots[edge.to], set()).add(edge.source)
    for key, article in articles.items():
        if article.outlet and article.outlet.kind == "agency":
            found.setdefault(roots[key], set()).add(article.outlet.name)
    return {line: tuple(sorted(agencies)) for line, agencies in found.items()}


def _legs(statements: Sequence[Statement], reports: Sequence[str], known: Provenance) -> tuple[Leg, ...]:
    lines: dict[str, list[str]] = {}
    for key in reports:
        lines.setdefault(known.line[key], []).append(key)
    return tuple(_leg(line, keys, reports, statements, known) for line, keys in sorted(lines.items()))


def _leg(line: str, keys: Sequence[str], reports: Sequence[str], statements: Sequence[Statement], known: Provenance) -> Leg:
    told = sorted({agency for s in statements if s.article_id in keys for agency in _told(s, known.articles[s.article_id])})
    credited = known.credited.get(line, ())
    label = _named(keys, known)
    text = f"{label}: {_one_text(known, line, keys)}"
    houses = frozenset(known.family.get(key, _newsroom(line, key, known)) for key in keys)
    if told or credited:
        each = "" if len(told or credited) == 1 else ", any or all of whom may have reported it"
        why = f"{text}{'this was told to' if told else 'credits'} {_list(told or credited)}{each}"
        return Leg(label, tuple(keys), tuple(told) or credited, houses, True, False, why)
    proof = _proof(keys, reports, statements, known)
    why = f"{text}credits nobody; {proof or 'its own reporting is possible, not shown'}"
    newsrooms = tuple(sorted({_newsroom(line, key, known) for key in keys}))
    return Leg(label, tuple(keys), newsrooms, houses, False, bool(proof), why)


def _newsroom(line: str, key: str, known: Provenance) -> str:
    """Who may have reported what a report without a credit says: its outlet; an aggregator's pages may each be another's."""
    outlet = known.articles[key].outlet
    return outlet.name.casefold() if outlet and outlet.kind != "aggregator" else line


def _one_text(known: Provenance, line: str, keys: Sequence[str]) -> str:
    if len(keys) == 1:
        return ""
    return f"one text ({', '.join(known.kinds.get(line, ()))}), so one line of reports; "


def _told(statement: Statement, article: Article) -> list[str]:
    """The agencies to whom, or in whose name, a statement was made."""
    attribution = statement.attribution
    agencies = [credit.agency for credit in article.credits if credit.where == "in_text" and _inside(credit.span, statement.span)]
    if attribution and attribution.source_kind == "agency" and attribution.speaker:
        agencies.append(attribution.speaker)
    return agencies


def _inside(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _proof(keys: Sequence[str], reports: Sequence[str], statements: Sequence[Statement], known: Provenance) -> str | None:
    """What shows that the line's own newsroom reported this, if anything does."""
    for statement in statements:
        outlet = known.articles[statement.article_id].outlet
        addressee = statement.attribution.addressee if statement.attribution else None
        if statement.article_id in keys and outlet and addressee and _same_outlet(addressee.text, outlet.name):
            return f"this was told to {outlet.name} itself"
    others = [key for key in reports if key not in keys]
    alone = not any((key, other) in known.edges for key in keys for other in others)
    if others and alone and any(_signed(known.articles[key]) for key in keys):
        return "it has a byline and a dateline of its own and shares nothing with the others"
    return None


def _signed(article: Article) -> bool:
    """Whether it has a byline, and a dateline with a place and no agency. An aggregator's bylines are those of others."""
    dateline = article.dateline
    if article.outlet and article.outlet.kind == "aggregator":
        return False
    return bool(article.byline and dateline and dateline.place and not dateline.agency)


def _same_outlet(words: str, name: str) -> bool:
    short = [text.casefold().strip().removeprefix("the ") for text in (words, name)]
    return short[0] == short[1]


def _links(legs: Sequence[Leg], statements: Sequence[Statement], known: Provenance) -> tuple[tuple[int, int], ...]:
    """Which legs share the very passage that the statement stands in, or are one outlet's own."""
    return tuple(
        (n, m)
        for (n, one), (m, other) in combinations(enumerate(legs), 2)
        if _one_outlet(one, other) or any(_passage(a, b, statements, known) for a in one.reports for b in other.reports)
    )


def _one_outlet(one: Leg, other: Leg) -> bool:
    return not (one.named or other.named) and len(one.newsrooms) == 1 and one.newsrooms == other.newsrooms


def _passage(a: str, b: str, statements: Sequence[Statement], known: Provenance) -> bool:
    edges = known.edges.get((a, b), ())
    return any(all(_covered(edge, key, statements) for key in (a, b)) for edge in edges)


def _covered(edge: Derivation, key: str, statements: Sequence[Statement]) -> bool:
    """Whether shared passages hold half of one of the report's statements, or more."""
    parts = (part for evidence in edge.evidence if evidence.feature == "shared_passage" for part in evidence.spans)
    spans = [part.span for part in parts if part.article_id == key]
    return any(2 * _shared(s.span, spans) >= s.span.end - s.span.start for s in statements if s.article_id == key)


def _shared(statement: Span, passages: Sequence[Span]) -> int:
    """How many characters of the statement lie in the passages, which do not overlap."""
    return sum(max(0, min(statement.end, span.end) - max(statement.start, span.start)) for span in passages)


def _reporters(legs: Sequence[Leg], links: Sequence[tuple[int, int]]) -> tuple[Bounds, tuple[str, ...]]:
    groups = _joined(legs, links)
    named = {newsroom for leg in legs if leg.named for newsroom in leg.newsrooms}
    proved = [leg for leg in legs if leg.proved]
    unknown = [group for group in groups if not any(leg.named or leg.proved for leg in group)]
    sets = [frozenset(name for leg in group if leg.named for name in leg.newsrooms) for group in groups]
    low = fewest([names for names in sets if names]) + fewest([leg.houses for leg in proved])
    high = len(named) + len({leg.newsrooms for leg in proved}) + len(unknown)
    return Bounds(low=max(1, low), high=max(1, low, high)), (*_reasons(groups, unknown), *_of_one_house(proved))


def _reasons(groups: Sequence[Sequence[Leg]], unknown: Sequence[Sequence[Leg]]) -> Iterator[str]:
    for group in groups:
        if len({leg.label for leg in group}) > 1:
            yield f"{_list([leg.label for leg in group])} print this in the same words: they may share a newsroom"
        elif len(group) > 1:
            yield f"the {len(group)} reports of {group[0].label} are of one newsroom"
    if unknown and len(groups) > 1:
        yield f"{_count(len(unknown), 'line')} without a credit may have taken this from another report: not counted as certain"


def _of_one_house(proved: Sequence[Leg]) -> Iterator[str]:
    """Which legs with reporting of their own are not counted as so many for certain, having one publisher."""
    houses: dict[str, list[Leg]] = {}
    for leg in proved:
        for house in sorted(leg.houses - set(leg.newsrooms)):
            houses.setdefault(house, []).append(leg)
    for house, legs in sorted(houses.items()):
        if len(legs) > 1:
            yield f"{_list([leg.label for leg in legs])} are of one publisher ({house}): for certain one newsroom only"


def _joined(legs: Sequence[Leg], links: Sequence[tuple[int, int]]) -> list[list[Leg]]:
    """The legs in groups: legs that share the words may share a newsroom."""
    group = list(range(len(legs)))
    for n, m in links:
        group = [group[n] if g == group[m] else g for g in group]
    return [[leg for leg, at in zip(legs, group, strict=True) if at == key] for key in sorted(set(group))]


def fewest(sets: Sequence[frozenset[str]]) -> int:
    """How many names it takes at least to have one in every set (the smallest hitting set; for many names no more than that).

    >>> fewest([frozenset({"AP", "AFP"}), frozenset({"AFP"}), frozenset({"dpa"})])
    2
    """
    names = sorted(frozenset().union(*sets))
    if len(names) > _EXACT:
        return _apart(sets)
    sizes = (size for size in range(len(names) + 1) if any(all(s & set(few) for s in sets) for few in combinations(names, size)))
    return next(sizes, len(names))


def _apart(sets: Sequence[frozenset[str]]) -> int:
    """So many of the sets have no name in common, small ones taken first: a bound that is never too high."""
    used: set[str] = set()
    count = 0
    for names in sorted(sets, key=lambda names: (len(names), sorted(names))):
        if names and not names & used:
            used |= names
            count += 1
    return count


def _speakers(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The named speakers, each once, by the fullest name: a surname alone is the same as the whole name."""
    names = {name for s in statements if (name := _speaker(s))}
    kept: list[str] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if not any(same_name(name, other) for other in kept):
            kept.append(name)
    return tuple(sorted(kept))


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one speaker's: the words of one are the last words of the other.

    >>> same_name("Maro", "Lena Maro"), same_name("Lena Maro", "Ivo Maro")
    (True, False)
    """
    short, long = sorted(([word.casefold() for word in name.split()] for name in (one, other)), key=len)
    return long[len(long) - len(short) :] == short


def _origins(
    statements: Sequence[Statement], speakers: Sequence[str], reporters: Bounds, known: Provenance
) -> tuple[Bounds, str]:
    """At most every speaker, every unnamed source and every line that names none; at least the named witnesses, who each saw it.

    A line that says once whom it has this from, says it nowhere of its own knowledge.
    """
    witnesses = [s for s in speakers if any(_is_witness(x, s) for x in statements)]
    unnamed = sorted({_unnamed(s, known) for s in statements if _is_sourced(s) and not _speaker(s)})
    sourced = {known.line[s.article_id] for s in statements if _is_sourced(s)}
    voiced = {known.line[s.article_id] for s in statements} - sourced
    outlets = min(len(voiced), reporters.high) if sourced else reporters.high
    parts = [f"told by {_list(speakers)}"] if speakers else []
    parts += [f"told by {_count(len(unnamed), 'unnamed source')}"] if unnamed else []
    parts += [f"{_count(len(voiced), 'line')} saying so without naming a source"] if voiced else []
    high = max(1, len(speakers) + len(unnamed) + outlets)
    return Bounds(low=max(1, len(witnesses)), high=high), f"origins: {'; '.join(parts)}"


def _flags(reports: int, reporters: Bounds, origins: Bounds, statements: Sequence[Statement]) -> Iterator[SupportFlag]:
    """What a desk should know at a glance: one report alone, several that are one, nobody named."""
    if reports == 1:
        yield "single_source"
    if reports > 1 and reporters.high == 1:
        yield "one_newsroom"
    if reports > 1 and origins.high == 1:
        yield "one_origin"
    if all(map(_is_nobody, statements)):
        yield "unnamed_only"


def _is_nobody(statement: Statement) -> bool:
    """Whether it is said to be from somebody whom it does not name: a source, officials, a spokesman; a body has a name."""
    said = statement.attribution
    if said is None or not (said.speaker or said.source) or said.source_kind not in _FACELESS:
        return False
    words = said.speaker or (said.source.text if said.source else "")
    head = words.split()[-1].casefold() if words.split() else ""
    plain = words[:1].islower() and said.source_kind != "official" and head not in stop_words()
    return plain or head in unnamed()


def _speaker(statement: Statement) -> str | None:
    return statement.attribution.speaker if statement.attribution else None


def _is_sourced(statement: Statement) -> bool:
    """Whether it says from whom it is, by name or in other words."""
    said = statement.attribution
    return bool(said and (said.speaker or said.source))


def _is_witness(statement: Statement, speaker: str) -> bool:
    said = statement.attribution
    return bool(said and said.source_kind == "witness" and said.speaker and same_name(said.speaker, speaker))


def _unnamed(statement: Statement, known: Provenance) -> tuple[str, str]:
    """What tells one unnamed source from another: its words, within one line of reports."""
    source = statement.attribution.source if statement.attribution else None
    return known.line[statement.article_id], source.text.casefold() if source else ""


def _outlet(article: Article) -> str:
    """Who published it; a report of an unknown outlet is taken as one outlet's own."""
    return article.outlet.name.casefold() if article.outlet else article.id


def _named(keys: Sequence[str], known: Provenance) -> str:
    names = sorted({_shown(known.articles[key]) for key in keys})
    shown = _list(names[:_NAMED_AT_MOST])
    return shown if len(names) <= _NAMED_AT_MOST else f"{shown} and {len(names) - _NAMED_AT_MOST} more"


def _shown(article: Article) -> str:
    """How a reason calls a report: by its outlet, or its file's name where the outlet is not known."""
    if article.outlet:
        return article.outlet.name
    return PurePath(article.path).name if article.path else f"report {article.id}"


def _list(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
