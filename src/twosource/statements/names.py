"""Who and what a report names: every mention with its type and the fullest name that the report itself gives.

All mentions of one name decide its type together, because a small model errs from one sentence to the next. A people
(`Afghan`, `Afghans`) is a group and keeps its own name: `lexicon.names.country_of` leads from it to its country.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from twosource.annotate import Annotated
from twosource.lexicon.names import given_names, name_words
from twosource.lexicon.places import cities
from twosource.model import Entity, EntityType
from twosource.statements.aliases import aliases
from twosource.statements.lone import named
from twosource.statements.mentions import Mention, mentions
from twosource.statements.more_mentions import completed
from twosource.statements.places import with_countries
from twosource.statements.settings import StatementSettings

_ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "GROUP", "PLACE", "EVENT", "OTHER")  # the earlier wins a tie
_SURE = 3.0  # what a type must have for its name to vouch for the others of its list
_COMPANY = 3.0
_CITY = 2.0
_PARSER = 2.5  # all of the parser's labels together: it repeats its mistakes, so their number says little
_CONTEXT = 6.0  # as much as the words around all mentions together may weigh
_BEARERS = 24  # how many mentions of longer names either way a short one is compared with
_LIST_SIGNS = frozenset({", ", " and ", ", and ", " or ", ", or ", " & "})
_LISTED = 6.0  # more than any one hint: a listed name changes its type only where several hints agree


def names(annotated: Annotated, settings: StatementSettings) -> tuple[Entity, ...]:
    """The named people, bodies, groups and places of a report, in order, without article, possessive or quotation marks."""
    del settings
    found = [m for m in completed(annotated, named(annotated, mentions(annotated))) if any(c.isalpha() for c in m.words)]
    full = _full_names(found, aliases(annotated, found))
    types = _types(found, full, _in_lists(annotated.article.text, found))
    entities = [
        Entity(type=types[name], name=name, span=annotated.view.span(m.start, m.end))
        for m, name in zip(found, full, strict=True)
        if not _is_noise(m, types[name])
    ]
    return with_countries(annotated, entities)


def _is_noise(mention: Mention, type_: EntityType) -> bool:
    return type_ == "OTHER" and len(mention.words) < 3


# ---- types ------------------------------------------------------------------------------------------------------------


Pair = tuple[int, int]


def _types(found: Sequence[Mention], full: Sequence[str], listed: Sequence[Pair] = ()) -> Mapping[str, EntityType]:
    by_name: dict[str, list[Mention]] = {}
    for mention, name in zip(found, full, strict=True):
        by_name.setdefault(name, []).append(mention)
    votes = {name: _votes(of_name) for name, of_name in by_name.items()}
    first = {name: _winner(of_name) for name, of_name in votes.items()}
    sure = {name for name, of_name in votes.items() if of_name.get(first[name], 0.0) >= _SURE}
    for left, right in listed:
        for one, other in ((full[left], full[right]), (full[right], full[left])):
            if other in sure and one not in sure:
                votes[one][first[other]] = votes[one].get(first[other], 0.0) + _COMPANY
    return {name: _winner(of_name) for name, of_name in votes.items()}


def _votes(found: Sequence[Mention]) -> dict[EntityType, float]:
    """What speaks for each type: the list; the parser's share of labels; the best of the shapes; the sum of the contexts."""
    votes: dict[EntityType, float] = {}
    shapes: dict[EntityType, float] = {}
    contexts: dict[EntityType, float] = {}
    labels = Counter(type_ for m in found for type_, _, cause in m.hints if cause == "parser")
    for mention in found:
        if mention.known is not None and not mention.titled:
            votes[mention.known.type] = _LISTED
        for type_, weight, cause in mention.hints:
            if cause == "shape":
                shapes[type_] = max(shapes.get(type_, 0.0), weight)
            elif cause == "context":
                contexts[type_] = contexts.get(type_, 0.0) + weight
    for type_ in _ORDER:
        share = labels[type_] / labels.total() if labels else 0.0
        context = max(-_CONTEXT, min(_CONTEXT, contexts.get(type_, 0.0)))
        votes[type_] = votes.get(type_, 0.0) + _PARSER * share + shapes.get(type_, 0.0) + context
    votes["PLACE"] += _CITY if votes["PLACE"] > 0 and _is_city(found[0].words) else 0.0
    return votes


def _is_city(words: str) -> bool:
    """Whether the gazetteer has a name that is not a person's first; asked only where something else speaks for a place too."""
    return words.lower() not in given_names() and bool(cities(words))


def _in_lists(text: str, found: Sequence[Mention]) -> list[Pair]:
    """Neighbours of one list (`Bala, Dorn and Esk`), by their places in `found`, chained over up to two names between."""
    pairs: list[Pair] = []
    run = [0]
    for at in range(1, len(found)):
        between = text[found[at - 1].end : found[at].start]
        run = [*run[-3:], at] if between in _LIST_SIGNS else [at]
        pairs.extend((before, at) for before in run[:-1])
    return pairs


def _winner(votes: Mapping[EntityType, float]) -> EntityType:
    best = max(_ORDER, key=lambda t: (votes.get(t, 0.0), -_ORDER.index(t)))
    return best if votes.get(best, 0.0) > 0 else "OTHER"


# ---- full names ---------------------------------------------------------------------------------------------------------


Bearer = tuple[int, str, EntityType]
Bearers = Mapping[str, Sequence[Bearer]]


def _full_names(found: Sequence[Mention], known_as: Mapping[str, str]) -> list[str]:
    """For each mention the fullest name: through the report's aliases and the lists, then a surname's last bearer before it."""
    plain = [_plain(m, known_as) for m in found]
    types = _types(found, plain)
    bearers: dict[str, list[Bearer]] = {}
    for at, name in enumerate(plain):
        for part in _parts(name, types[name]):
            bearers.setdefault(part, []).append((at, name, types[name]))
    longest = _longest_names(name for name, type_ in types.items() if type_ == "PERSON")
    full = (_bearer(at, m, name, bearers) or name for at, (m, name) in enumerate(zip(found, plain, strict=True)))
    return [longest.get(_ends(name), name) if types[name] == "PERSON" else name for name in full]


def _longest_names(people: Iterable[str]) -> dict[tuple[str, str], str]:
    """For a first and a last word the longest name with them: `Ann Bell` and `Ann Lee Bell` are one."""
    longest: dict[tuple[str, str], str] = {}
    for name in people:
        if " " in name:
            longest[_ends(name)] = max(longest.get(_ends(name), name), name, key=lambda n: (len(n), n))
    return longest


def _ends(name: str) -> tuple[str, str]:
    words = _without_suffix(name.split())
    return words[0], words[-1]


def _plain(mention: Mention, known_as: Mapping[str, str]) -> str:
    if mention.words in known_as:
        return known_as[mention.words]
    return mention.words if mention.known is None or mention.titled else mention.known.name


def _parts(name: str, type_: EntityType) -> tuple[str, ...]:
    """The shorter names that somebody or something of a long name goes by.

    >>> _parts("Ann Lee Bell", "PERSON"), _parts("Bala Rovers", "ORG"), _parts("Bala University", "ORG")
    (('Ann', 'Bell', 'Lee Bell'), ('Rovers',), ())
    """
    words = _without_suffix(name.split())
    if len(words) < 2:
        return ()
    if type_ != "PERSON":
        common = words[-1].lower() in name_words("org_word") | name_words("place_word") | name_words("group_noun")
        return () if type_ == "PLACE" or common or words[-2].islower() else (words[-1],)  # `Acme` is not the `World of Acme`
    tails = [" ".join(words[at:]) for at in range(len(words) - 1, 0, -1)]
    bare = [words[-1][3:]] if words[-1][:3] in {"al-", "el-"} else []
    return (words[0], *bare, *tails)


def _without_suffix(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".").lower() in {"jr", "sr", "ii", "iii", "iv"} else words


def _bearer(at: int, mention: Mention, name: str, bearers: Bearers) -> str | None:
    """The longer name that a mention is short for: that of the last bearer before it, or of the first one after."""
    if mention.known is not None and not mention.titled and mention.known.kind != "city":
        return None
    candidates = _near(at, bearers.get(name, ()))
    if mention.known is not None and not mention.titled:
        candidates = [c for c in candidates if c[2] == "PERSON"]
    candidates = [c for c in candidates if not _are_unlike(mention.gender, given_names().get(c[1].split()[0].lower(), ""))]
    surnames = [c for c in candidates if not c[1].startswith(f"{name} ")]
    if not surnames and (mention.titled or mention.known is not None):
        return None
    fitting = surnames or candidates
    before = [c for c in fitting if c[0] < at]
    return before[-1][1] if before else fitting[0][1] if fitting else None


def _near(at: int, candidates: Sequence[Bearer]) -> Sequence[Bearer]:
    """The bearers named last before and first after a mention: so many that one of another gender is not the only one."""
    place = bisect_left(candidates, at, key=lambda c: c[0])
    return candidates[max(0, place - _BEARERS) : place + _BEARERS]


def _are_unlike(one: str, other: str) -> bool:
    return bool(one and other) and one != other
