"""One difference between two statements, and how the places of two statements are told to be the same slot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TypeVar

from twosource.claims.facts import Fact, Slot
from twosource.lexicon.words import stop_words
from twosource.model import DifferenceKind, Span, Value

LONGEST_SUBSTITUTE = 6  # words: what is put in another's place is a name, a number or a date, hardly ever a longer phrase
LONGEST_ALIGNED = 120  # words: word-by-word alignment is quadratic; longer statements are compared by their marks alone

Swap = tuple[tuple[int, int], tuple[int, int]]
Mark = TypeVar("Mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What two statements give for one slot, where it is not the same; `conflict`: the two exclude each other."""

    kind: DifferenceKind
    conflict: bool
    left: Value
    right: Value
    why: str


def value(fact: Fact, span: Span, text: str | None = None) -> Value:
    """The value of a fact's slot: its normal form, or the words themselves."""
    return Value(value=text if text is not None else span.text, statement_id=fact.id, span=span)


def closeness(left: Slot, right: Slot) -> float:
    """How alike the words around two slots are: 1 for each adjoining word shared, less for farther ones; at most 4."""
    near = sum(bool(a and b and a[0] == b[0]) for a, b in ((left.before, right.before), (left.after, right.after)))
    far = len({*left.before[1:]} & {*right.before}) + len({*left.after[1:]} & {*right.after})
    return near + 0.5 * min(far, 4)


def anchored(left: Slot, right: Slot) -> bool:
    """Whether two slots have two adjoining words in common, one of them of content: `office in …`, `general manager …`."""
    before, after = _prefix(left.before, right.before), _prefix(left.after, right.after)
    return len(before) + len(after) > 1 and any(word not in stop_words() for word in before + after)


def _prefix(left: Sequence[str], right: Sequence[str]) -> list[str]:
    return [a for a, _ in takewhile(lambda both: both[0] == both[1], zip(left, right, strict=False))]


@dataclass(frozen=True, slots=True)
class Both:
    """Two facts to compare, and the stretches in which one has other words where the rest of the wording agrees.

    `alike` is the share of their content words that both have, `inside` that of the shorter one's.
    """

    left: Fact
    right: Fact
    swaps: tuple[Swap, ...]
    alike: float
    inside: float


def both(left: Fact, right: Fact) -> Both:
    """Two facts made ready for the comparers."""
    shared, least = len(left.keys & right.keys), min(len(left.keys), len(right.keys))
    alike = shared / len(left.keys | right.keys) if shared else 0.0
    return Both(left, right, tuple(substitutions(left, right)), alike, shared / least if least else 0.0)


def substitutions(left: Fact, right: Fact) -> list[Swap]:
    """The stretches, as `[start, end)` of the articles' texts, in which one statement has other words where the rest agrees."""
    if max(len(left.words), len(right.words)) > LONGEST_ALIGNED:
        return []
    matcher = SequenceMatcher(None, [w.key for w in left.words], [w.key for w in right.words], autojunk=False)
    return [
        ((left.words[a].start, left.words[b - 1].end), (right.words[c].start, right.words[d - 1].end))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag == "replace" and max(b - a, d - c) <= LONGEST_SUBSTITUTE
    ]


def substituted(left: Span, right: Span, swaps: Sequence[Swap]) -> bool:
    """Whether two spans stand in the place of one another in an otherwise equal wording."""
    return any(_touch(left, a) and _touch(right, b) for a, b in swaps)


def _touch(span: Span, place: tuple[int, int]) -> bool:
    return span.start < place[1] and place[0] < span.end


def matched(
    left: Sequence[Mark],
    right: Sequence[Mark],
    agree: Callable[[Mark, Mark], bool],
    fit: Callable[[Mark, Mark], float],
    least: float,
) -> tuple[list[tuple[Mark, Mark]], list[tuple[Mark, Mark]]]:
    """Marks paired 1:1 by best fit: first those that agree, then, of what is left over, those that fit `least` or better."""
    agreeing = _best(left, right, lambda a, b: 1.0 + fit(a, b) if agree(a, b) else 0.0, 0.0)
    paired = {n for both in agreeing for n in [("l", both[0]), ("r", both[1])]}
    left_over = [n for n in range(len(left)) if ("l", n) not in paired]
    right_over = [n for n in range(len(right)) if ("r", n) not in paired]
    rest = _best([left[n] for n in left_over], [right[n] for n in right_over], fit, least)
    return (
        [(left[a], right[b]) for a, b in agreeing],
        [(left[left_over[a]], right[right_over[b]]) for a, b in rest],
    )


def _best(left: Sequence[Mark], right: Sequence[Mark], fit: Callable[[Mark, Mark], float], least: float) -> list[tuple[int, int]]:
    scored = sorted(
        ((fit(a, b), n, m) for n, a in enumerate(left) for m, b in enumerate(right)), key=lambda s: (-s[0], s[1], s[2])
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = []
    for fitting, n, m in scored:
        if fitting > 0 and fitting >= least and n not in used_left and m not in used_right:
            used_left.add(n)
            used_right.add(m)
            found.append((n, m))
    return sorted(found)
