"""An extractor's slip costs one mark, never the article."""

from dataclasses import replace

import pytest

from tests.making import article
from twosource.annotate import Annotated, Annotator
from twosource.model import Entity, Event, Role, Span
from twosource.statements.assemble import assemble
from twosource.statements.extractors import Marks, marks
from twosource.statements.marks import Mark, Speech
from twosource.statements.settings import StatementSettings
from twosource.statements.sound import UnsoundMarkWarning, sound, sound_speech

TEXT = "Orsk said the bridge at Herat had fallen on Monday. The mayor left."


@pytest.fixture
def annotated(annotator: Annotator) -> Annotated:
    (made,) = annotator.annotate([article(TEXT)])
    return made


def said(**places: object) -> Speech:
    given = {"source": (0, 4), "cue": (5, 9), "content": ((10, 50),), **places}
    return Speech(voice="indirect", sentence=0, rule="test", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", [(9, 9), (9, 5), (60, 900)])
def test_a_part_without_words_is_left_out_and_warned_of(annotated: Annotated, place: tuple[int, int]) -> None:
    with pytest.warns(UnsoundMarkWarning, match=r"holds no words"):
        (speech,) = sound_speech(annotated, [said(addressee=place, content=((10, 50), place))])
    assert (speech.addressee, speech.content, speech.source) == (None, ((10, 50),), (0, 4))


def test_speech_without_content_goes_and_what_it_held_is_its_parents(annotated: Annotated) -> None:
    lost = said(parent=0, content=((50, 10),))
    with pytest.warns(UnsoundMarkWarning):
        kept = sound_speech(annotated, [said(), lost, said(parent=1), said()])
    assert [speech.parent for speech in kept] == [None, 0, None]


def test_a_mark_without_words_costs_itself_alone(annotated: Annotated) -> None:
    good = Entity(type="PLACE", name="Herat", span=annotated.view.span(24, 29))
    empty = replace(good, span=Span(start=9, end=9, text="", original=None))
    role = Role(role="place", name="Herat", span=good.span)
    event = Event(predicate="fall", negated=False, roles=(role, replace(role, span=empty.span)), span=annotated.view.span(34, 40))
    found: list[Mark] = [good, empty, event]
    with pytest.warns(UnsoundMarkWarning):
        assert sound(annotated, found) == (good, replace(event, roles=(role,)))


def test_all_statements_but_the_broken_one_are_still_put_together(annotated: Annotated) -> None:
    whole = marks(annotated, StatementSettings())
    with pytest.warns(UnsoundMarkWarning):
        kept = sound_speech(annotated, [*whole.speech, said(content=((50, 10),))])
    found = assemble(annotated, Marks(found=whole.found, speech=kept, speakers=whole.speakers))
    assert found == assemble(annotated, whole)
