"""How marks become statements."""

from tests.making import article
from twosource.annotate import Annotator
from twosource.model import Statement
from twosource.reading.article import article as read
from twosource.reading.report import Report
from twosource.statements import statements

DATELINED = "Ferry sinks off Esk\n\nLOMAR, March 4 (Reuters) -{gap}A ferry sank off the port on Monday, the coast guard said."


def found(annotator: Annotator, text: str) -> tuple[Statement, ...]:
    made = read(Report(path=None, raw_sha256="0" * 64, text=text))
    ((_, of_article),) = statements(annotator.annotate([made]))
    return of_article


def test_the_first_statement_begins_behind_the_dateline_and_names_nothing_of_it(annotator: Annotator) -> None:
    for gap in (" ", "\n\n"):
        headline, first = found(annotator, DATELINED.format(gap=gap))
        assert headline.span.text == "Ferry sinks off Esk"
        assert first.span.text.startswith("A ferry sank")
        assert "Lomar" not in {e.name.title() for e in first.entities}
        assert not [e for e in first.entities if e.name == "Reuters"]


def test_what_the_outlet_says_itself_begins_behind_the_dateline_too(annotator: Annotator) -> None:
    _, first = found(
        annotator, "Ferry sinks off Esk\n\nLOMAR (AP) -- A ferry sank off the port of Esk on Monday night.\n\nIt was old."
    )[:2]
    assert (first.voice, first.span.text) == ("outlet", "A ferry sank off the port of Esk on Monday night.")


def test_the_day_of_the_dateline_is_with_the_first_statement(annotator: Annotator) -> None:
    _, first = found(annotator, DATELINED.format(gap=" "))
    assert first.times[0].span.text == "March 4"


def test_without_a_dateline_a_sentence_is_told_whole(annotator: Annotator) -> None:
    ((_, of_article),) = statements(annotator.annotate([article("The mill closed. It was old.")]))
    assert [s.span.text for s in of_article] == ["The mill closed.", "It was old."]
