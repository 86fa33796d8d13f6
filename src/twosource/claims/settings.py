"""The settings of the claims stage."""

from dataclasses import dataclass
from typing import get_args

from twosource.errors import UsageError
from twosource.model import FigureRule


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """How statements are joined and figures chosen; every value is checked when the settings are made.

    `join` is the least score by which two statements say the same; `similar` the least that is listed among similarities
    when `similarities` asks for them; `figures` names the rule by which the best figure is taken.
    """

    join: float = 0.24
    similar: float = 0.05
    similarities: bool = False
    figures: FigureRule = "latest"

    def __post_init__(self) -> None:
        for name in ("join", "similar"):
            if not 0 < getattr(self, name) <= 1:
                raise UsageError(f"setting claims.{name} must lie above 0 and not above 1, not {getattr(self, name)}")
        if self.figures not in get_args(FigureRule):
            raise UsageError(f"unknown rule for figures {self.figures!r}: choose one of {', '.join(get_args(FigureRule))}")
