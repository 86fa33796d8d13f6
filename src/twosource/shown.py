"""How a noun shows itself in a notebook, and becomes a table."""

from collections.abc import Container
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame


class Shown:
    """A noun that a notebook shows and that can be taken to pandas.

    Both are the business of `twosource.present`, which is imported when they are asked for and not before: the one place where a
    noun knows something above it, since notebooks look for these names on the object itself.
    """

    __slots__ = ()

    def _repr_mimebundle_(self, include: Container[str] | None = None, exclude: Container[str] | None = None) -> dict[str, str]:
        """The noun as `text/html` and `text/plain`, as IPython asks for it."""
        from twosource.present.notebook import mimebundle

        return mimebundle(self, include, exclude)

    def to_pandas(self) -> "DataFrame":
        """The noun as a table: of an account a row a statement, of an article a row a block, of a claim a row a value or part.

        Raises `UsageError` where pandas is not installed.
        """
        from twosource.present.frames import frame

        return frame(self)
