"""Claims for a terminal: every report's exact words with their speaker, what differs in them, and the support."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from rich.text import Text

from twosource.model import Account, Article, Claim, Difference, Figure, Span, Statement, Value, Verdict
from twosource.present.layout import Look, hanging, side_by_side
from twosource.present.quotes import Quote, quotes
from twosource.present.words import harmless, moment, number, outlet_name, quoted, said_by, supported, through

_INDENT = 5
_MOST_COLUMNS = 3
_LONGEST_REPEATED = 60  # longer words are nearly a whole statement, which is quoted just above


@dataclass(frozen=True, slots=True)
class ClaimBook:
    """An account's claims in the order they are shown, numbered from 1, with what is needed to show them."""

    articles: Sequence[Article]
    numbers: Mapping[str, int]
    outlets: Mapping[int, str]
    headlines: Mapping[str, Span]
    statements: Mapping[str, Statement]
    claims: Sequence[Claim]
    places: Mapping[str, int]

    @classmethod
    def of(cls, account: Account) -> "ClaimBook":
        """The book of an account; claims of many reports come first within their verdict, then as the reports tell them."""
        articles = by_date(account.articles)
        numbers = numbered(articles)
        statements = {s.id: s for s in account.statements}
        claims = sorted(account.claims, key=partial(_rank, numbers=numbers, statements=statements))
        return cls(
            articles=articles,
            numbers=numbers,
            outlets={numbers[a.id]: outlet_name(a) for a in articles},
            headlines={a.id: a.headline for a in articles if a.headline},
            statements=statements,
            claims=claims,
            places={claim.id: n for n, claim in enumerate(claims, start=1)},
        )

    def by_verdict(self, verdict: Verdict) -> Sequence[Claim]:
        return [claim for claim in self.claims if claim.verdict == verdict]

    def report_of(self, statement_id: str) -> int:
        return self.numbers[self.statements[statement_id].article_id]

    def who(self, statement: Statement) -> str:
        """Who says it and how; a headline is named as one."""
        headline = self.headlines.get(statement.article_id)
        inside = headline is not None and headline.start <= statement.span.start and statement.span.end <= headline.end
        return "headline" if inside and statement.attribution is None else said_by(statement, self.statements)

    def through(self, statement: Statement) -> str:
        """The agencies between outlet and speaker."""
        return through(statement, self.statements)

    def place_of(self, statement: Statement) -> tuple[int, int]:
        """What sorts statements as the reports tell them."""
        return self.report_of(statement.id), statement.span.start


_ORDER: Sequence[Verdict] = ("disputed", "updated", "refined", "agreed", "single")


def _rank(claim: Claim, *, numbers: Mapping[str, int], statements: Mapping[str, Statement]) -> tuple[int, int, int, int, str]:
    first = min((numbers[statements[i].article_id], statements[i].span.start) for i in claim.statement_ids)
    return _ORDER.index(claim.verdict), -claim.support.reports, *first, claim.id


def by_date(articles: Iterable[Article]) -> Sequence[Article]:
    """Articles as they were published, those without a date last."""
    return sorted(articles, key=lambda a: (a.published.value or "~", a.path or "", a.line or 0, a.id))


def numbered(articles: Sequence[Article]) -> Mapping[str, int]:
    """Each article's number on the page, from 1, by its id."""
    return {article.id: n for n, article in enumerate(articles, start=1)}


def references(numbers: Iterable[int]) -> str:
    """Report numbers in brackets, runs of three and more shortened.

    >>> references([4, 1, 2, 3, 7])
    '[1]-[4] [7]'
    """
    ordered = sorted(set(numbers))
    runs = [[n for _, n in run] for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])]
    return " ".join(f"[{run[0]}]-[{run[-1]}]" if len(run) > 2 else " ".join(f"[{n}]" for n in run) for run in runs)


def claim_lines(claim: Claim, book: ClaimBook, page: Look) -> Iterator[Text]:
    """A claim of several statements: support, exact words by report, differences, figures."""
    head = Text.assemble((f"{book.places[claim.id]:>3}  ", "bold"), (supported(claim.support), "dim"))
    yield from hanging(head, page, rest=_INDENT)
    quotes = _quotes(claim, book)
    if page.wide and 1 < len(quotes) <= _MOST_COLUMNS:
        yield from side_by_side([[label, words] for label, words in quotes], page, indent=_INDENT)
    else:
        for label, words in quotes:
            yield from hanging(Text.assemble(label, ": ", words), page, first=_INDENT, rest=_INDENT + 4)
    yield from _after(claim, book, page)


def _after(claim: Claim, book: ClaimBook, page: Look) -> Iterator[Text]:
    for difference in claim.differences:
        yield from hanging(_difference(difference, book), page, first=_INDENT, rest=_INDENT + 4)
    if named := [figure for figure in claim.figures if figure.role or figure.of or figure.unit]:
        figures = "; ".join(dict.fromkeys(_figure(figure, book) for figure in named))
        yield from hanging(Text.assemble(("figures: ", "bold"), figures), page, first=_INDENT, rest=_INDENT + 4)


def _quotes(claim: Claim, book: ClaimBook) -> list[tuple[Text, Text]]:
    """Each distinct wording once, with the reports that have it and its speaker."""
    groups: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes(claim, sorted((book.statements[i] for i in claim.statement_ids), key=book.place_of)):
        groups.setdefault((book.who(quote.statement), quote.shown), []).append(quote)
    values = [value for difference in claim.differences for value in difference.values]
    return [(_label(who, same, book), same[0].marked(values)) for (who, _), same in groups.items()]


def _label(who: str, same: Sequence[Quote], book: ClaimBook) -> Text:
    """The reports that have these words, who says them, and in which reports an agency stands between."""
    reports = [book.report_of(quote.statement.id) for quote in same]
    between: dict[str, list[int]] = {}
    for report, quote in zip(reports, same, strict=True):
        if agencies := book.through(quote.statement):
            between.setdefault(agencies, []).append(report)
    told = [f", via {agencies}" + ("" if at == reports else f" in {references(at)}") for agencies, at in between.items()]
    return Text(f"{references(reports)} {who}{''.join(told)}", "bold")


def _difference(difference: Difference, book: ClaimBook) -> Text:
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


def _figure(figure: Figure, book: ClaimBook) -> str:
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


def single_lines(book: ClaimBook, page: Look) -> Iterator[Text]:
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


def _single(claim: Claim, shared: str, book: ClaimBook, page: Look) -> Iterator[Text]:
    label = f"{book.places[claim.id]:>3}  "
    for quote in quotes(claim, (book.statements[i] for i in claim.statement_ids)):
        who, agencies = book.who(quote.statement), book.through(quote.statement)
        between = f", via {agencies}" if agencies and agencies != shared else ""
        yield from hanging(Text.assemble((f"{label}{who}{between}", "bold"), ": ", quote.marked(())), page, rest=_INDENT)
        label = " " * _INDENT
    if claim.differences or any(figure.implicit for figure in claim.figures):
        yield from _after(claim, book, page)
