"""Marks that reports give for one thing, put together into variants: each report has one vote for each value."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from twosource.model import Span, Telling, Variant

MOST = 4  # variants of one thing: more are a list, not what reports mainly say
_WEIGHTS = (8, 6, 5, 4, 3, 3, 3, 2, 2, 2, 2)  # of the headline and the first statements that tell something; later ones 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that give a value; `weight` is what they count where the report has none that count more."""

    value: str
    article_id: str
    statement_id: str | None
    span: Span
    weight: int


def position_weight(place: int) -> int:
    """What a place in a report counts; 0 is the headline."""
    return _WEIGHTS[place] if place < len(_WEIGHTS) else 1


def by_votes(marks: Iterable[Mark], sure: int | None = None) -> tuple[Variant, ...]:
    """The variants, that of most weight first; of each report the words that count most.

    What weighs less than a third of the foremost is left out, unless one report's words for it weigh `sure` by themselves.
    """
    best: dict[str, dict[str, Mark]] = defaultdict(dict)
    for mark in marks:
        before = best[mark.value.casefold()].get(mark.article_id)
        if before is None or (mark.weight, -mark.span.start) > (before.weight, -before.span.start):
            best[mark.value.casefold()][mark.article_id] = mark
    totals = {key: sum(mark.weight for mark in of.values()) for key, of in best.items()}
    top = max(totals.values(), default=0)
    certain = {key for key, of in best.items() if sure is not None and max(mark.weight for mark in of.values()) >= sure}
    kept = [k for k in sorted(totals, key=lambda key: (-totals[key], key)) if 3 * totals[k] >= top or k in certain]
    return tuple(_variant(list(best[key].values())) for key in kept[:MOST])


def _variant(marks: list[Mark]) -> Variant:
    ordered = sorted(marks, key=lambda mark: (-mark.weight, mark.article_id, mark.span.start))
    words = tuple(Telling(article_id=m.article_id, statement_id=m.statement_id, span=m.span) for m in ordered)
    return Variant(value=ordered[0].value, reports=len(marks), words=words)
