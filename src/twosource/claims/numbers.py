"""Numbers of two statements: which count the same thing, and whether they can both be right."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor

from twosource.claims.contrasts import Both, Contrast, closeness, matched, substituted, value
from twosource.claims.counted import AGE as AGE
from twosource.claims.counted import PEOPLE, Counted, beside, counted, head, of_people, one_role
from twosource.claims.facts import Fact, stem, words_of
from twosource.claims.named import names_meet
from twosource.claims.occasions import published
from twosource.lexicon.amounts import amount_words
from twosource.lexicon.events import predicate_class
from twosource.lexicon.sides import group_of
from twosource.lexicon.tolls import families
from twosource.model import Quantity

ABOUT = 0.1  # "about 25" may be 23 to 27: within a tenth, as rounding in news goes
ROUND = 1000  # what is told to thousands or rougher may have been rounded; smaller counts are exact
LEAST_FIT = 2.0  # one strong sign (role, counted thing, other words in its place) or two weak ones (a unit, a neighbour word)
MUCH = 0.3  # share of content words: above, the only amounts of one unit in two statements are of one thing
COPIED = 2.0  # closeness of two slots: above, the words are those of one text, and another limit is another number
# Thousandths for a word that two sums share, over its distance from both; at 2000 one of two sums was lost (gold/planted dev).
NEARBY = 3000
NAMELESS = 0.45  # share of content words: below, two ages without a name are of two people

OF_ONE_STATISTIC = (
    0.4  # share of content words: below, two statistics of a game or a player are two (37 of 38 on gold/align_ecb dev)
)
WORD_FOR_WORD = 0.4  # share of content words: from here two least numbers of people stand in one text
# Share of content words; of the nearest verb, too: with any verb in common, three of four new conflicts on gold/figures dev were
# of other people (who came to a party, who was shot there).
ONE_DOING = 0.25
SAME_PLACE = 3.5  # closeness of two slots: above, they are one whatever else the sentences tell
OFFERED = frozenset({"reward"})  # `up to $5,000` is the usual wording for a reward of $5,000
YEAR = 365.25
GROWN = 0.25  # of a year between two reports: from here a birthday may lie between

QUALIFIED = frozenset(stem(word) for word in "else other others seriously critically life life-threatening".split())

EXCLUDE = "the numbers exclude each other"


def numbers(pair: Both) -> Iterator[Contrast]:
    """Where two statements count the same thing: conflicts of numbers that exclude each other, and rougher beside finer ones."""
    if not (pair.left.statement.quantities and pair.right.statement.quantities):
        return
    ours, theirs = counted(pair.left), counted(pair.right)
    yield from _compared(pair, ours, theirs)
    yield from _compared_beside(pair, ours, theirs)


def _compared(pair: Both, ours: Sequence[Counted], theirs: Sequence[Counted]) -> Iterator[Contrast]:
    sole = _soles(ours) & _soles(theirs)

    def fit(a: Counted, b: Counted) -> float:
        return _fit(pair, a, b, alone=a.sort in sole)

    def agree(a: Counted, b: Counted) -> bool:
        if not comparable(a.quantity, b.quantity):
            return False
        same = (a.quantity.low, a.quantity.high) == (b.quantity.low, b.quantity.high)
        return same or (_both_right(a, b) and not _other_limit(pair, a, b) and fit(a, b) >= LEAST_FIT)

    agreeing, differing = matched(ours, theirs, agree, fit, LEAST_FIT)
    for a, b in agreeing:
        if _words_of(a.quantity) != _words_of(b.quantity):
            yield _contrast(pair, a, b)
    for a, b in differing:
        if not _sum_of(pair.left, a, b) and not _sum_of(pair.right, b, a):
            yield _contrast(pair, a, b)


def _sum_of(fact: Fact, one: Counted, whole: Counted) -> bool:
    """Whether a number and another of the same people in its sentence come to the other report's: two children and two
    stepchildren are four."""
    group = group_of(one.quantity.of)
    if group is None or one.unit or one.quantity.value is None or whole.quantity.value is None:
        return False
    others = [q for q in fact.statement.quantities if q.span.start != one.quantity.span.start and group_of(q.of) == group]
    return any(q.value is not None and q.value + one.quantity.value == whole.quantity.value for q in others)


def _compared_beside(pair: Both, ours: Sequence[Counted], theirs: Sequence[Counted]) -> Iterator[Contrast]:
    """Numbers in another part of one sentence, where they stand between the same words as in the other statement."""
    for left, right in ((beside(pair.left), theirs), (ours, beside(pair.right))):
        for a, b in matched(left, right, _equal, lambda a, b: _fit_beside(pair, a, b), LEAST_FIT)[1]:
            yield _contrast(pair, a, b)


def _words_of(quantity: Quantity) -> tuple[float | None, ...] | tuple[float | None, str]:
    """What tells two agreeing numbers apart: their bound, and of ranges the two ends."""
    return (quantity.low, quantity.high) if quantity.bound == "between" else (quantity.value, quantity.bound)


def _equal(a: Counted, b: Counted) -> bool:
    return comparable(a.quantity, b.quantity) and _both_right(a, b)


def _fit_beside(pair: Both, a: Counted, b: Counted) -> float:
    """How surely a number of a sentence's other part counts what the other statement's does: by the same words or one purpose."""
    likely = closeness(a.slot, b.slot) >= LEAST_FIT or _of_one_whole(a, b) or (a.money and a.purpose & b.purpose)
    return _fit(pair, a, b, alone=False) if likely and a.sort == b.sort else 0.0


def _soles(of: Sequence[Counted]) -> set[str]:
    """The sorts of which there is one quantity alone."""
    sorts = [one.sort for one in of]
    return {sort for sort in sorts if sort and sorts.count(sort) == 1}


def _fit(pair: Both, a: Counted, b: Counted, *, alone: bool) -> float:
    """How surely two quantities count the same thing; 0 where their words tell them apart."""
    if not (comparable(a.quantity, b.quantity) or _of_one_whole(a, b) or _for_one_thing(a, b)):
        return 0.0
    if _told_apart(a, b) or _by_others(pair, a, b):
        return 0.0
    near = closeness(a.slot, b.slot)
    if a.statistic and b.statistic and near < SAME_PLACE and (pair.alike < OF_ONE_STATISTIC or near < COPIED):
        return 0.0
    swapped = 2.0 * substituted(a.quantity.span, b.quantity.span, pair.swaps)
    if AGE in (a.quantity.unit, b.quantity.unit):
        return near + swapped - 1.0 if _of_one_person(pair) and not _others(a.person, b.person) else 0.0
    if not a.unit and bool(a.quantity.role) != bool(b.quantity.role) and not _of_one_doing(pair, a, b, near):
        return 0.0  # what happened to the one is not said of the other: the rescued against the missing
    sole = (1.0 if pair.alike >= MUCH else 0.5) if alone and a.unit else 0.0
    return same_thing(a.quantity, b.quantity) + near + swapped + sole + _money_fit(a, b) + _of_one_whole(a, b)


def _of_one_doing(pair: Both, a: Counted, b: Counted, near: float) -> bool:
    """Whether the same are counted where only one of two texts has words by which their role is known: the same noun in the
    same words (`the blast struck four people`, `five people were struck`)."""
    if (
        head(a.quantity) is None
        or head(a.quantity) != head(b.quantity)
        or pair.left.statement.negated != pair.right.statement.negated
    ):
        return False
    if pair.alike < ONE_DOING or near < 1.0:
        return False
    doings = [_doing(fact, one.quantity) for fact, one in ((pair.left, a), (pair.right, b))]
    phrases = [(one.quantity.of or "").lower() for one in (a, b)]
    return (None not in doings and doings[0] == doings[1]) or (phrases[0] == phrases[1] and " " in phrases[0])


def _doing(fact: Fact, quantity: Quantity) -> str | None:
    """The class of the verb that stands nearest to a number."""
    near = min(fact.events, key=lambda e: max(e.span.start - quantity.span.end, quantity.span.start - e.span.end), default=None)
    return predicate_class(near.predicate) if near else None


def _of_one_person(pair: Both) -> bool:
    """Whether two ages can be of one person: one is named in both, or nearly the same is told of somebody without a name."""
    ours, theirs = ([e.name for e in f.entities if e.type == "PERSON"] for f in (pair.left, pair.right))
    if ours and theirs:
        return any(names_meet(a, b) for a in ours for b in theirs)
    return pair.alike >= NAMELESS


def _money_fit(a: Counted, b: Counted) -> float:
    """How surely two sums are of one thing: by what they are for, and by the words near them."""
    if not a.money:
        return 0.0
    shared = sum(NEARBY // (a.around[key] + b.around[key]) for key in a.around.keys() & b.around.keys())
    return (1.5 if a.purpose & b.purpose else 0.0) + min(shared / 1000, 1.5)


def _of_one_whole(a: Counted, b: Counted) -> bool:
    """Whether both count all of the same: `all four victims survived`, `all five victims were released`."""
    return a.all and b.all and not a.unit and not b.unit and head(a.quantity) == head(b.quantity) is not None


def _for_one_thing(a: Counted, b: Counted) -> bool:
    """Whether two sums of one currency are for one thing, whatever their verbs: a reward is offered, paid or given."""
    return a.money and b.money and _unit(a.quantity) == _unit(b.quantity) and bool(a.purpose & b.purpose)


def _told_apart(a: Counted, b: Counted) -> bool:
    """Whether the words around two numbers tell that they are not of one thing: bail and damage, an average and a sum."""
    if _of_other_measure(a) != _of_other_measure(b):
        return True
    if _of_other_groups(a, b) or _none_of_others(a, b):
        return True
    if families().get(a.quantity.role or "") or families().get(b.quantity.role or ""):
        return _unlike(a.names, b.names)
    if a.other != b.other or _unlike(a.purpose, b.purpose) or _unlike(a.names, b.names):
        return True
    return _others(a.subject, b.subject) or (a.money and _unlike(a.bodies, b.bodies))


def _of_other_measure(one: Counted) -> tuple[str | bool | None, ...]:
    """What two numbers of one thing have in common: the same rate and measure, both or none of an earlier time, of some."""
    return one.rate, one.of_measure, one.former, one.average, one.part, one.excepted


def _of_other_groups(a: Counted, b: Counted) -> bool:
    """Whether each number is of a group of its own: two officers, more than 400 protesters."""
    ours, theirs = group_of(a.quantity.of), group_of(b.quantity.of)
    return ours is not None and theirs is not None and ours != theirs


def _none_of_others(a: Counted, b: Counted) -> bool:
    """Whether nobody of a group, or nobody else, is counted against some: `no officers`, `no one else`, `none seriously`."""
    for none, some in ((a, b), (b, a)):
        if none.quantity.value == 0 and some.quantity.value != 0:
            near = {*none.slot.after[:2], *(none.quantity.of or "").lower().split()}
            group = group_of(none.quantity.of)
            return bool(near & QUALIFIED) or (group is not None and group != group_of(some.quantity.of))
    return False


def _by_others(pair: Both, a: Counted, b: Counted) -> bool:
    """Whether one does what another does in the other report, which names both: `Falk fired two shots`, `an officer fired one
    at Falk`."""
    if a.unit or a.doer is None or b.doer is None or a.doer[0] == b.doer[0] or a.doer[1] == b.doer[1]:
        return False
    (name, _), fact = (a.doer, pair.right) if a.doer[1] else (b.doer, pair.left)
    return name in {w.lower for w in words_of(fact.statement.span)}


def _unlike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours and theirs and not ours & theirs)


def _others(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the named people are others, no name being short for another: Fred and Frederick are one."""
    return bool(ours and theirs) and not any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)


def interval(quantity: Quantity) -> tuple[float, float]:
    """The lowest and highest number that the words allow; infinite where they leave a side open."""
    low, high = quantity.low, quantity.high
    if quantity.value is not None and quantity.bound == "about":
        return quantity.value * (1 - ABOUT), quantity.value * (1 + ABOUT)
    return float("-inf") if low is None else low, float("inf") if high is None else high


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether one number can satisfy both: "more than 70" and 73 can, 70 and 73 cannot."""
    (low, high), (other_low, other_high) = interval(a), interval(b)
    return max(low, other_low) <= min(high, other_high) or _rounded(a, b) or _rounded(b, a)


def _both_right(a: Counted, b: Counted) -> bool:
    """Whether one number can satisfy both; of a reward that is paid `up to` a sum, that sum is what is offered."""
    if a.purpose & b.purpose & OFFERED:
        return compatible(_offered(a.quantity), _offered(b.quantity))
    return compatible(a.quantity, b.quantity)


def _offered(quantity: Quantity) -> Quantity:
    return replace(quantity, low=quantity.value, high=quantity.value) if quantity.bound == "at_most" else quantity


def _rounded(rough: Quantity, fine: Quantity) -> bool:
    """Whether one number is the other told to fewer places: 12,000 and 12,345, $1.3 million and $1,280,000.

    At most a twentieth is lost: 20,000 may be 20,900, but not 24,000.
    """
    if not (isinstance(rough.value, int) and isinstance(fine.value, int)) or rough.bound != "exactly":
        return False
    place, finer = _last_place(rough.value), _last_place(fine.value)
    return place >= ROUND and finer < place and 2 * abs(rough.value - fine.value) <= min(place, rough.value // 10)


def _last_place(number: int) -> int:
    """The place of the last digit that is not 0: 100,000 of 1,300,000."""
    digits = str(number)
    return int(10 ** (len(digits) - len(digits.rstrip("0")))) if number else 1


def _other_limit(pair: Both, a: Counted, b: Counted) -> bool:
    """Whether one text gives two limits for one amount: `below $1` and `below $2` in otherwise the same words."""
    ours, theirs = a.quantity, b.quantity
    if a.unit and comparable(ours, theirs) and _one_end(ours, theirs):
        return True
    if (not a.unit and pair.alike < WORD_FOR_WORD) or ours.bound != theirs.bound or ours.bound not in ("at_most", "at_least"):
        return False
    other = ours.value != theirs.value and comparable(ours, theirs)
    return other and closeness(a.slot, b.slot) >= COPIED and substituted(ours.span, theirs.span, pair.swaps)


def _one_end(a: Quantity, b: Quantity) -> bool:
    """Whether two ranges have one end in common and the other not: `$140 to $150 million`, `$140 to $225 million`."""
    ends = [(a.low, b.low), (a.high, b.high)]
    if a.bound != "between" or b.bound != "between" or None in (a.low, a.high, b.low, b.high):
        return False
    return sum(one == other for one, other in ends) == 1


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be of one thing: same unit, no two roles, no two counted things."""
    if _unit(a) != _unit(b) or _negative(a) != _negative(b):
        return False
    if a.role and b.role and not one_role(a, b):
        return False
    return (one_role(a, b) and of_people(a) and of_people(b)) or not _other_things(a, b)


def _negative(quantity: Quantity) -> bool:
    """Whether a number lies below 0: frost counts nobody."""
    return not quantity.unit and quantity.value is not None and quantity.value < 0


def _unit(quantity: Quantity) -> str:
    return (quantity.unit or "").partition(" per ")[0]


def same_thing(a: Quantity, b: Quantity) -> float:
    """How surely two comparable quantities count the same thing: by role, by what is counted, by unit."""
    role = (2.0 if a.role == b.role else 1.0) if one_role(a, b) else 0.0
    of = 1.5 if head(a) and head(a) == head(b) else 0.0
    return role + of + (1.0 if a.unit else 0.0)


def _other_things(a: Quantity, b: Quantity) -> bool:
    heads = {head(a), head(b)}
    return len(heads) == 2 and None not in heads and not heads & {stem(w) for w in PEOPLE}


def _contrast(pair: Both, a: Counted, b: Counted) -> Contrast:
    ours, theirs = value(pair.left, a.quantity.span, shown(a.quantity)), value(pair.right, b.quantity.span, shown(b.quantity))
    if _both_right(a, b) and not _other_limit(pair, a, b):
        return Contrast(kind="number", conflict=False, left=ours, right=theirs, why=_refined(a.quantity, b.quantity))
    if a.quantity.unit == AGE and _grew_older(pair, a.quantity, b.quantity):
        return Contrast(kind="number", conflict=False, left=ours, right=theirs, why="between the reports may lie a birthday")
    if not families().get(a.quantity.role or "") and _leaves_out(a, b):
        return Contrast(kind="number", conflict=False, left=ours, right=theirs, why="one number leaves out those told before")
    if not families().get(a.quantity.role or "") and _running(pair.left) != _running(pair.right):
        why = "one report counts a longer time or a larger whole (so far, in all)"
        return Contrast(kind="scope", conflict=False, left=ours, right=theirs, why=why)
    return Contrast(kind="number", conflict=True, left=ours, right=theirs, why=EXCLUDE)


def _grew_older(pair: Both, a: Quantity, b: Quantity) -> bool:
    """Whether somebody is older in the later report by the years that lie between the two; the dead grow no older."""
    days = published(pair.right) - published(pair.left)
    if not (published(pair.left) and published(pair.right)) or a.value is None or b.value is None or _dies(pair):
        return False
    years, older = abs(days) / YEAR, (b.value - a.value) * (1 if days > 0 else -1)
    return years >= GROWN and floor(years) <= older <= ceil(years)


def _dies(pair: Both) -> bool:
    return any(p.role == "killed" for f in (pair.left, pair.right) for p in f.implicit)


def _leaves_out(a: Counted, b: Counted) -> bool:
    """Whether the smaller number is of those beside somebody told before, and the larger may be of all."""
    less, more = sorted((a, b), key=lambda one: one.quantity.value or 0)
    return _besides(less) and not _besides(more)


def _besides(one: Counted) -> bool:
    """Whether a number counts those beside somebody told before: `two other people were with the boy`."""
    near = f"{one.quantity.span.text} {one.quantity.of or ''} {' '.join(one.slot.after[:1])}".lower().split()
    return not one.unit and bool({"other", "others", "more", "another"} & {*near})


def _running(fact: Fact) -> bool:
    """Whether a statement counts all up to now: `so far`, `a total of`."""
    text = f" {' '.join(w.lower for w in fact.words)} "
    return any(f" {words} " in text for words in amount_words("running"))


def _refined(a: Quantity, b: Quantity) -> str:
    """Why two unlike numbers can both be right, in the words of the reports."""
    if a.value == b.value:
        return "the same number, told more or less exactly"
    rough, fine = (a, b) if _width(a) >= _width(b) else (b, a)
    if _width(rough) == _width(fine):
        return "one number is the other rounded"
    return f"“{rough.span.text}” leaves room for “{fine.span.text}”: both can be right"


def _width(quantity: Quantity) -> float:
    low, high = interval(quantity)
    return high - low


def shown(quantity: Quantity) -> str:
    """A quantity's value as a difference shows it: the number, or its bounds.

    Two numbers are joined by `..`; an open side is left out.
    """
    if quantity.value is not None:
        return f"{quantity.value:g}" if isinstance(quantity.value, float) else str(quantity.value)
    low, high = ("" if side is None else str(side) for side in (quantity.low, quantity.high))
    return f"{low}..{high}"
