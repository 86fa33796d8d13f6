"""Marks whose places can be shown: an empty or inverted place costs its own mark, not the article, and is warned of."""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace

from twosource.annotate import Annotated
from twosource.model import Event
from twosource.statements.marks import Mark, Place, Speech


class UnsoundMarkWarning(UserWarning):
    """An extractor gave a place without words; its mark was left out of the statements."""


def sound(annotated: Annotated, found: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks whose span holds words; events without the roles whose span holds none."""
    kept: list[Mark] = []
    for mark in found:
        if not _is_sound(annotated, (mark.span.start, mark.span.end)):
            _warn(annotated, type(mark).__name__, (mark.span.start, mark.span.end))
        elif isinstance(mark, Event):
            roles = tuple(r for r in mark.roles if _is_sound(annotated, (r.span.start, r.span.end)))
            kept.append(mark if len(roles) == len(mark.roles) else replace(mark, roles=roles))
        else:
            kept.append(mark)
    return tuple(kept)


def sound_speech(annotated: Annotated, said: Sequence[Speech]) -> tuple[Speech, ...]:
    """Each speech without the parts that hold no words; one of which no content is left goes, and its own are its parent's."""
    mended = [_mended(annotated, speech) for speech in said]
    kept = [n for n, speech in enumerate(mended) if speech.content]
    moved = {old: new for new, old in enumerate(kept)}
    return tuple(replace(mended[n], parent=_moved(mended, mended[n].parent, moved)) for n in kept)


def _moved(said: Sequence[Speech], parent: int | None, moved: dict[int, int]) -> int | None:
    while parent is not None and parent not in moved:
        parent = said[parent].parent
    return None if parent is None else moved[parent]


def _mended(annotated: Annotated, speech: Speech) -> Speech:
    places = (speech.source, speech.cue, speech.addressee, speech.hint, *speech.content)
    if all(place is None or _is_sound(annotated, place) for place in places):
        return speech
    source, cue, addressee, hint = (_kept(annotated, speech.rule, place) for place in places[:4])
    content = tuple(place for place in speech.content if _kept(annotated, speech.rule, place))
    return replace(speech, source=source, cue=cue, addressee=addressee, hint=hint, content=content)


def _kept(annotated: Annotated, rule: str, place: Place | None) -> Place | None:
    if place is None or _is_sound(annotated, place):
        return place
    _warn(annotated, rule, place)
    return None


def _is_sound(annotated: Annotated, place: Place) -> bool:
    return 0 <= place[0] < place[1] <= len(annotated.view.text)


def _warn(annotated: Annotated, what: str, place: Place) -> None:
    told = f"article {annotated.article.id}: {what} at {place} holds no words and is left out"
    warnings.warn(told, UnsoundMarkWarning, stacklevel=2)
