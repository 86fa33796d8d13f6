"""The main event at the head of an account: exact words, what they mean, and which reports have them."""

import csv
import io
from dataclasses import replace

from tests.present import accounts
from twosource.model import Account, MainEvent, Support, Telling, Variant
from twosource.present.book import Book
from twosource.present.main_event import questions
from twosource.present.markdown import render_markdown
from twosource.present.page.whole import render_page
from twosource.present.spreadsheet import render_csv
from twosource.present.terminal import render_account
from twosource.present.words import flagged, supported


def told(account: Account, id: str, words: str) -> Telling:
    """Where words stand: in the statement of that article that has them."""
    said = next(s for s in account.statements if s.article_id == id and words in s.span.text)
    start = said.span.start + said.span.text.index(words)
    span = replace(said.span, start=start, end=start + len(words), text=words)
    return Telling(article_id=id, statement_id=said.id, span=span)


def with_event() -> Account:
    made = accounts.account()
    burst = Variant(
        value="burst", reports=2, words=(told(made, "a1", "A dam burst above Tarn"), told(made, "a2", "A dam burst above Tarn"))
    )
    monday = Variant(value="2025-03-03", reports=1, words=(told(made, "a1", "Monday"),))
    sunday = Variant(value="2025-03-02", reports=1, words=(told(made, "a2", "Sunday"),))
    hurt = Variant(value="people", reports=2, words=(told(made, "a1", "12 people"), told(made, "a2", "17 people")))
    event = MainEvent(predicate="burst", what=(burst,), where=(), when=(monday, sunday), who=(), whom=(hurt,))
    return replace(made, main_event=event)


def test_the_terminal_opens_with_the_main_event_in_exact_words() -> None:
    lines = render_account(with_event(), width=80, color=False).splitlines()
    at = lines.index("MAIN EVENT")
    assert at < lines.index("REPORTS")
    assert lines[at + 1 : at + 4] == [
        '    what: "A dam burst above Tarn" [1] [2]',
        '    when: "Monday" = 2025-03-03 [1]; "Sunday" = 2025-03-02 [2]. whom: "12',
        '      people" [1], in other words [2]',
    ]


def test_markdown_opens_with_the_main_event_and_its_footnotes() -> None:
    page = render_markdown(with_event())
    assert "## Main event" in page.split("## Reports")[0]
    assert "- **when**: “Monday”[^s1] = 2025-03-03 [1]; “Sunday”[^s2] = 2025-03-02 [2]" in page


def test_the_page_leads_from_the_main_event_to_the_reports() -> None:
    page = render_page(with_event())
    listed = page[page.index('<dl class="head-event"') : page.index("</dl>")]
    assert "<dt>when</dt><dd><q>Monday</q> = 2025-03-03" in listed
    assert 'href="#said-' in listed


def test_an_account_without_a_main_event_says_nothing_of_one() -> None:
    made = accounts.account()
    assert questions(made, Book.of(made)) == []
    assert "MAIN EVENT" not in render_account(made, width=80, color=False)
    assert "Main event" not in render_markdown(made)
    assert '<dl class="head-event"' not in render_page(made)


def test_hostile_words_of_the_main_event_are_shown_as_words() -> None:
    made = with_event()
    assert made.main_event is not None
    evil = replace(made.main_event.what[0].words[0].span, text="<script>\x1b[31m")
    spoken = replace(made.main_event.what[0], words=(replace(made.main_event.what[0].words[0], span=evil),))
    found = replace(made, main_event=replace(made.main_event, what=(spoken,)))
    assert "<script>\x1b" not in render_page(found)
    assert "\x1b" not in render_account(found, width=80, color=False)
    assert "<script>" not in render_markdown(found)


def test_flags_are_told_in_words_and_that_a_report_is_alone_is_not_repeated() -> None:
    support = accounts.account().claims[0].support
    assert flagged(["single_source"]) == ""
    assert supported(replace(support, flags=("one_origin", "unnamed_only"))).endswith(
        "; one origin behind all, only unnamed sources"
    )


def test_flags_and_note_are_columns_of_the_spreadsheet() -> None:
    made = accounts.account()
    claims = tuple(replace(c, note="A note.", support=flagged_support(c.support)) for c in made.claims)
    rows = list(csv.DictReader(io.StringIO(render_csv(replace(made, claims=claims)))))
    assert {(row["flags"], row["note"]) for row in rows} == {("one_newsroom one_origin", "A note.")}


def flagged_support(support: Support) -> Support:
    return replace(support, flags=("one_newsroom", "one_origin"))
