"""What the account says as Markdown, and that no report can make it say anything else."""

import re
import string
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.present.accounts import account, articles, claim, statement
from twosource.model import Account, Derivation, Evidence, Outlet
from twosource.present.markdown import in_bold, render_markdown
from twosource.present.marking import code, escaped
from twosource.present.quotes import Piece
from twosource.present.words import harmless

# GFM's tables and strikethrough besides CommonMark; HTML let through, so that none can hide as text.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LINKS = re.compile(r"https?://|www\.\w|[\w.+-]@[\w-]", re.I)  # what GFM links within plain text, escaped or not

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "[x](javascript:alert(1)) ![y](z) [x][s1] [^s1] [^s1]: gone",
    "<https://a.example> https://b.example/x?y=1 www.c.example d@e.example @someone mailto:f@g.example :smile:",
    "# head",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "2) item",
    "===",
    "---",
    "***",
    "```js",
    "~~~",
    "~~gone~~ **bold** _slanted_ `code` `` two `` $x^2$ {{ page.url }} {% include x %}",
    "> quoted",
    "| a | b |",
    "&lt;b&gt; &#60; &copy; AT&T",
    "ends in a backslash \\",
    "\\# \\\\",
    "two\n\n# lines\n    code",
    "\ttab",
    "    four",
    "[a]: https://b.example",
    "term\n: meaning",
    "‮gnp.exe \ud800 \x00 \x1b[31m",
    "`",
    "``x`@y.example",
    "",
]
NOISY = st.text(st.sampled_from("\\`*_[]{}<>|~^$#&;:=+-.!()@/\"'%w1a é\n\t\u202e\ud800") | st.characters(), max_size=40)


def tokens(markdown: str) -> Iterator[Token]:
    """Every token of a document, inline ones included."""
    for token in READER.parse(markdown):
        yield token
        yield from token.children or ()


def shown(markdown: str) -> str:
    """What a reader of the rendered document sees, one line a block."""
    lines = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            inner = (
                t.content if t.type in ("text", "code_inline") else " " if t.type == "softbreak" else ""
                for t in token.children or ()
            )
            lines.append("".join(inner))
    return "\n".join(lines)


def kinds(markdown: str) -> set[str]:
    return {token.type for token in tokens(markdown)}


def linkable(markdown: str) -> list[str]:
    """Plain text that a reader with autolinks would link."""
    return [t.content for t in tokens(markdown) if t.type == "text" and LINKS.search(t.content)]


def said(words: str) -> Account:
    """An account whose reports, names and statements are all made of these words."""
    first, second = (replace(a, outlet=Outlet(name=words, domain=None, kind="unknown"), url=words or None) for a in articles())
    original = statement(first, "The dam was built in 1961.", speaker=words or "x")
    span = replace(original.span, text=words, end=original.span.start + len(words))
    hostile = replace(original, span=span, attribution=None)
    headline = replace(account().story, headline=words)
    return Account(
        story=headline,
        articles=(first, second),
        statements=(hostile,),
        derivations=(),
        claims=(claim("single", hostile),),
        notes=(words,),
    )


PLAIN = kinds(render_markdown(said("plain words"))) | {"code_inline"}
TIMES_SHOWN = shown(render_markdown(said("plain words"))).count("plain words")


def test_sections_stand_in_the_order_of_the_terminal() -> None:
    titles = re.findall("^## (.*)$", render_markdown(account()), re.M)
    assert titles == [
        "Reports",
        "Who took from whom",
        "Disputed: the reports exclude each other (1)",
        "Refined: one report is more exact (1)",
        "In one report only",
        "What is missing or uncertain",
        "Where the words stand",
    ]


def test_every_statement_is_quoted_and_its_footnote_says_where_it_stands() -> None:
    page = render_markdown(account())
    notes = dict(re.findall(r"^\[\^(s\d+)\]: (.*(?:\n    .*)*)", page, re.M))
    by_id = {a.id: a for a in account().articles}
    for s in account().statements:
        words = harmless(s.span.text)
        label = re.search(rf"^- .*{re.escape(words[:6])}.*\[\^(s\d+)\]$", page, re.M)
        assert label
        note = next(note for note in notes.values() if words in note)
        assert f"place {s.span.start} to {s.span.end}" in note
        assert f"sha256 `{by_id[s.article_id].raw_sha256}`" in note
        assert (by_id[s.article_id].published.value or "") in note


def test_every_reference_has_one_footnote_and_every_footnote_a_reference() -> None:
    page = render_markdown(account())
    made = re.findall(r"^\[\^(s\d+)\]:", page, re.M)
    asked = re.findall(r"(?<=.)\[\^(s\d+)\]", page)
    assert made == [f"s{n}" for n in range(1, len(made) + 1)]
    assert set(asked) == set(made)


def test_differences_figures_and_support_are_told_as_bounds_with_their_series() -> None:
    page = render_markdown(account())
    assert "2 reports, 1 to 2 reporters, 1 origin" in page
    assert re.search(r"- Date: \[1\] “Monday”\[\^s\d+\] = 2025-03-03 \*\*against\*\* \[2\] “Sunday”", page)
    assert "Figures: killed 12 to 17 people, latest 17 (12 on 2025-03-04 [1], 17 on 2025-03-06 [2])" in page
    assert "on **Monday**, killing" in page


def test_words_that_bring_their_own_quotation_marks_get_no_second_pair() -> None:
    assert '**: "Water reached the roofs within minutes," mayor Ada Quist said.[^' in render_markdown(account())


def test_the_same_account_gives_the_same_page() -> None:
    assert render_markdown(account()) == render_markdown(account())


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_they_are_and_mean_nothing(words: str) -> None:
    page = render_markdown(said(words))
    assert kinds(page) <= PLAIN
    assert not linkable(page)
    assert not words or shown(page).count(harmless(words).strip()) >= TIMES_SHOWN


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_add_no_block_to_the_page(words: str) -> None:
    blocks = [t.type for t in READER.parse(render_markdown(said(words or "x")))]
    assert blocks == [t.type for t in READER.parse(render_markdown(said("plain words")))]


@given(words=NOISY)
@settings(max_examples=300, deadline=None)
def test_escaped_words_are_one_paragraph_of_text_that_reads_as_they_do(words: str) -> None:
    told = escaped(words)
    assert kinds(told) <= {"paragraph_open", "inline", "paragraph_close", "text", "code_inline"}
    assert shown(told).strip() == harmless(words).strip()
    assert not linkable(told)


@given(words=NOISY)
@settings(max_examples=100, deadline=None)
def test_whatever_a_report_says_the_page_keeps_its_shape(words: str) -> None:
    page = render_markdown(said(words))
    assert kinds(page) <= PLAIN
    assert not words or shown(page).count(harmless(words).strip()) >= TIMES_SHOWN
    assert page.encode("utf-8")


@given(words=NOISY, value=st.tuples(st.integers(0, 40), st.integers(0, 40)))
@settings(max_examples=200, deadline=None)
def test_bold_where_reports_differ_never_changes_the_words(words: str, value: tuple[int, int]) -> None:
    start, end = sorted(value)
    pieces = [Piece(words[:start]), Piece(words[start:end], True), Piece(words[end:])]
    told = f"“{in_bold(pieces)}”"
    assert shown(told).split() == f"“{''.join(harmless(p.text) for p in pieces)}”".split()
    assert kinds(told) <= {"paragraph_open", "inline", "paragraph_close", "text", "code_inline", "strong_open", "strong_close"}


@pytest.mark.parametrize("differing", ["d@e.example", "-led", "“Nine”", "12", " twelve ", "*", "b* c"])
def test_what_differs_is_bold_only_where_that_cannot_go_wrong(differing: str) -> None:
    told = in_bold([Piece("U.S."), Piece(differing, True), Piece("x", True), Piece("men")])
    assert shown(told) == f"U.S.{differing}xmen"


@given(words=NOISY.filter(harmless))
@settings(deadline=None)
def test_code_reads_as_the_words_do(words: str) -> None:
    inline = [t for t in tokens(f"a {code(words)} b") if t.type == "code_inline"]
    assert [t.content for t in inline] == [harmless(words)]


def test_ordinary_words_stay_pleasant_to_read() -> None:
    words = 'It cost 3.5 million (12% more), "far too much" - so he said; 1961. AT&T: yes at 10:30:15!'
    assert escaped(words) == words


@pytest.mark.parametrize("word", ["a" * 50_000, string.punctuation * 500, "@" * 20_000, "`" * 20_000, "a@`" * 10_000])
def test_a_long_word_costs_its_own_length(word: str) -> None:
    assert len(render_markdown(said(word * 2))) < 2.1 * len(render_markdown(said(word)))


def many(count: int) -> Account:
    """Reports that all have material in common, half of which rewrite the first, and a note on each pair."""
    first, _ = articles()
    made = tuple(replace(first, id=f"r{n:03}", path=f"/in/r{n:03}.txt", outlet=None) for n in range(count))
    why = Evidence(feature="shared_passage", score=1.0, spans=(), why="90 words")
    pairs = [(a.id, b.id) for n, a in enumerate(made) for b in made[:n]]
    shared = tuple(Derivation(source=a, to=b, kind="copy", directed=False, score=1.0, evidence=(why,)) for a, b in pairs)
    taken = tuple(
        Derivation(source="r000", to=a.id, kind="rewrite", directed=True, score=1.0, evidence=(why,)) for a in made[count // 2 :]
    )
    notes = tuple(f"{a}.txt and {b}.txt print the same text." for a, b in pairs)
    return replace(account(), articles=made, statements=(), claims=(), derivations=shared + taken, notes=notes)


def test_many_near_copies_are_told_by_groups() -> None:
    page = render_markdown(many(40))
    assert "- each of [21]-[40] rewrites [1] (shared passage)" in page
    assert "- any two of [1]-[40] have material in common, and nothing says who had it first (shared passage)" in page
    assert "r002.txt and r000.txt print the same text." in page
    assert "and 777 more notes in the same words about other reports" in page


def test_long_reasons_for_a_date_are_told_once() -> None:
    first, second = articles()
    why = replace(first.published, how="inferred", why="it looks back on another year, " * 20)
    page = render_markdown(replace(account(), articles=tuple(replace(a, published=why) for a in (first, second))))
    assert page.count(why.why.strip()) == 1
    assert "2025-03-04 (inferred, as for report 1)" in page


def test_a_group_with_gaps_says_how_many_of_its_pairs_are_known() -> None:
    whole = many(40)
    page = render_markdown(replace(whole, derivations=whole.derivations[3:]))
    assert "- 777 of the 780 pairs of [1]-[40] have material in common" in page


def test_few_derivations_are_told_with_their_reasons() -> None:
    assert "- [2] rewrites [1] (shared quote: " in render_markdown(account())


def test_an_account_with_nothing_in_it_is_still_a_page() -> None:
    empty = Account(
        story=replace(account().story, headline=None, first=None, last=None),
        articles=(),
        statements=(),
        derivations=(),
        claims=(),
    )
    page = render_markdown(empty)
    assert page.startswith("# Story without a headline\n\n0 reports; day unknown; no claim\n")
    assert "Nothing found that one report took from another." in page
