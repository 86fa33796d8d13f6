"""Standard streams and the file for what was dropped, as they are found: closed, full, in any encoding, or with nobody there.

Data goes to standard output, everything else to standard error.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from typing import TextIO

from twosource.errors import TwosourceError, UsageError


class OutputError(TwosourceError):
    """What was found cannot be written where it should go; the message says where and why."""


def as_utf8() -> None:
    """The same bytes out for any locale: UTF-8 and plain line feeds."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sits at the other end; a stream that the caller closed is `None`."""
    return stream is not None and stream.isatty()


def say(message: str, *, end: str = "\n") -> None:
    """Words on standard error; where that is closed or full, there is nowhere left to say so."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(message + end)
            sys.stderr.flush()


def printable(message: str) -> str:
    """One line of what may be shown; what a file's name or text could do to a terminal is taken out of it."""
    return "".join(c if c.isprintable() else "\ufffd" for c in message)


def write(pieces: Iterable[str]) -> None:
    """Data on standard output, ended by a line feed. Raises `OutputError` where it takes no more, `BrokenPipeError` if closed."""
    last = ""
    for last in pieces:
        _write(last)
    if not last.endswith("\n"):
        _write("\n")


def _write(text: str) -> None:
    if sys.stdout is not None:
        with writing("standard output"):
            sys.stdout.write(text)


def flush() -> None:
    """Sends on what waits for standard output; raises as `write` does."""
    if sys.stdout is not None:
        with writing("standard output"):
            sys.stdout.flush()


def drop_output() -> None:
    """Lets what is still buffered go nowhere, so that the interpreter does not complain when it ends."""
    if sys.stdout is not None:
        with suppress(UnsupportedOperation):  # a stream in memory keeps what it has
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def writing(name: str) -> Iterator[None]:
    """Names what cannot be written to, in an `OutputError`; a closed pipe is the caller's business."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        told = f"{name} cannot be written ({error.strerror}): make room there, or choose another place"
        raise OutputError(told) from error


def check_place(path: str, inputs: Iterable[str], *, option: str) -> None:
    """Raises `UsageError` where no file can be at `path`, or it would take the place of something that is to be read."""
    place = os.path.realpath(path)
    if os.path.isdir(place) or not os.path.isdir(os.path.dirname(place)):
        raise UsageError(f"{path!r} cannot be written (it is a folder, or lies in none): choose another file for {option}")
    for given in inputs:
        known = os.path.realpath(given)
        if place == known or (os.path.isdir(known) and os.path.commonpath((place, known)) == known):
            raise UsageError(f"{path} is, or lies in, what is to be read ({given}): choose another place for {option}")


def opened_for(path: str, inputs: Iterable[str], *, option: str) -> TextIO:
    """A new file at `path`. Raises `UsageError` where it cannot be, or would take the place of something that is to be read."""
    check_place(path, inputs, option=option)
    try:
        return open(path, "w", encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise UsageError(f"{path!r} cannot be written ({error}): choose another file for {option}") from error


def save(path: str, content: str, *, encoding: str = "utf-8") -> None:
    """The whole content as a file at `path`, or none of it: what stood there before stays until the new is complete.

    Raises `OutputError` where it cannot be written.
    """
    with writing(path):
        if os.path.exists(path) and not os.path.isfile(path):  # a pipe or a device takes what it is given
            _fill(path, content, encoding)
            return
        unfinished = f"{os.path.realpath(path)}.{os.getpid()}.part"
        try:
            _fill(unfinished, content, encoding)
            os.replace(unfinished, os.path.realpath(path))
        except OSError:
            with suppress(OSError):
                os.unlink(unfinished)
            raise


def _fill(path: str, content: str, encoding: str) -> None:
    with open(path, "w", encoding=encoding, errors="backslashreplace", newline="") as file:
        file.write(content)
        file.flush()
        if os.path.isfile(path):
            os.fsync(file.fileno())
