"""Other names that a report itself gives to what it names: in brackets, by initials, by "also known as"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from twosource.annotate import Annotated
from twosource.statements.mentions import TIES, Mention

_ALSO = re.compile(
    r"""[\s,(]{0,3}(?:(?:who|which|that)\s)?(?:(?:is|was|are|were)\s)?(?:(?:also|better|widely|commonly|formerly|previously|once|popularly|locally|"""
    r"""now)\s)?(?:known\sas|referred\sto\sas|called|known\sby\s(?:the|its|his|her)\s(?:[a-z]{2,20}\s){0,3}(?:name|alias|nickname|acronym|"""
    r"""initials))\s(?:of\s)?(?:the\s)?["“'‘]?|[\s,(]{1,3}(?:formerly|aka|a\.k\.a\.|alias|nicknamed|dubbed|(?:who|which)\sgoes\sby(?:\sthe"""
    r"""\s(?:name|alias|nickname)(?:\sof)?)?|nom\sde\sguerre|(?:abbreviated|shortened)\s(?:as|to))\s(?:the\s)?["“'‘]?"""
)
_BY_ACRONYM = re.compile(
    r"""[\s,(]{1,3}(?:known|called|abbreviated)\s(?:by|as|with)\s(?:its|the|their)\s(?:[A-Za-z-]{2,20}\s){0,3}(?:acronym|initials|abbreviation),?\s"""
    r"""(?:of\s)?["“'‘]?"""
)
_REAL_NAME = re.compile(
    r"""[\s,(]{1,3}(?:(?:whose|his|her)\s)?(?:real|full|birth|given|legal)\sname\s?(?:is|was|:)?\s["“'‘]?|[\s,(]{1,3}born\s"""
)
_BRACKET = re.compile(r"\s?\(\s?(?:the\s)?[\"“'‘]?")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "&"})


def aliases(annotated: Annotated, found: Sequence[Mention]) -> Mapping[str, str]:
    """Other name to full name, as the report defines them; an alias that is defined twice keeps its first meaning."""
    text = annotated.article.text
    defined: dict[str, str] = {}
    for left, right in (*pairwise(found), *zip(found, found[2:], strict=False)):
        pair = _defined(text, left, right) if right.start - left.end < 60 and left.sentence == right.sentence else None
        if pair is not None and pair[0] != pair[1]:
            defined.setdefault(*pair)
    for short, full in (*_by_initials(found), *_by_stem(found)):
        defined.setdefault(short, full)
    listed = {m.words: m.known.name for m in found if m.known is not None}
    return {short: listed.get(full, full) for short, full in defined.items() if full not in defined}


def _defined(text: str, left: Mention, right: Mention) -> tuple[str, str] | None:
    """The alias and the full name of two mentions, where the words between define one by the other."""
    between = text[left.end : right.start]
    if _BRACKET.fullmatch(between) and text[right.end : right.end + 3].lstrip("\"”'’").startswith(")"):
        if abbreviates(right.words, left.words):
            return right.words, left.words
        return (left.words, right.words) if abbreviates(left.words, right.words) else None
    if right.known is None and (_ALSO.fullmatch(between) or (_BY_ACRONYM.fullmatch(between) and right.words.isupper())):
        return right.words, left.words
    return (left.words, right.words) if _REAL_NAME.fullmatch(between) and " " in right.words and left.known is None else None


def abbreviates(short: str, full: str) -> bool:
    """Whether capitals stand for a longer name: its initials, in order, small words counted or not.

    >>> abbreviates("BTU", "Bala Transport Union"), abbreviates("UoB", "University of Bala"), abbreviates("AP", "Bala")
    (True, True, False)
    """
    words = [w for w in re.split(r"[\s\-‑–]", full) if w]
    letters = [c.lower() for c in short if c.isalpha()]
    if len(words) < 2 or not 2 <= len(letters) <= 10 or not short[0].isupper() or not any(c.isupper() for c in short[1:]):
        return False
    big = [w for w in words if w.lower() not in _SMALL]
    return any(letters == [w[0].lower() for w in chosen] for chosen in (words, big, [w for w in words if w[0].isupper()]))


def _by_initials(found: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Capitals that stand for exactly one longer name of the report, neither of them listed."""
    capitals = {m.words for m in found if m.known is None and m.words.isupper() and m.words.isalpha()}
    full = dict.fromkeys(m.words for m in found if " " in m.words and not m.titled)
    by_initials: dict[str, list[str]] = {}
    for words in full:
        initials = "".join(w[0] for w in re.split(r"[\s\-]", words) if w and w.lower() not in _SMALL).upper()
        by_initials.setdefault(initials, []).append(words)
    for short in sorted(c for c in capitals if 3 <= len(c) <= 6):
        if len(by_initials.get(short, ())) == 1:
            yield short, by_initials[short][0]


def _by_stem(found: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """`Bala` and `Balas` for the `Bala network`, where that is named somewhere."""
    words = {m.words for m in found}
    for full in sorted(words):
        stem, _, noun = full.rpartition(" ")
        if noun in TIES and stem:
            yield from ((short, full) for short in (stem, f"{stem}s") if short in words)
