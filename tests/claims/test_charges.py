"""What reports of a case give once each is compared also where their sentences have few words in common."""

import json
from pathlib import Path

import pytest

from tests.claims.reported import claims_of, numbers_apart
from twosource.annotate import Annotator

CASES = json.loads(Path(__file__).with_name("charges.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_bail_and_counts_conflict_where_each_report_gives_one(annotator: Annotator, case: dict[str, object]) -> None:
    reports = case["reports"]
    assert isinstance(reports, list)
    found = claims_of(annotator, *((text, "2025-03-04") for text in reports))
    assert [sorted({v.value for v in d.values}) for _, d in numbers_apart(found)] == case["expected"]


def test_one_claim_holds_both_sums(annotator: Annotator) -> None:
    reports = ("He is held in the Velmora jail on $1 million bond.", "A judge set his bail at $2 million on Monday.")
    found = claims_of(annotator, *((text, "2025-03-04") for text in reports))
    ((claim, _),) = numbers_apart(found)
    assert claim.support.reports == 2
    assert claim.verdict == "disputed"
