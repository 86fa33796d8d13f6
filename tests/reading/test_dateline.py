"""Where a report says it was written."""

import pytest

from twosource.reading.dateline import dateline
from twosource.text import compose

OPENINGS = [
    ("KABUL (Reuters) - The", "KABUL", "Reuters"),
    ("NEW YORK, May 30 (Reuters) - The", "NEW YORK", "Reuters"),
    ("(Reuters) - The", None, "Reuters"),
    ("Philadelphia (AFP) – The", "Philadelphia", "AFP"),
    ("TRENTON, N.J. (WXXX/AP) — The", "TRENTON, N.J.", "Associated Press"),
    ("DAR ES SALAAM, Tanzania (AP) _ The", "DAR ES SALAAM, Tanzania", "Associated Press"),
    ("PORT-AU-PRINCE, Haiti (AP)_ The", "PORT-AU-PRINCE, Haiti", "Associated Press"),
    ("PITTSBURGH (KDKA) – Police", "PITTSBURGH", None),
    ("PASADENA, Calif. — The", "PASADENA, Calif.", None),
]
OTHERS = [
    "The army — which",
    "NATO — the alliance — said",
    "Moss - the minister",
    "On Monday (AP) it",
    "The mill (Reuters) said - no",
]


@pytest.mark.parametrize(("text", "place", "agency"), OPENINGS)
def test_a_dateline_gives_place_and_agency(text: str, place: str | None, agency: str | None) -> None:
    view = compose([("text", text)])
    found = dateline(view, 0, len(text))
    assert found is not None
    assert (found[0].place, found[0].agency) == (place, agency)


@pytest.mark.parametrize("text", OTHERS)
def test_other_openings_are_no_dateline(text: str) -> None:
    assert dateline(compose([("text", text)]), 0, len(text)) is None
