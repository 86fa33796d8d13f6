"""Articles for tests, made straight from words: every paragraph is body, nothing is found in them."""

from twosource.model import Article, Block, Dating, Outlet, content_id
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
