"""Low, best and high for every counted thing of a story, under a rule that the user names.

A role of persons (killed, arrested) has one figure in the whole story, and one for each side that is told apart; what else is
counted has one in each claim.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf

from twosource.claims.facts import Fact, stem
from twosource.claims.numbers import AGE
from twosource.claims.persons import alive, how_many, of_family
from twosource.claims.rules import Number, Told, best_of
from twosource.claims.support import Provenance
from twosource.claims.telling import Told as Telling
from twosource.claims.telling import first_day, is_elsewhere, kind_of
from twosource.claims.tolls import Toll, Tolls
from twosource.lexicon.sides import side_of
from twosource.lexicon.tolls import families, toll_words
from twosource.model import Figure, FigurePoint, FigureRule, ImplicitCount, Quantity

NO_FIGURES = frozenset({AGE, "second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
COUNTED = ("killed", "injured", "missing")  # who is counted also where no report gives a number
OF_THINGS = frozenset({"destroyed", "damaged", "seized"})  # homes and bridges are not one number
SIDED = frozenset({"whole", "others"})
Key = tuple[str, str, str]


def voices(known: Provenance) -> dict[str, str]:
    """From whom each report has what it tells: the one agency that its line of reports credits, else the line."""
    credited = {line: of[0] for line, of in known.credited.items() if len(of) == 1}
    return {id: f"agency {credited[line]}" if line in credited else line for id, line in known.line.items()}


def story_figures(facts: Sequence[Fact], tolls: Tolls, voice: Mapping[str, str], rule: FigureRule) -> list[Figure]:
    """The figures of the story's tolls, by family, each with those of the sides that reports tell apart."""
    of = {toll.family: toll.of_articles for toll in tolls.of_families}
    found = []
    for family in sorted({*of, *COUNTED}):
        one = toll_figure(family, of.get(family, ()), facts, voice, rule)
        if one is not None:
            sides = _sides(family, tolls, voice, rule)
            found += [one, *(side for side in sides if side.best <= one.best)]
    return [*found, *_other_roles(facts, voice, rule)]


def _other_roles(facts: Sequence[Fact], voice: Mapping[str, str], rule: FigureRule) -> Iterator[Figure]:
    """The figures of what else happened to the counted (arrested, rescued): of each article its most told number."""
    first = first_day(facts)
    told: dict[Key, dict[str, list[tuple[Fact, Quantity]]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        for quantity in fact.quantities:
            if of_story(quantity) and quantity.role not in families() and kind_of(fact, quantity, first) == "whole":
                told[_key(quantity)][fact.article.id].append((fact, quantity))
    for key in sorted(told):
        points = [best for of in told[key].values() if (best := _most_told(of, voice))]
        if points:
            yield _figure(key, points, rule, implicit=False)


def of_story(quantity: Quantity) -> bool:
    """Whether a quantity belongs to a figure of the whole story: it counts to whom or what something happened."""
    return bool(quantity.role) and not quantity.unit


def toll_figure(
    family: str, tolls: Sequence[Toll], facts: Sequence[Fact], voice: Mapping[str, str], rule: FigureRule
) -> Figure | None:
    """The figure of a family of the story: of each article the number by which it stands, or who is told one by one.

    `None` where no article tells of anybody. Fewer told one by one than some report counts are a part of them.
    """
    one_by_one, named = _one_by_one(family, facts, voice), _told_of(family, facts)
    by_article = {t.article.id: _of_toll(t, voice) for t in tolls if t.early or t.article.id not in named}
    least = max((t.number for t in tolls if t.early), default=0)
    told = {id: one for id, one in one_by_one.items() if one.value >= least} | by_article
    return _figure((family, "", ""), [told[id] for id in sorted(told)], rule, implicit=not by_article) if told else None


def _of_toll(toll: Toll, voice: Mapping[str, str]) -> Told:
    one, high = toll.told[0], max(toll.number, toll.high)
    return Told(fact=one.fact, voice=voice[toll.article.id], value=toll.number, low=toll.number, high=high, of=one.quantity.of)


def _one_by_one(family: str, facts: Sequence[Fact], voice: Mapping[str, str]) -> dict[str, Told]:
    """Of each article that tells of persons of a family one by one, how many they are."""
    first, dead = first_day(facts), []
    if family == "injured":
        told_dead = (p for fact in facts for p in fact.implicit if p.role == "killed")
        dead = list({(p.name, p.age, p.of): p for p in told_dead}.values())  # a hundred copies tell of one person
    of_article: dict[str, list[tuple[Fact, list[ImplicitCount]]]] = defaultdict(list)
    for fact in facts:
        living = alive([p for p in fact.implicit if families().get(p.role) in of_family(family)], dead)
        if living and _asserted(fact) and not is_elsewhere(fact, first):
            of_article[fact.article.id].append((fact, living))
    found = {}
    for id, of in of_article.items():
        number = how_many(living for _, living in of)
        found[id] = Told(fact=of[0][0], voice=voice[id], value=number, low=number, high=number)
    return found


def _told_of(family: str, facts: Sequence[Fact]) -> set[str]:
    """The articles that tell of anybody of a family one by one: their numbers, where not told at the start, are of others."""
    return {fact.article.id for fact in facts for p in fact.implicit if families().get(p.role) in of_family(family)}


def _asserted(fact: Fact) -> bool:
    """Whether a fact says that it is so: not what is denied, doubted or begged (`Don't let my baby die`)."""
    return not fact.statement.negated and fact.statement.stance == "asserts"


def _sides(family: str, tolls: Tolls, voice: Mapping[str, str], rule: FigureRule) -> Iterator[Figure]:
    """The figures of the sides of a family: of each article the number that it gives most often for the side."""
    told: dict[str, dict[str, list[tuple[Fact, Quantity]]]] = defaultdict(lambda: defaultdict(list))
    for one in tolls.all_told:
        for quantity in one.listed:
            side = side_of(quantity.of)
            if side and families().get(quantity.role or "") == family and _of_side(one):
                told[side][one.fact.article.id].append((one.fact, quantity))
    for side in sorted(told):
        points = [best for of in told[side].values() if (best := _most_told(of, voice))]
        if points:
            yield replace(_figure((family, "", ""), points, rule, implicit=False), side=side)


def _of_side(one: Telling) -> bool:
    """Whether a number of a side is of all of that side: told so, or as what the whole includes."""
    at = one.quantity.span.start - one.fact.statement.span.start
    before = one.fact.statement.span.text[:at].lower().rstrip()
    return one.kind in SIDED or (one.kind == "part" and before.endswith(toll_words("including")))


def _most_told(of: Sequence[tuple[Fact, Quantity]], voice: Mapping[str, str]) -> Told | None:
    """The number that an article gives most often, exact ones before ranges, of several its first."""
    told = [one for fact, quantity in of if (one := _told(fact, quantity, voice))]
    times = Counter(t.value for t in told)
    return max(told, key=lambda t: (t.stated, times[t.value]), default=None)


# What is counted in one claim


def figures(
    facts: Sequence[Fact], voice: Mapping[str, str], rule: FigureRule, beside: Sequence[Figure] = ()
) -> tuple[Figure, ...]:
    """A figure for each counted thing: by role, unit, and where there is no role by thing; ages and bare numbers are none.

    To whom something happened has a figure in the story (`beside`), not here, unless one report alone counts more than that: it
    counts others. What stands beside a toll without a role (the rounds that
    were fired) has none.
    """
    tells_tolls = any((q.role or "") in families() for fact in facts for q in fact.statement.quantities)
    most, alone = {f.role: f.high for f in beside if f.side is None}, len({fact.article.id for fact in facts}) == 1
    told: dict[Key, list[Told]] = defaultdict(list)
    for fact in facts:
        for quantity in fact.quantities:
            of_others = alone and _number(quantity) > most.get(families().get(quantity.role or "", ""), inf)
            left_out = not of_others if of_story(quantity) else (not quantity.role and tells_tolls)
            if not left_out and _counts(fact, quantity) and (one := _told(fact, quantity, voice)):
                told[_key(quantity)].append(one)
    return tuple(_figure(key, told[key], rule, implicit=False) for key in sorted(told))


def _number(quantity: Quantity) -> Number:
    return next((n for n in (quantity.value, quantity.low, quantity.high) if n is not None), 0)


def _counts(fact: Fact, quantity: Quantity) -> bool:
    """Whether a quantity is a figure: not an age, not a bare number, not what is known already (`the two countries`)."""
    before = fact.slot(quantity.span).before
    known_already = not quantity.role and before[:1] in (("the",), ("these",), ("those",), ("both",))
    return quantity.unit not in NO_FIGURES and not known_already and bool(quantity.role or quantity.unit or quantity.of)


def _key(quantity: Quantity) -> Key:
    by_thing = not quantity.role or quantity.role in OF_THINGS
    thing = stem(quantity.of.split()[-1].lower()) if quantity.of and by_thing else ""
    return quantity.role or "", quantity.unit or "", thing


def _told(fact: Fact, quantity: Quantity, voice: Mapping[str, str]) -> Told | None:
    known = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    if not known:
        return None
    return Told(
        fact=fact,
        voice=voice[fact.article.id],
        value=known[0],
        low=known[0] if quantity.low is None else quantity.low,
        high=known[0] if quantity.high is None else quantity.high,
        stated=quantity.value is not None,
        of=quantity.of,
    )


def _figure(key: Key, told: Sequence[Told], rule: FigureRule, *, implicit: bool) -> Figure:
    best: Number = best_of(told, rule, key[0])
    things = Counter(t.of for t in told if t.of)
    return Figure(
        role=key[0] or None,
        of=min(things, key=lambda thing: (-things[thing], thing)) if things else None,
        unit=key[1] or None,
        low=min([best, *(t.low for t in told)]),
        best=best,
        high=max([best, *(t.high for t in told)]),
        side=None,
        rule=rule,
        implicit=implicit,
        series=tuple(
            FigurePoint(at=t.day or None, value=t.value, statement_id=t.fact.id)
            for t in sorted(told, key=lambda t: (t.day, t.fact.order, t.value))
        ),
    )
