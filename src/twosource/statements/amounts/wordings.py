"""Roles that more than one word tells: `took nine hostage`, `drove 300 from their homes`, `claimed 12 lives`, `among the dead`.

Each look is bounded to a few words on either side of what is counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.lexicon import table
from twosource.lexicon.quantities import values, verb_forms, words
from twosource.statements.amounts.line import Line

# A verb stands close before its object; a hospital's name can be long; `among the 12 people killed` is short.
_REACH_VERB = 5
_REACH_NOUN = 8
_REACH_AMONG = 6


@dataclass(frozen=True, slots=True)
class Told:
    """A role, and the lexeme of the word that tells it."""

    role: str
    at: int


def worded(line: Line, first: int, last: int, head: str) -> Told | None:
    """The role that a frame around the lexemes `first` to `last` tells, or `None`."""
    told = _object(line, first, last, head) or _framed(line, first, last) or _among(line, first, last)
    return told or _numbered(line, first) or _toll_after(line, first, last)


def phrasal(line: Line, at: int) -> str | None:
    """The role of a verb with its particle at `at`: `rounded up`, `laid off`."""
    pair = f"{line.low(at)} {line.low(at + 1)}"
    return next((role for role, pairs in values("fates", "phrasal").items() if pair in pairs), None)


def to_death(line: Line, at: int) -> bool:
    """`to death` at `at`, as of those burned or trampled; nobody has died yet who is sentenced to it."""
    condemned = any(line.low(step) in words("fates", "condemned") for step in range(at - 1, at - 9, -1))
    return (line.low(at), line.low(at + 1)) == ("to", "death") and not condemned


def unreal(line: Line, at: int) -> bool:
    """A verb in its plain form after `to`, `could` or `will`: it is not said that it happened."""
    return line.low(at - 1) == "to" or line.tag(at - 1) == "MD"


def _verbs_before(line: Line, first: int) -> Iterator[int]:
    """Where a verb that has the counted as its object may stand: over particles and articles to the left."""
    for at in range(first - 1, max(-1, first - 1 - _REACH_VERB), -1):
        yield at
        if line.low(at) not in words("fates", "before_object") and line.tag(at)[:2] not in ("RB", "RP", "DT", "JJ"):
            return


def _object(line: Line, first: int, last: int, head: str) -> Told | None:
    """`claimed 12 lives`, `12 lives were lost`, `cut 300 jobs`."""
    entry = next((entry for entry in table("fates")["objects"] if head in entry["heads"]), None)
    if entry is None:
        return None
    for at in _verbs_before(line, first):
        if line.low(at) in entry["verbs"]:
            return None if unreal(line, at) else Told(entry["role"], at)
    for at in range(last + 1, last + 4):
        if line.low(at) not in words("fates", "auxiliaries"):
            passive = line.low(at) in entry["verbs"] and line.low(at - 1) in words("fates", "be")
            return Told(entry["role"], at) if passive else None
    return None


def _framed(line: Line, first: int, last: int) -> Told | None:
    """A verb before the counted with what completes it right after: `took nine pupils hostage`."""
    after = line.low(last + 1)
    entries = [entry for entry in table("fates")["frames"] if after in entry["joins"]]
    for at in _verbs_before(line, first) if entries else ():
        for entry in entries:
            if line.low(at) in entry["verbs"] and not unreal(line, at) and _completed(line, last + 1, entry["nouns"]):
                return Told(entry["role"], at)
    return None


def _completed(line: Line, at: int, nouns: list[str]) -> bool:
    """Whether one of the nouns follows the word at `at`; a word that says all itself (`alive`, `hostage`) needs none."""
    if not nouns or line.low(at) == "alive":
        return True
    for step in range(at + 1, min(at + _REACH_NOUN, len(line))):
        if line.low(step) in nouns:
            return True
        if line.low(step) in (",", ";", ".", "and"):
            return False
    return False


def _among(line: Line, first: int, last: int) -> Told | None:
    """`among the dead were three children`, `three children were among those killed`."""
    be = words("fates", "be")
    if line.low(first - 1) in be:
        opened = next((at for at in range(first - 2, max(-1, first - 2 - _REACH_AMONG), -1) if line.low(at) == "among"), None)
        return _fate_between(line, opened + 1, first - 1) if opened is not None else None
    if line.low(last + 1) in be and line.low(last + 2) == "among":
        return _fate_between(line, last + 3, last + 3 + _REACH_AMONG)
    return None


def _fate_between(line: Line, start: int, end: int) -> Told | None:
    for at in range(start, min(end, len(line))):
        low = line.low(at)
        if low in (",", ";", ".", "who"):
            return None
        role = values("fates", "nouns").get(low) or values("fates", "adjectives").get(low) or _participle(low)
        if role is not None:
            return Told(role, at)
    return None


def _participle(low: str) -> str | None:
    role, lemma = verb_forms("verbs").get(low, (None, ""))
    return role if low not in (lemma, f"{lemma}s") and not low.endswith("ing") else None


def _numbered(line: Line, first: int) -> Told | None:
    """`the dead numbered 34`, and in a list `Dead: 12`."""
    listed = line.low(first - 1) == ":" and line.tag(first) == "CD" and not line.dash(first + 1)
    if line.low(first - 1) != "numbered" and not listed:
        return None
    low = line.low(first - 2)
    role = values("fates", "nouns").get(low) or values("fates", "adjectives").get(low) or _participle(low)
    return Told(role, first - 1) if role else None


def _toll_after(line: Line, first: int, last: int) -> Told | None:
    """`brought to 20 the number of people shot`, `raised to 31 the death toll`."""
    if line.low(first - 1) != "to" or line.low(last + 1) != "the":
        return None
    for at in range(last + 2, last + 5):
        if line.low(at) in values("fates", "tolls"):
            return Told(values("fates", "tolls")[line.low(at)], at)
        if line.low(at) == "number":
            return number_of(line, at)
    return None


def number_of(line: Line, at: int) -> Told | None:
    """`the number of dead`, `the number of people killed`, `the number of wounded`."""
    for step in range(at + 1, min(at + 5, len(line))):
        low = line.low(step)
        role = values("fates", "nouns").get(low) or values("fates", "adjectives").get(low)
        role = role or verb_forms("verbs").get(low, (None,))[0]
        if role is not None:
            return Told(role, at)
    return None
