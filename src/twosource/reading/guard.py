"""Foreign web pages read in a child process, which a deadline and a limit of memory can stop.

The child is started once, when the first page comes, and again after it had to be stopped; one page in work at a time. It talks
over its standard streams: length and bytes of address and source one way, length and bytes of JSON the other. Works on Linux; on
macOS the deadline holds and the system ignores the limit of memory. Where no process can be started (some sandboxes), pages are
read without a guard and `Guard.guarded` is false.
"""

import gc
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from time import monotonic
from types import TracebackType
from typing import IO, Any, Final, Self

from twosource.errors import InputError, UsageError
from twosource.model import Dating, Edit
from twosource.reading.report import Marked, Metadata, Page

DEADLINE: Final = 30.0  # seconds for one page; the slowest of the gold pages takes one
MEMORY: Final = 2 << 30  # bytes above what the child has when it starts
_START: Final = 120.0  # seconds for the child to load its libraries, also on a machine that is busy
_GRACE: Final = 5  # seconds after the deadline at which a child whose parent is gone ends itself
_HEAD: Final = struct.Struct("!QQ")
_BOOT: Final = "import sys; sys.path[:] = {path!r}; from twosource.reading.guard import serve; serve({deadline}, {memory})"
_CHUNK: Final = 1 << 20
_COLLECT: Final = (200_000, 50, 50)  # a page makes some 50,000 tokens and pieces, none of them in a ring


class Guard:
    """Reads pages under a deadline (seconds) and a limit of memory (bytes). Close it, or use it in a `with`.

    >>> with Guard() as guard:
    ...     [mark.kind for mark in guard.page("<p>Two boats sank and six people were rescued.</p>").marked]
    ['body']
    """

    def __init__(self, *, deadline: float = DEADLINE, memory: int = MEMORY) -> None:
        if deadline <= 0 or memory <= 0:
            raise UsageError("the deadline and the limit of memory of the guard must be above zero")
        self.deadline, self.memory = deadline, memory
        self.guarded = True
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def page(self, source: str, url: str | None = None) -> Page:
        """The page as `html.page.page` gives it. Raises `InputError`: `too_long`, `too_large`, `broken_page`."""
        with self._lock:
            if not self._started():
                from twosource.reading.html.page import page

                return page(source, url)
            return _page_of(self._answer(_request(source, url)))

    def close(self) -> None:
        """Ends the child, if there is one."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        for stream in (child.stdin, child.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        child.kill()
        child.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()

    def _started(self) -> bool:
        """Whether there is a child to ask; starts one where there is none. A forked process never asks its parent's."""
        if self._owner != os.getpid():
            self._child, self._owner = None, os.getpid()
        if self._child is not None and self._child.poll() is not None:
            self.close()
        if self._child is None and self.guarded:
            try:
                self._child = _start(self.deadline, self.memory)
                self._receive(_START)
            except (OSError, ValueError):
                self.close()
                self.guarded = False
        return self._child is not None

    def _answer(self, request: bytes) -> dict[str, Any]:
        end = monotonic() + self.deadline
        try:
            _send(self._stream("stdin"), request, end)
            answer = self._receive(self.deadline)
        except TimeoutError:
            self.close()
            raise InputError(_too_long(self.deadline), reason="too_long") from None
        except (OSError, ValueError):
            self.close()
            raise InputError(_GONE, reason="broken_page") from None
        if answer.get("last"):
            self.close()
        return answer

    def _receive(self, seconds: float) -> dict[str, Any]:
        end, stream = monotonic() + seconds, self._stream("stdout")
        size, _ = _HEAD.unpack(_exactly(stream, _HEAD.size, end))
        answer: dict[str, Any] = json.loads(_exactly(stream, size, end))
        return answer

    def _stream(self, name: str) -> IO[bytes]:
        stream: IO[bytes] | None = getattr(self._child, name, None)
        if stream is None:
            raise BrokenPipeError(name)
        return stream


_GONE: Final = "the process that reads foreign pages broke down over this page; save its text instead"


def _too_long(deadline: float) -> str:
    return f"the page was not read within {deadline:g} seconds; raise the deadline, or save its text instead"


def _start(deadline: float, memory: int) -> "subprocess.Popen[bytes]":
    code = _BOOT.format(path=sys.path, deadline=deadline, memory=memory)
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    child: subprocess.Popen[bytes] = subprocess.Popen([sys.executable, "-c", code], bufsize=0, **streams)  # type: ignore[call-overload]
    if child.stdin is not None:
        os.set_blocking(child.stdin.fileno(), False)
    return child


def _request(source: str, url: str | None) -> bytes:
    address, text = (url or "").encode("utf-8", "surrogatepass"), source.encode("utf-8", "surrogatepass")
    return _HEAD.pack(len(address), len(text)) + address + text


def _send(stream: IO[bytes], request: bytes, end: float) -> None:
    """Writes all of it, as much at a time as goes; a child that is stopped does not read, so each piece has the deadline."""
    sent, view = 0, memoryview(request)
    while sent < len(view):
        if not select.select([], [stream], [], max(0.0, end - monotonic()))[1]:
            raise TimeoutError
        with suppress(BlockingIOError):
            sent += os.write(stream.fileno(), view[sent:])


def _exactly(stream: IO[bytes], size: int, end: float) -> bytes:
    """So many bytes; `BrokenPipeError` where the stream ends before, `TimeoutError` where the time does."""
    found = bytearray()
    while len(found) < size:
        if not select.select([stream], [], [], max(0.0, end - monotonic()))[0]:
            raise TimeoutError
        piece = os.read(stream.fileno(), min(_CHUNK, size - len(found)))
        if not piece:
            raise BrokenPipeError
        found += piece
    return bytes(found)


def _page_of(answer: dict[str, Any]) -> Page:
    if "error" in answer:
        raise InputError(answer["error"], reason=answer["reason"])
    about = answer["metadata"]
    for name in ("published", "modified"):
        dating = about[name]
        about[name] = Dating(**{**dating, "candidates": tuple(dating["candidates"])}) if dating else None
    about = {name: tuple(value) if isinstance(value, list) else value for name, value in about.items()}
    return Page(
        edits=tuple(Edit(rule=rule, original=(start, end), replacement=words) for rule, start, end, words in answer["edits"]),
        marked=tuple(Marked(kind=kind, start=start, end=end) for kind, start, end in answer["marked"]),
        metadata=Metadata(**about),
        lost=tuple(answer["lost"]),
    )


def _fields(page: Page) -> dict[str, Any]:
    return {
        "edits": [(edit.rule, *edit.original, edit.replacement) for edit in page.edits],
        "marked": [(mark.kind, mark.start, mark.end) for mark in page.marked],
        "metadata": asdict(page.metadata),
        "lost": page.lost,
    }


# ------------------------------------------------------------------ the child
def serve(deadline: float, memory: int) -> None:
    """Reads pages from standard input and answers on standard output until the one that asks is gone. The child's own loop."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    _load()
    gc.freeze()
    gc.set_threshold(*_COLLECT)
    _limit(memory)
    _put(answers, {"ready": True})
    while request := _taken(sys.stdin.buffer):
        signal.setitimer(signal.ITIMER_REAL, deadline + _GRACE)  # the default action ends the process
        answer = _answered(*request)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _put(answers, answer)
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


def _taken(stream: IO[bytes]) -> tuple[str, str | None] | None:
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    of_url, of_source = _HEAD.unpack(head)
    url = stream.read(of_url).decode("utf-8", "surrogatepass")
    return stream.read(of_source).decode("utf-8", "surrogatepass"), url or None


def _answered(source: str, url: str | None) -> dict[str, Any]:
    from twosource.reading.html.page import page

    try:
        return _fields(page(source, url))
    except InputError as error:
        return {"error": str(error), "reason": error.reason}
    except MemoryError:
        # what was left half built stays in memory: the next page gets a new process
        message = "the page needs more memory than the guard allows; raise the limit, or save its text instead"
        return {"error": message, "reason": "too_large", "last": True}


def _put(stream: IO[bytes], answer: dict[str, Any]) -> None:
    raw = json.dumps(answer).encode("ascii")
    stream.write(_HEAD.pack(len(raw), 0) + raw)
    stream.flush()
