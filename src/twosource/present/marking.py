"""Words that nobody wrote as Markdown, made Markdown that shows them and nothing else.

Report text is told apart from markup by type: what is `Marked` is printed as it is, and whatever else there is is escaped.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from twosource.present.words import harmless, quoted

# What has a meaning in CommonMark, GFM, footnotes or a common extension (maths, attributes, templates), wherever it stands.
_MEANS = re.compile(r"[\\`*_\[\]{}<>|~^$#]|&(?=#?\w+;)|(?<=\{)%|%(?=\})|[=+]{2,}")
_AT_START = re.compile(r"^(\s*)(?:(=|[-+:](?=[-\s]|$))|(\d+)([.)])(?=\s|$))")
# Addresses, mentions and emoji codes. A backslash does not stop every reader from linking these; inside code nothing is linked.
LINKED = re.compile(r"@|://|www\.|(?:mailto|xmpp):|:[a-z+-][\w+-]*:", re.I)
_WORDS = re.compile(r"(\s+)")


class Marked(str):
    """Markdown of our own making, with all report text in it escaped."""

    __slots__ = ()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The Markdown templates: whatever they print is escaped for Markdown unless it is `Marked`."""
    return Environment(
        loader=PackageLoader("twosource.present"),
        autoescape=False,
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def escaped(value: object) -> Marked:
    r"""Markdown that shows these words and nothing else, on one line, wherever in a line they stand.

    Addresses and the like become code, which no reader turns into a link.

    >>> print(escaped("# *12* <b> [x](y) at www.a.example"))
    \# \*12\* \<b\> \[x\](y) at `www.a.example`
    """
    if isinstance(value, Marked):
        return value
    told = "".join(map(_escaped_word, _WORDS.split(harmless(str(value)))))
    return Marked(_AT_START.sub(_escaped_start, told))


def _escaped_word(word: str) -> str:
    return code(word) if LINKED.search(word) else _MEANS.sub(lambda found: "".join(f"\\{c}" for c in found.group()), word)


def _escaped_start(found: re.Match[str]) -> str:
    """What would begin a list, a heading's underline or a definition, made a plain character."""
    space, sign, digits, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{digits}\\{dot}"


def code(words: str) -> Marked:
    r"""Words as code, with a fence longer than any run of backticks in them.

    >>> print(code("a`b"), code("`"))
    ``a`b`` `` ` ``
    """
    shown = harmless(words)
    if not shown:
        return Marked()
    runs = {len(run) for run in re.findall("`+", shown)}
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    padded = shown[:1] in ("`", " ") or shown[-1:] in ("`", " ")
    return Marked(f"{fence} {shown} {fence}" if padded and shown.strip() else f"{fence}{shown}{fence}")


def marked(template: str, *values: object) -> Marked:
    """Our own Markdown with `{}` for each value, which is escaped unless it is Markdown itself."""
    return Marked(template.format(*map(escaped, values)))


def joined(parts: Iterable[object], between: str = ", ") -> Marked:
    """Parts one after the other, each escaped unless it is Markdown itself."""
    return Marked(between.join(map(escaped, parts)))


def in_quotes(words: str, told: Marked) -> Marked:
    """Words, which `told` tells, in quotation marks; words that bring their own get no second pair."""
    return told if quoted(words) == harmless(words) else marked("“{}”", told)


def strong(parts: Iterable[object]) -> Marked:
    """Parts in bold with a space between; bold cannot begin or end with white space."""
    told = (Marked(escaped(part).strip()) for part in parts)
    return marked("**{}**", joined(filter(None, told), " "))
