"""The toll of a story: what each report gives as the number of killed, injured or missing, compared report by report.

Reports tell one toll in other words (`five shot, one fatally`; `one killed, four injured`), and tell parts of it and tolls of
other events beside it. So a toll is first worked out for each report, and only then compared with those of the others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from twosource.claims.charges import disputed
from twosource.claims.contrasts import value
from twosource.claims.facts import Fact
from twosource.claims.numbers import ABOUT, EXCLUDE, shown
from twosource.claims.persons import how_many
from twosource.claims.roundups import roundups
from twosource.claims.telling import Told, tellings, tells_dead_attacker, victims
from twosource.model import Article, Difference, DifferenceKind, ImplicitCount, Value

FIRST = 2  # how often the first telling of a report counts: headline or lead give the whole

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What one article gives for one family: the number that it stands by, where it tells it, and what else it would accept."""

    article: Article
    family: str
    told: tuple[Told, ...]
    open_below: bool
    open_above: bool
    low: float
    high: float
    early: bool
    accepted: frozenset[float]

    @property
    def number(self) -> float:
        """The number by which it stands."""
        return self.told[0].number

    @property
    def group(self) -> str | None:
        """Of whom alone it tells, `None` for all."""
        return self.told[0].group


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

    `told` finds a telling by statement and place, `all_told` are all of them in the order of the facts, `past` the places of
    those that are told as earlier figures; `dead` says how many killed each article tells of; `attacker`: some report tells that
    the attacker died, so that he may be counted or not; `several`: articles that tell of several incidents together; `sums`: what
    two groups of one article and family come to.
    """

    of_families: tuple[StoryToll, ...]
    told: Mapping[Place, Told]
    all_told: tuple[Told, ...]
    past: frozenset[Place]
    dead: Mapping[str, int]
    attacker: bool
    several: frozenset[str]
    sums: Mapping[tuple[str, str], frozenset[float]]


def place(value: Value) -> Place:
    return value.statement_id, value.span.start, value.span.end


def story_tolls(facts: Sequence[Fact]) -> Tolls:
    """The toll of each family that any report gives, by family."""
    told: dict[str, list[Told]] = defaultdict(list)
    one_by_one: dict[str, list[list[ImplicitCount]]] = defaultdict(list)
    for one in tellings(facts):
        told[one.fact.article.id].append(one)
    for fact in facts:
        one_by_one[fact.article.id].append([p for p in fact.implicit if p.role == "killed"])
    dead = {id: _dead(told[id], how_many(one_by_one[id])) for id in sorted(told)}
    attacker, several = any(tells_dead_attacker(fact) for fact in facts), roundups(facts)
    by_family: dict[str, list[Toll]] = defaultdict(list)
    for id in sorted(told):
        for toll in _of_article(told[id], dead[id]):
            by_family[toll.family].append(toll)
    former: dict[str, list[Told]] = defaultdict(list)
    for one in (t for id in sorted(told) for t in told[id] if t.kind == "former"):
        former[one.family].append(one)
    return Tolls(
        of_families=(
            *(_story_toll(family, by_family[family], former[family], attacker, several) for family in sorted(by_family)),
            *_of_cases(facts),
        ),
        told={(t.fact.id, q.span.start, q.span.end): t for of in told.values() for t in of for q in t.listed},
        all_told=tuple(sorted((t for of in told.values() for t in of), key=lambda t: (t.at, t.quantity.span.start))),
        past=frozenset(place(_value(t)) for of in told.values() for t in of if t.kind == "former"),
        dead=dead,
        attacker=attacker,
        several=several,
        sums={(id, family): _sums([t for t in of if t.family == family]) for id, of in told.items() for family in by_family},
    )


def _dead(told: Sequence[Told], one_by_one: int) -> int:
    """How many killed an article tells of, by numbers or one by one."""
    killed = _standing([t for t in told if t.family == "killed"])
    if not killed:
        return one_by_one
    return max(one_by_one, int(killed[0].number)) if killed[0].kind == "others" else int(killed[0].number)


def _story_toll(
    family: str, tolls: Sequence[Toll], former: Sequence[Told], with_attacker: bool, several: frozenset[str]
) -> StoryToll:
    """The toll of a family, with the differences between its reports; what is told as an earlier figure is one with them."""
    pairs = [(a, b) for a, b in combinations(sorted(tolls, key=lambda t: t.number), 2) if _apart(a, b)]
    scoped = [both for both in pairs if _of_a_part(*both) or {toll.article.id for toll in both} & several]
    against = [both for both in pairs if both not in scoped and not _may_both_be(*both, with_attacker)]
    moved = [old for old in former if any(old.number != toll.number for toll in tolls)]
    plain = [toll for toll in tolls if any(t.family == family for t in toll.told)]
    other = {t.article.id: t for old in moved for t in plain if t.number != old.number}
    differing = {t.article.id: t for both in against for t in both} | other
    told = [t for toll in differing.values() for t in _plainly(toll)]
    of_parts = [t for toll in {t.article.id: t for both in scoped for t in both}.values() for t in _plainly(toll)]
    return StoryToll(
        family=family,
        members=tuple(sorted({t.at for toll in tolls for t in toll.told} | {t.at for t in moved})),
        differences=(
            *_difference("number", [*told, *moved], EXCLUDE),
            *_difference("scope", of_parts, "one number is of a part of the people or of the incidents, the other of all"),
        ),
        of_articles=tuple(tolls),
    )


def _of_cases(facts: Sequence[Fact]) -> Iterator[StoryToll]:
    """What reports give once each of a case, as tolls without figures, where they give other numbers."""
    for key, told in disputed(facts).items():
        values = {place(v): v for v in (value(t.fact, t.counted.quantity.span, shown(t.counted.quantity)) for t in told)}
        listed = tuple(values[at] for at in sorted(values))
        yield StoryToll(
            family=" ".join(key),
            members=tuple(sorted({t.at for t in told})),
            differences=(Difference(kind="number", conflict=True, values=listed, why=EXCLUDE),),
            of_articles=(),
        )


def _plainly(toll: Toll) -> list[Told]:
    """The tellings that say the number itself, where any does; `seven shot` of whom three died only comes to four."""
    return [t for t in toll.told if t.family == toll.family] or list(toll.told)


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
    accepted = {t.number for t in hit} | {t.number - dead for t in by_family["injured"] if victims(t)}
    for family, of in sorted(by_family.items()):
        if stands := _standing(sorted(of, key=lambda t: (t.at, t.quantity.span.start))):
            yield _toll(family, stands, of, accepted if family == "injured" else set())


def _alive(hit: Told, dead: int) -> Told | None:
    """Of those shot or stabbed, the living, as far as the dead are counted among them."""
    number = hit.number - dead if hit.kind == "whole" else hit.number
    return replace(hit, number=number) if number > 0 else None


def _standing(told: Sequence[Told]) -> list[Told]:
    """The tellings of the number that an article stands by: told most often, its first telling counting twice.

    A number of all goes before one of children or of soldiers. The others beside the dead are all the injured, but the others
    beside a dead man are not all the dead.
    """
    whole = [t for t in told if t.kind == "whole" or (t.kind == "others" and t.family != "killed")]
    most = max((t.number for t in whole if t.group), default=0)
    whole = [t for t in whole if not t.group and t.number >= most] or whole
    of_kind = whole or [t for t in told if t.kind == "others"] or [t for t in told if t.kind == "condition"]
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
    rough = ABOUT if exact and one.quantity.bound == "about" else 0.0
    others = {t.number + n for t in told if t.kind == "others" for n in (0, 1)} | {
        t.number + 1 for t in stands if t.with_one_more
    }
    often = Counter(t.number for t in told if t.kind == "whole")
    plain = {n for n, times in often.items() if 2 * times >= len(stands)}
    return Toll(
        article=one.fact.article,
        family=family,
        told=tuple(stands),
        open_below=one.quantity.bound == "at_most" or (not exact and one.quantity.low is None),
        open_above=one.kind == "condition" or one.quantity.bound == "at_least" or (not exact and one.quantity.high is None),
        low=one.number * (1 - rough),
        high=one.number * (1 + rough) if exact or one.quantity.high is None else one.quantity.high,
        early=one.early,
        accepted=frozenset({*accepted, *others, *plain, *_sums(told)}),
    )


def _sums(told: Sequence[Told]) -> frozenset[float]:
    """What two groups that an article tells apart come to: two children and two stepchildren."""
    apart = {(t.quantity.of or "").lower(): t.number for t in told if t.kind == "whole" and t.group}
    return frozenset(apart[one] + apart[other] for one, other in combinations(sorted(apart), 2))


# Two articles


def _apart(a: Toll, b: Toll) -> bool:
    """Whether the words of two tolls, the lower first, leave no number that both could mean."""
    below_open = a.open_above or (a.number == b.number and b.open_above)
    return not below_open and not b.open_below and b.low > a.high


def _of_a_part(a: Toll, b: Toll) -> bool:
    """Whether the lower of two tolls is of one group (children, soldiers), and the other of all or of another group."""
    return a.group is not None and a.group != b.group


def _may_both_be(a: Toll, b: Toll, with_attacker: bool) -> bool:
    """Whether another reading of the set of people explains two tolls: others, the dead, a sum of parts, the attacker."""
    if a.number in b.accepted or b.number in a.accepted:
        return True
    return with_attacker and a.family == "killed" and b.number - a.number == 1


def wholes_agree(known: Tolls, a: Told, b: Told) -> bool:
    """Whether what the reports of two tellings give as the whole is the same or may both be right; both must give it."""
    families_of = ["injured" if one.family == "hit" else one.family for one in (a, b)]
    of = {(toll.family, toll.article.id): toll for story in known.of_families for toll in story.of_articles}
    ours, theirs = (of.get((family, one.fact.article.id)) for family, one in zip(families_of, (a, b), strict=True))
    if ours is None or theirs is None or families_of[0] != families_of[1]:
        return False
    low, high = sorted((ours, theirs), key=lambda toll: toll.number)
    return not _apart(low, high) or _of_a_part(low, high) or _may_both_be(low, high, known.attacker)


def _difference(kind: DifferenceKind, told: Sequence[Told], why: str) -> tuple[Difference, ...]:
    """One difference that holds every telling of the tolls that stand against another; none where there are none."""
    values = {place(v): v for v in map(_value, told)}
    if not values:
        return ()
    return (Difference(kind=kind, conflict=kind == "number", values=tuple(values[at] for at in sorted(values)), why=why),)


def _value(told: Told) -> Value:
    """The number as told; of a list (`a man and two women`) what it comes to."""
    if len(told.listed) == 1:
        return value(told.fact, told.quantity.span, shown(told.quantity))
    least = [q.low if q.value is None else q.value for q in told.listed]
    return value(told.fact, told.quantity.span, f"{sum(n for n in least if n is not None):g}")
