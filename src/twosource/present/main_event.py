"""The main event for people: what, when, where, who and whom, each in the reports' own words with what they mean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twosource.model import Account, Telling, Variant
from twosource.present.book import Book
from twosource.present.words import harmless, moment

MOST_VARIANTS = 2  # of each question; the account as JSON has them all
_NAMES = (("what", "what"), ("when", "when"), ("where", "where"), ("who", "who"), ("whom", "whom"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A report by its number, and the article and statement where the words stand."""

    report: int
    article_id: str
    statement_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One variant: exact words, the day they mean where they do not say it, where they stand, and who has `others` for it."""

    words: str
    means: str
    told: Sequence[Place]
    others: Sequence[Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the main event, and the foremost answers."""

    asked: str
    answers: Sequence[Answer]


def questions(account: Account, book: Book) -> Sequence[Question]:
    """What, when, where, who, whom, as far as any report tells it; nothing where the story has no main event."""
    return list(_questions(account, book)) if account.main_event else []


def _questions(account: Account, book: Book) -> Iterator[Question]:
    for field, asked in _NAMES:
        variants: Sequence[Variant] = getattr(account.main_event, field)
        most = 1 if field == "what" else MOST_VARIANTS
        if variants:
            yield Question(asked=asked, answers=[_answer(variant, field, book) for variant in variants[:most]])


def _answer(variant: Variant, field: str, book: Book) -> Answer:
    """The words that tell it most closely, and who has these or other ones for it."""
    words = variant.words[0].span.text
    means = moment(variant.value) if field == "when" and variant.value not in words and variant.value[:4].isdigit() else ""
    same = [telling for telling in variant.words if telling.span.text.casefold() == words.casefold()]
    others = [telling for telling in variant.words if telling.span.text.casefold() != words.casefold()]
    return Answer(words=harmless(words), means=harmless(means), told=_places(same, book), others=_places(others, book))


def _places(told: Iterable[Telling], book: Book) -> Sequence[Place]:
    """In the order of the reports."""
    found = [Place(report=book.numbers[t.article_id], article_id=t.article_id, statement_id=t.statement_id) for t in told]
    return sorted(found, key=lambda place: place.report)
