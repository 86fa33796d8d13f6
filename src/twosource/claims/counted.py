"""What a number counts, by the words around it: what money is for, by what a rate is counted, of whose and of what set."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from twosource.claims.facts import Fact, Slot, Word, stem, words_of
from twosource.lexicon.amounts import amount_words, purposes
from twosource.lexicon.tolls import families
from twosource.lexicon.words import stop_words
from twosource.model import Entity, Quantity

PEOPLE = frozenset(
    {"people", "person", "persons", "victim", "victims", "others", "other", "man", "men", "woman", "women", "individuals"}
)
AGE = "year of age"
CURRENCY = re.compile(r"[A-Z]{3}")
WIDE = 8  # words to either side in which a sum of money is told what it is for
NEAR = 4  # words to either side in which a number is told to be of an earlier time, an average, a rate
AT_ONCE = 3  # words to either side in which a word tells what a sum is for where none of the known purposes stands there
AFTER = 24  # characters after a number in which a name tells where or of whom it counts
VERB_BETWEEN = re.compile(r"\s(?:[a-z]{1,20}\s){1,2}")
NO_ONE = re.compile(r"\bno[-\s]$", re.IGNORECASE)

ONE_OF_TWO = re.compile(r"\bthe other\b")
AGO = re.compile(r"\s(?:ago|earlier)\b")
BEFORE_AGE = re.compile(r",\s(?:aged?\s)?|\s\(")
OWNER = re.compile(r"['’]s\s")
AFTER_AGE = re.compile(r"\s(?:[a-z]{1,20},?\s){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quantity with what the words around it tell: `unit` without its rate, `rate` what the unit is counted by.

    `purpose`: what money is for; `of_measure`: the noun a measure describes (`a 73-yard drive`); `names`: who or where stands
    behind the number; `around`: content words near it, with how many words off; `subject`: the people named before it,
    `bodies` the companies and offices of the sentence; `doer` the last word of who does it right before the number, and whether
    that is a name; `statistic`: of a game; `person`: whose age it is; `former`, `average`, `part`, `all`, `excepted`, `other`: a
    number of an earlier time, of a mean, of some among more, of all (`all four`), of those left out (`all but four`), of those
    beside others.
    """

    quantity: Quantity
    slot: Slot
    unit: str | None
    rate: str | None
    head: str | None
    purpose: frozenset[str]
    of_measure: str | None
    names: frozenset[str]
    around: Mapping[str, int]
    subject: frozenset[str]
    bodies: frozenset[str]
    doer: tuple[str, bool] | None
    former: bool
    average: bool
    part: bool
    all: bool
    excepted: bool
    other: bool
    statistic: bool
    person: frozenset[str]

    @property
    def money(self) -> bool:
        return bool(self.unit and CURRENCY.fullmatch(self.unit))

    @property
    def sort(self) -> str:
        """What two quantities must share to be of one sort: the unit with its rate, or the noun counted."""
        return f"{self.unit}/{self.rate}" if self.unit else self.head or self.quantity.role or ""


def counted(fact: Fact) -> list[Counted]:
    """The quantities of a fact, each with what the words around it tell."""
    words = fact.words
    return [_counted(fact, words, q) for q in fact.quantities if _is_count(fact, q)]


def sums(fact: Fact) -> frozenset[str]:
    """A key for each sum of money of a fact and each thing that it is for: by its purpose, else by the nearest content words.

    Two statements that share a key tell of money for one thing, whatever the amount: `sum:USD:bail`.
    """
    return frozenset(
        f"sum:{one.unit}:{what}"
        for one in counted(fact)
        if one.money and not one.former
        for what in (one.purpose or {key for key, off in one.around.items() if off <= AT_ONCE})
    )


def beside(fact: Fact) -> list[Counted]:
    """The quantities in the other parts of a fact's sentence."""
    own = {q.span.start for q in fact.quantities}
    others = [q for q in fact.statement.quantities if q.span.start not in own]
    words = tuple(words_of(fact.statement.span)) if others else ()
    return [_counted(fact, words, q) for q in others if _is_count(fact, q)]


def _is_count(fact: Fact, quantity: Quantity) -> bool:
    """Whether a number counts anything: not the `one` of `no-one` or `one … the other`, nor `two days ago`."""
    at, text = quantity.span.start - fact.statement.span.start, fact.statement.span.text
    after = text[at + len(quantity.span.text) :]
    if quantity.span.text.lower() == "one" and ONE_OF_TWO.search(after):
        return False
    return not NO_ONE.search(text[max(0, at - 4) : at]) and not (quantity.unit and AGO.match(after))


def _counted(fact: Fact, words: Sequence[Word], quantity: Quantity) -> Counted:
    starts = [w.start for w in words]
    first, last = bisect_left(starts, quantity.span.start), bisect_right(starts, max(quantity.span.start, quantity.span.end - 1))
    before, after = words[max(0, first - WIDE) : first][::-1], words[last : last + WIDE]
    unit, _, stated = (quantity.unit or "").partition(" per ")
    return Counted(
        quantity=quantity,
        slot=fact.slot(quantity.span),
        unit=unit or None,
        rate=stated or _rate(after),
        head=head(quantity),
        purpose=_purpose(before, after, quantity) if CURRENCY.fullmatch(unit) else frozenset(),
        of_measure=after[0].key if after and _describes(quantity) else None,
        names=_names(fact, quantity),
        around=_around(before, after),
        subject=_subject(fact, quantity),
        bodies=frozenset(word for e in fact.entities if e.type == "ORG" for word in e.name.lower().split()),
        doer=_doer(fact, quantity),
        excepted=[w.lower for w in before[:2]] == ["but", "all"],
        other=_other(fact, quantity),
        former=_former([w.lower for w in before[:NEAR]]),
        average=any(w.lower in amount_words("averages") for w in before[:NEAR]),
        part=_part(quantity, before, after),
        all=[w.lower for w in before[:1]] == ["all"] or [w.lower for w in before[:2]] == ["the", "all"],
        statistic=not quantity.role and _last_word(quantity) in amount_words("statistics"),
        person=_person(fact, quantity) if quantity.unit == AGE else frozenset(),
    )


def _last_word(quantity: Quantity) -> str:
    """The unit, or the noun that is counted."""
    return quantity.unit or (quantity.of or "").lower().split(" ")[-1]


def _person(fact: Fact, quantity: Quantity) -> frozenset[str]:
    """The words of the name that an age stands beside: `Orla Venn, 34`, `34-year-old Orla Venn`."""
    start, text = fact.statement.span.start, fact.statement.span.text
    for entity in fact.statement.entities:
        before, after = (
            text[entity.span.end - start : quantity.span.start - start],
            text[quantity.span.end - start : entity.span.start - start],
        )
        if entity.type == "PERSON" and (BEFORE_AGE.fullmatch(before) or AFTER_AGE.fullmatch(after)):
            return frozenset(entity.name.lower().split())
    return frozenset()


def _around(before: Sequence[Word], after: Sequence[Word]) -> Mapping[str, int]:
    """The content words beside a number, with their distance in words."""
    far = [(n, w) for side in (before, after) for n, w in enumerate(side, 1)]
    found: dict[str, int] = {}
    for distance, word in far:
        if word.lower not in stop_words() and not word.lower[0].isdigit():
            found[word.key] = min(distance, found.get(word.key, WIDE))
    return found


def _subject(fact: Fact, quantity: Quantity) -> frozenset[str]:
    """The words of the people's names before a number."""
    before = [e for e in fact.entities if e.type == "PERSON" and e.span.start < quantity.span.start]
    return frozenset(word for e in before for word in e.name.lower().split())


def _doer(fact: Fact, quantity: Quantity) -> tuple[str, bool] | None:
    """Who stands a verb before a number: `Falk fired two shots`, `an officer then fired one`; with whether it is a name."""
    agents = [r.span for e in fact.events for r in e.roles if r.role == "agent"]
    named = [e.span for e in fact.entities if e.type == "PERSON"]
    end, text = max(((s.end, s.text) for s in (*agents, *named) if s.end < quantity.span.start), default=(0, ""))
    at = fact.statement.span.start
    between = fact.statement.span.text[max(0, end - at) : quantity.span.start - at]
    last = text.split()[-1] if text and VERB_BETWEEN.fullmatch(between) else ""
    return (last.lower(), last[0].isupper()) if last else None


def _describes(quantity: Quantity) -> bool:
    """Whether a measure stands before what it measures: `a 73-yard drive`."""
    if not quantity.unit or quantity.unit == AGE or CURRENCY.match(quantity.unit):
        return False
    return bool(re.search(r"\w-[A-Za-z]", quantity.span.text)) or _is_singular(quantity)


def _is_singular(quantity: Quantity) -> bool:
    """Whether several of a unit stand in the singular, as before a noun: `an 86 yard touchdown`."""
    return quantity.value not in (None, 1) and quantity.span.text.lower().endswith(f" {quantity.unit}")


def head(quantity: Quantity) -> str | None:
    """The stem of the noun that is counted."""
    return stem(quantity.of.split()[-1].lower()) if quantity.of else None


def _rate(after: Sequence[Word]) -> str | None:
    """By what a number is counted: `$23 million per season`, `$82 a Qualcomm share`, `$9 an hour`."""
    lower = [w.lower for w in after[:3]]
    if lower and lower[0] in ("per", "a", "an", "each", "every"):
        return next((word for word in lower[1:] if word in amount_words("rates")), None)
    return {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}.get("".join(lower[:1]))


def _purpose(before: Sequence[Word], after: Sequence[Word], quantity: Quantity) -> frozenset[str]:
    """What money is for: as the nearest words tell, those right behind it first (`$1 million bail`)."""
    if _pays_information(after):
        return frozenset({"reward"})
    for near in (after[:1], before[:NEAR], after[:NEAR]):
        if found := frozenset(purposes()[w.lower] for w in near if w.lower in purposes()):
            return found
    of_role = purposes().get(quantity.role or "")
    return frozenset({of_role}) if of_role else frozenset()


def _pays_information(after: Sequence[Word]) -> bool:
    """Whether money is paid for what leads to a suspect: `up to $500 for information`."""
    lower = [w.lower for w in after[:NEAR]]
    return any(pair in (["for", "information"], ["for", "tips"]) for pair in ([*both] for both in pairwise(lower)))


def _former(before: Sequence[str]) -> bool:
    """Whether a number is said to be of an earlier time: `its initial offer of $70`, `up from $70`."""
    raised = "from" in before[:3] and bool(amount_words("raised_from") & {*before})
    return raised or bool(amount_words("former") & {*before})


def _part(quantity: Quantity, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a number counts some among more: `six of his points`, `one of four people`."""
    if is_of_some(quantity):
        return True
    if quantity.unit or (before and before[0].lower == "all") or len(after) < 2:
        return False
    return after[0].lower == "of" and (after[1].lower in amount_words("partitive") or quantity.span.text.lower() == "one")


def is_of_some(quantity: Quantity) -> bool:
    """Whether the counted are told apart from others of their kind by a comparison: `the two younger children`."""
    return bool({*(quantity.of or "").lower().split()[:-1]} & amount_words("compared"))


def _other(fact: Fact, quantity: Quantity) -> bool:
    """Whether a number counts those beside others of one kind: `seven AK-47 rifles, two other rifles`."""
    words = (quantity.of or "").lower().split()
    return words[:1] == ["other"] and any(head(q) == head(quantity) for q in fact.quantities if q is not quantity)


def _names(fact: Fact, quantity: Quantity) -> frozenset[str]:
    """The words of the name that a preposition ties to a number: `52 percent in Egypt`; what an owner's name owns is of it."""
    at, text = fact.statement.span.start, fact.statement.span.text
    tied = re.match(r"(?: [\w-]{1,15}){0,3} (?:in|to|with|from|at) (?:the )?", text[quantity.span.end - at :][:AFTER])
    ends = {quantity.span.end + tied.end()} if tied else set[int]()
    found: list[Entity] = []
    for entity in sorted(fact.entities, key=lambda e: e.span.start):
        if entity.span.start in ends:
            found.append(entity)
            owned = OWNER.match(text, entity.span.end - at)
            ends = {owned.end() + at} if owned else set()
    return frozenset(word for e in found for word in e.name.lower().split())


def of_people(quantity: Quantity) -> bool:
    """Whether a role counts people, whatever they are called: villagers, officers, victims."""
    if quantity.role in amount_words("people_roles"):
        return head(quantity) not in {stem(word) for word in amount_words("vehicles")}
    return quantity.role in families()


def one_role(a: Quantity, b: Quantity) -> bool:
    """Whether two roles may be told of the same people: who was shot or stabbed is told to be injured, too."""
    if a.role == b.role:
        return bool(a.role)
    return {families().get(a.role or ""), families().get(b.role or "")} == {"hit", "injured"}
