"""The table of an account's statements as CSV that a spreadsheet can open without running what a report says."""

import csv
import re
import unicodedata
from io import StringIO

from twosource.model import Account
from twosource.present.table import COLUMNS, Cell, statement_rows
from twosource.present.words import harmless

# A spreadsheet takes a file for UTF-8 only where it begins with a byte order mark.
ENCODING = "utf-8-sig"

_FORMULA_SIGNS = frozenset("=+-@−")  # OWASP ASVS 1.2.10; the mathematical minus is what a superscript one folds to
_CONTROLS = frozenset("\t\r\n")
_QUOTE_MARKS = frozenset("\"'`´“”„‘’‚«»‹›")
_LONE = re.compile("[\ud800-\udfff]")
_NUL = "␀"  # a NUL would end the cell, or the file, in programs that are written in C


def render_csv(account: Account, *, raw: bool = False) -> str:
    r"""One row a statement under a row of names (`table.COLUMNS`), as RFC 4180 says: commas, `\r\n`, quotes where needed.

    A cell of words that a spreadsheet might run as a formula gets a leading `'`, and a NUL is shown as its picture; with `raw`
    neither. Line breaks within words are kept, inside quotes. Half a surrogate pair, which UTF-8 cannot hold, is shown as
    `<U+D800>` in either. Numbers are never changed.

    Write it with `encoding=ENCODING, newline=""`.
    """
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in statement_rows(account):
        writer.writerow([_cell(value, raw=raw) for value in row.values()])
    return file.getvalue()


def _cell(value: Cell, *, raw: bool) -> str | int | None:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    writable = _LONE.sub(lambda half: harmless(half.group()), value)
    return writable if raw else neutral(writable)


def neutral(words: str) -> str:
    r"""The words, with a leading `'` where a spreadsheet might take them for a formula.

    It is where they begin with a tab or line break, or with `=`, `+`, `-` or `@` in any width, be it after white space, quotation
    marks or unseen characters.

    >>> neutral("=1+1"), neutral(' "＝1'), neutral("12 - 5"), neutral("\ttab")
    ("'=1+1", '\' "＝1', '12 - 5', "'\ttab")
    """
    shown = words.replace("\0", _NUL)
    first = next((character for character in shown if not _passed_over(character)), "")
    is_sign = unicodedata.normalize("NFKC", first) in _FORMULA_SIGNS
    return f"'{shown}" if is_sign or shown[:1] in _CONTROLS else shown


def _passed_over(character: str) -> bool:
    """Whether a program may skip it on its way to a formula sign."""
    unseen = character in _QUOTE_MARKS or character == _NUL
    return unseen or character.isspace() or unicodedata.category(character) in ("Cc", "Cf")
