"""The options that several commands of the command line have, each with its help, and the values that some may take."""

from enum import StrEnum
from typing import Annotated

import typer


class FigureChoice(StrEnum):
    """The rules by which the best of several figures is taken."""

    latest = "latest"
    lowest = "lowest"
    highest = "highest"
    majority = "majority"


class VagueChoice(StrEnum):
    """How vague amounts such as `dozens` are read: left in words, or as numbers by ACLED's table."""

    words = "words"
    acled = "acled"


class FailChoice(StrEnum):
    """What ends a comparison with exit code 10."""

    disputed = "disputed"


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REPORT",
        help="Pages, texts, feeds, tables, JSON lines, web archives, folders, patterns, addresses, or - for standard input.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Write records, one JSON object a line.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When all the reports were published: 2025-03-04, 2025-03 or 2025-03-04T09:30.")
]
OutletName = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published all the reports.")]
AboutFile = Annotated[
    str | None,
    typer.Option(
        "--about", metavar="FILE", help="What you know of each report, as CSV or TOML: path, url, outlet, published, author."
    ),
]
FamiliesFile = Annotated[
    str | None,
    typer.Option(
        "--families", metavar="FILE", help="Outlets of one publisher, a line each: domain | name | family | owner or newsroom."
    ),
]
RejectedFile = Annotated[
    str | None, typer.Option("--rejected", metavar="FILE", help="Write what was dropped to this file, one JSON object a line.")
]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="The reports' language, so that it is not tested (en).")]
Fetch = Annotated[bool, typer.Option("--fetch", help="Fetch the web addresses among the reports; nothing is fetched without it.")]
KeepWarc = Annotated[
    str | None, typer.Option("--keep-warc", metavar="FILE", help="Add what is fetched, with its headers, to this web archive.")
]
Pipeline = Annotated[str | None, typer.Option(metavar="NAME", help="Import name of another installed spaCy pipeline.")]
Workers = Annotated[int, typer.Option(min=1, max=256, metavar="N", help="Processes to share the work; the output is the same.")]
Similarities = Annotated[
    bool, typer.Option("--similarities", help="Add near pairs of statements that were not joined; only --json shows them.")
]
HtmlFile = Annotated[str | None, typer.Option("--html", metavar="FILE", help="Write the account as one page for any browser.")]
MarkdownFile = Annotated[
    str | None,
    typer.Option("--markdown", metavar="FILE", help="Write the account as Markdown, each quotation with its footnote."),
]
CsvFile = Annotated[
    str | None, typer.Option("--csv", metavar="FILE", help="Write one row a statement, safe to open in a spreadsheet.")
]
CsvRaw = Annotated[
    bool, typer.Option("--csv-raw", help="With --csv: words as they are, also those that a spreadsheet takes for a formula.")
]
Width = Annotated[int | None, typer.Option(min=20, max=1000, metavar="N", help="Width of the readable form in characters.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour (as with NO_COLOR set).")]
