"""How many newsrooms may stand behind what several reports say: read, compared and counted from the reports' own words."""

import json
from collections import Counter
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.making import attribution, statement
from twosource.claims.support import provenance, support_by
from twosource.derivations import derivations
from twosource.model import Article, Statement, Support
from twosource.reading import read
from twosource.text import view_of

SET = json.loads((Path(__file__).parent / "independence.json").read_text(encoding="utf-8"))
CASES = {case["name"]: case for case in SET["cases"]}


def reports(case: Mapping[str, Any], folder: Path) -> list[Article]:
    """The reports of a case as they are read from JSON lines."""
    path = folder / "reports.jsonl"
    rows = []
    for number, given in enumerate(case["reports"]):
        text = given.get("top", "") + SET["texts"][given["text"]]["text"] + given.get("end", "")
        known = {key: given[key] for key in ("outlet", "url", "published", "author") if key in given}
        rows.append(json.dumps({"id": f"r{number}", "text": text, **known}))
    path.write_text("\n".join(rows), encoding="utf-8")
    return [made for made in read([str(path)]) if isinstance(made, Article)]


def says(item: Article, given: Mapping[str, Any]) -> Statement:
    """The paragraph that holds the words in question, as a statement."""
    words = given.get("says") or SET["texts"][given["text"]]["says"]
    at = item.text.index(words)
    block = next(b for b in item.blocks if b.kind == "body" and b.span.start <= at < b.span.end)
    start = max(block.span.start, item.text.rfind("\n", 0, at) + 1)
    end = item.text.find("\n", at)
    span = view_of(item).span(start, end if end > 0 else block.span.end)
    said = None
    if "speaker" in given:
        said = attribution(
            given["speaker"], source=view_of(item).span(at, at + len(words)), source_kind=given.get("kind", "named")
        )
    return statement(item, span, said)


def supported(case: Mapping[str, Any], items: list[Article]) -> Support:
    by_id = {item.id: item for item in items}
    statements = [says(by_id[f"r{n}"], given) for n, given in enumerate(case["reports"])]
    return support_by(statements, provenance(by_id, derivations(items)))


@pytest.mark.parametrize("name", CASES)
def test_bounds_are_those_that_the_case_expects(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    found = supported(case, reports(case, tmp_path))
    assert [found.reporters.low, found.reporters.high] == case["reporters"], found.why
    if "origins" in case:
        assert [found.origins.low, found.origins.high] == case["origins"], found.why


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if len(case["reports"]) == 3])
def test_the_order_of_the_reports_makes_no_difference(name: str, tmp_path: Path) -> None:
    items = reports(CASES[name], tmp_path)
    expected = supported(CASES[name], items)
    assert all(supported(CASES[name], list(order)) == expected for order in permutations(items))


def test_the_set_guards_against_both_errors() -> None:
    counted = Counter(case["guards"] for case in CASES.values())
    assert set(counted) == {"merging", "splitting"}
    assert min(counted.values()) >= 8


def test_a_family_is_named_where_it_keeps_two_reporters_from_being_certain(tmp_path: Path) -> None:
    case = CASES["two local reporters of two papers with one owner"]
    found = supported(case, reports(case, tmp_path))
    assert any("of one publisher (Gannett" in why for why in found.why)
