"""Dates of two statements: whether they can be the same day, month or year, compared without a year where none is known."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from twosource.claims.comparable import is_credit
from twosource.claims.contrasts import Both, Contrast, closeness, matched, substituted, value
from twosource.claims.facts import Fact, content_spans
from twosource.claims.named import names_meet
from twosource.lexicon.calendar import MONTHS, UNKNOWN_YEAR, WEEKDAYS, is_day, relation
from twosource.lexicon.events import predicate_class
from twosource.model import Event, Time

LEAST_FIT = 1.5
LEAST_CLOCK_FIT = 2.5  # times of day: only of events known to be the same
SAME_HOUR = 1.5  # what one time of day on two days counts: as much as two dates of one event need
ALIKE = 0.3  # share of content words: above, two statements with one date each date the same thing
INSIDE = 0.6  # share of the shorter one's content words: likewise
TIED = 2.0  # what dating an event of one class counts
WEEKS = 14  # days: reports that are farther apart tell of other days, each of its own, unless they date one event
LIMITS = frozenset({"since", "until", "till", "by", "before", "after"})
# Share of content words: below, dates are of one thing only between the same words (`NEAR`); of 40 conflicts of real reports
# 25 lay below it, 2 of them right, and of the planted ones 2 of 28, both between the same words.
LEAST_ALIKE = 0.22
NEAR = 1.5
MUCH_ALIKE = 0.4  # share of content words: below, dates of events of two classes are of two events
SAME_SAYING = 0.3  # share of content words: above, one saying is told
SEVERAL = 2  # names: of two statements with so many and none in common each tells of its own
HAPPENING = frozenset(predicate_class(verb) for verb in ("happen", "occur"))
# What comes one after the other in a case: of two of these each has its own day.
STAGES = tuple(
    frozenset(predicate_class(verb) for verb in verbs.split())
    for verbs in (
        "die", "arrest capture detain surrender", "charge indict arraign accuse", "convict plead try", "sentence", "bury mourn",
        "release", "investigate search", "shoot kill attack stab bomb explode happen occur injure wound crash",
    )
)  # fmt: skip
# When a text was written, a picture taken or a thing made: `Updated: Friday, May 3`, `a 2014 Ford`.
PRINTED = re.compile(
    r"\b(?:published|updated?|posted|last modified|tweeted)\b[\s:,|-]{0,4}(?:on |at )?[^.!?]{0,24}$", re.IGNORECASE
)
HANDLE = re.compile(r"\(@\w{1,40}\)\s{0,3}$")
ATTRIBUTE = re.compile(r"\s(?!and\b|or\b|but\b|in\b|on\b|at\b|to\b|when\b|after\b|as\b|by\b|for\b|with\b|from\b)[A-Za-z]")
YEAR = re.compile(r"(?:the )?\d{4}s?")
BEGINNINGS = frozenset(predicate_class(verb) for verb in ("begin", "start", "commence", "launch", "open", "found"))
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth"})
POSSESSIVE = ("'s", "’s")
HOUR = 60  # minutes: times of day that are nearer are one time, told more or less exactly
WEEKDAY = re.compile(r"[\dX]{4}-WXX-(\d)(?:T.{0,9})?")
HALF_DAY = re.compile(r"\b(?:[ap]\.?\s?m\b|noon|midnight|o.clock)|\d[ap]m\b", re.IGNORECASE)
CLOCK = re.compile(r"T(\d\d):(\d\d)")
NAMED_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
# Told from a day that is itself told elsewhere (`the next day`), or too roughly to exclude anything (`two years ago`).
TODAY = frozenset({"today", "tonight", "this morning", "this afternoon", "this evening"})
LEANS = re.compile(r"\b(?:previous|following|same|that|other|next day|day (?:before|after)|earlier|later|ago)\b", re.IGNORECASE)
TELLS_DAY = re.compile(
    rf"\b(?:{'|'.join((*WEEKDAYS, *(month[:3] for month in MONTHS)))}|yesterday|today|tonight|tomorrow|last|next|this|day)"
    r"|\d(?:st|nd|rd|th)|\d{4}",
    re.IGNORECASE,
)

EXCLUDE = "the dates exclude each other"

Relation = Literal["same", "within", "overlap", "disjoint", "unknown"]


def dates(pair: Both) -> Iterator[Contrast]:
    """Where two statements date the same thing: dates that exclude each other, and rougher beside finer ones."""
    yield from _compared(pair, _days(pair.left), _days(pair.right), _relation, LEAST_FIT)
    if pair.alike >= MUCH_ALIKE or pair.left.predicates & pair.right.predicates:
        yield from _compared(pair, _clocks(pair.left), _clocks(pair.right), _clock_relation, LEAST_CLOCK_FIT)


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
    if (tied := _tie(left, a, right, b)) < 0 or _in_content(left, a) != _in_content(right, b):
        return 0.0
    swapped = substituted(a.span, b.span, pair.swaps)
    near = closeness(left.slot(a.span), right.slot(b.span))
    if pair.alike < LEAST_ALIKE and near < NEAR and not _one_hour(a, b):
        return 0.0
    if _stages_apart(left, a, right, b) or _other_year(a, b) or _of_two_sayings(pair, a, b):
        return 0.0
    if not swapped and near < 1 and pair.alike < MUCH_ALIKE and _of_two_events(left, a, right, b):
        return 0.0
    if near < NEAR and not _one_hour(a, b) and (_of_other_names(pair) or (_is_clock(a) and _is_clock(b) and not tied)):
        return 0.0
    if _of_other_things(left, a, right, b) or _of_others(left, a, right, b) or (not swapped and _follows_up(left, a, right, b)):
        return 0.0
    alike = pair.alike >= ALIKE or pair.inside >= INSIDE
    sole = 1.0 if alone and (left.predicates & right.predicates or alike) else 0.0
    like = 0.5 if _is_day(a) == _is_day(b) else 0.0
    hour = SAME_HOUR if _one_hour(a, b) else 0.0
    return tied + sole + 0.5 * near + like + hour + 2.0 * swapped


def _of_other_names(pair: Both) -> bool:
    """Whether both statements name persons, or several names, of which none is the other's."""
    people = [{e.name for e in fact.entities if e.type == "PERSON"} for fact in (pair.left, pair.right)]
    if all(people) and not any(names_meet(a, b) for a in people[0] for b in people[1]):
        return True
    names = [fact.keys_of("name") for fact in (pair.left, pair.right)]
    return min(map(len, names)) >= SEVERAL and not names[0] & names[1]


def _is_clock(time: Time) -> bool:
    return CLOCK.search(time.value or "") is not None


def _stages_apart(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two days are those of two stages of a case: the shooting and the arrest."""
    ours, theirs = _stages(left, a), _stages(right, b)
    return bool(ours and theirs and not ours & theirs)


def _stages(fact: Fact, time: Time) -> set[int]:
    """The stages of a case that a day is told of; what is only tried or meant (`trying to arrest him`) is none."""
    told = _real_events(fact, time)
    return {n for n, stage in enumerate(STAGES) if stage & told}


def _real_events(fact: Fact, time: Time) -> set[str]:
    """The classes of the events that a time stands with; what is only tried or meant (`trying to arrest him`) is none."""
    text = fact.article.text
    told = (e for e in _dated(fact, time) if text[max(0, e.span.start - 4) : e.span.start].lower() != " to ")
    return {predicate_class(e.predicate) for e in told}


def _of_two_events(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two times stand with events of two classes; that something happened may be told of any."""
    ours, theirs = _real_events(left, a), _real_events(right, b)
    return bool(ours and theirs) and not ours & theirs and not HAPPENING & (ours | theirs)


def _of_two_sayings(pair: Both, a: Time, b: Time) -> bool:
    """Whether both times date the saying of what is reported: it can be said on two days."""
    told = all(f.statement.attribution is not None and not _in_content(f, t) for f, t in ((pair.left, a), (pair.right, b)))
    return told and pair.alike < SAME_SAYING


def _other_year(a: Time, b: Time) -> bool:
    """Whether one is a whole year and the other a day that is told without its year."""
    years = [len(t.value or "") == len("2016") for t in (a, b)]
    told = [re.search(r"\d{4}", t.span.text) is not None for t in (a, b)]
    return years[0] != years[1] and not (told[1] if years[0] else told[0])


def _one_hour(a: Time, b: Time) -> bool:
    """Whether two days are told with one time of day: `2 a.m. Saturday`, `about 2 a.m. on Monday`."""
    told = CLOCK.search(a.value or "") and CLOCK.search(b.value or "")
    return bool(told) and _day_of(a) != _day_of(b) and _clock_relation(a, b) == "same"


def _day_of(time: Time) -> str:
    return (time.value or "").partition("T")[0]


def _of_other_things(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether a day stands before a thing (`Saturday's semifinals`) that the other statement does not tell of."""
    if _limits_apart(left, a, right, b):
        return True
    ours, theirs = _possessed(left, a), _possessed(right, b)
    if ours and theirs:
        return ours not in _keys(right) and theirs not in _keys(left)
    return bool((ours and ours not in _keys(right)) or (theirs and theirs not in _keys(left)))


def _keys(fact: Fact) -> set[str]:
    return {word.key for word in fact.words}


def _possessed(fact: Fact, time: Time) -> str | None:
    """The stem of what a day is said to be of: `Saturday's game`."""
    after = fact.statement.span.text[time.span.end - fact.statement.span.start :][:2]
    owned = time.span.text.endswith(POSSESSIVE) or after in POSSESSIVE
    return next(iter(fact.slot(time.span).after), None) if owned else None


def _limits_apart(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether one day is a limit and the other the event's own; what runs `since May` began in May."""
    ours, theirs = _limit(left, a), _limit(right, b)
    if {ours, theirs} == {None, "since"} and (_events_of(left, a) | _events_of(right, b)) & BEGINNINGS:
        return False
    return ours != theirs


def _limit(fact: Fact, time: Time) -> str | None:
    """The preposition by which a day is a limit, no day of the event: `since 1967`, `the day after Thanksgiving`."""
    if CLOCK.search(time.value or ""):
        return None  # `shortly after 2 a.m. Saturday` is on Saturday
    before = fact.statement.span.text[: max(0, time.span.start - fact.statement.span.start)].lower().split()
    return before[-1] if before and before[-1] in LIMITS else None


def _of_others(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two dates are of other people's events or of other ones in a row: the first shooting and the fourth."""
    ours, theirs = _people(left, a), _people(right, b)
    if ours and theirs and not ours & theirs:
        return True
    first, second = ({w.lower for w in f.words} & ORDINALS for f in (left, right))
    return bool(first and second and not first & second)


def _people(fact: Fact, time: Time) -> set[str]:
    """The words of the names of those to whom the dated event happens."""
    roles = [r.span for e in _dated(fact, time) for r in e.roles if r.role in ("agent", "patient")]
    named = [e for e in fact.entities if e.type == "PERSON" and any(s.start <= e.span.start < s.end for s in roles)]
    return {word for e in named for word in e.name.lower().split()}


def _follows_up(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two reports weeks apart each tell of their own days: `Sunday` in the first and `Thursday` in a later one."""
    ours, theirs = _published(left), _published(right)
    return bool(ours and theirs) and abs(ours - theirs) > WEEKS and not re.search(r"\d", a.span.text + b.span.text)


def _published(fact: Fact) -> int:
    """The day of a report, counted in days; 0 where none is known."""
    day = (fact.article.published.value or "")[:10]
    return date.fromisoformat(day).toordinal() if is_day(day) and UNKNOWN_YEAR not in day else 0


def _in_content(fact: Fact, time: Time) -> bool:
    """Whether a time dates what is said; else it dates the saying."""
    return any(s.start <= time.span.start < s.end for s in content_spans(fact.statement))


def _is_day(time: Time) -> bool:
    return time.earliest == time.latest


def _tie(left: Fact, a: Time, right: Fact, b: Time) -> float:
    """2 where both date an event of one class, -1 where they date events that the other tells too, 0 where that is not told."""
    ours, theirs = _events_of(left, a), _events_of(right, b)
    if ours & theirs:
        return TIED
    apart = ours and theirs and (ours & right.predicates or theirs & left.predicates)
    return -1.0 if apart and ours <= right.predicates and theirs <= left.predicates else 0.0


def _events_of(fact: Fact, time: Time) -> set[str]:
    """The classes of the events that a time stands with."""
    return {predicate_class(event.predicate) for event in _dated(fact, time)}


def _dated(fact: Fact, time: Time) -> list[Event]:
    """The events that a time stands with."""
    return [
        event
        for event in fact.events
        if any(r.role == "time" and r.span.start < time.span.end and time.span.start < r.span.end for r in event.roles)
    ]


def _days(fact: Fact) -> list[Time]:
    """The marks that tell a day, month or year, also of the fact's events where the sentence's other part names it."""
    own = {t.span.start for t in fact.times}
    others = [t for t in fact.statement.times if t.span.start not in own and (_events_of(fact, t) or _at_once(fact, t))]
    if is_credit(fact):
        return []
    return [t for t in (*fact.times, *others) if t.type in ("DATE", "TIME") and _tells_day(t) and not _is_printed(fact, t)]


def _is_printed(fact: Fact, time: Time) -> bool:
    """Whether a time is that of a text or a picture, or the year by which a thing is called."""
    text, at = fact.statement.span.text, time.span.start - fact.statement.span.start
    if (
        text[at + len(time.span.text) :].lstrip()[:6] == "UPDATE"
        or PRINTED.search(text[max(0, at - 60) : at])
        or HANDLE.search(text[max(0, at - 60) : at])
    ):
        return True
    before = text[:at].split()[-1:]
    called = YEAR.fullmatch(time.span.text) and ATTRIBUTE.match(text[at + len(time.span.text) :])
    return bool(called) and before != ["in"]


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


def _relation(a: Time, b: Time) -> Relation:
    if a.span.text.lower() == b.span.text.lower() and (re.search(r"\d", a.span.text) or _weekday(a) == _weekday(b)):
        return "same"  # also where an article printed again takes `this morning, 16th August` for another day
    if {a.span.text.lower(), b.span.text.lower()} <= TODAY:
        return "same"  # a text printed again says `today` of another day
    if a.span.text.lower() == b.span.text.lower() and _weekday(a) is None:
        return "same"  # and `tomorrow`, `last week`
    found: Relation = relation((a.earliest, a.latest), (b.earliest, b.latest))
    ours, theirs = _weekday(a), _weekday(b)
    if found == "disjoint" and (_one_night(a, b) or _one_night(b, a)):
        return "overlap"
    if found in ("disjoint", "unknown") and ours and theirs:
        if ours != theirs:
            return "disjoint"
        # A weekday alone is the last one or the next one; which, the article's own date decides, and that may be a day off.
        return "same" if found == "unknown" or _only_weekday(a) or _only_weekday(b) else "disjoint"
    return found


def _one_night(a: Time, b: Time) -> bool:
    """Whether `a` is the night or late part of a day and `b` the early part of the next: one night, as reports tell it."""
    late = any(part in (a.value or "") for part in ("TNI", "TEV")) or a.span.text.lower().startswith("late ")
    early = "TMO" in (b.value or "") or "T0" in (b.value or "") or b.span.text.lower().startswith("early ")
    ours, theirs = _weekday(a), _weekday(b)
    return bool(late and early and ours and theirs and (theirs - ours) % 7 == 1)


def _weekday(time: Time) -> int | None:
    """The weekday of a time, 1 for Monday: as it is named, or of its one full day."""
    if bare := WEEKDAY.fullmatch(time.value or ""):
        return int(bare.group(1))
    if named := NAMED_DAY.search(time.span.text):
        return WEEKDAYS.index(named.group().capitalize()) + 1
    day = time.earliest if time.earliest == time.latest and is_day(time.earliest) else None
    return date.fromisoformat(day).isoweekday() if day and UNKNOWN_YEAR not in day else None


def _only_weekday(time: Time) -> bool:
    return NAMED_DAY.search(time.span.text) is not None and not re.search(r"\d", time.span.text)


def _clock_relation(a: Time, b: Time) -> Relation:
    """Whether two times of day are one: within the hour, as reports round."""
    ours, theirs = _minutes(a), _minutes(b)
    apart = abs(ours - theirs)
    if not (HALF_DAY.search(a.span.text) and HALF_DAY.search(b.span.text)):
        apart %= 12 * HOUR  # `about 11:30` may be either
        return "same" if min(apart, 12 * HOUR - apart) <= HOUR else "disjoint"
    return "same" if min(apart, 24 * HOUR - apart) <= HOUR else "disjoint"


def _minutes(time: Time) -> int:
    found = CLOCK.search(time.value or "")
    return int(found.group(1)) * HOUR + int(found.group(2)) if found else 0


def _contrast(left: Fact, right: Fact, a: Time, b: Time, why: str) -> Contrast:
    conflict = why == EXCLUDE
    if "X" in f"{a.value}{b.value}" and "WXX" not in f"{a.value}{b.value}":
        why += " (compared without the year, which no report gives)"
    ours, theirs = value(left, a.span, a.value), value(right, b.span, b.value)
    return Contrast(kind="date", conflict=conflict, left=ours, right=theirs, why=why)
