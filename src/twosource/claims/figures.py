"""Low, best and high for every counted thing of a claim, under a rule that the user names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from twosource.claims.facts import Fact, stem
from twosource.claims.numbers import AGE
from twosource.claims.tolls import Toll, alive, how_many, of_family
from twosource.lexicon.tolls import families
from twosource.model import Figure, FigurePoint, FigureRule, ImplicitCount, Quantity

Number = float | int
NO_FIGURES = frozenset({AGE, "second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one fact gives for one counted thing: the number that stands for its words, and how low and high they reach.

    `stated`: the words give one number; else it is the lower end of a range ("hundreds"), as ACLED reads it.
    """

    fact: Fact
    value: Number
    low: Number
    high: Number
    stated: bool = True
    of: str | None = None

    @property
    def day(self) -> str:
        """The day of the report; empty where none is known, so that it comes first: nothing says that it is newer."""
        return self.fact.article.published.value or ""


def figures(facts: Sequence[Fact], rule: FigureRule, beside: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
    """A figure for each counted thing: by role, unit, and where there is no role by thing; ages and bare numbers are none.

    Roles of the families of tolls that stand elsewhere in the story (`beside`) are left to these.
    """
    told: dict[Key, list[Told]] = defaultdict(list)
    for fact in facts:
        for quantity in fact.quantities:
            elsewhere = families().get(quantity.role or "") in beside
            if not elsewhere and _counts(fact, quantity) and (one := _told(fact, quantity)):
                told[_key(quantity)].append(one)
    return tuple(_figure(key, told[key], rule, implicit=False) for key in sorted(told))


def toll_figure(family: str, tolls: Sequence[Toll], facts: Sequence[Fact], rule: FigureRule) -> Figure | None:
    """The figure of a family of the story: of each article the number by which it stands, or who is told one by one.

    `None` where no article tells of anybody.
    """
    dead = [p for fact in facts for p in fact.implicit if p.role == "killed"] if family == "injured" else []
    one_by_one = _one_by_one(family, facts, dead)
    by_article = {toll.article.id: _of_toll(toll) for toll in tolls if toll.early or toll.article.id not in one_by_one}
    told = one_by_one | by_article
    return _figure((family, "", ""), [told[id] for id in sorted(told)], rule, implicit=not by_article) if told else None


def _of_toll(toll: Toll) -> Told:
    one = toll.told[0]
    return Told(fact=one.fact, value=toll.number, low=toll.number, high=max(toll.number, toll.high), of=one.quantity.of)


def _one_by_one(family: str, facts: Sequence[Fact], dead: Sequence[ImplicitCount]) -> dict[str, Told]:
    """Of each article that tells of persons of a family one by one, how many they are."""
    of_article: dict[str, list[tuple[Fact, list[ImplicitCount]]]] = defaultdict(list)
    for fact in facts:
        if living := alive([p for p in fact.implicit if families().get(p.role) in of_family(family)], dead):
            of_article[fact.article.id].append((fact, living))
    found = {}
    for id, of in of_article.items():
        number = how_many(living for _, living in of)
        found[id] = Told(fact=of[0][0], value=number, low=number, high=number)
    return found


def _counts(fact: Fact, quantity: Quantity) -> bool:
    """Whether a quantity is a figure: not an age, not a bare number, not what is known already (`the two countries`)."""
    before = fact.slot(quantity.span).before
    known_already = not quantity.role and before[:1] in (("the",), ("these",), ("those",), ("both",))
    return quantity.unit not in NO_FIGURES and not known_already and bool(quantity.role or quantity.unit or quantity.of)


def _key(quantity: Quantity) -> Key:
    thing = stem(quantity.of.split()[-1].lower()) if quantity.of and not quantity.role else ""
    return quantity.role or "", quantity.unit or "", thing


def _told(fact: Fact, quantity: Quantity) -> Told | None:
    known = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    if not known:
        return None
    low = known[0] if quantity.low is None else quantity.low
    high = known[0] if quantity.high is None else quantity.high
    return Told(fact=fact, value=known[0], low=low, high=high, stated=quantity.value is not None, of=quantity.of)


def _figure(key: Key, told: Sequence[Told], rule: FigureRule, *, implicit: bool) -> Figure:
    best = _RULES[rule]([t for t in told if t.stated] or told)
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


def _latest(told: Sequence[Told]) -> Number:
    """The number most often given by the reports of the last day; without days, by all of them.

    A day of an unknown year is no day beside days of known years.
    """
    last = max(t.day for t in [t for t in told if not t.day.startswith("XXXX")] or told)
    return _majority([t for t in told if t.day == last])


def _majority(told: Sequence[Told]) -> Number:
    """The number that most articles give; of several the highest."""
    articles: dict[Number, set[str]] = defaultdict(set)
    for t in told:
        articles[t.value].add(t.fact.article.id)
    return max(articles, key=lambda number: (len(articles[number]), number))


def _lowest(told: Sequence[Told]) -> Number:
    return min(t.value for t in told)


def _highest(told: Sequence[Told]) -> Number:
    return max(t.value for t in told)


_RULES: Mapping[FigureRule, Callable[[Sequence[Told]], Number]] = {
    "latest": _latest,
    "majority": _majority,
    "lowest": _lowest,
    "highest": _highest,
}
