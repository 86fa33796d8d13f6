"""What a notebook shows: hooks that IPython finds, HTML that cannot act, all of it readable without style and pictures."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter

from tests.making import article as made_article
from tests.present.accounts import account, articles, claim, statement
from twosource.model import Account, Article, Block, Claim, Figure, FigurePoint, Part, Shown
from twosource.present import notebook
from twosource.present.templating import asset
from twosource.present.terminal import render_account, render_articles

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "</style><b>",
    "</details></div>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "&lt;b&gt;",
    "\u202edesrever",
    "\ud800",
    "x" * 100_000,
]
TAGS = set("style div p strong br details summary ul li bdi small span em mark code svg polyline circle".split())
ATTRIBUTES = {
    *("class", "dir", "open", "aria-hidden", "width", "height", "viewbox", "points", "fill", "stroke", "stroke-width"),
    *("cx", "cy", "r"),
}


class Skeleton(HTMLParser):
    """The elements of a document with their attributes, in order; its words; and the words inside pictures."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.drawn: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        if tag not in ("br", "circle", "polyline"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            (self.drawn if "svg" in self.open else self.words).append(data)


def words_of(noun: Shown) -> str:
    """What is read of a noun's HTML where a notebook dropped style and pictures."""
    return " ".join(" ".join(Skeleton(notebook.html(noun)).words).split())


def whole_claim(words: str = "A dam burst above Tarn on Monday") -> Claim:
    """The disputed claim of the account with the words of one of its statements."""
    disputed = next(c for c in account().claims if c.verdict == "disputed")
    said = account().statements[0]
    return replace(disputed, parts=(Part(statement_id=said.id, span=replace(said.span, text=words)),))


NOUNS: dict[str, Callable[[], Shown]] = {"account": account, "article": lambda: articles()[0], "claim": whole_claim}


@pytest.fixture(params=NOUNS)
def noun(request: pytest.FixtureRequest) -> Shown:
    return NOUNS[request.param]()


def test_a_noun_gives_html_and_plain_text(noun: Shown) -> None:
    bundle = noun._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert all(words.strip() for words in bundle.values())


def test_only_what_is_asked_for_is_made(noun: Shown) -> None:
    assert set(noun._repr_mimebundle_(include={"text/plain", "text/latex"})) == {"text/plain"}
    assert set(noun._repr_mimebundle_(exclude={"text/plain"})) == {"text/html"}
    assert noun._repr_mimebundle_(include=set()) == {}


def test_ipython_picks_the_html(noun: Shown) -> None:
    shown, _ = DisplayFormatter().format(noun)
    assert shown["text/html"] == notebook.html(noun)
    assert shown["text/plain"] == notebook.plain(noun)


def test_showing_a_noun_again_gives_the_same(noun: Shown) -> None:
    assert notebook.html(noun) == notebook.html(noun)


def test_nothing_in_it_can_act_load_or_collide(noun: Shown) -> None:
    elements = Skeleton(notebook.html(noun)).elements
    assert {tag for tag, _ in elements} <= TAGS
    assert {name for _, attributes in elements for name, _ in attributes} <= ATTRIBUTES
    assert not re.search(r"<script|\bon\w+=|https?:|javascript:|url\(|@import", notebook.html(noun), re.I)


def test_every_element_is_closed(noun: Shown) -> None:
    assert Skeleton(notebook.html(noun)).open == []


def test_a_picture_holds_no_words_that_would_be_left_without_it() -> None:
    skeleton = Skeleton(notebook.html(account()))
    assert "svg" in {tag for tag, _ in skeleton.elements}
    assert "".join(skeleton.drawn).strip() == ""


def test_the_style_reaches_nothing_outside_the_output() -> None:
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", asset("notebook.css")) for part in rule.split(",")]
    assert selectors
    assert [selector for selector in selectors if not selector.startswith(".twosource-")] == []


def test_the_style_takes_its_colours_from_the_notebook() -> None:
    colours = re.findall(r"(?<![\w-])(?:color|background|border-color): ([^;]+);", asset("notebook.css"))
    assert [colour for colour in colours if not re.search("inherit|currentColor|transparent", colour)] == []


def hostile_article(words: str) -> Article:
    first = made_article(f"{words}\n\nMore.", id="h", title=f"T {words}", published="2025-03-04", outlet=words)
    return replace(first, blocks=(*first.blocks, Block(kind="furniture", span=first.blocks[-1].span)))


def hostile_account(words: str) -> Account:
    told = hostile_article(words)
    said = statement(told, words or "More", speaker=words, id="s1")
    other = statement(told, "More", id="s2")
    disputed = next(c for c in account().claims if c.verdict == "disputed")
    values = [
        replace(v, statement_id=s.id, value=words, span=s.span) for v in disputed.differences[0].values for s in (said, other)
    ]
    difference = replace(disputed.differences[0], values=tuple(values), why=f"because {words}")
    figures = tuple(replace(f, of=words, series=(FigurePoint(at=words, value=1, statement_id="s1"),)) for f in disputed.figures)
    parts = (Part(statement_id="s1", span=said.span),)
    found = claim("disputed", said, other, differences=(difference,), figures=figures, parts=parts)
    story = replace(account().story, headline=f"S {words}")
    return Account(
        story=story, articles=(told,), statements=(said, other), derivations=(), claims=(found,), notes=(f"n {words}",)
    )


def hostile_nouns(words: str) -> tuple[Shown, ...]:
    made = hostile_account(words)
    return made, made.articles[0], made.claims[0]


def same_elements(words: str) -> None:
    for hostile, tame in zip(hostile_nouns(words), hostile_nouns("tame"), strict=True):
        shown = notebook.html(hostile)
        shown.encode("utf-8")
        assert "\u202e" not in shown + notebook.plain(hostile)
        # Which words are marked depends on what is cut, and a mark can act no more than the words in it.
        assert unmarked(shown) == unmarked(notebook.html(tame))


def unmarked(shown: str) -> list[object]:
    return [element for element in Skeleton(shown).elements if element[0] != "mark"]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_hostile_words_change_nothing_but_their_own_place(words: str) -> None:
    same_elements(words)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), min_size=1).filter(lambda words: words.strip() and "\n" not in words))
def test_no_words_whatever_change_the_elements(words: str) -> None:
    same_elements(f"w{words}w")


def test_very_long_words_are_cut_and_it_is_said_by_how_much() -> None:
    shown = notebook.html(hostile_article("x" * 100_000))
    assert len(shown) < 20_000
    assert "97,000 characters more" in shown or "97000 characters more" in shown


def test_an_account_is_told_as_a_reader_goes_through_it() -> None:
    told = words_of(account())
    parts = [
        "Dam bursts above Tarn",
        "2 reports; 2025-03-04 to 2025-03-06; 1 disputed, 1 refined, 2 in one report only",
        "[1] Lake Courier",
        "by: Jon Ferro",
        'credit: Reuters in the credit line, "(Reuters)": its text',
        '[2] rewrites [1] (shared quote: "Water reached',
        "Disputed : the reports exclude each other (1)",
        "[1] own words : A dam burst above Tarn on Monday",
        'date: [1] "Monday" = 2025-03-03 against [2] "Sunday" = 2025-03-02 (two days)',
        "figure: killed 12 to 17 people, latest 17 (12 on 2025-03-04 [1], 17 on 2025-03-06 [2])",
        "Refined",
        "[2] Ada Quist, partly quoted :",
        "Single : in one report only (2)",
        "[2] Ada Quist, denies :",
        "What is missing or uncertain: 1 [2] names no outlet",
    ]
    places = [re.sub(r"\s+([,:;])", r"\1", told).find(re.sub(r"\s+([,:;])", r"\1", part)) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_what_differs_is_marked() -> None:
    assert re.findall(r"<mark>(\w+)</mark>", notebook.html(account())) == ["Monday", "Sunday"]


def test_what_only_one_report_has_is_folded_and_what_is_disputed_is_not() -> None:
    sections = re.findall(r"<details([^>]*)>\s*<summary>(?:<strong[^>]*>)?(\w+)", notebook.html(account()))
    is_open = {name: "open" in attributes for attributes, name in sections}
    assert (is_open["Disputed"], is_open["Refined"], is_open["Single"]) == (True, True, False)


def many(claims: int) -> Account:
    """An account of a report with this many claims, statements, notes and derivations."""
    told = made_article("\n\n".join(f"It rained for {n} days." for n in range(claims)), id="m", outlet="Rain News")
    said = [statement(told, f"It rained for {n} days.") for n in range(claims)]
    found = tuple(claim("single", s) for s in said)
    took = tuple(replace(account().derivations[0], to=f"t{n}") for n in range(claims))
    notes = tuple(f"note {n}" for n in range(claims))
    return replace(account(), articles=(told,), statements=tuple(said), claims=found, derivations=took, notes=notes)


def test_a_large_account_is_shown_in_part_and_says_where_the_rest_is() -> None:
    told = words_of(many(1500))
    for more in (f"and {1500 - notebook.MOST_CLAIMS:,} more, all in .claims", "more, all in .derivations", "more, all in .notes"):
        assert more in told
    assert len(notebook.html(many(1500))) == pytest.approx(len(notebook.html(many(300))), rel=0.05)
    plain = notebook.plain(many(1500)).splitlines()
    assert len(plain) == notebook.MOST_LINES + 2
    assert plain[-1] == f"... and {1500 - notebook.MOST_TAKEN} derivations more, all in .derivations"


def test_the_plain_text_of_an_account_is_that_of_a_terminal() -> None:
    assert notebook.plain(account()) == render_account(account(), width=100, color=False)


def test_the_plain_text_of_an_article_is_that_of_a_terminal() -> None:
    assert notebook.plain(articles()[0]) == render_articles([articles()[0]], width=100, color=False)


def test_a_claim_alone_shows_what_it_knows() -> None:
    for told in (words_of(whole_claim()), " ".join(notebook.plain(whole_claim()).split())):
        for words in (
            "2 reports, 1 to 2 reporters, 1 origin",
            "A dam burst above Tarn on Monday",
            '"Sunday" = 2025-03-02',
            "latest 17",
        ):
            assert words in told
        assert "[" not in told
    assert "AGAINST" in notebook.plain(whole_claim())


def test_a_claim_without_words_of_its_own_still_shows() -> None:
    bare = next(c for c in account().claims if c.verdict == "single")
    assert "1 report, 1 reporter, 1 origin" in words_of(bare)


def test_furniture_is_folded_and_the_body_is_not() -> None:
    told = hostile_article("Rain fell.")
    folded = re.findall(r"<details[^>]*>(.*?)</details>", notebook.html(told), re.S)
    assert len(folded) == 1
    assert "1 piece of the page&#39;s furniture" in folded[0]
    assert "Rain fell." not in folded[0]
    assert "Rain fell." in words_of(told)


def test_an_article_says_what_it_knows_of_itself() -> None:
    told = words_of(articles()[0])
    for words in ("Dam bursts above Tarn", "Lake Courier", "published: 2025-03-04 (given)", "by: Jon Ferro", "credit: Reuters"):
        assert words in told
    assert "No headline found" in words_of(articles()[1])


def figure(*points: tuple[str | None, float]) -> Figure:
    toll = next(c for c in account().claims if c.figures).figures[0]
    return replace(toll, series=tuple(FigurePoint(at=at, value=value, statement_id="s") for at, value in points))


@example([(None, 0.0), (None, 1.1125369292536007e-308)])
@given(st.lists(st.tuples(st.none() | st.sampled_from(["2025-03-04", "2025-03-05", "?"]), st.floats(-1e9, 1e9)), max_size=90))
def test_a_series_is_drawn_inside_its_picture_and_the_highest_value_is_on_top(points: list[tuple[str | None, float]]) -> None:
    drawn = notebook._line(figure(*points))
    if drawn is None:
        return
    assert len(drawn.dots) <= notebook.MOST_POINTS
    assert all(0 <= x <= drawn.size[0] and 0 <= y <= drawn.size[1] for x, y in drawn.dots)


def test_a_rising_series_rises() -> None:
    drawn = notebook._line(figure(("2025-03-06", 17), ("2025-03-04", 12), ("2025-03-05", 12)))
    assert drawn is not None
    assert drawn.points == "4.0,32.0 90.0,32.0 176.0,4.0"


def test_one_value_is_not_drawn() -> None:
    assert notebook._line(figure(("2025-03-04", 12), ("2025-03-05", 12))) is None
    assert notebook._line(figure()) is None


def test_the_nouns_are_light_until_they_are_shown() -> None:
    heavy = ("twosource.present", "jinja2", "rich", "pandas")
    code = f"import sys, twosource.model; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr
