"""A large account made from a small one by rule: copies of its reports, each told twice over."""

import json
import re
from collections.abc import Mapping
from typing import Any

from twosource.model import Account, content_id
from twosource.records import dumps, from_record, to_record

_ID = re.compile(r'"([0-9a-f]{24})"')
_TIMES_TOLD = 2
Record = dict[str, Any]


def many(account: Account, groups: int) -> Account:
    """`groups` times the account's reports, each holding its text twice, as one story.

    A third of the claims is told by all groups, the others by one each; who took from whom stays within a group.
    """
    copies = [_copy(account, group) for group in range(groups)]
    joined = len(account.claims) // 3
    claims = [_joined([copy["claims"][n] for copy in copies]) for n in range(joined)]
    whole: Record = {
        "story": {**copies[0]["story"], "article_ids": [a["id"] for copy in copies for a in copy["articles"]]},
        "notes": copies[0]["notes"],
        "similarities": [],
        "claims": claims + [claim for copy in copies for claim in copy["claims"][joined:]],
    }
    for name in ("articles", "statements", "derivations"):
        whole[name] = [item for copy in copies for item in copy[name]]
    return from_record(Account, whole)


def _copy(account: Account, group: int) -> Record:
    """The account with every report's text twice, under ids and outlets of this group."""
    lengths = {article.id: len(article.text) + 2 for article in account.articles}
    again = [_shifted(to_record(account), told, lengths) for told in range(_TIMES_TOLD)]
    first = again[0]
    for article, twin in zip(first["articles"], again[1]["articles"], strict=True):
        article["text"] += "\n\n" + article["text"]
        article["blocks"] += twin["blocks"]
        article["fields"][0]["end"] = len(article["text"])
        article["outlet"]["name"] = f"{article['outlet']['name']} {group}"
    for name in ("statements", "claims"):
        first[name] += again[1][name]
    renamed = _ID.sub(lambda id: f'"{content_id(id[1], str(group))}"', dumps(first))
    return json.loads(renamed)  # type: ignore[no-any-return]


def _shifted(record: Record, told: int, lengths: Mapping[str, int]) -> Record:
    """The record of the `told`-th telling: ids of statements and claims renamed, places moved behind the tellings before."""
    if not told:
        return record
    ids = {item["id"]: content_id(item["id"], f"told {told}") for name in ("statements", "claims") for item in record[name]}
    article_of = {s["id"]: s["article_id"] for s in record["statements"]}
    for article in record["articles"]:
        _move(article["blocks"], lengths[article["id"]] * told)
    for statement in record["statements"]:
        _move(statement, lengths[statement["article_id"]] * told)
    for claim in record["claims"]:
        for part in [*claim["parts"], *(value for difference in claim["differences"] for value in difference["values"])]:
            _move(part, lengths[article_of[part["statement_id"]]] * told)
    return json.loads(_ID.sub(lambda id: f'"{ids.get(id[1], id[1])}"', dumps(record)))  # type: ignore[no-any-return]


def _move(value: Any, by: int) -> None:
    """Moves every span inside by so many code points."""
    if isinstance(value, list):
        for item in value:
            _move(item, by)
    elif isinstance(value, dict):
        if "start" in value:
            value["start"] += by
            value["end"] += by
        for item in value.values():
            _move(item, by)


def _joined(claims: list[Record]) -> Record:
    """The same claim of several groups as one."""
    whole = claims[0]
    for claim in claims[1:]:
        whole["statement_ids"] += claim["statement_ids"]
        whole["parts"] += claim["parts"]
        for difference, other in zip(whole["differences"], claim["differences"], strict=True):
            difference["values"] += other["values"]
        for figure, other in zip(whole["figures"], claim["figures"], strict=True):
            figure["series"] += other["series"]
    whole["support"]["reports"] = len(claims)
    return whole
