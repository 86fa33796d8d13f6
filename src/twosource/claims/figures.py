"""Low, best and high for every counted thing of a claim, under a rule that the user names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from twosource.claims.facts import Fact, stem
from twosource.claims.numbers import AGE
from twosource.model import Figure, FigurePoint, FigureRule, Quantity

Counted = tuple[Fact, Quantity]
Key = tuple[str, str, str]


def figures(facts: Sequence[Fact], rule: FigureRule) -> tuple[Figure, ...]:
    """A figure for each counted thing that the facts give a number for: by role, unit, and where there is no role by thing."""
    counted: dict[Key, list[Counted]] = defaultdict(list)
    for fact in facts:
        for quantity in fact.quantities:
            if quantity.unit != AGE and _best_of(quantity) is not None:
                counted[_key(quantity)].append((fact, quantity))
    return tuple(_figure(counted[key], rule) for key in sorted(counted))


def _key(quantity: Quantity) -> Key:
    thing = stem(quantity.of.split()[-1].lower()) if quantity.of and not quantity.role else ""
    return quantity.role or "", quantity.unit or "", thing


def _figure(counted: Sequence[Counted], rule: FigureRule) -> Figure:
    stated = [c for c in counted if c[1].value is not None] or list(counted)
    lows = [_low(q) for _, q in counted]
    highs = [_high(q) for _, q in counted]
    best = _RULES[rule](stated)
    first = counted[0][1]
    things = Counter(q.of for _, q in counted if q.of)
    return Figure(
        role=first.role,
        of=min(things, key=lambda t: (-things[t], t)) if things else None,
        unit=first.unit,
        low=min([*lows, best]),
        best=best,
        high=max([*highs, best]),
        side=None,
        rule=rule,
        implicit=False,
        series=tuple(_point(fact, quantity) for fact, quantity in sorted(counted, key=_when)),
    )


def _point(fact: Fact, quantity: Quantity) -> FigurePoint:
    return FigurePoint(at=fact.article.published.value, value=_known(quantity), statement_id=fact.id)


def _when(counted: Counted) -> tuple[str, str, float]:
    """Order of time; a report without a day comes first, for nothing says that it is newer."""
    fact, quantity = counted
    return fact.article.published.value or "", fact.id, _known(quantity)


def _best_of(quantity: Quantity) -> float | int | None:
    """The number that stands for a quantity: its value, else the lower end of its range (ACLED's conservative reading)."""
    if quantity.value is not None:
        return quantity.value
    return quantity.low if quantity.low is not None else quantity.high


def _known(quantity: Quantity) -> float | int:
    best = _best_of(quantity)
    if best is None:
        raise ValueError("a quantity without value, low and high is no figure")
    return best


def _low(quantity: Quantity) -> float | int:
    return quantity.low if quantity.low is not None else _known(quantity)


def _high(quantity: Quantity) -> float | int:
    return quantity.high if quantity.high is not None else _known(quantity)


def _latest(counted: Sequence[Counted]) -> float | int:
    """The number most often given by the reports of the last day; without days, by all of them."""
    last = max(fact.article.published.value or "" for fact, _ in counted)
    return _majority([c for c in counted if (c[0].article.published.value or "") == last])


def _majority(counted: Sequence[Counted]) -> float | int:
    """The number that most articles give; of several the highest."""
    articles: dict[float | int, set[str]] = defaultdict(set)
    for fact, quantity in counted:
        articles[_known(quantity)].add(fact.article.id)
    return max(articles, key=lambda n: (len(articles[n]), n))


def _lowest(counted: Sequence[Counted]) -> float | int:
    return min(_known(q) for _, q in counted)


def _highest(counted: Sequence[Counted]) -> float | int:
    return max(_known(q) for _, q in counted)


_RULES: Mapping[FigureRule, Callable[[Sequence[Counted]], float | int]] = {
    "latest": _latest,
    "majority": _majority,
    "lowest": _lowest,
    "highest": _highest,
}
