"""Spans, edits, and the way from what a reader reads back to the input as it was given.

An article's `text` is put together from the fields of its input (a title, a text) with a blank line between them, after
the recorded edits. A `View` knows every place of it and cuts spans.
"""

from bisect import bisect_left, bisect_right
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

    def shown(self, places: Iterable[tuple[int, int]], field: str = TEXT_FIELD) -> list[tuple[int, int]]:
        """Where the text shows what stands at each `[start, end)` of a field of the input; an empty place for what it leaves out.

        >>> view = compose([("text", "<p>The <b>ferry</b> sank</p>")], [Edit(rule="markup", original=(0, 3), replacement=""),
        ...     Edit(rule="markup", original=(7, 10), replacement=""), Edit(rule="markup", original=(15, 19), replacement="")])
        >>> [view.text[start:end] for start, end in view.shown([(3, 24), (7, 19), (15, 19)])]
        ['The ferry sank', 'ferry', '']
        """
        segments = [segment for segment in self._segments if segment.field == field]
        starts = [segment.original_start for segment in segments]
        ends = [segment.original_end for segment in segments]
        return [_shown(segments, bisect_right(ends, start), bisect_left(starts, end) - 1, start, end) for start, end in places]

    def _segment_at(self, position: int, *, is_end: bool) -> _Segment | None:
        index = bisect_right(self._starts, position - 1 if is_end and position else position) - 1
        return self._segments[index] if index >= 0 else None


def _shown(segments: Sequence[_Segment], first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The place in the text of `[start, end)` of the input, which the segments from `first` to `last` show."""
    if first > last:
        at = segments[last].end if last >= 0 else 0
        return at, at
    one, other = segments[first], segments[last]
    inside = 0 if one.edited else max(0, start - one.original_start)
    behind = 0 if other.edited else max(0, other.original_end - end)
    return one.start + inside, other.end - behind


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


def layered(original: str, edits: Sequence[Edit], further: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that do to one field what `edits` do to it, and then `further` to the words that these leave.

    Where a further edit meets an earlier one, both become one under the further one's rule.

    >>> tags = [Edit(rule="markup", original=(0, 3), replacement=""), Edit(rule="entity", original=(4, 10), replacement="\u00a9")]
    >>> more = [Edit(rule="mojibake", original=(0, 2), replacement="\u00a9")]
    >>> [(edit.rule, edit.original, edit.replacement) for edit in layered("<p>\u00c2&copy;", tags, more)]
    [('markup', (0, 3), ''), ('mojibake', (3, 10), '\u00a9')]
    """
    first = _Layer(original, edits)
    merged = [first.through(group) for group in first.groups(sorted(further, key=lambda edit: edit.original))]
    gone = {n for _, met in merged for n in met}
    kept = [edit for n, edit in enumerate(first.edits) if n not in gone]
    return tuple(sorted((*kept, *(edit for edit, _ in merged)), key=lambda edit: edit.original))


class _Layer:
    """The edits of a field, in order, with where each one's replacement starts and ends in the words that they leave."""

    def __init__(self, original: str, edits: Sequence[Edit]) -> None:
        self.edits = sorted(edits, key=lambda edit: edit.original)
        self.starts: list[int] = []
        self.ends: list[int] = []
        shift = 0  # what a place in the words is more than in the input, behind the edits so far
        for edit in self.edits:
            self.starts.append(edit.original[0] + shift)
            self.ends.append(self.starts[-1] + len(edit.replacement))
            shift = self.ends[-1] - edit.original[1]
        self.words = compose([(TEXT_FIELD, original)], edits).text

    def met(self, start: int, end: int) -> range:
        """The edits (by index) that share a place with `[start, end)` of the words; what left nothing must lie inside."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return range(first, max(first, last))

    def groups(self, further: Iterable[Edit]) -> list[list[Edit]]:
        """Further edits in groups that can be made one by one: those that meet the same earlier edit are together."""
        found: list[list[Edit]] = []
        last = -1
        for edit in further:
            met = self.met(*edit.original)
            if found and met and met[0] <= last:
                found[-1].append(edit)
            else:
                found.append([edit])
            last = max(last, met[-1] if met else -1)
        return found

    def through(self, group: Sequence[Edit]) -> tuple[Edit, range]:
        """One edit of the input that does what a group of further ones does, and the earlier ones that it takes the place of."""
        start, end = group[0].original[0], group[-1].original[1]
        met = self.met(start, end)
        if met:
            start, end = min(start, self.starts[met[0]]), max(end, self.ends[met[-1]])
        words, at = "", start
        for edit in group:
            words += self.words[at : edit.original[0]] + edit.replacement
            at = edit.original[1]
        return Edit(
            rule=group[0].rule, original=(self._before(start, met), self._behind(end)), replacement=words + self.words[at:end]
        ), met

    def _before(self, start: int, met: range) -> int:
        """The place in the input of a start in the words: that of the first met edit where it is this one's."""
        if met and self.starts[met[0]] == start:
            return self.edits[met[0]].original[0]
        n = bisect_right(self.ends, start) - 1
        return start if n < 0 else self.edits[n].original[1] + start - self.ends[n]

    def _behind(self, end: int) -> int:
        n = bisect_left(self.starts, end) - 1
        return end if n < 0 else self.edits[n].original[1] + end - self.ends[n]


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
