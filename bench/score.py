"""Runs twosource over every labelled text set, scores it with the set's own scorer and holds the figures to their floors.

    python bench/score.py [SET ...] [--raise | --lower] [--write-docs]

The sets lie beside the project in ../shared/gold; where they are not there, nothing is scored. Ends with 1 where a figure
fell below its floor in bench/floors.toml, or where a command or a scorer failed. `--raise` writes risen figures as the new
floors; only `--lower` writes lower ones.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from math import floor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
BUILD = ROOT / "build" / "score"
FLOORS = ROOT / "bench" / "floors.toml"
MARKED = ("README.md", "docs/accuracy.md")
OPENS, CLOSES = "<!-- figures -->", "<!-- /figures -->"
MARGIN = 0.002  # arithmetic differs a little between processors, so that a handful of sentences may be parsed otherwise
FINE = (0, 1)  # 1: done, but some inputs were rejected; the scorer counts those as wrong


@dataclass(frozen=True, slots=True)
class TextSet:
    """A labelled set: the command it runs through and the scorer that judges it. `split`: one input file a story.

    `pages`: the input is a folder of web pages. `gold` is the folder where it has another name, `measure` the figure that is told
    where it is not the scorer's first.
    """

    name: str
    asks: str
    command: tuple[str, ...]
    scorer: str
    split: bool = False
    pages: bool = False
    gold: str | None = None
    measure: str | None = None

    @property
    def folder(self) -> Path:
        """Where the labels lie."""
        return GOLD / (self.gold or self.name)


@dataclass(frozen=True, slots=True)
class Figure:
    """A set's headline figure with its 95 % interval, or what went wrong."""

    name: str
    asks: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    seconds: float
    trouble: str | None = None


def _compared(name: str, asks: str, scorer: str, *options: str) -> TextSet:
    return TextSet(name, asks, ("compare", "--each", *options), scorer, split=True)


def _read(name: str, asks: str, scorer: str, gold: str | None = None, measure: str | None = None) -> TextSet:
    return TextSet(name, asks, ("read",), scorer, pages=True, gold=gold, measure=measure)


# The longest run first, so that two workers end at about the same time.
SETS: Sequence[TextSet] = (
    _compared("figures", "killed and injured, day and place", "score_figures.py"),
    TextSet("polnear", "who said what", ("statements",), "score_statements.py"),
    _compared("planted", "one changed thing in a real pair of reports", "score_planted.py"),
    _compared("align_ecb", "which sentences say the same", "score_align.py", "--similarities"),
    _compared("derive_asprout", "pages of one wire copy", "score_derive.py"),
    TextSet("stories_longtail", "reports of one incident among thousands", ("stories",), "score_stories.py"),
    TextSet("stories_outlets", "reports of one event over 94 outlets", ("stories",), "score_stories.py"),
    _compared("conflicts_longtail", "numbers that conflict", "score_conflicts.py"),
    TextSet("tempeval", "times and their values", ("statements",), "score_times.py"),
    TextSet("credits_asprout", "agencies that a page declares", ("read",), "score_credits.py"),
    TextSet("newsquant", "quantities, units and bounds", ("statements",), "score_quantities.py"),
    _read("pagedates", "day of publication", "score_dates.py"),
    _read("pages_trafilatura", "what is kept and dropped of a page", "score_pages.py"),
    _read("pages_headlines", "headline of a page", "score_pages.py", "pages_trafilatura", "headline_exact"),
    _read("pages_authors", "who wrote a page", "score_pages.py", "pages_trafilatura", "authors_F"),
    _read("pages", "main text of a page", "score_pages.py"),
    _compared("answers_nanco", "same or other answer to one question", "score_answers.py"),
)


class Trouble(Exception):
    """A command or a scorer that did not do its work; the message names it."""


def main() -> int:
    options = _options()
    if not GOLD.is_dir():
        print(f"nothing was scored: there are no labelled sets at {os.path.relpath(GOLD, ROOT)}")
        return 0
    known = {s.name: s for s in SETS}
    if unknown := [name for name in options.sets if name not in known]:
        print(f"no set named {', '.join(unknown)}; there are {', '.join(sorted(known))}", file=sys.stderr)
        return 2
    figures = _all([s for s in SETS if not options.sets or s.name in options.sets], options.workers)
    floors = read_floors()
    _write(figures, floors)
    if options.write_docs:
        for name in MARKED:
            _into(ROOT / name, table(figures, {}))
    if options.up or options.down:
        FLOORS.write_text(floors_text(moved(floors, figures, down=options.down), FLOORS.read_text("utf-8")), encoding="utf-8")
    return _verdict(figures, {} if options.down else floors)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets to score; all where none is named")
    parser.add_argument("--workers", type=int, default=2, help="sets run at the same time")
    parser.add_argument("--raise", dest="up", action="store_true", help="write risen figures as the new floors")
    parser.add_argument("--lower", dest="down", action="store_true", help="write every figure as the new floor, lower ones too")
    parser.add_argument("--write-docs", action="store_true", help="write the table into the README and docs/accuracy.md")
    return parser.parse_args()


def _all(sets: Sequence[TextSet], workers: int) -> list[Figure]:
    with ThreadPoolExecutor(max_workers=workers) as pool:
        figures = list(pool.map(_figure, sets))
    return sorted(figures, key=lambda f: f.name)


def _figure(text_set: TextSet) -> Figure:
    started = time.monotonic()
    print(f"{text_set.name}: begun", file=sys.stderr, flush=True)
    try:
        measure, value, low, high = _headline(_scored(text_set), text_set.measure)
        trouble = None
    except Trouble as error:
        measure, value, low, high, trouble = "", None, None, None, str(error)
    seconds = round(time.monotonic() - started, 1)
    print(f"{text_set.name}: {trouble or f'{measure} {value}'} after {seconds} s", file=sys.stderr, flush=True)
    return Figure(text_set.name, text_set.asks, measure, value, low, high, seconds, trouble)


def _scored(text_set: TextSet) -> Mapping[str, Any]:
    work = BUILD / text_set.name
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    output = work / "output.jsonl"
    twosource = str(Path(sys.executable).parent / "twosource")
    _run([twosource, *text_set.command, *_inputs(text_set, work), "--json"], output, work / "messages.txt", fine=FINE)
    scorer = [sys.executable, str(GOLD / text_set.scorer), str(text_set.folder), str(output), "--json"]
    _run(scorer, work / "score.json", work / "scorer.txt")
    found: Mapping[str, Any] = json.loads((work / "score.json").read_text("utf-8"))
    return found


def _inputs(text_set: TextSet, work: Path) -> list[str]:
    if text_set.split:
        stories = work / "stories"
        splitter = [sys.executable, str(GOLD / "stories_split.py"), str(text_set.folder), str(stories)]
        _run(splitter, work / "split.txt", work / "splitter.txt")
        return [str(path) for path in sorted(stories.glob("*.jsonl"))]
    if text_set.pages:
        (work / "html").mkdir()
        for page in sorted((text_set.folder / "html").glob("*.gz")):
            _unpack(page, work / "html" / page.stem)
        return [str(work / "html")]
    _unpack(text_set.folder / "inputs.jsonl.gz", work / "in.jsonl")
    return [str(work / "in.jsonl")]


def _unpack(packed: Path, to: Path) -> None:
    with gzip.open(packed) as source, to.open("wb") as unpacked:
        shutil.copyfileobj(source, unpacked)


def _run(command: Sequence[str], output: Path, messages: Path, *, fine: Sequence[int] = (0,)) -> None:
    """Raises `Trouble` where the command fails, breaks off with a traceback (which ends with 1 as well) or writes nothing."""
    # One thread a process: two sets run at the same time on two cores.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with output.open("wb") as out, messages.open("wb") as err:
        code = subprocess.run(command, stdout=out, stderr=err, env=environment, check=False).returncode
    told = messages.read_text("utf-8", "replace")
    if code not in fine or "Traceback (most recent call last)" in told or not output.stat().st_size:
        last = told.strip().splitlines()[-1:] or ["no message"]
        raise Trouble(f"{Path(command[0]).name} {Path(command[1]).name} ended with {code}: {last[0]}")


def _headline(scored: Mapping[str, Any], measure: str | None = None) -> tuple[str, float, float, float]:
    """Name, value and interval out of either shape of a scorer's `--json`; of `measure`, where one is named."""
    if "headline" in scored:
        name = measure or scored["headline"]["name"]
        found = scored["measures"][name]
    else:
        name, found = scored["measure"], scored
    low, high = (found[side] if found[side] is not None else found["value"] for side in ("low", "high"))
    return name, round(found["value"], 4), round(low, 4), round(high, 4)


def table(figures: Iterable[Figure], floors: Mapping[str, float]) -> str:
    """The figures as a Markdown table, with their floors where there are any."""
    rows = ["| set | what is asked | measure | value | 95 % interval |" + (" floor | seconds |" if floors else "")]
    rows.append("|---|---|---|---|---|" + ("---|---|" if floors else ""))
    for f in figures:
        value = f"{f.value:.3f} | {f.low:.3f} to {f.high:.3f}" if f.value is not None else f"failed: {f.trouble} | "
        rest = f" {floors.get(f.name, 'none')} | {f.seconds:.0f} |" if floors else ""
        rows.append(f"| {f.name} | {f.asks} | {f.measure} | {value} |{rest}")
    return "\n".join(rows) + "\n"


def _write(figures: Sequence[Figure], floors: Mapping[str, float]) -> None:
    shown = table(figures, floors)
    (BUILD.parent / "score.md").write_text(shown, encoding="utf-8")
    record = json.dumps([asdict(f) for f in figures], indent=1, sort_keys=True) + "\n"
    (BUILD.parent / "score.json").write_text(record, encoding="utf-8")
    print(shown)


def _into(path: Path, words: str) -> None:
    before, _, rest = path.read_text("utf-8").partition(OPENS)
    _, _, after = rest.partition(CLOSES)
    path.write_text(f"{before}{OPENS}\n{words}{CLOSES}{after}", encoding="utf-8")


def read_floors() -> dict[str, float]:
    """The lowest figure allowed, by set."""
    return dict(tomllib.loads(FLOORS.read_text("utf-8")).get("floors", {}))


def moved(floors: Mapping[str, float], figures: Iterable[Figure], *, down: bool) -> dict[str, float]:
    """Floors moved to the figures found: up only, unless `down`. Figures less the margin are cut to three digits."""
    found = {f.name: floor((f.value - MARGIN) * 1_000) / 1_000 for f in figures if f.value is not None}
    return {**floors, **{n: value if down else max(value, floors.get(n, 0.0)) for n, value in found.items()}}


def floors_text(floors: Mapping[str, float], before: str) -> str:
    """The file of floors: its head of comments, then one line a set."""
    head = "".join(line for line in before.splitlines(keepends=True) if line.startswith("#"))
    return head + "[floors]\n" + "".join(f"{name} = {value}\n" for name, value in sorted(floors.items()))


def _verdict(figures: Iterable[Figure], floors: Mapping[str, float]) -> int:
    failed = False
    for f in figures:
        if f.value is None:
            print(f"{f.name}: {f.trouble}", file=sys.stderr)
            failed = True
        elif f.value < floors.get(f.name, 0.0):
            print(f"{f.name}: {f.value} is below its floor {floors[f.name]}", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
