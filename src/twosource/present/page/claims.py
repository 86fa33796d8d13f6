"""The claims of an account for a page: by verdict, each wording with its reports, speaker and exact words, and what differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from twosource.model import Claim, Difference, Value, Verdict
from twosource.present.anchors import statement_anchor
from twosource.present.book import VERDICTS, Book, Wording
from twosource.present.differing import Compared, wordings_compared
from twosource.present.page.axis import day_words
from twosource.present.page.figures import Figures, claim_figures
from twosource.present.quotes import Piece
from twosource.present.words import harmless, quoted, speaker, supported

MOST_REFERENCES = 6  # reports named beside a wording; more are folded, so that sixty copies of a story do not bury its words
MOST_ABSENT = 12  # reports named as not telling a claim: of longer lists a reader learns nothing
_LONGEST_REPEATED = 60  # longer words are nearly a whole statement, which is quoted just above


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A report's number, its outlet, and the place of the words in its text."""

    number: int
    outlet: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One wording: the reports that have it (`more`: those beyond the first few), who says it and how, the exact words."""

    references: Sequence[Reference]
    more: Sequence[Reference]
    who: str
    through: Sequence[str]
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Words that give a value, and the reports that have them; no words where the statement is quoted in full above."""

    references: Sequence[Reference]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One value of a difference, and who gives it in which words; an empty `value` where the words say it themselves."""

    value: str
    given: Sequence[Given]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One slot in which reports differ: who has which value."""

    kind: str
    conflict: bool
    meanings: Sequence[Meaning]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim as it is shown. `speakers` and `reports` are what it can be found by: names, and numbers of reports."""

    claim_id: str
    place: int
    verdict: Verdict
    kinds: Sequence[str]
    speakers: Sequence[str]
    reports: Sequence[int]
    support: str
    why: Sequence[str]
    cells: Sequence[Cell]
    absent: Sequence[int]
    differences: Sequence[Differing]
    compared: Sequence[Compared]
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The claims of one verdict and what the verdict means; `groups` parts what stands in one report only by report."""

    verdict: Verdict
    meaning: str
    groups: Sequence[tuple[str, Sequence[ClaimView]]]

    @property
    def count(self) -> int:
        """How many claims have this verdict."""
        return sum(len(claims) for _, claims in self.groups)


def sections(book: Book) -> Sequence[Section]:
    """The claims by verdict, what is disputed first; verdicts that no claim has are left out."""
    made = []
    for verdict, meaning in VERDICTS.items():
        claims = [claim_view(claim, book) for claim in book.by_verdict(verdict)]
        groups = _by_report(claims, book) if verdict == "single" else [("", claims)]
        if claims:
            made.append(Section(verdict=verdict, meaning=meaning, groups=groups))
    return made


def _by_report(claims: Sequence[ClaimView], book: Book) -> Sequence[tuple[str, Sequence[ClaimView]]]:
    return [(f"[{n}] {book.outlets[n]}", list(group)) for n, group in groupby(claims, key=lambda claim: claim.reports[0])]


def claim_view(claim: Claim, book: Book) -> ClaimView:
    """A claim with its words by report, its differences and its figures."""
    reports = sorted({book.report_of(id) for id in claim.statement_ids})
    absent = [n for n in book.outlets if n not in reports] if claim.verdict != "single" else []
    names = (speaker(book.statements[id].attribution) for id in claim.statement_ids)
    values = [value for difference in claim.differences for value in difference.values]
    return ClaimView(
        claim_id=claim.id,
        place=book.places[claim.id],
        verdict=claim.verdict,
        kinds=sorted({difference.kind for difference in claim.differences}),
        speakers=sorted({name for name in names if name}),
        reports=reports,
        support=supported(claim.support),
        why=[harmless(why) for why in claim.support.why],
        cells=[_cell(wording, values, book) for wording in book.wordings(claim)],
        absent=absent if len(absent) <= MOST_ABSENT else [],
        differences=[_differing(difference, book) for difference in claim.differences],
        compared=wordings_compared(claim, book),
        figures=claim_figures(claim, book),
    )


def _cell(wording: Wording, values: Sequence[Value], book: Book) -> Cell:
    references = _references((quote.statement.id for quote in wording.quotes), book)
    return Cell(
        references=references[:MOST_REFERENCES],
        more=references[MOST_REFERENCES:],
        who=wording.who,
        through=list(_through(wording, book)),
        pieces=wording.pieces(values),
    )


def _references(statement_ids: Iterable[str], book: Book) -> Sequence[Reference]:
    """The reports of these statements, each once, at the first of the statements."""
    found: dict[int, str] = {}
    for id in statement_ids:
        found.setdefault(book.report_of(id), statement_anchor(id))
    return [Reference(number=n, outlet=book.outlets[n], anchor=anchor) for n, anchor in sorted(found.items())]


def _through(wording: Wording, book: Book) -> Iterator[str]:
    """Each agency between the reports and the speaker; with the reports' numbers where it is not in all of them."""
    between: dict[str, list[int]] = {}
    reports = [book.report_of(quote.statement.id) for quote in wording.quotes]
    for report, quote in zip(reports, wording.quotes, strict=True):
        if agencies := book.through(quote.statement):
            between.setdefault(agencies, []).append(report)
    for agencies, at in between.items():
        where = "" if at == reports or len(at) > MOST_REFERENCES else f" in {' '.join(f'[{n}]' for n in dict.fromkeys(at))}"
        yield f"via {agencies}{where}"


def _differing(difference: Difference, book: Book) -> Differing:
    """Who has which value: words that mean the same stand together."""
    meant: dict[str, list[Value]] = {}
    for value in sorted(difference.values, key=lambda v: (book.report_of(v.statement_id), v.span.start)):
        meant.setdefault(harmless(value.value), []).append(value)
    meanings = [_meaning(value, same, book) for value, same in meant.items()]
    return Differing(kind=difference.kind, conflict=difference.conflict, meanings=meanings, why=harmless(difference.why))


def _meaning(value: str, same: Sequence[Value], book: Book) -> Meaning:
    words: dict[str, list[str]] = {}
    for given in same:
        words.setdefault(_words_of(given), []).append(given.statement_id)
    told = [Given(references=_references(ids, book), words=shown) for shown, ids in words.items()]
    return Meaning(value="" if _says_itself(value, words) else day_words(value), given=told)


def _words_of(value: Value) -> str:
    return quoted(value.span.text) if len(value.span.text) <= _LONGEST_REPEATED else ""


def _says_itself(value: str, words: Mapping[str, object]) -> bool:
    """Whether a value only repeats the words that give it."""
    plain = {shown.strip('"').casefold() for shown in words}
    return len(value) > _LONGEST_REPEATED or plain == {value.casefold()}
