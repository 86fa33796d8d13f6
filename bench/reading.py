"""What reading web pages costs on top of finding their text: `twosource.reading.read` against bare `trafilatura.extract`, paired.

    python bench/reading.py [--runs N] [--pages N] [--only pages|memory]

- **pages**: the pages of gold/pages and gold/pages_trafilatura, each a file; where these are not there, made-up ones. Bare run:
  read the file, `trafilatura.extract` its bytes with the default options. Ours gives articles, each page's source read in the
  guarded child process, whose time is counted with its parent's. All are new processes, run in turn; a run over one page is taken
  off each, so that what loading the libraries costs does not count. The medians of the runs' ratios are told: our pages a second
  by trafilatura's, of wall and of processor time.
- **memory**: peak memory over 5,000 and over 50,000 JSON lines. What grows is one hash for each report, by which it is
  known again.

Ends with 1 where the ratios of wall and of processor time are both below their bar, or memory above its bar.
"""

import argparse
import compileall
import gzip
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from speed import ROOT, Cost, cost

GOLD = tuple(ROOT.parent / "shared" / "gold" / name / "html" for name in ("pages", "pages_trafilatura"))
BAR, MEMORY_BAR = 0.6, 1.3  # our throughput by trafilatura's; memory over ten times the lines by that over the lines
LINES = 5_000
BARE = """
import sys, trafilatura
for path in sys.argv[1:]:
    trafilatura.extract(open(path, "rb").read())
"""
OURS = """
import sys
from twosource.reading import read
from twosource.reading.settings import ReadSettings
for found in read(sys.argv[1:], ReadSettings(other_languages=True)):
    pass
"""
WORDS = "The mayor of Tarvo said on Tuesday that bridge {0} would stay closed until {1} inspectors had seen it. "


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each pair; the medians are told")
    parser.add_argument("--pages", type=int, default=300, help="how many pages at most")
    parser.add_argument("--only", choices=tuple(MEASURES), action="append", help="measure only this (may be repeated)")
    chosen = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        beyond = [MEASURES[name](Path(folder), chosen.pages, chosen.runs) for name in chosen.only or MEASURES]
    return int(any(beyond))


def _pages(folder: Path, most: int, runs: int) -> bool:
    paths = [str(path) for path in _written(folder, most)]
    runs_of_all = [[cost([sys.executable, "-c", code, *given]) for code, given in _commands(paths)] for _ in range(runs + 1)]
    return _tell_time(runs_of_all[1:], len(paths) - 1)  # the first one only warms the disk cache


def _commands(paths: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    return [(code, given) for code in (BARE, OURS) for given in (paths[:1], paths)]


def _written(folder: Path, most: int) -> Iterator[Path]:
    """The pages as files, unpacked: gold ones, or as many made-up ones."""
    packed = [path for place in GOLD for path in sorted(place.glob("*.html.gz"))][:most]
    print(f"pages: {', '.join(os.path.relpath(place, ROOT) for place in GOLD) if packed else 'made up'}", file=sys.stderr)
    for number in range(len(packed) or most):
        path = folder / f"{number}.html"
        path.write_bytes(gzip.decompress(packed[number].read_bytes()) if packed else _made_up(number))
        yield path


def _made_up(number: int) -> bytes:
    """An invented page of 30 paragraphs between its menus."""
    menu = "<ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(60)) + "</ul>"
    words = "".join(f"<p>{WORDS.format(number, n) * 3}</p>\n" for n in range(30))
    head = f"<title>Bridge {number}</title></head><body><nav>{menu}</nav><article><h1>Bridge {number} closed</h1>"
    return f"<!DOCTYPE html><html><head>{head}{words}</article><footer>{menu}</footer></body></html>".encode()


def _tell_time(runs: Sequence[Sequence[Cost]], pages: int) -> bool:
    below = True
    for kind in ("wall", "processor"):
        bare_start, bare, ours_start, ours = ([float(getattr(run[n], kind)) for run in runs] for n in range(4))
        spent = [(b - b0, o - o0) for b0, b, o0, o in zip(bare_start, bare, ours_start, ours, strict=True)]
        ratio = median(theirs / own for theirs, own in spent)
        theirs, own = (median(pair[n] for pair in spent) for n in range(2))
        print(
            f"{kind:<10} trafilatura {theirs:6.2f} s  ours {own:6.2f} s for {pages} pages  throughput {ratio:.2f} (bar {BAR}); "
            f"start-up {median(bare_start):.2f} s and {median(ours_start):.2f} s",
            flush=True,
        )
        below &= ratio < BAR
    return below


def _memory(folder: Path, most: int, runs: int) -> bool:
    del most, runs
    few, many = (cost([sys.executable, "-c", OURS, str(_lines(folder, count))]).memory for count in (LINES, 10 * LINES))
    print(
        f"memory     {few:.0f} MiB over {LINES:,} lines, {many:.0f} MiB over {10 * LINES:,}: {many / few:.2f} (bar {MEMORY_BAR})"
    )
    return many / few > MEMORY_BAR


def _lines(folder: Path, count: int) -> Path:
    path = folder / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = "\n\n".join(WORDS.format(number, n) for n in range(6))
            file.write(json.dumps({"title": f"Bridge {number} closed", "text": text, "outlet": "Tarvo Post"}) + "\n")
    return path


MEASURES: Mapping[str, Callable[[Path, int, int], bool]] = {"pages": _pages, "memory": _memory}

if __name__ == "__main__":
    sys.exit(main())
