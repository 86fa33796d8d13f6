"""A real browser before real pages: of the bundled example, and of the two real reports where they are there."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import twosource
from twosource.model import Account
from twosource.present.page import render_page

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skips where there is none, unless it must be there."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("TWOSOURCE_NEEDS_BROWSER"):
            pytest.fail("no Chromium was found, and TWOSOURCE_NEEDS_BROWSER asks for one")
        pytest.skip("no Chromium is installed: the page was not opened in a browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def example() -> Account:
    """The account of the bundled example."""
    reports = sorted((ROOT / "examples" / "reports").glob("*.txt"))
    return twosource.compare(reports, about=str(ROOT / "examples" / "about.csv"))


@pytest.fixture(scope="session")
def example_page(example: Account, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's page as a file."""
    return saved(example, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def real_page(real_reports: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the two real reports as a file."""
    return saved(twosource.compare(real_reports), tmp_path_factory.mktemp("real"))


@pytest.fixture(params=["example_page", "real_page"])
def any_page(request: pytest.FixtureRequest) -> Path:
    """Each of the two pages."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def saved(account: Account, folder: Path, name: str = "account.html") -> Path:
    """The account's page in this folder."""
    path = folder / name
    path.write_text(render_page(account), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a page; when the test is over, fails if the page asked for anything but itself, or complained."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []
    pages: set[str] = set()

    def open_page(path: Path, *, width: int = 1400, height: int = 900, fragment: str = "", **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        pages.add(path.as_uri())
        page.on("request", lambda r: wrong.append(r.url) if r.url.split("#")[0] not in pages else None)
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(path.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
