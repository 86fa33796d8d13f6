"""The settings of reading."""

from dataclasses import dataclass

from twosource.errors import UsageError

LANGUAGES = ("en",)
_ABOVE_ZERO = (
    "largest_file", "largest_page", "largest_feed", "longest_line", "largest_unpacked", "page_seconds", "page_memory",
    "page_workers",
    "fetch_seconds",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """How reports are read; every value is checked when the settings are made.

    `language`: what the user says all reports are written in, so that it is not tested; `None` tests each. `other_languages`:
    web pages are read in whatever language, since their markup says what is what (statements are found in English only). Limits
    are in bytes, after unpacking: `largest_file` of a file that is read as a whole, `largest_page` of a web page and of one
    record of an archive, `largest_feed` of a feed, `longest_line` of one line of JSON lines or one row of a table,
    `largest_unpacked` of all of a file (so that a small packed one cannot grow without end). A page may take `page_seconds` and
    `page_memory` bytes to be read; `page_workers` processes read them, each started when it is needed. `fetch` allows addresses
    to be fetched, each in `fetch_seconds`, by a robot of the name `agent`; `keep_warc` is the web archive to which what was
    fetched is added.
    """

    language: str | None = None
    other_languages: bool = False
    largest_file: int = 256_000_000
    largest_page: int = 20_000_000
    largest_feed: int = 64_000_000
    longest_line: int = 64_000_000
    largest_unpacked: int = 4_000_000_000
    page_seconds: float = 30.0
    page_memory: int = 2 << 30
    page_workers: int = 2
    fetch: bool = False
    fetch_seconds: float = 30.0
    agent: str = "twosource"
    keep_warc: str | None = None

    def __post_init__(self) -> None:
        if self.language is not None and self.language not in LANGUAGES:
            raise UsageError(f"language {self.language!r} cannot be read yet: choose {' or '.join(LANGUAGES)}")
        for name in _ABOVE_ZERO:
            if getattr(self, name) <= 0:
                raise UsageError(f"setting read.{name} must be above 0, not {getattr(self, name)}")
        if not self.agent.isascii() or not self.agent.isprintable() or not self.agent.strip():
            raise UsageError(f"setting read.agent must be a name in ASCII, not {self.agent!r}")
