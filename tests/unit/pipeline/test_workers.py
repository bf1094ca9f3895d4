"""Worker processes: what they return, how their deaths are told, and that none is left behind."""

from __future__ import annotations

import errno
import faulthandler
import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from notebuild.core import progress
from notebuild.core.apart import apart
from notebuild.core.problems import NotebuildError
from notebuild.pipeline import processors
from notebuild.pipeline.workers import At, Dead, Done, OutOfMemory, Workers

PATIENCE = 20


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Two workers at most."""
    with Workers(2) as two:
        yield two


def heard(workers: Workers, number: int = 1) -> dict[str, At | Done | Dead]:
    """What is heard of so many pieces of work at their ends, by name."""
    found: dict[str, At | Done | Dead] = {}
    until = time.monotonic() + PATIENCE
    while len(found) < number and time.monotonic() < until:
        found |= {name: said for name, said in workers.heard(0.2) if not isinstance(said, At)}
    return found


def value(said: At | Done | Dead) -> object:
    assert isinstance(said, Done), said
    return said.value


def is_there(process: int) -> bool:
    """Whether a process runs, and has not merely not been waited for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def left(started: dict[str, int]) -> list[str]:
    """What of these processes is still there after a moment, for the system to end them."""
    until = time.monotonic() + 1
    while any(map(is_there, started.values())) and time.monotonic() < until:
        time.sleep(0.01)
    return [name for name, one in started.items() if is_there(one)]


def test_a_worker_is_used_again(workers: Workers) -> None:
    """The same process does the next piece of work: what it has imported is there."""
    workers.start("first", os.getpid)
    first = value(heard(workers)["first"])
    workers.start("second", os.getpid)
    assert value(heard(workers)["second"]) == first != os.getpid()


def test_two_at_a_time(workers: Workers) -> None:
    """As many pieces of work go on as there may be workers, each in a process of its own."""
    workers.start("one", partial(time.sleep, 0.2))
    assert workers.is_free
    workers.start("two", os.getpid)
    assert (workers.is_free, workers.is_idle) == (False, False)
    assert heard(workers, 2).keys() == {"one", "two"}
    assert workers.is_idle


def test_work_that_cannot_be_sent(workers: Workers) -> None:
    """A closure is done by a process that is forked for it."""
    word = "said"
    workers.start("closure", lambda: word)
    assert value(heard(workers)["closure"]) == "said"


def spends() -> None:
    """Take processor time here and in a process of its own."""
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    apart(partial(_spend, 0.2), 10, 1000)


def _spend(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_processor_time_is_that_of_all(workers: Workers) -> None:
    """What a piece of work took includes the processes that it started."""
    workers.start("spends", spends)
    said = heard(workers)["spends"]
    assert isinstance(said, Done) and 0.35 < said.cpu < 2


def tells() -> None:
    """Tell what it is at, and what a process that it starts is at."""
    progress.at("the first step")
    with progress.part("apart"):
        apart(partial(progress.at, "the second step"), 10, 1000)


def test_what_work_is_at(workers: Workers) -> None:
    """What a piece of work and the processes that it forks tell is heard before its end."""
    workers.start("tells", tells)
    words = []
    while not workers.is_idle:
        words += [said.words for _, said in workers.heard(1) if isinstance(said, At)]
    assert words == ["the first step", "apart, the second step"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (signal.SIGKILL, Dead("was killed (SIGKILL)")),
        (signal.SIGTERM, Dead("was killed (SIGKILL)")),
        (signal.SIGINT, Dead("was killed (SIGINT)")),
        (signal.SIGSEGV, Dead("crashed (SIGSEGV)", is_ours=True)),
        (signal.SIGABRT, Dead("crashed (SIGABRT)", is_ours=True)),
    ],
)
def test_a_worker_that_is_killed(workers: Workers, number: int, expected: Dead) -> None:
    """A signal that ends a worker is told by its name, of its own work alone; another does the next."""
    workers.start("other", partial(time.sleep, 0.5))
    workers.start("struck", partial(_struck, number))
    found = heard(workers, 2)
    assert found["struck"] == expected
    assert isinstance(found["other"], Done)
    workers.start("next", os.getpid)
    assert isinstance(heard(workers)["next"], Done)


def _struck(number: int) -> None:
    faulthandler.disable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.kill(os.getpid(), number)
    time.sleep(PATIENCE)


def _apart(folder: str) -> None:
    """Work in a process of its own, with a program that knows nothing of us."""
    Path(folder, "worker").write_text(str(os.getpid()))
    program = subprocess.Popen(["sleep", "60"])
    Path(folder, "program").write_text(str(program.pid))
    apart(partial(_slow, folder), 60, 1000)


def _slow(folder: str) -> None:
    Path(folder, "apart.new").write_text(str(os.getpid()))
    Path(folder, "apart.new").rename(Path(folder, "apart"))
    time.sleep(60)


def processes(folder: Path) -> dict[str, int]:
    """Return the processes of `_apart` once all are there, by what they are."""
    until = time.monotonic() + PATIENCE
    while not (folder / "apart").exists() and time.monotonic() < until:
        time.sleep(0.01)
    return {name: int((folder / name).read_text()) for name in ("worker", "program", "apart")}


def test_a_death_is_told_within_a_second(workers: Workers, tmp_path: Path) -> None:
    """So it is where the worker has started others, and those end with it."""
    workers.start("apart", partial(_apart, str(tmp_path)))
    started = processes(tmp_path)
    os.kill(started["worker"], signal.SIGKILL)
    began = time.monotonic()
    assert heard(workers) == {"apart": Dead("was killed (SIGKILL)")}
    assert time.monotonic() - began < 1
    assert left(started) == []


def test_all_end_together(tmp_path: Path) -> None:
    """Whoever leaves the `with` leaves no process, whatever it was doing."""
    with Workers(1) as workers:
        workers.start("apart", partial(_apart, str(tmp_path)))
        started = processes(tmp_path)
        began = time.monotonic()
    assert time.monotonic() - began < 1
    assert left(started) == []


def _hungry() -> None:
    """Ask for more memory than this process may have."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    try:
        bytearray(1 << 31)
    except MemoryError:
        raise OutOfMemory from None


def test_out_of_memory(workers: Workers) -> None:
    """A worker that ran out of memory says so, and is not used again."""
    workers.start("hungry", _hungry)
    assert heard(workers) == {"hungry": Dead("ran out of memory")}
    workers.start("next", partial(bytes, 1 << 20))
    assert len(value(heard(workers)["next"])) == 1 << 20  # type: ignore[arg-type]


def test_a_worker_that_leaves(workers: Workers) -> None:
    """One that ends by itself is a fault of ours."""
    workers.start("leaves", partial(os._exit, 3))
    assert heard(workers) == {"leaves": Dead("ended without a word", is_ours=True)}


def test_one_that_died_with_nothing_to_do(workers: Workers) -> None:
    """It is replaced: nobody waits for it."""
    workers.start("first", os.getpid)
    first = value(heard(workers)["first"])
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    while is_there(first):
        time.sleep(0.01)
    workers.start("second", os.getpid)
    assert value(heard(workers)["second"]) != first


def test_a_great_answer(workers: Workers) -> None:
    """An answer may be larger than what a pipe holds."""
    workers.start("great", partial(bytes, 10_000_000))
    assert len(value(heard(workers)["great"])) == 10_000_000  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("max 100000", 0), ("200000 100000", 2), ("250000 100000", 3), ("50000 100000", 1), ("", 0), ("x", 0)],
)
def test_the_share_of_a_container(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, expected: int
) -> None:
    """A container may have a right to fewer processors than there are (Linux, cgroup v2, cpu.max)."""
    monkeypatch.setattr(processors, "QUOTA", tmp_path / "cpu.max")
    assert processors.quota() == 0
    (tmp_path / "cpu.max").write_text(text)
    assert processors.quota() == expected


def test_no_further_process(monkeypatch: pytest.MonkeyPatch, workers: Workers) -> None:
    """Where the system starts no process it is told, with what to do."""

    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(NotebuildError) as caught:
        workers.start("one", os.getpid)
    assert str(caught.value) == (
        "the machine: no further process can be started: resource temporarily unavailable\n"
        "    end other programs, or build less at a time: ./doit -n 1"
    )
