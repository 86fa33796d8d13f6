"""The settings of reading."""

from dataclasses import dataclass

from twosource.errors import UsageError

LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """How reports are read; every value is checked when the settings are made.

    `language`: what the user says all reports are written in, so that it is not tested; `None` tests each. Limits are in
    bytes, after unpacking: `largest_file` of a plain text, `longest_line` of one line of JSON lines, `largest_unpacked` of all
    lines of one file (so that a small packed file cannot grow without end).
    """

    language: str | None = None
    largest_file: int = 256_000_000
    longest_line: int = 64_000_000
    largest_unpacked: int = 4_000_000_000

    def __post_init__(self) -> None:
        if self.language is not None and self.language not in LANGUAGES:
            raise UsageError(f"language {self.language!r} cannot be read yet: choose {' or '.join(LANGUAGES)}")
        for name in ("largest_file", "longest_line", "largest_unpacked"):
            if getattr(self, name) < 1:
                raise UsageError(f"setting read.{name} must be 1 or more, not {getattr(self, name)}")
