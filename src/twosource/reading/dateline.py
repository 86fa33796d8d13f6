"""The dateline a report opens with: `KABUL, Afghanistan (Reuters) -`."""

import re

from twosource.lexicon.agencies import Agency, by_alias
from twosource.lexicon.furniture import line_words
from twosource.model import Dateline
from twosource.text import View

# Places of up to seven words, an optional date, an optional source in brackets, then a dash of any kind. All bounded.
_WORD = r"[A-Z][^\W\d_]{0,24}(?:[.'’-][^\W\d_]{0,24}){0,4}\.?"
_PLACE = rf"(?P<place>{_WORD}(?:(?:,? |/)(?:{_WORD}|de|del|la|of|the|and)){{0,7}}?)"
_DATE = r"(?:,? ?(?P<date>(?:(?:on )?[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? (?:19|20)\d\d)?))?"
_SOURCE = r"\((?P<source>[^()\n]{2,40})\)"
_DASH = r"\s{0,3}(?:[—–_]|--?)"
_DAY_ALONE = r"(?P<alone>[A-Z][a-z]{2,8}\.? \d{1,2})"  # `May 30 (Reuters) -`, as agencies open lists
_WITH_SOURCE = re.compile(rf"(?:(?:{_DAY_ALONE}|{_PLACE}{_DATE}),?[ \u00a0]{{1,3}})?{_SOURCE}(?:{_DASH}|:)")
_PLACE_ONLY = re.compile(rf"{_PLACE}{_DATE}[ \u00a0]{{1,3}}(?:[—–_]|--|-(?= ))(?=\s{{0,3}}(?:[\"“'‘]?[A-Z0-9]|$))")
LONGEST = 160  # a dateline stands within the first words of its paragraph


def dateline(view: View, start: int, end: int) -> tuple[Dateline, tuple[Agency, ...]] | None:
    """The dateline at the start of a paragraph, with the agencies its brackets name; `None` where there is none.

    A place without brackets counts only in capitals (`PARIS —`), since any sentence may open with a name and a dash.
    """
    opening = view.text[start : min(end, start + LONGEST)]
    match = _WITH_SOURCE.match(opening)
    agencies: tuple[Agency, ...] = ()
    if match:
        agencies = tuple(agencies_in(match["source"]))
    else:
        match = _PLACE_ONLY.match(opening)
        if match is None or not _is_capital_place(match["place"]):
            return None
    place = match["place"]
    if place is not None and not _is_place(place):
        return None
    span = view.span(start + match.start(), start + match.end())
    return Dateline(place=place, agency=agencies[0].name if agencies else None, span=span), agencies


def day_words(opening: str) -> str | None:
    """The month and day that a dateline gives: `May 30` of `LOMAR, May 30 (Reuters) -`; `None` where it gives none."""
    match = _WITH_SOURCE.match(opening[:LONGEST]) or _PLACE_ONLY.match(opening[:LONGEST])
    found = match.groupdict() if match else {}
    return found.get("date") or found.get("alone")


def agencies_in(source: str) -> list[Agency]:
    """The agencies of a dateline's brackets, which may share them with a station: `CBSNewYork/AP`."""
    names = [re.sub(r"^The ", "", part.strip()) for part in re.split(r"[/,;&|]| and ", source)]
    return [by_alias()[name] for name in names if name in by_alias()]


def _is_capital_place(place: str) -> bool:
    first = place.split(",")[0].split()[0].rstrip(".,")
    return len(first) >= 3 and first.isupper()


def _is_place(place: str) -> bool:
    return place.split()[0].casefold().strip(".,") not in line_words("month") | line_words("weekday") | {"the", "a", "update"}
