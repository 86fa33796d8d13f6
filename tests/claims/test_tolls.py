"""The toll of a story is compared report by report: parts, others and other events are no conflict."""

import json
from pathlib import Path

import pytest

from tests.claims.reported import claims_of, numbers_apart
from twosource.annotate import Annotator

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
CASES = json.loads(Path(__file__).with_name("tolls.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_tolls_conflict_only_where_no_other_set_of_people_explains_them(annotator: Annotator, case: dict[str, object]) -> None:
    reports = case["reports"]
    assert isinstance(reports, list)
    found = claims_of(annotator, *((text, "2025-03-04") for text in reports))
    assert [sorted({v.value for v in d.values}) for _, d in numbers_apart(found)] == case["expected"]


def test_every_telling_of_a_toll_stands_in_one_claim(annotator: Annotator) -> None:
    found = claims_of(
        annotator,
        ("A blast in Velmora killed 12 people.", "2025-03-04"),
        ("Officials counted 19 dead after the explosion.", "2025-03-04"),
        ("At the bus station 12 people died.", "2025-03-04"),
    )
    (toll,) = [c for c in found if c.figures]
    assert toll.support.reports == 3
    assert toll.verdict == "disputed"


def test_a_toll_is_told_once(annotator: Annotator) -> None:
    found = claims_of(annotator, ("The fire killed 12 people.", None), ("The fire killed 12 people.", None))
    assert len(found) == 1


def test_what_tells_nothing_but_a_toll_stands_with_the_toll_alone(annotator: Annotator) -> None:
    reports = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    found = claims_of(annotator, *((text, f"2025-03-0{4 + n}") for n, text in enumerate(reports)))
    ((toll, _), *others) = [(c, d) for c, d in numbers_apart(found) if {"12", "17"} <= {v.value for v in d.values}]
    assert not others
    (sank,) = [c for c in found if any(d.kind == "date" and d.conflict for d in c.differences)]
    assert {s for s in sank.statement_ids if s in toll.statement_ids}, "a headline tells both"
    assert {*toll.statement_ids} - {*sank.statement_ids}
