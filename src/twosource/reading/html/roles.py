"""What each kept line of a page is: headline, byline, caption, subheading, body, or furniture between these.

The markup decides, and the look of a line where the markup is silent. Signs that much of the text itself carries (a site that
prints its reports inside `class="caption"`) say nothing against a line. Credits are left to what reads the words.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from twosource.lexicon import lines as lexicon_lines
from twosource.model import BlockKind
from twosource.reading.html import signs
from twosource.reading.html.body import Body, is_prose, making_of
from twosource.reading.html.lines import Line, Outline
from twosource.reading.html.signs import Signs
from twosource.reading.shapes import shape

# Elements inside the report that are not its text.
_FURNITURE: Final = (
    signs.SHARE | signs.RELATED | signs.NEWSLETTER | signs.COMMENTS | signs.BIO | signs.NOTICE | signs.NAVIGATION | signs.FOOTER
)
_PAGE_SHAPES: Final = frozenset(["menu", "rights", "script", "gallery"])
_LEAST_ALIKE: Final = 20  # letters and digits that a heading and the metadata's headline share where one holds the other
_LONG_HEADING: Final = 60  # letters: a longer heading right above the text sums it up, a shorter one is its first subheading
_LINKED: Final = 0.8
_SHORT: Final = 80
_LONGEST_BYLINE: Final = 160
_LONGEST_OPENER: Final = 60  # of what stands above a list of links: `You may also like`
_LONGEST_TITLE: Final = 25  # `Top stories`, not `Read more: What the mayor knew`
_LONGEST_TAIL: Final = 10  # lines: teasers come by the handful, a recipe or a table under such a title is longer
_LONGEST_FURNITURE: Final = 700
_NEAR_OPENING: Final = 3  # lines below the first paragraph where a headline that is printed again may stand


def roles(found: Sequence[Line], outline: Outline, marks: Signs, body: Body, headline: str | None) -> dict[int, BlockKind]:
    """The kind of each line that is kept, by its number, ascending; `headline` is what the page's metadata says."""
    judge = _Judge(found, outline, marks, body, headline)
    if not body.lines:
        return {} if judge.title is None else {judge.title: "headline"}
    kinds = {at: judge.kind(at) for at in range(min(judge.first, min(body.lines)), max(body.lines) + 1)}
    kept = {at: kind for at, kind in kinds.items() if at >= judge.first or kind == "headline"}
    return _trimmed(_without_link_lists(kept, judge), found)


class _Judge:
    """Judges single lines: what the markup says of each, and where it stands to the headline and to the first paragraph."""

    def __init__(self, found: Sequence[Line], outline: Outline, marks: Signs, body: Body, headline: str | None) -> None:
        self.found, self.outline, self.marks, self.body = found, outline, marks, body
        chosen = sorted(body.lines)
        self.opening = next((at for at in chosen if self._opens_text(at)), chosen[0] if chosen else len(found))
        self.title = self._title(_folded(headline or ""))
        self.first = self.title if self.title is not None and self.title < self.opening else self.opening
        told = found[self.title].text if self.title is not None else ""
        self.headline = _folded(headline or told)

    def kind(self, at: int) -> BlockKind:
        below = self.below(at)
        if at == self.title or self._repeats_headline(at):
            return "headline"
        if below & signs.CAPTION and not below & signs.TWEET:
            return "caption"
        if at < self.opening:
            return self._kind_above(at, below)
        return self._kind_inside(at, below)

    def below(self, at: int) -> int:
        return self.marks.below(self.found[at].node, self.body.heart) & ~self.body.common

    def opens_list(self, at: int) -> bool:
        line = self.found[at]
        return len(line.text) < _LONGEST_OPENER and is_page_line(line.text)

    def making(self, at: int) -> object:
        return making_of(self.outline, self.found[at].node)

    def _opens_text(self, at: int) -> bool:
        line, foreign = self.found[at], signs.HEADING | signs.CAPTION | signs.DECK | _FURNITURE
        return is_prose(line) and not self.below(at) & foreign and not is_page_line(line.text)

    def _title(self, wanted: str) -> int | None:
        """The line that is the headline: what the metadata says, in a heading if it can be, or the last one above the text."""
        above = range(min(self.opening + 1, len(self.found)))
        folded = {at: _folded(self.found[at].text) for at in above if wanted or self._level(at)}
        same = [at for at in folded if wanted and folded[at] == wanted]
        headings = [at for at in folded if self._level(at)]
        alike = [
            at
            for at in headings
            if len(folded[at]) >= _LEAST_ALIKE and (folded[at] in wanted or (wanted and wanted in folded[at]))
        ]
        top = [at for at in headings if self._level(at) == 1]
        second = [
            at for at in headings if self._level(at) == 2 and len(folded[at]) >= _LEAST_ALIKE and not self.below(at) & _FURNITURE
        ]
        for candidates in ([at for at in same if at in headings], same, alike, top, second):
            if candidates:
                return candidates[-1]
        return None

    def _repeats_headline(self, at: int) -> bool:
        near = at in self.body.lines and at <= self.opening + _NEAR_OPENING
        return near and bool(self.headline) and _folded(self.found[at].text) == self.headline

    def _level(self, at: int) -> int:
        """Of a heading its level, else 0."""
        for inner in self.outline.ancestors(self.found[at].node):
            name = self.outline.names[inner]
            if len(name) == 2 and name[0] == "h" and name[1].isdigit():
                return int(name[1])
            if name in ("div", "article", "section", "p", "li"):
                return 0
        return 0

    def _kind_above(self, at: int, below: int) -> BlockKind:
        """The kind of a line between the headline and the first paragraph."""
        line = self.found[at]
        look = shape(line.text)
        if look in ("byline", "stamp", "agency") or (below & (signs.BYLINE | signs.DATE) and len(line.text) <= _LONGEST_BYLINE):
            return "byline"
        if look in ("caption", "photo"):
            return "caption"
        if self._is_deck(at, below):
            return "headline"
        if at not in self.body.lines or below & _FURNITURE or look in _PAGE_SHAPES:
            return "furniture"
        return "subheading" if self._level(at) else "body"

    def _kind_inside(self, at: int, below: int) -> BlockKind:
        line = self.found[at]
        if at not in self.body.lines or (below & _FURNITURE and not below & signs.TWEET):
            return "furniture"
        if not below & (signs.TABLE | signs.CODE) and is_page_line(line.text):
            return "furniture"
        if below & (signs.BYLINE | signs.DATE) and len(line.text) < _SHORT:
            return "byline"
        return "subheading" if self._level(at) else "body"

    def _is_deck(self, at: int, below: int) -> bool:
        """A line under the headline that sums the report up: a long heading, or one that is said to be a standfirst."""
        line = self.found[at]
        if self.title is None or at < self.title or line.link_share > 0.5 or below & _FURNITURE:
            return False
        if self._level(at):
            return len(line.text) >= _LONG_HEADING
        return at not in self.body.lines and bool(below & signs.DECK) and is_prose(line)


def is_page_line(text: str) -> bool:
    """Whether the words of a line are a page's own, not its report's: asks for a click, a subscription, a comment.

    >>> is_page_line("Sign up for our weekly newsletter."), is_page_line("She signed up for the army in May.")
    (True, False)
    """
    if shape(text) in _PAGE_SHAPES:
        return True
    if len(text) > _LONGEST_FURNITURE:
        return False
    return _patterns()["start"].match(text) is not None or _patterns()["any"].search(text) is not None


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    parts: dict[str, list[str]] = {}
    for line in lexicon_lines("web_lines"):
        kind, _, pattern = line.partition("|")
        parts.setdefault(kind.strip(), []).append(pattern.strip())
    return {kind: re.compile("|".join(patterns), re.IGNORECASE) for kind, patterns in parts.items()}


def _without_link_lists(kinds: Mapping[int, BlockKind], judge: _Judge) -> dict[int, BlockKind]:
    """Links under `You may also like` are furniture, and all that comes where nothing is made as the report was before."""
    kept = dict(kinds)
    text = [at for at, kind in kinds.items() if at >= judge.opening and kind in ("body", "subheading")]
    for opener in [at for at, kind in kinds.items() if at > judge.opening and kind == "furniture" and judge.opens_list(at)]:
        rest = [at for at in text if at > opener]
        last = _last_of_list(text, rest, opener, judge)
        kept.update((at, "furniture") for at in rest if at <= last)
    return kept


def _last_of_list(text: Sequence[int], rest: Sequence[int], opener: int, judge: _Judge) -> int:
    """The last line of the list that begins at `opener`."""
    before = {judge.making(at) for at in text if at < opener}
    title = judge.found[opener].text
    titled = len(title) < _LONGEST_TITLE and _patterns()["list"].match(title) is not None
    if titled and 0 < len(rest) <= _LONGEST_TAIL and before.isdisjoint(map(judge.making, rest)):
        return rest[-1]
    ends = (at for at in rest if not _is_linked(judge.found[at]))
    return next(ends, len(judge.found)) - 1


def _is_linked(line: Line) -> bool:
    return line.link_share >= _LINKED and not is_prose(line)


def _trimmed(kinds: Mapping[int, BlockKind], found: Sequence[Line]) -> dict[int, BlockKind]:
    """Without what stands after the last words of the report: furniture, captions, lines that are one link."""
    said = (at for at, kind in kinds.items() if kind not in ("furniture", "caption") and not _is_linked(found[at]))
    last = max(said, default=-1)
    return {at: kind for at, kind in kinds.items() if at <= last}


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
