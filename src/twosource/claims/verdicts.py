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
    return "refined" if any(d.kind in REFINING for d in differences) else "agreed"


def _moves_on(difference: Difference, facts: Sequence[Fact]) -> bool:
    """Whether a number goes one way while the reports' publication days go on; without full days nothing is known."""
    if difference.kind != "number":
        return False
    day_of = {fact.id: _day(fact) for fact in facts}
    points = sorted((day_of[v.statement_id] or "", float(v.value)) for v in difference.values if _is_number(v.value))
    if len(points) < len(difference.values) or any(not day for day, _ in points):
        return False
    rising = all(a[1] <= b[1] if a[0] < b[0] else a[1] == b[1] for a, b in pairwise(points))
    return rising and points[0][0] < points[-1][0]


def _day(fact: Fact) -> str | None:
    value = fact.article.published.value
    return value if value and "X" not in value and len(value) >= len("2016-09-01") else None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
