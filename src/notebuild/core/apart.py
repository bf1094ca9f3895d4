"""Do a piece of work in a process of its own, which may crash or run out of time or memory without harm.

An engine that draws or sets pages is native code with an author's file in its hands: what kills it must
not kill the run, and must be told at the file.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import os
import pickle
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 10
"""Wall seconds a second of allowed processor time: on a busy machine a process gets a part of it."""

PARENT_DEATH = 1
"""`PR_SET_PDEATHSIG` of prctl(2): the signal that a process gets when the one that started it dies."""

MAPPED = Path("/proc/self/statm")
"""Where Linux says how many pages a process has mapped; on other systems memory has no limit of ours."""


class Died(Exception):
    """Raised where the work did not come to its end; its text says why: "ran out of time" …"""


def apart(work: Callable[[], T], seconds: int, megabytes: int) -> T:
    """Return what `work` returns, done in a forked process; what it raises is raised here.

    `seconds` of processor time and `megabytes` more memory than this process has mapped are its limits.
    Raises Died where it exceeds one of them or is killed. What it returns or raises is pickled.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, reading, writing, seconds, megabytes)
    os.close(writing)
    try:
        data = _received(reading, time.monotonic() + seconds * PATIENCE)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)  # it has ended, or shall: nothing is left behind
        _, status = os.waitpid(child, 0)
    if data is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        raise Died("ran out of time")
    if not data:
        raise Died("crashed")
    kind, value = pickle.loads(data)
    if kind == "memory":
        raise Died("ran out of memory")
    if kind == "raised":
        raise value
    result: T = value
    return result


def _received(pipe: int, until: float) -> bytes | None:
    """Return all that comes through a pipe until it closes; None where that is later than `until`."""
    pieces: list[bytes] = []
    while select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
        piece = os.read(pipe, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return None


def _work(work: Callable[[], Any], reading: int, writing: int, seconds: int, megabytes: int) -> None:
    """Do the work and send its outcome; this is the process, and it does not return."""
    try:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
        faulthandler.disable()  # its crash is told by who started it
        _restrict(seconds, megabytes)
        outcome = _outcome(work)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(outcome)
    finally:
        os._exit(0)


def _restrict(seconds: int, megabytes: int) -> None:
    """Set this process's limits; it leaves no core file, and does not outlive who started it."""
    die_with_parent(signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if MAPPED.exists():
        mapped = int(MAPPED.read_text().split()[0]) * resource.getpagesize()
        most = mapped + (megabytes << 20)
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def die_with_parent(number: int) -> None:
    """Have this process get a signal when the one that started it ends; Linux alone can."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PARENT_DEATH, number)


def _outcome(work: Callable[[], Any]) -> bytes:
    """Return what comes of the work, pickled: its kind and its value."""
    try:
        return pickle.dumps(("done", work()))
    except MemoryError:
        return pickle.dumps(("memory", None))
    except BaseException as fault:  # whatever it is, it is raised again on the other side
        trace = "".join(traceback.format_exception(fault))
        fault.add_note(trace)
        try:
            return pickle.dumps(("raised", fault))
        except (AttributeError, TypeError, pickle.PicklingError):
            return pickle.dumps(("raised", RuntimeError(trace)))
