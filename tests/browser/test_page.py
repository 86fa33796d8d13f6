"""The page of an account in a browser: read, followed, filtered, by mouse and by keyboard, with and without scripts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, saved
from twosource.model import Account

CLAIM = ".claim[data-verdict]"
SIZES = [360, 760, 1100, 1600, 2400]


def shown_claims(page: Page) -> Sequence[str]:
    return page.locator(f"{CLAIM}:visible").evaluate_all("all => all.map(one => one.id)")  # type: ignore[no-any-return]


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scripts", [True, False])
def test_evidence_opens_the_report_at_the_words_and_leads_back(opened: Opened, any_page: Path, width: int, scripts: bool) -> None:
    page = opened(any_page, width=width, java_script_enabled=scripts)
    claim = page.locator(CLAIM).first
    link = claim.locator(".claim-ref").first
    target = link.get_attribute("href")
    link.click()
    assert page.url.endswith(str(target))
    expect(page.locator(str(target))).to_be_in_viewport()
    back = page.locator(f"{target} ~ .reports-back[href='#{claim.get_attribute('id')}']").first
    back.click()
    expect(claim).to_be_in_viewport()


def test_the_words_of_a_claim_stand_where_its_link_leads(opened: Opened, example_page: Path) -> None:
    page = opened(example_page)
    for claim in page.locator("article.claim").all():
        for cell in claim.locator(".claim-cell").all():
            words = cell.locator(".claim-words").inner_text().strip(" …")
            place = page.locator(str(cell.locator(".claim-ref").first.get_attribute("href")))
            assert words.split(" … ")[0][:20] in place.text_content().replace("\n", " ")  # type: ignore[union-attr]


def test_in_the_wide_page_the_claim_stays_in_sight_beside_its_words(opened: Opened, example_page: Path) -> None:
    page = opened(example_page)
    claim = page.locator(CLAIM).first
    claim.locator(".claim-ref").last.click()
    expect(claim).to_be_in_viewport()


def test_a_link_to_a_claim_and_one_to_words_open_there(opened: Opened, example_page: Path) -> None:
    page = opened(example_page)
    ids = page.locator(f"{CLAIM}, [id^=said-]").evaluate_all("all => all.map(one => one.id)")
    for id in (ids[0], ids[len(ids) // 2], ids[-1]):
        expect(opened(example_page, fragment=f"#{id}").locator(f"#{id}")).to_be_in_viewport()


def test_filters_show_only_what_was_asked_for(opened: Opened, any_page: Path) -> None:
    page = opened(any_page)
    everything = shown_claims(page)
    verdicts = page.locator(CLAIM).evaluate_all("all => [...new Set(all.map(one => one.dataset.verdict))]")
    for verdict in verdicts:
        page.locator("[name=verdict]").select_option(verdict)
        found = page.locator(f"{CLAIM}:visible").evaluate_all("all => all.map(one => one.dataset.verdict)")
        assert found
        assert set(found) == {verdict}
        assert page.locator(".claims:visible").count() == 1
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".find-count")).to_have_text("")
    assert shown_claims(page) == everything


@pytest.mark.parametrize("name", ["kind", "speaker", "report"])
def test_every_choice_of_a_filter_finds_something_and_the_count_says_how_much(
    opened: Opened, example_page: Path, name: str
) -> None:
    page = opened(example_page)
    values = page.locator(f"[name={name}] option").evaluate_all("all => all.map(one => one.value)")
    assert len(values) > 1
    for value in values[1:]:
        page.locator(f"[name={name}]").select_option(value)
        shown, total = len(shown_claims(page)), page.locator(CLAIM).count()
        assert shown
        if shown < total:
            assert page.locator(".find-count").inner_text() == f"{shown} of {total} claims shown"


def test_words_find_claims_whatever_their_case(opened: Opened, example_page: Path) -> None:
    page = opened(example_page)
    page.locator("[name=words]").fill("SAFETY inspection")
    assert len(shown_claims(page)) == 1
    page.locator("[name=words]").fill("no report says this")
    assert shown_claims(page) == []


def test_the_page_can_be_read_by_keyboard_alone(opened: Opened, example_page: Path) -> None:
    page = opened(example_page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    ids = shown_claims(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == ids[1]
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == ids[0]
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile("#said-"))
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.closest('.claim').id") == ids[0]
    page.keyboard.press("/")
    page.keyboard.type("j")
    assert page.locator("[name=words]").input_value() == "j"


def test_keys_are_listed_and_can_be_switched_off(opened: Opened, example_page: Path) -> None:
    page = opened(example_page)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Use single-letter keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.claim')") is None
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()


def test_without_scripts_everything_can_be_read_and_nothing_dead_is_offered(
    opened: Opened, example_page: Path, example: Account
) -> None:
    page = opened(example_page, java_script_enabled=False)
    expect(page.locator("#find")).to_be_hidden()
    assert page.locator(f"{CLAIM}:visible").count() == len(example.claims)
    words = """reading => { const copy = reading.cloneNode(true);
        copy.querySelectorAll(".reports-back").forEach(link => link.remove()); return copy.textContent }"""
    shown = "".join(page.locator("#reading").evaluate(words).split())
    for block in (block for article in example.articles for block in article.blocks):
        assert "".join(block.span.text.split()) in shown


@pytest.mark.parametrize("width", SIZES)
def test_nothing_overflows_the_page_sideways(opened: Opened, any_page: Path, width: int) -> None:
    page = opened(any_page, width=width)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "rules"), [("light", {}), ("dark", {"runOnly": ["color-contrast"]})], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
def test_axe_finds_nothing_serious(opened: Opened, any_page: Path, scheme: str, rules: Mapping[str, object], width: int) -> None:
    """Dark and light are the same page in other colours, so of the dark one only the contrast is looked at."""
    page = opened(any_page, color_scheme=scheme, width=width, bypass_csp=True)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    found = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in serious] == []


def test_paper_shows_addresses_and_hashes_and_no_controls(opened: Opened, example_page: Path, example: Account) -> None:
    page = opened(example_page)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown = page.locator("body").inner_text()
    assert all(article.raw_sha256 in shown for article in example.articles)
    expect(page.locator("#find")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF-")


HOSTILE = {
    "markup": "</blockquote></article><script>alert(1)</script><img src=x onerror=alert(2)><h1>",
    "script address": "javascript:alert(1) [x](javascript:alert(1)) data:text/html,<script>alert(1)</script>",
    "template": "{{ 7 * 7 }}{% raw %}${alert(1)}",
    "bidi": "\u202eneddih\u202c \u2066 \u200f \u2067 abc \u202d",
    "long word": "m" * 100_000,
    "controls": "a\x00b\x1b[31m\x07c\ud800\ufffe\U0010ffff",
    "right to left": "قال المتحدث «نعم»",
}


def with_words(account: Account, words: str) -> Account:
    """The account with one more paragraph in its last report, and a claim that gives these words."""
    article = account.articles[-1]
    start = len(article.text) + 2
    text = f"{article.text}\n\n{words}"
    model = next(s for s in account.statements if s.attribution is None)
    span = replace(model.span, start=start, end=len(text), text=words, original=None, how="test")
    statement = replace(model, id="hostile", article_id=article.id, span=span, events=(), quantities=(), times=(), entities=())
    single = next(claim for claim in account.claims if claim.verdict == "single")
    claim = replace(single, id="hostile", statement_ids=("hostile",), parts=(), differences=(), figures=())
    block = replace(article.blocks[-1], kind="body", span=span)
    changed = replace(article, text=text, blocks=(*article.blocks, block))
    articles = tuple(changed if one is article else one for one in account.articles)
    return replace(account, articles=articles, statements=(*account.statements, statement), claims=(*account.claims, claim))


def boxes(page: Page) -> dict[str, list[float]]:
    """Left, width and height of every claim but the hostile one."""
    page.add_style_tag(
        content="* { content-visibility: visible !important }"
    )  # else what was not painted yet has a guessed height
    measure = "one => [one.id, [one.getBoundingClientRect()].flatMap(box => [box.x, box.width, box.height])]"
    return dict(page.locator(f"{CLAIM}:not(#claim-hostile)").evaluate_all(f"all => all.map({measure})"))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_change_nothing_but_their_own_place(opened: Opened, example: Account, tmp_path: Path, words: str) -> None:
    plain = opened(saved(with_words(example, "Nothing."), tmp_path, "plain.html"), bypass_csp=True)
    page = opened(saved(with_words(example, words), tmp_path, "hostile.html"), bypass_csp=True)
    assert boxes(page) == boxes(plain)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
