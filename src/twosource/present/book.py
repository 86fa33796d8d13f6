"""An account as a reader goes through it: reports numbered by date, claims in the order of their verdicts, each wording once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from twosource.model import Account, Article, Claim, Span, Statement, Value, Verdict
from twosource.present.quotes import Piece, Quote, quotes
from twosource.present.words import outlet_name, said_by, through

# The order in which claims are shown, with what a verdict means in words.
VERDICTS: Mapping[Verdict, str] = {
    "disputed": "the reports exclude each other",
    "updated": "a later report gives a newer state",
    "refined": "one report is more exact",
    "agreed": "",
    "single": "in one report only",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a claim: who says it, and the statements that have exactly these words, in report order."""

    who: str
    quotes: Sequence[Quote]

    def pieces(self, values: Iterable[Value]) -> Sequence[Piece]:
        """The words, cut where one of these values begins or ends; of like statements the one that most values are told of."""
        found = list(values)
        told = Counter(value.statement_id for value in found)
        most = max(self.quotes, key=lambda quote: told[quote.statement.id])
        return [piece for piece in most.pieces(found) if piece.text]


@dataclass(frozen=True, slots=True)
class Book:
    """An account's claims in the order they are shown, numbered from 1, with what is needed to show them.

    `articles` stand in the order of their `numbers` (article id to the number a reader sees); `places` are the claims' numbers by
    claim id.
    """

    articles: Sequence[Article]
    numbers: Mapping[str, int]
    outlets: Mapping[int, str]
    headlines: Mapping[str, Span]
    statements: Mapping[str, Statement]
    claims: Sequence[Claim]
    places: Mapping[str, int]

    @classmethod
    def of(cls, account: Account) -> "Book":
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
        """The claims of a verdict, in order."""
        return [claim for claim in self.claims if claim.verdict == verdict]

    def report_of(self, statement_id: str) -> int:
        """The number of the report that a statement stands in."""
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

    def quotes(self, claim: Claim) -> Iterator[Quote]:
        """The words of each of a claim's statements, in report order."""
        return quotes(claim, sorted((self.statements[i] for i in claim.statement_ids), key=self.place_of))

    def wordings(self, claim: Claim) -> Sequence[Wording]:
        """Each distinct wording of a claim by one and the same speaker once, with all statements that have it."""
        groups: dict[tuple[str, str], list[Quote]] = {}
        for quote in self.quotes(claim):
            groups.setdefault((self.who(quote.statement), quote.shown), []).append(quote)
        return [Wording(who, same) for (who, _), same in groups.items()]


def _rank(claim: Claim, *, numbers: Mapping[str, int], statements: Mapping[str, Statement]) -> tuple[int, int, int, int, str]:
    first = min((numbers[statements[i].article_id], statements[i].span.start) for i in claim.statement_ids)
    return list(VERDICTS).index(claim.verdict), -claim.support.reports, *first, claim.id


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
