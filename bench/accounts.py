"""What the account of many reports costs on top of their statements: `twosource compare` against `twosource statements`, paired.

    python bench/accounts.py [--reports N] [--runs N] [--only kind|copies]

- **kind**: reports of about 600 words, each pasted together from reports of the gold set, which tell of one kind of incident, so
  that all are near in words.
- **copies**: near copies of one such report: each leaves out other sentences, and changes a word or a number in others. Every two
  of them are told as a derivation with its evidence, so that this list grows with the square.

Where the gold set is not there, the bundled examples are pasted together and copied by the same rules. All are new processes,
run in turn; medians of the runs' ratios are told, of wall time, of processor time (it varies less on a busy machine) and, of the
time alone that the account takes on top, by that of statements. Peak memory is told at half of the reports, at all, and at
twice as many; what start-up takes of it, with a single report of one sentence, is taken off before the last two are compared.
Ends with 1 where the ratios of wall and of processor time are both above the bar, or twice as many reports take more memory than
the memory bar has it.
"""

import argparse
import compileall
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from speed import ROOT, Cost, cost
from throughput import GOLD, Row, gold_rows, ours, written

from twosource.annotate import AnnotateSettings, sentence_places

BAR, MEMORY_BAR = 2.0, 2.2  # an account by its statements; twice the reports by the reports, in memory above start-up
WORDS = 600  # of a report
CUT, CHANGED = 9, 4  # of a copy, each how many-th sentence is left out, and changed
NUMBER = re.compile(r"\b\d{1,3}\b")
LONG_WORD = re.compile(r"\b[a-z]{6,}\b")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--reports", type=int, default=100, help="how many reports; memory is told at half and at twice as many too"
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each pair; the medians are told")
    parser.add_argument("--only", choices=tuple(MAKERS), action="append", help="measure only this (may be repeated)")
    chosen = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        above = [_measured(name, Path(folder), chosen.reports, chosen.runs) for name in chosen.only or MAKERS]
    return int(any(above))


def of_a_kind(count: int) -> Iterator[Row]:
    """Reports of about `WORDS` words, the paragraphs of real ones in a row; where these run out, begun again with a remark."""
    paragraphs = cycle(_paragraphs())
    for number in range(count):
        taken, words = [], 0
        while words < WORDS:
            taken.append(next(paragraphs))
            words += len(taken[-1].split())
        yield _row(number, [*taken, f"This was report {number}."])


def near_copies(count: int) -> Iterator[Row]:
    """Copies of one report, no two alike: other sentences of each are left out, and changed in a word or a number."""
    text = next(of_a_kind(1))["text"]
    sentences = [text[a:b] for a, b in sentence_places(text, 0, len(text), AnnotateSettings().longest_sentence)]
    for number in range(count):
        kept = [
            _changed(s, number) if (at + number) % CHANGED == 0 else s
            for at, s in enumerate(sentences)
            if (at * 7 + number) % CUT
        ]
        yield _row(number, kept)


def _paragraphs() -> list[str]:
    if GOLD.is_file():
        texts = [row["text"] for row in gold_rows(None)]
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "reports").glob("*.txt"))]
    return [paragraph for text in texts for paragraph in text.split("\n\n") if len(paragraph.split()) > 3]


def _changed(sentence: str, number: int) -> str:
    """A sentence with another number in place of its first, or without one of its longer words."""
    if NUMBER.search(sentence):
        return NUMBER.sub(lambda found: str(int(found[0]) + number % 3 + 1), sentence, count=1)
    found = list(LONG_WORD.finditer(sentence))
    if not found:
        return sentence
    gone = found[number % len(found)]
    return sentence[: gone.start()].rstrip() + sentence[gone.end() :]


def _row(number: int, paragraphs: Sequence[str]) -> Row:
    day = f"2016-09-{number % 28 + 1:02}"
    return {"id": f"r{number}", "outlet": f"Outlet {number}", "published": day, "text": "\n\n".join(paragraphs)}


MAKERS: Mapping[str, Callable[[int], Iterator[Row]]] = {"kind": of_a_kind, "copies": near_copies}


def _measured(name: str, folder: Path, count: int, runs: int) -> bool:
    paths = {n: written(folder / f"{name}{n}.jsonl", islice(MAKERS[name](n), n)) for n in (count // 2, count, 2 * count)}
    start = written(folder / "start.jsonl", [_row(0, ["It rained."])])
    pairs = [tuple(map(cost, (ours(start), ours(paths[count]), account(paths[count])))) for _ in range(runs)]
    return _tell_time(name, pairs) | _tell_memory(name, *(cost(account(path)).memory for path in (start, *paths.values())))


def account(path: Path) -> list[str]:
    return [*ours(path)[:1], "compare", str(path), "--json"]


def _tell_time(name: str, runs: Sequence[Sequence[Cost]]) -> bool:
    above = True
    for kind in ("wall", "processor"):
        start, statements, whole = ([float(getattr(run[n], kind)) for run in runs] for n in range(3))
        ratio = median(w / s for s, w in zip(statements, whole, strict=True))
        alone = median((w - s) / max(s - b, 0.01) for b, s, w in zip(start, statements, whole, strict=True))
        seconds = f"statements {median(statements):6.1f} s  account {median(whole):6.1f} s"
        print(
            f"{name:<7} {kind:<10} {seconds}  ratio {ratio:.2f} (bar {BAR:.0f}), {alone:.2f} of it on top, start-up taken off",
            flush=True,
        )
        above &= ratio > BAR
    return above


def _tell_memory(name: str, start: float, half: float, whole: float, twice: float) -> bool:
    grown = (twice - start) / max(whole - start, 1.0)
    told = f"{half:.0f}, {whole:.0f}, {twice:.0f} MiB at half, all and twice the reports, {start:.0f} at the start"
    print(f"{name:<7} memory     {told}: {grown:.2f} times as much for twice the reports (bar {MEMORY_BAR})")
    return grown > MEMORY_BAR


if __name__ == "__main__":
    sys.exit(main())
