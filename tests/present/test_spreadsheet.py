"""The table of statements, and that no spreadsheet runs what a report says."""

import csv
import io
import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.present.accounts import FIRST, account, articles, claim, statement
from twosource.model import Account, Entity, Outlet, Quantity, Statement, Time
from twosource.present.book import Book
from twosource.present.spreadsheet import ENCODING, neutral, render_csv
from twosource.present.table import COLUMNS, Cell, quantity_words, statement_rows

SIGNS = set("=+-@−\t\r\n\0")
NOISY = st.text(st.sampled_from("=+-@＝＋－＠⁻﹣ \"'“\t\r\n\0,;é1a\u200b\ud800") | st.characters(), max_size=20)


def rows(of: Account) -> list[dict[str, Cell]]:
    return list(statement_rows(of))


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def said(words: str) -> Account:
    """An account of one statement in which every word is these words."""
    first, _ = articles()
    first = replace(first, outlet=Outlet(name=words, domain=None, kind="unknown"), url=words)
    made = statement(first, "The dam was built in 1961.", speaker=words)
    hostile = replace(made, span=replace(made.span, text=words))
    return replace(account(), articles=(first,), statements=(hostile,), claims=(), derivations=())


def quantity(**fields: object) -> Quantity:
    first, _ = articles()
    plain = Quantity(
        value=12,
        low=12,
        high=12,
        bound="exactly",
        unit=None,
        of="people",
        role="killed",
        span=replace(statement(first, "12").span),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def full() -> Statement:
    """A statement with everything that has a column."""
    first, _ = articles()
    plain = statement(first, "A dam burst above Tarn on Monday, killing at least 12 people.")
    at = plain.span
    return replace(
        plain,
        quantities=(quantity(value=-5, low=None, high=None, role=None, of="degrees"), quantity(bound="at_least", high=None)),
        times=(Time(type="DATE", value="2025-03-03", earliest=None, latest=None, how="", span=at),) * 2,
        entities=tuple(Entity(type="PLACE", name=name, span=at) for name in ("Tarn", "Lower Tarn", "Tarn")),
    )


def test_every_statement_is_one_row_in_the_order_of_the_reports() -> None:
    found = [(row["report"], row["start"]) for row in rows(account())]
    assert found == sorted(found)  # type: ignore[type-var]
    assert sorted(str(row["statement_id"]) for row in rows(account())) == sorted(s.id for s in account().statements)


def test_every_row_has_every_column_and_every_column_says_what_it_holds() -> None:
    assert all(list(row) == list(COLUMNS) for row in rows(account()))
    assert all(COLUMNS.values())


def test_words_stand_at_their_place() -> None:
    texts = {a.id: a.text for a in account().articles}
    for row in rows(account()):
        assert texts[str(row["article_id"])][row["start"] : row["end"]] == row["words"]  # type: ignore[misc]


def test_a_row_has_its_claim_with_verdict_support_and_differences() -> None:
    row = next(row for row in rows(account()) if str(row["words"]).startswith("A dam burst above Tarn on Sunday"))
    assert (row["claim_numbers"], row["verdicts"], row["differences"], row["conflict"]) == ("1", "disputed", "date", True)
    assert (row["reports"], row["outlets"], row["reporters_low"], row["reporters_high"], row["origins_low"]) == (2, 2, 1, 2, 1)


def test_a_statement_in_no_claim_has_a_row() -> None:
    found = rows(replace(account(), claims=()))
    assert len(found) == len(account().statements)
    assert all(row["claims"] is None and row["reports"] is None and row["conflict"] is None for row in found)


def test_a_statement_in_two_claims_names_both_and_has_the_support_of_the_first() -> None:
    whole = account()
    shared = whole.statements[0]
    other = replace(claim("single", shared), id="other")
    two = replace(whole, claims=(*whole.claims, other))
    row = next(row for row in rows(two) if row["statement_id"] == shared.id)
    first, second = str(row["claim_numbers"]).split()
    assert Book.of(two).places["other"] == int(second) > int(first) == 1
    assert row["verdicts"] == "disputed single"
    assert row["reports"] == 2


def test_content_is_in_its_columns() -> None:
    whole = account()
    row = rows(replace(whole, statements=(full(),), claims=()))[0]
    assert row["quantities"] == "-5 degrees; killed at least 12 people"
    assert [q["value"] for q in json.loads(str(row["quantities_json"]))] == [-5, 12]
    assert row["times"] == "2025-03-03 2025-03-03"
    assert row["places"] == "Tarn; Lower Tarn"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "killed 12 people"),
        ({"bound": "between", "low": 20, "high": 30}, "killed 20 to 30 people"),
        ({"bound": "at_least", "high": None}, "killed at least 12 people"),
        ({"bound": "about", "value": 106.9, "unit": "USD", "of": None, "role": None}, "about 106.9 USD"),
        ({"bound": "vague", "value": None, "low": None, "high": None}, "killed 12"),
    ],
)
def test_a_quantity_reads_as_a_reader_writes_it(fields: dict[str, object], words: str) -> None:
    assert quantity_words(quantity(**fields)) == words


def test_the_file_has_names_first_and_lines_as_the_standard_says() -> None:
    text = render_csv(account())
    assert parsed(text)[0] == list(COLUMNS)
    assert len(parsed(text)) == 1 + len(account().statements)
    assert text.endswith("\r\n")
    assert text.encode(ENCODING).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        " =1",
        '"=1',
        "'=1",
        "“＝1",
        "＋1",
        "－1",
        "＠x",
        "⁻1",
        "﹣1",
        "\u200b=1",
    ],
)
def test_what_a_spreadsheet_may_run_gets_an_apostrophe(words: str) -> None:
    assert neutral(words) == "'" + words.replace("\0", "␀")


@pytest.mark.parametrize("words", ["", "12 - 5", "a=b", "– a dash", "Zürich", "(-5)", "1961"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert neutral(words) == words


def test_numbers_of_our_own_stay_numbers() -> None:
    row = dict(zip(COLUMNS, parsed(render_csv(account()))[1], strict=True))
    assert row["start"].isdigit()
    assert row["negated"] == "false"


@given(words=NOISY)
@settings(max_examples=300, deadline=None)
def test_a_parsed_cell_is_the_words_or_an_apostrophe_and_the_words(words: str) -> None:
    of = said(words)
    found = parsed(render_csv(of).encode(ENCODING).decode(ENCODING))
    assert len(found) == 2
    for name, cell in zip(COLUMNS, found[1], strict=True):
        original = rows(of)[0][name]
        if isinstance(original, str):
            writable = "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) == "Cs" else c for c in original).replace("\0", "␀")
            assert cell in (writable, "'" + writable)
        assert not cell or unicodedata.normalize("NFKC", cell.strip())[:1] not in SIGNS


@given(words=NOISY)
@settings(deadline=None)
def test_raw_words_are_exactly_the_words(words: str) -> None:
    written = render_csv(said(words), raw=True).encode(ENCODING).decode(ENCODING)
    row = dict(zip(COLUMNS, parsed(written)[1], strict=True))
    if not any(unicodedata.category(c) == "Cs" for c in words):
        assert row["words"] == words


def test_line_breaks_within_words_are_kept() -> None:
    row = dict(zip(COLUMNS, parsed(render_csv(said(FIRST)))[1], strict=True))
    assert row["words"] == FIRST
