"""The tables of extractors, and all that they find in one article."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from twosource.annotate import Annotated
from twosource.model import Entity
from twosource.statements.events import events
from twosource.statements.implicit import implicit_counts
from twosource.statements.marks import Mark, Speaker, Speech
from twosource.statements.names import names
from twosource.statements.quantities import quantities
from twosource.statements.settings import StatementSettings
from twosource.statements.sound import sound, sound_speech
from twosource.statements.speakers import speakers
from twosource.statements.speech import speech
from twosource.statements.times import times

Extractor = Callable[[Annotated, StatementSettings], tuple[Mark, ...]]
NamesExtractor = Callable[[Annotated, Sequence[Entity], StatementSettings], tuple[Mark, ...]]

EXTRACTORS: Mapping[str, Extractor] = {"times": times, "quantities": quantities, "implicit": implicit_counts}
# Those that build on the names of the article, which are found once.
NAMES_EXTRACTORS: Mapping[str, NamesExtractor] = {"events": events}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All marks of one article; `speakers` has one entry a speech, in the same order."""

    found: tuple[Mark, ...]
    speech: tuple[Speech, ...]
    speakers: tuple[Speaker, ...]


def marks(annotated: Annotated, settings: StatementSettings) -> Marks:
    """What every extractor finds in an article, with the speakers resolved."""
    named = names(annotated, settings)
    found = [*named, *(mark for extractor in EXTRACTORS.values() for mark in extractor(annotated, settings))]
    found += [mark for extractor in NAMES_EXTRACTORS.values() for mark in extractor(annotated, named, settings)]
    said = sound_speech(annotated, speech(annotated, settings))
    return Marks(found=sound(annotated, found), speech=said, speakers=speakers(annotated, said, named, settings))
