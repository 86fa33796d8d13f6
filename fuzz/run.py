"""Fuzzes what reads foreign bytes, with atheris: nothing but the documented errors may come out of it.

    python fuzz/run.py [--seconds N] [TARGET ...]

Each target (`fuzz/targets.py`) runs in a process of its own; what it has found worth keeping stays in `fuzz/corpus/`, and an
input that breaks it is written to `fuzz/crashes/`. Ends with 1 where a target broke.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LONGEST = 8_192  # bytes of an input
MOST_MEMORY = 2_048  # MiB
SLOWEST = 20  # seconds for one input; instrumented code takes ten times as long


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="what to fuzz; all where none is named")
    parser.add_argument("--seconds", type=int, default=60, help="how long for each target")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen, rest = parser.parse_known_args()
    if chosen.one:
        _fuzz(chosen.one, rest)
        return 0
    from seeds import seeds

    broken = [name for name in chosen.targets or seeds() if not _ran(name, chosen.seconds)]
    print(f"broken: {', '.join(broken)}" if broken else "nothing broke")
    return int(bool(broken))


def _ran(name: str, seconds: int) -> bool:
    corpus, crashes = HERE / "corpus" / name, HERE / "crashes"
    corpus.mkdir(parents=True, exist_ok=True)
    crashes.mkdir(exist_ok=True)
    _put_seeds(corpus, name)
    options = {
        "max_total_time": seconds, "max_len": LONGEST, "rss_limit_mb": MOST_MEMORY, "timeout": SLOWEST, "verbosity": 0,
        "print_final_stats": 1, "artifact_prefix": f"{crashes}/{name}-",
    }  # fmt: skip
    given = [f"-{option}={value}" for option, value in options.items()]
    done = subprocess.run(
        [sys.executable, __file__, "--one", name, *given, str(corpus)], capture_output=True, text=True, check=False
    )
    ran = next((line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line), "?")
    print(f"{name:<12}{'ok' if done.returncode == 0 else 'BROKEN':<8}{ran} inputs", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr[-6_000:], file=sys.stderr, flush=True)
    return done.returncode == 0


def _put_seeds(corpus: Path, name: str) -> None:
    from seeds import seeds

    for number, raw in enumerate(seeds()[name]):
        (corpus / f"seed-{number}").write_bytes(raw)


def _fuzz(name: str, options: list[str]) -> None:
    import logging

    import atheris

    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=["twosource", "targets"]):
        from targets import TARGETS
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
