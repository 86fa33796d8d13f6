"""RSS (0.9x, 1.0, 2.0), Atom (0.3, 1.0) and JSON Feed: each item's content to a report, with what the feed says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from twosource.lexicon.agencies import of_name
from twosource.lexicon.outlets import by_domain
from twosource.model import Dating, Rejection
from twosource.reading import dates
from twosource.reading.feeds import xml as feedxml
from twosource.reading.fields import NOTHING, titled
from twosource.reading.markup import holds_entities, holds_markup, without_tags
from twosource.reading.outlet import domain, of_domain
from twosource.reading.report import Metadata, Report

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from twosource.reading.feeds.xml import Family

LARGEST_FEED: Final = 64_000_000
_MAIL: Final = re.compile(r"\S{1,100}@\S{1,200}")
_IN_BRACKETS: Final = re.compile(r"\(([^()]{2,200})\)")
_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(Z|z|[+-]\d\d:?\d\d)?)?")
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
# What a program writes where it has no date: the first second of Unix and of .NET.
_NO_DATE: Final = ("1970-01-01T00:00", "0001-01-01")
_CUT: Final = re.compile(
    r"(?:\[?(?:…|\.\.\.|&#8230;|&hellip;)\]?|\b(?:read|see|view) (?:more|on)|continue reading)"
    r"\W{0,10}(?:</?\w{1,10}[^<>]{0,300}>\s{0,9}){0,6}\s*$",
    re.IGNORECASE,
)
_TAIL: Final = 400
_LONGEST_TEASER: Final = 500  # characters: three or four sentences; items of news agencies with their whole text have more
_LONGEST_NAME: Final = 300
_SECTION: Final = re.compile(r"\s[-–—|»>·:]\s|:\s|\sRSS(?: Feed)?$", re.IGNORECASE)
_NOT_NAMED: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of all its items."""

    title: str | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an item says that it comes from: RSS `source`, Atom `source`, `dc:source`."""

    name: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An item's words: `text` as the parser gives it; `is_summary` where the feed has nothing longer."""

    text: str
    is_html: bool
    is_summary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item of any feed, before it is a report."""

    number: int
    line: int | None
    guid: str | None
    title: str | None
    url: str | None
    content: Content | None
    published: tuple[str, str] | None  # the field's name and its value
    modified: tuple[str, str] | None
    authors: tuple[str, ...]
    origin: Origin
    publisher: str | None
    language: str | None


def items(
    given: str | bytes, *, path: str | None, raw_sha256: str, url: str | None = None, largest_feed: int = LARGEST_FEED
) -> Iterator[Report | Rejection]:
    """The report of each item in the order of the feed, or what was wrong with it; `url`: where the feed was found, if known.

    `raw_sha256` is the feed's. `part` is the item's guid or id, else its number; `line` where it begins. An item with nothing but
    a teaser is read, with a notice after it. A feed that is broken gives the items that are whole, and one rejection a fault.
    """
    if len(given) > largest_feed:
        detail = f"a feed of more than {largest_feed:,} bytes: split it, or raise the setting read.largest_feed"
        yield Rejection(stage="read", reason="too_large", detail=detail, path=path)
        return
    text = feedxml.decoded(given)
    if text.removeprefix("\ufeff").lstrip()[:1] == "{":
        from twosource.reading.feeds import jsonfeed

        yield from jsonfeed.items(text.removeprefix("\ufeff"), path=path, raw_sha256=raw_sha256)
        return
    yield from _xml_items(text.removeprefix("\ufeff"), path, raw_sha256, url)


def _xml_items(text: str, path: str | None, raw_sha256: str, url: str | None) -> Iterator[Report | Rejection]:
    feed = feedxml.parsed(text)
    channel = _channel(feed.root, url)
    for number, item in enumerate(feed.items, 1):
        yield from told(_entry(item, number, channel), channel, path, raw_sha256)
        if item.fault is not None:
            detail = f"item {number} is broken ({item.fault}): what could be read of it was read; check it against the feed"
            yield Rejection(stage="read", reason="broken_feed", detail=detail, path=path, line=item.line)
    if feed.fault is not None:
        line, what = feed.fault
        detail = f"not well-formed ({what}): download the feed again"
        yield Rejection(stage="read", reason="broken_feed", detail=detail, path=path, line=line)
    elif not feed.items:
        detail = "a feed without items: give one that has some"
        yield Rejection(stage="read", reason="empty", detail=detail, path=path)


def told(entry: Entry, channel: Channel, path: str | None, raw_sha256: str) -> Iterator[Report | Rejection]:
    """The report of an entry, and what is to be said of it."""
    part = entry.guid or f"item {entry.number}"
    if entry.content is None:
        detail = f"item {part!r} has neither content nor summary: give the page behind its link"
        yield Rejection(stage="read", reason="no_text", detail=detail, path=path, line=entry.line)
        return
    title, headline = titled(entry.title)
    outlet, agencies = _behind(entry, channel)
    published, modified = _dating(entry.published), _dating(entry.modified)
    language = entry.language or channel.language
    yield Report(
        path=path,
        line=entry.line,
        part=part,
        raw_sha256=raw_sha256,
        text=entry.content.text,
        is_html=entry.content.is_html,
        title=title,
        url=entry.url,
        outlet=outlet,
        published=_given(entry.published),
        modified=_given(entry.modified),
        authors=entry.authors or channel.authors,
        language=language,
        metadata=Metadata(
            headline=headline,
            outlet=outlet,
            authors=entry.authors or channel.authors,
            agencies=agencies,
            published=published,
            modified=modified,
            language=language,
            url=entry.url,
        ),
    )
    if entry.content.is_summary and _is_teaser(entry.content):
        detail = f"item {part!r} has only a summary, which is read: for the whole report give the page behind its link"
        yield Rejection(stage="read", reason="summary_only", detail=detail, path=path, line=entry.line)


def moment(text: str) -> str:
    """A feed's date in ISO 8601, with time and zone as given; one that cannot be read as it stands.

    >>> moment("Thu, 01 Sep 2016 13:50:09 EST"), moment("2016-09-01T13:50:09.25Z")
    ('2016-09-01T13:50:09-05:00', '2016-09-01T13:50:09+00:00')
    """
    bare = " ".join(text.split())
    if match := _ISO.fullmatch(bare):
        zone = (match[3] or "").upper().replace("Z", "+00:00")
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
        return f"{match[1]}T{match[2]}{zone}" if match[2] else match[1]
    try:
        found: datetime = parsedate_to_datetime(bare[:100])
    except (TypeError, ValueError, OverflowError, IndexError):
        return bare
    return found.isoformat() if "-0000" not in bare else found.isoformat() + "+00:00"


def _given(stamp: tuple[str, str] | None) -> str | None:
    value = moment(stamp[1]) if stamp else ""
    return None if not value or value.startswith(_NO_DATE) else value


def _dating(stamp: tuple[str, str] | None) -> Dating | None:
    found = dates.given(_given(stamp))
    if found is None or stamp is None:
        return None
    return replace(found, how="metadata", why=f"the feed's {stamp[0]} is {stamp[1].strip()[:60]!r}")


def _is_teaser(content: Content) -> bool:
    words = without_tags(content.text) if len(content.text) < 10 * _LONGEST_TEASER else content.text
    return len(words) < _LONGEST_TEASER or _CUT.search(content.text[-_TAIL:]) is not None


# ---- XML


def _channel(root: "Element | None", url: str | None) -> Channel:
    if root is None:
        return Channel(url=url)
    outer = feedxml.family(root)
    head = next(feedxml.children(outer, "channel"), root)
    inner = outer if head is root else feedxml.family(head)
    return Channel(
        title=_first(inner, "title", "dc:title"),
        url=_link(inner, None) or url,
        language=_first(inner, "language", "dc:language") or head.get(_LANGUAGE) or root.get(_LANGUAGE),
        authors=tuple(_atom_authors(inner)),
    )


def _entry(item: feedxml.Item, number: int, channel: Channel) -> Entry:
    own, about = feedxml.family(item.element), item.element.get(_ABOUT, "").strip()
    guid = _first(own, "guid", "id") or about
    title = next(feedxml.children(own, "title", "dc:title"), None)
    return Entry(
        number=number,
        line=item.line,
        guid=guid[:_LONGEST_NAME] if guid else None,
        title=None if title is None else feedxml.text_of(title),
        url=_link(own, channel.url) or _permalink(own) or _whole(about, None),
        content=_content(own),
        published=_stamp(own, "pubDate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created"),
        modified=_stamp(own, "updated", "dcterms:modified", "modified"),
        authors=_authors(own),
        origin=_origin(own),
        publisher=_first(own, "dc:publisher"),
        language=_first(own, "dc:language") or item.element.get(_LANGUAGE),
    )


def _first(own: "Family", *names: str) -> str | None:
    """The words of the first child of these names that has any, in one line."""
    found = (" ".join(feedxml.text_of(child).split()) for child in feedxml.children(own, *names))
    return next((words for words in found if words), None)


def _stamp(own: "Family", *names: str) -> tuple[str, str] | None:
    return next(((name, words) for name in names if (words := _first(own, name))), None)


def _content(own: "Family") -> Content | None:
    """The first of an item's contents with words in it; its summary where it has none."""
    for child in feedxml.children(own, "content:encoded", "content", "xhtml:body", "xhtml:div"):
        if (made := _atom_content(child) if feedxml.name(child) == "content" else _declared(child)) is not None:
            return made
    for child in feedxml.children(own, "description", "summary", "dc:description"):
        if (made := _atom_content(child)) is not None:
            return replace(made, is_summary=True)
    return None


def _declared(child: "Element") -> Content | None:
    text = feedxml.text_of(child)
    return Content(text=text, is_html="<" in text or holds_entities(text)) if text.strip() else None


def _atom_content(child: "Element") -> Content | None:
    """A text construct by its `type`; without one (and in RSS) the text tells whether it is HTML."""
    kind, mode = child.get("type", "").lower(), child.get("mode", "")
    if mode == "base64" or (kind and "/" in kind and not kind.startswith("text/") and "html" not in kind):
        return None
    if "html" in kind or feedxml.has_elements(child):
        return _declared(child)
    text = feedxml.text_of(child)
    if not text.strip():
        return None
    return Content(text=text, is_html=holds_markup(text) or (kind != "text" and holds_entities(text)))


def _link(own: "Family", base: str | None) -> str | None:
    """The address of an item: FeedBurner's note of the true one, a link as text (RSS), an `alternate` link (Atom)."""
    links = [child for child in feedxml.children(own, "link") if child.get("rel", "alternate") == "alternate"]
    found = [_first(own, "feedburner:origLink"), *(child.get("href") or feedxml.text_of(child) for child in links)]
    return next((whole for link in found if link and (whole := _whole(" ".join(link.split()), base))), None)


def _whole(link: str, base: str | None) -> str | None:
    try:
        whole = urljoin(base, link) if base else link
    except ValueError:  # `http://[broken`
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _permalink(own: "Family") -> str | None:
    """RSS: a guid is an address unless it says that it is none."""
    for guid in feedxml.children(own, "guid"):
        words = feedxml.text_of(guid).strip()
        if guid.get("isPermaLink", "true") == "true" and words.startswith(("http://", "https://")):
            return words
    return None


def _authors(own: "Family") -> tuple[str, ...]:
    plain = (child for child in feedxml.children(own, "dc:creator", "author") if not feedxml.has_elements(child))
    names = (*_atom_authors(own), *(person(feedxml.text_of(child)) for child in plain))
    return tuple(dict.fromkeys(name for name in names if name))


def _atom_authors(own: "Family") -> Iterator[str]:
    for author in feedxml.children(own, "author"):
        for name in feedxml.children(feedxml.family(author), "name"):
            if found := person(feedxml.text_of(name)):
                yield found


def person(words: str) -> str | None:
    """The name in an author field, without an address.

    >>> person("mila@tarvopost.example (Mila Orun)"), person("desk@tarvopost.example"), person(" Jon  Bellac ")
    ('Mila Orun', None, 'Jon Bellac')
    """
    line = " ".join(without_tags(words[:1_000]).split())
    if _MAIL.search(line):
        named = _IN_BRACKETS.search(line)
        line = named[1].strip() if named else _MAIL.sub("", line).strip(" <>,;")
    return line[:_LONGEST_NAME] if line and line.lower() not in NOTHING else None


def _origin(own: "Family") -> Origin:
    for source in feedxml.children(own, "source", "ag:source", "dc:source"):
        inner = feedxml.family(source)
        title = _first(inner, "title") if feedxml.has_elements(source) else " ".join(feedxml.text_of(source).split())
        url = source.get("url") or _link(inner, None)
        if title and title.startswith(("http://", "https://")):
            title, url = None, url or title
        if title or url:
            return Origin(name=title[:_LONGEST_NAME] if title else None, url=url)
    return Origin()


# ---- who is behind an item


def _behind(entry: Entry, channel: Channel) -> tuple[str | None, tuple[str, ...]]:
    """The outlet of an item, and the origins it names.

    An aggregator's item is the source's own report. A newsroom that takes over a report (an agency's, or one that stands on its
    own site and comes from another) is the outlet, and the source an origin.
    """
    host, own = domain(entry.url), domain(channel.url)
    named = entry.origin.name or domain(entry.origin.url)
    outlet = entry.publisher or _outlet(channel, host)
    if named is None or _bare(named) in (_bare(outlet), _bare(channel.title)):
        return outlet, ()
    if _is_own(entry.origin, named, host) or (own and of_domain(own).kind == "aggregator"):
        return named, ()
    if of_name(named) is not None or (own is not None and own == host and domain(entry.origin.url) != own):
        return outlet, (named,)
    return named, ()


def _is_own(origin: Origin, named: str, host: str | None) -> bool:
    """True where an item's address lies on the site of its source."""
    if host is None:
        return False
    listed = by_domain().get(host)
    return domain(origin.url) == host or (listed is not None and _bare(listed.name) == _bare(named))


def _outlet(channel: Channel, host: str | None) -> str | None:
    """The feed's title as an outlet's name, without its section where the domain shows which part is the name.

    `None` where the item's domain is a known outlet's, which names it better.
    """
    if not channel.title or (host and of_domain(host).kind != "unknown"):
        return None
    title = without_tags(channel.title)[:_LONGEST_NAME]
    parts = [part.strip() for part in _SECTION.split(title) if part.strip()]
    site = _bare((host or domain(channel.url) or "").split(".")[0])
    like = [part for part in parts if site and len(_bare(part)) > 2 and (_bare(part) in site or site in _bare(part))]
    if like:
        return min(like, key=len)
    return parts[0] if len(parts) == 1 else title or None


def _bare(name: str | None) -> str:
    return _NOT_NAMED.sub("", name or "").lower().removeprefix("the")
