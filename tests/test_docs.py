"""The docs say what is so: every command in them is run, every link leads somewhere, and what is generated is not stale."""

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages import ROOT, Reader, changed, fences, pattern, printed, slugs
from tests.test_project import bench
from twosource import cli

DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "examples" / "README.md", *DOCS]
WALKED = [page for page in DOCS if any(fence.language in {"console", "python"} for fence in fences(page))]
ADDS_CODE = "add-an-extractor.md"  # is followed in a copy of the project, by a test of its own


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a newcomer has it: the examples, nothing else; a terminal of 80 columns."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize("page", [page for page in WALKED if page.name != ADDS_CODE], ids=named)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, folder: Path) -> None:
    if "to_pandas" in page.read_text("utf-8"):
        pytest.importorskip("pandas")
    Reader().follow(page)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_to_a_page_and_a_heading_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)\s#]*)(?:#([^)\s]*))?\)", page.read_text("utf-8"))
    broken = []
    for path, anchor in links:
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in slugs(target)):
            broken.append(f"{path}#{anchor}")
    assert broken == []


def test_every_page_can_be_reached_from_the_index() -> None:
    seen, todo = set(), [ROOT / "docs" / "index.md"]
    while todo:
        page = todo.pop()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            todo += [(page.parent / link).resolve() for link in re.findall(r"\]\((?!https?:)([^)\s#]+)", page.read_text("utf-8"))]
    assert [named(page) for page in DOCS if page not in seen] == []


@pytest.mark.parametrize("page", DOCS, ids=named)
def test_no_command_hides_in_a_block_that_is_not_run(page: Path) -> None:
    unrun = (fence for fence in fences(page) if fence.language in {"sh", "bash", "shell"})
    assert [fence.line for fence in unrun if re.search(r"^(\$ )?twosource ", fence.text, re.M)] == []


@pytest.mark.parametrize("name", ["options", "settings", "records"])
def test_the_reference_is_what_the_code_says_now(name: str) -> None:
    reference = bench("reference")
    assert (ROOT / "docs" / "reference" / f"{name}.md").read_text("utf-8") == reference.PAGES[name](), "run `make docs`"


def test_every_setting_is_told_in_the_docstring_of_its_settings() -> None:
    assert set(bench("reference").untold()) == set()


def test_every_command_and_option_has_a_help_text() -> None:
    reference = bench("reference")
    for command in reference.commands():
        assert command.help, command.name
        assert [option.name for option in command.params if not option.help] == []


def test_every_exit_code_has_a_meaning_in_the_reference_and_the_readme() -> None:
    codes = bench("reference").exit_codes()
    assert {name for name, value in vars(cli).items() if name.isupper() and type(value) is int} == {c.name for c in codes}
    readme = {int(code) for code in re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text("utf-8"), re.M)}
    assert readme <= {c.value for c in codes}


# The reader of pages itself


def test_a_reader_sees_what_a_page_shows_wrongly(folder: Path) -> None:
    page = folder / "page.md"
    page.write_text("```console\n$ cat examples/about.csv\npath,outlet\n...\n```\n")
    with pytest.raises(AssertionError, match=r"page\.md, line 1"):
        Reader().follow(page)
    page.write_text("```console\n$ cat examples/about.csv\npath,outlet,published\n...\n```\n```text\nno such line\n```\n")
    with pytest.raises(AssertionError, match="no part of what was printed"):
        Reader().follow(page)


def test_a_page_may_run_nothing_but_what_reads(folder: Path) -> None:
    page = folder / "page.md"
    page.write_text("```console\n$ rm -r examples\n```\n")
    with pytest.raises(AssertionError, match="may not run rm"):
        Reader().follow(page)


def test_lines_left_out_match_any_and_other_lines_only_themselves() -> None:
    assert re.fullmatch(pattern(["a (1)", "...", "z"]), "a (1)\nz\n")
    assert not re.fullmatch(pattern(["a", "...", "z"]), "a\nz\nb\n")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)))
def test_any_lines_match_themselves_and_no_fewer(lines: list[str]) -> None:
    output = printed("".join(f"{line}\n" for line in lines))
    assert re.fullmatch(pattern(lines), output)
    if lines and "..." not in lines:
        assert not re.fullmatch(pattern(lines[:-1]), output)


def test_headings_are_found_under_the_anchors_that_code_hosts_give_them(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# `twosource` reads: *all* of it?\n\n## More\n\n## More\n\n```text\n# no heading\n```\n")
    assert slugs(page) == {"twosource-reads-all-of-it", "more", "more-1"}


def test_a_diff_is_refused_where_its_lines_are_not_there() -> None:
    assert changed("a\nb\nc\n", " a\n-b\n+B\n") == "a\nB\nc\n"
    with pytest.raises(ValueError, match="not there once"):
        changed("a\nb\n", "-c\n+d\n")


def test_json_blocks_are_json() -> None:
    for page in DOCS:
        for fence in (f for f in fences(page) if f.language == "json"):
            json.loads(fence.text)
