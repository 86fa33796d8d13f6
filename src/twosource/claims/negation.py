"""What is denied or negated in one statement and asserted in the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from twosource.claims.comparable import of_other_people
from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.counted import AGE
from twosource.claims.facts import Fact, Word, stem, words_of
from twosource.claims.named import heads_meet, names_meet
from twosource.claims.same_time import day_relation
from twosource.lexicon.events import predicate_class
from twosource.lexicon.quantities import values
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
HOPES = frozenset("hope hopes hoping hoped wish wishes wished fear fears feared".split())
BOUNDS = frozenset("but who which that while although after before because how what".split())  # a negation reaches no farther
UNREAL_REACH = 2  # words before a verb among which `to` or `may` stands
LEAST_ALIKE = 0.3  # share of content words: above, what was done can be done to the same, told by another word
IS = ("was", "were", "is", "are")
FINITE = frozenset({*IS, "has", "have", "had"})
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
    """seriously critically badly severely gravely fatally mortally publicly officially formally fully entirely directly exactly
    always only sole first last""".split()
)
INFORMATION = frozenset(
    stem(noun) for noun in "name identity condition detail information motive photo photograph picture age".split()
)
KIN = frozenset("parents parent mother father mom dad relatives relative family wife husband brother sister neighbors".split())
OTHERS = frozenset(
    "other others another additional second third else everyone everybody".split()
)  # of others than of the one first told
# Beyond the classes of events: ways of taking somebody to a hospital, whose body is found, who is killed.
ONE_CLASS = dict.fromkeys("transport rush airlift hospitalize hospitalise fly".split(), "take to hospital")
ONE_CLASS |= {"find dead": predicate_class("find"), **dict.fromkeys(["die", "perish", "succumb"], predicate_class("kill"))}
ASKED = stem("asked")
ASKING = frozenset(stem(verb) for verb in "asked urged encouraged requested advised".split())
OTHER = dict.fromkeys(("others", "additional"), "other")
RELEASED = frozenset("release know confirm disclose reveal publish".split())
MALE = frozenset("man boy male father son brother husband grandfather grandson uncle nephew boyfriend he him".split())
FEMALE = frozenset(
    "woman girl female mother daughter sister wife grandmother granddaughter aunt niece girlfriend she her".split()
)
PERSONAL = frozenset("he she they who him her them".split())
SEEMING = frozenset({"look", "seem", "appear"})  # `looks to be`: nothing is done
DIFFERENT = frozenset("different differently wrong instead".split())  # `not the way he expected`, `a different way`
STAGED = frozenset({predicate_class("charge")})  # who is charged may not be indicted yet
LEAST_SHARED = 0.5  # share of content words: below, a statement that denies denies something else
LEAST_TIED = 0.25  # where the negated word itself, or the event it tells, is asserted by the other
MOST_INSIDE = 0.6  # of the shorter one's content words: above, a much longer statement may tell the same
LEAST_TOLD = 2  # content words shared with a statement that is denied as a whole; a name tells as much as two
LEAST_INSIDE = 0.5  # share of the shorter one's content words: above, the same event is of the same participants
NEARLY_ALL = 0.75  # share of the shorter one's content words: above, the longer one tells the same and more
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
    if not _may_be_compared(pair) or of_other_people(pair) or _asks(pair.left) or _asks(pair.right):
        return
    found = _denied(pair) or _denied(_whole(pair))
    if found is None:
        return
    denied, is_ours = found
    left, right = pair.left, pair.right
    later = _happened_later(denied, left, right) if is_ours else _happened_later(denied, right, left)
    untold = _is_untold(denied, left if is_ours else right)
    yield Contrast(
        kind="negation",
        conflict=not (later or untold),
        left=value(left, denied.span if is_ours else left.statement.span, "denied" if is_ours else "asserted"),
        right=value(right, right.statement.span if is_ours else denied.span, "asserted" if is_ours else "denied"),
        why=LATER if later else UNTOLD if untold else WHY[denied.of is None],
    )


def _denied(pair: Both) -> tuple[_Denial, bool] | None:
    """What one denies and the other asserts, and whether it is the left one that denies."""
    ours, theirs = _denials(pair.left), _denials(pair.right)
    if denied := _unanswered(pair, ours, theirs, pair.right):
        return denied, True
    denied = _unanswered(pair, theirs, ours, pair.left)
    return (denied, False) if denied else None


def _whole(pair: Both) -> Both:
    """Two facts with all that their sentences tell; tied by a person of one name alone (`arrested on Sunday and charged`)."""
    return Both(_uncut(pair.left), _uncut(pair.right), (), 0.0, 0.0)


def _uncut(fact: Fact) -> Fact:
    said = fact.statement
    words = tuple(words_of(said.span)) if len(said.events) > len(fact.events) else fact.words
    return replace(fact, words=words, events=said.events, times=said.times, quantities=said.quantities)


def _is_tied(pair: Both) -> bool:
    """Whether two statements have words enough in common to tell one thing."""
    return pair.alike >= LEAST_TIED or pair.inside >= MOST_INSIDE


def _may_be_compared(pair: Both) -> bool:
    """Whether two statements are tied by their words, or tell a happening of one class (then of the same person by name)."""
    return _is_tied(pair) or bool(_classes(pair.left) & _classes(pair.right))


def _classes(fact: Fact) -> frozenset[str]:
    return frozenset(_class_of(event.predicate) for event in fact.events)


def _is_untold(denial: _Denial, fact: Fact) -> bool:
    """Whether something was not made known: `not identified`, but not `not identified as Ewa Lind`."""
    after = [w.lower for w in fact.words if denial.event is not None and w.start >= denial.event.span.end][:1]
    return _class(denial) in TELLING and after != ["as"]


def _unanswered(pair: Both, denials: Sequence[_Denial], others: Sequence[_Denial], other: Fact) -> _Denial | None:
    """The first denial of something that the other statement asserts and does not itself deny."""
    if len(denials) == len(others) and pair.alike >= LEAST_SHARED and not _of_other_events(denials, others):
        return None  # `was not linked to`, `was not ... related`: one negation each, in much the same words
    for denial in denials:
        if not _is_tied(pair):
            if not _denied_too(denial, others) and _asserts_event(pair, other, denial):
                return denial
        elif denial.of is None:
            if pair.alike >= LEAST_SHARED and not others and not _rejects(other) and _weight(pair) >= LEAST_TOLD:
                return denial
        elif others and pair.alike < LEAST_SHARED:
            continue  # each denies something: in so unlike words it is hardly one thing
        elif not _denied_too(denial, others) and (_asserts_event(pair, other, denial) or _asserts_word(pair, other, denial)):
            return denial
    return None


def _of_other_events(denials: Sequence[_Denial], others: Sequence[_Denial]) -> bool:
    """Whether what one denies are other happenings than those that the other does: `whom police did not name, was not hurt`."""
    told = all(d.event is not None for d in (*denials, *others))
    return told and not {_class(d) for d in denials} & {_class(d) for d in others}


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
    of_events = one.event is not None and other.event is not None  # `none could tell why`, `was not hurt`
    return not (one.before_verb and other.before_verb) and not of_events


def _class(denial: _Denial) -> str | None:
    return _class_of(denial.event.predicate) if denial.event else denial.of


def _class_of(predicate: str) -> str:
    """The class by which a denial is compared: who is taken to a hospital may be told to be flown there."""
    return ONE_CLASS.get(predicate) or predicate_class(predicate)


def _asserts_word(pair: Both, other: Fact, denial: _Denial) -> bool:
    """Whether a statement much alike asserts the very word, which is no event."""
    asked = denial.of in ASKING and pair.inside >= MOST_INSIDE
    much = pair.alike >= LEAST_SHARED or (asked and len(pair.left.keys & pair.right.keys) >= LEAST_WORDS)
    if denial.event is not None or not much or not denial.before_verb:
        return False
    denying = pair.left if other is pair.right else pair.right
    return _has_unnegated(other, denial.of) and not _has_unnegated(denying, denial.of)


def _has_unnegated(fact: Fact, key: str | None) -> bool:
    """Whether a word, or one for the same asking, stands in a fact where no negation reaches it."""
    reaching = (_reaching(fact, start) for start, of in _telling_words(fact) if _word_class(of) == _word_class(key))
    return any(not _any_negates(words) and not HOPED & {*words} for words in reaching)


def _telling_words(fact: Fact) -> Iterator[tuple[int, str]]:
    """The content words of a fact and of the cue that brings it in (`is asked to`, `is accused of`), but those of names."""
    attribution = fact.statement.attribution
    cue = attribution.cue if attribution else None
    for word in fact.words:
        in_cue = cue is not None and cue.start <= word.start < cue.end
        if word.key in fact.keys or (in_cue and word.key not in BELIEVING):
            yield word.start, word.key


def _word_class(key: str | None) -> str | None:
    return ASKED if key in ASKING else key


def _asserts_event(pair: Both, fact: Fact, denial: _Denial) -> bool:
    """Whether a statement asserts an event of the class that is denied, of the same participants."""
    event = denial.event
    if event is None or fact.statement.stance == "denies" or _rejects(fact) or event.predicate in SEEMING:
        return False
    if _in_another_way(pair.left) != _in_another_way(pair.right):
        return False
    asserted = [
        e for e in fact.events if _class_of(e.predicate) == _class(denial) and not e.negated and _said_so(fact, e, denial)
    ]
    denying = pair.left if fact is pair.right else pair.right
    return any(
        _of_one(pair, event, e, denial.so_far)
        and (event.predicate == e.predicate or _class(denial) not in STAGED)
        and not _other_doers(event, e)
        and _of_whom(denying, event) == _of_whom(fact, e)
        for e in asserted
    )


def _of_one(pair: Both, event: Event, other: Event, so_far: bool) -> bool:
    """Whether two events can be of the same participants: by name, or by who they are and the words around them."""
    if _is_tied(pair) and (_of_same(event, other) or _may_be_same(pair, event, other)):
        return True
    if so_far or predicate_class(event.predicate) in STAGED or _at_other_times(pair):
        return False  # what has not been done yet, or only in part, needs more than the person to be one thing
    of_one_person = _may_be_one_person(pair, event, other)
    return of_one_person if _is_tied(pair) else _of_same_named(event, other) or (of_one_person and _of_one_age(pair))


def _undergoers(event: Event) -> list[str]:
    """To whom something was done; who dies does it himself."""
    patients = [r.name for r in event.roles if r.role == "patient"]
    return patients or [
        r.name for r in event.roles if r.role == "agent" and _class_of(event.predicate) == predicate_class("kill")
    ]


def _of_same_named(event: Event, other: Event) -> bool:
    """Whether it was done to somebody whom both name."""
    ours, theirs = ([name for name in _undergoers(e) if name[:1].isupper()] for e in (event, other))
    return any(names_meet(a, b) for a in ours for b in theirs)


def _may_be_one_person(pair: Both, event: Event, other: Event) -> bool:
    """Whether it was done to one person, told by name or by who he is (`the man`): of one age, or beside a name of both."""
    ours, theirs = _undergoers(event), _undergoers(other)
    shared = pair.left.keys_of("name") & pair.right.keys_of("name")
    of_one_age = _of_one_age(pair)
    kinds = any((_is_person(a) or _is_person(b)) and _may_meet(a, b, of_one_age) for a in ours for b in theirs)
    return (bool(shared) or of_one_age) and kinds


def _may_meet(one: str, other: str, of_one_age: bool) -> bool:
    """Whether a name and who somebody is, or, where the age is the same, two words for him, can stand for one person."""
    ours, theirs = ({name.split()[-1].lower()} for name in (one, other))
    crossed = (ours & MALE and theirs & FEMALE) or (ours & FEMALE and theirs & MALE)
    return not crossed and (of_one_age or _is_person(one) != _is_person(other))


def _of_one_age(pair: Both) -> bool:
    ours, theirs = ({q.value for q in fact.quantities if q.unit == AGE} for fact in (pair.left, pair.right))
    return bool(ours & theirs)


def _is_person(name: str) -> bool:
    """Whether a name is a common noun for a person, a pronoun or an age (`16-year-old`)."""
    last = name.split()[-1].lower()
    return last in values("fates", "victims") or last in PERSONAL or last.endswith("-old")


def _at_other_times(pair: Both) -> bool:
    """Whether both tell when, and not of one time."""
    ours, theirs = pair.left.times, pair.right.times
    return bool(ours and theirs) and all(day_relation(a, b) == "disjoint" for a in ours for b in theirs)


def _in_another_way(fact: Fact) -> bool:
    return any(w.lower in DIFFERENT for w in fact.words)


def _of_whom(fact: Fact, event: Event) -> tuple[frozenset[str], bool, frozenset[str]]:
    """Whether an event is told of others than the first ones (`another child was not hit`), whether of what is made known
    (`his name was not released`), and of whose kin."""
    told = [w.lower for w in fact.words if any(r.span.start <= w.start < r.span.end for r in event.roles if r.role == "patient")]
    words = {*told, *_reaching(fact, event.span.start)}
    whose = {*told} or words
    return (
        frozenset(OTHER.get(w, w) for w in words & OTHERS),
        _class_of(event.predicate) in TELLING | RELEASED and bool({stem(w) for w in whose} & INFORMATION),
        frozenset(whose & KIN),
    )


def _may_be_same(pair: Both, event: Event, other: Event) -> bool:
    """Whether those to whom it was done can be the same though told by other words: in much the same wording."""
    if pair.inside < LEAST_INSIDE or len(pair.left.keys & pair.right.keys) < LEAST_WORDS:
        return False
    told = predicate_class(event.predicate) in TELLING
    return pair.alike >= (LEAST_SHARED if told else LEAST_ALIKE) or (pair.inside >= NEARLY_ALL and not told)


def _said_so(fact: Fact, event: Event, denial: _Denial) -> bool:
    """Whether a statement says that an event happened: no negation reaches it, and no `may` or `to` unless one stands with the
    denial too."""
    reached = _reaching(fact, event.span.start)
    unreal = not denial.unreal and any(word in UNREAL for word in reached[-UNREAL_REACH:])
    return not (_any_negates(reached) or unreal or (HOPED | OPEN) & {*reached})


def _reaching(fact: Fact, position: int) -> list[str]:
    """The words before a place, back to where a negation would end."""
    before = [w for w in fact.words if w.end <= position][-LOOKED_BACK:]
    cut = max((n + 1 for n, word in enumerate(before) if word.lower in BOUNDS or _goes_on(fact, word)), default=0)
    return [w.lower for w in before[cut:]]


def _goes_on(fact: Fact, word: Word) -> bool:
    """Whether a clause goes on after an insertion: `the driver, whom police did not name, was taken`."""
    return word.lower in FINITE and fact.article.text[max(0, word.start - 2) : word.start] == ", "


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
    found.extend(_carried_on(fact))
    for number in range(len(fact.words)):
        denied = _next_word(fact.words, number) if _negates(fact.words, number) else None
        if denied is not None and SENTENCE_END.search(fact.article.text, fact.words[number].end, denied.start):
            continue
        if denied is not None and not _is_bounded(fact.words, number) and not _is_unsaid(fact.words, number, denied):
            found.append(_denial(fact, number, denied))
    return found


def _carried_on(fact: Fact) -> Iterator[_Denial]:
    """The denials that reach on from the verb before: `was not arrested on Sunday and charged with murder`."""
    if not any(e.negated for e in fact.statement.events):
        return
    words = list(words_of(fact.statement.span))
    for event in fact.events:
        before = [w for w in words if w.end <= event.span.start]
        told = max((e for e in fact.statement.events if e.span.end < event.span.start), key=lambda e: e.span.start, default=None)
        if told is not None and told.negated and before[-1].lower in ("and", "or"):
            yield from _reached(fact, event, [w for w in before if w.end <= told.span.start])


def _reached(fact: Fact, event: Event, before: Sequence[Word]) -> Iterator[_Denial]:
    """The denial of an event by the `not` nearest to the verb before it."""
    number = next(
        (n for n in range(len(before) - 1, max(0, len(before) - REACH) - 1, -1) if _negates_participle(before, n)), None
    )
    if number is not None:
        yield _Denial(fact.view.span(before[number].start, before[number].end), stem(event.span.text.lower()), event)


def _negates_participle(words: Sequence[Word], number: int) -> bool:
    """Whether a word is the `not` of a passive: `was not`, `wasn't`; of `did not stop and fell` the fall is told."""
    word = words[number].lower
    return (
        word.startswith(IS) if word.endswith(("n't", "n’t")) else word == "not" and number > 0 and words[number - 1].lower in IS
    )


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
    hoped = any(w.lower in HOPES for w in words[max(0, number - LOOKED_BACK) : number])
    return wished or would or hoped or bool(between & DEGREES)


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
