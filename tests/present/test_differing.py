"""Two wordings word by word."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from tests.present import accounts
from twosource.model import Account, Article, Statement, Voice
from twosource.present.book import Book
from twosource.present.differing import MOST_COMPARED, Compared, Run, differing, quoted_words, wordings_compared
from twosource.present.templating import environment
from twosource.text import view_of

WORDS = st.lists(
    st.sampled_from(["we", "We", "lost", "“lost", "three", "boats.", "boats", "—", "…", "\u202eboats", "!"]), max_size=12
)


def said(told: Article, words: str, speaker: str = "Ada Quist", voice: Voice = "direct") -> Statement:
    return accounts.statement(told, words, speaker=speaker, voice=voice)


def compared(*quotations: str, speakers: tuple[str, ...] = ()) -> tuple[Compared, ...]:
    """What is compared of a claim of these quotations, each in a report of its own."""
    reports = [
        article(f'"{words}" was said.', id=f"r{n}", published=f"2025-03-{n:02}") for n, words in enumerate(quotations, start=1)
    ]
    names = speakers or ("Ada Quist",) * len(reports)
    statements = [said(told, f'"{words}"', name) for told, words, name in zip(reports, quotations, names, strict=True)]
    claim = accounts.claim("agreed", *statements)
    made = Account(
        story=accounts.account().story, articles=tuple(reports), statements=tuple(statements), derivations=(), claims=(claim,)
    )
    return wordings_compared(claim, Book.of(made))


def printed(several: tuple[Compared, ...]) -> str:
    return str(environment().get_template("differing.html.j2").module.compared(several))  # type: ignore[attr-defined]


def kinds(runs: tuple[Run, ...]) -> list[tuple[str, str]]:
    return [(run.kind, run.words.strip()) for run in runs]


def test_words_left_out_and_words_added_are_runs_of_their_own() -> None:
    runs = differing("We lost three boats and one man", "We lost boats and nearly one man")
    assert kinds(runs) == [
        ("same", "We lost"),
        ("gone", "three"),
        ("same", "boats and"),
        ("added", "nearly"),
        ("same", "one man"),
    ]


def test_quotation_marks_punctuation_and_capitals_are_no_change_of_words() -> None:
    assert [run.kind for run in differing('"We lost boats - all of them."', "“we lost boats, all of them”")] == ["same"]


def test_nothing_against_something_is_all_added() -> None:
    assert kinds(differing("", "all of it")) == [("added", "all of it")]
    assert differing("", "") == ()


@given(WORDS.map(" ".join), WORDS.map("  ".join))
def test_both_wordings_can_be_read_off_the_runs_exactly(one: str, other: str) -> None:
    runs = differing(one, other)
    assert "".join(run.words for run in runs if run.kind != "added") == one
    assert "".join(run.other if run.kind == "same" else run.words for run in runs if run.kind != "gone") == other


@given(WORDS.map(" ".join))
def test_a_wording_does_not_differ_from_itself(words: str) -> None:
    assert {run.kind for run in differing(words, words)} <= {"same"}


def test_of_huge_inputs_only_the_common_beginning_and_end_are_the_same() -> None:
    one = " ".join(["begin", *(f"a{n}" for n in range(50_000)), "end"])
    other = " ".join(["begin", *(f"b{n}" for n in range(50_000)), "end"])
    assert [run.kind for run in differing(one, other)] == ["same", "gone", "added", "same"]


def test_a_word_of_a_hundred_thousand_letters_is_one_word() -> None:
    assert [run.kind for run in differing("x" * 100_000, "y " + "x" * 100_000)] == ["added", "same"]


def test_the_words_within_quotation_marks_are_what_is_compared() -> None:
    told = article('The mayor said the water "came at night" and "took all".', id="r")
    assert quoted_words(said(told, 'the water "came at night" and "took all"', voice="mixed")) == "came at night … took all"
    assert quoted_words(said(told, "The mayor said", voice="indirect")) == ""


def test_a_cut_quotation_is_compared_with_the_fullest() -> None:
    (one,) = compared("took all", "the water took all we had", "the water took all we had")
    assert [r.number for r in one.full] == [2, 3]
    assert [r.number for r in one.cut] == [1]
    assert kinds(one.runs) == [("gone", "the water"), ("same", "took all"), ("gone", "we had")]


def test_the_references_lead_to_the_words_in_the_reports() -> None:
    (one,) = compared("took all", "the water took all we had")
    assert one.cut[0].anchor.startswith("said-")
    assert f'href="#{one.cut[0].anchor}"' in printed((one,))


def test_the_same_words_of_one_speaker_are_not_compared() -> None:
    assert compared("It took all,", "it took all") == ()


def test_quotations_of_two_speakers_are_not_compared() -> None:
    assert compared("took all", "the water took all we had", speakers=("Ada Quist", "Ben Moor")) == ()


def test_quotations_with_hardly_a_word_in_common_are_not_compared() -> None:
    assert compared("the dam was old and weak", "nobody warned us of the water") == ()


def test_words_that_are_not_quoted_are_not_compared() -> None:
    first, second = accounts.articles()
    a = accounts.statement(first, "The dam was built in 1961.", speaker="Ada Quist")
    b = accounts.statement(second, "Ada Quist denied that the dam was old.", speaker="Ada Quist")
    claim = accounts.claim("agreed", a, b)
    made = replace(accounts.account(), statements=(a, b), claims=(claim,))
    assert wordings_compared(claim, Book.of(made)) == ()


def test_of_very_many_wordings_some_are_compared_and_the_others_counted() -> None:
    wordings = [f"water took all of house {n}" for n in range(MOST_COMPARED + 4)]
    several = compared(*wordings)
    assert len(several) == MOST_COMPARED
    assert several[-1].more == 3
    assert "3 further wordings" in printed(several)


def test_what_is_left_out_or_added_is_said_in_words_too() -> None:
    html = printed(compared("the water nearly took all", "the water took all we had"))
    assert "<del" in html
    assert "left out" in html
    assert "<ins" in html
    assert "added" in html


def test_hostile_words_are_only_shown() -> None:
    html = printed(compared("took <script>alert(1)</script> \u202eall", "the water took all \ud800 we had <img src=x>"))
    assert "<script" not in html
    assert "<img" not in html
    assert "\u202e" not in html
    assert "\ud800" not in html


def test_whole_views_of_a_text_stay_as_they_are() -> None:
    told = article("“Half a quotation without an end", id="r")
    span = view_of(told).span(0, len(told.text))
    assert quoted_words(said(told, span.text)) == span.text
