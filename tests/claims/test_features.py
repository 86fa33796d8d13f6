"""What two facts have in common: words, ideas, events; each feature with its name."""

import pytest

from tests.making import article
from twosource.annotate import Annotator
from twosource.claims.align import pairs
from twosource.claims.facts import Fact, facts
from twosource.claims.features import all_keys, key_weights, meeting, profiles
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
    alone = pairs(_facts(annotator, texts[0], texts[2]))
    together = [p for p in pairs(_facts(annotator, *texts)) if (p.left, p.right) == (0, 2)]
    assert not any("company" in p.features for p in alone)
    assert [p.features["company"] > 0 for p in together] == [True]
