"""Claims before they are made: those joined by what they say, and with them those that tell one toll."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from twosource.claims.facts import Fact
from twosource.claims.numbers import compatible
from twosource.claims.telling import Told, victims
from twosource.claims.tolls import StoryToll, Tolls, place
from twosource.model import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim before it is made, by the indexes of its facts: those joined by what they say, and those that tell a toll."""

    members: tuple[int, ...] = ()
    score: float | None = None
    tolls: tuple[StoryToll, ...] = ()

    @property
    def all(self) -> tuple[int, ...]:
        """All its facts, once each, in the order of the story."""
        return tuple(sorted({*self.members, *(n for toll in self.tolls for n in toll.members)}))


def with_tolls(facts: Sequence[Fact], drafts: Sequence[Draft], known: Tolls) -> list[Draft]:
    """The claims with those of the tolls; what tells nothing but a toll stands with it, and not a second time."""
    found = list(drafts)
    for toll in known.of_families:
        ids = {facts[n].id for n in toll.members}
        within = [d for d in found if {facts[n].id for n in d.all} <= ids or ids <= {facts[n].id for n in d.members}]
        scores = [d.score for d in within if d.score is not None]
        joined = Draft(
            members=tuple(n for d in within for n in d.members),
            score=max(scores, default=None),
            tolls=(*(t for d in within for t in d.tolls), toll),
        )
        found = [*(d for d in found if d not in within), joined]
    return sorted(found, key=lambda d: d.all)


def with_toll_differences(found: Sequence[Difference], draft: Draft, known: Tolls) -> tuple[Difference, ...]:
    """The differences of a claim with those of its tolls, which hold for the numbers that both tell of."""
    of_tolls = [d for toll in draft.tolls for d in toll.differences]
    places = {place(v) for d in of_tolls for v in d.values}
    kept = [_scoped(d, known) for d in found if d.kind != "number" or not {place(v) for v in d.values} <= places]
    return tuple(sorted((*kept, *of_tolls), key=lambda d: (not d.conflict, d.kind, [place(v) for v in d.values])))


def _scoped(difference: Difference, known: Tolls) -> Difference:
    """A difference of numbers that tell of other sets of people is one of scope, and no conflict."""
    told = [known.told.get(place(v)) for v in difference.values]
    if difference.kind != "number" or not difference.conflict or not all(told):
        return difference
    of_sets = [t for t in told if t]
    if not all(_explained(a, b, known) for a, b in combinations(of_sets, 2) if a.fact.article.id != b.fact.article.id):
        return difference
    return replace(difference, kind="scope", conflict=False, why="the numbers tell of different sets of people")


def _of_other_groups(a: Told, b: Told) -> bool:
    """Whether the lower of two numbers is of one group of people, and the other of all or of another group."""
    low, high = sorted((a, b), key=lambda t: t.number)
    return low.group is not None and low.group != high.group


def _both_hold(a: Told, b: Told) -> bool:
    """Whether the words of two numbers leave one that both mean: `dozens` and 49."""
    return len(a.listed) == len(b.listed) == 1 and compatible(a.quantity, b.quantity)


def _explained(a: Told, b: Told, known: Tolls) -> bool:
    """Whether two tellings may both be right, as one counts others, a part, the dead among those hit, or the attacker."""
    apart = abs(a.number - b.number)
    if apart == 0 or _both_hold(a, b) or ("elsewhere" in (a.kind, b.kind) and a.kind != b.kind):
        return True
    if (
        _of_other_groups(a, b)
        or {"part", "condition"} & {a.kind, b.kind}
        or ("others" in (a.kind, b.kind) and a.kind != b.kind and apart == 1)
    ):
        return True
    if any(whole.number in known.sums.get((of.fact.article.id, of.family), ()) for of, whole in ((a, b), (b, a))):
        return True
    if any(victims(t) and apart == known.dead[t.fact.article.id] for t in (a, b)):
        return True
    return known.attacker and a.family == b.family == "killed" and apart == 1
