"""What is denied or negated in one statement and asserted in the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from twosource.claims.contrasts import Both, Contrast, value
from twosource.claims.facts import Fact, Word
from twosource.claims.named import heads_meet, names_meet
from twosource.lexicon.events import predicate_class
from twosource.lexicon.words import stop_words
from twosource.model import Event, Span

NEGATIONS = frozenset({"not", "never", "no", "none", "nobody", "neither", "nor", "without", "cannot"})
OF_NOUNS = frozenset({"no", "none", "neither", "nor", "without"})  # they negate a thing: what is done with it decides
FAILING = frozenset(
    {"failed", "fails", "refused", "refuses", "declined", "declines", "forgot", "neglected"}
)  # before `to`: it did not happen
# `not only`, `no more than`, `no doubt`, `not necessarily`: nothing is said not to be.
NO_NEGATION = frozenset("only just merely least less more fewer longer later doubt yet necessarily immediately".split())
LEAST_SHARED = 0.5  # share of content words: below, a statement that denies denies something else
LEAST_TIED = 0.2  # where the negated word itself, or the event it tells, is asserted by the other
LEAST_INSIDE = 0.5  # share of the shorter one's content words: above, the same event is of the same participants
LEAST_WORDS = 3  # content words shared: of fewer a half is soon shared by chance
REACH = 3  # words after the negation among which the negated one stands


@dataclass(frozen=True, slots=True)
class _Denial:
    """The words that deny, with the keys and the class of what they stand before (neither: all of the statement is denied)."""

    span: Span
    of: str | None
    event: Event | None = None
    before_verb: bool = True


def negation(pair: Both) -> Iterator[Contrast]:
    """A denial beside an assertion of the same words, or a `not` before what the other statement asserts."""
    if pair.alike < LEAST_TIED:
        return
    ours, theirs = _denials(pair.left), _denials(pair.right)
    denied = _unanswered(pair, ours, theirs, pair.right) or _unanswered(pair, theirs, ours, pair.left)
    if denied is None:
        return
    is_ours = any(denied is d for d in ours)
    left, right = pair.left, pair.right
    yield Contrast(
        kind="negation",
        conflict=True,
        left=value(left, denied.span if is_ours else left.statement.span, "denied" if is_ours else "asserted"),
        right=value(right, right.statement.span if is_ours else denied.span, "asserted" if is_ours else "denied"),
        why="one denies or negates what the other asserts",
    )


def _unanswered(pair: Both, denials: Sequence[_Denial], others: Sequence[_Denial], other: Fact) -> _Denial | None:
    """The first denial of something that the other statement asserts and does not itself deny."""
    for denial in denials:
        if denial.of is None:
            if pair.alike >= LEAST_SHARED and not any(o.of is None for o in others) and not others:
                return denial
        elif not _denied_too(denial, others) and (_asserts_event(pair, other, denial) or _asserts_word(pair, other, denial)):
            return denial
    return None


def _denied_too(denial: _Denial, others: Sequence[_Denial]) -> bool:
    return any(o.of is None or o.of == denial.of or _class(o) == _class(denial) or _both_may_tell(o, denial) for o in others)


def _both_may_tell(one: _Denial, other: _Denial) -> bool:
    """Whether one negates a thing and the other what is done: `none of them was named`, `they did not name any`."""
    return not (one.before_verb and other.before_verb)


def _class(denial: _Denial) -> str | None:
    return predicate_class(denial.event.predicate) if denial.event else denial.of


def _asserts_word(pair: Both, other: Fact, denial: _Denial) -> bool:
    """Whether a statement much alike asserts the very word, which is no event."""
    return denial.event is None and pair.alike >= LEAST_SHARED and denial.of in other.keys and denial.before_verb


def _asserts_event(pair: Both, fact: Fact, denial: _Denial) -> bool:
    """Whether a statement asserts an event of the class that is denied, of the same participants."""
    event = denial.event
    if event is None or fact.statement.stance == "denies":
        return False
    asserted = (e for e in fact.events if predicate_class(e.predicate) == _class(denial) and not e.negated)
    much = pair.inside >= LEAST_INSIDE and len(pair.left.keys & pair.right.keys) >= LEAST_WORDS
    return any((much or _of_same(event, e)) and not _other_doers(event, e) for e in asserted)


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
    for number, word in enumerate(fact.words):
        if _negates(fact.words, number) and (denied := _next_word(fact.words, number)):
            before_verb = word.lower not in OF_NOUNS
            found.append(_Denial(fact.view.span(word.start, word.end), denied.key, _event_at(fact, denied), before_verb))
    return found


def _negates(words: Sequence[Word], number: int) -> bool:
    word, after = words[number], words[number + 1].lower if number + 1 < len(words) else ""
    if word.lower in FAILING:
        return after == "to"
    return (word.lower in NEGATIONS or word.lower.endswith(("n't", "n’t"))) and after not in NO_NEGATION


def _next_word(words: Sequence[Word], number: int) -> Word | None:
    """The content word that a negation stands before; an adverb before the verb is passed over."""
    follows = (w for w in islice(words, number + 1, number + 1 + REACH + 1) if w.lower not in stop_words())
    return next((w for w in follows if not w.lower.endswith("ly")), None)


def _event_at(fact: Fact, word: Word) -> Event | None:
    """The event that a word tells."""
    return next((e for e in fact.events if e.span.start <= word.start < e.span.end), None)
