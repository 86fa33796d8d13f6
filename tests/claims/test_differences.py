"""All pairs of a claim put together into typed differences."""

from tests.claims.telling import differing
from tests.making import article
from twosource.annotate import Annotator
from twosource.claims.differences import differences
from twosource.claims.facts import facts
from twosource.statements import statements

MONDAY = "The ferry sank off the port of Velmora on Monday night."
SUNDAY = "The ferry sank off the port of Velmora on Sunday night."


def test_every_value_has_its_exact_words(annotator: Annotator) -> None:
    (found,) = differing(annotator, MONDAY, SUNDAY)
    assert {v.span.text for v in found.values} == {"Monday night", "Sunday night"}
    assert all(
        {MONDAY, SUNDAY} & {t for t in (MONDAY, SUNDAY) if t[v.span.start : v.span.end] == v.span.text} for v in found.values
    )


def test_equal_reports_differ_in_nothing(annotator: Annotator) -> None:
    assert differing(annotator, MONDAY, MONDAY) == ()


def test_contrasts_that_share_a_value_are_one_difference(annotator: Annotator) -> None:
    texts = (MONDAY, SUNDAY, "The old ferry sank off the port of Velmora on Friday night.")
    articles = [article(text, id=f"a{n}") for n, text in enumerate(texts)]
    said = [s for _, found in statements(annotator.annotate(articles)) for s in found]
    (dates,) = [d for d in differences(facts(said, {a.id: a for a in articles})) if d.kind == "date"]
    assert dates.conflict
    assert {v.span.text for v in dates.values} == {"Monday night", "Sunday night", "Friday night"}


def test_conflicts_come_first(annotator: Annotator) -> None:
    left = "The ferry sank on Monday night, Ewa Lind said."
    found = differing(annotator, left, "The ferry sank on Sunday night, Pavel Orm said.")
    assert [(d.kind, d.conflict) for d in found] == [("date", True), ("speaker", False)]
