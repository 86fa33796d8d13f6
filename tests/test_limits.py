"""Work grows with the length of what is read, not with its square; texts that are all quotes, brackets or dots are no trap."""

import time
from collections.abc import Callable

import pytest

from twosource.annotate import AnnotateSettings, sentence_places
from twosource.derivations import derivations
from twosource.model import Article
from twosource.reading.article import article
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.stories import stories

TOWNS = ("Tarvo", "Vesmark", "Moldun", "Kirlin", "Ponstad", "Halwick", "Gredun")
TIMES_LONGER = 8
MOST_GROWTH = 28  # linear work takes 8 times as long, quadratic 64; between them lies what a busy machine adds


def news(sentences: int, *, seed: int = 1) -> str:
    """Sentences of which hardly two are alike."""
    made = (
        f"At least {(n * 7919 + seed) % 9973} people left {TOWNS[n % 7]} for {TOWNS[(n // 7 + seed) % 7]} on Monday, "
        f"“after {n * 31 % 997} hours of rain”, said Ada Orr, a spokeswoman for district {n * seed % 4001}."
        for n in range(sentences)
    )
    return "Floods empty the valley\n\n" + "".join(f"{s}\n\n" if n % 3 == 2 else f"{s} " for n, s in enumerate(made))


def report(text: str, name: str = "a") -> Report:
    return Report(path=f"{name}.txt", raw_sha256=name * 64, text=text)


def made(text: str, name: str = "a") -> Article:
    return article(report(text, name), ReadSettings())


def cpu(work: Callable[[], object]) -> float:
    """Processor seconds of the quickest of three runs."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def growth(work: Callable[[str], object], text: Callable[[int], str], size: int) -> float:
    """How many times as long the work takes on a text `TIMES_LONGER` times as long."""
    short, long = text(size), text(size * TIMES_LONGER)
    work(short)
    return cpu(lambda: work(long)) / max(cpu(lambda: work(short)), 1e-4)


def split(text: str) -> list[tuple[int, int]]:
    return list(sentence_places(text, 0, len(text), AnnotateSettings().longest_sentence))


def compared(text: str) -> object:
    articles = [made(text), made(news(20, seed=2), "b")]
    return derivations(articles), list(stories(articles))


NASTY: dict[str, Callable[[int], str]] = {
    "dots": lambda n: "... " * n,
    "open quotes": lambda n: "“" * n + "He said no.",
    "quotes": lambda n: "“ ” ' \" " * n,
    "brackets": lambda n: "(" * n + "Ten died." + ")" * n,
    "spaces": lambda n: "He spoke." + " " * n + "She left.",
    "line ends": lambda n: "He spoke.\n" * n,
    "empty lines": lambda n: "\n \n" * n + "He spoke.",
    "digits": lambda n: "Toll: " + "1,234," * n,
    "one word": lambda n: "Tarvo" * n + " fell. It was late.",
    "capitals": lambda n: "Ada Orr Bo Lee " * n,
    "abbreviations": lambda n: "U.S. Gen. A. B. " * n,
    "mojibake": lambda n: "Â©â€œ" * n + " He spoke.",
    "credits": lambda n: "(Reuters) - By Ana Orr, Photo: Reuters/" * n,
}


@pytest.mark.parametrize("work", [made, split, compared], ids=["read", "split", "compared"])
def test_work_grows_with_the_length_of_a_report(work: Callable[[str], object]) -> None:
    assert growth(work, news, 300) < MOST_GROWTH


@pytest.mark.parametrize("kind", NASTY)
def test_no_text_is_a_trap_for_reading(kind: str) -> None:
    assert growth(made, NASTY[kind], 2_000) < MOST_GROWTH


@pytest.mark.parametrize("kind", NASTY)
def test_no_text_is_a_trap_for_finding_sentences(kind: str) -> None:
    assert growth(split, NASTY[kind], 2_000) < MOST_GROWTH


@pytest.mark.parametrize("kind", NASTY)
def test_no_text_is_a_trap_for_derivations_and_stories(kind: str) -> None:
    assert growth(compared, NASTY[kind], 500) < MOST_GROWTH
