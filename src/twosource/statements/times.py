"""The time expressions of an article with their TIMEX3 values, and the first and last day each may mean."""

from collections.abc import Sequence
from datetime import date, timedelta

from twosource.annotate import Annotated, Sentence
from twosource.lexicon import times as lexicon
from twosource.lexicon.calendar import bounds, is_day, last_day, precision
from twosource.model import Dating, Time
from twosource.statements.settings import StatementSettings
from twosource.statements.timex.context import Reading
from twosource.statements.timex.edges import following
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.find import expressions
from twosource.statements.timex.tense import Tense, tense_at, token_at
from twosource.statements.timex.value import Found, merged, readings

# One year for each of the fourteen calendars there are (first weekday, leap or not): where no year is known, what holds in all of
# them holds.
_CALENDARS = (2001, 2002, 2003, 2005, 2006, 2009, 2010, 2000, 2004, 2008, 2012, 2016, 2020, 2024)


def times(annotated: Annotated, settings: StatementSettings) -> tuple[Time, ...]:
    """The times of an article's sentences, in order, against its publication day and each sentence's tense."""
    found, places = _found(annotated)
    todays, yearless = _todays(annotated.article.published)
    read = merged([readings(found, today) for today in todays], todays, yearless)
    return tuple(_time(annotated, place, reading) for place, reading in zip(places, read, strict=True) if reading is not None)


def _found(annotated: Annotated) -> tuple[list[Found], list[tuple[int, int]]]:
    found, places, falls = [], [], None
    for number, sentence in enumerate(annotated.sentences):
        words, inside = expressions(sentence)
        for e in inside:
            if e.shape == "season_year" and words[e.last].text.lower() == "fall":
                falls = any(map(_tells_a_fall, annotated.sentences)) if falls is None else falls
                if falls:
                    continue
            behind = following(e, words)
            before = [w.text.lower() for w in words[max(e.first - 2, 0) : e.first]]
            tense = "none" if _is_of_noun(e, sentence) else _tense(tense_at(sentence, e.end - 1), before, behind)
            found.append(Found(e, number, tense, before[-1] if before else "", behind))
            places.append((sentence.start + e.start, sentence.start + e.end))
    return found, places


def _tells_a_fall(sentence: Sentence) -> bool:
    """Whether somebody falls from a height (`fell about 60m`, `fell off a ridge`): `in the fall` is then no season."""
    for token in sentence.tokens:
        if token.pos == "VERB" and token.lemma.lower() == "fall":
            behind = {t.text.lower() for t in sentence.tokens[token.index + 1 : token.index + 1 + _SO_FAR]}
            if not behind.isdisjoint(lexicon.data()["after_fell"]):
                return True
    return False


# `fell more than 200 metres`, `fell to her death`: words behind the verb within which the height or the end of a fall is told.
_SO_FAR = 5


def _is_of_noun(e: Expression, sentence: Sentence) -> bool:
    """`under a June agreement`: the month is the noun's, and the verb's tense says nothing of it."""
    token = token_at(sentence, e.end - 1) if e.shape == "month" else None
    return token is not None and token.dep in ("compound", "nmod", "amod") and sentence.tokens[token.head].start >= e.end


def _tense(tense: Tense, before: Sequence[str], behind: str) -> Tense:
    """`extended until Friday` looks ahead even in the past tense; `Friday's ruling` is the nearest unless told in the past."""
    if len(before) == 2 and before[1] in ("until", "till") and before[0][-1:].isalpha() and before[0] not in ("and", "but"):
        return "future"
    return "near" if behind in ("'s", "’s") and tense != "past" else tense


def _time(annotated: Annotated, place: tuple[int, int], reading: Reading) -> Time:
    return Time(
        type=reading.type,
        value=reading.value,
        earliest=reading.earliest,
        latest=reading.latest,
        how=reading.how,
        span=annotated.view.span(*place),
    )


def _todays(published: Dating) -> tuple[Sequence[date], bool]:
    """The days that publication may have been, and whether their years are stand-ins for an unknown one."""
    first, last = (_day(day) for day in bounds(_date_part(published.value)))
    if first is not None and last is not None:
        return _spread(first, last), False
    candidates = [day for day in map(_day, published.candidates) if day is not None]
    if candidates:
        return candidates, len({day.year for day in candidates}) > 1
    return _stand_ins(published.value or ""), True


def _date_part(value: str | None) -> str | None:
    return value[:10] if value and len(value) > 10 else value


def _spread(first: date, last: date) -> list[date]:
    """Every tenth day from the first on, and the last."""
    return [*(first + timedelta(days=n) for n in range(0, (last - first).days, 10)), last]


def _stand_ins(value: str) -> list[date]:
    """A day of each calendar: the day and month of the value as far as it gives them, else days all over the year."""
    if is_day(value):
        month, number = int(value[5:7]), int(value[8:10])
        return [date(year, month, min(number, last_day(year, month))) for year in _CALENDARS]
    month = int(value[5:7]) if precision(value) == "month" and is_day(f"{value}-01") else 0
    return [date(year, month or 1 + place % 12, 1 + place) for place, year in enumerate(_CALENDARS)]


def _day(value: str | None) -> date | None:
    """A full day of a plausible year; nothing else, so that no reckoning from it leaves the calendar."""
    if not is_day(value) or value is None or not "1000" <= value[:4] <= "2999":
        return None
    return date.fromisoformat(value)
