"""Ready sentences for a notes column: who gives what, in the reports' own words, with outlet and day.

One sentence a difference: equal values stand together; a number that moved with the reports' days is told as having moved, and
who still gives the old one then is named.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from twosource.lexicon.calendar import MONTHS
from twosource.model import Article, Claim, Difference, Quantity, Statement, Value

MOST_LISTED = 3  # names in a note; the rest are counted
MOST_VALUES = 4  # values told in one sentence
MOST_SENTENCES = 3  # differences told of one claim
LONGEST = 80  # characters of quoted words: a whole statement stands in the account itself
_INNER = str.maketrans('“”"', "‘’'")  # quotation marks within quoted words
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value as one report gives it: its words, its outlet, and the day of the report (`None` where no full day is known)."""

    value: str
    words: str
    outlet: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Reports:
    """The statements and articles of a story by their ids."""

    statements: Mapping[str, Statement]
    articles: Mapping[str, Article]

    @classmethod
    def of(cls, articles: Iterable[Article], statements: Iterable[Statement]) -> "Reports":
        return cls({s.id: s for s in statements}, {a.id: a for a in articles})

    def said(self, value: Value) -> Said:
        article = self.articles[self.statements[value.statement_id].article_id]
        return Said(value=value.value, words=value.span.text, outlet=name(article), day=_full_day(article))


def noted(claims: Iterable[Claim], articles: Iterable[Article], statements: Iterable[Statement]) -> tuple[Claim, ...]:
    """The claims, each with its note; `None` where its reports do not exclude each other."""
    known = Reports.of(articles, statements)
    return tuple(replace(claim, note=claim_note(claim, known)) for claim in claims)


def claim_note(claim: Claim, known: Reports) -> str | None:
    """What differs in a claim, a sentence a difference, where reports exclude each other or moved on."""
    told = [sentence(d, claim, known) for d in claim.differences if d.conflict or _moved(d, claim)]
    if not told or claim.verdict not in ("disputed", "updated"):
        return None
    unique = list(dict.fromkeys(told))
    more = len(unique) - MOST_SENTENCES
    rest = [f"{more} further difference{'s' if more > 1 else ''}."] if more > 0 else []
    return " ".join([*unique[:MOST_SENTENCES], *rest])


def _moved(difference: Difference, claim: Claim) -> bool:
    return claim.verdict == "updated" and difference.kind == "number"


def sentence(difference: Difference, claim: Claim, known: Reports) -> str:
    """One difference as a sentence.

    The shapes: `Reports differ on the number killed: A and B give “12” (4 May 2025); C gives “15” (5 May 2025).` and, where it
    moved, `The number killed rose from “12” (A, 4 May 2025) to “15” (B, 5 May 2025); C still gives “12” (6 May 2025).`
    """
    said = sorted({known.said(v) for v in difference.values}, key=lambda s: (s.day or "~", s.outlet, s.value, s.words))
    if difference.kind == "negation":
        return _contradiction(said)
    what = _what(difference, known)
    moved = _series(said) if _moved(difference, claim) else None
    if moved:
        return f"{what[0].upper()}{what[1:]} {moved}."
    groups = _by_value(said)
    parts = [_group(of, "give") for of in groups[:MOST_VALUES]]
    if len(groups) > MOST_VALUES:
        parts.append(f"{len(groups) - MOST_VALUES} other values are given")
    return f"Reports differ on {what}: {'; '.join(parts)}."


def _by_value(said: Iterable[Said]) -> list[list[Said]]:
    """What means the same together, in the order of the first that says it."""
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault(one.value.casefold(), []).append(one)
    return list(groups.values())


def _group(of: Sequence[Said], verb: str) -> str:
    """Who gives a value, in which words: `A and B give “12” (4 May 2025)`; of a weekday, which day it is."""
    days = dict.fromkeys(s.day for s in of)
    words, means = _words(of), _meaning(of)
    one_day = next(iter(days)) if len(days) == 1 and not means else None  # two days in a row are one too many
    names = list(dict.fromkeys(s.outlet if one_day else _dated(s) for s in of))
    told = f" ({date_words(one_day)})" if one_day else ""
    return f"{listed(names)} {verb}{'s' if len(names) == 1 else ''} {words}{means}{told}"


def _words(of: Sequence[Said]) -> str:
    """The words of one value, each once whatever their case."""
    words = list({s.words.casefold(): s.words for s in reversed(of)}.values())[::-1]
    return listed(map(quoted, words))


def _meaning(of: Sequence[Said]) -> str:
    """What day a weekday is."""
    day = _DAY.match(of[0].value)
    return f", that is {date_words(day.group())}" if day and not any(re.search(r"\d", s.words) for s in of) else ""


def _dated(said: Said) -> str:
    return f"{said.outlet} ({date_words(said.day)})" if said.day else said.outlet


def _contradiction(said: Sequence[Said]) -> str:
    """Who says it and who denies it."""
    asserted, denied = ([s for s in said if s.value == value] for value in ("asserted", "denied"))
    if not (asserted and denied):
        return f"Reports contradict each other: {'; '.join(_group(of, 'say') for of in _by_value(said)[:MOST_VALUES])}."
    names = list(dict.fromkeys(map(_dated, denied)))
    verbs = "denies or negates" if len(names) == 1 else "deny or negate"
    return f"Reports contradict each other: {_group(asserted, 'say')}; {listed(names)} {verbs} it ({_words(denied)})."


def _series(said: Sequence[Said]) -> str | None:
    """How a number moved with the days, and who still gives an old one; `None` where days or numbers are missing."""
    numbers = [number_of(s.value) for s in said]
    if any(n is None for n in numbers) or any(s.day is None for s in said):
        return None
    steps: list[list[Said]] = []
    for one in said:
        if not any(one.value == step[0].value for step in steps):
            steps.append([s for s in said if s.value == one.value])
    values = [number_of(step[0].value) or 0 for step in steps]
    if len(steps) < 2 or not (verb := _direction(values)):
        return None
    newest = steps[-1][0].day or ""
    told = [f"{quoted(step[0].words)} ({_first_day(step)})" for step in steps]
    late = [s for step in steps[:-1] for s in step if (s.day or "") > newest]
    return f"{verb} from {' to '.join(told)}{_still(late)}"


def _still(late: Sequence[Said]) -> str:
    """Who gives an old number after the newest was out."""
    names = list(dict.fromkeys(map(_dated, late)))
    return f"; {listed(names)} still give{'s' if len(names) == 1 else ''} {_words(late)}" if late else ""


def _first_day(step: Sequence[Said]) -> str:
    """The outlets that gave a value on the first of its days, and the day."""
    day = step[0].day
    return f"{listed(dict.fromkeys(s.outlet for s in step if s.day == day))}, {date_words(day or '')}"


def _direction(values: Sequence[float]) -> str | None:
    rises = [b > a for a, b in pairwise(values)]
    return "rose" if all(rises) else None if any(rises) else "fell"


def number_of(value: str) -> float | None:
    """A value as a number, where it is one.

    >>> number_of("12"), number_of("3..9")
    (12.0, None)
    """
    try:
        return float(value)
    except ValueError:
        return None


# What differs, in words


def _what(difference: Difference, known: Reports) -> str:
    if difference.kind == "number":
        return _counted([q for v in difference.values if (q := _quantity(v, known.statements))])
    if difference.kind == "date":
        days = {v.value.split("T")[0] for v in difference.values}
        return "the time of day" if len(days) == 1 and any("T" in v.value for v in difference.values) else "the date"
    words = {
        "place": "the place",
        "actor": "who is named",
        "speaker": "who said it",
        "scope": "what is counted",
        "wording": "the wording",
    }
    return words[difference.kind]


def _quantity(value: Value, statements: Mapping[str, Statement]) -> Quantity | None:
    found = statements[value.statement_id].quantities
    return next((q for q in found if q.span.start < value.span.end and value.span.start < q.span.end), None)


def _counted(found: Sequence[Quantity]) -> str:
    """What a number counts, in a few words: `the number killed`, `the number of houses`, `the amount`."""
    roles = {q.role for q in found if q.role}
    things = {q.of for q in found if q.of}
    units = {q.unit for q in found if q.unit}
    if len(roles) == 1 and not units:
        return f"the number {min(roles).replace('_', ' ')}"
    if len(units) == 1:
        unit = min(units)
        return (
            "the amount of money"
            if unit.isupper() and len(unit) == 3
            else "the age"
            if unit == "age"
            else f"the measure ({unit})"
        )
    return f"the number of {min(things)}" if len(things) == 1 and not units else "the number"


def quoted(words: str) -> str:
    """Words of a report in quotation marks; of long ones the beginning.

    >>> quoted("12")
    '“12”'
    """
    shown = " ".join(words.split())
    if len(shown) > LONGEST:
        shown = shown[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{shown.translate(_INNER)}”"


def date_words(day: str) -> str:
    """A day as it stands in prose.

    >>> date_words("2025-05-04"), date_words("XXXX-05-04")
    ('4 May 2025', '4 May')
    """
    year, month, number = day.split("-")
    return " ".join([str(int(number)), MONTHS[int(month) - 1], *([year] if "X" not in year else [])])


def _full_day(article: Article) -> str | None:
    value = article.published.value
    return value[:10] if value and article.published.precision in ("day", "minute") and len(value) >= 10 else None


def name(article: Article) -> str:
    """What a note calls an article: its outlet, else its file or its id."""
    if article.outlet:
        return article.outlet.name
    file = PurePath(article.path or article.id).name
    return f"{file}, line {article.line}" if article.line else file


def listed(words: Iterable[str], most: int = MOST_LISTED, *, joint: str = "and") -> str:
    """Words as a list in prose.

    >>> listed(["A", "B", "C"]), listed(["A", "B", "C", "D"], joint="or")
    ('A, B and C', 'A, B or 2 others')
    """
    words = list(words)
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} others"]
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
