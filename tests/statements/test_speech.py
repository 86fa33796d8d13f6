"""Who said what: cases as data, what must always hold, and the two real reports."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import article
from twosource.annotate import Annotated, Annotator
from twosource.statements.marks import Place, Speech
from twosource.statements.settings import StatementSettings
from twosource.statements.speech import speech

CASES = json.loads((Path(__file__).parent / "speech_cases.json").read_text(encoding="utf-8"))
PLAIN = {"stance": "asserts", "negated": False, "parent": None, "addressee": None, "hint": None}


def annotated(annotator: Annotator, text: str, title: str | None = None) -> Annotated:
    return next(iter(annotator.annotate([article(text, title=title)])))


def told(found: Annotated) -> list[dict[str, Any]]:
    def words(place: Place | None) -> str | None:
        return found.view.text[slice(*place)] if place else None

    return [
        {
            "voice": s.voice,
            "source": words(s.source),
            "cue": words(s.cue),
            "content": [words(p) for p in s.content],
            "stance": s.stance,
            "negated": s.negated,
            "parent": s.parent,
            "addressee": words(s.addressee),
            "hint": words(s.hint),
        }
        for s in speech(found, StatementSettings())
    ]


def _case(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [_case(c) for c in CASES])
def test_speech_is_found_with_its_parts(case: dict[str, Any], annotator: Annotator) -> None:
    expected = [{**PLAIN, **one} for one in case["expected"]]
    assert told(annotated(annotator, case["text"])) == expected


def test_headlines_give_speech_only_where_the_form_is_clear(annotator: Annotator) -> None:
    clear = annotated(annotator, "The road was opened.", title="Mayor says bridge is safe")
    vague = annotated(annotator, "The road was opened.", title="Norland: Bid to expand bridge foiled")
    assert [s["content"] for s in told(clear)] == [["bridge is safe"]]
    assert told(vague) == []


def _places(found: Speech) -> list[Place]:
    return [p for p in (found.source, found.cue, found.addressee, found.hint, *found.content) if p is not None]


PIECES = st.lists(
    st.sampled_from(
        [
            '"',
            "“",
            "”",
            "''",
            "'",
            "‘",
            "’",
            "\n",
            "\n\n",
            " ",
            ", ",
            ". ",
            "? ",
            ": ",
            "—",
            "Varn said",
            "said Varn",
            "he added",
            "the road is open",
            "that",
            "according to",
            "Police",
            "denies",
            "claims by the army that",
            "🙂",
            "\u200f",
            "SAID",
            "not",
        ]
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_any_marks_and_line_breaks_give_places_inside_the_text(pieces: list[str], annotator: Annotator) -> None:
    found = annotated(annotator, "".join(pieces) or ".")
    marks = speech(found, StatementSettings())
    for number, mark in enumerate(marks):
        assert mark.content
        assert all(0 <= start < end <= len(found.view.text) for start, end in _places(mark))
        assert list(mark.content) == sorted(mark.content)
        assert mark.parent is None or 0 <= mark.parent < len(marks)
        assert mark.parent != number
        assert 0 <= mark.sentence < max(1, len(found.sentences))


def test_captions_and_subheadings_give_no_speech(annotator: Annotator) -> None:
    made = article("Varn said the road is open.\n\nThe bridge was closed.")
    blocks = (type(made.blocks[0])(kind="caption", span=made.blocks[0].span), *made.blocks[1:])
    changed = type(made)(**{f: getattr(made, f) for f in made.__slots__ if f != "blocks"}, blocks=blocks)
    assert speech(next(iter(annotator.annotate([changed]))), StatementSettings()) == ()


def test_real_reports_tell_their_speakers(annotator: Annotator, real_reports: list[Path]) -> None:
    """Every paragraph of the reports that tells a speaker by a plain verb of saying gives speech, with that speaker."""
    for path in real_reports:
        paragraphs = [p for p in path.read_text(encoding="utf-8").split("\n\n") if " said" in p or " added" in p]
        for paragraph in paragraphs:
            found = told(annotated(annotator, paragraph.strip()))
            assert found, paragraph
            assert any(s["source"] for s in found), paragraph


def test_real_reports_hold_their_denials_and_what_is_denied(annotator: Annotator, real_reports: list[Path]) -> None:
    paragraphs = [p.strip() for path in real_reports for p in path.read_text(encoding="utf-8").split("\n\n")]
    found = [told(annotated(annotator, p)) for p in paragraphs if p]
    denials = [(group, n) for group in found for n, one in enumerate(group) if one["stance"] == "denies"]
    nested = [one for group, n in denials for one in group if one["parent"] == n]
    # Counted by hand: two in one report, four in the other; four of them hold a claim that is denied.
    assert len(denials) == 6
    assert len(nested) == 4
