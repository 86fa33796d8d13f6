"""Who said it: other speakers of one claim, and the same words put into two mouths."""

from collections.abc import Iterator, Mapping

from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import Fact
from twosource.claims.named import MOST_MENTIONS, PRONOUNS, SEARCHED, names_meet, short_forms, telling, telling_list
from twosource.claims.offices import BEFORE, office_before, office_in
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Attribution, SourceKind

SORTS: Mapping[SourceKind, str] = {"named": "person", "organisation": "body"}
SAME_RUN = 8  # words in a row inside quotation marks that two people do not say alike by chance
SHORT_RUN = 6  # words in a row that both put inside quotation marks, `LEAST_TELLING` of them words of content
LEAST_TELLING = 3
SAME_WORDING = 0.7  # share of content words: below, another speaker may well have said something like it
LEAST_KEYS = 5  # content words: with fewer two speakers may say the same by chance
OF_OFFICES = frozenset(predicate_class(verb) for verb in "charge arrest sentence kill die injure shoot".split())
OFFICE_ALIKE = 0.25  # share of content words: above, the holder of one office says one thing


def speakers(pair: Both) -> Iterator[Contrast]:
    """Other speakers of one claim: a conflict where really the same words are given to two, and neither answers the other."""
    ours, theirs = pair.left.statement.attribution, pair.right.statement.attribution
    if ours is None or theirs is None or not ours.source or not theirs.source or not ours.speaker or not theirs.speaker:
        return
    if _may_be_one(ours, theirs) or _may_be_one(theirs, ours):
        return
    why = _why_conflict(pair, ours, theirs)
    yield Contrast(
        kind="speaker",
        conflict=why is not None,
        left=value(pair.left, ours.source, ours.speaker),
        right=value(pair.right, theirs.source, theirs.speaker),
        why=why or "another speaker says it",
    )


def _may_be_one(ours: Attribution, theirs: Attribution) -> bool:
    """Whether two speakers meet by name, or the words for one hold the other's name (`the operator, Halder Lines`)."""
    name, other = ours.speaker or "", theirs.speaker or ""
    if ours.source is None or theirs.source is None:
        return names_meet(name, other)
    return names_meet(name, other) or _says(ours.source.text, other) or bool(short_forms(ours.source.text) & short_forms(other))


def _says(words: str, name: str) -> bool:
    wanted = telling(name)
    return bool(wanted) and wanted <= telling(words)


def _why_conflict(pair: Both, ours: Attribution, theirs: Attribution) -> str | None:
    """Why two speakers exclude each other; `None` where both may have said it."""
    left, right = pair.left.statement, pair.right.statement
    if left.stance != right.stance and "denies" in (left.stance, right.stance):
        return None  # who denies it is another than who says it
    if bool(left.parent) != bool(right.parent) or _names_other(pair, ours, theirs):
        return None  # the outer speaker stands beside the inner one
    if _one_office(pair, ours, theirs) and pair.alike >= OFFICE_ALIKE:
        return "two names for the holder of one office"
    one_sort = _sort(ours) == _sort(theirs) is not None and not _each_tells(pair, ours)  # a body speaks through a person
    return "the same words are put into two mouths" if one_sort and _same_words(pair) else None


def _each_tells(pair: Both, ours: Attribution) -> bool:
    """Whether two bodies can each tell it in words like these: police and prosecutors tell of one charge."""
    quoted = "direct" in (pair.left.statement.voice, pair.right.statement.voice)
    told = ({predicate_class(e.predicate) for e in f.statement.events} for f in (pair.left, pair.right))
    return not quoted and _sort(ours) == "body" and all(of & OF_OFFICES for of in told)


def _sort(attribution: Attribution) -> str | None:
    """`person` or `body`; `None` for who has no name of his own. `A KVEL spokesman` speaks as the body that he names."""
    if attribution.source_kind in ("official", "unnamed") and attribution.source is not None:
        named = any(len(word) > 2 and word.isupper() for word in attribution.source.text.split())
        return "body" if named else None
    return SORTS.get(attribution.source_kind)


def _names_other(pair: Both, ours: Attribution, theirs: Attribution) -> bool:
    """Whether either statement holds the other's speaker, or leaves its own to a pronoun, which may stand for another."""
    texts = (pair.left.statement.span.text, theirs.speaker), (pair.right.statement.span.text, ours.speaker)
    pronoun = any(a.source and a.source.text.lower() in PRONOUNS for a in (ours, theirs))
    return pronoun or any(telling_list(name or "")[-1:] and _says(text, telling_list(name or "")[-1]) for text, name in texts)


def _one_office(pair: Both, ours: Attribution, theirs: Attribution) -> bool:
    offices = [_office(pair.left, ours), _office(pair.right, theirs)]
    return offices[0] is not None and offices[0] == offices[1]


def _office(fact: Fact, attribution: Attribution) -> str | None:
    """The sole office that the words for a named speaker give, or those right before them."""
    source = attribution.source
    if source is None or attribution.source_kind != "named":
        return None
    here = office_in(f"{fact.article.text[max(0, source.start - BEFORE) : source.start]} {source.text}")
    return here or _office_elsewhere(fact, attribution.speaker or "")


def _office_elsewhere(fact: Fact, name: str) -> str | None:
    """The office that stands before a speaker's full name anywhere in the report: `Coach Pavel Orm`, later only `Orm`."""
    text = fact.article.text[:SEARCHED]
    at = text.find(name) if " " in name else -1
    for _ in range(MOST_MENTIONS):
        if at < 0:
            return None
        if office := office_before(text, at):
            return office
        at = text.find(name, at + 1)
    return None


def _same_words(pair: Both) -> bool:
    """Whether nearly all content words and all numbers agree, or a run of quoted words."""
    left, right = pair.left, pair.right
    if left.keys_of("number") == right.keys_of("number") and pair.alike >= SAME_WORDING:
        shared = left.keys & right.keys
        return len(shared) + len(left.keys_of("name") & shared) >= LEAST_KEYS  # a name tells as much as two words
    return "direct" in (left.statement.voice, right.statement.voice) and _share_run(left, right)


def _share_run(left: Fact, right: Fact) -> bool:
    """Whether the two have `SAME_RUN` words in a row in common, spelled the British or the American way; where both are quoted,
    `SHORT_RUN` are enough that tell something."""
    if _runs(left, SAME_RUN) & _runs(right, SAME_RUN):
        return True
    quoted = left.statement.voice == right.statement.voice == "direct"
    short = _runs(left, SHORT_RUN) & _runs(right, SHORT_RUN) if quoted else set()
    return any(sum(key not in stop_words() for key in run) >= LEAST_TELLING for run in short)


def _runs(fact: Fact, length: int) -> set[tuple[str, ...]]:
    keys = [w.key for w in fact.words]
    return {tuple(keys[n : n + length]) for n in range(len(keys) - length + 1)}
