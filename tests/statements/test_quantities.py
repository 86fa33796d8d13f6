"""How much and how many, of what, and what happened to it."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from tests.statements.cases import cases
from twosource.annotate import Annotated, Annotator, Parse, Sentence, Token
from twosource.errors import UsageError
from twosource.model import Quantity
from twosource.statements.amounts.line import line_of
from twosource.statements.implicit import implicit_counts
from twosource.statements.quantities import figures, quantities
from twosource.statements.settings import StatementSettings

SETTINGS = StatementSettings()


def annotated(annotator: Annotator, text: str) -> Annotated:
    return next(annotator.annotate([article(text)]))


def found(annotator: Annotator, text: str, settings: StatementSettings = SETTINGS) -> tuple[Quantity, ...]:
    return quantities(annotated(annotator, text), settings)


def seen(quantity: Quantity, expected: dict[str, Any]) -> dict[str, Any]:
    return {name: quantity.span.text if name == "text" else getattr(quantity, name) for name in expected}


@pytest.mark.parametrize("case", cases("quantities"))
def test_a_sentence_gives_its_quantities(annotator: Annotator, case: dict[str, Any]) -> None:
    results = found(annotator, case["input"])
    assert len(results) == len(case["expected"]), results
    assert [seen(q, e) for q, e in zip(results, case["expected"], strict=True)] == case["expected"]


@pytest.mark.parametrize("case", cases("news_figures"))
def test_a_sentence_of_news_gives_its_figures_with_bound_thing_role_and_unit(annotator: Annotator, case: dict[str, Any]) -> None:
    results = found(annotator, case["input"])
    shown = [seen(q, e) for q, e in zip(results, case["expected"], strict=False)]
    assert (len(results), shown) == (len(case["expected"]), case["expected"])


@pytest.mark.parametrize("case", cases("implicit"))
def test_a_person_told_without_a_number_is_counted_apart(annotator: Annotator, case: dict[str, Any]) -> None:
    made = annotated(annotator, case["input"])
    people = implicit_counts(made, SETTINGS)
    shown = [
        {key: p.span.text if key == "words" else getattr(p, key) for key in expected}
        for p, expected in zip(people, case["expected"], strict=False)
    ]
    assert (len(people), shown) == (len(case["expected"]), case["expected"])


def test_a_published_coding_gives_a_vague_word_its_value(annotator: Annotator) -> None:
    (quantity,) = found(annotator, "Dozens of people were killed.", StatementSettings(vague="acled"))
    assert (quantity.value, quantity.low, quantity.bound) == (12, 12, "vague")


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("Tens", 10),
        ("Hundreds", 100),
        ("Tens of thousands", 10_000),
        ("Hundreds of thousands", 100_000),
        ("Several", None),
        ("Scores", None),
    ],
)
def test_the_coding_holds_for_what_is_published_and_for_multiples_of_it(
    annotator: Annotator, told: str, value: int | None
) -> None:
    (quantity,) = found(
        annotator, f"{told} of people were killed.".replace("Several of", "Several"), StatementSettings(vague="acled")
    )
    assert (quantity.value, quantity.bound) == (value, "vague")


def test_a_wrong_coding_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"statements\.vague"):
        StatementSettings(vague="guess")  # type: ignore[arg-type]


def test_spans_hold_the_words_of_the_text(annotator: Annotator) -> None:
    text = "“More than 3.5 million” fled.\n\nAbout $20 a day is paid to 300–400 guards."
    made = annotated(annotator, text)
    for quantity in quantities(made, SETTINGS):
        assert made.article.text[quantity.span.start : quantity.span.end] == quantity.span.text


def unparsed(text: str) -> Sentence:
    """A sentence without a parse: every word hangs on the first, as a plural noun."""
    tokens, at = [], 0
    for number, word in enumerate(text.split()):
        at = text.index(word, at)
        tokens.append(Token(number, at, at + len(word), word, word, "NOUN", "NNS", "dep", 0, "", False))
        at += len(word)
    children = (tuple(range(1, len(tokens))), *(() for _ in tokens[1:]))
    return Sentence(0, len(text), text, "body", 0, Parse(tuple(tokens), children))


WORDS = [
    *"two 3 1,200 - – to and or of the killed were wounded people $ % miles year-old , aged half dozens no both".split(),
    *"( ) ' from $5m about 999999999999999999 trillion minus at least several one".split(),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20))
def test_any_order_of_words_gives_quantities_with_low_under_high(picked: list[str]) -> None:
    for figure in figures(line_of(unparsed(" ".join(picked)))):
        measure = figure.measure
        assert 0 <= measure.first <= measure.last
        assert measure.low is None or measure.high is None or measure.low <= measure.high


@pytest.mark.parametrize(
    "pump",
    [
        "two of the ",
        "killed ",
        "3 to ",
        "300 people, ",
        "aged 3, ",
        "including ",
        "and 3 ",
        "no ",
        "minus ",
        "the toll ",
        "a man and ",
        "among the ",
        "3 4 ",
        "took ",
        "1 of ",
        "from 3 dollars to ",
    ],
)
def test_no_sentence_makes_the_reading_more_than_linear(pump: str) -> None:
    def seconds(times: int) -> float:
        sentence = unparsed(pump * times)
        start = time.perf_counter()
        figures(line_of(sentence))
        return time.perf_counter() - start

    seconds(50)
    short = min(seconds(150) for _ in range(3))
    # Ten times the words: linear is 10, quadratic 100; the slack is for a busy machine.
    assert min(seconds(1_500) for _ in range(2)) < 45 * short + 0.05


def test_the_real_reports_give_the_figures_a_careful_reader_sees(annotator: Annotator, real_reports: list[Path]) -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in real_reports]
    everything = [q for text in texts for q in found(annotator, text)]
    figures_seen = {(q.value, q.of, q.role, q.unit, q.bound) for q in everything}
    assert figures_seen >= {
        (309, "people", "arrested", None, "exactly"),
        (25, "foreigners", None, None, "about"),
        (70, "people", "killed", None, "at_least"),
        (3500, None, "killed", None, "at_least"),
        (516, "soldiers", "killed", None, "exactly"),
        (2272, "soldiers", "injured", None, "exactly"),
        (300_000_000, None, None, "USD", "exactly"),
        (106_900_000_000, None, "paid", "USD", "exactly"),
        (None, "people", "arrested", None, "vague"),
    }
    assert all(q.role != "killed" or q.unit is None for q in everything)
