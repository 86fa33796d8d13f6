"""An account as a table: one row a statement, one column a thing one can count, filter or group by."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from twosource.model import Account, Article, Attribution, Claim, Entity, Quantity, Statement
from twosource.present.book import Book
from twosource.present.words import number, outlet_name

Cell = str | int | bool | None

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "story": "the story's id",
        "claims": "ids of the claims that it asserts, in the order they are shown, with a space between; empty for none",
        "claim_numbers": "the numbers these claims have in the account as it is shown, in the same order",
        "verdicts": "the verdicts of these claims, in the same order",
        "report": "the report's number in the account as it is shown, by date from 1",
        "outlet": "who published the report, or what else tells it from the others",
        "url": "the report's address",
        "path": "the file it was read from",
        "published": "when it was published (ISO 8601; XXXX: a year that nothing gives)",
        "article_id": "the report's id",
        "sha256": "SHA-256 of the report's input as it was given",
        "statement_id": "the statement's id",
        "parent": "the id of the statement that it is told within",
        "start": "where its words start in the report's text, in code points",
        "end": "where they end; the end is not part of them",
        "words": "its exact words, line breaks and all",
        "voice": "direct, indirect, mixed, or outlet where the report itself speaks",
        "speaker": "who is said to have said it, by the name that the source stands for",
        "source_words": "the words that name the source",
        "cue": "the words that say that it was said",
        "source_kind": "named, unnamed, official, organisation, agency, document, witness or none",
        "chain": "from the outlet over an agency to the speaker, ? where unknown, with > between",
        "stance": "asserts, denies, doubts, possible or plans",
        "negated": "whether it says that something is not so",
        "quantities": "its numbers as a reader reads them, with ; between",
        "quantities_json": "the same as a JSON list: value, low, high, bound, unit, of, role and words of each",
        "times": "its times as TIMEX3 values, with a space between",
        "places": "the places it names, with ; between",
        "people": "the people it names, with ; between",
        "organisations": "the bodies it names, with ; between",
        "reports": "how many reports have the first of its claims",
        "outlets": "how many outlets have it",
        "reporters_low": "newsrooms that did their own reporting of it: at least",
        "reporters_high": "and at most",
        "origins_low": "separate accesses to the fact behind it: at least",
        "origins_high": "and at most",
        "flags": "what to know of its support: single_source, one_newsroom, one_origin, unnamed_only, with a space between",
        "differences": "in what the reports differ on any of its claims: kinds, with a space between",
        "conflict": "whether values of these differences exclude each other",
        "note": "a ready sentence on each dispute or update of its claims: who gives what, and when",
    }
)

_BOUNDS: Mapping[str, str] = MappingProxyType({"exactly": "", "at_least": "at least ", "at_most": "at most "})


def statement_rows(account: Account) -> Iterator[dict[str, Cell]]:
    """The statements of an account in the order of the reports, each as a row with every one of `COLUMNS`.

    A statement that is in no claim has a row too; what is not known is `None`. Support is that of the first of a statement's
    claims, the one with the gravest verdict and the most reports: numbers stay numbers.
    """
    book = Book.of(account)
    articles = {article.id: article for article in account.articles}
    claims = _claims_of(book.claims)
    for statement in sorted(account.statements, key=lambda s: (*book.place_of(s), s.span.end, s.id)):
        found = claims.get(statement.id, ())
        row = {
            "story": account.story.id,
            **_claim_cells(found, book.places),
            **_article_cells(articles[statement.article_id], book),
            **_statement_cells(statement),
            **_content_cells(statement),
            **_support_cells(found),
        }
        yield {name: row[name] for name in COLUMNS}


def _claims_of(claims: Iterable[Claim]) -> Mapping[str, Sequence[Claim]]:
    """Each statement's claims in the order they are shown."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for statement_id in dict.fromkeys(claim.statement_ids):
            found.setdefault(statement_id, []).append(claim)
    return found


def _claim_cells(claims: Sequence[Claim], places: Mapping[str, int]) -> dict[str, Cell]:
    differences = [difference for claim in claims for difference in claim.differences]
    return {
        "claims": _joined(claim.id for claim in claims),
        "claim_numbers": _joined(str(places[claim.id]) for claim in claims),
        "verdicts": _joined(claim.verdict for claim in claims),
        "differences": _joined(dict.fromkeys(difference.kind for difference in differences)),
        "conflict": any(difference.conflict for difference in differences) if claims else None,
        "note": _joined(dict.fromkeys(claim.note for claim in claims if claim.note)),
    }


def _article_cells(article: Article, book: Book) -> dict[str, Cell]:
    return {
        "report": book.numbers[article.id],
        "outlet": article.outlet.name if article.outlet else outlet_name(article),
        "url": article.url,
        "path": article.path,
        "published": article.published.value,
        "article_id": article.id,
        "sha256": article.raw_sha256,
    }


def _statement_cells(statement: Statement) -> dict[str, Cell]:
    return {
        "statement_id": statement.id,
        "parent": statement.parent,
        "start": statement.span.start,
        "end": statement.span.end,
        "words": statement.span.text,
        "voice": statement.voice,
        **_attribution_cells(statement.attribution),
        "stance": statement.stance,
        "negated": statement.negated,
    }


def _attribution_cells(attribution: Attribution | None) -> dict[str, Cell]:
    if attribution is None:
        return dict.fromkeys(("speaker", "source_words", "cue", "source_kind", "chain"))
    return {
        "speaker": attribution.speaker,
        "source_words": attribution.source.text if attribution.source else None,
        "cue": attribution.cue.text if attribution.cue else None,
        "source_kind": attribution.source_kind,
        "chain": _joined((link or "?" for link in attribution.chain), " > "),
    }


def _content_cells(statement: Statement) -> dict[str, Cell]:
    return {
        "quantities": _joined(map(quantity_words, statement.quantities), "; "),
        "quantities_json": _quantities_json(statement.quantities),
        "times": _joined(time.value for time in statement.times if time.value),
        "places": _names(statement.entities, "PLACE"),
        "people": _names(statement.entities, "PERSON"),
        "organisations": _names(statement.entities, "ORG"),
    }


def _support_cells(claims: Sequence[Claim]) -> dict[str, Cell]:
    if not claims:
        return dict.fromkeys(("reports", "outlets", "reporters_low", "reporters_high", "origins_low", "origins_high", "flags"))
    support = claims[0].support
    return {
        "reports": support.reports,
        "outlets": support.outlets,
        "reporters_low": support.reporters.low,
        "reporters_high": support.reporters.high,
        "origins_low": support.origins.low,
        "origins_high": support.origins.high,
        "flags": _joined(support.flags),
    }


def quantity_words(quantity: Quantity) -> str:
    """A number in few words: role, bound, value, unit and what is counted; the report's own words where no value is known.

    The shape: `killed at least 12 people`, `wounded 20 to 30 people`, `about 106.9 million USD`.
    """
    if quantity.bound == "between" and quantity.low is not None and quantity.high is not None:
        value = f"{number(quantity.low)} to {number(quantity.high)}"
    elif quantity.value is not None:
        value = _BOUNDS.get(quantity.bound, f"{quantity.bound} ") + number(quantity.value)
    else:
        return " ".join(part for part in (quantity.role, quantity.span.text) if part)
    return " ".join(part for part in (quantity.role, value, quantity.unit, quantity.of) if part)


def _quantities_json(quantities: Sequence[Quantity]) -> str | None:
    keys = ("value", "low", "high", "bound", "unit", "of", "role")
    found = [{key: getattr(quantity, key) for key in keys} | {"words": quantity.span.text} for quantity in quantities]
    return json.dumps(found, ensure_ascii=False) if found else None


def _names(entities: Iterable[Entity], kind: str) -> str | None:
    return _joined(dict.fromkeys(entity.name for entity in entities if entity.type == kind), "; ")


def _joined(parts: Iterable[str], between: str = " ") -> str | None:
    return between.join(parts) or None
