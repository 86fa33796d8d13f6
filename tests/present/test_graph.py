"""Who took from whom: a drawing that stays readable, a table that says the same, and nothing that disappears uncounted."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.making import article
from tests.present.accounts import account
from twosource.model import Derivation, DerivationKind, Evidence
from twosource.present.anchors import report_anchor
from twosource.present.book import Book
from twosource.present.page.graph import Graph, graph
from twosource.present.page.graph_layers import Box, Placed, placed
from twosource.present.page.graph_letters import fitted, letters, width
from twosource.present.page.graph_ties import PARENTS, Ties, ties, topological
from twosource.present.templating import environment

TAKING: tuple[DerivationKind, ...] = ("copy", "rewrite", "quotation", "revision")


def book(*outlets: str) -> Book:
    """Reports 1, 2, … of these outlets, a day apart."""
    articles = tuple(
        article(f"Report {n}.", id=f"a{n}", title=None, published=f"2025-03-{n:02d}" if n < 32 else f"2025-04-{n}", outlet=outlet)
        for n, outlet in enumerate(outlets, start=1)
    )
    return Book.of(replace(account(), articles=articles, statements=(), claims=()))


def papers(count: int) -> Book:
    return book(*(f"Paper {n}" for n in range(1, count + 1)))


def taken(
    source: int | str,
    to: int,
    kind: DerivationKind = "copy",
    *,
    directed: bool = True,
    score: float = 0.5,
    why: str = "the same words",
) -> Derivation:
    """Report `to` took from report or agency `source`."""
    evidence = Evidence(feature="shared_passage", score=score, spans=(), why=why)
    name = source if isinstance(source, str) else f"a{source}"
    return Derivation(source=name, to=f"a{to}", kind=kind, directed=directed, score=score, evidence=(evidence,))


def belonging(family: str, to: int) -> Derivation:
    """The outlet of report `to` belongs to a publisher's family."""
    evidence = Evidence(feature="same_owner", score=0.1, spans=(), why="one owner")
    return Derivation(source=family, to=f"a{to}", kind="common_source", directed=False, score=0.1, evidence=(evidence,))


def printed(view: Graph) -> str:
    return str(environment().get_template("graph.html.j2").module.graph(view))  # type: ignore[attr-defined]


def told(view: Graph) -> list[tuple[str, str, str]]:
    return [(_names(row.takers), row.took, _names(row.sources)) for row in view.rows]


def _names(mentions: Sequence[object]) -> str:
    return " and ".join(f"{m.label} {m.name}".strip() for m in mentions)  # type: ignore[attr-defined]


def drawn(view: Graph) -> list[tuple[str, str, str]]:
    assert view.drawing is not None
    return [(node.style, f"{node.number} {node.name}".strip(), node.below) for node in view.drawing.nodes]


def styles(view: Graph) -> list[tuple[str, str]]:
    assert view.drawing is not None
    return [(line.style, line.arrow) for line in view.drawing.lines]


# What is shown


def test_a_tie_is_drawn_from_the_one_taken_from_to_the_taker_and_told_with_what_it_rests_on() -> None:
    view = graph(book("Lake Courier", "Coast Today"), [taken(1, 2, "rewrite")])
    assert told(view) == [("[2] Coast Today", "rewrites", "[1] Lake Courier")]
    assert view.rows[0].why == "shared passage: the same words"
    assert drawn(view) == [("report", "[1] Lake Courier", "2025-03-01"), ("report", "[2] Coast Today", "2025-03-02")]
    assert styles(view) == [("rewrite", "end")]
    assert view.drawing is not None
    assert view.drawing.nodes[0].x < view.drawing.nodes[1].x


def test_every_report_named_leads_to_its_place_on_the_page() -> None:
    page = printed(graph(papers(3), [taken(1, 2), taken(2, 3)]))
    assert all(page.count(f'href="#{report_anchor(f"a{n}")}"') >= 2 for n in (1, 2, 3))


def test_nothing_found_is_one_sentence() -> None:
    view = graph(papers(200), [])
    assert view.drawing is None
    assert view.lead.count(".") == 1
    assert "<svg" not in printed(view)
    assert len(printed(view)) < 300


def test_reports_without_a_tie_are_listed_not_drawn() -> None:
    view = graph(papers(6), [taken(2, 5)])
    assert [name for _, name, _ in drawn(view)] == ["[2] Paper 2", "[5] Paper 5"]
    assert view.alone == "[1] [3] [4] [6] have no tie to any other report or agency."


def test_ties_without_direction_have_no_arrow_and_the_table_says_that_it_is_not_known() -> None:
    view = graph(papers(4), [taken(1, 2, "copy", directed=False), taken(3, 4, "common_source", directed=False)])
    assert styles(view) == [("undirected", ""), ("common_source", "")]
    assert [row.sources for row in view.rows] == [(), ()]
    assert printed(view).count(">not known<") == 2


def test_a_publisher_stands_beside_the_agencies_as_what_it_is() -> None:
    ties_ = [belonging("Harbour Group", 1), belonging("Harbour Group", 2), taken("Newswire", 2, "credit")]
    view = graph(papers(2), ties_)
    assert drawn(view)[:2] == [("agency", "Harbour Group", "publisher"), ("agency", "Newswire", "agency")]
    assert told(view)[0] == ("[1] Paper 1", "belongs to", "Harbour Group")
    assert "2 reports and 1 agency they credit and 1 publisher of more than one of them" in view.lead


def test_the_legend_names_what_is_drawn_and_nothing_else() -> None:
    view = graph(papers(3), [taken("Newswire", 1, "credit"), taken(1, 2, "quotation")])
    assert [(style, arrow) for style, _, arrow in view.legend] == [("quotation", True), ("credit", True)]


# What is left out


def test_what_follows_from_a_copy_of_a_copy_is_not_drawn_but_listed_below() -> None:
    view = graph(papers(3), [taken(1, 2), taken(2, 3, "rewrite"), taken(1, 3, "rewrite")])
    assert told(view) == [("[2] Paper 2", "prints the text of", "[1] Paper 1"), ("[3] Paper 3", "rewrites", "[2] Paper 2")]
    assert view.left_out == "Not drawn: 1 tie that follows from the others."
    assert [(_names(row.takers), _names(row.sources)) for row in view.left_rows] == [("[3] Paper 3", "[1] Paper 1")]


def test_a_copy_does_not_follow_from_a_chain_of_weaker_ties() -> None:
    view = graph(papers(3), [taken(1, 2, "quotation"), taken(2, 3, "rewrite"), taken(1, 3, "copy")])
    assert len(view.rows) == 3
    assert view.left_out == ""


def test_a_credit_that_came_with_the_text_is_told_in_the_table_only() -> None:
    view = graph(
        book("Newswire", "Coast Today", "Tarn Post"),
        [taken(1, 2), taken("Newswire", 2, "credit"), taken("Newswire", 3, "credit")],
    )
    assert ("[2] Coast Today", "credits", "Newswire") in told(view)
    assert styles(view) == [("copy", "end"), ("credit", "end")]
    assert view.left_out == "Not drawn: 1 tie that only the table tells."


def test_a_credit_that_the_copied_report_gives_too_is_told_in_the_table_only() -> None:
    view = graph(papers(2), [taken(1, 2), taken("Newswire", 1, "credit"), taken("Newswire", 2, "credit")])
    assert len(view.rows) == 3
    assert sorted(styles(view)) == [("copy", "end"), ("credit", "end")]


def test_only_the_strongest_of_a_reports_many_sources_are_drawn_and_the_others_are_counted() -> None:
    found = [taken(n, 9, "quotation", score=n / 10) for n in range(1, 9)]
    view = graph(papers(9), found)
    assert [_names(row.sources) for row in view.rows] == [f"[{n}] Paper {n}" for n in (6, 7, 8)]
    assert f"5 ties weaker than their report's {PARENTS} strongest" in view.left_out
    assert "All ties of [1]-[5] are among these." in view.left_out
    assert len(view.left_rows) == 5


def test_reports_that_all_have_something_in_common_are_joined_by_as_few_lines_as_do() -> None:
    view = graph(papers(3), [taken(one, other, "common_source", directed=False) for one, other in combinations((1, 2, 3), 2)])
    assert len(styles(view)) == 2
    assert view.left_out == "Not drawn: 1 tie without a known direction between reports that others join."


def test_a_second_tie_between_the_same_two_is_told_and_not_drawn_over_the_first() -> None:
    view = graph(papers(2), [taken(1, 2, "copy", score=0.9), taken(1, 2, "quotation")])
    assert styles(view) == [("copy", "end")]
    assert [verb for _, verb, _ in told(view)] == ["prints the text of", "quotes words given to"]
    assert view.left_out == "Not drawn: 1 tie that only the table tells."


def test_a_circle_is_drawn_whole_and_begins_with_its_first_report() -> None:
    view = graph(papers(3), [taken(1, 2, "rewrite"), taken(2, 3, "rewrite"), taken(3, 1, "rewrite")])
    assert sorted(styles(view)) == [("rewrite", "end"), ("rewrite", "end"), ("rewrite", "start")]
    assert view.drawing is not None
    assert [node.number for node in sorted(view.drawing.nodes, key=lambda node: node.x)] == ["[1]", "[2]", "[3]"]


def test_two_reports_that_took_from_each_other_have_two_lines_that_do_not_lie_on_one_another() -> None:
    view = graph(papers(2), [taken(1, 2, "quotation"), taken(2, 1, "quotation")])
    assert view.drawing is not None
    assert len({line.path for line in view.drawing.lines}) == 2


# Groups


def test_near_copies_are_one_box_that_names_all_of_them() -> None:
    pairs = [taken(one, other, "copy", directed=False) for one, other in combinations(range(2, 8), 2)]
    view = graph(papers(8), [*pairs, taken(7, 8, "rewrite")])
    assert drawn(view) == [("group", "[2]-[7]", "nearly the same text"), ("report", "[8] Paper 8", "2025-03-08")]
    assert view.drawing is not None
    assert view.drawing.nodes[0].title.startswith("6 reports that print nearly the same text: [2] Paper 2, [3] Paper 3")
    assert [report.label for report in view.groups[0].reports] == ["[2]", "[3]", "[4]", "[5]", "[6]", "[7]"]
    assert view.rows[0].why == "found for all 15 pairs; the strongest: shared passage: the same words"
    assert view.rows[1].why.startswith("found for 1 of 6 pairs; ")
    assert view.left_out.startswith("Not drawn: 15 ties inside groups. The account as JSON has every tie")


def test_the_box_of_a_group_leads_to_the_list_of_its_reports() -> None:
    page = printed(graph(papers(5), [taken(one, other, directed=False) for one, other in combinations(range(1, 6), 2)]))
    assert page.count('href="#graph-group-1"') == 2
    assert page.count('id="graph-group-1"') == 1


def test_the_report_that_all_copies_took_from_stands_for_itself() -> None:
    view = graph(papers(6), [taken(one, other) for one, other in combinations(range(1, 7), 2)])
    assert [(style, name) for style, name, _ in drawn(view)] == [("report", "[1] Paper 1"), ("group", "[2]-[6]")]
    assert told(view)[0] == ("[2]-[6]", "print the text of", "[1] Paper 1")


def test_reports_with_the_same_ties_are_one_box() -> None:
    view = graph(papers(9), [taken("Newswire", n, "credit") for n in range(1, 10, 2)])
    assert [(style, name) for style, name, _ in drawn(view)] == [("agency", "Newswire"), ("group", "[1] and 4 more")]
    assert told(view) == [("[1] and 4 more", "credit", "Newswire")]


def test_pairs_of_many_near_copies_are_never_printed_one_by_one() -> None:
    pairs = [taken(one, other, "copy", directed=other % 2 == 0) for one, other in combinations(range(1, 121), 2)]
    view = graph(papers(120), pairs)
    assert len(printed(view)) < 40_000
    assert len(view.rows) < 10


def test_a_chain_of_a_thousand_reports_breaks_nothing() -> None:
    order, closing = topological(5000, [(n, n + 1) for n in range(4999)])
    assert order == list(range(5000))
    assert not closing


# Hostile words


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=1>',
        "javascript:alert(1)",
        "a\u202eb",
        "x" * 100_000,
        "\ud800",
        "e" + "\u0301" * 50_000,
    ],
)
def test_hostile_words_stay_words_in_their_own_cell(words: str) -> None:
    view = graph(book(words, "Coast Today"), [taken(1, 2, why=words), taken(words, 2, "credit")])
    page = printed(view)
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r'(?:href|src)="(?!#)', page)
    assert not re.search(r"\u202e|[\ud800-\udfff]", page)
    assert len(page) < 20_000
    assert page.count("<tr") == 1 + len(view.rows)


def test_the_drawing_has_no_style_or_script_of_its_own() -> None:
    page = printed(graph(papers(4), [taken(1, 2), taken(2, 3, "rewrite"), taken(3, 4, "common_source", directed=False)]))
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style|<image|<foreignObject", page)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "So", "Cf", "Sk", "Zs"]), max_size=60), st.floats(3, 40))
def test_words_are_cut_between_letters_and_fit_their_room(words: str, room: float) -> None:
    assert "".join(letters(words)) == words
    assert not any(unicodedata.category(letter[0])[0] == "M" for letter in list(letters(words))[1:])
    cut = fitted(words, room)
    if cut != words:
        assert cut.endswith("…")
        kept = list(letters(cut[:-1]))
        assert kept == list(letters(words))[: len(kept)]
        assert sum(map(width, kept)) <= room


# What must always hold


@st.composite
def found(draw: st.DrawFn, most: int = 12) -> list[Derivation]:
    """Any ties between up to so many reports and two agencies, circles among them."""
    numbers = st.integers(1, most)
    ends = draw(st.lists(st.tuples(numbers | st.sampled_from(["Newswire", "Agency"]), numbers), max_size=40, unique=True))
    kinds: st.SearchStrategy[DerivationKind] = st.sampled_from([*TAKING, "common_source"])
    scores = st.sampled_from([0.2, 0.5, 0.9])
    return [
        taken(
            source,
            to,
            "credit" if isinstance(source, str) else draw(kinds),
            directed=draw(st.booleans()) or source in ("Newswire", "Agency"),
            score=draw(scores),
        )
        for source, to in ends
        if source != to
    ]


@settings(deadline=None, max_examples=60)
@given(found(), st.randoms(use_true_random=False))
def test_the_order_of_the_derivations_changes_nothing(given_: list[Derivation], chance: object) -> None:
    shuffled = list(given_)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert graph(papers(12), shuffled) == graph(papers(12), given_)


@settings(deadline=None, max_examples=60)
@given(found())
def test_every_derivation_is_drawn_told_or_counted(given_: list[Derivation]) -> None:
    made = _ties(given_)
    assert sum(len(tie.found) for tie in made.ties) + sum(map(len, made.inside.values())) == len(given_)
    if given_:
        assert f"{len(given_)} tie" in graph(papers(12), given_).lead


@settings(deadline=None, max_examples=60)
@given(found())
def test_what_follows_really_follows_from_what_is_told(given_: list[Derivation]) -> None:
    made = _ties(given_)
    assume(not any(tie.fate == "weaker" for tie in made.ties))
    out = defaultdict(set)
    for tie in made.ties:
        if tie.directed and tie.fate in ("drawn", "table"):
            out[tie.source].add(tie.to)
    for tie in made.ties:
        if tie.fate == "follows":
            reached, new = set(), {tie.source}
            while new:
                reached |= new
                new = {to for place in new for to in out[place]} - reached
            assert tie.to in reached


@settings(deadline=None, max_examples=60)
@given(found())
def test_no_two_boxes_overlap_and_everything_lies_on_the_sheet(given_: list[Derivation]) -> None:
    assume(given_)
    made = graph(papers(12), given_).drawing
    assert made is not None
    for one, other in combinations(made.nodes, 2):
        apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart_x or one.y + one.height < other.y or other.y + other.height < one.y
    numbers = [float(n) for line in made.lines for n in re.findall(r"-?[\d.]+", line.path)]
    assert all(0 <= n <= max(made.width, made.height) for n in numbers)
    assert all(node.x >= 0 and node.x + node.width <= made.width for node in made.nodes)
    assert all(node.y >= 0 and node.y + node.height <= made.height for node in made.nodes)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=40, unique=True))
def test_ties_lead_to_the_right_and_pass_no_box(pairs: list[tuple[int, int]]) -> None:
    forward = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    boxes = [Box(least=0, height=40.0 + n) for n in range(15)]
    made = placed(boxes, forward, forward)
    assert all(made.columns[source] < made.columns[to] for source, to in forward)
    for (source, _), lanes in zip(forward, made.lanes, strict=True):
        for column, lane in enumerate(lanes, start=made.columns[source] + 1):
            assert all(abs(lane - middle) > height / 2 for middle, height in _column(made, boxes, column))


def _column(made: Placed, boxes: Sequence[Box], column: int) -> list[tuple[float, float]]:
    return [(made.middles[n], box.height) for n, box in enumerate(boxes) if made.columns[n] == column]


def _ties(given_: list[Derivation]) -> Ties:
    told_of = papers(12)
    return ties(given_, told_of.numbers, told_of.outlets)
