"""When a page says that its report was published and last changed: every field and line that speaks of it has a say.

Sites fill their fields by hand, in UTC, or with the day of the last change, so no field is right on its own: those that tell
of the same day support one another, and the day with the most support counts. Without enough of it no day is given.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from twosource.model import DateHow, Dating, Precision
from twosource.reading import dates as lines
from twosource.reading.html.daywords import Stamp, days, has_date, page_words, stamp
from twosource.reading.html.gathered import Gathered
from twosource.reading.html.head import Head, fields
from twosource.reading.html.jsonld import words
from twosource.reading.html.near import Piece, pieces, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One field or line that tells of a day. `weight`: how much it counts; `kind`: those of one kind count once for a day."""

    value: str
    precision: Precision
    weight: int
    kind: str
    how: DateHow
    why: str

    @property
    def day(self) -> str:
        return self.value[:10]


# Weights, set by hand and not swept: a field made for the day of publication, and an address, count 4; a line beside the
# headline that says so, 4, one that does not, 3; a loose field 2; what htmldate finds anywhere 2. A day needs `_ENOUGH`.
_ENOUGH: Final = 2
BEFORE, AFTER = 8, 30  # pieces of text before and behind the headline among which a date is looked for
_LINE: Final = 90  # characters of a line that gives a date; sentences are longer
_FEW: Final = 7  # other words of such a line: `Von Ada Moss, aktualisiert am … um … Uhr`
_PAGE: Final = 20_000  # pieces of a page that are looked through for its first date
_LABEL: Final = 25  # characters of a label before a date (`Published:`), or of a place before that of a dateline
_TOGETHER: Final = 4  # pieces between the dates of one line: published and updated
_FAR: Final = 12  # pieces from the headline from where a date may be of something else
_FIRST_PAGES: Final = "1994"  # an earlier day on a line is of what the page tells, not of the page
_WORD: Final = re.compile(r"[^\W\d_]+")
_DATELINE: Final = re.compile(r"[^\W\d_][\w .’'/()-]{1,22}[,(/ ]{1,3}(?:den |am |le )?")
_CLOSED: Final = re.compile(r"\)?\s?[.:;–—)/-]")


def dates(page: Gathered, near: Sequence[Piece]) -> tuple[Dating | None, Dating | None]:
    """The date of publication and that of the last change; `near` is what stands beside the headline."""
    head = page.head
    beside = list(_of_lines(near, head.language))
    signs = [
        *_of_jsonld(page, "datePublished"),
        *_of_metas(head, fields("published"), 4),
        *_of_address(page.url or head.canonical),
    ]
    signs += [sign for label, sign in beside if label != "updated"]
    signs += (sign for sign in _of_metas(head, fields("loose"), 2) if not sign.day.endswith("-01-01"))
    signs += _of_items(page, "datepublished")
    changed = [*_of_jsonld(page, "dateModified"), *_of_metas(head, fields("modified"), 4), *_of_items(page, "datemodified")]
    changed += [sign for label, sign in beside if label == "updated"]
    if not signs:
        signs += _of_htmldate(page, changed)
    return _published(signs), next(map(_dating, changed), None)


def _published(signs: Sequence[Sign]) -> Dating | None:
    full = [sign for sign in signs if sign.precision in ("minute", "day")]
    if not full:
        return next(map(_dating, signs), None)
    votes: dict[str, int] = {}
    for day in dict.fromkeys(sign.day for sign in full):
        kinds: dict[str, int] = {}
        for sign in full:
            if sign.day == day or _is_same_moment(sign, day, full):
                kinds[sign.kind] = max(kinds.get(sign.kind, 0), sign.weight)
        votes[day] = sum(kinds.values())
    best = max(votes, key=lambda day: votes[day])
    if votes[best] < _ENOUGH:
        return None
    own = [sign for sign in full if sign.day == best]
    return _dating(max(own, key=lambda sign: (sign.precision == "minute", sign.weight)))


def _is_same_moment(sign: Sign, day: str, signs: Sequence[Sign]) -> bool:
    """Whether a time in UTC may be of a local day that another sign gives: the evening before, or the morning after."""
    local = {other.day for other in signs if not other.value.endswith("+00:00")}
    if not sign.value.endswith("+00:00") or sign.precision != "minute" or day not in local or sign.day in local:
        return False
    apart = (date.fromisoformat(day) - date.fromisoformat(sign.day)).days
    hour = int(sign.value[11:13])
    return (apart == -1 and hour < 12) or (apart == 1 and hour >= 10)


def _dating(sign: Sign) -> Dating:
    listed = (sign.day,) if sign.precision in ("minute", "day") else ()
    return Dating(value=sign.value, candidates=listed, precision=sign.precision, how=sign.how, why=sign.why)


def _sign(text: str | None, language: str | None, weight: int, kind: str, how: DateHow, why: str) -> Iterator[Sign]:
    found = stamp(text, language)
    if found:
        yield Sign(value=found[0], precision=found[1], weight=weight, kind=kind, how=how, why=why)


def _of_jsonld(page: Gathered, field: str) -> Iterator[Sign]:
    """The field of the likeliest report that has it: the article's own object may leave it to that of the page."""
    for node in page.reports:
        told = words(node.get(field))
        found = list(_sign(told, page.head.language, 4, "jsonld", "metadata", f"the page's JSON-LD has {field} {told!r}"))
        yield from found
        if found:
            return


def _of_metas(head: Head, names: Sequence[str], weight: int) -> Iterator[Sign]:
    """The first value of each field; further ones are of other reports on the page."""
    for name in names:
        for value in head.metas.get(name, ())[:1]:
            yield from _sign(value, head.language, weight, f"meta{weight}", "metadata", f"the page's field {name} has {value!r}")


def _of_items(page: Gathered, name: str) -> Iterator[Sign]:
    for element in page.items(name):
        told = (element.get("datetime") or element.get("content") or shown(element)).strip()
        found = list(_sign(told, page.head.language, 4, "item", "metadata", f"the page's microdata have {name} {told!r}"))
        yield from found
        if found:
            return


def _of_address(url: str | None) -> Iterator[Sign]:
    dating = lines.on_page((), url)
    if dating and dating.value:
        yield Sign(value=dating.value, precision=dating.precision, weight=4, kind="url", how="url", why=dating.why)


def _of_lines(near: Sequence[Piece], language: str | None) -> Iterator[tuple[str | None, Sign]]:
    """The dates that stand nearest to the headline, each with whether its line says of what it is."""
    nearest: int | None = None
    for at, piece in sorted(enumerate(near), key=lambda pair: (abs(pair[1].distance), pair[1].distance < 0)):
        found = _dates_of(piece, language)
        if not found or (nearest is not None and abs(piece.distance) > nearest + _TOGETHER):
            continue
        label = near[at - 1].text if at and len(near[at - 1].text) <= _LABEL else ""
        said = _says(f"{label} {piece.text[:_LINE]}")
        nearest = abs(piece.distance) if nearest is None and said != "updated" else nearest
        weight = (4 if said == "published" else 3) - (piece.distance > _FAR or piece.distance < -_FAR // 2)
        why = f"the page has {piece.text[:_LINE]!r} beside its headline"
        for value, precision in found:
            yield said, Sign(value=value, precision=precision, weight=weight, kind="line", how="text", why=why)


def _dates_of(piece: Piece, language: str | None) -> tuple[Stamp, ...]:
    """The date that a piece of text gives if that is what it is there for, and the one that its element gives for machines.

    Such are a time element, a line of few other words, and a dateline.
    """
    machine = stamp(piece.element.get("datetime"), language) if piece.element.tag == "time" else None
    told = _told_in(piece, language)
    if machine and told and told[0][:10] != machine[0][:10]:
        return (told,)  # the machine's may be in UTC
    return tuple(found for found in (machine, told) if found)


def _told_in(piece: Piece, language: str | None) -> Stamp | None:
    head = piece.text[:_LINE]
    for start, end, found in days(head, language):
        if found[0] < _FIRST_PAGES:
            continue
        if len(piece.text) <= _LINE and len(_WORD.findall(head[:start])) + len(_WORD.findall(head[end:])) <= _FEW:
            return found
        if start <= _LABEL and _DATELINE.fullmatch(head[:start]) and _CLOSED.match(head, end):
            return found
    return None


def _says(line: str) -> str | None:
    told = set(re.split(r"[\W\d_]+", line.casefold()))
    return "published" if told & page_words("published") else "updated" if told & page_words("updated") else None


def _of_htmldate(page: Gathered, changed: Sequence[Sign]) -> Iterator[Sign]:
    """What htmldate finds on a page whose fields and headline tell nothing, unless the first date that the page shows is another.

    For want of another it takes the day of the last change, and years and months as their first day: these are no answers. Its
    extensive search is left out: on the 300 pages it was right on 2 more and wrong on 1 more, and it takes seconds to load the
    words of 200 languages.
    """
    from htmldate import find_date

    found = find_date(
        page.tree,
        original_date=True,
        extensive_search=False,
        url=page.url,
        min_date=f"{_FIRST_PAGES}-01-01",
        max_date=f"{lines.LAST_YEAR}-12-31",
    )
    if not found or found.endswith("-01-01") or found in {sign.day for sign in changed}:
        return
    told = (piece for piece, _ in pieces(next(page.tree.iter("body"), page.tree), _PAGE))
    first = next((piece for piece in told if has_date(piece)), None)
    if first is None or any(value[:10] == found for _, _, (value, _) in days(first, page.head.language)):
        yield Sign(value=found, precision="day", weight=2, kind="htmldate", how="text", why="htmldate finds this day on the page")
