"""Who said what: attributions of an article, over its parse and its quotation marks.

Kinds of source, cue and content follow PARC/PolNeAR: beliefs, wishes and plans count like speech.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from twosource.annotate import Annotated, Sentence, Token
from twosource.lexicon.speech import speech_words
from twosource.statements.clauses import children, is_negated, subject, verb_group
from twosource.statements.cues import cues
from twosource.statements.drafts import Draft, Quotations, draft_of, inside, joined, minus
from twosource.statements.found import Found
from twosource.statements.marks import Place, Speech
from twosource.statements.quoting import quotations_of, tie_quotations
from twosource.statements.settings import StatementSettings

_EDGES = " \t\n\u00a0,;–—-"
_LONGEST_VERSION = 80
_OVER_CLAUSE = ("according", "view")
_READ = ("headline", "body")


def speech(annotated: Annotated, settings: StatementSettings) -> tuple[Speech, ...]:  # one signature for all extractors
    """The attributions of an article's body and headline, in order of place; `parent` counts in the tuple itself."""
    quotations = quotations_of(annotated)
    drafts: list[Draft] = []
    spare: list[Draft] = []
    turn: Draft | None = None
    for number, sentence in enumerate(annotated.sentences):
        if sentence.kind in _READ:
            kept, empty = _of_sentence(annotated, sentence, number, quotations, turn)
            turn = next((d for d in kept if d.rule == "turn"), turn)
            drafts.extend(kept)
            spare.extend(empty)
    drafts = tie_quotations(annotated, quotations, drafts, spare)
    return tuple(_marks(annotated, drafts, quotations))


def _of_sentence(
    annotated: Annotated, sentence: Sentence, number: int, quotations: Quotations, turn: Draft | None
) -> tuple[list[Draft], list[Draft]]:
    """The attributions whose cue stands in a sentence, outer ones first, and the cues for which nothing was found yet."""
    kept: list[Draft] = []
    empty: list[Draft] = []
    found = sorted(cues(sentence), key=lambda f: (_depth(sentence, f), f.at))
    for draft in (draft_of(f, sentence, number) for f in found):
        if draft.cue is None or quotations.at(draft.cue[0]):
            continue
        if draft.rule == "turn" and not _opens_line(annotated, sentence, draft):
            continue
        _source_outside(annotated.view.text, draft, quotations)
        _corrected(annotated.view.text, draft)
        place = sentence.start + sentence.tokens[draft.at].start
        draft.parent = next((d for d in [*reversed(kept), *([turn] if turn else [])] if inside(place, d.content)), None)
        if draft.parent is None and draft.rule == "noun" and _is_told_by(draft, kept):
            continue
        if draft.parent and draft.content and _is_shared(sentence, draft, draft.parent):
            _split_off(sentence, draft, draft.parent)
        if draft.content and _is_kept(sentence, draft) and (sentence.kind == "body" or _fits_headline(draft)):
            kept.append(draft)
        elif not draft.content:
            empty.append(draft)
    return kept, empty


def _opens_line(annotated: Annotated, sentence: Sentence, draft: Draft) -> bool:
    """Whether a line opens with the speaker and a colon; what the line holds in a body's text is then all said."""
    text = annotated.view.text
    if sentence.start and text[sentence.start - 1] != "\n":
        return False
    line = text.find("\n", sentence.end)
    end = line if line >= 0 else len(text)
    if sentence.kind == "body" and draft.content and text[sentence.end : end].strip():
        draft.content = [(draft.content[0][0], end)]
    return True


def _source_outside(text: str, draft: Draft, quotations: Quotations) -> None:
    """Cuts quoted words off a source that the parser let begin inside a quotation."""
    quotation = quotations.at(draft.source[0]) if draft.source else None
    if draft.source is not None and quotation is not None and text[quotation.inner_end - 1] in ",.?!":
        start, end = _stripped(text, (min(quotation.end, draft.source[1]), draft.source[1]))
        draft.source = (start, end) if start < end else None


def _is_told_by(draft: Draft, kept: Sequence[Draft]) -> bool:
    """`said in a statement that …`: the verb has told it already."""
    return bool(draft.content) and any(inside(draft.content[-1][1] - 1, d.content) for d in kept if not d.weak)


def _corrected(text: str, draft: Draft) -> None:
    """`An earlier version of this article said …`: the outlet takes it back."""
    start, end = draft.source or (0, 0)
    label = text.find(": ", start, end)
    draft.source = (label + 2, end) if label >= 0 else draft.source
    words = {w.strip(",.").lower() for w in text[start : min(end, start + _LONGEST_VERSION)].split()}
    if words & speech_words("earlier") and words & speech_words("versions") and draft.stance == "asserts":
        draft.stance = "denies"


def _depth(sentence: Sentence, found: Found) -> int:
    """How deep a cue stands in the sentence; `according to` stands over the clause that it hangs on."""
    index, depth = found.at, 0
    if found.rule in _OVER_CLAUSE and found.main is not None:
        index, depth = found.main, -1
    while sentence.tokens[index].head != index:
        index = sentence.tokens[index].head
        depth += 1
    return depth


def _is_shared(sentence: Sentence, draft: Draft, outer: Draft) -> bool:
    """`said it had left, adding that …`, `said it had left and warned …`: the second cue has the first one's speaker."""
    token = sentence.tokens[draft.at]
    if outer.cue is None or outer.cue > (draft.cue or outer.cue) or outer.main is None or draft.entry is None:
        return False
    before = sentence.tokens[token.index - 1] if token.index else None
    if token.tag == "VBG" and token.dep == "advcl" and draft.rule == "verb":
        return before is not None and before.text == "," and draft.stance != "plans"
    same = token.tag == sentence.tokens[outer.at].tag
    bare = token.dep == "conj" and same and not children(sentence, token.index, "nsubj")
    return bare and ("inverted" in draft.entry.frames or _goes_back(sentence, token))


def _opening(sentence: Sentence, index: int) -> int:
    """Where the verb group of a second cue begins, with the conjunction before it."""
    first = verb_group(sentence, index)[0]
    return first - 1 if first and sentence.tokens[first - 1].tag == "CC" else first


def _goes_back(sentence: Sentence, token: Token) -> bool:
    """`says he respects her and calls her …`: a clause whose subject is a pronoun, with another verb of saying after it."""
    who = subject(sentence, token.index)
    return who is not None and who.text.lower() in ("he", "she", "they")


def _split_off(sentence: Sentence, draft: Draft, outer: Draft) -> None:
    """Gives the draft the outer one's speaker and takes its words out of the outer one's content."""
    draft.source, draft.parent = outer.source, None
    start = sentence.start + sentence.tokens[_opening(sentence, draft.at)].start
    end = max(sentence.subtree_place(draft.at)[1], draft.edges[1] if not draft.source else draft.content[-1][1])
    outer.content = [p for piece in outer.content for p in minus(piece, (start, end))]


def _is_kept(sentence: Sentence, draft: Draft) -> bool:
    """Nested attributions only where they are plain: a finite verb with its own subject and a clause."""
    if draft.parent is None:
        return True
    if draft.rule == "participle":
        return True
    if draft.entry is None or draft.source is None:
        return False
    if draft.rule == "noun":
        first, last = sentence.subtree_place(draft.at)
        return draft.stance != "plans" and first <= draft.source[0] and draft.source[1] <= last
    has_clause = draft.main is not None and sentence.tokens[draft.main].dep == "ccomp"
    own = bool(children(sentence, draft.at, "nsubj"))
    return draft.rule == "verb" and has_clause and own and "inverted" in draft.entry.frames


def _fits_headline(draft: Draft) -> bool:
    """Headlines drop too many words for more than `X says …` to be sure."""
    return draft.parent is None and draft.source is not None and draft.entry is not None and "inverted" in draft.entry.frames


def _qualified(sentence: Sentence, draft: Draft) -> Draft:
    """The draft with stance and negation as the main verb of its content tells them."""
    if draft.main is None or not inside(sentence.start + sentence.tokens[draft.main].start, draft.content):
        return draft
    helpers = {t.text.lower() for t in children(sentence, draft.main, "aux", "advmod", "neg")}
    draft.negated = draft.negated or is_negated(sentence, draft.main)
    if draft.stance == "asserts" and _says_false(sentence, draft.main):
        draft.stance = "denies"
    if draft.stance == "asserts" and not draft.negated and helpers & speech_words("hedges"):
        draft.stance = "possible"
    return draft


def _says_false(sentence: Sentence, main: int) -> bool:
    """Whether the content says of something that it is false: `said the report was untrue`."""
    told = children(sentence, main, "acomp", "attr")
    return not is_negated(sentence, main) and any(t.text.lower() in speech_words("falsehoods") for t in told)


def _marks(annotated: Annotated, drafts: Sequence[Draft], quotations: Quotations) -> Iterator[Speech]:
    text = annotated.view.text
    ready = []
    for draft in drafts:
        own = [p for p in (draft.cue, draft.source, _dateline(annotated)) if p]
        draft.content = [p for p in _cut(text, joined(text, draft.content), own) if any(c.isalnum() for c in text[p[0] : p[1]])]
        if draft.content:
            ready.append(_qualified(annotated.sentences[draft.sentence], draft))
    ready.sort(key=lambda d: (d.edges[0], d.depth, d.cue or (0, 0), d.rule))
    index = {id(d): i for i, d in enumerate(ready)}
    for draft in ready:
        yield Speech(
            voice=_voice(text, draft, quotations),
            source=draft.source,
            cue=draft.cue,
            content=tuple(draft.content),
            sentence=draft.sentence,
            addressee=draft.addressee,
            stance=draft.stance,
            negated=draft.negated,
            parent=index.get(id(draft.parent)) if draft.parent else None,
            hint=draft.hint,
            rule=f"speech.{draft.rule}",
        )


def _dateline(annotated: Annotated) -> Place | None:
    """The place that a report opens with, which nobody said."""
    dateline = annotated.article.dateline
    return (dateline.span.start, dateline.span.end) if dateline else None


def _cut(text: str, content: Sequence[Place], own: Sequence[Place]) -> list[Place]:
    pieces = list(content)
    for cut in own:
        pieces = [p for piece in pieces for p in minus(piece, cut)]
    return [_stripped(text, p) for p in pieces]


def _stripped(text: str, place: Place) -> Place:
    """The place without white space, commas and dashes at its ends."""
    start, end = place
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _voice(text: str, draft: Draft, quotations: Quotations) -> Literal["direct", "indirect", "mixed"]:
    first = quotations.touching(*draft.content[0])
    if first and first[0].start <= draft.content[0][0]:
        return "direct"
    return "mixed" if any(quotations.touching(*p) for p in draft.content) else "indirect"
