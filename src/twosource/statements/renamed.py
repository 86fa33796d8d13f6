"""Statements of one story under one set of names: entities, speakers and roles of all its reports agree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.model import Attribution, Entity, Event, Statement
from twosource.statements.story_names import unify

Names = Mapping[str, str]


def renamed(said: Sequence[Sequence[Statement]]) -> tuple[Statement, ...]:
    """All statements of a story's articles, each name replaced by the one the whole story shows, in the order given."""
    found = {one[0].article_id: _entities(one) for one in said if one}
    shown = unify(found)
    names = {id: _names(found[id], shown[id]) for id in found}
    return tuple(_renamed(statement, names[statement.article_id]) for one in said for statement in one)


def _entities(statements: Sequence[Statement]) -> tuple[Entity, ...]:
    by_place = {(e.span.start, e.span.end): e for statement in statements for e in statement.entities}
    return tuple(by_place[place] for place in sorted(by_place))


def _names(before: Sequence[Entity], after: Sequence[Entity]) -> Names:
    return {old.name: new.name for old, new in zip(before, after, strict=True) if old.name != new.name}


def _renamed(statement: Statement, names: Names) -> Statement:
    if not names:
        return statement
    return replace(
        statement,
        entities=tuple(replace(e, name=names.get(e.name, e.name)) for e in statement.entities),
        events=tuple(_event(e, names) for e in statement.events),
        attribution=_attribution(statement.attribution, names) if statement.attribution else None,
    )


def _event(event: Event, names: Names) -> Event:
    return replace(event, roles=tuple(replace(r, name=names.get(r.name, r.name)) for r in event.roles))


def _attribution(attribution: Attribution, names: Names) -> Attribution:
    return replace(
        attribution,
        speaker=names.get(attribution.speaker, attribution.speaker) if attribution.speaker else None,
        chain=tuple(names.get(link, link) if link else None for link in attribution.chain),
    )
