"""Several reports of one story narrow each other's dates, and say how.

One gives month and day, another the weekday, a third looks back on a year: together they leave a few days, or one. Only reports
that share what they tell (`_tell_the_same`) take part; a report with a full date of its own is never changed. Every report
is judged against the others as they were given, so that the order of the reports makes no difference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from twosource.model import Article, Dating
from twosource.reading.dates import UNKNOWN_YEAR, WEEKDAYS, DayEvidence, candidates, day_name, evidence, month_words
from twosource.reading.settings import ReadSettings

# Measured on gold/stories_longtail: 58 % of the pairs of one story share as much, 0.3 % of random pairs do; the two real reports
# share 29 of 35. A pair that is missed keeps its dates open, a pair joined wrongly would get a wrong one.
_SHARED_MARKS = 8
_SHARED_PART = 0.2
# A follow-up a week on would have another weekday and day; wire reports of one event are taken over within three days.
_DAYS_APART = 3
_MARK = re.compile(r"(?<![.!?”\"\n] )(?<!^)\b[A-Z][^\W\d_]{3,24}\b|\b\d[\d,.]{1,12}\b")
_LONGEST_LOOK = 20_000


def narrow(articles: Sequence[Article], settings: ReadSettings | None = None) -> tuple[Article, ...]:
    """The same articles in the same order, those without a full date with what the others of the same story allow."""
    del settings  # nothing of this stage can be set yet
    if len(articles) < 2 or all(_is_full(article.published) for article in articles):
        return tuple(articles)
    marks = {article.id: _marks(article) for article in articles}
    told = {article.id: _evidence(article) for article in articles}
    return tuple(_narrowed(article, _peers(article, articles, marks), told) for article in articles)


def _narrowed(article: Article, peers: Sequence[Article], told: dict[str, DayEvidence]) -> Article:
    if _is_full(article.published) or not peers:
        return article
    dating = _by_full_date(article, peers, told[article.id]) or _by_evidence(article, peers, told)
    return replace(article, published=dating) if dating else article


def _is_full(dating: Dating) -> bool:
    return dating.value is not None and len(dating.value) >= 10 and not dating.value.startswith(UNKNOWN_YEAR)


def _evidence(article: Article) -> DayEvidence:
    found = evidence(article.blocks)
    value = article.published.value
    if value and value.startswith(UNKNOWN_YEAR):
        month_day = (int(value[5:7]), int(value[8:10]))
        return found if found.month_day == month_day else replace(found, month_day=month_day, told="is dated")
    return found


def _peers(article: Article, articles: Iterable[Article], marks: dict[str, frozenset[str]]) -> list[Article]:
    """The other reports that tell of the same thing, in the order of their ids."""
    others = [other for other in articles if other.id != article.id and _tell_the_same(marks[article.id], marks[other.id])]
    return sorted(others, key=lambda other: other.id)


def _marks(article: Article) -> frozenset[str]:
    """The names and figures of a report's body: capitalised words within sentences, and numbers of two digits or more."""
    body = " ".join(block.span.text for block in article.blocks if block.kind == "body")[:_LONGEST_LOOK]
    return frozenset(match[0].rstrip(".,") for match in _MARK.finditer(body)) - frozenset(WEEKDAYS)


def _tell_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _SHARED_MARKS and shared >= _SHARED_PART * min(len(one), len(other))


def _by_full_date(article: Article, peers: Sequence[Article], own: DayEvidence) -> Dating | None:
    """The day near the full dates of other reports that has this report's month and day, or its weekday."""
    days = sorted({day for peer in peers if _is_full(peer.published) for day in _near(peer, own)})
    if len(days) != 1:
        return None
    day = days[0]
    sources = sorted({_title(peer) for peer in peers if _is_full(peer.published) and day in _near(peer, own)})
    said = f"{_day_words(own)} here" if _day_words(own) else "the day here"
    why = f"{said}, and within {_DAYS_APART} days of the date of {', '.join(sources)}"
    return Dating(value=day, candidates=(day,), precision="day", how="inferred", why=why)


def _near(peer: Article, own: DayEvidence) -> list[str]:
    middle = date.fromisoformat((peer.published.value or "")[:10])
    around = [middle + timedelta(days=shift) for shift in range(-_DAYS_APART, _DAYS_APART + 1)]
    if own.month_day is not None:
        return [day.isoformat() for day in around if (day.month, day.day) == own.month_day]
    return [day.isoformat() for day in around if own.weekday is not None and day.weekday() == own.weekday]


def _by_evidence(article: Article, peers: Sequence[Article], told: dict[str, DayEvidence]) -> Dating | None:
    """Month and day from one report, the weekday and the earliest year from any that has no full date of its own."""
    group = [article, *(peer for peer in peers if not _is_full(peer.published))]
    month_days = {found.month_day for member in group if (found := told[member.id]).month_day}
    weekdays = {found.weekday for member in group if (found := told[member.id]).weekday is not None}
    if len(month_days) != 1 or len(weekdays) > 1:
        return None
    month_day = next(iter(month_days))
    after = max((found.after for member in group if (found := told[member.id]).after), default=None)
    together = DayEvidence(month_day=month_day, weekday=next(iter(weekdays), None), after=after)
    listed = candidates(together)
    own = told[article.id].month_day == month_day
    if own and not listed:
        return None
    return Dating(
        value=listed[0] if len(listed) == 1 else f"{UNKNOWN_YEAR}-{month_day[0]:02}-{month_day[1]:02}",
        candidates=listed,
        precision="day",
        how=article.published.how if own and len(listed) != 1 else "inferred",
        why=_why(group, told, together, listed),
    )


def _why(group: Sequence[Article], told: dict[str, DayEvidence], together: DayEvidence, listed: tuple[str, ...]) -> str:
    parts = []
    for member in sorted(group, key=lambda member: (_title(member), member.id)):
        found = told[member.id]
        says = [_day_words(found)] if _day_words(found) else []
        says += [f"looks back on {month_words(found.after)}"] if found.after and found.after == together.after else []
        if says:
            parts.append(f"{_title(member)}: {' and '.join(says)}")
    left = f"that leaves {' and '.join(listed)}" if listed else "that leaves the year open"
    return "; ".join([*parts, left])


def _day_words(found: DayEvidence) -> str:
    if found.month_day is not None:
        return f"{found.told} {day_name(*found.month_day)}"
    return f"tells what was said on a {WEEKDAYS[found.weekday]}" if found.weekday is not None else ""


def _title(article: Article) -> str:
    if article.outlet is not None:
        return article.outlet.name
    return (article.path or "").rsplit("/", 1)[-1] or article.id
