"""What the page of a large account costs in a browser: 200 reports and 3,000 statements, made from the bundled example by rule.

    python bench/page.py [--runs N]

Told are the size of the file, the first paint against that of a page which holds the same words as bare text, and a filter
against a click that does nothing, both up to the next frame that is painted. Medians of runs in turn, in one browser. Ends
with 1 where a bar is missed: 6 MB, 3 times, 4 times.
"""

import argparse
import html
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

import twosource

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.many import many  # noqa: E402  the rule is the tests' own
from twosource.present.page import render_page  # noqa: E402

SIZE_BAR, PAINT_BAR, FILTER_BAR = 6_000_000, 3.0, 4.0
GROUPS = 50  # of four reports, each told twice over: 200 reports, 3,400 statements
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PAINT = """() => new Promise(done => new PerformanceObserver(list => {
  const paint = list.getEntriesByName('first-contentful-paint')[0];
  if (paint) done(paint.startTime);
}).observe({ type: 'paint', buffered: true }))"""
CLICK = """action => new Promise(done => {
  const select = document.querySelector('[name=verdict]'), verdicts = [...select.options].map(one => one.value);
  const began = performance.now();
  if (action === 'filter') {
    select.value = verdicts[(verdicts.indexOf(select.value) + 1) % verdicts.length];
    select.dispatchEvent(new Event('input', { bubbles: true }));
  } else {
    document.querySelector('h1').click();
  }
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
})"""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="how often each is measured")
    runs = parser.parse_args().runs
    reports = sorted((ROOT / "examples" / "reports").glob("*.txt"))
    account = many(twosource.compare(reports, about=str(ROOT / "examples" / "about.csv")), GROUPS)
    with tempfile.TemporaryDirectory() as folder:
        page, bare = Path(folder) / "page.html", Path(folder) / "bare.html"
        page.write_text(render_page(account), encoding="utf-8")
        print(f"{len(account.articles)} reports, {len(account.statements)} statements, {len(account.claims)} claims")
        with sync_playwright() as playwright:
            program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            measured = measure(browser, page, bare, runs)
            browser.close()
        return tell(page.stat().st_size, measured)


def measure(browser: Browser, page: Path, bare: Path, runs: int) -> Mapping[str, float]:
    """Medians in milliseconds: first paint of the page and of its bare words, a filter, and a click that does nothing."""
    found: dict[str, list[float]] = {"page": [], "bare": [], "filter": [], "click": []}
    view = browser.new_page(viewport={"width": 1400, "height": 900})
    view.goto(page.as_uri())
    words = html.escape(str(view.evaluate("document.body.innerText")))
    bare.write_text(f"<!doctype html><meta charset=utf-8><title>words</title><pre>{words}</pre>", encoding="utf-8")
    for _ in range(runs + 1):
        for name, path in (("bare", bare), ("page", page)):
            view.goto(path.as_uri())
            found[name].append(view.evaluate(PAINT))
        for action in ("click", "filter", "click", "filter"):
            found[action].append(view.evaluate(CLICK, action))
    view.close()
    return {name: median(values[1:]) for name, values in found.items()}


def tell(size: int, measured: Mapping[str, float]) -> int:
    """Prints what was measured; 1 where a bar is missed."""
    paint, click = measured["page"] / measured["bare"], measured["filter"] / measured["click"]
    print(f"size    {size / 1e6:.2f} MB (bar {SIZE_BAR / 1e6:.0f})")
    print(f"paint   {measured['page']:.0f} ms, bare words {measured['bare']:.0f} ms: {paint:.2f} (bar {PAINT_BAR:.0f})")
    print(f"filter  {measured['filter']:.0f} ms, a click {measured['click']:.0f} ms: {click:.2f} (bar {FILTER_BAR:.0f})")
    return int(size > SIZE_BAR or paint > PAINT_BAR or click > FILTER_BAR)


if __name__ == "__main__":
    sys.exit(main())
