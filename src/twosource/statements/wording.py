"""What a participant is called: the resolved name, or compound and noun by their lemmas."""

from twosource.annotate import Token
from twosource.lexicon.names import name_words
from twosource.statements.sayers import Named
from twosource.statements.scenes import TIMES, Scene

_MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet"})


def words_of(scene: Scene, index: int) -> tuple[str, int, int]:
    """A participant's name with the first and last token of its words: an entity's, or compound and noun by their lemmas."""
    meant = _stood_for(scene, index)
    if meant is not None:
        return words_of(scene, meant)[0], index, index
    named = scene.named.get(index) or _named_by(scene, index)
    if named is not None:
        return named.entity.name, named.first, named.last
    tokens = scene.sentence.tokens
    if tokens[index].entity in TIMES | {"MONEY"}:
        return _whole_entity(scene, index)
    first = index
    while first and _modifies(tokens[first - 1]) and _belongs(scene, first - 1, index):
        first -= 1
    kept = [_form(scene, i, index) for i in range(first, index + 1) if i == index or _names(scene, i, index)]
    return " ".join(dict.fromkeys(kept)), first, index


def _whole_entity(scene: Scene, index: int) -> tuple[str, int, int]:
    tokens, first, last = scene.sentence.tokens, index, index
    while first and _goes_on(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _goes_on(tokens[last], tokens[last + 1]):
        last += 1
    return scene.sentence.text[tokens[first].start : tokens[last].end], first, last


def _goes_on(left: Token, right: Token) -> bool:
    """Whether two neighbours are of one time or sum; `Monday` and `morning` are, though the parser calls them date and time."""
    if left.entity == right.entity and not right.entity_begins:
        return True
    return left.entity in TIMES and right.entity in TIMES and left.head == right.index


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


_STANDING = {
    "he": True,
    "she": True,
    "it": False,
    "his": True,
    "her": True,
    "its": False,
}  # whether the pronoun stands for a person


def _modifies(token: Token) -> bool:
    return token.dep in _MODIFIERS or token.tag == "POS" or (token.text == "-" and token.dep == "punct") or token.text == "year"


def _belongs(scene: Scene, at: int, index: int) -> bool:
    for _ in range(4):
        if at == index:
            return True
        at = scene.token(at).head
    return at == index


def _names(scene: Scene, index: int, head: int) -> bool:
    token = scene.token(index)
    if index in scene.named:
        owns = token.dep == "poss" and scene.lemma(token.head) in name_words("body")
        return owns or token.dep in {"amod", "compound", "nmod"}
    owners = (
        token.head != head and scene.token(token.head).dep == "poss"
    )  # the `Mr.` of `Mr. Bell's death` belongs to the name left out
    return token.dep == "compound" and token.pos in {"NOUN", "PROPN"} and not owners


def _form(scene: Scene, index: int, head: int) -> str:
    token = scene.token(index)
    if index in scene.named:
        return scene.named[index].entity.name
    if token.pos == "PROPN" and index == 0 == head and token.tag == "NNPS":  # `Guards`, with its capital from the sentence
        return token.text.lower().removesuffix("s")
    return token.text if token.pos == "PROPN" else token.lemma.lower() if index == head else token.text.lower()
