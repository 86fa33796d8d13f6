"""What a site lets robots fetch, by its robots.txt (RFC 9309)."""

from dataclasses import dataclass
from functools import lru_cache

from protego import Protego

LARGEST = 512_000  # bytes of a robots.txt that are read: RFC 9309 asks for 500 KiB at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of one site. `text` is its robots.txt; `closed`: it could not be asked, which RFC 9309 reads as a no."""

    text: str = ""
    closed: bool = False

    def allows(self, url: str, agent: str) -> bool:
        """Whether a robot of this name may fetch an address."""
        return not self.closed and bool(_rules(self.text).can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """The seconds that the site asks a robot to wait between two requests; 0 where it does not."""
        return float(_rules(self.text).crawl_delay(agent) or 0.0)


def robots_of(status: int | None, body: bytes) -> Robots:
    """The rules that an answer to the question for robots.txt gives; `None` is no answer at all.

    >>> robots_of(404, b"").allows("https://example.com/a", "twosource")
    True
    >>> robots_of(200, b"User-agent: *\\nDisallow: /private").allows("https://example.com/private/a", "twosource")
    False
    >>> robots_of(503, b"").allows("https://example.com/a", "twosource")
    False
    """
    if status is None or status >= 500 or status == 429:
        return Robots(closed=True)
    if status >= 300:
        return Robots()
    return Robots(text=body[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff"))


@lru_cache(maxsize=64)
def _rules(text: str) -> Protego:
    return Protego.parse(text)
