"""What pages are tried with and looked at by: words that mean something to a browser, and the elements of a page."""

from html.parser import HTMLParser

from hypothesis import strategies as st

HOSTILE = st.sampled_from(
    [
        "<script>x()</script>",
        '"><img src=x onerror=1>',
        "javascript:x()",
        "a\u202eb",
        "w" * 100_000,
        "\ud800",
        "\x1b[31m",
        "'&amp;",
    ]
)


class Elements(HTMLParser):
    """The names and attributes of all elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
