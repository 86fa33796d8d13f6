"""Lines of a terminal page: hanging indents, columns side by side, and the way to one string."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.text import Text

DEFAULT_WIDTH = 80
NARROWEST = 40  # below it a hanging indent leaves too few words on a line to read
WIDE = 120  # from here on two or three reports stand side by side: a column keeps 36 or more characters
GAP = "  "


@dataclass(frozen=True, slots=True)
class Look:
    """The page a thing is shown on: its width in cells, and the console that knows how to wrap and colour."""

    width: int
    color: bool
    console: Console

    @property
    def wide(self) -> bool:
        return self.width >= WIDE


def look(width: int | None, color: bool) -> Look:
    """A page of that width (80 where it is not known), coloured or plain; nothing is taken from the environment."""
    cells = max(width or DEFAULT_WIDTH, NARROWEST)
    console = Console(
        file=StringIO(),
        width=cells,
        color_system="standard" if color else None,
        force_terminal=color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    return Look(cells, color, console)


def hanging(words: Text, page: Look, *, first: int = 0, rest: int = 0) -> Iterator[Text]:
    """The words over as many lines as they need, nothing cut: the first line indented by `first` cells, the others by `rest`."""
    for number, line in enumerate(wrapped(words, page, page.width - max(first, rest))):
        yield Text(" " * (rest if number else first)).append_text(line)


def wrapped(words: Text, page: Look, width: int) -> Sequence[Text]:
    """Lines of at most `width` cells; a word that is longer is folded."""
    lines = list(words.wrap(page.console, width, overflow="fold"))
    for line in lines:
        line.rstrip()
    return lines


def side_by_side(columns: Sequence[Sequence[Text]], page: Look, *, indent: int) -> Iterator[Text]:
    """Columns of equal width beside one another; each is a list of paragraphs."""
    width = (page.width - indent - len(GAP) * (len(columns) - 1)) // len(columns)
    wraps = [[line for paragraph in column for line in wrapped(paragraph, page, width)] for column in columns]
    for row in range(max(map(len, wraps), default=0)):
        line = Text(" " * indent)
        for number, wrap in enumerate(wraps):
            cell = wrap[row].copy() if row < len(wrap) else Text()
            cell.align("left", width)
            line.append_text(cell if number == len(wraps) - 1 else cell.append(GAP))
        line.rstrip()
        yield line


def printed(lines: Iterable[Text], page: Look) -> str:
    """The lines as one string, each ended by a line break; control sequences only where the page is coloured."""
    if not page.color:
        return "".join(f"{line.plain}\n" for line in lines)
    with page.console.capture() as capture:
        for line in lines:
            page.console.print(line, soft_wrap=True)
    return capture.get()
