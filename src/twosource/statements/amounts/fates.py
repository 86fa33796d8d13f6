"""What happened to the counted: `309 people arrested`, `killing three`, `the deaths of 12`, `two dead`.

The words to the right and to the left are read first, each with a bounded look; the parse decides where they do not tell.
"""

from bisect import bisect_left

from twosource.annotate import Token
from twosource.lexicon import table
from twosource.lexicon.quantities import values, verb_forms, words
from twosource.statements.amounts.line import Line
from twosource.statements.amounts.wordings import Told, number_of, phrasal, to_death, unreal, worded

__all__ = ["Told", "act_after", "money_role", "role_of"]

# Bounds on how far a role is sought, in words: auxiliaries and adverbs are few, a hospital's name can be longer.
_REACH_RIGHT = 9
_REACH_LEFT = 4
_REACH_PHRASE = 9
_REACH_TOLL = 7
_REACH_ASIDE = 22
_REACH_LIST = 9
_PLURAL_VERBS = frozenset({"were", "are", "have", "remain", "remained"})
_PLACES = frozenset({"in", "from", "across", "near", "at"})
_FATAL = frozenset({"fatally", "mortally"})
_VIOLENT = frozenset({"shot", "stabbed", "injured", "beaten"})
_OBJECT_FOLLOWS = frozenset("a an the his her him them themselves himself it their its another".split())


def role_of(line: Line, first: int, last: int, head: str) -> Told | None:
    """The role of the people or things at the lexemes `first` to `last`, whose head word is `head`."""
    told = _role_of(line, first, last, head)
    if head not in words("counted", "not_persons") or told is None:
        return told
    place = line.low(first - 1) in _PLACES and told.at > last
    return told if told.role in words("fates", "of_things") and not place else None


def _role_of(line: Line, first: int, last: int, head: str) -> Told | None:
    noun = values("fates", "nouns").get(head)
    if noun is not None:
        return Told(noun, last)
    told = _right(line, last + 1) or _inside(line, first, last) or worded(line, first, last, head)
    told = told or _to_death(line, first, last, _left(line, first - 1)) or _parsed(line, last)
    if told is not None and told.role in _VIOLENT:
        told = _died(line, last) or told
    status = values("fates", "status").get(head)
    return told or (Told(status, last) if status else None)


def act_after(line: Line, at: int) -> Told | None:
    """What is told by a noun after an owner: `Bell's death`, `the girl's (brutal) murder`."""
    for step in (at, at + 1):
        if line.low(step) in values("fates", "acts") and line.tag(step).startswith("NN"):
            told = values("fates", "acts")[line.low(step)]
            return Told(told, step) if told == "killed" else None
    return None


def money_role(line: Line, first: int, last: int) -> Told | None:
    """What was done with a sum: `paid $3 million`, `$200 was stolen`."""
    forms = verb_forms("money")
    for at in range(first - 1, max(-1, first - 1 - _REACH_LEFT), -1):
        if line.low(at) in forms:
            return Told("stolen" if line.low(at + 1) == "off" else forms[line.low(at)][0], at)
        if line.low(at) in (",", ";", "("):
            break
    for at in range(last + 1, min(len(line), last + 6)):
        if line.low(at) in forms and line.low(at - 1) in words("fates", "be"):
            return Told(forms[line.low(at)][0], at)
    return _money_noun(line, first)


def _money_noun(line: Line, first: int) -> Told | None:
    """`a fine of $200`, `damage estimated at $3 million`."""
    for at in range(first - 1, max(-1, first - 1 - _REACH_PHRASE), -1):
        if line.low(at) in values("fates", "money_nouns"):
            return Told(values("fates", "money_nouns")[line.low(at)], at)
        if line.low(at) not in words("fates", "money_joins"):
            return None
    return None


def _inside(line: Line, first: int, last: int) -> Told | None:
    """A participle or adjective within the phrase: `three wounded people`."""
    told = values("fates", "adjectives")
    return next((Told(told[line.low(at)], at) for at in range(first, last) if line.low(at) in told), None)


def _to_death(line: Line, first: int, last: int, told: Told | None) -> Told | None:
    """`shot four people to death`, `trampled five pilgrims to death`, `stabbed to death two nurses`."""
    if to_death(line, first - 2) and line.tag(first - 3) in ("VBD", "VBN", "VBG"):
        return Told("killed", first - 3)
    hoped = any(line.low(at) == "to" or line.tag(at) == "MD" for at in range(first - 1, first - 4, -1))
    if hoped or not to_death(line, last + 1):
        return told
    return Told("killed", told.at if told else first - 1) if told is None or told.role in _VIOLENT else told


def _died(line: Line, at: int) -> Told | None:
    """`A boy shot on Friday has died`: the main verb tells more than the participle."""
    token = line.token(at)
    if token is None:
        return None
    token = _governing(line.sentence.tokens, token)
    told = _by_head(line, token, line.sentence.tokens[token.head]) if token.dep == "nsubj" else None
    return told if told and told.role == "killed" else None


# To the right


def _right(line: Line, at: int) -> Told | None:
    """`were (also) shot and killed`, `(were found) dead`, `arrested`, `died`, `taken to hospital`."""
    passive, fatal, steps, end = False, False, 0, at + _REACH_RIGHT
    while at < min(end, len(line)):
        low = line.low(at)
        if low in ("not", "n't", "n’t", "never", "didn’t", "didn't"):
            return None
        told = _word_right(line, at, passive)
        if told is not None:
            return Told("killed", told.at) if fatal and told.role in _VIOLENT else told
        passive = passive or low in words("fates", "be")
        fatal = fatal or low in _FATAL
        skipped = _skipped(line, at)
        if skipped == 0:
            break
        end = end + skipped - 1
        at, steps = at + skipped, steps + 1
    return None


def _skipped(line: Line, at: int) -> int:
    """How many lexemes at `at` may stand between the counted and what happened to it; 0 for none."""
    low = line.low(at)
    if low in words("fates", "auxiliaries") or low in words("fates", "between") or line.tag(at) in ("RB", "MD"):
        return 1
    listed = _list_goes_on(line, at) if low in (",", "and", "&") else 0
    if listed:
        return listed
    if low in (",", "(", "—", "–"):
        return 1 if line.low(at + 1) in ("who", "all", "both", "one") and low == "," else _aside(line, at)
    return 0


def _list_goes_on(line: Line, at: int) -> int:
    """The rest of a list that shares the verb: `two guards and the gunman are dead`, `2 guards, gunman dead`."""
    for step in range(at + 1, min(at + _REACH_LIST, len(line))):
        low = line.low(step)
        if low in _PLURAL_VERBS or low in words("fates", "intransitive_past") or (low == "dead" and step > at + 1):
            return step - at
        fits = line.tag(step).startswith(("NN", "JJ", "DT", "CD", "PRP$", "HYPH")) or low in (",", "and")
        if not fits or low in verb_forms("verbs"):
            return 0
    return 0


def _aside(line: Line, at: int) -> int:
    """An aside between commas, brackets or dashes before the verb: `three people, including a child, were hurt`."""
    closing = {"(": ")"}.get(line.low(at), line.low(at))
    aged = line.low(at + 1) in words("counted", "age_before")
    for step in range(at + 1, min(at + _REACH_ASIDE, len(line) - 1)):
        if line.low(step) == closing and _verb_starts(line, step + 1):
            return step - at + 1
        if aged and line.low(step) in words("fates", "be"):
            return step - at
        if line.low(step) in (";", "said", "told", "according"):
            return 0
    return 0


def _verb_starts(line: Line, at: int) -> bool:
    low = line.low(at)
    return low in words("fates", "auxiliaries") or low in verb_forms("verbs") or low in ("suffered", "sustained", "lost")


def _word_right(line: Line, at: int, passive: bool) -> Told | None:
    low = line.low(at)
    if (pair := phrasal(line, at)) is not None:
        return Told(pair, at) if passive or not (_is_active(line, at) or low.endswith("ing")) else None
    if to_death(line, at + 1) and line.tag(at) in ("VBN", "VBD"):
        active = line.low(at + 3) in _OBJECT_FOLLOWS or line.tag(at + 3) in ("CD", "NNP", "NNS")
        return None if active and not passive else Told("killed", at)
    if low in _FATAL and not any(line.low(step) in verb_forms("verbs") for step in (at + 1, at + 2)):
        return Told("killed", at)
    if low in values("fates", "adjectives") and low not in _FATAL and not line.tag(at + 1).startswith("NN"):
        return _with_more(line, at, values("fates", "adjectives")[low])
    found = verb_forms("verbs").get(low)
    if found is None:
        return _phrase_role(line, at)
    role, lemma = found
    if lemma in words("fates", "intransitive"):
        hoped = low == lemma != "die" and line.low(at - 1) == "to"  # `the first officer to die` is dead
        return None if hoped else _phrase_role(line, at) or Told(role, at)
    if low.endswith("ing") or (not passive and _is_active(line, at)) or _is_base(low, lemma):
        return _phrase_role(line, at)
    return _with_more(line, at, role)


def _is_base(form: str, lemma: str) -> bool:
    """A form that is no participle: `kill`, `arrests`; `hurt` is both."""
    return lemma != "hurt" and form in (lemma, f"{lemma}s", f"{lemma}es")


def _is_active(line: Line, at: int) -> bool:
    """Whether a verb form without auxiliary has an object: `two men killed a guard`."""
    if line.low(at + 1) in _OBJECT_FOLLOWS:
        return True
    token = line.token(at)
    if token is None or token.tag not in ("VBD", "VBP", "VB", "VBZ"):
        return False
    tokens = line.sentence.tokens
    return any(tokens[child].dep == "dobj" for child in line.sentence.parse.children[token.index])


def _with_more(line: Line, at: int, role: str) -> Told:
    """`shot and killed`, `shot dead`, `shot to death`, `stabbed and wounded`, `killed or injured`."""
    joins = line.low(at + 1) in ("and", "or", "&", "/")
    after = at + 2 if joins else at + 1
    after = after + 1 if line.tag(after) == "RB" and line.low(after) not in _FATAL else after
    low = line.low(after)
    further = verb_forms("verbs").get(low, ("", ""))[0]
    if role in _VIOLENT:
        if low in ("dead", "fatally", "killed", "slain") or (low in ("to", "in") and line.low(after + 1) == "death"):
            return Told("killed", at)
        if joins and further in ("killed", "injured"):
            return Told(further, at)
    if role == "killed" and line.low(at + 1) in ("or", "/") and further == "injured":
        return Told("casualties", at)
    return Told(role, at)


def _phrase_role(line: Line, at: int) -> Told | None:
    """`suffered gunshot wounds`, `taken to a hospital`, `lost their lives`, `in custody`."""
    for phrase in table("fates")["phrases"]:
        if line.low(at) not in phrase["verbs"] or line.low(at + 1) in phrase.get("not_before", ()):
            continue
        reach = 2 if phrase.get("next") else _REACH_PHRASE
        for step in range(at + 1, min(at + reach, len(line))):
            if line.low(step) in (",", ";", ".") and step > at + 1:
                break
            if line.low(step) in phrase["nouns"]:
                return Told(phrase["role"], at)
    return None


# To the left


def _left(line: Line, at: int) -> Told | None:
    """`killing three`, `wounded at least five`, `has arrested`, `the deaths of 12`, `death toll rose to 14`."""
    toll = _toll(line, at)
    if toll is not None:
        return toll
    acts = values("fates", "acts")
    at = _over_one(line, at)
    for step in range(at, max(-1, at - _REACH_LEFT), -1):
        low = line.low(step)
        if low in acts and (line.low(step + 1) == "of" or (line.low(step + 1) == "to" and acts[low] == "injured")):
            fatal = line.low(step - 1) in ("fatal", "deadly") and acts[low] in _VIOLENT
            return Told("killed" if fatal else acts[low], step)
        if (pair := phrasal(line, step)) is not None and step < at:
            return None if unreal(line, step) else Told(pair, step)
        found = verb_forms("verbs").get(low)
        if found is not None and line.kind(step) == "word":
            return _object(line, step, found)
        harmed = low == "to" and acts.get(line.low(step - 1)) == "injured"
        if not harmed and low not in words("fates", "before_object") and line.tag(step) not in ("RB", "RP"):
            break
    return None


def _over_one(line: Line, at: int) -> int:
    """Past one person told first: `the deaths of a man and two girls`, `killing a teacher and two pupils`."""
    if line.low(at) != "and" or not line.tag(at - 1).startswith("NN") or line.tag(at + 1) not in ("CD", "DT", "PRP$"):
        return at
    for step in range(at - 2, max(-1, at - _REACH_LEFT - 2), -1):
        if line.low(step) in _OBJECT_FOLLOWS:
            return step - 1
        if not line.tag(step).startswith(("NN", "JJ", "CD", "HYPH")):
            return at
    return at


def _object(line: Line, at: int, found: tuple[str, str]) -> Told | None:
    role, lemma = found
    if lemma in words("fates", "intransitive"):
        return None
    token = line.token(at)
    if token is None or (token.tag.startswith("NN") and not _verb_taken_for_noun(line, at, lemma)):
        return None
    if _unreal(line, at, lemma):
        return None
    before = line.low(at - 1) if line.tag(at - 1) != "RB" else line.low(at - 2)
    if before in words("fates", "be") and not line.low(at).endswith("ing"):
        return None
    fatal = line.low(at - 1) in _FATAL or (role in _VIOLENT and _killed_beside(line, at))
    return Told("killed" if fatal and role in _VIOLENT else role, at)


def _verb_taken_for_noun(line: Line, at: int, lemma: str) -> bool:
    """`Shot Three`, `wounding five`, and in the second half of a headline `Blast kills 12, wounds 30`."""
    low = line.low(at)
    headline = low in (f"{lemma}s", f"{lemma}es") and (line.low(at - 1) in (",", "and", "&", ";") or lemma == "kill")
    return low.endswith(("ed", "shot")) or low == "wounding" or headline


def _unreal(line: Line, at: int, lemma: str) -> bool:
    """`to kill`, `could kill`: it is not said that it happened."""
    return _is_base(line.low(at), lemma) and unreal(line, at)


def _killed_beside(line: Line, at: int) -> bool:
    """`shot and killed two`, `shot two men dead` is left to the words on the right."""
    return line.low(at + 1) in ("and", "&") and verb_forms("verbs").get(line.low(at + 2), ("", ""))[0] == "killed"


def _toll(line: Line, at: int) -> Told | None:
    """A toll within the words before: `the death toll has risen to 14`, `a toll of 14`."""
    for step in range(at, max(-1, at - _REACH_TOLL), -1):
        if line.low(step) in values("fates", "tolls") and line.low(step - 1) not in ("injury", "wounded"):
            return Told(values("fates", "tolls")[line.low(step)], step)
        if line.low(step) == "number":
            return number_of(line, step)
        if line.low(step) in (",", ";", "and") or line.kind(step) == "number":
            return None
    return None


# By the parse


def _parsed(line: Line, at: int) -> Told | None:
    """Subject of a passive, object, or noun with a participle or relative clause, by the dependency parse."""
    token = line.token(at)
    if token is None:
        return None
    tokens = line.sentence.tokens
    token = _governing(tokens, token)
    for child in (tokens[c] for c in line.sentence.parse.children[token.index]):
        if child.dep in ("acl", "relcl") and child.index > token.index and child.tag in ("VBN", "VBD"):
            told = _verb(line, child, passive=child.dep == "acl" or _is_passive(line, child))
            if told is not None:
                return told
    return _by_head(line, token, tokens[token.head])


def _by_head(line: Line, token: Token, head: Token) -> Told | None:
    if token.dep == "nsubjpass":
        return _verb(line, head, passive=True)
    if token.dep == "dobj":
        return _verb(line, head, passive=True) if not _is_passive(line, head) else None
    return _verb(line, head, passive=False) if token.dep == "nsubj" else None


def _is_passive(line: Line, verb: Token) -> bool:
    tokens = line.sentence.tokens
    return any(tokens[child].dep in ("auxpass", "nsubjpass") for child in line.sentence.parse.children[verb.index])


def _governing(tokens: tuple[Token, ...], token: Token) -> Token:
    """Up from a number to its noun, and over a conjunction to the first of a list; at most a few steps."""
    for _ in range(6):
        if token.dep not in ("nummod", "conj", "quantmod", "compound", "amod") or token.head == token.index:
            break
        if token.dep == "conj" and tokens[token.head].pos in ("VERB", "AUX"):
            break
        token = tokens[token.head]
    return token


def _verb(line: Line, verb: Token, *, passive: bool) -> Told | None:
    found = verb_forms("verbs").get(verb.text.lower())
    tokens = line.sentence.tokens
    if found is None or any(tokens[c].dep == "neg" for c in line.sentence.parse.children[verb.index]):
        return None
    if passive == (found[1] in words("fates", "intransitive") - words("fates", "transitive_too")):
        return None
    at = bisect_left(line.token_of, verb.index)
    if at >= len(line) or line.token_of[at] != verb.index or _unreal(line, at, found[1]):
        return None
    told = _with_more(line, at, found[0])
    return Told("killed", at) if line.low(at - 1) in _FATAL and told.role in _VIOLENT else told
