"""Two wordings compared word by word, and the quotations of a claim that were cut or changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from twosource.model import Claim, Statement
from twosource.present.anchors import statement_anchor
from twosource.present.book import Book
from twosource.present.words import speaker

MOST_COMPARED = 6  # wordings of one claim: more are counted, since sixty copies of a story cut a quotation in a few ways only

_TOKEN = re.compile(r"\S+\s*")
_NOT_WORD = re.compile(r"[\W_]+")
_QUOTED = re.compile(r"\"([^\"]+)\"|“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|(?<!\w)‘([^‘]{1,1000}?)’(?!\w)")
_BETWEEN = " … "
_MOST_WORK = 1_000_000  # words times words: beyond, all between the first and the last difference counts as changed
_LEAST_ALIKE = 0.5  # of the shorter wording's words must stand in the longer: with fewer they are two quotations, not one changed

Keyed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row: the same in both, gone from the first, or added in the second.

    `words` are printed as they stand: those of the first, or of the second where they were added. `other` is how the second
    prints what is the same: its quotation marks, punctuation and capitals may be others.
    """

    kind: Literal["same", "gone", "added"]
    words: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A report's number and the place of the words in its text."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A shorter or changed quotation (`cut`: the reports that have it) against the fullest one (`full`), word by word.

    `more` is how many further wordings of the claim are not compared; 0 but on the last of a claim.
    """

    speaker: str
    full: tuple[Reference, ...]
    cut: tuple[Reference, ...]
    runs: tuple[Run, ...]
    more: int = 0


def differing(one: str, other: str) -> tuple[Run, ...]:
    """What the second wording leaves out of the first and adds to it, in runs of words.

    Capitals, punctuation and the style of quotation marks are not compared: they change with the house, not with what was said.

    >>> [(run.kind, run.words) for run in differing("We lost three boats.", "“we lost boats”")]
    [('same', 'We lost '), ('gone', 'three '), ('same', 'boats.')]
    """
    return tuple(_runs(_keyed(one), _keyed(other)))


def same_words(one: str, other: str) -> bool:
    """Whether two wordings have the same words in the same order."""
    return key_of(one) == key_of(other)


def key_of(words: str) -> tuple[str, ...]:
    """The words by which wordings are compared."""
    return tuple(key for key, _ in _keyed(words) if key)


def alike(one: str, other: str) -> bool:
    """Whether two wordings have enough words in common to be one quotation, cut or changed."""
    runs = differing(one, other)
    same = sum(len(key_of(run.words)) for run in runs if run.kind == "same")
    return same > 0 and same >= _LEAST_ALIKE * min(len(key_of(one)), len(key_of(other)))


def _keyed(words: str) -> Sequence[Keyed]:
    """Each word with the white space behind it, under its key; signs without a letter or digit go with the word before."""
    keyed: list[Keyed] = []
    for token in _TOKEN.findall(words):
        key = _NOT_WORD.sub("", token).casefold()
        if keyed and (not key or not keyed[-1][0]):
            before, text = keyed.pop()
            keyed.append((before or key, text + token))
        else:
            keyed.append((key, token))
    return keyed


def _runs(one: Sequence[Keyed], other: Sequence[Keyed]) -> Iterator[Run]:
    for tag, a0, a1, b0, b1 in _changes([key for key, _ in one], [key for key, _ in other]):
        first, second = ("".join(text for _, text in side) for side in (one[a0:a1], other[b0:b1]))
        if tag == "equal":
            yield Run("same", first, second)
            continue
        if first:
            yield Run("gone", first)
        if second:
            yield Run("added", second)


def _changes(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What `SequenceMatcher.get_opcodes` gives; for huge inputs only what both begin and end with is the same."""
    least = min(len(one), len(other))
    front = next((n for n in range(least) if one[n] != other[n]), least)
    back = next((n for n in range(least - front) if one[-1 - n] != other[-1 - n]), least - front)
    a1, b1 = len(one) - back, len(other) - back
    if front:
        yield "equal", 0, front, 0, front
    if (a1 - front) * (b1 - front) > _MOST_WORK:
        yield "replace", front, a1, front, b1
    else:
        matcher = SequenceMatcher(None, one[front:a1], other[front:b1], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag, i1 + front, i2 + front, j1 + front, j2 + front
    if back:
        yield "equal", a1, len(one), b1, len(other)


def quoted_words(statement: Statement) -> str:
    """The words of a quotation that stand in quotation marks; all that is said where no pair of marks is found; else nothing."""
    if statement.attribution is None or statement.voice not in ("direct", "mixed"):
        return ""
    content = [span.text for span in statement.attribution.content] or [statement.span.text]
    inside = [next(filter(None, found.groups())) for text in content for found in _QUOTED.finditer(text)]
    return _BETWEEN.join(words.strip() for words in inside or content)


Quoted = Mapping[str, Mapping[tuple[str, ...], Sequence[Statement]]]


def quotations(claim: Claim, book: Book) -> Quoted:
    """A claim's quotations by speaker, then by their words, in report order."""
    found: dict[str, dict[tuple[str, ...], list[Statement]]] = {}
    for quote in book.quotes(claim):
        if key := key_of(quoted_words(quote.statement)):
            who = speaker(quote.statement.attribution) or ""
            found.setdefault(who, {}).setdefault(key, []).append(quote.statement)
    return found


def wordings_compared(claim: Claim, book: Book) -> tuple[Compared, ...]:
    """Each shorter or changed quotation of a claim against the fullest one of the same speaker."""
    return tuple(one for who, wordings in quotations(claim, book).items() for one in _compared(who, wordings, book))


def _compared(who: str, wordings: Mapping[tuple[str, ...], Sequence[Statement]], book: Book) -> Iterator[Compared]:
    full = max(wordings, key=lambda key: (len(key), len(wordings[key])))
    words = quoted_words(wordings[full][0])
    others = [(key, quoted_words(said[0])) for key, said in wordings.items() if key != full]
    changed = [(key, text) for key, text in others if alike(words, text)]
    for n, (key, text) in enumerate(changed[:MOST_COMPARED], start=1):
        yield Compared(
            speaker=who,
            full=_references(wordings[full], book),
            cut=_references(wordings[key], book),
            runs=differing(words, text),
            more=len(changed) - n if n == MOST_COMPARED else 0,
        )


def _references(said: Sequence[Statement], book: Book) -> tuple[Reference, ...]:
    found: dict[int, str] = {}
    for statement in said:
        found.setdefault(book.report_of(statement.id), statement_anchor(statement.id))
    return tuple(Reference(number, anchor) for number, anchor in sorted(found.items()))
