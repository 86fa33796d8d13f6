"""Where a report says it was written."""

import pytest

from twosource.reading.article import article
from twosource.reading.dateline import dateline
from twosource.reading.report import Report
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
    ("LOMAR/KABUL, May 30 (Reuters) - The", "LOMAR/KABUL", "Reuters"),
    ("LOMAR, May 30, 2019 (Reuters) - The", "LOMAR", "Reuters"),
    ("LOMAR, Norland (AP) -- The", "LOMAR, Norland", "Associated Press"),
    ("LOMAR, May 30 (Reuters) -", "LOMAR", "Reuters"),
    ("May 30 (Reuters) - The", None, "Reuters"),
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


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("LOMAR, May 30 (Reuters) - ", "XXXX-05-30"),
        ("LOMAR, May 30 (Reuters) -\n\n", "XXXX-05-30"),
        ("LOMAR/KABUL, 30 May (AFP) — ", "XXXX-05-30"),
        ("May 30 (Reuters) - ", "XXXX-05-30"),
        ("LOMAR, May 30, 2019 (AP) -- ", "2019-05-30"),
    ],
)
def test_the_day_of_a_dateline_is_the_day_of_publication(opening: str, published: str) -> None:
    text = f"Mill closes\n\n{opening}The mill closed after forty years, its owner said on Monday.\n\nIt made paper."
    assert article(Report(path=None, raw_sha256="0" * 64, text=text)).published.value == published
