"""The files that `compare` writes besides what it shows."""

import csv
import io
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from twosource.cli import app

FIRST = "Flood in Tarn\n\nA dam burst above Tarn on Monday, killing 12 people, mayor Ada Quist said.\n"
SECOND = "Dam bursts\n\n=1+2 said the sign.\n\nA dam burst above Tarn on Sunday, killing 17 people, mayor Ada Quist said.\n"
OPTIONS = {"--html": "account.html", "--markdown": "account.md", "--csv": "account.csv"}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, args)])


def everything(out: Path) -> list[str]:
    out.mkdir(exist_ok=True)
    return [word for option, name in OPTIONS.items() for word in (option, str(out / name))]


def test_every_file_is_written_beside_what_is_shown(reports: Path, tmp_path: Path) -> None:
    result = run(reports, *everything(tmp_path / "out"))
    assert result.exit_code == 0
    assert "REPORTS" in result.stdout
    for name in OPTIONS.values():
        assert f"written: {tmp_path / 'out' / name}" in result.stderr
        assert "12 people" in (tmp_path / "out" / name).read_text("utf-8")
    assert sorted(os.listdir(tmp_path / "out")) == sorted(OPTIONS.values())


def test_the_same_reports_in_any_order_give_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    paths = sorted(reports.iterdir())
    for out, given in (("one", paths), ("two", paths[::-1])):
        assert run(*given, *everything(tmp_path / out)).exit_code == 0
    for name in OPTIONS.values():
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_spreadsheet_finds_no_formula_unless_words_are_asked_for_as_they_are(reports: Path, tmp_path: Path) -> None:
    safe, raw = tmp_path / "safe.csv", tmp_path / "raw.csv"
    assert run(reports, "--csv", safe).exit_code == run(reports, "--csv", raw, "--csv-raw").exit_code == 0
    assert safe.read_bytes().startswith(b"\xef\xbb\xbf")
    words = [
        [row["words"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))] for path in (safe, raw)
    ]
    assert [word for word in words[0] if word.startswith("=")] == []
    assert [word for word in words[1] if word.startswith("=")] != []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--html", "{reports}/first.txt"], "is to be read"),
        (["--csv", "{reports}/new.csv"], "is to be read"),
        (["--html", "{tmp}"], "is a folder"),
        (["--markdown", "{tmp}/none/account.md"], "lies in none"),
        (["--html", "{tmp}/same", "--csv", "{tmp}/same"], "one and the same file"),
        (["--csv-raw"], "name the file"),
        (["--each", "--html", "{tmp}/account.html"], "leave out --each"),
    ],
)
def test_a_file_that_cannot_be_meant_is_wrong_usage_before_any_work(
    reports: Path, tmp_path: Path, args: list[str], words: str
) -> None:
    result = run(reports, *(arg.format(reports=reports, tmp=tmp_path) for arg in args))
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
    assert (reports / "first.txt").read_text("utf-8") == FIRST


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_ends_with_5_and_says_what_could_not_be_written(reports: Path) -> None:
    result = run(reports, "--html", "/dev/full")
    assert result.exit_code == 5
    assert "/dev/full cannot be written" in result.stderr


def test_what_stood_there_stays_when_the_new_cannot_be_written(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "account.html"
    path.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    assert run(reports, "--html", path).exit_code == 5
    assert path.read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["account.html", "reports"]


def test_nothing_is_written_where_nothing_could_be_read(tmp_path: Path) -> None:
    assert run(tmp_path / "none.txt", "--html", tmp_path / "account.html").exit_code == 3
    assert os.listdir(tmp_path) == []
