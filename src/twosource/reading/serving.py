"""What the process that reads pages does: one page after another from standard input, the answers on standard output.

It ends when the one that asks is gone, when nothing was asked for a while, and when a page took all the memory that it may have.
"""

import gc
import os
import select
import signal
import sys
from contextlib import suppress
from typing import Final

from twosource.errors import InputError
from twosource.reading.wire import Answer, answer_of, put, taken

_GRACE: Final = 5  # seconds after the deadline at which a child whose parent is gone ends itself
_COLLECT: Final = (200_000, 50, 50)  # a page makes some 50,000 tokens and pieces, none of them in a ring


def serve(deadline: float, memory: int, rest: float) -> None:
    """Reads pages, each under a deadline (seconds), all under a limit of memory (bytes), until none comes for `rest` seconds."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    _load()
    gc.freeze()
    gc.set_threshold(*_COLLECT)
    _limit(memory)
    put(answers, {"ready": True})
    while select.select([sys.stdin], [], [], rest)[0] and (asked := taken(sys.stdin.buffer)):
        signal.setitimer(signal.ITIMER_REAL, deadline + _GRACE)  # the default action ends the process
        answer = _answered(*asked)
        signal.setitimer(signal.ITIMER_REAL, 0)
        put(answers, answer)
        if answer.get("last"):
            return


def _load() -> None:
    """Loads what reading a page needs, so that the first page's deadline is for that page."""
    from twosource.reading.html.page import page

    page("<!doctype html><title>Two boats</title><p>Two boats sank and six people were rescued.</p>")


def _limit(memory: int) -> None:
    """Limits the address space to what is used now and so much more; systems without that limit go on without."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = _used() + memory
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def _used() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _answered(source: str, url: str | None) -> Answer:
    from twosource.reading.html.page import page

    try:
        return answer_of(page(source, url))
    except InputError as error:
        return {"error": str(error), "reason": error.reason}
    except MemoryError:
        # what was left half built stays in memory: the next page gets a new process
        message = "the page needs more memory than the guard allows; raise the limit, or save its text instead"
        return {"error": message, "reason": "too_large", "last": True}
