"""What a verb of saying ties to itself: which of its children are what was said, and how far that reaches.

All indices are tokens of the sentence.
"""

from collections.abc import Callable, Mapping

from twosource.annotate import Sentence, Token
from twosource.lexicon.names import name_words
from twosource.lexicon.speech import CueEntry, speech_nouns, speech_verbs, speech_words
from twosource.statements.clauses import children, is_infinitive
from twosource.statements.found import Run

_LOOSE = ("VBG", "IN", "RB", "WRB", "TO")
_CLOSING_MARKS = "\"”'’"
# Prepositions of what is said of an object; not those of time and place (`in`, `on`, `at`, `after`).
_TIES = frozenset("of about for to from with as by against over between into toward towards than".split())
_TIMES = ("when", "while", "as", "after", "before", "until", "since")
_REASONS = ("because", "if", "unless", "although", "though")


def role_of(sentence: Sentence, verb: Token, child: Token, entry: CueEntry) -> str | None:
    """Whether a child of a verb of saying is what was said, whom it was said to, or neither."""
    test = _ROLES.get(child.dep)
    return test(sentence, verb, child, entry) if test else None


def _clause_role(sentence: Sentence, verb: Token, child: Token, entry: CueEntry) -> str | None:
    infinitive = is_infinitive(sentence, child.index) and child.index > verb.index
    return "content" if entry.frames & ({"infinitive"} if infinitive else {"clause", "quote", "infinitive"}) else None


def _open_role(sentence: Sentence, _verb: Token, child: Token, entry: CueEntry) -> str | None:
    if is_infinitive(sentence, child.index):
        return "content" if "infinitive" in entry.frames else None
    allowed = {"gerund"} if child.tag == "VBG" else {"as", "quote"}
    return "content" if entry.frames & allowed else None


def _object_role(sentence: Sentence, verb: Token, child: Token, entry: CueEntry) -> str | None:
    siblings = children(sentence, verb.index, "ccomp", "xcomp")
    if "addressee" in entry.frames:
        takes_to = any(is_infinitive(sentence, s.index) for s in siblings)
        alone = not siblings and "object" in entry.frames
        return "content" if alone or (takes_to and "infinitive" in entry.frames and entry.lemma != "tell") else "addressee"
    if "as" in entry.frames and not entry.frames & {"object"}:
        named = children(sentence, verb.index, "oprd") or siblings or _after_as(sentence, verb)
        return "content" if named else None
    takes_to = any(is_infinitive(sentence, s.index) for s in siblings)
    told = "word" in entry.frames and child.lemma.lower() in speech_words("told") | speech_nouns().keys()
    return "content" if "object" in entry.frames or told or (takes_to and "infinitive" in entry.frames) else None


def _after_as(sentence: Sentence, verb: Token) -> list[Token]:
    return [k for k in children(sentence, verb.index, "prep") if k.text.lower() == "as"]


def _preposition_role(sentence: Sentence, verb: Token, child: Token, entry: CueEntry) -> str | None:
    """`called for talks`, but not `called a number for a ride`."""
    if child.text.lower() not in entry.prepositions:
        return None
    takes_object = bool(entry.frames & {"object", "addressee"}) or child.text.lower() == "as"
    return "content" if takes_object or not children(sentence, verb.index, "dobj") else None


def _name_role(_sentence: Sentence, _verb: Token, _child: Token, entry: CueEntry) -> str | None:
    return "content" if "as" in entry.frames else None


_ROLES: Mapping[str, Callable[[Sentence, Token, Token, CueEntry], str | None]] = {
    "ccomp": _clause_role,
    "xcomp": _open_role,
    "dobj": _object_role,
    "dative": lambda s, v, c, e: "addressee" if "addressee" in e.frames else None,
    "prep": _preposition_role,
    "oprd": _name_role,
}


def addressed_to(sentence: Sentence, verb: Token, entry: CueEntry) -> Run | None:
    """Whom it was said to: `wrote to the council that …`, `said to Bell`."""
    if "quote" not in entry.frames or entry.prepositions & {"to"}:
        return None
    phrases = [k for k in children(sentence, verb.index, "prep", "dative") if k.text.lower() == "to"]
    who = [p for k in phrases for p in children(sentence, k.index, "pobj") if _hears(p)]
    return sentence.parse.edges(who[0].index) if who else None


def _hears(token: Token) -> bool:
    named = token.entity in ("PERSON", "ORG", "NORP") or token.tag == "PRP"
    return named or token.lemma.lower() in name_words("person_role") | name_words("official") | name_words("body")


def spread(sentence: Sentence, kept: list[Token], cue: Run, entry: CueEntry) -> tuple[set[int], Run]:
    """The tokens of the children that are what was said; a preposition that opens it joins the cue."""
    content: set[int] = set()
    objects = [k for k in kept if k.dep != "prep"]
    for child in kept:
        whole = set(sentence.parse.subtree(child.index))
        opens = child.dep == "prep" and not any(o.index < child.index for o in objects)
        if opens and "as" in entry.frames and child.text.lower() == "as" and objects:
            cue = (cue[0], max(whole)) if child.index == cue[1] + 1 else cue
            continue
        if opens:
            whole.discard(child.index)
            cue = (cue[0], child.index) if child.index == cue[1] + 1 else cue
        content |= whole
    if kept and kept[-1].dep == "prep" and not objects and content and min(content) > cue[1]:
        content |= _infinitive_after(sentence, kept[-1])
    if objects and content and min(content) > cue[1]:
        content |= _tied(sentence, kept, max(content))
    content -= _joints(sentence, content)
    content -= _added(sentence, kept, content)
    if len(kept) > 1 and objects and content and min(content) > cue[1]:
        content |= set(range(min(content), max(content)))
        content |= _following(sentence, kept[-1], max(content))
    return content, cue


def _infinitive_after(sentence: Sentence, child: Token) -> set[int]:
    """What somebody is called on to do, where the parser hung it on the verb: `called on the army to stop`."""
    verbs = [k for k in children(sentence, child.head, "xcomp", "advcl", "ccomp") if is_infinitive(sentence, k.index)]
    close = [k for k in verbs if k.index > child.index and sentence.tokens[sentence.parse.edges(k.index)[0] - 1].text != ","]
    return {i for k in close for i in sentence.parse.subtree(k.index)}


def _joints(sentence: Sentence, content: set[int]) -> set[int]:
    """The `and` before a second clause with its own `that`: `said it had left and that …` has two contents."""
    after = (sentence.tokens[i + 1].text.lower() if i + 1 in content else "" for i in content)
    return {i for i, word in zip(content, after, strict=True) if word == "that" and _joins(sentence, i)}


def _added(sentence: Sentence, kept: list[Token], content: set[int]) -> set[int]:
    """What a relative clause after a comma tells of an object on the reporter's own account: `praised the plan, which …`."""
    last = kept[-1] if kept else None
    if last is None or last.dep not in ("dobj", "prep"):
        return set()
    for index in sorted(content):
        token = sentence.tokens[index]
        if token.text == "," and index + 1 in content and sentence.tokens[index + 1].tag in ("WDT", "WP", "WP$"):
            clause = sentence.tokens[index + 1]
            while clause.dep != "relcl" and clause.head != clause.index:
                clause = sentence.tokens[clause.head]
            end = sentence.parse.edges(clause.index)[1]
            if clause.dep == "relcl" and end >= max(content):
                return set(range(index, end + 1))
    return set()


def _joins(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    second = sentence.tokens[sentence.tokens[index + 1].head]
    return token.dep == "cc" and sentence.tokens[index + 1].dep == "mark" and second.dep == "conj"


def _tied(sentence: Sentence, kept: list[Token], last: int) -> set[int]:
    """The phrase right after an object that the parser hung on the verb of saying: `praised the efforts | to help`."""
    verb = kept[-1].head
    found: set[int] = set()
    for child in children(sentence, verb, "prep"):
        first, end = sentence.parse.edges(child.index)
        heard = child.text.lower() == "to" and any(_hears(p) for p in children(sentence, child.index, "pobj"))
        if first == last + 1 and child.text.lower() in _TIES and not heard:
            found |= set(range(first, end + 1))
            last = end
    return found


def _following(sentence: Sentence, child: Token, last: int) -> set[int]:
    """What goes on without a comma after `of hiding …`, `for not …`, wherever the parser hung it."""
    if child.dep != "prep" or not children(sentence, child.index, "pcomp"):
        return set()
    after = [k for k in children(sentence, child.head, "advcl", "prep") if sentence.parse.edges(k.index)[0] == last + 1]
    return {i for k in after for i in sentence.parse.subtree(k.index)}


def around(sentence: Sentence, token: Token) -> tuple[set[int], int | None, str]:
    """What was said where the cue is put into it: `the toll, he said, is rising`; `as he put it`."""
    if token.dep in ("parataxis", "intj") or (token.dep == "advcl" and _opens_with_as(sentence, token)):
        whole = set(sentence.parse.subtree(token.head)) - set(sentence.parse.subtree(token.index))
        return whole, token.head, "parenthesis"
    return set(), None, "verb"


def _opens_with_as(sentence: Sentence, token: Token) -> bool:
    return any(t.text.lower() == "as" for t in children(sentence, token.index, "mark", "advmod"))


def coordinated(sentence: Sentence, token: Token, kept: list[Token]) -> set[int]:
    """A second clause of what was said that the parser hung on the verb of saying: `said 20 had left, but two were back`."""
    clauses = [k for k in kept if k.dep == "ccomp"]
    if not clauses or _is_quoted(sentence, token, clauses[-1]):
        return set()
    for other in children(sentence, token.index, "conj"):
        own = children(sentence, other.index, "nsubj", "nsubjpass", "expl")
        if own and other.index > max(kept[-1].index, token.index) and other.lemma.lower() not in speech_verbs():
            ahead = kept[-1].index > token.index
            start = sentence.parse.edges(kept[-1].index)[1] + 1 if ahead else _after(sentence, token, other)
            return set(range(start, sentence.parse.edges(other.index)[1] + 1))
    return set()


def _is_quoted(sentence: Sentence, verb: Token, clause: Token) -> bool:
    """Whether the clause is a quotation before the verb: what follows in `“It is open,” she said, and the road …` is not hers."""
    last = sentence.parse.edges(clause.index)[1]
    return last < verb.index and any(t.text[-1:] in _CLOSING_MARKS for t in sentence.tokens[last + 1 : verb.index])


def _after(sentence: Sentence, token: Token, other: Token) -> int:
    """Where a clause after `…, officials said, and` begins: at its conjunction, if a comma parts it from the cue."""
    first = sentence.parse.edges(other.index)[0]
    between = sentence.tokens[token.index + 1 : first]
    ands = [t.index for t in between if t.tag == "CC" and sentence.tokens[t.index - 1].text == ","]
    return ands[0] if ands else len(sentence.tokens)


def rest_of(sentence: Sentence, token: Token, cue: Run) -> set[int]:
    """The rest of the sentence from its first subject on, for a verb of saying whose clause the parser lost."""
    tokens = sentence.tokens
    start = next((t.index for t in tokens[cue[1] + 1 :] if t.dep in ("nsubj", "nsubjpass", "expl")), None)
    if start is None or token.tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return set()
    first = max(cue[1] + 1, sentence.parse.edges(start)[0])
    between = tokens[cue[1] + 1 : first]
    if any(t.text in (",", ";") or t.tag in ("CC", "WDT", "WP") or t.text.lower() in _TIMES for t in between):
        return set()
    return set(range(first, len(tokens)))


def with_mark(sentence: Sentence, content: set[int], cue: Run) -> set[int]:
    """The content with the `that` or `whether` right before it."""
    after = [i for i in content if i > cue[1]]
    if after and min(after) - 1 > cue[1]:
        mark = sentence.tokens[min(after) - 1]
        if mark.text.lower() in ("that", "whether", "if") and mark.tag in ("IN", "WDT", "DT"):
            return content | {mark.index}
    return content


def without(sentence: Sentence, content: set[int], token: Token, source: Run | None, cue: Run, kept: list[Token]) -> set[int]:
    """The content without source and cue; where it stands before the cue it reaches back to the start of the sentence."""
    taken = set(range(cue[0], cue[1] + 1)) | (set(range(source[0], source[1] + 1)) if source else set())
    left = content - taken
    before = [k for k in kept if k.dep == "ccomp" and k.index < token.index]
    if before or not kept:
        left -= _loose_tail(sentence, left, max(cue[1], source[1] if source else 0))
    if before and token.dep in ("ROOT", "ccomp", "conj") and left:
        start = 0 if token.dep == "ROOT" else min(left)
        edge = min(cue[0], source[0] if source and source[0] < cue[0] else cue[0])
        left |= set(range(start, edge))
    elif left and token.dep == "ROOT" and source and source[0] and _is_parenthetical(sentence, source, cue):
        left |= set(range(0, min(source[0], cue[0])))
    return left


def _loose_tail(sentence: Sentence, content: set[int], last: int) -> set[int]:
    """What follows `…, he said, ` and is no clause of what was said: a participle, a place or time."""
    tail = sorted(i for i in content if i > last)
    spoken = [i for i in tail if any(c.isalnum() for c in sentence.tokens[i].text)]
    if spoken and sentence.tokens[spoken[0]].tag in _LOOSE and sentence.tokens[spoken[0]].text.lower() not in _REASONS:
        return set(tail)
    return set()


def _is_parenthetical(sentence: Sentence, source: Run, cue: Run) -> bool:
    """`After the vote, Bell said, the house rose`: commas on both sides and no quotation after."""
    first, last = min(source[0], cue[0]), max(source[1], cue[1])
    tokens = sentence.tokens
    if last + 2 >= len(tokens) or tokens[first - 1].text != "," or tokens[last + 1].text != ",":
        return False
    return tokens[last + 2].text[:1] not in "\"“'‘`" and tokens[last + 2].tag != "VBG"
