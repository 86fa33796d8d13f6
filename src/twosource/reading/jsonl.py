"""One article an object: the fields of JSON lines, with the names that other tools give them."""

import json
from collections.abc import Mapping
from typing import Any, Final

from twosource.errors import InputError
from twosource.reading.decode import without_lone_surrogates
from twosource.reading.report import Report

# The first of these keys that holds something counts. From trafilatura, news-please, JSON Feed, schema.org and CSV exports.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id",),
    "url": ("url", "link"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "maintext", "content_text"),
    "published": ("published", "date", "date_publish", "datePublished", "date_published"),
    "modified": ("modified", "date_modify", "dateModified", "date_modified"),
    "outlet": ("outlet", "source", "source_domain", "sitename", "publisher"),
    "authors": ("author", "authors", "byline"),
    "language": ("language",),
}
_NAMED: Final = ("name", "title", "domain", "url")


def parse_object(line: str) -> dict[str, Any]:
    """The JSON object of a line. Raises `InputError` (`broken_json`) where it is none."""
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError) as error:
        where = f" ({error.msg} at column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"not a JSON object{where}: write one article a line, as one object", reason="broken_json") from error
    if not isinstance(parsed, dict):
        raise InputError(f"a JSON {type(parsed).__name__}, not an object: write one article a line", reason="broken_json")
    return parsed


def looks_like_article(record: Mapping[str, Any]) -> bool:
    """True where an object has one of the fields that a text is read from."""
    return any(key in record for key in FIELDS["text"])


def report_of(record: Mapping[str, Any], *, path: str | None, line: int | None, raw_sha256: str) -> Report:
    """The report of a JSON object. Raises `InputError` (`no_text`) where no field holds a text.

    >>> made = report_of({"headline": "Toll rises", "body": "Ten died."}, path=None, line=1, raw_sha256="")
    >>> made.title, made.text
    ('Toll rises', 'Ten died.')
    """
    text = _words(record, "text")
    if text is None:
        named = ", ".join(FIELDS["text"])
        raise InputError(f"no text in it: give the report's words as a string in one of {named}", reason="no_text")
    return Report(
        path=path,
        line=line,
        raw_sha256=raw_sha256,
        text=text,
        title=_words(record, "title"),
        id=_name(record, "id"),
        url=_name(record, "url"),
        outlet=_name(record, "outlet"),
        published=_name(record, "published"),
        modified=_name(record, "modified"),
        authors=_authors(record),
        language=_name(record, "language"),
    )


def _words(record: Mapping[str, Any], field: str) -> str | None:
    """A field's string as it stands, white space at its ends included."""
    for key in FIELDS[field]:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return without_lone_surrogates(value)
    return None


def _name(record: Mapping[str, Any], field: str) -> str | None:
    return next((name for key in FIELDS[field] if (name := _as_name(record.get(key)))), None)


def _as_name(value: Any) -> str | None:
    """A value as one line: a string, a number, or what an object gives as its name."""
    if isinstance(value, dict):
        return next((name for key in _NAMED if isinstance(name := value.get(key), str) and name.strip()), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return without_lone_surrogates(str(value)).strip() or None


def _authors(record: Mapping[str, Any]) -> tuple[str, ...]:
    for key in FIELDS["authors"]:
        value = record.get(key)
        parts = value if isinstance(value, list) else value.split(";") if isinstance(value, str) else [value]
        names = tuple(name for part in parts if (name := _as_name(part)))
        if names:
            return names
    return ()
