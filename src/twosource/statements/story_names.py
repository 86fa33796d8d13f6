"""One name for each person, body or place over all reports of a story."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from twosource.lexicon.names import country_of, known_names, name_words
from twosource.model import Entity, EntityType
from twosource.statements.aliases import abbreviates

_Key = tuple[str, EntityType]


def unify(entities_by_article: Mapping[str, tuple[Entity, ...]]) -> Mapping[str, tuple[Entity, ...]]:
    """The same entities, each under the name by which it is shown in the whole story, and a type that its reports agree on.

    A listed name keeps the form of the list (`Daesh`: Islamic State). Else a name is joined to the one longer name of the
    story that it may be short for: a surname, initials, a person's name without a middle name, a people for its country
    before the same word (`Pakistan Taliban`). What may stand for several stays as it is.
    """
    entities = [e for article in sorted(entities_by_article) for e in entities_by_article[article]]
    counts = Counter((e.name, e.type) for e in entities)
    types = _types(counts)
    shown = _shown(counts, types)
    return {
        article: tuple(_renamed(e, shown.get(e.name, e.name), types) for e in of_article)
        for article, of_article in entities_by_article.items()
    }


def _renamed(entity: Entity, name: str, types: Mapping[str, EntityType]) -> Entity:
    return replace(entity, name=name, type=types.get(name, entity.type))


def _types(counts: Mapping[_Key, int]) -> dict[str, EntityType]:
    """The type that most mentions of a name have, `OTHER` last of all; ties go to the first in the alphabet."""
    by_name: dict[str, list[tuple[int, EntityType]]] = {}
    for (name, type_), count in sorted(counts.items()):
        by_name.setdefault(name, []).append((count if type_ != "OTHER" else 0, type_))
    return {name: max(votes, key=lambda v: v[0])[1] for name, votes in by_name.items()}


def _shown(counts: Mapping[_Key, int], types: Mapping[str, EntityType]) -> dict[str, str]:
    mentions: Counter[str] = Counter()
    for (name, _), count in counts.items():
        mentions[name] += count
    longer = _longer_names(types)
    shown: dict[str, str] = {}
    for name in sorted(types):
        chosen = _only([full for full in longer.get(_plain(name), ()) if full != name and _agree(name, full, types)])
        shown[name] = chosen or name
    for same in _written_alike(types).values():
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
            longer.setdefault(_plain(short), []).append(name)
    return longer


def _short_forms(name: str, type_: EntityType) -> Iterable[str]:
    words = name.split()
    if len(words) < 2:
        return
    if type_ == "PERSON":
        yield words[-1]
        if len(words) > 2:
            yield f"{words[0]} {words[-1]}"
        return
    initials = "".join(w[0] for w in name.replace("-", " ").split() if w.lower() not in {"of", "the", "and", "for", "in", "on"})
    if abbreviates(initials.upper(), name):
        yield initials.upper()
    if words[-1] in name_words("group_noun"):
        yield " ".join(words[:-1])


def _only(names: list[str]) -> str | None:
    """The one name there is, or the longest where each is a form of the next (`Ann Bell`, `Ann Lee Bell`)."""
    if not names:
        return None
    longest = max(names, key=lambda n: (len(n), n))
    ends = (longest.split()[0], longest.split()[-1])
    return longest if all((n.split()[0], n.split()[-1]) == ends or n == longest for n in names) else None


def _agree(name: str, full: str, types: Mapping[str, EntityType]) -> bool:
    """Whether types allow two names to be one: a listed name is nobody's surname, a person is no body."""
    known = known_names().get(name)
    if known is not None and known.kind != "city":
        return False
    if types[full] == "PERSON":
        return types[name] == "PERSON" or (known is None and " " not in name)
    return types[name] != "PERSON" or name.isupper()


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("’", "'").split())


def _written_alike(types: Mapping[str, EntityType]) -> dict[str, list[str]]:
    """Names that differ in case, hyphens or in a people for its country before the same words."""
    alike: dict[str, list[str]] = {}
    for name in sorted(types):
        first, _, rest = name.partition(" ")
        country = country_of(first) if rest and name not in known_names() else None
        alike.setdefault(_plain(f"{country} {rest}" if country else name), []).append(name)
    return alike
