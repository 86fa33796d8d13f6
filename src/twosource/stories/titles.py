"""What a report is called: its headline without the name of the site, and the words of its address."""

import re
from urllib.parse import urlsplit

_SITE = re.compile(r" [-|–—] ")  # before the name of the site, of a section or of a programme
_FEWEST = 3  # words of a headline: "Update - Two held over fire" goes on, and the address part "local-news" is a section
_PARTS = re.compile(r"[-_.]")
_NO_WORDS = frozenset({"html", "htm", "php", "aspx", "article", "story"})


def without_site(headline: str) -> str:
    """A headline up to where the name of its site begins, which all of that site's share.

    >>> without_site("Bridge at Teltow closed - Karsova News 12 | Weather, Sport")
    'Bridge at Teltow closed'
    """
    found = _SITE.search(headline)
    return headline[: found.start()] if found and len(headline[: found.start()].split()) >= _FEWEST else headline


def words_of_address(url: str | None) -> list[str]:
    """The words of the longest part of an address: the headline as it first was, which is left where the text of a page was not
    found or its headline was changed.

    >>> words_of_address("https://news.example/rail/2025/bridge-at-teltow-closed-40213.html")
    ['bridge', 'at', 'teltow', 'closed']
    """
    try:
        parts = urlsplit(url or "").path.casefold().split("/")
    except ValueError:
        return []
    longest = max(parts, key=lambda part: part.count("-"))
    words = [word for word in _PARTS.split(longest) if word.isalpha() and len(word) > 1 and word not in _NO_WORDS]
    return words if len(words) >= _FEWEST else []
