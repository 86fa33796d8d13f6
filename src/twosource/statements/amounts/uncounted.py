"""Numbers that measure and count nothing: dates, times of day, addresses, phone numbers, scores, names with a number."""

from collections.abc import Callable, Mapping

from twosource.lexicon.quantities import named, values, verb_forms, words
from twosource.statements.amounts.line import Line
from twosource.statements.amounts.numerals import Numeral, digits_of

_NAMED = frozenset({"PRODUCT", "ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART", "GPE", "LOC", "PERSON"})


def uncounted(line: Line, numeral: Numeral) -> str | None:
    """Why a number is no quantity, or `None` where it is one."""
    return next((why for why, test in _TESTS.items() if test(line, numeral)), None)


def _digits(numeral: Numeral) -> bool:
    return numeral.style == "digits" and numeral.first == numeral.last


def _name_part(line: Line, n: Numeral) -> bool:
    """Glued to letters: `22nd`, `1990s`, `A2`, `AR-15`, `mid-20s`."""
    after, before = n.last + 1, n.first - 1
    lettered = line.glued(after) and line.kind(after) == "word" and not is_unit_start(line, after)
    if lettered and line.low(after) not in words("counted", "clock"):
        return True
    if not line.glued(n.first) or n.style in ("fraction", "vague"):
        return False
    if line.kind(before) == "word":
        return not _is_currency(line, n.first)
    joined = line.dash(before) and line.glued(before) and line.kind(before - 1) == "word"
    return joined and line.low(before - 1) not in words("counted", "joined_prefixes") and n.style == "digits"


def _is_currency(line: Line, first: int) -> bool:
    """Whether the letters glued before a number are a currency's (`Rs500`, `R26 million`), not the end of a code (`7Y4`)."""
    before = first - 1
    if line.text(before) in values("units", "money_dollars") and line.text(before - 1) == "$":
        return True
    if line.glued(before) and line.kind(before - 1) in ("word", "number"):
        return False
    letters = line.text(before) in values("units", "money_letters") and is_great_sum(line, first)
    return letters or line.text(before) in values("units", "money_codes")


def is_great_sum(line: Line, first: int) -> bool:
    """Whether a number has thousands or a magnitude behind it, so that a letter before it is no road or model (`R26`)."""
    behind = line.text(first + 1)
    glued = line.glued(first + 1) and behind in values("numerals", "letters")
    return "," in line.text(first) or glued or behind.lower() in values("numerals", "magnitudes")


def is_unit_start(line: Line, at: int) -> bool:
    """Whether the word at `at`, glued to digits, is a unit or a symbol of one."""
    low = line.low(at)
    return low in named("units", "words") or line.text(at) in values("units", "symbols") or low in named("units", "money_words")


_COUNTING_PARTS = frozenset({"odd", "plus", "member", "square", "cubic"})


def _compound(line: Line, n: Numeral) -> bool:
    """`two-time`, `six-speed`, `one-on-one`: a dash and a word that is no unit."""
    after = n.last + 1
    if not (line.dash(after) and line.glued(after) and line.glued(after + 1) and line.kind(after + 1) == "word"):
        return False
    word = line.low(after + 1)
    if word == "to" and line.dash(after + 2) and line.kind(after + 3) == "number":
        return False
    return word not in named("units", "words") and word not in _COUNTING_PARTS and n.style != "fraction"


def _chained(line: Line, n: Numeral) -> bool:
    """`555-0199`, `9-1-1`, `2014-15`, `17:22`, `24/7`, `1/2/2003`, `'90`."""
    if n.style != "digits":
        return False
    before, after = n.first - 1, n.last + 1
    for mark in (":", "/", ".", "'", "’", "′"):
        left = line.low(before) == mark and line.glued(n.first) and line.glued(before) and line.kind(before - 1) == "number"
        right = line.low(after) == mark and line.glued(after) and line.glued(after + 1) and line.kind(after + 1) == "number"
        if left or right:
            return True
    if _in_address(line, n) or _telephone(line, n) or _result(line, n):
        return True
    if line.low(before) in ("#", "'", "’", "№") and line.glued(n.first):
        return line.low(before) in ("#", "№") or len(line.text(n.first)) == 2
    return _dashed(line, n)


def _paged(line: Line, n: Numeral) -> bool:
    """`1 / 13` and `Image 1 of / 13`, with spaces around: which picture or page of how many."""
    before, after = n.first - 1, n.last + 1
    left = (
        line.low(before) == "/"
        and not line.glued(n.first)
        and (line.kind(before - 1) == "number" or line.low(before - 1) == "of")
    )
    right = line.low(after) == "/" and not line.glued(after) and not line.glued(after + 1) and line.kind(after + 1) == "number"
    return _digits(n) and (left or right)


def _lettered(line: Line, n: Numeral) -> bool:
    """`1B Ann Bell`, `41B District Court`, `a 5K run`: a whole number whose letter is no magnitude, with no money before."""
    letter, at = line.text(n.last), n.last + 1
    if n.last != n.first + 1 or letter not in ("B", "K", "k") or line.low(n.first - 1) in values("units", "money_symbols"):
        return False
    if line.low(n.first - 1) in values("units", "money_codes") or not line.text(n.first).isdecimal():
        return False
    if letter != "B" and line.low(at) in words("counted", "races"):
        return True
    return (
        letter == "B" and line.capital(at) and not line.plural_follows(at) and line.low(at) not in named("units", "money_words")
    )


def _telephone(line: Line, n: Numeral) -> bool:
    """One of the groups of `020 7946 0018` or `+44 20 7946 0018`: numbers side by side, the first with a zero or a plus."""
    beside = any(line.kind(at) == "number" for at in (n.first - 1, n.first + 1))
    first = n.first
    while beside and n.first - first < _GROUPS and line.kind(first - 1) == "number":
        first -= 1
    zero = line.text(first).startswith("0") and line.text(first).isdecimal() and len(line.text(first)) > 2
    return beside and (zero or (line.low(first - 1) == "+" and line.glued(first)))


# Groups of digits in a telephone number.
_GROUPS = 6


def _result(line: Line, n: Numeral) -> bool:
    """`won 3 to 1`: a short number beside another after a word of winning, with nothing counted behind."""
    if line.low(n.last + 1) in ("to", "goals") and line.kind(n.last + 2) == "number":
        first, last = n.first, n.last + 2
    elif line.low(n.first - 1) == "to" and line.kind(n.first - 2) == "number":
        first, last = n.first - 2, n.first
    else:
        return False
    won = any(line.low(at) in words("counted", "results") for at in range(first - 1, first - 5, -1))
    after = line.low(last + 1)
    return won and len(line.text(first)) < 4 and (line.kind(last + 1) in ("", "mark") or after in _AFTER_RESULT) and after != "%"


_AFTER_RESULT = frozenset("on in at against over to with after before and but last this yesterday".split())


def _coordinate(line: Line, n: Numeral) -> bool:
    """`31.5° N`, `12 degrees north`, `34°05’N`."""
    at = n.last + 1
    return line.low(at) in ("°", "degrees") and (line.low(at + 1) in words("counted", "compass") or line.kind(at + 1) == "number")


def _in_address(line: Line, n: Numeral) -> bool:
    """Inside a web address, or an area code in brackets: `/2016/93074`, `(219) 555-0100`."""
    before, after = n.first - 1, n.last + 1
    marked = line.low(before) in ("/", "_", "@", "&", "?") or (line.low(before) == "=" and line.text(before - 1) != "Y")
    if marked and line.glued(n.first) and line.glued(before):
        return True
    bracketed = line.low(before) == "(" and line.low(after) == ")" and len(line.text(n.first)) in (3, 4)
    return bracketed and (line.kind(after + 1) == "number" or line.text(after + 1).isupper() or line.text(before - 1).isupper())


def _dashed(line: Line, n: Numeral) -> bool:
    left, right = _glued_number(line, n.first, -1), _glued_number(line, n.last, 1)
    if left is None and right is None:
        return False
    if left is not None and right is not None:
        return True
    first, second = (n.first, right) if right is not None else (left, n.first)
    return first is not None and second is not None and not _is_range(line, first, second)


def _glued_number(line: Line, at: int, step: int) -> int | None:
    dash = at + step
    glued = line.glued(at) and line.glued(dash) if step < 0 else line.glued(dash) and line.glued(dash + 1)
    return dash + step if line.dash(dash) and glued and line.kind(dash + step) == "number" else None


def _is_range(line: Line, first: int, second: int) -> bool:
    """Digits, a dash, greater digits and something counted: `15-22 miles`; not a score, phone number, or span of years."""
    low, high = digits_of(line.text(first)), digits_of(line.text(second))
    if len(low) > 15 or len(high) > 15 or (len(low) == 3 and len(high) == 4) or _glued_number(line, second, 1) is not None:
        return False
    after = line.low(second + 1)
    counted = is_unit_start(line, second + 1) or line.plural_follows(second + 1) or after in ("%", "per", "percent")
    counted = counted or after in values("fates", "adjectives") or after in words("counted", "collectives")
    scaled = after in values("numerals", "magnitudes") or after in ("year", "month")
    money = line.low(first - 1) in values("units", "money_symbols")
    return float(low) < float(high) and (counted or scaled or money or line.dash(second + 1))


def _clock(line: Line, n: Numeral) -> bool:
    clock = words("counted", "clock")
    after = n.last + 1
    if line.low(after) in clock:
        return True
    if line.low(after) in (":", ".") and line.glued(after) and line.kind(after + 1) == "number" and line.low(after + 2) in clock:
        return _digits(n)
    joins = line.low(after) in ("to", "and", "or", "until") or line.dash(after)
    return joins and line.kind(after + 1) == "number" and line.low(after + 2) in clock and _digits(n)


def _is_month(line: Line, at: int) -> bool:
    at = at - 1 if line.low(at) == "." else at
    return line.low(at) in words("counted", "months") and line.capital(at)


def _date(line: Line, n: Numeral) -> bool:
    if n.value is None or not isinstance(n.value, int) or not 1 <= n.value <= 31 or not _digits(n):
        return False
    before = n.first - 1
    if _is_month(line, before):
        return True
    if line.low(n.last + 1) in words("counted", "months") and line.capital(n.last + 1):
        return True
    listed = line.low(before) in ("and", "to", ",", "or", "through") or line.dash(before)
    return listed and line.kind(before - 1) == "number" and _is_month(line, before - 2) and not line.plural_follows(n.last + 1)


def _year(line: Line, n: Numeral) -> bool:
    text = line.text(n.first)
    if not _digits(n) or len(text) != 4 or not text.isdecimal() or not 1000 <= int(text) <= 2099 or _measured(line, n):
        return False
    if line.low(n.first - 1) == "of" and line.low(n.first - 2) in ("average", "total", "sum", "maximum", "minimum"):
        return False
    dated = line.entity(n.first) in ("DATE", "EVENT")
    if dated and line.low(n.first - 1) not in ("than", "least", "to", "about"):
        return True
    before = n.first - 2 if line.low(n.first - 1) == "." else n.first - 1
    surely = line.low(before) in words("counted", "after_years") and not line.plural_follows(n.last + 1)
    return surely or (int(text) >= 1700 and not line.plural_follows(n.last + 1)) or _is_month(line, n.first - 1)


def _measured(line: Line, n: Numeral) -> bool:
    """Whether money or a unit stands beside the number."""
    before, after = line.text(n.first - 1), line.low(n.last + 1)
    money = before in values("units", "money_symbols") or before in values("units", "money_codes")
    ranged = line.dash(n.last + 1) or after in ("to", "or")
    if ranged and line.kind(n.last + 2) == "number" and is_unit_start(line, n.last + 3):
        return True
    return money or (after in named("units", "words") and n.last + 1 < len(line)) or after in named("units", "money_words")


def _label(line: Line, n: Numeral) -> bool:
    """`Section 427`, `Highway 61`, `No. 5`, `Model 3`: the number names, it does not count."""
    before = n.first - 1
    stopped = line.low(before) == "." and line.low(before - 1) in ("no", "nos", "vol", "apt", "rte", "u.s")
    before = before - 1 if stopped else before
    if n.style == "words" and line.low(before) in ("top", "bottom", "final") and not line.plural_follows(n.last + 1):
        return True
    if _index(line, before) or _of_label(line, n):
        return True
    if line.low(before) not in words("counted", "labels") or line.kind(before) != "word" or line.text(before - 1) == "$":
        return False
    if n.style == "words":
        return line.capital(before) and line.capital(n.first)
    told = line.plural_follows(n.last + 1) or _measured(line, n)
    return not told or (line.capital(before) and before > 0 and line.tag(before).startswith("NNP"))


def _index(line: Line, before: int) -> bool:
    """`FTSE 100`, `S&P 500`, and `S P 500` where the mark was lost."""
    apart = line.text(before) == "P" and line.text(before - 1) == "S"
    return apart or line.low(before) in words("counted", "indexes")


def _of_label(line: Line, n: Numeral) -> bool:
    """The second number of `Image 4 of 8`, `Part 2 of 3`."""
    of_number = line.low(n.first - 1) == "of" and line.kind(n.first - 2) == "number"
    return of_number and line.low(n.first - 3) in words("counted", "labels") and not line.plural_follows(n.last + 1, 1)


def _proper(line: Line, n: Numeral) -> bool:
    """A number inside a name: `S&P 500`, `Stoxx 600`, `Boeing 737`."""
    before, token = n.first - 1, line.token(n.first)
    if not _digits(n) or token is None or before < 0 or line.kind(before) != "word" or line.glued(n.first):
        return False
    if line.low(before) in verb_forms("verbs"):
        return False
    named_before = line.text(before).lower() != line.text(before) and line.tag(before).startswith("NNP")
    if not named_before or _measured(line, n) or _is_month(line, before) or line.low(before) in words("counted", "weekdays"):
        return False
    inside = token.entity in _NAMED and line.entity(before) == token.entity and not token.entity_begins
    if line.plural_follows(n.last + 1, 1) and line.low(n.last + 1) not in words("counted", "streets"):
        return False
    if inside or (token.head == line.token_of[before] and not line.plural_follows(n.last + 1, 1)):
        return not _told_next(line, n.last + 1)
    return len(line.text(n.first)) < 5 and "," not in line.text(n.first) and _stands_alone(line, n.last + 1)


def _told_next(line: Line, at: int) -> bool:
    """A word that says what happened to so many: `In Kabul 12 died`, `Gunman Shot, 3 Wounded`."""
    return line.low(at) in verb_forms("verbs") or line.low(at) in values("fates", "adjectives")


def _stands_alone(line: Line, at: int) -> bool:
    told = _told_next(line, at) or line.low(at) in words("fates", "be") or line.low(at) in ("of", "more", "others")
    return not told and not line.plural_follows(at) and line.kind(at) != "number"


def _address(line: Line, n: Numeral) -> bool:
    """`1200 block`, `350 West 42nd Street`, `100 N. Main St.`"""
    if not _digits(n):
        return False
    if line.low(n.last + 1) == "block" or (line.dash(n.last + 1) and line.low(n.last + 2) == "block"):
        return True
    for at in range(n.last + 1, min(n.last + 7, len(line))):
        if line.low(at) in words("counted", "streets") and line.capital(at) and at > n.last + 1:
            return True
        named_here = line.tag(at).startswith(("NNP", "CD")) or line.low(at) in (".", "th", "st", "nd", "rd")
        if not (named_here or line.low(at) in words("counted", "directions")):
            return False
    return False


def _special(line: Line, n: Numeral) -> bool:
    """`One, we hope`; emergency numbers, leading zeros, the numbers of a list, references in brackets."""
    text = line.text(n.first)
    if n.style == "words" and n.first == 0 and line.low(n.last + 1) == ",":
        return line.tag(n.last + 2) in ("VB", "VBP", "PRP")
    if not _digits(n):
        return False
    if line.low(n.last + 1) in words("counted", "fixed_after"):
        return True
    if text in words("counted", "emergency") and line.low(n.last + 1) in words("counted", "emergency_after"):
        return True
    if text in words("counted", "emergency") and not line.plural_follows(n.last + 1):
        return True
    if len(text) > 1 and text[0] == "0" and "." not in text:
        return True
    opens = n.first == 0 and line.low(1) in (".", ")") and len(line) > 2 and line.kind(2) == "word"
    return opens or (line.low(n.first - 1) == "[" and line.low(n.last + 1) == "]")


def _one(line: Line, n: Numeral) -> bool:
    """`one` as a pronoun or an article: `the same one`, `one another`, `one day`; not in `killing one and hurting two`."""
    if n.first != n.last or line.low(n.first) != "one":
        return False
    before, after = line.low(n.first - 1), line.low(n.last + 1)
    if after == "percent" or (after == "per" and line.low(n.last + 2) == "cent"):
        return False
    if (after in ("to", "or") and line.tag(n.last + 2) == "CD") or (before in verb_forms("verbs") and after != "another"):
        return False
    if after in _AFTER_PRONOUN or before in _BEFORE_PRONOUN or (before == "at" and after in ("point", "stage", "time")):
        return True
    if line.tag(n.first - 1)[:2] in ("JJ", "WD", "WP", "CD") and line.kind(n.first - 1) == "word" and before != "only":
        return True
    if after in words("fates", "be") and any(_told_next(line, at) for at in range(n.last + 2, n.last + 5)):
        return False
    tag = line.tag(n.last + 1)
    return after != "of" and tag[:2] not in ("NN", "JJ") and tag not in ("VBN", "VBD") and not _one_told(line, n.last + 1)


def _one_told(line: Line, at: int) -> bool:
    """`one that`, `one fatally`, `one in critical condition`."""
    condition = line.low(at) in ("in", "with") and line.low(at + 1) in ("critical", "serious", "stable", "gunshot")
    return condition or line.low(at) in _AFTER_ONE or (line.tag(at) == "RB" and line.low(at).endswith("ly"))


_AFTER_ONE = frozenset({"that", "who", "-", ",", "person"})
_AFTER_PRONOUN = frozenset("another day and can must should would thing more else by".split())
_BEFORE_PRONOUN = frozenset(
    "the this that no any every each which another number some a an same other last first next day its loved not like"
    " ’s 's".split()
)


_TESTS: Mapping[str, Callable[[Line, Numeral], bool]] = {
    "part of a word": _name_part,
    "compound word": _compound,
    "score, date or telephone number": _chained,
    "page of pages": _paged,
    "letter": _lettered,
    "coordinate": _coordinate,
    "time of day": _clock,
    "date": _date,
    "year": _year,
    "address": _address,
    "label": _label,
    "name": _proper,
    "special number": _special,
    "pronoun": _one,
}
