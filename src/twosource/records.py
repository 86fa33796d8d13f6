"""Nouns to and from JSON: the one schema of the formats page, for every front end.

A noun's `span` is written into the noun's own object (`{"kind": "body", "start": 0, …}`), except for a statement's, which keeps
its own key. Keys are sorted, so that the same noun gives the same bytes.
"""

import dataclasses
import json
import re
import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from twosource.model import FORMAT, Account, Article, ArticleSpan, Derivation, Evidence, Rejection, Span, Statement, Story

Noun = TypeVar("Noun")
Record = dict[str, Any]

_KINDS: Mapping[type, str] = {
    Article: "article",
    Statement: "statement",
    Story: "story",
    Account: "account",
    Rejection: "rejection",
}
_RENAMED: Mapping[type, Mapping[str, str]] = {Derivation: {"source": "from"}}
_NESTED_SPAN = frozenset({Statement})
_NAMES: dict[type, tuple[str, ...]] = {}
_FIELDS: dict[type, tuple[tuple[str, str], ...]] = {}
_HINTS: dict[type, dict[str, Any]] = {}
_SPAN_OPTIONAL = ("original_field", "how")
_SIMPLE = frozenset({str, int, float, bool, type(None)})  # what most fields hold, and what is written as it is
_BY_FIELD = frozenset({Derivation, Evidence})  # written field by field: all pairs of near copies have one
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)
_LONE = re.compile("[\ud800-\udfff]")


def to_record(noun: Any, *, top: bool = True) -> Record:
    """The JSON object of a noun; `top` adds `format` and `kind` where the noun is a record of its own.

    >>> from twosource.model import Bounds
    >>> to_record(Bounds(low=1, high=2))
    {'low': 1, 'high': 2}
    """
    kind = type(noun)
    record: Record = {"format": FORMAT, "kind": _KINDS[kind]} if top and kind in _KINDS else {}
    if kind is Span:
        return {**record, **_span_record(noun)}
    for name in _names(kind):
        value = getattr(noun, name)
        if isinstance(value, Span) and name == "span" and kind not in _NESTED_SPAN:
            record.update(_span_record(value) | record)
        else:
            record[_key(kind, name)] = _plain(value)
    return record


def derivation_record(derivation: Derivation) -> Record:
    """A derivation as a record of its own: its kind is called `type` there."""
    record = to_record(derivation)
    record["type"] = record.pop("kind")
    return {"format": FORMAT, "kind": "derivation", **record}


def from_record(kind: type[Noun], record: Mapping[str, Any]) -> Noun:
    """The noun of a JSON object. Raises `KeyError` or `TypeError` where a field is missing or of the wrong type."""
    hints = _hints(kind)
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]  # every noun is a dataclass
        if field.name == "span" and kind not in _NESTED_SPAN:
            own = {name for name in _names(kind) if name != "span"}
            values[field.name] = from_record(Span, {key: value for key, value in record.items() if key not in own})
        elif (key := _key(kind, field.name)) in record:
            values[field.name] = _typed(hints[field.name], record[key])
        elif field.default is dataclasses.MISSING:
            raise KeyError(f"{kind.__name__} record without {key!r}")
    return kind(**values)


def dumps(record: Mapping[str, Any]) -> str:
    """One line of JSON with sorted keys; lone surrogates are escaped, since they cannot be written as UTF-8."""
    return _dumped(record)


def account_pieces(account: Account) -> Iterator[str]:
    """What `dumps(to_record(account))` gives, piece by piece: the account of a report of 20 MB is too large for one string."""
    parts: Record = {"format": FORMAT, "kind": _KINDS[Account]} | {name: getattr(account, name) for name in _names(Account)}
    opens = "{"
    for key in sorted(parts):
        yield f"{opens}{_dumped(key)}: "
        yield from _value_pieces(parts[key])
        opens = ", "
    yield "}"


def _value_pieces(value: Any) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield _dumped(_plain(value))
        return
    yield "["
    written: dict[object, str] = {}
    for number, item in enumerate(value):
        yield (", " if number else "") + _text(item, written)
    yield "]"


def _text(value: Any, written: dict[object, str]) -> str:
    """What `_dumped(_plain(value))` gives. Near copies share their words with many: `written` holds what was written before."""
    kind = type(value)
    if kind is tuple:
        return "[" + ", ".join([_text(item, written) for item in value]) + "]"
    if kind in _BY_FIELD:
        return "{" + ", ".join([f'"{key}": {_text(getattr(value, name), written)}' for key, name in _fields(kind)]) + "}"
    if kind is not ArticleSpan and kind is not str:
        return _dumped(_plain(value))
    known = value if kind is str else id(value)
    if known not in written:
        written[known] = _dumped(_plain(value))
    return written[known]


def _fields(kind: type) -> tuple[tuple[str, str], ...]:
    """The keys of a noun's record in order, each with its field."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(sorted((_key(kind, name), name) for name in _names(kind)))
    return _FIELDS[kind]


def _dumped(value: Any) -> str:
    line = _ENCODER.encode(value)
    return line if line.isascii() else _LONE.sub(lambda half: f"\\u{ord(half.group()):04x}", line)


def _span_record(span: Span) -> Record:
    record: Record = {"start": span.start, "end": span.end, "text": span.text, "original": _plain(span.original)}
    record.update({name: value for name in _SPAN_OPTIONAL if (value := getattr(span, name)) is not None})
    return record


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _SIMPLE:
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return to_record(value) if dataclasses.is_dataclass(kind) else value


def _key(kind: type, name: str) -> str:
    return _RENAMED.get(kind, {}).get(name, name)


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in dataclasses.fields(kind))
    return _NAMES[kind]


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _typed(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _typed(next(arg for arg in get_args(hint) if arg is not type(None)), value)
    if origin is tuple:
        arguments = get_args(hint)
        item = arguments[0] if arguments[-1] is Ellipsis else None
        return tuple(_typed(item or arguments[n], part) for n, part in enumerate(value))
    if origin is Literal and value not in get_args(hint):
        raise TypeError(f"{value!r} is none of {', '.join(map(repr, get_args(hint)))}")
    return from_record(hint, value) if dataclasses.is_dataclass(hint) else value  # type: ignore[arg-type]
