"""An account, and what comes before it, for a terminal: plain words carry all meaning, colour only helps the eye."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from rich.text import Text

from twosource.model import Account, Article, Block, BlockKind, Derivation, Statement, Story, Verdict
from twosource.present.book import VERDICTS, Book, by_date, numbered, references
from twosource.present.derived import evidence_words, in_order, is_of_one, reasons, took
from twosource.present.edits import markup_words, repaired, repairs
from twosource.present.main_event import Answer, questions
from twosource.present.terminal.claims import claim_lines, single_lines
from twosource.present.terminal.layout import Look, hanging, look, printed
from twosource.present.words import (
    counted,
    dated,
    file_name,
    harmless,
    listed,
    moment,
    number,
    outlet_name,
    quoted,
    said_by,
    through,
)

_VERDICT_STYLES: Mapping[Verdict, str] = MappingProxyType(
    {"disputed": "bold red", "updated": "bold yellow", "refined": "bold cyan", "agreed": "bold green"}
)
_BLOCK_STYLES: Mapping[BlockKind, str] = MappingProxyType(
    {"headline": "bold", "subheading": "bold", "caption": "italic", "byline": "cyan", "credit": "yellow", "furniture": "dim"}
)
_NO_HEADLINE = "Story without a headline"


def render_account(account: Account, *, width: int | None, color: bool) -> str:
    """The account as text: who reported what and from whom, then the claims, what is disputed first.

    `width` is in cells (`None`: 80); without `color` there is no control sequence in it.
    """
    page, book = look(width, color), Book.of(account)
    who = chain(_head(account, book, page), _reports(book, page), _took(account, book, page))
    return printed(chain(who, _claims(book, page), _notes(account, page)), page)


def _head(account: Account, book: Book, page: Look) -> Iterator[Text]:
    headlines = (article.headline.text for article in by_date(account.articles) if article.headline)
    yield from hanging(Text(harmless(account.story.headline or next(headlines, _NO_HEADLINE)), "bold"), page)
    first, last = account.story.first, account.story.last
    days = " to ".join(dict.fromkeys(harmless(day) for day in (first, last) if day)) or "day unknown"
    verdicts = [claim.verdict for claim in account.claims]
    found = [f"{n} {name}" for name in _VERDICT_STYLES if (n := verdicts.count(name))]
    alone = [f"{n} in one report only" for n in [verdicts.count("single")] if n]
    summary = (counted(len(account.articles), "report"), days, ", ".join(found + alone) or "no claim")
    yield from hanging(Text("; ".join(summary)), page)
    yield from _main_event(account, book, page)


def _main_event(account: Account, book: Book, page: Look) -> Iterator[Text]:
    """What the reports mainly tell, in their own words: what happened, then when, where, who and whom."""
    found = [
        Text.assemble((f"{one.asked}: ", "bold"), "; ".join(_answer(a) for a in one.answers)) for one in questions(account, book)
    ]
    if found:
        yield from _section("MAIN EVENT", page)
        yield from hanging(found[0], page, first=4, rest=6)
    if found[1:]:
        yield from hanging(Text(". ").join(found[1:]), page, first=4, rest=6)


def _answer(answer: Answer) -> str:
    means = f" = {answer.means}" if answer.means else ""
    others = f", in other words {references(place.report for place in answer.others)}" if answer.others else ""
    return f"{quoted(answer.words)}{means} {references(place.report for place in answer.told)}{others}"


def _section(title: str, page: Look, style: str = "bold") -> Iterator[Text]:
    yield Text()
    yield from hanging(Text(title, style), page)


def _reports(book: Book, page: Look) -> Iterator[Text]:
    yield from _section("REPORTS", page)
    for article in book.articles:
        label = references([book.numbers[article.id]])
        title = Text.assemble((f"{label} {outlet_name(article)}", "bold"), f", {dated(article.published)}")
        yield from hanging(title, page, rest=4)
        for line in chain(_origin_words(article), _credit_words(article), _differing_words(article)):
            yield from hanging(Text(line), page, first=4, rest=6)


def _origin_words(article: Article) -> Iterator[str]:
    parts = [f"by {listed(harmless(b.name) for b in article.byline)}"] if article.byline else []
    if article.dateline and article.dateline.place:
        parts.append(f"from {harmless(article.dateline.place)}")
    if article.modified and article.modified.value:
        parts.append(f"changed {dated(article.modified)}")
    if article.outlet and (name := file_name(article)):
        parts.append(f"file {name}")
    if parts:
        yield ", ".join(parts)


def _credit_words(article: Article) -> Iterator[str]:
    for credit in article.credits:
        where = credit.where.replace("_", " ") + (" (inferred)" if credit.how == "inferred" else "")
        yield f"{harmless(credit.agency)} in the {where}, {quoted(credit.span.text)}: {harmless(credit.proves)}"


def _differing_words(article: Article) -> Iterator[str]:
    for given in article.differs:
        yield f"{harmless(given.field)} given as {quoted(given.given)}, the text has {quoted(given.found)}"


def _took(account: Account, book: Book, page: Look) -> Iterator[Text]:
    yield from _section("WHO TOOK FROM WHOM", page)
    if not account.derivations:
        yield from hanging(Text("nothing found that one report took from another"), page, first=4, rest=4)
    for derivation in in_order(account.derivations, book.numbers):
        yield from _derivation(derivation, book.numbers, page)


def _derivation(derivation: Derivation, numbers: Mapping[str, int], page: Look) -> Iterator[Text]:
    verb, parties = took(derivation), (derivation.to, derivation.source)
    if is_of_one(derivation):
        taker, source = (_party(name, numbers) for name in parties)
        words = f"{taker} {verb} {source}"
    else:
        words = f"{' and '.join(_party(n, numbers) for n in sorted(parties, key=lambda name: numbers.get(name, 0)))} {verb}"
    why = reasons(derivation)
    yield from hanging(Text.assemble(words, (f" ({why})" if why else "", "dim")), page, rest=6)


def _party(name: str, numbers: Mapping[str, int]) -> str:
    return references([numbers[name]]) if name in numbers else harmless(name)


def _claims(book: Book, page: Look) -> Iterator[Text]:
    for verdict, style in _VERDICT_STYLES.items():
        if claims := book.by_verdict(verdict):
            title = ": ".join(filter(None, (verdict.upper(), VERDICTS[verdict])))
            yield from _section(f"{title} ({len(claims)})", page, style)
            for position, claim in enumerate(claims):
                yield from [Text()] if position else []
                yield from claim_lines(claim, book, page)
    if book.by_verdict("single"):
        yield from _section(VERDICTS["single"].upper(), page)
        yield from single_lines(book, page)


def _notes(account: Account, page: Look) -> Iterator[Text]:
    if account.notes:
        yield from _section("WHAT IS MISSING OR UNCERTAIN", page)
    for note in account.notes:
        yield from hanging(Text(f"- {harmless(note)}"), page, rest=2)


def render_articles(articles: Iterable[Article], *, width: int | None, color: bool) -> str:
    """What reading found in each report: its fields, its blocks by kind (furniture included, so labelled) and its edits."""
    page = look(width, color)
    return printed(chain.from_iterable(_article(a, page) for a in articles), page)


def _article(article: Article, page: Look) -> Iterator[Text]:
    yield from hanging(Text(f"{outlet_name(article)}, {dated(article.published)}", "bold"), page)
    headline = (f"headline: {quoted(article.headline.text)}",) if article.headline else ("no headline found",)
    for line in chain(headline, _origin_words(article), _credit_words(article), _differing_words(article), _edit_words(article)):
        yield from hanging(Text(line), page, first=2, rest=4)
    for block in article.blocks:
        yield from _block(block, page)
    yield Text()


def _edit_words(article: Article) -> Iterator[str]:
    yield from filter(None, [markup_words(article)])
    yield from map(repaired, repairs(article))


def _block(block: Block, page: Look) -> Iterator[Text]:
    words = Text.assemble((f"{block.kind:<11}", "bold"), (harmless(block.span.text), _BLOCK_STYLES.get(block.kind, "")))
    yield from hanging(words, page, rest=11)


def render_statements(pairs: Iterable[tuple[Article, Sequence[Statement]]], *, width: int | None, color: bool) -> str:
    """Each report with its statements: who says it and how, then the exact words, then numbers and times found in them."""
    page = look(width, color)
    return printed(chain.from_iterable(_statements(a, s, page) for a, s in pairs), page)


def _statements(article: Article, statements: Sequence[Statement], page: Look) -> Iterator[Text]:
    yield from hanging(Text(f"{outlet_name(article)}, {counted(len(statements), 'statement')}", "bold"), page)
    by_id = {s.id: s for s in statements}
    for position, statement in enumerate(statements, start=1):
        between = f", via {agencies}" if (agencies := through(statement, by_id)) else ""
        who = f"{said_by(statement, by_id)}{between}"
        label = Text.assemble(f"{position:>3}  ", (who, "bold"), ": ", harmless(statement.span.text))
        yield from hanging(label, page, rest=5)
        if found := "; ".join(chain(_quantity_words(statement), _time_words(statement))):
            yield from hanging(Text(found, "dim"), page, first=5, rest=7)
    yield Text()


def _quantity_words(statement: Statement) -> Iterator[str]:
    for quantity in statement.quantities:
        value = "value unknown" if quantity.value is None else number(quantity.value)
        parts = (quantity.bound.replace("_", " "), value, quantity.unit, quantity.of, quantity.role)
        yield f"{quoted(quantity.span.text)} = {harmless(' '.join(part for part in parts if part))}"


def _time_words(statement: Statement) -> Iterator[str]:
    for time in statement.times:
        days = " to ".join(dict.fromkeys(day for day in (time.earliest, time.latest) if day))
        between = f" ({days})" if days not in ("", time.value) else ""
        yield f"{quoted(time.span.text)} = {moment(time.value or 'value unknown')}{between}"


def render_stories(stories: Iterable[Story], articles: Iterable[Article] = (), *, width: int | None, color: bool) -> str:
    """Each story with its reports; `articles` lend their outlets and dates to the ids."""
    page = look(width, color)
    known = {article.id: article for article in articles}
    return printed(chain.from_iterable(_story(s, known, page) for s in stories), page)


def _story(story: Story, articles: Mapping[str, Article], page: Look) -> Iterator[Text]:
    yield from hanging(Text(harmless(story.headline or _NO_HEADLINE), "bold"), page)
    days = " to ".join(dict.fromkeys(harmless(day) for day in (story.first, story.last) if day)) or "day unknown"
    yield from hanging(Text(f"{counted(len(story.article_ids), 'report')}; {days}"), page, first=2, rest=2)
    for id in story.article_ids:
        article = articles.get(id)
        yield from hanging(Text(f"- {_named(article)}" if article else f"- {harmless(id)}"), page, first=2, rest=4)
    for why in evidence_words(story.why):
        yield from hanging(Text(why, "dim"), page, first=2, rest=4)
    for link in story.linked:
        yield from hanging(Text(f"linked: {harmless(link.story_id)} ({harmless(link.why)})"), page, first=2, rest=4)
    yield Text()


def _named(article: Article) -> str:
    headline = f": {quoted(article.headline.text)}" if article.headline else ""
    return f"{outlet_name(article)}, {harmless(article.published.value or 'date unknown')}{headline}"


def render_derivations(derivations: Iterable[Derivation], articles: Sequence[Article], *, width: int | None, color: bool) -> str:
    """The reports, numbered, and who took from whom, with the evidence."""
    page = look(width, color)
    ordered = by_date(articles)
    numbers = numbered(ordered)
    heads = (hanging(Text(f"{references([numbers[a.id]])} {_named(a)}"), page, rest=4) for a in ordered)
    took = [line for derivation in in_order(derivations, numbers) for line in _derivation(derivation, numbers, page)]
    nothing = [] if took else [Text("nothing found that one report took from another")]
    return printed(chain(*heads, [Text()], took, nothing), page)
