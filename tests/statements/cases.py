"""Cases as data: a JSON file beside the tests, each case a test of its own; a case that `fails` must go on failing."""

import json
from pathlib import Path
from typing import Any

import pytest


def cases(name: str) -> list[Any]:
    """The cases of `<name>_cases.json`, as parameters."""
    found = json.loads((Path(__file__).parent / f"{name}_cases.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"], marks=_marks(case)) for case in found]


def _marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["comment"])] if case.get("fails") else []
