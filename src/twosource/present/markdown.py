"""An account as Markdown: pleasant to read as it is and rendered, every quotation with a footnote."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from twosource.model import (
    Account,
    Article,
    ArticleSpan,
    Claim,
    Derivation,
    Difference,
    Figure,
    FigurePoint,
    Span,
    Statement,
    Value,
)
from twosource.present.book import VERDICTS, Book, Wording, by_date, references
from twosource.present.derived import in_order, is_of_one, reasons, took
from twosource.present.main_event import Answer, Question, questions
from twosource.present.marking import LINKED, Marked, code, environment, escaped, in_quotes, joined, marked, strong
from twosource.present.quotes import Piece
from twosource.present.words import counted, dated, file_name, harmless, listed, moment, number, supported

_NO_HEADLINE = "Story without a headline"
_MOST_NOTES = 4  # footnotes after one value: a value that many reports have is quoted in full just above
_MOST_ALONE = 30  # derivations told one by one with their reasons; more are told by groups
_MOST_LINES = 40  # lines of groups of one verb
_MOST_PAIRS = 6  # pairs told one by one of reports that are all connected
_MOST_ALIKE = 4  # notes in the same words about different reports
_LONGEST_DATE = 200
_LONGEST_REPEATED = 60  # longer words are nearly a whole statement, which is quoted just above


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """The exact words behind a quotation, and every place where they stand."""

    label: Marked
    words: Marked
    places: Sequence[Marked]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report: its number and outlet, its date, and what else is known of it."""

    name: Marked
    dated: str
    lines: Sequence[Marked]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim: its number, its support, its wordings, and what differs or is counted in them."""

    number: int
    support: str
    wordings: Sequence[Marked]
    after: Sequence[Marked]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """Claims under a title."""

    title: str
    claims: Sequence[ClaimView]


@dataclass(slots=True)
class Footnotes:
    """Footnotes as they are asked for: numbered from 1, one for the same words wherever they stand."""

    book: Book
    places: Mapping[tuple[bool, str], Sequence[ArticleSpan]]
    numbers: dict[tuple[bool, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book) -> "Footnotes":
        """The footnotes of a book, none asked for yet."""
        places: dict[tuple[bool, str], list[ArticleSpan]] = {}
        for statement in sorted(book.statements.values(), key=book.place_of):
            place = ArticleSpan(article_id=statement.article_id, span=statement.span)
            places.setdefault((True, harmless(statement.span.text)), []).append(place)
        for article in book.articles:
            for credit in article.credits:
                place = ArticleSpan(article_id=article.id, span=credit.span)
                places.setdefault((False, harmless(credit.span.text)), []).append(place)
        return cls(book, places)

    def statements(self, statements: Iterable[Statement]) -> Marked:
        """References to the exact words of statements, each once."""
        return self._references({(True, harmless(statement.span.text)) for statement in statements})

    def credit(self, span: Span) -> Marked:
        """A reference to the words of a credit."""
        return self._references({(False, harmless(span.text))})

    def _references(self, keys: set[tuple[bool, str]]) -> Marked:
        for key in sorted(keys - self.numbers.keys(), key=self._first):
            self.numbers[key] = len(self.numbers) + 1
        return Marked(" ".join(f"[^s{n}]" for n in sorted(self.numbers[key] for key in keys)))

    def _first(self, key: tuple[bool, str]) -> tuple[int, int]:
        place = self.places[key][0]
        return self.book.numbers[place.article_id], place.span.start

    def made(self) -> Iterator[Footnote]:
        """What was asked for so far, in order."""
        by_id = {article.id: article for article in self.book.articles}
        for key, place in self.numbers.items():
            told = [_place(by_id[p.article_id], p.span, self.book.numbers[p.article_id]) for p in self.places[key]]
            yield Footnote(label=Marked(f"[^s{place}]"), words=in_quotes(key[1], escaped(key[1])), places=told)


def render_markdown(account: Account) -> str:
    """The account as Markdown (CommonMark with footnotes): reports, who took from whom, claims, what is missing, footnotes.

    Whatever a report says is text in every dialect: nothing of it is a link, a heading, HTML or a footnote.
    """
    book = Book.of(account)
    notes = Footnotes.of(book)
    page = (
        environment()
        .get_template("account.md.j2")
        .render(
            title=_title(account),
            summary=_summary(account),
            event=[_question(question, book, notes) for question in questions(account, book)],
            reports=list(_reports(book, notes)),
            derivations=list(_derivations(account.derivations, book)),
            sections=list(_sections(book, notes)),
            alone=list(_alone(book, notes)),
            missing=list(_missing(account)),
            footnotes=list(notes.made()),
        )
    )
    return page.rstrip("\n") + "\n"


def _question(question: Question, book: Book, notes: Footnotes) -> Marked:
    """What is asked of the main event, with the foremost answers in exact words."""
    return marked("{}: {}", strong((Marked(question.asked),)), joined((_answer(a, book, notes) for a in question.answers), "; "))


def _answer(answer: Answer, book: Book, notes: Footnotes) -> Marked:
    means = marked("{} {}", Marked(" ="), answer.means) if answer.means else Marked()
    first = [book.statements[place.statement_id] for place in answer.told if place.statement_id][:1]
    others = f", in other words {references(place.report for place in answer.others)}" if answer.others else ""
    told = Marked(references(place.report for place in answer.told))
    words = in_quotes(answer.words, escaped(answer.words))
    return marked("{}{}{} {}{}", words, notes.statements(first), means, told, Marked(others))


def _title(account: Account) -> str:
    headlines = (article.headline.text for article in by_date(account.articles) if article.headline)
    return account.story.headline or next(headlines, _NO_HEADLINE)


def _summary(account: Account) -> str:
    days = " to ".join(dict.fromkeys(day for day in (account.story.first, account.story.last) if day)) or "day unknown"
    verdicts = [claim.verdict for claim in account.claims]
    names = {verdict: VERDICTS[verdict] if verdict == "single" else verdict for verdict in VERDICTS}
    found = [f"{n} {name}" for verdict, name in names.items() if (n := verdicts.count(verdict))]
    return "; ".join((counted(len(account.articles), "report"), days, ", ".join(found) or "no claim"))


def _reports(book: Book, notes: Footnotes) -> Iterator[ReportView]:
    """The reports in order; long reasons for a date are told with the first of the reports that have them."""
    told: dict[str, int] = {}
    for place, article in enumerate(book.articles, start=1):
        days = dated(article.published)
        if len(days) > _LONGEST_DATE and told.setdefault(days, place) != place:
            days = f"{article.published.value or 'date unknown'} ({article.published.how}, as for report {told[days]})"
        lines = [*_origin(article), *_credits(article, notes), *_differing(article)]
        yield ReportView(name=strong((Marked(references([place])), book.outlets[place])), dated=days, lines=lines)


def _origin(article: Article) -> Iterator[Marked]:
    if article.headline:
        yield marked("headline: {}", in_quotes(article.headline.text, escaped(article.headline.text)))
    parts = [f"by {listed(harmless(b.name) for b in article.byline)}"] if article.byline else []
    if article.dateline and article.dateline.place:
        parts.append(f"from {article.dateline.place}")
    if article.modified and article.modified.value:
        parts.append(f"changed {dated(article.modified)}")
    if parts:
        yield joined(parts)
    yield joined((*_addresses(article), marked("sha256 {}", code(article.raw_sha256))))


def _addresses(article: Article) -> Iterator[Marked]:
    """Where the report can be found: its address, and its file."""
    if article.url:
        yield code(article.url)
    if name := file_name(article):
        yield marked("file {}", code(name))


def _credits(article: Article, notes: Footnotes) -> Iterator[Marked]:
    for credit in article.credits:
        where = credit.where.replace("_", " ") + (" (inferred)" if credit.how == "inferred" else "")
        words = in_quotes(credit.span.text, escaped(credit.span.text))
        yield marked("{} in the {}, {}{}: {}", credit.agency, where, words, notes.credit(credit.span), credit.proves)


def _differing(article: Article) -> Iterator[Marked]:
    for differs in article.differs:
        yield marked("{} given as “{}”, the text has “{}”", differs.field, differs.given, differs.found)


def _place(article: Article, span: Span, report: int) -> Marked:
    """Where words stand: outlet, date, address, place, hash of the input."""
    published = article.published.value or "date unknown"
    address = next(_addresses(article), marked("id {}", code(article.id)))
    name = article.outlet.name if article.outlet else "outlet unknown"
    where = f"place {span.start} to {span.end}"
    head = marked("{} {}, {}", Marked(references([report])), name, published)
    return joined((head, address, where, marked("sha256 {}", code(article.raw_sha256))))


def _derivations(derivations: Sequence[Derivation], book: Book) -> Iterator[Marked]:
    ordered = in_order(derivations, book.numbers)
    if len(ordered) <= _MOST_ALONE:
        yield from (_derivation(derivation, book.numbers) for derivation in ordered)
        return
    alike: dict[tuple[bool, str], list[Derivation]] = {}
    for derivation in ordered:
        alike.setdefault((not is_of_one(derivation), took(derivation)), []).append(derivation)
    for (undirected, _), found in sorted(alike.items()):
        yield from (_shared if undirected else _taken)(found, book.numbers)


def _derivation(derivation: Derivation, numbers: Mapping[str, int]) -> Marked:
    verb, parties = took(derivation), (derivation.to, derivation.source)
    why = marked(" ({})", shown) if (shown := reasons(derivation)) else Marked()
    if is_of_one(derivation):
        return marked("{} {} {}{}", _party(derivation.to, numbers), verb, _party(derivation.source, numbers), why)
    both = " and ".join(_party(name, numbers) for name in sorted(parties, key=lambda name: numbers.get(name, 0)))
    return marked("{} {}{}", Marked(both), verb, why)


def _party(name: str, numbers: Mapping[str, int]) -> Marked:
    return Marked(references([numbers[name]])) if name in numbers else escaped(name)


def _taken(alike: Sequence[Derivation], numbers: Mapping[str, int]) -> Iterator[Marked]:
    """Derivations with one verb: who took from whom, those together that took from the same; what is too much is counted."""
    groups = _groups(alike, numbers)
    verb = took(alike[0])
    for takers, found in groups[:_MOST_LINES]:
        sources = dict.fromkeys(numbers.get(d.source, d.source) for d in found)
        if len(found) == 1:
            yield _derivation(found[0], numbers)
        else:
            who = marked("{}{}", "each of " if len(takers) > 1 else "", Marked(references(takers)))
            yield marked("{} {} {}{}", who, verb, _parties(list(sources)), _features(found))
    if left := sum(len(found) for _, found in groups[_MOST_LINES:]):
        yield marked("in {} one report {} another, told in full by the account as JSON", _more(left, "pair"), verb)


def _groups(alike: Iterable[Derivation], numbers: Mapping[str, int]) -> Sequence[tuple[Sequence[int], Sequence[Derivation]]]:
    """Who took, with what was taken: first by source, then sources with the same takers as one; the largest groups first."""
    by_source: dict[str, list[Derivation]] = {}
    for derivation in alike:
        by_source.setdefault(derivation.source, []).append(derivation)
    by_takers: dict[tuple[int, ...], list[Derivation]] = {}
    for found in by_source.values():
        by_takers.setdefault(tuple(sorted({numbers[d.to] for d in found})), []).extend(found)
    return sorted(by_takers.items(), key=lambda group: (-len(group[1]), group[0]))


def _shared(alike: Sequence[Derivation], numbers: Mapping[str, int]) -> Iterator[Marked]:
    """Derivations without direction: the reports that hang together, and how many pairs of them there are."""
    for names, found in _connected(alike):
        pairs, possible = len({frozenset((d.source, d.to)) for d in found}), len(names) * (len(names) - 1) // 2
        if len(found) == 1 or pairs <= min(_MOST_PAIRS, possible - 1):
            yield from (_derivation(derivation, numbers) for derivation in found)
            continue
        among = _parties([numbers.get(name, name) for name in names])
        how_many = "any two" if pairs == possible else f"{number(pairs)} of the {number(possible)} pairs"
        yield marked("{} of {} {}{}", how_many, among, took(found[0]), _features(found))


def _connected(alike: Sequence[Derivation]) -> Iterator[tuple[Sequence[str], Sequence[Derivation]]]:
    """Derivations by what they connect: the names of each connected group, and its derivations."""
    root: dict[str, str] = {}

    def found(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = name = root[root[name]]
        return name

    for derivation in alike:
        root[found(derivation.source)] = found(derivation.to)
    groups: dict[str, list[Derivation]] = {}
    for derivation in alike:
        groups.setdefault(found(derivation.to), []).append(derivation)
    for group in groups.values():
        yield list(dict.fromkeys(name for d in group for name in (d.source, d.to))), group


def _features(derivations: Iterable[Derivation]) -> Marked:
    """What a group of derivations rests on, the most frequent first."""
    counts = Counter(feature for d in derivations for feature in dict.fromkeys(e.feature.replace("_", " ") for e in d.evidence))
    ranked = sorted(counts, key=lambda feature: (-counts[feature], feature))
    return marked(" ({})", joined(ranked)) if ranked else Marked()


def _more(many: int, noun: str) -> str:
    return f"{number(many)} more {noun}{'' if many == 1 else 's'}"


def _parties(names: Sequence[int | str]) -> Marked:
    reports = [name for name in names if isinstance(name, int)]
    agencies = sorted(name for name in names if isinstance(name, str))
    return joined([*([Marked(references(reports))] if reports else []), *agencies])


def _sections(book: Book, notes: Footnotes) -> Iterator[SectionView]:
    for verdict, meaning in VERDICTS.items():
        if verdict != "single" and (claims := book.by_verdict(verdict)):
            title = ": ".join(filter(None, (verdict.capitalize(), meaning)))
            yield SectionView(title=f"{title} ({len(claims)})", claims=[_claim(claim, book, notes) for claim in claims])


def _alone(book: Book, notes: Footnotes) -> Iterator[SectionView]:
    """What stands in one report only, report by report."""
    for report, group in groupby(book.by_verdict("single"), key=lambda claim: book.report_of(claim.statement_ids[0])):
        claims = [_claim(claim, book, notes) for claim in group]
        yield SectionView(
            title=marked("{} {} ({})", Marked(references([report])), book.outlets[report], len(claims)), claims=claims
        )


def _claim(claim: Claim, book: Book, notes: Footnotes) -> ClaimView:
    told = [figure for figure in claim.figures if figure.role or figure.of or figure.unit]
    if claim.verdict == "single" and not claim.differences and not any(figure.implicit for figure in told):
        told = []
    figures = dict.fromkeys(_figure(figure, book) for figure in told)
    return ClaimView(
        number=book.places[claim.id],
        support=supported(claim.support),
        wordings=[_wording(wording, claim, book, notes) for wording in book.wordings(claim)],
        after=[
            *(_difference(difference, book, notes) for difference in claim.differences),
            *([marked("Figures: {}", joined(figures, "; "))] if figures else []),
        ],
    )


def _wording(wording: Wording, claim: Claim, book: Book, notes: Footnotes) -> Marked:
    """Reports and speaker, the exact words with what differs in bold, and their footnotes."""
    values = [value for difference in claim.differences for value in difference.values]
    reference = notes.statements(quote.statement for quote in wording.quotes)
    where = f"Claim {book.places[claim.id]}," if claim.verdict == "single" else _reports_of(wording, book)
    label = strong((where, marked("{}{}", wording.who, _through(wording, book))))
    return marked("{}: {}{}", label, in_quotes(wording.quotes[0].shown, in_bold(wording.pieces(values))), reference)


def _reports_of(wording: Wording, book: Book) -> Marked:
    return Marked(references(book.report_of(quote.statement.id) for quote in wording.quotes))


def _through(wording: Wording, book: Book) -> Marked:
    """Which agencies stand between, and in which of the wording's reports, where not in all."""
    reports = [book.report_of(quote.statement.id) for quote in wording.quotes]
    between: dict[str, list[int]] = {}
    for report, quote in zip(reports, wording.quotes, strict=True):
        if agencies := book.through(quote.statement):
            between.setdefault(agencies, []).append(report)
    told = [
        marked(", via {}{}", names, "" if at == reports else Marked(f" in {references(at)}")) for names, at in between.items()
    ]
    return joined(told, "")


def in_bold(pieces: Iterable[Piece]) -> Marked:
    """Exact words with what differs in bold, as far as Markdown can: bold has to begin and end with a letter or digit."""
    runs: list[tuple[bool, str]] = []
    for piece in pieces:
        lead, core, trail = _core(harmless(piece.text)) if piece.differs else (harmless(piece.text), "", "")
        runs.extend(((False, lead), (True, core), (False, trail)))
    merged = [
        (bold, "".join(words for _, words in same)) for bold, same in groupby((r for r in runs if r[1]), key=lambda r: r[0])
    ]
    return joined((marked("**{}**", words) if bold else words for bold, words in merged), "")


def _core(words: str) -> tuple[str, str, str]:
    """Words without what is no letter or digit at their ends; nothing is core where an address is in them."""
    ends = [n for n, character in enumerate(words) if character.isalnum()]
    if not ends or LINKED.search(words):
        return words, "", ""
    return words[: ends[0]], words[ends[0] : ends[-1] + 1], words[ends[-1] + 1 :]


def _difference(difference: Difference, book: Book, notes: Footnotes) -> Marked:
    """Who has which value: words that mean the same together, those that exclude each other against one another."""
    meant: dict[str, dict[str, list[Value]]] = {}
    for value in sorted(difference.values, key=lambda v: (book.report_of(v.statement_id), v.span.start)):
        shown = harmless(value.span.text) if len(value.span.text) <= _LONGEST_REPEATED else ""
        meant.setdefault(harmless(value.value), {}).setdefault(shown, []).append(value)
    parts = [_meaning(meaning, words, book, notes) for meaning, words in meant.items()]
    told = joined(parts, " **against** " if difference.conflict else " and ")
    return marked("{}: {}{}", difference.kind.capitalize(), told, f" ({difference.why})" if difference.why else "")


def _meaning(meaning: str, words: Mapping[str, Sequence[Value]], book: Book, notes: Footnotes) -> Marked:
    told = joined(_told(shown, values, book, notes) for shown, values in words.items())
    if {shown.strip('"“”').casefold() for shown in words} == {meaning.casefold()}:
        return told
    if len(meaning) > _LONGEST_REPEATED:
        return marked("{} as quoted above", told) if "" in words else told
    return marked("{}{} {}", told, "" if set(words) == {""} else Marked(" ="), moment(meaning))


def _told(shown: str, values: Sequence[Value], book: Book, notes: Footnotes) -> Marked:
    """The reports that give a value, its words, and footnotes of the statements they stand in."""
    reports = Marked(references(book.report_of(value.statement_id) for value in values))
    first = {harmless((s := book.statements[value.statement_id]).span.text): s for value in reversed(values)}
    statements = list(first.values())[::-1][:_MOST_NOTES]
    words = in_quotes(shown, escaped(shown))
    return marked("{} {}{}", reports, words, notes.statements(statements)) if shown else reports


def _figure(figure: Figure, book: Book) -> Marked:
    """A counted thing with its range, the rule where one had to choose, and its series where it changed."""
    one = figure.low == figure.high
    span = number(figure.low) if one else f"{number(figure.low)} to {number(figure.high)}"
    words = " ".join(part for part in (figure.role, span, figure.unit, figure.of, figure.side) if part)
    chosen = "" if one else f", {figure.rule} {number(figure.best)}"
    implicit = ", told without a number" if figure.implicit else ""
    return marked("{}{}{}{}", words, chosen, implicit, Marked() if one else _series(figure.series, book))


def _series(series: Iterable[FigurePoint], book: Book) -> Marked:
    points: dict[tuple[str, str], list[int]] = {}
    for point in series:
        points.setdefault((number(point.value), point.at or "day unknown"), []).append(book.report_of(point.statement_id))
    told = [marked("{} on {} {}", value, at, Marked(references(reports))) for (value, at), reports in points.items()]
    return marked(" ({})", joined(told)) if told else Marked()


def _missing(account: Account) -> Iterator[str]:
    """The account's notes; of many in the same words about different reports the first few, and how many more there are."""
    names = {name for a in account.articles for name in (a.outlet.name if a.outlet else "", file_name(a)) if name}
    any_name = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) or "(?!)"
    masked = re.compile(rf"(?<!\w)(?:{any_name})(?!\w)")
    alike: dict[str, list[str]] = {}
    for note in account.notes:
        alike.setdefault(masked.sub("\0", note), []).append(note)
    for notes in alike.values():
        few = notes if len(notes) <= _MOST_ALIKE else notes[: _MOST_ALIKE - 1]
        yield from few
        if len(few) < len(notes):
            yield f"and {_more(len(notes) - len(few), 'note')} in the same words about other reports"
