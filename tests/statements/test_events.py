import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import article
from twosource.annotate import Annotator
from twosource.lexicon.events import event_nouns, predicate_class
from twosource.model import Event
from twosource.statements.events import events
from twosource.statements.names import names
from twosource.statements.settings import StatementSettings

CASES = json.loads(Path(__file__).with_name("events_cases.json").read_text(encoding="utf-8"))


def found(annotator: Annotator, text: str) -> tuple[Event, ...]:
    (annotated,) = annotator.annotate([article(text)])
    return events(annotated, names(annotated, StatementSettings()), StatementSettings())


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case.get("fails") else []
    return pytest.param(case, id=case["label"], marks=marks)


def roles(event: Event, role: str) -> list[str]:
    return [r.name for r in event.roles if r.role == role]


def tells(event: Event, want: dict) -> bool:
    same = event.predicate == want["predicate"] and event.negated == want.get("negated", False)
    return same and all(roles(event, role) == names for role, names in want.items() if role not in {"predicate", "negated"})


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_events_tell_who_did_what_to_whom(annotator: Annotator, case: dict) -> None:
    told = found(annotator, case["text"])
    missing = [want for want in case["expected"] if not any(tells(event, want) for event in told)]
    assert not missing, [(e.predicate, e.negated, [(r.role, r.name) for r in e.roles]) for e in told]
    assert not {e.predicate for e in told} & set(case.get("absent", []))


@pytest.mark.parametrize(
    ("one", "other"),
    [("arrest", "apprehend"), ("kill", "shoot dead"), ("wound", "injure"), ("foil", "halt"), ("detain", "capture")],
)
def test_like_predicates_are_of_one_class(one: str, other: str) -> None:
    assert predicate_class(one) == predicate_class(other)


def test_unlike_predicates_are_of_two_classes() -> None:
    assert len({predicate_class(p) for p in ("kill", "injure", "arrest", "release", "shoot", "die")}) == 6


def test_every_event_noun_has_a_verb_and_a_first_role() -> None:
    assert all(noun.verb and noun.first in {"agent", "patient"} for noun in event_nouns().values())


WORDS = st.sampled_from(
    [
        "police",
        "arrested",
        "two",
        "men",
        "in",
        "Kabul",
        "who",
        "were",
        "not",
        "killed",
        "by",
        "a",
        "bomb",
        "and",
        "the",
        "attack",
        "on",
        "it",
        ",",
        ".",
        "carried",
        "out",
        "no",
        "one",
        "Monday",
        "$",
        "5",
        "million",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20))
def test_events_lie_in_the_text_and_have_participants(annotator: Annotator, words: list[str]) -> None:
    text = " ".join(words)
    for event in found(annotator, text):
        assert event.roles
        assert event.span.text == text[event.span.start : event.span.end]
        assert all(r.span.text == text[r.span.start : r.span.end] and r.name for r in event.roles)
