"""What a fact tells of a toll: numbers with what happened to the counted, and of what set of people each of them is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from twosource.claims.facts import Fact
from twosource.lexicon.sides import group_of
from twosource.lexicon.tolls import families, toll_words
from twosource.model import Quantity

BEFORE, AFTER = 24, 32  # characters beside a number that are searched for the words of a part
EARLIER = timedelta(days=14)  # before the first report of the story: what happened then is another event
_CLAUSE_END = re.compile(r"[.!?]\s|\n|\b(?:but|now|later|since|though)\b")
FORMER = 120  # characters before a number in which `initial reports said` makes it one of the past: a clause or two
EARLY = 6  # facts from the start in which a report tells its toll; later ones are often of another event
LISTED = 40  # characters between two numbers of one list


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One number of a toll as a fact tells it; `number` is that of a whole list (`a man and two women`).

    `kind`: `whole`, `part`, `condition` (so many are in a critical condition), `others` (beside somebody told apart), `former`
    (what was said before, and is no more) or `elsewhere` (of another event).
    """

    at: int
    fact: Fact
    quantity: Quantity
    family: str
    kind: str
    number: float
    early: bool
    listed: tuple[Quantity, ...]

    @property
    def group(self) -> str | None:
        """Of whom alone it tells (children, soldiers); `None` for all, and for a list of several."""
        return group_of(self.quantity.of) if len(self.listed) == 1 else None


def tellings(facts: Sequence[Fact]) -> Iterator[Told]:
    """The numbers of tolls that facts tell, in their order, lists put together."""
    first = first_day(facts)
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
            one = replace(rest[0], kind=one.kind, number=one.number + rest[0].number, listed=(*one.listed, *rest[0].listed))
            rest.pop(0)
        yield one


def _listed(one: Told, other: Told) -> bool:
    start = one.fact.statement.span.start
    between = one.fact.statement.span.text[one.quantity.span.end - start : other.quantity.span.start - start]
    kinds = one.kind == "whole" and other.kind in ("whole", "others")
    alike = kinds and one.family == other.family and one.quantity.role == other.quantity.role
    return alike and len(between) <= LISTED and bool(re.fullmatch(r"\W{0,40}(?:[\w-]+\s+){0,3}[\w-]*,?\s(?:and|,)?\s?", between))


def kind_of(fact: Fact, quantity: Quantity, first: date | None) -> str:
    """Of what set a number tells; `first` is the day of the first report of the story."""
    text, at = fact.statement.span.text.lower(), quantity.span.start - fact.statement.span.start
    before, after = text[:at].rstrip(), text[at + len(quantity.span.text) :]
    if _is_former(_clause_before(fact, quantity)):
        return "former"
    if is_elsewhere(fact, first):
        return "elsewhere"
    return _kind_beside(quantity, before[-BEFORE:], after[:AFTER])


def _clause_before(fact: Fact, quantity: Quantity) -> str:
    """The words of the article before a number, back to the sentence's start, or to where it goes on to what is now."""
    text = fact.article.text[max(0, quantity.span.start - FORMER) : quantity.span.start].lower()
    return _CLAUSE_END.split(text)[-1].rstrip()


def _is_former(before: str) -> bool:
    """Whether the words before a number tell that it was said once: `initial reports said five`, `up from five`."""
    return before.endswith(toll_words("former_just_before")) or bool(_former().search(before))


def _kind_beside(quantity: Quantity, before: str, after: str) -> str:
    """Of what set a number tells by the words right beside it."""
    is_part = before.endswith(toll_words("part_before")) or after.lstrip().startswith(toll_words("part_after"))
    if is_part or quantity.span.text.lower() == "both":
        return "part"
    if any(words in after for words in toll_words("condition")):
        return "condition"
    beside = {
        *re.findall(r"[a-z]+", f"{quantity.span.text} {quantity.of or ''}".lower()),
        *after.split()[:1],
        *before.split()[-1:],
    }
    return "others" if beside & {*toll_words("others")} else "whole"


def first_day(facts: Sequence[Fact]) -> date | None:
    """The day of the first report of a story, where any is known."""
    return min((day for f in facts if (day := _day(f.article.published.value))), default=None)


def is_elsewhere(fact: Fact, first: date | None) -> bool:
    """Whether a fact tells of another event than that of the story, whose first report is of the day `first`."""
    return bool(_elsewhere().search(fact.statement.span.text.lower())) or _before(fact, first)


@cache
def _elsewhere() -> re.Pattern[str]:
    return _any_of("elsewhere")


@cache
def _former() -> re.Pattern[str]:
    return _any_of("former")


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


def victims(told: Told) -> bool:
    """Whether the dead may be among the counted: `six victims were found`."""
    return told.kind == "whole" and (told.family == "hit" or "victim" in (told.quantity.of or "").lower())


def tells_dead_attacker(fact: Fact) -> bool:
    """Whether a fact tells that the attacker died, so that he may be counted among the dead or not."""
    if any(p.role == "killed" and p.of in toll_words("attacker") for p in fact.implicit):
        return True
    return bool(_dead_attacker().search(fact.statement.span.text.lower()))
