"""Function words of English and of languages that are taken for it or handed over with it.

A language is added by a file `data/<code>/function_words.txt` and its code here.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from twosource.lexicon import lines

OTHERS: Final = ("de", "es", "fr", "id", "it", "nl", "pl", "pt", "sv", "tr")


@cache
def function_words(language: str) -> frozenset[str]:
    """The commonest words of a language that carry grammar rather than matter, in lower case."""
    return frozenset(word for line in lines("function_words", language) for word in line.split())


@cache
def other_languages() -> Mapping[str, frozenset[str]]:
    """For each other language its function words that are no English ones."""
    english = function_words("en")
    return MappingProxyType({code: function_words(code) - english for code in OTHERS})
