"""What a notebook shows of an account, an article or a claim: HTML without scripts, links or ids, and plain text beside it.

Several outputs stand in one notebook, and a notebook that is not trusted drops styles and SVG: so nothing here has a name that
could collide, words carry all meaning, and no word stands in a picture. What is long is cut, and says how much more there is.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, singledispatch
from itertools import groupby, islice
from typing import Generic, TypeVar

from twosource.model import Account, Article, Claim, Derivation, Difference, Figure, Value, Verdict
from twosource.present.book import VERDICTS, Book, Wording, by_date, numbered, references
from twosource.present.derived import in_order, is_directed, reasons, took
from twosource.present.quotes import Piece
from twosource.present.templating import asset, environment
from twosource.present.words import counted, dated, harmless, listed, moment, number, outlet_name, quoted, supported
from twosource.shown import Shown

T = TypeVar("T")
U = TypeVar("U")

PLAIN_WIDTH = 100
MOST_LINES = 600  # of plain text
MOST_REPORTS = 40
MOST_TAKEN = 30
MOST_CLAIMS = 20  # of one verdict
MOST_WORDINGS = 12  # of one claim
MOST_NOTES = 20
MOST_BLOCKS = 200
MOST_POINTS = 60  # of one drawn series
LONGEST = 3_000  # characters of one quotation or block
LONGEST_REPEATED = 60  # longer words are nearly a whole statement, which is quoted just above
_FOLDED = frozenset({"agreed", "single"})
_CHART = (180.0, 36.0, 4.0)  # width, height, margin: a line of text high, so that it stands beside words


@dataclass(frozen=True, slots=True, kw_only=True)
class First(Generic[T]):
    """The first of many things, how many more there are, and the field that holds them all."""

    items: Sequence[T]
    more: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One wording: in which reports, who says it, and the exact words."""

    reports: str
    who: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One value of a difference, empty where the words say it themselves; and the words, in quotation marks, with their reports.

    Words that are quoted just above are not repeated.
    """

    value: str
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One slot in which statements differ; `conflict`: the values exclude each other."""

    kind: str
    conflict: bool
    meanings: Sequence[Meaning]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A series as a small picture: the line's points and its dots, in the units of a view box of `size`."""

    size: tuple[float, float]
    points: str
    dots: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in words, and its series as a picture where it changed."""

    words: str
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim as it is shown; `place` is its number within an account."""

    place: int | None
    verdict: Verdict
    meaning: str
    support: str
    told: First[Told]
    contrasts: Sequence[Contrast]
    figures: Sequence[Counted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The claims of one verdict; `folded` where a reader first looks elsewhere."""

    verdict: Verdict
    meaning: str
    count: int
    folded: bool
    claims: First[ClaimView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report in the list of an account."""

    number: str
    outlet: str
    published: str
    headline: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as it is shown."""

    headline: str
    summary: str
    reports: First[Report]
    taken: First[str]
    groups: Sequence[Group]
    notes: First[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Blocks that follow one another, all of them furniture of the page or none."""

    folded: bool
    title: str
    blocks: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article as it is shown."""

    outlet: str
    headline: str
    facts: Sequence[tuple[str, str]]
    stretches: First[Stretch]


def mimebundle(noun: Shown, include: Container[str] | None, exclude: Container[str] | None) -> dict[str, str]:
    """The noun in each wanted format; both where nothing is said."""
    made: Mapping[str, Callable[[Shown], str]] = {"text/html": html, "text/plain": plain}
    return {
        kind: make(noun) for kind, make in made.items() if (include is None or kind in include) and kind not in (exclude or ())
    }


@singledispatch
def plain(noun: Shown) -> str:
    """The noun as lines of text, 100 cells wide."""
    raise NotImplementedError(type(noun).__name__)


@singledispatch
def html(noun: Shown) -> str:
    """The noun as one element of HTML behind its style sheet; readable without the sheet."""
    raise NotImplementedError(type(noun).__name__)


@plain.register
def _(account: Account) -> str:
    from twosource.present.terminal import render_account

    ordered = in_order(account.derivations, numbered(by_date(account.articles)))
    left = len(ordered) - MOST_TAKEN
    more = f"... and {counted(left, 'derivation')} more, all in .derivations\n" if left > 0 else ""
    short = replace(account, derivations=tuple(ordered[:MOST_TAKEN]))
    return _cut_lines(render_account(short, width=PLAIN_WIDTH, color=False)) + more


@plain.register
def _(article: Article) -> str:
    from twosource.present.terminal import render_articles

    short = replace(
        article, blocks=tuple(replace(b, span=replace(b.span, text=_cut(b.span.text))) for b in article.blocks[:MOST_LINES])
    )
    return _cut_lines(render_articles([short], width=PLAIN_WIDTH, color=False))


@plain.register
def _(claim: Claim) -> str:
    view = claim_view(claim)
    told = ("".join(piece.text for piece in told.pieces) for told in view.told.items)
    more = [f"and {view.told.more} more, all in {view.told.where}"] if view.told.more else []
    differing = (f"{c.kind}: {_contrast_words(c)}" for c in view.contrasts)
    figures = (f"figure: {figure.words}" for figure in view.figures)
    head = f"{view.verdict}: {view.support}"
    return "\n  ".join((head, *map(quoted, told), *more, *differing, *figures)) + "\n"


@html.register
def _(account: Account) -> str:
    return _page("account", account_view(account))


@html.register
def _(article: Article) -> str:
    return _page("article", article_view(article))


@html.register
def _(claim: Claim) -> str:
    return _page("claim", claim_view(claim))


def _page(macro: str, view: object) -> str:
    made = getattr(environment().get_template("notebook.html.j2").module, macro)(view)
    return f"<style>\n{asset('notebook.css')}</style>\n{made}"


def account_view(account: Account) -> AccountView:
    """An account for a notebook: claims as a reader goes through them, each list bounded."""
    book = Book.of(account)
    headline = account.story.headline or next((a.headline.text for a in book.articles if a.headline), "Story without a headline")
    ordered = in_order(account.derivations, book.numbers)
    return AccountView(
        headline=_cut(headline),
        summary=_summary(account),
        reports=_first(book.articles, MOST_REPORTS, ".articles", partial(_report, book=book)),
        taken=_first(ordered, MOST_TAKEN, ".derivations", partial(_taken, numbers=book.numbers)),
        groups=[_group(verdict, claims, book) for verdict in VERDICTS if (claims := book.by_verdict(verdict))],
        notes=_first(account.notes, MOST_NOTES, ".notes", _cut),
    )


def _summary(account: Account) -> str:
    days = " to ".join(dict.fromkeys(day for day in (account.story.first, account.story.last) if day)) or "day unknown"
    verdicts = [claim.verdict for claim in account.claims]
    found = [f"{n} {'in one report only' if name == 'single' else name}" for name in VERDICTS if (n := verdicts.count(name))]
    return "; ".join((counted(len(account.articles), "report"), harmless(days), ", ".join(found) or "no claim"))


def _report(article: Article, book: Book) -> Report:
    return Report(
        number=references([book.numbers[article.id]]),
        outlet=_cut(outlet_name(article)),
        published=_cut(dated(article.published)),
        headline=_cut(article.headline.text) if article.headline else "",
        facts=list(_facts(article)),
    )


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    """What a report says of itself, each with its name."""
    if article.byline:
        yield "by", listed(_cut(byline.name) for byline in article.byline)
    if article.dateline and article.dateline.place:
        yield "from", _cut(article.dateline.place)
    if article.modified and article.modified.value:
        yield "changed", _cut(dated(article.modified))
    for credit in article.credits:
        where = credit.where.replace("_", " ") + (" (inferred)" if credit.how == "inferred" else "")
        yield "credit", f"{_cut(credit.agency)} in the {where}, {quoted(_cut(credit.span.text))}: {_cut(credit.proves)}"
    for given in article.differs:
        yield _cut(given.field), f"given as {quoted(_cut(given.given))}, the text has {quoted(_cut(given.found))}"


def _taken(derivation: Derivation, numbers: Mapping[str, int]) -> str:
    """Who took from whom, and why it is believed, in a sentence."""
    verb, ends = took(derivation), (derivation.to, derivation.source)
    directed = is_directed(derivation)
    ordered = ends if directed else sorted(ends, key=lambda id: numbers.get(id, 0))
    first, second = (references([numbers[id]]) if id in numbers else _cut(id) for id in ordered)
    words = f"{first} {verb} {second}" if directed else f"{first} and {second} {verb}"
    return f"{words} ({why})" if (why := _cut(reasons(derivation))) else words


def _group(verdict: Verdict, claims: Sequence[Claim], book: Book) -> Group:
    return Group(
        verdict=verdict,
        meaning=VERDICTS[verdict],
        count=len(claims),
        folded=verdict in _FOLDED,
        claims=_first(claims, MOST_CLAIMS, ".claims", partial(claim_view, book=book)),
    )


def claim_view(claim: Claim, book: Book | None = None) -> ClaimView:
    """A claim for a notebook; without the book of its account it knows neither reports nor speakers, only words."""
    values = [value for difference in claim.differences for value in difference.values]
    words = list(dict.fromkeys(part.span.text for part in claim.parts))
    return ClaimView(
        place=book.places[claim.id] if book else None,
        verdict=claim.verdict,
        meaning=VERDICTS[claim.verdict],
        support=supported(claim.support),
        told=_first(book.wordings(claim), MOST_WORDINGS, ".statement_ids", partial(_told, values=values, book=book))
        if book
        else _first(words, MOST_WORDINGS, ".parts", _bare),
        contrasts=[_contrast(difference, book) for difference in claim.differences],
        figures=[_counted(f, book) for f in claim.figures if f.role or f.of or f.unit],
    )


def _reports(statement_ids: Iterable[str], book: Book | None) -> str:
    """The reports these statements stand in, as a reader sees them; nothing without the book."""
    return references(book.report_of(id) for id in statement_ids) if book else ""


def _told(wording: Wording, values: Sequence[Value], book: Book) -> Told:
    reports = [book.report_of(quote.statement.id) for quote in wording.quotes]
    between: dict[str, list[int]] = {}
    for report, quote in zip(reports, wording.quotes, strict=True):
        if agencies := book.through(quote.statement):
            between.setdefault(agencies, []).append(report)
    via = (f"via {agencies}" + ("" if at == reports else f" in {references(at)}") for agencies, at in between.items())
    return Told(
        reports=references(reports),
        who=_cut(", ".join((wording.who, *via))),
        pieces=_cut_pieces(wording.quotes[0].pieces(values)),
    )


def _bare(words: str) -> Told:
    return Told(reports="", who="", pieces=_cut_pieces([Piece(words)]))


def _contrast(difference: Difference, book: Book | None) -> Contrast:
    """Who has which value, as the reports tell it: words that mean the same stand together."""
    values = (
        sorted(difference.values, key=lambda v: (book.report_of(v.statement_id), v.span.start)) if book else difference.values
    )
    meant: dict[str, dict[str, list[str]]] = {}
    for value in values:
        words = "" if book and len(value.span.text) > LONGEST_REPEATED else quoted(_cut(value.span.text))
        meant.setdefault(_cut(value.value), {}).setdefault(words, []).append(value.statement_id)
    meanings = [_meaning(meaning, said, book) for meaning, said in meant.items()]
    return Contrast(kind=difference.kind, conflict=difference.conflict, meanings=meanings, why=_cut(difference.why))


def _meaning(meaning: str, said: Mapping[str, Sequence[str]], book: Book | None) -> Meaning:
    itself = {words.strip('"').casefold() for words in said} == {meaning.casefold()}
    words = [(_reports(ids, book), words) for words, ids in said.items()]
    quoted_above = "" in said and len(meaning) > LONGEST_REPEATED
    return Meaning(value="" if itself or quoted_above else moment(meaning), words=words)


def _contrast_words(contrast: Contrast) -> str:
    told = (", ".join(words for _, words in m.words) + (f" = {m.value}" if m.value else "") for m in contrast.meanings)
    return (" AGAINST " if contrast.conflict else " and ").join(told) + (f" ({contrast.why})" if contrast.why else "")


def _counted(figure: Figure, book: Book | None) -> Counted:
    """A figure as `killed 12 to 17 people, latest 17 (12 on 2025-03-04 [1], 17 on 2025-03-06 [2])`."""
    one = figure.low == figure.high
    span = number(figure.low) if one else f"{number(figure.low)} to {number(figure.high)}"
    words = " ".join(_cut(part) for part in (figure.role, span, figure.unit, figure.of, figure.side) if part)
    chosen = "" if one else f", {figure.rule} {number(figure.best)} ({_series(figure, book)})"
    return Counted(
        words=f"{words}{', told without a number' if figure.implicit else ''}{chosen}", line=None if one else _line(figure)
    )


def _series(figure: Figure, book: Book | None) -> str:
    points: dict[tuple[str, str], list[str]] = {}
    for point in figure.series:
        points.setdefault((number(point.value), harmless(point.at or "day unknown")), []).append(point.statement_id)
    told = [f"{value} on {at} {_reports(ids, book)}".rstrip() for (value, at), ids in points.items()]
    return ", ".join(told[:MOST_POINTS]) + (f" and {len(told) - MOST_POINTS} more" if len(told) > MOST_POINTS else "")


def _line(figure: Figure) -> Line | None:
    """Values in the order of their times, evenly spaced; the highest is at the top. Nothing for a single value."""
    width, height, margin = _CHART
    values = list(dict.fromkeys((point.at or "~", float(point.value)) for point in figure.series))[:MOST_POINTS]
    low, high = min((v for _, v in values), default=0.0), max((v for _, v in values), default=0.0)
    if low == high:
        return None
    step = (width - 2 * margin) / (len(values) - 1)
    shares = [(v - low) / (high - low) for _, v in sorted(values)]  # before the height comes in: it overflows for tiny numbers
    dots = [
        (round(margin + n * step, 1), round(height - margin - share * (height - 2 * margin), 1)) for n, share in enumerate(shares)
    ]
    return Line(size=(width, height), points=" ".join(f"{x},{y}" for x, y in dots), dots=dots)


def article_view(article: Article) -> ArticleView:
    """An article for a notebook: what it says of itself, then its blocks in order, the page's furniture folded."""
    edits = (("repaired", counted(len(article.edits), "place")),) if article.edits else ()
    blocks = [(block.kind, block.span.text) for block in article.blocks if block.span != article.headline]
    runs = groupby(islice(blocks, MOST_BLOCKS), key=lambda block: block[0] == "furniture")
    stretches = [_stretch(folded, list(run)) for folded, run in runs]
    return ArticleView(
        outlet=_cut(outlet_name(article)),
        headline=_cut(article.headline.text) if article.headline else "",
        facts=[("published", dated(article.published)), *_facts(article), *edits],
        stretches=First(items=stretches, more=max(0, len(blocks) - MOST_BLOCKS), where=".blocks"),
    )


def _stretch(folded: bool, blocks: Sequence[tuple[str, str]]) -> Stretch:
    title = f"{counted(len(blocks), 'piece')} of the page's furniture, left out of the reading"
    return Stretch(folded=folded, title=title, blocks=[(kind, _cut(words)) for kind, words in blocks])


def _first(things: Sequence[T], most: int, where: str, show: Callable[[T], U]) -> First[U]:
    """The first things as they are shown; what is not shown costs nothing."""
    return First(items=[show(thing) for thing in things[:most]], more=max(0, len(things) - most), where=where)


def _cut(words: str) -> str:
    """Harmless words, cut where they are very long, saying by how much."""
    left = len(words) - LONGEST
    return harmless(words) if left <= 0 else f"{harmless(words[:LONGEST])} … ({counted(left, 'character')} more)"


def _cut_pieces(pieces: Iterable[Piece]) -> Sequence[Piece]:
    """Pieces up to the length that is shown, harmless."""
    kept: list[Piece] = []
    room = LONGEST
    for piece in pieces:
        if room <= 0:
            return [*kept, Piece(" …")]
        if piece.text:
            kept.append(Piece(harmless(piece.text[:room]) + ("…" if len(piece.text) > room else ""), piece.differs))
        room -= len(piece.text)
    return kept


def _cut_lines(text: str) -> str:
    lines = text.splitlines(keepends=True)
    more = f"... and {len(lines) - MOST_LINES} lines more\n" if len(lines) > MOST_LINES else ""
    return "".join(lines[:MOST_LINES]) + more
