"""The order of the stages, and nothing else: read articles in, statements, stories, derivations or one account out."""

from collections.abc import Iterable, Iterator, Sequence

from twosource.annotate import Annotator
from twosource.claims import account_notes, claims, similarities
from twosource.claims.main_event import main_event
from twosource.claims.sentences import noted
from twosource.derivations import derivations as find_derivations
from twosource.model import Account, Article, Derivation, Statement, Story, content_id
from twosource.reading.narrow import narrow
from twosource.settings import Settings
from twosource.statements import statements as find_statements
from twosource.statements.renamed import renamed
from twosource.stories import stories as find_stories


def statements(
    articles: Iterable[Article], settings: Settings, annotator: Annotator
) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
    """Each article with its statements, in the order given."""
    for annotated, found in find_statements(annotator.annotate(articles), settings.statements):
        yield annotated.article, found


def stories(articles: Iterable[Article], settings: Settings) -> Iterator[Story]:
    """The stories that the articles tell."""
    return find_stories(articles, settings.stories)


def derivations(articles: Sequence[Article], settings: Settings) -> tuple[Derivation, ...]:
    """Who took from whom among the articles of one story."""
    return find_derivations(narrow(articles), settings.derivations)


def compare(articles: Iterable[Article], settings: Settings, annotator: Annotator) -> Account:
    """The account of the articles, taken as reports of one story; the same for any order of them.

    Articles of the same id count once. Raises `ValueError` where there is no article.
    """
    distinct = {article.id: article for article in articles}
    if not distinct:
        raise ValueError("an account needs at least one article")
    narrowed = narrow(tuple(distinct[id] for id in sorted(distinct)))
    said = renamed([found for _, found in statements(narrowed, settings, annotator)])
    taken = find_derivations(narrowed, settings.derivations)
    joined = noted(claims(narrowed, said, taken, settings.claims), narrowed, said)
    event = main_event(narrowed, said)
    return Account(
        story=_story(narrowed),
        articles=narrowed,
        statements=said,
        derivations=taken,
        claims=joined,
        similarities=similarities(said, narrowed, settings.claims) if settings.claims.similarities else (),
        main_event=event,
        notes=account_notes(narrowed, said, taken, joined, event),
    )


def _story(articles: Sequence[Article]) -> Story:
    """The story that the user says these articles tell."""
    days = sorted(a.published.value for a in articles if a.published.value)
    headlines = [a.headline.text for a in sorted(articles, key=lambda a: (a.published.value or "~", a.id)) if a.headline]
    ids = tuple(a.id for a in articles)
    return Story(
        id=content_id("story", *ids),
        headline=headlines[0] if headlines else None,
        article_ids=ids,
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
