"""A report out of named fields, as JSON lines and tables give them: one table of the names that other tools use."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from twosource.errors import InputError
from twosource.reading.decode import without_lone_surrogates
from twosource.reading.markup import holds_markup, holds_tags, without_tags
from twosource.reading.report import Metadata, Report

# The first of these that holds something counts; upper case, `_`, `-` and spaces make no difference. Read off the output of
# trafilatura 2.3, news-please 1.6 and newspaper4k 0.9, JSON Feed 1.1, schema.org, NewsAPI, Event Registry, Media Cloud, the
# WordPress REST API, and the headers of published article sets. Left out on purpose: trafilatura's `filedate` and news-please's
# `date_download` are the day of the crawl; `excerpt`, `description` and `summary` are not the report.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "articleid"),
    "url": ("url", "link", "canonicallink", "canonicalurl", "articleurl", "weburl", "pageurl"),
    "title": ("title", "headline", "articletitle", "webtitle", "heading", "titlepage", "titlerss"),
    "text": (
        "text", "body", "content", "maintext", "contenttext", "articlebody", "articletext", "fulltext", "bodytext", "plaintext",
        "rawtext", "contenthtml", "bodyhtml", "html", "rawhtml", "article",
    ),
    "published": (
        "published", "date", "datepublish", "datepublished", "publishdate", "publisheddate", "publishedat", "publishedon",
        "pubdate", "publicationdate", "datetimepub", "datetime", "articledate",
    ),
    "modified": ("modified", "datemodify", "datemodified", "updated", "updatedat", "lastmodified", "modifiedat", "lastupdated"),
    "outlet": (
        "outlet", "source", "sitename", "publisher", "publication", "sourcename", "sourcehostname", "medianame", "newspaper",
        "metasitename", "sourcedomain", "hostname", "domain", "cleanurl",
    ),
    "authors": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang", "metalang", "inlanguage"),
}  # fmt: skip
_NAMED: Final = ("name", "title", "rendered", "domain", "url", "@value")
_WORDED: Final = ("rendered", "text", "value", "@value")
# What exports write where there is nothing: Python's, JavaScript's and pandas' words for it.
NOTHING: Final = frozenset({"none", "null", "nan", "nat", "n/a", "undefined", "unknown", "[]", "[none]", "['none']", "{}", "-"})
_SPLIT: Final = re.compile(r"[\W_]+")
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_EPOCH: Final = re.compile(r"([12]\d{9})(\d{3})?(?:\.\d{1,9})?")  # seconds or milliseconds, 2001 to 2065
_LISTED: Final = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")
_LONGEST_KEY: Final = 60
_LONGEST_NAME: Final = 5_000  # characters; a byline with an agency's biography has some hundreds


def looks_like_article(record: Mapping[str, Any]) -> bool:
    """True where a record has one of the fields that a text is read from."""
    return any(folded(key) in FIELDS["text"] for key in record)


def folded(name: str) -> str:
    """A field's name for comparing; empty for one that is too long to be known.

    >>> folded("Date Published"), folded("datePublished")
    ('datepublished', 'datepublished')
    """
    return _folded(name) if len(name) <= _LONGEST_KEY else ""


@lru_cache(maxsize=1024)  # the keys of one file are the same on every line
def _folded(name: str) -> str:
    return _SPLIT.sub("", name).lower()


def report_of(
    record: Mapping[str, Any], *, path: str | None, line: int | None, raw_sha256: str, part: str | None = None
) -> Report:
    """The report of a record. Raises `InputError` (`no_text`) where no field holds a text.

    >>> made = report_of({"headline": "Toll rises", "body": "Ten died."}, path=None, line=1, raw_sha256="")
    >>> made.title, made.text
    ('Toll rises', 'Ten died.')
    """
    fields = _folded_keys(record)
    key, text = _words(fields, "text")
    if text is None:
        raise InputError("no text in it: give the report's words as a string in text, body or content", reason="no_text")
    title, headline = titled(_words(fields, "title")[1])
    url, outlet = _addresses(fields)
    return Report(
        path=path,
        line=line,
        part=part,
        raw_sha256=raw_sha256,
        text=text,
        is_html=holds_markup(text) or (key.endswith("html") and "<" in text),
        title=title,
        id=_name(fields, "id"),
        url=url,
        outlet=outlet,
        published=_moment(_name(fields, "published")),
        modified=_moment(_name(fields, "modified")),
        authors=_authors(fields),
        language=_name(fields, "language"),
        metadata=Metadata(headline=headline) if headline else None,
    )


def titled(title: str | None) -> tuple[str | None, str | None]:
    """A title as given, for its place in the input; where it holds tags, `None` and its words, which stand nowhere in the input.

    >>> titled("Ten die"), titled("Ten <b>die</b>")
    (('Ten die', None), (None, 'Ten die'))
    """
    if title is None or not title.strip():
        return None, None
    return (None, without_tags(title) or None) if holds_tags(title) else (title, None)


def _folded_keys(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record by folded names; of two that fold to one the first with a value stays."""
    fields: dict[str, Any] = {}
    for key, value in record.items():
        name = folded(key)
        if not fields.get(name):
            fields[name] = value
    return fields


def _words(fields: Mapping[str, Any], field: str) -> tuple[str, str | None]:
    """The first key whose value holds words, and these as they stand, white space at their ends included."""
    for key in FIELDS[field]:
        value = fields.get(key)
        if isinstance(value, dict):
            value = next((value[inner] for inner in _WORDED if isinstance(value.get(inner), str)), None)
        if isinstance(value, str) and value.strip() and not _is_nothing(value):
            return key, without_lone_surrogates(value)
    return "", None


def _is_nothing(value: str) -> bool:
    return len(value) < _LONGEST_KEY and value.strip().lower() in NOTHING


def _name(fields: Mapping[str, Any], field: str) -> str | None:
    return next((name for key in FIELDS[field] if key in fields and (name := as_name(fields[key]))), None)


def as_name(value: Any) -> str | None:
    """A value as one line: a string, a number, or what an object gives as its name; `None` for what says nothing.

    >>> as_name({"name": " Tarvo Post "}), as_name("nan"), as_name(True)
    ('Tarvo Post', None, None)
    """
    if isinstance(value, dict):
        return next((name for key in _NAMED if isinstance(value.get(key), str) and (name := as_name(value[key]))), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    name = without_lone_surrogates(str(value)).strip()
    return name if name and name.lower() not in NOTHING and len(name) <= _LONGEST_NAME else None


def _addresses(fields: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """URL and outlet. trafilatura's `source` is the page's URL: an address names the outlet only where nothing else does."""
    url = _name(fields, "url")
    names = [name for key in FIELDS["outlet"] if key in fields and (name := as_name(fields[key]))]
    outlet = next((name for name in names if not _ADDRESS.fullmatch(name)), names[0] if names else None)
    if url is None:
        url = next((name for name in names if _ADDRESS.fullmatch(name)), None)
    return url, outlet


def _authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    for key in FIELDS["authors"]:
        names = author_names(fields.get(key))
        if names:
            return names
    return ()


def author_names(value: Any) -> tuple[str, ...]:
    """The authors of a field: a list of names or objects, `A; B`, or a list that was written as text.

    >>> author_names("Mila Orun; Jon Bellac"), author_names("['Mila Orun', None]"), author_names([None])
    (('Mila Orun', 'Jon Bellac'), ('Mila Orun',), ())
    """
    if isinstance(value, str):
        bare = value.strip()
        parts: Iterable[Any] = [a or b for a, b in _LISTED.findall(bare)] if bare.startswith("[") else bare.split(";")
    else:
        parts = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(name for part in parts if (name := as_name(part))))


def _moment(value: str | None) -> str | None:
    """A date as it stands; a count of seconds or milliseconds since 1970 as the time (UTC) that it means.

    >>> _moment("1932854400000"), _moment("2031-04-02")
    ('2031-04-02T00:00:00+00:00', '2031-04-02')
    """
    match = _EPOCH.fullmatch(value) if value else None
    return datetime.fromtimestamp(int(match[1]), UTC).isoformat() if match else value
