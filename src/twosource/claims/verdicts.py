"""What a claim's differences come to: agreed, refined, updated, disputed, or told by one report only."""

from collections.abc import Sequence
from itertools import pairwise

from twosource.claims.facts import Fact
from twosource.model import Difference, Verdict

# Another speaker of the same words refines nothing.
REFINING = frozenset({"number", "date", "place", "actor", "scope", "wording", "negation"})


def verdict(facts: Sequence[Fact], differences: Sequence[Difference]) -> Verdict:
    """The verdict of a claim from its facts and what differs between them."""
    if len({fact.article.id for fact in facts}) < 2:
        return "single"
    conflicts = [d for d in differences if d.conflict]
    if conflicts:
        return "updated" if all(_moves_on(d, facts) for d in conflicts) else "disputed"
    if any(_grows(d, facts) for d in differences):
        return "updated"
    return "refined" if any(d.kind in REFINING for d in differences) else "agreed"


def _grows(difference: Difference, facts: Sequence[Fact]) -> bool:
    """Whether a least number is followed by a higher one: "at least 12" on one day, 17 on a later one."""
    bounds = {(fact.id, q.span.start, q.span.end): q.bound for fact in facts for q in fact.quantities}
    least = [bounds.get((v.statement_id, v.span.start, v.span.end)) == "at_least" for v in difference.values]
    return any(least) and not all(least) and _moves_on(difference, facts)


def _moves_on(difference: Difference, facts: Sequence[Fact]) -> bool:
    """Whether a number goes one way while the reports' publication days go on; without full days nothing is known."""
    if difference.kind != "number":
        return False
    day_of = {fact.id: _day(fact) for fact in facts}
    points = sorted({(day_of[v.statement_id] or "", float(v.value)) for v in difference.values if _is_number(v.value)})
    known = all(_is_number(v.value) for v in difference.values) and all(day for day, _ in points)
    if not known or len({day for day, _ in points}) < len(points):
        return False
    return len({number for _, number in points}) > 1 and _one_way([number for _, number in points])


def _one_way(numbers: Sequence[float]) -> bool:
    """Whether numbers only rise or only fall: a toll grows, the missing become fewer."""
    steps = [b - a for a, b in pairwise(numbers)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _day(fact: Fact) -> str | None:
    value = fact.article.published.value
    return value if value and "X" not in value and len(value) >= len("2016-09-01") else None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
