"""Nouns as pandas tables: a row a statement, a block, a value; the same columns and types whatever is in them."""

import sys
from dataclasses import replace

import pandas
import pytest

from tests.present.accounts import account, articles
from twosource.errors import UsageError
from twosource.model import Account, Claim, Part, Shown
from twosource.present.frames import BLOCKS, STATEMENTS, VALUES
from twosource.present.table import COLUMNS, statement_rows

TYPES = {"words": pandas.StringDtype("python"), "number": pandas.Int64Dtype(), "flag": pandas.BooleanDtype()}
PYTHON = {"words": str, "number": int, "flag": bool}


def disputed() -> Claim:
    return next(c for c in account().claims if c.verdict == "disputed")


def empty() -> Account:
    return Account(story=account().story, articles=(), statements=(), derivations=(), claims=())


def test_an_account_is_a_row_a_statement() -> None:
    table = account().to_pandas()
    assert list(table.columns) == list(COLUMNS)
    assert sorted(table.statement_id) == sorted(s.id for s in account().statements)
    row = table.set_index("statement_id").loc[account().statements[0].id]
    assert (row.report, row.outlet, row.verdicts, row.reporters_high) == (1, "Lake Courier", "disputed", 2)


def test_a_cell_holds_what_the_table_of_statements_holds() -> None:
    rows = [
        {name: None if cell is pandas.NA else cell for name, cell in row.items()}
        for row in account().to_pandas().to_dict("records")
    ]
    assert rows == list(statement_rows(account()))


def test_every_column_of_the_table_of_statements_has_its_type() -> None:
    for row in statement_rows(account()):
        assert {name: type(cell) for name, cell in row.items() if cell is not None}.items() <= {
            name: PYTHON[kind] for name, kind in STATEMENTS.items()
        }.items()


@pytest.mark.parametrize(
    ("noun", "kinds"),
    [
        (account(), STATEMENTS),
        (empty(), STATEMENTS),
        (articles()[0], BLOCKS),
        (replace(articles()[0], blocks=()), BLOCKS),
        (disputed(), VALUES),
        (replace(disputed(), statement_ids=()), VALUES),
    ],
)
def test_columns_and_types_are_the_same_be_a_table_empty_or_not(noun: Shown, kinds: dict[str, str]) -> None:
    assert noun.to_pandas().dtypes.to_dict() == {name: TYPES[kind] for name, kind in kinds.items()}


def test_an_article_is_a_row_a_block_with_its_place_in_the_text() -> None:
    [first, _] = articles()
    table = first.to_pandas()
    assert list(table.kind) == [block.kind for block in first.blocks]
    assert [first.text[row.start : row.end] for row in table.itertuples()] == list(table.words)


def test_a_claim_is_a_row_a_part_and_a_row_a_value() -> None:
    first, second = (s for s in account().statements if s.id in disputed().statement_ids)
    said = replace(disputed(), parts=(Part(statement_id=first.id, span=first.span),))
    rows = said.to_pandas()[["statement_id", "slot", "value", "conflict", "words"]].astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [
        [first.id, "words", None, None, first.span.text],
        [first.id, "date", "2025-03-03", True, "Monday"],
        [second.id, "words", None, None, None],
        [second.id, "date", "2025-03-02", True, "Sunday"],
    ]


def test_half_a_surrogate_pair_is_kept_as_it_is() -> None:
    odd = replace(disputed(), id="\ud800")
    assert set(odd.to_pandas().claim) == {"\ud800"}


@pytest.mark.parametrize("noun", [account(), articles()[0], disputed()], ids=["account", "article", "claim"])
def test_without_pandas_it_says_what_to_install(noun: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r'pip install "twosource\[pandas\]"'):
        noun.to_pandas()


def test_to_show_needs_no_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert account()._repr_mimebundle_()["text/html"]
