"""Happenings told by a verb together with other words: `took six people hostage`, `opened fire on`, `lost their lives`."""

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.lexicon.events import Phrase, event_phrases
from twosource.statements.participants import Part, adverbials, doer, is_passive, subject
from twosource.statements.scenes import Scene, joined

_REACH = 9  # tokens between a verb and the last word of its phrase
_BESIDE = frozenset(
    {"dobj", "attr", "oprd", "acomp", "advmod", "ccomp", "xcomp", "npadvmod", "nsubjpass", "nsubj", "dep", "advcl", "conj"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at a verb, with the tokens of its further words."""

    phrase: Phrase
    words: tuple[int, ...]


def phrase_at(scene: Scene, verb: int) -> Found | None:
    """The phrase that a verb opens, if one of the list."""
    for phrase in event_phrases().get(scene.lemma(verb), ()):
        words = _words(scene, verb, phrase)
        if words is not None:
            return Found(phrase, words)
    return None


def _words(scene: Scene, verb: int, phrase: Phrase) -> tuple[int, ...] | None:
    at, found = verb, []
    for word in phrase.words:
        inside = [c for c in scene.sentence.parse.children[at] if abs(c - verb) <= _REACH]
        fitting = (c for c in inside if word in {scene.lemma(c), scene.token(c).text.lower()})
        index = next((c for c in fitting if scene.token(c).dep in _BESIDE | {"prep", "pobj", "pcomp", "prt", "dative"}), None)
        if index is None:
            return None
        found.append(index)
        at = index if scene.token(index).pos == "ADP" else verb
    return tuple(found)


def phrase_parts(scene: Scene, verb: int, found: Found) -> list[Part]:
    """The participants of a phrase: its verb's subject and adverbials, and who suffers it where the list says."""
    where, own = found.phrase.patient, subject(scene, verb)
    suffers = where == ("subject",) or (is_passive(scene, verb) and own not in found.words)
    parts: list[Part] = [("patient" if suffers else doer(scene, s), s) for s in joined(scene, own) if s not in found.words]
    for by in scene.children(verb, "agent"):
        parts.extend((doer(scene, o), o) for o in joined(scene, scene.child(by, "pobj")))
    if where == ("object",):
        parts.extend(("patient", o) for o in _objects(scene, verb, found))
    elif where not in {("subject",), ("agent",)}:
        parts.extend(("patient", o) for o in _after(scene, (verb, *found.words), where))
    taken = {index for _, index in parts} | set(found.words)
    for at in (verb, *found.words, *(i for _, i in parts if i > verb)):
        parts.extend(part for part in adverbials(scene, at) if part[1] not in taken and part not in parts)
    return parts


def _objects(scene: Scene, verb: int, found: Found) -> list[int]:
    """The verb's object; before `hostage` the parser may take it for a modifier of that word, before `dead` for its subject."""
    own = [o for o in scene.children(verb, "dobj") if o not in found.words]
    if own:
        return joined(scene, own[0])
    inside = [
        c for w in found.words for c in scene.children(w, "compound", "nsubj", "nmod") if scene.token(c).pos in {"NOUN", "PROPN"}
    ]
    return joined(scene, inside[-1]) if inside else []


def _after(scene: Scene, words: tuple[int, ...], prepositions: tuple[str, ...]) -> Iterator[int]:
    for at in words:
        for child in scene.children(at, "prep", "dative"):
            if scene.token(child).text.lower() in prepositions:
                yield from joined(scene, scene.child(child, "pobj"))
                return
    if prepositions == ("of",):
        yield from (o for at in words for o in scene.children(at, "poss") if scene.token(o).pos != "PRON")
