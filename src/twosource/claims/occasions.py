"""Whether two times date two happenings: other stages of a case, other people's, another time, each report's own news."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeGuard

from twosource.claims.contrasts import Both
from twosource.claims.facts import Fact, content_spans, stem
from twosource.claims.named import known, names_meet
from twosource.claims.same_time import CLOCK, NAMED_DAY, is_clock, one_hour
from twosource.lexicon.calendar import UNKNOWN_YEAR, is_day
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Event, Time

NEAR = 1.5  # closeness of two slots: from here the words around two times are the same
MUCH_ALIKE = 0.4  # share of content words: below, dates of events of two classes are of two events
SAME_SAYING = 0.3  # share of content words: above, one saying is told
SEVERAL = 2  # names: of two statements with so many and none in common each tells of its own
WEEKS = 14  # days: reports that are farther apart tell of other days, each of its own, unless they date one event
# Words that tell a happening of any class, that help was called to it, or only that it is to come.
HAPPENING = frozenset(predicate_class(verb) for verb in "happen occur face schedule expect await call respond dispatch".split())
# What comes one after the other in a case: of two of these each has its own day.
STAGES = tuple(
    frozenset(predicate_class(verb) for verb in verbs.split())
    for verbs in (
        "die", "arrest capture detain surrender", "charge indict arraign accuse", "convict plead", "try", "sentence",
        "bury mourn", "release", "investigate search", "shoot kill attack stab bomb explode happen occur injure wound crash",
    )
)  # fmt: skip
# The same by the stems of their words, participles and nouns among them: `the man shot on Thursday`.
VIOLENT = {stem(word): predicate_class(verb) for verb in "kill shoot stab injure wound".split() for word in (verb, verb + "ing")}
VIOLENT |= {"shot": predicate_class("shoot"), "slain": predicate_class("kill"), "slay": predicate_class("kill")}
# What goes on for days, so that each report can tell of it on its own.
LASTING = frozenset(predicate_class(verb) for verb in "continue remain mourn question search investigate grieve".split())
STANDING = re.compile(
    r"\b(?:no one|nobody|none|no (?:arrests?|suspects?)|not|still)\b|\bas of\b"
    r"|\bbeing (?:held|questioned)\b|\bin (?:mourning|custody|jail)\b"
)
FURTHER = frozenset("previously formerly again".split())
LATEST = re.compile(
    r"\bmost recent\b|\bthe last (?:major|big|deadly|such|time)\b"
    r"|\banother (?:\w{1,20} ){0,2}(?:shooting|attack|blast|crash|killing|quake|earthquake|fire)\b"
)
RECURS = re.compile(r"\s(?:of|in) (?:each|every)\b", re.IGNORECASE)
WHEN = re.compile(r"\s(?:when|as|while)\s", re.IGNORECASE)
LIMITS = frozenset({"since", "until", "till", "by", "before", "after"})
BEGINNINGS = frozenset(predicate_class(verb) for verb in ("begin", "start", "commence", "launch", "open", "found"))
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth"})
POSSESSIVE = ("'s", "’s")
# Up to four words after a day that stands before its noun: `the August 2011 shooting death of …`.
ATTRIBUTED = re.compile(r",?\s(?P<noun>[a-z][a-z-]{1,20}(?:\s[a-z][a-z-]{1,20}){0,3})")
LONGEST_NOUN = 96
COURSES = frozenset({"while", "when", "as"})


def of_two_occasions(pair: Both, a: Time, b: Time, *, swapped: bool, near: float) -> bool:
    """Whether two times date two happenings, by what stands with them; `near`: how alike the words around them are."""
    left, right = pair.left, pair.right
    if _stages_apart(left, a, right, b) or _of_two_sayings(pair, a, b) or _of_other_things(left, a, right, b):
        return True
    one_event = near >= NEAR or pair.alike >= MUCH_ALIKE or of_one_hour(left, a, right, b) or (swapped and of_same_names(pair))
    if not one_event and _of_two_events(left, a, right, b):
        return True
    if near < NEAR and not of_one_hour(left, a, right, b) and of_other_names(pair):
        return True
    if any(apart(left, a, right, b) for apart in (_of_others, _once_more, _both_last, _attributes_apart)):
        return True
    if at_one_site(left, a, right, b) or (_recurs(left, a) and _recurs(right, b)):
        return False  # however far apart the reports are
    return _each_to_come(left, a, right, b) or (not swapped and _follows_up(left, a, right, b))


def _recurs(fact: Fact, time: Time) -> bool:
    """Whether a day comes again in each month: `the second Tuesday of every month`."""
    return RECURS.match(fact.article.text, time.span.end) is not None


def of_one_hour(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two days are told with one time of day, each beside it or as the only one of its fact."""
    return any(one_hour(one, other) for one in _with_hour(left, a) for other in _with_hour(right, b))


def _with_hour(fact: Fact, time: Time) -> list[Time]:
    """A day, or the one time of day that its fact tells of it: `On Thursday, around 10:23 p.m.`."""
    day, clocks = (time.value or "")[:10], [t for t in fact.times if is_clock(t)]
    return [t for t in clocks if (t.value or "")[:10] == day] if len(clocks) == 1 else [time]


def in_one_part(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether both times date what is said, or neither does, as the words stand or as their events tell."""
    return _within(left, a) == _within(right, b) or in_content(left, a) == in_content(right, b)


def of_same_names(pair: Both) -> bool:
    """Whether both tell of the same persons by name, several of them."""
    ours, theirs = ({e.name for e in fact.entities if e.type == "PERSON"} for fact in (pair.left, pair.right))
    return sum(any(names_meet(a, b) for b in theirs) for a in ours) >= SEVERAL


def at_one_site(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two times stand with an event of one class at one site: a place with a name of its own, smaller than a town."""
    return any(
        of_one == of_other and names_meet(site, other) for of_one, site in _sites(left, a) for of_other, other in _sites(right, b)
    )


def _sites(fact: Fact, time: Time) -> Iterator[tuple[str, str]]:
    """The names of the sites of the events that a time stands with, each behind the event's class."""
    for event in _dated(fact, time):
        for role in event.roles:
            if role.role == "place":
                named = (e.name for e in fact.entities if role.span.start <= e.span.start < role.span.end)
                yield from ((predicate_class(event.predicate), name) for name in named if " " in name and known(name) is None)


def of_other_names(pair: Both) -> bool:
    """Whether both statements name persons, or several names, of which none is the other's."""
    people = [{e.name for e in fact.entities if e.type == "PERSON"} for fact in (pair.left, pair.right)]
    if all(people) and not any(names_meet(a, b) for a in people[0] for b in people[1]):
        return True
    names = [fact.keys_of("name") for fact in (pair.left, pair.right)]
    return min(map(len, names)) >= SEVERAL and not names[0] & names[1]


def _stages_apart(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two days are those of two stages of a case: the shooting and the arrest."""
    ours, theirs = _stages(left, a), _stages(right, b)
    return bool(ours and theirs and not ours & theirs)


def of_one_stage(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two days are those of one stage of a case: one was killed, and three were shot."""
    return bool(_stages(left, a) & _stages(right, b))


def _stages(fact: Fact, time: Time) -> set[int]:
    """The stages of a case that a day is told of; what is only tried or meant (`trying to arrest him`) is none."""
    told = real_events(fact, time)
    return set() if LASTING & told else _stages_of(told)


def _is_in_hospital(event: Event) -> bool:
    """Whether an event is that of being in hospital, on any day after what led there."""
    return event.span.text.lower().startswith("hospital")


def _stages_of(classes: Collection[str]) -> set[int]:
    return {n for n, stage in enumerate(STAGES) if not stage.isdisjoint(classes)}


def real_events(fact: Fact, time: Time) -> set[str]:
    """The classes of the events that a time stands with; what is only tried or meant (`trying to arrest him`) is none."""
    text = fact.article.text
    told = [e for e in _dated(fact, time) if text[max(0, e.span.start - 4) : e.span.start].lower() != " to "]
    if (beside := _beside(fact, time)) and not any(r.role == "time" for e in told for r in e.roles):
        return {beside}
    if not told and WHEN.match(text, time.span.end):  # `in 1972 when he began …`
        told = sorted((e for e in fact.events if e.span.start > time.span.end), key=lambda e: e.span.start)[:1]
    return {predicate_class(e.predicate) for e in told}


def _beside(fact: Fact, time: Time) -> str | None:
    """The class of the stage of a case that the word right before a day names: `the 16-year-old shot on Wednesday night`."""
    before = fact.article.text[max(0, time.span.start - LONGEST_NOUN) : time.span.start].split()
    word = next((w.lower() for w in reversed(before) if w.lower() not in ("on", "at", "in", "late", "early")), "")
    return VIOLENT.get(stem(word))


def _of_two_events(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two times stand with events of two classes; that something happened may be told of any."""
    ours, theirs = real_events(left, a), real_events(right, b)
    if of_one_stage(left, a, right, b):
        return False
    return bool(ours and theirs) and not ours & theirs and not HAPPENING & (ours | theirs)


def _of_two_sayings(pair: Both, a: Time, b: Time) -> bool:
    """Whether both times date the saying of what is reported: it can be said on two days."""
    told = all(f.statement.attribution is not None and not in_content(f, t) for f, t in ((pair.left, a), (pair.right, b)))
    return told and pair.alike < SAME_SAYING


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
    if {ours, theirs} == {None, "since"} and (events_of(left, a) | events_of(right, b)) & BEGINNINGS:
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
    told = [{w.lower for w in fact.words} for fact in (left, right)]
    if ours and theirs and not ours & told[1] and not theirs & told[0]:
        return True
    first, second = _in_a_row(left), _in_a_row(right)
    return any(first[noun] != second[noun] for noun in sorted(first.keys() & second.keys()))


def _in_a_row(fact: Fact) -> dict[str, str]:
    """Which one in a row a fact tells of, by the stem of the noun: the fourth `shooting`."""
    return {noun.key: word.lower for word, noun in pairwise(fact.words) if word.lower in ORDINALS}


def _people(fact: Fact, time: Time) -> set[str]:
    """The words of the names of those to whom the dated event happens."""
    roles = [r.span for e in _dated(fact, time) for r in e.roles if r.role in ("agent", "patient")]
    named = [e for e in fact.entities if e.type == "PERSON" and any(s.start <= e.span.start < s.end for s in roles)]
    return {word for e in named for word in e.name.lower().split()}


def _once_more(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether one statement alone tells of an earlier or a further occasion: `previously hosted`, `appears in court again`."""
    del a, b
    ours, theirs = (_is_further(fact) for fact in (left, right))
    return ours != theirs


def _is_further(fact: Fact) -> bool:
    text = fact.statement.span.text.lower()
    return text.startswith("earlier ") or bool(LATEST.search(text)) or any(w.lower in FURTHER for w in fact.words)


def _both_last(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether both tell how things stood on a day, which they may on several: `no one was in custody`, `continued to search`."""
    return _stands(left, a) and _stands(right, b)


def _stands(fact: Fact, time: Time) -> bool:
    """Whether a time is of no event, but of what lasts or did not happen."""
    told = real_events(fact, time)
    lasts = LASTING & (told or fact.predicates) or STANDING.search(" ".join(w.lower for w in fact.words))
    return bool(lasts) and told <= LASTING


def _each_to_come(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether reports weeks apart each give a day that is new in it: a hearing, and the next one."""
    ours, theirs = published(left), published(right)
    days = [date.fromisoformat(t.earliest).toordinal() if _is_full(t.earliest) else 0 for t in (a, b)]
    if not (ours and theirs and all(days)) or abs(ours - theirs) <= WEEKS:
        return False
    return days[0] >= ours - WEEKS and days[1] >= theirs - WEEKS


def _is_full(day: str | None) -> TypeGuard[str]:
    return is_day(day) and UNKNOWN_YEAR not in (day or "")


def _attributes_apart(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether a day tells which happening a noun means (`the March 3 raid`), and the other day is not told of such a one."""
    ours, theirs = _dated_noun(left, a), _dated_noun(right, b)
    if not ours and not theirs:
        return False
    if ours and theirs:
        return not ours & theirs
    nouns, fact, time = (ours, right, b) if ours else (theirs, left, a)
    if NAMED_DAY.match((a if ours else b).span.text) and _stages_of(nouns) & _stages(fact, time):
        return False  # `wounded in a Saturday night shooting`, `shots were fired on Sunday`
    told = (
        {*fact.slot(time.span).before, *fact.slot(time.span).after}
        | real_events(fact, time)
        | {stem(e) for e in events_of(fact, time)}
    )
    return not nouns & told


def _dated_noun(fact: Fact, time: Time) -> frozenset[str]:
    """The stems of the words that a day stands before as an attribute: `the Friday night shooting`; empty where it is none."""
    start, text = fact.statement.span.start, fact.statement.span.text
    after = ATTRIBUTED.match(text[time.span.end - start :][:LONGEST_NOUN])
    before = text[: time.span.start - start].split()[-1:]
    leads = time.span.text.lower().startswith("the ") or [w.lower() for w in before] in (["the"], ["a"], ["an"])
    if after is None or not leads:
        return frozenset()
    words = [w for w in after["noun"].lower().split() if w not in stop_words()]
    return frozenset(stem(w) for w in words) | {predicate_class(w) for w in words}


def _follows_up(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two reports weeks apart each tell of their own days: `Sunday` in the first and `Thursday` in a later one."""
    ours, theirs = published(left), published(right)
    return bool(ours and theirs) and abs(ours - theirs) > WEEKS and not re.search(r"\d", a.span.text + b.span.text)


def published(fact: Fact) -> int:
    """The day of a report, counted in days; 0 where none is known."""
    day = (fact.article.published.value or "")[:10]
    return date.fromisoformat(day).toordinal() if is_day(day) and UNKNOWN_YEAR not in day else 0


def in_content(fact: Fact, time: Time) -> bool:
    """Whether a time dates what is said; else it dates the saying.

    It also does so outside of the words that are said where it stands with an event of theirs (`he said around noon Sunday
    boats were called`), or behind them and before who said it (`he died at home, Thursday, the paper reported`).
    """
    return _within(fact, time) or _of_content(fact, time)


def _within(fact: Fact, time: Time) -> bool:
    return any(s.start <= time.span.start < s.end for s in content_spans(fact.statement))


def _of_content(fact: Fact, time: Time) -> bool:
    said, spans = fact.statement.attribution, content_spans(fact.statement)
    if said is None or not spans:
        return False
    if any(s.start < time.span.end and time.span.start < s.end for s in spans):
        return True  # begun before them: `he said around 4 a.m. | Sunday boats were called`
    if any(s.start <= e.span.start < s.end for e in _dated(fact, time) for s in spans):
        return True
    saying = [s for s in (said.source, said.cue) if s is not None]
    if is_clock(time) and max((s.end for s in saying), default=0) <= time.span.start:
        return time.span.end <= spans[0].start  # `he said about 4 p.m. Sunday boats …`: no saying is told to the minute
    return spans[-1].end <= time.span.start and time.span.end <= min((s.start for s in saying), default=0)


def events_of(fact: Fact, time: Time) -> set[str]:
    """The classes of the events that a time stands with."""
    return {predicate_class(event.predicate) for event in _dated(fact, time)}


def _dated(fact: Fact, time: Time) -> list[Event]:
    """The events that a time stands with; of `shot after leaving a party on Sunday` also the shooting."""
    told = [e for e in fact.events if _is_at(e, time) and not _is_in_hospital(e)]
    if not told and shares_day(fact, time):
        return [e for e in fact.events if not any(r.role == "time" for r in e.roles)]
    return [*told, *_around(fact, told)] if told else _nearest(fact, time)


def shares_day(fact: Fact, time: Time) -> bool:
    """Whether a fact is one of several of its sentence of which another names the only day: `shot and killed Thursday`.

    Not where the two are stages of a case that follow one another: `arrested Thursday and charged with murder`.
    """
    if time in fact.times or not NAMED_DAY.search(time.span.text) or not _within(fact, time):
        return False
    if any(t is not time and t.type in ("DATE", "TIME") and t.value for t in fact.statement.times):
        return False
    dated = [e for e in fact.statement.events if _is_at(e, time)]
    told = {predicate_class(e.predicate) for e in dated}
    ours, theirs = _stages_of(fact.predicates), _stages_of(told)
    if not told or LASTING & (told | fact.predicates) or any(_is_in_hospital(e) for e in dated):
        return False
    return bool(ours & theirs) or not (ours or theirs)


def _is_at(event: Event, time: Time) -> bool:
    return any(r.role == "time" and r.span.start < time.span.end and time.span.start < r.span.end for r in event.roles)


def _around(fact: Fact, told: Sequence[Event]) -> list[Event]:
    """The event in whose course, or right after which, those told happen, unless these are stages of a case themselves."""
    first = min(told, key=lambda e: e.span.start)
    main = sorted((e for e in fact.events if e.span.end <= first.span.start), key=lambda e: e.span.start)[-1:]
    if not main or any(_staged(e) for e in told):
        return []
    between = fact.article.text[main[0].span.end : first.span.start].lower().split()
    after = between[-1:] == ["after"] and first.span.text.lower().endswith("ing")
    return main if after or not COURSES.isdisjoint(between) else []


def _nearest(fact: Fact, time: Time) -> list[Event]:
    """The last event before a day that the parser has left without one: `was shot at a complex on Kiln Road Friday`."""
    if not NAMED_DAY.search(time.span.text) or not any(start <= time.span.start < end for start, end in fact.places):
        return []
    if any(t is not time and NAMED_DAY.search(t.span.text) for t in fact.times) or _dated_noun(fact, time):
        return []
    ahead = sorted((e for e in fact.events if e.span.end <= time.span.start), key=lambda e: e.span.start)[-1:]
    return [] if any(r.role == "time" for e in ahead for r in e.roles) else ahead


def _staged(event: Event) -> bool:
    return any(predicate_class(event.predicate) in stage for stage in STAGES)
