"""Whether an account agrees with the reports it rests on: every id, every hash, every span.

It works on the JSON record rather than on nouns, so that a record that somebody changed is looked at as it stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twosource.model import Article, FieldPlace
from twosource.reading.report import Report
from twosource.records import Record, from_record
from twosource.text import TEXT_FIELD, View, compose

_SPAN_KEYS = frozenset({"start", "end", "text", "original"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that does not agree: its place in the record (`claims[3].differences[0].values[1]`), and what is wrong."""

    place: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What `verify` looked at, and every problem in the order of the record."""

    articles: int
    statements: int
    spans: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span of the record: where it stands, the article it counts in, and its object."""

    place: str
    article_id: str | None
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Reports:
    """The reports given, by hash (all items of a feed or of a list have their file's), and by path and line."""

    by_hash: Mapping[str, Sequence[Report]]
    by_place: Mapping[tuple[str | None, int | None], Report]

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "_Reports":
        given = tuple(reports)
        by_hash: dict[str, list[Report]] = {}
        for report in given:
            by_hash.setdefault(report.raw_sha256, []).append(report)
        return cls(by_hash, {(r.path, r.line): r for r in given if r.path is not None})


def verify(account: Record, reports: Iterable[Report]) -> Checked:
    """Checks an account's record against its reports, matched by hash, by path where that fails.

    Every span's words must stand at its place in the article's text, and its `original` must lead to them in the report as it was
    given, after the recorded edits. What no report was given for is a problem too.
    """
    articles, statements = _objects(account, "articles"), _objects(account, "statements")
    given = _Reports.of(reports)
    problems = [*_id_problems(account, articles, statements)]
    views: dict[str, View] = {}
    for place, article in articles.items():
        view, found = _view(article, given, place)
        problems.extend(found)
        if view is not None:
            views[str(article.get("id"))] = view
    texts = {str(article.get("id")): text for article in articles.values() if isinstance(text := article.get("text"), str)}
    spans = tuple(_spans(account, articles, statements))
    problems.extend(problem for span in spans for problem in _span_problems(span, texts, views))
    return Checked(articles=len(articles), statements=len(statements), spans=len(spans), problems=tuple(problems))


def _objects(account: Record, key: str) -> Mapping[str, Record]:
    """The objects of a list of the account, each by its place."""
    value = account.get(key)
    items = enumerate(value) if isinstance(value, list) else ()
    return {f"{key}[{n}]": item for n, item in items if isinstance(item, dict)}


def _id_problems(account: Record, articles: Mapping[str, Record], statements: Mapping[str, Record]) -> Iterator[Problem]:
    """Ids that come twice, and ids that name nothing."""
    known = {kind: {str(item.get("id")) for item in o.values()} for kind, o in (("article", articles), ("statement", statements))}
    for kind, objects in (("article", articles), ("statement", statements)):
        seen: set[str] = set()
        for place, item in objects.items():
            if (id_ := str(item.get("id"))) in seen:
                yield Problem(place=place, what=f"{kind} id {id_} comes twice")
            seen.add(id_)
    for place, key, value in _references(account):
        kind = "statement" if key.startswith("statement") or key == "parent" else "article"
        if str(value) not in known[kind]:
            yield Problem(place=place, what=f"{kind} {value} not found in the account")


def _references(account: Record) -> Iterator[tuple[str, str, Any]]:
    """Every `(place, key, id)` in the record that names an article or a statement."""
    for place, item in _walk(account):
        for key in ("article_id", "statement_id", "parent"):
            if item.get(key) is not None:
                yield f"{place}.{key}", key, item[key]
        for key in ("article_ids", "statement_ids"):
            values = item.get(key)
            yield from ((f"{place}.{key}[{n}]", key, v) for n, v in enumerate(values if isinstance(values, list) else ()))
        if place.startswith("derivations[") and "to" in item:
            yield f"{place}.to", "article_id", item["to"]


def _walk(account: Record) -> Iterator[tuple[str, Record]]:
    """Every object of the record with its place, in the record's order; its depth does not matter."""
    todo: list[tuple[str, Any]] = [("", account)]
    while todo:
        place, value = todo.pop()
        if isinstance(value, dict):
            yield place, value
            children = [(f"{place}.{key}" if place else str(key), child) for key, child in value.items()]
        elif isinstance(value, list):
            children = [(f"{place}[{n}]", child) for n, child in enumerate(value)]
        else:
            continue
        todo.extend(reversed(children))


def _spans(account: Record, articles: Mapping[str, Record], statements: Mapping[str, Record]) -> Iterator[_Placed]:
    """Every span of the record with the article it counts in: its own, its statement's, or the one it stands inside of."""
    homes = {place: item.get("id") for place, item in articles.items()}
    homes |= {place: item.get("article_id") for place, item in statements.items()}
    article_of = {str(item.get("id")): item.get("article_id") for item in statements.values()}
    for place, item in _walk(account):
        if item.keys() >= _SPAN_KEYS:
            inside = homes.get(place.split(".")[0])
            home = item.get("article_id", article_of.get(str(item.get("statement_id")), inside))
            yield _Placed(place, None if home is None else str(home), item)


def _view(record: Record, reports: _Reports, place: str) -> tuple[View | None, Sequence[Problem]]:
    """The article's text made again out of its report and the recorded edits."""
    named = f"{record.get('path') or record.get('id')}"
    try:
        article = from_record(Article, record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return None, [Problem(place=place, what=f"{named}: not an article record ({error})")]
    found, problems = _reports_of(article, reports, place)
    views = [_view_in(article, report, place, named) for report in found]
    if not views:
        return None, problems
    view, wrong = next((made for made in views if not made[1]), views[0])
    return view, [*problems, *wrong]


def _view_in(article: Article, report: Report, place: str, named: str) -> tuple[View | None, Sequence[Problem]]:
    """The article's text made again out of one report."""
    fields = {TEXT_FIELD: report.text, "title": report.title}
    try:
        view = compose([(f.field, _field(fields, f)) for f in article.fields], article.edits)
    except (ValueError, TypeError, IndexError) as error:
        return None, [Problem(place=place, what=f"{named}: its text is not found in the report ({error})")]
    if view.text != article.text or view.fields != article.fields:
        return view, [Problem(place=f"{place}.text", what=f"{named}: the text is not found in the report as given")]
    return view, []


def _field(fields: Mapping[str, str | None], place: FieldPlace) -> str:
    words = fields.get(place.field)
    if words is None:
        raise ValueError(f"it has no field {place.field!r}")
    return words


def _reports_of(article: Article, reports: _Reports, place: str) -> tuple[Sequence[Report], Sequence[Problem]]:
    """The reports that an article may have been read from, those of its line first."""
    if same := reports.by_hash.get(article.raw_sha256):
        return sorted(same, key=lambda report: report.line != article.line), []
    named = article.path or article.id
    report = reports.by_place.get((article.path, article.line))
    if report is not None:
        what = f"{named}: not the report that was read (its SHA-256 is {report.raw_sha256}, not {article.raw_sha256})"
        return [report], [Problem(place=f"{place}.raw_sha256", what=what)]
    return [], [Problem(place=place, what=f"{named}: report not found among those given (SHA-256 {article.raw_sha256})")]


def _span_problems(span: _Placed, texts: Mapping[str, str], views: Mapping[str, View]) -> Iterator[Problem]:
    start, end, words = (span.record[key] for key in ("start", "end", "text"))
    text = texts.get(span.article_id or "")
    if text is None:
        yield Problem(place=span.place, what=f"its article {span.article_id} not found in the account")
    elif _is_of_metadata(span.record):
        return
    elif not _is_place(start, end, len(text)) or text[start:end] != words:
        yield Problem(place=span.place, what=f"{_shown(words)} not found at [{start}, {end}) of the article's text")
    elif (view := views.get(span.article_id or "")) is not None and not _leads_back(span.record, view):
        where = f"{span.record.get('original_field', TEXT_FIELD)} {span.record['original']}"
        yield Problem(place=span.place, what=f"{_shown(words)} not found in the report at {where}")


def _is_of_metadata(record: Mapping[str, Any]) -> bool:
    """Whether a span says that its words stand nowhere in the text: what a page's own data or a field told."""
    nowhere = record["original"] is None and record["start"] == record["end"] == 0
    return nowhere and "metadata" in (record.get("how"), record.get("where"))


def _is_place(start: Any, end: Any, length: int) -> bool:
    return type(start) is int and type(end) is int and 0 <= start <= end <= length


def _leads_back(record: Mapping[str, Any], view: View) -> bool:
    """True where the words of the report at `original` are the span's, or the span says how it comes to stand nowhere."""
    if record["original"] is None:
        return record.get("how") is not None
    if record["end"] > len(view.text):
        return False
    span = view.span(record["start"], record["end"])
    same_field = span.original_field == record.get("original_field")
    return span.text == record["text"] and same_field and list(span.original or ()) == record["original"]


def _shown(words: Any) -> str:
    shown = str(words)
    return repr(shown if len(shown) <= 60 else f"{shown[:57]}...")
