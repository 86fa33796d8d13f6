"""Two reports side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from tests.present import accounts
from tests.present.test_page_reports import HOSTILE, Seen
from twosource.model import Account, Article, ArticleSpan, Derivation, DerivationKind, Evidence
from twosource.present.book import Book
from twosource.present.page.beside import MOST_SHOWN, Beside, beside
from twosource.present.page.pairs import MOST_PAIRS, MOST_PASSAGES, pairs
from twosource.present.page.reports import reports
from twosource.present.templating import environment
from twosource.text import view_of

Shared = tuple[str, str, str]


def evidence(one: Article, other: Article, *shared: Shared) -> tuple[Evidence, ...]:
    """These words of both, as evidence of a kind."""
    found = []
    for feature, *words in shared:
        spans = [
            ArticleSpan(article_id=told.id, span=view_of(told).span(at := told.text.index(w), at + len(w)))
            for told, w in zip((one, other), words, strict=True)
        ]
        found.append(Evidence(feature=feature, score=0.1 * len(words[0].split()), spans=tuple(spans)))
    return tuple(found)


def related(one: Article, other: Article, *shared: Shared, kind: DerivationKind = "copy", score: float = 1.0) -> Derivation:
    return Derivation(
        source=one.id,
        to=other.id,
        kind=kind,
        directed=kind != "common_source",
        score=score,
        evidence=evidence(one, other, *shared),
    )


def reported(*texts: str) -> Sequence[Article]:
    """Reports of these words, in order."""
    return [article(text, id=f"r{n}", published=f"2025-03-{n:02}", outlet=f"Paper {n}") for n, text in enumerate(texts, start=1)]


def account(articles: Sequence[Article], *derivations: Derivation, **fields: object) -> Account:
    made = Account(story=accounts.account().story, articles=tuple(articles), statements=(), derivations=derivations, claims=())
    return replace(made, **fields)  # type: ignore[arg-type]


def view(made: Account) -> Beside:
    return beside(Book.of(made), made)


def printed(made: Account) -> str:
    return str(environment().get_template("beside.html.j2").module.beside(view(made)))  # type: ignore[attr-defined]


def units(made: Account) -> Sequence[Sequence[str]]:
    """Each report's units as the page prints them."""
    found = reports(Book.of(made), made).reports
    return [[w.piece.text for part in one.paragraphs for w in part.words if w.piece.unit] for one in found]


def passages(made: Account, pair: str) -> Sequence[tuple[str, str, str]]:
    """The kind and both words of each passage of a pair, put together from units as the page's script does it."""
    data = next(one for one in view(made).pairs if one.pair == pair)
    one, other = (units(made)[int(n) - 1] for n in pair.split(","))
    found = []
    for passage in data.passages.split():
        kind, *ends = re.fullmatch(r"(\w)(\d+)-(\d+)=(\d+)-(\d+)", passage).groups()  # type: ignore[union-attr]
        a, b, c, d = map(int, ends)
        found.append((kind, "".join(one[a : b + 1]), "".join(other[c : d + 1])))
    return found


ONE = "The old dam above Tarn burst on Monday. Nobody was warned. The water took all."
OTHER = "Officials met. The old dam above Tarn burst on Monday, they said. The water took all."
WORDS = "The old dam above Tarn burst on Monday"


def two(*shared: Shared, kind: DerivationKind = "copy") -> Account:
    one, other = reported(ONE, OTHER)
    return account((one, other), related(one, other, *shared, kind=kind))


def test_a_shared_passage_is_the_same_words_on_both_sides() -> None:
    made = two(("shared_passage", WORDS, WORDS), ("shared_passage", "The water took all", "The water took all"))
    assert passages(made, "1,2") == [("w", WORDS, WORDS), ("w", "The water took all", "The water took all")]


def test_passages_stand_in_the_order_of_the_first_report_whoever_took() -> None:
    one, other = reported(ONE, OTHER)
    late = related(other, one, ("shared_passage", "The water took all", "The water took all"), ("shared_passage", WORDS, WORDS))
    assert [words for _, words, _ in passages(account((one, other), late), "1,2")] == [WORDS, "The water took all"]


def test_a_quotation_within_a_shared_passage_is_not_told_twice() -> None:
    made = two(("shared_quote", "above Tarn", "above Tarn"), ("shared_passage", WORDS, WORDS))
    assert [kind for kind, *_ in passages(made, "1,2")] == ["w"]


def test_overlapping_passages_of_several_pairs_are_each_put_together_rightly() -> None:
    one, other, third = reported(ONE, OTHER, ONE)
    made = account(
        (one, other, third),
        related(one, other, ("shared_passage", WORDS, WORDS)),
        related(one, third, ("shared_passage", "Tarn burst on Monday. Nobody", "Tarn burst on Monday. Nobody")),
    )
    assert passages(made, "1,2") == [("w", WORDS, WORDS)]
    assert passages(made, "1,3") == [("w", "Tarn burst on Monday. Nobody", "Tarn burst on Monday. Nobody")]


ends = st.tuples(st.integers(0, 79), st.integers(1, 20))


@given(st.lists(st.tuples(ends, ends), min_size=1, max_size=6), st.lists(ends, max_size=4))
def test_units_give_back_every_passage_whatever_overlaps(
    shared: list[tuple[tuple[int, int], ...]], said: list[tuple[int, int]]
) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(100))
    one, other = reported(text, f"💥{text}")
    views = [view_of(told) for told in (one, other)]
    found = []
    for places in shared:
        spans = [
            ArticleSpan(article_id=told.id, span=v.span(at, at + size))
            for told, v, (at, size) in zip((one, other), views, places, strict=True)
        ]
        found.append(Evidence(feature="shared_passage", score=0.1, spans=tuple(spans)))
    statements = []
    for n, (at, size) in enumerate(said):
        whole = accounts.statement(one, text)
        statements.append(replace(whole, id=f"s{n}", span=views[0].span(at, at + size)))
    took = Derivation(source=one.id, to=other.id, kind="copy", directed=True, score=1.0, evidence=tuple(found))
    made = account((one, other), took, statements=tuple(statements))
    words = [(p.words[0], p.words[1]) for p in pairs(Book.of(made), made).kept[0].passages]
    assert [(a, b) for _, a, b in passages(made, "1,2")] == words


def test_the_relation_is_said_in_words() -> None:
    assert view(two(("shared_passage", WORDS, WORDS))).pairs[0].relation == "[2] prints the text of [1]."
    assert "[1] and [2] draw on a common source" in printed(two(("shared_passage", WORDS, WORDS), kind="common_source"))


def test_what_is_in_the_page_for_readers_without_scripts_shows_both_words() -> None:
    html = printed(two(("shared_passage", WORDS, f"{WORDS}, they said")))
    assert "[1] and [2]: 1 shared passage" in html
    assert "they said" in html
    assert "(only here: " in html


def test_a_sentence_told_in_other_words_is_not_compared_word_by_word() -> None:
    made = two(("retold_sentence", "Nobody was warned.", "Officials met."))
    assert not view(made).shown[0].rows[0].runs
    assert "told in other words" in printed(made)


def test_reports_with_nothing_in_common_are_said_to_have_nothing() -> None:
    html = printed(account(reported(ONE, OTHER)))
    assert "No passage is recorded as shared" in html
    assert "data-pair" not in html


def test_one_report_alone_is_not_laid_beside_anything() -> None:
    assert printed(account(reported(ONE))).strip() == ""


def quoting(*words: str, joined: bool = True) -> Account:
    """Reports that quote Ada Quist with these words, in one claim or in none."""
    told = reported(*(f'"{w}" Ada Quist said.' for w in words))
    said = [accounts.statement(t, f'"{w}"', speaker="Ada Quist", voice="direct") for t, w in zip(told, words, strict=True)]
    claims = (accounts.claim("refined", *said),) if joined else ()
    return account(told, statements=tuple(said), claims=claims)


def test_a_quotation_that_was_cut_is_shown_word_by_word() -> None:
    made = quoting("the water took all we had", "the water took all")
    (quotation,) = view(made).quotations
    assert [(run.kind, run.words.strip()) for run in quotation.runs] == [("same", "the water took all"), ("gone", "we had")]
    assert (quotation.speaker, quotation.place) == ("Ada Quist", 1)
    assert view(made).pairs[0].quotations == "0"


def test_a_change_is_told_from_the_earlier_report_to_the_later() -> None:
    made = quoting("took all", "the water took all", "took all")
    kinds = {one.pair: [r.kind for r in view(made).quotations[int(one.quotations)].runs] for one in view(made).pairs}
    assert kinds == {"1,2": ["added", "same"], "2,3": ["gone", "same"]}


def test_a_quotation_that_no_claim_joins_is_compared_where_the_same_words_are_known_to_be_quoted() -> None:
    made = quoting("the water took all we had", "the water took all", joined=False)
    one, other = made.articles
    assert view(made).quotations == ()
    made = replace(made, derivations=(related(one, other, ("shared_quote", "the water took all", "the water took all")),))
    assert [quotation.place for quotation in view(made).quotations] == [0]
    assert "1 quotation cut or changed" in printed(made)


def test_the_same_change_in_many_reports_is_kept_once() -> None:
    made = quoting("the water took all we had", "the water took all", "the water took all", "the water took all")
    assert len(view(made).quotations) == 1
    assert [one.pair for one in view(made).pairs] == ["1,2", "1,3", "1,4"]


def copies(count: int) -> Account:
    """Near copies, each related to each."""
    told = [article(ONE, id=f"r{n:03}", published="2025-03-04", outlet=f"Paper {n}") for n in range(count)]
    return account(
        told,
        *(
            related(a, b, ("shared_passage", WORDS, WORDS), score=1 / (1 + j - i))
            for (i, a), (j, b) in combinations(enumerate(told), 2)
        ),
    )


def test_of_very_many_related_pairs_each_report_keeps_its_nearest_and_the_rest_is_counted() -> None:
    made = copies(60)
    found = view(made)
    assert len(found.pairs) == MOST_PAIRS
    assert found.left_out == 60 * 59 // 2 - MOST_PAIRS
    kept = {one.pair for one in found.pairs}
    assert all(f"{n},{n + 1}" in kept for n in range(1, 60))
    assert f"{found.left_out} more distant pairs" in printed(made)


def test_a_report_with_a_weak_relation_only_keeps_it_before_the_strong_ones_of_copies() -> None:
    made = copies(60)
    alone = article(OTHER, id="z", published="2025-03-09")
    weak = related(made.articles[0], alone, ("shared_passage", WORDS, WORDS), kind="rewrite", score=0.001)
    found = view(replace(made, articles=(*made.articles, alone), derivations=(*made.derivations, weak)))
    assert "1,61" in {one.pair for one in found.pairs}


def test_a_few_pairs_are_told_in_full_and_the_others_counted() -> None:
    found = view(copies(8))
    assert len(found.shown) == MOST_SHOWN
    assert found.not_shown == 8 * 7 // 2 - MOST_SHOWN


def test_of_very_many_passages_the_strongest_are_kept_and_the_rest_counted() -> None:
    words = [f"w{n} x{n}" for n in range(MOST_PASSAGES + 3)]
    one, other = reported(" ".join(words), ". ".join(words))
    made = account((one, other), related(one, other, *(("shared_passage", w, w) for w in words)))
    assert len(passages(made, "1,2")) == MOST_PASSAGES
    assert view(made).pairs[0].unlisted == "3 shorter shared passages not kept in this page."


def test_what_an_agency_gave_is_no_pair_of_reports() -> None:
    one, other = reported(ONE, OTHER)
    wire = replace(related(one, other), source="Reuters")
    assert view(account((one, other), wire)).pairs == ()


def test_hostile_words_are_only_shown() -> None:
    one, other = reported(f"{HOSTILE} said all. {ONE}", f"{HOSTILE} said all. {OTHER}")
    one = replace(one, outlet=replace(one.outlet, name=HOSTILE))  # type: ignore[type-var]
    shared = f"{HOSTILE} said all"
    html = printed(account((one, other), related(one, other, ("shared_passage", shared, shared))))
    for bad in ("<script", "<img", "\u202e", "\x1b", "\ud800"):
        assert bad not in html
    parser = Seen()
    parser.feed(html)
    assert not parser.open


def test_the_order_of_an_accounts_records_changes_nothing() -> None:
    made = copies(6)
    turned = replace(made, articles=made.articles[::-1], derivations=made.derivations[::-1])
    assert printed(turned) == printed(made)
