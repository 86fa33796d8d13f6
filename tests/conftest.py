"""What many tests share: one parser for the whole run, and where the real reports and labelled sets lie."""

from pathlib import Path

import pytest

from twosource.annotate import Annotator

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()


@pytest.fixture(scope="session")
def real_reports() -> list[Path]:
    """The two real reports of one briefing; skips, saying so, where they are not there."""
    paths = sorted((SHARED / "reports").glob("*.txt"))
    if not paths:
        pytest.skip("no real reports beside the project: nothing was checked against them")
    return paths


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no names: packed ones hold the time of packing, and tests must have the same names in every process."""
    return argname if isinstance(val, bytes) else None
