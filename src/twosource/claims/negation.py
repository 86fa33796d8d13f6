"""What is denied or negated in one statement and asserted in the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from twosource.claims.comparable import of_other_people
from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import Fact, Word, stem
from twosource.claims.named import heads_meet, names_meet
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Event, Span

NEGATIONS = frozenset({"not", "never", "no", "non", "none", "nobody", "neither", "nor", "without", "cannot"})
OF_NOUNS = frozenset({"no", "none", "neither", "nor", "without"})  # they negate a thing: what is done with it decides
# Before `to`: it did not happen.
FAILING = frozenset(
    """failed fails failing refused refuses refusing declined declines declining forgot neglected unable yet reluctant""".split()
)
REJECTING = frozenset("discounted dismissed rejected disputed disputes denied denies denying dispelled debunked".split())
# `may`, `would`, `to`: what follows is not said to have happened.
UNREAL = frozenset("to may might could would should can must if whether will shall".split())
HOPED = frozenset(
    """able hope hopes hoping hoped try trying tries tried struggling quest seeking wants wanted attempt attempts trouble
    difficulty struggle struggled""".split()
)
BOUNDS = frozenset("but who which that while although after before because how what".split())  # a negation reaches no farther
UNREAL_REACH = 2  # words before a verb among which `to` or `may` stands
LEAST_ALIKE = 0.3  # share of content words: above, what was done can be done to the same, told by another word
OPEN = frozenset("whether if".split())  # nothing after these is said to have happened
# Of several things in turn.
TELLING = frozenset("identify name release announce provide say give determine".split())
TELLING = TELLING | {stem(verb) for verb in TELLING}
LOOKED_BACK = 7  # words before a verb among which a negation that reaches it stands
PERFECT = frozenset("has have hasn't haven't hasn’t haven’t".split())  # before `not`: it may still come
BELIEVING = frozenset("think believe feel expect suppose".split())  # stems: `I don't think it was`, `I think it wasn't`
# `not only`, `no more than`, `no doubt`, `not necessarily`, `not life-threatening`: nothing is said not to have happened.
NO_NEGATION = frozenset("only just merely least less more fewer longer later doubt yet necessarily immediately life".split())
# `not seriously injured`, `not publicly named`: how it was done is denied, not that it was.
DEGREES = frozenset(
    "seriously critically badly severely gravely publicly officially formally fully entirely directly exactly always".split()
)
INFORMATION = frozenset(
    stem(noun) for noun in "name identity condition detail information motive photo photograph picture age".split()
)
KIN = frozenset("parents parent mother father mom dad relatives relative family wife husband brother sister neighbors".split())
OTHERS = frozenset("other others another second third else everyone everybody".split())  # of others than of the one first told
SEEMING = frozenset({"look", "seem", "appear"})  # `looks to be`: nothing is done
DIFFERENT = frozenset("different differently wrong instead".split())  # `not the way he expected`, `a different way`
STAGED = frozenset({predicate_class("charge")})  # who is charged may not be indicted yet
LEAST_SHARED = 0.5  # share of content words: below, a statement that denies denies something else
LEAST_TIED = 0.25  # where the negated word itself, or the event it tells, is asserted by the other
MOST_INSIDE = 0.6  # of the shorter one's content words: above, a much longer statement may tell the same
LEAST_TOLD = 2  # content words shared with a statement that is denied as a whole; a name tells as much as two
LEAST_INSIDE = 0.5  # share of the shorter one's content words: above, the same event is of the same participants
LEAST_WORDS = 3  # content words shared: of fewer a half is soon shared by chance
# `not at the church`, `none at all`, `isn't over`, `did not have one`: where or what it was is denied, nothing that was done.
AT_ONCE = frozenset("at in on with from over have".split())
SENTENCE_END = re.compile(r"[.!?]")
REACH = 3  # words after the negation among which the negated one stands


LATER = "not so far in the earlier report, asserted in the later one"
UNTOLD = "not made known in one report, made known in the other: it may have been later"
WHY = {True: "one denies what the other asserts", False: "one negates what the other asserts"}


@dataclass(frozen=True, slots=True)
class _Denial:
    """The words that deny, with the keys and the class of what they stand before (neither: all of the statement is denied)."""

    span: Span
    of: str | None
    event: Event | None = None
    before_verb: bool = True
    so_far: bool = False
    unreal: bool = False


def negation(pair: Both) -> Iterator[Contrast]:
    """A denial beside an assertion of the same words, or a `not` before what the other statement asserts."""
    if (pair.alike < LEAST_TIED and pair.inside < MOST_INSIDE) or of_other_people(pair) or _asks(pair.left) or _asks(pair.right):
        return
    ours, theirs = _denials(pair.left), _denials(pair.right)
    denied = _unanswered(pair, ours, theirs, pair.right) or _unanswered(pair, theirs, ours, pair.left)
    if denied is None:
        return
    is_ours = any(denied is d for d in ours)
    left, right = pair.left, pair.right
    later = _happened_later(denied, left, right) if is_ours else _happened_later(denied, right, left)
    untold = _class(denied) in TELLING
    yield Contrast(
        kind="negation",
        conflict=not (later or untold),
        left=value(left, denied.span if is_ours else left.statement.span, "denied" if is_ours else "asserted"),
        right=value(right, right.statement.span if is_ours else denied.span, "asserted" if is_ours else "denied"),
        why=LATER if later else UNTOLD if untold else WHY[denied.of is None],
    )


def _unanswered(pair: Both, denials: Sequence[_Denial], others: Sequence[_Denial], other: Fact) -> _Denial | None:
    """The first denial of something that the other statement asserts and does not itself deny."""
    if len(denials) == len(others) and pair.alike >= LEAST_SHARED:
        return None  # `was not linked to`, `was not ... related`: one negation each, in much the same words
    for denial in denials:
        if denial.of is None:
            if pair.alike >= LEAST_SHARED and not others and not _rejects(other) and _weight(pair) >= LEAST_TOLD:
                return denial
        elif others and pair.alike < LEAST_SHARED:
            continue  # each denies something: in so unlike words it is hardly one thing
        elif not _denied_too(denial, others) and (_asserts_event(pair, other, denial) or _asserts_word(pair, other, denial)):
            return denial
    return None


def _asks(fact: Fact) -> bool:
    return fact.statement.span.text.rstrip("\"'”’ ").endswith("?")


def _weight(pair: Both) -> int:
    shared = pair.left.keys & pair.right.keys
    return len(shared) + len(pair.left.keys_of("name") & shared)


def _denied_too(denial: _Denial, others: Sequence[_Denial]) -> bool:
    if len(others) == 1 and (denial.of in BELIEVING or others[0].of in BELIEVING):
        return True  # `I don't think it was`, `I think it wasn't`
    return any(o.of is None or o.of == denial.of or _class(o) == _class(denial) or _both_may_tell(o, denial) for o in others)


def _both_may_tell(one: _Denial, other: _Denial) -> bool:
    """Whether one negates a thing and the other what is done: `none of them was named`, `they did not name any`."""
    return not (one.before_verb and other.before_verb)


def _class(denial: _Denial) -> str | None:
    return predicate_class(denial.event.predicate) if denial.event else denial.of


def _asserts_word(pair: Both, other: Fact, denial: _Denial) -> bool:
    """Whether a statement much alike asserts the very word, which is no event."""
    if denial.event is not None or pair.alike < LEAST_SHARED or denial.of not in other.keys or not denial.before_verb:
        return False
    reaching = (_reaching(other, w.start) for w in other.words if w.key == denial.of)
    return any(not _any_negates(words) and not HOPED & {*words} for words in reaching)


def _asserts_event(pair: Both, fact: Fact, denial: _Denial) -> bool:
    """Whether a statement asserts an event of the class that is denied, of the same participants."""
    event = denial.event
    if event is None or fact.statement.stance == "denies" or _rejects(fact) or event.predicate in SEEMING:
        return False
    if _in_another_way(pair.left) != _in_another_way(pair.right):
        return False
    asserted = [
        e for e in fact.events if predicate_class(e.predicate) == _class(denial) and not e.negated and _said_so(fact, e, denial)
    ]
    much = pair.inside >= LEAST_INSIDE and len(pair.left.keys & pair.right.keys) >= LEAST_WORDS
    denying = pair.left if fact is pair.right else pair.right
    return any(
        (_of_same(event, e) or (much and _may_be_same(pair, event, e)))
        and (event.predicate == e.predicate or _class(denial) not in STAGED)
        and not _other_doers(event, e)
        and _of_whom(denying, event) == _of_whom(fact, e)
        for e in asserted
    )


def _in_another_way(fact: Fact) -> bool:
    return any(w.lower in DIFFERENT for w in fact.words)


def _of_whom(fact: Fact, event: Event) -> tuple[frozenset[str], bool, frozenset[str]]:
    """Whether an event is told of others than the first ones (`another child was not hit`), whether of what is made known
    (`his name was not released`), and of whose kin."""
    told = [w.lower for w in fact.words if any(r.span.start <= w.start < r.span.end for r in event.roles if r.role == "patient")]
    words = {*told, *_reaching(fact, event.span.start)}
    return (
        frozenset(w.removesuffix("s") for w in words & OTHERS),
        bool({stem(w) for w in words} & INFORMATION),
        frozenset(words & KIN),
    )


def _may_be_same(pair: Both, event: Event, other: Event) -> bool:
    """Whether those to whom it was done can be the same though told by other words: in much the same wording, or by a name."""
    told = predicate_class(event.predicate) in TELLING
    return pair.alike >= (LEAST_SHARED if told else LEAST_ALIKE)


def _said_so(fact: Fact, event: Event, denial: _Denial) -> bool:
    """Whether a statement says that an event happened: no negation reaches it, and no `may` or `to` unless one stands with the
    denial too."""
    reached = _reaching(fact, event.span.start)
    unreal = not denial.unreal and any(word in UNREAL for word in reached[-UNREAL_REACH:])
    return not (_any_negates(reached) or unreal or (HOPED | OPEN) & {*reached})


def _reaching(fact: Fact, position: int) -> list[str]:
    """The words before a place, back to where a negation would end."""
    before = [w.lower for w in fact.words if w.end <= position][-LOOKED_BACK:]
    cut = max((n + 1 for n, word in enumerate(before) if word in BOUNDS), default=0)
    return before[cut:]


def _any_negates(words: Sequence[str]) -> bool:
    return any(word in NEGATIONS or word in FAILING or word.endswith(("n't", "n’t")) for word in words)


def _rejects(fact: Fact) -> bool:
    """Whether a statement tells that something was rejected or denied, in whatever words."""
    return any(w.lower in REJECTING for w in fact.words)


def _happened_later(denial: _Denial, denying: Fact, asserting: Fact) -> bool:
    """Whether something is said not to have happened so far, and the report that asserts it is of a later day."""
    day, other = (fact.article.published.value or "" for fact in (denying, asserting))
    return denial.so_far and "X" not in day + other and min(len(day), len(other)) >= len("2016-09-01") and day[:10] < other[:10]


def _other_doers(event: Event, other: Event) -> bool:
    """Whether both events tell by name who did it, and not by one name."""
    ours, theirs = ([r.name for r in e.roles if r.role == "agent" and r.name[:1].isupper()] for e in (event, other))
    return bool(ours and theirs) and not any(names_meet(a, b) for a in ours for b in theirs)


def _of_same(event: Event, other: Event) -> bool:
    """Whether two events can be of the same participants: those to whom it was done meet, where both tell them."""
    ours, theirs = ([r for r in e.roles if r.role == "patient"] for e in (event, other))
    if not ours or not theirs:
        return True
    return any(heads_meet(a.name, b.name) or names_meet(a.name, b.name) for a in ours for b in theirs)


def _denials(fact: Fact) -> list[_Denial]:
    found = []
    attribution = fact.statement.attribution
    if fact.statement.stance == "denies" and attribution is not None:
        found.append(_Denial(attribution.cue or fact.statement.span, None))
    for number in range(len(fact.words)):
        denied = _next_word(fact.words, number) if _negates(fact.words, number) else None
        if denied is not None and SENTENCE_END.search(fact.article.text, fact.words[number].end, denied.start):
            continue
        if denied is not None and not _is_bounded(fact.words, number) and not _is_unsaid(fact.words, number, denied):
            found.append(_denial(fact, number, denied))
    return found


def _denial(fact: Fact, number: int, denied: Word) -> _Denial:
    word, near = fact.words[number], [w.lower for w in fact.words[max(0, number - 2) : number + 2]]
    return _Denial(
        fact.view.span(word.start, word.end),
        denied.key,
        _event_at(fact, denied),
        before_verb=word.lower not in OF_NOUNS,
        so_far="yet" in [w.lower for w in fact.words] or ("to" not in near and bool(PERFECT & {*near})),
        unreal=bool((UNREAL - {"to"} if word.lower in FAILING else UNREAL) & {*near})
        or word.lower.startswith(("won", "would", "could", "can", "should")),
    )


def _is_bounded(words: Sequence[Word], number: int) -> bool:
    """Whether `until` or `till` follows: `not before May` says that it is to happen, in May."""
    return any(w.lower in ("until", "till") for w in words[number + 1 :])


def _is_unsaid(words: Sequence[Word], number: int, denied: Word) -> bool:
    """Whether a negation says nothing of what happened: how only (`not seriously hurt`), what should be, or what would have
    been."""
    near = [w.lower for w in words[max(0, number - 1) : number + 2]]
    between = {w.lower for w in words[number + 1 :] if w.start < denied.start}
    wished = any(word.startswith(("should", "must", "ought")) for word in near[:-1])
    would = any(word.startswith(("would", "could", "might")) for word in near) and near[-1] == "have"
    return wished or would or bool(between & DEGREES)


def _negates(words: Sequence[Word], number: int) -> bool:
    word, after = words[number], words[number + 1].lower if number + 1 < len(words) else ""
    if word.lower in FAILING:
        return after == "to"
    return (word.lower in NEGATIONS or word.lower.endswith(("n't", "n’t"))) and after not in NO_NEGATION


def _next_word(words: Sequence[Word], number: int) -> Word | None:
    """The content word that a negation stands before; an adverb before the verb is passed over."""
    if number + 1 < len(words) and words[number + 1].lower in AT_ONCE:
        return None
    follows = (w for w in islice(words, number + 1, number + 1 + REACH + 1) if w.lower not in stop_words())
    return next((w for w in follows if not w.lower.endswith("ly") and w.lower != "able"), None)


def _event_at(fact: Fact, word: Word) -> Event | None:
    """The event that a word tells."""
    return next((e for e in fact.events if e.span.start <= word.start < e.span.end), None)
