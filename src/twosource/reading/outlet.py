"""The outlet of a report: from what was given, else from the domain of its URL."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from twosource.lexicon import outlets
from twosource.model import Outlet

_DOMAIN = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,24}")
# Prefixes that name a device or an edition of the same newsroom, not another newsroom.
_EDITIONS = ("www.", "m.", "mobile.", "amp.", "edition.", "beta.", "www2.", "www3.")


def outlet(given: str | None, url: str | None) -> Outlet | None:
    """The outlet as given (a name, a domain or a URL), else that of the URL; `None` where neither says.

    >>> outlet(None, "http://www.msn.com/en-in/news/a").kind
    'aggregator'
    >>> outlet("edition.cnn.com", None).name
    'CNN'
    """
    if given and given.strip():
        return _of_given(given.strip(), domain(url))
    host = domain(url)
    return of_domain(host) if host else None


def domain(address: str | None) -> str | None:
    """The host of a URL, or of a bare domain with or without a path, without `www.` and the like; `None` if it is no address.

    >>> domain("http://www.fox7austin.com:80/news")
    'fox7austin.com'
    """
    if not address:
        return None
    text = address.strip().lower()
    try:
        host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").strip(".")
    except ValueError:  # `http://[broken`
        return None
    return _without_edition(host) if _DOMAIN.fullmatch(host) else None


def of_domain(host: str) -> Outlet:
    """The outlet of a domain: the listed one of its longest suffix, else one that is called by the domain."""
    parts = host.split(".")
    for first in range(len(parts) - 1):
        listed = outlets.by_domain().get(".".join(parts[first:]))
        if listed:
            return replace(listed, domain=host)
    return Outlet(name=host, domain=host, kind="unknown")


def _of_given(given: str, host: str | None) -> Outlet:
    if " " not in given and (own := domain(given)):
        return of_domain(own)
    listed = outlets.by_name().get(outlets.folded(given))
    return Outlet(name=given, domain=host or (listed.domain if listed else None), kind=listed.kind if listed else "unknown")


def _without_edition(host: str) -> str:
    for prefix in _EDITIONS:
        if host.startswith(prefix) and host.count(".") > 1:
            return host.removeprefix(prefix)
    return host
