"""What `sources` hands to `article`: one report's fields as they were given, decoded and nothing else done to them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as given. `text` and `title` are exactly the decoded input: `original` positions count in them.

    What the user knows (`--published`, `--outlet`, `--about`) stands in the given fields like what the input's own
    metadata says; the user's word goes first.
    """

    path: str | None
    line: int | None = None
    raw_sha256: str
    text: str
    title: str | None = None
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
