"""In which country a named place lies: where the lists or the gazetteer decide it, and nothing where they do not.

A name that several countries have is decided by what the report says beside it (`Springfield, Ohio`), in its sentence, in its
dateline, anywhere; one city far larger than its namesakes needs no such help. A small place of one name is believed only where
its country is mentioned, since the gazetteer does not hold the still smaller ones of that name.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.annotate import Annotated
from twosource.lexicon.names import known_names
from twosource.lexicon.outlets import by_name, folded
from twosource.lexicon.places import Cities, cities, codes
from twosource.model import Entity

_LARGE = 250_000  # people: a city of this size with a name of its own needs no mention of its country
_FAR_LARGER = 8  # times its namesakes abroad together: London, Paris and Geneva, not Birmingham, Cordoba or Derry
_BESIDE = frozenset({", ", " in ", ", in ", " (", ", southern ", ", northern ", ", eastern ", ", western ", ", central "})


def with_countries(annotated: Annotated, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The same entities, places and peoples with the ISO 3166 code of their country where it is certain enough."""
    context = _Context(annotated, entities)
    return tuple(replace(e, country=context.country(at)) for at, e in enumerate(entities))


class _Context:
    """What a report's own names say of where its places are."""

    def __init__(self, annotated: Annotated, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._starts = [s.start for s in annotated.sentences]
        self._certain = [_certain(e) for e in entities]
        told = [code or _of_large_city(e) for e, code in zip(entities, self._certain, strict=True)]
        self._report = {code for code in told if code}
        self._by_sentence: dict[int, set[str]] = {}
        for entity, code in zip(entities, told, strict=True):
            if code:
                self._by_sentence.setdefault(self._sentence(entity), set()).add(code)
        self._beside = self._read_beside(annotated.article.text)
        self._taken = {word for e in entities if e.type == "PERSON" for word in e.name.split()}
        self._dateline = self._of_dateline(annotated, told)

    def _sentence(self, entity: Entity) -> int:
        return bisect_right(self._starts, entity.span.start) - 1

    def _read_beside(self, text: str) -> Mapping[str, set[str]]:
        """Place name to the countries that the report prints right after it."""
        found: dict[str, set[str]] = {}
        for at, (place, following) in enumerate(zip(self._entities, self._entities[1:], strict=False)):
            code = self._certain[at + 1]
            if code and place.type == following.type == "PLACE" and text[place.span.end : following.span.start] in _BESIDE:
                found.setdefault(place.name, set()).add(code)
        return found

    def _of_dateline(self, annotated: Annotated, told: Sequence[str | None]) -> set[str]:
        dateline = annotated.article.dateline
        inside = range(dateline.span.start, dateline.span.end) if dateline else range(0)
        return {code for e, code in zip(self._entities, told, strict=True) if code and e.span.start in inside}

    def country(self, at: int) -> str | None:
        """The country of the entity at a place of the list."""
        entity = self._entities[at]
        if self._certain[at] is not None or entity.type != "PLACE":
            return self._certain[at]
        beside = self._beside.get(entity.name, set())
        if len(beside) == 1:
            return next(iter(beside))
        if beside or entity.name in self._taken or folded(entity.name) in by_name():
            return None
        return _of_large_city(entity) or self._among(entity, _candidates(entity.name))

    def _among(self, entity: Entity, found: Cities) -> str | None:
        for mentioned in self._mentioned(entity):
            named = mentioned & found.keys()
            if named:
                return next(iter(named)) if len(named) == 1 else None
        return None

    def _mentioned(self, entity: Entity) -> Iterator[set[str]]:
        """The countries mentioned around an entity, from near to far."""
        yield self._by_sentence.get(self._sentence(entity), set())
        yield self._dateline
        yield self._report


def _certain(entity: Entity) -> str | None:
    """The country of a country, of a people or of a part of one country."""
    known, found = known_names().get(entity.name), codes().get(entity.name, frozenset())
    if entity.type == "PLACE" and len(found) == 1:
        return next(iter(found))
    if known is None or known.kind not in {"country", "demonym", "region"} or known.type != entity.type:
        return None
    found = codes().get(known.country or known.name, frozenset())
    return next(iter(found)) if len(found) == 1 else None


def _candidates(name: str) -> Cities:
    """The countries that a name may lie in, with how many people the city there has."""
    both = codes().get(name, frozenset())
    return dict.fromkeys(both, 0) if both else cities(name)


def _of_large_city(entity: Entity) -> str | None:
    """The country of a large or listed city whose namesakes are all far smaller."""
    found = {} if entity.type != "PLACE" or entity.name in codes() else cities(entity.name)
    if not found:
        return None
    code = max(found, key=lambda c: (found[c], c))
    far_larger = found[code] >= _FAR_LARGER * (sum(found.values()) - found[code])
    return code if far_larger and (found[code] >= _LARGE or code in _listed(entity.name)) else None


def _listed(name: str) -> frozenset[str]:
    known = known_names().get(name)
    return codes().get(known.country or "", frozenset()) if known is not None and known.kind == "city" else frozenset()
