"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): each item to a report."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from twosource.model import Rejection
from twosource.reading.decode import without_lone_surrogates
from twosource.reading.feeds.items import Channel, Content, Entry, Origin, person, told
from twosource.reading.fields import as_name
from twosource.reading.jsonlist import articles
from twosource.reading.report import Report

_CONTENTS: Final = (("content_html", True, False), ("content_text", False, False), ("summary", False, True))


def items(text: str, *, path: str | None, raw_sha256: str) -> Iterator[Report | Rejection]:
    """The report of each item, or what was wrong with it; of a feed that is broken, its items as those of a list of articles."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        yield from articles(text, path=path, raw_sha256=raw_sha256)
        return
    listed = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(listed, list) or not listed:
        yield Rejection(stage="read", reason="empty", detail="a feed without items: give one that has some", path=path)
        return
    channel = _channel(feed)
    for number, item in enumerate(listed, 1):
        if isinstance(item, dict):
            yield from told(_entry(item, number), channel, path, raw_sha256)
        else:
            detail = f"item {number} is a JSON {type(item).__name__}, not an object: give an object with a content"
            yield Rejection(stage="read", reason="broken_feed", detail=detail, path=path)


def _channel(feed: Mapping[str, Any]) -> Channel:
    return Channel(
        title=_name(feed, "title"),
        url=_name(feed, "home_page_url", "feed_url"),
        language=_name(feed, "language"),
        authors=_authors(feed),
    )


def _entry(item: Mapping[str, Any], number: int) -> Entry:
    return Entry(
        number=number,
        line=None,
        guid=_name(item, "id"),
        title=_words(item.get("title")),
        url=_address(_name(item, "url")) or _address(_name(item, "external_url")) or _address(_name(item, "id")),
        content=_content(item),
        published=_stamp(item, "date_published"),
        modified=_stamp(item, "date_modified"),
        authors=_authors(item),
        origin=Origin(url=_elsewhere(item)),
        publisher=None,
        language=_name(item, "language"),
    )


def _content(item: Mapping[str, Any]) -> Content | None:
    for key, is_html, is_summary in _CONTENTS:
        words = _words(item.get(key))
        if words is not None and words.strip():
            return Content(text=words, is_html=is_html, is_summary=is_summary)
    return None


def _elsewhere(item: Mapping[str, Any]) -> str | None:
    """A link blog's item has its own `url`, and tells with `external_url` of which page it is."""
    return _address(_name(item, "external_url")) if _address(_name(item, "url")) else None


def _authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    listed = holder.get("authors") if isinstance(holder.get("authors"), list) else [holder.get("author")]
    return tuple(dict.fromkeys(found for author in listed or () if (name := as_name(author)) and (found := person(name))))


def _stamp(item: Mapping[str, Any], key: str) -> tuple[str, str] | None:
    value = _name(item, key)
    return None if value is None else (key, value)


def _name(holder: Mapping[str, Any], *keys: str) -> str | None:
    return next((name for key in keys if (name := as_name(holder.get(key)))), None)


def _words(value: Any) -> str | None:
    return without_lone_surrogates(value) if isinstance(value, str) else None


def _address(name: str | None) -> str | None:
    return name if name and name.startswith(("http://", "https://")) else None
