"""Which subheadings of a report assert something: a sentence of this story, not a section's head, a link or a date."""

from collections.abc import Iterator

from twosource.annotate import Annotated, Sentence, Token

_PASSED = frozenset({"byline", "credit", "caption", "furniture"})  # may stand between a subheading and the text it belongs to
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB"})
_AGES = frozenset({"year", "old"})  # every report of somebody has them
_SHORT = 8  # words: between paragraphs a longer line is mostly the headline of another report
_ASKING = frozenset({"WP", "WP$", "WRB", "WDT"})
_QUOTES = frozenset("\"“”'‘’`«")


def telling(annotated: Annotated) -> frozenset[int]:
    """The numbers of the blocks that are subheadings with a statement: a clause in words of the body, right above body text.

    Subheadings that stand one under another are links to other reports or a list, and a quotation has no speaker there.
    """
    heads = [s for s in annotated.sentences if s.kind == "subheading" and _has_clause(s) and s.text[0] not in _QUOTES]
    heads = [s for s in heads if _stands_alone(annotated, s.block)]
    if not heads:
        return frozenset()
    told = {word for s in annotated.sentences if s.kind == "body" for word in _words(s)}
    return frozenset(s.block for s in heads if _is_of(told, set(_words(s))))


def _has_clause(sentence: Sentence) -> bool:
    """Whether a finite verb, or a helping verb's, has a subject of its own; not `What the law says`."""
    return sentence.tokens[0].tag not in _ASKING and any(
        t.dep in _SUBJECTS and _is_finite(sentence, sentence.tokens[t.head]) for t in sentence.tokens
    )


def _is_finite(sentence: Sentence, verb: Token) -> bool:
    around = (sentence.tokens[c] for c in sentence.parse.children[verb.index])
    return verb.tag in _FINITE or any(t.dep in {"aux", "auxpass"} and t.tag in _FINITE for t in around)


def _stands_alone(annotated: Annotated, block: int) -> bool:
    """Whether body text follows a block and no subheading goes before it; amid the body only where it is short."""
    kinds = [b.kind for b in annotated.article.blocks]
    if "body" in kinds[:block] and len(annotated.article.blocks[block].span.text.split()) > _SHORT:
        return False
    before = next((k for k in reversed(kinds[:block]) if k not in _PASSED), "")
    after = next((k for k in kinds[block + 1 :] if k not in _PASSED), "")
    return before in {"headline", "body"} and after == "body"


def _words(sentence: Sentence) -> Iterator[str]:
    return (t.lemma.lower() for t in sentence.tokens if t.pos in _CONTENT and t.lemma.lower() not in _AGES)


def _is_of(told: set[str], words: set[str]) -> bool:
    """Whether at least two words of content, and half of all, stand in the body as well: else it is a link to another story."""
    shared = len(words & told)
    return shared >= 2 and 2 * shared >= len(words)
