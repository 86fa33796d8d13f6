"""Who takes part in a happening, read from the parse around its predicate."""

from collections.abc import Iterator

from twosource.lexicon.events import EventNoun, event_nouns, event_words, governed, is_classed
from twosource.lexicon.names import country_of, name_words
from twosource.model import EventRole
from twosource.statements.sayers import Named
from twosource.statements.scenes import Scene, is_time, joined

Part = tuple[EventRole, int]

_PLACING = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "from", "across", "around", "along", "to", "into", "toward", "towards",
     "off", "over", "above", "beside", "behind", "beneath", "throughout", "between"}
)  # fmt: skip
_MEANS = frozenset({"with", "using", "through", "via"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside", "inside"}
)


# ---- verbs -----------------------------------------------------------------------------------------------------------------


def is_passive(scene: Scene, verb: int) -> bool:
    """Whether a verb's subject is who suffers: an auxiliary tells it, or the verb hangs on a noun as `killed in Bala`."""
    if scene.child(verb, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    token = scene.token(verb)
    if (
        scene.child(verb, "aux", "dobj") is not None
        or token.tag not in {"VBN", "VBD"}
        or scene.lemma(verb) in event_words("intransitive")
    ):
        return False
    if token.dep == "conj":
        return is_passive(scene, token.head)
    if token.dep == "acl":
        return scene.child(verb, "nsubj") is None
    return token.tag == "VBN" and token.dep in {"advcl", "amod", "xcomp", "ccomp", "ROOT"}


def verb_parts(scene: Scene, verb: int) -> list[Part]:
    """The participants of a verb: subject (shared with the verb it is coordinated with or depends on), object, and adverbials."""
    passive = is_passive(scene, verb)
    parts: list[Part] = [("patient" if passive else doer(scene, s), s) for s in joined(scene, subject(scene, verb))]
    if not passive:
        parts.extend(("patient", o) for o in _suffering(scene, verb) if ("agent", o) not in parts)
    for by in scene.children(verb, "agent"):
        parts.extend((doer(scene, o), o) for o in joined(scene, scene.child(by, "pobj")))
    parts.extend(part for part in (*adverbials(scene, verb), *_of_relative(scene, verb)) if part[1] not in {i for _, i in parts})
    for object_ in [index for _, index in parts if index > verb]:
        parts.extend(part for part in adverbials(scene, object_) if part[0] in {"place", "time"} and part not in parts)
    if not passive and not any(role == "place" for role, _ in parts):
        parts.extend(_where_doers_are(scene, parts))
    return parts


def _where_doers_are(scene: Scene, parts: list[Part]) -> list[Part]:
    """`Troops in Bala killed …`: where nothing else tells the place, who acted tells it."""
    doers = [i for role, i in parts if role in {"agent", "instrument"} and i not in scene.named]
    near = [p for i in doers for p in scene.children(i, "prep") if scene.token(p).text.lower() in {"in", "at", "near", "outside"}]
    return [part for p in near for part in _of_preposition(scene, p) if part[0] == "place"]


def _suffering(scene: Scene, verb: int) -> list[int]:
    """Who or what an active verb is done to: its object, that of a preposition it governs, an antecedent, or a shared object."""
    object_ = scene.child(verb, "dobj")
    if object_ is not None:
        if scene.lemma(verb) == "take" and scene.lemma(object_) == "place":
            return []  # `took place`
        is_relative = scene.token(object_).text.lower() in _RELATIVE
        return joined(scene, _relative_head(scene, verb) if is_relative else object_)
    governed_ = (scene.child(p, "pobj") for p in scene.children(verb, "prep", "dative") if _governs(scene, verb, p))
    object_ = next((o for o in governed_ if o is not None and not _names_place(scene, o)), None)
    if object_ is not None:
        return joined(scene, object_)
    return [o for o in (_bare_antecedent(scene, verb), _shared_object(scene, verb)) if o is not None][:1]


def _names_place(scene: Scene, index: int) -> bool:
    return index in scene.named and scene.named[index].entity.type == "PLACE"


def _governs(scene: Scene, verb: int, preposition: int) -> bool:
    return scene.token(preposition).text.lower() in governed().get(scene.lemma(verb), frozenset())


def _relative_head(scene: Scene, verb: int) -> int | None:
    """The noun that the relative clause around a verb hangs on."""
    at = verb
    for _ in range(4):
        if scene.token(at).dep == "relcl":
            return scene.token(at).head
        at = scene.token(at).head
    return None


def _bare_antecedent(scene: Scene, verb: int) -> int | None:
    """The noun of a relative clause without a pronoun (`the boat the navy sank`)."""
    token, own = scene.token(verb), scene.child(verb, "nsubj")
    if (
        token.dep != "relcl"
        or own is None
        or scene.token(own).text.lower() in _RELATIVE
        or scene.child(verb, "prep", "xcomp", "ccomp")
    ):
        return None
    head = scene.token(token.head)
    inside = range(scene.sentence.parse.edges(verb)[0], own)
    told = any(scene.token(i).tag in {"WRB", "WDT", "WP", "IN"} for i in inside)
    return (
        None
        if told or head.lemma.lower() in event_words("no_patient") or is_time(scene, head.index) or head.index > own
        else head.index
    )


def _shared_object(scene: Scene, verb: int) -> int | None:
    """`kidnapped and killed a man`: the object of the verb that follows at once."""
    following = scene.child(verb, "conj")
    if following is None or not 2 <= following - verb <= 4 or not is_classed(scene.lemma(verb)):
        return None
    between = (scene.token(i) for i in range(verb + 1, following))
    return scene.child(following, "dobj") if all(t.pos in {"CCONJ", "ADV", "PUNCT"} for t in between) else None


def _of_relative(scene: Scene, verb: int) -> Iterator[Part]:
    """`the school where …`, `an explosion in which …`: the noun before the clause is its place, time or instrument."""
    token = scene.token(verb)
    if token.dep != "relcl":
        return
    asking = [scene.token(c).text.lower() for c in scene.sentence.parse.children[verb] if c < verb]
    for preposition in scene.children(verb, "prep"):
        object_ = scene.child(preposition, "pobj")
        if object_ is not None and scene.token(object_).text.lower() == "which":
            asking.append(scene.token(preposition).text.lower())
    if "where" in asking and _is_place(scene, token.head, scene.named.get(token.head)):
        yield "place", token.head
    elif {"in", "at", "on", "during"} & set(asking) and (role := _adverbial(scene, "in", token.head)) is not None:
        yield role, token.head


def doer(scene: Scene, index: int) -> EventRole:
    """`killed by a bomb` names no agent."""
    thing = scene.lemma(index) in event_words("instrument") | event_nouns().keys()
    return "instrument" if index not in scene.named and thing else "agent"


def subject(scene: Scene, verb: int, depth: int = 4) -> int | None:
    """The token of a verb's subject: its own, an antecedent, or that of the verb it leans on."""
    own = scene.child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return _antecedent(scene, verb) if scene.token(own).text.lower() in {"who", "whom", "which", "that"} else own
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
    if scene.token(verb).dep == "xcomp" and scene.lemma(above) in event_words("control"):
        object_ = scene.child(above, "dobj")
        if object_ is not None:
            return object_
        if is_passive(scene, above):
            return subject(scene, above, depth - 1)
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
    """Of `the group's attempt to expand` the group; of `men killed in Bala` the men, of `the second man to die` that man."""
    if scene.child(verb, "aux") is None or scene.token(verb).tag != "VB":
        return noun
    return _by_name(scene, noun) if _is_singled_out(scene, noun) else scene.child(noun, "poss")


def _is_singled_out(scene: Scene, noun: int) -> bool:
    """Of somebody: `the second climber`, `the last`; not `the first attempt`."""
    if scene.lemma(noun) in event_words("singling"):
        return True
    somebody = noun in scene.named or scene.lemma(noun) in name_words("person_role") | {"person"}
    return somebody and any(scene.lemma(c) in event_words("singling") for c in scene.sentence.parse.children[noun])


def _by_name(scene: Scene, noun: int) -> int:
    """Of `Ann Bell, the first to leave` and `Ann Bell was the first to leave` Ann Bell, of a noun without a name that noun."""
    token = scene.token(noun)
    named = {"appos": token.head, "attr": scene.child(token.head, "nsubj")}.get(token.dep)
    return named if named is not None and named in scene.named else noun


def adverbials(scene: Scene, index: int) -> Iterator[Part]:
    """Places, times and instruments on a predicate."""
    for child in scene.sentence.parse.children[index]:
        token = scene.token(child)
        if token.dep in {"npadvmod", "advmod", "nmod", "tmod"} and is_time(scene, token.index):
            yield "time", child
        elif token.dep == "prep" or (token.dep == "dative" and token.pos == "ADP"):
            yield from _of_preposition(scene, child)
        elif token.dep in {"advmod", "npadvmod"} and token.text.lower() in _DIRECTIONS:
            yield from (
                ("place", o) for p in scene.children(child, "prep") for o in scene.children(p, "pobj") if o in scene.named
            )


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
    if is_time(scene, token.index):
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


def noun_parts(scene: Scene, noun: int, what: EventNoun) -> list[Part]:
    """The participants around a noun that tells a happening (`the arrest of two men by police in Bala`)."""
    owners, inside = scene.children(noun, "poss"), _of_objects(scene, noun)
    owner: EventRole = "agent" if owners and inside else what.first
    inner: EventRole = "patient" if owners and inside else what.of
    parts: list[Part] = [(_of_modifier(scene, m, owner, alone=not inside), m) for m in owners]
    for modifier in scene.children(noun, "compound", "amod", "nmod"):
        parts.extend(_modifying(scene, modifier))
    for preposition in scene.children(noun, "prep", "agent"):
        parts.extend(_after_noun(scene, preposition, inner))
    parts.extend(("time", c) for c in scene.children(noun, "npadvmod") if is_time(scene, c))
    for object_ in [index for _, index in parts if index > noun]:
        parts.extend(part for part in _further(scene, object_) if part not in parts)
    return parts


def _of_objects(scene: Scene, noun: int) -> list[int]:
    """What `of` brings in after a noun, but for times and places (`the killing of …`, not `the attacks of September`)."""
    found = (scene.child(p, "pobj") for p in scene.children(noun, "prep") if scene.token(p).text.lower() == "of")
    return [o for o in found if o is not None and not is_time(scene, o)]


def _further(scene: Scene, object_: int) -> Iterator[Part]:
    """Places and times on a noun's participant, and what the parser hung on it: `an attack by rebels on a convoy`."""
    yield from (part for part in adverbials(scene, object_) if part[0] in {"place", "time"})
    for preposition in scene.children(object_, "prep"):
        if scene.token(preposition).text.lower() in {"on", "against"}:
            yield from (part for part in _after_noun(scene, preposition, "patient") if part[0] == "patient")


def _of_modifier(scene: Scene, index: int, first: EventRole, *, alone: bool) -> EventRole:
    named = scene.named.get(index)
    if is_time(scene, index):
        return "time"
    return "place" if alone and named is not None and named.entity.type == "PLACE" and first == "patient" else first


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
    role: EventRole | None = "time" if is_time(scene, object_) else simple.get(word) or _adverbial(scene, word, object_)
    if role is not None:
        yield from ((role, o) for o in joined(scene, object_))
