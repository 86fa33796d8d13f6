"""Repairs of damaged text, each as an edit with its exact place: nothing is overwritten.

A fixer is a pattern and what its match is read as; add one to `FIXERS`. Where two would touch the same place, the earlier
one goes first. Every pattern is bounded, so that a text of any length takes linear time.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from twosource.model import Edit

# What the bytes 80–BF of UTF-8 look like when they are read as Windows-1252 (or Latin-1, for the five it leaves undefined).
_CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SEQUENCE = f"[\u00c2-\u00df][{_CONTINUATION}]|[\u00e0-\u00ef][{_CONTINUATION}]{{2}}|[\u00f0-\u00f4][{_CONTINUATION}]{{3}}"
# Read twice over, an apostrophe has become nine code points; longer runs are cut here and go on as the next match.
_MOJIBAKE = re.compile(f"(?:{_SEQUENCE}){{1,64}}")
_LOST_END = "â€"  # a closing quotation mark whose third byte, undefined in Windows-1252, was dropped
_QUOTES = "‘’“”–—…•„‚"
_CYRILLIC_OR_BEYOND = "\u0180"


def edits(text: str, field: str | None = None) -> tuple[Edit, ...]:
    """The repairs of one input field, in order of place and never overlapping; `field` is its name where it is not the text.

    >>> [(edit.original, edit.replacement) for edit in edits("Â© Photo")]
    [((0, 2), '©')]
    """
    if text.isascii() and not any(mark in text for mark in _ASCII_MARKS):
        return ()
    found = sorted(_found(text, field), key=lambda edit: edit.original)
    return tuple(_apart(found))


def _found(text: str, field: str | None) -> Iterator[Edit]:
    for fixer in FIXERS:
        if fixer.needs is not None and not any(char in text for char in fixer.needs):
            continue
        for match in fixer.pattern.finditer(text):
            replacement = fixer.read(match)
            if replacement is not None:
                yield Edit(rule=fixer.rule, original=match.span(), replacement=replacement, original_field=field)


def _apart(found: list[Edit]) -> Iterator[Edit]:
    done = 0
    for edit in found:
        if edit.original[0] >= done:
            yield edit
            done = edit.original[1]


def _mojibake(match: re.Match[str]) -> str | None:
    """What the run was before its bytes were misread, once or twice; `None` where it may well be meant as it is."""
    once = _decoded(match[0])
    if once is None or not _plausible(match, once):
        return None
    if _MOJIBAKE.fullmatch(once) and (twice := _decoded(once)) is not None:
        return twice
    return once


def _decoded(run: str) -> str | None:
    try:
        return b"".join(_byte(char) for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _plausible(match: re.Match[str], decoded: str) -> bool:
    """Whether the run cannot be an accented letter before a quotation mark: `CAFÉ”` has the bytes of `ɔ`."""
    run = match[0]
    if len(run) != 2:
        return len(run) > 4 or not _CYRILLIC_OR_BEYOND <= decoded[0] < "\u2000"
    if decoded >= _CYRILLIC_OR_BEYOND:
        return False
    if run[1] not in _QUOTES:
        return True
    after = match.string[match.end() : match.end() + 1]
    return after.islower()


def _entity(match: re.Match[str]) -> str | None:
    char = html.unescape(match[0])
    return char if (char != match[0] and char.isprintable()) or char == "\u00a0" else None


def _as(replacement: str) -> Callable[[re.Match[str]], str | None]:
    return lambda _: replacement


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixer:
    """A kind of damage: what it looks like, and how a place of it is to be read (`None`: leave it).

    `needs`: where none of these characters is in a text, it has no such damage.
    """

    rule: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], str | None]
    needs: str | None = None


FIXERS: tuple[Fixer, ...] = (
    Fixer(rule="mojibake", pattern=_MOJIBAKE, read=_mojibake),
    Fixer(rule="mojibake", pattern=re.compile(f"{_LOST_END}(?=[\\s.,;:!?)]|$)"), read=_as("”"), needs="€"),
    Fixer(rule="entity", pattern=re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});"), read=_entity, needs="&"),
    Fixer(
        rule="line_end", pattern=re.compile("\r\n?|[\u2028\u2029\u0085\f\v]"), read=_as("\n"), needs="\r\u2028\u2029\u0085\f\v"
    ),
    Fixer(rule="soft_hyphen", pattern=re.compile("\u00ad"), read=_as(""), needs="\u00ad"),
    Fixer(rule="zero_width", pattern=re.compile("[\u200b\u2060\ufeff]"), read=_as(""), needs="\u200b\u2060\ufeff"),
    Fixer(rule="control", pattern=re.compile("[\x00-\x08\x0e-\x1f\x7f]"), read=_as("")),
)
_ASCII_MARKS = ("&", "\r", "\f", "\v", *map(chr, (*range(9), *range(14, 32), 127)))
