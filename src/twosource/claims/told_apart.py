"""What reports tell apart: two values that one report gives to two things are no two versions of one thing."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from twosource.claims.blame import TOLD as HELD_RESPONSIBLE
from twosource.claims.contrasts import Contrast
from twosource.claims.facts import Fact
from twosource.claims.named import MOST_MENTIONS, SEARCHED
from twosource.claims.numbers import comparable
from twosource.claims.same_time import day_relation
from twosource.lexicon.tolls import families
from twosource.model import DifferenceKind, Quantity, Value

# Between a place and the larger one in which it lies: `Velmora, in southern Ostrel`.
LYING_IN = re.compile(r"(?:, (?:in |near )?| in | \()(?:the )?(?:(?:north|south|east|west|central)\w{0,8} )?")
Test = Callable[[Fact], bool]
ByArticle = Mapping[str, Sequence[Fact]]


def standing(contrasts: Iterable[Contrast], facts: Sequence[Fact]) -> list[Contrast]:
    """The contrasts without the conflicts between values that reports tell apart.

    That is: one report gives both, each in its own place, and others give the one and the other; a report's second value alone
    may be the slip that is looked for. Of places it is enough that one is put into the other anywhere. What is told as two
    versions, each with its speaker, stays, and so does whom somebody blames.
    """
    by_id = {fact.id: fact for fact in facts}
    of_articles: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        of_articles[fact.article.id].append(fact)
    return [c for c in contrasts if not (c.conflict and _is_told_apart(c, by_id, of_articles))]


def _is_told_apart(contrast: Contrast, by_id: Mapping[str, Fact], of_articles: ByArticle) -> bool:
    if any(held in contrast.why for held in HELD_RESPONSIBLE.values()):
        return False
    if contrast.kind == "place":
        return any(_nests_both(facts[0], contrast) for facts in of_articles.values())
    if contrast.kind == "actor":
        return _are_two_actors(contrast, of_articles)
    telling = _TELLING.get(contrast.kind)
    sides = ((by_id[v.statement_id], v) for v in (contrast.left, contrast.right))
    left, right = (telling(fact, value) if telling else None for fact, value in sides)
    if left is None or right is None:
        return False
    found = {id: ([f for f in facts if left(f)], [f for f in facts if right(f)]) for id, facts in of_articles.items()}
    apart = {id for id, told in found.items() if _apart(*told)}
    return _others_give_each(apart, *({id for id in found if found[id][n]} for n in (0, 1)))


def _others_give_each(apart: set[str], ours: set[str], theirs: set[str]) -> bool:
    """Whether of some report that tells two values apart others give the one and the other."""
    return any(ours - {id} and theirs - {id} for id in apart)


def _are_two_actors(contrast: Contrast, of_articles: ByArticle) -> bool:
    texts = {id: facts[0].article.text[:SEARCHED] for id, facts in of_articles.items()}
    ours, theirs = ({id for id in texts if _is_in(texts[id], value)} for value in (contrast.left, contrast.right))
    return _others_give_each({id for id in ours & theirs if not _versions(of_articles[id], contrast)}, ours, theirs)


def _versions(facts: Sequence[Fact], contrast: Contrast) -> bool:
    """Whether a report names the one by one speaker, the other by another."""
    ours, theirs = ([f for f in facts if _is_in(f.statement.span.text, v)] for v in (contrast.left, contrast.right))
    return bool(ours and theirs) and not any(a is b or not _two_versions(a, b) for a in ours for b in theirs)


def _is_in(text: str, value: Value) -> bool:
    return value.value in text or value.span.text in text


def _nests_both(fact: Fact, contrast: Contrast) -> bool:
    """Whether a report puts one place into the other: `Velmora, Ostrel`."""
    ours, theirs = ({v.value, v.span.text} for v in (contrast.left, contrast.right))
    text = fact.article.text[:SEARCHED]
    return any(_nests(text, a, b) or _nests(text, b, a) for a in ours for b in theirs)


def _nests(text: str, inner: str, outer: str) -> bool:
    at = text.find(inner)
    for _ in range(MOST_MENTIONS if len(inner) > 1 else 0):
        link = LYING_IN.match(text, at + len(inner)) if at >= 0 else None
        if link is not None and text.startswith(outer, link.end()):
            return True
        at = text.find(inner, at + 1) if at >= 0 else at
    return False


def _dating(fact: Fact, value: Value) -> Test | None:
    """Tells of a fact whether it gives the same day."""
    time = next((t for t in fact.statement.times if t.span.start == value.span.start), None)
    return None if time is None else lambda other: any(day_relation(t, time) == "same" for t in other.times)


def _counting(fact: Fact, value: Value) -> Test | None:
    """Tells of a fact whether it gives the same number of the same; of tolls other evidence tells."""
    number = next((q for q in fact.statement.quantities if q.span.start == value.span.start), None)
    if number is None or families().get(number.role or ""):
        return None
    return lambda other: any(_same(q, number) for q in other.quantities)


def _same(a: Quantity, b: Quantity) -> bool:
    return (a.value, a.low, a.high) == (b.value, b.low, b.high) and comparable(a, b)


def _apart(ours: Sequence[Fact], theirs: Sequence[Fact]) -> bool:
    """Whether one thing is told here and another there, and not both as versions of two speakers."""
    return any(a is not b and not _two_versions(a, b) for a in ours for b in theirs)


def _two_versions(one: Fact, other: Fact) -> bool:
    speakers = [f.statement.attribution.speaker if f.statement.attribution else None for f in (one, other)]
    return None not in speakers and speakers[0] != speakers[1]


Telling = Callable[[Fact, Value], Test | None]
_TELLING: Mapping[DifferenceKind, Telling] = {"date": _dating, "number": _counting}
