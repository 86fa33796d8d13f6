"""The toll of a story: what each report gives as the number of killed, injured or missing, compared report by report.

Reports tell one toll in other words (`five shot, one fatally`; `one killed, four injured`), and tell parts of it and tolls of
other events beside it. So a toll is first worked out for each report, and only then compared with those of the others.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from twosource.claims.contrasts import value
from twosource.claims.facts import Fact
from twosource.claims.numbers import shown
from twosource.lexicon.tolls import families, toll_words
from twosource.model import Article, Difference, ImplicitCount, Quantity, Value

BEFORE, AFTER = 24, 32  # characters beside a number that are searched for the words of a part
EARLIER = timedelta(days=14)  # before the first report of the story: what happened then is another event
EARLY = 6  # facts from the start in which a report tells its toll; later ones are often of another event
LISTED = 40  # characters between two numbers of one list
FIRST = 2  # how often the first telling of a report counts: headline or lead give the whole

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One number of a toll as a fact tells it; `number` is that of a whole list (`a man and two women`).

    `kind`: `whole`, `part`, `others` (beside somebody told apart) or `elsewhere` (of another event).
    """

    at: int
    fact: Fact
    quantity: Quantity
    family: str
    kind: str
    number: float
    early: bool
    listed: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What one article gives for one family: the number that it stands by, where it tells it, and what else it would accept."""

    article: Article
    family: str
    told: tuple[Told, ...]
    open_below: bool
    open_above: bool
    high: float
    early: bool
    accepted: frozenset[float]

    @property
    def number(self) -> float:
        return self.told[0].number


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryToll:
    """The tolls of one family over a story: the facts (by index) that tell them, and where they differ."""

    family: str
    members: tuple[int, ...]
    differences: tuple[Difference, ...]
    of_articles: tuple["Toll", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolls:
    """The tolls of a story, and by what a difference between two of their numbers may be explained.

    `told` finds a telling by statement and place; `dead` says how many killed each article tells of; `attacker`: some report
    tells that the attacker died, so that he may be counted or not.
    """

    of_families: tuple[StoryToll, ...]
    told: Mapping[Place, Told]
    dead: Mapping[str, int]
    attacker: bool


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


def with_toll_differences(found: Sequence[Difference], draft: Draft, known: Tolls) -> tuple[Difference, ...]:
    """The differences of a claim with those of its tolls, which hold for the numbers that both tell of."""
    of_tolls = [d for toll in draft.tolls for d in toll.differences]
    places = {_place(v) for d in of_tolls for v in d.values}
    kept = [_scoped(d, known) for d in found if d.kind != "number" or not {_place(v) for v in d.values} <= places]
    return tuple(sorted((*kept, *of_tolls), key=lambda d: (not d.conflict, d.kind, [_place(v) for v in d.values])))


def _scoped(difference: Difference, known: Tolls) -> Difference:
    """A difference of numbers that tell of other sets of people is one of scope, and no conflict."""
    told = [known.told.get(_place(v)) for v in difference.values]
    if difference.kind != "number" or not difference.conflict or not all(told):
        return difference
    of_sets = [t for t in told if t]
    if not all(_explained(a, b, known) for a, b in combinations(of_sets, 2) if a.fact.article.id != b.fact.article.id):
        return difference
    return replace(difference, kind="scope", conflict=False, why="the numbers tell of different sets of people")


def _explained(a: Told, b: Told, known: Tolls) -> bool:
    """Whether two tellings may both be right, as one counts others, a part, the dead among those hit, or the attacker."""
    apart = abs(a.number - b.number)
    if apart == 0 or ("elsewhere" in (a.kind, b.kind) and a.kind != b.kind):
        return True
    if "part" in (a.kind, b.kind) or ("others" in (a.kind, b.kind) and a.kind != b.kind and apart == 1):
        return True
    if any(_victims(t) and apart == known.dead[t.fact.article.id] for t in (a, b)):
        return True
    return known.attacker and a.family == b.family == "killed" and apart == 1


def _place(value: Value) -> Place:
    return value.statement_id, value.span.start, value.span.end


def story_tolls(facts: Sequence[Fact]) -> Tolls:
    """The toll of each family that any report gives, by family."""
    told: dict[str, list[Told]] = defaultdict(list)
    one_by_one: dict[str, list[list[ImplicitCount]]] = defaultdict(list)
    for one in _told(facts):
        told[one.fact.article.id].append(one)
    for fact in facts:
        one_by_one[fact.article.id].append([p for p in fact.implicit if p.role == "killed"])
    dead = {id: _dead(told[id], how_many(one_by_one[id])) for id in sorted(told)}
    attacker = any(_tells_dead_attacker(fact) for fact in facts)
    by_family: dict[str, list[Toll]] = defaultdict(list)
    for id in sorted(told):
        for toll in _of_article(told[id], dead[id]):
            by_family[toll.family].append(toll)
    return Tolls(
        of_families=tuple(_story_toll(family, by_family[family], attacker) for family in sorted(by_family)),
        told={(t.fact.id, q.span.start, q.span.end): t for of in told.values() for t in of for q in t.listed},
        dead=dead,
        attacker=attacker,
    )


def _tells_dead_attacker(fact: Fact) -> bool:
    if any(p.role == "killed" and p.of in toll_words("attacker") for p in fact.implicit):
        return True
    return bool(_dead_attacker().search(fact.statement.span.text.lower()))


def _dead(told: Sequence[Told], one_by_one: int) -> int:
    """How many killed an article tells of, by numbers or one by one."""
    killed = _standing([t for t in told if t.family == "killed"])
    if not killed:
        return one_by_one
    return max(one_by_one, int(killed[0].number)) if killed[0].kind == "others" else int(killed[0].number)


def _story_toll(family: str, tolls: Sequence[Toll], with_attacker: bool) -> StoryToll:
    apart = [(a, b) for a, b in combinations(tolls, 2) if _conflict(a, b, with_attacker)]
    members = sorted({t.at for toll in tolls for t in toll.told})
    return StoryToll(family=family, members=tuple(members), differences=_differences(tolls, apart), of_articles=tuple(tolls))


# What a fact tells


def _told(facts: Sequence[Fact]) -> Iterator[Told]:
    first = min((day for f in facts if (day := _day(f.article.published.value))), default=None)
    seen: Counter[str] = Counter()
    for at, fact in enumerate(facts):
        seen[fact.article.id] += 1
        early = seen[fact.article.id] <= EARLY
        yield from _summed([replace(one, early=early) for q in fact.quantities if (one := _telling(at, fact, q, first))])


def _telling(at: int, fact: Fact, quantity: Quantity, first: date | None) -> Told | None:
    family = families().get(quantity.role or "")
    number = next((n for n in (quantity.value, quantity.low, quantity.high) if n is not None), 0)
    if not family or quantity.unit or number <= 0 or number != int(number):
        return None
    kind = kind_of(fact, quantity, first)
    return Told(at=at, fact=fact, quantity=quantity, family=family, kind=kind, number=number, early=False, listed=(quantity,))


def _summed(told: Sequence[Told]) -> Iterator[Told]:
    """Numbers of one list are one: `one man and two women were killed` tells three."""
    rest = list(told)
    while rest:
        one = rest.pop(0)
        while rest and _listed(one, rest[0]):
            one = replace(rest[0], number=one.number + rest[0].number, listed=(*one.listed, *rest[0].listed))
            rest.pop(0)
        yield one


def _listed(one: Told, other: Told) -> bool:
    start = one.fact.statement.span.start
    between = one.fact.statement.span.text[one.quantity.span.end - start : other.quantity.span.start - start]
    alike = one.family == other.family and one.kind == other.kind == "whole" and one.quantity.role == other.quantity.role
    return alike and len(between) <= LISTED and bool(re.fullmatch(r"\W{0,40}(?:[\w-]+\s+){0,3}[\w-]*,?\s(?:and|,)?\s?", between))


def kind_of(fact: Fact, quantity: Quantity, first: date | None) -> str:
    """Of what set a number tells; `first` is the day of the first report of the story."""
    text, at = fact.statement.span.text.lower(), quantity.span.start - fact.statement.span.start
    before, after = text[max(0, at - BEFORE) : at], text[at + len(quantity.span.text) :][:AFTER]
    if _elsewhere().search(text) or _before(fact, first):
        return "elsewhere"
    if before.rstrip().endswith(toll_words("part_before")) or after.lstrip().startswith(toll_words("part_after")):
        return "part"
    if quantity.span.text.lower() == "both":
        return "part"
    beside = {
        *re.findall(r"[a-z]+", f"{quantity.span.text} {quantity.of or ''}".lower()),
        *after.split()[:1],
        *before.split()[-1:],
    }
    return "others" if beside & {*toll_words("others")} else "whole"


@cache
def _elsewhere() -> re.Pattern[str]:
    return _any_of("elsewhere")


@cache
def _dead_attacker() -> re.Pattern[str]:
    return _any_of("attacker_dead")


def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, toll_words(kind))) + r")\b")


def _before(fact: Fact, first: date | None) -> bool:
    """Whether a fact is dated well before the first report: it tells of an event of the past."""
    latest = [day for t in fact.times if t.type in ("DATE", "TIME") and (day := _day(t.latest))]
    return first is not None and bool(latest) and max(latest) < first - EARLIER


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


# What an article stands by


def _of_article(told: Sequence[Told], dead: int) -> Iterator[Toll]:
    """The tolls of one article, which tells of `dead` killed.

    Who was shot or stabbed is counted among the injured, without the dead.
    """
    by_family: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_family[one.family].append(one)
    hit = by_family.pop("hit", [])
    by_family["injured"] += [alive for t in hit if (alive := _alive(t, dead))]
    accepted = {t.number for t in hit} | {t.number - dead for t in by_family["injured"] if _victims(t)}
    for family, tellings in sorted(by_family.items()):
        if stands := _standing(sorted(tellings, key=lambda t: (t.at, t.quantity.span.start))):
            yield _toll(family, stands, tellings, accepted if family == "injured" else set())


def _victims(told: Told) -> bool:
    """Whether the dead may be among the counted: `six victims were found`."""
    return told.kind == "whole" and (told.family == "hit" or "victim" in (told.quantity.of or "").lower())


def _alive(hit: Told, dead: int) -> Told | None:
    """Of those shot or stabbed, the living, as far as the dead are counted among them."""
    number = hit.number - dead if hit.kind == "whole" else hit.number
    return replace(hit, number=number) if number > 0 else None


def how_many(of_facts: Iterable[Sequence[ImplicitCount]]) -> int:
    """At least how many persons an article tells of one by one; `of_facts` are those of each fact.

    One name, one age is one person; somebody without either may be any of the others, unless one fact tells of them together.
    """
    told = [list(of) for of in of_facts]
    ages = {p.age for of in told for p in of if p.age is not None}
    together = (len({(_last(p.name), p.age, p.of) for p in of}) for of in told)
    return max(len(_named(p for of in told for p in of)), len(ages), *together, 0)


def _named(told: Iterable[ImplicitCount]) -> list[set[str]]:
    """The names told, as sets of words; those that share a word are of one person."""
    found: list[set[str]] = []
    for words in [{w.lower() for w in p.name.split()} for p in told if p.name]:
        same = [names for names in found if names & words]
        found = [names for names in found if not names & words] + [set().union(words, *same)]
    return found


def _last(name: str | None) -> str | None:
    return name.split()[-1].lower() if name else None


def of_family(family: str) -> frozenset[str]:
    """The families that are counted with one: who was shot or stabbed is injured, unless he died."""
    return frozenset({family, "hit"}) if family == "injured" else frozenset({family})


def alive(told: Sequence[ImplicitCount], dead: Sequence[ImplicitCount]) -> list[ImplicitCount]:
    """Persons told one by one, without those who may be the dead: by name, by age, by who they are."""
    names = {word.lower() for p in dead if p.name for word in p.name.split()}
    ages, whos = {p.age for p in dead if p.age is not None}, {p.of for p in dead}
    return [p for p in told if not dead or _is_another(p, names, ages, whos)]


def _is_another(person: ImplicitCount, names: set[str], ages: set[int], whos: set[str | None]) -> bool:
    """Whether a person is told apart from the dead by anything; who is only said to be shot may be any of them."""
    if person.age is not None and person.age in ages:
        return False
    if person.name:
        return bool(names) and not {word.lower() for word in person.name.split()} & names
    if person.age is not None:
        return True
    return person.role != "shot" and not person.definite and person.of not in whos | {"person", "victim", "patient"}


def _standing(told: Sequence[Told]) -> list[Told]:
    """The tellings of the number that an article stands by: told most often, its first telling counting twice.

    The others beside the dead are all the injured, but the others beside a dead man are not all the dead.
    """
    whole = [t for t in told if t.kind == "whole" or (t.kind == "others" and t.family != "killed")]
    of_kind = whole or [t for t in told if t.kind == "others"]
    if not of_kind:
        return []
    times: Counter[float] = Counter()
    for t in of_kind:
        times[t.number] += 1 if t.quantity.role == "hospitalized" else FIRST  # the injured of whom some are in hospital
    times[of_kind[0].number] += FIRST
    best = max(times, key=lambda number: (times[number], number))
    return [t for t in of_kind if t.number == best]


def _toll(family: str, stands: Sequence[Told], told: Sequence[Told], accepted: Iterable[float]) -> Toll:
    one = stands[0]
    exact = one.quantity.value is not None
    others = {t.number + n for t in told if t.kind == "others" for n in (0, 1)}
    often = Counter(t.number for t in told if t.kind == "whole")
    plain = {n for n, times in often.items() if 2 * times >= len(stands)}
    return Toll(
        article=one.fact.article,
        family=family,
        told=tuple(stands),
        open_below=one.quantity.bound == "at_most" or (not exact and one.quantity.low is None),
        open_above=one.quantity.bound == "at_least" or (not exact and one.quantity.high is None),
        high=one.number if exact or one.quantity.high is None else one.quantity.high,
        early=one.early,
        accepted=frozenset({*accepted, *others, *plain}),
    )


# Two articles


def _conflict(a: Toll, b: Toll, with_attacker: bool) -> bool:
    """Whether the tolls of two articles exclude each other, and no other reading of the set of people explains it."""
    if a.number > b.number or (a.number == b.number and a.open_above):
        a, b = b, a
    if a.open_above or b.open_below or b.number <= a.high:
        return False
    if a.number in b.accepted or b.number in a.accepted:
        return False
    return not (with_attacker and a.family == "killed" and b.number - a.number == 1)


def _differences(tolls: Sequence[Toll], apart: Sequence[tuple[Toll, Toll]]) -> tuple[Difference, ...]:
    """One difference that holds every telling of the tolls that stand against another."""
    ids = {toll.article.id for both in apart for toll in both}
    if not ids:
        return ()
    values = {_place(v): v for toll in tolls if toll.article.id in ids for v in map(_value, toll.told)}
    ordered = tuple(values[place] for place in sorted(values))
    return (Difference(kind="number", conflict=True, values=ordered, why="the numbers exclude each other"),)


def _value(told: Told) -> Value:
    return value(told.fact, told.quantity.span, shown(told.quantity))
