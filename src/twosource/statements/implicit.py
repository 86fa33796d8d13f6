"""The dead and injured that are told without a number: `a man was killed`, `a 16-year-old boy has died`, `Bell died`.

They are no quantities (nothing in the text is a number), but each is one person of a role; claims count them with the figures.
"""

from collections.abc import Iterator

from twosource.annotate import Annotated, Sentence
from twosource.lexicon.quantities import values, verb_forms, words
from twosource.model import ImplicitCount
from twosource.statements.amounts.fates import act_after, role_of
from twosource.statements.amounts.line import Line, line_of
from twosource.statements.settings import StatementSettings
from twosource.text import View

# A noun phrase about one person is short; further left stand other phrases.
_LONGEST = 8
_PARTS = frozenset({"JJ", "NN", "NNP", "VBN", "VBG", "CD", "HYPH", "JJS", "JJR", "RB", "POS", "NNS"})
_INDEFINITE = frozenset({"a", "an", "another"})
_DEFINITE = frozenset({"the", "his", "her", "their", "its", "this", "that", "my", "our"})
_OLD = frozenset({"old"})


def implicit_counts(annotated: Annotated, settings: StatementSettings) -> tuple[ImplicitCount, ...]:
    """Everyone who is told dead, injured, shot, stabbed or missing without a number, in the order of the text."""
    del settings  # nothing of this is a matter of taste
    return tuple(
        person for sentence in annotated.sentences if _may_tell(sentence) for person in _persons(annotated.view, sentence)
    )


def _may_tell(sentence: Sentence) -> bool:
    """A quick look for any word that tells a casualty."""
    return any(_tells(token.text.lower()) for token in sentence.tokens)


def _tells(low: str) -> bool:
    if low in values("fates", "adjectives") or low in values("fates", "acts") or low in ("hospital", "wounds", "life"):
        return True
    return verb_forms("verbs").get(low, ("", ""))[0] in words("fates", "casualty")


def _persons(view: View, sentence: Sentence) -> Iterator[ImplicitCount]:
    line = line_of(sentence)
    found = [(head, _first(line, head)) for head in range(len(line)) if _is_person(line, head)]
    roles = [_role(line, first, head) for head, first in found]
    for at in range(len(found) - 2, -1, -1):
        if roles[at] is None and _joined(line, found[at][0], found[at + 1][1]):
            roles[at] = roles[at + 1]
    for at, ((head, first), role) in enumerate(zip(found, roles, strict=True)):
        told_before = at > 0 and _appositive(line, found, roles, at - 1) is not None
        if role is not None and not told_before and not _counted_already(line, first):
            yield _implicit(view, line, first, head, role, _appositive(line, found, roles, at))


def _counted_already(line: Line, first: int) -> bool:
    """`one man` is a quantity, and `including a child` belongs to one."""
    return line.low(first) == "one" or line.low(first - 1) in ("one", "including", "among")


def _appositive(line: Line, found: list[tuple[int, int]], roles: list[str | None], at: int) -> tuple[int, int] | None:
    """The name after a comma that says who `the victim` is: `The victim, Ann Bell, died`."""
    if at + 1 >= len(found) or roles[at] is None or roles[at + 1] not in (None, roles[at]):
        return None
    head, first = found[at + 1]
    beside = line.low(found[at][0] + 1) == "," and first == found[at][0] + 2
    named = line.tag(head).startswith("NNP") and not line.tag(found[at][0]).startswith("NNP")
    return (first, head) if beside and named else None


def _role(line: Line, first: int, head: int) -> str | None:
    last = _after_age(line, head)
    told = act_after(line, head + 1) if _owns(line, head) else role_of(line, first, last, line.low(head))
    if told is None or told.role not in words("fates", "casualty"):
        return None
    place = line.low(first - 1) in ("of", "from", "in", "near", "at") and line.tag(head).startswith("NNP") and told.at > head
    return None if place else told.role


def _owns(line: Line, head: int) -> bool:
    return line.low(head).endswith(("'s", "’s"))


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("’s")


def _after_age(line: Line, head: int) -> int:
    """Past an age and a home: `Bell, 21, was shot`, `Bell, 21, of Elm Grove, died`."""
    if not (line.low(head + 1) == "," and line.kind(head + 2) == "number"):
        return head
    at = head + 3 if line.low(head + 3) == "," else head + 2
    if line.low(at + 1) not in ("of", "from"):
        return at
    at += 2
    while at - head < _LONGEST + 3 and (line.tag(at).startswith("NNP") or line.low(at) == ","):
        at += 1
    return at - 1


def _joined(line: Line, head: int, first: int) -> bool:
    return [line.low(at) for at in range(head + 1, min(first, head + 3))] in (["and"], [","])


def _is_person(line: Line, head: int) -> bool:
    """Whether a singular person's noun, or the last word of a person's name, stands at `head`."""
    token = line.token(head)
    if token is None or line.kind(head) != "word" or line.lexemes[head].start != token.start or _is_numeral(line.low(head)):
        return False
    if token.tag.startswith("NNP") and _unlabelled_name(line, head):
        return True
    if token.entity == "PERSON" and token.tag.startswith("NNP"):
        return line.entity(head + 1) != "PERSON" or not line.tag(head + 1).startswith("NNP")
    if _is_age_noun(line, head):
        return not line.tag(head + 1).startswith(("NN", "JJ"))
    singular = token.tag in ("NN", "NNP") and _bare(line.low(head)) in words("fates", "victims") and not _named_next(line, head)
    return singular and (_owns(line, head) or not line.tag(head + 1).startswith(("NN", "POS"))) and _may_be_bare(line, head)


def _is_numeral(low: str) -> bool:
    """A number word that a headline's capital makes look like a name."""
    return any(low in values("numerals", part) for part in ("ones", "teens", "tens", "vague"))


def _may_be_bare(line: Line, head: int) -> bool:
    """A noun needs its determiner, but not where a headline begins: `Teen shot in Kabul dies`."""
    opens = line.sentence.kind == "headline" and line.low(head - 1) in (":", ",", "-", "—")
    listed = line.low(head - 1) == "and" and line.low(head - 2) in words("fates", "victims")
    return opens or listed or head == 0 or _first(line, head) < head


def _unlabelled_name(line: Line, head: int) -> bool:
    """Two or more capitalised words that no label claims, or that an age follows: `Bell Marrow, 24,`."""
    if not line.tag(head - 1).startswith("NNP") or line.tag(head + 1).startswith(("NN", "POS")) or line.kind(head - 1) != "word":
        return False
    aged = line.low(head + 1) == "," and line.kind(head + 2) == "number" and line.low(head + 3) == ","
    title_case = line.capital(head) and line.sentence.kind != "headline"
    return title_case and (aged or (line.entity(head) == "" and line.entity(head - 1) == ""))


def _named_next(line: Line, head: int) -> bool:
    return line.entity(head + 1) == "PERSON"


def _is_age_noun(line: Line, head: int) -> bool:
    return line.low(head) in _OLD and line.dash(head - 1) and line.low(head - 2) in ("year", "month", "week", "day")


def _first(line: Line, head: int) -> int:
    """The first lexeme of the phrase that ends in `head`: its determiner, or where a name or title begins."""
    at = head
    while at > 0 and head - at < _LONGEST:
        low, tag = line.low(at - 1), line.tag(at - 1)
        if low in _INDEFINITE or low in _DEFINITE:
            return at - 1
        token = line.token(at - 1)
        if tag not in _PARTS or token is None or low in verb_forms("verbs") or _ends_phrase(line, at - 1):
            break
        at -= 1
    return at


def _ends_phrase(line: Line, at: int) -> bool:
    return (line.kind(at) == "mark" and not line.dash(at) and line.low(at) != ".") or line.tag(at) == "NNS"


def _implicit(view: View, line: Line, first: int, head: int, role: str, appositive: tuple[int, int] | None) -> ImplicitCount:
    at = line.sentence.start
    named = line.tag(head).startswith("NNP") and _bare(line.low(head)) not in words("fates", "victims")
    name = (first, head) if named else appositive
    start, end = line.lexemes[first].start, line.lexemes[head].start + len(_bare(line.text(head)))
    return ImplicitCount(
        span=view.span(at + start, at + end),
        role=role,
        of=None if named else _bare(line.low(head)) if line.low(head) not in _OLD else "person",
        name=_name(line, *name) if name else None,
        age=_age(line, first, head if named or not name else name[1]),
        definite=line.low(first) in _DEFINITE,
    )


def _name(line: Line, first: int, head: int) -> str:
    """The run of capitalised words that ends in `head`, titles included."""
    start = head
    while start > first and (line.tag(start - 1).startswith("NNP") or line.low(start - 1) == "."):
        start -= 1
    return _bare(line.sentence.text[line.lexemes[start].start : line.lexemes[head].end])


def _age(line: Line, first: int, head: int) -> int | None:
    """The years of `a 16-year-old boy`, or of `Bell, 21,`."""
    for at in range(first, head):
        if line.kind(at) == "number" and line.dash(at + 1) and line.low(at + 2) == "year" and len(line.text(at)) < 4:
            return int(float(line.text(at)))
    after = head + 2
    told = line.low(head + 1) == "," and line.text(after).isdecimal() and len(line.text(after)) < 3
    return int(line.text(after)) if told else None
