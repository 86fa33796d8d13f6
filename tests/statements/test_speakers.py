import json
from dataclasses import replace
from pathlib import Path

import pytest

import twosource
from tests.making import article
from twosource.annotate import Annotator
from twosource.model import Block
from twosource.statements.marks import Speaker, Speech
from twosource.statements.names import names
from twosource.statements.settings import StatementSettings
from twosource.statements.speakers import speakers

CASES = json.loads(Path(__file__).with_name("speakers_cases.json").read_text(encoding="utf-8"))

SET = json.loads(Path(__file__).with_name("speakers_set.json").read_text(encoding="utf-8"))
_LEAST_RIGHT = 0.92  # 88 of 93 mentions of invented reports when this was written


def resolved(annotator: Annotator, text: str, said: list[list[str]], *, captions: int = 0) -> list[Speaker]:
    """The speakers of `said` (source and cue as they stand in the text, in order); the first paragraphs may be captions."""
    made = article(text)
    blocks = tuple(Block(kind="caption" if n < captions else b.kind, span=b.span) for n, b in enumerate(made.blocks))
    (annotated,) = annotator.annotate([replace(made, blocks=blocks)])
    speech, at = [], 0
    for source, cue in said:
        start = text.index(source, at)
        cue_start = text.index(cue, start)
        at = cue_start + len(cue)
        sentence = max(n for n, s in enumerate(annotated.sentences) if s.start <= start)
        content = (at, annotated.sentences[sentence].end)
        place = (start, start + len(source))
        speech.append(
            Speech(voice="indirect", source=place, cue=(cue_start, at), content=(content,), sentence=sentence, rule="test")
        )
    entities = names(annotated, StatementSettings())
    return list(speakers(annotated, speech, entities, StatementSettings()))


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case.get("fails") else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_a_source_stands_for_its_speaker(annotator: Annotator, case: dict) -> None:
    found = resolved(annotator, case["text"], case["said"])
    assert [[s.name, s.kind] for s in found] == case["expected"]


def test_a_caption_tells_who_the_spokesman_is(annotator: Annotator) -> None:
    text = "Navy spokesman Captain Dov Harrak speaks in Geneva\n\nThe navy spokesman said two ships had left."
    assert resolved(annotator, text, [["The navy spokesman", "said"]], captions=1) == [Speaker(name="Dov Harrak", kind="named")]


def test_speech_without_a_source_takes_the_speaker_it_hints_at(annotator: Annotator) -> None:
    text = 'Emily Voss said it rained. "It did rain."'
    (annotated,) = annotator.annotate([article(text)])
    said = Speech(voice="indirect", source=(0, 10), cue=(11, 15), content=((16, 25),), sentence=0, rule="test")
    more = Speech(voice="direct", source=None, cue=None, content=((27, 41),), sentence=1, hint=(0, 10), rule="test")
    alone = replace(more, hint=None)
    found = speakers(annotated, [said, more, alone], names(annotated, StatementSettings()), StatementSettings())
    assert [s.name for s in found] == ["Emily Voss", "Emily Voss", None]
    assert found[2].kind == "none"


def test_a_nested_pronoun_is_the_outer_speaker(annotator: Annotator) -> None:
    text = "Dov Harrak arrived. Peter Quillan said he believed it was false."
    (annotated,) = annotator.annotate([article(text)])
    at, he, end = text.index("Peter"), text.index("he believed"), len(text)
    cue, inner_cue = (at + 14, at + 18), (he + 3, he + 11)
    outer = Speech(voice="indirect", source=(at, at + 13), cue=cue, content=((at + 19, end),), sentence=1, rule="t")
    inner = replace(outer, source=(he, he + 2), cue=inner_cue, content=((he + 12, end),), parent=0)
    found = speakers(annotated, [outer, inner], names(annotated, StatementSettings()), StatementSettings())
    assert [s.name for s in found] == ["Peter Quillan", "Peter Quillan"]


def test_whoever_is_called_he_in_the_real_reports_has_a_name(real_reports: list[Path]) -> None:
    account = twosource.compare(real_reports)
    told = [s.attribution for s in account.statements if s.attribution is not None and s.attribution.source is not None]
    called_he = [a for a in told if a.source is not None and a.source.text.lower() == "he"]
    assert len(called_he) >= 10
    assert {a.source_kind for a in called_he} == {"named"}
    assert len({a.speaker for a in called_he}) == 1


def test_every_description_of_the_spokesman_in_the_real_reports_is_him(real_reports: list[Path]) -> None:
    account = twosource.compare(real_reports)
    told = [s.attribution for s in account.statements if s.attribution is not None and s.attribution.source is not None]
    described = {a.speaker for a in told if a.source is not None and "spokesman" in a.source.text}
    assert len(described) == 1
    assert all(a.source_kind == "named" for a in told if a.speaker in described)


def test_most_mentions_of_whole_reports_find_their_speaker(annotator: Annotator) -> None:
    right = [
        [s.name, s.kind] == expected
        for report in SET
        for s, expected in zip(resolved(annotator, report["text"], report["said"]), report["expected"], strict=True)
    ]
    assert sum(right) / len(right) >= _LEAST_RIGHT
