"""The agencies a report names, each with where it does, whether it says so or it follows, and what that proves.

A place of a credit is an entry of `PROVES`; nothing is a credit that is not a name of the agencies' list in one of these places.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from twosource.lexicon.agencies import Agency, all_names, by_alias, mentions, of_name
from twosource.model import Block, Credit, CreditPlace, Outlet, Span
from twosource.reading.dateline import dateline
from twosource.reading.shapes import ends_sentence, shape
from twosource.text import View

How = Literal["stated", "inferred"]

PROVES: Mapping[tuple[CreditPlace, How], str] = {
    (
        "byline",
        "stated",
    ): "the report gives {agency} as its author: its text is the agency's, as far as the outlet did not change it",
    ("dateline", "stated"): "the text opens as {agency}'s own: it is the agency's report, as far as the outlet did not change it",
    ("credit_line", "stated"): "the report says that reporting by {agency} went into it; it does not say into which sentences",
    (
        "sign_off",
        "stated",
    ): "the report closes with {agency}'s name: its text is the agency's, as far as the outlet did not change it",
    (
        "sign_off",
        "inferred",
    ): "the closing line has the form that {agency} uses, and {agency} is named elsewhere on the page: two signs "
    "that the text is the agency's, which the page does not say in words",
    ("photo", "stated"): "only the picture is {agency}'s; it says nothing of where the text comes from",
    ("in_text", "stated"): "this statement was made to {agency} or reported by it; the rest of the text need not be the agency's",
    ("metadata", "stated"): "the page's own data name {agency} as author or source of the report",
}

_NAME = f"(?P<name>{all_names()})(?![^\\W\\d_])"
_NEWS_AGENCY = r"(?: news agency| newswire| news service)?"
_TELLS = (
    r"(?:told|tells|telling|informed|(?:said|confirmed|confirming|speaking|statement) (?:in an interview )?(?:to|with)|"
    r"interview (?:with|by))"
)
_REPORTS = r"(?:(?:first |also |has |had )?(?:reported|reports)(?! to)|was told|has learned|is reporting|quoted|cited)"
# `told AP`, `according to the Associated Press`, `Reuters reported`, `seen by AFP`, `AFP said`. All repetitions are bounded.
_IN_TEXT = (
    re.compile(rf"\b{_TELLS} (?:to )?(?:the |The ){{0,2}}{_NAME}"),
    re.compile(
        rf"\b(?:[Aa]ccording to|(?:first |as )?reported by|(?:seen|reviewed|obtained|quoted|cited|published|carried|released) by|"
        rf"reports?|contacted by|in comments to|in remarks to|in a statement to)"
        rf" (?:(?:the|The|a|an) ){{0,2}}(?:report (?:by|from|in) (?:the |The )?)?{_NAME}"
    ),
    re.compile(rf"(?:^|[\s“\"(])(?:[Tt]he )?{_NAME}{_NEWS_AGENCY} {_REPORTS}\b"),
)
_NOT_A_CREDIT = re.compile(
    r"(?:/Ipsos|[/-][A-Z][A-Za-z]{1,12}(?: [A-Z][a-z]{1,12})? (?:poll|survey)| poll| survey| Top 25| Stylebook| Foundation)"
)
_TAIL_SOURCE = re.compile(rf"(?:[-–—] ?|\(|\[)(?P<names>(?:{all_names()})(?:(?:/|, ?| and )(?:{all_names()}))*)[)\]]?\.?$")
_SIGN_OFF = re.compile(
    r"[(\[]?\s?(?:[A-Z][a-z]{1,12} and )?(?:\w{1,12} )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ee]dited|[Cc]ompiled|[Ww]ritten) "
    r"(?:and \w{1,12} )?by\b"
)
_SIGNS_OFF_SO = "Reuters"  # the agency whose copy closes with `(Reporting by …; editing by …)`
_LONGEST_CREDIT = 900


def credits(view: View, blocks: Sequence[Block], outlet: Outlet | None = None, authors: Iterable[str] = ()) -> tuple[Credit, ...]:
    """The credits of a report in order of place, those of its metadata first.

    An outlet that is the agency declares nothing by its own name.
    """
    last = max((at for at, block in enumerate(blocks) if block.kind == "body"), default=len(blocks))
    found = list(_of_metadata(authors))
    for at, block in enumerate(blocks):
        found += _mentions(view, block, "sign_off") if at > last and _is_closing(block) else _of_block(view, block)
    found += _of_tail(view, blocks)
    found += _of_sign_off(view, blocks, found)
    kept = {(credit.span.start, credit.span.end, credit.agency): credit for credit in found if not _is_own(credit, outlet)}
    return tuple(sorted(kept.values(), key=lambda credit: (credit.where != "metadata", credit.span.start, credit.agency)))


def _credit(agency: Agency, where: CreditPlace, span: Span, how: How = "stated") -> Credit:
    return Credit(agency=agency.name, where=where, how=how, proves=PROVES[where, how].format(agency=agency.name), span=span)


def _is_own(credit: Credit, outlet: Outlet | None) -> bool:
    if outlet is None:
        return False
    agency = of_name(credit.agency)
    domain = outlet.domain or ""
    own = agency is not None and any(domain == known or domain.endswith(f".{known}") for known in agency.domains)
    return own or (outlet.kind == "agency" and outlet.name == credit.agency)


def _of_metadata(authors: Iterable[str]) -> Iterator[Credit]:
    # the span's own `how` stays empty: in a record it would stand in the place of the credit's
    for author in authors:
        for part in re.split(r"[;,/]| and ", author):
            agency = of_name(part)
            if agency:
                yield _credit(agency, "metadata", Span(start=0, end=0, text=part.strip(), original=None))


def _is_closing(block: Block) -> bool:
    """Whether a block is an agency's name alone, which behind the story signs it."""
    return block.kind == "credit" and shape(block.span.text) == "agency" and of_name(block.span.text) is not None


def _of_block(view: View, block: Block) -> Iterator[Credit]:
    if block.kind == "body":
        yield from _of_body(view, block)
    elif block.kind == "byline":
        yield from _mentions(view, block, "byline")
    elif block.kind == "caption":
        yield from _of_caption(view, block)
    elif block.kind == "credit":
        look = shape(block.span.text)
        if look != "tweet":
            yield from _mentions(view, block, "photo" if look != "credit" else _place_of(block.span.text))
    elif block.kind == "furniture" and shape(block.span.text) == "rights":
        yield from _mentions(view, block, "credit_line")


def _place_of(line: str) -> CreditPlace:
    return "sign_off" if _SIGN_OFF.match(line) else "credit_line"


def _mentions(view: View, block: Block, where: CreditPlace) -> Iterator[Credit]:
    start = block.span.start
    for match in mentions(view.text, start, min(block.span.end, start + _LONGEST_CREDIT)):
        agency = by_alias()[match[0]]
        if where in ("photo",) or agency.kind == "wire":
            yield _credit(agency, where, view.span(*match.span()))


def _of_caption(view: View, block: Block) -> Iterator[Credit]:
    """Agencies of a picture; `told AFP` in a caption is a statement made to it all the same."""
    told = {credit.span.start: credit for credit in _in_text(view, block)}
    for credit in _mentions(view, block, "photo"):
        yield told.pop(credit.span.start, credit)


def _of_body(view: View, block: Block) -> Iterator[Credit]:
    start = block.span.start
    opening = dateline(view, start, block.span.end)
    done = start
    if opening:
        done = opening[0].span.end
        for agency in opening[1]:
            match = re.search("|".join(map(re.escape, _aliases(agency))), view.text[start:done])
            if match:
                yield _credit(agency, "dateline", view.span(start + match.start(), start + match.end()))
    yield from (credit for credit in _in_text(view, block) if credit.span.start >= done)


def _aliases(agency: Agency) -> list[str]:
    return sorted((*agency.names, *agency.marked), key=lambda name: (-len(name), name))


def _in_text(view: View, block: Block) -> Iterator[Credit]:
    # looked at only where a name stands: an article is long, its agencies are few
    if next(mentions(view.text, block.span.start, block.span.end), None) is None:
        return
    seen: set[int] = set()
    for pattern in _IN_TEXT:
        for match in pattern.finditer(view.text, block.span.start, block.span.end):
            start, end = match.span("name")
            agency = by_alias()[match["name"]]
            if start in seen or agency.kind != "wire" or _NOT_A_CREDIT.match(view.text, end):
                continue
            seen.add(start)
            yield _credit(agency, "in_text", view.span(start, end))


def _of_tail(view: View, blocks: Sequence[Block]) -> Iterator[Credit]:
    """A name in brackets or after a dash behind the last sentence: `… he said. (AFP)`."""
    last = next((block for block in reversed(blocks) if block.kind == "body"), None)
    if last is None:
        return
    start = max(last.span.start, last.span.end - 80)
    match = _TAIL_SOURCE.search(view.text, start, last.span.end)
    if match is None or (match.start() > last.span.start and not ends_sentence(view.text[start : match.start()].rstrip())):
        return
    for name in mentions(view.text, *match.span("names")):
        yield _credit(by_alias()[name[0]], "sign_off", view.span(*name.span()))


def _of_sign_off(view: View, blocks: Sequence[Block], found: Sequence[Credit]) -> Iterator[Credit]:
    """The agency whose form a sign-off without a name has, where that agency is named in another place too."""
    if not any(credit.agency == _SIGNS_OFF_SO for credit in found):
        return
    for block in blocks:
        text = block.span.text
        if block.kind == "credit" and text[0] in "([" and _SIGN_OFF.match(text) and next(mentions(text), None) is None:
            yield _credit(by_alias()[_SIGNS_OFF_SO], "sign_off", view.span(block.span.start, block.span.end), "inferred")
