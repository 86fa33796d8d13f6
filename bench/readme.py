"""Writes the account of the bundled example, as the terminal shows it at width 80, into the README."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- account -->\n```text\n", "```\n<!-- /account -->"
COMMAND = ("compare", "examples/reports", "--about", "examples/about.csv", "--width", "80", "--no-color")


def shown() -> str:
    """What `make demo` prints. Raises `CalledProcessError` where it fails."""
    twosource = str(Path(sys.executable).parent / "twosource")
    done = subprocess.run([twosource, *COMMAND], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.rstrip("\n") + "\n"


def told(readme: str) -> str:
    """The account that stands in the README. Raises `ValueError` where its marks are missing."""
    start = readme.index(OPENS) + len(OPENS)
    return readme[start : readme.index(CLOSES, start)]


def main() -> None:
    readme = README.read_text("utf-8")
    README.write_text(readme.replace(OPENS + told(readme) + CLOSES, OPENS + shown() + CLOSES), encoding="utf-8")


if __name__ == "__main__":
    main()
