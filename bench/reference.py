"""Writes the reference of options, settings and records into docs/reference/, out of the code: its help texts and docstrings.

python bench/reference.py
"""

import dataclasses
import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from typer.main import get_command

from twosource import cli, model, records
from twosource.desk import CHOICES
from twosource.present.table import COLUMNS
from twosource.reading.reasons import REASONS
from twosource.settings import Settings

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
NOTE = "<!-- written by bench/reference.py: change the code's help texts and docstrings, then `make docs` -->\n"
OPTIONS = """# Commands and options

Every command takes `-h` for its help; `twosource --version` tells the version. Data goes to standard output, messages and
progress to standard error. What the records look like that `--json` writes: [records](records.md).
"""
SETTINGS = """# Settings

What the command line does not offer can be set from Python: one frozen object a stage, checked when it is made.

    >>> from twosource import Settings
    >>> from twosource.claims.settings import ClaimSettings
    >>> settings = Settings(claims=ClaimSettings(figures="lowest"))
    >>> settings.claims.figures
    'lowest'

Give them to any verb: `twosource.compare(reports, settings=settings)`. The defaults are the same for every kind of report; they
were found on labelled news, so measure before you change one ([accuracy](../accuracy.md)).
"""
RECORDS = """# Fields and types of records

Records of their own say `"format": "{format}"` and their `kind`: {kinds} and `derivation`. What each
field means: [records](../formats.md). A field with a default may be missing in a record that is read.
"""
# What each exit code of `cli` means; a code without a line here fails the tests.
EXITS: Mapping[str, str] = {
    "DONE": "done",
    "REJECTED": "done, but some inputs were rejected: each is named on standard error and in the file of `--rejected`",
    "USAGE": "wrong usage: an option, a value or a file that cannot be meant",
    "NOTHING": "nothing could be read",
    "INTEGRITY": "an integrity check failed: an account does not agree with its reports",
    "LIMIT": "a limit was reached: an input too large, no room left for the output, a worker that ended early",
    "DISPUTED": "with `--fail-on disputed`: there is a disputed claim",
    "INTERRUPTED": "interrupted from the keyboard",
}
_PLAIN = {int: "number", float: "number", str: "string", bool: "true or false"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitCode:
    """A number with which a command ends, and its meaning."""

    name: str
    value: int
    meaning: str


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / f"{name}.md").write_text(page(), encoding="utf-8")


# Options


def commands() -> list[Any]:
    """The commands of the command line, in the order of its help."""
    return list(get_command(cli.app).commands.values())  # type: ignore[attr-defined]  # an app of several commands is a group


def exit_codes() -> list[ExitCode]:
    return [ExitCode(name=name, value=getattr(cli, name), meaning=meaning) for name, meaning in EXITS.items()]


def options_page() -> str:
    """Every command with its arguments and options, and the exit codes."""
    parts = [NOTE, OPTIONS]
    for command in commands():
        parts += _command(command)
    parts += ["## Exit codes\n", "| code | meaning |", "|---|---|"]
    parts += [f"| {code.value} | {code.meaning} |" for code in exit_codes()]
    return "\n".join(parts) + "\n"


def _command(command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    told = " ".join(_argument(p) for p in arguments)
    yield f"## twosource {command.name}\n"
    yield f"{command.help}\n"
    yield f"    twosource {command.name} [OPTION]… {told}\n"
    yield "| | meaning | default |"
    yield "|---|---|---|"
    for param in command.params:
        yield f"| {_named(param)} | {_cell(param.help or '')} | {_default(param)} |"
    yield ""
    if command.epilog:
        yield f"Example: `{command.epilog.removeprefix('Example: ')}`\n"


def _argument(param: Any) -> str:
    return f"{param.metavar}…" if param.nargs == -1 else str(param.metavar)


def _named(param: Any) -> str:
    """An argument or option as it is typed, with what it takes."""
    if param.param_type_name == "argument":
        return f"`{_argument(param)}`"
    spelled = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
    return spelled if isinstance(param.default, bool) else f"{spelled} {_taken(param)}"


def _taken(param: Any) -> str:
    kind = param.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " or ".join(f"`{choice.value}`" for choice in kind)
    return f"`{param.metavar}`{_range(param)}"


def _range(param: Any) -> str:
    return f" ({param.min} to {param.max})" if None not in (param.min, param.max) else ""


def _default(param: Any) -> str:
    if param.required:
        return "required"
    return "" if param.default in (None, False) else f"`{getattr(param.default, 'value', param.default)}`"


# Settings


def settings_page() -> str:
    """Every setting of every stage, with what its docstring says of it."""
    parts = [NOTE, SETTINGS]
    for stage, kind in stages().items():
        parts += _stage(stage, kind)
    return "\n".join(parts)


def stages() -> dict[str, type]:
    """The class of each stage's settings."""
    return get_type_hints(Settings)


def untold() -> list[str]:
    """Settings of which no docstring says what they mean."""
    return [
        f"{stage}.{field.name}"
        for stage, kind in stages().items()
        for field in dataclasses.fields(kind)
        if not _meaning(kind, field.name)
    ]


def _stage(stage: str, kind: type) -> Iterator[str]:
    options = {setting: option for option, (of, setting) in CHOICES.items() if of == stage}
    yield f"## {stage}\n"
    yield f"`{kind.__module__}.{kind.__name__}`: {_first(kind)}\n"
    yield "| setting | type | default | meaning |"
    yield "|---|---|---|---|"
    hints = get_type_hints(kind)
    told: dict[str, str] = {}
    for field in dataclasses.fields(kind):
        meaning = _meaning(kind, field.name)
        first = told.setdefault(meaning or field.name, field.name)
        shown = f"see `{first}`" if first != field.name else meaning.removeprefix(f"`{field.name}`: ") or "not described yet"
        option = f" (`--{options[field.name]}`)" if field.name in options else ""
        yield f"| `{field.name}`{option} | {_type(hints[field.name])} | `{_value(field.default)}` | {_cell(shown)} |"
    yield ""


def _value(default: object) -> str:
    return f"{default:,}".replace(",", "_") if type(default) is int else repr(default)


def _meaning(kind: type, name: str) -> str:
    """The sentences of a docstring that name a setting; a semicolon parts them where another setting follows it."""
    names = "|".join(field.name for field in dataclasses.fields(kind))
    body = " ".join((kind.__doc__ or "").split())
    sentences = re.split(rf"(?<=\.) |; (?=`(?:{names})`)", body)
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if f"`{name}`" in sentence)


def _first(kind: type) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())


# Records


def nouns() -> dict[str, type]:
    """Every noun of the model, in the order of the code."""
    return {name: noun for name, noun in vars(model).items() if dataclasses.is_dataclass(noun) and isinstance(noun, type)}


def records_page() -> str:
    """Every noun as it looks in JSON, with its docstring, and the reasons for what is dropped."""
    kinds = ", ".join(f"[`{kind}`](#{noun.__name__.lower()})" for noun, kind in records._KINDS.items())
    parts = [NOTE, RECORDS.format(format=model.FORMAT, kinds=kinds)]
    for name, noun in nouns().items():
        parts += _noun(name, noun)
    parts += ["## Reasons for what is dropped\n", "The `reason` of a [Rejection](#rejection). A notice loses nothing.\n"]
    parts += ["| reason | weight | meaning |", "|---|---|---|"]
    parts += [f"| `{name}` | {reason.weight} | {_cell(reason.meaning)} |" for name, reason in REASONS.items()]
    parts += ["\n## Columns of the spreadsheet\n", "What `--csv` writes and `to_pandas()` gives: one row a statement.\n"]
    parts += ["| column | what it holds |", "|---|---|"]
    parts += [f"| `{name}` | {_cell(meaning)} |" for name, meaning in COLUMNS.items()]
    return "\n".join(parts) + "\n"


def _noun(name: str, noun: type) -> Iterator[str]:
    hints = get_type_hints(noun)
    yield f"## {name}\n"
    yield _docstring(noun)
    yield "| field | type | default |"
    yield "|---|---|---|"
    for field in dataclasses.fields(noun):
        if field.name == "span" and noun not in records._NESTED_SPAN:
            yield "| the fields of a [Span](#span) | | |"
            continue
        key = records._RENAMED.get(noun, {}).get(field.name, field.name)
        default = "" if field.default is dataclasses.MISSING else f"`{_json(field.default)}`"
        yield f"| `{key}` | {_type(hints[field.name])} | {default} |"
    yield ""


def _docstring(noun: type) -> str:
    paragraphs = (noun.__doc__ or "").split("\n\n")
    return "".join(" ".join(p.split()) + "\n\n" for p in paragraphs).removesuffix("\n")


def _json(default: object) -> str:
    return {None: "null", (): "[]"}.get(default, str(default).lower())  # type: ignore[call-overload,no-any-return]


def _type(hint: Any) -> str:
    """A type as a reader of JSON knows it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f"`{choice}`" for choice in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys("null" if part is type(None) else _type(part) for part in arguments))
    if origin is tuple:
        return (
            f"list of {_type(arguments[0])}" if arguments[-1] is Ellipsis else f"list of {len(arguments)} × {_type(arguments[0])}"
        )
    return _PLAIN.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PAGES: Mapping[str, Callable[[], str]] = {"options": options_page, "settings": settings_page, "records": records_page}
__all__: Sequence[str] = ("PAGES", "commands", "exit_codes", "main", "untold")

if __name__ == "__main__":
    main()
