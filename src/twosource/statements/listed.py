"""Listed names at the words of a sentence."""

from twosource.annotate import Sentence
from twosource.lexicon.names import Known, first_word, known_names, known_starts


def listed_at(sentence: Sentence, at: int) -> tuple[int, Known] | None:
    """The longest listed name that begins at a token: the index of its last token and what is known of it."""
    start = sentence.tokens[at].start
    text = sentence.text
    for form in known_starts().get(first_word(text[start : start + 40]), ()):
        end = start + len(form)
        if text.startswith(form, start) and not (text[end : end + 1].isalnum() and form[-1].isalnum()):
            last = _token_ending(sentence, at, end)
            if last is not None:
                return last, known_names()[form]
    return None


def _token_ending(sentence: Sentence, at: int, end: int) -> int | None:
    """The token that ends at a place, or one stop further (`U.S` of `U.S.`)."""
    tokens = sentence.tokens
    while at < len(tokens) and tokens[at].end < end:
        at += 1
    return (
        at if at < len(tokens) and tokens[at].end in (end, end + 1) and sentence.text[end : tokens[at].end] in ("", ".") else None
    )


def listed_whole(sentence: Sentence, first: int, last: int) -> Known | None:
    listed = listed_at(sentence, first)
    return listed[1] if listed is not None and listed[0] == last else None
