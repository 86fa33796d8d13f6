"""Foreign web pages read in a child process, which a deadline and a limit of memory can stop.

A child comes with the first page: one that rests from an earlier reading with the same limits, else a new one; and again after
one had to be stopped. It has one page in work at a time. Works on Linux; on macOS the deadline holds and the system ignores the
limit of memory. Where no process can be started (some sandboxes), pages are read without a guard and `Guard.guarded` is false.
"""

import threading
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from twosource.errors import InputError, UsageError
from twosource.reading.children import RESTING, Child, HadRested, Limits, Resting
from twosource.reading.report import Page
from twosource.reading.wire import Answer, page_of, request

DEADLINE: Final = 30.0  # seconds for one page; the slowest of the gold pages takes one
MEMORY: Final = 2 << 30  # bytes above what the child has when it starts
_GONE: Final = "the process that reads foreign pages broke down over this page; save its text instead"


class Guard:
    """Reads pages under a deadline (seconds) and a limit of memory (bytes). Close it, or use it in a `with`.

    `resting` holds the children that earlier guards are done with, and gets this one's.

    >>> with Guard() as guard:
    ...     [mark.kind for mark in guard.page("<p>Two boats sank and six people were rescued.</p>").marked]
    ['body']
    """

    def __init__(self, *, deadline: float = DEADLINE, memory: int = MEMORY, resting: Resting = RESTING) -> None:
        if deadline <= 0 or memory <= 0:
            raise UsageError("the deadline and the limit of memory of the guard must be above zero")
        self.limits = Limits(deadline, memory)
        self.guarded = True
        self._resting = resting
        self._child: Child | None = None
        self._lock = threading.Lock()

    def page(self, source: str, url: str | None = None) -> Page:
        """The page as `html.page.page` gives it. Raises `InputError`: `too_long`, `too_large`, `broken_page`."""
        with self._lock:
            answer = self._answer(request(source, url))
        if answer is None:
            from twosource.reading.html.page import page

            return page(source, url)
        return page_of(answer)

    def close(self) -> None:
        """Lets the child rest, if there is one, or ends it where it is not to be asked again."""
        child, self._child = self._child, None
        if child is not None and child.is_ready:
            self._resting.keep(child)
        elif child is not None:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()

    def _answer(self, asked: bytes) -> Answer | None:
        """What a child answers; `None` where there is none to ask."""
        for _ in range(2):
            with suppress(HadRested):
                child = self._ready()
                return None if child is None else self._of(child, asked)
        raise InputError(_GONE, reason="broken_page")

    def _ready(self) -> Child | None:
        """The child, or where it is not to be asked again another one; `None` where none can be started."""
        if self._child is not None and not self._child.is_ready:
            self.close()
        if self._child is None and self.guarded:
            try:
                self._child = self._resting.taken(self.limits) or Child(self.limits)
            except (OSError, ValueError):
                self.guarded = False
        return self._child

    def _of(self, child: Child, asked: bytes) -> Answer:
        try:
            return child.asked(asked)
        except TimeoutError:
            raise InputError(_too_long(self.limits.deadline), reason="too_long") from None
        except (OSError, ValueError):
            raise InputError(_GONE, reason="broken_page") from None
        finally:
            if not child.is_ready:
                self.close()


def _too_long(deadline: float) -> str:
    return f"the page was not read within {deadline:g} seconds; raise the deadline, or save its text instead"
