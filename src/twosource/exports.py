"""The files that an account is written to besides what is shown, each in its format."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource import console
from twosource.errors import UsageError
from twosource.model import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """The files asked for, by format; `None`: not asked for. `csv_raw`: no cell is changed for a spreadsheet's sake."""

    html: str | None = None
    markdown: str | None = None
    csv: str | None = None
    csv_raw: bool = False

    @property
    def named(self) -> Mapping[str, str]:
        """The path of each file, by the option that asks for it."""
        return {f"--{name}": path for name in FORMATS if (path := getattr(self, name)) is not None}

    def check(self, *, inputs: Sequence[str], each: bool) -> None:
        """Raises `UsageError`, before any work is done, for files that cannot be meant."""
        options = " and ".join(self.named)
        if each and self.named:
            raise UsageError(f"{options}: a file holds one account; leave out --each, or compare story by story")
        if self.csv_raw and self.csv is None:
            raise UsageError("--csv-raw says how --csv FILE is written: name the file as well")
        if len({os.path.realpath(path) for path in self.named.values()}) < len(self.named):
            raise UsageError(f"{options} name one and the same file: give each its own")
        for option, path in self.named.items():
            console.check_place(path, inputs, option=option)

    def write(self, account: Account) -> Iterator[str]:
        """Writes each file, whole or not at all, and gives its path. Raises `OutputError` where it cannot be written."""
        for name, made in FORMATS.items():
            if (path := getattr(self, name)) is not None:
                content, encoding = made(account, self)
                console.save(path, content, encoding=encoding)
                yield path


def _html(account: Account, exports: Exports) -> tuple[str, str]:
    from twosource.present.page import render_page

    return render_page(account), "utf-8"


def _markdown(account: Account, exports: Exports) -> tuple[str, str]:
    from twosource.present.markdown import render_markdown

    return render_markdown(account), "utf-8"


def _csv(account: Account, exports: Exports) -> tuple[str, str]:
    from twosource.present.spreadsheet import render_csv

    return render_csv(account, raw=exports.csv_raw), "utf-8-sig"  # without its mark Excel takes the file for another encoding


# Each format by the name of its option and of its field in `Exports`: how it is made, and in which encoding it is written.
FORMATS: Mapping[str, Callable[[Account, Exports], tuple[str, str]]] = {"html": _html, "markdown": _markdown, "csv": _csv}
