"""What extractors find: marks at places of an article's text, before they are put together into statements."""

from dataclasses import dataclass
from typing import Literal

from twosource.model import Entity, Event, ImplicitCount, Quantity, SourceKind, Stance, Time

Place = tuple[int, int]
Mark = Entity | Event | ImplicitCount | Quantity | Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One attribution found by the speech extractor. All places are `[start, end)` in the article's text.

    `sentence` is the index of the sentence its cue (or content) stands in; `parent` is the index, in the extractor's own
    output, of the speech that this one is nested in; `hint` carries the speaker's place in an earlier sentence when the
    speech goes on without naming one again. `rule` names the pattern that found it.
    """

    voice: Literal["direct", "indirect", "mixed"]
    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    sentence: int
    addressee: Place | None = None
    stance: Stance = "asserts"
    negated: bool = False
    parent: int | None = None
    hint: Place | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom a speech's source stands for: the name shown, and what kind of source it is."""

    name: str | None
    kind: SourceKind
