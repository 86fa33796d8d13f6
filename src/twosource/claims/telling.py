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
from twosource.model import Quantity, Time

BEFORE, AFTER = 24, 32  # characters beside a number that are searched for the words of a part
EARLIER = timedelta(days=14)  # before the first report of the story: what happened then is another event
LONG_BEFORE = timedelta(days=60)  # the same for a day in another clause; at 14 a first report after the arrest lost a conflict
_CLAUSE_END = re.compile(r"[.!?]\s|\n|\b(?:but|now|later|since|though)\b")
FORMER = 120  # characters before a number in which `initial reports said` makes it one of the past: a clause or two
EARLY = 6  # facts from the start in which a report tells its toll; later ones are often of another event
LISTED = 40  # characters between two numbers of one list
BESIDE = 48  # characters beside a number in which one more person is told of with it
_OF_SO_MANY = re.compile(r"\sof\s(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)")  # `one of four people`
_DAY_BEFORE = re.compile(r"\bprevious (?:day|night|evening|afternoon|morning)\b")  # of the same event
_BACK = re.compile(r"(?:It|That|This|They|(?:On|In|At) that)\s")  # a sentence that goes on with what the one before tells of


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
    def with_one_more(self) -> bool:
        """Whether one more person is told of beside the number: `his wife and two men`."""
        start, text = self.fact.statement.span.start, self.fact.statement.span.text
        before = text[: self.listed[0].span.start - start][-BESIDE:].lower()
        after = text[self.listed[-1].span.end - start :][: 2 * BESIDE]
        return bool(_one_and().search(before) or _and_one().match(after.lower()))

    @property
    def group(self) -> str | None:
        """Of whom alone it tells (children, soldiers); `None` for all, and for a list of several."""
        return group_of(self.quantity.of) if len(self.listed) == 1 else None


def tellings(facts: Sequence[Fact]) -> Iterator[Told]:
    """The numbers of tolls that facts tell, in their order, lists put together."""
    first = first_day(facts)
    seen: Counter[str] = Counter()
    last: dict[str, Fact] = {}
    for at, fact in enumerate(facts):
        seen[fact.article.id] += 1
        early = seen[fact.article.id] <= EARLY
        told = _summed([replace(one, early=early) for q in fact.quantities if (one := _telling(at, fact, q, first))])
        past = _goes_on(fact, last.get(fact.article.id), first)
        yield from (replace(one, kind="elsewhere") if past else one for one in told)
        if last.get(fact.article.id, fact).statement.span.start <= fact.statement.span.start:
            last[fact.article.id] = fact


def _goes_on(fact: Fact, last: Fact | None, first: date | None) -> bool:
    """Whether a sentence without a day goes on with one that tells an event of the past: `It killed 612 people`."""
    if last is None or fact.statement.times or not _BACK.match(fact.statement.span.text):
        return False
    return _all_before(last.statement.times, first)


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
    if is_elsewhere(fact, first) or _is_dated_before(fact, quantity, first):
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
    is_part = is_part or bool(_OF_SO_MANY.match(after))
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
    return bool(_elsewhere().search(_DAY_BEFORE.sub("", fact.statement.span.text.lower()))) or _before(fact, first)


@cache
def _elsewhere() -> re.Pattern[str]:
    return _any_of("elsewhere")


@cache
def _former() -> re.Pattern[str]:
    return _any_of("former")


@cache
def _one_and() -> re.Pattern[str]:
    """Somebody before a number: `his former girlfriend and two men`."""
    return re.compile(rf"\b(?:{_one_person()}|year-old|him|her)\sand\s$")


@cache
def _and_one() -> re.Pattern[str]:
    """Somebody behind a number and its noun: `three people and another man`; not who is hurt beside three dead."""
    verbless = r"(?:\s(?!dead|killed|wounded|injured|hurt|hospitalized)[\w'’-]{1,20}){0,6}"
    return re.compile(rf"{verbless},?\sand\s(?:(?:an?|another|his|her)\s(?:[\w'’-]{{1,20}}\s){{0,3}}(?:{_one_person()})\b|put\s)")


def _one_person() -> str:
    return "|".join(map(re.escape, toll_words("one_person")))


@cache
def _dead_attacker() -> re.Pattern[str]:
    return _any_of("attacker_dead")


def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, toll_words(kind))) + r")\b")


def _before(fact: Fact, first: date | None) -> bool:
    """Whether a fact is dated well before the first report: it tells of an event of the past."""
    return _all_before(fact.times, first)


def _is_dated_before(fact: Fact, quantity: Quantity, first: date | None) -> bool:
    """Whether the last day before a number in its sentence, with none behind it, is one well before the first report."""
    days = sorted((t for t in fact.statement.times if t.type in ("DATE", "TIME") and _day(t.latest)), key=lambda t: t.span.start)
    return bool(days) and days[-1].span.start < quantity.span.start and _all_before(days[-1:], first, LONG_BEFORE)


def _all_before(times: Sequence[Time], first: date | None, by: timedelta = EARLIER) -> bool:
    latest = [day for t in times if t.type in ("DATE", "TIME") and (day := _day(t.latest))]
    return first is not None and bool(latest) and max(latest) < first - by


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
