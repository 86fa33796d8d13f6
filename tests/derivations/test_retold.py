"""The same told in other words: enough of it is a rewrite, less no more than a hint."""

import pytest

from tests.making import article
from twosource.derivations import derivations
from twosource.derivations.retold import retold
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.words import Vocabulary, words_of
from twosource.model import Derivation

TOLD = [
    "Ilse Marenko opened the twelve locks of the Teltow canal after heavy rain on Sunday.",
    "Barges carrying gravel were waiting below the lowest lock since Friday evening.",
    "The harbour master of Karsova had ordered divers to inspect a cracked gate.",
    "They stopped working when a cable snapped and injured two apprentices.",
    "Insurers refuse to pay for the gate, which a survey called rotten in spring.",
    "Repairs will be costing the district about ninety thousand crowns.",
]
RETOLD = [
    "After the rain had been heavy on Sunday, Marenko opens 12 locks on the Teltow canal.",
    "Below the lock that is lowest, a barge with gravel waited from Friday evening on.",
    "A diver inspecting the cracked gate had his orders from Karsova's harbour master.",
    "Two injured apprentices, when a snapping cable gave way, made them stop their work.",
    "For the gate, called rotten by a survey this spring, an insurer refused payment.",
    "The district's costs of repairing stand near 90 thousand crowns.",
]


def between(one: list[str], other: list[str]) -> Derivation | None:
    found = derivations([article(" ".join(one), id="a"), article(" ".join(other), id="b")])
    return found[0] if found else None


def test_other_forms_of_the_words_and_numbers_in_digits_are_the_same_words() -> None:
    edge = between(TOLD, RETOLD)
    assert edge is not None
    assert edge.kind == "rewrite"
    assert {e.feature for e in edge.evidence} == {"retold_sentence"}


def test_the_same_sentences_in_another_order_are_no_rewrite() -> None:
    assert between(TOLD, [RETOLD[n] for n in (5, 3, 4, 1, 2, 0)]) is None


def own(words: str) -> list[str]:
    """Sentences that nobody else tells, one of every four of these words."""
    found = words.split()
    return [f"Nobody {a} the {b} of {c} before that {d} in living memory." for a, b, c, d in zip(*[iter(found)] * 4, strict=True)]


def test_a_small_part_told_alike_is_a_hint_of_a_common_source() -> None:
    one = own(
        "painted steeple Ostrel winter measured meadow Velmora regatta praised orchestra Tarvo harvest sold bakery Brandow "
        "wedding mended fountain Quill frost crossed plank Nesta market lit lantern Orla feast swept staircase Pemm census"
    )
    other = own(
        "counted geese Arbel thaw borrowed ladder Sorrin picnic feared goat Hollin carnival tuned organ Wessen eclipse "
        "hid barrel Lunde auction carved bench Mirren pageant rang bell Dorsk equinox wove carpet Tolven solstice"
    )
    edge = between([*TOLD[:4], *one], [*RETOLD[:4], *other])
    assert edge is not None
    assert (edge.kind, edge.directed) == ("common_source", False)
    assert between([*TOLD[:2], *one], [*RETOLD[:2], *other]) is None


@pytest.mark.parametrize(("overlap", "whole"), [(1.0, True), (6.0, False)])
def test_what_is_shared_must_be_worth_several_whole_sentences(overlap: float, whole: bool) -> None:
    vocabulary: Vocabulary = {}
    longer = [*RETOLD, "Ducks swam in the emptied basin before nightfall and children counted thirteen."]
    texts = {"a": [*TOLD, "A choir from Ostrel sang for whoever stayed awake by the towpath fires."], "b": longer}
    words = {key: words_of(article(" ".join(text), id=key), vocabulary) for key, text in texts.items()}
    found = retold(words, vocabulary, DerivationSettings(retold_overlap=overlap))
    assert found["a", "b"].whole is whole
    assert len(found["a", "b"].sentences) >= 5


def test_a_short_report_of_which_every_sentence_is_told_in_order_is_a_rewrite_however_little_it_is() -> None:
    vocabulary: Vocabulary = {}
    words = {key: words_of(article(" ".join(text), id=key), vocabulary) for key, text in (("a", TOLD), ("b", RETOLD[:4]))}
    strict = DerivationSettings(retold_overlap=6.0)
    assert retold(words, vocabulary, strict)["a", "b"].whole
    words["b"] = words_of(
        article(" ".join([*RETOLD[:4], "Ducks swam in the emptied basin before nightfall."]), id="b"), vocabulary
    )
    assert not retold(words, vocabulary, strict)["a", "b"].whole


def test_numbers_count_the_same_in_words_and_in_digits() -> None:
    vocabulary: Vocabulary = {}
    one, other = "Twelve barges, seventy sacks, four locks.", "12 barges, 70 sacks, 4 locks."
    words = {key: words_of(article(text, id=key), vocabulary) for key, text in (("a", one), ("b", other))}
    found = retold(words, vocabulary, DerivationSettings(retold_sentences=1))
    assert found["a", "b"].sentences[0][1] == pytest.approx(1.0)
