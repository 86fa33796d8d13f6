"""The tense of the verb that a word hangs on, as far as it tells past from future."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from twosource.annotate import Sentence, Token

Tense = Literal["past", "present", "future", "near", "none"]

_HIGHEST = 12
_AUXILIARIES: Mapping[str, Tense] = {
    "will": "future", "wo": "future", "'ll": "future", "’ll": "future", "shall": "future", "would": "future",
    "should": "future", "may": "future", "might": "future", "can": "future", "must": "future",
    "had": "past", "did": "past", "was": "past", "were": "past", "has": "past", "have": "past", "'ve": "past",
}  # fmt: skip
# Before an infinitive or a participle these tell of what is to come.
_PLANS = frozenset(
    "expect schedule plan set due slate intend hope want agree seek prepare aim vow pledge promise threaten go need".split()
)
_APPOINTS = frozenset({"plan", "schedule", "set", "slate"})
_TAGS: Mapping[str, Tense] = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def token_at(sentence: Sentence, position: int) -> Token | None:
    """The parsed token at an offset of the sentence, found without going through all of them."""
    at = bisect_right(sentence.tokens, position, key=lambda token: token.start) - 1
    return sentence.tokens[at] if at >= 0 and position < sentence.tokens[at].end else None


def tense_at(sentence: Sentence, position: int) -> Tense:
    """The tense that governs the word at an offset of the sentence."""
    token = token_at(sentence, position)
    for _ in range(_HIGHEST):
        if token is None or token.head == token.index:
            break
        token = sentence.tokens[token.head]
        tense = _tense(sentence, token)
        if tense != "none":
            return tense
    return _tense(sentence, token) if token is not None else "none"


def _is_plan(token: Token) -> bool:
    if token.lemma in ("plan", "schedule"):
        return token.dep != "acl"
    return token.lemma in _PLANS and token.tag in ("VBN", "JJ", "VBG") and token.dep != "acl"


def _has_had(sentence: Sentence, token: Token) -> bool:
    """`had been scheduled to expire Friday`, `had been due to end`: the plan was given up."""
    copula = sentence.tokens[token.head]
    over = [token, copula] if token.tag == "JJ" and copula.lemma == "be" else [token]
    return any(sentence.tokens[c].text.lower() in ("had", "'d", "’d") for t in over for c in sentence.parse.children[t.index])


def _infinitive_tense(sentence: Sentence, head: Token) -> Tense:
    """The tense of `to go` behind the word it hangs on."""
    if _is_plan(head) and _has_had(sentence, head):
        return "past"
    if head.lemma in _PLANS:
        return "future"
    # "made it hard to reach the town": the verb of the judgement says when.
    judged = head.tag == "JJ" and sentence.tokens[head.head].lemma == "make"
    return "none" if judged or head.lemma == "use" or head.tag in ("VBD", "VBN") else "future"


def _tense(sentence: Sentence, token: Token) -> Tense:
    if token.pos not in ("VERB", "AUX"):
        return "none"
    words = {sentence.tokens[child].text.lower(): sentence.tokens[child] for child in sentence.parse.children[token.index]}
    auxiliaries = [w for w, child in words.items() if child.dep in ("aux", "auxpass")]
    for word in auxiliaries:
        if _AUXILIARIES.get(word) == "future":
            return "past" if "have" in auxiliaries else "future"
    if token.tag == "VB" and "to" in auxiliaries:
        return _infinitive_tense(sentence, sentence.tokens[token.head])
    # "is expected", "has scheduled a hearing for" look ahead; "has agreed", "has gone" do not.
    perfect = bool({"has", "have", "'ve", "’ve"} & set(auxiliaries))
    if "had" not in auxiliaries and _is_plan(token) and (token.lemma in _APPOINTS or not perfect):
        return "future"
    for word in auxiliaries:
        if word in _AUXILIARIES:
            return _AUXILIARIES[word]
    if token.tag == "VBN":
        return "past" if not auxiliaries else "none"
    return _TAGS.get(token.tag, "none")
