"""The processes that read pages, as their parent sees them, and those of them that rest between two readings.

To start one costs more than to read a page, so one whose reader is done waits for the next reader in the same parent. It ends
when nothing is asked of it for a while, when its parent ends (which closes what it reads from, however the parent ends), or when
too many rest.
"""

import atexit
import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import IO, Final

from twosource.reading.wire import HEAD, Answer

REST: Final = 30.0  # seconds without a page after which a child ends itself: it holds some 100 MB
_MOST: Final = 4  # children that rest at a time: two readers with two each
_START: Final = 120.0  # seconds for the child to load its libraries, also on a machine that is busy
_BOOT: Final = "import sys; sys.path[:] = {path!r}; from twosource.reading.serving import serve; serve{limits!r}"
_CHUNK: Final = 1 << 20


class HadRested(Exception):
    """The child had ended itself before it took the request."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What every page of a child may take: seconds, and bytes above what the child has when it starts."""

    deadline: float
    memory: int


class Child:
    """A process that reads one page at a time. Raises `OSError` or `ValueError` where it cannot be started."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        code = _BOOT.format(path=sys.path, limits=(limits.deadline, limits.memory, REST))
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        self._parent = os.getpid()
        self._in_work = False
        self.process = subprocess.Popen([sys.executable, "-c", code], bufsize=0, stdin=pipe, stdout=pipe, stderr=nothing)
        try:
            os.set_blocking(_opened(self.process.stdin).fileno(), False)
            self._received(_START)
        except BaseException:
            self.end()
            raise

    @property
    def is_ready(self) -> bool:
        """Whether it can be asked: it lives, owes no answer, and is no child of the process that this one was forked from."""
        return not self._in_work and self._parent == os.getpid() and self.process.poll() is None

    def asked(self, request: bytes) -> Answer:
        """Its answer. Raises `TimeoutError` after the deadline, `HadRested`, `OSError` or `ValueError` where it broke down."""
        self._in_work = True  # and stays so where the answer is not awaited, whatever interrupts
        try:
            _send(_opened(self.process.stdin), request, monotonic() + self.limits.deadline)
            answer = self._received(self.limits.deadline)
        except BrokenPipeError:
            with suppress(subprocess.TimeoutExpired):
                if self.process.wait(_START) == 0:
                    raise HadRested from None
            raise
        self._in_work = bool(answer.get("last"))
        return answer

    def end(self) -> None:
        """Ends it; of its parent's child a forked process only lets go."""
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        if self._parent == os.getpid():
            self.process.kill()
            self.process.wait()

    def _received(self, seconds: float) -> Answer:
        end, stream = monotonic() + seconds, _opened(self.process.stdout)
        size, _ = HEAD.unpack(_exactly(stream, HEAD.size, end))
        answer: Answer = json.loads(_exactly(stream, size, end))
        return answer


class Resting:
    """Children that wait to be asked again, each for one reader. Close it: the children end.

    Threads may share it: a child is appended and removed whole, and who removes it has it. There is no lock, which a fork could
    leave shut.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._children: list[Child] = []

    def taken(self, limits: Limits) -> Child | None:
        """The child of these limits that came last, if there is one that is ready."""
        for child in reversed(self._children.copy()):
            if child.limits == limits and self._removed(child):
                if child.is_ready:
                    return child
                child.end()
        return None

    def keep(self, child: Child) -> None:
        """Lets the child rest; where that makes too many, the one that came first ends."""
        self._children.append(child)
        for first in self._children[: -self._most]:
            if self._removed(first):
                first.end()

    def close(self) -> None:
        """Ends all."""
        for child in self._children.copy():
            if self._removed(child):
                child.end()

    def _removed(self, child: Child) -> bool:
        try:
            self._children.remove(child)
        except ValueError:  # another thread was faster
            return False
        return True


RESTING: Final = Resting()
atexit.register(RESTING.close)


def _opened(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None or stream.closed:
        raise BrokenPipeError
    return stream


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
