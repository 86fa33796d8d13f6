"""The application: what the command line and the Python interface do, one function a command.

Every function takes what to read as paths (`-`: standard input) or as articles read before, and gives what it made together with
what was dropped on the way, so that nothing disappears.
"""

import copyreg
import io
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from twosource import model, pipeline
from twosource.annotate import AnnotateSettings, Annotator, uncollected
from twosource.errors import LimitError
from twosource.model import Account, Article, Derivation, Rejection, Statement, Story
from twosource.reading import read
from twosource.reading.about import About, Facts
from twosource.reading.reasons import Weight
from twosource.reading.reasons import weight as weight_of
from twosource.reading.report import Report
from twosource.reading.sources import STANDARD_INPUT, about_reports, account_records, files, own_lines, reports, unused_rows
from twosource.settings import Settings
from twosource.verify import Checked
from twosource.verify import verify as check

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Made = TypeVar("Made")
Source = str | Article
Said = tuple[Article, tuple[Statement, ...]]
Batch = tuple[Article | Rejection, ...]
Read = tuple[tuple[Article, ...], tuple[Rejection, ...]]
_BATCH = 16  # articles a worker gets at once: enough that starting a task costs little, few enough that all have work


def _ignore(_: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a command works: the settings of the stages, what the user knows of the reports, and how many processes share the work.

    `progress` is told how many reports were read, or stories compared, so far.
    """

    settings: Settings = field(default_factory=Settings)
    about: About = field(default_factory=About)
    workers: int = 1
    progress: Callable[[int], None] = _ignore


# Where a choice of the user goes: a stage, and the setting of it.
CHOICES: Mapping[str, tuple[str, str]] = {
    "language": ("read", "language"),
    "other_languages": ("read", "other_languages"),
    "fetch": ("read", "fetch"),
    "keep_warc": ("read", "keep_warc"),
    "pipeline": ("annotate", "pipeline"),
    "vague": ("statements", "vague"),
    "figures": ("claims", "figures"),
    "similarities": ("claims", "similarities"),
}


def prepare(
    settings: Settings | None = None,
    *,
    published: str | None = None,
    outlet: str | None = None,
    about: str | None = None,
    families: str | None = None,
    workers: int = 1,
    progress: Callable[[int], None] = _ignore,
    choices: Mapping[str, object] = MappingProxyType({}),
) -> Options:
    """Options out of what a user gives: `choices` by the names of `CHOICES`, `None` leaving the setting as it is.

    `about` and `families` are paths of lists. Raises `UsageError` for a value that cannot be meant, or for a list that cannot be
    read.
    """
    settings = settings or Settings()
    for name, value in choices.items():
        stage, setting = CHOICES[name]
        if value is not None:
            settings = replace(settings, **{stage: replace(getattr(settings, stage), **{setting: value})})
    if families is not None:
        own = (*settings.derivations.families, *own_lines(families, "--families"))
        settings = replace(settings, derivations=replace(settings.derivations, families=own))
    known = about_reports(about, Facts(outlet=outlet, published=published))
    return Options(settings=settings, about=known, workers=workers, progress=progress)


def weight(rejection: Rejection) -> Weight:
    """Whether something was lost by it (`rejected`, `limit`) or not (`notice`)."""
    return weight_of(rejection.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The account of one story (`None` where nothing of it could be read), and what was dropped."""

    account: Account | None
    rejections: tuple[Rejection, ...]


def articles(sources: Iterable[Source], options: Options) -> Iterator[Article | Rejection]:
    """Each report as an article, or what was wrong with it, in order; an article of an id that came before counts once."""
    given = tuple(sources)
    yield from _articles(given, options)
    yield from unused_rows(_files(given, options.about), options.about)


def read_reports(sources: Iterable[Source], options: Options) -> Read:
    """All reports as articles, in order, and what was dropped."""
    return _parted(articles(sources, options))


def statements(sources: Iterable[Source], options: Options) -> Iterator[Said | Rejection]:
    """Each article with its statements, as soon as they are found; what was dropped comes in its place."""
    tasks = ((batch, options.settings) for batch in _batches(articles(sources, options)))
    made = _in_order(_statements_of, tasks, options) if options.workers > 1 else map(_statements_of, tasks)
    for batch in made:
        yield from batch


def stories(sources: Iterable[Source], options: Options) -> tuple[Iterator[Story], tuple[Article, ...], tuple[Rejection, ...]]:
    """The stories that the reports tell, the reports, and what was dropped."""
    read_, rejections = read_reports(sources, options)
    return pipeline.stories(read_, options.settings) if read_ else iter(()), read_, rejections


def derivations(
    sources: Iterable[Source], options: Options
) -> tuple[tuple[Derivation, ...], tuple[Article, ...], tuple[Rejection, ...]]:
    """Who took from whom among the reports of one story, the reports, and what was dropped."""
    read_, rejections = read_reports(sources, options)
    return pipeline.derivations(read_, options.settings) if read_ else (), read_, rejections


def compare(sources: Iterable[Source], options: Options) -> Compared:
    """The account of all these reports as one story; the same for any order of them."""
    return _compared(read_reports(sources, options), options.settings)


def compare_each(paths: Iterable[str], options: Options) -> Iterator[Compared]:
    """One account a file, in the order given, each as soon as it is there: every file is a story of its own.

    The accounts are the same, in the same order, for any number of workers. Raises `LimitError` where a worker dies.
    """
    found = list(files(paths, options.about))
    tasks = (_Task.of(item, options) for item in found)
    made = _in_order(_compare_one, tasks, options) if options.workers > 1 else map(_compare_one, tasks)
    for number, compared in enumerate(made, 1):
        options.progress(number)
        yield compared
    if unused := tuple(unused_rows((item for item in found if isinstance(item, str)), options.about)):
        yield Compared(account=None, rejections=unused)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One story to compare, in a form that can be sent to another process."""

    sources: tuple[Source, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    settings: Settings
    about: About

    @classmethod
    def of(cls, item: str | Rejection, options: Options) -> "_Task":
        """The task of one file; standard input is read here, since a worker has none."""
        if isinstance(item, Rejection):
            return cls(rejections=(item,), settings=options.settings, about=options.about)
        if item != STANDARD_INPUT:
            return cls(sources=(item,), settings=options.settings, about=options.about)
        read_, rejections = _parted(_articles([item], Options(settings=options.settings, about=options.about)))
        return cls(sources=read_, rejections=rejections, settings=options.settings, about=options.about)


def _compare_one(task: _Task) -> Compared:
    read_, rejections = _parted(_articles(task.sources, Options(settings=task.settings, about=task.about)))
    return _compared((read_, task.rejections + rejections), task.settings)


def _compared(found: Read, settings: Settings) -> Compared:
    read_, rejections = found
    account = pipeline.compare(read_, settings, _annotator(settings.annotate)) if read_ else None
    return Compared(account=account, rejections=rejections)


def verify(account_path: str, paths: Iterable[str], options: Options) -> Iterator[tuple[Checked, tuple[Rejection, ...]]]:
    """What agrees and what does not of each account in a file (one a line, as `compare --json` writes it) and its reports.

    Raises `UsageError` where the file holds no account.
    """
    readable = replace(options.settings.read, language="en")  # what was read once is read again, whatever its language
    found = tuple(reports(paths, options.about, readable))
    given = tuple(item for item in found if isinstance(item, Report))
    dropped = tuple(item for item in found if isinstance(item, Rejection))
    for account in account_records(account_path):
        yield check(account, given), dropped


def _articles(sources: Sequence[Source], options: Options) -> Iterator[Article | Rejection]:
    """The articles that were given, then those of all paths together, so that an id that comes twice is seen."""
    seen: set[str] = set()
    given = (source for source in sources if isinstance(source, Article))
    paths = [source for source in sources if not isinstance(source, Article)]
    for found in chain(given, read(paths, options.settings.read, options.about)):
        if isinstance(found, Article) and found.id in seen:
            detail = "the same report was given before; it counts once"
            yield Rejection(stage="read", reason="same_report", detail=detail, path=found.path, line=found.line)
            continue
        if isinstance(found, Article):
            seen.add(found.id)
            options.progress(len(seen))
        yield found


def _files(sources: Sequence[Source], about: About) -> Iterator[str]:
    paths = (source for source in sources if not isinstance(source, Article))
    return (found for found in (files(paths, about) if about.rows else ()) if isinstance(found, str))


def _parted(found: Iterable[Article | Rejection]) -> Read:
    items = tuple(found)
    return (
        tuple(item for item in items if isinstance(item, Article)),
        tuple(item for item in items if isinstance(item, Rejection)),
    )


def _batches(found: Iterable[Article | Rejection]) -> Iterator[Batch]:
    items = iter(found)
    while batch := tuple(islice(items, _BATCH)):
        yield batch


def _statements_of(task: tuple[Batch, Settings]) -> list[Said | Rejection]:
    batch, settings = task
    read_ = [item for item in batch if isinstance(item, Article)]
    said = pipeline.statements(read_, settings, _annotator(settings.annotate))
    return [item if isinstance(item, Rejection) else next(said) for item in batch]


def _in_order(work: Callable[[Item], Made], items: Iterable[Item], options: Options) -> Iterator[Made]:
    """What `work` makes of each item, by several processes, in the order of the items and with few of them waiting."""
    import signal
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    todo = iter(items)
    pool = ProcessPoolExecutor(
        options.workers, mp_context=get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )
    try:
        waiting = deque(pool.submit(_sent, work, _packed(item)) for item in islice(todo, options.workers * 2))
        while waiting:
            made: Made = _unpacked(_result(waiting.popleft()))
            waiting.extend(pool.submit(_sent, work, _packed(item)) for item in islice(todo, 1))
            yield made
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _sent(work: Callable[[Any], Any], item: bytes) -> bytes:
    return _packed(work(_unpacked(item)))


def _result(future: "Future[bytes]") -> bytes:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool as error:
        raise LimitError("a worker process ended early, often for want of memory: use fewer --workers") from error


def _packed(value: Any) -> bytes:
    """A value as bytes, as by plain pickling in half of the time.

    That asks a frozen noun for its fields one by one, in Python, and the collector looks for garbage all along.
    """
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _reducers()
    with uncollected():
        pickler.dump(value)
    return written.getvalue()


def _unpacked(words: bytes) -> Any:
    """The value of which `_packed` made these bytes. Only for bytes of our own processes: unpickling runs what it reads."""
    with uncollected():
        return pickle.loads(words)


@lru_cache(maxsize=1)
def _reducers() -> Mapping[type, Callable[[Any], Any]]:
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind) and "__slots__" in vars(kind)]
    return {**copyreg.dispatch_table, **{kind: _reducer(kind) for kind in kinds}}


def _reducer(kind: type) -> Callable[[Any], Any]:
    values = attrgetter("__class__", *(field.name for field in fields(kind)))
    return lambda noun: (_made, values(noun))


def _made(kind: type, *values: Any) -> Any:
    noun: Any = object.__new__(kind)
    for set_value, value in zip(_setters(kind), values, strict=True):
        set_value(noun, value)
    return noun


@lru_cache(maxsize=256)
def _setters(kind: type) -> tuple[Callable[[Any, Any], None], ...]:
    """What sets each field of a noun, frozen as it is: the slots of its kind."""
    return tuple(vars(kind)[field.name].__set__ for field in fields(kind))


@lru_cache(maxsize=1)
def _annotator(settings: AnnotateSettings) -> Annotator:
    """One parser for all calls with the same settings; what it has parsed before changes nothing in what it gives."""
    return Annotator(settings)
