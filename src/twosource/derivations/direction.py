"""Which of two reports had the material first: told by credits, then by time; what neither tells stays open.

What two reports tell may not fit what a third tells (a credit against dates, days against moments of other time zones). No
report took from itself by way of others, so directions that close a circle are taken back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from twosource.derivations.declared import agencies, is_agency
from twosource.model import Article, Derivation, DerivationKind, Evidence

_BY_CREDIT, _BY_TIME = "direction_by_credit", "direction_by_time"
Direction = tuple[Article, Article, bool, tuple[Evidence, ...]]


def direction(a: Article, b: Article, kind: DerivationKind) -> Direction:
    """Source and taker, whether that is known, and why: credit first, then time. What neither tells stays undirected."""
    if kind == "common_source":
        return a, b, False, ()
    if kind == "revision":
        return _by_time(a, b, later_version(a, b))
    return _by_agency(a, b) or _by_credit(a, b) or _by_time(a, b, published_later(a, b))


def _by_agency(a: Article, b: Article) -> Direction | None:
    """From the agency's own report to the one that credits the agency, whatever their dates: pages may be dated late."""
    for source, to in ((a, b), (b, a)):
        name = source.outlet.name if source.outlet and source.outlet.kind == "agency" else ""
        if name.casefold() in agencies(to):
            return source, to, True, (_reason(_BY_CREDIT, f"it credits {name}, whose report this is"),)
    return None


def _by_credit(a: Article, b: Article) -> Direction | None:
    for source, to in ((a, b), (b, a)):
        if _states(source) and not agencies(to):
            if published_later(a, b) is source:
                why = "one credits an agency for these words, but came later: both may have them from there"
                return a, b, False, (_reason("credit_against_time", why),)
            why = "the other credits an agency for these words, this one nobody"
            return source, to, True, (_reason(_BY_CREDIT, why),)
    if agencies(a) & agencies(b) and not any(is_agency(x, name) for x in (a, b) for name in agencies(x)):
        return a, b, False, (_reason("same_credit", "both credit the same agency: neither need have taken it from the other"),)
    return None


def _by_time(a: Article, b: Article, later: Article | None) -> Direction:
    if later is None:
        return a, b, False, ()
    source, to = (a, b) if later is b else (b, a)
    return source, to, True, (_reason(_BY_TIME, "it was published later"),)


def _states(article: Article) -> bool:
    """Whether the article itself says that its text comes from an agency."""
    return any(credit.how == "stated" and credit.agency.casefold() in agencies(article) for credit in article.credits)


def later_version(a: Article, b: Article) -> Article | None:
    """Which of two versions of one page is the later: by the time of publishing, else by the time each was last changed."""
    if (later := published_later(a, b)) is not None:
        return later
    changed = [replace(article, published=article.modified or article.published) for article in (a, b)]
    later = published_later(*changed)
    return None if later is None else a if later is changed[0] else b


def published_later(a: Article, b: Article) -> Article | None:
    """Which of the two was published later, as far as both their dates tell; moments are compared only where both give a zone."""
    days = [value[:10] if (value := article.published.value) and len(value) >= 10 else "" for article in (a, b)]
    if not all(days) or any(day.startswith("X") for day in days):
        return None
    moments = [_moment(article) for article in (a, b)]
    if moments[0] and moments[1]:
        return None if moments[0] == moments[1] else (b if moments[0] < moments[1] else a)
    return None if days[0] == days[1] else (b if days[0] < days[1] else a)


def _moment(article: Article) -> datetime | None:
    value = article.published.value or ""
    try:
        moment = datetime.fromisoformat(value) if "T" in value else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _reason(feature: str, why: str) -> Evidence:
    return Evidence(feature=feature, score=0.0, spans=(), why=why)


def without_circles(found: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """The derivations without circles: directions by time that lie in one are taken back, then, where needed, the others."""
    made = tuple(found)
    for features in ((_BY_TIME,), (_BY_TIME, _BY_CREDIT)):
        inside = _between_circles(made)
        if not inside:
            break
        made = tuple(_opened(d) if _lies_in(d, inside) and _rests_on(d, features) else d for d in made)
    return made


def _between_circles(found: Sequence[Derivation]) -> frozenset[str]:
    """The reports that are left when those that took nothing, and those nobody took from, are struck out again and again."""
    gave, took = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for derivation in found:
        if derivation.directed:
            gave[derivation.source].append(derivation.to)
            took[derivation.to].append(derivation.source)
    left = frozenset(gave) & frozenset(took)
    return _peeled(_peeled(left, gave, took), took, gave)


def _peeled(left: frozenset[str], onwards: Mapping[str, Sequence[str]], backwards: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """What is left when reports without one before them are struck out, then those that have no other before them, and so on."""
    before = {key: sum(other in left for other in backwards[key]) for key in left}
    free = [key for key in left if not before[key]]
    for key in free:
        for other in onwards[key]:
            if other in left:
                before[other] -= 1
                free.extend([other] if before[other] == 0 else [])
    return left - frozenset(free)


def _lies_in(derivation: Derivation, inside: frozenset[str]) -> bool:
    return derivation.directed and derivation.source in inside and derivation.to in inside


def _rests_on(derivation: Derivation, features: Sequence[str]) -> bool:
    return any(evidence.feature in features for evidence in derivation.evidence)


def _opened(derivation: Derivation) -> Derivation:
    """The same without a direction, and with what was against it."""
    source, to = sorted((derivation.source, derivation.to))
    kept = tuple(evidence for evidence in derivation.evidence if evidence.feature not in (_BY_CREDIT, _BY_TIME))
    why = "credits and dates of several reports contradict each other: the direction stays open"
    return replace(derivation, source=source, to=to, directed=False, evidence=(*kept, _reason("direction_open", why)))
