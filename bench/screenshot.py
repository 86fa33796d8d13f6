"""Makes the picture of the page that the README shows: the account of the bundled example in a real browser.

python bench/screenshot.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import twosource
from twosource.present.page import render_page

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "account.png"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


def main() -> None:
    reports = sorted((ROOT / "examples" / "reports").glob("*.txt"))
    account = twosource.compare(reports, about=str(ROOT / "examples" / "about.csv"))
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "account.html"
        path.write_text(render_page(account), encoding="utf-8")
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
        page.goto(path.as_uri())
        page.locator("article.claim .claim-ref").first.click()
        page.locator("#claims").evaluate("claims => claims.scrollIntoView()")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
