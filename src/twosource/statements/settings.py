"""The settings of this stage."""

from dataclasses import dataclass
from typing import Literal, get_args

from twosource.errors import UsageError

Vague = Literal["words", "acled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSettings:
    """How this stage works; every value is checked when the settings are made.

    `vague`: whether a vague number word ("dozens") keeps its plain bounds only (`words`), or also gets the value that
    ACLED's codebook gives it (`acled`), where it gives one.
    """

    vague: Vague = "words"

    def __post_init__(self) -> None:
        if self.vague not in get_args(Vague):
            raise UsageError(f"setting statements.vague must be one of {', '.join(get_args(Vague))}, not {self.vague!r}")
