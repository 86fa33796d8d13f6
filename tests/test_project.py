"""The project's own files: locks, docs, floors and rules hold together."""

import dataclasses
import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from twosource import model

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def bench(name: str) -> ModuleType:
    """A script of bench/ as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def locked(lock: str) -> dict[str, str]:
    """Requirement lines of a lock, by package name."""
    joined = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    return {line.split("==")[0]: line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_a_hash_and_no_registry_is_named(lock: str) -> None:
    lines = locked(lock).values()
    assert lines
    assert all(re.match(r"[a-z0-9._-]+==\S+ +--hash=sha256:[0-9a-f]{64}", line) for line in lines)
    assert not re.search(r"://|index-url|find-links|trusted-host", (ROOT / lock).read_text("utf-8"))


@pytest.mark.parametrize(
    ("lock", "needed"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_what_the_project_names_is_locked(lock: str, needed: list[str]) -> None:
    names = {re.split(r"[<>=!~ \[]", requirement)[0].lower() for requirement in needed}
    assert names <= set(locked(lock))


def test_both_locks_agree_on_what_they_share() -> None:
    run, check = (locked(lock) for lock in LOCKS)
    assert [name for name in run if name in check and run[name].split()[0] != check[name].split()[0]] == []


def test_every_dependency_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    direct = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = [re.split(r"[<>=]", requirement)[0] for requirement in direct]
    versions = {name: line.split()[0] for lock in LOCKS for name, line in locked(lock).items()}
    assert [name for name in names if f"{name} {versions[name].split('==')[1]}" not in explained] == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def documented() -> dict[str, set[str]]:
    """Field names by noun, as the page on records gives them."""
    sections = re.split(r"^### (\w+)$", (ROOT / "docs" / "formats.md").read_text("utf-8"), flags=re.M)
    fields = {
        name: re.findall(r"^- ((?:`\w+`(?:, )?)+):", body, re.M)
        for name, body in zip(sections[1::2], sections[2::2], strict=True)
    }
    return {name: {field for line in lines for field in re.findall(r"`(\w+)`", line)} for name, lines in fields.items()}


def nouns() -> dict[str, set[str]]:
    """Field names by noun, as the records have them."""
    found = {}
    for name, noun in vars(model).items():
        if dataclasses.is_dataclass(noun):
            fields = {field.name for field in dataclasses.fields(noun)}
            found[name] = fields if name == "Statement" else fields - {"span"}
    found["Derivation"] = found["Derivation"] - {"source"} | {"from"}
    return found


def test_the_page_on_records_names_every_field_of_every_noun_and_no_other() -> None:
    assert documented() == nouns()


def test_every_room_stands_in_the_architecture() -> None:
    rooms = {path.stem for path in (ROOT / "src" / "twosource").iterdir() if path.is_dir() or path.suffix == ".py"}
    told = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert [room for room in sorted(rooms - {"__pycache__", "__init__", "__main__"}) if f"`{room}" not in told] == []


def test_floors_only_rise_unless_lowering_is_asked_for() -> None:
    score = bench("score")
    figures = [score.Figure(name, "", "F", value, 0.0, 1.0, 1.0) for name, value in [("up", 0.71239), ("down", 0.4)]]
    figures.append(score.Figure("failed", "", "", None, None, None, 1.0, "stopped"))
    floors = {"up": 0.7, "down": 0.5, "failed": 0.9, "left": 0.1}
    assert score.moved(floors, figures, down=False) == {"up": 0.71, "down": 0.5, "failed": 0.9, "left": 0.1}
    assert score.moved(floors, figures, down=True) == {"up": 0.71, "down": 0.398, "failed": 0.9, "left": 0.1}


def test_floors_keep_their_head_and_can_be_read_again() -> None:
    score = bench("score")
    text = score.floors_text({"b": 0.5, "a": 0.25}, "# why\n[floors]\nb = 0.1\n")
    assert text == "# why\n[floors]\na = 0.25\nb = 0.5\n"
    assert tomllib.loads(text) == {"floors": {"a": 0.25, "b": 0.5}}


def test_a_fallen_figure_and_a_failed_set_fail_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    score = bench("score")
    fine = score.Figure("a", "", "F", 0.5, 0.4, 0.6, 1.0)
    failed = score.Figure("b", "", "", None, None, None, 1.0, "scorer ended with 2: unknown id")
    assert score._verdict([fine], {"a": 0.5}) == 0
    assert score._verdict([fine], {"a": 0.5001}) == 1
    assert score._verdict([failed], {}) == 1
    assert "unknown id" in capsys.readouterr().err


def test_floors_are_of_known_sets() -> None:
    score = bench("score")
    assert set(score.read_floors()) <= {s.name for s in score.SETS}


def test_without_labelled_sets_nothing_is_scored_and_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "project" / "bench").mkdir(parents=True)
    copy = tmp_path / "project" / "bench" / "score.py"
    copy.write_text((ROOT / "bench" / "score.py").read_text("utf-8"), encoding="utf-8")
    done = subprocess.run([sys.executable, str(copy)], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "nothing was scored" in done.stdout
