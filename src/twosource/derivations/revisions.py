"""Which reports are versions of one page: by its URL, however it is written, or by the number that a site gives an article."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from twosource.derivations.passages import Pair
from twosource.model import Article

# What hosts put before a site's name for another device; no other newsroom, no other text.
_DEVICES = re.compile(r"(?:www\d?|m|mobile|amp|touch|wap)\.(?=[^.]+\.)")
# Parameters that tell how a reader came to the page, not which page it is; from the makers' own documentation (Google Analytics,
# Facebook, Microsoft, Mailchimp, Adobe) and from news sites, 2026-11.
_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|d|ms|tw|yt|ig)clid|igshid|igsh|mc_[ce]id|_ga|_gl|s?cid|cmp|cmpid|ncid|ocid|icid|itid|smid|smtyp"
    r"|ref|ref_src|referrer|referer|partner|via|feature|share|shared|xtor|spm|amp|amp_js_v|output(?:type)?|mod|taid|sref"
)
_COPIES = re.compile(r"(?:[\w-]+\.cdn\.ampproject\.org/(?:[a-z]/){1,2}|(?:www\.)?google\.[a-z.]{2,6}/amp/)(?:s/)?(?=[^/]+\.)")
_ENDS = ("/amp", "/print", "/index.html", "/index.htm", "/index.php", "/outputType/amp", ".amp")
_NUMBER = re.compile(r"(?<!\d)\d{5,12}(?!\d)")
_SECTION = 20  # pages: a number that more of one site carry is a section's, not an article's
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What tells one page of a site from another: `address` without what is not part of it, and the article's `number` there."""

    host: str
    address: str
    number: str | None


@lru_cache(maxsize=10_000)
def page_of(url: str | None) -> Page | None:
    """The page that a URL leads to, however it is written; `None` for a site's front page and what is no URL.

    >>> page_of("https://m.post.example/news/a-41234567/amp?utm_source=x") == page_of("http://www.post.example/news/a-41234567")
    True
    """
    try:
        parts = urlsplit(_unwrapped(url or ""))
        host, query = (parts.hostname or "").casefold(), parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:  # `http://[broken`
        return None
    kept = sorted((key, value) for key, value in query if not _TRACKING.fullmatch(key.casefold()))
    path = _without_end(unquote(parts.path))
    if "." not in host or not (path or kept):
        return None
    host = _DEVICES.sub("", host, count=1)
    numbers = [number for number in _NUMBER.findall(f"{path}?{urlencode(kept)}") if not _DAY.fullmatch(number)]
    address = f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")
    return Page(host=host, address=address, number=numbers[-1] if numbers else None)


def _unwrapped(url: str) -> str:
    """The URL behind a copy that a search engine keeps."""
    bare = url.strip().partition("//")[2] or url.strip()
    copy = _COPIES.match(bare)
    return f"//{bare[copy.end() :] if copy else bare}"


def _without_end(path: str) -> str:
    """A path without what only names another form of the page: `/news/fire/amp` and `/news/fire/` are `/news/fire`."""
    bare = path.rstrip("/")
    end = next((end for end in _ENDS if bare.endswith(end)), "")
    return bare.removesuffix(end).rstrip("/").replace(".amp.htm", ".htm")


def same_page(a: Article, b: Article) -> str | None:
    """In words, that both stood at one URL; `None` where they did not."""
    one, other = page_of(a.url), page_of(b.url)
    return f"both stood at {one.address}" if one and other and one.address == other.address else None


def same_number(a: Article, b: Article) -> str | None:
    """In words, that one site gave both the same number: a new headline changes the words of a URL, not its number."""
    one, other = page_of(a.url), page_of(b.url)
    if not (one and other and one.number and (one.host, one.number) == (other.host, other.number)):
        return None
    return f"{one.host} gave both the number {one.number}"


def one_page(articles: Mapping[str, Article]) -> Iterator[Pair]:
    """The pairs of reports that may be versions of one page."""
    pages: dict[str, list[str]] = {}
    numbers: dict[tuple[str, str], list[str]] = {}
    for key in sorted(articles):
        if page := page_of(articles[key].url):
            pages.setdefault(page.address, []).append(key)
            if page.number:
                numbers.setdefault((page.host, page.number), []).append(key)
    found = [*pages.values(), *(keys for keys in numbers.values() if len(keys) <= _SECTION)]
    yield from sorted({pair for keys in found for pair in combinations(keys, 2)})
