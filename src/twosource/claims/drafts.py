"""Claims before they are made: those joined by what they say, and with them those that tell one toll."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.claims.differences import differences
from twosource.claims.facts import Fact
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


def without_tolls(facts: Sequence[Fact], draft: Draft, known: Tolls) -> Draft:
    """A claim without what tells nothing but a toll that has a claim of its own, and differs from the rest in that alone:
    `the sinking killed 12` stands with `17 were killed`, not a second time with `the ferry sank`."""
    disputed = {n for toll in known.of_families if toll.differences for n in toll.members} - {
        n for toll in draft.tolls for n in toll.members
    }
    bare = {n for n in draft.members if n in disputed and len(facts[n].predicates) == 1}
    if not bare or bare >= {*draft.members}:
        return draft
    found = differences([facts[n] for n in draft.members], known)
    differ = {value.statement_id for d in found if d.conflict and d.kind != "number" for value in d.values}
    rest = tuple(n for n in draft.members if n not in bare or facts[n].id in differ)
    return replace(draft, members=rest, score=draft.score if len(rest) > 1 else None)


def with_toll_differences(found: Sequence[Difference], draft: Draft, known: Tolls) -> tuple[Difference, ...]:
    """The differences of a claim with those of its tolls, which hold for the numbers that both tell of."""
    of_tolls = [d for toll in draft.tolls for d in toll.differences]
    places = {place(v) for d in of_tolls for v in d.values}
    kept = [d for d in found if d.kind != "number" or not {place(v) for v in d.values} <= places]
    return tuple(sorted((*kept, *of_tolls), key=lambda d: (not d.conflict, d.kind, [place(v) for v in d.values])))
