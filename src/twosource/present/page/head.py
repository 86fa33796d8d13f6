"""The head of a page: what the story is, which reports tell it, and what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.model import Account, Article, Dating, Verdict
from twosource.present.anchors import report_anchor, statement_anchor
from twosource.present.book import VERDICTS, Book
from twosource.present.main_event import Place, Question, questions
from twosource.present.page.axis import day_words
from twosource.present.words import counted, harmless, listed, outlet_name

_NO_HEADLINE = "Story without a headline"
MOST_PLACES = 6  # reports linked beside words of the main event
_LONGEST = 240  # letters: what is longer fills a screen before the first claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report: its number and outlet, when it was published, and what it says of its own making."""

    number: int
    anchor: str
    outlet: str
    published: str
    origin: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """Exact words of the main event and what they mean; number and anchor of each report that has them, or `others` for it."""

    words: str
    means: str
    told: Sequence[tuple[int, str]]
    others: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """What is asked of the main event, and the foremost answers."""

    asked: str
    answers: Sequence[AnswerRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands before and after the claims; `verdicts` are verdict, number of claims, and the word for them."""

    title: str
    facts: str
    count: str
    verdicts: Sequence[tuple[Verdict, int, str]]
    reports: Sequence[ReportRow]
    event: Sequence[QuestionRow]
    notes: Sequence[str]
    story_id: str


def head(account: Account, book: Book) -> Head:
    """The head of an account's page."""
    first, last = account.story.first, account.story.last
    days = " to ".join(dict.fromkeys(day_words(day) for day in (first, last) if day)) or "day unknown"
    count = counted(len(account.articles), "report")
    found = [(verdict, len(book.by_verdict(verdict))) for verdict in VERDICTS]
    return Head(
        title=title(account, book),
        facts=f"{count}, {days}",
        count=count,
        verdicts=[(verdict, n, "in one report only" if verdict == "single" else verdict) for verdict, n in found if n],
        reports=[_row(article, book.numbers[article.id]) for article in book.articles],
        event=[_question(question) for question in questions(account, book)],
        notes=account.notes,
        story_id=account.story.id,
    )


def _question(question: Question) -> QuestionRow:
    rows = [AnswerRow(words=a.words, means=a.means, told=_places(a.told), others=_places(a.others)) for a in question.answers]
    return QuestionRow(asked=question.asked, answers=rows)


def _places(told: Sequence[Place]) -> Sequence[tuple[int, str]]:
    """Where a reader is led: to the statement, else to the report; the first few of them."""
    few = told[:MOST_PLACES]
    return [(p.report, statement_anchor(p.statement_id) if p.statement_id else report_anchor(p.article_id)) for p in few]


def title(account: Account, book: Book) -> str:
    """The story's headline, else the first report's that has one; of one that is no headline but a text, the beginning."""
    headlines = (article.headline.text for article in book.articles if article.headline)
    whole = harmless(account.story.headline or next(headlines, _NO_HEADLINE))
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST].rstrip() + " …"


def _row(article: Article, number: int) -> ReportRow:
    return ReportRow(
        number=number,
        anchor=report_anchor(article.id),
        outlet=outlet_name(article),
        published=_days(article.published),
        origin=list(_origin(article)),
    )


def _days(dating: Dating) -> str:
    """When a report was published, in a few words; how that is known stands with the report itself."""
    if dating.value is None:
        return "date unknown"
    several = " or ".join(map(day_words, dating.candidates)) if len(dating.candidates) > 1 else day_words(dating.value)
    return several + {"given": "", "inferred": " (inferred)"}.get(dating.how, "")


def _origin(article: Article) -> Iterator[str]:
    """What a report says of where it comes from, in a few words; what a credit proves stands with the report itself."""
    if article.byline:
        yield f"by {listed(harmless(byline.name) for byline in article.byline)}"
    if article.dateline and article.dateline.place:
        yield f"from {harmless(article.dateline.place)}"
    if article.modified and article.modified.value:
        yield f"changed {day_words(article.modified.value)}"
    places: dict[str, list[str]] = {}
    for credit in article.credits:
        inferred = ", inferred" if credit.how == "inferred" else ""
        places.setdefault(harmless(credit.agency), []).append(credit.where.replace("_", " ") + inferred)
    for agency, where in places.items():
        yield f"names {agency} ({'; '.join(dict.fromkeys(where))})"
