"""Who took from whom, cut down to what a drawing can hold: reports folded into groups, ties that follow from others left out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from twosource.model import Derivation, DerivationKind
from twosource.present.derived import is_directed, is_of_family

# What becomes of a tie: drawn and told; told in the table only; or left out, and why.
Fate = Literal["drawn", "table", "follows", "weaker", "joined"]

PARENTS = 3  # looked at on drawings of 5 to 137 reports: with more, the lines into one report cannot be told apart
_FOLD_FROM = 4  # fewer take no more room as reports of their own
_ALIKE_FROM = 5  # these are not joined to one another: it takes more of them before a reader gains by one box for all
_MOST = 0.75  # of a group's reports a newcomer must be joined to: one pair just below a threshold must not part a group
_TOGETHER: Sequence[tuple[Collection[str], str]] = (
    (("copy",), "print nearly the same text"),
    (("copy", "rewrite"), "print or rewrite the same text"),
    (("copy", "rewrite", "quotation", "revision", "common_source"), "have material in common"),
)
_ALIKE = "are tied in the same way"
# A taking follows from a chain of takings that are at least as strong: who rewrites a copy rewrites what was copied.
_FOLLOWS_FROM: Mapping[str, Collection[str]] = {
    "copy": ("copy",),
    "rewrite": ("copy", "rewrite"),
    "quotation": ("copy", "rewrite", "quotation"),
    "revision": ("revision",),
}
_KINDS: Sequence[DerivationKind] = ("copy", "revision", "rewrite", "quotation", "common_source", "credit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One end of ties: a report, several folded into one (`shares` says in words what they have in common), or a name outside.

    The name is that of a credited agency, or of the publisher to whom outlets belong (`is_publisher`).
    """

    name: str | None = None
    is_publisher: bool = False
    reports: tuple[int, ...] = ()
    shares: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """All derivations of one kind between two parties, by their places in `Ties.parties`; undirected: the lower place first."""

    source: int
    to: int
    kind: DerivationKind
    directed: bool
    score: float
    found: tuple[Derivation, ...]
    fate: Fate = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Parties, the ties between them, and the derivations inside a party, strongest first, by its reports."""

    parties: tuple[Party, ...]
    ties: tuple[Tie, ...]
    inside: Mapping[tuple[int, ...], Sequence[Derivation]]


def ties(derivations: Iterable[Derivation], numbers: Mapping[str, int], outlets: Mapping[int, str]) -> Ties:
    """The ties between reports, folded and with their fates; `numbers` and `outlets` are the book's."""
    known = [d for d in derivations if d.to in numbers and d.source != d.to]
    parties = _parties(known, numbers)
    found = _between(parties, known, numbers)
    inside = _inside(parties, known, numbers)
    parties, found = _alike(parties, _fated(parties, found, outlets))
    return Ties(parties=tuple(parties), ties=tuple(sorted(found, key=_by_taker)), inside=inside)


def _by_taker(tie: Tie) -> tuple[int, int, int, bool]:
    return tie.to, tie.source, _KINDS.index(tie.kind), tie.directed


def _strongest(tie: Tie) -> tuple[float, int, int, int]:
    return -tie.score, _KINDS.index(tie.kind), tie.source, tie.to


# Folding


def _parties(derivations: Sequence[Derivation], numbers: Mapping[str, int]) -> list[Party]:
    outside = sorted({d.source for d in derivations if d.source not in numbers})
    single = sorted({numbers[i] for d in derivations for i in (d.source, d.to) if i in numbers})
    folds: list[Party] = []
    for kinds, shares in _TOGETHER:
        folds += [Party(reports=tuple(group), shares=shares) for group in _groups(single, derivations, numbers, kinds)]
        folded = {number for fold in folds for number in fold.reports}
        single = [number for number in single if number not in folded]
    reports = sorted([*folds, *(Party(reports=(number,)) for number in single)], key=lambda party: party.reports)
    credited = {d.source for d in derivations if not is_of_family(d)}
    return [*(Party(name=name, is_publisher=name not in credited) for name in outside), *reports]


def _groups(
    single: Sequence[int], derivations: Iterable[Derivation], numbers: Mapping[str, int], kinds: Collection[str]
) -> Iterator[list[int]]:
    """Reports that are joined to most of each other; one that all the others took from stands for itself."""
    joined: dict[int, set[int]] = defaultdict(set)
    takers: dict[int, set[int]] = defaultdict(set)
    free = set(single)
    for derivation in derivations:
        ends = numbers.get(derivation.source, 0), numbers[derivation.to]
        if derivation.kind in kinds and free.issuperset(ends):
            joined[ends[0]].add(ends[1])
            joined[ends[1]].add(ends[0])
            if is_directed(derivation):
                takers[ends[0]].add(ends[1])
    for group in _cliques(single, joined):
        if len(group) >= _FOLD_FROM:
            yield _without_root(group, takers)


def _cliques(single: Iterable[int], joined: Mapping[int, set[int]]) -> list[list[int]]:
    groups: list[list[int]] = []
    place: dict[int, int] = {}
    for number in single:
        count = Counter(place[other] for other in joined.get(number, ()) if other in place)
        fitting = [at for at, shared in count.items() if shared >= _MOST * len(groups[at])]
        at = min(fitting, key=lambda at: (-len(groups[at]), at), default=len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(number)
        place[number] = at
    return groups


def _without_root(group: list[int], takers: Mapping[int, set[int]]) -> list[int]:
    members = set(group)
    taken_from = [number for number in group if len(takers.get(number, set()) & members) >= _MOST * (len(group) - 1)]
    roots = [number for number in taken_from if not any(number in takers.get(other, ()) for other in group)]
    return [number for number in group if number not in roots[:1]]


def _alike(parties: Sequence[Party], found: Sequence[Tie]) -> tuple[list[Party], list[Tie]]:
    """Single reports of which each has the same ties to the same others, as one party."""
    ends: dict[int, set[tuple[str, int, str, bool]]] = defaultdict(set)
    for tie in found:
        if tie.fate in ("drawn", "table"):
            ends[tie.source].add(("gives", tie.to, tie.kind, tie.directed))
            ends[tie.to].add(("takes", tie.source, tie.kind, tie.directed))
    same: dict[frozenset[tuple[str, int, str, bool]], list[int]] = defaultdict(list)
    for place in sorted(ends):
        if len(parties[place].reports) == 1:
            same[frozenset(ends[place])].append(place)
    stands_for = {place: group[0] for group in same.values() if len(group) >= _ALIKE_FROM for place in group}
    return _put_together(parties, found, stands_for)


def _put_together(parties: Sequence[Party], found: Sequence[Tie], stands_for: Mapping[int, int]) -> tuple[list[Party], list[Tie]]:
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(len(parties)):
        members[stands_for.get(place, place)].append(place)
    new = {old: at for at, group in enumerate(members.values()) for old in group}
    made = [_one_of([parties[place] for place in group]) for group in members.values()]
    moved = [replace(tie, source=new[tie.source], to=new[tie.to]) for tie in found]
    return made, _merged([tie for tie in moved if tie.source != tie.to])


def _one_of(parties: Sequence[Party]) -> Party:
    numbers = tuple(number for party in parties for number in party.reports)
    return parties[0] if len(parties) == 1 else Party(reports=numbers, shares=_ALIKE)


def _merged(found: Iterable[Tie]) -> list[Tie]:
    ordered = sorted(found, key=lambda tie: (*_by_taker(tie), tie.fate))
    groups = (list(same) for _, same in groupby(ordered, key=lambda tie: (*_by_taker(tie), tie.fate)))
    return [
        replace(same[0], score=max(tie.score for tie in same), found=tuple(d for tie in same for d in tie.found))
        for same in groups
    ]


# Ties between parties


def _between(parties: Sequence[Party], derivations: Iterable[Derivation], numbers: Mapping[str, int]) -> list[Tie]:
    places: dict[str | int, int] = {party.name: at for at, party in enumerate(parties) if party.name is not None}
    places |= {number: at for at, party in enumerate(parties) for number in party.reports}
    found: dict[tuple[int, int, DerivationKind, bool], list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        source, to = places[numbers.get(derivation.source, derivation.source)], places[numbers[derivation.to]]
        directed = is_directed(derivation)
        ends = (source, to) if directed else (min(source, to), max(source, to))
        if source != to:
            found[(*ends, derivation.kind, directed)].append(derivation)
    return [_tie(key, same) for key, same in found.items()]


def _tie(key: tuple[int, int, DerivationKind, bool], found: Sequence[Derivation]) -> Tie:
    ordered = tuple(sorted(found, key=_best))
    return Tie(source=key[0], to=key[1], kind=key[2], directed=key[3], score=ordered[0].score, found=ordered)


def _inside(
    parties: Iterable[Party], derivations: Iterable[Derivation], numbers: Mapping[str, int]
) -> Mapping[tuple[int, ...], Sequence[Derivation]]:
    group = {number: party.reports for party in parties for number in party.reports}
    found: dict[tuple[int, ...], list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        own = group[numbers[derivation.to]]
        if group.get(numbers.get(derivation.source, 0)) is own:
            found[own].append(derivation)
    return {own: sorted(same, key=_best) for own, same in found.items()}


def _best(derivation: Derivation) -> tuple[float, int, str, str]:
    return -derivation.score, _KINDS.index(derivation.kind), derivation.source, derivation.to


# Fates


def _fated(parties: Sequence[Party], found: Sequence[Tie], outlets: Mapping[int, str]) -> list[Tie]:
    takings = [tie for tie in found if tie.directed and tie.kind != "credit"]
    taken = _capped(_one_line_a_pair(_reduced(len(parties), takings)), "weaker", PARENTS)
    credits = _credits(parties, [tie for tie in found if tie.directed and tie.kind == "credit"], taken, outlets)
    common = _joining(len(parties), taken, [tie for tie in found if not tie.directed])
    return [*taken, *_capped(credits, "table", PARENTS), *common]


def _reduced(count: int, takings: Sequence[Tie]) -> list[Tie]:
    """The takings, those that follow from a chain of others marked so; one that closes a circle is never taken for granted."""
    order, closing = topological(count, [(tie.source, tie.to) for tie in takings])
    forward = [tie for tie in takings if (tie.source, tie.to) not in closing]
    follows = {key for kind, kinds in _FOLLOWS_FROM.items() for key in _following(forward, kind, kinds, order)}
    return [replace(tie, fate="follows") if (tie.source, tie.to, tie.kind) in follows else tie for tie in takings]


def _following(forward: Iterable[Tie], kind: str, kinds: Collection[str], order: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Ties of a kind whose taker is also reached by a longer way. Reach is kept as bits of an integer: linear in the ties."""
    position = {place: at for at, place in enumerate(order)}
    out: dict[int, list[Tie]] = defaultdict(list)
    for tie in forward:
        if tie.kind in kinds:
            out[tie.source].append(tie)
    reach = [0] * len(order)
    for place in reversed(order):
        beyond = 0
        for tie in sorted(out[place], key=lambda tie: position[tie.to]):
            if tie.kind == kind and beyond >> tie.to & 1:
                yield place, tie.to, tie.kind
            beyond |= reach[tie.to]
            reach[place] |= 1 << tie.to
        reach[place] |= beyond


def topological(count: int, ties: Iterable[tuple[int, int]]) -> tuple[list[int], set[tuple[int, int]]]:
    """Places so that what gives stands before what takes, and the ties that close a circle and had to be left aside for it.

    A circle is thought to begin with its first place.

    >>> topological(3, [(2, 0), (0, 1), (1, 2)])
    ([0, 1, 2], {(2, 0)})
    """
    out: dict[int, list[int]] = defaultdict(list)
    for source, to in sorted(set(ties)):
        out[source].append(to)
    done: list[int] = []
    seen: set[int] = set()
    closing: set[tuple[int, int]] = set()
    takers = {to for places in out.values() for to in places}
    for start in sorted(range(count), key=lambda place: (place not in takers, place)):  # circles close at their first report
        if start not in seen:
            _walk(start, out, seen, done, closing)
    return done[::-1], closing


def _walk(start: int, out: Mapping[int, list[int]], seen: set[int], done: list[int], closing: set[tuple[int, int]]) -> None:
    """Depth first from a place, without recursion: a chain of reports may be long."""
    path = {start: None}
    stack = [(start, iter(out.get(start, ())))]
    seen.add(start)
    while stack:
        place, following = stack[-1]
        to = next(following, None)
        if to is None:
            done.append(place)
            del path[place]
            stack.pop()
        elif to in path:
            closing.add((place, to))
        elif to not in seen:
            seen.add(to)
            path[to] = None
            stack.append((to, iter(out.get(to, ()))))


def _capped(found: Iterable[Tie], fate: Fate, most: int) -> list[Tie]:
    """The ties, of those drawn into one taker only the strongest left as they are."""
    drawn: Counter[int] = Counter()
    made = []
    for tie in sorted(found, key=_strongest):
        drawn[tie.to] += tie.fate == "drawn"
        made.append(replace(tie, fate=fate) if tie.fate == "drawn" and drawn[tie.to] > most else tie)
    return made


def _one_line_a_pair(found: Iterable[Tie]) -> list[Tie]:
    """The ties; a weaker one between the same two in the same direction is told, not drawn."""
    drawn: set[tuple[int, int]] = set()
    made = []
    for tie in sorted(found, key=_strongest):
        again = tie.fate == "drawn" and (tie.source, tie.to) in drawn
        made.append(replace(tie, fate="table") if again else tie)
        drawn |= {(tie.source, tie.to)} if tie.fate == "drawn" else set()
    return made


def _credits(parties: Sequence[Party], credits: Sequence[Tie], taken: Iterable[Tie], outlets: Mapping[int, str]) -> list[Tie]:
    """The credits; where a report took its text from one that is the agency's or credits it too, the tie is only told."""
    own = {(at, outlets.get(number, "").casefold()) for at, party in enumerate(parties) for number in party.reports}
    crediting = {(tie.to, tie.source) for tie in credits}
    givers: dict[int, list[int]] = defaultdict(list)
    _, closing = topological(len(parties), [(tie.source, tie.to) for tie in taken if tie.fate == "drawn"])
    for tie in taken:
        if tie.fate == "drawn" and (tie.source, tie.to) not in closing:
            givers[tie.to].append(tie.source)

    def through(tie: Tie) -> bool:
        name = (parties[tie.source].name or "").casefold()
        return any((giver, tie.source) in crediting or (giver, name) in own for giver in givers[tie.to])

    return [replace(tie, fate="table") if through(tie) else tie for tie in credits]


def _joining(count: int, taken: Iterable[Tie], common: Iterable[Tie]) -> list[Tie]:
    """The undirected ties, drawn only where they join reports that nothing drawn joins yet: of a clique a tree is left."""
    find, join = _joiner(count)
    for tie in taken:
        if tie.fate == "drawn":
            join(tie.source, tie.to)
    made = []
    for tie in sorted(common, key=lambda tie: (_KINDS.index(tie.kind), *_strongest(tie))):
        made.append(replace(tie, fate="joined") if find(tie.source) == find(tie.to) else tie)
        join(tie.source, tie.to)
    return made


def _joiner(count: int) -> tuple[Callable[[int], int], Callable[[int, int], None]]:
    above = list(range(count))

    def find(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    def join(one: int, other: int) -> None:
        above[max(find(one), find(other))] = min(find(one), find(other))

    return find, join
