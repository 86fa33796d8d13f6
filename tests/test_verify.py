"""An account that agrees with its reports passes; whatever is changed in either is found and named with its place."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.making import attribution, statement
from twosource import pipeline
from twosource.annotate import Annotator
from twosource.cli import app
from twosource.model import (
    Account,
    Article,
    Bounds,
    Claim,
    Difference,
    Statement,
    Story,
    Support,
    Value,
    content_id,
)
from twosource.reading import read
from twosource.reading.about import About
from twosource.reading.article import article
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.reading.sources import reports
from twosource.records import dumps, to_record
from twosource.settings import Settings
from twosource.text import view_of
from twosource.verify import Checked, verify

PAGES = Path(__file__).parents[1] / "examples" / "pages"
FIRST = "Mine collapse traps ten\n\nTen miners were trapped on Tuesday near Tarvo, the rescue service said.\n"
SECOND = {"title": "Rescuers search on", "text": "Â© Tarvo Post\n\nTwelve miners are missing, a union leader said on Monday."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.jsonl").write_text(json.dumps(SECOND) + "\n", encoding="utf-8")
    return tmp_path


def statement_of(article: Article) -> Statement:
    """One statement over an article's last block, its first word the source."""
    view, place = view_of(article), [b.span for b in article.blocks if b.kind == "body"][-1]
    source = view.span(place.start, place.start + place.text.index(" "))
    said = attribution(None, source=source, content=(place,), source_kind="unnamed", chain=(None,))
    return statement(article, place, said, id=content_id(article.id, str(place.start)))


def account_of(folder: Path) -> dict[str, Any]:
    articles = tuple(item for item in read([str(folder)]) if isinstance(item, Article))
    statements = tuple(statement_of(article) for article in articles)
    values = tuple(Value(value=s.span.text.split()[0], statement_id=s.id, span=s.attribution.source) for s in statements)  # type: ignore[union-attr, arg-type]
    one = Bounds(low=1, high=2)
    claim = Claim(
        id="c", statement_ids=tuple(s.id for s in statements), verdict="disputed",
        differences=(Difference(kind="number", conflict=True, values=values, why="ten against twelve"),),
        support=Support(reports=2, outlets=2, reporters=one, origins=one, speakers=()), figures=(),
    )  # fmt: skip
    ids = tuple(article.id for article in articles)
    story = Story(id="s", headline=None, article_ids=ids, first=None, last=None)
    account = Account(story=story, articles=articles, statements=statements, derivations=(), claims=(claim,))
    return json.loads(dumps(to_record(account)))  # type: ignore[no-any-return]


def checked(account: dict[str, Any], folder: Path) -> Checked:
    items = reports([str(folder)], About(), ReadSettings())
    return verify(account, [item for item in items if isinstance(item, Report)])


def test_an_account_agrees_with_its_reports(folder: Path) -> None:
    result = checked(account_of(folder), folder)
    assert result.problems == ()
    assert (result.articles, result.statements) == (2, 2)
    assert result.spans >= 10


def put(account: dict[str, Any], place: str, value: object) -> None:
    *path, last = place.replace("[", ".").replace("]", "").split(".")
    found: Any = account
    for key in path:
        found = found[int(key)] if key.isdigit() else found[key]
    found[int(last) if last.isdigit() else last] = value


CHANGES: list[tuple[str, object, str, str]] = [
    ("statements[0].span.text", "Nine miners were trapped", "statements[0].span", "not found at"),
    ("statements[0].attribution.source.start", 3, "statements[0].attribution.source", "not found at"),
    ("statements[0].attribution.content[0].end", 10_000, "statements[0].attribution.content[0]", "not found at"),
    ("statements[0].span.original", [0, 5], "statements[0].span", "not found in the report"),
    ("statements[0].span.original", None, "statements[0].span", "not found in the report"),
    ("statements[1].span.original_field", "title", "statements[1].span", "not found in the report"),
    ("statements[1].article_id", "nowhere", "statements[1].article_id", "not found in the account"),
    ("claims[0].statement_ids[1]", "nothing", "claims[0].statement_ids[1]", "not found in the account"),
    ("claims[0].differences[0].values[0].statement_id", "nothing", "claims[0].differences[0].values[0]", "not found"),
    ("claims[0].differences[0].values[0].text", "Nine", "claims[0].differences[0].values[0]", "not found at"),
    ("story.article_ids[0]", "nothing", "story.article_ids[0]", "not found in the account"),
    ("articles[0].raw_sha256", "0" * 64, "articles[0].raw_sha256", "not the report that was read"),
    ("articles[1].edits", [], "articles[1]", "not found in the report"),
    ("articles[0].blocks[0].start", "0", "articles[0].blocks[0]", "not found at"),
    ("articles[0].fields", 7, "articles[0]", "not an article record"),
]


@pytest.mark.parametrize(("place", "value", "named", "words"), CHANGES, ids=[f"{c[0]}={c[1]}" for c in CHANGES])
def test_whatever_is_changed_is_named_with_its_place(place: str, value: object, named: str, words: str, folder: Path) -> None:
    account = account_of(folder)
    put(account, place, value)
    found = {problem.place: problem.what for problem in checked(account, folder).problems}
    assert any(key.startswith(named) and words in what for key, what in found.items()), found


def test_a_changed_text_of_an_article_is_found(folder: Path) -> None:
    account = account_of(folder)
    text = account["articles"][0]["text"]
    put(account, "articles[0].text", text.replace("Ten", "Six"))
    assert any(p.place == "articles[0].text" for p in checked(account, folder).problems)


def test_a_statement_that_comes_twice_is_found(folder: Path) -> None:
    account = account_of(folder)
    account["statements"].append(copy.deepcopy(account["statements"][0]))
    assert [(p.place, "comes twice" in p.what) for p in checked(account, folder).problems] == [("statements[2]", True)]


def test_a_report_that_was_changed_is_found_by_its_path(folder: Path) -> None:
    account = account_of(folder)
    (folder / "first.txt").write_text(FIRST.replace("Tuesday", "Wednesday"))
    problems = checked(account, folder).problems
    assert problems[0].place == "articles[0].raw_sha256"
    assert any("not found in the report" in problem.what for problem in problems)


def test_a_report_that_was_moved_is_found_by_its_hash(folder: Path) -> None:
    account = account_of(folder)
    (folder / "first.txt").rename(folder / "moved.txt")
    assert checked(account, folder).problems == ()


def test_a_report_that_is_not_given_is_a_problem(folder: Path) -> None:
    account = account_of(folder)
    (folder / "first.txt").unlink()
    [problem] = checked(account, folder).problems
    assert problem.place == "articles[0]"
    assert "not found among those given" in problem.what


@pytest.mark.parametrize("junk", [{}, {"articles": 3}, {"articles": [None, 1], "statements": "x", "claims": [[[]]]}])
def test_any_object_can_be_checked(junk: dict[str, Any], folder: Path) -> None:
    checked(junk, folder)


# The command


@pytest.fixture
def ended(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[int, str, str]]:
    """Runs `verify` on these accounts and the folder: exit code, standard output, standard error."""

    def end(*accounts: dict[str, Any]) -> tuple[int, str, str]:
        path = tmp_path_factory.mktemp("account") / "account.json"
        path.write_text("".join(dumps(account) + "\n" for account in accounts), encoding="utf-8")
        result = CliRunner().invoke(app, ["verify", str(path), str(folder)])
        return result.exit_code, result.stdout, result.stderr

    return end


def test_the_command_ends_with_0_and_one_line(folder: Path, ended: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = ended(account_of(folder))
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 1
    assert "all agree" in out


def test_the_command_ends_with_4_and_a_line_for_each_problem(folder: Path, ended: Callable[..., tuple[int, str, str]]) -> None:
    account = account_of(folder)
    put(account, "statements[0].span.text", "Nine miners")
    put(account, "claims[0].statement_ids[1]", "nothing")
    code, _, err = ended(account_of(folder), account)
    assert code == 4
    assert len(err.splitlines()) == 3
    assert "not found" in err


def test_an_account_over_several_lines_is_read(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("account") / "account.json"
    path.write_text(json.dumps(account_of(folder), indent=2))
    assert CliRunner().invoke(app, ["verify", str(path), str(folder)]).exit_code == 0


@pytest.mark.parametrize("content", ["", "Ten miners were trapped.", "[1]", '{"kind": "article"}'])
def test_a_file_without_an_account_is_wrong_usage(content: str, folder: Path) -> None:
    (folder / "account.json").write_text(content)
    result = CliRunner().invoke(app, ["verify", str(folder / "account.json"), str(folder / "first.txt")])
    assert result.exit_code == 2
    assert "holds no account" in result.stderr


def test_an_account_without_reports_or_that_is_not_there_is_wrong_usage(folder: Path) -> None:
    assert CliRunner().invoke(app, ["verify", str(folder / "first.txt")]).exit_code == 2
    assert CliRunner().invoke(app, ["verify", str(folder / "gone.json"), str(folder)]).exit_code == 2


def test_an_account_of_pages_feeds_and_archives_agrees_with_them(annotator: Annotator) -> None:
    """All items of a feed have its hash, and what a page's own data say stands nowhere in its text."""
    given = [item for item in reports([str(PAGES)], About(), ReadSettings()) if isinstance(item, Report)]
    account = pipeline.compare([article(report) for report in given], Settings(), annotator)
    record = json.loads(dumps(to_record(account)))
    assert len({report.raw_sha256 for report in given}) < len(given)
    assert any(credit["where"] == "metadata" for one in record["articles"] for credit in one["credits"])
    assert verify(record, given).problems == ()
