"""Numbers of two statements: which count the same thing, and whether they can both be right."""

from collections.abc import Iterator

from twosource.claims.contrasts import Both, Contrast, closeness, matched, substituted, value
from twosource.claims.facts import Fact, stem
from twosource.model import Quantity

ABOUT = 0.1  # "about 25" may be 23 to 27: within a tenth, as rounding in news goes
PEOPLE = frozenset(
    {"people", "person", "persons", "victim", "victims", "others", "other", "man", "men", "woman", "women", "individuals"}
)
AGE = "year of age"
LEAST_FIT = 2.0  # one strong sign (role, counted thing, other words in its place) or two weak ones (a unit, a neighbour word)


def numbers(pair: Both) -> Iterator[Contrast]:
    """Where two statements count the same thing: conflicts of numbers that exclude each other, and rougher beside finer ones."""
    left, right = pair.left, pair.right

    def fit(a: Quantity, b: Quantity) -> float:
        if not comparable(a, b):
            return 0.0
        near = closeness(left.slot(a.span), right.slot(b.span))
        swapped = 2.0 * substituted(a.span, b.span, pair.swaps)
        if bool(a.role) != bool(b.role):
            return 0.0  # what happened to the one is not said of the other: the rescued against the missing
        if AGE in (a.unit, b.unit):
            return near + swapped - 1.0
        return same_thing(a, b) + near + swapped

    agreeing, differing = matched(left.quantities, right.quantities, _agree_on_one, fit, LEAST_FIT)
    for a, b in agreeing:
        if (a.value, a.bound) != (b.value, b.bound):
            yield _contrast(left, right, a, b, conflict=False)
    for a, b in differing:
        yield _contrast(left, right, a, b, conflict=not compatible(a, b))


def interval(quantity: Quantity) -> tuple[float, float]:
    """The lowest and highest number that the words allow; infinite where they leave a side open."""
    low, high = quantity.low, quantity.high
    if quantity.value is not None and quantity.bound == "about":
        return quantity.value * (1 - ABOUT), quantity.value * (1 + ABOUT)
    return float("-inf") if low is None else low, float("inf") if high is None else high


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether one number can satisfy both: "more than 70" and 73 can, 70 and 73 cannot."""
    (low, high), (other_low, other_high) = interval(a), interval(b)
    return max(low, other_low) <= min(high, other_high)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be of one thing: same unit, no two roles, no two counted things."""
    if (a.unit or "") != (b.unit or ""):
        return False
    if a.role and b.role and a.role != b.role:
        return False
    return bool(a.role and a.role == b.role) or not _other_things(a, b)


def same_thing(a: Quantity, b: Quantity) -> float:
    """How surely two comparable quantities count the same thing: by role, by what is counted, by unit."""
    role = 2.0 if a.role and a.role == b.role else 0.0
    counted = 1.5 if _head(a) and _head(a) == _head(b) else 0.0
    return role + counted + (1.0 if a.unit else 0.0)


def _agree_on_one(a: Quantity, b: Quantity) -> bool:
    return comparable(a, b) and compatible(a, b)


def _other_things(a: Quantity, b: Quantity) -> bool:
    heads = {_head(a), _head(b)}
    return len(heads) == 2 and None not in heads and not heads & {stem(w) for w in PEOPLE}


def _head(quantity: Quantity) -> str | None:
    return stem(quantity.of.split()[-1].lower()) if quantity.of else None


def _contrast(left: Fact, right: Fact, a: Quantity, b: Quantity, *, conflict: bool) -> Contrast:
    why = "the numbers exclude each other" if conflict else "one number is rougher than the other, both can be right"
    return Contrast(
        kind="number", conflict=conflict, left=value(left, a.span, shown(a)), right=value(right, b.span, shown(b)), why=why
    )


def shown(quantity: Quantity) -> str:
    """A quantity's value as a difference shows it: the number, or its bounds.

    Two numbers are joined by `..`; an open side is left out.
    """
    if quantity.value is not None:
        return f"{quantity.value:g}" if isinstance(quantity.value, float) else str(quantity.value)
    low, high = ("" if side is None else str(side) for side in (quantity.low, quantity.high))
    return f"{low}..{high}"
