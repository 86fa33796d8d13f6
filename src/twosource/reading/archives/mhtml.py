"""Saved pages (MHTML, RFC 2557, and mails with a page in them) to the source of the page that was saved."""

import email.message
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from typing import Final

from twosource.errors import InputError
from twosource.reading.report import Payload

LARGEST: Final = 100_000_000
MOST_BOUNDARIES: Final = 50  # parts that hold parts: a saved page has one, a mail three; each costs a look at every line
_PAGES: Final = ("text/html", "application/xhtml+xml")
MOST_DASHES: Final = 200_000  # lines that may open a part; style sheets have some thousands of such lines
_MULTIPART: Final = re.compile(rb"content-type:\s*multipart/", re.IGNORECASE)
# The parameters of this header cost the square of their number; real ones have 200 characters.
_LONG_TYPE: Final = re.compile(rb"^content-type:(?:[^\r\n]|\r?\n[ \t]){5000}", re.IGNORECASE | re.MULTILINE)
_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
# What the email package is known to raise on headers made to break it, beside its own errors (which are ValueErrors).
_BROKEN: Final = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)


def saved_page(raw: bytes, path: str | None, *, largest: int = LARGEST) -> Payload:
    """The page of a saved one: its source with the transfer encoding undone, its address, and when it was saved.

    Raises `InputError`: `too_large`, or `unreadable` where there is no page in it.
    """
    if len(raw) > largest:
        raise InputError(f"a saved page of more than {largest:,} bytes: save the page without its pictures", reason="too_large")
    if len(_MULTIPART.findall(raw)) > MOST_BOUNDARIES or raw.count(b"\n--") > MOST_DASHES or _LONG_TYPE.search(raw):
        raise InputError("a saved page with more parts than a page can have: save it anew", reason="too_large")
    try:
        made = _payload(raw, path)
    except _BROKEN as error:
        raise InputError(f"a saved page that cannot be taken apart ({error}): save it anew", reason="unreadable") from error
    if made is None:
        raise InputError("a saved page without a page in it: save it anew, as HTML or MHTML", reason="unreadable")
    return made


def _payload(raw: bytes, path: str | None) -> Payload | None:
    message = message_from_bytes(raw.lstrip())
    root = _root(message)
    body = None if root is None else root.get_payload(decode=True)
    if root is None or not isinstance(body, bytes) or not body.strip():
        return None
    url = (
        _url(message.get("Snapshot-Content-Location"))
        or _url(root.get("Content-Location"))
        or _url(message.get("Content-Location"))
    )
    charset = root.get_param("charset")
    return Payload(
        raw=body,
        path=path,
        part=_words(root.get("Content-ID")),
        url=url,
        media_type=root.get_content_type(),
        charset=charset.lower() if isinstance(charset, str) and charset else None,
        fetched=_date(message.get("Date")),
    )


def _root(message: email.message.Message) -> email.message.Message | None:
    """The part that `start` names (RFC 2387), else the first page."""
    pages = list(_pages(message))
    start = message.get_param("start")
    if isinstance(start, str):
        pages.sort(key=lambda part: _words(part.get("Content-ID")) != start.strip())
    return pages[0] if pages else None


def _pages(message: email.message.Message) -> Iterator[email.message.Message]:
    return (part for part in message.walk() if not part.is_multipart() and part.get_content_type() in _PAGES)


def _words(value: object) -> str | None:
    """A header as words; one with bytes that are no ASCII comes as an object, not as a string."""
    words = str(value).strip() if value is not None else ""
    return words[:2000].encode("utf-8", "replace").decode("utf-8") or None


def _url(value: object) -> str | None:
    """An address that folding may have cut with white space (RFC 2557 folds long ones)."""
    joined = re.sub(r"\s+", "", _words(value) or "")
    return joined if _URL.fullmatch(joined) else None


def _date(value: object) -> str | None:
    try:
        return parsedate_to_datetime(_words(value) or "").isoformat()
    except _BROKEN:
        return None
