"""Every span anywhere in an account shows its words in the text, and `original` leads to them in the input as it was given."""

import copy
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource import desk, pipeline
from twosource.annotate import Annotator
from twosource.model import Account
from twosource.reading.article import article
from twosource.reading.decode import decode
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.reading.sources import has_sentence
from twosource.records import Record, account_pieces
from twosource.settings import Settings
from twosource.verify import verify

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples" / "reports").glob("*.txt"))
Fields = Mapping[str, str]

NASTY = [
    "\N{GRINNING FACE}\N{ZERO WIDTH JOINER}\N{FIRE}", "e\u0301\u0327", "\u202eסוף\u202c", "مرحبا", "Â©", "Ã©tÃ©", "٣٤", "½",
    "ﬁ", "İ", "â€œhe saidâ€\x9d", "\r\n", "\r", "\u00a0", "\ufeff", "\u2028", "\x0b", "\x0c", "\x85", "\0", "\ufffd",
    "“", "”", "‘", "'", '"', "(", ")", "[", "—", "…", "....", "$", "%", "ß", "\t", "  ", "\n", "\n\n", "\n \n",
    "Photo: ", "By Ana Orr", "KABUL (Reuters) - ", "(Editing by Bo Lee)", "https://tarvo.example/2031/04/02/x",
    "125", "Share", "12.5million", "US$5m", "5-6", "1,2,3", "U.S.", "Mr.", "I.", "said", "told Reuters", "on Monday",
]  # fmt: skip
SENTENCES = [
    "Ten miners were killed near Tarvo on Tuesday, Ada Orr said.",
    "“We hear them,” she said, “but we cannot reach them.”",
    "At least 40 people were injured, according to the rescue service.",
    "The company denied that 3,000 tonnes had been lost last month.",
    "Police arrested about 25 foreigners in Vesmark and Moldun.",
]


def fields_of(path: Path) -> Fields:
    return {"text": decode(path.read_bytes())}


def record_of(account: Account) -> Record:
    record: Record = json.loads("".join(account_pieces(account)))
    return record


def walk(value: Any, article: str | None, homes: Mapping[str, str]) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    """Every object with words at a place, however deep, and the article it counts in."""
    if isinstance(value, list):
        for item in value:
            yield from walk(item, article, homes)
    elif isinstance(value, dict):
        own = value["id"] if value.get("kind") == "article" else homes.get(value.get("statement_id", ""), article)
        article = value.get("article_id", own)
        if {"start", "end", "text"} <= value.keys():
            yield value, article
        for item in value.values():
            yield from walk(item, article, homes)


def read_again(span: Mapping[str, Any], words: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """The words of the input between the ends of `original`, after the edits inside."""
    start, end = span["original"]
    field = span.get("original_field")
    inside = [e for e in edits if e.get("original_field") == field and start <= e["original"][0] and e["original"][1] <= end]
    read, at = "", start
    for edit in sorted(inside, key=lambda e: e["original"]):
        read += words[at : edit["original"][0]] + edit["replacement"]
        at = edit["original"][1]
    return read + words[at:end]


def wrong(record: Record, inputs: Mapping[str, Fields]) -> list[str]:
    """What is wrong with the spans of an account; `inputs` holds each article's fields as they were given."""
    articles = {a["id"]: a for a in record["articles"]}
    homes = {s["id"]: s["article_id"] for s in record["statements"]}
    found, seen = [], 0
    for span, home in walk(record, None, homes):
        seen += 1
        owner = articles[home]
        if owner["text"][span["start"] : span["end"]] != span["text"]:
            found.append(f"text: {span}")
        if span["original"] is None:
            found.extend([] if span.get("how") else [f"no original: {span}"])
        elif read_again(span, inputs[home][span.get("original_field") or "text"], owner["edits"]) != span["text"]:
            found.append(f"original: {span}")
    assert seen > len(articles)
    return found


def compared(paths: Sequence[Path]) -> Record:
    found = desk.compare([str(p) for p in paths], desk.prepare()).account
    assert found is not None
    return record_of(found)


def test_every_span_of_the_examples_leads_back() -> None:
    record = compared(EXAMPLES)
    assert wrong(record, {a["id"]: fields_of(Path(a["path"])) for a in record["articles"]}) == []


def test_every_span_of_the_real_reports_leads_back(real_reports: list[Path]) -> None:
    record = compared(real_reports)
    assert wrong(record, {a["id"]: fields_of(Path(a["path"])) for a in record["articles"]}) == []


nasty_texts = st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(NASTY), st.sampled_from([" ", "\n\n"])), max_size=14)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(nasty_texts.map("".join), min_size=1, max_size=2), title=st.none() | nasty_texts.map("".join))
def test_every_span_of_nasty_texts_leads_back(bodies: list[str], title: str | None, annotator: Annotator) -> None:
    reports = [
        Report(path=f"{n}.txt", raw_sha256=str(n) * 64, text=SENTENCES[n] + body, title=title if n == 0 else None)
        for n, body in enumerate(bodies)
    ]
    articles = {article(report, ReadSettings()).id: report for report in reports if has_sentence(report.text)}
    made = [article(report, ReadSettings()) for report in articles.values()]
    record = record_of(pipeline.compare(made, Settings(), annotator))
    inputs = {key: {"text": report.text, "title": report.title or ""} for key, report in articles.items()}
    assert wrong(record, inputs) == []
    assert verify(record, reports).problems == ()


# What `twosource verify` must see


@pytest.fixture(scope="module")
def sound() -> tuple[Record, list[Report]]:
    return compared(EXAMPLES), [report_of(path) for path in EXAMPLES]


def report_of(path: Path) -> Report:
    raw = path.read_bytes()
    return Report(path=str(path), raw_sha256=hashlib.sha256(raw).hexdigest(), text=decode(raw))


def test_a_sound_account_passes(sound: tuple[Record, list[Report]]) -> None:
    record, reports = sound
    checked = verify(record, reports)
    assert checked.problems == ()
    assert checked.spans == sum(1 for _ in walk(record, None, {}))


def moved(span: dict[str, Any]) -> None:
    span["start"], span["end"] = span["start"] + 1, span["end"] + 1


def reworded(span: dict[str, Any]) -> None:
    span["text"] = span["text"] + "!"


def shifted(span: dict[str, Any]) -> None:
    span["original"] = [span["original"][0] + 1, span["original"][1] + 1]


def unmoored(span: dict[str, Any]) -> None:
    span["original"] = None
    span.pop("how", None)


@pytest.mark.parametrize("damage", [moved, reworded, shifted, unmoored])
def test_damage_to_any_span_is_found(damage: Callable[[dict[str, Any]], None], sound: tuple[Record, list[Report]]) -> None:
    record, reports = sound
    count = sum(1 for _ in walk(record, None, {}))
    for number in random.Random(5).sample(range(count), 12):
        broken = copy.deepcopy(record)
        span = next(s for n, (s, _) in enumerate(walk(broken, None, {})) if n == number)
        assert isinstance(span, dict)
        damage(span)
        assert verify(broken, reports).problems, span


def test_a_changed_report_and_a_wrong_hash_are_found(sound: tuple[Record, list[Report]]) -> None:
    record, reports = sound
    changed = [replace(reports[0], raw_sha256="0" * 64, text=reports[0].text.replace("e", "a", 1)), *reports[1:]]
    assert verify(record, changed).problems
    broken = copy.deepcopy(record)
    broken["articles"][0]["raw_sha256"] = "0" * 64
    assert verify(broken, reports).problems
