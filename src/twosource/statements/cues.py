"""Cues of one sentence: verbs, nouns and phrases that say that somebody said something, with whom and what they tie together.

What the parser cannot know (quotation marks) is put right by `speech`.
"""

from collections.abc import Callable, Iterator

from twosource.annotate import Sentence, Token
from twosource.statements.found import Found
from twosource.statements.phrases import according_cue, adjective_cue, colon_cue, goal_cue, hearsay_cue, noun_cue, view_cue
from twosource.statements.verbs import participle_cue, verb_cue

# The first that finds something at a token wins.
_FINDERS: tuple[Callable[[Sentence, Token], Found | None], ...] = (
    colon_cue,
    according_cue,
    hearsay_cue,
    adjective_cue,
    participle_cue,
    verb_cue,
    view_cue,
    goal_cue,
    noun_cue,
)


def cues(sentence: Sentence) -> Iterator[Found]:
    """The cues of a sentence in order of their heads, each with what it ties together; contents may be empty."""
    for token in sentence.tokens:
        for find in _FINDERS:
            found = find(sentence, token)
            if found is not None:
                yield found
                break
