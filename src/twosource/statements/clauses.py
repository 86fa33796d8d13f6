"""What can be asked of a parsed sentence: who is the subject, what hangs where, which tokens make one run."""

from collections.abc import Iterable

from twosource.annotate import Sentence, Token
from twosource.lexicon.speech import speech_words

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_VERB_GROUP = ("aux", "auxpass", "neg", "advmod")
_SUBJECT_CONTROL = ("promise", "use", "have", "take", "make")
_SHARING = ("conj", "advcl", "xcomp", "pcomp", "prep", "dep")
_LONGEST_CLIMB = 8


def children(sentence: Sentence, index: int, *deps: str) -> list[Token]:
    """The children of a token with one of these relations (any, where none is named), in order."""
    return [sentence.tokens[c] for c in sentence.parse.children[index] if not deps or sentence.tokens[c].dep in deps]


def runs(tokens: Iterable[int]) -> list[tuple[int, int]]:
    """First and last index of each unbroken run.

    >>> runs([1, 2, 3, 7, 9, 8])
    [(1, 3), (7, 9)]
    """
    found: list[tuple[int, int]] = []
    for index in sorted(set(tokens)):
        if found and found[-1][1] == index - 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def is_infinitive(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands in the infinitive with `to`."""
    return any(t.tag == "TO" for t in children(sentence, index, "aux", "mark"))


def is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a verb has a passive subject or auxiliary."""
    return bool(children(sentence, index, "nsubjpass", "auxpass"))


def is_negated(sentence: Sentence, index: int) -> bool:
    """Whether a verb carries its own `not`, `never`, …"""
    negators = speech_words("negators")
    token = sentence.tokens[index]
    if token.dep == "conj" and any(t.text.lower() == "neither" for t in children(sentence, token.head, "preconj", "cc")):
        return True
    return any(t.dep == "neg" or (t.dep == "advmod" and t.text.lower() in negators) for t in children(sentence, index))


def subject(sentence: Sentence, index: int) -> Token | None:
    """The subject of a verb: its own, else that of the verb it is coordinated with or hangs on."""
    open_form = sentence.tokens[index].tag == "VBG" or is_infinitive(sentence, index)
    for _ in range(_LONGEST_CLIMB):
        own = [t for t in children(sentence, index, *SUBJECTS) if t.dep != "expl"]
        if own:
            return own[0]
        token = sentence.tokens[index]
        head = sentence.tokens[token.head]
        if token.dep == "relcl":
            return None
        if token.dep == "acl" and token.tag == "VBG" and head.pos in ("NOUN", "PROPN", "PRON") and not _is_carrier(head):
            return head
        patient = children(sentence, token.head, "dobj") if token.dep == "xcomp" and is_infinitive(sentence, index) else []
        if patient and patient[0].index < index and head.lemma not in _SUBJECT_CONTROL:
            return patient[0]
        if token.head == index or (not open_form and token.dep not in _SHARING):
            return None
        index = token.head
    return None


def _is_carrier(noun: Token) -> bool:
    """`issued a statement saying`, `at one point calling`: not the statement says it, nor the point."""
    carriers = speech_words("carriers") if noun.dep in ("dobj", "pobj") else frozenset()
    return noun.lemma.lower() in carriers


def verb_group(sentence: Sentence, index: int) -> tuple[int, int]:
    """First and last token of a verb with the auxiliaries, adverbs and particle next to it (`has repeatedly said`)."""
    helpers = [t for t in children(sentence, index, *_VERB_GROUP) if t.pos in ("AUX", "ADV", "PART", "INTJ") and t.tag != "TO"]
    own = {t.index for t in helpers if not sentence.parse.children[t.index]}
    first = last = index
    while first - 1 in own and sentence.tokens[first - 1].tag != "WRB":
        first -= 1
    particles = {t.index for t in children(sentence, index, "prt")}
    while last + 1 in particles:
        last += 1
    return first, last


def clause_head(sentence: Sentence, index: int) -> int:
    """The verb of the clause a token stands in."""
    while sentence.tokens[index].pos not in ("VERB", "AUX") and sentence.tokens[index].head != index:
        index = sentence.tokens[index].head
    return index


def trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """A run without stop marks, commas and dashes at its ends; `None` where nothing is left."""
    while first <= last and _is_stop(sentence.tokens[first]):
        first += 1
    while last >= first and _is_stop(sentence.tokens[last]):
        last -= 1
    return (first, last) if first <= last else None


def _is_stop(token: Token) -> bool:
    return not any(c.isalnum() or c in "“”\"'‘’)]$%" for c in token.text)
