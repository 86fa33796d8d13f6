"""Two reports side by side in a browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, saved
from tests.present.test_beside import copies

DIALOG = "dialog.beside"


def column(page: Page, n: int) -> str:
    return " ".join((page.locator(f"{DIALOG} .beside-column").nth(n).text_content() or "").split())


def lettered(page: Page, n: int) -> list[str]:
    return page.locator(f"{DIALOG} .beside-column").nth(n).locator(".beside-number").all_inner_texts()


def test_a_report_opens_beside_its_nearest_and_escape_leads_back_to_where_one_was(opened: Opened, example_page: Path) -> None:
    page = opened(example_page)
    link = page.locator(".reports-beside").nth(1)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(DIALOG)).to_be_visible()
    expect(page.locator(f"{DIALOG} [name=left]")).to_have_value("2")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(link).to_be_focused()
    expect(page).not_to_have_url(re.compile("beside"))


def test_both_reports_stand_whole_with_the_same_passages_lettered(opened: Opened, example_page: Path) -> None:
    page = opened(example_page, fragment="#beside=1,3")
    assert "Rescuers pulled 61 people from the water and 14 were still missing" in column(page, 0)
    assert "Rescuers pulled 61 people from the water and 14 are missing" in column(page, 1)
    assert lettered(page, 0) == sorted(lettered(page, 0))
    assert sorted(lettered(page, 0)) == sorted(lettered(page, 1)) != []


def test_names_stay_unique_while_reports_stand_side_by_side(opened: Opened, any_page: Path) -> None:
    page = opened(any_page, fragment="#beside=1,2")
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_a_letter_leads_to_its_partner_and_back_by_keyboard(opened: Opened, example_page: Path) -> None:
    page = opened(example_page, fragment="#beside=2,3")
    columns = page.locator(f"{DIALOG} .beside-column")
    letter = columns.nth(0).locator(".beside-number").last
    letter.focus()
    page.keyboard.press("Enter")
    partner = columns.nth(1).locator(f".beside-number[data-number='{letter.get_attribute('data-number')}']")
    expect(partner).to_be_focused()
    expect(partner).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(letter).to_be_focused()


def test_a_click_on_shared_words_shows_them_in_the_other_report(opened: Opened, example_page: Path) -> None:
    page = opened(example_page, fragment="#beside=1,2")
    columns = page.locator(f"{DIALOG} .beside-column")
    columns.nth(0).locator(".beside-shared").first.click()
    expect(columns.nth(1).locator(".beside-number").first).to_be_focused()
    expect(columns.nth(1).locator(".beside-shared").first).to_have_class("beside-shared beside-here")


def test_a_quotation_that_was_cut_stands_below_word_by_word(opened: Opened, example_page: Path) -> None:
    page = opened(example_page, fragment="#beside=1,3")
    rows = page.locator(f"{DIALOG} [data-quotation]:visible")
    expect(rows).to_have_count(1)
    expect(rows.locator("del")).to_have_count(2)
    page.locator(f"{DIALOG} [name=right]").select_option("2")
    expect(page.locator(f"{DIALOG} [data-quotation]:visible")).to_have_count(0)


def test_other_reports_can_be_chosen_and_the_address_says_which(opened: Opened, example_page: Path) -> None:
    page = opened(example_page, fragment="#beside=1,2")
    page.locator(f"{DIALOG} [name=right]").select_option("4")
    assert page.url.endswith("#beside=1,4")
    expect(page.locator(".beside-status")).to_contain_text("Nothing is recorded as shared by these two reports.")
    assert "divers reach" in column(page, 1)


def test_a_claim_that_both_tell_leads_to_the_claim(opened: Opened, example_page: Path) -> None:
    page = opened(example_page, fragment="#beside=1,2")
    link = page.locator(".beside-status a").first
    target = str(link.get_attribute("href"))
    link.click()
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(target)).to_be_in_viewport()


def test_addresses_of_reports_that_are_not_there_open_nothing(opened: Opened, example_page: Path) -> None:
    for fragment in ("#beside=1,99", "#beside=0", "#beside=x", "#beside=1,2,3"):
        expect(opened(example_page, fragment=fragment).locator(DIALOG)).to_be_hidden()


def test_of_copies_whose_relation_is_not_kept_it_is_said_where_to_read(opened: Opened, tmp_path: Path) -> None:
    page = opened(saved(copies(60), tmp_path), fragment="#beside=1,60")
    expect(page.locator(".beside-status")).to_contain_text("is not kept in this page")
    expect(page.locator(".beside-status")).to_contain_text("with [")


def test_both_reports_fit_a_phone(opened: Opened, any_page: Path) -> None:
    page = opened(any_page, width=360, fragment="#beside=1,2")
    assert page.evaluate("document.querySelector('dialog.beside').scrollWidth <= innerWidth")
    boxes = [page.locator(f"{DIALOG} .beside-column").nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1


def test_without_scripts_shared_passages_and_cut_quotations_can_be_read(opened: Opened, example_page: Path) -> None:
    page = opened(example_page, java_script_enabled=False)
    pair = page.locator(".beside-pair").nth(1)
    pair.locator("summary").click()
    expect(pair.locator("table").first).to_be_visible()
    expect(pair.locator("del").last).to_be_visible()
    expect(page.locator("a[href^='#beside']:visible")).to_have_count(0)
