"""Dates of two statements: whether they can be the same day, month or year, compared without a year where none is known."""

import re
from collections.abc import Iterator
from typing import Literal

from twosource.claims.contrasts import Both, Contrast, closeness, matched, substituted, value
from twosource.claims.facts import Fact
from twosource.lexicon.calendar import relation
from twosource.lexicon.events import predicate_class
from twosource.model import Time

LEAST_FIT = 1.5
WEEKDAY = re.compile(r"[\dX]{4}-WXX-\d")

Relation = Literal["same", "within", "overlap", "disjoint", "unknown"]


def dates(pair: Both) -> Iterator[Contrast]:
    """Where two statements date the same thing: dates that exclude each other, and rougher beside finer ones."""
    left, right = pair.left, pair.right
    ours, theirs = _dated(left), _dated(right)

    def fit(a: Time, b: Time) -> float:
        if (tied := _tie(left, a, right, b)) < 0:
            return 0.0
        alone = 1.0 if len(ours) == len(theirs) == 1 and left.predicates & right.predicates else 0.0
        near = 0.5 * closeness(left.slot(a.span), right.slot(b.span))
        like = 0.5 if a.type == b.type and len(a.value or "") == len(b.value or "") else 0.0
        return tied + alone + near + like + 2.0 * substituted(a.span, b.span, pair.swaps)

    agreeing, differing = matched(ours, theirs, lambda a, b: _relation(a, b) in ("same", "within", "overlap"), fit, LEAST_FIT)
    for a, b in agreeing:
        if _relation(a, b) != "same":
            yield _contrast(left, right, a, b, conflict=False)
    for a, b in differing:
        if _relation(a, b) == "disjoint":
            yield _contrast(left, right, a, b, conflict=True)


def _dated(fact: Fact) -> list[Time]:
    return [t for t in fact.times if t.type in ("DATE", "TIME") and t.value and not t.value.endswith("_REF")]


def _tie(left: Fact, a: Time, right: Fact, b: Time) -> float:
    """2 where both date an event of one class, -1 where they date events of different classes, 0 where that is not told."""
    ours, theirs = _events_of(left, a), _events_of(right, b)
    if not ours or not theirs:
        return 0.0
    return 2.0 if ours & theirs else -1.0


def _events_of(fact: Fact, time: Time) -> set[str]:
    """The classes of the events that a time stands with."""
    return {
        predicate_class(event.predicate)
        for event in fact.events
        for role in event.roles
        if role.role == "time" and role.span.start < time.span.end and time.span.start < role.span.end
    }


def _relation(a: Time, b: Time) -> Relation:
    if a.span.text.lower() == b.span.text.lower() and "TIME" in (a.type, b.type):
        return "same"  # a time of day whose day the report leaves to the reader
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
