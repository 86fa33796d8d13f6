"""Reports of outlets that have one owner or one newsroom: they may share a reporter though nothing in them says so."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from twosource.derivations.settings import DerivationSettings
from twosource.lexicon.families import FamilyKind, Member, families
from twosource.lexicon.outlets import folded
from twosource.model import Article, Derivation, Evidence

# Who owns an outlet says little of one report; both only keep two titles from being two reporters for certain.
WEIGHTS: Mapping[FamilyKind, float] = MappingProxyType({"newsroom": 0.3, "owner": 0.1})
_WHY: Mapping[FamilyKind, str] = MappingProxyType(
    {
        "newsroom": "{name} has one newsroom with other outlets here ({family})",
        "owner": "{name} has one owner with other outlets here ({family}), whose newsrooms may share copy",
    }
)


def one_family(articles: Iterable[Article], settings: DerivationSettings) -> Iterator[Derivation]:
    """An undirected tie of each report to its outlet's family, where reports of two outlets or more of the family are given.

    The family stands as `source`, by its name: one tie a report, however many of them there are.
    """
    known = families(settings.families)
    found: dict[str, list[tuple[Article, Member]]] = {}
    for article in articles:
        if article.outlet and (member := known.of(article.outlet)):
            found.setdefault(member.family, []).append((article, member))
    for family in sorted(found):
        if len({folded(member.name) or member.domain for _, member in found[family]}) > 1:
            yield from (_tie(article, member) for article, member in found[family])


def _tie(article: Article, member: Member) -> Derivation:
    name = article.outlet.name if article.outlet else member.name
    why = _WHY[member.kind].format(name=name, family=member.family)
    evidence = Evidence(feature=f"same_{member.kind}", score=WEIGHTS[member.kind], spans=(), why=why)
    score = WEIGHTS[member.kind]
    return Derivation(
        source=member.family, to=article.id, kind="common_source", directed=False, score=score, evidence=(evidence,)
    )
