"""The reports in full: what is known of each, its whole text with the statements marked, and what was thrown away or repaired."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from twosource.model import Account, Article, BlockKind, Credit, Verdict
from twosource.present.anchors import claim_anchor, report_anchor, statement_anchor
from twosource.present.book import VERDICTS, Book
from twosource.present.edits import markup_words, repaired, repairs
from twosource.present.page.pairs import Pairs, pairs
from twosource.present.page.segments import Mark, Piece, Stretch, Units, laid_out
from twosource.present.words import dated, file_name, harmless, listed, outlet_name, quoted

MOST_REPAIRS = 40  # listed of one report; a page in the wrong encoding has thousands of the same
_LONGEST_ADDRESS = 2000
_DOWNRIGHT = ("http", "https")

Kind = BlockKind | Literal["loose", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The way from a statement's words to a claim: its number, anchor and verdict."""

    place: int
    anchor: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a statement's words are marked: under which anchor, as what, and what they lead back to."""

    anchor: str
    verdict: Verdict | Literal["none"]
    title: str
    backs: tuple[Back, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a paragraph; `said` is the statement whose mark opens or closes here, `backs` the ways back behind it."""

    piece: Piece
    said: Said | None = None
    backs: tuple[Back, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of a report; or (`gone`) the place where blocks were thrown away, with their numbers in the list of these."""

    kind: Kind
    words: tuple[Words, ...] = ()
    gone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something known of a report, in one or several lines; `link` is an address that is safe to follow."""

    name: str
    lines: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. `beside` is the report that is nearest to it, to be read side by side; 0 where there is no other."""

    number: int
    anchor: str
    outlet: str
    language: str
    facts: tuple[Fact, ...]
    origin: tuple[Fact, ...]
    paragraphs: tuple[Paragraph, ...]
    thrown: tuple[Paragraph, ...]
    thrown_words: int
    repairs: tuple[str, ...]
    unlisted_repairs: int
    beside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """All reports in the order of their numbers; `verdicts` are those that mark any words."""

    reports: tuple[Report, ...]
    verdicts: tuple[Verdict, ...]


def reports(book: Book, account: Account) -> Reports:
    """The reports in full."""
    found = pairs(book, account)
    units = unit_maps(book, found)
    said = _said(book)
    marks = marks_of(book)
    nearest = _nearest(book, found)
    return Reports(
        reports=tuple(_report(article, book, marks[article.id], said, units[article.id], nearest) for article in book.articles),
        verdicts=tuple(verdict for verdict in VERDICTS if book.by_verdict(verdict)),
    )


def unit_maps(book: Book, found: Pairs) -> Mapping[str, Units]:
    """For each article the units that its shared passages are made of."""
    places = found.places()
    return {article.id: Units.of(places.get(book.numbers[article.id], ())) for article in book.articles}


def marks_of(book: Book) -> Mapping[str, Sequence[Mark]]:
    """Each article's statements as marks, by article id."""
    found: dict[str, list[Mark]] = {article.id: [] for article in book.articles}
    for statement in book.statements.values():
        found[statement.article_id].append(Mark(start=statement.span.start, end=statement.span.end, id=statement.id))
    return found


def _said(book: Book) -> Mapping[str, Said]:
    """How each statement is marked: by the first of its claims, which is the most urgent."""
    backs: dict[str, list[Back]] = {id: [] for id in book.statements}
    for claim in book.claims:
        back = Back(place=book.places[claim.id], anchor=claim_anchor(claim.id), verdict=claim.verdict)
        for id in claim.statement_ids:
            backs[id].append(back)
    return {id: _marked(id, tuple(several)) for id, several in backs.items()}


def _marked(id: str, backs: Sequence[Back]) -> Said:
    title = listed(f"claim {back.place}, {_meaning(back.verdict)}" for back in backs) or "in no claim"
    return Said(anchor=statement_anchor(id), verdict=backs[0].verdict if backs else "none", title=title, backs=tuple(backs))


def _meaning(verdict: Verdict) -> str:
    return "in one report only" if verdict == "single" else verdict


def _nearest(book: Book, found: Pairs) -> Mapping[int, int]:
    """The report to read each one beside: its nearest, else the one before or after it."""
    near: dict[int, int] = {}
    for pair in found.kept:
        one, other = pair.numbers
        near.setdefault(one, other)
        near.setdefault(other, one)
    last = len(book.articles)
    first = 2 if last > 1 else 0
    return {n: near.get(n, n - 1 or first) for n in range(1, last + 1)}


def _report(
    article: Article, book: Book, marks: Sequence[Mark], said: Mapping[str, Said], units: Units, nearest: Mapping[int, int]
) -> Report:
    number = book.numbers[article.id]
    laid = [(part, tuple(_worded(pieces, said))) for part, pieces in laid_out(article, marks, units)]
    mended = repairs(article)
    thrown = tuple(Paragraph(kind=part.kind, words=words) for part, words in laid if part.kind == "furniture")
    return Report(
        number=number,
        anchor=report_anchor(article.id),
        outlet=outlet_name(article),
        language=_language(article.language),
        facts=tuple(_facts(article)),
        origin=tuple(_origin(article)),
        paragraphs=tuple(_paragraphs(laid)),
        thrown=thrown,
        thrown_words=sum(len(article.text[part.start : part.end].split()) for part, _ in laid if part.kind == "furniture"),
        repairs=tuple(map(repaired, mended[:MOST_REPAIRS])),
        unlisted_repairs=max(0, len(mended) - MOST_REPAIRS),
        beside=nearest[number],
    )


def _worded(pieces: Iterable[Piece], said: Mapping[str, Said]) -> Iterator[Words]:
    """Pieces with what marks them; where statements of one claim end together, the way back to it stands there once."""
    behind: set[str] = set()
    for piece in pieces:
        if piece.kind == "text":
            behind.clear()
        found = said.get(piece.id)
        backs = tuple(b for b in found.backs if b.anchor not in behind) if found and piece.kind == "close" and piece.outer else ()
        behind.update(back.anchor for back in backs)
        yield Words(piece, found, backs)


def _language(language: str | None) -> str:
    """A language tag a browser may be given; empty where the report's is none."""
    return language if language and language.isascii() and language.replace("-", "").isalnum() and len(language) < 36 else ""


def _paragraphs(laid: Iterable[tuple[Stretch, tuple[Words, ...]]]) -> Iterator[Paragraph]:
    """What is read, and in its place one line for all that was thrown away in a row."""
    first, last = 1, 0
    for part, words in laid:
        if part.kind == "furniture":
            last += 1
            continue
        if last >= first:
            yield _gone(first, last)
            first = last + 1
        yield Paragraph(kind=part.kind, words=words)
    if last >= first:
        yield _gone(first, last)


def _gone(first: int, last: int) -> Paragraph:
    return Paragraph(kind="gone", gone=f"{first}" if first == last else f"{first} to {last}")


def _facts(article: Article) -> Iterator[Fact]:
    """What a reader wants to know of a report before its words."""
    yield Fact(name="Published", lines=(dated(article.published),))
    if article.modified and article.modified.value:
        yield Fact(name="Changed", lines=(dated(article.modified),))
    if article.headline is None:
        yield Fact(name="Headline", lines=("none found",))
    if article.byline:
        yield Fact(name="By", lines=(listed(harmless(byline.name) for byline in article.byline),))
    if article.dateline:
        yield Fact(name="Dateline", lines=(quoted(article.dateline.span.text),))
    if article.credits:
        yield Fact(name="Credits", lines=tuple(_credited(credit) for credit in article.credits))
    if article.url:
        yield Fact(name="Address", lines=(harmless(article.url),), link=web_address(article.url))


def _credited(credit: Credit) -> str:
    where = credit.where.replace("_", " ") + (", inferred" if credit.how == "inferred" else "")
    return f"{harmless(credit.agency)} ({where}), {quoted(credit.span.text)}: {harmless(credit.proves)}"


def _origin(article: Article) -> Iterator[Fact]:
    """What leads back to the input."""
    if file := file_name(article):
        yield Fact(name="File", lines=(file,))
    yield Fact(name="SHA-256 of the input", lines=(harmless(article.raw_sha256),))
    if article.outlet:
        words = (article.outlet.kind if article.outlet.kind != "unknown" else "kind unknown", article.outlet.domain or "")
        yield Fact(name="Outlet", lines=(", ".join(harmless(word) for word in words if word),))
    if left_out := markup_words(article):
        yield Fact(name="Read from", lines=(left_out,))
    if article.language:
        yield Fact(name="Language", lines=(harmless(article.language),))
    for given in article.differs:
        line = f"{quoted(given.given)}; the text has {quoted(given.found)}"
        yield Fact(name=f"{harmless(given.field)} given".capitalize(), lines=(line,))


def web_address(url: str) -> str:
    """An address as it may be followed: of the web, in plain signs; empty for any other, which is shown as words only.

    >>> web_address("https://a.example/x"), web_address("javascript:alert(1)"), web_address("//a.example")
    ('https://a.example/x', '', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return ""
    plain = url.isprintable() and " " not in url and len(url) <= _LONGEST_ADDRESS
    return url if plain and parts.scheme in _DOWNRIGHT and parts.hostname else ""
