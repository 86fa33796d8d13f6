"""When two spellings are one name: marks on letters, hyphens, legal forms; transliterations of one given name and surname."""

import re
from functools import lru_cache

from twosource.lexicon.names import country_of, known_names, name_variants, name_words
from twosource.lexicon.places import plain

_ARTICLE = re.compile(r"\b(?:al|el|ad|as|ash|ar|an|at|ul)[\s-](?=\w)")
# What newsrooms interchange in Arabic and Slavic surnames, longest first; vowels of one kind are one.
_SOUNDS = (
    ("tch", "c"), ("sch", "s"), ("gh", "k"), ("kh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("zh", "j"), ("dj", "j"),
    ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("iy", "i"), ("yy", "i"), ("ii", "i"),
    ("aa", "a"), ("q", "k"), ("g", "k"), ("y", "i"), ("e", "i"), ("o", "u"), ("'", ""), ("ʿ", ""), ("`", ""),
)  # fmt: skip


_PLACE_WORDS = {"mt": "mount", "saint": "st", "ft": "fort"}


def written(name: str) -> str:
    """A name as all its spellings have it but for sounds: no marks, hyphens, stops, legal form; a country for its people.

    `Mt` is `mount`, `Saint` is `st`.

    >>> written("Zoë Lee-Ray"), written("Bala Motors Inc."), written("Afghan Railways")
    ('zoe lee ray', 'bala motors', 'afghanistan railways')
    """
    words = plain(name).replace(".", "").replace(",", "").split()
    while len(words) > 2 and words[-1] in name_words("legal"):
        words.pop()
    words = [_PLACE_WORDS.get(word, word) for word in words] if len(words) > 1 else words
    first, _, rest = name.partition(" ")
    country = country_of(first) if rest and name not in known_names() else None
    return " ".join([*plain(country).split(), *words[1:]] if country else words)


@lru_cache(maxsize=20_000)
def sounding(name: str) -> str | None:
    """How a person's name sounds in any transliteration, or `None` where nothing in it shows that it was transliterated.

    >>> sounding("Mohammed al-Ghazzani") == sounding("Muhammad Gazzani"), sounding("Anna Marten")
    (True, None)
    """
    bare = plain(name)
    without = _ARTICLE.sub("", bare)
    words = without.split()
    if len(words) < 2 or not (without != bare or any(word in name_variants() for word in words)):
        return None
    return " ".join(name_variants().get(word) or _sound(word) for word in words)


def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    single = (c for at, c in enumerate(word) if not at or c != word[at - 1])
    return "".join(single).removesuffix("h")
