"""The people who wrote a page's report, and the agencies that stand among them.

The page's fields and its visible byline are asked in order of trust; the names that most of them bear out are right, and the
fullest form of them. Desks, firms, sites and accounts are nobody, agencies come out apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from twosource.lexicon.agencies import by_alias, mentions, of_name
from twosource.lexicon.furniture import folded as line_folded
from twosource.lexicon.furniture import furniture, line_words
from twosource.lexicon.names import given_names
from twosource.lexicon.outlets import by_name
from twosource.lexicon.outlets import folded as outlet_folded
from twosource.reading.byline import names
from twosource.reading.html.daywords import days, page_words
from twosource.reading.html.gathered import Gathered
from twosource.reading.html.head import author_fields, fields
from twosource.reading.html.jsonld import Node, all_words, by_id, items, types, words
from twosource.reading.html.near import Piece, pieces

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ORIGINS: Final = (
    "isBasedOn",
    "isPartOf",
    "copyrightHolder",
    "sourceOrganization",
    "provider",
    "creditText",
    "author",
    "creator",
)

# Classes of boxes about an author, of comments, of other reports, of pictures.
_ELSEWHERE: Final = re.compile(
    r"comment|reply|related|recommend|popular|most-?read|trending|teaser|sidebar|widget|(?<!post-)(?<!entry-)(?<!article-)footer|caption"
    r"|figure|image|img|photo|avatar|credit|\bcards?\b|promo|newsletter|\bbio|-bio|biograph|about|descri|form\b|listing|archive-|reaction"
    r"|review|quote",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS: Final = frozenset({"aside", "footer", "nav", "figure", "form", "blockquote", "figcaption", "head"})
_OWN: Final = re.compile(r"\b(?:post|entry|article)-", re.IGNORECASE)  # the footer of the report itself
_BYLINE: Final = re.compile(r"[Aa]uthor|[Bb]yline|[Aa]utor|[Ww]riter")
_DEEP: Final = 12  # ancestors that are asked whether they are a box of something else
_LINE_DEEP: Final = 3  # the same of a line beside the headline
_MOST: Final = 40  # marked elements that are looked at
_SHORT: Final = 6  # letters of a name that may be known as part of the site's
_PARTS: Final = 14  # pieces of text of one byline
_BEFORE, _AFTER = 6, 14  # pieces around the headline among which a line is taken for a byline
_LONGEST: Final = 200
_LINE: Final = 90
_ADDRESS: Final = re.compile(r"\S{0,80}@\S{0,80}|\[email[^\]]{0,20}\]|https?:\S{0,200}|\bwww\.\S{0,200}")
_AND: Final = re.compile(r"(?<=\s)(?:And|AND|Und|und|et|Et|y|og|och|en|E|e)(?=\s[A-Z])")
_ANDS: Final = frozenset({"and", "und", "et", "y", "e", "en", "og", "och", "", "&"})
# `… at UC Overton`, `… for The Overton Post`: up to the next cut
_HOUSE: Final = re.compile(r"\s(?:at|of|for|For|FOR|from|From|in|In|via|bei|für|pour|para|per)\s[^|;,]{0,120}")
_POSTED: Final = re.compile(r"^(?:posted|written|reported|published|authored|story|words|text) (?=by\b)", re.IGNORECASE)
# `… - Overton Research Team`, `… | Overton Advance Media`: `names` stops before such a word
_TEAM: Final = re.compile(r" (?:team|media|network|press|radio|tv|group|newspapers)\b", re.IGNORECASE)
_NOT_AUTHOR: Final = re.compile(
    r"^\s*(?:photo|image|picture|illustration|foto|bild|graphic|video|source|quelle)|\bedited by\b", re.IGNORECASE
)
_PLAIN: Final = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?: [^\W\d_][\w.'’-]{0,30}){0,3}")
_ACCOUNT: Final = re.compile(r"[A-Z]{2,30}|\w{0,30}admin\w{0,30}")  # one word in capitals is a firm's
_POST: Final = re.compile(r",? (?:Ph\.?D\.?|M\.?D\.?|R\.?N\.?|R\.?D\.?|Esq\.?|MSc|MPH|J\.?D\.?)(?=[,;]|$)")


def authors(page: Gathered, heading: "HtmlElement | None", near: Sequence[Piece]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people named as authors, and the agencies named as authors or as origin, each once and in the order of the page."""
    own = frozenset(map(_letters, page.site_names())) - {""}
    lines = _bylines(page, heading, near, own)
    told = [_declared(_of_jsonld(page.nodes, page.reports), own)]
    told += [_declared(values, own) for group in author_fields() if len(values := page.head.all(group)) <= _PARTS]
    told += [tuple(dict.fromkeys(name for line in lines for name in _shown_people(line, own)))]
    return _best([people for people in told if people]), _agencies(page, lines)


def _best(told: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The names that most sources bear out, those of the first of equals; fuller ones of the same people in their place."""
    if not told:
        return ()
    best = max(told, key=lambda names: sum(_covers(other, names) or _covers(names, other) for other in told))
    for other in told:
        if len(other) >= len(best) and _covers(other, best) and sum(map(_length, other)) > sum(map(_length, best)):
            best = other
    return best


def _covers(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether these are all of the others, and maybe more."""
    return all(any(_is_of(other, name) for name in names) for other in others)


def _length(name: str) -> int:
    return len(name.split())


def _is_of(name: str, longer: str) -> bool:
    """Whether a name is another's, or its first or last part: `Ada` of `Ada Moss`."""
    own, whole = _key(name).split(), _key(longer).split()
    return bool(own) and (whole[: len(own)] == own or whole[-len(own) :] == own)


# ---- fields


def _of_jsonld(nodes: Sequence[Node], reports: Sequence[Node]) -> Iterator[str]:
    """The names under `author` of the first report that has any, else `creator`; an organisation is none."""
    known = by_id(nodes)
    for field in ("author", "creator"):
        for node in reports:
            found = [name for value in items(node.get(field)) for name in _person(value, known)]
            if found:
                yield from found
                return


def _person(value: Any, known: Mapping[str, Node]) -> Iterator[str]:
    if isinstance(value, Mapping):
        linked = known.get(str(value.get("@id"))) if "name" not in value else None
        node = linked if linked is not None else value
        if "organization" not in types(node) and "newsmediaorganization" not in types(node):
            yield from all_words(node.get("name"))
    else:
        yield from all_words(value)


def _declared(values: Iterable[str], own: frozenset[str]) -> tuple[str, ...]:
    """The people in fields: names as in a byline, and what may be one where nothing else stands there."""
    found: list[str] = []
    for value in list(values)[:_MOST]:
        found += list(_in_line(value[:_LONGEST], own)) or list(_whole(value, own))
    return tuple({_key(name): name for name in reversed(found)}.values())[::-1]


def _whole(value: str, own: frozenset[str]) -> Iterator[str]:
    bare = _POST.sub("", " ".join(value.split()))
    parts = re.split(r"[\W_]+", bare.casefold())
    if _PLAIN.fullmatch(bare) and not line_words("role") & set(parts) and _is_person(bare, own) and not _ACCOUNT.fullmatch(bare):
        yield bare


def _is_site(name: str, own: frozenset[str]) -> bool:
    """Whether a name is the site's or an outlet's, or part of the site's; a site may have its writer's name."""
    bare = _letters(name)
    if bare in own or outlet_folded(name) in by_name() or (len(bare) > _SHORT and any(bare in site for site in own)):
        return name.split()[0].casefold() not in given_names()
    return False


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _is_agency(name: str) -> bool:
    return of_name(name) is not None


# ---- the visible byline


def _bylines(page: Gathered, heading: "HtmlElement | None", near: Sequence[Piece], own: frozenset[str]) -> tuple[str, ...]:
    """The byline that the page shows, in one or more lines.

    It is the first element beside the headline that is marked as one and has a name, else a line there that begins with `By`,
    else what all marked elements of the page agree on.
    """
    holding = frozenset() if heading is None else frozenset((heading, *heading.iterancestors()))
    beside = frozenset(chain.from_iterable((piece.element, *islice(piece.element.iterancestors(), _DEEP)) for piece in near))
    marked = [element for element in page.marked if _is_byline(element) and not _is_elsewhere(element, holding, _DEEP)][:_MOST]
    lines = [_line_of([text for text, _ in pieces(element, _PARTS)]) for element in marked]
    shown = (line for line, element in zip(lines, marked, strict=True) if element in beside)
    first = next((line for line in chain(shown, _opened(near, holding)) if _shown_people(line, own)), None)
    if first is not None:
        return (first,)
    agreed = {people: line for line in lines if len(line) <= _LONGEST and (people := frozenset(_in_line(line, own)))}
    return tuple(agreed.values()) if len(agreed) == 1 else ()


def _shown_people(line: str, own: frozenset[str]) -> tuple[str, ...]:
    """The people in a line of the page, or the one word that is all of it: `By Ada`."""
    if len(line) > _LONGEST:
        return ()
    found = tuple(dict.fromkeys(_in_line(line, own)))
    alone = line.strip("|-–— ")
    return found or (tuple(_whole(alone, own)) if " " not in alone else ())


def _is_byline(element: "HtmlElement") -> bool:
    """Whether an element is marked as naming an author, and not only as something of another kind."""
    if "author" in f"{element.get('itemprop')} {element.get('rel')}":
        return True
    return _BYLINE.search(element.get("class") or "") is not None


def _opened(near: Sequence[Piece], holding: "frozenset[HtmlElement]") -> Iterator[str]:
    """The lines beside the headline that begin with `By`."""
    for at, piece in enumerate(near):
        how = _opens(piece.text) if len(piece.text) <= _LINE and -_BEFORE <= piece.distance <= _AFTER else None
        if how and not _is_elsewhere(piece.element, holding, _LINE_DEEP):
            yield _line_of([piece.text, *_behind([after.text for after in near[at + 1 :]])] if how == "alone" else [piece.text])


def _behind(texts: Sequence[str]) -> Iterator[str]:
    """The names behind a lone `By`: the next piece, and further ones behind a comma or an `and`."""
    for at, text in enumerate(texts[:_PARTS]):
        if at % 2 and line_folded(text) not in _ANDS:
            return
        yield text


def _opens(text: str) -> str | None:
    """Whether a piece of text opens a byline: `By` alone, or with what follows in capitals."""
    word, _, rest = _bare(text).partition(" ")
    if word.casefold() not in page_words("by"):
        return None
    return "named" if rest.strip()[:1].isupper() else "alone" if not rest.strip() else None


def _line_of(parts: Sequence[str]) -> str:
    """The line of a byline from its pieces: from `By` on where that stands by itself, up to a date, without what buttons say."""
    kept = [part for part in parts if line_folded(part) not in furniture() or line_folded(part) in page_words("by")]
    opening = next((at for at, part in enumerate(kept) if _opens(part)), 0)
    closing = next((at for at, part in enumerate(kept) if at > opening and any(days(part))), len(kept))
    return " | ".join(_without_by(part) for part in kept[opening:closing])


def _without_by(part: str) -> str:
    word, _, rest = _bare(part).partition(" ")
    return rest.strip() if word.casefold() in page_words("by") else part


def _bare(part: str) -> str:
    """A piece without the bars and dots before it, the colon behind its first word, and `Posted` before `by`."""
    return _POSTED.sub("", part.lstrip("|•·–—-:, ")[:_LONGEST]).replace(":", " ", 1)


def _is_elsewhere(element: "HtmlElement", holding: "frozenset[HtmlElement]", deep: int) -> bool:
    """Whether an element stands in a box of something else; what holds the headline too is no such box."""
    for current in islice(chain([element], element.iterancestors()), deep):
        if current in holding or current.tag in ("body", "article", "main"):
            return False
        called = f"{current.get('class') or ''} {current.get('id') or ''}"
        if (current.tag in _ELSEWHERE_TAGS and not _OWN.search(called)) or _ELSEWHERE.search(called):
            return True
    return False


def _in_line(line: str, own: frozenset[str]) -> Iterator[str]:
    """The people in a line, without the dates, addresses, degrees, houses and places beside them."""
    bare = _POST.sub("", _ADDRESS.sub(" | ", line))
    if _NOT_AUTHOR.search(bare):
        return
    for start, end, _ in reversed(list(days(bare))):
        bare = f"{bare[:start]}|{bare[end:]}"
    bare = _HOUSE.sub("", _AND.sub("and", bare))
    for start, end in names(bare):
        if _is_person(bare[start:end], own) and not _TEAM.match(bare, end):
            yield bare[start:end]


def _is_person(name: str, own: frozenset[str]) -> bool:
    words_of = set(re.split(r"[\s.]+", name.casefold()))
    return not words_of & (page_words("desk") | page_words("nobody")) and not _is_site(name, own) and not _is_agency(name)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


# ---- agencies


def _agencies(page: Gathered, lines: Sequence[str]) -> tuple[str, ...]:
    """The agencies named as authors or as the origin of the report, by the names of the agencies' list."""
    known = by_id(page.nodes)
    told = [text for node in page.reports[:2] for field in _ORIGINS for text in _texts(node.get(field), known)]
    told += [value for value in page.head.all(fields("origin")) if len(value) <= _LONGEST]
    found = [by_alias()[match[0]] for text in (*told, *lines) for match in mentions(text[:_LONGEST]) if _is_marked(text, match)]
    return tuple(dict.fromkeys(agency.name for agency in found if agency.kind == "wire"))


def _is_marked(text: str, match: re.Match[str]) -> bool:
    return not text[: match.start()].strip()[-1:].isalnum() or match[0] == text.strip() or "by" in text.casefold().split()[:1]


def _texts(value: Any, known: Mapping[str, Node]) -> Iterator[str]:
    for item in items(value):
        node = known.get(str(item.get("@id"))) if isinstance(item, Mapping) and "name" not in item else item
        told = words(node) if not isinstance(node, Mapping) else words(node.get("name"))
        if told:
            yield told
