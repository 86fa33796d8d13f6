"""Values that reports tell apart, and those that are two versions of one thing."""

from collections.abc import Sequence

from tests.making import article
from twosource.annotate import Annotator
from twosource.claims.differences import differences
from twosource.claims.facts import facts
from twosource.model import DifferenceKind
from twosource.statements import statements

OUR_TOWN = "The body of the sailor was taken to the hospital in Wexmoor for an autopsy."
THEIR_TOWN = "The body of the sailor was taken to the hospital in Ostmark for an autopsy."
OUR_MAN = "The board placed Pavel Orm on leave on Wednesday because of an inquiry."
THEIR_MAN = "The board placed Tomas Reik on leave on Wednesday because of an inquiry."
OUR_DAY = "Judge Ewa Lind sentenced a dock worker to prison in Velmora on Monday."
THEIR_DAY = "Judge Ewa Lind sentenced a dock worker to prison in Velmora on Friday."


def conflicts(annotator: Annotator, kind: DifferenceKind, texts: Sequence[str]) -> int:
    """How many conflicts of a kind these reports have, taken as of one claim."""
    articles = [article(text, id=f"a{n}") for n, text in enumerate(texts)]
    said = [s for _, found in statements(annotator.annotate(articles)) for s in found]
    found = differences(facts(said, {a.id: a for a in articles}))
    return sum(d.conflict for d in found if d.kind == kind)


def test_two_places_are_in_conflict(annotator: Annotator) -> None:
    assert conflicts(annotator, "place", [OUR_TOWN, THEIR_TOWN]) == 1


def test_a_place_that_any_report_puts_into_another_is_in_it(annotator: Annotator) -> None:
    third = "The hospital in Wexmoor, Ostmark, took in the body of the sailor for an autopsy."
    assert conflicts(annotator, "place", [OUR_TOWN, THEIR_TOWN, third]) == 0


def test_two_actors_are_in_conflict(annotator: Annotator) -> None:
    assert conflicts(annotator, "actor", [OUR_MAN, THEIR_MAN]) == 1


def test_two_actors_whom_a_third_report_names_are_two(annotator: Annotator) -> None:
    third = "The board placed Pavel Orm and Tomas Reik on leave on Wednesday because of an inquiry."
    assert conflicts(annotator, "actor", [OUR_MAN, THEIR_MAN, third]) == 0


def test_two_versions_that_a_third_report_tells_stay_a_conflict(annotator: Annotator) -> None:
    third = (
        "The board placed Pavel Orm on leave on Wednesday because of an inquiry, Ewa Lind said.\n\n"
        "The board placed Tomas Reik on leave on Wednesday because of an inquiry, Ivo Falk said."
    )
    assert conflicts(annotator, "actor", [OUR_MAN, THEIR_MAN, third]) >= 1


def test_two_days_are_in_conflict(annotator: Annotator) -> None:
    assert conflicts(annotator, "date", [OUR_DAY, THEIR_DAY]) == 1


def test_two_days_of_which_a_third_report_tells_are_two(annotator: Annotator) -> None:
    third = f"{OUR_DAY}\n\nAnother judge sentenced a second dock worker to prison in Velmora on Friday."
    assert conflicts(annotator, "date", [OUR_DAY, THEIR_DAY, third]) == 0


def test_a_second_day_in_one_of_the_two_reports_may_be_the_slip(annotator: Annotator) -> None:
    ours = f"{OUR_DAY}\n\nThe dock worker was taken to prison in Velmora on Friday."
    assert conflicts(annotator, "date", [ours, THEIR_DAY.replace("Friday", "Thursday")]) >= 1
