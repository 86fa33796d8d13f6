"""The example notebook runs as it stands, in its folder, with nothing installed elsewhere, and shows what its words say."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

from tests.test_project import ROOT

NOTEBOOK = ROOT / "examples" / "ferry.ipynb"
Outputs = Mapping[str, Mapping[str, str]]


def stored() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def shown() -> Outputs:
    """What each cell shows, by the cell's id: the notebook run by this Python, whatever kernels the machine has."""
    notebook = stored()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, folder)
        patch.setenv("OMP_NUM_THREADS", "1")
        own = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
        manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=own, transport="ipc", ip=f"{folder}/k")
        path = {"metadata": {"path": str(NOTEBOOK.parent)}}
        NotebookClient(notebook, km=manager, timeout=120, resources=path).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.id: cell.outputs[-1]["data"] for cell in cells if cell.outputs}


def test_it_is_stored_without_outputs_as_the_library_writes_it() -> None:
    notebook = stored()
    nbformat.validate(notebook)
    assert [c.id for c in notebook.cells if c.cell_type == "code" and (c.outputs or c.execution_count)] == []
    assert NOTEBOOK.read_text("utf-8") == nbformat.writes(notebook) + "\n"


def test_every_code_cell_shows_something(shown: Outputs) -> None:
    assert list(shown) == [cell.id for cell in stored().cells if cell.cell_type == "code"]


@pytest.mark.parametrize("cell", ["account", "report", "disputed", "table", "killed", "alone"])
def test_what_can_be_looked_at_is_shown_as_html(shown: Outputs, cell: str) -> None:
    assert "text/plain" in shown[cell]
    assert "<script" not in shown[cell]["text/html"]


def test_the_account_shows_its_reports_and_verdicts(shown: Outputs) -> None:
    for words in ("Northern Radio", "2 disputed", "Updated", "Sunday night", "What is missing"):
        assert words in shown["account"]["text/html"]


def test_the_disputed_claim_shows_both_days(shown: Outputs) -> None:
    assert "Sunday night" in shown["disputed"]["text/html"]
    assert "Monday night" in shown["disputed"]["text/html"]


def test_the_table_says_who_says_how_many_were_killed(shown: Outputs) -> None:
    rows = [row.split() for row in shown["killed"]["text/plain"].splitlines()[1:]]
    assert {(row[1], row[-1]) for row in rows} >= {("2025-03-04", "12"), ("2025-03-05", "12"), ("2025-03-06", "17")}
    assert {row[-1] for row in rows if "Northern" in row} == {"17"}


def test_the_quotation_stands_in_the_file(shown: Outputs) -> None:
    assert shown["checked"]["text/plain"] == "True"


def test_the_notebook_names_no_other_place() -> None:
    assert str(Path.home()) not in NOTEBOOK.read_text("utf-8")
    assert "http" not in NOTEBOOK.read_text("utf-8")
