"""The reports in full, as the page prints them."""

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from tests.present import accounts
from twosource.model import Account, Article, Block, Claim, Edit, Statement, Verdict
from twosource.present.anchors import claim_anchor, report_anchor, statement_anchor
from twosource.present.book import Book
from twosource.present.page.reports import MOST_REPAIRS, Reports, reports, web_address
from twosource.present.page.segments import Mark, Units, laid_out, stretches
from twosource.present.templating import environment
from twosource.present.words import harmless
from twosource.text import view_of

LETTERS = st.text("ab \n<&\u202e", max_size=60)


class Seen(HTMLParser):
    """The text of each element of a class, in order, ids, links, and whether elements are properly nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.links.append(found.get("href") or "")
        self.open.append((tag, found.get("class") or found.get("id") or ""))
        for _, name in self.open[-1:]:
            self.texts.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [name for _, name in self.open]
        if any(name.startswith(("reports-back", "reports-gone")) for name in names):
            return
        for name in dict.fromkeys(names):
            self.texts[name][-1] += data


def rendered(view: Reports) -> str:
    return str(environment().get_template("reports.html.j2").module.reports(view))  # type: ignore[attr-defined]


def page(account: Account) -> str:
    return rendered(reports(Book.of(account), account))


def seen(account: Account) -> Seen:
    parser = Seen()
    parser.feed(page(account))
    parser.close()
    assert not parser.open
    return parser


def one(told: Article, *statements: Statement, claims: tuple[Claim, ...] = ()) -> Account:
    """An account of one report."""
    return Account(story=accounts.account().story, articles=(told,), statements=statements, derivations=(), claims=claims)


def said(told: Article, words: str, id: str) -> Statement:
    return accounts.statement(told, words, id=id)


def with_blocks(told: Article, *blocks: tuple[str, str]) -> Article:
    """An article with these kinds of blocks, by their words."""
    view, at, found = view_of(told), 0, []
    for kind, words in blocks:
        at = told.text.index(words, at)
        found.append(Block(kind=kind, span=view.span(at, at + len(words))))  # type: ignore[arg-type]
        at += len(words)
    return replace(told, blocks=tuple(found))


def test_each_report_has_its_anchor_its_number_and_its_outlet() -> None:
    found = seen(accounts.account())
    assert [name for name in found.ids if name.startswith("report-") and not name.endswith("-head")] == ["report-a1", "report-a2"]
    assert [text.strip() for text in found.texts["report-a1-head"]] == ["[1] Lake Courier"]


def test_every_word_of_a_report_is_printed_once_and_in_order() -> None:
    account = accounts.account()
    texts = [" ".join(text.split()) for text in seen(account).texts["reports-text"]]
    assert texts == [" ".join(told.text.split()) for told in Book.of(account).articles]


places = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@given(LETTERS, st.lists(places, max_size=6), st.lists(places, max_size=6), st.lists(places, max_size=6))
def test_whatever_blocks_and_statements_there_are_each_word_stands_once_in_order(
    text: str, blocks: list[list[int]], marked: list[list[int]], passages: list[list[int]]
) -> None:
    told = article(text, id="r")
    size, view = len(text), view_of(told)
    found = [Block(kind="body", span=view.span(min(a, size), min(b, size))) for a, b in blocks]
    told = replace(told, blocks=tuple(found))
    marks = [Mark(start=min(a, size), end=min(b, size), id=str(n)) for n, (a, b) in enumerate(marked)]
    laid = list(laid_out(told, marks, Units.of((a, b) for a, b in passages)))
    words = "".join(piece.text for _, pieces in laid for piece in pieces)
    assert "".join(words.split()) == "".join(text.split())
    for part, pieces in laid:
        stack: list[str] = []
        for piece in pieces:
            if piece.kind == "open":
                stack.append(piece.id)
            elif piece.kind == "close":
                assert stack.pop() == piece.id
            else:
                inside = {m.id for m in marks if m.start <= piece.at and piece.at + len(piece.text) <= m.end}
                assert set(stack) == inside
                assert piece.unit == any(a <= piece.at < b for a, b in passages)
                assert part.start <= piece.at < part.end
        assert not stack
    if laid:
        opened = [piece.id for _, pieces in laid for piece in pieces if piece.kind == "open" and piece.outer]
        closed = [piece.id for _, pieces in laid for piece in pieces if piece.kind == "close" and piece.outer]
        assert sorted(opened) == sorted(closed) == sorted(m.id for m in marks)


@given(st.text(st.sampled_from(" ab\n"), max_size=40), st.lists(places, max_size=5))
def test_stretches_do_not_overlap(text: str, blocks: list[list[int]]) -> None:
    told = article(text, id="r")
    view = view_of(told)
    found = tuple(Block(kind="body", span=view.span(min(a, len(text)), min(b, len(text)))) for a, b in blocks)
    parts = list(stretches(replace(told, blocks=found)))
    assert all(a.end <= b.start for a, b in pairwise(parts))


def test_the_words_of_a_statement_carry_its_anchor_and_lead_back_to_its_claim() -> None:
    account = accounts.account()
    found, html = seen(account), page(account)
    claim = next(c for c in account.claims if c.verdict == "disputed")
    for id in claim.statement_ids:
        assert found.ids.count(statement_anchor(id)) == 1
    assert found.links.count(f"#{claim_anchor(claim.id)}") == 2
    assert 'aria-label="back to claim 1, disputed">1</a>' in html
    assert 'title="claim 1, disputed"' in html


def test_crossing_statements_are_split_and_each_keeps_one_anchor() -> None:
    told = article("one two three four five", id="r")
    a, b = said(told, "one two three", "a"), said(told, "three four five", "b")
    inner = said(told, "two three", "c")
    found = seen(one(told, a, b, inner))
    assert sorted(name for name in found.ids if name.startswith("said-")) == ["said-a", "said-b", "said-c"]
    assert [text.strip() for text in found.texts["reports-text"]] == [told.text]


def test_a_statement_over_two_paragraphs_is_marked_in_both() -> None:
    told = article("The first part.\n\nThe second part.", id="r")
    html = page(one(told, said(told, "part.\n\nThe second", "s")))
    assert html.count('class="reports-said reports-is-none"') == 2
    assert html.count('id="said-s"') == 1


def test_where_statements_of_one_claim_end_together_one_number_leads_back() -> None:
    told = article("Ada Quist said the dam had burst.", id="r")
    outer, inner = said(told, "Ada Quist said the dam had burst", "o"), said(told, "the dam had burst", "i")
    claim = accounts.claim("agreed", outer, inner)
    assert seen(one(told, outer, inner, claims=(claim,))).links.count(f"#{claim_anchor(claim.id)}") == 1


@pytest.mark.parametrize("verdict", ["disputed", "updated", "refined", "agreed", "single"])
def test_a_verdict_is_said_in_words_and_not_by_colour_alone(verdict: Verdict) -> None:
    told = article("The dam had burst.", id="r")
    statement = said(told, "The dam had burst.", "s")
    html = page(one(told, statement, claims=(accounts.claim(verdict, statement),)))
    words = "in one report only" if verdict == "single" else verdict
    assert f'title="claim 1, {words}"' in html
    assert f"reports-is-{verdict}" in html


def test_what_was_thrown_away_is_listed_and_its_place_is_told() -> None:
    told = with_blocks(
        article("Menu\nNews\nThe dam burst.\nShare", id="r"),
        ("furniture", "Menu"),
        ("furniture", "News"),
        ("body", "The dam burst."),
        ("furniture", "Share"),
    )
    html, found = page(one(told)), seen(one(told))
    assert "Thrown away from this page: 3 blocks, 3 words" in html
    assert [text.split() for text in found.texts["reports-thrown"]] == [["Menu", "News", "Share"]]
    assert [text.strip() for text in found.texts["reports-text"]] == ["The dam burst."]
    assert html.index("thrown away here: 1 to 2") < html.index("The dam burst.") < html.index("thrown away here: 3")


def test_words_in_no_block_are_still_printed() -> None:
    told = with_blocks(article("Before.\n\nThe dam burst.\n\nAfter.", id="r"), ("body", "The dam burst."))
    assert [text.split() for text in seen(one(told)).texts["reports-text"]] == [told.text.split()]


def test_repairs_tell_rule_place_and_what_is_read_now() -> None:
    told = replace(article("The dam © burst.", id="r"), edits=(Edit(rule="mojibake", original=(8, 10), replacement="©"),))
    assert "mojibake: 2 characters from 8 of the text, read as &#34;©&#34;" in page(one(told))


def test_of_very_many_repairs_some_are_listed_and_all_are_counted() -> None:
    edits = tuple(Edit(rule="mojibake", original=(n, n + 1), replacement="x") for n in range(MOST_REPAIRS + 5))
    html = page(one(replace(article("x" * 100, id="r"), edits=edits)))
    assert f"Repairs: {MOST_REPAIRS + 5}" in html
    assert "5 more, not listed here" in html


def test_the_facts_tell_credits_and_what_they_prove() -> None:
    html = page(accounts.account())
    assert "Reuters (credit line), &#34;(Reuters)&#34;: its text" in html
    assert "2025-03-04 (given)" in html
    assert "0" * 64 in html


def test_an_address_of_the_web_is_a_link_and_no_other_is() -> None:
    told = article("The dam burst.", id="r")
    safe = page(one(replace(told, url="https://lake.example/dam?a=1&b=2")))
    assert '<a href="https://lake.example/dam?a=1&amp;b=2" rel="noreferrer noopener">' in safe
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "https://[",
        "http://a b",
        "https:///x",
        'https://x"onclick=',
        "http://a\u202eb",
    ):
        links = seen(one(replace(told, url=url))).links
        assert not [link for link in links if link.startswith(("javascript", "data", "https://[", "http://a", "https:///"))]


def test_web_addresses_may_be_written_in_capitals() -> None:
    assert web_address("HTTPS://Lake.example/") == "HTTPS://Lake.example/"


def test_only_addresses_of_the_web_are_followed() -> None:
    assert not any(map(web_address, ("javascript://lake.example/%0aalert(1)", "ftp://lake.example/", "file://lake.example/x")))


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=1>\u202eevil\x1b\ud800'


def test_hostile_words_change_nothing_but_their_own_place() -> None:
    told = article(f"{HOSTILE} was said.\n\n{'x' * 100_000}", id="r", title=HOSTILE, outlet=HOSTILE)
    told = replace(told, url="javascript:alert(1)", path=f"/x/{HOSTILE}", raw_sha256=HOSTILE, language='"><b>')
    statement = said(told, f"{HOSTILE} was said.", '"><i>')
    account = one(told, statement, claims=(replace(accounts.claim("single", statement), id='"><i>'),))
    html = page(account)
    for bad in ("<script", "<img", "<i>", "<b>", "\u202e", "\x1b", "\ud800", 'href="javascript'):
        assert bad not in html
    words = seen(account).texts["reports-text"][0]
    assert " ".join(words.split()) == " ".join(harmless(told.text).split())
    html.encode("utf-8")


def test_quotations_in_another_script_find_their_own_direction() -> None:
    told = article("قال الرئيس إن السد انهار", id="r")
    assert 'dir="auto"' in page(one(told))


def test_ids_are_unique_and_local_links_lead_somewhere() -> None:
    account = accounts.account()
    found = seen(account)
    assert len(found.ids) == len(set(found.ids))
    known = {*found.ids, *(claim_anchor(c.id) for c in account.claims)}
    assert all(link.removeprefix("#") in known or link.startswith("#beside=") for link in found.links)
    assert report_anchor("a1") in found.ids


def test_the_order_of_an_accounts_records_changes_nothing() -> None:
    account = accounts.account()
    turned = replace(
        account, articles=account.articles[::-1], statements=account.statements[::-1], derivations=account.derivations[::-1]
    )
    assert page(turned) == page(account)


def test_an_account_without_statements_shows_its_reports() -> None:
    account = replace(accounts.account(), statements=(), claims=(), derivations=())
    assert len(seen(account).texts["reports-text"]) == 2


def test_an_empty_report_is_shown_empty() -> None:
    assert seen(one(article("", id="r"))).texts["reports-text"] == ["\n"]
