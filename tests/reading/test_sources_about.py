"""What the user knows of the reports goes first, for all of them and for each."""

from pathlib import Path

import pytest

from twosource.errors import UsageError
from twosource.model import Rejection
from twosource.reading.about import About, Facts, check_date, parse_about
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.reading.sources import about_reports, files, reports, unused_rows

SENTENCE = "Ten miners were trapped on Tuesday after a shaft near Tarvo collapsed, the rescue service said.\n"
CSV = """path,url,outlet,published,author
a.txt,https://tarvo.example/1,Tarvo Post,2031-04-02,Ada Orr; Ben Ull
b.txt,,Orr Daily,,
"""
TOML = """
[[report]]
path = "a.txt"
url = "https://tarvo.example/1"
outlet = "Tarvo Post"
published = 2031-04-02
author = "Ada Orr; Ben Ull"

[[report]]
path = "b.txt"
outlet = "Orr Daily"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b.txt").write_text(SENTENCE.replace("Ten", "Nine"))
    return tmp_path


def read(folder: Path, about: About) -> list[Report]:
    items = list(reports([str(folder)], about, ReadSettings()))
    return [item for item in items if isinstance(item, Report)]


@pytest.mark.parametrize(("name", "list_"), [("about.csv", CSV), ("about.toml", TOML), ("about.csv", "\ufeff" + CSV)])
def test_a_list_tells_what_is_known_of_each_report(name: str, list_: str, folder: Path) -> None:
    (folder / name).write_text(list_, encoding="utf-8")
    first, second = read(folder, about_reports(str(folder / name), Facts(outlet="Everybody", published="2031")))
    assert (first.url, first.outlet, first.published) == ("https://tarvo.example/1", "Tarvo Post", "2031-04-02")
    assert first.authors == ("Ada Orr", "Ben Ull")
    assert (second.url, second.outlet, second.published, second.authors) == (None, "Orr Daily", "2031", ())


def test_paths_count_from_the_list_s_folder_or_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "lists").mkdir()
    (folder / "lists" / "about.csv").write_text(f"path,outlet\n../a.txt,Tarvo Post\n{folder}/b.txt,Orr Daily\n")
    monkeypatch.chdir(folder)
    about = about_reports("lists/about.csv", Facts())
    items = list(reports(["a.txt", "./b.txt"], about, ReadSettings()))
    assert [item.outlet for item in items if isinstance(item, Report)] == ["Tarvo Post", "Orr Daily"]


def test_what_the_user_knows_goes_before_what_a_json_line_says(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "Ten miners were trapped near Tarvo.", "outlet": "Orr Daily", "url": "https://orr.example"}\n')
    [report] = read(tmp_path, About(everywhere=Facts(outlet="Tarvo Post")))
    assert (report.outlet, report.url) == ("Tarvo Post", "https://orr.example")


def test_a_row_that_no_report_takes_is_named_with_its_line(folder: Path) -> None:
    (folder / "about.csv").write_text(CSV + "c.txt,,Tarvo Post,,\n")
    about = about_reports(str(folder / "about.csv"), Facts())
    read_ = [path for path in files([str(folder)], about) if isinstance(path, str)]
    [notice] = unused_rows(read_, about)
    assert isinstance(notice, Rejection)
    assert (notice.reason, notice.line, notice.path) == ("unused_row", 4, str(folder / "about.csv"))
    assert "c.txt" in notice.detail


@pytest.mark.parametrize(
    ("name", "list_", "words"),
    [
        ("a.csv", "", "path"),
        ("a.csv", "file,outlet\na.txt,Tarvo Post\n", "file"),
        ("a.csv", "url,outlet\na.txt,Tarvo Post\n", "path"),
        ("a.csv", "path,outlet\n,Tarvo Post\n", "no path"),
        ("a.csv", "path,published\na.txt,last Tuesday\n", "last Tuesday"),
        ("a.csv", "path,outlet\na.txt,Tarvo, Post\n", "quotes"),
        ("a.toml", "report = 3", "[[report]]"),
        ("a.toml", "[[report]\n", "not TOML"),
        ("a.toml", '[[report]]\npath = "a.txt"\nauthors = "Ada Orr"\n', "authors"),
        ("a.toml", '[[report]]\noutlet = "Tarvo Post"\n', "path"),
    ],
)
def test_a_list_that_cannot_be_meant_is_a_usage_error_that_says_why(name: str, list_: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_about(list_.encode(), name)
    assert words in str(caught.value)
    assert name in str(caught.value)


def test_a_list_that_is_not_there_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="gone"):
        about_reports("gone.csv", Facts())


DATES = ["2031", "2031-04", "2031-04-02", "2031-04-02T14:30", "2031-04-02 14:30:05Z", "2031-04-02T14:30+05:00"]


@pytest.mark.parametrize("value", DATES)
def test_dates_and_times_of_iso_8601_are_taken(value: str) -> None:
    assert check_date(value) == value


NO_DATES = ["", "yesterday", "02.04.2031", "2031-13-01", "2031-02-30", "20310402", "2031-4-2", "2031-04-02T99:00"]


@pytest.mark.parametrize("value", NO_DATES)
def test_other_dates_are_usage_errors(value: str) -> None:
    with pytest.raises(UsageError, match="2016-09-01"):
        check_date(value)
