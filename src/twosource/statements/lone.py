"""Lone words with a capital that are no names: common nouns at a sentence's head, `UPDATE`, `Jr.`, a street without its name."""

from collections.abc import Sequence

from twosource.annotate import Annotated
from twosource.lexicon.names import given_names, name_words, titles
from twosource.statements.mentions import Mention

_GENERIC = frozenset(
    "office department hospital school university company center centre college church club board service services news"
    " police".split()
)


def named(annotated: Annotated, found: Sequence[Mention]) -> list[Mention]:
    """The mentions without lone common nouns, but for surnames that the report has behind a given name (`Ann Day`, `Day`)."""
    surnames = {m.words.split()[-1] for m in found if " " in m.words and m.words.split()[0].lower() in given_names()}
    surnames = {word for word in surnames if word.lower() not in _GENERIC}  # `Jackson Police` is nobody
    lone = {at for at, m in enumerate(found) if m.known is None and " " not in m.words and m.words not in surnames}
    common = _common_nouns(annotated) if lone else frozenset()
    return [m for at, m in enumerate(found) if at not in lone or not (_is_generic(m) or _opens(annotated, m, common))]


def _is_generic(mention: Mention) -> bool:
    """Whether a word names bodies, places or titles in common, or never stands for a name alone."""
    word = mention.words.lower().rstrip(".")
    if word in name_words("never_alone") or word in name_words("place_word"):
        return True
    return not mention.titled and word in _GENERIC | titles()


def _common_nouns(annotated: Annotated) -> frozenset[str]:
    """The common nouns that a report has in small letters, in the plural and the singular."""
    nouns = [t for s in annotated.sentences for t in s.tokens if t.pos == "NOUN" and t.text.islower()]
    return frozenset({t.text for t in nouns} | {t.lemma.lower() for t in nouns})


def _opens(annotated: Annotated, mention: Mention, common: frozenset[str]) -> bool:
    """Whether a word that opens a sentence stands in small letters elsewhere (`Climber dies …`, `a climber`)."""
    word = mention.words.lower()
    small = word in common or word.removesuffix("s") in common or f"{word.removesuffix('ies')}y" in common
    tokens = annotated.sentences[mention.sentence].tokens
    first = mention.first == 0 or tokens[mention.first - 1].text == ":"  # not behind a quotation mark: nicknames stand there
    return small and not mention.titled and first
