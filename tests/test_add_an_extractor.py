"""The page "Add an extractor in five steps", followed word for word in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.pages import ROOT, commands, fences, pattern, printed, put

PAGE = ROOT / "docs" / "howto" / "add-an-extractor.md"
TAKEN = ("tests/__init__.py", "tests/conftest.py", "tests/making.py", "tests/statements/__init__.py", "tests/statements/cases.py")


# One process does it all, since each would load the parser again: the page's commands, then the page's test.
FOLLOW = """
import json, sys
from pathlib import Path
import pytest
from typer.testing import CliRunner
from twosource.cli import app
given = [*json.loads(sys.argv[1]), ["statements", "tornado.jsonl", "--json"]]
Path("printed.json").write_text(json.dumps([CliRunner().invoke(app, arguments).stdout for arguments in given]))
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "tests/statements/test_tornado_ratings.py"]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A copy of the project in which the page was followed: what its commands printed, its records, and how its test went."""

    project: Path
    printed: list[str]
    records: list[dict[str, Any]]
    tested: subprocess.CompletedProcess[str]


def page_commands() -> list[tuple[str, list[str]]]:
    return [found for fence in fences(PAGE) if fence.language == "console" for found in commands(fence.text)]


def copied(copy: Path) -> Path:
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in TAKEN:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    return copy


def ran(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python in the copy, with the copy's package before the installed one."""
    environment = {**os.environ, "PYTHONPATH": f"{project / 'src'}{os.pathsep}{project}", "COLUMNS": "80"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    project = copied(tmp_path_factory.mktemp("project"))
    for fence in fences(PAGE):
        if fence.path:
            put(fence, project)
    done = ran(project, "-c", FOLLOW, json.dumps([command.split()[1:] for command, _ in page_commands()]))
    assert (project / "printed.json").exists(), done.stderr
    *printed_, records = json.loads((project / "printed.json").read_text("utf-8"))
    return Followed(project=project, printed=printed_, records=[json.loads(r) for r in records.splitlines()], tested=done)


def test_the_test_of_the_page_passes_and_its_known_failure_fails(followed: Followed) -> None:
    assert followed.tested.returncode == 0, followed.tested.stdout + followed.tested.stderr
    assert "5 passed, 1 xfailed" in followed.tested.stdout


def test_reports_compared_with_the_new_extractor_show_what_the_page_shows(followed: Followed) -> None:
    assert followed.printed
    for (command, shown), output in zip(page_commands(), followed.printed, strict=True):
        assert re.fullmatch(pattern(shown), printed(output)), f"{command}\n{output}"


def test_the_new_marks_stand_in_the_records_at_their_words(followed: Followed) -> None:
    texts = {record["id"]: record["text"] for record in followed.records if record["kind"] == "article"}
    statements = [record for record in followed.records if record["kind"] == "statement"]
    found = [(texts[s["article_id"]], q) for s in statements for q in s["quantities"]]
    assert [(q["value"], q["unit"], text[q["start"] : q["end"]]) for text, q in found] == [(3, "EF", "EF3"), (4, "EF", "EF4")]


def test_what_the_page_adds_has_the_style_of_the_project(followed: Followed) -> None:
    added = [str(fence.path) for fence in fences(PAGE) if str(fence.path).endswith(".py")]
    shutil.copy(ROOT / "pyproject.toml", followed.project)
    for command in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        done = ran(followed.project, "-m", "ruff", *command, *dict.fromkeys(added))
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_has_the_five_steps_of_its_title() -> None:
    assert re.findall(r"^## (\d)\. ", PAGE.read_text("utf-8"), re.M) == list("12345")
