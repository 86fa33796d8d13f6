"""The nouns of twosource: frozen records that every stage takes and gives.

Positions are half-open and count Unicode code points (W3C Web Annotation). Names follow IPTC ninjs for the article,
PARC/PolNeAR for attribution, TimeML TIMEX3 for times. How a noun looks as JSON is said in `twosource.records` only.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal

from twosource.shown import Shown

FORMAT = "twosource/1"

OutletKind = Literal["newspaper", "agency", "broadcaster", "online", "aggregator", "official", "unknown"]
CreditPlace = Literal["byline", "dateline", "credit_line", "sign_off", "photo", "in_text", "metadata"]
BlockKind = Literal["headline", "body", "subheading", "caption", "byline", "credit", "furniture"]
Precision = Literal["minute", "day", "month", "year", "none"]
DateHow = Literal["metadata", "url", "text", "given", "inferred"]
Voice = Literal["direct", "indirect", "mixed", "outlet"]
Stance = Literal["asserts", "denies", "doubts", "possible", "plans"]
SourceKind = Literal["named", "unnamed", "official", "organisation", "agency", "document", "witness", "none"]
EventRole = Literal["agent", "patient", "place", "time", "instrument", "other"]
Bound = Literal["exactly", "about", "at_least", "at_most", "between", "vague"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
EntityType = Literal["PERSON", "ORG", "PLACE", "GROUP", "EVENT", "OTHER"]
DerivationKind = Literal["copy", "rewrite", "credit", "quotation", "revision", "common_source"]
Verdict = Literal["agreed", "refined", "updated", "disputed", "single"]
DifferenceKind = Literal["number", "date", "place", "actor", "negation", "speaker", "scope", "wording"]
SupportFlag = Literal["single_source", "one_newsroom", "one_origin", "unnamed_only"]
FigureRule = Literal["latest", "lowest", "highest", "majority"]


def content_id(*fields: str | None) -> str:
    """An id made from content: 24 hexadecimal digits of the SHA-256 of the length-prefixed fields.

    >>> content_id("a", "bc") == content_id("ab", "c")
    False
    """
    digest = hashlib.sha256()
    for field in fields:
        data = b"" if field is None else field.encode("utf-8", "surrogatepass")
        digest.update(f"{'-' if field is None else len(data)}:".encode("ascii"))
        digest.update(data)
    return digest.hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of an article: `[start, end)` in its `text`, and `original`, `[start, end)` in the input as it was given.

    `original_field` names the input's field where that is not its text (a title of a JSON line, say). `original` is
    `None` where the words stand nowhere in the input; `how` then says where they come from.
    """

    start: int
    end: int
    text: str
    original: tuple[int, int] | None
    original_field: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One repair of the input: the code points at `original` are read as `replacement`. `rule` says why."""

    rule: str
    original: tuple[int, int]
    replacement: str
    original_field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """Where the words of one input field (`text`, `title`) stand in an article's `text`."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of an article's text and what it is for a reader."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """One person named as an author."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency that a report names, with the place where it does; `proves` says in words what follows from it."""

    agency: str
    where: CreditPlace
    how: Literal["stated", "inferred"]
    proves: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place (and agency) a report opens with: `KABUL (Reuters) -`."""

    place: str | None
    agency: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published a report."""

    name: str
    domain: str | None
    kind: OutletKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a report was published, as far as is known.

    `value` is an ISO 8601 date or time, with `XXXX` for a year that nothing gives (EDTF), or `None`. `candidates` are the
    full days it may be, where they can be listed. `how` is how it was found, `why` says it in words.
    """

    value: str | None
    candidates: tuple[str, ...] = ()
    precision: Precision
    how: DateHow
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A field that the user or the input's metadata gave, and what the text itself says, where the two differ."""

    field: str
    given: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Shown):
    """One published report, read and cleaned. `text` is what a reader reads; `fields` and `edits` lead back to the input."""

    id: str
    raw_sha256: str
    path: str | None
    line: int | None = None
    url: str | None
    headline: Span | None
    outlet: Outlet | None
    byline: tuple[Byline, ...]
    credits: tuple[Credit, ...]
    dateline: Dateline | None
    published: Dating
    modified: Dating | None
    language: str | None
    text: str
    fields: tuple[FieldPlace, ...]
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]
    differs: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said it (`source`), by which words (`cue`), what was said (`content`, in pieces where interrupted).

    `speaker` is the name the source stands for; `chain` leads from the outlet (`None` where unknown) over an agency to
    the speaker.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: str | None
    source_kind: SourceKind
    addressee: Span | None
    chain: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One participant of an event; `name` is the resolved name, or the head words where there is none."""

    role: EventRole
    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A happening: its predicate's lemma and the roles around it."""

    predicate: str
    negated: bool
    roles: tuple[Role, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in words or digits. `low` and `high` are `None` where that side is open; `of` is what is counted."""

    value: float | int | None
    low: float | int | None
    high: float | int | None
    bound: Bound
    unit: str | None
    of: str | None
    role: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplicitCount:
    """One person told without a number ("a man was killed"): a count of 1 of a role.

    `of` is the noun that tells who ("man"), `name` and `age` (years) where they are told, so that one person told twice can be
    known; `definite`: told as known already ("the man").
    """

    role: str
    of: str | None
    name: str | None
    age: int | None
    definite: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression with its TIMEX3 type and value, and the first and last day it may mean (`XXXX` year unknown)."""

    type: TimeType
    value: str | None
    earliest: str | None
    latest: str | None
    how: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named person, body, place or group; `name` is the name by which it is shown in the whole story.

    `country`: the ISO 3166-1 alpha-2 code of the country that a place lies in or a people is of, where that is certain.
    """

    type: EntityType
    name: str
    country: str | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """The rule that made a record, and its version."""

    rule: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One assertion of one report: in the outlet's own voice, or reported as somebody's."""

    id: str
    article_id: str
    span: Span
    voice: Voice
    attribution: Attribution | None
    stance: Stance
    negated: bool
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    implicit: tuple[ImplicitCount, ...] = ()
    parent: str | None
    made_by: MadeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSpan:
    """Words and the article they stand in."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason with its weight and the words it rests on."""

    feature: str
    score: float
    spans: tuple[ArticleSpan, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """`to` (an article id) took material from `source` (an article id or an agency's name); undirected: from one another."""

    source: str
    to: str
    kind: DerivationKind
    directed: bool
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports of one event."""

    id: str
    headline: str | None
    article_ids: tuple[str, ...]
    linked: tuple["StoryLink", ...] = ()
    first: str | None
    last: str | None
    why: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """Another story that this one goes on from."""

    story_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What one statement gives for one slot, with the words that give it."""

    value: str
    statement_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One slot in which statements of a claim differ; `conflict`: taken as of one moment, the values exclude each other."""

    kind: DifferenceKind
    conflict: bool
    values: tuple[Value, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """At least `low`, at most `high`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """On how many legs a claim stands. `reporters`: newsrooms that did their own reporting; `origins`: separate accesses
    to the underlying fact; `flags`: what a desk should know of it."""

    reports: int
    outlets: int
    reporters: Bounds
    origins: Bounds
    speakers: tuple[str, ...]
    flags: tuple[SupportFlag, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePoint:
    """One report's figure at one time."""

    at: str | None
    value: float | int
    statement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One counted thing: lowest, best and highest number under a named rule, and the series it was taken from."""

    role: str | None
    of: str | None
    unit: str | None
    low: float | int
    best: float | int
    high: float | int
    side: str | None
    rule: FigureRule
    implicit: bool
    series: tuple[FigurePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The words of a statement that assert a claim: all of what it asserts, or one of several things."""

    statement_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Shown):
    """The same thing asserted by one or more statements; `parts` are the words of each that assert it."""

    id: str
    statement_ids: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    verdict: Verdict
    differences: tuple[Difference, ...]
    support: Support
    figures: tuple[Figure, ...]
    note: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """Two statements that are alike and were not joined."""

    statement_ids: tuple[str, str]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Words of a report, and the statement they stand in; `None` where they stand in a dateline."""

    article_id: str
    statement_id: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One of the values that reports give: how many have it, and of each of them the words that give it most closely."""

    value: str
    reports: int
    words: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MainEvent:
    """What the reports mainly tell: `what` happened, `where`, `when`, `who` did it and to `whom`, the foremost variant first.

    `predicate` is the class of verbs it was chosen by. A list is empty where no report gives it.
    """

    predicate: str
    what: tuple[Variant, ...]
    where: tuple[Variant, ...]
    when: tuple[Variant, ...]
    who: tuple[Variant, ...]
    whom: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Shown):
    """All that twosource has to say of one story."""

    story: Story
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    derivations: tuple[Derivation, ...]
    claims: tuple[Claim, ...]
    similarities: tuple[Similarity, ...] = ()
    main_event: MainEvent | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Something that was dropped: where, by which stage, for which documented reason, and what the user can do."""

    stage: str
    reason: str
    detail: str
    path: str | None = None
    line: int | None = None
