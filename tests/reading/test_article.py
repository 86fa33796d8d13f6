"""A report read into an article."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import records
from twosource.model import Article, Span
from twosource.reading.article import article
from twosource.reading.report import Report
from twosource.text import view_of

REPORTS = Path(__file__).parents[2] / "../shared/reports"
BODY = "The mill in Lomar closed for good this week, its owner told Reuters in a statement."


def made(text: str, **fields: object) -> Article:
    return article(Report(path=None, raw_sha256="0" * 64, text=text, **fields))  # type: ignore[arg-type]


def spans(found: Article) -> list[Span]:
    nouns = [*found.blocks, *found.byline, *found.credits, *filter(None, [found.dateline])]
    return [*(noun.span for noun in nouns), *filter(None, [found.headline])]


def test_given_fields_win_and_what_the_page_says_is_kept_beside_them() -> None:
    text = f"Mill Closes For Good\n\nJuly 16, 2018\n\n{BODY}"
    found = made(text, published="2018-07-20", outlet="Lomar Post", url="https://www.msn.com/a", id="x1", language="en")
    assert (found.id, found.published.value, found.language) == ("x1", "2018-07-20", "en")
    assert found.outlet is not None
    assert found.outlet.name == "Lomar Post"
    assert [(differing.field, differing.given, differing.found) for differing in found.differs] == [
        ("outlet", "Lomar Post", "MSN"),
        ("published", "2018-07-20", "2018-07-16"),
    ]


def test_the_url_of_the_page_gives_the_outlet_where_none_is_given() -> None:
    found = made(f"http://www.msn.com/en/a\n12\n\n{BODY}")
    assert found.url == "http://www.msn.com/en/a"
    assert found.outlet is not None
    assert found.outlet.kind == "aggregator"


def test_an_id_comes_from_content_outlet_and_url() -> None:
    assert made(BODY).id == made(BODY).id
    assert len({made(BODY).id, made(BODY, outlet="A").id, made(BODY, url="http://a.example/").id, made(BODY + "x").id}) == 4


def test_what_is_not_found_is_none() -> None:
    found = made("The mill closed.")
    assert (found.headline, found.outlet, found.dateline, found.modified, found.byline, found.credits) == (
        None,
        None,
        None,
        None,
        (),
        (),
    )
    assert (found.published.value, found.published.precision) == (None, "none")


def test_an_article_survives_its_record() -> None:
    found = made(f"By Ada Moss\n\nLOMAR (WXXX) - {BODY}".replace("Reuters", "them"), title="Mill Closes", authors=("Lin Teo",))
    assert records.from_record(Article, records.to_record(found)) == found


@given(
    st.lists(
        st.sampled_from(["Â© AP", "By Ada Moss", "He left.", "XS", "\n\n", "\n", " told AFP ", "&amp;", "LOMAR (AP) - "])
    ).map("".join)
)
def test_every_span_shows_its_words_and_leads_to_the_input(text: str) -> None:
    found = made(text, title="Mill &amp; Mine")
    view = view_of(found)
    for span in spans(found):
        assert found.text[span.start : span.end] == span.text
        assert view.span(span.start, span.end) == span


def test_the_real_reports_give_their_names_credits_and_repairs() -> None:
    paths = sorted(REPORTS.glob("*.txt"))
    if not paths:
        pytest.skip("the two real reports are not here")
    one, other = (made(path.read_text(encoding="utf-8")) for path in paths)
    assert one.headline is not None
    assert other.headline is None
    assert [(credit.agency, credit.where, credit.how) for credit in one.credits] == [
        ("Reuters", "credit_line", "stated"),
        ("AFP", "credit_line", "stated"),
    ]
    assert [(credit.agency, credit.where, credit.how) for credit in other.credits] == [
        ("Reuters", "photo", "stated"),
        ("Reuters", "sign_off", "inferred"),
    ]
    assert len(other.byline) == 2
    assert [edit.rule for edit in other.edits] == ["mojibake"]
    assert (one.edits, one.byline) == ((), ())
