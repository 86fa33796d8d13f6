"""Whom a source stands for: a name, a surname or a description of somebody named, a pronoun; or nobody that is named.

Reading goes through a report in order and keeps who was in focus: the last speaker, and the last subject of a main clause.
What no rule settles stays unnamed; nothing is guessed across more than a few sentences.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twosource.annotate import Annotated
from twosource.lexicon.names import given_names, name_words
from twosource.model import Entity
from twosource.statements.marks import Speaker, Speech
from twosource.statements.roles import Role, bearer, roles
from twosource.statements.sayers import (
    PRONOUNS,
    Named,
    Reader,
    Source,
    described,
    is_body,
    is_plural,
    named_source,
    reader,
    speaker_of,
)
from twosource.statements.settings import StatementSettings
from twosource.statements.titled import with_titles

_NOBODY = Speaker(name=None, kind="none")
_UNKNOWN = Speaker(name=None, kind="unnamed")
_REACH = 6  # sentences that a pronoun looks back: swept 3 to 10 by eye on polnear, beyond 6 only wrong ones were added
_HE, _SHE = frozenset({"he", "him", "himself", "his"}), frozenset({"she", "her", "herself"})
_IT = frozenset({"it", "its", "one"})
_SELF = frozenset({"i", "we", "you", "me", "us"})
_SPEAKING = ("person_role", "official", "body", "witness", "group_noun")
_ARTICLES = frozenset({"a", "an", "the"})
_ENDS_NOUN = frozenset({"of", "for", "from", "at", "in", "who", "with", "and", "on"})
_DESCRIPTION = 6  # words of a description in which its noun stands: `a senior government press spokeswoman for`
_GROUPS = frozenset(
    {"group", "movement", "organization", "organisation", "militia", "faction", "network", "militants", "insurgents"}
)
_COMPANIES = frozenset({"company", "firm", "corporation", "airline", "operator", "manufacturer", "carmaker", "retailer"})


@dataclass(frozen=True, slots=True)
class _Focus:
    """Somebody who was spoken of in sentence `number`; `person`, `plural`: what pronouns may stand for it; `gender` if known."""

    number: int
    speaker: Speaker
    person: bool
    plural: bool
    gender: str = ""


@dataclass(slots=True)
class _State:
    """What was read so far: who was in focus, in order, how far main clauses were read, genders, and first written forms."""

    reader: Reader
    known: Mapping[str, Sequence[Role]]
    quoted: tuple[tuple[int, ...], tuple[int, ...]]
    foci: list[_Focus] = field(default_factory=list)
    read: int = 0
    genders: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)


def speakers(
    annotated: Annotated, speech: Sequence[Speech], entities: Sequence[Entity], settings: StatementSettings
) -> tuple[Speaker, ...]:
    """The speaker of each speech, in the same order."""
    del settings
    ready = reader(annotated, entities)
    state = _State(ready, with_titles(ready, roles(ready)), _quoted(speech), genders=_genders(ready))
    found: dict[int, Speaker] = {}
    for index in sorted(range(len(speech)), key=lambda i: (_position(speech[i]), speech[i].parent is not None, i)):
        parent = speech[index].parent
        found[index] = _speaker(state, speech[index], found.get(parent) if parent is not None else None)
    return tuple(found[index] for index in range(len(speech)))


def _position(said: Speech) -> int:
    """Where a speech is told, not where its words begin: a source after its quotation is read after what stands before it."""
    place = said.source or said.cue or said.content[0]
    return place[0]


def _quoted(speech: Sequence[Speech]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Starts and ends of what is quoted: nobody inside comes into focus."""
    places = sorted(place for s in speech if s.voice == "direct" for place in s.content)
    return tuple(p[0] for p in places), tuple(p[1] for p in places)


def _speaker(state: _State, said: Speech, parent: Speaker | None) -> Speaker:
    place = said.source or said.hint
    if place is None:
        return parent if parent is not None and said.cue is not None else _NOBODY
    source = state.reader.source(place)
    if source is None:
        return _NOBODY
    _read_to(state, source.number)
    speaker = _as_written(state, _resolved(state, source, parent))
    if said.source is not None and speaker.name is not None:
        _remember(state, source, speaker)
    return speaker


def _as_written(state: _State, speaker: Speaker) -> Speaker:
    """The speaker under the form in which the report first wrote its description (`Police`, later `police`)."""
    if speaker.name is None or speaker.kind == "named":
        return speaker
    return Speaker(name=state.forms.setdefault(speaker.name.casefold(), speaker.name), kind=speaker.kind)


def _resolved(state: _State, source: Source, parent: Speaker | None) -> Speaker:
    tokens = state.reader.sentence(source.number).tokens
    word = tokens[source.head].text.lower()
    if word in PRONOUNS | _SELF and tokens[source.head].pos in {"PRON", "DET", "SCONJ"} | {"NOUN"}:
        role = _role_beside(state, source)
        return role or _of_pronoun(state, source, word, parent)
    return _of_phrase(state, source)


def _of_phrase(state: _State, source: Source) -> Speaker:
    named = named_source(state.reader, source)
    if named is not None:
        return named
    name = bearer(state.reader, source, state.known)
    if name is not None:
        return Speaker(name=name, kind="named")
    return _group_before(state, source) or described(state.reader, source)


def _role_beside(state: _State, source: Source) -> Speaker | None:
    """`the army's spokesman, he said`: a description inside the source that goes with the pronoun."""
    tokens = state.reader.sentence(source.number).tokens
    inside = (i for i in range(source.first, source.last + 1) if i != source.head)
    noun = next((i for i in inside if tokens[i].lemma.lower() in name_words("person_role")), None)
    name = None if noun is None else bearer(state.reader, Source(source.number, source.first, source.last, noun), state.known)
    return None if name is None else Speaker(name=name, kind="named")


def _group_before(state: _State, source: Source) -> Speaker | None:
    """`the group`: the organised group that was named last."""
    tokens = state.reader.sentence(source.number).tokens
    if source.head != source.last or tokens[source.first].text.lower() != "the" or source.last - source.first != 1:
        return None
    noun = tokens[source.head].text.lower()
    if noun in _COMPANIES:
        return _body_in_focus(state, source.number)
    if noun not in _GROUPS and noun not in name_words("org_word"):
        return None
    for number in range(source.number, max(-1, source.number - _REACH), -1):
        called = [n for n in state.reader.named[number] if _is_called(n.entity, noun)]
        before = [n for n in called if number < source.number or n.last < source.first]
        if before:
            return speaker_of(max(before, key=lambda n: (n.entity.type == "GROUP", n.first)).entity)
    return None


def _is_called(entity: Entity, noun: str) -> bool:
    """Whether an entity may be called by a common noun: an organised group, or a body with that noun in its name."""
    forms = (entity.name, entity.span.text)
    return is_body(entity) and (noun in _GROUPS or any(form.lower().split()[-1:] == [noun] for form in forms))


def _body_in_focus(state: _State, number: int) -> Speaker | None:
    """The body that was spoken of last, for `the company`."""
    near = (f for f in reversed(state.foci) if number - f.number <= _REACH)
    return next((f.speaker for f in near if f.speaker.kind == "organisation" and f.speaker.name), None)


# ---- pronouns --------------------------------------------------------------------------------------------------------------


def _of_pronoun(state: _State, source: Source, word: str, parent: Speaker | None) -> Speaker:
    if word in {"who", "which", "that"}:
        return _antecedent(state, source)
    if word in _SELF:
        return parent or _last_speaker(state, source)
    if parent is not None and parent.name is not None and _may_be(parent, word):
        return parent
    found = _same_sentence(state, source, word) or _last_fitting(state, source, word) or _UNKNOWN
    if found.kind == "named" and found.name and word in _HE | _SHE:
        state.genders.setdefault(found.name, "m" if word in _HE else "f")
    return found


def _may_be(speaker: Speaker, word: str) -> bool:
    if word in _HE | _SHE:
        return speaker.kind in {"named", "official", "witness", "unnamed"}
    return speaker.kind != "named" if word in _IT else True


def _antecedent(state: _State, source: Source) -> Speaker:
    """Whom a relative pronoun stands for: the noun that its clause hangs on."""
    sentence = state.reader.sentence(source.number)
    at = source.head
    for _ in range(6):
        token = sentence.tokens[at]
        if token.dep in {"relcl", "acl"}:
            first = sentence.parse.edges(token.head)[0]
            return _of_phrase(state, Source(source.number, first, max(token.head, first), token.head))
        at = token.head
    return _UNKNOWN


def _last_speaker(state: _State, source: Source) -> Speaker:
    near = [f for f in state.foci[-3:] if source.number - f.number <= 2]
    return near[-1].speaker if near else _UNKNOWN


def _same_sentence(state: _State, source: Source, word: str) -> Speaker | None:
    """The subject of the sentence's main clause, where it stands before the pronoun and fits it."""
    sentence = state.reader.sentence(source.number)
    for root in sentence.parse.roots:
        for child in sentence.parse.children[root]:
            if sentence.tokens[child].dep == "nsubj" and child < source.first:
                focus = _focus_of(state, source.number, child)
                if focus is not None and _fits(state, focus, word):
                    return focus.speaker
    return None


def _last_fitting(state: _State, source: Source, word: str) -> Speaker | None:
    """The last in focus that the pronoun may stand for; else the last person named outside quotations."""
    for focus in reversed(state.foci):
        if source.number - focus.number > _REACH:
            break
        if _fits(state, focus, word):
            return focus.speaker
    return _last_named(state, source, word) if word in _HE | _SHE else None


def _last_named(state: _State, source: Source, word: str) -> Speaker | None:
    for number in range(source.number, max(-1, source.number - 3), -1):
        for named in reversed(state.reader.named[number]):
            person, before = named.entity, number < source.number or named.last < source.first
            focus = _Focus(number, speaker_of(person), True, False, state.genders.get(person.name, ""))
            if before and person.type == "PERSON" and _fits(state, focus, word) and not _is_quoted(state, person.span.start):
                return focus.speaker
    return None


def _fits(state: _State, focus: _Focus, word: str) -> bool:
    if word in _HE | _SHE:
        gender = focus.gender or state.genders.get(focus.speaker.name or "", "")
        return focus.person and not focus.plural and gender in ("", "m" if word in _HE else "f")
    if word in _IT:
        return not focus.person and not focus.plural
    return focus.plural or not focus.person


# ---- focus --------------------------------------------------------------------------------------------------------------------


def _read_to(state: _State, number: int) -> None:
    """Brings the subjects of the main clauses before a sentence into focus."""
    while state.read < number:
        sentence = state.reader.sentence(state.read)
        if sentence.kind == "body":
            for root in sentence.parse.roots:
                _read_root(state, state.read, root)
        state.read += 1


def _read_root(state: _State, number: int, root: int) -> None:
    sentence = state.reader.sentence(number)
    for child in sentence.parse.children[root]:
        token = sentence.tokens[child]
        if token.dep == "nsubj" and token.pos != "PRON" and not _is_quoted(state, sentence.start + token.start):
            focus = _focus_of(state, number, child)
            if focus is not None and not any(f.number == number for f in state.foci[-2:]):
                state.foci.append(focus)


def _focus_of(state: _State, number: int, index: int) -> _Focus | None:
    """The subject at a token as somebody in focus: a name, or a description of people or a body."""
    sentence = state.reader.sentence(number)
    first, last = sentence.parse.edges(index)
    source = Source(number, first, last, index)
    token = sentence.tokens[index]
    if token.pos == "PRON":
        return None
    named = named_source(state.reader, source)
    lemma = token.lemma.lower()
    if named is None and not any(lemma in name_words(kind) for kind in _SPEAKING):
        return None
    return _focus(state, source, _as_written(state, named or _of_phrase(state, source)))


def _focus(state: _State, source: Source, speaker: Speaker) -> _Focus:
    sentence = state.reader.sentence(source.number)
    token = sentence.tokens[source.head]
    plural = is_plural(sentence, source) and speaker.kind != "named"
    person = speaker.kind == "named" or token.lemma.lower() in name_words("person_role") | name_words("witness")
    gender = state.genders.get(speaker.name or "", "") or _gender_of_word(token.text.lower())
    return _Focus(source.number, speaker, person, plural, gender)


def _remember(state: _State, source: Source, speaker: Speaker) -> None:
    sentence = state.reader.sentence(source.number)
    token = sentence.tokens[source.head]
    word = token.text.lower()
    if _is_aside(state, source):
        return
    focus = _focus(state, source, speaker)
    if token.pos == "PRON":
        gender = "m" if word in _HE else "f" if word in _SHE else ""
        known = next((f for f in reversed(state.foci) if f.speaker == speaker), focus)
        focus = _Focus(source.number, speaker, known.person or bool(gender), known.plural, gender or known.gender)
    state.foci.append(focus)


def _is_aside(state: _State, source: Source) -> bool:
    """Whether a source stands below a main clause about somebody else (`He left after Bell urged calm`), who stays in focus."""
    sentence = state.reader.sentence(source.number)
    for root in sentence.parse.roots:
        subject = next((c for c in sentence.parse.children[root] if sentence.tokens[c].dep == "nsubj"), None)
        if subject is not None and subject < root < source.first:
            named = state.reader.name_at(source.number, subject)
            return sentence.tokens[subject].pos == "PRON" or (named is not None and named.entity.type == "PERSON")
    return False


def _is_quoted(state: _State, position: int) -> bool:
    starts, ends = state.quoted
    at = bisect_right(starts, position) - 1
    return at >= 0 and position < ends[at]


# ---- gender --------------------------------------------------------------------------------------------------------------------


def _gender_of_word(word: str) -> str:
    return "m" if word in name_words("male") else "f" if word in name_words("female") else ""


def _genders(reader: Reader) -> dict[str, str]:
    """The gender of each person as far as a title, a common given name or the report's own pronouns tell it, in this order."""
    found: dict[str, str] = {}
    for number, named in enumerate(reader.named):
        tokens = reader.sentence(number).tokens
        for person in named:
            if person.entity.type == "PERSON":
                told = _told_beside([t.text.lower().rstrip(".") for t in tokens], person)
                if told:
                    found.setdefault(person.entity.name, told)
    for named in reader.named:
        for person in named:
            guess = given_names().get(person.entity.name.split()[0].lower(), "")
            if person.entity.type == "PERSON" and guess:
                found.setdefault(person.entity.name, guess)
    return _told_by_pronouns(reader) | found


def _told_beside(words: Sequence[str], person: Named) -> str:
    """What the word before a name tells (`Mr`, `spokeswoman`), or the description after it (`, a spokeswoman for …`)."""
    before = _gender_of_word(words[person.first - 1]) if person.first else ""
    comma, *described = [*words[person.last + 1 : person.last + 2 + _DESCRIPTION], ""]
    if before or comma != "," or described[0] not in _ARTICLES:
        return before
    stop = next((n for n, word in enumerate(described) if not word.isalpha() or word in _ENDS_NOUN), len(described))
    return _gender_of_word(described[stop - 1]) if stop else ""


def _told_by_pronouns(reader: Reader) -> dict[str, str]:
    """The gender of those alone in a sentence with `his`, `herself`, …, or before a sentence that opens with a pronoun."""
    votes: dict[str, Counter[str]] = {}
    for number, sentence in enumerate(reader.annotated.sentences):
        people = [n for n in reader.named[number] if n.entity.type == "PERSON"]
        if sentence.kind != "body" or len({n.entity.name for n in people}) != 1:
            continue
        after = sentence.tokens[people[0].last + 1 :]
        own = (t.text.lower() for t in after if t.tag == "PRP$" or t.text.lower().endswith("self"))
        told = [*own, _next_opening(reader, number)]
        genders = {"m" if word in _HE else "f" for word in told if word in _HE | _SHE}
        if len(genders) == 1:
            votes.setdefault(people[0].entity.name, Counter()).update(genders)
    return {name: "m" if of["m"] > of["f"] else "f" for name, of in votes.items() if of["m"] != of["f"]}


def _next_opening(reader: Reader, number: int) -> str:
    """The first word of the next sentence, where it stands in the same paragraph or the next one of the body."""
    after = reader.annotated.sentences[number + 1 : number + 2]
    return after[0].tokens[0].text.lower() if after and after[0].kind == "body" and after[0].tokens else ""
