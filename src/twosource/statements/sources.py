"""The noun phrases that name who is said to have said it. All indices are tokens of the sentence."""

from twosource.annotate import Sentence, Token
from twosource.lexicon.names import name_words
from twosource.lexicon.speech import speech_words
from twosource.statements.clauses import children, trimmed
from twosource.statements.found import Run

_WHO_ENTITIES = ("PERSON", "ORG", "GPE", "NORP")
_DESCRIBING = ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "ADP")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
# Which words belong to a phrase that ends in a name, a noun or a number.
_NAME_KINDS = {"PROPN": ("PROPN",), "NOUN": ("NOUN", "DET", "ADJ", "NUM"), "NUM": ("NOUN", "DET", "ADJ", "NUM")}
# Marks that close what is put between a name and its verb, and the marks that open it.
_CLOSING = {",": ",", ")": "(", "-": "-", "–": "–", "—": "—"}
_LONGEST_APPOSITION = 20
# What follows a name after one of these tells where or when it was said: `said Bell in a statement`.
_CIRCUMSTANCES = ("in", "on", "at", "during", "after", "before", "when", "as", "while")
# `KABUL (Reuters) - The army said`
_DATELINE_ENDS = ("-", "--", "–", "—")
# What may stand right before an inverted verb of saying.
_BEFORE_INVERTED = ",\"”’'—–-?!."
# A sentence that opens with an inverted verb is the end of a quotation before it, and short.
_LONGEST_INVERTED = 25


def source_of(sentence: Sentence, who: Token, cue: Run) -> Run | None:
    """The noun phrase of a subject, cut so that it does not reach over the cue, without a time the parser hung on it."""
    first, last = sentence.parse.edges(who.index)
    if who.index < cue[0]:
        while last + 1 < cue[0] and sentence.tokens[last + 1].pos == "PROPN":
            last += 1
        last = min(last, cue[0] - 1)
    else:
        first = max(first, cue[1] + 1)
    last = _without_time(sentence, who.index, last)
    first = max([first, *(i + 1 for i in range(first, who.index) if sentence.tokens[i].text in _DATELINE_ENDS)])
    while last > who.index and not any(c.isalnum() or c in ")]" for c in sentence.tokens[last].text):
        last -= 1
    while first < who.index and not any(c.isalnum() or c in "([" for c in sentence.tokens[first].text):
        first += 1
    return (first, last) if first <= last and first <= who.index else None


def _without_time(sentence: Sentence, head: int, last: int) -> int:
    """The end of a noun phrase without a time that the parser hung on it (`the army on Thursday`)."""
    if sentence.tokens[last].entity in ("DATE", "TIME"):
        plain = [i for i in range(last, -1, -1) if sentence.tokens[i].entity not in ("DATE", "TIME")]
        if plain and plain[0] < head <= last and sentence.tokens[plain[0]].pos == "PROPN":
            return plain[0]
    times = [k for k in children(sentence, head) if k.index > head and _is_time(sentence, k)]
    edge = sentence.parse.edges(times[-1].index) if times else None
    return edge[0] - 1 if edge is not None and edge[1] >= last else last


def _is_time(sentence: Sentence, token: Token) -> bool:
    if token.dep == "prep":
        return any(t.entity in ("DATE", "TIME") for t in children(sentence, token.index, "pobj"))
    return token.dep in ("npadvmod", "nmod", "appos") and token.entity in ("DATE", "TIME")


def doubled(sentence: Sentence, source: Run) -> Run:
    """A pronoun with the description that stands right before it between commas: `…, the army's spokesman, he [said]`."""
    tokens, at = sentence.tokens, source[0] - 2
    if source[0] != source[1] or tokens[source[0]].tag != "PRP" or at < 1 or tokens[at + 1].text != ",":
        return source
    while at > 0 and tokens[at].pos in _DESCRIBING and source[0] - at < _LONGEST_APPOSITION:
        at -= 1
    phrase = tokens[at + 1 : source[0] - 1]
    core = next((n for n, t in enumerate(phrase) if t.pos == "ADP"), len(phrase))
    described = core > 0 and phrase[core - 1].lemma.lower() in name_words("person_role")
    return (at + 1, source[1]) if described and at > 0 and tokens[at].text == "," else source


def left_name(sentence: Sentence, cue: Run) -> Run | None:
    """The name or pronoun right before a finite verb whose subject the parser lost."""
    tokens = sentence.tokens
    last = first = cue[0] - 1
    if last < 0 or tokens[cue[0]].tag not in _FINITE:
        return None
    if tokens[last].tag == "PRP":
        return last, last
    if tokens[last].text in _CLOSING:
        return _name_with_apposition(sentence, last)
    kinds = _NAME_KINDS.get(tokens[last].pos, ())
    while first >= 0 and tokens[first].pos in kinds:
        first -= 1
    return (first + 1, last) if first < last else None


def _name_with_apposition(sentence: Sentence, last: int) -> Run | None:
    """A name with what stands between commas, dashes or brackets after it: `Bell, head of the army, `."""
    tokens = sentence.tokens
    opens = _CLOSING[tokens[last].text]
    at = next((i for i in range(last - 1, max(-1, last - _LONGEST_APPOSITION), -1) if tokens[i].text == opens), 0)
    first = at - 1
    while first >= 0 and tokens[first].pos == "PROPN":
        first -= 1
    if 0 < first < _LONGEST_APPOSITION and tokens[0].pos == "PROPN" and not any(t.pos in ("VERB", "AUX") for t in tokens[:first]):
        first = -1
    return trimmed(sentence, first + 1, last) if first + 1 < at else None


def root_subject(sentence: Sentence, token: Token, cue: Run) -> Run | None:
    """The subject of the sentence, for a participle or a second verb after a comma that the parser hung elsewhere."""
    before = sentence.tokens[cue[0] - 1] if cue[0] else None
    if (before is not None and before.text not in (",", "and", "but", "then", "-", "–", "—")) or token.dep in ("relcl", "ROOT"):
        return None
    heads = [who for root in sentence.parse.roots for who in children(sentence, root, "nsubj", "nsubjpass")]
    fits = [who for who in heads if before is None or who.index < cue[0]]
    return source_of(sentence, fits[0], cue) if fits else None


def antecedent_of(sentence: Sentence, who: Token) -> Run | None:
    """The noun phrase that a relative pronoun stands for."""
    verb = sentence.tokens[who.head]
    if who.text.lower() not in speech_words("relatives") or verb.dep != "relcl":
        return None
    first, _ = sentence.parse.edges(verb.head)
    last = max(verb.head, min(who.index, sentence.parse.edges(verb.index)[0]) - 1)
    return trimmed(sentence, first, last)


def inverted_source(sentence: Sentence, cue: Run) -> Run | None:
    """The noun phrase after `, said` or after a quotation and `said`, up to the comma, quotation or end that closes it."""
    tokens = sentence.tokens
    last = cue[1] + 1
    if cue[0] != cue[1] or last >= len(tokens) or not _opens_source(sentence, last):
        return None
    if tokens[cue[0] - 1].text[-1:] not in _BEFORE_INVERTED if cue[0] else len(tokens) > _LONGEST_INVERTED:
        return None
    while last + 1 < len(tokens) and not _closes_source(sentence, last + 1):
        last += 1
    brackets = [t.text for t in tokens[cue[1] + 1 : last + 1] if t.text in ("(", ")")]
    if brackets[:1] == [")"]:
        last = next(t.index for t in tokens[cue[1] + 1 :] if t.text == ")") - 1
    return (cue[1] + 1, last) if last > cue[1] else None


def _opens_source(sentence: Sentence, index: int) -> bool:
    """Whether a name, a person's role before a name, or a noun phrase of several opens here."""
    first = sentence.tokens[index]
    if first.text.lower() in ("that", "this", "these") or first.entity in ("DATE", "TIME"):
        return False
    if first.pos in ("PROPN", "DET") or first.tag in ("NNS", "PRP$") or first.text.lower() in ("he", "she", "they"):
        return True
    near = sentence.tokens[index : index + 5]
    return first.tag in ("NN", "JJ", "VBN") and any(t.pos == "PROPN" and t.entity not in ("DATE", "TIME") for t in near)


def _closes_source(sentence: Sentence, index: int) -> bool:
    token, before = sentence.tokens[index], sentence.tokens[index - 1]
    if token.entity in ("DATE", "TIME") or (before.pos == "PROPN" and token.text.lower() in _CIRCUMSTANCES):
        return True
    if token.text[:1] in "\"“”'‘:;.!?—–-":
        return token.text[:1] not in "-'" or (len(token.text) > 1 and token.text[:2] == "''")
    if token.text == ",":
        return not _is_apposition(sentence, index + 1)
    return token.tag in ("VBD", "VBZ", "VBP", "MD") and token.index > 0 and sentence.tokens[index - 1].text == ","


def _is_apposition(sentence: Sentence, index: int) -> bool:
    """What follows a comma tells who the person is: a noun phrase of somebody, a relative clause."""
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    noun = sentence.tokens[token.head]
    in_apposition = token.dep == "appos" or (noun.dep == "appos" and noun.index > index)
    return in_apposition or token.text.lower() in ("who", "whose", "which")


def noun_source(sentence: Sentence, token: Token) -> Run | None:
    """Whose claim it is: a possessive, `by`/`from` and a noun, or a name before it (`U.S. criticism`)."""
    for child in children(sentence, token.index):
        if child.dep == "poss":
            first, last = sentence.parse.edges(child.index)
            return first, last - (sentence.tokens[last].text in ("'s", "’s", "'", "’"))
        if child.dep in ("prep", "agent") and child.text.lower() in ("by", "from", "among"):
            for noun in children(sentence, child.index, "pobj"):
                return _up_to_clause(sentence, noun)
    before = [t for t in children(sentence, token.index, "compound", "amod", "nmod") if t.entity and t.entity in _WHO_ENTITIES]
    return sentence.parse.edges(before[0].index) if before else None


def _up_to_clause(sentence: Sentence, noun: Token) -> Run:
    first, last = sentence.parse.edges(noun.index)
    clauses = [sentence.parse.edges(c.index)[0] for c in children(sentence, noun.index, "acl", "relcl", "ccomp", "advcl")]
    that = [i for i in range(noun.index + 1, last + 1) if sentence.tokens[i].text.lower() == "that"]
    return first, min([last, *(c - 1 for c in [*clauses, *that] if c > noun.index)])
