"""Where a report names somebody or something: runs of capitalised words, cut into names, with hints of their types.

The parser's own entities are one hint among several: its small model misses or mistypes many names of news, so a run of
capitals counts as well, what stands around it is noted, and `names` lets all mentions of one name decide together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.annotate import Annotated, Sentence
from twosource.lexicon.names import Known, given_names, known_names, longest_title, name_words, titles
from twosource.model import Article
from twosource.statements.listed import listed_at, listed_whole
from twosource.statements.name_hints import LABELS, Hint, Piece, hints_of, is_ship, word_after

_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"})
_MONTHS = frozenset("january february march april may june july august jan".split())  # may be somebody's name
_NEVER = frozenset(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december tue tues wed thu thurs fri feb aug sep sept oct nov dec gmt est edt pst pdt"
    " utc update updated updates breaking live video videos photo photos exclusive former ex god"
    " covid-19 covid internet web am pm a.m. p.m.".split()
)
_HOLIDAYS = frozenset(
    "christmas easter thanksgiving ramadan halloween eid diwali passover hanukkah spring summer autumn fall winter".split()
)
_ALSO_SURNAMES = frozenset("king prince pope bishop dean judge marshal major duke baron".split())
_COUNTY_OPENERS = frozenset({"prince", "princess", "king", "queen", "st", "saint"})
_OWNED = frozenset({"county", "parish", "island", "islands", "borough"})
_OWNERS = frozenset("children women men veterans people workers teachers state examiner coroner".split())
_OPENING = frozenset(
    "former late last next follow dear meanwhile yesterday today ex then early another other many most more".split()
)
_GENDERS = {"mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f"}
_FUNCTION = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "NUM", "PUNCT", "SYM"})
_PARTICLES = frozenset(
    "de del della di da do dos das du la le al el bin ibn bint abu van von der den ter ul ur uz e i y & zu".split()
)
_SMALL = frozenset({"of", "the", "and", "for", "on", "&", "to", "in", "de"})
TIES = frozenset({"network", "cartel", "clan", "movement", "brigade", "gang"})
_OPENERS = frozenset("\"“”‘'«([;—–-•*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name at `[start, end)` of the article's text: tokens `first` to `last` of sentence number `sentence`.

    `hints` are votes for a type; `known` is what the lists hold of it; `titled` says that a title stands before it;
    `tentative` that nothing but a sentence's first capital speaks for a name; `gender` what `Mr` or `Ms` before it tells (m, f).
    """

    start: int
    end: int
    sentence: int
    first: int
    last: int
    words: str
    hints: tuple[Hint, ...]
    known: Known | None
    titled: bool = False
    tentative: bool = False
    gender: str = ""


def mentions(annotated: Annotated) -> tuple[Mention, ...]:
    """Every name of the running text, then those of lines in capitals or title case that the running text or the lists know."""
    found: list[Mention] = []
    titled_lines: list[int] = []
    for number, sentence in enumerate(annotated.sentences):
        if in_title_case(sentence):
            titled_lines.append(number)
        else:
            found.extend(_of_sentence(sentence, number))
    found = _confirmed(_calmed([_at_dateline(m, annotated.article) for m in found]))
    known = _known_forms(found)
    for number in titled_lines:
        found.extend(_of_title(annotated.sentences[number], number, known))
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _at_dateline(mention: Mention, article: Article) -> Mention:
    """The mention with a hint more where it names the place that the report is dated from."""
    place = article.dateline.place if article.dateline else None
    if place is None or mention.words.casefold() != place.casefold():
        return mention
    return replace(mention, hints=(*mention.hints, ("PLACE", 5.0, "context")))


def _known_forms(found: Sequence[Mention]) -> dict[str, Known | None]:
    """What the running text names, with the surnames of its longer names."""
    common = name_words("org_word") | name_words("place_word") | name_words("group_noun")
    longer = (m.words.split()[-1] for m in found if m.known is None and " " in m.words)
    surnames: dict[str, Known | None] = {word: None for word in longer if word[0].isupper() and word.lower() not in common}
    return surnames | {m.words: m.known for m in found}


def _calmed(found: Sequence[Mention]) -> list[Mention]:
    """The same with names in capitals (`SAN PEDRO`) in the form in which the lists or the rest of the report have them."""
    forms = {m.words.upper(): m for m in found if not m.words.isupper()}
    return [_calm(m, forms) if m.words.isupper() and len(m.words) > 3 else m for m in found]


def _calm(mention: Mention, forms: Mapping[str, Mention]) -> Mention:
    listed = known_names().get(mention.words.title())
    if mention.known is not None:
        return mention
    if mention.words in forms:
        return replace(mention, words=forms[mention.words].words, known=forms[mention.words].known)
    return mention if listed is None else replace(mention, words=mention.words.title(), known=listed)


def _confirmed(found: Sequence[Mention]) -> list[Mention]:
    """The same without words of which only a sentence's first capital says that they are names."""
    sure = {word for m in found if not m.tentative for word in m.words.split()}
    return [m for m in found if (not m.tentative or m.words in sure) and not _shouted(m)]


def _shouted(mention: Mention) -> bool:
    return mention.known is None and mention.words.isupper() and mention.words.isalpha() and len(mention.words) > 6


def in_title_case(sentence: Sentence) -> bool:
    """Whether capitals tell nothing in this line: nearly all of its longer words have one, or all its letters are capitals."""
    words = [t for t in sentence.tokens if len(t.text) > 3 and t.text.isalpha()]
    if not words or len(sentence.tokens) > 40:
        return False
    capitals = sum(t.text[0].isupper() for t in words)
    shouted = sum(t.text.isupper() for t in words)
    common = sum(t.text[0].isupper() and t.pos in {"VERB", "ADV", "ADP", "ADJ", "SCONJ"} for t in words[1:])
    enough = capitals >= 0.75 * len(words) and len(words) >= 3  # swept 0.6 to 0.9 by eye on headlines of align_ecb
    return shouted == len(words) >= 2 or (enough and sentence.kind in {"headline", "subheading"}) or (enough and common >= 2)


# ---- running text -------------------------------------------------------------------------------------------------


def _of_sentence(sentence: Sentence, number: int) -> Iterator[Mention]:
    for first, last in _runs(sentence):
        for piece in _pieces(sentence, first, last):
            yield _mention(sentence, number, piece)


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    at, tokens = 0, sentence.tokens
    while at < len(tokens):
        if not _opens_name(sentence, at):
            at += 1
            continue
        last = max(at, (listed_at(sentence, at) or (at, None))[0], _after_al(sentence, at) or at)
        while (following := _joined(sentence, last)) is not None:
            last = following
        yield at, last
        at = last + 1


def _opens_name(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if not token.text[0].isupper():
        return token.text in {"al", "el"} and (listed_at(sentence, at) is not None or _after_al(sentence, at) is not None)
    return _is_name(sentence, at)


def _after_al(sentence: Sentence, at: int) -> int | None:
    """The name glued to an article at `at`: `al-Bala`."""
    return (
        _joined_by_hyphen(sentence, at + 1)
        if sentence.tokens[at].text.lower() in _PARTICLES and _glued(sentence, at + 1)
        else None
    )


def _is_name(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    lower = token.text.lower()
    if (
        not token.text[0].isupper()
        or (lower in _NEVER and (token.entity != "PERSON" or lower not in _MONTHS))
        or (len(lower) == 1 and lower in "aio")
    ):
        return False
    if token.text[1:2] == "-" or (len(lower) == 1 and _glued(sentence, at + 1)):  # `D-Ohio`
        return False
    listed = listed_at(sentence, at)
    if listed is not None and not (_is_initial(sentence, at) and token.tag in {"PRP", "IN"}):
        return True
    if token.pos in {"VERB", "ADV"} and token.entity not in LABELS and token.lemma.lower() != lower:  # `Questioned`, not `Ardeen`
        return False
    if _is_time(sentence, at) or (token.pos in _FUNCTION and token.entity not in LABELS):
        return False
    if token.pos in {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX"}:
        return False
    return not _is_initial(sentence, at) or (lower not in _OPENING and token.pos not in {"VERB", "ADV"}) or token.entity in LABELS


def _is_time(sentence: Sentence, at: int) -> bool:
    """Whether the parser takes a word for part of a number or date; a lone proper noun it so takes may well be a name."""
    tokens, token = sentence.tokens, sentence.tokens[at]
    if token.entity not in _NUMBERS:
        return False
    goes_on = at + 1 < len(tokens) and tokens[at + 1].entity == token.entity and not tokens[at + 1].entity_begins
    return goes_on or not token.entity_begins or token.tag not in {"NNP", "NNPS"} or token.text.lower() in _HOLIDAYS


def _is_initial(sentence: Sentence, at: int) -> bool:
    if at == 0:
        return True
    before = sentence.tokens[at - 1].text
    return before == ":" or before.isspace() or (before[-1] in _OPENERS and not _glued(sentence, at - 1))


def _glued(sentence: Sentence, at: int) -> bool:
    """Whether the token stands against the one before it, with no space between."""
    return 0 < at < len(sentence.tokens) and sentence.tokens[at - 1].end == sentence.tokens[at].start


def _joined(sentence: Sentence, last: int) -> int | None:
    """The index of the next word of the same name, or `None` where the name ends."""
    tokens, following = sentence.tokens, last + 1
    if following >= len(tokens) or "\n" in sentence.text[tokens[last].end : tokens[following].start]:
        return None
    if _glued(sentence, following):
        return _joined_by_hyphen(sentence, following) or _joined_by_possessive(sentence, following)
    if _is_name(sentence, following):
        return following
    glued = _after_al(sentence, following)
    if glued is not None:
        return glued
    if tokens[following].text.lower() in _PARTICLES:
        return _after_small(sentence, following + 1, hop=2)
    if tokens[following].text in _SMALL and _may_go_on(sentence, last):
        return _after_small(sentence, following + 1, hop=2)
    return None


def _joined_by_hyphen(sentence: Sentence, at: int) -> int | None:
    tokens = sentence.tokens
    while at + 1 < len(tokens) and tokens[at].text in {"-", "‑", "–"} and _glued(sentence, at + 1):
        if tokens[at + 1].text[0].isupper():
            return at + 1
        if tokens[at + 1].text.lower() not in _PARTICLES:
            return None
        at += 2
    return None


def _joined_by_possessive(sentence: Sentence, at: int) -> int | None:
    """`Sheriff's Office`, `Children's Hospital`: the possessive is part of a body's name."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or tokens[at].text not in {"'s", "’s", "'", "’"} or not tokens[at + 1].text[0].isupper():
        return None
    owner, body = tokens[at - 1].text.lower(), tokens[at + 1].text.lower()
    if at > 1 and _county_at(sentence, at - 2, at + 1) is not None:
        return at + 1
    owns = owner in titles() or owner in name_words("person_role") or owner in _OWNERS
    return at + 1 if owns and body in name_words("org_word") else None


def _county_at(sentence: Sentence, first: int, last: int) -> int | None:
    """The last token of `Prince George's County`, `St. Mary's Parish` where one begins at `first`; not somebody's parish."""
    words = [t.text.lower().rstrip(".") for t in sentence.tokens[first : min(first + 4, last + 1)]]
    named = len(words) == 4 and words[0] in _COUNTY_OPENERS and words[2] in {"'s", "’s"} and words[3] in _OWNED
    return first + 3 if named else None


def _behind_county(sentence: Sentence, county: int, last: int) -> list[Piece]:
    """What follows a county in its run, where its office is a title (`Prince George's County Executive Ann Bell`)."""
    titled = county + 1 < last and _is_title(sentence, county, county + 1)
    return [Piece(county + 2, last, titled=True)] if titled else _rest(sentence, county + 1, last)


def _after_small(sentence: Sentence, at: int, hop: int) -> int | None:
    if at >= len(sentence.tokens) or _glued(sentence, at):
        return None
    if _is_name(sentence, at):
        return at
    small = sentence.tokens[at].text.lower()
    return _after_small(sentence, at + 1, hop - 1) if hop > 1 and small in _PARTICLES | {"the"} else None


def _may_go_on(sentence: Sentence, last: int) -> bool:
    """`University of …`, `Secretary of …`; or a name that the parser too carries over the small word."""
    tokens = sentence.tokens
    word, small = tokens[last].text.lower(), tokens[last + 1]
    if small.entity in {"ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW"} and not small.entity_begins:
        return True
    return small.text == "of" and (word in name_words("org_word") or word in titles()) and word not in name_words("place_word")


# ---- runs into names --------------------------------------------------------------------------------------------------


def _pieces(sentence: Sentence, first: int, last: int) -> list[Piece]:
    known = listed_whole(sentence, first, last)
    if known is not None:
        return [Piece(first, last, known)]
    county = _county_at(sentence, first, last)
    if county is not None and not _names_body(sentence, first, last):
        return [Piece(first, county), *_behind_county(sentence, county, last)]
    ship = next((at for at in range(first + 1, last) if is_ship(sentence.tokens[at])), None)
    if ship is not None:
        return [*_pieces(sentence, first, ship - 1), Piece(ship, last)]
    if listed_at(sentence, first) is None and _without_opener(sentence, first, last) > first:
        return _rest(sentence, first + 1, last)
    title = _title_in(sentence, first, last)
    if title is not None:
        return _around_title(sentence, first, last, title)
    listed = listed_at(sentence, first)
    if listed is not None and listed[0] < last and _cut_after(sentence, first, listed, last):
        return [Piece(first, listed[0], listed[1]), *_rest(sentence, listed[0] + 1, last)]
    person = _person_inside(sentence, first, last)
    if person is not None:
        return [*_pieces(sentence, first, person - 1), Piece(person, last)]
    return [] if _is_title(sentence, first, last) else [Piece(first, _without_title(sentence, first, last))]


def _without_title(sentence: Sentence, first: int, last: int) -> int:
    """The last token of a run but for a title that ends it (`Acme News Director`)."""
    for at in range(first + 1, last + 1):
        if last - at < longest_title() and not _names_body(sentence, first, last) and _is_title(sentence, at, last):
            return at - 1 if sentence.tokens[at - 1].text[0].isupper() and not _is_given(sentence, first, at) else last
    return last


def _is_given(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a run of two words opens with a given name, so that its last word is a surname (`Ann Marshall`)."""
    return last - first == 1 and sentence.tokens[first].text.lower() in given_names()


def _without_opener(sentence: Sentence, first: int, last: int) -> int:
    """The first token of a run but for a word that has its capital from the sentence or quotation it opens."""
    token = sentence.tokens[first]
    opens = first < last and _is_initial(sentence, first) and token.tag in {"JJ", "VBG", "VBN", "VBD", "VB", "RB"}
    return first + 1 if opens and token.text.lower() not in given_names() else first


def _rest(sentence: Sentence, first: int, last: int) -> list[Piece]:
    while first <= last and not sentence.tokens[first].text[0].isupper():
        first += 1
    return _pieces(sentence, first, last) if first <= last else []


def _around_title(sentence: Sentence, first: int, last: int, title: tuple[int, int]) -> list[Piece]:
    before, after = title
    left = _pieces(sentence, first, before - 1) if before > first else []
    while after <= last and (more := _title_at(sentence, after, last)) is not None:
        after = more
    if not sentence.tokens[after].text[0].isupper():
        return [*left, *_rest(sentence, after, last)]
    return [*left, Piece(after, last, listed_whole(sentence, after, last), titled=True)]


def _title_in(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """The first title inside a run with a name after it: its first token, and the token after it."""
    for at in range(first, last):
        after = _title_at(sentence, at, last)
        if after is not None and not _names_body(sentence, first, last) and not _is_surname(sentence, first, at, after, last):
            return at, after
    return None


def _is_surname(sentence: Sentence, first: int, at: int, after: int, last: int) -> bool:
    """The `King` of `Luther King Day`, `South King Drive`: behind another name's word and before a place's or day's."""
    if sentence.tokens[at].text.lower() not in _ALSO_SURNAMES:
        return False
    word = sentence.tokens[last].text.lower().rstrip(".")
    return first < at and after == last and (word in name_words("place_word") or word in name_words("never_alone"))


def _title_at(sentence: Sentence, at: int, last: int) -> int | None:
    for size in range(min(longest_title() + 1, last - at), 0, -1):
        if _is_title(sentence, at, at + size - 1):
            after = at + size
            return after if sentence.tokens[after].text != "-" else None
    return None


def _is_title(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens
    words = sentence.text[tokens[first].start : tokens[last].end].lower().rstrip(".")
    if words in titles():
        return True
    before_name = last + 1 < len(tokens) and tokens[last + 1].text.lower() in given_names()
    return (before_name or _is_initial(sentence, first)) and words in name_words("person_role")


def _names_body(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens
    return last > first and tokens[last].text.lower().rstrip(".") in name_words("org_word")


def _cut_after(sentence: Sentence, first: int, listed: tuple[int, Known], last: int) -> bool:
    """Whether a listed name at the head of a run is a name of its own (`U.S.` in `U.S. Marines`), not part of a longer one."""
    tokens = sentence.tokens
    if tokens[listed[0] + 1].text in {"of", "&", "for"}:
        return False
    kinds = name_words("org_word") | name_words("place_word")
    ends_body = tokens[last].text.lower() in kinds or (  # `Denver Zoo and Botanical Garden`
        listed[1].type == "PLACE" and tokens[listed[0] + 1].text.lower() in kinds and _one_entity(sentence, listed[0] + 1, last)
    )
    rest = listed_whole(sentence, listed[0] + 1, last)
    if rest is not None:
        return not (listed[1].kind in {"demonym", "country"} and rest.type == "GROUP")
    return not ends_body and not _one_entity(sentence, first, last)


def _one_entity(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens
    return all(t.entity in LABELS and not (t.entity_begins and t.index > first) for t in tokens[first : last + 1])


def _person_inside(sentence: Sentence, first: int, last: int) -> int | None:
    """Where the parser begins a person of two words or more after another name of the run (`Acme's` … `Acme Ann Bell`)."""
    tokens = sentence.tokens
    for at in range(first + 1, last):
        begins = tokens[at].entity == "PERSON" and tokens[at].entity_begins and tokens[at - 1].entity != "PERSON"
        if begins and not _glued(sentence, at) and tokens[last].entity == "PERSON" and tokens[at].text.lower() in given_names():
            return at
    return None


# ---- hints ----------------------------------------------------------------------------------------------------------


def _mention(sentence: Sentence, number: int, piece: Piece) -> Mention:
    last = _with_group_noun(sentence, piece)
    start, end = sentence.place(piece.first, last)
    words = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
    if words.endswith(".") and piece.known is None and last == piece.last and words.count(".") == 1 and len(words) > 4:
        words, end = words[:-1], end - 1
    hints = tuple(hints_of(sentence, piece))
    return Mention(
        start=start, end=end, sentence=number, first=piece.first, last=last, words=words, hints=hints,
        known=piece.known, titled=piece.titled, tentative=_is_tentative(sentence, piece),
        gender=_GENDERS.get(sentence.tokens[piece.first - 1].text.lower().rstrip("."), "") if piece.first else "",
    )  # fmt: skip


def _is_tentative(sentence: Sentence, piece: Piece) -> bool:
    token = sentence.tokens[piece.first]
    alone = piece.first == piece.last and piece.known is None and not piece.titled
    return alone and _is_initial(sentence, piece.first) and token.entity not in LABELS


def _with_group_noun(sentence: Sentence, piece: Piece) -> int:
    following = word_after(sentence, piece.last)
    return piece.last + 1 if piece.known is None and following in TIES else piece.last


# ---- headlines and lines in capitals -------------------------------------------------------------------------------------


def _of_title(sentence: Sentence, number: int, known: dict[str, Known | None]) -> Iterator[Mention]:
    forms = {words.upper(): (words, what) for words, what in known.items() if len(words) > 2}
    longest = min(12, max((words.count(" ") + 1 for words in forms), default=1))
    at = 0
    while at < len(sentence.tokens):
        found = _in_title(sentence, at, forms, longest)
        if found is None:
            at += 1
            continue
        last, words, what = found
        start, end = sentence.place(at, last)
        yield Mention(start=start, end=end, sentence=number, first=at, last=last, words=words, hints=(), known=what)
        at = last + 1


def _in_title(
    sentence: Sentence, at: int, forms: dict[str, tuple[str, Known | None]], longest: int
) -> tuple[int, str, Known | None] | None:
    tokens = sentence.tokens
    if not tokens[at].text[0].isalpha() or (at and tokens[at].text[0].islower()):
        return None
    for last in range(min(len(tokens), at + longest + 3) - 1, at - 1, -1):
        words = " ".join(sentence.text[tokens[at].start : tokens[last].end].split())
        if words.upper() in forms and (words.isupper() or words[0].isupper()):
            return last, *forms[words.upper()]
    listed = listed_at(sentence, at)
    if listed is not None and not (tokens[at].text.isupper() and len(tokens[at].text) < 3 and sentence.text.isupper()):
        start, end = tokens[at].start, tokens[listed[0]].end
        return listed[0], sentence.text[start:end], listed[1]
    return _shouted_place(sentence, at)


def _shouted_place(sentence: Sentence, at: int) -> tuple[int, str, Known] | None:
    word = sentence.tokens[at].text
    known = known_names().get(word.title()) if word.isupper() and len(word) > 3 else None
    return (at, word.title(), known) if known is not None and known.type == "PLACE" else None
