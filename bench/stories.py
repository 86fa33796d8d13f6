"""What it costs to group very many reports: does the time grow with their number alone, and what is kept of each?

    python bench/stories.py [--articles N] [--against N] [--python PATH]

The reports are those of gold/stories_longtail and, once these are used up, variations of them made by rule: every name is put
in the place of another of the same length, another in each round, and the days move on, so that some 70 reports a day come in.
Groups N reports (100,000) and twice as many, each in a process of its own, and tells the ratio of the times of grouping (reading
and making the reports is not counted), and the memory taken per report beyond the reports themselves. Then groups some of them
(5,000) beside scikit-learn's TF-IDF and average linkage, where the interpreter given has it: once over dense vectors, as its
manual has it, once over distances worked out before by a sparse product. Ends with 1 where a bar is missed.
"""

import argparse
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from statistics import median

from speed import ROOT

from twosource.model import Article, Span
from twosource.reading import read
from twosource.stories.stream import Stream

GOLD = ROOT.parent / "shared" / "gold" / "stories_longtail" / "inputs.jsonl.gz"
TIME_BAR, MEMORY_BAR, RATE_BAR = 2.2, 4096, 5.0
DAYS_A_ROUND = 45
NAME = re.compile(r"\b[A-Z][a-z]{2,20}\b")
Places = Mapping[str, tuple[list[str], int]]
FIRST_DAY = date(2000, 1, 1)
SKLEARN = """
import sys, time
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
texts = open(sys.argv[1], encoding="utf-8").read().split(chr(0))
began = time.process_time()
found = TfidfVectorizer(stop_words="english").fit_transform(texts)
dense = sys.argv[2] == "dense"
table = found.toarray() if dense else 1 - (found @ found.T).toarray()
AgglomerativeClustering(
    n_clusters=None, metric="cosine" if dense else "precomputed", linkage="average", distance_threshold=0.8
).fit_predict(table)
print(time.process_time() - began)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="how many reports; twice as many are grouped too")
    parser.add_argument("--against", type=int, default=5_000, help="how many are grouped beside scikit-learn; 0: none")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has scikit-learn")
    parser.add_argument("--one", type=int, help="group so many in this process and tell seconds and bytes a report")
    chosen = parser.parse_args()
    if not GOLD.is_file():
        print("nothing was measured: the reports of gold/stories_longtail are not there")
        return 0
    if chosen.one:
        print(*_grouped(list(islice(reports(), chosen.one))))
        return 0
    missed = _growth(chosen.articles)
    return int(_beside_sklearn(chosen.against, chosen.python) or missed) if chosen.against else int(missed)


def reports() -> Iterator[Article]:
    """The reports of the gold set, then variations of them without end."""
    real = [made for made in read([str(GOLD)]) if isinstance(made, Article)]
    places = _places(real)
    for number in count():
        for article in real:
            yield _varied(article, number, places)


def _places(articles: Sequence[Article]) -> Places:
    """Of each name all names of its length, in alphabetical order, and its own place among them."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for article in articles:
        for name in NAME.findall(article.text):
            found[len(name)].add(name)
    pools = [sorted(names) for names in found.values()]
    return {name: (pool, at) for pool in pools for at, name in enumerate(pool)}


def _varied(article: Article, number: int, places: Places) -> Article:
    """A report of round `number`: other names of the same lengths, on a day of that round's."""

    def other(match: re.Match[str]) -> str:
        pool, at = places[match.group()]
        return pool[(at + number * 7919) % len(pool)]

    text = NAME.sub(other, article.text) if number else article.text
    day = _day(article) % DAYS_A_ROUND + number * DAYS_A_ROUND
    value = (FIRST_DAY + timedelta(days=day)).isoformat()
    return replace(
        article,
        id=f"{number}-{article.id}",
        text=text,
        headline=_moved(article.headline, text) if article.headline else None,
        blocks=tuple(replace(block, span=_moved(block.span, text)) for block in article.blocks),
        published=replace(article.published, value=value, candidates=(value,)),
    )


def _moved(span: Span, text: str) -> Span:
    return replace(span, text=text[span.start : span.end])


def _day(article: Article) -> int:
    return date.fromisoformat((article.published.value or "2000-01-01")[:10]).toordinal()


def _grouped(articles: Sequence[Article]) -> tuple[float, float, int]:
    """Seconds of processor time of grouping, bytes a report beyond the reports, and how many stories there are."""
    before, began = _resident(), time.process_time()
    stream = Stream()
    stream.add(articles)
    found = sum(1 for _ in stream.stories())
    return time.process_time() - began, (_resident() - before) / len(articles), found


def _resident() -> int:
    """The bytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


def _growth(articles: int) -> bool:
    """Groups so many and twice as many; whether a bar is missed."""
    (once, _, _), (twice, kept, stories) = (_own(articles), _own(2 * articles))
    ratio = twice / once
    print(f"{articles:>8} reports {once:8.1f} s, {articles / once:6.0f} a second")
    print(f"{2 * articles:>8} reports {twice:8.1f} s, {2 * articles / twice:6.0f} a second, {int(stories)} stories")
    print(f"ratio {ratio:.2f} (bar {TIME_BAR}); beyond the reports themselves {kept:.0f} bytes a report (bar {MEMORY_BAR})")
    return ratio > TIME_BAR or kept > MEMORY_BAR


def _own(articles: int) -> tuple[float, ...]:
    """The figures of one grouping in a process of its own."""
    command = [sys.executable, __file__, "--one", str(articles)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return tuple(map(float, told.split()))


def _beside_sklearn(articles: int, python: str) -> bool:
    """Groups so many beside scikit-learn; whether the bar of the manual's way is missed."""
    if subprocess.run([python, "-c", "import sklearn"], capture_output=True, check=False).returncode:
        print("not compared with scikit-learn, which is not installed")
        return False
    texts = ROOT / "build" / "bench-stories.txt"
    texts.parent.mkdir(exist_ok=True)
    texts.write_text("\0".join(article.text for article in islice(reports(), articles)), encoding="utf-8")
    ours = median(_own(articles)[0] for _ in range(3))
    rates = {way: _sklearn(texts, way, python) / ours for way in ("dense", "distances")}
    for way, rate in rates.items():
        print(f"{articles} reports: {rate:.2f} times the rate of scikit-learn over {way} (ours {ours:.1f} s)")
    return rates["dense"] < RATE_BAR


def _sklearn(texts: Path, way: str, python: str) -> float:
    command = [python, "-c", SKLEARN, str(texts), way]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
