"""The processes that read pages: which are asked again, which are thrown away, and what ends them."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, cast

import pytest

from twosource.errors import InputError
from twosource.reading import children
from twosource.reading.children import Child, Limits, Resting
from twosource.reading.guard import DEADLINE, MEMORY, Guard

BOATS = "<p>Two boats sank off Lomar on Monday.</p>"
LIMITS = Limits(DEADLINE, MEMORY)


@pytest.fixture(scope="module")
def shared() -> Iterator[Resting]:
    resting = Resting()
    yield resting
    resting.close()


@pytest.fixture
def resting(shared: Resting) -> Resting:
    """Holds a child that is ready, as another reading leaves it."""
    with Guard(resting=shared) as guard:
        assert guard.page(BOATS).marked
    return shared


def at_rest(resting: Resting) -> list[Child]:
    return resting._children


# Asked again, or thrown away


def test_a_second_reading_asks_the_child_of_the_first(resting: Resting) -> None:
    (child,) = at_rest(resting)
    with Guard(resting=resting) as guard:
        assert guard.page(BOATS).marked
        assert guard._child is child
        assert at_rest(resting) == [], "a child that works does not rest"
    assert at_rest(resting) == [child]


def test_a_child_that_took_too_long_is_ended_at_once(resting: Resting, monkeypatch: pytest.MonkeyPatch) -> None:
    (child,) = at_rest(resting)
    os.kill(child.process.pid, signal.SIGSTOP)
    monkeypatch.setattr(child, "limits", Limits(0.01, MEMORY))
    with Guard(deadline=0.01, resting=resting) as guard:
        with pytest.raises(InputError, match=r"within 0\.01 seconds"):
            guard.page(BOATS)
        assert child.process.returncode == -signal.SIGKILL
    assert at_rest(resting) == []


def test_a_child_that_died_is_not_asked_again(resting: Resting) -> None:
    (child,) = at_rest(resting)
    child.process.kill()
    child.process.wait()
    with Guard(resting=resting) as guard:
        assert guard.page(BOATS).marked
        assert guard._child is not child


def test_a_child_that_still_owes_an_answer_is_ended(resting: Resting, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    (child,) = at_rest(resting)
    with Guard(resting=resting) as guard:
        monkeypatch.setattr(child, "_received", interrupted)
        with pytest.raises(KeyboardInterrupt):
            guard.page(BOATS)
        assert child.process.returncode == -signal.SIGKILL
    assert at_rest(resting) == []


def test_a_child_that_gave_its_last_answer_is_not_asked_again(resting: Resting, monkeypatch: pytest.MonkeyPatch) -> None:
    (child,) = at_rest(resting)
    monkeypatch.setattr(child, "_received", lambda seconds: {"error": "no memory", "reason": "too_large", "last": True})
    with Guard(resting=resting) as guard:
        with pytest.raises(InputError, match="no memory"):
            guard.page(BOATS)
        assert child.process.returncode is not None
    assert at_rest(resting) == []


# The end


@pytest.fixture
def rested(monkeypatch: pytest.MonkeyPatch) -> Child:
    """A child that waited for as long as it may and ended itself."""
    with monkeypatch.context() as patch:
        patch.setattr(children, "REST", 0.0)
        child = Child(LIMITS)
    assert child.process.wait(timeout=120) == 0
    return child


def test_a_child_that_nobody_asks_ends_itself(rested: Child, resting: Resting) -> None:
    resting.keep(rested)
    taken = resting.taken(LIMITS)
    assert taken is not None
    assert taken.is_ready
    resting.keep(taken)


def test_a_page_that_comes_as_the_child_ends_itself_is_read_by_another(
    rested: Child, resting: Resting, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Guard(resting=resting) as guard:
        guard._child = rested
        monkeypatch.setattr(rested.process, "poll", lambda: None)  # it lived when it was looked at
        assert guard.page(BOATS).marked
        assert guard._child is not rested


READS = """
import os, signal, sys
from twosource.reading import children
from twosource.reading.guard import Guard
children.REST = 3600.0
with Guard() as guard:
    guard.page("<p>Two boats sank off Lomar on Monday.</p>")
(child,) = children.RESTING._children
print(child.process.pid, flush=True)
"""


def child_of(code: str) -> int:
    """The pid of the child that the script leaves at rest, once the script has ended."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", READS + code], capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    return int(done.stdout)


def test_nothing_is_left_when_the_process_ends() -> None:
    pid = child_of("")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a way to wait for the child of another process")
def test_a_child_ends_when_its_parent_is_killed() -> None:
    pid = child_of("os.kill(os.getpid(), signal.SIGKILL)")
    with suppress(ProcessLookupError):
        ended = os.pidfd_open(pid)
        assert select.select([ended], [], [], 120)[0]
        os.close(ended)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a fork")
def test_a_forked_process_leaves_the_children_of_its_parent_alone() -> None:
    forks = """
if os.fork() == 0:
    children.RESTING.close()
    os._exit(0)
assert os.wait()[1] == 0
if os.fork() == 0:
    with Guard() as guard:
        read = guard.page("<p>Two boats sank off Lomar on Monday.</p>").marked
        its_own = guard._child.process.pid != child.process.pid
    children.RESTING.close()
    os._exit(0 if read and its_own else 1)
assert os.wait()[1] == 0
assert child.is_ready
with Guard() as guard:
    assert guard.page("<p>Two boats sank off Lomar on Monday.</p>").marked
    assert guard._child is child
"""
    assert child_of(forks)


# Who rests


@dataclass(eq=False)
class Idle:
    """Stands for a child."""

    limits: Limits = LIMITS
    is_ready: bool = True
    ended: bool = False

    def end(self) -> None:
        self.ended = True


def made(*idle: Idle, most: int = 4) -> Resting:
    resting = Resting(most)
    for one in idle:
        resting.keep(cast(Any, one))
    return resting


def test_each_child_is_given_to_one_reader_the_last_first() -> None:
    first, last = Idle(), Idle()
    resting = made(first, last)
    assert [resting.taken(LIMITS) for _ in range(3)] == [last, first, None]


def test_a_child_of_other_limits_is_not_asked() -> None:
    resting = made(Idle(Limits(DEADLINE, MEMORY + 1)), Idle(Limits(DEADLINE + 1, MEMORY)))
    assert resting.taken(LIMITS) is None


def test_where_too_many_rest_the_first_ends() -> None:
    idle = [Idle() for _ in range(3)]
    made(*idle, most=2)
    assert [one.ended for one in idle] == [True, False, False]


def test_a_child_that_cannot_be_asked_is_ended_when_its_turn_comes() -> None:
    good, gone = Idle(), Idle(is_ready=False)
    assert made(good, gone).taken(LIMITS) is cast(Any, good)
    assert (good.ended, gone.ended) == (False, True)


def test_closing_ends_all_that_rest() -> None:
    idle = [Idle() for _ in range(3)]
    made(*idle).close()
    assert all(one.ended for one in idle)
