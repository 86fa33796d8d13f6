"""The exact words of a claim's statements: each wording once, only what asserts the claim, what differs marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twosource.model import Claim, Statement, Value
from twosource.present.words import harmless

_LEFT_OUT = "…"

_LINKS = frozenset({"and", "but", "while", "then"})  # between two things that one statement asserts; they say nothing themselves

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the exact words, or the sign for words left out; `differs`: another report has something else here."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement's words for a claim: their places in its article, and whether words of it are left out before or after."""

    statement: Statement
    places: tuple[Place, ...]
    before: bool = False
    after: bool = False

    @property
    def shown(self) -> str:
        """The words as they are shown, harmless and without marks."""
        return "".join(harmless(piece.text) for piece in self.pieces(()))

    def pieces(self, values: Iterable[Value]) -> Iterator[Piece]:
        """The exact words in order, cut where a value begins or ends that differs from the other reports; gaps are `…`."""
        differing = sorted({(v.span.start, v.span.end) for v in values if v.statement_id == self.statement.id})
        if self.before:
            yield Piece(f"{_LEFT_OUT} ")
        for number, place in enumerate(self.places):
            if number:
                yield Piece(f" {_LEFT_OUT} ")
            yield from self._cut(place, differing)
        if self.after:
            yield Piece(f" {_LEFT_OUT}")

    def _cut(self, place: Place, differing: Sequence[Place]) -> Iterator[Piece]:
        done, last = place
        for start, end in differing:
            if done <= start < end <= last:
                yield from (self._piece(done, start), self._piece(start, end, differs=True))
                done = end
        yield self._piece(done, last)

    def _piece(self, start: int, end: int, *, differs: bool = False) -> Piece:
        span = self.statement.span
        return Piece(span.text[start - span.start : end - span.start], differs)


def quotes(claim: Claim, statements: Iterable[Statement]) -> Iterator[Quote]:
    """The words of each statement that assert the claim; all its words where all of it does.

    A statement nested in another of the claim is not repeated: its words stand in the outer one.
    """
    parts: dict[str, list[Place]] = {}
    for part in claim.parts:
        parts.setdefault(part.statement_id, []).append((part.span.start, part.span.end))
    for statement in statements:
        if statement.parent in claim.statement_ids:
            continue
        yield quote(statement, parts.get(statement.id, ()))


def quote(statement: Statement, places: Sequence[Place] = ()) -> Quote:
    """A statement's words at these places of its article, or all of them where the places leave out none of its content."""
    span = statement.span
    inside = sorted((max(a, span.start), min(b, span.end)) for a, b in places if a < span.end and b > span.start)
    content = statement.attribution.content if statement.attribution else ()
    wanted = [(s.start, s.end) for s in content] or [(span.start, span.end)]
    left_out = [gap for place in wanted for gap in _gaps(place, inside) if _has_words(statement, gap)]
    if not inside or not left_out:
        return Quote(statement, ((span.start, span.end),))
    first, last = inside[0][0], inside[-1][1]
    before, after = (any(a < first for a, _ in left_out), any(b > last for _, b in left_out))
    return Quote(statement, tuple(_joined(statement, inside)), before, after)


def _gaps(place: Place, covered: Sequence[Place]) -> Iterator[Place]:
    at, end = place
    for start, stop in covered:
        if at < start:
            yield at, min(start, end)
        at = max(at, stop)
        if at >= end:
            return
    yield at, end


def _has_words(statement: Statement, gap: Place) -> bool:
    start = statement.span.start
    words = statement.span.text[max(0, gap[0] - start) : max(0, gap[1] - start)]
    return any(c.isalnum() for c in words) and "".join(c for c in words if c.isalpha()).lower() not in _LINKS


def _joined(statement: Statement, places: Sequence[Place]) -> Iterator[Place]:
    """Places with no word between them as one."""
    start, end = places[0]
    for a, b in places[1:]:
        if _has_words(statement, (end, a)):
            yield start, end
            start = a
        end = max(end, b)
    yield start, end
