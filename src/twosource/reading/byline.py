"""The people a report names as its authors."""

import re
from collections.abc import Iterable, Iterator, Sequence

from twosource.lexicon.agencies import mentions, of_name
from twosource.lexicon.furniture import line_words
from twosource.lexicon.outlets import by_name, folded
from twosource.model import Block, Byline, Span
from twosource.text import View

_SEPARATOR = re.compile(r",|;|\||•|\s(?:-|–|—|/)\s|\s(?:and|AND|&|with|for|in|of|by|By|BY|via|at|to)\s|\s{3,}|\n|\(|\)")
_OPENING = re.compile(r"(?:(?:Posted|Written|Reported|Published|Story|Text|Authored) by|By:?|BY:?|by|From)[ \u00a0\t]+")
# a full stop belongs to a name only behind an initial or a suffix
_NAME = re.compile(r"(?:(?:[A-Z]\.){1,3}|[JS]r\.|[^\W\d_]+(?:['’-]{1,2}[^\W\d_]+){0,4}|[^\W\d_]+)")
_LONGEST_NAME = 5  # words; Spanish and Arabic bylines reach five
_NOBODY = line_words("role") | line_words("month") | line_words("weekday") | line_words("stamp")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})


def byline(view: View, blocks: Sequence[Block], given: Iterable[str] = ()) -> tuple[Byline, ...]:
    """The authors that a report's byline blocks name, after those its metadata gives; each person once.

    A given author whose words stand in a byline has them as span; else the span is empty, with `how="metadata"`.
    """
    found = {_key(author.name): author for block in blocks if block.kind == "byline" for author in _in_block(view, block)}
    authors = {}
    for name in people(given):
        author = found.get(_key(name)) or Byline(name=name, span=Span(start=0, end=0, text=name, original=None, how="metadata"))
        authors[_key(name)] = author
    return tuple((authors | {key: author for key, author in found.items() if key not in authors}).values())


def placed(view: View, blocks: Sequence[Block], names: Iterable[str]) -> tuple[Byline, ...]:
    """These people, who are known as the authors, each with the first place of a byline block that has the name."""
    lines = [(block.span.start, block.span.text.casefold()) for block in blocks if block.kind == "byline"]
    return tuple(Byline(name=name, span=_place(view, lines, name)) for name in names)


def _place(view: View, lines: Sequence[tuple[int, str]], name: str) -> Span:
    folded = name.casefold()
    for start, line in lines:
        at = line.find(folded)
        if at >= 0 and len(view.text[start : start + len(line)].casefold()) == len(line):
            return view.span(start + at, start + at + len(folded))
    return Span(start=0, end=0, text=name, original=None, how="metadata")


def people(authors: Iterable[str]) -> Iterator[str]:
    """The people among given authors; agencies, desks and staff are none.

    >>> list(people(["By Ada Moss and Lin Teo", "Staff; Agencies", "The Associated Press"]))
    ['Ada Moss', 'Lin Teo']
    """
    for author in authors:
        for start, end in names(author):
            yield author[start:end]


def names(line: str) -> Iterator[tuple[int, int]]:
    """Where the names of people stand in a byline.

    >>> line = "By ADA McMOSSAssociated Press"
    >>> [line[start:end] for start, end in names(line)]
    ['ADA McMOSS']
    """
    bare = line
    for agency in mentions(line):
        bare = f"{bare[: agency.start()]}{'|' * len(agency[0])}{bare[agency.end() :]}"
    opening = _OPENING.match(bare)
    at = opening.end() if opening else 0
    for cut in (*_SEPARATOR.finditer(bare, at), None):
        end = cut.start() if cut else len(bare)
        yield from _name(bare, at, end)
        at = cut.end() if cut else end


def _name(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The name at the start of one part of a byline: capitalised words up to the first that is a role or a date."""
    taken: list[tuple[int, int]] = []
    for match in _NAME.finditer(line, start, end):
        if _belongs(match[0], first=not taken):
            taken.append(match.span())
        elif taken:
            break
        elif match[0].casefold() not in _NOBODY and not match[0].endswith(("'s", "’s")):
            return
    while taken and _is_tail(line[taken[-1][0] : taken[-1][1]]):
        taken.pop()
    taken = _without_outlet(line, taken)
    if 2 <= len(taken) <= _LONGEST_NAME and not any(map(str.isdigit, line[taken[0][0] : taken[-1][1]])):
        yield taken[0][0], taken[-1][1]


def _is_tail(word: str) -> bool:
    return word.casefold() in line_words("particle")


def _without_outlet(line: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words of a name without the outlet behind it: `Ada Moss Washington Post`; none where all are an outlet's."""
    for at, (start, _) in enumerate(taken):
        if folded(line[start : taken[-1][1]]) in by_name():
            taken = taken[:at]
            break
    paper = taken and line[taken[-1][0] : taken[-1][1]].casefold() in line_words("paper")
    return [] if paper else taken


def _belongs(word: str, *, first: bool) -> bool:
    bare = word.casefold().rstrip(".")
    if (bare in _NOBODY and not (bare in line_words("month") and first)) or word.endswith(("'s", "’s")):
        return False
    joined, _, rest = word.partition("-")
    if joined in line_words("particle") and rest[:1].isupper():
        return True
    return word[0].isupper() or bare in _SUFFIXES or (bare in line_words("particle") and not (first and bare == "la"))


def _in_block(view: View, block: Block) -> Iterator[Byline]:
    for start, end in names(block.span.text):
        span = view.span(block.span.start + start, block.span.start + end)
        if of_name(span.text) is None:
            yield Byline(name=" ".join(span.text.split()), span=span)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
