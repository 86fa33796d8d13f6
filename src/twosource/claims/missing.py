"""What no report of a story gives: when and where it happened, how many, who did it, and the answer of those who are accused.

Each is only said where it is sure enough to be of use: a note of what is missing that is not missing costs more than none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.claims.main_event import class_of
from twosource.claims.sentences import listed, name, quoted
from twosource.claims.support import same_name
from twosource.lexicon.events import predicate_class
from twosource.lexicon.tolls import families
from twosource.model import Article, Claim, MainEvent, Span, Statement

ACCUSED = frozenset({"accuse", "blame", "hold responsible", "implicate", "denounce"})
MOST_ACCUSED = 3  # accused parties with a note of their own
# Words by which a report says that it asked, or what somebody answers.
NO_ANSWER = re.compile(
    r"\b(?:(?:declined|refused) (?:to (?:comment|respond|answer|speak|discuss)|comment)|no comment"
    r"|(?:did|do|does|had|has|have)(?: not|n['’]t) (?:immediately |yet )?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|comment(?:ed)?)"
    r"|could not (?:immediately )?be (?:reached|contacted)|unavailable for comment|not available for comment)\b",
    re.IGNORECASE,
)
ANSWERS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|not guilty|innocen(?:t|ce)"
    r"|pleaded|pled|plead|admit(?:s|ted|ting)?|confess(?:es|ed|ion)?|apologi[sz](?:e|es|ed)|claim(?:s|ed)? responsibility"
    r"|lawyers?|attorneys?|spokes(?:man|woman|person)|representatives?)\b",
    re.IGNORECASE,
)
# Whoever did it is told of, if not by name.
DOER = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?|attackers?|assailants?|killers?|robbers?|bombers?|perpetrators?|murderers?|culprits?|thie(?:f|ves)"
    r"|arrest(?:s|ed)?|custody|charged|accused|wanted|detain(?:s|ed)|question(?:ed|ing)|himself|herself|self|self-inflicted|suicide|accident(?:al|ally)?)\b",
    re.IGNORECASE,
)
INCIDENTS = frozenset(
    "kill die injure shoot stab attack bomb explode crash collapse burn flood kidnap rob rape sink arrest destroy damage".split()
)  # happenings of which a reader expects a day and a place
EARLY = 6  # statements of a report whose times may date what it mainly tells
BY_SOMEBODY = frozenset({"kill", "shoot", "stab", "attack", "bomb", "kidnap", "rob", "rape"})
LOST = {"killed": frozenset({"kill", "die"}), "injured": frozenset({"injure"})}
PLURAL = re.compile(
    r"\b(?:people|persons|civilians|soldiers|children|women|men|others|residents|passengers|officers|students|workers)\b",
    re.IGNORECASE,
)


def missing(
    articles: Sequence[Article], statements: Sequence[Statement], claims: Sequence[Claim], event: MainEvent | None
) -> Iterator[str]:
    """The notes on what no report gives, in a fixed order."""
    texts = [article.text for article in articles]
    if event is not None:
        yield from _untold(event, statements, texts)
    yield from _uncounted(statements, claims)
    yield from _unanswered(articles, statements)


def _untold(event: MainEvent, statements: Sequence[Statement], texts: Sequence[str]) -> Iterator[str]:
    """The day, the place and the doer of the main event, where nothing near it gives one."""
    if event.predicate not in INCIDENTS:
        return
    what = quoted(event.what[0].words[0].span.text)
    near = _near(event, statements)
    if not event.when and not any(t.type in ("DATE", "TIME") for s in near for t in s.times):
        yield f"No report says when it happened: {what}."
    if not event.where and not any(r.role == "place" for s in near for e in s.events for r in e.roles):
        yield f"No report says where it happened: {what}."
    if event.predicate in BY_SOMEBODY and event.whom and not event.who and not any(DOER.search(text) for text in texts):
        yield f"No report says who did it: {what}."


def _near(event: MainEvent, statements: Iterable[Statement]) -> list[Statement]:
    """The statements that tell the event, and the first of each report."""
    first: dict[str, int] = {}
    found = []
    for said in sorted(statements, key=lambda s: (s.article_id, s.span.start, s.id)):
        first[said.article_id] = first.get(said.article_id, 0) + 1
        if first[said.article_id] <= EARLY or any(class_of(e.predicate) == event.predicate for e in said.events):
            found.append(said)
    return found


# How many


def _uncounted(statements: Sequence[Statement], claims: Sequence[Claim]) -> Iterator[str]:
    """Of several killed or injured, that no report gives a number."""
    counted = {families().get(f.role, f.role) for c in claims for f in c.figures if f.role} | {
        families().get(q.role, q.role) for s in statements for q in s.quantities if q.role and q.value is not None
    }
    if "hit" in counted:
        return
    for family, classes in LOST.items():
        told = _first_plural(statements, classes)
        if family not in counted and told is not None:
            yield f"No report gives a number of the {family}: {quoted(told.text)} is all that is said."


def _first_plural(statements: Iterable[Statement], classes: frozenset[str]) -> Span | None:
    """Words that tell of several whom it happened to, with no number in the statement."""
    for said in statements:
        if said.quantities or said.implicit or said.negated or said.stance != "asserts" or said.voice in ("direct", "mixed"):
            continue
        for event in said.events:
            if predicate_class(event.predicate) in classes and not event.negated:
                for role in event.roles:
                    if role.role == "patient" and PLURAL.search(role.span.text):
                        return said.span
    return None


# The other side


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """Who is accused, by the name of the whole story, and the statement that has it."""

    accused: str
    statement: Statement


def _unanswered(articles: Sequence[Article], statements: Sequence[Statement]) -> Iterator[str]:
    """Of each who is accused by name, that no report has an answer, or that one asked for it in vain."""
    by_id = {article.id: article for article in articles}
    made: dict[str, Accusation] = {}
    for one in _accusations(statements):
        made.setdefault(one.accused, one)
    open_ones = [one for one in made.values() if not _answers(one.accused, statements)]
    for one in sorted(open_ones, key=lambda one: one.accused)[:MOST_ACCUSED]:
        yield f"No report gives a response of {one.accused}{_asked(one, statements, by_id)}."


def _asked(one: Accusation, statements: Sequence[Statement], articles: Mapping[str, Article]) -> str:
    """That they were asked in vain, else what they are accused of, in the words of a report."""
    vain = [said for said in statements if _in_vain(one.accused, said)]
    if not vain:
        return f", of whom {name(articles[one.statement.article_id])} says: {quoted(one.statement.span.text)}"
    outlets = sorted({name(articles[said.article_id]) for said in vain})
    return f"; {listed(outlets)} say{'s' if len(outlets) == 1 else ''}: {quoted(vain[0].span.text)}"


def _accusations(statements: Iterable[Statement]) -> Iterator[Accusation]:
    for said in statements:
        people = {e.name: e for e in said.entities if e.type in ("PERSON", "ORG", "GROUP")}
        for event in said.events:
            if event.predicate in ACCUSED and not event.negated:
                named = [r.name for r in event.roles if r.role == "patient" and r.name in people]
                yield from (Accusation(accused=accused, statement=said) for accused in named)


def _answers(accused: str, statements: Iterable[Statement]) -> bool:
    """Whether they say something anywhere, or something of an answer stands beside their name."""
    heard = [s for s in statements if not NO_ANSWER.search(s.span.text)]
    return any(_speaks(accused, s) or (_names(accused, s) and ANSWERS.search(s.span.text)) for s in heard)


def _speaks(accused: str, said: Statement) -> bool:
    speaker = said.attribution.speaker if said.attribution else None
    return bool(speaker and (same_name(accused, speaker) or same_name(speaker, accused)))


def _names(accused: str, said: Statement) -> bool:
    last = accused.split()[-1].casefold()
    return any(e.name == accused for e in said.entities) or last in said.span.text.casefold()


def _in_vain(accused: str, said: Statement) -> bool:
    return _names(accused, said) and NO_ANSWER.search(said.span.text) is not None
