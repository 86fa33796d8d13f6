"""Articles and statements for tests, made straight from words: every paragraph is body, nothing is found in them."""

from dataclasses import replace
from typing import Any

from twosource.model import Article, Attribution, Block, Dating, MadeBy, Outlet, Span, Statement, content_id
from twosource.text import compose


def article(
    text: str, *, id: str | None = None, title: str | None = None, published: str | None = None, outlet: str | None = None
) -> Article:
    """An article of these words; its title, where given, is the headline."""
    view = compose([("title", title), ("text", text)] if title else [("text", text)])
    blocks, at = [], 0
    for paragraph in view.text.split("\n\n"):
        start = view.text.index(paragraph, at)
        at = start + len(paragraph)
        if paragraph.strip():
            kind = "headline" if title and not blocks else "body"
            blocks.append(Block(kind=kind, span=view.span(start, at)))
    return Article(
        id=id or content_id(text, outlet),
        raw_sha256="0" * 64,
        path=None,
        url=None,
        headline=view.span(0, len(title)) if title else None,
        outlet=Outlet(name=outlet, domain=None, kind="unknown") if outlet else None,
        byline=(),
        credits=(),
        dateline=None,
        published=Dating(
            value=published,
            candidates=(published,) if published else (),
            precision="day" if published else "none",
            how="given" if published else "text",
            why="given" if published else "nothing in the text gives a date",
        ),
        modified=None,
        language="en",
        text=view.text,
        fields=view.fields,
        blocks=tuple(blocks),
        edits=(),
    )


def statement(told: Article, span: Span, said: Attribution | None = None, **fields: Any) -> Statement:
    """What an article says at a span: in the outlet's own voice, or reported where it is said by somebody."""
    made = Statement(
        id=f"s-{told.id}-{span.start}",
        article_id=told.id,
        span=span,
        voice="indirect" if said else "outlet",
        attribution=said,
        stance="asserts",
        negated=False,
        events=(),
        quantities=(),
        times=(),
        entities=(),
        parent=None,
        made_by=MadeBy(rule="by hand", version="1"),
    )
    return replace(made, **fields)


def attribution(speaker: str | None, **fields: Any) -> Attribution:
    """That somebody named, or of another `source_kind`, said it; who and what stand at no place of the text unless given."""
    said = Attribution(
        source=None, cue=None, content=(), speaker=speaker, source_kind="named", addressee=None, chain=(None, speaker)
    )
    return replace(said, **fields)
