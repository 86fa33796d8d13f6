"""Names that runs of capitals miss: an abbreviation that only stands in brackets, and the small end of `Kim Ill-sun`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.annotate import Annotated
from twosource.lexicon.names import name_words
from twosource.statements.aliases import abbreviates
from twosource.statements.mentions import Mention

_IN_BRACKETS = re.compile(r"\s?\([\"“'‘]?([A-Z][A-Za-z.&-]{1,9})[\"”'’]?[);,]")
_TAIL = re.compile(r"-[a-z]{2,7}(?![\w-])")


def completed(annotated: Annotated, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of Korean and Taiwanese names whole, with the abbreviations that brackets after them define."""
    whole = [_whole(annotated, m) for m in found]
    return sorted([*whole, *_abbreviations(annotated, whole)], key=lambda m: (m.start, m.end))


def _whole(annotated: Annotated, mention: Mention) -> Mention:
    """`Kim Ill` as `Kim Ill-sun`, where a family name of such names opens it."""
    words = mention.words.split()
    if len(words) != 2 or words[0].lower() not in name_words("family_first") or mention.known is not None:
        return mention
    tail = _TAIL.match(annotated.article.text, mention.end)
    if tail is None:
        return mention
    sentence = annotated.sentences[mention.sentence]
    last = next((t.index for t in sentence.tokens[mention.last :] if sentence.start + t.end >= tail.end()), mention.last)
    return replace(mention, end=tail.end(), last=last, words=f"{mention.words}{tail[0]}")


def _abbreviations(annotated: Annotated, found: Sequence[Mention]) -> Iterator[Mention]:
    starts = {m.start for m in found}
    for mention in found:
        bracket = _IN_BRACKETS.match(annotated.article.text, mention.end)
        if bracket is None or bracket.start(1) in starts or not abbreviates(bracket[1], mention.words):
            continue
        sentence = annotated.sentences[mention.sentence]
        inside = [t.index for t in sentence.tokens if bracket.start(1) <= sentence.start + t.start < bracket.end(1)]
        if inside:
            yield replace(
                mention, start=bracket.start(1), end=bracket.end(1), first=inside[0], last=inside[-1], words=bracket[1],
                hints=(), known=None, titled=False, tentative=False, gender="",
            )  # fmt: skip
