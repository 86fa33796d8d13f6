"""Names compared: whether two can be one, whether one place may hold the other, and the words that tell a name."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from twosource.claims.facts import Fact, stem
from twosource.lexicon.names import Known, full_names, known_names
from twosource.lexicon.words import stop_words
from twosource.model import Entity

SHORTENED = {
    "mt": "mount", "st": "saint", "ft": "fort", "dept": "department", "univ": "university",
    "nw": "northwest", "ne": "northeast", "sw": "southwest", "se": "southeast",
    "dr": "drive", "rd": "road", "ave": "avenue", "blvd": "boulevard", "d.c": "washington", "philly": "philadelphia",
}  # fmt: skip
SUFFIXES = frozenset({"jr", "sr"})
MEDICAL = re.compile(r"\bmedical (?:center|centre)\b", re.IGNORECASE)  # one house is called either
SOUNDS = {"q": "k", "g": "k", "c": "k", "z": "s", "v": "f", "j": "k"}
SAME_SPELLING = 0.85  # share of letters in common order: two spellings of one name, hardly ever two names
NEARLY = 0.8  # share of letters in common order of two words, where another word of the names agrees too
SHORT_WORD = 3  # letters: so short words are alike only where they are the same
PRONOUNS = frozenset("he she it they who him her them we i you his their".split())
LONGEST_NAME = 120  # code points: longer ones are compared by their words alone
MOST_MENTIONS = 20  # mentions of a place that are looked at for another beside it
NEAR = 12  # code points between two places that stand side by side: `, southern `
BESIDE = 26  # code points, with the words of `PARTS_OF` between
PARTS_OF = tuple(
    f" {part} of " for part in "area district neighborhood neighbourhood part quarter section side suburb borough".split()
)
SEARCHED = 100_000  # code points of an article in which a place is looked for beside another
# What a named place is: a street, a bay and a town by other words can all be right of one spot.
FEATURES = frozenset(
    """airport avenue ave bar base bay block boulevard bridge building campus cathedral cemetery center centre church club
    coast college county court desert district drive forest gulf harbor harbour highway hospital hotel island
    lake lane mall market mesa mosque mountains neighborhood neighbourhood ocean palace park parkway peninsula place plateau plaza
    port prison province quarter reservoir restaurant river road route school sea square stadium station street suburb synagogue
    temple theater theatre township tower university valley""".split()
)
FIRST_FEATURES = frozenset({"mount", "lake", "route", "highway", "cape"})
# Last words that names of different bodies share, as persons of one family share theirs.
BODY_WORDS = frozenset(
    """agency army association bank board bureau club commission committee company corp corporation council department force
    forces foundation front government group guard inc institute ltd ministry movement navy news network office organization
    organisation party patrol police post press service state team times union""".split()
)
DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern downtown upper lower nearby""".split()
)


@lru_cache(maxsize=16_384)  # reports of one story name few, each many times
def names_meet(a: str, b: str) -> bool:
    """Whether two names can be one: telling words of one all in the other's, the same last word, or nearly the same letters.

    >>> names_meet("Anna Keller", "Keller"), names_meet("Wilkig", "Robert Wilking"), names_meet("Kabul", "Herat")
    (True, True, False)
    """
    ours, theirs = (_without_suffix(telling_list(name)) for name in (a, b))
    if set(ours) <= set(theirs) or set(theirs) <= set(ours) or (ours[-1] == theirs[-1] and not _is_common(a)):
        return True
    if _run_together(a, b) or _begins_in_initials(a, b) or short_forms(a) & short_forms(b):
        return True
    one_way = not _is_common(a) and spelled_alike(_last(a), _last(b))
    return spelled_alike(a, b) or one_way or _of_one_country(a, b) or _in_other_order(ours, theirs)


def other_given_names(a: str, b: str) -> bool:
    """Whether two full names of one surname have given names that are not one person's, by any usual short form.

    >>> other_given_names("Ewa Maria Lind", "Olga Ruth Lind"), other_given_names("Robert Lind", "Bob Lind")
    (True, False)
    """
    (*ours, last), (*theirs, other) = (_without_suffix([w.strip(".,").lower() for w in name.split()]) for name in (a, b))
    if not ours or not theirs or last != other or ours[0][:1] == theirs[0][:1]:
        return False
    return not any(_one_given(one, of) for one in ours for of in theirs)


def _one_given(one: str, other: str) -> bool:
    """Whether a given name is a part of another, or an initial, a spelling or a short form of it."""
    short, long = sorted((one, other), key=len)
    alike = long.startswith(short) or (len(short) > 1 and short in long) or spelled_alike(short, long)
    return alike or _skeleton(short) == _skeleton(long) or bool(full_names(one) & full_names(other))


def _without_suffix(words: list[str]) -> list[str]:
    return [word for word in words if word not in SUFFIXES] or words


def _in_other_order(ours: list[str], theirs: list[str]) -> bool:
    """Whether each word of the shorter name is, but for a letter or two, one of the other's: `Lind Ewa`, `Ewwa Lind Orm`."""
    short, long = sorted((ours, theirs), key=len)
    return len(short) > 1 and all(any(_nearly(word, other) for other in long) for word in short)


def _nearly(one: str, other: str) -> bool:
    if one == other:
        return True
    likely = min(len(one), len(other)) > SHORT_WORD and max(len(one), len(other)) <= LONGEST_NAME
    first, second = sorted((one, other))  # the ratio depends on the order
    return likely and SequenceMatcher(None, first, second, autojunk=False).ratio() >= NEARLY


def _last(name: str) -> str:
    return name.split()[-1]


def _is_common(name: str) -> bool:
    """Whether a name ends in a word that many bodies or spots share."""
    last = name.split()[-1].strip(".,").lower()
    return last in BODY_WORDS or last in FEATURES


def _run_together(a: str, b: str) -> bool:
    """Whether one name is the other's words run together, or a part of them: `Crimestoppers`, `Ostrel Crime Stoppers`."""
    short, long = sorted(("".join(c for c in name.lower() if c.isalnum()) for name in (a, b)), key=len)
    return len(short) > 4 and (long.startswith(short) or long.endswith(short))


def _begins_in_initials(a: str, b: str) -> bool:
    """Whether one name is the other with its first words as initials: `UV Clinic`, `University of Velmora Clinic`."""
    short, long = sorted((MEDICAL.sub("hospital", name).split() for name in (a, b)), key=len)
    tail = [w.lower() for w in short[1:]]
    if not tail or len(long) <= len(short) or [w.lower() for w in long[-len(tail) :]] != tail or len(short[0]) < 2:
        return False
    return short[0] == "".join(w[0] for w in long[: -len(tail)] if w[0].isupper())


def short_forms(name: str) -> set[str]:
    """The words of a name in capitals, and its initials.

    >>> sorted(short_forms("Channel 5 affiliate KVEL")), sorted(short_forms("the Fire Brigades Union"))
    (['KVEL'], ['FBU'])
    """
    words = [word for word in re.split(r"[^A-Za-z]+", name) if word]
    initials = "".join(word[0] for word in words if word[0].isupper())
    return {word for word in (*words, initials) if len(word) > 2 and word.isupper()}


def spelled_alike(a: str, b: str) -> bool:
    """Whether two names have nearly the same letters, or the same consonants as transliterations do (`Qadim`, `Gadhim`)."""
    if len(_skeleton(a)) > 2 and _skeleton(a) == _skeleton(b):
        return True
    if max(len(a), len(b)) > LONGEST_NAME or min(len(a), len(b)) < 4 or a[0].lower() != b[0].lower():
        return False
    return SequenceMatcher(None, a.lower(), b.lower(), autojunk=False).ratio() >= SAME_SPELLING


@lru_cache(maxsize=20_000)
def _skeleton(name: str) -> str:
    """The consonants of a name, those that transliterations interchange as one, doubled ones once."""
    bare = re.sub(r"^(?:al|el|ad|as|at)[- ]", "", name.lower())
    letters = [SOUNDS.get(c, c) for c in bare if c.isalpha() and c not in "aeiouyhw"]
    return "".join(c for n, c in enumerate(letters) if not n or c != letters[n - 1])


def _of_one_country(a: str, b: str) -> bool:
    """Whether two names are a country and its people."""
    ours, theirs = known(a), known(b)
    if ours is None or theirs is None or "city" in (ours.kind, theirs.kind):
        return False
    return ours.country is not None and ours.country == theirs.country


def known(name: str) -> Known | None:
    """What the lists hold of a name."""
    return known_names().get(name)


def may_hold(left: Fact, right: Fact, a: str, b: str) -> bool:
    """Whether one place may lie in the other: a country or state and a town in it, a street and its town, or two that either
    report prints side by side (`Velmora, Ostrel`)."""
    kinds = {found.kind if found else "" for found in (known(a), known(b))}
    if kinds & {"country", "region"} and len(kinds) == 2:
        return True
    if _feature(a) != _feature(b):
        return True
    return any(_beside(fact.article.text[:SEARCHED], *names) for fact in (left, right) for names in ((a, b), (b, a)))


def _beside(text: str, inner: str, outer: str) -> bool:
    """Whether a text puts one place beside the other as what it lies in: `Velmora, southern Ostrel`, `Velmora (Ostrel)`."""
    at = text.find(inner)
    for _ in range(MOST_MENTIONS):
        if at < 0:
            return False
        after = text[at + len(inner) : at + len(inner) + len(outer) + BESIDE]
        if outer in after and after.startswith((",", " (", " in ", *PARTS_OF)):
            return True
        if text[max(0, at - len(outer) - 3) : at].startswith((f"{outer}'s ", f"{outer}’s ")):
            return True
        at = text.find(inner, at + 1)
    return False


def _feature(name: str) -> str:
    """What kind of spot a name tells: `street`, `bay`; empty for a town or what is not told."""
    words = name.lower().rstrip(".").split()
    if not words or known(name) is not None:
        return ""
    if words[-1] in FEATURES:
        return words[-1]
    return words[0] if words[0] in FIRST_FEATURES else ""


def heads_meet(a: str, b: str) -> bool:
    """Whether the last telling words of two phrases are one."""
    ours, theirs = telling_list(a), telling_list(b)
    return bool(ours and theirs) and ours[-1] == theirs[-1]


def telling(name: str) -> frozenset[str]:
    """The telling words of a name, as a set."""
    return frozenset(telling_list(name))


def telling_list(name: str) -> list[str]:
    """The stems of a name's words, in order, function words left out, usual short forms spelled out.

    >>> telling_list("the Port of St. Velmo")
    ['port', 'saint', 'velmo']
    """
    words = [w.strip("'’\"“”.,()").lower() for w in MEDICAL.sub("hospital", name).replace("-", " ").split()]
    return [stem(SHORTENED.get(w, w)) for w in words if w and w not in stop_words()]


def is_told(fact: Fact, entity: Entity, but: Entity) -> bool:
    """Whether a name stands in a fact apart from the place `but`, in its full or its short form (`FBI`)."""
    return any(told_elsewhere(fact, form, but) for form in (entity.name, entity.span.text))


def told_elsewhere(fact: Fact, name: str, but: Entity) -> bool:
    """Whether a telling word of a name stands in a fact, the place `but` apart: then the name is told, only not there."""
    bodies = [(e.span.start, e.span.end) for e in fact.entities if e.type == "ORG" and but.type == "PLACE" and name in e.name]
    places = [(but.span.start, but.span.end), _dateline(fact), *(place for place in bodies)]
    keys = {w.key for w in fact.words if not any(start <= w.start < end for start, end in places)}
    wanted = telling_list(name)
    long = [w for w in wanted if len(w) > 3] or wanted
    return any(w in keys for w in long)


def _dateline(fact: Fact) -> tuple[int, int]:
    """The place that a statement opens with, up to a dash: `VELMORA, Ostrel — `; empty where there is none."""
    span = fact.statement.span
    head = span.text[:60]
    cut = next((at for dash in (" - ", " – ", " — ", " -- ") if (at := head.find(dash)) > 0), 0)
    first = head.split(",")[0].split(" ")[0].strip("(")
    return (span.start, span.start + cut) if first.isupper() else (span.start, span.start)


def in_dateline(fact: Fact, entity: Entity) -> bool:
    """Whether an entity is the place that the statement opens with."""
    start, end = _dateline(fact)
    return start <= entity.span.start < end
