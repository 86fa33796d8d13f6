"""Dates of two statements: whether they can be the same day, month or year, compared without a year where none is known."""

import re
from collections.abc import Iterator
from typing import Literal

from twosource.claims.contrasts import Contrast, closeness, matched, substituted, substitutions, value
from twosource.claims.facts import Fact
from twosource.lexicon.calendar import relation
from twosource.model import Time

LEAST_FIT = 1.0
WEEKDAY = re.compile(r"[\dX]{4}-WXX-\d")

Relation = Literal["same", "within", "overlap", "disjoint", "unknown"]


def dates(left: Fact, right: Fact) -> Iterator[Contrast]:
    """Where two statements date the same thing: dates that exclude each other, and rougher beside finer ones."""
    ours, theirs = _dated(left), _dated(right)
    swaps = substitutions(left, right)

    def fit(a: Time, b: Time) -> float:
        alone = 1.0 if len(ours) == len(theirs) == 1 and _same_event(left, right) else 0.0
        near = closeness(left.slot(a.span), right.slot(b.span))
        return alone + 0.5 * near + 2.0 * substituted(a.span, b.span, swaps)

    agreeing, differing = matched(ours, theirs, lambda a, b: _relation(a, b) in ("same", "within", "overlap"), fit, LEAST_FIT)
    for a, b in agreeing:
        if _relation(a, b) != "same":
            yield _contrast(left, right, a, b, conflict=False)
    for a, b in differing:
        if _relation(a, b) == "disjoint":
            yield _contrast(left, right, a, b, conflict=True)


def _dated(fact: Fact) -> list[Time]:
    return [t for t in fact.times if t.type in ("DATE", "TIME") and t.value and not t.value.endswith("_REF")]


def _same_event(left: Fact, right: Fact) -> bool:
    return bool(left.predicates & right.predicates)


def _relation(a: Time, b: Time) -> Relation:
    found: Relation = relation((a.earliest, a.latest), (b.earliest, b.latest))
    if found == "unknown" and a.value and b.value and WEEKDAY.fullmatch(a.value) and WEEKDAY.fullmatch(b.value):
        return "same" if a.value[-1] == b.value[-1] else "disjoint"
    return found


def _contrast(left: Fact, right: Fact, a: Time, b: Time, *, conflict: bool) -> Contrast:
    why = "the dates exclude each other" if conflict else "one date lies within the other"
    if "X" in f"{a.value}{b.value}":
        why += " (compared without the year, which no report gives)"
    ours, theirs = value(left, a.span, a.value), value(right, b.span, b.value)
    return Contrast(kind="date", conflict=conflict, left=ours, right=theirs, why=why)
