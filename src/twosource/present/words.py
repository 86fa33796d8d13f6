"""Words for people: harmless text, counts, dates, speakers. What every way of showing an account shares."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from twosource.model import Article, Attribution, Bounds, Dating, Statement, Support, SupportFlag

_WHITE = re.compile(r"\s+")
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "␡"
_JOINERS = frozenset("\u200c\u200d")  # they shape letters and emoji, and cannot reorder or hide words
_SILENT = frozenset("\u00ad\ufeff")  # soft hyphen, byte order mark: nothing is lost to the eye without them
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_STANCES: Mapping[str, str] = MappingProxyType(
    {"asserts": "", "denies": "denies", "doubts": "doubts", "possible": "says it may be", "plans": "plans"}
)
_QUOTE_MARKS = tuple("\"'“‘«")
_DAY_PARTS: Mapping[str, str] = MappingProxyType(
    {"TMO": "morning", "TMI": "midday", "TAF": "afternoon", "TEV": "evening", "TNI": "night", "TDT": "daytime"}
)
_NO_SOURCE = "someone not named"


def harmless(words: str) -> str:
    r"""The words on one line, with nothing in them that could command a terminal or reorder what is read.

    White space is folded; a control character becomes its picture, another unseen one its number.

    >>> harmless("two\n lines \x1b[31m\u202e")
    'two lines ␛[31m<U+202E>'
    """
    folded = _WHITE.sub(" ", words)
    return folded if folded.isprintable() else "".join(_shown(character) for character in folded)


def quoted(words: str) -> str:
    """Harmless words in quotation marks; words that bring their own get no second pair.

    >>> quoted("late on Monday"), quoted("“No,” he said.")
    ('"late on Monday"', '“No,” he said.')
    """
    shown = harmless(words)
    return shown if shown[:1] in _QUOTE_MARKS or '"' in shown else f'"{shown}"'


def _shown(character: str) -> str:
    if character in _SILENT:
        return ""
    if character in _JOINERS or unicodedata.category(character) not in _UNSAFE_CATEGORIES:
        return character
    if ord(character) < 0x20:
        return chr(_CONTROL_PICTURES + ord(character))
    return _DELETE_PICTURE if character == "\x7f" else f"<U+{ord(character):04X}>"


def moment(value: str) -> str:
    """A TIMEX3 value as a reader writes it, parts of the day in words.

    >>> moment("2025-03-03TNI"), moment("XXXX-09-01"), moment("2025-W10-WE")
    ('2025-03-03 night', 'XXXX-09-01', '2025-W10-WE')
    """
    part = _DAY_PARTS.get(value[-3:])
    return f"{value[:-3]} {part}" if part else value


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "report"), counted(3, "story", "stories")
    ('1 report', '3 stories')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def bounded(bounds: Bounds, noun: str) -> str:
    """Bounds in words.

    >>> bounded(Bounds(low=1, high=2), "reporter"), bounded(Bounds(low=1, high=1), "origin")
    ('1 to 2 reporters', '1 origin')
    """
    return counted(bounds.low, noun) if bounds.low == bounds.high else f"{bounds.low} to {bounds.high} {noun}s"


_FLAGS: Mapping[SupportFlag, str] = MappingProxyType(
    {
        "one_newsroom": "one newsroom",
        "one_origin": "one origin",
        "unnamed_only": "only unnamed sources",
    }
)


def flagged(flags: Iterable[SupportFlag]) -> str:
    """What a desk should know of a claim's support, in words; that one report alone has it is said where such claims stand.

    >>> flagged(["one_newsroom", "one_origin"])
    'one newsroom and one origin behind all'
    """
    behind = [_FLAGS[flag] for flag in flags if flag in ("one_newsroom", "one_origin")]
    rest = [_FLAGS[flag] for flag in flags if flag == "unnamed_only"]
    return ", ".join([*([f"{' and '.join(behind)} behind all"] if behind else []), *rest])


def supported(support: Support) -> str:
    """On how many legs a claim stands: reports, outlets where fewer, reporters and origins in bounds, and what to know of it."""
    outlets = () if support.outlets == support.reports else (counted(support.outlets, "outlet"),)
    legs = ", ".join(
        (
            counted(support.reports, "report"),
            *outlets,
            bounded(support.reporters, "reporter"),
            bounded(support.origins, "origin"),
        )
    )
    return "; ".join(part for part in (legs, flagged(support.flags)) if part)


def number(value: float | int) -> str:
    """A number as a reader writes it.

    >>> number(3500), number(106.9), number(3e8), number(25.0)
    ('3,500', '106.9', '300,000,000', '25')
    """
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def outlet_name(article: Article) -> str:
    """The outlet's name, or what else tells the report from the others."""
    if article.outlet is not None:
        return harmless(article.outlet.name)
    return f"outlet unknown ({file_name(article) or harmless(article.url or article.id)})"


def file_name(article: Article) -> str:
    """The file a report was read from, without its folders, and its line where it has one; empty where it came from no file."""
    name = harmless(PurePath(article.path).name) if article.path else ""
    return f"{name}, line {article.line}" if name and article.line else name


def dated(dating: Dating) -> str:
    """A publication date and how sure it is, with its candidates and the reason.

    >>> dated(Dating(value="2025-03-04", precision="day", how="given", why="given"))
    '2025-03-04 (given)'
    >>> dated(Dating(value=None, precision="none", how="text", why="no line gives a date"))
    'date unknown (no line gives a date)'
    """
    why = "given" if dating.how == "given" else f"{dating.how}: {harmless(dating.why)}"
    if dating.value is None:
        return f"date unknown ({harmless(dating.why)})"
    several = f", that is {' or '.join(dating.candidates)}" if len(dating.candidates) > 1 else ""
    return f"{harmless(dating.value)}{several} ({why})"


def speaker(attribution: Attribution | None) -> str | None:
    """Who said it: the resolved name, else the words that stand for the speaker; `None` where the report itself speaks."""
    if attribution is None:
        return None
    if attribution.speaker:
        return harmless(attribution.speaker)
    return harmless(attribution.source.text) if attribution.source else _NO_SOURCE


def said_by(statement: Statement, statements: Mapping[str, Statement]) -> str:
    """Who says it and how, outermost speaker first: `Ida Roth: the group, partly quoted, denies`.

    `statements` holds the statements that may be parents, by id.
    """
    names = _names(statement, statements)
    manner = {"direct": "quoted", "mixed": "partly quoted"}.get(statement.voice, "") if names else ""
    return ", ".join(part for part in (": ".join(names) or "own words", manner, _STANCES[statement.stance]) if part)


def _names(statement: Statement, statements: Mapping[str, Statement]) -> Sequence[str]:
    chain = [statement]
    while (parent := statements.get(chain[-1].parent or "")) is not None and parent not in chain:
        chain.append(parent)
    return [name for s in chain[::-1] if (name := speaker(s.attribution))]


def through(statement: Statement, statements: Mapping[str, Statement]) -> str:
    """The agencies between the outlet and the speaker, in words; nothing where there is none."""
    names = _names(statement, statements)
    middle = statement.attribution.chain[1:-1] if statement.attribution else ()
    return listed(name for link in middle if link and (name := harmless(link)) not in names)


def listed(parts: Iterable[str]) -> str:
    """Parts joined as a sentence joins them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    items = list(parts)
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)
