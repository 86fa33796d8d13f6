"""Names of places in a page."""

from hypothesis import given
from hypothesis import strategies as st

from twosource.present.anchors import claim_anchor, report_anchor, statement_anchor


@given(st.text(max_size=90))
def test_an_anchor_needs_no_escaping_anywhere(id: str) -> None:
    for anchor in (report_anchor(id), statement_anchor(id), claim_anchor(id)):
        assert anchor.replace("-", "").replace("_", "").isalnum()
        assert anchor.isascii()


@given(st.text(), st.text())
def test_two_ids_never_share_an_anchor(one: str, other: str) -> None:
    assert (claim_anchor(one) == claim_anchor(other)) == (one == other)
