"""The table of extractors, and all that they find in one article."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twosource.annotate import Annotated
from twosource.model import Entity, Event, ImplicitCount, Quantity, Time
from twosource.statements.events import events
from twosource.statements.implicit import implicit_counts
from twosource.statements.marks import Speaker, Speech
from twosource.statements.names import names
from twosource.statements.quantities import quantities
from twosource.statements.settings import StatementSettings
from twosource.statements.speakers import speakers
from twosource.statements.speech import speech
from twosource.statements.times import times

Mark = Entity | Event | ImplicitCount | Quantity | Time | Speech
Extractor = Callable[[Annotated, StatementSettings], tuple[Mark, ...]]

EXTRACTORS: Mapping[str, Extractor] = {
    "names": names,
    "times": times,
    "quantities": quantities,
    "implicit": implicit_counts,
    "events": events,
    "speech": speech,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All marks of one article; `speakers` has one entry a speech, in the same order."""

    found: tuple[Mark, ...]
    speech: tuple[Speech, ...]
    speakers: tuple[Speaker, ...]


def marks(annotated: Annotated, settings: StatementSettings) -> Marks:
    """What every extractor of the table finds in an article, with the speakers resolved."""
    found = tuple(mark for extractor in EXTRACTORS.values() for mark in extractor(annotated, settings))
    said = tuple(mark for mark in found if isinstance(mark, Speech))
    named = tuple(mark for mark in found if isinstance(mark, Entity))
    rest = tuple(mark for mark in found if not isinstance(mark, Speech))
    return Marks(found=rest, speech=said, speakers=speakers(annotated, said, named, settings))
