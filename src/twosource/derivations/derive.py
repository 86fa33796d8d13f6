"""Which report took material from which, with the evidence in both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from twosource.derivations.declared import agencies, declared, is_agency
from twosource.derivations.passages import Pair, Passage, passages
from twosource.derivations.retold import retold
from twosource.derivations.settings import DerivationSettings
from twosource.derivations.shared import Figure, shared_bylines, shared_figures, shared_quotes
from twosource.derivations.words import Place, Vocabulary, Words, words_of
from twosource.lexicon.words import stop_words
from twosource.model import Article, ArticleSpan, Derivation, DerivationKind, Evidence

QUOTE_WEIGHT = 0.1  # one speaker may have been heard by both: a hint, not a proof
FIGURE_WEIGHT = 0.05
BYLINE_WEIGHT = 0.3
PAGE_WEIGHT = 0.5
RETOLD_WEIGHT = 0.08
LONG_PASSAGE = 20  # words: who rewords hardly leaves so many as they were
Retold = tuple[Passage, float]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two reports have in common. `common`: own words in shared passages, `copied`: those of them in long ones; `a_share`,
    `b_share`: the part of each one's own words that stands in the other."""

    a: Words
    b: Words
    passages: tuple[Passage, ...]
    quotes: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    retold: tuple[Retold, ...]
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
    stated = [derivation for key in sorted(by_id) for derivation in declared(by_id[key])]
    found = (_derivation(shared, settings) for shared in _pairs(by_id, settings))
    return (*stated, *(derivation for derivation in found if derivation))


def _pairs(by_id: Mapping[str, Article], settings: DerivationSettings) -> Iterator[Shared]:
    if len(by_id) < 2:
        return
    vocabulary: Vocabulary = {}
    words = {key: words_of(by_id[key], vocabulary) for key in sorted(by_id)}
    literal = without_boilerplate(passages(words, settings), words, settings)
    quotes, figures = shared_quotes(words, settings), shared_figures(words)
    told = retold(words, frozenset(vocabulary[word] for word in stop_words() if word in vocabulary), settings)
    spoken = [pair for pair, found in quotes.items() if any(quote.length >= settings.quote_words for quote in found)]
    for pair in sorted({*literal, *spoken, *told, *_same_pages(by_id)}):
        yield _shared(words, pair, literal.get(pair, ()), quotes.get(pair, ()), figures.get(pair, ()), told.get(pair, ()))


def _same_pages(by_id: Mapping[str, Article]) -> list[Pair]:
    pages: dict[str, list[str]] = {}
    for key in sorted(by_id):
        if url := by_id[key].url:
            pages.setdefault(url, []).append(key)
    return [pair for keys in pages.values() for pair in combinations(keys, 2)]


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
    told: tuple[Retold, ...],
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
    source, to, directed, reason = _direction(shared, kind)
    evidence = (*_evidence(shared, kind, settings), *reason)
    score = round(min(1.0, sum(item.score for item in evidence)), 4)
    return Derivation(source=source.id, to=to.id, kind=kind, directed=directed, score=score, evidence=evidence)


def _kind(shared: Shared, settings: DerivationSettings) -> DerivationKind | None:
    one_agency = bool(agencies(shared.a.article) & agencies(shared.b.article))
    if _one_page(shared.a.article, shared.b.article):
        return "revision"
    if _one_outlet(shared.a.article, shared.b.article) and shared.share >= settings.copy_share:
        return "revision"
    if shared.share >= settings.copy_share:
        return "copy" if 2 * shared.copied >= shared.common else "rewrite"
    if (shared.share >= settings.rewrite_share or shared.retold) and not one_agency:
        return "rewrite"
    spoken = any(quote.length >= settings.quote_words for quote in shared.quotes)
    return "common_source" if shared.common >= settings.common_words or spoken else None


def _one_page(a: Article, b: Article) -> bool:
    return a.url is not None and a.url == b.url


def _one_outlet(a: Article, b: Article) -> bool:
    return bool(a.outlet and b.outlet and a.outlet.name.casefold() == b.outlet.name.casefold())


def _direction(shared: Shared, kind: DerivationKind) -> tuple[Article, Article, bool, tuple[Evidence, ...]]:
    """Source and taker, whether that is known, and why: credit first, then time. What neither tells stays undirected."""
    a, b = shared.a.article, shared.b.article
    if kind == "common_source":
        return a, b, False, ()
    for source, to in ((a, b), (b, a)):
        if source.outlet and source.outlet.kind == "agency" and source.outlet.name.casefold() in agencies(to):
            return source, to, True, (_reason("direction_by_credit", f"it credits {source.outlet.name}, whose report this is"),)
        if kind != "revision" and _states(source) and not agencies(to):
            return (
                source,
                to,
                True,
                (_reason("direction_by_credit", "the other credits an agency for these words, this one nobody"),),
            )
    if kind != "revision" and agencies(a) & agencies(b) and not any(is_agency(x, name) for x in (a, b) for name in agencies(x)):
        return a, b, False, (_reason("same_credit", "both credit the same agency: neither need have taken it from the other"),)
    if (later := published_later(a, b)) is not None:
        source, to = (a, b) if later is b else (b, a)
        return source, to, True, (_reason("direction_by_time", "it was published later"),)
    return a, b, False, ()


def _states(article: Article) -> bool:
    """Whether the article itself says that its text comes from an agency."""
    return any(credit.how == "stated" and credit.agency.casefold() in agencies(article) for credit in article.credits)


def published_later(a: Article, b: Article) -> Article | None:
    """Which of the two was published later, as far as both their dates tell; moments are compared only where both give a zone."""
    days = [value[:10] if (value := article.published.value) and len(value) >= 10 else "" for article in (a, b)]
    if not all(days) or any(day.startswith("X") for day in days):
        return None
    moments = [_moment(article) for article in (a, b)]
    if moments[0] and moments[1]:
        return None if moments[0] == moments[1] else (b if moments[0] < moments[1] else a)
    return None if days[0] == days[1] else (b if days[0] < days[1] else a)


def _moment(article: Article) -> datetime | None:
    value = article.published.value or ""
    try:
        moment = datetime.fromisoformat(value) if "T" in value else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _reason(feature: str, why: str) -> Evidence:
    return Evidence(feature=feature, score=0.0, spans=(), why=why)


def _evidence(shared: Shared, kind: DerivationKind, settings: DerivationSettings) -> tuple[Evidence, ...]:
    size = max(1, min(shared.a.own, shared.b.own))
    unquoted = [p for p in shared.passages if _own(shared.a, [(p.a0, p.a1)]) >= settings.seed_words]
    longest = sorted(unquoted, key=lambda p: (-p.length, p))
    kept = sorted(longest[: settings.evidence_kept])
    found = [_passage(shared, p, _own(shared.a, [(p.a0, p.a1)]) / size) for p in kept]
    rest = sum(_own(shared.a, [(p.a0, p.a1)]) for p in longest[settings.evidence_kept :]) / size
    if rest:
        why = f"{len(longest) - settings.evidence_kept} shorter shared passages, not listed"
        found.append(Evidence(feature="shared_passages_unlisted", score=round(rest, 4), spans=(), why=why))
    told = () if kind == "copy" else shared.retold[: settings.evidence_kept]
    found.extend(_retold(shared, *sentence) for sentence in told)
    found.extend(_quote(shared, quote) for quote in shared.quotes[: settings.evidence_kept])
    found.extend(_figure(shared, figure) for figure in shared.figures[: settings.evidence_kept])
    for one, other in shared_bylines(shared.a.article, shared.b.article):
        spans = _at(shared, (one.span.start, one.span.end), (other.span.start, other.span.end))
        found.append(Evidence(feature="same_byline", score=BYLINE_WEIGHT, spans=spans, why=f"both are by {one.name}"))
    if _one_page(shared.a.article, shared.b.article):
        found.append(Evidence(feature="same_url", score=PAGE_WEIGHT, spans=(), why=f"both stood at {shared.a.article.url}"))
    return tuple(found)


def _passage(shared: Shared, passage: Passage, score: float) -> Evidence:
    whole = _trimmed(shared, passage)
    why = f"{whole.length} words in a row, but for small edits"
    return Evidence(feature="shared_passage", score=round(score, 4), spans=_spans(shared, whole), why=why)


def _trimmed(shared: Shared, passage: Passage) -> Passage:
    """The passage without the one or two words of a neighbouring sentence that its ends happen to share."""
    front, back = 0, 0
    for n in (2, 1):
        if not front and _stops(shared.a, passage.a0 + n) and _stops(shared.b, passage.b0 + n):
            front = n
        if not back and _stops(shared.a, passage.a1 - n) and _stops(shared.b, passage.b1 - n):
            back = n
    return Passage(passage.a0 + front, passage.a1 - back, passage.b0 + front, passage.b1 - back)


def _stops(words: Words, n: int) -> bool:
    """Whether a paragraph begins with the n-th word."""
    return 0 < n < len(words.keys) and "\n" in words.article.text[words.ends[n - 1] : words.starts[n]]


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
    places = ((shared.a, in_a), (shared.b, in_b))
    return tuple(ArticleSpan(article_id=words.article.id, span=words.view.span(*place)) for words, place in places)
