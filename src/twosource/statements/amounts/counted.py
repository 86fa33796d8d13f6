"""What a number counts: `309 people`, `dozens of soldiers`, `one of the drivers`, `some 25 were foreigners`."""

from dataclasses import dataclass

from twosource.annotate import Token
from twosource.lexicon.quantities import values, verb_forms, words
from twosource.statements.amounts.line import Line
from twosource.statements.amounts.measures import Measure

# Longer stretches of adjectives and nouns are lists or headlines, not one noun phrase.
_LONGEST = 7
_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_PREPOSITIONS = frozenset("at in of on as near after by for with over during and to from off amid".split())
_COPULAS = frozenset({"was", "were", "are", "is", "been", "be"})
_NOT_NOUNS = frozenset({"today", "yesterday", "tomorrow", "tonight", "p.m", "a.m", "ago"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The words of what is counted, its head word in lower case, and the last lexeme of the whole phrase."""

    words: str | None
    head: str
    last: int
    partitive: bool = False


def counted(line: Line, measure: Measure) -> Counted:
    """What the number counts; `words` is `None` where nothing says it."""
    nothing = Counted(None, "", measure.last)
    at = measure.last + 1
    if measure.kind in ("money", "age"):
        return nothing
    if line.low(at) == "of":
        return _of(line, at + 1) or nothing
    if measure.kind == "measure":
        return nothing
    return _direct(line, measure, at) or _copula(line, at) or nothing


def _direct(line: Line, measure: Measure, at: int) -> Counted | None:
    if line.low(at) == "(" and line.kind(at + 1) == "number" and line.low(at + 2) == ")":
        at += 3  # `five (5) men`
    if line.tag(at) in _DETERMINERS and measure.style in ("fraction", "both"):
        at += 1
    if measure.value == 1 and line.text(at) == "shot" and line.tag(at) == "NN":
        return Counted("shot", "shot", at)
    found = _phrase(line, at)
    return None if found and measure.style == "both" and line.tag(found.last) in ("NNP", "NNPS") else found


def _of(line: Line, at: int) -> Counted | None:
    """After `of`: `of the people`, `of them`, `of whom`, `of the 20 men`."""
    while line.tag(at) in _DETERMINERS or line.low(at) in ("all", "the", "those", "these") or line.tag(at) == "CD":
        at += 1
    if line.low(at) in ("whom", "them", "us", "you", "which"):
        return _told_of_them(line, at)
    people = line.low(at) in values("fates", "nouns") and line.low(at) in values("fates", "adjectives")
    if people and not line.tag(at + 1).startswith(("NN", "JJ")):
        found = _copula(line, at + 1)
        return Counted(found.words if found else line.low(at), line.low(at), at, partitive=True)
    found = _phrase(line, at)
    return Counted(found.words, found.head, found.last, partitive=True) if found else None


def _told_of_them(line: Line, at: int) -> Counted:
    """`six of them foreigners`, `20 of whom were women`."""
    found = _copula(line, at + 1) or (_phrase(line, at + 1) if line.low(at) == "them" else None)
    plural = found is not None and (line.low(at + 1) in _COPULAS or line.tag(found.last) in ("NNS", "NNPS"))
    return Counted(found.words if found and plural else None, "", at, partitive=True)


def _copula(line: Line, at: int) -> Counted | None:
    """`25 were foreigners`: a plural noun after the copula."""
    if line.low(at) not in _COPULAS:
        return None
    found = _phrase(line, at + 1)
    if found is None or found.head in words("fates", "nouns") or line.tag(found.last) not in ("NNS", "NNPS"):
        return None
    return Counted(found.words, found.head, at)


def _phrase(line: Line, at: int) -> Counted | None:
    """The noun phrase that starts at a lexeme, up to its head noun."""
    if line.low(at) in ("more", "further", "additional"):
        at += 1
    head = None
    step = at
    while step < min(at + _LONGEST, len(line)):
        token = line.token(step)
        if step > at and line.dash(step) and line.glued(step) and line.glued(step + 1):
            head, step = None, step + 1
            token = line.token(step)
            if token is not None and not token.tag.startswith("NN"):
                step += 1
                continue
        if token is None or not _may_stand(line, step, token, head):
            break
        if _is_noun(line, step, token):
            head = step if not line.low(step).endswith(("'s", "’s")) or step + 1 == len(line) else None
        step += 1
    if head is None:
        return None
    text = line.sentence.text[line.lexemes[at].start : line.lexemes[head].end]
    return Counted(text, line.low(head), head)


def _is_noun(line: Line, at: int, token: Token) -> bool:
    noun = token.tag.startswith("NN") and line.kind(at) == "word" and line.low(at) not in _NOT_NOUNS
    return noun and not _is_told(line, at, token)


def _is_told(line: Line, at: int, token: Token) -> bool:
    """A participle or verb taken for a name, as in headlines: `3 Killed In Crash`, `Thousands flee`."""
    if token.tag.startswith("NN") and line.low(at) in words("fates", "intransitive_present"):
        return True
    return token.tag in ("NNP", "NN") and line.low(at) in verb_forms("verbs") and line.low(at).endswith(("ed", "shot", "hurt"))


def _may_stand(line: Line, at: int, token: Token, head: int | None) -> bool:
    if line.low(at) in words("counted", "weekdays") or line.low(at) in _NOT_NOUNS or _ends_before(line, at):
        return False
    if token.tag == "CC":
        return line.tag(at - 1) == "JJ" and line.tag(at + 1) == "JJ" and line.tag(at + 2).startswith("NN")
    if token.tag == "CD" and head is not None:
        return line.tag(head).startswith("NNP") and line.tag(at + 1).startswith("NN")
    if head is not None:
        return token.tag.startswith("NN") and not _is_told(line, at, token) and not _new_phrase(line, at, token, head)
    if token.tag.startswith(("JJ", "NN")) or token.tag == "CD":
        return not _is_told(line, at, token) and line.kind(at) != "mark"
    return token.tag in ("VBN", "VBG", "VBD", "RB", "FW") and _leads_to_noun(line, at)


def _ends_before(line: Line, at: int) -> bool:
    """A verb that the tagger takes for an adjective, or a word of the next phrase: `211 sustained injuries`."""
    harm = line.low(at) in ("suffered", "sustained") and line.low(at + 1) in values("fates", "acts")
    return harm or _shouted(line, at)


def _shouted(line: Line, at: int) -> bool:
    """A preposition in capitals, which the tagger takes for a name: `BLAST KILLS 8 AT MARKET`."""
    return line.text(at).isupper() and line.low(at) in _PREPOSITIONS


def _new_phrase(line: Line, at: int, token: Token, head: int) -> bool:
    """A noun after the head that belongs to it no more: `12 people Sunday`, `three men Reuters spoke to`."""
    if line.tag(head) not in ("NNS", "NNPS"):
        return False
    if line.low(at) in ("hostage", "captive", "prisoner"):
        return True
    return token.dep in ("npadvmod", "nsubj", "nsubjpass") or (token.tag in ("NNP", "NNPS") and not line.capital(at - 1))


def _leads_to_noun(line: Line, at: int) -> bool:
    """A participle or adverb before the noun: `two suspected militants`, `three heavily armed men`, not `three killed in`."""
    token = line.token(at)
    modifies = token is not None and token.dep in ("amod", "advmod", "compound", "nmod", "punct")
    return modifies and line.tag(at + 1).startswith(("NN", "JJ", "VB"))
