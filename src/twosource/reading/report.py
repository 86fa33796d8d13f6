"""What `sources` hands to `article`: one report's fields as they were given, decoded and nothing else done to them."""

from dataclasses import dataclass

from twosource.model import BlockKind, Dating, Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch `[start, end)` of the decoded input, and the kind of block that its markup makes it."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an input says of itself beside its text: JSON-LD, meta elements, a feed's item; `None` where it does not say.

    `outlet` is a name, `agencies` are those that the metadata names as origin (`isBasedOn`, a feed's `<source>`), `links` the
    addresses that stand for the report itself (canonical, Open Graph). The dates say in `why` which field gave them.
    """

    headline: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    dateline: str | None = None
    published: Dating | None = None
    modified: Dating | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the source of a web page is for a reader: the edits that leave its words, which of these are what, its metadata.

    `edits` count in the source: markup and what is left out becomes nothing or a blank line, an entity its character.
    `marked` are the kept stretches in order; `lost` the paragraphs that were to be kept and were not found again in the source.
    """

    edits: tuple[Edit, ...]
    marked: tuple[Marked, ...]
    metadata: Metadata
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as given. `text` and `title` are exactly the decoded input: `original` positions count in them.

    What the user knows (`--published`, `--outlet`, `--about`) stands in the given fields like what the input's own
    metadata says; the user's word goes first. `is_html`: `text` is the source of a web page, or a piece of one. `metadata`
    is what the container says (a feed's item, the record of an archive), `page` what the markup of a web page says, once
    it was looked at, and `shown` the words that this leaves. `part` names the record, member or item of its file.
    """

    path: str | None
    line: int | None = None
    part: str | None = None
    raw_sha256: str
    text: str
    is_html: bool = False
    title: str | None = None
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    metadata: Metadata | None = None
    page: Page | None = None
    shown: str | None = None

    @property
    def words(self) -> str:
        """What a reader reads of the text, before it is repaired."""
        return self.text if self.shown is None else self.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes out of a container or from the network, before they are decoded.

    `media_type` and `charset` are what the HTTP or MIME header says (lower case), `part` names the record or member.
    """

    raw: bytes
    path: str | None
    part: str | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    fetched: str | None = None
