"""Which report took material from which, with the evidence in both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from twosource.derivations.declared import agencies, declared
from twosource.derivations.direction import direction, without_circles
from twosource.derivations.families import one_family
from twosource.derivations.passages import Pair, Passage, passages
from twosource.derivations.retold import Retelling, retold
from twosource.derivations.revisions import one_page, same_number, same_page
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.shared import Figure, shared_bylines, shared_figures, shared_quotes
from twosource.derivations.words import Place, Vocabulary, Words, words_of
from twosource.model import Article, ArticleSpan, Derivation, DerivationKind, Evidence

QUOTE_WEIGHT = 0.1  # one speaker may have been heard by both: a hint, not a proof
FIGURE_WEIGHT = 0.05
BYLINE_WEIGHT = 0.3
PAGE_WEIGHT = 0.5
RETOLD_WEIGHT = 0.08
LONG_PASSAGE = 20  # words: who rewords hardly leaves so many as they were
_NOTHING_RETOLD = Retelling((), whole=False)


@dataclass(frozen=True, slots=True)
class Shared:
    """What two reports have in common. `common`: own words in shared passages, `copied`: those of them in long ones; `a_share`,
    `b_share`: the part of each one's own words that stands in the other."""

    a: Words
    b: Words
    passages: tuple[Passage, ...]
    quotes: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    retold: Retelling
    common: int
    copied: int
    a_share: float
    b_share: float

    @property
    def share(self) -> float:
        return max(self.a_share, self.b_share)


def derivations(articles: Sequence[Article], settings: DerivationSettings | None = None) -> tuple[Derivation, ...]:
    """Every derivation among the articles, from the most trusted kind of evidence to the least: declared, literal, shared.

    The order of the articles does not matter; an article given twice counts once.
    """
    settings = settings or DerivationSettings()
    by_id = {article.id: article for article in articles}
    ordered = [by_id[key] for key in sorted(by_id)]
    stated = [derivation for article in ordered for derivation in declared(article)]
    found = (_derivation(shared, settings) for shared in _pairs(by_id, settings))
    between = without_circles([derivation for derivation in found if derivation])
    return (*stated, *between, *one_family(ordered, settings))


def _pairs(by_id: Mapping[str, Article], settings: DerivationSettings) -> Iterator[Shared]:
    if len(by_id) < 2:
        return
    vocabulary: Vocabulary = {}
    words = {key: words_of(by_id[key], vocabulary) for key in sorted(by_id)}
    literal = without_boilerplate(passages(words, settings), words, settings)
    quotes, figures = shared_quotes(words, settings), shared_figures(words)
    told = retold(words, vocabulary, settings)
    spoken = [pair for pair, found in quotes.items() if any(quote.length >= settings.quote_words for quote in found)]
    for pair in sorted({*literal, *spoken, *told, *one_page(by_id)}):  # what is made of a pair takes the place of what was found
        yield _shared(
            words, pair, literal.pop(pair, ()), quotes.pop(pair, ()), figures.pop(pair, ()), told.get(pair, _NOTHING_RETOLD)
        )


def without_boilerplate(
    found: Mapping[Pair, tuple[Passage, ...]], words: Mapping[str, Words], settings: DerivationSettings
) -> dict[Pair, tuple[Passage, ...]]:
    """The passages without the notices that many otherwise unlike reports print: a lone passage of a pair, short against
    the reports, that the same report shares so with several others."""
    lone: dict[tuple[str, int], int] = {}
    for pair, items in found.items():
        for key, start in _lone(pair, items, words, settings):
            lone[key, start] = lone.get((key, start), 0) + 1
    kept = {}
    for pair, items in found.items():
        spread = [lone[place] for place in _lone(pair, items, words, settings)]
        if not spread or max(spread) < settings.boilerplate_reports - 1:
            kept[pair] = items
    return kept


def _lone(
    pair: Pair, items: Sequence[Passage], words: Mapping[str, Words], settings: DerivationSettings
) -> tuple[tuple[str, int], ...]:
    if len(items) != 1:
        return ()
    only, a, b = items[0], words[pair[0]], words[pair[1]]
    at_end = only.a0 > 0 and only.b0 > 0 and only.a1 == len(a.keys) and only.b1 == len(b.keys)
    most = settings.notice_words if at_end else 0
    if only.length >= max(most, settings.copy_share * min(a.own, b.own)):
        return ()
    return (pair[0], only.a0), (pair[1], only.b0)


def _shared(
    words: Mapping[str, Words],
    pair: Pair,
    literal: tuple[Passage, ...],
    quotes: tuple[Passage, ...],
    figures: tuple[Figure, ...],
    told: Retelling,
) -> Shared:
    a, b = words[pair[0]], words[pair[1]]
    in_a = _own(a, [(p.a0, p.a1) for p in literal])
    in_b = _own(b, [(p.b0, p.b1) for p in literal])
    long = _own(a, [(p.a0, p.a1) for p in literal if p.length >= LONG_PASSAGE])
    return Shared(a, b, literal, quotes, figures, told, min(in_a, in_b), long, in_a / max(1, a.own), in_b / max(1, b.own))


def _own(words: Words, runs: Sequence[tuple[int, int]]) -> int:
    """How many words outside quotation marks lie in the runs; each once."""
    count, done = 0, 0
    for first, end in sorted(runs):
        count += max(0, words.before[end] - words.before[max(first, done)])
        done = max(done, end)
    return count


def _derivation(shared: Shared, settings: DerivationSettings) -> Derivation | None:
    kind = _kind(shared, settings)
    if kind is None:
        return None
    source, to, directed, reason = direction(shared.a.article, shared.b.article, kind)
    evidence = (*_evidence(shared, kind, settings), *reason)
    score = round(min(1.0, sum(item.score for item in evidence)), 4)
    return Derivation(source=source.id, to=to.id, kind=kind, directed=directed, score=score, evidence=evidence)


def _kind(shared: Shared, settings: DerivationSettings) -> DerivationKind | None:
    one_agency = bool(agencies(shared.a.article) & agencies(shared.b.article))
    if _one_article(shared, settings):
        return "revision"
    if _one_outlet(shared.a.article, shared.b.article) and shared.share >= settings.copy_share:
        return "revision"
    if shared.share >= settings.copy_share:
        return "copy" if 2 * shared.copied >= shared.common else "rewrite"
    if (shared.share >= settings.rewrite_share or shared.retold.whole) and not one_agency:
        return "rewrite"
    spoken = any(quote.length >= settings.quote_words for quote in shared.quotes)
    hinted = spoken or bool(shared.retold.sentences)
    return "common_source" if shared.common >= settings.common_words or hinted else None


def _one_article(shared: Shared, settings: DerivationSettings) -> bool:
    """Whether both are versions of one page; a number in common may be a section's unless much stands in both."""
    if same_page(shared.a.article, shared.b.article):
        return True
    much = shared.retold.whole or shared.share >= settings.revision_share
    return much and same_number(shared.a.article, shared.b.article) is not None


def _one_outlet(a: Article, b: Article) -> bool:
    return bool(a.outlet and b.outlet and a.outlet.name.casefold() == b.outlet.name.casefold())


def _evidence(shared: Shared, kind: DerivationKind, settings: DerivationSettings) -> tuple[Evidence, ...]:
    size = max(1, min(shared.a.own, shared.b.own))
    own = {p: shared.a.before[p.a1] - shared.a.before[p.a0] for p in shared.passages}
    longest = sorted((p for p in own if own[p] >= settings.seed_words), key=lambda p: (-p.length, p))
    kept = sorted(longest[: settings.evidence_kept])
    found = [_passage(shared, p, own[p] / size) for p in kept]
    rest = sum(own[p] for p in longest[settings.evidence_kept :]) / size
    if rest:
        why = f"{len(longest) - settings.evidence_kept} shorter shared passages, not listed"
        found.append(Evidence(feature="shared_passages_unlisted", score=round(rest, 4), spans=(), why=why))
    told = () if kind == "copy" else shared.retold.sentences[: settings.evidence_kept]
    found.extend(_retold(shared, *sentence) for sentence in told)
    found.extend(_quote(shared, quote) for quote in shared.quotes[: settings.evidence_kept])
    found.extend(_figure(shared, figure) for figure in shared.figures[: settings.evidence_kept])
    for one, other in shared_bylines(shared.a.article, shared.b.article):
        spans = _at(shared, (one.span.start, one.span.end), (other.span.start, other.span.end))
        found.append(Evidence(feature="same_byline", score=BYLINE_WEIGHT, spans=spans, why=f"both are by {one.name}"))
    if at := same_page(shared.a.article, shared.b.article) or same_number(shared.a.article, shared.b.article):
        found.append(Evidence(feature="same_url", score=PAGE_WEIGHT, spans=(), why=at))
    return tuple(found)


def _passage(shared: Shared, passage: Passage, score: float) -> Evidence:
    whole = _trimmed(shared, passage)
    spans, why = _spans(shared, whole), _in_a_row(whole.length)
    return Evidence(feature="shared_passage", score=round(score, 4), spans=spans, why=why)


@cache
def _in_a_row(words: int) -> str:
    """Near copies share thousands of passages of few lengths: each is told by one string."""
    return f"{words} words in a row, but for small edits"


def _trimmed(shared: Shared, passage: Passage) -> Passage:
    """The passage without the one or two words of a neighbouring sentence that its ends happen to share."""
    front, back = 0, 0
    for n in (2, 1):
        if not front and passage.a0 + n in shared.a.paragraphs and passage.b0 + n in shared.b.paragraphs:
            front = n
        if not back and passage.a1 - n in shared.a.paragraphs and passage.b1 - n in shared.b.paragraphs:
            back = n
    return Passage(passage.a0 + front, passage.a1 - back, passage.b0 + front, passage.b1 - back)


def _retold(shared: Shared, sentences: Passage, likeness: float) -> Evidence:
    why = "the same told in the same order, in other words"
    weight = round(RETOLD_WEIGHT * likeness, 4)
    return Evidence(feature="retold_sentence", score=weight, spans=_spans(shared, sentences), why=why)


def _quote(shared: Shared, quote: Passage) -> Evidence:
    why = "the same quoted words: one speaker, perhaps heard by both"
    weight = min(QUOTE_WEIGHT, QUOTE_WEIGHT * quote.length / 5)  # two words in quotation marks may be a catchword
    return Evidence(feature="shared_quote", score=round(weight, 4), spans=_spans(shared, quote), why=why)


def _figure(shared: Shared, figure: Figure) -> Evidence:
    name, in_a, in_b = figure
    why = f"both print the figure {name}"
    return Evidence(feature="shared_figures", score=FIGURE_WEIGHT, spans=_at(shared, in_a, in_b), why=why)


def _spans(shared: Shared, passage: Passage) -> tuple[ArticleSpan, ...]:
    return _at(shared, shared.a.place(passage.a0, passage.a1), shared.b.place(passage.b0, passage.b1))


def _at(shared: Shared, in_a: Place, in_b: Place) -> tuple[ArticleSpan, ...]:
    return shared.a.span(in_a), shared.b.span(in_b)
