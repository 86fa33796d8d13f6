"""The lines of a page, and the edits that leave them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Edit
from twosource.reading.html.lines import Line, kept, lines
from twosource.text import compose

CASES = [
    ("paragraphs that are not closed", "<p>One<p>Two", ["One", "Two"]),
    ("white space folds, also over markup", "<p> One \n <b> two</b>\tthree </p>", ["One two three"]),
    ("inline markup joins without a space", "Hyper<b>link</b>ed", ["Hyperlinked"]),
    ("entities, spaces that do not break", "Fish&nbsp;&amp;&nbsp;chips &lt;3", ["Fish & chips <3"]),
    ("soft hyphens and characters without a width", "co&shy;op\xaderate\u200b now", ["cooperate now"]),
    ("breaks", "One<br>two<br/><br>three", ["One", "two", "three"]),
    (
        "head, script, drawings and lists to choose from are not read",
        "<head><title>T</title></head><script>x</script><svg><text>y</text></svg><select><option>z</option></select>One",
        ["One"],
    ),
    ("text ends a head that was left open", "<head><meta charset=utf-8>One", ["One"]),
    ("an empty drawing closes itself", "<svg/>One", ["One"]),
    ("list items and cells", "<ul><li>One<li>two</ul><table><tr><td>a<td>b</table>", ["One", "two", "a", "b"]),
    ("a line of an entity that shows nothing is none", "<p>&nbsp;</p><p>&#8203;</p>One", ["One"]),
]
PIECES = [
    "<p>",
    "</p>",
    "<div class=a>",
    "</div>",
    "<b>",
    "</b>",
    "<br>",
    "<a href=x>",
    "</a>",
    "<td>",
    "<li>",
    " ",
    "\n",
    "  ",
    "x",
    "Two boats",
    "&amp;",
    "&nbsp;",
    "&shy;",
    "&#0;",
    "&notit;",
    "&",
    "\xad",
    "\u200b",
    "\0",
    "<!-- c -->",
    "<script>s</script>",
    "<svg>",
    "</svg>",
    "<h2>",
    "\r",
    "\xa0",
]
SOURCES = st.lists(st.sampled_from(PIECES)).map("".join) | st.text()


def composed(source: str, chosen: list[Line]) -> str:
    found = [Edit(rule="markup", original=(start, end), replacement=words) for start, end, words in kept(source, chosen).edits]
    return compose([("text", source)], found).text


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_source_reads_as_these_lines(source: str, expected: list[str]) -> None:
    assert [line.text for line in lines(source)[0]] == expected


def test_only_a_single_break_leaves_a_line_broken() -> None:
    assert [line.broken for line in lines("<p>One<br>two<br><br>three<p>four<div><br>five")[0]] == [
        False,
        True,
        False,
        False,
        False,
    ]


def test_the_share_of_link_text_is_known() -> None:
    assert [line.link_share for line in lines("<a>all<p>still</p></a><p>none<p><a>half</a>half")[0]] == [1, 1, 0, 0.5]


def test_a_link_ends_where_its_end_tag_is_even_inside_a_block() -> None:
    assert [line.link_share for line in lines("<a>One<div>two</a> and</div><p>three")[0]][-1] == 0


def test_a_line_stands_in_the_innermost_element_around_all_of_it() -> None:
    found, outline = lines("<div id=out><p id=in><span>One</span> two</p><p><em id=e>three</em></p></div>")
    assert [outline.attributes(line.node).get("id") for line in found] == ["in", "e"]
    assert outline.attributes(outline.around(found[0].node, found[1].node)) == {"id": "out"}


def test_edits_leave_an_entity_and_keep_a_plain_space() -> None:
    source = "<p>One two&amp;three</p>"
    assert kept(source, lines(source)[0]).edits == [(0, 3, ""), (10, 15, "&"), (20, 24, "")]


@given(SOURCES)
def test_edits_leave_the_lines_of_any_source(source: str) -> None:
    found = lines(source)[0]
    parts = [("" if not at else "\n" if line.broken else "\n\n") + line.text for at, line in enumerate(found)]
    assert composed(source, found) == "".join(parts)


@given(SOURCES, st.integers(0, 2**16))
def test_edits_leave_any_choice_of_lines(source: str, choice: int) -> None:
    chosen = [line._replace(broken=False) for at, line in enumerate(lines(source)[0]) if choice >> (at % 16) & 1]
    assert composed(source, chosen) == "\n\n".join(line.text for line in chosen)
    inside = [edit for edit in kept(source, chosen).edits if edit[2] not in ("", "\n\n")]
    for start, end in kept(source, chosen).places:
        assert start < end
        assert not any(edit[0] < start < edit[1] or edit[0] < end < edit[1] for edit in inside)


@pytest.mark.parametrize("piece", ["<div>", "<b>x", "<a><div>x</a>", "<td><b>x", "<p>x</b>", "</div>", "x<br>"])
def test_deep_and_crooked_nesting_is_read(piece: str) -> None:
    found, outline = lines(piece * 20_000)
    assert max(outline.depths) <= 200
    assert all(line.text for line in found)
