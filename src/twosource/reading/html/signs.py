"""What the markup around a line says it is: signs out of the names, classes and roles of the elements it stands in."""

import re
from collections.abc import Mapping
from typing import Final

from twosource.reading.html.lines import Outline

# One bit each: what an element says of the words in it.
HEADING: Final = 1 << 0
CAPTION: Final = 1 << 1
BYLINE: Final = 1 << 2
DATE: Final = 1 << 3
SHARE: Final = 1 << 4
RELATED: Final = 1 << 5
NEWSLETTER: Final = 1 << 6
COMMENTS: Final = 1 << 7
ADVERT: Final = 1 << 8
BIO: Final = 1 << 9
TAGS: Final = 1 << 10
NOTICE: Final = 1 << 11
DECK: Final = 1 << 12
TWEET: Final = 1 << 13
ASIDE: Final = 1 << 14
NAVIGATION: Final = 1 << 15
FOOTER: Final = 1 << 16
TABLE: Final = 1 << 17
LIST: Final = 1 << 18
FIGURE: Final = 1 << 19
HIDDEN: Final = 1 << 20
QUOTE: Final = 1 << 21
TITLE: Final = 1 << 22
HEADER: Final = 1 << 23
CODE: Final = 1 << 24
ALL: Final = tuple(1 << bit for bit in range(25))

_BY_NAME: Final[Mapping[str, int]] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], HEADING),
    "figcaption": CAPTION | FIGURE,
    "figure": FIGURE,
    "time": DATE,
    "aside": ASIDE,
    "nav": NAVIGATION,
    "footer": FOOTER,
    "header": HEADER,
    "table": TABLE,
    "ul": LIST,
    "ol": LIST,
    "dl": LIST,
    "blockquote": QUOTE,
    "pre": CODE,
    "code": CODE,
    "noscript": HIDDEN,
    "button": SHARE,
    "form": NEWSLETTER,
}
# In class, id, itemprop, rel, role and data-testid values, lower case. A word counts from its beginning on.
_WORDS: Final[Mapping[str, str]] = {
    "CAPTION": r"captions?\b|caption-?text|cutline|figcaption|image-?(?:description|desc|credit|source)|photo-?(?:credit|desc)",
    "BYLINE": r"by-?line|author|writer|reporter-?name|contributors?\b",
    "DATE": r"date|datetime|published|pubdate|publish-|timestamp|time-?stamp|post-?meta|entry-?meta|article-?meta|dateline",
    "SHARE": r"shar(?:e|ing)|social|follow|addthis|sharedaddy|print-|tool-?bar|toolbox",
    "RELATED": r"related|recommend|more-?(?:stories|news|on|from|like)|read-?(?:more|next|also)|also-?(?:read|like)|see-?also|"
    r"trending|most-?(?:read|popular|viewed)|popular|suggested|up-?next|next-?(?:article|post|story)|outbrain|taboola|"
    r"inline-?(?:link|promo|recirc)|recirc|teaser|story-?list|promo|jp-relatedposts",
    "NEWSLETTER": r"newsletter|sign-?up|subscri(?:be|ption)-?(?:box|form|block|promo|cta|widget)|opt-?in|mailing",
    "COMMENTS": r"comments?\b|comment-|disqus|respond\b|replies|discussion|livefyre|fb-comments",
    "ADVERT": r"ads?\b|ad-|advert|sponsor|banner|dfp|gpt-|affiliate|commercial",
    "BIO": r"(?:author|about|writer)-?(?:bio|box|info|about|card|desc|details|profile|description)|bio\b|about-?(?:the-)?author|"
    r"contributor-?bio|tagline",
    "TAGS": r"tags?\b|tag-?list|topics?\b|categor(?:y|ies)|keywords?|breadcrumbs?|post-?tags|entry-?tags",
    "NOTICE": r"cookie|consent|gdpr|disclaimer|copyright|rights|privacy|modal|popup|pop-up|overlay|toast|alert|message|error",
    "DECK": r"deck\b|dek\b|stand-?first|sub-?title|sub-?head(?:line|ing|er)?|summary|excerpt|strapline|kicker|lede?-text|"
    r"intro(?:duction)?\b|blurb|synopsis|teaser-text",
    "TWEET": r"twitter-tweet|tweet|instagram-media|fb-post|tiktok-embed",
    "HIDDEN": r"hidden|hide\b|screen-reader|sr-only|visually-?hidden|a11y|invisible|d-none|offscreen|assistive|print-only",
    "TITLE": r"headline|entry-title|post-title|article-title|story-title|page-title",
    "NAVIGATION": r"nav\b|navbar|navigation|menu|skip-?link|pagination|pager|site-?header|masthead|topbar",
    "FOOTER": r"(?:site-?|page-?|global-?)footer|footer\b|colophon",
    "ASIDE": r"side-?bar|aside|widget|rail\b|complementary",
    "QUOTE": r"pull-?quote|quote",
}
_SIGN: Final = re.compile(r"(?<![a-z])(?:" + "|".join(f"(?P<{sign}>{words})" for sign, words in _WORDS.items()) + ")")
_BITS: Final[Mapping[str, int]] = {sign: globals()[sign] for sign in _WORDS}
_ATTRIBUTES: Final = ("class", "id", "itemprop", "rel", "role", "data-testid", "data-component", "data-type", "property")
_HIDING: Final = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Signs:
    """The signs of a page's elements, worked out when they are asked for."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._own: dict[int, int] = {}

    def own(self, node: int) -> int:
        """What the element itself says."""
        if node not in self._own:
            self._own[node] = self._read(node)
        return self._own[node]

    def below(self, node: int, container: int) -> int:
        """What the element says and those around it, up to the one that is around both it and the container."""
        found, stop = 0, self._outline.around(node, container)
        while node != stop:
            found |= self.own(node)
            node = self._outline.parents[node]
        return found

    def _read(self, node: int) -> int:
        found = _BY_NAME.get(self._outline.names[node], 0)
        attributes = self._outline.attributes(node)
        if not attributes:
            return found
        if "hidden" in attributes or _HIDING.search(attributes.get("style", "")):
            found |= HIDDEN
        return found | _said(" ".join(attributes[name] for name in _ATTRIBUTES if name in attributes))


def _said(words: str) -> int:
    found = 0
    for match in _SIGN.finditer(_HUMP.sub("-", words).lower().replace("_", "-")):
        found |= _BITS[str(match.lastgroup)]
    return found
