"""Verbs as cues: active, inverted, passive, and participles that hang on a noun."""

from dataclasses import replace

from twosource.annotate import Sentence, Token
from twosource.lexicon.names import name_words
from twosource.lexicon.speech import CueEntry, speech_idioms, speech_verbs
from twosource.model import Stance
from twosource.statements.clauses import SUBJECTS, children, is_infinitive, is_negated, is_passive, runs, subject, verb_group
from twosource.statements.contents import addressed_to, around, coordinated, rest_of, role_of, spread, with_mark, without
from twosource.statements.found import Found, Run
from twosource.statements.sources import antecedent_of, doubled, inverted_source, left_name, root_subject, source_of

_FINITE = ("VBD", "VBZ", "VBP")
# `the deal was announced`, `a man was seen`: a happening, unless it is told by whom or what of it.
_DEEDS = ("confirm", "dismiss", "reveal", "see", "consider", "view", "attribute", "challenge")
_NEVER_INVERTED = ("tell",)  # what stands behind it is whom it was told to


def verb_cue(sentence: Sentence, token: Token) -> Found | None:
    """A verb of saying, believing or planning with whom and what it ties together; the content may be empty."""
    entry = _entry_of(sentence, token)
    if entry is None or token.dep in ("amod", "compound", "aux"):
        return None
    if not token.tag.startswith("VB"):
        return _closing_word(sentence, token, entry)
    if (token.dep == "acl" and token.tag == "VBN") or (token.text.isupper() and len(token.text) > 1):
        return None
    if _is_idiom(sentence, token, entry):
        return None
    passive = is_passive(sentence, token.index) and not _has_said(sentence, token)
    found = _passive(sentence, token, entry) if passive else _active(sentence, token, entry)
    return found and replace(found, negated=found.negated or is_negated(sentence, token.index))


def _has_said(sentence: Sentence, token: Token) -> bool:
    """`She's said she will …`: `has`, wherever the parser reads `is`, since a clause with its own subject follows."""
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    told = children(sentence, token.index, "ccomp")
    return before in ("'s", "’s") and any(children(sentence, t.index, "nsubj", "nsubjpass") for t in told)


def _entry_of(sentence: Sentence, token: Token) -> CueEntry | None:
    """The entry of a verb, first that with the word after it (`pointed out`)."""
    after = sentence.tokens[token.index + 1].text.lower() if token.index + 1 < len(sentence.tokens) else ""
    lemma = token.lemma.lower()
    return speech_verbs().get(f"{lemma} {after}") or speech_verbs().get(lemma)


def _with_particle(token: Token, entry: CueEntry, cue: Run) -> Run:
    return (cue[0], max(cue[1], token.index + 1)) if " " in entry.lemma else cue


def _is_idiom(sentence: Sentence, token: Token, entry: CueEntry) -> bool:
    """`claimed 12 lives`, `four patients were admitted`: nothing is said."""
    objects = speech_idioms().get(entry.lemma, frozenset())
    kids = children(sentence, token.index, "dobj", "nsubjpass") if objects else []
    return any(k.lemma.lower() in objects or k.text.lower() in objects for k in kids)


def _closing_word(sentence: Sentence, token: Token, entry: CueEntry) -> Found | None:
    """A word at the end of a sentence with a quotation, which the parser took for a noun: `…," the letter read.`"""
    after = sentence.tokens[token.index + 1 : token.index + 3]
    if "quote" not in entry.frames or "inverted" not in entry.frames or not after or after[0].text not in (".", ",", ":"):
        return None
    before = sentence.tokens[max(0, token.index - 6) : token.index]
    if not before or not any(t.text[:1] in "\"”'’" for t in before):
        return None
    cue = (token.index, token.index)
    return Found(at=token.index, entry=entry, cue=cue, source=None, content=(), stance=entry.stance, rule="verb")


def _active(sentence: Sentence, token: Token, entry: CueEntry) -> Found:
    cue = _with_particle(token, entry, verb_group(sentence, token.index))
    told = {k.index: role_of(sentence, token, k, entry) for k in children(sentence, token.index)}
    kept = [sentence.tokens[i] for i, role in told.items() if role == "content"]
    addressee = next((sentence.parse.edges(i) for i, role in told.items() if role == "addressee"), None)
    addressee = addressee or addressed_to(sentence, token, entry)
    content, cue = spread(sentence, kept, _quoted_as(sentence, token, cue), entry)
    content |= coordinated(sentence, token, kept)
    main, rule = kept[0].index if kept else None, "verb"
    if not content and entry.frames & {"clause", "quote"}:
        content, main, rule = around(sentence, token)
    put = inverted_source(sentence, cue) if _may_be_inverted(sentence, token, entry, cue, kept) else None
    if put is not None:
        return _inverted(sentence, token, entry, cue, put)
    source, antecedent = _who(sentence, token, cue)
    source = source and doubled(sentence, source)
    content = without(sentence, content, token, source, cue, kept)
    if not content and {"clause", "inverted"} <= entry.frames:
        content, rule = rest_of(sentence, token, cue), "rest"
    return Found(
        at=token.index,
        entry=entry,
        cue=cue,
        source=source,
        content=tuple(runs(with_mark(sentence, content, cue))),
        addressee=addressee,
        antecedent=antecedent,
        stance=entry.stance,
        main=main,
        rule=rule,
        weak=_is_weak(kept, entry) and not _is_document(sentence, source),
    )


def _quoted_as(sentence: Sentence, token: Token, cue: Run) -> Run:
    """The cue with what leads up to it: `was quoted as saying`."""
    opener = sentence.tokens[token.head]
    verb = sentence.tokens[opener.head]
    if token.tag != "VBG" or opener.text.lower() != "as" or verb.lemma not in ("quote", "cite", "report"):
        return cue
    return (verb_group(sentence, verb.index)[0], cue[1]) if cue[0] == opener.index + 1 == verb.index + 2 else cue


def _may_be_inverted(sentence: Sentence, token: Token, entry: CueEntry, cue: Run, kept: list[Token]) -> bool:
    if token.tag not in _FINITE or "inverted" not in entry.frames or entry.lemma in _NEVER_INVERTED:
        return False
    before, after = sentence.tokens[max(0, cue[0] - 1)], sentence.tokens[min(cue[1] + 1, len(sentence.tokens) - 1)]
    quoted = before.text[-1:] in "\"”'’" and cue[0] > 0 and after.pos in ("PROPN", "NOUN", "ADJ", "DET", "VERB")
    return quoted or not any(k.index > cue[1] for k in kept)


def _who(sentence: Sentence, token: Token, cue: Run) -> tuple[Run | None, Run | None]:
    """The source of an active verb, and what a relative pronoun in its place stands for."""
    if _is_bare_participle(sentence, token):
        return _agent(sentence, token, cue) or left_name(sentence, cue), None
    who = subject(sentence, token.index)
    if who is None:
        name = left_name(sentence, cue)
        return name or root_subject(sentence, token, cue), None
    return source_of(sentence, who, cue), antecedent_of(sentence, who)


def _is_bare_participle(sentence: Sentence, token: Token) -> bool:
    """`Asked whether …, Bell said`: whoever asked is not told."""
    helped = children(sentence, token.index, "aux", "auxpass", *SUBJECTS)
    before = sentence.tokens[token.index - 1] if token.index else token
    if token.tag == "VBD" and before.pos in ("NOUN", "PROPN", "PRON"):
        return False
    return token.tag in ("VBN", "VBD") and token.dep == "advcl" and not helped


def _is_weak(kept: list[Token], entry: CueEntry) -> bool:
    """Whether only quoted words would make this an attribution."""
    if "strict" in entry.frames:
        return all(k.dep == "dobj" for k in kept)
    takes_clause = bool(entry.frames & {"clause", "infinitive"})
    return bool(kept) and not takes_clause and all(k.dep == "ccomp" for k in kept)


def _is_document(sentence: Sentence, source: Run | None) -> bool:
    """Whether something written is said to say it: what a poll, a report or a recording shows is told by it."""
    inside = range(source[0], source[1] + 1) if source else range(0)
    heads = [sentence.tokens[i] for i in inside if sentence.tokens[i].head not in inside]
    return any(t.lemma.lower() in name_words("document") for t in heads)


def _inverted(sentence: Sentence, token: Token, entry: CueEntry, cue: Run, source: Run) -> Found:
    """`…, said Bell[, …]`: what stands before the cue, and after the source where another comma goes on."""
    content = set(range(_after_bracket(sentence, cue[0]), cue[0]))
    tail = source[1] + 1
    if tail < len(sentence.tokens) and sentence.tokens[tail].text == "," and _goes_on(sentence, tail + 1):
        content |= set(range(tail + 1, len(sentence.tokens)))
    if token.dep in ("parataxis", "conj", "ccomp", "advcl", "relcl") and _has_core_cue_before(sentence, cue[0]):
        content &= set(range(_clause_start(sentence, cue[0]), len(sentence.tokens)))
    main = next((t.index for t in sentence.tokens if t.dep in ("ROOT", "ccomp") and t.index in content), None)
    return Found(
        at=token.index,
        entry=entry,
        cue=cue,
        source=source,
        content=tuple(runs(content)),
        stance=entry.stance,
        main=main,
        rule="inverted",
    )


def _after_bracket(sentence: Sentence, index: int) -> int:
    """Where what stands in an open bracket before a token begins; else the start of the sentence."""
    brackets = [t for t in sentence.tokens[:index] if t.text in ("(", ")")]
    return brackets[-1].index + 1 if brackets and brackets[-1].text == "(" else 0


def _goes_on(sentence: Sentence, index: int) -> bool:
    """After the source a finite verb follows before any participle: the interrupted clause goes on."""
    for token in sentence.tokens[index : index + 6]:
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return token.index > index or token.lemma != "ask"  # `said Bell, asked about it`
        if token.tag == "VBG" or token.pos in ("SCONJ", "ADP"):
            return False
    return False


def _has_core_cue_before(sentence: Sentence, index: int) -> bool:
    return any(t.lemma.lower() in ("say", "add", "tell") and t.tag in ("VBD", "VBZ", "VBP") for t in sentence.tokens[:index])


def _clause_start(sentence: Sentence, index: int) -> int:
    """The token after the last conjunction or semicolon before a place."""
    return next((i + 1 for i in range(index - 2, -1, -1) if sentence.tokens[i].text.lower() in (";", "and", "but", "while")), 0)


def _passive(sentence: Sentence, token: Token, entry: CueEntry) -> Found | None:
    """`are said to have left`, `was told that`, `was criticised by`: the subject is what was said, or whom it was told."""
    kids = children(sentence, token.index)
    who = next((k for k in kids if k.dep == "nsubjpass"), None)
    cue = verb_group(sentence, token.index)
    told = [k for k in kids if k.dep in ("ccomp", "xcomp", "oprd")]
    addressed = "addressee" in entry.frames or "passive" not in entry.frames
    if addressed and not entry.frames & {"addressee", "infinitive"}:
        return None
    if addressed:
        kept = [k for k in told if k.dep != "oprd"]
    else:
        preps = [k for k in kids if k.dep == "prep" and k.text.lower() in entry.prepositions]
        kept = [*([who] if who and who.text.lower() != "it" else []), *told, *preps]
    source = _agent(sentence, token, cue)
    content = _tokens(sentence, kept) - set(range(cue[0], cue[1] + 1)) - _range(source)
    if not content or (source is None and kept == [who] and entry.lemma in _DEEDS):
        return None
    return Found(
        at=token.index,
        entry=entry,
        cue=cue,
        source=source,
        content=tuple(runs(content)),
        stance=entry.stance if source or addressed else _unproved(entry),
        addressee=sentence.parse.edges(who.index) if who and addressed and "addressee" in entry.frames else None,
        main=next((k.index for k in told), None),
        rule="passive",
    )


def _agent(sentence: Sentence, token: Token, cue: Run) -> Run | None:
    """Who stands after `by`."""
    agents = [p for k in children(sentence, token.index, "agent") for p in children(sentence, k.index, "pobj")]
    return source_of(sentence, agents[0], cue) if agents else None


def _tokens(sentence: Sentence, kept: list[Token]) -> set[int]:
    return {i for k in kept for i in sentence.parse.subtree(k.index)}


def _range(run: Run | None) -> set[int]:
    return set(range(run[0], run[1] + 1)) if run else set()


def participle_cue(sentence: Sentence, token: Token) -> Found | None:
    """`a group suspected of having …`, `a man believed to be …`: said of the noun that it hangs on, by nobody who is named."""
    entry = speech_verbs().get(token.lemma.lower())
    if token.dep != "acl" or token.tag != "VBN" or entry is None or "passive" not in entry.frames:
        return None
    told = _told_of(sentence, token, entry)
    if told is None:
        return None
    cue, content = (token.index, token.index), set(sentence.parse.subtree(told.index))
    if told.dep == "prep" and told.index == token.index + 1:
        cue, content = (token.index, told.index), content - {told.index}
    content |= set(range(sentence.parse.edges(token.head)[0], token.head + 1))
    source = _agent(sentence, token, cue)
    return Found(
        at=token.index,
        entry=entry,
        cue=cue,
        source=source,
        content=tuple(runs(content - _range(source))),
        stance=_unproved(entry),
        main=told.index,
        rule="participle",
    )


def _told_of(sentence: Sentence, token: Token, entry: CueEntry) -> Token | None:
    """What a participle says of its noun: an infinitive, or what follows `of`."""
    kids = children(sentence, token.index)
    infinitives = [k for k in kids if k.dep == "xcomp" and is_infinitive(sentence, k.index)]
    phrases = [k for k in kids if k.dep == "prep" and k.text.lower() == "of" and "of" in entry.prepositions]
    return next(iter([*infinitives, *phrases]), None)


def _unproved(entry: CueEntry) -> Stance:
    """What is said of somebody without saying by whom is not asserted."""
    return "possible" if entry.stance == "asserts" else entry.stance
