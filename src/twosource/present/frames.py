"""An account, an article or a claim as a pandas table, where pandas is installed. It is imported when a table is asked for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Literal

from twosource.errors import UsageError
from twosource.model import Account, Article, Claim, Span
from twosource.present.table import COLUMNS, Cell, statement_rows
from twosource.shown import Shown

if TYPE_CHECKING:
    from pandas import DataFrame

Kind = Literal["words", "number", "flag"]
Row = Mapping[str, Cell]

_NUMBERS = frozenset(
    "report start end reports outlets reporters_low reporters_high origins_low origins_high".split()
)  # of `table.COLUMNS`
_FLAGS = frozenset({"negated", "conflict"})

STATEMENTS: Mapping[str, Kind] = MappingProxyType(
    {name: "number" if name in _NUMBERS else "flag" if name in _FLAGS else "words" for name in COLUMNS}
)
BLOCKS: Mapping[str, Kind] = MappingProxyType(
    {"article_id": "words", "kind": "words", "words": "words", "start": "number", "end": "number"}
)
# `slot` is `words` for words that assert the claim, else the kind of difference that `value` belongs to.
VALUES: Mapping[str, Kind] = MappingProxyType(
    {
        "claim": "words",
        "verdict": "words",
        "statement_id": "words",
        "slot": "words",
        "value": "words",
        "conflict": "flag",
        "words": "words",
        "start": "number",
        "end": "number",
    }
)


@singledispatch
def frame(noun: Shown) -> "DataFrame":
    """The noun as a table; every table of a kind of noun has the same columns and types, be it empty.

    Words are strings as they stand in the report, numbers whole numbers, and what is not known is missing in either. Raises
    `UsageError` where pandas is not installed.
    """
    raise NotImplementedError(type(noun).__name__)


@frame.register(Account)
def _(account: Account) -> "DataFrame":
    return _table(statement_rows(account), STATEMENTS)


@frame.register(Article)
def _(article: Article) -> "DataFrame":
    return _table(_block_rows(article), BLOCKS)


@frame.register(Claim)
def _(claim: Claim) -> "DataFrame":
    return _table(_value_rows(claim), VALUES)


def _block_rows(article: Article) -> Iterator[Row]:
    for block in article.blocks:
        yield {"article_id": article.id, "kind": block.kind, **_place(block.span)}


def _value_rows(claim: Claim) -> Iterator[Row]:
    """Statement by statement: the words that assert the claim (none known: all of the statement), then its values."""
    parts: dict[str, list[Row]] = {}
    for part in claim.parts:
        parts.setdefault(part.statement_id, []).append({"slot": "words", **_place(part.span)})
    values: dict[str, list[Row]] = {}
    for difference in claim.differences:
        for value in difference.values:
            told = {"slot": difference.kind, "value": value.value, "conflict": difference.conflict, **_place(value.span)}
            values.setdefault(value.statement_id, []).append(told)
    for id in claim.statement_ids:
        for row in (*parts.get(id, [{"slot": "words"}]), *values.get(id, ())):
            yield {"claim": claim.id, "verdict": claim.verdict, "statement_id": id, **row}


def _place(span: Span) -> Row:
    return {"words": span.text, "start": span.start, "end": span.end}


def _table(rows: Iterable[Row], kinds: Mapping[str, Kind]) -> "DataFrame":
    pandas = _pandas()
    # Arrow's strings cannot hold half a surrogate pair, which damaged reports do.
    types = {"words": pandas.StringDtype("python"), "number": pandas.Int64Dtype(), "flag": pandas.BooleanDtype()}
    columns: dict[str, list[Cell]] = {name: [] for name in kinds}
    for row in rows:
        for name, cells in columns.items():
            cells.append(row.get(name))
    made: DataFrame = pandas.DataFrame({name: pandas.array(cells, dtype=types[kinds[name]]) for name, cells in columns.items()})
    return made


def _pandas() -> ModuleType:
    try:
        import pandas
    except ImportError as error:
        raise UsageError('a table needs pandas, which is not installed here: pip install "twosource[pandas]"') from error
    module: ModuleType = pandas
    return module
