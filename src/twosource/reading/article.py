"""A report as given, read into an article: repaired, cut into blocks, with who wrote it, where, when and for whom."""

from collections.abc import Sequence
from dataclasses import fields

from twosource.model import Article, Block, Byline, Dateline, Edit, Given, Outlet, Span, content_id
from twosource.reading import credits as crediting
from twosource.reading import dates, repair
from twosource.reading.blocks import blocks
from twosource.reading.byline import byline, placed
from twosource.reading.dateline import dateline
from twosource.reading.language import is_english, is_english_tag
from twosource.reading.marked import marked_blocks
from twosource.reading.outlet import domain, of_domain, outlet
from twosource.reading.report import Metadata, Report
from twosource.reading.settings import ReadSettings
from twosource.text import TEXT_FIELD, View, compose, layered

TITLE_FIELD = "title"
_LANGUAGE_SAMPLE = 400


def article(report: Report, settings: ReadSettings | None = None) -> Article:
    """The article of a report. Fields that were given win over those found in the text; where both differ, both are kept."""
    del settings  # nothing of this stage can be set yet
    view = compose(_texts(report), _edits(report))
    parts = marked_blocks(view, report.page.marked) if report.page else blocks(view)
    known = _metadata(report)
    url = report.url or known.url or dates.url_in(parts)
    publisher = outlet(report.outlet or known.outlet, url)
    # of a page, its metadata have weighed the stamps and the URL already
    found = known.published if report.page else known.published or dates.on_page(parts, url)
    return Article(
        id=report.id or content_id(report.title, report.text, publisher.name if publisher else None, url),
        raw_sha256=report.raw_sha256,
        path=report.path,
        line=report.line,
        url=url,
        headline=_headline(parts, known.headline),
        outlet=publisher,
        byline=_byline(report, view, parts, known),
        credits=crediting.credits(view, parts, publisher, (*report.authors, *known.agencies)),
        dateline=_dateline(view, parts),
        published=dates.given(report.published) or found or dates.in_sentences(parts),
        modified=dates.given(report.modified) or known.modified or dates.modified(parts),
        language=report.language or _language(view.text, known.language),
        text=view.text,
        fields=view.fields,
        blocks=parts,
        edits=view.edits,
        differs=_differs(report, publisher, url, found.value if found else None),
    )


def _byline(report: Report, view: View, parts: Sequence[Block], known: Metadata) -> tuple[Byline, ...]:
    """The authors: as given, else as the metadata name them, else as the text does."""
    if report.authors or not known.authors:
        return byline(view, parts, report.authors)
    return placed(view, parts, known.authors)


def _metadata(report: Report) -> Metadata:
    """What the container and the page say, the container first: a feed knows the minute, a page often only the day."""
    page = report.page.metadata if report.page else Metadata()
    around = report.metadata or Metadata()
    return Metadata(**{f.name: getattr(around, f.name) or getattr(page, f.name) for f in fields(Metadata)})


def _texts(report: Report) -> list[tuple[str, str]]:
    title = [(TITLE_FIELD, report.title)] if report.title and report.title.strip() else []
    return [*title, (TEXT_FIELD, report.text)]


def _edits(report: Report) -> list[Edit]:
    title = repair.edits(report.title, TITLE_FIELD) if report.title and report.title.strip() else ()
    if report.page is None:
        return [*title, *repair.edits(report.text)]
    return [*title, *layered(report.text, report.page.edits, repair.edits(report.words))]


def _headline(parts: Sequence[Block], said: str | None) -> Span | None:
    """The headline where it stands; one that only the metadata has stands nowhere."""
    shown = next((block.span for block in parts if block.kind == "headline"), None)
    if shown is None and said:
        return Span(start=0, end=0, text=said, original=None, how="metadata")
    return shown


def _language(text: str, said: str | None) -> str | None:
    """English where the words are; of another language what the metadata says, which often is the editor's default."""
    if is_english(text[:_LANGUAGE_SAMPLE]):
        return "en"
    return said if said and not is_english_tag(said) else None


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
