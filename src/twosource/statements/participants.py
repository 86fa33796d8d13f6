"""Who takes part in a happening, read from the parse around its predicate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twosource.annotate import Sentence, Token
from twosource.lexicon.events import event_nouns, event_words
from twosource.lexicon.names import country_of, name_words
from twosource.model import EventRole
from twosource.statements.sayers import Named

Part = tuple[EventRole, int]

_MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet"})
_PLACING = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "from", "across", "around", "along", "to", "into", "toward", "towards"}
)
_MEANS = frozenset({"with", "using", "through", "via"})
_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MOST_JOINED = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its entities by token."""

    sentence: Sentence
    named: dict[int, Named]

    def child(self, index: int, *deps: str) -> int | None:
        """The first dependent of a token by one of these relations."""
        return next((c for c in self.sentence.parse.children[index] if self.sentence.tokens[c].dep in deps), None)

    def children(self, index: int, *deps: str) -> list[int]:
        return [c for c in self.sentence.parse.children[index] if self.sentence.tokens[c].dep in deps]

    def token(self, index: int) -> Token:
        return self.sentence.tokens[index]

    def lemma(self, index: int) -> str:
        return self.sentence.tokens[index].lemma.lower()


def scene(sentence: Sentence, named: Iterable[Named]) -> Scene:
    return Scene(sentence, {i: n for n in named for i in range(n.first, n.last + 1)})


# ---- verbs -----------------------------------------------------------------------------------------------------------------


def is_passive(scene: Scene, verb: int) -> bool:
    """Whether a verb's subject is who suffers: an auxiliary tells it, or the verb hangs on a noun as `killed in Bala`."""
    if scene.child(verb, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    token = scene.token(verb)
    if scene.child(verb, "aux", "dobj") is not None or token.tag not in {"VBN", "VBD"}:
        return False
    if token.dep == "conj":
        return is_passive(scene, token.head)
    if token.dep == "acl":
        return scene.child(verb, "nsubj") is None
    return token.tag == "VBN" and token.dep in {"advcl", "amod", "xcomp", "ccomp", "ROOT"}


def verb_parts(scene: Scene, verb: int) -> list[Part]:
    """The participants of a verb: subject (shared with the verb it is coordinated with or depends on), object, and adverbials."""
    passive = is_passive(scene, verb)
    parts: list[Part] = [("patient" if passive else _doer(scene, s), s) for s in joined(scene, subject(scene, verb))]
    if not passive:
        parts.extend(("patient", o) for o in joined(scene, scene.child(verb, "dobj")))
    for by in scene.children(verb, "agent"):
        parts.extend((_doer(scene, o), o) for o in joined(scene, scene.child(by, "pobj")))
    parts.extend(adverbials(scene, verb))
    for object_ in [index for _, index in parts if index > verb]:
        parts.extend(part for part in adverbials(scene, object_) if part[0] in {"place", "time"} and part not in parts)
    return parts


def _doer(scene: Scene, index: int) -> EventRole:
    """`killed by a bomb` names no agent."""
    thing = scene.lemma(index) in event_words("instrument") | event_nouns().keys()
    return "instrument" if index not in scene.named and thing else "agent"


def subject(scene: Scene, verb: int, depth: int = 4) -> int | None:
    """The token of a verb's subject: its own, an antecedent, or that of the verb it leans on."""
    own = scene.child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return _antecedent(scene, verb) if scene.token(own).text.lower() in {"who", "which", "that"} else own
    token = scene.token(verb)
    if token.dep in {"acl", "relcl", "amod"}:
        return _owner_or_self(scene, verb, token.head)
    if depth and token.dep in {"conj", "xcomp", "advcl", "pcomp"} and token.head != verb:
        return _shared(scene, verb, depth)
    return None


def _shared(scene: Scene, verb: int, depth: int) -> int | None:
    above = scene.token(verb).head
    while scene.token(above).dep in {"prep", "mark"} and scene.token(above).head != above:
        above = scene.token(above).head
    if scene.token(verb).dep == "xcomp":
        object_ = scene.child(above, "dobj")
        if object_ is not None and scene.lemma(above) not in event_words("raising"):
            return object_
    return subject(scene, above, depth - 1) if scene.token(above).pos in {"VERB", "AUX"} else None


def _antecedent(scene: Scene, verb: int) -> int | None:
    at = verb
    for _ in range(4):
        head = scene.token(at).head
        if scene.token(at).dep == "relcl":
            return _event_around(scene, head) if scene.token(verb).tag in {"VBD", "VBZ", "VBP"} else head
        at = head
    return None


def _event_around(scene: Scene, noun: int) -> int:
    """Of `a bombing at a school that killed …` the bombing: a site does nothing, what happened there does."""
    if noun in scene.named or scene.lemma(noun) not in event_words("site") | name_words("place_word"):
        return noun
    at = noun
    for _ in range(6):
        above = scene.token(at).head
        if above == at or scene.token(above).pos not in {"NOUN", "ADP"}:
            break
        at = above
        if scene.lemma(at) in event_nouns():
            return at
    told = scene.child(scene.token(at).head, "dobj")
    return told if told is not None and scene.lemma(told) in event_nouns() else noun


def _owner_or_self(scene: Scene, verb: int, noun: int) -> int | None:
    """Of `the group's attempt to expand` the group; of `men killed in Bala` the men."""
    if scene.child(verb, "aux") is not None and scene.token(verb).tag == "VB":
        return scene.child(noun, "poss")
    return noun


def adverbials(scene: Scene, index: int) -> Iterator[Part]:
    """Places, times and instruments on a predicate."""
    for child in scene.sentence.parse.children[index]:
        token = scene.token(child)
        if token.dep in {"npadvmod", "advmod", "nmod", "tmod"} and token.entity in _TIMES:
            yield "time", child
        elif token.dep == "prep":
            yield from _of_preposition(scene, child)


def _of_preposition(scene: Scene, preposition: int) -> Iterator[Part]:
    object_ = scene.child(preposition, "pobj")
    if object_ is None:
        return
    role = _adverbial(scene, scene.token(preposition).text.lower(), object_)
    if role is not None:
        yield from ((role, o) for o in joined(scene, object_))
    for further in scene.children(object_, "prep"):
        inner = scene.child(further, "pobj")
        if inner is not None and role in {"instrument", "place", "time"}:
            nested = _adverbial(scene, scene.token(further).text.lower(), inner)
            if nested in {"place", "time"}:
                yield nested, inner


def _adverbial(scene: Scene, preposition: str, object_: int) -> EventRole | None:
    token, named = scene.token(object_), scene.named.get(object_)
    if token.entity in _TIMES:
        return "time"
    if preposition in _PLACING and _is_place(scene, object_, named):
        return "place"
    instrument = named is None and token.lemma.lower() in event_words("instrument")
    if instrument and preposition in {"in", "by", *_MEANS}:
        return "instrument"
    return None


def _is_place(scene: Scene, index: int, named: Named | None) -> bool:
    if named is not None:
        return named.entity.type == "PLACE" or scene.token(index).entity in _PLACES
    return scene.lemma(index) in name_words("place_word") | event_words("site")


# ---- nouns -------------------------------------------------------------------------------------------------------------------


def noun_parts(scene: Scene, noun: int, first: EventRole) -> list[Part]:
    """The participants around a noun that tells a happening (`the arrest of two men by police in Bala`)."""
    parts: list[Part] = [(_of_modifier(scene, m, first), m) for m in scene.children(noun, "poss")]
    for modifier in scene.children(noun, "compound", "amod", "nmod"):
        parts.extend(_modifying(scene, modifier))
    for preposition in scene.children(noun, "prep", "agent"):
        parts.extend(_after_noun(scene, preposition, first))
    parts.extend(("time", c) for c in scene.children(noun, "npadvmod") if scene.token(c).entity in _TIMES)
    return parts


def _of_modifier(scene: Scene, index: int, first: EventRole) -> EventRole:
    named = scene.named.get(index)
    if scene.token(index).entity in _TIMES:
        return "time"
    return "place" if named is not None and named.entity.type == "PLACE" and first == "patient" else first


def _modifying(scene: Scene, index: int) -> Iterator[Part]:
    named = scene.named.get(index)
    if named is not None:
        is_site = named.entity.type == "PLACE" and country_of(named.entity.name) != named.entity.name
        yield ("place" if is_site else "agent"), index
    elif scene.lemma(index) in event_words("instrument"):
        yield "instrument", index


def _after_noun(scene: Scene, preposition: int, first: EventRole) -> Iterator[Part]:
    word = scene.token(preposition).text.lower()
    object_ = scene.child(preposition, "pobj")
    if object_ is None:
        return
    simple: dict[str, EventRole] = {"of": first, "by": "agent", "against": "patient", "on": "patient"}
    role: EventRole | None = (
        "time" if scene.token(object_).entity in _TIMES else simple.get(word) or _adverbial(scene, word, object_)
    )
    if role is not None:
        yield from ((role, o) for o in joined(scene, object_))


# ---- words of a participant ---------------------------------------------------------------------------------------------------


def joined(scene: Scene, index: int | None) -> list[int]:
    """A participant's token and those coordinated with it; a counting word gives way to what it counts (`dozens of people`)."""
    if index is None:
        return []
    found = [index]
    while len(found) < _MOST_JOINED and (more := scene.child(found[-1], "conj")) is not None and scene.token(more).pos != "VERB":
        found.append(more)
    return [_counted(scene, at) for at in found]


def _counted(scene: Scene, index: int) -> int:
    token = scene.token(index)
    if index in scene.named or not (token.lemma.lower() in event_words("counting") or token.pos == "NUM"):
        return index
    of = next((c for c in scene.children(index, "prep") if scene.token(c).text.lower() == "of"), None)
    inner = scene.child(of, "pobj") if of is not None else None
    return index if inner is None else inner


def words_of(scene: Scene, index: int) -> tuple[str, int, int]:
    """A participant's name with the first and last token of its words: an entity's, or compound and noun by their lemmas."""
    meant = _stood_for(scene, index)
    if meant is not None:
        return words_of(scene, meant)[0], index, index
    named = scene.named.get(index) or _named_by(scene, index)
    if named is not None:
        return named.entity.name, named.first, named.last
    tokens = scene.sentence.tokens
    if tokens[index].entity in _TIMES | {"MONEY"}:
        return _whole_entity(scene, index)
    first = index
    while first and _modifies(tokens[first - 1]) and _belongs(scene, first - 1, index):
        first -= 1
    kept = [_form(scene, i, index) for i in range(first, index + 1) if i == index or _names(scene, i)]
    return " ".join(dict.fromkeys(kept)), first, index


def _whole_entity(scene: Scene, index: int) -> tuple[str, int, int]:
    tokens, first, last = scene.sentence.tokens, index, index
    while first and not tokens[first].entity_begins and tokens[first - 1].entity == tokens[index].entity:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].entity == tokens[index].entity and not tokens[last + 1].entity_begins:
        last += 1
    return scene.sentence.text[tokens[first].start : tokens[last].end], first, last


def _named_by(scene: Scene, index: int) -> Named | None:
    """The name beside a noun: `its leader, Ann Bell`; `the city of Bala`; `the Bala group`."""
    lemma = scene.lemma(index)
    for child in scene.children(index, "appos"):
        if child in scene.named and scene.named[child].entity.type in {"PERSON", "ORG", "GROUP"}:
            return scene.named[child]
    if lemma in name_words("place_word"):
        objects = (scene.child(p, "pobj") for p in scene.children(index, "prep") if scene.token(p).text.lower() == "of")
        return next((scene.named[o] for o in objects if o is not None and o in scene.named), None)
    if lemma in {"group", "movement", "organization", "organisation", "network"}:
        first = scene.sentence.parse.edges(index)[0]
        groups = (scene.named[i] for i in range(first, index) if i in scene.named)
        return next((n for n in groups if n.entity.type == "GROUP"), None)
    return None


def _stood_for(scene: Scene, index: int) -> int | None:
    """The subject of a clause above that a pronoun stands for: a name, or a body (`Bala's army says it has left`)."""
    word = scene.token(index).text.lower()
    if word not in _STANDING:
        return None
    at = scene.token(index).head
    for _ in range(5):
        above = scene.token(at).head
        if above == at or scene.token(above).pos not in {"VERB", "AUX", "SCONJ", "ADP", "NOUN"}:
            return None
        at = above
        own = scene.child(at, "nsubj", "nsubjpass")
        if own is not None and own < index and _may_stand(scene, own, person=_STANDING[word]):
            return own
    return None


def _may_stand(scene: Scene, index: int, *, person: bool) -> bool:
    named = scene.named.get(index)
    if named is not None:
        return (named.entity.type == "PERSON") == person
    return scene.lemma(index) in (name_words("person_role") if person else name_words("body") | name_words("group_noun"))


_STANDING = {"he": True, "she": True, "it": False}  # whether the pronoun stands for a person


def _modifies(token: Token) -> bool:
    return token.dep in _MODIFIERS or token.tag == "POS" or (token.text == "-" and token.dep == "punct") or token.text == "year"


def _belongs(scene: Scene, at: int, index: int) -> bool:
    for _ in range(4):
        if at == index:
            return True
        at = scene.token(at).head
    return at == index


def _names(scene: Scene, index: int) -> bool:
    token = scene.token(index)
    if index in scene.named:
        owns = token.dep == "poss" and scene.lemma(token.head) in name_words("body")
        return owns or token.dep in {"amod", "compound", "nmod"}
    return token.dep == "compound" and token.pos in {"NOUN", "PROPN"}


def _form(scene: Scene, index: int, head: int) -> str:
    token = scene.token(index)
    if index in scene.named:
        return scene.named[index].entity.name
    return token.text if token.pos == "PROPN" else token.lemma.lower() if index == head else token.text.lower()
