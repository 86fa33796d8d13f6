"""Shared passages of two reports of 5,000 words each: ours against difflib's SequenceMatcher.

    python bench/passages.py [--skip-characters]

The two reports are pasted together from those of gold/stories_longtail, one holding three passages of the other. Ours cuts words
and finds passages with their places in both texts. SequenceMatcher is run over the texts as they are (its default leaves out
frequent characters, that is nearly all, so `autojunk` is off: this takes a minute), and over lists of words, which do not know
their places. Ends with 1 where ours is not 20 times as fast as over the texts.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice
from statistics import median

from throughput import GOLD

from twosource.derivations.passages import passages
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import words_of
from twosource.model import Article
from twosource.reading import read

WORDS, BAR = 5_000, 20.0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--skip-characters", action="store_true", help="leave out the slow comparison over the texts")
    chosen = parser.parse_args()
    if not GOLD.is_file():
        print("nothing was measured: the reports of gold/stories_longtail are not there")
        return 0
    one, other = _reports()
    ours = median(_seconds(lambda: _ours(one, other)) for _ in range(5))
    words = median(_seconds(lambda: _difflib(one.text.split(), other.text.split())) for _ in range(5))
    print(f"ours {ours:.3f} s, SequenceMatcher over words {words:.3f} s, ratio {words / ours:.1f}")
    if chosen.skip_characters:
        return 0
    texts = _seconds(lambda: _difflib(one.text, other.text))
    print(f"ours {ours:.3f} s, SequenceMatcher over the texts {texts:.1f} s, ratio {texts / ours:.0f} (bar {BAR:.0f})")
    return int(texts / ours < BAR)


def _reports() -> tuple[Article, Article]:
    """Two reports of `WORDS` words, the second with three paragraphs of the first in its middle."""
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 600)]
    first, second = (_pasted(texts[start:]) for start in (0, 300))
    half = len(second) // 2
    kept = [*second[:half], *first[3:6], *second[half:]]
    base = next(made for made in read([str(GOLD)]) if isinstance(made, Article))
    one, other = (_of_text(base, "\n\n".join(paragraphs), name) for paragraphs, name in ((first, "one"), (kept, "other")))
    return one, other


def _pasted(texts: list[str]) -> list[str]:
    taken: list[str] = []
    for text in texts:
        if sum(len(t.split()) for t in taken) >= WORDS:
            break
        taken.append(text)
    return taken


def _of_text(base: Article, text: str, name: str) -> Article:
    """An article that is nothing but body."""
    span = replace(base.blocks[0].span, start=0, end=len(text), text=text)
    return replace(base, id=name, text=text, headline=None, blocks=(replace(base.blocks[0], kind="body", span=span),))


def _ours(one: Article, other: Article) -> object:
    vocabulary: dict[str, int] = {}
    return passages({each.id: words_of(each, vocabulary) for each in (one, other)}, DerivationSettings())


def _difflib(one: str | list[str], other: str | list[str]) -> object:
    return SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
