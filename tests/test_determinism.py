"""The same reports give the same bytes: in any order, with any hash seed, time zone, locale, folder and number of workers."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource import desk
from twosource.records import account_pieces

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples" / "reports").glob("*.txt"))
SOURCE = ROOT / "src" / "twosource"
RUN = "from twosource.cli import main; main()"
# Turkish has another lower case of I; the two zones lie 26 hours apart; `C` knows ASCII only.
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONHASHSEED": "4021", "TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
)
# What would let the clock, chance or the machine into a stage; `cli`, `console` and `desk` stand above the stages.
FORBIDDEN_CALLS = {"hash", "now", "today", "utcnow", "localtime", "getenv", "setlocale", "getlocale", "strcoll", "strxfrm"}
FORBIDDEN_NAMES = {"environ", "random", "uuid4", "uuid1", "urandom"}


def account(paths: Sequence[Path]) -> str:
    compared = desk.compare([str(path) for path in paths], desk.prepare())
    assert compared.account is not None
    return "".join(account_pieces(compared.account))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.permutations(EXAMPLES))
def test_the_order_of_the_examples_changes_no_byte(order: list[Path]) -> None:
    assert account(order) == account(EXAMPLES)


def test_the_order_of_the_real_reports_changes_no_byte(real_reports: list[Path]) -> None:
    assert account(real_reports[::-1]) == account(real_reports)


def test_a_report_that_is_left_out_and_given_twice_changes_no_byte() -> None:
    assert account([*EXAMPLES, EXAMPLES[0]]) == account(EXAMPLES)


def compared(folder: Path, surroundings: dict[str, str], *options: str, reports: int = 4) -> bytes:
    """What a new process writes that runs in `folder`, beside its own copy of the first of the reports."""
    (folder / "reports").mkdir(parents=True)
    for path in EXAMPLES[:reports]:
        shutil.copy(path, folder / "reports")
    environment = {**os.environ, "OMP_NUM_THREADS": "1", **surroundings}
    command = [sys.executable, "-c", RUN, "compare", *options, "reports"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_surroundings_change_no_byte(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "a b" / "ünder"]
    outputs = [compared(f, s, "--json") for f, s in zip(folders, SURROUNDINGS, strict=True)]
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) > 1000


def test_workers_change_no_byte(tmp_path: Path) -> None:
    one = compared(tmp_path / "one", SURROUNDINGS[0], "--each", "--width", "90", reports=2)
    two = compared(tmp_path / "two", SURROUNDINGS[1], "--each", "--width", "90", "--workers", "2", reports=2)
    assert one == two
    assert one.decode("utf-8").count("\n") > 20


def chances(tree: ast.AST) -> Iterator[str]:
    """Each use of a clock, of chance, of the environment or of a hash in a module, as `name:line`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in FORBIDDEN_CALLS:
                yield f"{called}:{node.lineno}"
        elif isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_NAMES:
            yield f"{node.attr}:{node.lineno}"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (f"{a.name}:{node.lineno}" for a in node.names if a.name in FORBIDDEN_NAMES | {"time", "locale"})


def set_walks(tree: ast.AST) -> Iterator[str]:
    """Each loop straight over a set that was just made: its order is the hash seed's."""
    for node in ast.walk(tree):
        walked = node.iter if isinstance(node, ast.For | ast.comprehension) else None
        made = isinstance(walked, ast.Set | ast.SetComp)
        called = isinstance(walked, ast.Call) and getattr(walked.func, "id", "") in ("set", "frozenset")
        if made or called:
            yield f"set:{getattr(walked, 'lineno', 0)}"


def test_no_stage_looks_at_clock_chance_or_environment() -> None:
    # what is fetched over the network has a date and a deadline; nothing else may know the time
    stages = [p for p in SOURCE.rglob("*.py") if p.name not in ("cli.py", "console.py", "desk.py") and p.parent.name != "network"]
    assert len(stages) > 100
    found = [
        f"{path.relative_to(SOURCE)}:{use}"
        for path in sorted(stages)
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for use in (*chances(tree), *set_walks(tree))
    ]
    assert found == []
