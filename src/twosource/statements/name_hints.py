"""What the words of a name and those around it say of its type; `names` lets all mentions of a name vote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from twosource.annotate import Sentence, Token
from twosource.lexicon.names import Known, given_names, name_words, titles
from twosource.model import EntityType
from twosource.statements.listed import listed_at, listed_whole

Cause = Literal["parser", "shape", "context"]
Hint = tuple[EntityType, float, Cause]

LABELS: dict[str, EntityType] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "GROUP",
    "EVENT": "EVENT", "PRODUCT": "OTHER", "LAW": "OTHER", "WORK_OF_ART": "OTHER", "LANGUAGE": "OTHER",
}  # fmt: skip
_SAYING = frozenset("say tell add state announce declare claim insist argue deny note explain believe think warn".split())
_OF_PLACES = frozenset(
    {"police", "area", "residents", "province", "district", "region", "county", "neighborhood", "suburb", "airport"}
)
_STATION = re.compile(r"(?:ABC|CBS|FOX|NBC|CW|[KW][A-Z]{2,3})\d{1,2}")  # broadcasters of the United States and their channels
_BEFORE_PLACES = frozenset({"mount", "mt", "lake", "port", "cape", "fort", "ft"})
_FROM_THERE = frozenset(
    "man woman men women resident residents teen teenager boy girl male female couple apartment home house hospital".split()
)
_DATELINE_SIGNS = frozenset({"(", "—", "–", "-", "--"})
_INSIDE = frozenset({"in", "near", "at", "outside", "inside", "across", "throughout", "around", "toward", "towards"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A name of a run: tokens `first` to `last`; `titled` says that a title stands before it."""

    first: int
    last: int
    known: Known | None = None
    titled: bool = False


def hints_of(sentence: Sentence, piece: Piece) -> Iterator[Hint]:
    """The votes for a type that a name's words and neighbours cast: type, weight, cause."""
    tokens = sentence.tokens[piece.first : piece.last + 1]
    yield from _parser_hints(tokens)
    yield from _shape_hints(sentence, piece)
    yield from _neighbour_hints(sentence, piece)
    yield from _syntax_hints(sentence, _head(tokens))
    if piece.titled:
        yield "PERSON", 5.0, "context"


def _head(tokens: Sequence[Token]) -> Token:
    """The token of a run that hangs outside of it."""
    first, last = tokens[0].index, tokens[-1].index
    return next((t for t in reversed(tokens) if not first <= t.head <= last or t.head == t.index), tokens[-1])


def _parser_hints(tokens: Sequence[Token]) -> Iterator[Hint]:
    labels = [t.entity for t in tokens if t.entity in LABELS and (t.entity != "NORP" or len(tokens) == 1)]
    if labels:
        yield LABELS[max(sorted(set(labels)), key=labels.count)], 1.0, "parser"


def _shape_hints(sentence: Sentence, piece: Piece) -> Iterator[Hint]:
    tokens = sentence.tokens[piece.first : piece.last + 1]
    words = [t.text.lower().rstrip(".") for t in tokens]
    if len(words) == 1:
        if 2 <= len(words[0]) <= 6 and tokens[0].text.isupper():
            yield "ORG", 3.0 if _STATION.fullmatch(tokens[0].text) else 1.0, "shape"
        return
    if piece.known is None:
        endings = (listed_whole(sentence, at, piece.last) for at in range(max(piece.first + 1, piece.last - 3), piece.last + 1))
        yield from ((ending.type, 4.0, "shape") for ending in endings if ending is not None and ending.kind == "body")
    if is_ship(tokens[0]):
        yield "OTHER", 4.0, "shape"
    else:
        yield from _last_word_hints(words)


def is_ship(token: Token) -> bool:
    """Whether a token stands before a ship's name (`HMS`, `MV`)."""
    return token.text.isupper() and token.text.lower() in name_words("ship")


def _last_word_hints(words: Sequence[str]) -> Iterator[Hint]:
    if words[-1] in name_words("thing_word"):
        yield "OTHER", 4.0, "shape"
    elif words[-1] in name_words("place_word") or (words[0] in _BEFORE_PLACES and words[-1] not in name_words("org_word")):
        yield "PLACE", 3.5, "shape"
    elif words[-1] in name_words("org_word") or (words[0] in name_words("org_word") and words[1] == "of"):
        yield "ORG", 4.0, "shape"
    elif words[0] in given_names():
        yield "PERSON", 4.0, "shape"
    elif len(words) <= 3:
        yield "PERSON", 0.7, "shape"


def _neighbour_hints(sentence: Sentence, piece: Piece) -> Iterator[Hint]:
    following = word_after(sentence, piece.last)
    if following in name_words("group_noun"):
        yield "GROUP", 3.0, "context"
    if following in _OF_PLACES:
        yield "PLACE", 3.0, "context"
    if _before_region(sentence, piece.last):
        yield "PLACE", 4.0, "context"
    if _aged(sentence, piece.last):
        yield "PERSON", 4.0, "context"
    if piece.last + 1 < len(sentence.tokens) and following in titles() and sentence.tokens[piece.last + 1].text[0].isupper():
        yield "ORG", 1.5, "context"
    if piece.first:
        yield from _hints_before(sentence, piece, following)
    elif sentence.tokens[piece.first].text.isupper() and _is_dateline(sentence, piece.last):
        yield "PLACE", 3.0, "context"


def _hints_before(sentence: Sentence, piece: Piece, following: str) -> Iterator[Hint]:
    tokens, before = sentence.tokens, sentence.tokens[piece.first - 1]
    word = before.text.lower()
    if following in _FROM_THERE and (word in ("a", "an") or word == "old"):  # `a Bala man`, `a 27-year-old Bala man`
        yield "PLACE", 3.0, "context"
    elif word in name_words("person_role") or word == "old":  # `27-year-old Ann Bell`
        yield "PERSON", 3.0, "context"
    elif before.tag == "NN" and before.dep in {"compound", "nmod", "amod"} and piece.last > piece.first and not _is_common(word):
        yield "PERSON", 1.5, "context"
    if word in _INSIDE and following not in {"'s", "’s", "'", "’"} and following not in name_words("group_noun"):
        yield "PLACE", 1.0, "context"
    if word in name_words("part_of") or (word == "of" and _follows_age(tokens, piece.first - 1)):
        yield "PLACE", 3.0, "context"
    if word == "of" and piece.first > 1 and tokens[piece.first - 2].lemma.lower() in name_words("place_word"):
        yield "PLACE", 4.0, "context"
    if word in name_words("group_noun"):
        yield "GROUP", 3.0, "context"
    if word == "the" and following not in {"'s", "’s"}:
        yield "PERSON", -2.0, "context"


def _follows_age(tokens: Sequence[Token], at: int) -> bool:
    """`Ann Bell, 27, of …`: an age between commas before a token."""
    return at > 2 and tokens[at - 1].text == "," and tokens[at - 2].text.isdigit() and tokens[at - 3].text == ","


def _is_common(word: str) -> bool:
    return word in name_words("org_word") | name_words("place_word") | name_words("body")


def _is_dateline(sentence: Sentence, last: int) -> bool:
    """Whether a dash or bracket follows soon: `BALA, Ohio (AP) -`."""
    after = [t.text for t in sentence.tokens[last + 1 : last + 5]]
    return bool(after) and after[0] in _DATELINE_SIGNS | {","} and any(text in _DATELINE_SIGNS for text in after)


def _before_region(sentence: Sentence, last: int) -> bool:
    """`Bala, Ohio`, `BALA, OH`: a listed place or a postal code after a comma."""
    tokens = sentence.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return False
    region = listed_at(sentence, last + 2)
    if region is not None:
        return region[1].kind in {"region", "country"}
    return len(tokens[last + 2].text) == 2 and tokens[last + 2].text.isalpha() and tokens[last + 2].text.isupper()


def _aged(sentence: Sentence, last: int) -> bool:
    """`…, 34,` after a name."""
    tokens = sentence.tokens
    return (
        last + 3 < len(tokens) and tokens[last + 1].text == "," and tokens[last + 3].text in {",", "."}
        and tokens[last + 2].text.isdigit() and len(tokens[last + 2].text) <= 2
    )  # fmt: skip


def _syntax_hints(sentence: Sentence, head: Token) -> Iterator[Hint]:
    tokens = sentence.tokens
    above = tokens[head.head]
    if head.dep in {"nsubj", "nsubjpass"} and above.lemma.lower() in _SAYING:
        yield "PERSON", 0.8, "context"
    if head.dep == "appos" and above.lemma.lower() in name_words("person_role"):
        yield "PERSON", 3.0, "context"
    for index in sentence.parse.children[head.index]:
        child = tokens[index]
        if child.dep == "appos" and child.lemma.lower() in name_words("person_role"):
            yield "PERSON", 3.0, "context"
        if child.dep == "relcl" and any(tokens[c].text.lower() == "who" for c in sentence.parse.children[index]):
            yield "PERSON", 1.5, "context"


def word_after(sentence: Sentence, last: int) -> str:
    """The word that follows a token, in lower case; nothing at the end of a sentence."""
    tokens = sentence.tokens
    return tokens[last + 1].text.lower() if last + 1 < len(tokens) else ""
