"""Who did what to whom, where, when and by what: the happenings that claims are compared by.

Predicates are verbs and nouns that tell a happening; verbs of saying are left to `speech`, and verbs that only lean on
another (`began to`, `carried out`) give way to it.
"""

from collections.abc import Iterator, Sequence

from twosource.annotate import Annotated
from twosource.lexicon.events import EventNoun, event_nouns, event_words, is_classed, predicate_class
from twosource.lexicon.speech import speech_verbs
from twosource.model import Entity, Event, Role
from twosource.statements.participants import Part, adverbials, is_passive, noun_parts, subject, verb_parts
from twosource.statements.phrasal import Found, phrase_at, phrase_parts
from twosource.statements.sayers import reader
from twosource.statements.scenes import Scene, joined, scene
from twosource.statements.settings import StatementSettings
from twosource.statements.wording import words_of

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
    phrases = {t.index: found for t in scene.sentence.tokens if t.pos == "VERB" and (found := phrase_at(scene, t.index))}
    told = {word for found in phrases.values() for word in found.words}
    for token in scene.sentence.tokens:
        event = None
        if token.index in phrases:
            event = _of_phrase(annotated, scene, token.index, phrases[token.index])
        elif noun_at(scene, token.index) is not None:
            event = _of_noun(annotated, scene, token.index) if token.index not in told else None
        elif token.pos == "VERB" and _tells(scene, token.index):
            event = _of_verb(annotated, scene, token.index)
        if event is not None and event.roles:
            yield event


def noun_at(scene: Scene, index: int) -> EventNoun | None:
    """What a noun tells, or a form in -ing that stands as one (`the shelling of the port`)."""
    token = scene.token(index)
    if token.pos == "NOUN":
        return event_nouns().get(token.lemma.lower()) or event_nouns().get(token.text.lower())
    as_noun = token.tag == "VBG" and (
        token.dep in {"nsubj", "nsubjpass", "pobj", "dobj"} or scene.child(index, "det", "poss", "amod") is not None
    )
    return event_nouns().get(token.text.lower()) if as_noun and scene.child(index, "dobj") is None else None


def _of_phrase(annotated: Annotated, scene: Scene, verb: int, found: Found) -> Event:
    parts = phrase_parts(scene, verb, found)
    last = max(verb, *(w for w in found.words)) if found.words[0] == verb + 1 else verb
    return _event(annotated, scene, (verb, last), found.phrase.predicate, parts, _is_negated(scene, verb))


# ---- verbs ---------------------------------------------------------------------------------------------------------------


def _tells(scene: Scene, verb: int) -> bool:
    """Whether a verb tells a happening of its own."""
    token, predicate = scene.token(verb), predicate_of(scene, verb)
    lemma = token.lemma.lower()
    if not lemma.isalpha() or token.dep in {"aux", "auxpass"} or (token.dep == "amod" and token.tag != "VBN"):
        return False
    if predicate == lemma and (lemma in event_words("empty") or _says(scene, verb)):
        return False
    if lemma in event_words("raising") and scene.child(verb, "xcomp") is not None:
        return False
    if predicate in event_words("light") | event_words("occur"):
        return not any(noun_at(scene, noun) for noun in _leaning(scene, verb))
    return True


def _says(scene: Scene, verb: int) -> bool:
    """Verbs of saying; those of a class of happenings stay (`find`, `name`, `charge` somebody) unless they bring in a clause."""
    lemma = scene.lemma(verb)
    entry = speech_verbs().get(lemma)
    if entry is None or "clause" not in entry.frames:
        return False
    return not is_classed(lemma) or (predicate_class(lemma) == lemma and scene.child(verb, "ccomp") is not None)


def _leaning(scene: Scene, verb: int) -> list[int]:
    """The nouns that may tell what a light verb leaves open: its object, or the subject of a passive or of `took place`."""
    predicate = predicate_of(scene, verb)
    if predicate in event_words("occur") or (predicate in event_words("light") and is_passive(scene, verb)):
        return joined(scene, subject(scene, verb))
    return scene.children(verb, "dobj", "npadvmod", "attr") if predicate in event_words("light") else []


def predicate_of(scene: Scene, verb: int) -> str:
    """A verb's lemma with its particle or result: `carry out`, `shoot dead`."""
    lemma = scene.lemma(verb)
    particle = scene.child(verb, "prt")
    if lemma == "take" and any(scene.lemma(o) == "place" for o in scene.children(verb, "dobj")):
        return "take place"
    if particle is not None:
        return f"{lemma} {scene.token(particle).text.lower()}"
    beside = [*scene.sentence.parse.children[verb], min(verb + 1, len(scene.sentence.tokens) - 1)]
    for preposition in scene.children(verb, "prep"):
        if is_classed(together := f"{lemma} {scene.token(preposition).text.lower()}") and scene.child(verb, "dobj") is None:
            return together
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
        scene.token(c).text.lower() in _NOTHING for c in scene.children(index, "det", "neg", "advmod", "preconj", "cc")
    )


# ---- nouns -----------------------------------------------------------------------------------------------------------------


def _of_noun(annotated: Annotated, scene: Scene, noun: int) -> Event | None:
    what = noun_at(scene, noun)
    if what is None:
        return None
    parts = noun_parts(scene, noun, what)
    negated = _is_nothing(scene, noun)
    verb = scene.token(noun).head
    if scene.token(verb).pos == "VERB" and noun in _leaning(scene, verb):
        parts = [*parts, *_of_leaning(scene, verb, noun)]
        negated = negated or _is_negated(scene, verb)
    return _event(annotated, scene, (noun, noun), what.verb, parts, negated)


def _of_leaning(scene: Scene, verb: int, noun: int) -> Iterator[Part]:
    """What a light verb adds to the noun that tells: who did it, where and when."""
    if scene.token(noun).dep in {"dobj", "npadvmod", "attr"}:
        yield from (("agent", s) for s in joined(scene, subject(scene, verb)))
    for by in scene.children(verb, "agent"):
        yield from (("agent", o) for o in joined(scene, scene.child(by, "pobj")))
    yield from adverbials(scene, verb)


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
