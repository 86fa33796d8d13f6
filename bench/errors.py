"""Counts the errors of the three reading sets by kind, without showing a word of the sets.

    python bench/errors.py [polnear | tempeval | newsquant ...] [--outputs FOLDER] [--write-docs]

Reads what `bench/score.py` left in build/score (FOLDER/SET/output.jsonl); where nothing lies there, the set is run. What was
said, measured or dated is paired with the gold as the sets' own scorers pair it; what is left over or differs gets one kind
for each error, by the tests below. Prints the ten commonest kinds of each set.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import score
import snowballstemmer

from twosource.lexicon.speech import CueEntry, speech_nouns, speech_verbs
from twosource.model import Stance

ACCURACY = score.ROOT / "docs" / "accuracy.md"
OPENS, CLOSES = "<!-- errors -->", "<!-- /errors -->"
MOST = 10
SAME = 0.5  # overlap from which the scorers take two stretches for the same
Item = Mapping[str, Any]
Kinds = Iterator[str]


def scorer(name: str) -> ModuleType:
    """One of the sets' scorers as a module."""
    if str(score.GOLD) not in sys.path:
        sys.path.insert(0, str(score.GOLD))
    return import_module(name)


# --- Who said what

_stem = snowballstemmer.stemmer("english").stemWord
SAYING = frozenset(map(_stem, "say says said saying tell tells told telling add adds added state stated ask asked".split()))
PREPOSITIONS = frozenset("in to for as by of from".split())
IRREGULAR = frozenset("said told thought knew known found felt held wrote written meant understood swore sworn saw heard".split())


def cue_class(words: str) -> str:
    """Of what class a cue is, by its words alone: the first of these tests that holds."""
    stems = {_stem(word) for word in re.findall(r"[a-z]+", words.lower())}
    tests: Sequence[tuple[str, bool]] = (
        ("without a cue", not stems),
        (
            "“according to” and the like",
            bool(stems & {"accord", "per"}) or stems <= {"in", "to", "for", "as", "by", "of", "from"},
        ),
        ("say, tell, add, ask", bool(stems & SAYING)),
        ("a verb of planning or wanting", bool(stems & _stems(speech_verbs, "plans"))),
        ("a verb of denying or doubting", bool(stems & _stems(speech_verbs, "denies", "doubts"))),
        ("another verb of the lists", bool(stems & (_stems(speech_verbs, "asserts", "possible") | IRREGULAR))),
        ("a noun of the lists", bool(stems & _stems(speech_nouns, "asserts", "possible", "plans", "denies", "doubts"))),
    )
    return next((name for name, holds in tests if holds), "a cue outside the lists")


@cache
def _stems(entries: Callable[[], Mapping[str, CueEntry]], *stances: Stance) -> frozenset[str]:
    return frozenset(_stem(lemma.split()[0]) for lemma, entry in entries().items() if entry.stance in stances)


def speech_errors(articles: Mapping[str, Item], statements: Mapping[str, Any], gold: Item, text: str) -> Kinds:
    """The kinds of the errors in one article's attributions."""
    judge, key = scorer("score_statements"), gold["id"]
    told = judge.predicted_items(statements.get(key, []), articles.get(key), text, key)
    wanted = judge.gold_items(gold, text)
    pairs = judge.pair(told, wanted, "Lcontent", SAME)
    found, used = {g for _, g in pairs}, {p for p, _ in pairs}
    for number, item in enumerate(wanted):
        if number not in found:
            yield _missed_speech(item, told, text)
    for number, item in enumerate(told):
        if number not in used:
            yield _false_speech(item, wanted, text)
    for p, g in pairs:
        yield from _wrong_parts(told[p], wanted[g])


def _cue(item: Item, text: str) -> str:
    return cue_class(" ".join(text[start:end] for start, end in item["cue"]))


def _missed_speech(item: Item, told: Sequence[Item], text: str) -> str:
    """A cue found whose content lies elsewhere is another error than a cue that was passed over."""
    dice = scorer("score_reading_common").dice
    kind = f"{item['kind']}, {_cue(item, text)}"
    if any(item["Lcue"] & other["Lcue"] for other in told):
        return f"missed, though its cue was found: content cut otherwise ({kind})"
    touched = any(dice(item["Lcontent"], other["Lcontent"]) for other in told)
    return f"missed, {'its words given to another cue' if touched else 'nothing found there'} ({kind})"


def _false_speech(item: Item, wanted: Sequence[Item], text: str) -> str:
    kind = f"{item['kind']}, {_cue(item, text)}"
    if any(item["Lcue"] & other["Lcue"] for other in wanted):
        return f"false: a right cue, content cut otherwise ({kind})"
    return f"false: no such cue in the gold ({kind})"


def _wrong_parts(told: Item, wanted: Item) -> Kinds:
    if (wrong := _part_wrong(told["Lsource"], wanted["Lsource"])) is not None:
        yield f"content found, source {wrong}"
    if (wrong := _part_wrong(told["Lcue"], wanted["Lcue"])) is not None:
        yield f"content found, cue {wrong}"
    if told["voice"] != wanted["kind"]:
        yield f"content found, voice {told['voice']} for {wanted['kind']}"


def _part_wrong(told: frozenset[int], wanted: frozenset[int]) -> str | None:
    if not told or not wanted:
        return None if told == wanted else ("missing" if wanted else "given where the gold has none")
    shared = scorer("score_reading_common").dice(told, wanted)
    if shared >= SAME:
        return None
    return "another" if not shared else "too long" if told > wanted else "too short" if told < wanted else "cut otherwise"


# --- Times

EXPRESSIONS: Sequence[tuple[str, re.Pattern[str]]] = (
    (
        "a clock time or part of a day",
        re.compile(r"\d:\d\d|\b(?:[ap]\.?m\b|noon|midnight|morning|afternoon|evening|night|o'clock)"),
    ),
    ("a weekday", re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:mon|tue|wed|thu|fri|sat|sun)\b")),
    ("a month or day of a month", re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b|\d[/-]\d")),
    ("a season, quarter or half", re.compile(r"quarter|half|\b(?:spring|summer|autumn|fall|winter|fiscal|period)\b")),
    ("a year, decade or century", re.compile(r"\b(?:1[5-9]|20)\d\d|\d0s|centur|decade")),
    ("ago, earlier, later", re.compile(r"\b(?:ago|earlier|later|before|after|previous|following|since|then)\b")),
    ("today, yesterday, tomorrow", re.compile(r"to-?day|yesterday|tomorrow|tonight|overnight")),
    ("this, last, next …", re.compile(r"\b(?:this|last|next|past|coming|current|recent|same)\b")),
    ("each, a, every …", re.compile(r"\b(?:each|every|daily|weekly|monthly|annual|annually|yearly|per)\b")),
    ("a number of units", re.compile(r"\b(?:second|minute|hour|day|week|month|year)s?\b")),
    ("now and other words without a unit", re.compile(r"")),
)


def expression(words: str) -> str:
    """Of what kind a time expression is, by its words: the first of `EXPRESSIONS` that fits."""
    return next(name for name, pattern in EXPRESSIONS if pattern.search(words.lower()))


def time_errors(articles: Mapping[str, Item], statements: Mapping[str, Any], gold: Item, text: str) -> Kinds:
    """The kinds of the errors in one document's times."""
    judge = scorer("score_times")
    told, _ = judge.predicted_items(articles, statements, gold["id"], text)
    wanted = {judge.trimmed(text, g["start"], g["end"]): (g["type"], g["value"].strip().upper()) for g in gold["times"]}
    places, golds = sorted(told), sorted(wanted)
    pairs = [(places[a], golds[b]) for a, b in _overlaps(places, golds)]
    for place in sorted(set(golds) - {g for _, g in pairs}):
        yield f"missed: {wanted[place][0]}, {expression(text[slice(*place)])}"
    for place in sorted(set(places) - {p for p, _ in pairs}):
        yield f"false: {told[place][0]}, {expression(text[slice(*place)])}"
    for p, g in pairs:
        yield from _time_wrong(told[p], wanted[g], expression(text[slice(*g)]))


def _overlaps(places: Sequence[tuple[int, int]], golds: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = {}
    for a, (s, e) in enumerate(places):
        for b, (u, v) in enumerate(golds):
            if (both := min(e, v) - max(s, u)) > 0:
                edges[a, b] = both / (max(e, v) - min(s, u))
    matched: list[tuple[int, int]] = scorer("score_reading_common").match(edges)
    return matched


def _time_wrong(told: tuple[str, str], wanted: tuple[str, str], kind: str) -> Kinds:
    """One error a time: the type where that differs, else the value, by how it differs."""
    if told[0] != wanted[0]:
        yield f"type {told[0]} for {wanted[0]}: {kind}"
    elif told[1] != wanted[1]:
        yield _value_wrong(told[1], wanted[1], kind)


def _value_wrong(told: str, wanted: str, kind: str) -> str:
    if wanted.endswith("_REF") or told.endswith("_REF"):
        return f"value, {'the gold' if wanted.endswith('_REF') else 'ours'} only past, present or future: {kind}"
    if len(told) != len(wanted) and (told.startswith(wanted) or wanted.startswith(told)):
        return f"value, {'finer' if len(told) > len(wanted) else 'coarser'} than the gold: {kind}"
    if "X" in wanted and "X" not in told:
        return f"value, the gold leaves it open: {kind}"
    return f"value, {'another of the same form' if _form(told) == _form(wanted) else 'of another form'}: {kind}"


def _form(value: str) -> str:
    return re.sub(r"\d", "0", value)


# --- Quantities


def amount_kind(item: Item) -> str:
    """Of what kind an amount is: a range, money, a share, a measure, a count of things or a bare number."""
    units = item["units"] | {item.get("unit", "-")}
    tests = (
        ("a range", isinstance(item["value"], tuple)),
        ("money", bool(units & MONEY)),
        ("percent", "percentage" in units),
        ("a measure or span of time", bool(units & (scorer("score_quantities").KNOWN - {"-", "people"}))),
        ("a count of things", bool(units - {"-"})),
    )
    return next((name for name, holds in tests if holds), "a bare number")


MONEY = frozenset(
    [
        *("dollar", "euro", "pound sterling", "japanese yen", "chinese yuan", "australian dollar", "canadian dollar", "cent"),
        *("hong kong dollar", "indian rupee", "swiss franc", "shekel", "malaysian ringgit", "south african rand", "danish krone"),
    ]
)
SAID = {"=": "exactly", "~": "about", ">": "at least", "<": "at most"}


def amount_errors(articles: Mapping[str, Item], statements: Mapping[str, Any], gold: Item, text: str) -> Kinds:
    """The kinds of the errors in one sentence's quantities."""
    judge = scorer("score_quantities")
    told, wanted = judge.predicted_items(articles, statements, gold["id"], text), judge.gold_items(gold)
    pairs = _agreeing(judge, told, wanted)
    missed = [g for n, g in enumerate(wanted) if n not in {b for _, b in pairs}]
    false = [p for n, p in enumerate(told) if n not in {a for a, _ in pairs}]
    for item in missed:
        other = next((p for p in false if p["units"] & item["units"] - {"-"}), None)
        if other is None:
            yield f"missed: {amount_kind(item)}"
        else:
            false.remove(other)
            yield f"value wrong: {amount_kind(item)} read as {amount_kind(other)}"
    yield from (f"false: {amount_kind(item)}" for item in false)
    for a, b in pairs:
        yield from _amount_wrong(judge, told[a], wanted[b])


def _agreeing(judge: ModuleType, told: Sequence[Item], wanted: Sequence[Item]) -> list[tuple[int, int]]:
    edges = {}
    for a, p in enumerate(told):
        for b, g in enumerate(wanted):
            if judge.values_agree(g["value"], p["value"]):
                edges[a, b] = 1 + 0.01 * bool(p["units"] & g["units"]) + 0.0001 * judge.bounds_agree(g, p)
    matched: list[tuple[int, int]] = scorer("score_reading_common").match(edges)
    return matched


def _amount_wrong(judge: ModuleType, told: Item, wanted: Item) -> Kinds:
    if not told["units"] & wanted["units"]:
        mine, theirs = amount_kind(told), amount_kind(wanted)
        yield f"unit wrong: {theirs}, other words" if mine == theirs else f"unit wrong: {theirs} read as {mine}"
    if not judge.bounds_agree(wanted, told):
        yield f"bound wrong: {SAID[told['bound']]} for {SAID[wanted['bound']]}"


# --- The sets

ERRORS: Mapping[str, Callable[..., Kinds]] = {"polnear": speech_errors, "tempeval": time_errors, "newsquant": amount_errors}


def counted(name: str, output: Path) -> Counter[str]:
    """How many errors there are of each kind in a set's output."""
    common = scorer("score_reading_common")
    gold, inputs = common.load_gold(str(score.GOLD / name))
    articles, statements = common.load_predictions(str(output), inputs)
    return Counter(kind for key, one in gold.items() for kind in ERRORS[name](articles, statements, one, inputs[key]["text"]))


def output_of(name: str, folder: Path) -> Path:
    """The output of a set; made where there is none."""
    output = folder / name / "output.jsonl"
    if not output.exists():
        score._scored(next(s for s in score.SETS if s.name == name))
        output = score.BUILD / name / "output.jsonl"
    return output


def table(found: Mapping[str, Counter[str]]) -> str:
    """The commonest kinds of each set as a Markdown table."""
    rows = ["| set | kind of error | count |", "|---|---|---|"]
    for name, kinds in found.items():
        common = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        rest = kinds.total() - sum(count for _, count in common)
        rows += [f"| {name} | {kind} | {count} |" for kind, count in common]
        rows.append(f"| {name} | all other kinds ({len(kinds) - len(common)}) | {rest} |")
    return "\n".join(rows) + "\n"


def main() -> int:
    options = _options()
    if not score.GOLD.is_dir():
        print("nothing was counted: there are no labelled sets beside the project")
        return 0
    names = options.sets or list(ERRORS)
    if unknown := [name for name in names if name not in ERRORS]:
        print(f"no reading set named {', '.join(unknown)}; there are {', '.join(ERRORS)}", file=sys.stderr)
        return 2
    shown = table({name: counted(name, output_of(name, options.outputs)) for name in names})
    print(shown)
    if options.write_docs:
        _into(ACCURACY, shown)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets to count; all three where none is named")
    parser.add_argument("--outputs", type=Path, default=score.BUILD, help="folder with SET/output.jsonl; build/score unless told")
    parser.add_argument("--write-docs", action="store_true", help="write the table into docs/accuracy.md")
    return parser.parse_args()


def _into(path: Path, words: str) -> None:
    before, _, rest = path.read_text("utf-8").partition(OPENS)
    _, _, after = rest.partition(CLOSES)
    path.write_text(f"{before}{OPENS}\n{words}{CLOSES}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
