"""Any two reports side by side: what they share, place by place, and the quotations that one of them cut or changed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from twosource.model import Account, Article
from twosource.present.anchors import claim_anchor, report_anchor
from twosource.present.book import Book
from twosource.present.differing import Run, differing
from twosource.present.page.pairs import MOST_PAIRS, Numbers, Pair, Pairs, Passage, PassageKind, Place, pairs
from twosource.present.page.quoted import Changed, changed, told, unrelated
from twosource.present.page.reports import marks_of, unit_maps
from twosource.present.page.segments import Mark, Units, laid_out
from twosource.present.words import counted

MOST_SHOWN = 8  # pairs told in full for readers without scripts
MOST_QUOTATIONS = 400  # pairs of wordings in all: copies have few between them

MEANINGS: Mapping[PassageKind, str] = {
    "shared_passage": "same words",
    "shared_quote": "same quotation",
    "retold_sentence": "told in other words",
    "shared_figures": "same figure",
}
_LETTERS: Mapping[PassageKind, str] = {"shared_passage": "w", "shared_quote": "q", "retold_sentence": "r", "shared_figures": "f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A report that may be chosen."""

    number: int
    outlet: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation from an earlier report to a later one, word by word; `place` is the claim's number, 0 for none."""

    index: int
    speaker: str
    place: int
    anchor: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairData:
    """What the page's script needs of a pair: `1,2`, the relation in words, passages as ranges of units, quotations by index.

    `unlisted` says what is not kept of it, in words.
    """

    pair: str
    relation: str
    passages: str
    quotations: str
    unlisted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One shared passage: its letter, what is shared, and the words; `runs` where the two can be compared word by word."""

    letter: str
    meaning: str
    words: tuple[str, str]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A pair told in full."""

    choices: tuple[Choice, Choice]
    summary: str
    relation: str
    rows: tuple[Row, ...]
    unlisted: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Reports to choose from, the pairs with something to show, and the nearest told in full.

    `not_shown` pairs are shown only where scripts run, `left_out` related pairs are not kept at all.
    """

    choices: tuple[Choice, ...]
    pairs: tuple[PairData, ...]
    quotations: tuple[Quotation, ...]
    shown: tuple[Shown, ...]
    not_shown: int
    left_out: int


def beside(book: Book, account: Account) -> Beside:
    """What any two reports share."""
    found = pairs(book, account)
    kept = {pair.numbers: pair for pair in found.kept}
    further = unrelated(told(book), kept, 0 if found.left_out else MOST_PAIRS - len(kept))
    differences = changed([*kept, *further], kept, book)
    table = _quotations(differences, book)
    units = _units(book, found)
    data = [_data(numbers, kept.get(numbers), several, table, units) for numbers, several in differences.items()]
    worth = [pair for pair in found.kept if pair.passages or differences[pair.numbers]]
    return Beside(
        choices=tuple(_choice(article, book) for article in book.articles),
        pairs=tuple(one for one in data if one.relation or one.quotations),
        quotations=tuple(table.values()),
        shown=tuple(_shown(pair, differences[pair.numbers], table, book) for pair in worth[:MOST_SHOWN]),
        not_shown=max(0, len(worth) - MOST_SHOWN),
        left_out=found.left_out,
    )


def _choice(article: Article, book: Book) -> Choice:
    number = book.numbers[article.id]
    return Choice(number=number, outlet=book.outlets[number], anchor=report_anchor(article.id))


def _quotations(differences: Mapping[Numbers, Sequence[Changed]], book: Book) -> Mapping[Changed, Quotation]:
    """Each changed quotation once, those of the nearest reports first."""
    ids = {place: id for id, place in book.places.items()}
    several = dict.fromkeys(one for found in differences.values() for one in found)
    return {one: _quotation(n, one, ids) for n, one in enumerate(islice(several, MOST_QUOTATIONS))}


def _quotation(n: int, one: Changed, ids: Mapping[int, str]) -> Quotation:
    anchor = claim_anchor(ids[one.place]) if one.place else ""
    return Quotation(index=n, speaker=one.speaker, place=one.place, anchor=anchor, runs=differing(one.one, one.other))


def _units(book: Book, found: Pairs) -> Mapping[int, Sequence[Place]]:
    """Where the units of each report's text stand, by its number; what was thrown away has none."""
    units, marks = unit_maps(book, found), marks_of(book)
    return {book.numbers[article.id]: list(_places(article, marks[article.id], units[article.id])) for article in book.articles}


def _places(article: Article, marks: Sequence[Mark], units: Units) -> Iterator[Place]:
    for part, pieces in laid_out(article, marks, units):
        if part.kind != "furniture":
            yield from ((piece.at, piece.at + len(piece.text)) for piece in pieces if piece.unit)


def _data(
    numbers: Numbers,
    pair: Pair | None,
    several: Sequence[Changed],
    table: Mapping[Changed, Quotation],
    units: Mapping[int, Sequence[Place]],
) -> PairData:
    one, other = numbers
    passages = pair.passages if pair else ()
    ranges = (_ranges(passage, units[one], units[other]) for passage in passages)
    listed = [table[change].index for change in several if change in table]
    return PairData(
        pair=f"{one},{other}",
        relation=f"{pair.relation}." if pair else "",
        passages=" ".join(found for found in ranges if found),
        quotations=" ".join(str(index) for index in listed),
        unlisted=_unlisted(pair.unlisted if pair else 0, len(several) - len(listed)),
    )


def _ranges(passage: Passage, one: Sequence[Place], other: Sequence[Place]) -> str:
    """A passage as its kind and the first and last unit in either report: `w0-3=2-5`; empty where a side has no units."""
    sides = (_range(passage.one, one), _range(passage.other, other))
    return f"{_LETTERS[passage.kind]}{sides[0]}={sides[1]}" if all(sides) else ""


def _range(place: Place, units: Sequence[Place]) -> str:
    first = bisect_right(units, place[0], key=lambda unit: unit[1])
    last = bisect_left(units, place[1], key=lambda unit: unit[0]) - 1
    return f"{first}-{last}" if first <= last else ""


def _unlisted(passages: int, quotations: int) -> str:
    """What a pair has more than is kept, in words."""
    parts = [counted(passages, "shorter shared passage")] if passages else []
    parts += [counted(quotations, "changed quotation")] if quotations else []
    return f"{' and '.join(parts)} not kept in this page." if parts else ""


def _shown(pair: Pair, several: Sequence[Changed], table: Mapping[Changed, Quotation], book: Book) -> Shown:
    one, other = pair.numbers
    parts = [counted(len(pair.passages), "shared passage")] if pair.passages else []
    parts += [f"{counted(len(several), 'quotation')} cut or changed"] if several else []
    listed = tuple(table[change] for change in several if change in table)
    return Shown(
        choices=(_choice(book.articles[one - 1], book), _choice(book.articles[other - 1], book)),
        summary=f"[{one}] and [{other}]: {', '.join(parts)}",
        relation=f"{pair.relation}.",
        rows=tuple(_row(n, passage) for n, passage in enumerate(pair.passages)),
        unlisted=_unlisted(pair.unlisted, len(several) - len(listed)),
        quotations=listed,
    )


def _row(n: int, passage: Passage) -> Row:
    """A passage with its words; words of a sentence told otherwise are not compared one by one, since nearly all differ."""
    runs = () if passage.kind == "retold_sentence" else differing(*passage.words)
    return Row(letter=chr(ord("A") + n), meaning=MEANINGS[passage.kind], words=passage.words, runs=runs)
