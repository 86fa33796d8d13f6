"""Reads several news reports of one event and shows, word for word, what they agree on and where they differ.

    import twosource
    account = twosource.compare(["first.txt", "second.txt"])
    account.claims

Each verb takes paths (files, folders, `-`), or articles that were read before. What cannot be read is named in a
`RejectedWarning`; where nothing can, the verb raises `NothingReadError`.
"""

import sys
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from types import ModuleType
from typing import TYPE_CHECKING, Any

from twosource.errors import NothingReadError, TwosourceError, UsageError

if TYPE_CHECKING:
    from twosource.model import (
        Account,
        Article,
        Claim,
        Derivation,
        Difference,
        Figure,
        Rejection,
        Span,
        Statement,
        Story,
        Support,
    )
    from twosource.settings import Settings

_NOUNS = (
    "Account", "Article", "Claim", "Derivation", "Difference", "Figure", "Rejection", "Span", "Statement", "Story", "Support",
)  # fmt: skip
_VERBS = ("read", "statements", "stories", "derivations", "compare")

__all__ = [
    "Account",
    "Article",
    "Claim",
    "Derivation",
    "Difference",
    "Figure",
    "NothingReadError",
    "RejectedWarning",
    "Rejection",
    "Settings",
    "Span",
    "Statement",
    "Story",
    "Support",
    "TwosourceError",
    "UsageError",
    "compare",
    "derivations",
    "read",
    "statements",
    "stories",
]  # fmt: skip


class RejectedWarning(UserWarning):
    """An input, or a part of one, was dropped; the others were read. The message says which, why, and what to do."""


def read(
    sources: "Iterable[str | PathLike[str] | Article]",
    *,
    settings: "Settings | None" = None,
    published: str | None = None,
    outlet: str | None = None,
    about: str | None = None,
) -> "tuple[Article, ...]":
    """The reports as articles, in order. `published` and `outlet` hold for all; `about` is a list of what is known of each."""
    from twosource import desk

    options = desk.prepare(settings, published=published, outlet=outlet, about=about)
    articles, rejections = desk.read_reports(_sources(sources), options)
    return _some(articles, rejections)


def statements(
    sources: "Iterable[str | PathLike[str] | Article]",
    *,
    settings: "Settings | None" = None,
    published: str | None = None,
    outlet: str | None = None,
    about: str | None = None,
) -> "Iterator[Statement]":
    """The statements of the reports, report by report, as soon as they are found."""
    from twosource import desk
    from twosource.model import Rejection

    options = desk.prepare(settings, published=published, outlet=outlet, about=about)
    for found in desk.statements(_sources(sources), options):
        if isinstance(found, Rejection):
            _warn([found])
        else:
            yield from found[1]


def stories(
    sources: "Iterable[str | PathLike[str] | Article]",
    *,
    settings: "Settings | None" = None,
    published: str | None = None,
    outlet: str | None = None,
    about: str | None = None,
) -> "tuple[Story, ...]":
    """The stories that the reports tell: reports of one event together."""
    from twosource import desk

    options = desk.prepare(settings, published=published, outlet=outlet, about=about)
    found, articles, rejections = desk.stories(_sources(sources), options)
    _some(articles, rejections)
    return tuple(found)


def derivations(
    sources: "Iterable[str | PathLike[str] | Article]",
    *,
    settings: "Settings | None" = None,
    published: str | None = None,
    outlet: str | None = None,
    about: str | None = None,
) -> "tuple[Derivation, ...]":
    """Who took material from whom among these reports of one event, or from an agency."""
    from twosource import desk

    options = desk.prepare(settings, published=published, outlet=outlet, about=about)
    found, articles, rejections = desk.derivations(_sources(sources), options)
    _some(articles, rejections)
    return found


def compare(
    sources: "Iterable[str | PathLike[str] | Article]",
    *,
    settings: "Settings | None" = None,
    published: str | None = None,
    outlet: str | None = None,
    about: str | None = None,
) -> "Account":
    """The account of these reports as one story; the same for any order of them."""
    from twosource import desk

    options = desk.prepare(settings, published=published, outlet=outlet, about=about)
    compared = desk.compare(_sources(sources), options)
    _warn(compared.rejections)
    if compared.account is None:
        raise NothingReadError("nothing could be read: give at least one English news report")
    return compared.account


def _sources(sources: "Iterable[str | PathLike[str] | Article]") -> "list[str | Article]":
    from twosource.model import Article

    if isinstance(sources, str | PathLike | Article):
        raise UsageError("give a list of reports, also where it is only one: [report]")
    return [source if isinstance(source, Article) else fspath(source) for source in sources]


def _some(articles: "tuple[Article, ...]", rejections: "Iterable[Rejection]") -> "tuple[Article, ...]":
    _warn(rejections)
    if not articles:
        raise NothingReadError("nothing could be read: give at least one English news report")
    return articles


def _warn(rejections: "Iterable[Rejection]") -> None:
    import warnings

    for rejection in rejections:
        where = ", ".join(part for part in (rejection.path, f"line {rejection.line}" if rejection.line else None) if part)
        warnings.warn(f"{where}: {rejection.detail} ({rejection.reason})", RejectedWarning, stacklevel=4)


def __getattr__(name: str) -> Any:
    """The nouns, from where they are defined, when they are first asked for (PEP 562)."""
    if name in _NOUNS:
        from twosource import model

        return getattr(model, name)
    if name == "Settings":
        from twosource.settings import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Verb(ModuleType):
    """The package of a stage that has the name of a verb: it can be called as the verb, too."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        return _CALLED[self.__name__.rpartition(".")[2]](*args, **options)


class _Package(ModuleType):
    """Keeps `twosource.stories(…)` callable after the package `twosource.stories` was imported, which takes over the name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _VERBS and type(value) is ModuleType:
            value.__class__ = _Verb
        super().__setattr__(name, value)


_CALLED = {name: globals()[name] for name in _VERBS}
sys.modules[__name__].__class__ = _Package
