"""Who took from whom: a drawing of reports and agencies, left to right, and a table that says the same with what it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.model import Derivation
from twosource.present.anchors import report_anchor
from twosource.present.book import Book, references
from twosource.present.derived import is_of_one, reasons, took
from twosource.present.page.graph_drawing import Drawing, Shown, drawing, line_style
from twosource.present.page.graph_letters import fitted
from twosource.present.page.graph_ties import PARENTS, Fate, Party, Tie, Ties, ties
from twosource.present.words import counted, dated, harmless, listed, moment

_NAME_AT_MOST = 60.0  # letters of an outlet's name in the table; the report itself has it whole
_WHY_AT_MOST = 400.0
_LEFT_OUT_AT_MOST = 30  # more ties that were left out are counted, not listed
_NOTHING = "Nothing was found that says that one of these reports took from another or from an agency."
_LEGEND: Mapping[str, str] = {
    "copy": "prints the text of the other",
    "rewrite": "rewrites the other",
    "quotation": "quotes words given to the other",
    "revision": "is a later version of the other",
    "credit": "credits the agency",
    "common_source": "have a source or a publisher in common; neither is known to have taken from the other",
    "undirected": "have material in common, and nothing says who had it first",
}
# What a group's reports share, short enough for the smallest box.
_BRIEF: Mapping[str, str] = {
    "print nearly the same text": "nearly the same text",
    "print or rewrite the same text": "same text or retold",
    "have material in common": "material in common",
    "are tied in the same way": "tied in the same way",
}
_LEFT: Mapping[Fate, tuple[str, str]] = {
    "follows": ("tie that follows from the others", "ties that follow from the others"),
    "weaker": (f"tie weaker than its report's {PARENTS} strongest", f"ties weaker than their report's {PARENTS} strongest"),
    "joined": (
        "tie without a known direction between reports that others join",
        "ties without a known direction between reports that others join",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A report, group or agency as the table names it; `href` leads to it, `label` holds the numbers."""

    label: str
    name: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One tie in words; no `sources` where nobody is known to have taken from the other."""

    takers: tuple[Mention, ...]
    took: str
    sources: tuple[Mention, ...]
    among: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports that are drawn as one."""

    anchor: str
    label: str
    shares: str
    reports: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All that the part prints. Without a drawing `lead` is all there is to say."""

    lead: str
    drawing: Drawing | None
    legend: tuple[tuple[str, str, bool], ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    left_out: str
    left_rows: tuple[Row, ...]
    alone: str


def graph(book: Book, derivations: Sequence[Derivation]) -> Graph:
    """The drawing and the table of who took from whom."""
    found = ties(derivations, book.numbers, book.outlets)
    if not found.ties and not found.inside:
        return Graph(lead=_NOTHING, drawing=None, legend=(), groups=(), rows=(), left_out="", left_rows=(), alone="")
    left = [tie for tie in found.ties if tie.fate in _LEFT]
    few = sum(len(tie.found) for tie in left) <= _LEFT_OUT_AT_MOST
    made = drawing(found, [_shown(party, book) for party in found.parties])
    return Graph(
        lead=_lead(found, book),
        drawing=made,
        legend=_legend(found.ties),
        groups=tuple(_group(party, book) for party in found.parties if len(party.reports) > 1),
        rows=tuple(_rows(found, book)),
        left_out=_left_out(found, made, listed_below=few),
        left_rows=tuple(_row(tie, found.parties, book) for tie in left) if few else (),
        alone=_alone(found.parties, book),
    )


def _lead(found: Ties, book: Book) -> str:
    number = sum(len(tie.found) for tie in found.ties) + sum(map(len, found.inside.values()))
    agencies = sum(party.name is not None and not party.is_publisher for party in found.parties)
    publishers = sum(party.is_publisher for party in found.parties)
    named = f" and {counted(agencies, 'agency', 'agencies')} they credit" if agencies else ""
    named += f" and {counted(publishers, 'publisher')} of more than one of them" if publishers else ""
    verb = "tie was" if number == 1 else "ties were"
    return f"{number:,} {verb} found between {counted(len(book.articles), 'report')}{named}."


def _legend(found: Iterable[Tie]) -> tuple[tuple[str, str, bool], ...]:
    """Style, words and whether there is an arrow, for what is drawn."""
    drawn = {(line_style(tie), tie.directed) for tie in found if tie.fate == "drawn"}
    return tuple((style, _LEGEND[style], arrow) for style in _LEGEND for arrow in (True, False) if (style, arrow) in drawn)


# Names


def _numbers(party: Party) -> str:
    """The numbers of a party's reports, shortened where they are many.

    >>> _numbers(Party(reports=(1, 2, 3, 4))), _numbers(Party(reports=(2, 4, 6, 8)))
    ('[1]-[4]', '[2] and 3 more')
    """
    whole = references(party.reports)
    return whole if whole.count("[") <= 3 else f"[{party.reports[0]}] and {len(party.reports) - 1} more"


def _anchor(party: Party) -> str:
    return f"graph-group-{party.reports[0]}"


def _short(name: str) -> str:
    return fitted(name, _NAME_AT_MOST)


def _mention(party: Party, book: Book) -> Mention:
    if party.name is not None:
        return Mention(label="", name=_short(harmless(party.name)), href=None)
    if len(party.reports) > 1:
        return Mention(label=_numbers(party), name="", href=f"#{_anchor(party)}")
    return _report(party.reports[0], book)


def _report(number: int, book: Book) -> Mention:
    href = f"#{report_anchor(book.articles[number - 1].id)}"
    return Mention(label=f"[{number}]", name=_short(book.outlets[number]), href=href)


def _group(party: Party, book: Book) -> Group:
    reports = tuple(_report(number, book) for number in party.reports)
    return Group(anchor=_anchor(party), label=_numbers(party), shares=party.shares, reports=reports)


def _shown(party: Party, book: Book) -> Shown:
    """What stands in a party's box."""
    if party.name is not None:
        name = harmless(party.name)
        below, title = ("publisher", "publisher of several outlets") if party.is_publisher else ("agency", "credited agency")
        return Shown(number="", name=name, below=below, title=f"{_short(name)}, {title}", href=None)
    if len(party.reports) > 1:
        names = ", ".join(f"[{number}] {_short(book.outlets[number])}" for number in party.reports)
        title = f"{len(party.reports)} reports that {party.shares}: {names}"
        return Shown(number=_numbers(party), name="", below=_BRIEF[party.shares], title=title, href=f"#{_anchor(party)}")
    number = party.reports[0]
    dating, name = book.articles[number - 1].published, book.outlets[number]
    below = harmless(moment(dating.value)) if dating.value else "date unknown"
    title = f"[{number}] {fitted(name, 4 * _NAME_AT_MOST)}, {fitted(dated(dating), _WHY_AT_MOST)}"
    return Shown(number=f"[{number}]", name=name, below=below, title=title, href=_report(number, book).href)


# The table


def _rows(found: Ties, book: Book) -> Iterator[Row]:
    """The ties that are drawn or told, by taker; after a group's own ties what its reports have in common."""
    told = [tie for tie in found.ties if tie.fate in ("drawn", "table")]
    for place, party in enumerate(found.parties):
        yield from (_row(tie, found.parties, book) for tie in told if tie.to == place)
        if inside := found.inside.get(party.reports):
            yield _inner_row(party, inside, book)


def _row(tie: Tie, parties: Sequence[Party], book: Book) -> Row:
    source, to = parties[tie.source], parties[tie.to]
    ends = (_mention(source, book), _mention(to, book))
    return Row(
        takers=ends[1:] if is_of_one(tie.found[0]) else ends,
        took=_verb(tie, to),
        sources=ends[:1] if is_of_one(tie.found[0]) else (),
        among=False,
        why=_why(tie.found, max(1, len(source.reports)) * max(1, len(to.reports)), "report" if source.name else "pair"),
    )


_MANY: Mapping[str, str] = {
    "copy": "print the text of",
    "rewrite": "rewrite",
    "credit": "credit",
    "quotation": "quote words given to",
    "revision": "are later versions of",
}


def _verb(tie: Tie, taker: Party) -> str:
    return _MANY[tie.kind] if tie.directed and len(taker.reports) > 1 else took(tie.found[0])


def _inner_row(party: Party, inside: Sequence[Derivation], book: Book) -> Row:
    pairs = len(party.reports) * (len(party.reports) - 1) // 2
    takers = (_mention(party, book),)
    return Row(takers=takers, took=party.shares, sources=(), among=True, why=_why(inside, pairs, "pair"))


def _why(found: Sequence[Derivation], possible: int, noun: str) -> str:
    """What a tie rests on; of many derivations the strongest, and how many of the pairs of reports have one."""
    words = fitted(reasons(found[0]), _WHY_AT_MOST)
    if possible == 1:
        return words
    having = len({frozenset((derivation.source, derivation.to)) for derivation in found})
    share = f"all {possible:,}" if having == possible else f"{having:,} of {possible:,}"
    return f"found for {share} {noun}s; the strongest: {words}"


# What is not drawn


def _left_out(found: Ties, made: Drawing, *, listed_below: bool) -> str:
    number = Counter[Fate]()
    for tie in found.ties:
        number[tie.fate] += len(tie.found)
    inside = sum(map(len, found.inside.values()))
    parts = [f"{inside:,} {'tie inside a group' if inside == 1 else 'ties inside groups'}"] if inside else []
    parts += [f"{number[fate]:,} {one if number[fate] == 1 else many}" for fate, (one, many) in _LEFT.items() if number[fate]]
    told = [f"{counted(number['table'], 'tie')} that only the table tells"] if number["table"] else []
    unseen = references(n for at in made.unseen for n in found.parties[at].reports)
    sentence = f"Not drawn: {listed([*parts, *told])}." if parts or told else ""
    reports = f"All ties of {unseen} are among these." if unseen else ""
    whole = "The account as JSON has every tie with its evidence." if inside or not listed_below else ""
    return " ".join(part for part in (sentence, reports, whole) if part)


def _alone(parties: Iterable[Party], book: Book) -> str:
    tied = {number for party in parties for number in party.reports}
    alone = [number for number in range(1, len(book.articles) + 1) if number not in tied]
    verb = "has" if len(alone) == 1 else "have"
    return f"{references(alone)} {verb} no tie to any other report or agency." if alone else ""
