"""Who did what to whom, where, when and by what: the happenings that claims are compared by.

Predicates are verbs and nouns that tell a happening; verbs of saying are left to `speech`, and verbs that only lean on
another (`began to`, `carried out`) give way to it.
"""

from collections.abc import Iterator, Sequence

from twosource.annotate import Annotated
from twosource.lexicon.events import event_nouns, event_words, predicate_class
from twosource.lexicon.speech import speech_verbs
from twosource.model import Entity, Event, Role
from twosource.statements.participants import Part, Scene, adverbials, joined, noun_parts, scene, subject, verb_parts, words_of
from twosource.statements.sayers import reader
from twosource.statements.settings import StatementSettings

_NOTHING = frozenset({"no", "nobody", "none", "neither", "nothing"})


def events(annotated: Annotated, named: Sequence[Entity], settings: StatementSettings) -> tuple[Event, ...]:
    """The happenings told in a report that names these, in order of their predicates; one without any participant is left out."""
    del settings
    ready = reader(annotated, named)
    found: list[Event] = []
    for number, sentence in enumerate(annotated.sentences):
        found.extend(_of_scene(annotated, scene(sentence, ready.named[number])))
    return tuple(found)


def _of_scene(annotated: Annotated, scene: Scene) -> Iterator[Event]:
    for token in scene.sentence.tokens:
        event = None
        if token.pos == "VERB" and _tells(scene, token.index):
            event = _of_verb(annotated, scene, token.index)
        elif token.pos == "NOUN" and token.lemma.lower() in event_nouns():
            event = _of_noun(annotated, scene, token.index)
        if event is not None and event.roles:
            yield event


# ---- verbs ---------------------------------------------------------------------------------------------------------------


def _tells(scene: Scene, verb: int) -> bool:
    """Whether a verb tells a happening of its own."""
    token, predicate = scene.token(verb), predicate_of(scene, verb)
    lemma = token.lemma.lower()
    if not lemma.isalpha() or token.dep in {"aux", "auxpass"} or (token.dep == "amod" and token.tag != "VBN"):
        return False
    if predicate == lemma and (lemma in event_words("empty") or _says(lemma)):
        return False
    if lemma in event_words("raising") and scene.child(verb, "xcomp") is not None:
        return False
    return not (predicate in event_words("light") and _told_by_object(scene, verb) is not None)


def _says(lemma: str) -> bool:
    """Verbs of saying; those of a class of happenings (`find`, `name`, `charge`) stay."""
    entry = speech_verbs().get(lemma)
    return entry is not None and "clause" in entry.frames and predicate_class(lemma) == lemma


def _told_by_object(scene: Scene, verb: int) -> int | None:
    return next((o for o in scene.children(verb, "dobj", "npadvmod", "attr") if scene.lemma(o) in event_nouns()), None)


def predicate_of(scene: Scene, verb: int) -> str:
    """A verb's lemma with its particle or result: `carry out`, `shoot dead`."""
    lemma = scene.lemma(verb)
    particle = scene.child(verb, "prt")
    if particle is not None:
        return f"{lemma} {scene.token(particle).text.lower()}"
    beside = [*scene.sentence.parse.children[verb], min(verb + 1, len(scene.sentence.tokens) - 1)]
    is_dead = any(scene.token(c).text.lower() == "dead" for c in beside)
    return f"{lemma} dead" if is_dead and lemma in {"shoot", "stab", "beat", "find"} else lemma


def _of_verb(annotated: Annotated, scene: Scene, verb: int) -> Event:
    last = verb
    for child in scene.children(verb, "prt"):
        last = child if child == verb + 1 else last
    return _event(annotated, scene, (verb, last), predicate_of(scene, verb), verb_parts(scene, verb), _is_negated(scene, verb))


def _is_negated(scene: Scene, verb: int) -> bool:
    token = scene.token(verb)
    if scene.child(verb, "neg") is not None:
        return True
    if token.dep == "pcomp" and scene.token(token.head).text.lower() == "without":
        return True
    if token.dep == "xcomp" and (scene.lemma(token.head) == "fail" or scene.child(token.head, "neg") is not None):
        return scene.lemma(token.head) == "fail" or scene.lemma(token.head) in event_words("raising")
    return any(_is_nothing(scene, at) for at in (subject(scene, verb), scene.child(verb, "dobj")))


def _is_nothing(scene: Scene, index: int | None) -> bool:
    if index is None:
        return False
    return scene.token(index).text.lower() in _NOTHING or any(
        scene.token(c).text.lower() in _NOTHING for c in scene.children(index, "det", "neg", "advmod")
    )


# ---- nouns -----------------------------------------------------------------------------------------------------------------


def _of_noun(annotated: Annotated, scene: Scene, noun: int) -> Event:
    what = event_nouns()[scene.lemma(noun)]
    parts = noun_parts(scene, noun, what.first)
    negated = _is_nothing(scene, noun)
    verb = scene.token(noun).head
    if scene.token(noun).dep in {"dobj", "npadvmod", "attr"} and predicate_of(scene, verb) in event_words("light"):
        parts = [*(("agent", s) for s in joined(scene, subject(scene, verb))), *parts, *adverbials(scene, verb)]
        negated = negated or _is_negated(scene, verb)
    return _event(annotated, scene, (noun, noun), what.verb, parts, negated)


# ---- both --------------------------------------------------------------------------------------------------------------------


def _event(
    annotated: Annotated, scene: Scene, place: tuple[int, int], predicate: str, parts: Sequence[Part], negated: bool
) -> Event:
    roles = dict.fromkeys(_role(annotated, scene, part) for part in parts)
    return Event(
        predicate=predicate, negated=negated, roles=tuple(roles), span=annotated.view.span(*scene.sentence.place(*place))
    )


def _role(annotated: Annotated, scene: Scene, part: Part) -> Role:
    role, index = part
    name, first, last = words_of(scene, index)
    return Role(role=role, name=name, span=annotated.view.span(*scene.sentence.place(first, last)))
