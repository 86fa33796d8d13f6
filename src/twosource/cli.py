"""The command line: arguments in, records or readable text out. Data goes to standard output, everything else to standard error.

The parameters of a command declare its options; their values are taken from the context by `_Session`, in one way for all.
Nothing heavy is imported before a command runs: `twosource --help` loads neither spaCy nor the stages.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Final, TextIO, TypeVar

import typer
from typer.core import TyperGroup

from twosource import console
from twosource.errors import IntegrityError, LimitError, NothingReadError, TwosourceError, UsageError
from twosource.exports import Exports
from twosource.options import (
    AboutFile,
    CsvFile,
    CsvRaw,
    FailChoice,
    FamiliesFile,
    Fetch,
    FigureChoice,
    HtmlFile,
    Json,
    KeepWarc,
    Language,
    MarkdownFile,
    NoColor,
    OutletName,
    Paths,
    Pipeline,
    Published,
    RejectedFile,
    Similarities,
    VagueChoice,
    Width,
    Workers,
)

if TYPE_CHECKING:
    from twosource.desk import Options
    from twosource.model import Account, Rejection

DONE, REJECTED, USAGE, NOTHING, INTEGRITY, LIMIT, DISPUTED, INTERRUPTED = 0, 1, 2, 3, 4, 5, 10, 130
_CODES = {NothingReadError: NOTHING, IntegrityError: INTEGRITY, LimitError: LIMIT, console.OutputError: LIMIT}
_KNOWN: Final = ("published", "outlet", "about", "families", "workers")  # what desk is told beside its choices
_Noun = TypeVar("_Noun")


class _Commands(TyperGroup):
    """Runs a command; what goes wrong on purpose ends in one line on standard error and its exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            code = super().invoke(ctx)
            console.flush()
        except TwosourceError as error:
            if isinstance(error, console.OutputError):
                console.drop_output()
            console.say(console.printable(f"twosource: {error}"))
            raise typer.Exit(_CODES.get(type(error), USAGE)) from None
        except BrokenPipeError:  # `| head` has read enough
            console.drop_output()
            raise typer.Exit(DONE) from None
        except KeyboardInterrupt:
            console.say("twosource: interrupted")
            raise typer.Exit(INTERRUPTED) from None
        raise typer.Exit(code or DONE)


app = typer.Typer(
    cls=_Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads several news reports of one event and shows, word for word, what they agree on, where they differ, and how many "
    "independent sources stand behind each claim.",
    epilog="Example: twosource compare first.txt second.txt",
)


@dataclass(slots=True, kw_only=True)
class _Session:
    """One run of a command: what it was given, where its messages go, what was read and what was dropped."""

    paths: Sequence[str]
    given: Mapping[str, Any]
    read: int = 0
    weights: set[str] = field(default_factory=set)
    _rejected: TextIO | None = None
    _shown: int = 0

    @classmethod
    def of(cls, ctx: typer.Context) -> "_Session":
        """The run that the context of a command asks for; shows the help where it gives nothing to read."""
        return cls(paths=_paths(ctx, ctx.params["paths"]), given=ctx.params)

    def __enter__(self) -> "_Session":
        if self._rejected_path is not None:
            self._rejected = console.opened_for(self._rejected_path, self.inputs, option="--rejected")
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()
        if self._rejected is not None:
            with console.writing(str(self._rejected_path)):
                self._rejected.close()

    @property
    def inputs(self) -> list[str]:
        """Everything that the command was told to read."""
        about = self.given["about"]
        return [*self.paths, *([] if about is None else [about])]

    @property
    def _rejected_path(self) -> str | None:
        path: str | None = self.given.get("rejected")
        return path

    def options(self, **more: object) -> "Options":
        """What desk needs, with `more` choices of the command's own. Raises `UsageError` for a value that cannot be meant."""
        from twosource import desk

        known = {name: self.given[name] for name in _KNOWN if name in self.given}
        choices = {name: self.given[name] for name in desk.CHOICES if name in self.given}
        return desk.prepare(**known, progress=self.progress, choices={**choices, **more})

    def reads(self, found: "Iterable[_Noun | Rejection]") -> Iterator[_Noun]:
        """What was read, as it comes; what was dropped is named in its place."""
        from twosource.model import Rejection

        for one in found:
            if isinstance(one, Rejection):
                self.drop([one])
            else:
                self.read += 1
                yield one

    def drop(self, rejections: "Iterable[Rejection]") -> None:
        """Names what was dropped on standard error and in the file for it."""
        from twosource.desk import weight
        from twosource.records import dumps, to_record

        for rejection in rejections:
            self.weights.add(weight(rejection))
            self._clear()
            kind = "note: " if weight(rejection) == "notice" else ""
            console.say(console.printable(f"{kind}{_where(rejection)}{rejection.detail} ({rejection.reason})"))
            if self._rejected is not None:
                with console.writing(str(self._rejected_path)):
                    self._rejected.write(dumps(to_record(rejection)) + "\n")

    def progress(self, number: int) -> None:
        """Shows how far the work is, to somebody who sits before it."""
        if console.is_terminal(sys.stderr):
            line = f"{number} read"
            console.say(f"\r{line}", end="")
            self._shown = len(line)

    def _clear(self) -> None:
        if self._shown:
            console.say("\r" + " " * self._shown + "\r", end="")
            self._shown = 0

    def write(self, text: str) -> None:
        """Data, on standard output, ended by a line feed."""
        self.stream([text])

    def stream(self, pieces: Iterable[str]) -> None:
        """Data as it comes: what belongs to a report of 20 MB is too large for one string."""
        self._clear()
        console.write(pieces)

    @property
    def look(self) -> dict[str, Any]:
        """Width and colour of the readable form."""
        plain = self.given["no_color"] or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        color = console.is_terminal(sys.stdout) and not plain
        return {"width": self.given["width"] or shutil.get_terminal_size((80, 24)).columns, "color": color}

    def code(self) -> int:
        """The exit code. Raises `NothingReadError` where no input could be used."""
        if not self.read:
            raise NothingReadError("nothing could be read: give at least one English news report")
        return LIMIT if "limit" in self.weights else REJECTED if "rejected" in self.weights else DONE


@app.callback(invoke_without_command=True)
def _twosource(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"twosource {installed('twosource')}")
        raise typer.Exit
    console.as_utf8()
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(epilog="Example: twosource read report.txt --json")
def read(
    ctx: typer.Context,
    paths: Paths = None,
    json: Json = False,
    published: Published = None,
    outlet: OutletName = None,
    about: AboutFile = None,
    rejected: RejectedFile = None,
    language: Language = None,
    fetch: Fetch = False,
    keep_warc: KeepWarc = None,
    width: Width = None,
    no_color: NoColor = False,
) -> int:
    """Show what each report is made of: headline, byline, credits, date, blocks."""
    with _Session.of(ctx) as session:
        from twosource import desk

        for article in session.reads(desk.articles(session.paths, session.options(other_languages=True))):
            if json:
                session.write(_json(article))
            else:
                from twosource.present.terminal import render_articles

                session.write(render_articles([article], **session.look))
        return session.code()


@app.command(epilog="Example: twosource statements report.txt --json > statements.jsonl")
def statements(
    ctx: typer.Context,
    paths: Paths = None,
    json: Json = False,
    published: Published = None,
    outlet: OutletName = None,
    about: AboutFile = None,
    rejected: RejectedFile = None,
    language: Language = None,
    fetch: Fetch = False,
    keep_warc: KeepWarc = None,
    pipeline: Pipeline = None,
    workers: Workers = 1,
    width: Width = None,
    no_color: NoColor = False,
) -> int:
    """Show who says what in each report: speaker, words, numbers, times."""
    with _Session.of(ctx) as session:
        from twosource import desk

        for article, said in session.reads(desk.statements(session.paths, session.options())):
            if json:
                session.stream(f"{_json(noun)}\n" for noun in (article, *said))
            else:
                from twosource.present.terminal import render_statements

                session.write(render_statements([(article, said)], **session.look))
        return session.code()


@app.command(epilog="Example: twosource stories articles.jsonl --json")
def stories(
    ctx: typer.Context,
    paths: Paths = None,
    json: Json = False,
    published: Published = None,
    outlet: OutletName = None,
    about: AboutFile = None,
    rejected: RejectedFile = None,
    language: Language = None,
    fetch: Fetch = False,
    keep_warc: KeepWarc = None,
    width: Width = None,
    no_color: NoColor = False,
) -> int:
    """Group reports by the event they tell of."""
    with _Session.of(ctx) as session:
        from twosource import desk

        found, articles, dropped = desk.stories(session.paths, session.options())
        session.drop(dropped)
        session.read = len(articles)
        if json:
            for story in found:
                session.write(_json(story))
        elif articles:
            from twosource.present.terminal import render_stories

            session.write(render_stories(tuple(found), articles, **session.look))
        return session.code()


@app.command(epilog="Example: twosource derivations first.txt second.txt")
def derivations(
    ctx: typer.Context,
    paths: Paths = None,
    json: Json = False,
    published: Published = None,
    outlet: OutletName = None,
    about: AboutFile = None,
    families: FamiliesFile = None,
    rejected: RejectedFile = None,
    language: Language = None,
    fetch: Fetch = False,
    keep_warc: KeepWarc = None,
    width: Width = None,
    no_color: NoColor = False,
) -> int:
    """Show which reports of one event took material from which, or from an agency."""
    with _Session.of(ctx) as session:
        from twosource import desk

        found, articles, dropped = desk.derivations(session.paths, session.options())
        session.drop(dropped)
        session.read = len(articles)
        if json:
            from twosource.records import derivation_record, dumps

            for derivation in found:
                session.write(dumps(derivation_record(derivation)))
        elif articles:
            from twosource.present.terminal import render_derivations

            session.write(render_derivations(found, articles, **session.look))
        return session.code()


@app.command(epilog="Example: twosource compare first.txt second.txt --json > account.json")
def compare(
    ctx: typer.Context,
    paths: Paths = None,
    json: Json = False,
    each: Annotated[bool, typer.Option("--each", help="Every file is a story of its own: one account a file.")] = False,
    figures: Annotated[FigureChoice, typer.Option(help="Which of several figures is shown as the best.")] = FigureChoice.latest,
    vague: Annotated[VagueChoice, typer.Option(help="Leave vague amounts in words, or count as ACLED does.")] = VagueChoice.words,
    similarities: Similarities = False,
    fail_on: Annotated[FailChoice | None, typer.Option(help="End with exit code 10 where a claim is disputed.")] = None,
    published: Published = None,
    outlet: OutletName = None,
    about: AboutFile = None,
    families: FamiliesFile = None,
    rejected: RejectedFile = None,
    language: Language = None,
    fetch: Fetch = False,
    keep_warc: KeepWarc = None,
    pipeline: Pipeline = None,
    workers: Workers = 1,
    html: HtmlFile = None,
    markdown: MarkdownFile = None,
    csv: CsvFile = None,
    csv_raw: CsvRaw = False,
    width: Width = None,
    no_color: NoColor = False,
) -> int:
    """Compare reports of one event: one account of what they agree on, differ in, and who stands behind it."""
    session, exports = _Session.of(ctx), Exports(html=html, markdown=markdown, csv=csv, csv_raw=csv_raw)
    exports.check(inputs=session.inputs, each=each)
    with session:
        from twosource import desk

        options = session.options()
        disputed = False
        for compared in desk.compare_each(session.paths, options) if each else [desk.compare(session.paths, options)]:
            session.drop(compared.rejections)
            if compared.account is None:
                continue
            session.read += len(compared.account.articles)
            disputed = disputed or any(claim.verdict == "disputed" for claim in compared.account.claims)
            session.stream(_account(compared.account, session, json=json, each=each))
            console.flush()  # so that the account comes first where both streams go to one place
            for path in exports.write(compared.account):
                console.say(console.printable(f"written: {path}"))
        return DISPUTED if disputed and fail_on else session.code()


@app.command(epilog="Example: twosource verify account.json first.txt second.txt")
def verify(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT.json", help="What compare --json wrote; - for standard input.")],
    paths: Paths = None,
    about: AboutFile = None,
) -> int:
    """Check every id, hash and span of an account against its reports."""
    if not paths:
        raise UsageError("no reports given: name those that the account was made from, after the account")
    with _Session.of(ctx) as session:
        from twosource import desk

        wrong = 0
        for number, (checked, dropped) in enumerate(desk.verify(account, session.paths, session.options())):
            session.drop(dropped if number == 0 else ())
            for problem in checked.problems:
                console.say(console.printable(f"{problem.place}: {problem.what}"))
            wrong += len(checked.problems)
            counts = f"articles: {checked.articles}, statements: {checked.statements}, spans: {checked.spans}"
            session.write(f"{counts}; " + (f"problems: {len(checked.problems)}" if checked.problems else "all agree"))
    if wrong:
        raise IntegrityError(f"{account} does not agree with the reports given (problems: {wrong}): compare the reports again")
    return DONE


def main() -> None:
    """Runs the command line; the exit code says how it went (see the formats page)."""
    app()


def _paths(ctx: typer.Context, paths: list[str] | None) -> list[str]:
    """The paths given; standard input where there are none and something is piped in; otherwise the help is shown."""
    if paths:
        return paths
    if not console.is_terminal(sys.stdin):
        return ["-"]
    typer.echo(ctx.get_help())
    raise typer.Exit(USAGE)


def _json(noun: Any) -> str:
    from twosource.records import dumps, to_record

    return dumps(to_record(noun))


def _account(account: "Account", session: _Session, *, json: bool, each: bool) -> Iterator[str]:
    if json:
        from twosource.records import account_pieces

        yield from account_pieces(account)
    else:
        from twosource.present.terminal import render_account

        yield render_account(account, **session.look) + ("\n" if each else "")


def _where(rejection: "Rejection") -> str:
    if rejection.path is None:
        return ""
    path = "standard input" if rejection.path == "-" else rejection.path or "''"
    return f"{path}, line {rejection.line}: " if rejection.line is not None else f"{path}: "
