"""Dates of two statements: whether they can be the same day, month or year, compared without a year where none is known."""

import re
from collections.abc import Callable, Iterator, Sequence

from twosource.claims.comparable import is_credit
from twosource.claims.contrasts import Both, Contrast, closeness, matched, substituted, value
from twosource.claims.facts import Fact
from twosource.claims.named import known
from twosource.claims.occasions import (
    HAPPENING,
    MUCH_ALIKE,
    NEAR,
    at_one_site,
    events_of,
    in_one_part,
    of_one_hour,
    of_one_stage,
    of_same_names,
    of_two_occasions,
    real_events,
    shares_day,
)
from twosource.claims.same_time import CLOCK, Relation, clock_relation, day_relation, is_clock, other_year
from twosource.lexicon.calendar import MONTHS, WEEKDAYS
from twosource.lexicon.words import stop_words
from twosource.model import Time

LEAST_FIT = 1.5
LEAST_CLOCK_FIT = 2.5  # times of day: only of events known to be the same
SAME_HOUR = 1.5  # what one time of day on two days counts: as much as two dates of one event need
ALIKE = 0.3  # share of content words: above, two statements with one date each date the same thing
INSIDE = 0.6  # share of the shorter one's content words: likewise
TIED = 2.0  # what dating an event of one class counts
STAGE_TIED = 1.0  # and one of another class that is the same stage of a case
# Share of content words: below, dates are of one thing only between the same words (`NEAR`); of 40 conflicts of real reports
# 25 lay below it, 2 of them right, and of the planted ones 2 of 28, both between the same words.
LEAST_ALIKE = 0.22
LEAST_INSIDE = 0.33  # but of events of one class: this share of the shorter one's words, among them a name or a number
# When a text was written, a picture taken or a thing made: `Updated: Friday, May 3`, `a 2014 Ford`.
PRINTED = re.compile(
    r"\b(?:published|updated?|posted|last modified|tweeted)\b[\s:,|-]{0,4}(?:on |at )?[^.!?]{0,48}$", re.IGNORECASE
)
HANDLE = re.compile(r"\(@\w{1,40}\)\s{0,3}$")
ATTRIBUTE = re.compile(r"\s(?!and\b|or\b|but\b|in\b|on\b|at\b|to\b|when\b|after\b|as\b|by\b|for\b|with\b|from\b)[A-Za-z]")
UPDATED = re.compile(r"[\s\d:.apmAPM]{0,16}UPDATE\b")
HOLIDAY = re.compile(rf"(?!.*(?:{'|'.join((*WEEKDAYS, *MONTHS))}))(?:[A-Z][^\W\d_’']{{2,12}}\s?){{1,3}}")
YEAR = re.compile(r"(?:the )?\d{4}s?")
# Told from a day that is itself told elsewhere (`the next day`), or too roughly to exclude anything (`two years ago`).
LEANS = re.compile(
    r"\b(?:previous|following|same|that|other|next (?:day|morning|afternoon|evening|night)|day (?:before|after)"
    r"|earlier|later|ago)\b",
    re.IGNORECASE,
)
TELLS_DAY = re.compile(
    rf"\b(?:{'|'.join((*WEEKDAYS, *(month[:3] for month in MONTHS)))}|yesterday|today|tonight|tomorrow|last|next|this|day)"
    r"|\d(?:st|nd|rd|th)|\d{4}",
    re.IGNORECASE,
)

EXCLUDE = "the dates exclude each other"


def dates(pair: Both) -> Iterator[Contrast]:
    """Where two statements date the same thing: dates that exclude each other, and rougher beside finer ones."""
    yield from _compared(pair, _days(pair.left), _days(pair.right), day_relation, LEAST_FIT)
    if pair.alike >= MUCH_ALIKE or pair.left.predicates & pair.right.predicates:
        yield from _compared(pair, _clocks(pair.left), _clocks(pair.right), clock_relation, LEAST_CLOCK_FIT)


def _compared(
    pair: Both, ours: Sequence[Time], theirs: Sequence[Time], how: Callable[[Time, Time], Relation], least: float
) -> Iterator[Contrast]:
    """Marks of one sort paired and compared: first those that agree, then the rest."""
    left, right = pair.left, pair.right
    agreeing = matched(ours, theirs, lambda a, b: how(a, b) in ("same", "within", "overlap"), lambda a, b: 0.0, least)[0]
    for a, b in agreeing:
        if how(a, b) != "same" and _fit(pair, a, b, alone=True) > 0:
            yield _contrast(left, right, a, b, "one date lies within the other" if how(a, b) == "within" else "the dates overlap")
    rest = [t for t in ours if all(t is not a for a, _ in agreeing)], [t for t in theirs if all(t is not b for _, b in agreeing)]

    def fit(a: Time, b: Time) -> float:
        return _fit(pair, a, b, alone=_alone(a, rest[0]) and _alone(b, rest[1]))

    for a, b in matched(*rest, lambda a, b: False, fit, least)[1]:
        if how(a, b) == "disjoint":
            yield _contrast(left, right, a, b, EXCLUDE)


def _alone(time: Time, among: Sequence[Time]) -> bool:
    """Whether a mark is the only one of its precision: a day beside a year is still the only day."""
    return sum(_is_day(one) == _is_day(time) for one in among) == 1


def _fit(pair: Both, a: Time, b: Time, *, alone: bool) -> float:
    """How surely two times date the same thing; 0 where they date events that both statements tell apart."""
    left, right = pair.left, pair.right
    if (tied := _tie(left, a, right, b)) < 0 or not in_one_part(left, a, right, b) or other_year(a, b):
        return 0.0
    near = _closeness(left, a, right, b)
    likely = tied or near >= 1 or pair.alike >= ALIKE or of_same_names(pair)
    swapped = bool(likely) and substituted(a.span, b.span, pair.swaps)
    words_meet = near >= NEAR and _same_place(left, a, right, b)
    if pair.alike < LEAST_ALIKE and not (words_meet or _though_unlike(pair, a, b, tied=tied)):
        return 0.0
    if of_two_occasions(pair, a, b, swapped=swapped, near=near):
        return 0.0
    if near < NEAR and is_clock(a) and is_clock(b) and not of_one_hour(left, a, right, b) and not tied:
        return 0.0
    like = 0.5 if _is_day(a) == _is_day(b) else 0.0
    hour = SAME_HOUR if of_one_hour(left, a, right, b) else 0.0
    return tied + _sole(pair, a, b, near, alone=alone) + 0.5 * near + like + hour + 2.0 * swapped


def _though_unlike(pair: Both, a: Time, b: Time, *, tied: float) -> bool:
    """Whether statements in words of their own date one thing: one time of day, one site, an event of one class and one thing."""
    left, right = pair.left, pair.right
    if of_one_hour(left, a, right, b) or at_one_site(left, a, right, b):
        return True
    alike = tied > 0 and pair.inside >= LEAST_INSIDE and _is_day(a) and _is_day(b)
    return alike and _of_one_thing(left, right)


def _of_one_thing(left: Fact, right: Fact) -> bool:
    """Whether both tell of the same number or name, other than that of a town or country, in which much happens."""
    shared = left.keys & right.keys
    return any(key.startswith("number:") or (key.startswith("name:") and known(key[len("name:") :]) is None) for key in shared)


def _closeness(left: Fact, a: Time, right: Fact, b: Time) -> float:
    """How alike the words around two times are; nothing where one stands in another part of its sentence."""
    both_told = a in left.times and b in right.times
    return closeness(left.slot(a.span), right.slot(b.span)) if both_told else 0.0


def _same_place(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two times stand beside the same name or number, or beside two other words: `he was charged` is told of many."""
    around = [{*fact.slot(t.span).before, *fact.slot(t.span).after} for fact, t in ((left, a), (right, b))]
    shared = around[0] & around[1] - stop_words()
    return len(shared) > 1 or bool(shared & _marked(left) & _marked(right))


def _marked(fact: Fact) -> set[str]:
    """The stems of a fact's names and numbers."""
    text = fact.article.text
    return {w.key for w in fact.words if text[w.start].isupper() or text[w.start].isdigit()}


def _sole(pair: Both, a: Time, b: Time, near: float, *, alone: bool) -> float:
    """1 where two statements have one date each, and tell of one event, with which either date stands, or much the same."""
    left, right = pair.left, pair.right
    shared = left.predicates & right.predicates
    alike = pair.alike >= ALIKE or pair.inside >= INSIDE
    told = bool((real_events(left, a) | real_events(right, b)) & (shared | HAPPENING))
    same = pair.alike >= MUCH_ALIKE or near >= NEAR or of_same_names(pair)
    return 1.0 if alone and (shared or alike) and (told or same) else 0.0


def _is_day(time: Time) -> bool:
    return time.earliest == time.latest


def _tie(left: Fact, a: Time, right: Fact, b: Time) -> float:
    """2 where both date an event of one class, -1 where they date events that the other tells too, 0 where that is not told."""
    ours, theirs = events_of(left, a), events_of(right, b)
    if ours & theirs:
        return TIED
    if of_one_stage(left, a, right, b):
        return STAGE_TIED
    apart = ours and theirs and (ours & right.predicates or theirs & left.predicates)
    return -1.0 if apart and ours <= right.predicates and theirs <= left.predicates else 0.0


def _days(fact: Fact) -> list[Time]:
    """The marks that tell a day, month or year, also of the fact's events where the sentence's other part names it."""
    own = {t.span.start for t in fact.times}
    if is_credit(fact):
        return []
    others = [t for t in fact.statement.times if t.span.start not in own and _is_of_fact(fact, t)]
    return [t for t in (*fact.times, *others) if t.type in ("DATE", "TIME") and _tells_day(t) and not _is_printed(fact, t)]


def _is_of_fact(fact: Fact, time: Time) -> bool:
    """Whether a time in the sentence's other part dates what this one tells."""
    return bool(events_of(fact, time)) or _at_once(fact, time) or shares_day(fact, time)


def _is_printed(fact: Fact, time: Time) -> bool:
    """Whether a time is that of a text or a picture, or the year by which a thing is called."""
    text, at = fact.statement.span.text, time.span.start - fact.statement.span.start
    before, after = text[:at], text[at + len(time.span.text) :]
    if UPDATED.match(after) or any(sign.search(before[-60:]) for sign in (PRINTED, HANDLE)):
        return True
    if HOLIDAY.fullmatch(time.span.text) and ATTRIBUTE.match(after):
        return True  # `a Christmas party` may be on any day
    return bool(YEAR.fullmatch(time.span.text) and ATTRIBUTE.match(after)) and before.split()[-1:] != ["in"]


def _at_once(fact: Fact, time: Time) -> bool:
    """Whether a fact tells what comes with the rest of its sentence (`…, killing an officer`), of which this is the only day."""
    days = [t for t in fact.statement.times if t.type in ("DATE", "TIME") and _tells_day(t)]
    start = fact.places[0][0]
    first = next((w.lower for w in fact.words if w.start >= start), "")
    return days == [time] and first.endswith("ing") and any(e.span.start == start for e in fact.events)


def _tells_day(time: Time) -> bool:
    if not time.value or time.value.endswith("_REF"):
        return False
    if LEANS.search(time.span.text):
        return False
    return time.type == "DATE" or TELLS_DAY.search(time.span.text) is not None


def _clocks(fact: Fact) -> list[Time]:
    return [t for t in fact.times if t.type == "TIME" and CLOCK.search(t.value or "") and not _is_printed(fact, t)]


def _contrast(left: Fact, right: Fact, a: Time, b: Time, why: str) -> Contrast:
    conflict = why == EXCLUDE
    if "X" in f"{a.value}{b.value}" and "WXX" not in f"{a.value}{b.value}":
        why += " (compared without the year, which no report gives)"
    ours, theirs = value(left, a.span, a.value), value(right, b.span, b.value)
    return Contrast(kind="date", conflict=conflict, left=ours, right=theirs, why=why)
