"""Foreign pages read in a child process that a deadline and a limit of memory can stop."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from twosource.errors import InputError, UsageError
from twosource.reading import children
from twosource.reading.children import Resting
from twosource.reading.guard import Guard
from twosource.reading.html.page import page

SOURCE = """<!doctype html><html lang=en><head><title>Boats</title>
<meta property="article:published_time" content="2031-05-01T10:00:00Z"></head>
<body><h1>Boats sink off Lomar &amp; Fenwick</h1>
<p>Two boats sank off Lomar on Monday night and six people were rescued.</p>
<p>The harbour master said that the search had been called off at dawn because of the weather.</p></body></html>"""
SLOW = "<html><body>" + "<p>the same words again and again in here.</p>" * 60_000


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard() as made:
        yield made


def test_a_guarded_page_is_the_page(guard: Guard) -> None:
    assert guard.page(SOURCE, "https://news.example/a") == page(SOURCE, "https://news.example/a")
    assert guard.guarded


def test_one_child_reads_page_after_page(guard: Guard) -> None:
    guard.page(SOURCE)
    child = guard._child
    guard.page("<p>Two boats sank.</p>")
    assert guard._child is child


def test_lone_surrogates_and_long_pages_go_there_and_back(guard: Guard) -> None:
    source = "<p>Two \ud800 boats sank.</p>" + "<!-- -->" * 100_000
    assert guard.page(source) == page(source)


def test_a_page_that_takes_too_long_costs_itself_and_no_other() -> None:
    with Guard(deadline=0.5) as hasty:
        with pytest.raises(InputError, match=r"within 0\.5 seconds.*raise the deadline") as caught:
            hasty.page(SLOW)
        assert caught.value.reason == "too_long"
        assert hasty.page("<p>Two boats sank.</p>").marked


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not enforce the limit of address space")
def test_a_page_that_takes_too_much_memory_costs_itself_and_no_other() -> None:
    with Guard(memory=60 << 20) as poor:
        with pytest.raises(InputError) as caught:
            poor.page(SLOW * 8)
        assert caught.value.reason in ("too_large", "broken_page")
        assert poor.page("<p>Two boats sank.</p>").marked


def test_a_child_that_dies_is_replaced(guard: Guard) -> None:
    guard.page(SOURCE)
    child = guard._child
    assert child is not None
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    assert guard.page("<p>Two boats sank.</p>").marked


def test_an_error_of_the_page_comes_as_it_is(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_answer", lambda asked: {"error": "the page cannot be parsed", "reason": "broken_page"})
    with pytest.raises(InputError, match="cannot be parsed") as caught:
        guard.page(SOURCE)
    assert caught.value.reason == "broken_page"


def test_an_answer_that_is_none_costs_the_page_and_the_child(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    guard.page(SOURCE)
    with monkeypatch.context() as patch:
        patch.setattr(children, "_exactly", lambda stream, size, end: b"\0" * size)
        with pytest.raises(InputError, match="broke down") as caught:
            guard.page(SOURCE)
    assert caught.value.reason == "broken_page"
    assert guard.page("<p>Two boats sank.</p>").marked


def test_without_processes_pages_are_read_unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("no processes here")

    monkeypatch.setattr(subprocess, "Popen", refused)
    with Guard(resting=Resting()) as alone:
        assert alone.page("<p>Two boats sank.</p>").marked
        assert not alone.guarded


def test_nesting_without_end_is_read_or_refused(guard: Guard) -> None:
    for source in ("<div>" * 100_000 + "<p>Two boats sank.", "<html><body>" + "<ul><li>" * 50_000 + "Two boats sank."):
        with suppress(InputError):
            guard.page(source)
    assert guard.page("<p>Two boats sank.</p>").marked


@pytest.mark.parametrize("limits", [{"deadline": 0}, {"memory": -1}])
def test_limits_are_above_zero(limits: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="above zero"):
        Guard(**limits)
