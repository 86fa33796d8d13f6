"""An account made by hand: two reports of one invented flood, so that showing can be tested without reading or parsing."""

from dataclasses import replace

from tests import making
from tests.making import article, attribution
from twosource.model import (
    Account,
    Article,
    Bounds,
    Byline,
    Claim,
    Credit,
    Derivation,
    Difference,
    Evidence,
    Figure,
    FigurePoint,
    Statement,
    Story,
    Support,
    Value,
    Verdict,
)
from twosource.model import ArticleSpan as Place
from twosource.text import view_of

FIRST = """By Jon Ferro

A dam burst above Tarn on Monday, killing at least 12 people.

"Water reached the roofs within minutes," mayor Ada Quist said.

The dam was built in 1961. (Reuters)"""
SECOND = """A dam burst above Tarn on Sunday, killing 17 people.

The mayor said the water reached roofs "within minutes".

Ada Quist denied that the dam was old."""


def articles() -> tuple[Article, Article]:
    """The two reports."""
    first = article(FIRST, id="a1", title="Dam bursts above Tarn", published="2025-03-04", outlet="Lake Courier")
    second = article(SECOND, id="a2", title=None, published="2025-03-06", outlet=None)
    view = view_of(first)
    at, credit = first.text.index("Jon Ferro"), first.text.index("(Reuters)")
    byline = Byline(name="Jon Ferro", span=view.span(at, at + 9))
    agency = Credit(agency="Reuters", where="credit_line", how="stated", proves="its text", span=view.span(credit, credit + 9))
    return replace(first, byline=(byline,), credits=(agency,)), second


def statement(told: Article, words: str, *, speaker: str | None = None, **fields: object) -> Statement:
    """The statement of these words of an article; `speaker` makes it a reported one."""
    start = told.text.index(words)
    span = view_of(told).span(start, start + len(words))
    said = attribution(speaker, content=(span,)) if speaker else None
    return making.statement(told, span, said, **{"id": f"{told.id}:{start}", **fields})


def claim(verdict: Verdict, *statements: Statement, **fields: object) -> Claim:
    """A claim of these statements."""
    reports = len({s.article_id for s in statements})
    support = Support(
        reports=reports, outlets=reports, reporters=Bounds(low=1, high=reports), origins=Bounds(low=1, high=1), speakers=()
    )
    made = Claim(
        id=f"c{statements[0].id}",
        statement_ids=tuple(s.id for s in statements),
        verdict=verdict,
        differences=(),
        support=support,
        figures=(),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def value(said: Statement, words: str, meaning: str) -> Value:
    """What a statement's words mean for a slot."""
    start = said.span.start + said.span.text.index(words)
    span = replace(said.span, start=start, end=start + len(words), text=words)
    return Value(value=meaning, statement_id=said.id, span=span)


def account() -> Account:
    """Two reports with a disputed, an updated (with its figure), a refined and two single claims."""
    first, second = articles()
    burst = [
        statement(first, "A dam burst above Tarn on Monday, killing at least 12 people."),
        statement(second, "A dam burst above Tarn on Sunday, killing 17 people."),
    ]
    water = [
        statement(first, '"Water reached the roofs within minutes," mayor Ada Quist said.', speaker="Ada Quist", voice="direct"),
        statement(second, 'The mayor said the water reached roofs "within minutes".', speaker="Ada Quist", voice="mixed"),
    ]
    built = statement(first, "The dam was built in 1961.")
    old = statement(second, "Ada Quist denied that the dam was old.", speaker="Ada Quist", stance="denies")
    day = Difference(
        kind="date",
        conflict=True,
        values=(value(burst[0], "Monday", "2025-03-03"), value(burst[1], "Sunday", "2025-03-02")),
        why="two days",
    )
    toll = Figure(
        role="killed",
        of="people",
        unit=None,
        low=12,
        best=17,
        high=17,
        side=None,
        rule="latest",
        implicit=False,
        series=(
            FigurePoint(at="2025-03-04", value=12, statement_id=burst[0].id),
            FigurePoint(at="2025-03-06", value=17, statement_id=burst[1].id),
        ),
    )
    shared = Evidence(feature="shared_quote", score=0.4, spans=(Place(article_id="a1", span=water[0].span),), why=None)
    return Account(
        story=Story(id="s", headline="Dam bursts above Tarn", article_ids=("a1", "a2"), first="2025-03-04", last="2025-03-06"),
        articles=(second, first),
        statements=(*burst, *water, built, old),
        derivations=(Derivation(source="a1", to="a2", kind="rewrite", directed=True, score=0.5, evidence=(shared,)),),
        claims=(
            claim("single", old),
            claim("single", built),
            claim("refined", *water),
            claim("disputed", *burst, differences=(day,), figures=(toll,)),
        ),
        notes=("[2] names no outlet",),
    )
