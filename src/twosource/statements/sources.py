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
_NAME_KINDS = {"PROPN": ("PROPN",), "NOUN": ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PART"), "NUM": ("NOUN", "DET", "ADJ", "NUM")}
# Marks that close what is put between a name and its verb, and the marks that open it.
_CLOSING = {",": ",", ")": "(", "-": "-", "–": "–", "—": "—"}
_LONGEST_APPOSITION = 20
_COUNTS = ("CARDINAL", "PERCENT")
# What a noun phrase goes on behind, and how often at most.
_NAMING = ("NOUN", "PROPN", "PRON")
_WITHIN = ("of", "in", "from", "at", "for", "on")
_LONGEST_CHAIN = 8
_DESCRIBES = ("amod", "compound", "nummod", "nmod", "poss")
# What follows a name after one of these tells where or when it was said: `said Bell in a statement`.
_CIRCUMSTANCES = ("in", "on", "at", "during", "after", "before", "when", "as", "while")
# `KABUL (Reuters) - The army said`
_DATELINE_ENDS = ("-", "--", "–", "—")
_OPENS = (",", "”", "''", '"')
_PLACES_AND_TIMES = ("GPE", "LOC", "DATE", "TIME")
# `the ministers all urged`: with the verb.
_FLOATING = ("all", "both", "each")
# What may stand right before an inverted verb of saying.
_BEFORE_INVERTED = ",\"”’'—–-?!."
# A sentence that opens with an inverted verb is the end of a quotation before it, and short.
_LONGEST_INVERTED = 25


def source_of(sentence: Sentence, who: Token, cue: Run) -> Run | None:
    """The noun phrase of a subject, cut so that it does not reach over the cue, without a time the parser hung on it."""
    who = _nearest(sentence, _told_before(sentence, cue) or _beside(sentence, cue) or who, cue)
    who = _behind_opening(sentence, who) or _behind_comma(sentence, who, cue) or who
    first, last = _whole(sentence, who, cue)
    if who.index < cue[0]:
        while last + 1 < cue[0] and sentence.tokens[last + 1].pos == "PROPN":
            last += 1
        last = min(last, cue[0] - 1)
    else:
        first = max(first, cue[1] + 1)
    last = _without_time(sentence, who.index, last)
    first = max([first, *(i + 1 for i in range(first, who.index) if _ends_dateline(sentence, i))])
    return _within(sentence, who.index, first, last)


def _within(sentence: Sentence, head: int, first: int, last: int) -> Run | None:
    """The run without marks at its ends and without an `all` behind it that goes with the verb."""
    while last > head and not any(c.isalnum() or c in ")]" for c in sentence.tokens[last].text):
        last -= 1
    while last > head and sentence.tokens[last].text.lower() in _FLOATING:
        last -= 1
    while first < head and _is_before_name(sentence.tokens[first]):
        first += 1
    return (first, last) if first <= last and first <= head else None


def _is_before_name(token: Token) -> bool:
    """A mark, or a relative pronoun whose clause opens here: `whom Bell [called]`."""
    return not any(c.isalnum() or c in "([" for c in token.text) or token.tag in ("WP", "WDT")


def _told_before(sentence: Sentence, cue: Run) -> Token | None:
    """Who said what stands right before a participle: `…, Bell said, adding …`, wherever the parser hung it."""
    tokens, at = sentence.tokens, cue[0] - 2
    if at < 1 or tokens[cue[1]].tag != "VBG" or tokens[at + 1].text != "," or tokens[at].tag not in _FINITE:
        return None
    before = [t for t in children(sentence, at, "nsubj") if t.index < at]
    return before[-1] if before else None


def _beside(sentence: Sentence, cue: Run) -> Token | None:
    """The person or pronoun right before a participle: `footage of Bell asking …`, `ended with Bell urging …`."""
    before = sentence.tokens[cue[0] - 1] if cue[0] else None
    if before is None or sentence.tokens[cue[1]].tag != "VBG" or before.dep not in ("pobj", "dobj", "nsubj", "poss"):
        return None
    return before if before.entity == "PERSON" or before.tag == "PRP" else None


def _nearest(sentence: Sentence, who: Token, cue: Run) -> Token:
    """The last of several subjects that the parser gave to one verb: `My bosses,” Mr Bell [said]`."""
    if who.dep not in ("nsubj", "nsubjpass"):
        return who
    place = sentence.tokens[sentence.parse.edges(who.index)[1]].entity == "GPE"  # `Police in Fargo, North Dakota`
    others = [t for t in children(sentence, who.head, who.dep) if not (place and t.entity == "GPE")]
    return next((t for t in reversed(others) if who.index < t.index < cue[0]), who)


def _behind_opening(sentence: Sentence, who: Token) -> Token | None:
    """Who is named after a phrase that the parser tore apart: `With days until` + `the vote, Ann Bell [said]`."""
    first = sentence.parse.edges(who.index)[0]
    before = sentence.tokens[first - 1] if first else None
    opens = before is not None and (before.pos in ("ADP", "SCONJ") or before.tag == "VB") and before.tag != "WRB"
    if before is None or not opens or who.head == before.index:
        return None
    named = [t for t in children(sentence, who.index, "appos") if t.index > who.index and t.pos == "PROPN"]
    people = [t for t in named if t.entity not in _PLACES_AND_TIMES]
    return people[0] if people and not children(sentence, before.index, "pobj", "dobj", "pcomp") else None


def _behind_comma(sentence: Sentence, who: Token, cue: Run) -> Token | None:
    """The name or pronoun between a comma and the verb, where the parser took what stands before the comma for the subject."""
    tokens, first = sentence.tokens, cue[0] - 1
    name = tokens[first] if first > 0 else who
    while first > 0 and tokens[first].entity == name.entity == "PERSON" and not tokens[first].entity_begins:
        first -= 1
    named = name.entity == "PERSON" or name.tag == "PRP"
    if not named or first < 1 or tokens[first - 1].text not in _OPENS or who.index >= first or _is_somebody(who):
        return None
    return name


def _is_somebody(token: Token) -> bool:
    """Whether a word may stand for a person who is named behind it: a name, a role, a pronoun."""
    return token.pos in ("PROPN", "PRON") or token.lemma.lower() in name_words("person_role") | name_words("witness")


def _whole(sentence: Sentence, who: Token, cue: Run) -> Run:
    """The noun phrase of a subject with what the parser cut off right before it: `an ex-` + `wife`, `the spokesman` + `Bell`."""
    first, last = sentence.parse.edges(who.index)
    for part in reversed(children(sentence, who.head, who.dep)):
        edges = sentence.parse.edges(part.index)
        if who.index < cue[0] and part.pos != "PRON" and edges[1] == first - 1:
            first = edges[0]
    return first, last


def _ends_dateline(sentence: Sentence, index: int) -> bool:
    """Whether a dash with space about it stands here: none inside a word."""
    tokens = sentence.tokens
    if tokens[index].text not in _DATELINE_ENDS or index == 0:
        return False
    return tokens[index - 1].end < tokens[index].start or tokens[index].end < tokens[index + 1].start


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
    """The name, pronoun or number right before a finite verb whose subject the parser lost."""
    tokens, last = sentence.tokens, cue[0] - 1
    if last < 0 or not any(t.tag in _FINITE for t in tokens[cue[0] : cue[1] + 1]):
        return None
    if tokens[last].tag == "PRP":
        return last, last
    if tokens[last].text in _CLOSING:
        return _name_with_apposition(sentence, last)
    if tokens[last].entity in _COUNTS:
        return _number(sentence, last)
    kinds, first = _NAME_KINDS.get(tokens[last].pos, ()), last
    while first >= 0 and tokens[first].pos in kinds:
        first -= 1
    return (_from_head(sentence, first + 1, last), last) if first < last else None


def _number(sentence: Sentence, last: int) -> Run:
    """A number as whoever it counts: `Nearly a third [say]`."""
    tokens, first = sentence.tokens, last
    while first > 0 and tokens[first - 1].entity in _COUNTS:
        first -= 1
    return first, last


def _from_head(sentence: Sentence, first: int, last: int) -> int:
    """Where a noun phrase begins that goes on behind a preposition: `more than half of those in the town [say]`."""
    tokens, start = sentence.tokens, first
    for _ in range(_LONGEST_CHAIN):
        head = next((t.head for t in tokens[first : last + 1] if t.head < first), first)
        if head == first or not _goes_on_behind(tokens[head]) or any(t.text == "," for t in tokens[head:first]):
            break
        first = sentence.parse.edges(head)[0] if tokens[head].pos in _NAMING else head
        start = first if tokens[head].pos in _NAMING else start
    return start


def _goes_on_behind(head: Token) -> bool:
    """Whether a noun, or what ties one to what follows, stands here: `half of`, `papers filed on`."""
    tied = head.pos == "ADP" and head.text.lower() in _WITHIN
    return tied or head.pos in _NAMING or (head.tag == "VBN" and head.dep == "acl")


def _name_with_apposition(sentence: Sentence, last: int) -> Run | None:
    """A name with what stands between commas, dashes or brackets after it: `Bell, head of the army, `."""
    tokens = sentence.tokens
    opens = _CLOSING[tokens[last].text]
    at = next((i for i in range(last - 1, max(-1, last - _LONGEST_APPOSITION), -1) if tokens[i].text == opens), 0)
    first = at - 1
    while first >= 0 and _is_named(tokens[first]):
        first -= 1
    if 0 < first < _LONGEST_APPOSITION and tokens[0].pos == "PROPN" and not any(t.pos in ("VERB", "AUX") for t in tokens[:first]):
        first = -1
    return trimmed(sentence, first + 1, last) if first + 1 < at else None


def _is_named(token: Token) -> bool:
    """Whether a token is of a name, as the parser's tags or its entities have it."""
    return token.pos == "PROPN" or (token.entity in _WHO_ENTITIES and token.text[:1].isupper())


def root_subject(sentence: Sentence, token: Token, cue: Run) -> Run | None:
    """The subject of the sentence, for a participle or a second verb after a comma that the parser hung elsewhere."""
    if token.tag == "VB" and token.dep in ("xcomp", "relcl"):
        return _subject_above(sentence, token, cue)
    before = sentence.tokens[cue[0] - 1] if cue[0] else None
    if (before is not None and before.text not in (",", "and", "but", "then", "-", "–", "—")) or token.dep == "relcl":
        return None
    if token.dep == "ROOT" and (before is None or token.tag not in _FINITE):
        return None
    roots = [t.index for t in children(sentence, token.index, "ccomp", "advcl")] if token.dep == "ROOT" else sentence.parse.roots
    heads = [who for root in roots for who in children(sentence, root, "nsubj", "nsubjpass")]
    fits = [who for who in heads if before is None or who.index < cue[0]]
    return source_of(sentence, fits[0], cue) if fits else None


def _subject_above(sentence: Sentence, token: Token, cue: Run) -> Run | None:
    """The subject of the clause that an infinitive stands in: `Bell went out of her way to [say]`."""
    for _ in range(_LONGEST_CHAIN):
        token = sentence.tokens[token.head]
        own = [t for t in children(sentence, token.index, "nsubj") if t.index < cue[0]]
        if own:
            return source_of(sentence, own[-1], cue)
        if token.tag == "VBG" and sentence.tokens[token.index - 1].text == ",":
            told = _told_before(sentence, (token.index, token.index))
            return source_of(sentence, told, cue) if told else None
    return None


def antecedent_of(sentence: Sentence, who: Token) -> Run | None:
    """The noun phrase that `who` stands for; other relative pronouns are sources themselves, as PolNeAR has them."""
    verb = sentence.tokens[who.head]
    if who.text.lower() not in speech_words("relatives") or who.text.lower() in ("that", "which") or verb.dep != "relcl":
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
        last = next((t.index for t in tokens[cue[1] + 1 : last + 1] if t.text == ")"), last + 1) - 1
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
    if _is_when(sentence, index) or (before.pos == "PROPN" and token.text.lower() in _CIRCUMSTANCES):
        return True
    if token.text[:1] in "\"“”'‘:;.!?—–-":
        return token.text[:1] not in "-'" or (len(token.text) > 1 and token.text[:2] == "''")
    if token.text == ",":
        return not _is_apposition(sentence, index + 1)
    return token.tag in ("VBD", "VBZ", "VBP", "MD") and token.index > 0 and sentence.tokens[index - 1].text == ","


def _is_when(sentence: Sentence, index: int) -> bool:
    """Whether a time opens here that tells when it was said: no age, and nothing inside of a description (`head since 2010`)."""
    token, before = sentence.tokens[index], sentence.tokens[index - 1]
    if token.entity not in ("DATE", "TIME") or not token.entity_begins:
        return False
    described = before.pos in ("ADP", "DET", "PART", "CCONJ", "NUM") or token.dep in _DESCRIBES
    return not described and not _is_age(sentence, index)


def _is_age(sentence: Sentence, index: int) -> bool:
    """`Bell, 44`: a number right after a comma."""
    token = sentence.tokens[index]
    return token.pos == "NUM" and token.text.isdigit() and len(token.text) < 4 and sentence.tokens[index - 1].text == ","


def _is_apposition(sentence: Sentence, index: int) -> bool:
    """What follows a comma tells who the person is: a noun phrase of somebody, a relative clause."""
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    if token.text.lower() in ("who", "whose", "which") or _is_age(sentence, index):
        return True
    if index > 2 and _is_age(sentence, index - 2) and token.pos in ("ADP", "DET"):
        return True
    for _ in range(_LONGEST_CHAIN):
        if token.dep == "appos" or token.head <= token.index:
            break
        token = sentence.tokens[token.head]
    return token.dep == "appos"


def noun_source(sentence: Sentence, token: Token) -> Run | None:
    """Whose claim it is: a possessive, `by`/`from` and a noun, a name before it (`U.S. criticism`), or who made it."""
    for child in children(sentence, token.index):
        if child.dep == "nsubj" and child.index < token.index and token.tag == "NNS":
            return sentence.parse.edges(child.index)
        if child.dep == "poss":
            own = _maker(sentence, token) if child.tag == "PRP$" and token.dep == "dobj" else None
            return own or sentence.parse.edges(child.index)
        if child.dep in ("prep", "agent") and child.text.lower() in ("by", "from", "among"):
            for noun in children(sentence, child.index, "pobj"):
                return _up_to_clause(sentence, noun)
    before = [t for t in children(sentence, token.index, "compound", "amod", "nmod") if t.entity and t.entity in _WHO_ENTITIES]
    return sentence.parse.edges(before[0].index) if before else _maker(sentence, token)


def _maker(sentence: Sentence, token: Token) -> Run | None:
    """The subject of the verb that a claim is the object of: `Bell repeated accusations that …`."""
    head = sentence.tokens[token.head]
    if head.pos == "ADP" and token.dep == "pobj":
        head = sentence.tokens[head.head]
    own = [t for t in children(sentence, head.index, "nsubj") if t.index < head.index]
    told = children(sentence, token.index, "acl", "ccomp")
    if head.pos != "VERB" or not own or not told or token.dep not in ("dobj", "pobj") or not _may_claim(own[-1]):
        return None
    if _is_told(sentence, head):
        return None
    return source_of(sentence, own[-1], (head.index, head.index))


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb stands in a clause that somebody said."""
    for _ in range(_LONGEST_CHAIN):
        if verb.dep in ("ccomp", "ROOT") or verb.head == verb.index:
            break
        verb = sentence.tokens[verb.head]
    return verb.dep == "ccomp"


def _may_claim(token: Token) -> bool:
    """Whether a subject can have claims of its own: a name, a pronoun, people, bodies, papers."""
    lists = ("person_role", "official", "witness", "body", "document", "group_noun")
    return token.pos in ("PROPN", "PRON") or token.tag == "NNS" or any(token.lemma.lower() in name_words(n) for n in lists)


def _up_to_clause(sentence: Sentence, noun: Token) -> Run:
    first, last = sentence.parse.edges(noun.index)
    clauses = [sentence.parse.edges(c.index)[0] for c in children(sentence, noun.index, "acl", "relcl", "ccomp", "advcl")]
    that = [i for i in range(noun.index + 1, last + 1) if sentence.tokens[i].text.lower() == "that"]
    return first, min([last, *(c - 1 for c in [*clauses, *that] if c > noun.index)])
