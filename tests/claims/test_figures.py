"""The figure of killed and injured: the number that a report stands by, or those told one by one."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.claims.reported import Report, claims_of, figure_of, told
from tests.making import article
from twosource.annotate import Annotator
from twosource.claims import ClaimSettings, claims
from twosource.model import Claim, Derivation, Figure, FigureRule
from twosource.statements import statements
from twosource.statements.renamed import renamed

MOVING = (
    ("The flood killed 12 people in Velmora.", "2025-03-04"),
    ("The flood killed 12 people, officials said.", "2025-03-05"),
    ("The flood has now killed 17 people.", "2025-03-06"),
)


@pytest.mark.parametrize(("rule", "best"), [("latest", 17), ("lowest", 12), ("highest", 17), ("majority", 12)])
def test_the_rule_that_the_user_names_chooses_the_figure(annotator: Annotator, rule: FigureRule, best: int) -> None:
    figure = figure_of(claims_of(annotator, *MOVING, settings=ClaimSettings(figures=rule)), "killed")
    assert (figure.low, figure.best, figure.high, figure.rule) == (12, best, 17, rule)


def test_a_figure_has_one_point_for_each_report_in_order_of_days(annotator: Annotator) -> None:
    figure = figure_of(claims_of(annotator, *MOVING), "killed")
    assert [(p.at, p.value) for p in figure.series] == [("2025-03-04", 12), ("2025-03-05", 12), ("2025-03-06", 17)]


def test_those_told_one_by_one_are_counted_once_each(annotator: Annotator) -> None:
    found = claims_of(
        annotator,
        ("A 34-year-old man was killed on Monday. A 19-year-old woman was also killed.", "2025-03-04"),
        ("A 34-year-old man was killed. The man, 34, died at the scene. A woman, 19, was killed too.", "2025-03-04"),
    )
    figure = figure_of(found, "killed")
    assert (figure.best, figure.implicit) == (2, True)


def test_who_died_of_his_wounds_is_not_injured(annotator: Annotator) -> None:
    found = claims_of(annotator, ("A 34-year-old man was shot in Velmora. The man, 34, died in hospital.", None))
    assert figure_of(found, "killed").best == 1
    assert not [f for c in found for f in c.figures if f.role == "injured"]


def test_those_shot_are_injured_as_far_as_they_live(annotator: Annotator) -> None:
    found = claims_of(annotator, ("Nine people were shot at the market. One man was killed.", None))
    assert figure_of(found, "injured").best == 8


def sides_of(found: Sequence[Claim], role: str) -> dict[str | None, tuple[float, float, float]]:
    return {f.side: (f.low, f.best, f.high) for c in found for f in c.figures if f.role == role}


def test_sides_stand_beside_the_total(annotator: Annotator) -> None:
    found = claims_of(annotator, ("Three soldiers and two civilians were killed in the raid.", "2025-03-04"))
    assert sides_of(found, "killed") == {None: (5, 5, 5), "soldiers": (3, 3, 3), "civilians": (2, 2, 2)}


def test_a_side_that_the_whole_includes_is_no_second_total(annotator: Annotator) -> None:
    found = claims_of(annotator, ("The blast injured nine people, including four policemen who were injured.", "2025-03-04"))
    assert sides_of(found, "injured")[None] == (9, 9, 9)


def test_a_role_has_one_figure_in_a_story(annotator: Annotator) -> None:
    found = claims_of(
        annotator,
        ("A blast in Velmora killed 12 people. Officers arrested three men in the harbour.", "2025-03-04"),
        ("Officials counted 12 dead after the explosion. In a raid at dawn four people were arrested.", "2025-03-05"),
    )
    assert [(f.role, f.best) for c in found for f in c.figures if f.role] == [("killed", 12), ("arrested", 4)]


def test_one_victim_told_by_name_does_not_lower_the_toll(annotator: Annotator) -> None:
    found = claims_of(
        annotator,
        ("The fire killed 12 people.", "2025-03-04"),
        ("Ewa Lind, 34, was killed in the fire.", "2025-03-09"),
    )
    assert figure_of(found, "killed").low == 12


def test_who_died_in_another_year_is_not_counted(annotator: Annotator) -> None:
    found = claims_of(annotator, ("A shop burned in Velmora on Monday. In 2008, Pavel Orm, 20, was killed there.", "2025-03-04"))
    assert not [f for c in found for f in c.figures if f.role == "killed"]


def test_a_lower_number_told_later_by_one_report_does_not_replace_that_of_two(annotator: Annotator) -> None:
    days = (("The flood killed 12 people in Velmora.", "2025-03-04"), ("The flood killed 12 people.", "2025-03-05"))
    later = ("The flood killed nine people in the old town.", "2025-03-06")
    assert figure_of(claims_of(annotator, *days, later), "killed").best == 12


def test_the_majority_is_of_origins_and_a_copy_is_none(annotator: Annotator) -> None:
    reports = [(f"The flood killed {n} people in Velmora.", "2025-03-04") for n in ("12", "12", "12", "17", "17")]
    articles, said = told(annotator, reports)
    copies = [Derivation(source="r0", to=to, kind="copy", directed=True, score=1.0, evidence=()) for to in ("r1", "r2")]
    rule = ClaimSettings(figures="majority")
    assert figure_of(claims(articles, said, (), rule), "killed").best == 12
    assert figure_of(claims(articles, said, copies, rule), "killed").best == 17


def test_reports_of_one_agency_are_one_voice(annotator: Annotator) -> None:
    reports = [(f"The flood killed {n} people in Velmora.", "2025-03-04") for n in ("12", "12", "12", "17", "17")]
    articles, said = told(annotator, reports)
    taken = ("r0", "r1", "r2")
    wire = [Derivation(source="Orm Wire", to=to, kind="credit", directed=True, score=1.0, evidence=()) for to in taken]
    assert figure_of(claims(articles, said, wire, ClaimSettings(figures="majority")), "killed").best == 17


TEXTS = [
    "The flood killed 12 people in Velmora.",
    "The flood killed 17 people and injured 40.",
    "Three soldiers and two civilians were killed in the flood.",
    "Initial reports said the flood killed 12 people. The flood killed 17 people.",
    "The flood injured about 40 people. Four people were arrested.",
]


def summary(found: Sequence[Claim]) -> set[tuple[object, ...]]:
    def of(f: Figure) -> tuple[object, ...]:
        return f.role, f.side, f.of, f.low, f.best, f.high

    return {(c.verdict, *sorted(c.statement_ids), *map(of, c.figures)) for c in found}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(TEXTS))), days=st.lists(st.integers(1, 9), min_size=5, max_size=5))
def test_no_order_of_reports_changes_figures_or_verdicts(annotator: Annotator, order: list[int], days: list[int]) -> None:
    reports = [article(t, id=f"r{n}", published=f"2025-03-0{day}") for n, (t, day) in enumerate(zip(TEXTS, days, strict=True))]
    said = renamed([found for _, found in statements(annotator.annotate(reports))])
    place = {f"r{n}": at for at, n in enumerate(order)}
    moved = sorted(said, key=lambda s: (place[s.article_id], s.span.start, s.id))
    assert summary(claims(reports, said, ())) == summary(claims([reports[n] for n in order], moved, ()))


@pytest.mark.parametrize("rule", ["latest", "lowest", "majority", "highest"])
def test_a_copy_of_a_report_changes_no_figure(annotator: Annotator, rule: FigureRule) -> None:
    reports: list[Report] = [(text, "2025-03-04") for text in TEXTS]
    articles, said = told(annotator, [*reports, reports[0]])
    copy = Derivation(source="r0", to=f"r{len(TEXTS)}", kind="copy", directed=True, score=1.0, evidence=())
    chosen = ClaimSettings(figures=rule)

    def numbers(found: Sequence[Claim]) -> list[tuple[object, ...]]:
        return sorted(((f.role or "", f.side or "", f.low, f.best, f.high) for c in found for f in c.figures), key=str)

    alone = [s for s in said if s.article_id != copy.to]
    assert numbers(claims(articles, said, (copy,), chosen)) == numbers(claims(articles[:-1], alone, (), chosen))
