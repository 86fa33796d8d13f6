"""Names that need no context: countries and their people, regions, well-known bodies, titles, and words that type a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from twosource.lexicon import lines
from twosource.model import EntityType

KnownAs = Literal["country", "demonym", "city", "region", "body", "people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A name that the lists hold: the form it is shown in, its type, and its list; a city's or people's country."""

    name: str
    type: EntityType
    kind: KnownAs
    country: str | None = None


def _fields(line: str, number: int) -> list[str]:
    fields = [field.strip() for field in line.split("|")]
    return fields + [""] * (number - len(fields))


def _items(field: str) -> list[str]:
    return [item for raw in field.split(";") if (item := raw.strip())]


def _countries() -> Iterator[tuple[str, Known]]:
    for line in lines("countries"):
        name, others, peoples, cities = _fields(line, 4)
        for form in (name, *_items(others)):
            yield form, Known(name=name, type="PLACE", kind="country", country=name)
        adjectives = _items(peoples)
        for form in adjectives:
            yield form, Known(name=adjectives[0], type="GROUP", kind="demonym", country=name)
        for form in _items(cities):
            yield form, Known(name=form, type="PLACE", kind="city", country=name)


def _others() -> Iterator[tuple[str, Known]]:
    for line in lines("regions"):
        name, others = _fields(line, 2)
        for form in (name, *_items(others)):
            yield form, Known(name=name, type="PLACE", kind="region")
    for line in lines("organisations"):
        name, type_, others = _fields(line, 3)
        for form in (name, *_items(others)):
            yield form, Known(name=name, type="GROUP" if type_ == "GROUP" else "ORG", kind="body")
    for form in lines("peoples"):
        yield form, Known(name=form, type="GROUP", kind="people")


@cache
def known_names() -> Mapping[str, Known]:
    """Every listed form and what it stands for; a country goes before a city or region of the same name.

    >>> known_names()["U.S."].name, known_names()["Daesh"].name, known_names()["Afghans"].name
    ('United States', 'Islamic State', 'Afghan')
    """
    found: dict[str, Known] = {}
    for form, known in (*_countries(), *_others()):
        found.setdefault(form, known)
    return found


@cache
def known_starts() -> Mapping[str, tuple[str, ...]]:
    """The listed forms by their first word (up to a space, hyphen or stop), longest first."""
    starts: dict[str, list[str]] = {}
    for form in known_names():
        starts.setdefault(first_word(form), []).append(form)
    return {word: tuple(sorted(forms, key=lambda f: (-len(f), f))) for word, forms in starts.items()}


def first_word(words: str) -> str:
    """What stands before the first space, hyphen, stop, comma or apostrophe.

    >>> first_word("al-Qaeda"), first_word("U.S. Congress")
    ('al', 'U')
    """
    for at, sign in enumerate(words):
        if not sign.isalnum():
            return words[:at]
    return words


def country_of(name: str) -> str | None:
    """The country of a listed country name, people or city.

    >>> country_of("Pakistani"), country_of("Kabul"), country_of("Bala")
    ('Pakistan', 'Afghanistan', None)
    """
    known = known_names().get(name)
    return known.country if known else None


@cache
def titles() -> frozenset[str]:
    """Titles and ranks before a person's name, in lower case and without the stop that ends them."""
    return frozenset(lines("titles"))


@cache
def longest_title() -> int:
    """How many words the longest title has."""
    return max(len(title.split()) for title in titles())


@cache
def name_words(kind: str) -> frozenset[str]:
    """The lower-case words of one kind of the list `name_words` (its head says which kinds there are)."""
    pairs = (_fields(line, 2) for line in lines("name_words"))
    return frozenset(word for word, of in pairs if of == kind)


@cache
def given_names() -> Mapping[str, str]:
    """Common given names in lower case, with `m`, `f` or nothing where both are usual."""
    return {name: gender for name, gender in (_fields(line, 2) for line in lines("given_names"))}


@cache
def name_variants() -> Mapping[str, str]:
    """Transliterations of given names, in lower case, each with the first form of its line.

    >>> name_variants()["mohammed"] == name_variants()["muhammad"]
    True
    """
    forms = ([form.strip() for form in line.split(",")] for line in lines("name_variants"))
    return {form: of_line[0] for of_line in forms for form in of_line}


def full_names(given: str) -> frozenset[str]:
    """The given names, in lower case, that a short form may stand for; any other name stands for itself.

    >>> sorted(full_names("ted")), sorted(full_names("ewa"))
    (['edward', 'theodore'], ['ewa'])
    """
    return _short_names().get(given, frozenset({given}))


@cache
def _short_names() -> Mapping[str, frozenset[str]]:
    forms = (line.partition(":") for line in lines("short_names"))
    return {short.strip(): frozenset(name.strip() for name in full.split(",")) for short, _, full in forms}
