"""A report as given, read into an article: repaired, cut into blocks, with who wrote it, where, when and for whom."""

from collections.abc import Sequence

from twosource.model import Article, Block, Dateline, Edit, Given, Outlet, Span, content_id
from twosource.reading import credits as crediting
from twosource.reading import dates, repair
from twosource.reading.blocks import blocks
from twosource.reading.byline import byline
from twosource.reading.dateline import dateline
from twosource.reading.language import is_english
from twosource.reading.outlet import domain, of_domain, outlet
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.text import TEXT_FIELD, View, compose

TITLE_FIELD = "title"
_LANGUAGE_SAMPLE = 400


def article(report: Report, settings: ReadSettings | None = None) -> Article:
    """The article of a report. Fields that were given win over those found in the text; where both differ, both are kept."""
    del settings  # nothing of this stage can be set yet
    view = compose(_fields(report), _edits(report))
    parts = blocks(view)
    url = report.url or dates.url_in(parts)
    publisher = outlet(report.outlet, url)
    found = dates.on_page(parts, url)
    return Article(
        id=report.id or content_id(report.title, report.text, publisher.name if publisher else None, url),
        raw_sha256=report.raw_sha256,
        path=report.path,
        line=report.line,
        url=url,
        headline=_headline(parts),
        outlet=publisher,
        byline=byline(view, parts, report.authors),
        credits=crediting.credits(view, parts, publisher, report.authors),
        dateline=_dateline(view, parts),
        published=dates.given(report.published) or found or dates.in_sentences(parts),
        modified=dates.given(report.modified) or dates.modified(parts),
        language=report.language or ("en" if is_english(report.text[:_LANGUAGE_SAMPLE]) else None),
        text=view.text,
        fields=view.fields,
        blocks=parts,
        edits=view.edits,
        differs=_differs(report, publisher, url, found.value if found else None),
    )


def _fields(report: Report) -> list[tuple[str, str]]:
    fields = [(TITLE_FIELD, report.title)] if report.title and report.title.strip() else []
    return [*fields, (TEXT_FIELD, report.text)]


def _edits(report: Report) -> list[Edit]:
    edits = list(repair.edits(report.text))
    return [*repair.edits(report.title, TITLE_FIELD), *edits] if report.title and report.title.strip() else edits


def _headline(parts: Sequence[Block]) -> Span | None:
    return next((block.span for block in parts if block.kind == "headline"), None)


def _dateline(view: View, parts: Sequence[Block]) -> Dateline | None:
    """The dateline of the first body paragraph that has one: a roundup has several, the first is the report's."""
    for block in parts:
        if block.kind == "body" and (found := dateline(view, block.span.start, block.span.end)):
            return found[0]
    return None


def _differs(report: Report, publisher: Outlet | None, url: str | None, found_date: str | None) -> tuple[Given, ...]:
    differing = []
    host = domain(url)
    if report.outlet and publisher and host and of_domain(host).name != publisher.name:
        differing.append(Given(field="outlet", given=report.outlet, found=of_domain(host).name))
    given = dates.given(report.published)
    if given and given.value and found_date and not dates.agree(given.value, found_date):
        differing.append(Given(field="published", given=given.value, found=found_date))
    return tuple(differing)
