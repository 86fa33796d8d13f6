"""Reports that tell of several incidents together: the shootings of a weekend, the accidents of a night."""

import re
from collections.abc import Sequence
from functools import cache

from twosource.claims.facts import Fact
from twosource.lexicon.tolls import toll_words

EARLY = 4  # facts from the start in which a report says that it tells of several incidents
SO_MANY = 4  # incidents by number; two or three may be the stages of one


def roundups(facts: Sequence[Fact]) -> frozenset[str]:
    """The ids of the articles that tell of several incidents at their start: their tolls are of all, or of any of these."""
    first: dict[str, list[Fact]] = {}
    for fact in facts:
        if len(of := first.setdefault(fact.article.id, [])) < EARLY:
            of.append(fact)
    return frozenset(id for id, of in first.items() if any(_tells_several(fact) for fact in of))


def _tells_several(fact: Fact) -> bool:
    """Whether a fact tells of several incidents: `17 shootings`, `separate crashes`, `shootings across the city`."""
    incidents = toll_words("incidents")
    counted = (q.value for q in fact.quantities if not q.unit and (q.of or "").lower().endswith(incidents))
    return any(n is not None and n >= SO_MANY for n in counted) or bool(_several().search(fact.statement.span.text.lower()))


@cache
def _several() -> re.Pattern[str]:
    incidents = "|".join(map(re.escape, toll_words("incidents")))
    several, over, times = ("|".join(map(re.escape, toll_words(kind))) for kind in ("several", "spread_over", "violent_times"))
    return re.compile(
        rf"\b(?:(?:{several})\s(?:[\w'’-]{{1,20}}\s){{0,2}}(?:{incidents})|(?:{incidents})\s(?:{over})|(?:{times}))\b"
    )
