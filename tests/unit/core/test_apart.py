"""Work in a process of its own: its outcome, and how it ends where it cannot go on."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable

import pytest

from notebuild.core.apart import Died, apart
from notebuild.core.problems import Location, NotebuildError, Problem

PROBLEM = Problem(Location("a.svg", 3), "a fault", "mend it")


def spin() -> None:
    while True:
        pass


def refuse() -> None:
    raise NotebuildError([PROBLEM])


def fail() -> None:
    class Odd(Exception):
        """One that cannot go to another process."""

    raise Odd("so odd")


def test_what_it_returns() -> None:
    """The value comes back, however large."""
    assert apart(lambda: b"x" * (30 << 20), 5, 200) == b"x" * (30 << 20)


@pytest.mark.parametrize(
    ("work", "why"),
    [
        pytest.param(spin, "ran out of time", id="works without end"),
        pytest.param(lambda: time.sleep(60), "ran out of time", id="waits without end"),
        pytest.param(lambda: len(bytearray(900 << 20)), "ran out of memory", id="memory"),
        pytest.param(os.abort, "crashed", id="abort"),
        pytest.param(lambda: os.kill(os.getpid(), signal.SIGSEGV), "crashed", id="fault of memory"),
    ],
)
def test_its_end_is_told(work: Callable[[], object], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What kills the work is an exception here, and no more."""
    monkeypatch.setattr("notebuild.core.apart.PATIENCE", 2)
    with pytest.raises(Died, match=why):
        apart(work, 1, 100)


def test_what_it_raises() -> None:
    """Problems come back as values; a fault of ours keeps its trace, even where it cannot be sent itself."""
    with pytest.raises(NotebuildError) as refused:
        apart(refuse, 5, 100)
    assert refused.value.problems == (PROBLEM,)
    with pytest.raises(RuntimeError, match="so odd"):
        apart(fail, 5, 100)
    with pytest.raises(ZeroDivisionError) as fault:
        apart(lambda: 1 // 0, 5, 100)
    assert "1 // 0" in fault.value.__notes__[0]


def test_it_does_not_outlive_who_started_it() -> None:
    """Where the one that waits is killed, what it waits for ends too: it would hold its files and its locks."""
    reading, writing = os.pipe()
    waiting = os.fork()
    if waiting == 0:
        apart(lambda: time.sleep(60), 60, 100)
    os.close(writing)
    time.sleep(0.5)
    os.kill(waiting, signal.SIGKILL)
    os.waitpid(waiting, 0)
    assert (
        select.select([reading], [], [], 5)[0] and os.read(reading, 1) == b""
    )  # nobody has it open any more
    os.close(reading)


def test_nothing_is_left() -> None:
    """No process stays behind."""
    apart(lambda: 1, 5, 100)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
