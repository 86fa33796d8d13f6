"""How many conflicts are found that were not chosen by anybody: one thing changed in pairs of reports drawn by chance.

    python bench/planted.py [--each N] [--seed N] [--kind KIND] [--show]

The set gold/planted is small, and the rules were made while looking at it. So this draws other pairs from the reports of the
gold sets each time it runs; no text is kept. Two reports of one event are taken whose sentences share a third or more of their
content words and have one value in common, which is changed in the second report:

- date: a day of the week becomes another; place: a town becomes a far one; count: a number of people becomes another; money: a
  sum is multiplied; negation: `was found` becomes `was not found`; actor: somebody named becomes somebody else.

A conflict is found where a claim has a difference marked as one, of that kind, with values at both places. Nobody has read the
pairs: in some the change makes no conflict (two days of two events; the old value stands elsewhere in the report), so the recall
told is a lower bound. `unchanged` are the same pairs without a change, by how many of them have any conflict between the two
sentences; some of these are real. `--show` prints the pairs that were missed: read some before you believe a figure.
"""

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

from throughput import GOLD as LONGTAIL

from twosource.annotate import AnnotateSettings, sentence_places
from twosource.claims.facts import stem
from twosource.lexicon.calendar import MONTHS, WEEKDAYS
from twosource.lexicon.names import given_names
from twosource.lexicon.places import cities
from twosource.lexicon.words import stop_words

GOLD = LONGTAIL.parents[1]
SETS = ("figures", "align_ecb", "conflicts_longtail")
LEAST_SHARED, MOST_SHARED = 1 / 3, 0.85  # of the content words of both: fewer tell other things, more are copies
LEAST_WORDS = 5
LONGEST = 20_000  # characters of a report
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NUMBERS = "two three four five six seven eight nine".split()
COUNTED = "people men women victims officers suspects teens students children others persons boys girls protesters".split()
DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
TOWN = re.compile(r"\b(?:in|at|near|of|to) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b(?! [A-Z])")
COUNT = re.compile(rf"\b(?:{'|'.join(NUMBERS)}|\d\d?)\b(?= (?:[a-z]+ )?(?:{'|'.join(COUNTED)})\b)", re.IGNORECASE)
SUM = re.compile(r"\$\d[\d,]*(?:\.\d+)?(?: (?:million|billion))?")
DONE = re.compile(r"\b(?:was|were|is|has been|have been|had been) (?:[a-z]+ed|shot|found|taken|seen|told|known|held)\b")
NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
FAR = "Houma|Cedar Rapids|Toledo|Spokane|Fresno|Albany|Reno|Wichita|Dayton|Boise".split("|")
OTHERS = "Doug Merrick|Alan Pruitt|Peter Hanley|Laura Benton|Simon Aldridge|Karen Whitlow|Brian Castell".split("|")

Place = tuple[int, int]
Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is changed: where it may stand in a sentence, what takes its place, and as what a difference it counts."""

    places: Callable[[str], list[Place]]
    changed: Callable[[str, random.Random], str]
    found_as: frozenset[str]


@dataclass(frozen=True, slots=True)
class Planted:
    """Two reports of which the second is changed, with the places of the value and of the sentence in each."""

    kind: str
    texts: tuple[str, str]
    published: tuple[str | None, str | None]
    values: tuple[Place, Place]
    sentences: tuple[Place, Place]


def _all(pattern: re.Pattern[str], group: int = 0) -> Callable[[str], list[Place]]:
    return lambda sentence: [found.span(group) for found in pattern.finditer(sentence)]


def _towns(sentence: str) -> list[Place]:
    named = ((place, sentence[slice(*place)]) for place in _all(TOWN, 1)(sentence))
    return [place for place, name in named if name not in MONTHS and cities(name)]


def _persons(sentence: str) -> list[Place]:
    given = {name.lower() for name in given_names()}
    return [place for place in _all(NAME)(sentence) if sentence[slice(*place)].split()[0].lower() in given]


def _another(among: Sequence[str]) -> Callable[[str, random.Random], str]:
    return lambda old, chance: chance.choice([one for one in among if one != old])


def _number(old: str, chance: random.Random) -> str:
    if old.isdigit():
        return str(int(old) + chance.choice((1, 2, 3, 5)))
    new = chance.choice([number for number in NUMBERS if number != old.lower()])
    return new.capitalize() if old[0].isupper() else new


def _sum(old: str, chance: random.Random) -> str:
    digits = re.sub(r"[^\d.]", "", old.split()[0])
    return f"${float(digits) * chance.choice((1.5, 2, 3)):,.0f}{old[len(old.split()[0]) :]}"


def _not(old: str, chance: random.Random) -> str:
    del chance
    first, *rest = old.split()
    return " ".join((first, "not", *rest))


KINDS: Mapping[str, Kind] = {
    "count": Kind(_all(COUNT), _number, frozenset({"number"})),
    "money": Kind(_all(SUM), _sum, frozenset({"number"})),
    "date": Kind(_all(DAY), _another(WEEKDAYS), frozenset({"date"})),
    "place": Kind(_towns, _another(FAR), frozenset({"place"})),
    "negation": Kind(_all(DONE), _not, frozenset({"negation"})),
    "actor": Kind(_persons, _another(OTHERS), frozenset({"actor", "speaker"})),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=60, help="at most so many pairs of a kind, one of a story")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of pairs")
    parser.add_argument("--kind", choices=tuple(KINDS), action="append", help="only this (may be repeated)")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    chosen = parser.parse_args()
    if not all((GOLD / name).is_dir() for name in SETS):
        print(f"nothing was measured: there are no reports at {os.path.relpath(GOLD)}")
        return 0
    drawn = list(_drawn(random.Random(chosen.seed), chosen.kind or tuple(KINDS), chosen.each))
    with tempfile.TemporaryDirectory() as folder:
        accounts = _accounts(Path(folder), [pair.texts for pair, _ in drawn], [pair.published for pair, _ in drawn])
        unchanged = _accounts(Path(folder), [(pair.texts[0], before) for pair, before in drawn], [p.published for p, _ in drawn])
        told = [
            (pair, _is_found(account, pair), _any_conflict(same, pair, before))
            for (pair, before), account, same in zip(drawn, accounts, unchanged, strict=True)
        ]
    _tell(told, show=chosen.show)
    return 0


# ---- drawing ------------------------------------------------------------------------------------------------------------


def _drawn(chance: random.Random, kinds: Sequence[str], each: int) -> Iterator[tuple[Planted, str]]:
    """Pairs with their change, and the second report's text before it."""
    count: Counter[str] = Counter()
    stories = list(_stories())
    chance.shuffle(stories)
    for story in stories:
        for kind in kinds:
            of_kind = list(_pairs(story, kind)) if count[kind] < each else []
            if of_kind:
                count[kind] += 1
                yield _changed(kind, chance.choice(of_kind), chance)


def _stories() -> Iterator[list[Report]]:
    for name in SETS:
        reports = {row["id"]: row for row in _rows(GOLD / name / "inputs.jsonl.gz")}
        for row in _rows(GOLD / name / "gold.jsonl.gz"):
            of_story = [reports[id] for id in row.get("article_ids", ()) if id in reports]
            yield [report for report in of_story if len(report["text"]) <= LONGEST]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


Candidate = tuple[Report, Report, Place, Place, Place, Place]


def _pairs(story: Sequence[Report], kind: str) -> Iterator[Candidate]:
    """Two sentences of two reports with one value of a kind each, the same: reports, sentences, values."""
    ready = [(report, list(_valued(report["text"], kind))) for report in story]
    for (one, ours), (other, theirs) in permutations(ready, 2):
        for sentence, value, words in ours:
            for place, same, others in theirs:
                alike = one["text"][slice(*value)].lower() == other["text"][slice(*same)].lower()
                if alike and LEAST_SHARED <= len(words & others) / len(words | others) <= MOST_SHARED:
                    yield one, other, sentence, place, value, same


def _valued(text: str, kind: str) -> Iterator[tuple[Place, Place, set[str]]]:
    """The sentences that hold one value of a kind, with its place and their content words."""
    for start, end in sentence_places(text, 0, len(text), AnnotateSettings().longest_sentence):
        found = KINDS[kind].places(text[start:end])
        words = {stem(w.lower()) for w in WORD.findall(text[start:end]) if w.lower() not in stop_words()}
        if len(found) == 1 and len(words) >= LEAST_WORDS:
            yield (start, end), (start + found[0][0], start + found[0][1]), words


def _changed(kind: str, of: Candidate, chance: random.Random) -> tuple[Planted, str]:
    one, other, sentence, place, value, (start, end) = of
    before = other["text"]
    new = KINDS[kind].changed(before[start:end], chance)
    grown = len(new) - (end - start)
    return Planted(
        kind=kind,
        texts=(one["text"], before[:start] + new + before[end:]),
        published=(one.get("published"), other.get("published")),
        values=(value, (start, start + len(new))),
        sentences=(sentence, (place[0], place[1] + grown)),
    ), before


# ---- comparing ----------------------------------------------------------------------------------------------------------


def _accounts(folder: Path, texts: Sequence[tuple[str, str]], days: Sequence[tuple[str | None, str | None]]) -> list[Any]:
    """The account of each two texts, as `compare --each` writes it."""
    paths = []
    for number, (pair, published) in enumerate(zip(texts, days, strict=True)):
        rows = [
            {"id": id, "outlet": id, "published": day, "text": text} for id, text, day in zip("ab", pair, published, strict=True)
        ]
        paths.append(folder / f"{number:04}.jsonl")
        paths[-1].write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    command = [str(Path(sys.executable).parent / "twosource"), "compare", "--each", "--json", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return [json.loads(line) for line in done.stdout.splitlines()]


def _conflicts(account: Any) -> Iterator[tuple[str, dict[str, list[Place]]]]:
    """The conflicts of an account: kind, and the places of their values by report."""
    home = {statement["id"]: statement["article_id"] for statement in account["statements"]}
    for difference in (d for claim in account["claims"] for d in claim["differences"] if d["conflict"]):
        places: dict[str, list[Place]] = {"a": [], "b": []}
        for value in difference["values"]:
            start, end = value.get("original") or (value["start"], value["end"])
            places[home[value["statement_id"]]].append((start, end))
        yield difference["kind"], places


def _is_found(account: Any, pair: Planted) -> bool:
    return any(
        kind in KINDS[pair.kind].found_as and all(_touches(places[id], at) for id, at in zip("ab", pair.values, strict=True))
        for kind, places in _conflicts(account)
    )


def _any_conflict(account: Any, pair: Planted, before: str) -> bool:
    """Whether two sentences are told to conflict though nothing was changed in them."""
    start, end = pair.sentences[1]
    sentences = (pair.sentences[0], (start, end - len(pair.texts[1]) + len(before)))
    return any(all(_touches(places[id], at) for id, at in zip("ab", sentences, strict=True)) for _, places in _conflicts(account))


def _touches(places: Sequence[Place], at: Place) -> bool:
    return any(start < at[1] and at[0] < end for start, end in places)


def _tell(told: Sequence[tuple[Planted, bool, bool]], *, show: bool) -> None:
    for kind in dict.fromkeys(pair.kind for pair, _, _ in told):
        of_kind = [(found, alarm) for pair, found, alarm in told if pair.kind == kind]
        found, alarms = (sum(column) for column in zip(*of_kind, strict=True))
        print(
            f"{kind:<9} found {found:3} of {len(of_kind):3} ({found / len(of_kind):.2f})   unchanged, with a conflict: {alarms}"
        )
    for pair, found, _ in told if show else ():
        if not found:
            print(f"\n{pair.kind}")
            for text, (start, end), (a, b) in zip(pair.texts, pair.sentences, pair.values, strict=True):
                print(" ", " ".join(f"{text[start:a]}[{text[a:b]}]{text[b:end]}".split()))


if __name__ == "__main__":
    sys.exit(main())
