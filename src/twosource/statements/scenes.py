"""A sentence made ready for reading happenings: its parse with the names that stand in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from twosource.annotate import Sentence, Token
from twosource.lexicon.events import event_words
from twosource.statements.sayers import Named

TIMES = frozenset({"DATE", "TIME"})
_MOST_JOINED = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its entities by token."""

    sentence: Sentence
    named: dict[int, Named]

    def child(self, index: int, *deps: str) -> int | None:
        """The first dependent of a token by one of these relations."""
        return next((c for c in self.sentence.parse.children[index] if self.sentence.tokens[c].dep in deps), None)

    def children(self, index: int, *deps: str) -> list[int]:
        return [c for c in self.sentence.parse.children[index] if self.sentence.tokens[c].dep in deps]

    def token(self, index: int) -> Token:
        return self.sentence.tokens[index]

    def lemma(self, index: int) -> str:
        return self.sentence.tokens[index].lemma.lower()


def scene(sentence: Sentence, named: Iterable[Named]) -> Scene:
    return Scene(sentence, {i: n for n in named for i in range(n.first, n.last + 1)})


def joined(scene: Scene, index: int | None) -> list[int]:
    """A participant's token and those coordinated with it; a counting word gives way to what it counts (`dozens of people`)."""
    if index is None:
        return []
    found = [index]
    while len(found) < _MOST_JOINED and (more := scene.child(found[-1], "conj")) is not None and scene.token(more).pos != "VERB":
        found.append(more)
    return [_counted(scene, at) for at in found]


def _counted(scene: Scene, index: int) -> int:
    token = scene.token(index)
    if index in scene.named or not (token.lemma.lower() in event_words("counting") or token.pos == "NUM"):
        return index
    of = next((c for c in scene.children(index, "prep") if scene.token(c).text.lower() == "of"), None)
    inner = scene.child(of, "pobj") if of is not None else None
    return index if inner is None else inner


def is_time(scene: Scene, index: int) -> bool:
    """Whether the parser takes a token for part of a date or time, but for somebody's age (`a 15-year-old was killed`)."""
    token = scene.token(index)
    aged = {token.lemma.lower(), scene.lemma(token.head)} & {"old", "olds"}
    return token.entity in TIMES and not aged
