"""A time expression as it was found: its shape and its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.statements.timex.lexer import Lexeme


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: the shape it has, its words by group, and its place `[start, end)` in its sentence."""

    shape: str
    groups: Mapping[str, tuple[Lexeme, ...]]
    start: int
    end: int
    first: int
    last: int
    day: "Expression | None" = None

    def value(self, name: str) -> object:
        """The value of a group's last word, or `None` where the group is empty."""
        return self.groups[name][-1].value if self.groups.get(name) else None

    def number(self, name: str) -> int | None:
        """The value of a group's last word where it is a whole number."""
        value = self.value(name)
        return value if isinstance(value, int) else None

    def code(self, name: str) -> str:
        """The value of a group's last word where it is letters, else an empty string."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def kinds(self, name: str) -> str:
        """The kinds of a group's words."""
        return "".join(lexeme.kind for lexeme in self.groups.get(name, ()))
