"""Files, folders, JSON lines and standard input become reports, or rejections that say what, where and what to do."""

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Rejection
from twosource.reading.about import About
from twosource.reading.guard import Guard
from twosource.reading.reasons import REASONS
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.reading.sources import reports

SENTENCE = "Ten miners were trapped on Tuesday after a shaft near Tarvo collapsed, the rescue service said.\n"
REJECTED = json.loads(Path(__file__).with_name("sources_rejected.json").read_text(encoding="utf-8"))


def found(*paths: Path | str, about: About | None = None, **settings: object) -> list[Report | Rejection]:
    return list(reports([str(p) for p in paths], about or About(), ReadSettings(**settings)))  # type: ignore[arg-type]


def only_report(*paths: Path | str, **settings: object) -> Report:
    [report] = found(*paths, **settings)
    assert isinstance(report, Report), report
    return report


def only_reason(*paths: Path | str, **settings: object) -> str:
    [rejection] = found(*paths, **settings)
    assert isinstance(rejection, Rejection), rejection
    assert rejection.stage == "read"
    assert rejection.reason in REASONS
    assert len(rejection.detail) > 20, "the detail says what is wrong and what to do"
    return rejection.reason


def lines(path: Path, *objects: object) -> Path:
    path.write_text("".join(o if isinstance(o, str) else json.dumps(o) + "\n" for o in objects), encoding="utf-8")
    return path


def test_a_text_file_is_a_report_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SENTENCE.replace("\n", "\r\n").encode())
    report = only_report(path)
    assert report.text == SENTENCE.replace("\n", "\r\n")
    assert report.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (report.path, report.line, report.language) == (str(path), None, None)


@pytest.mark.parametrize("case", REJECTED, ids=[c["label"] for c in REJECTED])
def test_what_is_no_report_is_rejected_with_its_reason(case: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / case.get("name", "report.txt")
    path.write_bytes(bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode())
    assert only_reason(path) == case["reason"]


@pytest.mark.parametrize(
    "words",
    [
        "<noscript>Please enable JavaScript.</noscript><p>Ten miners were trapped on Tuesday, the rescue service said.</p>",
        f"<script>x</script><p>The site needs JavaScript.</p><p>{SENTENCE * 5}</p>",
        "<p>The mayor said the ferry's new page needs JavaScript and cannot be read on old telephones.</p>",
    ],
    ids=["beside a notice", "long", "about scripts"],
)
def test_a_page_with_words_of_its_own_is_read_whatever_it_says_of_scripts(words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><html lang=en><title>Tarvo Post</title><body>{words}</body></html>")
    assert only_report(path).words.strip()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    [rejection] = found(tmp_path / "gone.txt")
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.path) == ("missing", str(tmp_path / "gone.txt"))


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_rejected(name: str) -> None:
    assert only_reason(name) in {"missing", "unreadable"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user who may not read everything")
def test_a_file_that_may_not_be_read_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    assert only_reason(path) == "unreadable"


def test_the_others_are_read_where_one_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE)
    (tmp_path / "bad.txt").write_text("")
    kinds = [type(item) for item in found(tmp_path / "bad.txt", tmp_path / "gone.txt", tmp_path / "good.txt")]
    assert kinds == [Rejection, Rejection, Report]


def test_a_folder_gives_all_its_reports_sorted_and_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The man named in {name.replace('/', ' ')} was seen in Tarvo.")
    names = [Path(item.path or "").relative_to(tmp_path).as_posix() for item in found(tmp_path)]
    assert names == ["a.txt", "b.txt", "sub/c.txt"]


def test_an_empty_folder_is_rejected(tmp_path: Path) -> None:
    assert only_reason(tmp_path) == "empty_folder"


def test_json_lines_give_one_report_a_line_with_the_hash_of_the_line(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", {"id": "r1", "text": SENTENCE}, "\n", {"id": "r2", "text": SENTENCE})
    first, second = found(path)
    assert isinstance(first, Report)
    assert (first.id, first.line, first.text) == ("r1", 1, SENTENCE)
    assert isinstance(second, Report)
    assert (second.id, second.line) == ("r2", 3)
    assert first.raw_sha256 == hashlib.sha256(path.read_bytes().split(b"\n")[0]).hexdigest()


@pytest.mark.parametrize(
    ("record", "field", "expected"),
    [
        ({"maintext": SENTENCE}, "text", SENTENCE),
        ({"body": SENTENCE, "headline": "Miners trapped"}, "title", "Miners trapped"),
        ({"text": None, "content": SENTENCE, "sitename": "Tarvo Post"}, "outlet", "Tarvo Post"),
        ({"text": SENTENCE, "source": {"name": "Tarvo Post"}}, "outlet", "Tarvo Post"),
        ({"text": SENTENCE, "date_publish": "2031-04-02"}, "published", "2031-04-02"),
        ({"text": SENTENCE, "dateModified": "2031-04-03"}, "modified", "2031-04-03"),
        ({"text": SENTENCE, "author": "Ada Orr; Ben Ull"}, "authors", ("Ada Orr", "Ben Ull")),
        ({"text": SENTENCE, "authors": [{"name": "Ada Orr"}, "Ben Ull", None]}, "authors", ("Ada Orr", "Ben Ull")),
        ({"text": SENTENCE, "id": 17}, "id", "17"),
        ({"text": SENTENCE, "title": "", "headline": "Miners trapped"}, "title", "Miners trapped"),
        ({"text": SENTENCE, "url": ["x"], "authors": {}, "language": None}, "url", None),
        ({"text": "Ten men \ud83d were trapped near Tarvo."}, "text", "Ten men \ufffd were trapped near Tarvo."),
    ],
)
def test_the_usual_names_of_fields_are_read(record: object, field: str, expected: object, tmp_path: Path) -> None:
    assert getattr(only_report(lines(tmp_path / "in.jsonl", record)), field) == expected


def test_a_broken_line_costs_that_line_only(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", '{"text": "Ten\n', "[1]\n", {"id": "x"}, "[" * 100_000 + "\n", {"text": SENTENCE})
    items = found(path)
    assert [item.line for item in items] == [1, 2, 3, 4, 5]
    assert [item.reason for item in items[:4] if isinstance(item, Rejection)] == ["broken_json"] * 2 + ["no_text", "broken_json"]
    assert isinstance(items[4], Report)


def test_content_decides_what_a_file_is_and_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "plain.jsonl").write_text(SENTENCE)
    assert only_report(tmp_path / "plain.jsonl").text == SENTENCE
    assert only_report(lines(tmp_path / "lines.txt", {"text": SENTENCE})).line == 1


def test_a_json_object_over_several_lines_is_one_report(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"maintext": SENTENCE, "title": "Miners trapped"}, indent=2))
    report = only_report(path)
    assert (report.text, report.title, report.line) == (SENTENCE, "Miners trapped", None)


def test_packed_json_lines_are_unpacked_and_hashed_by_line(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", {"id": "r1", "text": SENTENCE})
    packed = tmp_path / "in.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert only_report(packed).raw_sha256 == only_report(path).raw_sha256


def test_a_damaged_packed_file_is_rejected(tmp_path: Path) -> None:
    packed = gzip.compress(SENTENCE.encode() * 100)
    for number, damaged in enumerate((packed[:-20], packed[:12] + b"\xff" * 30, b"\x1f\x8b")):
        (tmp_path / f"{number}.gz").write_bytes(damaged)
        assert only_reason(tmp_path / f"{number}.gz") in {"unreadable", "empty"}


def test_a_packed_file_may_not_grow_without_end(tmp_path: Path) -> None:
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a b c"}\n' * 10_000))
    last = found(tmp_path / "bomb.jsonl.gz", largest_unpacked=1000)[-1]
    assert isinstance(last, Rejection)
    assert last.reason == "too_large"
    assert "largest_unpacked" in last.detail


@pytest.mark.parametrize(("name", "limit"), [("a.txt", "largest_file"), ("a.jsonl", "longest_line")])
def test_what_is_too_large_is_rejected_and_names_the_setting(name: str, limit: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(SENTENCE * 20 if name == "a.txt" else json.dumps({"text": SENTENCE * 20}) + "\n")
    [rejection] = found(path, **{limit: 200})
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "too_large"
    assert limit in rejection.detail


def test_a_line_after_one_that_is_too_long_is_read(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"text": SENTENCE * 40}, {"text": SENTENCE})
    first, second = found(path, longest_line=500)
    assert isinstance(first, Rejection)
    assert isinstance(second, Report)
    assert second.line == 2


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    report = only_report("-")
    assert (report.path, report.text) == ("-", SENTENCE)


def test_json_lines_and_packed_ones_come_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps({"id": "r1", "text": SENTENCE}).encode()
    for raw in (data, gzip.compress(data)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert only_report("-").id == "r1"


def test_the_same_report_counts_once_with_a_notice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SENTENCE)
    first, second = found(tmp_path)
    assert isinstance(first, Report)
    assert isinstance(second, Rejection)
    assert (second.reason, REASONS[second.reason].weight) == ("same_report", "notice")


def test_equal_words_of_two_outlets_are_two_reports(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"text": SENTENCE, "outlet": "Tarvo Post"}, {"text": SENTENCE, "outlet": "Orr Daily"})
    assert [type(item) for item in found(path)] == [Report, Report]


def test_a_repeated_id_with_other_content_is_rejected(tmp_path: Path) -> None:
    other = SENTENCE.replace("Ten", "Nine")
    path = lines(tmp_path / "a.jsonl", {"id": "r", "text": SENTENCE}, {"id": "r", "text": other}, {"id": "r", "text": SENTENCE})
    assert [getattr(item, "reason", None) for item in found(path)] == [None, "repeated_id", "same_report"]


def test_twenty_megabytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(SENTENCE * 210_000)
    assert len(only_report(path).text) > 20_000_000
    path.write_text("menu\n" * 400_000)
    assert only_reason(path) == "no_sentence"


PIECES = st.sampled_from(
    b'{"text": "|"}|\n|Ten men died, police said. |\x00|\xff\xfe|\x1f\x8b\x08|<html>|[|\xc3|PK\x03\x04'.split(b"|")
)
CONTENTS = st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=12).map(b"".join)


@settings(deadline=None)  # the first page loads the libraries
@given(CONTENTS, st.sampled_from(["a.txt", "a.jsonl", "a.json"]))
def test_whatever_a_file_holds_comes_out_as_reports_or_rejections(raw: bytes, name: str) -> None:
    # pages are read in this process: one more for each example takes too long
    with TemporaryDirectory() as folder, patch.object(Guard, "_ready", return_value=None):
        path = Path(folder, name)
        path.write_bytes(raw)
        items = found(path)
        assert items, "nothing disappears"
        assert items == found(path)
    assert all(isinstance(item, Report) or item.reason in REASONS for item in items)


def test_the_reports_of_the_real_briefing_are_read_as_they_stand(real_reports: list[Path]) -> None:
    items = found(*real_reports)
    assert [type(item) for item in items] == [Report] * len(real_reports)
    assert [item.text for item in items if isinstance(item, Report)] == [p.read_bytes().decode() for p in real_reports]
