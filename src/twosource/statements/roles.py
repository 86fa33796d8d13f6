"""Who is described how: `the army's chief spokesman, Colonel Bell` lets `the army spokesman` elsewhere be named."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.annotate import Sentence, Token
from twosource.lexicon.names import country_of, name_words, titles
from twosource.statements.sayers import Named, Reader, Source

_SAME = {
    "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman",
    "congresswoman": "congressman", "policewoman": "policeman", "army": "military", "armed": "military", "neighbour": "neighbor",
    "defence": "defense", "organisation": "organization", "adviser": "advisor", "premier": "minister",
}  # fmt: skip
# What a description may add or leave out without meaning somebody else.
_IDLE = frozenset(
    "the a an its his her their this that of for top chief senior main lead leading country nation state 's ’s ' ’ - new former"
    " official forces force general department local who in at on and".split()
)
_ANYBODY = frozenset({"man", "woman", "boy", "girl", "teenager", "resident", "member", "friend", "worker", "neighbor"})
_ROLES = 64
_NEAR = 14  # tokens of a description before or after a name
_STOPS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON", "INTJ"})


@dataclass(frozen=True, slots=True)
class Role:
    """A person, called by a role noun with the words that tell it from others; `position` in the article's text."""

    noun: str
    words: frozenset[str]
    name: str
    position: int


def roles(reader: Reader) -> Mapping[str, Sequence[Role]]:
    """All descriptions of named persons in a report (captions too), by their role noun, in order of the text."""
    found: dict[str, list[Role]] = {}
    for number, named in enumerate(reader.named):
        sentence = reader.sentence(number)
        for person in named:
            if person.entity.type == "PERSON" and " " in person.entity.name:
                for role in _of_person(sentence, person):
                    found.setdefault(role.noun, []).append(role)
    return {noun: tuple(sorted(of_noun, key=lambda r: r.position)) for noun, of_noun in found.items()}


def _of_person(sentence: Sentence, person: Named) -> Iterator[Role]:
    tokens = sentence.tokens
    before = _before(tokens, person.first - 1)
    yield from _roles_in(sentence, before, person)
    start = before[0] - 1 if before else person.first - 1
    if start > 0 and tokens[start].text == "," and all(_is_title_word(tokens[i]) for i in before):
        yield from _roles_in(sentence, _before(tokens, start - 1), person)
    if person.last + 2 < len(tokens) and tokens[person.last + 1].text in {",", "(", "—", "–"}:
        yield from _roles_in(sentence, _after(tokens, person.last + 2), person)


def _is_title_word(token: Token) -> bool:
    return token.text.lower().rstrip(".") in titles() or token.text.lower() in name_words("person_role") or token.text == "-"


def _before(tokens: Sequence[Token], at: int) -> list[int]:
    """The tokens of the noun phrase that ends at a place, read backwards."""
    found: list[int] = []
    while at >= 0 and len(found) < _NEAR and not _ends_phrase(tokens[at], {"of", "for"}):
        found.append(at)
        at -= 1
    return found[::-1]


def _after(tokens: Sequence[Token], at: int) -> list[int]:
    """The tokens of the noun phrase that begins at a place."""
    found: list[int] = []
    while at < len(tokens) and len(found) < _NEAR and not _ends_phrase(tokens[at], {"of", "for", "in", "at", "and"}):
        found.append(at)
        at += 1
    return found


def _ends_phrase(token: Token, small: set[str]) -> bool:
    word = token.text.lower()
    if word in small or word in {"'s", "’s", "'", "’", "-", "its", "his", "her", "their"}:
        return False
    return token.pos in _STOPS or token.pos == "ADP" or (token.pos == "PUNCT" and word != ".")


def _roles_in(sentence: Sentence, indices: Sequence[int], person: Named) -> Iterator[Role]:
    tokens = [sentence.tokens[i] for i in indices]
    for token in tokens:
        noun = _noun(token)
        if noun is not None:
            words = telling(t.text for t in tokens if t is not token)
            yield Role(noun, words, person.entity.name, person.entity.span.start)


def _noun(token: Token) -> str | None:
    word = token.text.lower()
    return _SAME.get(word, word) if word in name_words("person_role") and token.pos in {"NOUN", "PROPN", "ADJ"} else None


def telling(words: "Iterator[str] | Sequence[str]") -> frozenset[str]:
    """The words of a description that tell somebody from others; a people stands as its country."""
    found = []
    for word in words:
        lower = word.lower()
        country = country_of(word)
        if country is not None:
            found.append(country)
        elif lower not in _IDLE and lower not in titles() and any(c.isalpha() for c in word):
            found.append(_SAME.get(lower, lower))
    return frozenset(found)


def bearer(reader: Reader, source: Source, known: Mapping[str, Sequence[Role]]) -> str | None:
    """The name of the person whom a definite description means, if the report names one so described."""
    sentence = reader.sentence(source.number)
    head = sentence.tokens[source.head]
    noun = _noun(head)
    if noun is None or head.tag == "NNS" or not _is_definite(sentence, source):
        return None
    words = telling([t.text for t in sentence.tokens[source.first : source.last + 1] if t.index != source.head])
    if noun in _ANYBODY and not words:
        return None
    fitting = [r for r in _near(known.get(noun, ()), sentence.start) if _fits(words, r.words)]
    if not words and len({r.name for r in fitting}) > 1:
        fitting = [r for r in fitting if r.position < sentence.start][-1:]
    return _nearest(fitting, sentence.start)


def _near(of_noun: Sequence[Role], position: int) -> Sequence[Role]:
    """The descriptions told last before and first after a place: enough to find one that fits, few enough for a long text."""
    at = bisect_left(of_noun, position, key=lambda r: r.position)
    return of_noun[max(0, at - _ROLES) : at + _ROLES]


def _is_definite(sentence: Sentence, source: Source) -> bool:
    first = sentence.tokens[source.first].text.lower()
    return first not in {"a", "an", "another", "one", "some", "any"}


def _fits(asked: frozenset[str], told: frozenset[str]) -> bool:
    """Whether two descriptions with one noun may mean one person: one says no more than the other, or they share most words."""
    if not asked or asked <= told:
        return True
    shared = asked & told
    return bool(shared) and (told <= asked or 2 * len(shared) >= len(asked))


def _nearest(fitting: Sequence[Role], position: int) -> str | None:
    before = [r for r in fitting if r.position < position]
    if before:
        return before[-1].name
    return fitting[0].name if fitting else None
