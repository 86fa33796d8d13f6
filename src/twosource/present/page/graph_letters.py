"""Words cut to the room there is, never inside what a reader sees as one letter."""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_POINTS_A_LETTER = 8  # marks piled upon marks end somewhere, however narrow they are
_WIDE = frozenset("MWmw@%&…—")
_NARROW = frozenset("iljtfrI1 .,:;'|!()[]-’‘")


def letters(words: str) -> Iterator[str]:
    r"""The words by what a reader sees as one letter: marks, joined emoji, flags and jamo stay with what they belong to.

    >>> [len(letter) for letter in letters("e\u0301a\U0001f469\u200d\U0001f692")]
    [2, 1, 3]
    """
    letter = ""
    for character in words:
        if letter and not _goes_on(letter, character):
            yield letter
            letter = ""
        letter += character
    if letter:
        yield letter


def _goes_on(letter: str, character: str) -> bool:
    if unicodedata.category(character)[0] == "M" or character in "\u200c\u200d" or letter[-1] == _JOINER:
        return True
    return "\U0001f3fb" <= character <= "\U0001f3ff" or "\u1160" <= character <= "\u11ff" or (_flag(character) and _flag(letter))


def _flag(letter: str) -> bool:
    return len(letter) == 1 and "\U0001f1e6" <= letter <= "\U0001f1ff"


def width(letter: str) -> float:
    """About how wide a letter is, an ordinary small one being 1."""
    if letter[0] in _NARROW:
        return 0.6
    if letter[0] in _WIDE:
        return 1.6
    if unicodedata.east_asian_width(letter[0]) in "WF" or _JOINER in letter:
        return 2.0
    return 1.25 if letter[0].isupper() else 1.0


def fitted(words: str, room: float) -> str:
    """The words where they fit the room (in small letters), else as many as do and an ellipsis.

    >>> fitted("Coast Today", 20), fitted("Coast Today", 9)
    ('Coast Today', 'Coast T…')
    """
    taken, points, cut, used = 0, 0, 0, 0.0
    for letter in letters(words[: int(room * _POINTS_A_LETTER) + 1]):
        used += width(letter)
        points += len(letter)
        if used <= room - 1.6:
            cut = points
        if used > room or points > room * _POINTS_A_LETTER:
            return words[:cut].rstrip() + "…"
        taken = points
    return words[:taken]
