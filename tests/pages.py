"""Pages of the docs as something to run: their fenced blocks, and a reader who does in a folder what a page says.

- `console` blocks: `$ command`, then what it prints. A line `...` stands for any number of lines.
- `text` blocks: a part of what the last command printed.
- `python` blocks without `>>>`: run one after the other, as cells of a notebook are (with `>>>`, the doctests run them).
- a block whose fence names a file (`csv about.csv`): the file as it shall be; `diff` with a file: what to change in it.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from typer.testing import CliRunner

from twosource.cli import app

ROOT = Path(__file__).resolve().parents[1]
_FENCE = re.compile(r"^```(\w+)(?: +(\S+))?\n(.*?)^```$", re.M | re.S)
_OTHERS = frozenset({"cat", "cp", "grep", "head", "ls", "sed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """One fenced block of a page: its language, the file it names, its text and the line it starts in."""

    language: str
    path: str | None
    text: str
    line: int


def fences(page: Path) -> list[Fence]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    return [
        Fence(language=found[1], path=found[2], text=found[3], line=text.count("\n", 0, found.start()) + 1)
        for found in _FENCE.finditer(text)
    ]


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines that it shall print."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        yield command, shown


def pattern(shown: Sequence[str]) -> str:
    """Lines of a page as a regular expression for what is printed; spaces at the ends of lines and empty lines last are left out.

    >>> bool(re.fullmatch(pattern(["a", "...", "d"]), "a\\nb\\nc\\nd\\n"))
    True
    """
    return "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + "\n" for line in _trimmed(shown))


def printed(output: str) -> str:
    """What a command printed, with the same left out."""
    return "".join(f"{line}\n" for line in _trimmed([line.rstrip() for line in output.splitlines()]))


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def changed(text: str, diff: str) -> str:
    """The text with a diff's lines changed. Raises `ValueError` where what it takes away or stands beside is not there once."""
    lines = diff.splitlines()
    before, after = ("".join(f"{line[1:]}\n" for line in lines if line[:1] != sign) for sign in "+-")
    if text.count(before) != 1:
        raise ValueError(f"these lines are not there once:\n{before}")
    return text.replace(before, after)


@dataclass(slots=True)
class Reader:
    """Does what a page says, in the current folder, and complains where a command prints something else than the page shows."""

    output: str = ""
    messages: str = ""
    code: int = 0
    names: dict[str, object] = field(default_factory=dict)
    runner: CliRunner = field(default_factory=CliRunner)

    def follow(self, page: Path) -> None:
        for fence in fences(page):
            self.do(fence, f"{page.name}, line {fence.line}")

    def do(self, fence: Fence, where: str) -> None:
        if fence.language == "console":
            for command, shown in commands(fence.text):
                self.run(command)
                assert self.shows(shown), f"{where}: $ {command}\n{self.messages}{self.output}"
        elif fence.language == "text":
            found = re.search("^" + pattern(fence.text.splitlines()), printed(self.output), re.M)
            assert found, f"{where}: this is no part of what was printed\n{self.output}"
        elif fence.path:
            put(fence)
        elif fence.language == "python" and ">>>" not in fence.text:
            exec(compile(fence.text, where, "exec"), self.names)

    def run(self, command: str) -> None:
        """Runs one command of a page; its output goes to a file after `>`."""
        words = shlex.split(command)
        words, target = (words[:-2], words[-1]) if words[-2:-1] == [">"] else (words, None)
        if words == ["echo", "$?"]:
            self.output, self.messages = f"{self.code}\n", ""
            return
        stdout, stderr = self._ran(_recipe(words[1]) if words[0] == "make" else words)
        if target:
            Path(target).write_text(stdout, encoding="utf-8")
        self.output = stdout if not target else ""
        self.messages = stderr

    def shows(self, lines: Sequence[str]) -> bool:
        """Whether these lines are what the last command printed; a terminal may show messages before or after the rest."""
        orders = (self.messages + self.output, self.output + self.messages)
        return any(re.fullmatch(pattern(lines), printed(order)) for order in orders)

    def _ran(self, words: Sequence[str]) -> tuple[str, str]:
        if words[0] == "twosource":
            result = self.runner.invoke(app, list(words[1:]))
            assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
            self.code = result.exit_code
            return result.stdout, result.stderr
        assert words[0] in _OTHERS, f"a page may not run {words[0]}"
        done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
        self.code = done.returncode
        return done.stdout, done.stderr


def put(fence: Fence, folder: Path = Path()) -> None:
    """The file that a block names, written or changed, in a folder."""
    place = folder / str(fence.path)
    place.parent.mkdir(parents=True, exist_ok=True)
    text = changed(place.read_text("utf-8"), fence.text) if fence.language == "diff" else fence.text
    place.write_text(text, encoding="utf-8")


def _recipe(target: str) -> list[str]:
    """The command behind a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    found = re.search(rf"^{re.escape(target)}:.*\n\t\$\(BIN\)/(.*)$", makefile, re.M)
    assert found, f"the Makefile has no {target}"
    return shlex.split(found[1])


def slugs(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    seen: dict[str, int] = {}
    found = set()
    for heading in re.findall(r"^#{1,6} +(.*?)#* *$", text, re.M):
        plain = re.sub(r"\]\([^)]*\)", "", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if slug in seen else slug)
        seen[slug] = seen.get(slug, 0) + 1
    return found
