"""The main event of a story: what happened, where, when, who did it and to whom, each with the variants that reports give.

What is chosen is a class of predicates (`shoot`, `sink`): the one that most reports tell, early, and with most roles filled. What
a story only adds (an arrest after it, how it became known) gives way to what it is about. Its *kin* are the classes told of it in
the same breath: who was shot was killed. All else is voted for by reports, each of them once: the nearer a time or place stands
to the event and the nearer the event to the top of the report, the more its vote weighs. Every variant is words of the reports.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from twosource.claims.facts import content_spans
from twosource.claims.mainly import Mark, by_votes, position_weight
from twosource.lexicon import lines
from twosource.lexicon.calendar import UNKNOWN_YEAR, is_day
from twosource.lexicon.events import event_nouns, event_words, is_classed, predicate_class
from twosource.lexicon.places import codes
from twosource.lexicon.words import stop_words
from twosource.model import Article, Entity, Event, EventRole, MainEvent, Role, Span, Statement, Time
from twosource.text import View, view_of

SUFFERED = frozenset({"die", "injure"})  # classes whose agent, told alone, is who it happened to: "two men died"
# What a dateline weighs as the place of the event. Swept 15 to 35 on gold/figures; more, and what a capital tells lies there.
DATELINE = 25
PREPOSITIONS = frozenset({"off", "in", "into", "at", "on", "with", "to", "from", "for", "of", "near"})
MOST_TRIED = 20  # classes tried, the weightiest first: each costs a walk through all statements
LONGEST = 160  # characters of words that tell what happened: longer ones are told by the verb alone
CLASSED = 4  # what a predicate of a class of happenings weighs, against one of no class (3) and those of `GROUND`
GROUND = {"follows": 2, "aside": 1}  # what a class weighs that seldom is what a story is about
EARLY = (
    3  # what the place of a statement weighs whose time counts where none stands near the event: the headline and the first six
)
NEVER = "~"  # later than any day
ANY_WEEK = "XXXX-WXX-"
TIED = 6  # how near words stand that are a role of the event
LOOSE = 1  # how near words stand that need not belong to the event at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement with its report and how much its place in the report weighs."""

    statement: Statement
    article: Article
    view: View
    weight: int

    @property
    def events(self) -> tuple[Event, ...]:
        """What it says to have happened."""
        said = self.statement
        return tuple(e for e in said.events if not e.negated) if said.stance == "asserts" and not said.negated else ()

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(class_of(event.predicate) for event in self.events)


def main_event(articles: Sequence[Article], statements: Sequence[Statement]) -> MainEvent | None:
    """The main event of the story that these reports tell; `None` where no happening stands out in them."""
    found = _lines(articles, statements)
    chosen = _chosen(found, len({line.article.id for line in found}))
    if chosen is None:
        return None
    seed, kin = chosen
    return MainEvent(
        predicate=seed,
        what=by_votes(_what(found, seed)),
        where=by_votes(_where(found, kin, articles)),
        when=by_votes(_when(found, kin), sure=10 * TIED),
        who=by_votes(_party_to(found, seed, kin, "agent")),
        whom=by_votes(_party_to(found, seed, kin, "patient")),
    )


def _lines(articles: Sequence[Article], statements: Sequence[Statement]) -> list[Line]:
    """Every statement with the weight of its place: of its report's headline, else by how many that tell something go before."""
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_article[statement.article_id].append(statement)
    found = []
    for article in articles:
        told, view = 0, view_of(article)
        for statement in sorted(by_article[article.id], key=lambda s: (s.span.start, s.span.end, s.id)):
            headline = article.headline is not None and _within(statement.span, article.headline)
            told += bool(statement.events) and not headline
            weight = position_weight(0 if headline else max(1, told))
            found.append(Line(statement=statement, article=article, view=view, weight=weight))
    return found


def _within(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


# What


def _chosen(found: Sequence[Line], reports: int) -> tuple[str, frozenset[str]] | None:
    """The class of what is told earliest and most fully, with its kin, of those that half of the reports tell."""
    scores = _scores(found)
    for seed in sorted(scores, key=lambda name: (-scores[name], name))[:MOST_TRIED]:
        kin = _kin(seed, found)
        told = {line.article.id for line in found if kin & line.classes}
        if 2 * len(told) >= reports and (len(told) > 1 or _ground(seed) == CLASSED):
            return seed, kin
    return None


def _scores(found: Iterable[Line]) -> dict[str, int]:
    """What each class weighs: in each report where it is told earliest and most fully."""
    best: dict[str, dict[str, int]] = defaultdict(dict)
    for line in found:
        for event in line.events:
            name, ground = class_of(event.predicate), _ground(event.predicate)
            worth = line.weight * _fullness(event) * ground
            if ground > GROUND["aside"] and _stands(name):
                best[name][line.article.id] = max(worth, best[name].get(line.article.id, 0))
    return {name: sum(of.values()) for name, of in best.items()}


def _fullness(event: Event) -> int:
    """Eighths: an event with three roles told weighs 11, one with none 8."""
    return 8 + min(3, len({role.role for role in event.roles}))


def class_of(predicate: str) -> str:
    """The class of a predicate; of one without a class its verb, where only a preposition follows (`sink off`).

    >>> class_of("detain"), class_of("sink off"), class_of("find dead")
    ('arrest', 'sink', 'find dead')
    """
    verb, _, rest = predicate.partition(" ")
    return verb if not is_classed(predicate) and rest in PREPOSITIONS else predicate_class(predicate)


def _stands(name: str) -> bool:
    return name not in event_words("empty") | event_words("occur") | event_words("light")


def _ground(predicate: str) -> int:
    kind = seldom().get(predicate) or seldom().get(class_of(predicate))
    return GROUND[kind] if kind in GROUND else CLASSED if is_classed(predicate) else CLASSED - 1


@cache
def seldom() -> Mapping[str, str]:
    """Predicates that are seldom what a story is about and words that are seldom what is asked for, each with its kind.

    >>> seldom()["arrest"]
    'follows'
    """
    pairs = (line.split("|") for line in lines("main_event"))
    return {word.strip(): why.strip() for word, why in pairs}


def _kin(seed: str, found: Sequence[Line]) -> frozenset[str]:
    """The class itself and those told in one statement with it: in two reports, or in one if half of all reports tell them too.

    Where one report alone tells the class, one is enough.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    telling: dict[str, set[str]] = defaultdict(set)
    for line in found:
        for name in line.classes:
            telling[name].add(line.article.id)
            if seed in line.classes:
                beside[name].add(line.article.id)
    least, half = min(2, len(beside[seed])), len({line.article.id for line in found}) / 2
    near = {name for name, of in beside.items() if len(of) >= least or len(telling[name]) >= max(2, half)}
    return frozenset({seed} | {name for name in near if _ground(name) > GROUND["follows"] and _stands(name)})


def _what(found: Iterable[Line], seed: str) -> Iterator[Mark]:
    for line in found:
        for event in line.events:
            if class_of(event.predicate) == seed:
                pronoun = any(r.role == "agent" and r.span.text.lower() in stop_words() for r in event.roles)
                yield _mark(line, event.predicate, _told(line, event), line.weight * _fullness(event) // (2 if pronoun else 1))


def _told(line: Line, event: Event) -> Span:
    """The words from the first to the last of an event and its roles; of long ones the event's own."""
    spans = [event.span, *(role.span for role in event.roles)]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return line.view.span(start, end) if end - start <= LONGEST else event.span


def _mark(line: Line, value: str, span: Span, weight: int) -> Mark:
    return Mark(value=value, article_id=line.article.id, statement_id=line.statement.id, span=span, weight=weight)


# When and where


def _when(found: Sequence[Line], kin: frozenset[str]) -> Iterator[Mark]:
    last = _last_day(found, kin)
    dated = ((line, time, _day(time)) for line in found for time in line.statement.times if not _of_telling(time, line))
    days = [(line, time, day) for line, time, day in dated if day and day <= last]
    tied = [(*one, _tie(one[0], one[1].span, "time", kin)) for one in days]
    near = [one for one in tied if one[3] > LOOSE] or [one for one in tied if one[0].weight >= EARLY]
    known = [one for one in near if UNKNOWN_YEAR not in one[2] or one[3] >= TIED] if last < NEVER else []
    for line, time, day, tie in known or near:
        yield _mark(line, day, time.span, 10 * tie + line.weight)


def _of_telling(time: Time, line: Line) -> bool:
    """Whether a time is the day a report was written, or when something was said."""
    dateline = line.article.dateline
    if dateline is not None and _overlap(time.span, dateline.span):
        return True
    return not any(_within(time.span, part) for part in content_spans(line.statement))


def _last_day(found: Iterable[Line], kin: frozenset[str]) -> str:
    """The day of the first report that tells the event: it happened no later."""
    published = (line.article.published for line in found if kin & line.classes)
    return min(
        (p.value[:10] for p in published if p.value and p.precision in ("minute", "day") and "X" not in p.value), default=NEVER
    )


def _day(time: Time) -> str | None:
    """The one day that a time means, or the weekday, where nothing tells of which week."""
    if time.type not in ("DATE", "TIME"):
        return None
    if time.value and time.value.startswith(ANY_WEEK):
        return time.value.split("T")[0]
    return time.earliest if time.earliest == time.latest and is_day(time.earliest) else None


def _tie(line: Line, span: Span, role: EventRole, kin: frozenset[str]) -> int:
    """How near words stand to the event: 6 as its role, 5 as when it "happened", 4 or 2 beside it, 1 elsewhere."""
    owners = [e for e in line.events if any(r.role == role and _overlap(r.span, span) for r in e.roles)]
    if any(class_of(e.predicate) in kin for e in owners):
        return TIED
    if any(e.predicate in event_words("occur") for e in owners):
        return 5
    if owners or not kin & line.classes or not any(_within(span, part) for part in content_spans(line.statement)):
        return LOOSE
    nearest = min(line.events, key=lambda e: (min(abs(e.span.start - span.end), abs(span.start - e.span.end)), e.span.start))
    return 4 if class_of(nearest.predicate) in kin else 2


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _where(found: Sequence[Line], kin: frozenset[str], articles: Sequence[Article]) -> Iterator[Mark]:
    for line in found:
        for place in line.statement.entities:
            if place.type == "PLACE" and not any(_overlap(place.span, time.span) for time in line.statement.times):
                yield _mark(
                    line, place.name, place.span, (10 * _tie(line, place.span, "place", kin) + line.weight) // _width(place)
                )
    for article in articles:
        if article.dateline and article.dateline.place:
            yield Mark(
                value=article.dateline.place.split(",")[0],
                article_id=article.id,
                statement_id=None,
                span=article.dateline.span,
                weight=DATELINE,
            )


def _width(place: Entity) -> int:
    if place.name in codes():
        return 3
    return 2 if seldom().get(place.name.split()[-1].strip(".").lower()) == "part" else 1


# Who


def _party_to(found: Sequence[Line], seed: str, kin: frozenset[str], role: EventRole) -> list[Mark]:
    """Who takes part in the event itself; where that is told without a single party, in its kin."""
    events = [event for line in found for event in line.events if class_of(event.predicate) == seed]
    alone = not any(event.roles for event in events) or seed in SUFFERED
    return list(_taking_part(found, kin if alone else frozenset({seed}), role))


def _taking_part(found: Sequence[Line], kin: frozenset[str], role: EventRole) -> Iterator[Mark]:
    for line in found:
        for event in line.events:
            name = class_of(event.predicate)
            if name in kin:
                of_role = (part for part in event.roles if _plays(name, part.role, event) == role and _is_party(part, line))
                yield from (_mark(line, _party(part, line), part.span, line.weight) for part in of_role)


def _plays(name: str, role: EventRole, event: Event) -> EventRole:
    alone = role == "agent" and name in SUFFERED and not any(r.role == "patient" for r in event.roles)
    return "patient" if alone else role


def _is_party(part: Role, line: Line) -> bool:
    """Whether a role is somebody or something: no pronoun, bare number, time or place, and no other happening."""
    head = part.name.split()[-1].lower()
    said = line.statement
    if {head, part.span.text.lower()} & stop_words() or head in event_nouns() or seldom().get(head) == "nobody":
        return False
    place = any(e.type == "PLACE" and e.name == part.name for e in said.entities)
    return (
        not place
        and not any(_overlap(part.span, t.span) for t in said.times)
        and not any(_within(part.span, q.span) for q in said.quantities)
    )


def _party(part: Role, line: Line) -> str:
    """By what participants are put together: a name, else how many and the last word of what tells them (`Ostrel boy`: boy)."""
    head = part.name.split()[-1]
    if not head.islower():
        return part.name
    numbers = [
        q.value for q in line.statement.quantities if _within(q.span, part.span) and q.unit is None and q.value is not None
    ]
    return f"{numbers[0]:g} {head}" if numbers else head
