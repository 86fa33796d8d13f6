"""Spans, edits, and the way from what a reader reads back to the input as it was given.

An article's `text` is put together from the fields of its input (a title, a text) with a blank line between them, after
the recorded edits. A `View` knows every place of it and cuts spans.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.model import Article, Edit, FieldPlace, Span

SEPARATOR = "\n\n"
TEXT_FIELD = "text"


@dataclass(frozen=True, slots=True)
class _Segment:
    """`[start, end)` of a view's text against `[original_start, original_end)` of one field."""

    start: int
    end: int
    field: str
    original_start: int
    original_end: int
    edited: bool

    def to_original(self, position: int, *, is_end: bool) -> int:
        if position <= self.start:
            return self.original_start
        if position >= self.end or self.edited:
            return self.original_end if is_end or position >= self.end else self.original_start
        return self.original_start + position - self.start


@dataclass(frozen=True, slots=True)
class View:
    """The text a reader reads, with the way back. Made by `compose` or `view_of`."""

    text: str
    fields: tuple[FieldPlace, ...]
    edits: tuple[Edit, ...]
    _segments: tuple[_Segment, ...]
    _starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of `[start, end)`, cut to one field where it would reach over two. Raises `ValueError` outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) lies outside a text of {len(self.text)} code points")
        first = self._segment_at(start, is_end=False)
        if first is None:
            return Span(start=start, end=end, text=self.text[start:end], original=None, how="between fields")
        last = self._segment_at(end, is_end=True) or first
        while last.field != first.field:
            end = last.start - 1
            last = self._segment_at(end, is_end=True) or first
        end = min(end, last.end)
        original = (first.to_original(start, is_end=False), last.to_original(end, is_end=True))
        field = None if first.field == TEXT_FIELD else first.field
        return Span(start=start, end=end, text=self.text[start:end], original=original, original_field=field)

    def _segment_at(self, position: int, *, is_end: bool) -> _Segment | None:
        index = bisect_right(self._starts, position - 1 if is_end and position else position) - 1
        return self._segments[index] if index >= 0 else None


def compose(fields: Iterable[tuple[str, str]], edits: Sequence[Edit] = ()) -> View:
    """The view of an input's fields, given as `(name, words)` in reading order, under `edits` (any order, not overlapping).

    >>> view = compose([("title", "Toll rises"), ("text", "Â© Photo")],
    ...                [Edit(rule="mojibake", original=(0, 2), replacement="©")])
    >>> view.text
    'Toll rises\\n\\n© Photo'
    >>> view.span(12, 13).original
    (0, 2)
    """
    words: list[str] = []
    segments: list[_Segment] = []
    places: list[FieldPlace] = []
    at = 0
    for field, original in fields:
        if places:
            words.append(SEPARATOR)
            at += len(SEPARATOR)
        start = at
        for segment, piece in _pieces(field, original, edits, at):
            segments.append(segment)
            words.append(piece)
            at = segment.end
        places.append(FieldPlace(field=field, start=start, end=at))
    return View("".join(words), tuple(places), tuple(edits), tuple(segments), tuple(s.start for s in segments))


def _pieces(field: str, original: str, edits: Sequence[Edit], at: int) -> Iterable[tuple[_Segment, str]]:
    done = 0
    for edit in sorted((e for e in edits if (e.original_field or TEXT_FIELD) == field), key=lambda e: e.original):
        start, end = edit.original
        if start < done or end > len(original):
            raise ValueError(f"edit {edit.rule!r} at [{start}, {end}) overlaps another or lies outside the {field}")
        if start > done:
            yield _Segment(at, at + start - done, field, done, start, False), original[done:start]
            at += start - done
        if edit.replacement:
            yield _Segment(at, at + len(edit.replacement), field, start, end, True), edit.replacement
            at += len(edit.replacement)
        done = end
    if done < len(original):
        yield _Segment(at, at + len(original) - done, field, done, len(original), False), original[done:]


def view_of(article: Article) -> View:
    """The view of an article that was read before: the same text and spans as when it was composed."""
    segments: list[_Segment] = []
    for place in article.fields:
        segments.extend(_segments_of(place, article.edits))
    return View(article.text, article.fields, article.edits, tuple(segments), tuple(s.start for s in segments))


def _segments_of(place: FieldPlace, edits: Sequence[Edit]) -> Iterable[_Segment]:
    at, done = place.start, 0
    for edit in sorted((e for e in edits if (e.original_field or TEXT_FIELD) == place.field), key=lambda e: e.original):
        start, end = edit.original
        if start > done:
            yield _Segment(at, at + start - done, place.field, done, start, False)
            at += start - done
        if edit.replacement:
            yield _Segment(at, at + len(edit.replacement), place.field, start, end, True)
            at += len(edit.replacement)
        done = end
    if at < place.end:
        yield _Segment(at, place.end, place.field, done, done + place.end - at, False)
