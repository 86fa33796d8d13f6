"""Ties quotations to the attributions that introduce them, over sentences and paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from twosource.annotate import Annotated, Sentence, Token
from twosource.lexicon.names import name_words
from twosource.lexicon.speech import speech_verbs
from twosource.statements.clauses import children, trimmed
from twosource.statements.drafts import Draft, Quotations, joined, minus
from twosource.statements.marks import Place
from twosource.statements.quotes import Quotation, closes_first, opens_with_mark, quotations, stays_open

_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(r"[\s,.;:!?–—-]*")
# Fewer words and no cue: a word under quotation marks, not speech that goes on (in a paragraph of its own).
_LONGEST_OPENING = 300  # code points of a line that ends in a colon and opens a quotation
_LEAST_WORDS = 2
_LEAST_WORDS_ALONE = 4
# One attribution does not go on for ever: bounds that keep a long report's reading linear.
_MOST_PIECES = 40
_MOST_LINES = 8
_DOUBLE = re.compile("[“”\"„«»]|''|``")
_FARTHEST = 2_000
_LONGEST_TITLE = 100
_LONGEST_REST = 60
_CAPITALS = re.compile(r"(?P<name>[A-Z][A-Z.'’-]{1,30}(?: [A-Z][A-Z.'’-]{1,30}){0,3})(?P<cue>:)\s{1,3}")
_FARTHEST_VERB = 25
_OF_NAMES = ("PROPN", "NOUN", "DET", "ADJ", "NUM", "PART", "ADP", "PRON", "CCONJ", "SPACE")
_TOLD = ("VBD", "VBN", "VBZ", "VBP")
_BLANK = " \t\u00a0"
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[\s,]{0,4}(?P<name>[^\W\d_][^\n“”\".;:]{1,120}?)[\s,]{0,4}")
_SIGNATURE = re.compile(r"\s{0,3}(?P<cue>[―—–])\s{0,3}(?P<source>[^\W\d_][^\n“”\".;:]{2,80}?)\.?[ ]{0,3}(?=\n|$)")


def quotations_of(annotated: Annotated) -> Quotations:
    """The quotations of an article's body and headline, paragraph by paragraph."""
    text = annotated.view.text
    lines = [
        (m.start(), m.end())
        for block in annotated.article.blocks
        if block.kind in ("headline", "body")
        for m in _LINE.finditer(text, block.span.start, block.span.end)
    ]
    found: list[Quotation] = []
    lines = _joined_lines(text, lines)
    for number, (start, end) in enumerate(lines):
        goes_on = number + 1 < len(lines) and opens_with_mark(text, *lines[number + 1])
        found.extend(quotations(text, start, end, goes_on=goes_on))
    return Quotations(found)


def _joined_lines(text: str, lines: Sequence[Place]) -> list[Place]:
    """The lines, those joined over which one quotation reaches (a text that is printed sentence by sentence)."""
    found: list[Place] = []
    number = 0
    while number < len(lines):
        start, end = lines[number]
        last = _closing_line(text, lines, number) if stays_open(text, start, end) else number
        found.append((start, lines[last][1]))
        number = last + 1
    return found


def _closing_line(text: str, lines: Sequence[Place], number: int) -> int:
    """The line that closes what an earlier one left open: lines without a mark, then one whose first mark closes."""
    for later in range(number + 1, min(number + _MOST_LINES, len(lines))):
        if closes_first(text, *lines[later]):
            return later
        if _DOUBLE.search(text, *lines[later]):
            break
    return number


def tie_quotations(annotated: Annotated, marks: Quotations, drafts: Sequence[Draft], spare: Sequence[Draft]) -> list[Draft]:
    """The drafts with the quotations that belong to them, and new ones for quotations that go on from an earlier speaker."""
    text = annotated.view.text
    for draft in drafts:
        _snap(text, draft, marks)
        _name_after_quotation(text, draft)
    kept = [d for d in drafts if d.quotes or not d.weak]
    _give_to_nearest(kept)
    owners = {q.start: d for d in kept if d.parent is None for q in d.quotes}
    near = _Near(annotated.sentences, [*kept, *spare])
    known = {id(d) for d in kept}
    for quotation in marks.all:
        owner = owners.get(quotation.start)
        if owner is None:
            owner = next((d for find in _OWNERS if (d := find(text, near, quotation))), None)
            if owner is not None and id(owner) not in known:
                known.add(id(owner))
                kept.append(owner)
        if owner is not None and owner.parent is None:
            near.last_speech = owner
            owners[quotation.start] = owner
    _point_ahead(marks, owners)
    return kept


def _point_ahead(marks: Quotations, owners: Mapping[int, Draft]) -> None:
    """A quotation that stays open has the speaker of the one that the next paragraph goes on with."""
    for quotation, after in reversed(list(pairwise(marks.all))):
        draft, speaker = owners.get(quotation.start), owners.get(after.start)
        if draft is not None and speaker is not None and draft.rule == "goes_on" and not quotation.closed:
            draft.hint = draft.hint or speaker.source or speaker.hint


class _Near:
    """Sentences and drafts by place, and the speech that was told last."""

    def __init__(self, sentences: Sequence[Sentence], drafts: Sequence[Draft]) -> None:
        self.sentences = sentences
        self._starts = [s.start for s in sentences]
        self._drafts: dict[int, list[Draft]] = {}
        self.last_speech: Draft | None = None
        for draft in drafts:
            self._drafts.setdefault(draft.sentence, []).append(draft)

    def sentence(self, position: int) -> int:
        """The number of the sentence that covers a position, or of the last one before it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def drafts(self, *numbers: int) -> list[Draft]:
        """The drafts whose cue stands in one of the sentences."""
        return [d for n in sorted(set(numbers)) for d in self._drafts.get(n, ())]

    def before(self, position: int) -> Draft | None:
        """The last draft of one of the two sentences before a position that can go on in quotation marks."""
        at = self.sentence(position)
        told = [d for d in self.drafts(at - 2, at - 1) if _can_go_on(d) and d.edges[1] <= position]
        last = max(told, key=lambda d: d.edges[1], default=None)
        if last is None or (self.last_speech is not None and self.last_speech.edges[1] >= last.edges[1]):
            return self.last_speech
        return last


def _can_go_on(draft: Draft) -> bool:
    return bool(draft.content and draft.parent is None and draft.entry and "quote" in draft.entry.frames and draft.cue)


def _snap(text: str, draft: Draft, marks: Quotations) -> None:
    """Lets the content take the whole of every quotation that it takes a part of."""
    pieces: list[Place] = []
    for start, end in draft.content:
        for quotation in marks.touching(start, end):
            if draft.cue and quotation.start <= draft.cue[0] < quotation.end:
                continue
            draft.quotes.append(quotation)
            after_colon = text[max(0, quotation.start - 2) : quotation.start].rstrip().endswith(":")
            opens = after_colon and draft.cue is not None and quotation.end <= draft.cue[0]
            start, end = quotation.start if opens else min(start, quotation.start), max(end, quotation.end)
        pieces.append((start, end))
    draft.content = joined(text, pieces)
    for quotation in draft.quotes[:1]:
        _without_addressee(text, draft, quotation)


def _name_after_quotation(text: str, draft: Draft) -> None:
    """Where the parser lost the subject: the words between the quotation and the cue are the speaker."""
    ends = [q.end for q in draft.quotes if draft.cue and q.end < draft.cue[0]]
    if draft.source is not None or not ends or draft.cue is None:
        return
    match = _NAME.fullmatch(text, max(ends), draft.cue[0])
    if match is not None:
        draft.source = match.span("name")
        draft.content = [p for piece in draft.content for p in minus(piece, draft.source)]


def _give_to_nearest(drafts: Sequence[Draft]) -> None:
    """Where two attributions side by side took one quotation, the one whose cue stands nearest keeps it."""
    takers: dict[int, list[Draft]] = {}
    for draft in drafts:
        for quotation in draft.quotes:
            if draft.parent is None and draft.cue is not None:
                takers.setdefault(quotation.start, []).append(draft)
    for start, rivals in takers.items():
        nearest = min(rivals, key=lambda d: abs((d.cue or (0, 0))[1] - start))
        for rival in rivals:
            if rival is not nearest:
                _take_away(rival, start)


def _take_away(draft: Draft, start: int) -> None:
    for quotation in [q for q in draft.quotes if q.start == start]:
        left = [p for piece in draft.content for p in minus(piece, (quotation.start, quotation.end))]
        if left:
            draft.content = left
            draft.quotes.remove(quotation)


def _give(text: str, draft: Draft, quotation: Quotation) -> None:
    if draft.rule == "rest" and not draft.quotes and draft.cue and quotation.end <= draft.cue[0]:
        draft.content, draft.rule = [], "verb"
    draft.content = sorted([*draft.content, (quotation.start, quotation.end)])
    draft.quotes.append(quotation)
    _name_after_quotation(text, draft)
    _without_addressee(text, draft, quotation)


def _without_addressee(text: str, draft: Draft, quotation: Quotation) -> None:
    """`warned the toll “may rise”`: what runs on into a quotation is its subject, nobody who was told."""
    told = draft.addressee
    runs_on = told is not None and told[1] + 1 == quotation.start and text[quotation.inner_start].islower()
    if told is not None and runs_on and draft.entry is not None and draft.entry.lemma not in ("tell", "inform", "assure"):
        draft.addressee = None
        draft.content = joined(text, [*draft.content, told])


def _introduced(text: str, near: _Near, quotation: Quotation) -> Draft | None:
    """The attribution whose cue stands next to the quotation: before it, after it, or in a short sentence that follows."""
    first, last = near.sentence(quotation.start), near.sentence(quotation.end - 1)
    drafts = [d for d in near.drafts(first - 1, first, last, last + 1) if d.entry and "quote" in d.entry.frames and d.cue]
    gaps = [(gap, d.cue or (0, 0), n) for n, d in enumerate(drafts) if (gap := _gap(text, d, quotation)) is not None]
    if not gaps:
        return None
    owner = drafts[min(gaps)[2]]
    _give(text, owner, quotation)
    return owner


def _gap(text: str, draft: Draft, quotation: Quotation) -> int | None:
    """How far a cue stands from a quotation, in code points; `None` where it does not introduce it."""
    first = min(p[0] for p in (draft.cue, draft.source) if p)
    last = max(p[1] for p in (draft.cue, draft.source, draft.addressee) if p)
    if quotation.end <= first:
        stopped = text[quotation.inner_end - 1] == "." or text[quotation.end] == "."
        opens = text[max(0, quotation.start - 1) : quotation.start] in ("", "\n")
        return None if stopped and not (opens and _says_no_more(text, draft)) else _gap_after(text[quotation.end : first], draft)
    cue_end = draft.cue[1] if draft.cue else last
    if cue_end <= quotation.start:
        between = _to_colon(text[cue_end : quotation.start])
        if draft.leads and not draft.content and _is_rest(between):
            return len(between) + 10
        if len(between) > 120 or "\n" in between:
            return None
        ok = between.rstrip().endswith((":", ",")) or len(between) < 3 or between.strip() in ("that", "as", "of", "it", "for")
        return len(between) + 10 if ok and not re.search(r"[.!?]\s", between) else None
    return None


def _says_no_more(text: str, draft: Draft) -> bool:
    """Whether a sentence is the end of what stands before it: `Bell said.`"""
    end = draft.cue[1] if draft.cue else 0
    return draft.leads and not draft.content and text[end : end + 1] == "."


def _is_rest(between: str) -> bool:
    """Whether a sentence that tells nothing ends right before a quotation: `Bell said in a statement. “…`"""
    told = between.rstrip(_BLANK)
    return len(between) <= _LONGEST_REST and told.endswith(".") and not re.search(r"[.!?\n]", told[:-1])


def _to_colon(between: str) -> str:
    """What stands before a quotation, without the line breaks of a paragraph that ends in a colon to open it."""
    told = between.rstrip()
    return told if told.endswith(":") else between


def _gap_after(between: str, draft: Draft) -> int | None:
    """How much stands between a quotation and the attribution after it: nothing, or a name the parser lost."""
    if "\n" in between or len(between) > 80:
        return None
    if not between.strip(" ,-–—\u00a0"):
        return len(between)
    return len(between) if draft.source is None and _NAME.fullmatch(between) else None


def _signed(text: str, near: _Near, quotation: Quotation) -> Draft | None:
    """A quotation with its speaker after a dash at the end of the line, or before a colon."""
    match = _SIGNATURE.match(text, quotation.end)
    if match is not None:
        return _draft(near, quotation, match.span("cue"), match.span("source"), "signature")
    before = text[max(0, quotation.start - _LONGEST_OPENING) : quotation.start].rstrip()
    if not before.endswith(":"):
        return None
    start = max(0, quotation.start - _LONGEST_OPENING) + before.rfind("\n") + 1
    before = before[before.rfind("\n") + 1 :]
    colon = start + len(before) - 1
    sentence = near.sentences[near.sentence(colon)]
    source = _subject_before(sentence, colon)
    source = source or _name_before(sentence, colon)
    return _draft(near, quotation, (colon, colon + 1), source, "colon")


def _subject_before(sentence: Sentence, colon: int) -> Place | None:
    """Who the clause before a colon is about, or whose response it tells of: `Bell's answer was:`"""
    before = [t for t in sentence.tokens if sentence.start + t.end <= colon]
    heads = [t for t in before if t.dep in ("nsubj", "nsubjpass") and (t.head == len(before) or t.head < len(before))]
    heads = [t for t in heads if sentence.tokens[t.head].dep in ("ROOT", "ccomp", "conj", "advcl", "parataxis", "dep")]
    who = next((t for t in heads if sentence.tokens[t.head].dep == "ROOT"), heads[0] if heads else None)
    if who is None:
        return None
    own = children(sentence, who.index, "poss")
    if not _is_somebody(who) and who.lemma.lower() not in name_words("document"):
        return sentence.subtree_place(own[0].index) if own and _is_somebody(own[0]) else None
    source = sentence.subtree_place(who.index)
    return source if source[1] <= colon else None


def _name_before(sentence: Sentence, colon: int) -> Place | None:
    """The person's name that ends right at the colon."""
    inside = [t for t in sentence.tokens if sentence.start + t.end <= colon and t.text.strip()]
    names: list[Token] = []
    for token in reversed(inside[-6:]):
        if token.pos != "PROPN" and token.entity != "PERSON":
            break
        names.append(token)
    return (sentence.start + names[-1].start, sentence.start + names[0].end) if names else None


def _is_somebody(token: Token) -> bool:
    return token.entity in ("PERSON", "ORG", "GPE", "NORP") or token.pos in ("PROPN", "PRON")


def _draft(near: _Near, quotation: Quotation, cue: Place | None, source: Place | None, rule: str) -> Draft:
    return Draft(
        sentence=near.sentence(quotation.start),
        cue=cue,
        source=source,
        content=[(quotation.start, quotation.end)],
        entry=None,
        rule=rule,
        quotes=[quotation],
    )


def _is_whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation fills its sentences: nothing but itself from their start to their end."""
    before = text[max(0, quotation.start - 4) : quotation.start].rstrip(_BLANK)
    after = text[quotation.end : quotation.end + 4].lstrip(_BLANK)
    inner = text[quotation.inner_start : quotation.inner_end]
    starts = not before or before[-1] in "\n.!?…”\"')"
    ends = not after or after[0] == "\n" or inner.rstrip()[-1:] in (*".!?…’'",) or after[0] in ".!?"
    return starts and ends and not inner.isupper()


def _is_title(text: str, quotation: Quotation) -> bool:
    """Whether a line is a title under marks: every longer word has a capital (`'All Roads Are Open.'`)."""
    words = _WORD.findall(text, quotation.inner_start, min(quotation.inner_end, quotation.inner_start + _LONGEST_TITLE))
    long = [w for w in words if len(w) > 3]
    return quotation.inner_end - quotation.inner_start < _LONGEST_TITLE and all(w[0].isupper() for w in long)


def _same_paragraph(text: str, start: int, end: int) -> bool:
    return start <= end <= start + _FARTHEST and "\n" not in text[start:end]


def _going_on(text: str, near: _Near, quotation: Quotation) -> Draft | None:
    """Speech that goes on: in the same paragraph it is the same attribution, in a later one a new one that points back."""
    length = len(_WORD.findall(text, quotation.inner_start, min(quotation.inner_end, quotation.inner_start + 100)))
    if length < _LEAST_WORDS or not _is_whole(text, quotation):
        return None
    last = near.before(quotation.start)
    if last is not None and _same_paragraph(text, last.edges[1], quotation.start) and len(last.content) < _MOST_PIECES:
        _give(text, last, quotation)
        return last
    if length < _LEAST_WORDS_ALONE or _is_title(text, quotation) or near.sentences[near.sentence(quotation.start)].kind != "body":
        return None
    draft = _draft(near, quotation, None, None, "goes_on")
    draft.hint = (last.source or last.hint) if last else None
    return draft


def _named_after(text: str, near: _Near, quotation: Quotation) -> Draft | None:
    """`“…!” Ann Bell, head of the army, tweeted on Friday`: where the parser took the clause for a noun phrase."""
    behind = _GAP.match(text, quotation.end)
    sentence = near.sentences[near.sentence(behind.end() if behind else quotation.end)]
    tokens = [t for t in sentence.tokens if sentence.start + t.start >= quotation.end and t.text.strip()][:_FARTHEST_VERB]
    if text[quotation.inner_end - 1] not in "!?," or not _is_whole(text, quotation):
        return None
    if not tokens or "\n" in text[quotation.end : sentence.start + tokens[0].start] or not _opens_name(tokens[0]):
        return None
    at = next((n for n, t in enumerate(tokens) if t.pos not in _OF_NAMES and t.text not in ",-()"), len(tokens))
    verb = tokens[at] if 0 < at < len(tokens) else None
    entry = speech_verbs().get(verb.lemma.lower()) if verb is not None and verb.tag in _TOLD else None
    if verb is None or entry is None or not {"quote", "inverted"} <= entry.frames or _is_by(sentence, verb):
        return None
    name = trimmed(sentence, tokens[0].index, verb.index - 1)
    return _draft(near, quotation, sentence.place(verb.index, verb.index), sentence.place(*name), "named_after") if name else None


def _turn(text: str, near: _Near, quotation: Quotation) -> Draft | None:
    """A turn of talk under marks, the speaker in capitals inside of them: `“BELL: I saw it.”`"""
    match = _CAPITALS.match(text, quotation.inner_start, quotation.inner_end)
    if match is None:
        return None
    draft = _draft(near, quotation, match.span("cue"), match.span("name"), "turn")
    draft.content = [(match.end(), quotation.inner_end)]
    return draft


def _opens_name(token: Token) -> bool:
    return token.pos in ("PROPN", "DET", "PRON") or token.tag in ("NNS", "NNPS")


def _is_by(sentence: Sentence, verb: Token) -> bool:
    after = sentence.tokens[verb.index + 1 : verb.index + 2]
    return bool(after) and after[0].text.lower() == "by"


_OWNERS = (_turn, _introduced, _signed, _named_after, _going_on)
