"""What the words of a source say: the noun they turn on, the name in them, and what kind of speaker they stand for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.annotate import Annotated, Sentence, Token
from twosource.lexicon.agencies import of_name
from twosource.lexicon.names import known_names, name_words
from twosource.model import Entity, SourceKind
from twosource.statements.marks import Place, Speaker

PRONOUNS = frozenset("he she they it i we you who which that him her them himself herself themselves one his their its".split())
_LONGEST = 14  # tokens of a description that is shown as a speaker
_CUTS = frozenset({",", "who", "which", "—", "–", "("})
_NAMES_IT = frozenset({"appos", "compound", "nmod", "flat", "attr"})


@dataclass(frozen=True, slots=True)
class Named:
    """An entity at tokens `first` to `last` of a sentence."""

    first: int
    last: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a source: tokens `first` to `last` of sentence number `number`, turning on the token `head`."""

    number: int
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Reader:
    """An annotated article with its entities by sentence."""

    annotated: Annotated
    named: tuple[tuple[Named, ...], ...]
    starts: tuple[int, ...]

    def sentence(self, number: int) -> Sentence:
        return self.annotated.sentences[number]

    def names(self, number: int, first: int, last: int) -> Iterator[Named]:
        """The entities of a sentence that stand wholly inside a range of tokens."""
        return (n for n in self.named[number] if first <= n.first and n.last <= last)

    def name_at(self, number: int, index: int) -> Named | None:
        """The entity that a token is part of."""
        return next((n for n in self.named[number] if n.first <= index <= n.last), None)

    def source(self, place: Place) -> Source | None:
        """The source at a place of the text, or `None` where no sentence holds it."""
        number = bisect_right(self.starts, place[0]) - 1
        if number < 0:
            return None
        sentence = self.sentence(number)
        inside = [t.index for t in sentence.tokens if sentence.start + t.end > place[0] and sentence.start + t.start < place[1]]
        while inside and sentence.tokens[inside[0]].pos in {"ADP", "PUNCT", "CCONJ", "SPACE"}:
            inside.pop(0)
        if len(inside) > 1 and sentence.tokens[inside[-1]].text in {"'s", "’s", "'", "’"}:
            inside.pop()  # whose claim it is: the speaker is the ministry, not the ministry's
        return Source(number, inside[0], inside[-1], _head(sentence, inside[0], inside[-1])) if inside else None


def reader(annotated: Annotated, entities: Sequence[Entity]) -> Reader:
    """An article made ready: its entities with their tokens, sentence by sentence."""
    places = sorted(entities, key=lambda e: (e.span.start, e.span.end))
    starts = [e.span.start for e in places]
    named = tuple(
        tuple(_named(s, places[at]) for at in range(bisect_left(starts, s.start), bisect_left(starts, s.end)))
        for s in annotated.sentences
    )
    return Reader(annotated, named, tuple(s.start for s in annotated.sentences))


def _named(sentence: Sentence, entity: Entity) -> Named:
    start, end = entity.span.start - sentence.start, entity.span.end - sentence.start
    ends = [t.end for t in sentence.tokens]
    first = bisect_right(ends, start)
    return Named(first, min(len(ends) - 1, max(first, bisect_left(ends, end))), entity)


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The first noun-like token of a range that hangs on something outside of it; else the last noun."""
    tokens = sentence.tokens[first : last + 1]
    outside = (t for t in tokens if not first <= t.head <= last or t.head == t.index)
    nouns = [t.index for t in outside if t.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}]
    if nouns or first == last:
        return nouns[0] if nouns else first
    return max((t.index for t in tokens if t.pos in {"NOUN", "PROPN"}), default=first)


# ---- names in a source -------------------------------------------------------------------------------------------------


def named_source(reader: Reader, source: Source) -> Speaker | None:
    """The speaker where the source's own words name one."""
    head = reader.name_at(source.number, source.head)
    if head is not None and not _is_people(head.entity):
        return _with_companions(reader, source, head)
    for named in reader.names(source.number, source.first, source.last):
        if named.entity.type == "PERSON" and _tells(reader.sentence(source.number), source, named):
            return speaker_of(named.entity)
    return _named_body(reader, source)


def _named_body(reader: Reader, source: Source) -> Speaker | None:
    """The body whose name stands beside what it is: `the operator, Bala Lines`; `news agency Balapress`."""
    tokens = reader.sentence(source.number).tokens
    for named in reader.names(source.number, source.head + 1, source.last):
        between = [t.text.lower() for t in tokens[source.head + 1 : named.first] if t.text.lower() not in {"the", "a", "an"}]
        owns = named.last < source.last and tokens[named.last + 1].text.lower() in {"'s", "’s", "'", "’"}
        # after a clause (`the company that runs the ferry, Bala Lines`) only the name at the source's end is the body's
        apart = len(between) > 1 and between[-1] == "," and named.last + 1 >= source.last
        spoken = tokens[source.head].lemma.lower() in name_words("person_role")
        if is_body(named.entity) and not owns and (between in ([], [","]) or (apart and not spoken)):
            return speaker_of(named.entity)
    return None


def _with_companions(reader: Reader, source: Source, head: Named) -> Speaker:
    """A named speaker, together with those named beside it (`Bala and Dorn`)."""
    tokens = reader.sentence(source.number).tokens
    names = [head.entity.name]
    for named in reader.names(source.number, source.first, source.last):
        token = tokens[named.last]
        if named.first > head.last and token.dep == "conj" and token.head in range(head.first, head.last + 1):
            names.append(named.entity.name)
    speaker = speaker_of(head.entity)
    return speaker if len(names) == 1 else Speaker(name=" and ".join(dict.fromkeys(names)), kind=speaker.kind)


def _tells(sentence: Sentence, source: Source, named: Named) -> bool:
    """Whether a person named in a description is whom it describes (`its head, Ann Bell`), not one who possesses or has it."""
    tokens = sentence.tokens
    token = next((t for t in tokens[named.first : named.last + 1] if not named.first <= t.head <= named.last), tokens[named.last])
    following = tokens[named.last + 1].text.lower() if named.last < source.last else ""
    if following in {"'s", "’s", "'", "’"} or token.dep == "poss" or named.first == source.first:
        return False
    before = tokens[named.first - 1]
    if _is_called_so(sentence, named):
        return named.first > source.head
    if named.last == source.last and before.lemma.lower() in name_words("person_role") and token.dep != "pobj":
        return True
    if token.head == source.head and token.dep in _NAMES_IT:
        return named.first > source.head
    return before.text == "," and token.dep not in {"pobj", "conj", "dobj", "nsubj"}


def _is_called_so(sentence: Sentence, named: Named) -> bool:
    """`a commander known as …`, `a man named …`."""
    words = [t.text.lower() for t in sentence.tokens[max(0, named.first - 2) : named.first]]
    return words[-1:] in (["named"], ["called"]) or words in (["known", "as"], ["identified", "as"])


def speaker_of(entity: Entity) -> Speaker:
    """The speaker that an entity is."""
    if entity.type == "PERSON":
        return Speaker(name=entity.name, kind="named")
    agency = of_name(entity.name)
    if agency is not None:
        return Speaker(name=agency.name, kind="agency")
    return Speaker(name=entity.name, kind="named" if entity.type == "OTHER" else "organisation")


def _is_people(entity: Entity) -> bool:
    known = known_names().get(entity.name)
    return known is not None and known.kind in {"demonym", "people"}


def is_body(entity: Entity) -> bool:
    """Whether an entity is a body or an organised group, not a people."""
    return entity.type in {"ORG", "GROUP"} and not _is_people(entity)


# ---- descriptions ------------------------------------------------------------------------------------------------------------


def described(reader: Reader, source: Source) -> Speaker:
    """The speaker that a source describes without naming: its words without article and clauses, and its kind."""
    sentence = reader.sentence(source.number)
    head = sentence.tokens[source.head]
    return Speaker(name=_words(sentence, source) or None, kind=_kind(reader, source, head))


def _words(sentence: Sentence, source: Source) -> str:
    tokens, first, last = sentence.tokens, source.first, _core_end(sentence, source)
    while first < last and tokens[first].text.lower() in {"the", "a", "an", ",", '"', "“"}:
        first += 1
    start, end = sentence.place(first, max(first, last))
    return " ".join(sentence.text[start - sentence.start : end - sentence.start].split()).strip(" ,;:-–—\"“”'’")


def _core_end(sentence: Sentence, source: Source) -> int:
    """The last token of the head with its prepositions: no clause, apposition or second half after a comma."""
    tokens, last = sentence.tokens, source.head
    for child in sentence.parse.children[source.head]:
        if child == last + 1 and tokens[child].dep in {"prep", "case"}:
            last = max(last, min(sentence.parse.edges(child)[1], source.last, source.first + _LONGEST))
    inside = range(source.head + 1, last + 1)
    cut = next(
        (i for i in inside if tokens[i].text in _CUTS or tokens[i].tag == "WP" or tokens[i].dep in {"acl", "relcl"}), last + 1
    )
    return min(cut - 1, source.last)


_BY_LIST: tuple[tuple[str, SourceKind], ...] = (
    ("witness", "witness"), ("document", "document"), ("official", "official"),
    ("body", "organisation"), ("group_noun", "organisation"),
)  # fmt: skip


def _kind(reader: Reader, source: Source, head: Token) -> SourceKind:
    words = {head.lemma.lower(), head.text.lower()}
    if words & name_words("body") and not words & {"police", "authorities"} and _has_owner(reader, source):
        return "organisation"
    if head.tag == "NNS" and words & name_words("plural"):
        return "unnamed"
    return next((kind for name, kind in _BY_LIST if words & name_words(name)), "unnamed")


def _has_owner(reader: Reader, source: Source) -> bool:
    return any(n.last < source.head for n in reader.names(source.number, source.first, source.last))


def is_plural(sentence: Sentence, source: Source) -> bool:
    """Whether a source is several, or a body that `they` may stand for."""
    token = sentence.tokens[source.head]
    several = any(sentence.tokens[c].dep == "conj" for c in sentence.parse.children[source.head])
    return several or token.tag in {"NNS", "NNPS"} or token.text.lower() in {"police", "people"}
