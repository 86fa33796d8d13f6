"""What the cues of one sentence give: source, cue and content as runs of its tokens."""

from dataclasses import dataclass

from twosource.lexicon.speech import CueEntry
from twosource.model import Stance

Run = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A cue with its source, content and addressee, as runs of tokens (first and last, both included)."""

    at: int
    entry: CueEntry
    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    addressee: Run | None = None
    antecedent: Run | None = None
    stance: Stance
    negated: bool = False
    main: int | None = None
    weak: bool = False
    rule: str
