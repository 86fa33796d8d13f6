"""Where a row of words that has the shape of a time expression is one: years that count, names of people, ages, parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twosource.annotate import Sentence, Token
from twosource.lexicon import times as lexicon
from twosource.statements.timex.edges import following
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.lexer import Lexeme
from twosource.statements.timex.tense import tense_at, token_at


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression among the words of its sentence."""

    expression: Expression
    words: tuple[Lexeme, ...]
    sentence: Sentence

    @property
    def first(self) -> Lexeme:
        """The first word of the expression."""
        return self.words[self.expression.first]

    @property
    def last(self) -> Lexeme:
        """The last word of the expression."""
        return self.words[self.expression.last]

    @property
    def before(self) -> Lexeme | None:
        """The word before the expression."""
        return self.words[self.expression.first - 1] if self.expression.first else None

    @property
    def ahead(self) -> str:
        """The words of the word before, in lower case; empty at the start of the sentence."""
        return self.before.text.lower() if self.before else ""

    @property
    def second_ahead(self) -> str:
        """The words of the word before that one, in lower case; empty where there is none."""
        return self.words[self.expression.first - 2].text.lower() if self.expression.first > 1 else ""

    @property
    def behind(self) -> str:
        """The word after, in lower case; empty at the end of the sentence."""
        return following(self.expression, self.words)

    def token(self, lexeme: Lexeme) -> Token | None:
        """The parsed token a word stands in."""
        return token_at(self.sentence, lexeme.start)

    def tag(self, lexeme: Lexeme) -> str:
        """The part of speech of a word, empty where there is none."""
        token = self.token(lexeme)
        return token.tag if token is not None else ""

    @property
    def tag_behind(self) -> str:
        """The part of speech of the word after; a stop at the end."""
        at = self.expression.last + 1
        return (self.tag(self.words[at]) or ".") if at < len(self.words) else "."


Check = Callable[[Candidate], bool]

_COUNTERS = frozenset({"$", "£", "€", "#", "@", "no", "number", "room", "/", "."})
_COUNTED = frozenset({"%", "percent", "million", "billion", "/", "block"})
_LONG_AGO = frozenset({"in", "since", "until", "year"})
_AT = frozenset({"at", "by", "around", "about", "until", "from", "before", "after"})
_OWNERS = frozenset({"his", "her", "their", "my", "our", "your"})
_DURING = frozenset({"for", "in", "during", "throughout", "over", "into", "through"})
_SEASON_OPENERS = frozenset({"in", "since", "during", "until", "by", "every", "each"})
_RATED = frozenset({"once", "twice", "million", "billion", "%", "cents", "barrels"})


def _always(c: Candidate) -> bool:
    return True


def _is_year(c: Candidate) -> bool:
    """Four digits are a year where nothing says that they count: no money sign, no counted noun, an opener if long ago."""
    if c.expression.groups.keys() & {"mod", "the", "fiscal"}:
        return True
    if c.ahead == "-" and c.second_ahead in ("post", "pre"):
        return True
    counts = c.tag_behind == "NNS" and c.ahead not in ("in", "since") and not _has_the(c)
    if counts or c.ahead in _COUNTERS or c.behind in _COUNTED:
        return False
    if c.sentence.text[c.expression.end : c.expression.end + 1].islower():
        return False  # `2000ft`
    year = c.expression.number("year") or 0
    return 1900 <= year <= 2099 or (c.ahead in _LONG_AGO and year >= 1000)


def _has_the(c: Candidate) -> bool:
    return c.first.kind == "t"


def _unit_is(*codes: str) -> Check:
    def check(c: Candidate) -> bool:
        return not c.expression.groups.get("unit") or c.expression.code("unit") in codes

    return check


def _is_season(c: Candidate) -> bool:
    """A season's word alone is one only behind `the`, `in` or with a year (`fall` and `spring` mean much else).

    Not in a name (`the Winter Cup`), nor a drop (`died in a fall`, `the fall of the junta`, `the fall was deadly`).
    """
    if c.expression.groups.get("year") or c.expression.groups.get("rel"):
        return True
    if _is_name(c) or (c.last.text.lower() == "fall" and not c.expression.groups.get("mod") and _is_drop(c)):
        return False
    if _has_the(c) or c.ahead in _SEASON_OPENERS:
        return True
    return c.last.text.lower() in ("summer", "winter", "autumn") and c.tag(c.last) == "NN"


def _is_drop(c: Candidate) -> bool:
    """Whether `fall` tells that something came down: hurt of it, what did so behind `of`, or no word of time before it."""
    hurt = c.ahead == "in" and c.second_ahead in lexicon.data()["hurt_by_fall"]
    part = c.ahead == "of" and c.expression.first > 1 and c.words[c.expression.first - 2].kind == "s"  # `the end of the fall`
    return hurt or c.behind == "of" or not (part or c.ahead in _SEASON_OPENERS | _DURING)


def _is_clock(c: Candidate) -> bool:
    """`10:30` needs a.m. or p.m., a zone, or a word such as `at`; a bare hour needs a.m., p.m. or o'clock."""
    groups = c.expression.groups
    if groups.get("mer") or groups.get("mer2") or groups.get("part"):
        return True
    return c.expression.kinds("hour")[-1:] == "T" and (bool(groups.get("zone")) or c.ahead in _AT or _is_of_part(c))


def _is_of_part(c: Candidate) -> bool:
    """Whether a part of a day follows: `4:30 Saturday afternoon`."""
    following = "".join(word.kind for word in c.words[c.expression.last + 1 :][:3])
    return following.startswith(("WP", "WvP", "GP", "GvP"))


def _is_span(c: Candidate) -> bool:
    """Not an age (`a five-year-old`), and not `a year` after an amount, which is a rate."""
    if c.expression.groups.get("age") or c.behind == "old" or _is_name(c):
        return False
    if c.expression.code("unit") == "Q" and _is_fraction(c):
        return False
    return not (c.expression.kinds("num") == "a" and _is_rate(c))


def _is_fraction(c: Candidate) -> bool:
    """`three-quarters of`, `more than a quarter`: parts, not times."""
    if "N" in c.expression.kinds("num"):
        return False
    return c.expression.kinds("num") == "a" or c.behind == "of" or c.words[c.expression.last - 1].kind == "-"


def _is_rate(c: Candidate) -> bool:
    """`a day`, `per year` after an amount: a number, money, `times`, `once`."""
    if c.before is None:
        return False
    if c.first.kind == "2":
        return c.first.text.lower() == "per" or c.before.kind in "din"
    counted = c.expression.first > 1 and c.tag(c.before) == "NNS" and c.words[c.expression.first - 2].kind in "dinN"
    hyphened = c.before.kind == "-" and c.expression.first > 1 and c.words[c.expression.first - 2].kind in "din"
    return counted or hyphened or c.before.kind in "dinN7" or c.ahead in _RATED


def _is_reference(c: Candidate) -> bool:
    """Not `as soon as`, `so soon`; `soon` only of what is to come (`will soon open`, not `was soon freed`, `soon after`).

    `Now, who would do that?` and `Now for the weather` are turns of speech.
    """
    if c.expression.code("reference") == "FUTURE_REF" and c.first.text.lower() == "soon":
        ahead = c.ahead == "to" or tense_at(c.sentence, c.first.start) == "future"
        if not ahead or c.behind in ("after", "before"):
            return False
    if c.first.text == "Now" and c.behind in (",", "for"):
        return False
    return c.ahead not in ("as", "so", "too", "how") and c.behind not in ("as", "to")


def _is_past(c: Candidate) -> bool:
    """`the past` as a noun, not before one."""
    return c.tag_behind[:1] not in "NCJ"


def _is_adverb(c: Candidate) -> bool:
    """`quarterly` tells how often only as an adverb (not in `quarterly results`); `Daily` inside a sentence is a name.

    Behind a part it is the rate's: `to grow 5% annually`.
    """
    if _is_name(c) or c.ahead in ("%", "percent"):
        return False
    return c.first.text.lower() != "quarterly" or c.tag(c.first) == "RB"


def _is_name(c: Candidate) -> bool:
    """A word for a time with a capital inside a sentence of body text is part of a name: `the Weekly Star`, `on This Morning`."""
    return c.sentence.kind == "body" and c.expression.last > 0 and c.last.text.istitle() and c.words[0].text != c.last.text


def _is_told_part(c: Candidate) -> bool:
    """Not a part of another day, which a clause tells: `the night the bridge fell`."""
    return not _is_name(c) and not (_has_the(c) and c.ahead not in _DURING and c.tag_behind in ("PRP", "DT", "NNP", "NNPS"))


def _is_that_day(c: Candidate) -> bool:
    """Not `today's world`, `today's youth`, which means nowadays; nor the end of a name (`Radio Today`)."""
    if c.behind in ("'s", "’s") and c.expression.last + 2 < len(c.words):
        return c.words[c.expression.last + 2].text.lower() not in lexicon.data()["nowadays_nouns"]
    return not (c.sentence.kind == "body" and c.before is not None and c.last.text.istitle() and c.tag(c.before)[:3] == "NNP")


def _is_no_name(c: Candidate) -> bool:
    return not _is_name(c)


def _is_the_year(c: Candidate) -> bool:
    """`the year` and `the week` of the report, not those of an event told (`the week of the vote`, `man of the year`)."""
    if c.expression.code("unit") == "Y" and (_is_sum_behind(c) or _is_part_of(c)):
        return True
    if c.expression.code("unit") not in ("Y", "W") or c.behind in ("of", "before", "after", "when", "that", "in"):
        return False
    return c.ahead in _DURING or c.behind in ("ended", "ending", "'s", "’s")


def _is_sum_behind(c: Candidate) -> bool:
    """`a loss for the year of $2 million`."""
    at = c.expression.last + 2
    return c.behind == "of" and c.ahead in _DURING and at < len(c.words) and c.words[at].text in ("$", "£", "€")


def _is_part_of(c: Candidate) -> bool:
    """`the first nine months of the year`."""
    return c.ahead == "of" and c.expression.first > 1 and c.words[c.expression.first - 2].kind in "UQ"


def _is_current(c: Candidate) -> bool:
    return c.tag(c.first)[:2] == "JJ" and c.tag_behind[:1] in "NJ"


def _is_month(c: Candidate) -> bool:
    """Not a person's name (`April Hall`, `the June Hall School`), nor a procession (`the March for Bread`)."""
    if c.last.text == "March" and c.behind == "for":
        return c.ahead in ("in", "since", "last")
    if c.last.text not in ("April", "May", "June", "August"):
        return True
    token = c.token(c.last)
    is_person = token is not None and token.entity == "PERSON"
    return not is_person and (c.tag_behind != "NNP" or c.ahead in ("in", "since"))


def _is_second_day(c: Candidate) -> bool:
    """Not a count: `on May 3 to 20 families`."""
    return c.tag_behind[:1] not in "NJ" and c.behind not in _COUNTED


def _is_this_quarter(c: Candidate) -> bool:
    """`quarter` or `period` with something that says which; a bare one counts a part."""
    groups, rel = c.expression.groups, c.expression.kinds("rel")
    if c.behind == "-":
        return False
    if groups.get("back"):
        return any(word.kind == "u" and word.value == "Y" for word in groups["back"])
    if groups.get("away"):
        return any(word.kind == "u" and word.value == "Y" for word in groups["away"])
    if c.last.kind == "I" and not groups.get("first") and not groups.get("own") and rel not in ("L", "z"):
        return False
    return _has_the(c) or bool(rel) or bool(groups.get("year") or groups.get("own"))


def _is_part(c: Candidate) -> bool:
    """`overnight`, `noon`, `at dawn`; other parts of the day alone tell no day."""
    word = c.last.text.lower()
    if c.expression.last > c.expression.first or word in ("overnight", "midnight", "noon", "midday"):
        return c.ahead != "high"
    return c.ahead == "at" and word in ("dawn", "dusk", "night", "sunset", "sunrise")


def _is_decade(c: Candidate) -> bool:
    """Not an age: `a man in his 20s`, `her late 30s`."""
    number, told = c.expression.number("decade") or 0, c.last.text
    if number < 10 and told[0].isdigit() and not (_has_the(c) or c.expression.groups.get("mod")):
        return False  # `unemployment in the low 50s`
    return c.ahead not in _OWNERS and number > 1


def _is_bare_unit(c: Candidate) -> bool:
    """`for years`, `weeks`; not `15 years old`, `by decades`, `a matter of months`, nor what `_UNTOLD` holds."""
    counted = (c.before is not None and c.before.kind in "dinN-") or c.ahead == "by" or c.behind == "old"
    return not counted and not _is_matter(c) and not _is_name(c) and c.expression.code("unit") not in _UNTOLD


# Without a number these tell no time: quarters are mostly parts or rooms, the rest how closely two events followed. None of their
# eight readings on tempeval dev was right: five were superfluous, three meant a day that another sentence tells.
_UNTOLD = frozenset({"Q", "E", "D", "TM", "TS"})


def _is_matter(c: Candidate) -> bool:
    return c.ahead == "of" and c.second_ahead == "matter"


def _is_away(c: Candidate) -> bool:
    """Not `days before the storm`, `seconds after he left`."""
    groups, code = c.expression.groups, c.expression.code("unit")
    return bool(groups.get("num")) or c.expression.kinds("way") not in ("<", ">") or code not in _UNTOLD


def _is_lasting(c: Candidate) -> bool:
    return c.last.text.lower() == "long"


def _is_week_of(c: Candidate) -> bool:
    return not c.expression.groups.get("week") or c.words[c.expression.first + 1].value == "W"


ADMITS: Mapping[str, Check] = {
    "decade": _is_decade,
    "spans": _is_bare_unit,
    "away": _is_away,
    "lasting": _is_lasting,
    "named_day": _is_that_day,
    "year": _is_year,
    "month": _is_month,
    "day_to": _is_second_day,
    "month_year": _unit_is("Y"),
    "century": _unit_is("100Y"),
    "season_year": _is_season,
    "month_day": _is_week_of,
    "weekday_week": _unit_is("W"),
    "year_end": _unit_is("Y"),
    "day_away": _unit_is("D", "W", "M", "Y"),
    "this_quarter": _is_this_quarter,
    "part": _is_told_part,
    "unit": _is_no_name,
    "part_alone": _is_part,
    "span": _is_span,
    "rate": _is_rate,
    "clock": _is_clock,
    "reference": _is_reference,
    "the_past": _is_past,
    "adverb": _is_adverb,
    "the_year": _is_the_year,
    "current": _is_current,
}


def admitted(expression: Expression, words: tuple[Lexeme, ...], sentence: Sentence) -> bool:
    """Whether an expression is a time where it stands; what begins inside a word (`P2qm3Pm`) is none."""
    if sentence.text[max(expression.start - 1, 0) : expression.start].isalnum():
        return False
    return ADMITS.get(expression.shape, _always)(Candidate(expression, words, sentence))
