"""One name for each person, body or place over all reports of a story."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from twosource.lexicon.names import given_names, known_names, name_words
from twosource.model import Entity, EntityType
from twosource.statements.aliases import abbreviates
from twosource.statements.spellings import sounding, written

_Key = tuple[str, EntityType]


def unify(entities_by_article: Mapping[str, tuple[Entity, ...]]) -> Mapping[str, tuple[Entity, ...]]:
    """The same entities, each under the name by which it is shown in the whole story, and a type that its reports agree on.

    A listed name keeps the form of the list (`Daesh`: Islamic State). Else a name is joined to the one longer name of the
    story that it may be short for: a surname, a first name, initials, a firm without its kind, a person's name without a
    middle name, a people for its country before the same word (`Pakistan Taliban`); or to what another report says it is
    another name of. Spellings of one name take the form most used. What may stand for several stays as it is.
    """
    entities = [e for article in sorted(entities_by_article) for e in entities_by_article[article]]
    counts = Counter((e.name, e.type) for e in entities)
    types = _types(counts)
    shown = _shown(counts, types, _told(entities, types), _apart(entities_by_article))
    countries = _countries(entities, shown)
    return {
        article: tuple(_renamed(e, shown.get(e.name, e.name), types, countries) for e in of_article)
        for article, of_article in entities_by_article.items()
    }


def _renamed(entity: Entity, name: str, types: Mapping[str, EntityType], countries: Mapping[str, str | None]) -> Entity:
    type_ = types.get(name, entity.type)
    return replace(entity, name=name, type=type_, country=countries.get(name) if type_ in {"PLACE", "GROUP"} else None)


def _countries(entities: Iterable[Entity], shown: Mapping[str, str]) -> dict[str, str | None]:
    """The country that all reports that decide it agree on, by the name shown."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        if entity.country is not None:
            found.setdefault(shown.get(entity.name, entity.name), set()).add(entity.country)
    return {name: next(iter(of_name)) if len(of_name) == 1 else None for name, of_name in found.items()}


def _told(entities: Iterable[Entity], types: Mapping[str, EntityType]) -> dict[str, str]:
    """Other names that a report defines (`the Salt Front, also known as Ardeen`): words to the one name they stand for.

    Only what the story takes for the same kind of thing, and of people no single word: that is another's surname too often.
    """
    found: dict[str, set[str]] = {}
    for entity in entities:
        words = entity.span.text
        alike = types.get(words) == types.get(entity.name) and (" " in words or entity.type != "PERSON")
        if words != entity.name and alike and not _is_short(words, entity.name):
            found.setdefault(entity.span.text, set()).add(entity.name)
    return {words: next(iter(names)) for words, names in found.items() if len(names) == 1 and words not in known_names()}


def _is_short(words: str, name: str) -> bool:
    """Whether words are nothing but a part of a name, which `_short_forms` judges over the whole story."""
    return set(written(words).split()) <= set(written(name).split())


def _apart(entities_by_article: Mapping[str, Iterable[Entity]]) -> Mapping[str, frozenset[str]]:
    """For each name the reports that use it."""
    found: dict[str, set[str]] = {}
    for article, of_article in entities_by_article.items():
        for entity in of_article:
            found.setdefault(entity.name, set()).add(article)
    return {name: frozenset(articles) for name, articles in found.items()}


def _types(counts: Mapping[_Key, int]) -> dict[str, EntityType]:
    """The type that most mentions of a name have in any spelling, `OTHER` last of all; ties go to the first in the alphabet."""
    votes: dict[str, Counter[EntityType]] = {}
    for (name, type_), count in sorted(counts.items(), key=lambda item: item[0][1]):
        votes.setdefault(written(name), Counter())[type_] += count if type_ != "OTHER" else 0
    return {name: max(of_name, key=of_name.__getitem__) for name, _ in counts for of_name in [votes[written(name)]]}


def _shown(
    counts: Mapping[_Key, int], types: Mapping[str, EntityType], told: Mapping[str, str], articles: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    mentions: Counter[str] = Counter()
    for (name, _), count in counts.items():
        mentions[name] += count
    longer = _longer_names(types)
    shown: dict[str, str] = {}
    for name in sorted(types):
        fitting = [full for full in longer.get(written(name), ()) if full != name and _agree(name, full, types)]
        # Whoever is called by one word is called by the surname; a first name counts where nobody bears it as one.
        surnames = [full for full in fitting if written(full.split()[0]) != written(name)]
        shown[name] = _only(surnames or fitting) or told.get(name, name)
    for same in (*_written_alike(types).values(), *_sounding_alike(types, articles)):
        best = max(same, key=lambda n: (mentions[n], n))
        shown.update({name: best for name in same if shown[name] == name})
    return {name: _end(shown, name) for name in shown}


def _end(shown: Mapping[str, str], name: str) -> str:
    """Where a chain of shorter names ends."""
    seen = {name}
    while shown.get(name, name) not in seen:
        name = shown[name]
        seen.add(name)
    return name


def _longer_names(types: Mapping[str, EntityType]) -> dict[str, list[str]]:
    """For each short form the names of the story that it may stand for."""
    longer: dict[str, list[str]] = {}
    for name in sorted(types):
        for short in dict.fromkeys(_short_forms(name, types[name])):
            longer.setdefault(written(short), []).append(name)
    return longer


def _short_forms(name: str, type_: EntityType) -> Iterable[str]:
    words = name.split()
    if len(words) < 2:
        return
    if type_ == "PERSON":
        yield words[-1]
        if words[0].lower() in given_names():
            yield words[0]
        if len(words) > 2:
            yield f"{words[0]} {words[-1]}"
        return
    if words[0].isupper() and words[0].lower() in name_words("ship"):
        yield " ".join(words[1:])
    initials = "".join(w[0] for w in name.replace("-", " ").split() if w.lower() not in {"of", "the", "and", "for", "in", "on"})
    if abbreviates(initials.upper(), name):
        yield initials.upper()
    firm = words[:-1] if words[-1].lower().rstrip(".") in name_words("legal") and len(words) > 2 else words
    if words[-1] in name_words("group_noun") or (type_ == "ORG" and firm[-1].lower() in name_words("company")):
        yield " ".join(firm[:-1])


def _only(names: list[str]) -> str | None:
    """The one name there is, or the longest where each is a form or a spelling of the next (`Ann Bell`, `Ann Lee Bell`)."""
    if not names:
        return None
    longest = max(names, key=lambda n: (len(n), n))
    return longest if all(_ends(n) == _ends(longest) for n in names) else None


def _ends(name: str) -> tuple[str, str]:
    words = written(name).split() or [name]
    return words[0], words[-1]


def _agree(name: str, full: str, types: Mapping[str, EntityType]) -> bool:
    """Whether types allow two names to be one: a listed name is nobody's surname, a person is no body."""
    known = known_names().get(name)
    if known is not None and known.kind != "city":
        return False
    if types[full] == "PERSON":
        return types[name] == "PERSON" or (known is None and " " not in name)
    if types[full] == "ORG" and not name.isupper():
        return types[name] == "ORG"
    return types[name] != "PERSON" or name.isupper()


def _written_alike(types: Mapping[str, EntityType]) -> dict[str, list[str]]:
    """Names that differ in case, marks, hyphens, legal form or in a people for its country before the same words."""
    alike: dict[str, list[str]] = {}
    for name in sorted(types):
        alike.setdefault(written(name), []).append(name)
    return alike


def _sounding_alike(types: Mapping[str, EntityType], articles: Mapping[str, frozenset[str]]) -> Iterator[list[str]]:
    """People whose names are one in transliteration and of whom no report names two."""
    alike: dict[str, list[str]] = {}
    for name in sorted(types):
        sound = sounding(name) if types[name] == "PERSON" else None
        if sound is not None:
            alike.setdefault(sound, []).append(name)
    for same in alike.values():
        if all(articles[a].isdisjoint(articles[b]) for a, b in combinations(same, 2)):
            yield same
