"""What two facts have in common: words, ideas, events; each feature with its name."""

import pytest

from tests.making import article
from twosource.annotate import Annotator
from twosource.claims.align import pairs, reasons, score
from twosource.claims.facts import Fact, facts
from twosource.claims.features import FEATURES, all_keys, key_weights, meeting, profiles
from twosource.statements import statements
from twosource.statements.renamed import renamed


def _facts(annotator: Annotator, *texts: str) -> list[Fact]:
    articles = [article(text, id=f"r{n}") for n, text in enumerate(texts)]
    return facts(renamed([found for _, found in statements(annotator.annotate(articles))]), {a.id: a for a in articles})


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        ("A tremor shook Velmora.", "An earthquake shook Velmora.", "idea:quake"),
        ("Thieves emptied a store in Velmora.", "Robbers emptied a shop in Velmora.", "idea:rob"),
        ("Police nabbed the captain.", "The captain was detained by police.", "event:arrest"),
    ],
)
def test_other_words_for_one_thing_are_shared(annotator: Annotator, left: str, right: str, shared: str) -> None:
    one, other = _facts(annotator, left, right)
    assert shared in all_keys(one) & all_keys(other)


def test_the_same_word_weighs_more_than_another_word_for_it(annotator: Annotator) -> None:
    found = _facts(annotator, "A tremor shook Velmora.", "A tremor shook Velmora.", "A temblor shook Velmora.")
    weights = key_weights(found)
    same, like, _ = profiles(found, weights)
    other = profiles(found, weights)[2]
    assert meeting(same, like, weights).weight > meeting(same, other, weights).weight


def test_a_third_report_brings_two_together(annotator: Annotator) -> None:
    texts = (
        "The harbour master of Velmora closed the old pier after the storm on Monday.",
        "The harbour master of Velmora closed the old pier because its planks had rotted.",
        "After the storm on Monday the old pier was shut, as its planks had rotted.",
    )
    found = _facts(annotator, *texts)
    weights = key_weights(found)
    alone = score(0, 2, profiles(found, weights), weights)
    together = [p for p in pairs(found) if (p.left, p.right) == (0, 2)]
    assert [p.score > alone.score for p in together] == [True]


def test_what_gave_a_score_can_be_told_again(annotator: Annotator) -> None:
    found = _facts(annotator, "A tremor shook Velmora on Monday, Lena Maro said.", "A tremor shook Velmora, Lena Maro said.")
    weights = key_weights(found)
    ready = profiles(found, weights)
    given = reasons(meeting(ready[0], ready[1], weights))
    assert {"shared", "words", "speaker"} <= given.keys() <= FEATURES.keys()
    assert score(0, 1, ready, weights).score == min(1.0, sum(given.values()))


def test_the_order_of_pairs_hangs_on_their_scores_and_places_alone(annotator: Annotator) -> None:
    texts = ("A tremor shook Velmora. A tremor shook Dunhal.", "A tremor shook Velmora. A tremor shook Dunhal.")
    found = _facts(annotator, *texts)
    ordered = [(-p.score, found[p.left].order, found[p.right].order) for p in pairs(found)]
    assert len(ordered) > 1
    assert ordered == sorted(ordered)
