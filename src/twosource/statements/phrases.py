"""Cues that are no verbs: nouns, adjectives, `according to`, `reportedly`."""

from collections.abc import Sequence

from twosource.annotate import Sentence, Token
from twosource.lexicon.names import known_names, name_words
from twosource.lexicon.places import cities
from twosource.lexicon.speech import CueEntry, speech_adjectives, speech_nouns, speech_words
from twosource.model import Stance
from twosource.statements.clauses import children, clause_head, is_infinitive, is_negated, is_passive, runs, subject, verb_group
from twosource.statements.contents import spread
from twosource.statements.found import Found, Run
from twosource.statements.sources import noun_source, source_of

_STATES = ("be", "feel", "seem", "remain", "become", "get", "make", "sound", "grow")
_COLON = CueEntry(lemma=":", frames=frozenset({"clause", "inverted"}), prepositions=frozenset(), stance="asserts")
_LONGEST_NAME = 6
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOBODY = ("it", "that", "this", "which", "what", "there")
_PLAIN = CueEntry(lemma="according", frames=frozenset({"clause"}), prepositions=frozenset(), stance="asserts")


def noun_cue(sentence: Sentence, token: Token) -> Found | None:
    """`the claim that …`, `claims by the group that …`, `its threat of …`."""
    entry = speech_nouns().get(token.lemma.lower())
    if entry is None or token.pos != "NOUN" or token.dep == "compound":
        return None
    source = noun_source(sentence, token)
    clause = next((k for k in children(sentence, token.index) if _is_noun_clause(sentence, k, entry)), None)
    content = _noun_content(sentence, token, entry, clause, source)
    content -= set(range(source[0], source[1] + 1)) if source else set()
    if not content:
        return None
    return Found(
        at=token.index,
        entry=entry,
        cue=(token.index, token.index),
        source=source,
        content=tuple(runs(content)),
        stance=_noun_stance(entry, source, clause),
        main=clause.index if clause else None,
        rule="noun",
    )


def _noun_stance(entry: CueEntry, source: Run | None, clause: Token | None) -> Stance:
    """`allegations of fraud` by nobody who is named assert nothing."""
    return "possible" if source is None and clause is None and entry.stance == "asserts" else entry.stance


def _noun_content(sentence: Sentence, token: Token, entry: CueEntry, clause: Token | None, source: Run | None) -> set[int]:
    """What a noun says: its clause, with or without a source; what follows a preposition, only with one."""
    if clause is not None:
        return set(sentence.parse.subtree(clause.index))
    if source is None:
        return _prepositional(sentence, token, entry, (-1, -1)) if "alone" in entry.frames else set()
    after = _clause_after_source(sentence, token, entry, source)
    if after:
        return after
    return _prepositional(sentence, token, entry, source)


def _prepositional(sentence: Sentence, token: Token, entry: CueEntry, source: Run) -> set[int]:
    """What follows one of a noun's prepositions, unless its source stands there."""
    openers = entry.prepositions - ({"to"} if "that" in entry.frames else set())
    prep = next((k for k in children(sentence, token.index, "prep") if k.text.lower() in openers), None)
    if prep is None or source[0] <= prep.index <= source[1]:
        return set()
    return set(sentence.parse.subtree(prep.index)) - {prep.index}


def _is_noun_clause(sentence: Sentence, child: Token, entry: CueEntry) -> bool:
    if child.dep not in ("acl", "ccomp", "relcl", "appos", "xcomp", "advcl") or child.pos not in ("VERB", "AUX"):
        return False
    if is_infinitive(sentence, child.index):
        return "to" in entry.prepositions and child.dep != "relcl"
    kids = children(sentence, child.index)
    opened = any(t.text.lower() == "that" and (t.dep == "mark" or _is_complete(kids)) for t in kids)
    return "that" in entry.frames and opened


def _is_complete(kids: list[Token]) -> bool:
    """A clause with subject and object of its own: its `that`, whatever the parser calls it, is not one of them."""
    others = {k.dep for k in kids if k.text.lower() != "that"}
    return ("nsubj" in others and bool(others & {"dobj", "ccomp", "attr", "acomp"})) or "nsubjpass" in others


def _clause_after_source(sentence: Sentence, token: Token, entry: CueEntry, source: Run) -> set[int]:
    """The clause of `a claim by officials that …`, wherever the parser hung it: people are not followed by `that`."""
    tokens = sentence.tokens
    start = source[1] + 1
    if "that" not in entry.frames or source[0] < token.index or start >= len(tokens) or tokens[start].text.lower() != "that":
        return set()
    verb = next((t for t in tokens[start:] if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    if verb is None:
        return set()
    owners = (token.index, *range(source[0], source[1] + 1))
    ends = [sentence.parse.edges(t.index)[1] for t in tokens[start:] if t.head in owners]
    return set(range(start, max(ends, default=len(tokens) - 1) + 1))


def adjective_cue(sentence: Sentence, token: Token) -> Found | None:
    """`is convinced that …`, `are willing to …`."""
    entry = speech_adjectives().get(token.text.lower())
    verb = sentence.tokens[token.head]
    if entry is None or (verb.lemma not in _STATES and token.tag != "VBN"):
        return None
    holder = token if token.tag == "VBN" and children(sentence, token.index, "nsubjpass", "nsubj") else verb
    kept = [k for k in children(sentence, token.index, "ccomp", "xcomp", "prep") if _adjective_takes(sentence, k, entry)]
    who = subject(sentence, holder.index)
    if not kept or who is None or who.text.lower() in _NOBODY:
        return None
    first, _ = verb_group(sentence, holder.index)
    tied = max(first, holder.index) <= token.index < first + 6
    cue = (min(first, holder.index), token.index) if tied else (token.index, token.index)
    source = source_of(sentence, who, cue)
    if source and source[1] >= cue[0]:
        cue = (token.index, token.index)
    content, cue = spread(sentence, kept[:1], cue, entry)
    return Found(
        at=token.index,
        entry=entry,
        cue=cue,
        source=source,
        content=tuple(runs(content)),
        stance=entry.stance,
        negated=is_negated(sentence, holder.index),
        main=kept[0].index,
        rule="adjective",
    )


def _adjective_takes(sentence: Sentence, child: Token, entry: CueEntry) -> bool:
    if child.dep == "prep":
        return child.text.lower() in entry.prepositions
    return ("infinitive" if is_infinitive(sentence, child.index) else "clause") in entry.frames


def according_cue(sentence: Sentence, token: Token) -> Found | None:
    """`according to X`: all of the clause that it stands in, but itself."""
    if token.text.lower() != "according" or token.index + 2 >= len(sentence.tokens):
        return None
    if sentence.tokens[token.index + 1].text.lower() != "to":
        return None
    who = next((n for p in children(sentence, token.index, "prep") for n in children(sentence, p.index, "pobj")), None)
    cue = (token.index, token.index + 1)
    after = (token.index + 2, token.index + 2)
    source = (source_of(sentence, who, cue) if who else None) or after
    source = _until_comma(sentence, source) if token.index == 0 else source
    head = clause_head(sentence, token.head) if token.head != token.index else token.index
    whole = range(len(sentence.tokens)) if sentence.tokens[head].dep == "ROOT" else sentence.parse.subtree(head)
    content = set(whole) - set(range(cue[0], source[1] + 1))
    return Found(
        at=token.index,
        entry=_PLAIN,
        cue=cue,
        source=source,
        content=tuple(runs(content)),
        stance="asserts",
        main=head,
        rule="according",
    )


def _until_comma(sentence: Sentence, source: Run) -> Run:
    return source if source[1] + 1 < len(sentence.tokens) else (source[0], _first_comma(sentence, source) or source[1])


def _first_comma(sentence: Sentence, source: Run) -> int | None:
    return next((i - 1 for i in range(source[0] + 1, source[1]) if sentence.tokens[i].text == ","), None)


def hearsay_cue(sentence: Sentence, token: Token) -> Found | None:
    """`reportedly`, `allegedly`: nobody is named, what was said is the clause around it."""
    if token.dep != "advmod" or token.text.lower() not in speech_words("hearsay"):
        return None
    head = clause_head(sentence, token.head)
    if sentence.tokens[head].pos not in ("VERB", "AUX"):
        return None
    content = set(sentence.parse.subtree(head)) - {token.index}
    others = [k for k in children(sentence, head, "conj", "cc") if k.index > token.index]
    content -= {i for k in others for i in sentence.parse.subtree(k.index)}
    return Found(
        at=token.index,
        entry=_PLAIN,
        cue=(token.index, token.index),
        source=None,
        content=tuple(runs(content)),
        stance="possible",
        main=head,
        rule="hearsay",
    )


def view_cue(sentence: Sentence, token: Token) -> Found | None:
    """`in her view`, `by their account`, `in the words of X`: all of the clause that it stands in, but itself."""
    opener = sentence.tokens[token.head]
    if token.lemma.lower() not in speech_words("views") or token.dep != "pobj" or opener.text.lower() not in ("in", "by", "to"):
        return None
    if sentence.tokens[opener.head].text.lower() == "according":
        return None
    source = _owner(sentence, token)
    head = clause_head(sentence, opener.head)
    apart = opener.index == 0 or sentence.tokens[opener.index - 1].text == "," or not is_passive(sentence, head)
    if source is None or not apart or sentence.tokens[head].pos not in ("VERB", "AUX"):
        return None
    whole = range(len(sentence.tokens)) if sentence.tokens[head].dep == "ROOT" else sentence.parse.subtree(head)
    content = set(whole) - set(sentence.parse.subtree(opener.index))
    return Found(
        at=token.index,
        entry=_PLAIN,
        cue=(token.index, token.index),
        source=source,
        content=tuple(runs(content)),
        stance="asserts",
        main=head,
        rule="view",
    )


def _owner(sentence: Sentence, token: Token) -> Run | None:
    """Whose view it is: a possessive, or a noun after `of`."""
    for child in children(sentence, token.index, "poss"):
        first, last = sentence.parse.edges(child.index)
        return first, last - (sentence.tokens[last].text in ("'s", "’s", "'", "’"))
    after = [k for k in children(sentence, token.index, "prep") if k.text.lower() == "of"]
    owners = [p for k in after for p in children(sentence, k.index, "pobj")]
    return sentence.parse.edges(owners[0].index) if owners else None


def goal_cue(sentence: Sentence, token: Token) -> Found | None:
    """`his plan is to …`, `the message was that …`: what a noun of saying is said to be."""
    verb = sentence.tokens[token.head]
    entry = speech_nouns().get(token.lemma.lower())
    if entry is None or token.dep != "nsubj" or verb.lemma != "be":
        return None
    told = [k for k in children(sentence, verb.index, "ccomp", "xcomp") if k.index > verb.index and _tells(sentence, k, entry)]
    if not told:
        return None
    source = noun_source(sentence, token)
    return Found(
        at=token.index,
        entry=entry,
        cue=(token.index, verb.index) if verb.index <= token.index + 2 else (token.index, token.index),
        source=source,
        content=tuple(runs(sentence.parse.subtree(told[0].index))),
        stance=entry.stance,
        negated=is_negated(sentence, verb.index),
        main=told[0].index,
        rule="noun",
    )


def _tells(sentence: Sentence, child: Token, entry: CueEntry) -> bool:
    if is_infinitive(sentence, child.index):
        return "to" in entry.prepositions
    return "that" in entry.frames and any(t.text.lower() == "that" and t.dep == "mark" for t in children(sentence, child.index))


def colon_cue(sentence: Sentence, token: Token) -> Found | None:
    """`Lina Orsk: The bridge is safe`, `Police: Two dead`: a speaker, a colon and a clause."""
    rest = sentence.tokens[token.index + 1 :]
    if token.text != ":" or not 0 < token.index <= _LONGEST_NAME or not rest:
        return None
    if not _names_speaker(sentence.tokens[: token.index]) or not any(t.tag in _FINITE for t in rest):
        return None
    return Found(
        at=token.index,
        entry=_COLON,
        cue=(token.index, token.index),
        source=(0, token.index - 1),
        content=((token.index + 1, len(sentence.tokens) - 1),),
        stance="asserts",
        main=next((t.index for t in rest if t.dep == "ROOT"), None),
        rule="turn",
    )


_LARGE_CITY = 500_000  # people: smaller ones share their names with too many surnames


def _is_place(words: str) -> bool:
    known = known_names().get(words.title())
    return (known is not None and known.type == "PLACE") or max(cities(words).values(), default=0) > _LARGE_CITY


def _names_speaker(tokens: Sequence[Token]) -> bool:
    """Whether the words before a colon name somebody: a person, a speaker in capitals, a role or something written."""
    last = tokens[-1]
    if _is_place(" ".join(t.text for t in tokens)):  # `OSLO: The bridge …` opens a report as a dateline does
        return False
    if last.entity == "PERSON" or (last.text.isupper() and last.text.isalpha() and len(last.text) > 2 and len(tokens) <= 3):
        return not any(t.pos in ("VERB", "AUX", "ADP") for t in tokens)
    spoken = last.lemma.lower() in name_words("person_role") | name_words("official") | name_words("document")
    return spoken and len(tokens) <= 2 and tokens[0].text[:1].isupper()
