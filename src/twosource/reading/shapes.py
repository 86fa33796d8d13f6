"""What a line of a page is by its own look: a stamp, a menu word, a photo credit, a byline; `None` where only its place can tell.

A rule is an entry of `RULES`, tried in order. Rules prefer to say nothing: a real sentence must never be taken for furniture.
"""

import re
from collections.abc import Callable
from typing import Literal, cast

from twosource.lexicon.agencies import by_alias, mentions
from twosource.lexicon.furniture import folded, furniture, furniture_patterns, line_words

Shape = Literal[
    "menu",
    "count",
    "url",
    "script",
    "gallery",
    "rights",
    "stamp",
    "rule",
    "byline",
    "agency",
    "photo",
    "caption",
    "credit",
    "tweet",
]

LONGEST_LINE = 240  # furniture, bylines and stamps are lines; what is longer is looked at only for captions and credits
_LONGEST_WORDS = 80
_LONGEST_MENU = 110
_LAST_OF_PUNCTUATION = 0x2FFF  # behind it come scripts whose signs are not all alphanumeric
LONGEST_CAPTION = 900  # galleries glue a whole series together; longer paragraphs are always body
_TERMINAL = ".!?…"
_CLOSERS = "\"'”’»)]* \u00a0"

_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"\(?[\d.,]{1,12}\s?[KkMm+]?\)?")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S{1,60}\.(?:com|org|net|co\.uk)(?:/\S*)?")
_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*|\d+")
_PHOTO_OPENING = re.compile(
    r"\(?(?:(?:AP |File |Pool |Handout |Courtesy )?(?:Photo|Photograph|Picture|Image|PHOTO)s?"
    r"(?: by | [Cc]redit\s?:? ?| ?[:/] ?| courtesy)|Photographer: ?|Photographs? |Credits? ?:|Credit[A-Z]|CREDIT ?:|"
    r"Image (?:copyright|source|credit)|"
    r"Media: |Screenshot: |Graphic: |AP:|AFP or licensors|Courtesy )"
)
_FILE_OPENING = re.compile(
    r"FILE ?(?:PHOTO)? ?[-–—:]|File (?:photo|image|picture)|In this .{3,60} (?:photo|image|picture|frame)|"
    r"Image (?:caption|copyright)|(?:Photo|PHOTO|Picture|Pictured|PICTURED|Caption|Image): ?|Media caption|\(L-R\)|Above, |"
    r"(?:Image|Photo|Slide) \d{1,3} of \d{1,3} |This (?:undated |combination |file |booking |image |frame |handout ){1,4}"
    r"(?:photo|image|picture|of)"
)
_COPYRIGHT_PHOTO = re.compile(r"©\s?(?!(?:Copyright )?(?:19|20)\d\d|Copyright)\S")
_BRACKET_END = re.compile(r"\(([^()]{2,90})\)\s?(?:ORG XMIT: ?\w{1,20})?\.?$")
_BARE_END = re.compile(
    r"(?:AP|AFP|Reuters|REUTERS|EPA|Getty|GETTY)(?: Photo|/Getty(?: Images)?| Images)$|(?:AFP|REUTERS|Reuters|AP|EPA)$"
)
# `… in Lomar © REUTERS/Jon Bell`, `… in Lomar. Photograph: Jon Bell/EPA`
_NAMED_END = re.compile(
    r"(?:©\s?(?!(?:Copyright )?(?:19|20)\d\d|Copyright)|"
    r"(?<![\w“\"])(?:Photo|PHOTO|Photograph|Picture|Image|Pic)s?(?: by| credit)?:\s?)"
    r"(?P<name>[^\n.:©]{2,60})$"
)
_IN_PHOTO = re.compile(r"\bin (?:this|an?) (?:[\w,.]{1,12} ){0,6}(?:file )?photo\b|\bfile photo\b|\bPhoto:|\bPhoto Credit:")
_SIDE = re.compile(r"[, (](?:from )?(?:left|right|center|centre)[,;:)]|\((?:L|R|C)\)")
_PHOTO_WORDS = re.compile(
    r"\b(?:Photo|PHOTO|photo|Photograph|Getty|Handout|File|FILE|Courtesy|courtesy|Image|Images|Pool)\b|[^\W\d_]\s?/\s?[A-Z]"
)
# tabloids print the picture's source before its caption: `Reuters One photo appeared to show …`
_AGENCY_THEN_SENTENCE = re.compile(r"(?:Reuters|AP:Associated Press|Getty Images|EPA|AFP|Alamy|SWNS|Rex Features) [A-Z0-9]")
_SIGN_OFF = re.compile(
    r"[(\[]?\s?(?:Additional |Further |Reporting and |Writing and |Editing and )?"
    r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ee]dited|[Ww]ritten|[Tt]ranslated|[Rr]eported) "
    r"(?:and (?:writing|editing) )?by:? ?[A-Z]"
)
_CREDIT_OPENING = re.compile(
    r"[(\[*—–-]{0,3} ?(?:(?:Partly |Partially )?[Bb]ased on (?:reporting|reports) (?:by|from|in) (?:the )?[A-Z]|"
    r"With (?:additional |further )?(?:reporting|reports|material|inputs?|information|files|contributions|agency inputs?)"
    r" (?:by|from) (?:the )?[A-Z]|With agency inputs?|"
    r"(?:Written|Compiled|Adapted) (?:from|by .{2,40} from) (?:agency |wire )?reports|Sources?: ?[A-Z]|SOURCES?: ?[A-Z]|"
    r"Information from: |(?:Additional|Further) reporting (?:by|from)\b|Please credit the |Contributing: ?[A-Z]|"
    r"This (?:story|article|dispatch) (?:was|is|has been|includes|uses|contains) (?:\w{1,12} ){0,4}"
    r"(?:written|produced|published|provided|compiled|information from|material from|reporting from)\b)"
)
_CONTRIBUTED = re.compile(
    r"\b(?:contributed|contributes) ?(?:reporting |research )?"
    r"(?:to (?:this|the) (?:report|story|article|post|dispatch)|from [A-Z]\w{1,20}|\.$)|"
    r"\breport is included\b|\breported from [A-Z][\w ,.]{2,40}\.$|"
    r"\bis an? (?:Associated Press|Reuters|Bloomberg|AFP|AP) (?:staff |news )?(?:writer|reporter)\b"
)
_TWEET = re.compile(r"[—–-] ?[^\n]{1,90}\(@\w{1,30}\) ?[A-Z]?[\w ,]{0,24}$")
_BY = re.compile(r"(?:By|BY|by|by:|From|Posted by|Written by|Reported by|Story by|Authored by|Text by|By:)[ \u00a0\t]+\S")
_CONNECTORS = frozenset({"and", "by", "the", "via", "for"})
# `By Friday …` and `From Monday …` open sentences.
_NO_NAMES = line_words("month") | line_words("weekday") | frozenset("far contrast comparison law then now all doing".split())
_STAMP_WORDS = line_words("stamp") | line_words("month") | line_words("weekday")


def shape(line: str) -> Shape | None:
    """The shape of one paragraph, given without its outer spaces.

    >>> [shape(line) for line in ("XS", "1,204", "Posted: Sunday, February 16, 2014 1:50 PM EST", "By Ada Moss", "He left.")]
    ['menu', 'count', 'stamp', 'byline', None]
    """
    if len(line) > LONGEST_CAPTION:
        return "script" if _opening(line[:LONGEST_LINE]) == "script" else None
    # a sentence of some length can only be a caption, a credit or a notice of rights
    for rule in LONG_RULES if len(line) > LONGEST_LINE or (len(line) > _LONGEST_MENU and ends_sentence(line)) else RULES:
        if found := rule(line):
            return found
    return None


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, quotation marks and brackets aside."""
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and (bare[-1] in _TERMINAL or (line[-1] in "”\"'’" and bare[-1] in ",;"))


def words(line: str) -> list[str]:
    """The words and numbers of a line."""
    return _TOKEN.findall(line)


def agency_in(line: str) -> bool:
    """Whether a line names an agency by any of its names, also one glued to the word before it."""
    return next(mentions(line), None) is not None


def is_upper(line: str) -> bool:
    """Whether the letters of a line are capitals, and there are four or more of them."""
    return line.isupper() and sum(map(str.isalpha, line)) >= 4


def is_title_case(line: str) -> bool:
    """Whether the longer words of a line are capitalised, three or more of them, as in a headline."""
    longer = [word for word in words(line) if len(word) > 3 and not word.isdigit()]
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) >= 0.85 * len(longer)


def looks_like_caption(line: str) -> bool:
    """Whether a line tells in the present what is to be seen, and nothing of what was or was said.

    >>> looks_like_caption("The minister, left, speaks during a news conference in Accra on May 4.")
    True
    """
    if len(line) > LONGEST_CAPTION:
        return False
    found = words(line)
    pictured = not line_words("caption").isdisjoint(found[:35]) or _SIDE.search(line) is not None
    return pictured and line_words("telling").isdisjoint(found)


def _is_tweet(line: str) -> bool:
    return line[0] in "—–-" and _TWEET.match(line) is not None


def _is_stamp(line: str) -> bool:
    if len(line) > _LONGEST_MENU or _DIGIT.search(line) is None:
        return False
    return all(token[0].isdigit() or _is_stamp_word(token[0]) for token in _TOKEN.finditer(line.replace("_", " ")))


def _is_stamp_word(token: str) -> bool:
    bare = token.casefold().strip(".")
    return bare in _STAMP_WORDS or bare in {"th", "st", "nd", "rd", "ago", "min", "mins", "hours", "hour", "minutes"}


def _is_byline(line: str) -> bool:
    if ends_sentence(line) and not line.endswith(("Jr.", "Sr.", "m.")):
        return False
    if not _BY.match(line):
        return False
    return not _starts_in_time(line) and _only_names(line)


def _starts_in_time(line: str) -> bool:
    second = words(line)[1:2]
    return bool(second) and (second[0].casefold() in _NO_NAMES or second[0].isdigit())


def _only_names(line: str) -> bool:
    """Whether every word is a capitalised name, a role, a particle or part of a date; addresses and handles are passed over."""
    plain = " ".join(word for word in line.split() if "@" not in word and "http" not in word)
    loose = [token for token in words(plain) if not _in_byline(token)]
    return not loose or (len(loose) <= 1 and len(line) > 60)


def _in_byline(token: str) -> bool:
    bare = token.casefold().strip(".")
    known = bare in line_words("role") or bare in line_words("particle") or bare in _CONNECTORS
    return token[0].isupper() or token.isdigit() or known or _is_stamp_word(token)


def _is_agency_line(line: str) -> bool:
    """A line of names, roles and dates with an agency in it: `Ada Moss, Associated Press`, `The Associated Press | Monday …`."""
    agency = next(mentions(line), None)
    if agency is None or "/" in line or line.endswith(":") or (ends_sentence(line) and not line.endswith("m.")):
        return False
    before, after = line[: agency.start()].removesuffix("The ").removesuffix("THE "), line[agency.end() :]
    if not all(_in_byline(token) for token in words(after)):
        return False
    if not before.strip(" •|*"):
        return not words(after) or _dated(after) or not _headline_like(after)
    marked = before.rstrip(" ")[-1] in ",|–—-" or before[-1].isalpha() or before.casefold().endswith(" by ")
    return marked and _only_names(before)


def opens_with_agency(line: str) -> bool:
    """Whether an agency's name stands first in a line, `The` aside."""
    agency = next(mentions(line), None)
    return agency is not None and agency.start() <= len("The ")


def _headline_like(after: str) -> bool:
    return any(token.casefold().strip(".") not in line_words("role") for token in words(after))


def _dated(after: str) -> bool:
    return any(token.isdigit() for token in words(after)) or " By " in after


def _is_photo(line: str) -> bool:
    if _COPYRIGHT_PHOTO.match(line) and len(line) <= 60 and not looks_like_caption(line):
        return True
    if line.endswith(":") or "aption" in line:
        return False
    if _PHOTO_OPENING.match(line):
        return len(words(line)) <= 14 and not ends_sentence(line.rstrip(")"))
    if line.startswith("(") and line.endswith(")"):
        return len(words(line)) <= 14 and (agency_in(line) or _PHOTO_WORDS.search(line) is not None) and _only_names(line)
    return _is_named_photo(line)


def _is_named_photo(line: str) -> bool:
    """`Ada Moss/AFP`, `Ada Moss | AP`, `ADA MOSS, EPA-EFE`, `Ada Moss, AFP/Getty Images`."""
    if len(line) > _LONGEST_MENU or _BY.match(line) or ends_sentence(line) or not agency_in(line) or not _only_names(line):
        return False
    barred = " | " in line and not opens_with_agency(line)
    return "/" in line or barred or any(name in line for name in ("Getty", "EPA", "Handout", "Pool", " via ", "AP Photo"))


def _is_caption(line: str) -> bool:
    if _FILE_OPENING.match(line) or (_COPYRIGHT_PHOTO.match(line) is not None):
        return True
    if not ends_sentence(line) and line.count(" ") >= 5 and _AGENCY_THEN_SENTENCE.match(line):
        return True
    if line.endswith((" less", " ... more", " … more")) and len(line) > 40:
        return True
    if line.count(" ") < 4 or line[0] in '"“':
        return False
    return _ends_in_photo_credit(line) or (_IN_PHOTO.search(line[:260]) is not None and looks_like_caption(line))


def _ends_in_photo_credit(line: str) -> bool:
    return photo_credit(line) is not None


def photo_credit(line: str) -> int | None:
    """Where the credit of the picture begins that closes a caption.

    >>> line = "The mayor speaks in Lomar © REUTERS/Jon Bell"
    >>> line[photo_credit(line):]
    '© REUTERS/Jon Bell'
    """
    bracket = _BRACKET_END.search(line, max(0, len(line) - 130))
    if bracket:
        inside = bracket[1]
        marked = _PHOTO_WORDS.search(inside) is not None and len(words(inside)) <= 10 and _only_names(inside)
        return bracket.start() if marked or (inside.strip() in by_alias() and looks_like_caption(line)) else None
    if ends_sentence(line):
        return None
    named = _NAMED_END.search(line, max(0, len(line) - 100))
    if named and _only_names(named["name"]):
        return named.start()
    bare = _BARE_END.search(line, max(0, len(line) - 40))
    return bare.start() if bare else None


def _is_credit(line: str) -> bool:
    if _SIGN_OFF.match(line) or _CREDIT_OPENING.match(line):
        return len(line) <= 600
    hinted = "contribut" in line or " report" in line or " is a" in line
    return hinted and len(line) <= 500 and _CONTRIBUTED.search(line) is not None


def _opening(line: str) -> Shape | None:
    for kind, pattern in furniture_patterns():
        if kind != "menu" and pattern.match(line):
            return cast(Shape, kind)
    return None


def _menu_opening(line: str) -> Shape | None:
    """Whether a line begins as a page's own do."""
    return next(("menu" for kind, pattern in furniture_patterns() if kind == "menu" and pattern.match(line)), None)


def _short(line: str) -> Shape | None:
    """The shapes of a few characters or one word: a rule, a count, an address, a menu word."""
    if len(line) <= _LONGEST_WORDS and folded(line) in furniture():
        return "menu"
    if _URL.fullmatch(line):
        return "url"
    if len(line) > _LONGEST_WORDS:
        return None
    if not any(map(str.isalnum, line)):
        return None if any(ord(char) > _LAST_OF_PUNCTUATION for char in line) else "rule"
    return "count" if _COUNT.fullmatch(line) else None


def _rule(name: Shape, test: Callable[[str], bool]) -> Callable[[str], Shape | None]:
    return lambda line: name if test(line) else None


LONG_RULES: tuple[Callable[[str], Shape | None], ...] = (
    _opening,
    _rule("credit", _is_credit),
    _rule("caption", _is_caption),
)
RULES: tuple[Callable[[str], Shape | None], ...] = (
    _short,
    _rule("stamp", _is_stamp),
    _opening,
    _rule("tweet", _is_tweet),
    _rule("photo", _is_photo),
    _rule("byline", _is_byline),
    _rule("credit", _is_credit),
    _rule("agency", _is_agency_line),
    _rule("caption", _is_caption),
    _menu_opening,
)
