"""Worker processes that do the actions of tasks: each keeps its engines, and may die without harm.

They are forked from the program, which has one thread and no engine loaded, so that one is there in
milliseconds. The standard library's own pools break as a whole where one process dies
(`concurrent.futures`) or never notice it (`multiprocessing.Pool`, doit's runner).
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from notebuild.core import progress
from notebuild.core.apart import die_with_parent
from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem

FORK = multiprocessing.get_context("fork")

OUTSIDE = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
"""Signals by which a person or the system ends a process; any other is a crash."""


GRACE = 0.5
"""Seconds that a process may take from the closing of its line to its end."""


class OutOfMemory(BaseException):
    """Raised by work that ran out of memory: a worker that has no more is not used again."""


@dataclass(frozen=True, slots=True)
class Dead:
    """The end of a worker in the middle of its work: how, in words, and whether that is a fault of ours."""

    how: str
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What a piece of work returned, and the seconds of processor time that it took with all it started."""

    value: Any
    cpu: float


@dataclass(frozen=True, slots=True)
class At:
    """What a piece of work is at, in its own words."""

    words: str


Work = Callable[[], Any]
"""A piece of work; what it returns is pickled, and what else than OutOfMemory it raises ends its worker."""


class Workers:
    """At most so many worker processes, started as they are needed; for a `with`, which ends them all.

    A piece of work has a name, by which all that is heard of it is told.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, str]] = {}

    @property
    def is_free(self) -> bool:
        """Whether another piece of work can begin at once."""
        return len(self._busy) < self.number

    @property
    def is_idle(self) -> bool:
        """Whether no work is going on."""
        return not self._busy

    def start(self, name: str, work: Work) -> None:
        """Begin a piece of work; one that cannot be pickled is done by a process that is forked for it."""
        try:
            message = pickle.dumps(work)
        except (AttributeError, TypeError, pickle.PicklingError):
            worker = self._forked(work)
        else:
            while True:
                worker = self._idle.pop() if self._idle else self._forked(None)
                try:
                    worker.connection.send_bytes(message)
                    break
                except OSError:  # it died while it had nothing to do
                    worker.end()
        self._busy[worker.connection] = worker, name

    def heard(self, seconds: float) -> Iterator[tuple[str, At | Done | Dead]]:
        """Yield what is heard of the work that goes on; after so many seconds of silence, nothing."""
        # The line of a dead worker is open for as long as another process of its group lives.
        for connection in wait(list(self._busy), seconds) or self._silent():
            assert isinstance(connection, Connection)
            worker, name = self._busy[connection]
            try:
                said = connection.recv() if connection.poll() else worker.died()
            except (EOFError, OSError):
                said = worker.died()
            if not isinstance(said, At):
                del self._busy[connection]
                if isinstance(said, Done):
                    self._idle.append(worker)
                else:
                    worker.end()
            yield name, said

    def close(self) -> None:
        """End all workers, and all that they have started, at once."""
        with _undisturbed():
            for worker in [*self._idle, *(worker for worker, _ in self._busy.values())]:
                worker.end()
            self._idle.clear()
            self._busy.clear()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _silent(self) -> list[Connection]:
        """Return the lines of workers that are dead."""
        return [line for line, (worker, _) in self._busy.items() if not worker.process.is_alive()]

    def _forked(self, work: Work | None) -> _Worker:
        """Start a worker; raises NotebuildError where the system allows no further process."""
        others = [*(worker.connection for worker in self._idle), *self._busy]
        try:
            with _undisturbed():
                return _Worker(others, work)
        except OSError as fault:
            message = f"no further process can be started: {(fault.strerror or str(fault)).lower()}"
            remedy = f"end other programs, or build less at a time: {ENTRY} -n 1"
            raise NotebuildError([Problem(Location(place="the machine"), message, remedy)]) from None


class _Worker:
    """A process that does one piece of work after another, and the line to it."""

    def __init__(self, others: Iterable[Connection], work: Work | None) -> None:
        self.connection, theirs = FORK.Pipe()
        self.process = FORK.Process(target=_serve, args=(theirs, [self.connection, *others], work))
        self.process.start()
        theirs.close()
        with contextlib.suppress(OSError):  # both sides do it: whichever comes first
            os.setpgid(self.process.pid or 0, self.process.pid or 0)

    def died(self) -> Dead:
        """Return how the process ended, which has closed its line or is no longer there."""
        self.process.join(GRACE)
        number = -(self.process.exitcode or 0)
        if number <= 0:
            return Dead("ended without a word", is_ours=True)
        name = next((one.name for one in signal.Signals if one == number), f"signal {number}")
        return Dead(f"was killed ({name})") if number in OUTSIDE else Dead(f"crashed ({name})", is_ours=True)

    def end(self) -> None:
        """End the process, if it still goes on, and all of its group."""
        self.connection.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid or 0, signal.SIGKILL)
        self.process.join()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the signals that end a run waiting, so that no process is half started or half ended."""
    signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, others: Iterable[Connection], work: Work | None) -> None:
    """Do one piece of work after another, until the line is closed; this is the process."""
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)  # so that a Ctrl-C reaches the program alone, and it can end us with all we started
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    faulthandler.enable(2)  # a crash leaves its trace on the standard error
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    die_with_parent(signal.SIGTERM)
    for other in others:
        other.close()
    progress.listen(lambda words: connection.send(At(words)))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            try:
                connection.send(_done(work or pickle.loads(connection.recv_bytes())))
            except OutOfMemory:
                connection.send(Dead("ran out of memory"))
                return
            work = None


def _done(work: Work) -> Done:
    before = _cpu()
    value = work()
    return Done(value, _cpu() - before)


def _cpu() -> float:
    """Return the seconds of processor time of this process, and of all that it has started and waited for."""
    return sum(os.times()[:4])
