"""Times: cases as data, and what must hold of any text."""

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import article
from tests.statements.cases import cases
from twosource.annotate import Annotated, Annotator, Parse, Sentence
from twosource.lexicon import times as lexicon
from twosource.lexicon.calendar import is_day
from twosource.model import Time
from twosource.statements.settings import StatementSettings
from twosource.statements.times import times
from twosource.statements.timex.shapes import SHAPES
from twosource.text import view_of

SHAPE_OF_TYPE = {
    "DATE": re.compile(
        r"(\d{4}|XXXX)(-\d\d(-\d\d)?|-WXX-\d|-W\d\d(-WE)?|-Q\d|-H\d|-(SP|SU|FA|WI))?|\d{3}|\d\d|(PAST|PRESENT|FUTURE)_REF"
    ),
    "TIME": re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d|WXX-\d)T([A-Z]{2}|\d\d:\d\d(Z|[+-]\d\d:\d\d)?)"),
    "DURATION": re.compile(r"PT?[X\d][\d.]*[A-Z]{1,2}(T?\d+[A-Z])?|P1WE|P[X\d]+[A-Z]"),
    "SET": re.compile(r"PT?[X\d.]+[A-Z]+|XXXX-.*"),
}


def read(annotator: Annotator, text: str, published: str | None, candidates: tuple[str, ...] = ()) -> tuple[Time, ...]:
    bare = article(text, published=published)
    dated = dataclasses.replace(bare, published=dataclasses.replace(bare.published, value=published, candidates=candidates))
    return times(next(annotator.annotate([dated])), StatementSettings())


@pytest.mark.parametrize("case", cases("times"))
def test_an_expression_gets_its_value(annotator: Annotator, case: dict[str, object]) -> None:
    found = read(annotator, str(case["input"]), case["published"], tuple(case.get("candidates", ())))  # type: ignore[arg-type]
    if case["words"] is None:
        assert found == ()
        return
    time = next((t for t in found if t.span.text == case["words"]), None)
    assert time is not None, [t.span.text for t in found]
    told = {"type": time.type, "value": time.value, "earliest": time.earliest, "latest": time.latest}
    assert {key: told[key] for key in told if key in case} == {key: case[key] for key in told if key in case}
    assert time.how
    assert not {t.span.text for t in found} & set(case.get("not", ()))  # type: ignore[call-overload]


def test_a_weekday_tells_why(annotator: Annotator) -> None:
    (time,) = read(annotator, "The bridge collapsed on Tuesday.", "2016-09-01")
    assert "publication day" in time.how
    assert "past tense" in time.how


def test_headlines_and_bodies_are_read(annotator: Annotator) -> None:
    titled = article("The bridge fell on Tuesday.", title="Bridge falls on Tuesday", published="2016-09-01")
    found = times(next(annotator.annotate([titled])), StatementSettings())
    assert [(t.span.original_field, t.value) for t in found] == [("title", "2016-08-30"), (None, "2016-08-30")]


def test_a_headline_in_capitals_keeps_its_today(annotator: Annotator) -> None:
    titled = article("The bridge is shut.", title="Minister Reopens Harlow Today", published="2016-09-01")
    (time,) = times(next(annotator.annotate([titled])), StatementSettings())
    assert (time.span.text, time.value) == ("Today", "2016-09-01")


def unparsed(text: str, published: str | None) -> Annotated:
    """An article whose one sentence has no parse, so that no pipeline is needed."""
    made = article(text, published=published)
    sentence = Sentence(0, len(text), text, "body", 0, Parse((), ()))
    return Annotated(made, view_of(made), (sentence,))


OTHERS = ["2016", "7", "31", "1999", "Sept.", "May", "Friday", "XXXX", ".", "$", "10:30"]
WORDS = st.sampled_from(sorted(lexicon.words()) + sorted(lexicon.phrases()) + OTHERS)
PARTIAL = st.sampled_from(["XXXX-02-29", "XXXX-01-01", "2016-02", "2016", "XXXX-08", "XXXX-13-45", "0000-01-01", "2016-99"])
PUBLISHED = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str), PARTIAL)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=12), PUBLISHED)
def test_any_row_of_time_words_gives_times_in_shape(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    last = 0
    for time in times(unparsed(text, published), StatementSettings()):
        assert last <= time.span.start < time.span.end <= len(text)
        assert text[time.span.start : time.span.end] == time.span.text
        last = time.span.end
        assert time.value is None or SHAPE_OF_TYPE[time.type].fullmatch(time.value), time
        for day in (time.earliest, time.latest):
            assert day is None or is_day(day), time
        if time.earliest and time.latest and "XXXX" not in time.earliest + time.latest:
            assert time.earliest <= time.latest


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    if text:
        times(unparsed(text, "2016-09-01"), StatementSettings())


def test_the_same_article_gives_the_same_times() -> None:
    text = "In July 2014 and last month, for two years, every day, at noon."
    made = unparsed(text, "2016-09-01")
    assert times(made, StatementSettings()) == times(made, StatementSettings())


def _steps(pattern: "re.Pattern[str]", text: str) -> float:
    from time import process_time

    best = float("inf")
    for _ in range(3):
        begin = process_time()
        for _match in pattern.finditer(text):
            pass
        best = min(best, process_time() - begin)
    return best


PUMPS = ["n-", "nn-", "E-Ot", "lhx", "tEs", "aN", "n9n", "d,", "Ct", "u-", "W,", "BO", "3-", "=aH", "nO9"]


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_reads_twice_the_words_in_about_twice_the_time(name: str) -> None:
    pattern = re.compile(SHAPES[name])
    for pump in PUMPS:
        short, long = pump * (5_000 // len(pump)), pump * (20_000 // len(pump))
        # Four times the words: linear is 4, quadratic 16; the floor keeps the clock's grain out.
        assert _steps(pattern, long) <= 10 * _steps(pattern, short) + 0.02, (name, pump)


@pytest.mark.parametrize("pump", ["1", "1,", "a.m. ", "'", "1/", "19", "more than ", "12:", "p. ", "½ ", "May "])
def test_the_words_of_a_long_sentence_are_cut_in_linear_time(pump: str) -> None:
    from twosource.statements.timex.lexer import _pattern

    short, long = pump * (20_000 // len(pump)), pump * (80_000 // len(pump))
    assert _steps(_pattern(), long) <= 10 * _steps(_pattern(), short) + 0.02


def test_the_real_reports_keep_the_year_open(annotator: Annotator, real_reports: list[Path]) -> None:
    found = {}
    for path in real_reports:
        for time in read(annotator, path.read_text(encoding="utf-8"), "XXXX-09-01"):
            found.setdefault(time.span.text, (time.value, time.earliest, time.latest))
    assert found["July"] == ("XXXX-07", "XXXX-07-01", "XXXX-07-31")
    assert found["last month"] == ("XXXX-08", "XXXX-08-01", "XXXX-08-31")
    assert found["July 2014"] == ("2014-07", "2014-07-01", "2014-07-31")
    assert found["Thursday"] == ("XXXX-WXX-4", "XXXX-08-26", "XXXX-09-01")
