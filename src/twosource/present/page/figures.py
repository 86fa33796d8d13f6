"""The counted things of an account's claims: lowest, best and highest number, who told them, and when they changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

from twosource.model import Claim, Figure, FigurePoint, FigureRule, Quantity
from twosource.present.anchors import claim_anchor, statement_anchor
from twosource.present.book import Book, references
from twosource.present.page.axis import day_words, instant
from twosource.present.page.dots import Chart, Dot, chart
from twosource.present.words import harmless, number, quoted

# What a rule means, said once above the table.
RULES: Mapping[FigureRule, str] = MappingProxyType(
    {
        "latest": "the number that most reports of the last day give",
        "lowest": "the lowest number that any report gives",
        "highest": "the highest number that any report gives",
        "majority": "the number that most reports give, of several such the highest",
    }
)
_FIRST_ROLES = ("killed", "dead", "died", "injured", "wounded", "missing", "abducted", "arrested", "displaced")
_FOLDED_BEYOND = 12  # figures: a table of more is searched rather than read, so those of one report alone are folded
_MOST = 300  # figures printed: an account of 200 reports has fewer; beyond, each still stands with its claim
_MOST_CHARTS = 60
_MOST_TOLD = 8  # values of a figure listed beside its drawing
_MOST_LINKS = 6  # reports of a value that are links; the rest is counted
_LONGEST_WORDS = 60
_LONGEST_NUMBER = 20

_Key = tuple[str, str, str, str, float, float, float, str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A report's number, or a claim's, and where it leads."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One value on one day: the reports that give it, linked to their words, and how many more there are."""

    value: str
    day: str
    links: Sequence[Link]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One counted thing as it is shown; `words` are those of the reports that leave the number open."""

    name: str
    detail: str
    low: str
    best: str
    high: str
    rule: FigureRule
    differs: bool
    implicit: bool
    reports: str
    claims: Sequence[Link]
    more_claims: int
    told: Sequence[Told]
    more_told: int
    words: Sequence[str]
    chart: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The counted things in their order; `folded` are told by one report alone, `left_out` is how many more there are."""

    figures: Sequence[Row]
    folded: Sequence[Row]
    left_out: int
    rules: Sequence[tuple[str, str]]
    drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One counted thing with all claims that have it and the points of all of them, each once."""

    figure: Figure
    claims: Sequence[Claim]
    points: Sequence[FigurePoint]
    numbers: Sequence[int]


def figures(book: Book) -> Figures:
    """Every counted thing of the claims: those that differ first, then by role, then by how many reports tell them."""
    found = sorted(_counted(book.claims, book), key=lambda one: _rank(one, book))
    kept = found[:_MOST]
    alone = [one for one in kept[_FOLDED_BEYOND:] if _alone(one)] if len(found) > _FOLDED_BEYOND else []
    hidden = {id(one) for one in alone}
    rows = [(one, _row(one, book, drawn=n < _MOST_CHARTS)) for n, one in enumerate(kept)]
    return Figures(
        figures=tuple(row for one, row in rows if id(one) not in hidden),
        folded=tuple(row for one, row in rows if id(one) in hidden),
        left_out=len(found) - len(kept),
        rules=_rules(kept),
        drawn=any(row.chart for _, row in rows),
    )


def claim_figures(claim: Claim, book: Book) -> Figures:
    """The counted things of one claim, to stand with it."""
    found = sorted(_counted([claim], book), key=lambda one: _rank(one, book))[:_FOLDED_BEYOND]
    rows = tuple(_row(one, book, drawn=True) for one in found)
    return Figures(figures=rows, folded=(), left_out=0, rules=_rules(found), drawn=any(row.chart for row in rows))


def _rules(found: Iterable[_Counted]) -> Sequence[tuple[str, str]]:
    used = {one.figure.rule for one in found}
    return tuple((rule, meaning) for rule, meaning in RULES.items() if rule in used)


def _counted(claims: Iterable[Claim], book: Book) -> Sequence[_Counted]:
    """The same thing with the same values once, with all its claims in their order."""
    same: dict[_Key, list[tuple[Claim, Figure]]] = {}
    for claim in claims:
        for figure in claim.figures:
            if figure.role or figure.of or figure.unit:
                same.setdefault(_key(figure), []).append((claim, figure))
    return [_joined(of, book) for of in same.values()]


def _joined(of: Sequence[tuple[Claim, Figure]], book: Book) -> _Counted:
    points = dict.fromkeys(point for _, figure in of for point in figure.series if point.statement_id in book.statements)
    ordered = sorted(points, key=lambda p: (p.at or "", book.place_of(book.statements[p.statement_id]), p.value))
    return _Counted(
        figure=of[0][1],
        claims=tuple({claim.id: claim for claim, _ in of}.values()),
        points=ordered,
        numbers=sorted({book.report_of(p.statement_id) for p in ordered}),
    )


def _key(figure: Figure) -> _Key:
    thing = (figure.role or "", figure.of or "", figure.unit or "", figure.side or "")
    return *thing, figure.low, figure.best, figure.high, figure.rule, figure.implicit


def _rank(one: _Counted, book: Book) -> tuple[object, ...]:
    role = figure.role if (figure := one.figure).role else ""
    first = _FIRST_ROLES.index(role) if role in _FIRST_ROLES else len(_FIRST_ROLES) + (not role)
    place = min(book.places[claim.id] for claim in one.claims)
    return not _differs(figure), first, -len(one.numbers), place, role, figure.of or "", figure.unit or "", figure.side or ""


def _differs(figure: Figure) -> bool:
    return figure.low != figure.high


def _alone(one: _Counted) -> bool:
    return not _differs(one.figure) and len(one.numbers) < 2


def _row(one: _Counted, book: Book, *, drawn: bool) -> Row:
    figure, told = one.figure, _told(one.points, book)
    name, detail = _thing(figure)
    links = [Link(text=f"{book.places[claim.id]}", anchor=claim_anchor(claim.id)) for claim in one.claims]
    return Row(
        name=name,
        detail=detail,
        low=_number(figure.low),
        best=_number(figure.best),
        high=_number(figure.high),
        rule=figure.rule,
        differs=_differs(figure),
        implicit=figure.implicit,
        reports=_reports(one.numbers),
        claims=tuple(links[:_MOST_LINKS]),
        more_claims=max(0, len(links) - _MOST_LINKS),
        told=told[:_MOST_TOLD],
        more_told=max(0, len(told) - _MOST_TOLD),
        words=_open_words(one, book),
        chart=_chart(one, book) if drawn else None,
    )


def _thing(figure: Figure) -> tuple[str, str]:
    """What is counted, and what is said besides: `killed` and `soldiers, in the army`."""
    parts = [_short(part) for part in (figure.role, figure.of) if part] or ["amount"]
    unit = [f"in {_short(figure.unit)}"] if figure.unit else []
    side = [f"side: {_short(figure.side)}"] if figure.side else []
    name, *detail = [*parts, *unit]
    return name, ", ".join([*detail, *side])


def _short(words: str) -> str:
    return harmless(words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…")


def _number(value: float | int) -> str:
    """A number as a reader writes it; one of very many digits by its size."""
    shown = number(value) if isfinite(value) else str(value)
    return shown if len(shown) <= _LONGEST_NUMBER else f"{float(value):.3g}"


def _reports(numbers: Sequence[int]) -> str:
    """The reports' numbers, or how many they are where the numbers would be a list of their own."""
    shown = references(numbers)
    return shown if len(shown) <= _LONGEST_WORDS else f"{len(numbers)} reports"


def _told(points: Sequence[FigurePoint], book: Book) -> Sequence[Told]:
    """Each value of each day with the reports that give it, in the order of the days; those without one come last."""
    same: dict[tuple[bool, str, str], dict[int, str]] = {}
    for point in points:
        at = (point.at is None, point.at or "", _number(point.value))
        same.setdefault(at, {}).setdefault(book.report_of(point.statement_id), point.statement_id)
    return tuple(_one_told(value, at, of) for (_, at, value), of in sorted(same.items(), key=lambda item: item[0][:2]))


def _one_told(value: str, at: str, of: Mapping[int, str]) -> Told:
    links = [Link(text=f"[{n}]", anchor=statement_anchor(statement)) for n, statement in sorted(of.items())]
    shown = links[:_MOST_LINKS] if len(links) > _MOST_LINKS + 1 else links
    return Told(value=value, day=_day(at), links=tuple(shown), more=len(links) - len(shown))


def _day(at: str) -> str:
    if not at:
        return "day unknown"
    return f"on {day_words(at)}" if instant(at) else f"published {day_words(at)}"


def _open_words(one: _Counted, book: Book) -> Sequence[str]:
    """The words that do not give one number: "at least 12", "hundreds", each once."""
    found: dict[str, None] = {}
    for point in one.points:
        for quantity in book.statements[point.statement_id].quantities:
            if _gives(quantity, point) and quantity.bound != "exactly" and len(quantity.span.text) <= _LONGEST_WORDS:
                found.setdefault(quoted(quantity.span.text))
    return tuple(found)[:3]


def _gives(quantity: Quantity, point: FigurePoint) -> bool:
    known = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    return known[:1] == [point.value]


def _chart(one: _Counted, book: Book) -> Chart | None:
    dots = [Dot(at=p.at, value=p.value, report=book.report_of(p.statement_id)) for p in one.points if isfinite(p.value)]
    figure = one.figure
    if len(dots) < 2 or not all(map(isfinite, (figure.low, figure.best, figure.high))):
        return None
    if not _differs(figure) and len({(dot.at, dot.value) for dot in dots}) < 2:
        return None  # all say the same on one day: one dot shows less than the words beside it
    return chart(dots, low=figure.low, best=figure.best, high=figure.high, rule=figure.rule, name=_number)
