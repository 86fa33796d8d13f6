"""Nothing that a report may hold breaks reading: every article has its record, every span its words, and harm stays local.

Bad input is whatever newsrooms, scrapers and pranksters leave in a text: marks without partners, scripts beside English,
characters that show nothing, numbers and sentences without end.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import twosource
from twosource.annotate import Annotator
from twosource.model import Article, Span, Statement
from twosource.reading.article import article
from twosource.reading.decode import without_lone_surrogates
from twosource.reading.report import Report
from twosource.reading.settings import ReadSettings
from twosource.records import Record, to_record
from twosource.statements import statements

SOUND = (
    "Ten miners were killed near Tarvo on Tuesday, Ada Orr said.",
    "“We hear them,” she said, “but we cannot reach them.”",
    "The rescue service denied that 3,000 tonnes of rock had fallen last month.",
)
BAD: dict[str, str] = {
    "a sentence of 10,000 words": "Orr said that " + "the road and the bridge were closed and " * 1_250 + "nobody left.",
    "a word of 10,000 letters": "Tarvo" * 2_000 + " fell, Orr said.",
    "a double quote mark alone": '"The road is open, Orr said. Nobody came.',
    "an opening quote mark alone": "“The road is open, Orr said. Nobody came.",
    "a closing quote mark alone": "The road is open,” Orr said. Nobody came.",
    "a single quote mark alone": "‘The road is open, Orr said. Nobody came.",
    "guillemets alone": "«The road is open, Orr said. Nobody came. »« said «",
    "low quote marks alone": "„The road is open, Orr said. ‚Nobody‛ came.",
    "typed quote marks alone": "``The road is open, Orr said. Nobody''' came ''",
    "marks of two styles": "“The road is open\", Orr said. 'Nobody” came’, «she added“.",
    "quotes inside quotes inside quotes": "“He said ‘she told me “they heard ‘it fell’ at noon” and left’,” Orr said.",
    "quote marks only": '“” ‘’ "" \'\' «» „“ ““”” ‘‘’’ """"',
    "all capitals": "TEN MINERS WERE KILLED NEAR TARVO ON TUESDAY, ADA ORR SAID. “WE HEAR THEM,” SHE SAID.",
    "no capitals": "ten miners were killed near tarvo on tuesday, ada orr said. “we hear them,” she said.",
    "emoji": "👩🏽\u200d🚒 Orr said 👨\u200d👩\u200d👧\u200d👦 ten died 🇺🇳 on Tuesday. 🙂🙂🙂",
    "right-to-left marks": "\u202bOrr said\u202c \u200fthe road\u200e is \u2067open\u2069, \u202eshe added\u202c.",
    "Arabic inside": "Orr said the road is open. قال المتحدث إن ٢٥ شخصا قتلوا يوم الثلاثاء. “نعم”, she said.",
    "Hebrew inside": 'הדובר אמר כי "הכביש פתוח". Orr said the road is open.',
    "Chinese inside": "奥尔说：“道路开放。”周二有二十五人死亡。Orr said the road is open.",
    "Cyrillic inside": "Орр сказала: «Дорога открыта». Во вторник погибли 25 человек. Orr said so.",
    "combining marks": "O\u0301\u0327rr s\u0338a\u0338i\u0338d t\u0301e\u0301n " + "e" + "\u0301" * 300 + " died.",
    "characters that show nothing": "Orr\0 said\u200b ten\u2060 died\ufeff on\x07 Tuesday\x7f. \0\0\0",
    "lone surrogates": "Orr \ud83d said \udc00 ten died. “We\udfff hear them,” she said.",
    "soft hyphens": "Orr s\u00adaid ten mi\u00adners di\u00aded on Tues\u00adday.",
    "spaces that do not break": "Orr\u00a0said\u202f25\u00a0000\u2009people\u3000left on\u00a0May\u00a05.",
    "tabs": "Orr\tsaid\t\tten died\t.\tShe left.\t",
    "line ends of all kinds": "Orr said\rten died.\r\nShe left.\n\rHe came.\u2028They ran.\u2029All fell.\x85Rain.\x0b\x0c",
    "left-overs of HTML": "<p>Orr said&nbsp;<b>ten</b> died.</p><script>a = 1;</script> &lt;br&gt; &#8220;We&#8221; <img",
    "a number of 5,000 digits": "Orr said " + "9" * 5_000 + " people died, or $" + "1" * 5_000 + ".5 million.",
    "a number with 2,000 commas": "Orr said " + "1,234," * 2_000 + " died.",
    "dates that are none": "Orr said on 99/99/9999, 00/00/0000, 31/02/2020, 2020-13-45, February 31, at 25:61 and 12:99 pm.",
    "years without end": "Orr said in the year 99999999 and since 0000, for 10000000000 years, " + "9" * 400 + " months ago.",
    "cues only": "said said said told said. Said, said; “said” said said.",
    "according to nobody": "According to. According to, said. , said . “” said “”. according to according to",
    "pronouns only": "He he him she they it. He said she said they said it said he.",
    "brackets": "((([[[{{{ Orr (said) [that] ten died )))]]]}}} (((((",
    "marks only": "... !!! ??? --- *** ;;; ::: ,,,",
    "a list without end": "Orr said " + ", ".join(f"{n} men" for n in range(400)) + " died.",
    "fractions": "Orr said ½ of ⅔ and ³ or ² or Ⅳ or ① or 1⁄2 or ٣٤ or 四 died, −5 and +-3 and 1e999 and 0x1F, NaN, inf.",
    "money": "Orr said $$$ €£¥ $- $.5.5.5 US$US$5 5$5 %% 5%5% died.",
}
FRAGMENTS = [
    "“", "”", "‘", "’", '"', "'", "«", "»", "„", "``", "''", "(", ")", "[", "]",
    "—", "…", "...", ". ", ", ", "? ", ": ", "\n", "\n\n", "\r\n",
    "\t", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u200f", "\u202e", "\ufeff",
    "\0", "\ud800", "\u2028", "e\u0301\u0327", "İ", "ß", "ﬁ",
    "👩🏽\u200d🚒", "🇺🇳", "قال", "אמר", "他说", "сказал", "٣٤", "½", "99/99/9999",
    "9" * 50, "1,2,3", "$", "%", "5%", "US$5m", "12.5million", "NaN",
    "said", "SAID ORR", "said said", "he told her", "that", "according to",
    "she denied", "claims by", "Ada Orr", "ORR", "he", "It", "not", "no",
    "ten", "dozens of", "at least", "half of the 20", "on Monday", "last",
    "since", "two days earlier", "in 1990s", "U.S.", "Mr.",
    "<br>", "&nbsp;", "&#8220;", "<p>", "</p>", "{{", "http://a.example/b", "a" * 60,
]  # fmt: skip


def reported(text: str, name: str = "bad") -> Article:
    return article(Report(path=f"{name}.txt", raw_sha256="0" * 64, text=text), ReadSettings())


def found_in(text: str, annotator: Annotator) -> tuple[Article, tuple[Statement, ...]]:
    """The article of a text and its statements, exactly one article for one text."""
    made = reported(without_lone_surrogates(text))  # as every reader of files does: a mark of the same length stands there
    ((annotated, found),) = list(statements(annotator.annotate([made])))
    assert annotated.article is made
    return made, found


def walk(value: object) -> Iterator[Record]:
    """Every span of a record, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from walk(item)


def read_again(span: Record, words: str, edits: list[Record]) -> str:
    """The words of the input between the ends of `original`, after the edits inside."""
    start, end = span["original"]
    read, at = "", start
    for edit in sorted((e for e in edits if start <= e["original"][0] and e["original"][1] <= end), key=lambda e: e["original"]):
        read += words[at : edit["original"][0]] + edit["replacement"]
        at = edit["original"][1]
    return read + words[at:end]


def wrong(given: str, made: Article, found: tuple[Statement, ...]) -> list[str]:
    """The spans that do not show their words, in the article or in what was given."""
    text, record = without_lone_surrogates(given), to_record(made)
    spans = [span for part in [record, *map(to_record, found)] for span in walk(part)]
    moved = [str(span) for span in spans if not _stands(span, made, text, record["edits"])]
    outside = [s.id for s in found for span in _quoted(s) if not s.span.start <= span.start <= span.end <= s.span.end]
    ids = [s.id for s in found]
    return moved + outside + sorted({f"repeated {key}" for key in ids if ids.count(key) > 1})


def _stands(span: Record, made: Article, text: str, edits: list[Record]) -> bool:
    shown = made.text[span["start"] : span["end"]] == span["text"] and 0 <= span["start"] <= span["end"]
    back = span["original"] is None or span.get("original_field") is not None or read_again(span, text, edits) == span["text"]
    return shown and back


def _quoted(statement: Statement) -> list[Span]:
    told = statement.attribution
    return [span for span in (told.source, told.cue, *told.content) if span] if told else []


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_breaks_nothing_and_spans_stand_where_they_say(kind: str, annotator: Annotator) -> None:
    text = "\n\n".join([SOUND[0], BAD[kind], SOUND[2]])
    made, found = found_in(text, annotator)
    assert wrong(text, made, found) == []


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_alone_gives_its_article(kind: str, annotator: Annotator) -> None:
    made, found = found_in(BAD[kind], annotator)
    assert made.id
    assert wrong(BAD[kind], made, found) == []


def told(found: tuple[Statement, ...], text: str, words: str) -> list[tuple[object, ...]]:
    """What statements say that lie within some words of the text: their parts without places."""
    start = text.index(words)
    within = [s for s in found if start <= s.span.start and s.span.end <= start + len(words)]
    return [
        (
            s.span.text,
            s.voice,
            s.stance,
            s.negated,
            *[span.text for span in _quoted(s)],
            *[(q.value, q.unit) for q in s.quantities],
        )
        for s in within
    ]


def test_every_report_of_a_bad_file_has_its_record(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    lines = [
        json.dumps({"id": str(n), "text": f"{SOUND[0]}\n\n{text}"}) for n, text in enumerate(BAD.values()) if len(text) < 2_000
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [a.id for a in twosource.read([path])] == [json.loads(line)["id"] for line in lines]


LOCAL = [
    kind
    for kind in BAD
    if "quote" in kind or "marks" in kind or "guillemets" in kind or kind in {"emoji", "brackets", "cues only"}
]


@pytest.mark.parametrize("kind", LOCAL)
def test_one_bad_quotation_costs_one_quotation(kind: str, annotator: Annotator) -> None:
    clean, bad = "\n\n".join(SOUND), "\n\n".join([*SOUND[:2], BAD[kind], SOUND[2]])
    without, with_it = found_in(clean, annotator), found_in(bad, annotator)
    for sentence in SOUND:
        expected = told(without[1], without[0].text, sentence)
        assert expected
        assert told(with_it[1], with_it[0].text, sentence) == expected


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from([*FRAGMENTS, *SOUND, " ", " "]), min_size=1, max_size=30))
def test_any_mixture_of_fragments_keeps_its_spans(pieces: list[str], annotator: Annotator) -> None:
    text = "".join(pieces)
    made, found = found_in(text, annotator)
    assert wrong(text, made, found) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from([f for f in FRAGMENTS if f not in {"\n", "\n\n", "\r\n"}]), min_size=1, max_size=12))
def test_a_bad_paragraph_leaves_the_others_as_they_are(pieces: list[str], annotator: Annotator) -> None:
    bad = " ".join(pieces)
    without, with_it = (
        found_in("\n\n".join([SOUND[0], SOUND[2]]), annotator),
        found_in("\n\n".join([SOUND[0], bad, SOUND[2]]), annotator),
    )
    expected = told(without[1], without[0].text, SOUND[2])
    assert [t[:3] for t in told(with_it[1], with_it[0].text, SOUND[2])] == [t[:3] for t in expected]


# --- Work grows as the text does


def word(number: int) -> str:
    """A made-up name, another for each number."""
    return "K" + "".join(chr(97 + number // 26**place % 26) for place in range(4))


# How a text is made of n parts, and n: each takes a few hundredths of a second.
LONG: dict[str, tuple[Callable[[int], str], int]] = {
    "quote marks": (lambda n: "“ ” ' \" " * n, 400),
    "quotations never closed": (lambda n: "“He left. " * n, 150),
    "nested quotations": (lambda n: "“He said ‘no " * n + "’”" * n, 60),
    "quotations": (lambda n: "“Yes,” he said. " * n, 300),
    "brackets": (lambda n: "(" * n + "Orr said ten died." + ")" * n, 500),
    "words in brackets": (lambda n: "(Orr said) [ten] " * n, 60),
    "one sentence": (lambda n: "the road was closed and Orr said that " * n + "he left.", 60),
    "short sentences": (lambda n: "He left. Orr said no. " * n, 120),
    "commas": (lambda n: "," * n, 3_000),
    "words and commas": (lambda n: "road, " * n, 1_500),
    "numbers": (lambda n: " ".join(str(k % 50) for k in range(n)), 300),
    "numbers of things": (lambda n: "".join(f"{k % 40} men, " for k in range(n)), 200),
    "capital letters": (lambda n: "".join(f"{chr(65 + k % 26)} " for k in range(n)), 1_000),
    "names, each another": (lambda n: "".join(f"{word(k * 7919)} Orr said he left. " for k in range(n)), 80),
    "bodies, each with its letters": (
        lambda n: "".join(f"The {word(k)} Board ({word(k)[:3].upper()}) left. " for k in range(n)),
        60,
    ),
    "all capitals": (lambda n: "TEN MEN DIED, ORR SAID. " * n, 200),
    "pronouns": (lambda n: "He said she told him it was they. " * n, 150),
    "pronouns in one sentence": (lambda n: "he said she told him " * n, 100),
    "cues": (lambda n: "said " * n, 2_000),
    "days": (lambda n: "on Monday, May 5, two days earlier and " * n, 60),
    "paragraphs": (lambda n: "Orr said no.\n\nHe left.\n\n" * n, 200),
}
LONGER = 4
MOST_GROWTH = 8  # linear work takes 4 times as long, quadratic 16


def cpu(work: Callable[[], object], runs: int) -> float:
    """Processor seconds of the quickest of some runs."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times as long work of four times the size takes; a second look where a busy machine may have slowed it."""
    short, long = work(size), work(size * LONGER)
    short()
    found = cpu(long, 1) / max(cpu(short, 2), 1e-3)
    return found if found < MOST_GROWTH else cpu(long, 2) / max(cpu(short, 3), 1e-3)


def test_growth_tells_square_from_line() -> None:
    assert growth(lambda n: lambda: sum(range(n)), 1_000_000) < MOST_GROWTH
    assert growth(lambda n: lambda: [sum(range(n)) for _ in range(n)], 400) > MOST_GROWTH


@pytest.mark.parametrize("kind", LONG)
def test_no_text_is_a_trap_for_statements(kind: str, annotator: Annotator) -> None:
    """All but the parse, which is made before: what parsing costs is bounded by the longest sentence."""
    made_of, size = LONG[kind]

    def work(parts: int) -> Callable[[], object]:
        (annotated,) = annotator.annotate([reported(made_of(parts))])
        return lambda: list(statements([annotated]))

    assert growth(work, size) < MOST_GROWTH
