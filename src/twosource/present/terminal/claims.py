"""Claims for a terminal: every report's exact words with their speaker, what differs in them, and the support."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.text import Text

from twosource.model import Claim, Difference, Figure, Value
from twosource.present.book import Book, references
from twosource.present.quotes import Piece, Quote
from twosource.present.terminal.layout import Look, hanging, side_by_side
from twosource.present.words import harmless, moment, number, quoted, supported

_INDENT = 5
_DIFFERING = "bold underline"
_MOST_COLUMNS = 3
_LONGEST_REPEATED = 60  # longer words are nearly a whole statement, which is quoted just above


def claim_lines(claim: Claim, book: Book, page: Look) -> Iterator[Text]:
    """A claim of several statements: support, exact words by report, differences, figures."""
    head = Text.assemble((f"{book.places[claim.id]:>3}  ", "bold"), (supported(claim.support), "dim"))
    yield from hanging(head, page, rest=_INDENT)
    wordings = _wordings(claim, book)
    if page.wide and 1 < len(wordings) <= _MOST_COLUMNS:
        yield from side_by_side([[label, words] for label, words in wordings], page, indent=_INDENT)
    else:
        for label, words in wordings:
            yield from hanging(Text.assemble(label, ": ", words), page, first=_INDENT, rest=_INDENT + 4)
    yield from _after(claim, book, page)


def _after(claim: Claim, book: Book, page: Look) -> Iterator[Text]:
    for difference in claim.differences:
        yield from hanging(_difference(difference, book), page, first=_INDENT, rest=_INDENT + 4)
    if named := [figure for figure in claim.figures if figure.role or figure.of or figure.unit]:
        figures = "; ".join(dict.fromkeys(_figure(figure, book) for figure in named))
        yield from hanging(Text.assemble(("figures: ", "bold"), figures), page, first=_INDENT, rest=_INDENT + 4)


def _wordings(claim: Claim, book: Book) -> list[tuple[Text, Text]]:
    """Each distinct wording once, with the reports that have it and its speaker."""
    values = [value for difference in claim.differences for value in difference.values]
    return [(_label(same.who, same.quotes, book), _marked(same.pieces(values))) for same in book.wordings(claim)]


def _marked(pieces: Iterable[Piece]) -> Text:
    """The exact words, with what differs from the other reports underlined and what is left out as `…`."""
    return Text.assemble(*((harmless(piece.text), _DIFFERING if piece.differs else "") for piece in pieces))


def _label(who: str, same: Sequence[Quote], book: Book) -> Text:
    """The reports that have these words, who says them, and in which reports an agency stands between."""
    reports = [book.report_of(quote.statement.id) for quote in same]
    between: dict[str, list[int]] = {}
    for report, quote in zip(reports, same, strict=True):
        if agencies := book.through(quote.statement):
            between.setdefault(agencies, []).append(report)
    told = [f", via {agencies}" + ("" if at == reports else f" in {references(at)}") for agencies, at in between.items()]
    return Text(f"{references(reports)} {who}{''.join(told)}", "bold")


def _difference(difference: Difference, book: Book) -> Text:
    """Who has which value: words that mean the same together, those that exclude each other against one another."""
    meant: dict[str, dict[str, list[int]]] = {}
    for value in sorted(difference.values, key=lambda v: (book.report_of(v.statement_id), v.span.start)):
        words = meant.setdefault(harmless(value.value), {})
        words.setdefault(_words_of(value), []).append(book.report_of(value.statement_id))
    parts = [_meaning(meaning, words) for meaning, words in meant.items()]
    joined = (" AGAINST " if difference.conflict else " and ").join(parts)
    return Text.assemble((f"{difference.kind}: ", "bold"), joined, f" ({harmless(difference.why)})" if difference.why else "")


def _words_of(value: Value) -> str:
    """The words that give a value; none where they are long, since the statement is quoted just above."""
    return quoted(value.span.text) if len(value.span.text) <= _LONGEST_REPEATED else ""


def _meaning(meaning: str, words: Mapping[str, Sequence[int]]) -> str:
    told = ", ".join(f"{references(numbers)} {shown}".rstrip() for shown, numbers in words.items())
    if len(meaning) > _LONGEST_REPEATED:
        return f"{told} as quoted above" if "" in words else told
    plain = {shown.strip('"').casefold() for shown in words}
    return told if plain == {meaning.casefold()} else f"{told}{'' if plain == {''} else ' ='} {moment(meaning)}"


def _figure(figure: Figure, book: Book) -> str:
    """A counted thing with its range, the rule where one had to choose, and its series where it changed.

    The shape: `killed 12 to 17 people, latest 17 (12 on 2025-03-04 [1], 17 on 2025-03-06 [2])`.
    """
    counted = [harmless(part) for part in (figure.unit, figure.of, figure.side) if part]
    chosen = "" if figure.low == figure.high else f", {figure.rule} {number(figure.best)}"
    span = number(figure.low) if figure.low == figure.high else f"{number(figure.low)} to {number(figure.high)}"
    points: dict[tuple[str, str], list[int]] = {}
    for point in figure.series:
        told = number(point.value), harmless(point.at or "day unknown")
        points.setdefault(told, []).append(book.report_of(point.statement_id))
    series = ", ".join(f"{value} on {at} {references(numbers)}" for (value, at), numbers in points.items())
    implicit = ", told without a number" if figure.implicit else ""
    words = " ".join((*([harmless(figure.role)] if figure.role else ()), span, *counted))
    return f"{words}{chosen}{implicit}" + (f" ({series})" if chosen else "")


def single_lines(book: Book, page: Look) -> Iterator[Text]:
    """What stands in one report only, report by report; an agency that all of a report's speakers come through is told once."""
    between_of: dict[int, set[str]] = {}
    for statement in book.statements.values():
        if statement.attribution:
            between_of.setdefault(book.report_of(statement.id), set()).add(book.through(statement))
    for report, group in groupby(book.by_verdict("single"), key=lambda claim: book.report_of(claim.statement_ids[0])):
        claims, agencies = list(group), between_of.get(report, set())
        shared = min(agencies) if len(agencies) == 1 else ""
        between = f", all speakers via {shared}" if shared else ""
        yield from hanging(Text(f"{references([report])} {book.outlets[report]} ({len(claims)}){between}", "bold"), page, rest=4)
        for claim in claims:
            yield from _single(claim, shared, book, page)


def _single(claim: Claim, shared: str, book: Book, page: Look) -> Iterator[Text]:
    label = f"{book.places[claim.id]:>3}  "
    for quote in book.quotes(claim):
        who, agencies = book.who(quote.statement), book.through(quote.statement)
        between = f", via {agencies}" if agencies and agencies != shared else ""
        yield from hanging(Text.assemble((f"{label}{who}{between}", "bold"), ": ", _marked(quote.pieces(()))), page, rest=_INDENT)
        label = " " * _INDENT
    if claim.differences or any(figure.implicit for figure in claim.figures):
        yield from _after(claim, book, page)
