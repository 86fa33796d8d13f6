"""Two numbers of a toll in two statements: of how many sets of people they may tell, where both can be right."""

from dataclasses import replace

from twosource.claims.contrasts import Contrast, closeness
from twosource.claims.facts import Fact
from twosource.claims.numbers import compatible
from twosource.claims.telling import Told, victims
from twosource.claims.tolls import Tolls, place, wholes_agree

ALIKE = 0.2  # share of content words, with `NEAR`: from here two statements tell one thing in the same words
NEAR = 2.0  # closeness of the places of two numbers in their sentences
AGAIN = 2  # facts of a report that tell a number: from here it is the report's own
MANY, NEARLY = 10, 0.8  # from so many on, what comes to so much of another number is a version of it and no part
COPIED = 0.4  # share of content words, with `NEAR`: from here the one was made of the other


def scoped(contrast: Contrast, known: Tolls) -> Contrast:
    """A conflict of numbers that may tell of other sets of people as one of scope, and no conflict.

    What reports give as the whole is compared report by report (`tolls`). Where that agrees, two numbers of two sentences
    exclude each other only if they stand in the same words, are the reports' own as a whole, or are all of one group of people.
    """
    told = [known.told.get(place(v)) for v in (contrast.left, contrast.right)]
    if contrast.kind != "number" or not contrast.conflict or told[0] is None or told[1] is None:
        return contrast
    if not _may_both_be(told[0], told[1], known):
        return contrast
    return replace(contrast, kind="scope", conflict=False, why="the numbers may tell of different sets of people")


def _may_both_be(a: Told, b: Told, known: Tolls) -> bool:
    alike, near = (
        _alike(a.fact, b.fact),
        max(closeness(a.fact.slot(p.span), b.fact.slot(q.span)) for p in a.listed for q in b.listed),
    )
    if near >= NEAR and alike >= COPIED:
        return a.number == b.number or (_both_hold(a, b) and not _one_bound(a, b)) or _is_sum(a, b, known)
    if _explained(a, b, known) or {a.fact.article.id, b.fact.article.id} & known.several:
        return True
    if (_is_main(a, known) and _is_main(b, known)) or _versions(a, b) or _of_one_group(a, b) or (near >= NEAR and alike >= ALIKE):
        return False
    return wholes_agree(known, a, b)


def _is_main(told: Told, known: Tolls) -> bool:
    """Whether a report tells a number at its start or again and again as that of all."""
    if told.kind not in ("whole", "others") or told.group is not None:
        return False
    id, number = told.fact.article.id, told.number
    again = {t.at for t in known.all_told if t.fact.article.id == id and t.number == number and t.family == told.family}
    return told.early or len(again) >= AGAIN


def _versions(a: Told, b: Told) -> bool:
    """Whether two numbers are so near that the one is hardly a part of the other."""
    low, high = sorted((a.number, b.number))
    return low >= MANY and low >= NEARLY * high


def _alike(a: Fact, b: Fact) -> float:
    return len(a.keys & b.keys) / max(1, len(a.keys | b.keys))


def _of_one_group(a: Told, b: Told) -> bool:
    """Whether both numbers are all of one group: officers and officers."""
    return a.group is not None and a.group == b.group and a.kind == b.kind == "whole" and a.family == b.family


def _of_other_groups(a: Told, b: Told) -> bool:
    """Whether the lower of two numbers is of one group of people, and the other of all or of another group."""
    low, high = sorted((a, b), key=lambda t: t.number)
    return low.group is not None and low.group != high.group


def _both_hold(a: Told, b: Told) -> bool:
    """Whether the words of two numbers leave one that both mean: `dozens` and 49."""
    return len(a.listed) == len(b.listed) == 1 and compatible(a.quantity, b.quantity)


def _one_bound(a: Told, b: Told) -> bool:
    """Whether two numbers are both a least or a most: `at least 70`, `at least 75` in the same words."""
    return a.quantity.bound == b.quantity.bound and a.quantity.bound in ("at_least", "at_most")


def _explained(a: Told, b: Told, known: Tolls) -> bool:
    """Whether two tellings may both be right, as one counts others, a part, the dead among those hit, or the attacker."""
    apart = abs(a.number - b.number)
    if apart == 0 or _both_hold(a, b) or ("elsewhere" in (a.kind, b.kind) and a.kind != b.kind):
        return True
    if (
        _of_other_groups(a, b)
        or {"part", "condition"} & {a.kind, b.kind}
        or ("others" in (a.kind, b.kind) and a.kind != b.kind and apart == 1)
        or (min(a, b, key=lambda t: t.number).with_one_more and apart == 1)
    ):
        return True
    if _is_sum(a, b, known):
        return True
    if any(victims(t) and apart == known.dead[t.fact.article.id] for t in (a, b)) and not _fewer_hit(a, b):
        return True
    return known.attacker and a.family == b.family == "killed" and apart == 1


def _fewer_hit(a: Told, b: Told) -> bool:
    """Whether fewer are shot or stabbed than are injured: then the dead among the former explain nothing."""
    low, high = sorted((a, b), key=lambda t: t.number)
    return low.family == "hit" and high.family == "injured"


def _is_sum(a: Told, b: Told, known: Tolls) -> bool:
    """Whether one number is what two groups of the other's report come to."""
    return any(whole.number in known.sums.get((of.fact.article.id, of.family), ()) for of, whole in ((a, b), (b, a)))
