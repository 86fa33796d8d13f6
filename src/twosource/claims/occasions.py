"""Whether two times date two happenings: other stages of a case, other people's, another time, each report's own news."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TypeGuard

from twosource.claims.contrasts import Both
from twosource.claims.facts import Fact, content_spans, stem
from twosource.claims.named import known, names_meet
from twosource.claims.same_time import CLOCK, one_hour
from twosource.lexicon.calendar import UNKNOWN_YEAR, is_day
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Event, Time

NEAR = 1.5  # closeness of two slots: from here the words around two times are the same
MUCH_ALIKE = 0.4  # share of content words: below, dates of events of two classes are of two events
SAME_SAYING = 0.3  # share of content words: above, one saying is told
SEVERAL = 2  # names: of two statements with so many and none in common each tells of its own
WEEKS = 14  # days: reports that are farther apart tell of other days, each of its own, unless they date one event
# Words that tell a happening of any class, or only that it is to come.
HAPPENING = frozenset(predicate_class(verb) for verb in "happen occur face schedule expect await".split())
# What comes one after the other in a case: of two of these each has its own day.
STAGES = tuple(
    frozenset(predicate_class(verb) for verb in verbs.split())
    for verbs in (
        "die", "arrest capture detain surrender", "charge indict arraign accuse", "convict plead", "try", "sentence",
        "bury mourn", "release", "investigate search", "shoot kill attack stab bomb explode happen occur injure wound crash",
    )
)  # fmt: skip
# What goes on for days, so that each report can tell of it on its own.
LASTING = frozenset(predicate_class(verb) for verb in "continue remain mourn question search investigate grieve".split())
STANDING = re.compile(
    r"\b(?:no one|nobody|none|no (?:arrests?|suspects?)|not|still)\b|\bas of\b"
    r"|\bbeing (?:held|questioned)\b|\bin (?:mourning|custody|jail)\b"
)
FURTHER = frozenset("previously formerly again".split())
LATEST = re.compile(r"\bmost recent\b")
WHEN = re.compile(r"\s(?:when|as|while)\s", re.IGNORECASE)
LIMITS = frozenset({"since", "until", "till", "by", "before", "after"})
BEGINNINGS = frozenset(predicate_class(verb) for verb in ("begin", "start", "commence", "launch", "open", "found"))
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth"})
POSSESSIVE = ("'s", "’s")
# Up to four words after a day that stands before its noun: `the August 2011 shooting death of …`.
ATTRIBUTED = re.compile(r",?\s(?P<noun>[a-z][a-z-]{1,20}(?:\s[a-z][a-z-]{1,20}){0,3})")
LONGEST_NOUN = 96


def of_two_occasions(pair: Both, a: Time, b: Time, *, swapped: bool, near: float) -> bool:
    """Whether two times date two happenings, by what stands with them; `near`: how alike the words around them are."""
    left, right = pair.left, pair.right
    if _stages_apart(left, a, right, b) or _of_two_sayings(pair, a, b) or _of_other_things(left, a, right, b):
        return True
    if near < NEAR and pair.alike < MUCH_ALIKE and _of_two_events(left, a, right, b) and not (swapped and of_same_names(pair)):
        return True
    if near < NEAR and not one_hour(a, b) and of_other_names(pair):
        return True
    if any(apart(left, a, right, b) for apart in (_of_others, _once_more, _both_last, _attributes_apart)):
        return True
    if at_one_site(left, a, right, b):
        return False  # however far apart the reports are
    return _each_to_come(left, a, right, b) or (not swapped and _follows_up(left, a, right, b))


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


def _stages(fact: Fact, time: Time) -> set[int]:
    """The stages of a case that a day is told of; what is only tried or meant (`trying to arrest him`) is none."""
    told = real_events(fact, time)
    return {n for n, stage in enumerate(STAGES) if stage & told}


def real_events(fact: Fact, time: Time) -> set[str]:
    """The classes of the events that a time stands with; what is only tried or meant (`trying to arrest him`) is none."""
    text = fact.article.text
    told = [e for e in _dated(fact, time) if text[max(0, e.span.start - 4) : e.span.start].lower() != " to "]
    if not told and WHEN.match(text, time.span.end):  # `in 1972 when he began …`
        told = sorted((e for e in fact.events if e.span.start > time.span.end), key=lambda e: e.span.start)[:1]
    return {predicate_class(e.predicate) for e in told}


def _of_two_events(left: Fact, a: Time, right: Fact, b: Time) -> bool:
    """Whether two times stand with events of two classes; that something happened may be told of any."""
    ours, theirs = real_events(left, a), real_events(right, b)
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
    if ours and theirs and not ours & theirs:
        return True
    first, second = ({w.lower for w in f.words} & ORDINALS for f in (left, right))
    return bool(first and second and not first & second)


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
    """Whether a time dates what is said; else it dates the saying."""
    return any(s.start <= time.span.start < s.end for s in content_spans(fact.statement))


def events_of(fact: Fact, time: Time) -> set[str]:
    """The classes of the events that a time stands with."""
    return {predicate_class(event.predicate) for event in _dated(fact, time)}


def _dated(fact: Fact, time: Time) -> list[Event]:
    """The events that a time stands with."""
    return [
        event
        for event in fact.events
        if any(r.role == "time" and r.span.start < time.span.end and time.span.start < r.span.end for r in event.roles)
    ]
