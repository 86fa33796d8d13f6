"""Are rewrites found, with who took from whom, and are independent reports of one event left apart?

    python bench/rewrites.py [--set NAME] [--half 0|1] [--list] [--sweep SETTING VALUE ...]

There is no labelled set of rewritten news, so cases are made from the real reports of gold/stories_longtail and
gold/stories_outlets each time this runs; no text is kept. From a report of 8 to 80 sentences a rewrite is made by rule, each
choice drawn from a generator seeded with the report's id:

- cut: sentences are left out (the first never): three in ten, in the hard cases half of them;
- re-order: neighbouring sentences change places, one pair in six;
- numbers up to twelve in digits are spelled, spelled ones set in digits;
- names: of "Ada Moss" every mention but the first becomes "Moss";
- quotations become indirect, with their pronouns and tenses; "..., police said." becomes "According to police, ...";
- passives with an agent become active; days and times move to the front of their sentence;
- sentences are split at ", and", ", who", ";", and short neighbours merged with "while";
- asides between commas, brackets and adverbs are dropped; a few fixed phrases change ("more than" to "over");
- synonyms: a share of the plain words (no name, four letters or more) is exchanged, each for one and the same other word of its
  length drawn from all reports. What that word means makes no difference to a comparison of words; that it is another does.

Kinds of cases: `plain` (no word exchanged), `reworded` (half of the plain words), `hard` (half, half of the sentences gone,
one in three of another report of the same event mixed in, where there is one), `partial` (the rewrite of the first half, a third
of the words exchanged, beside as much of another report's second half). The rewrite is dated a day later in two cases of three;
in the third both are of one day, and nothing says who was first. It goes among all the reports of the event, so that the others
weigh its words as they would.

Controls: pairs of real reports of one event by different outlets of different families that credit no agency in common and share
no passage of 10 words. Some of these are unmarked rewrites all the same, so that the precision told here is a lower bound;
`--list` names what was joined, to be read.

Told: recall of ties of kind copy, rewrite or revision between a rewrite and its original, by kind of case; the share of right
directions among those with dates, and of wrong ones among all; precision (rewrites among what was joined, cases and controls)
and false ties among the controls.
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from throughput import GOLD as LONGTAIL

from twosource.derivations import DerivationSettings, derivations
from twosource.derivations.declared import agencies
from twosource.derivations.passages import passages
from twosource.derivations.words import words_of
from twosource.lexicon.families import families
from twosource.model import Article, Derivation
from twosource.reading import read

GOLD = LONGTAIL.parents[1]
SETS = ("stories_longtail", "stories_outlets")
ONE_TEXT = ("copy", "rewrite", "revision")
LEAST, MOST = 8, 80  # sentences
APART = 10  # words: a control's reports share no passage so long
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“A-Z])|\n+")
SAID = re.compile(r"^(?P<said>[^\"“”]{20,}), (?P<who>(?:the )?[\w .’']{3,40}?) (?:said|says|told reporters)(?P<on>(?: \w+)?)\.$")
QUOTE = re.compile(
    r"[\"“](?P<words>[^\"“”]{8,}?)[,.]?[\"”]\s*,?\s*(?P<who>[A-Z][\w .’']{2,40}?) (?:said|says|told reporters)\b\.?"
)
PASSIVE = re.compile(
    r"^(?P<what>[A-Z][\w' ]{3,40}) (?:was|were) (?P<verb>\w+ed) by (?P<who>(?:the |a |an )?[\w' ]{3,30}?)(?P<rest>[,.].*)?$"
)
DAY = re.compile(r",? (?P<day>on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?),?(?= )")
ASIDE = re.compile(r" \([^()]{1,60}\)|, \d{1,3},(?= )|(?<=\w), (?:a|an|the|which|who) [^,.;\"“”]{5,60},(?= [a-z])")
ADVERB = re.compile(r" (?!early|only|family|July|Emily|likely|daily|reply|apply|supply)[a-z]{3,12}ly(?= [a-z])")
NAME = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?(?P<last>[A-Z][a-z]{2,})\b")
PHRASES = (("more than", "over"), ("in order to", "to"), ("as well as", "and"), ("at least", "no fewer than"), ("also ", ""))
MORE_PHRASES = (
    ("due to", "because of"),
    ("because of", "due to"),
    ("prior to", "before"),
    ("around", "about"),
    ("approximately", "about"),
)
TENSES = {"is": "was", "are": "were", "has": "had", "have": "had", "will": "would", "can": "could", "I": "he", "we": "they"}
TENSES |= {
    "We": "they",
    "my": "his",
    "our": "their",
    "us": "them",
    "me": "him",
    "I'm": "he was",
    "we're": "they were",
    "do": "did",
}


PLAIN = re.compile(r"\b[a-z]{4,}\b")
Pools = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A rewrite among the reports of its event; `dated`: its date tells that it is the later one."""

    kind: str
    original: str
    made: str
    dated: bool
    reports: tuple[Article, ...]


@dataclass(slots=True)
class Tally:
    """What was found, by kind of case; `joined`: the control pairs that were joined."""

    cases: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0
    dated: int = 0
    controls: int = 0
    joined: list[tuple[Article, Article, Derivation]] = field(default_factory=list)


def main() -> int:
    chosen = _options()
    if not GOLD.is_dir():
        print("nothing was measured: the reports of the labelled sets are not there")
        return 0
    events = list(_events(chosen.sets or SETS, chosen.half))
    names = {each.name for each in fields(DerivationSettings)}
    if not chosen.sweep:
        _tell("default", _measured(events, DerivationSettings()), listed=chosen.list)
        return 0
    setting, *values = chosen.sweep
    if setting not in names:
        raise SystemExit(f"there is no setting {setting}")
    for value in values:
        given: Any = type(getattr(DerivationSettings(), setting))(float(value))
        _tell(f"{setting} {value}", _measured(events, DerivationSettings(**{setting: given})), listed=False)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", dest="sets", action="append", choices=SETS, help="only this set; both where none is named")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second event only")
    parser.add_argument("--list", action="store_true", help="name the control pairs that were joined")
    parser.add_argument("--sweep", nargs="+", metavar="SETTING VALUE", help="measure with these values of one setting in turn")
    return parser.parse_args()


# Cases


def _events(names: Sequence[str], half: int | None) -> Iterator[tuple[Article, ...]]:
    """The reports of each event of the sets."""
    for name in names:
        reports = {made.id: made for made in read([str(GOLD / name / "inputs.jsonl.gz")]) if isinstance(made, Article)}
        with gzip.open(GOLD / name / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
            groups = [json.loads(line)["article_ids"] for line in lines]
        for number, ids in enumerate(groups):
            if half is None or number % 2 == half:
                yield tuple(reports[key] for key in sorted(ids) if key in reports)


def pools(events: Sequence[Sequence[Article]]) -> Pools:
    """The plain words of all reports by length, each as often as it stands there, so that common words come for common ones."""
    found: dict[int, list[str]] = {}
    for event in events:
        for article in event:
            for word in PLAIN.findall(article.text):
                found.setdefault(len(word), []).append(word)
    return found


def exchanged(sentences: Sequence[str], known: Pools, chance: random.Random, share: float) -> list[str]:
    """The sentences with so large a share of their plain words exchanged, a word for the same other one throughout."""
    others: dict[str, str] = {}

    def other(word: re.Match[str]) -> str:
        if word[0] not in others:
            others[word[0]] = chance.choice(known[len(word[0])]) if chance.random() < share and len(word[0]) in known else word[0]
        return others[word[0]]

    return [PLAIN.sub(other, sentence) for sentence in sentences]


def cases(event: Sequence[Article], known: Pools) -> Iterator[Case]:
    """One case of each kind from the event's longest fitting report (the ids decide where several are as long)."""
    fitting = [(a, found) for a in event if LEAST <= len(found := _sentences(a)) <= MOST]
    if not fitting:
        return
    original, sentences = max(fitting, key=lambda pair: (len(pair[1]), pair[0].id))
    others = [found for a, found in fitting if a is not original and _apart(a, original)]
    other = max(others, key=len) if others else []
    for number, kind in enumerate(_MAKERS):
        if kind == "partial" and not other:
            continue
        chance = random.Random(f"{kind} {original.id}")
        text = " ".join(exchanged(_MAKERS[kind](sentences, other, chance), known, chance, EXCHANGED[kind]))
        dated = chance.random() < 2 / 3
        made = _article(original, text, f"{original.id}-{number}", days=int(dated))
        yield Case(kind, original.id, made.id, dated, (*(_plain(a) for a in event), made))


def _sentences(article: Article) -> list[str]:
    body = "\n".join(block.span.text for block in article.blocks if block.kind == "body")
    return [s.strip() for s in SENTENCE.split(body) if len(s.split()) > 4]


def _plain_case(sentences: Sequence[str], _: Sequence[str], chance: random.Random) -> list[str]:
    return rewritten(sentences, chance, kept=0.7)


def _hard_case(sentences: Sequence[str], other: Sequence[str], chance: random.Random) -> list[str]:
    made = rewritten(sentences, chance, kept=0.5)
    own = rewritten(other, chance, kept=1.0)[: len(made) // 2]
    places = sorted(chance.sample(range(1, len(made) + len(own)), len(own))) if own else []
    for place, sentence in zip(places, own, strict=True):
        made.insert(place, sentence)
    return made


def _partial_case(sentences: Sequence[str], other: Sequence[str], chance: random.Random) -> list[str]:
    made = rewritten(sentences[: (len(sentences) + 1) // 2], chance, kept=0.9)
    return [*made, *rewritten(other[len(other) // 2 :], chance, kept=1.0)[: len(made)]]


_MAKERS = {"plain": _plain_case, "reworded": _plain_case, "hard": _hard_case, "partial": _partial_case}
EXCHANGED = {"plain": 0.0, "reworded": 0.5, "hard": 0.5, "partial": 1 / 3}


def _plain(article: Article) -> Article:
    """The same without credits and URL, which would give a derivation away."""
    return replace(article, credits=(), url=None)


def _article(original: Article, text: str, name: str, *, days: int) -> Article:
    """A report that is nothing but body, of no known outlet, dated so many days after the original."""
    span = replace(original.blocks[0].span, start=0, end=len(text), text=text)
    day = date.fromisoformat((original.published.value or "2000-01-01")[:10]) + timedelta(days=days)
    published = replace(original.published, value=day.isoformat(), candidates=(day.isoformat(),))
    blocks = (replace(original.blocks[0], kind="body", span=span),)
    made = replace(original, id=name, text=text, headline=None, blocks=blocks, published=published, byline=())
    return replace(made, outlet=None, credits=(), url=None, dateline=None, modified=None)


# Rewriting


def rewritten(sentences: Sequence[str], chance: random.Random, *, kept: float) -> list[str]:
    """The sentences told in other words by the rules that the module's docstring lists."""
    left = [s for n, s in enumerate(sentences) if not n or chance.random() < kept]
    for n in range(1, len(left) - 1):
        if chance.random() < 1 / 6:
            left[n], left[n + 1] = left[n + 1], left[n]
    told = [_retold(s, chance) for s in left]
    return _shortened(_merged([part for s in told for part in _split(s, chance)], chance))


def _retold(sentence: str, chance: random.Random) -> str:
    text = QUOTE.sub(_indirect, sentence)
    text = ADVERB.sub("", ASIDE.sub("", text))
    text = PASSIVE.sub(lambda m: f"{_capital(m['who'])} {m['verb']} {_small(m['what'])}{m['rest'] or '.'}", text)
    if (said := SAID.match(text)) and chance.random() < 0.8:
        text = f"According to {said['who']}, {_small(said['said'])}{said['on']}."
    if (day := DAY.search(text)) and day.start() > 10:
        text = f"{_capital(day['day'])}, {_small(text[: day.start()] + text[day.end() :])}"
    for one, other in (*PHRASES, *MORE_PHRASES):
        if chance.random() < 0.7:
            text = re.sub(rf"\b{one}", other, text)
    return _numbers(text)


def _indirect(quote: re.Match[str]) -> str:
    words = re.sub(r"[\w']+", lambda m: TENSES.get(m[0], m[0]), quote["words"].replace("’", "'"))
    return f"{quote['who']} said that {_small(words)}."


def _numbers(text: str) -> str:
    spelled = re.sub(r"(?<![\d.,$-])(\d{1,2})(?![\d.,:%-]|\w)", lambda m: NUMBERS[int(m[0])] if int(m[0]) < 13 else m[0], text)
    if spelled != text:
        return spelled
    return re.sub(rf"\b(?:{'|'.join(NUMBERS[2:])})\b", lambda m: str(NUMBERS.index(m[0])), text)


def _split(sentence: str, chance: random.Random) -> list[str]:
    for mark, opening in (("; ", ""), (", and ", ""), (", who ", "He "), (", but ", "Yet ")):
        first, found, second = sentence.partition(mark)
        if found and min(len(first), len(second)) > 25 and chance.random() < 0.6:
            return [f"{first}.", opening + (second if opening else _capital(second))]
    return [sentence]


def _merged(sentences: Sequence[str], chance: random.Random) -> list[str]:
    made: list[str] = []
    for sentence in sentences:
        if made and len(made[-1]) + len(sentence) < 160 and made[-1].endswith(".") and chance.random() < 0.5:
            made[-1] = f"{made[-1][:-1]}, while {_small(sentence)}"
        else:
            made.append(sentence)
    return made


def _shortened(sentences: Sequence[str]) -> list[str]:
    seen: set[str] = set()

    def short(name: re.Match[str]) -> str:
        again = name[0] in seen
        seen.add(name[0])
        return name["last"] if again else name[0]

    return [NAME.sub(short, sentence) for sentence in sentences]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """With a small first letter where the first word is none that always has a capital one."""
    first = text.split(" ", 1)[0].casefold()
    return text[:1].lower() + text[1:] if first in {"the", "a", "an", "it", "he", "she", "they", "there", "in", "we"} else text


# Measuring


def _measured(events: Sequence[Sequence[Article]], settings: DerivationSettings) -> Tally:
    tally, known = Tally(), pools(events)
    for event in events:
        _controls(event, settings, tally)
        for case in cases(event, known):
            _judge(case, derivations(case.reports, settings), tally)
    return tally


def _judge(case: Case, found: Sequence[Derivation], tally: Tally) -> None:
    tally.cases[case.kind] += 1
    edge = next((d for d in found if {d.source, d.to} == {case.original, case.made} and d.kind in ONE_TEXT), None)
    if edge is None:
        return
    tally.found[case.kind] += 1
    tally.dated += case.dated
    tally.right += edge.directed and case.dated and edge.source == case.original
    tally.wrong += edge.directed and not (case.dated and edge.source == case.original)


def _controls(event: Sequence[Article], settings: DerivationSettings, tally: Tally) -> None:
    if len(event) < 2:
        return
    found = derivations([_plain(a) for a in event], settings)
    edges = {frozenset((d.source, d.to)): d for d in found if d.kind in ONE_TEXT}
    for a, b in combinations(event, 2):
        if _apart(a, b):
            tally.controls += 1
            if edge := edges.get(frozenset((a.id, b.id))):
                tally.joined.append((a, b, edge))


def _apart(a: Article, b: Article) -> bool:
    """Whether two reports are of different outlets and families, credit no agency in common and share no long passage."""
    if not (a.outlet and b.outlet) or a.outlet.name == b.outlet.name or agencies(a) & agencies(b):
        return False
    one, other = families().of(a.outlet), families().of(b.outlet)
    if one and other and one.family == other.family:
        return False
    vocabulary: dict[str, int] = {}
    words = {each.id: words_of(each, vocabulary) for each in (a, b)}
    return all(p.length < APART for found in passages(words, DerivationSettings()).values() for p in found)


def _tell(name: str, tally: Tally, *, listed: bool) -> None:
    joined = tally.joined
    found, all_cases = tally.found.total(), tally.cases.total()
    kinds = ", ".join(f"{kind} {tally.found[kind]} of {count}" for kind, count in tally.cases.items())
    print(f"{name}: recall {found / max(1, all_cases):.3f} ({kinds})")
    print(f"  precision at least {found / max(1, found + len(joined)):.3f}; controls joined {len(joined)} of {tally.controls}")
    print(f"  direction right in {tally.right} of {tally.dated} dated ones that were found; {tally.wrong} wrong ones")
    if listed:
        for a, b, edge in joined:
            features = Counter(evidence.feature for evidence in edge.evidence)
            print(f"  {a.id} ({a.outlet and a.outlet.name}) {b.id} ({b.outlet and b.outlet.name}): {edge.kind}, {dict(features)}")


if __name__ == "__main__":
    began = time.process_time()
    status = main()
    print(f"{time.process_time() - began:.0f} s", file=sys.stderr)
    sys.exit(status)
