"""Runs as somebody has them at a terminal: what is shown there, Ctrl-C, a pipe that is closed, two at once."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from houses import ROOT

Project = Any  # the class of `tests/conftest.py`
FREE = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI", "GITHUB_ACTIONS")}
PATIENCE = 120


class Session:
    """A run in a terminal of its own, of so many columns."""

    def __init__(self, root: Path, *arguments: str, columns: int = 80, **settings: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "doit", *arguments],
            cwd=root,
            env=FREE | {"PYTHONPATH": str(ROOT / "src"), "TERM": "xterm"} | settings,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self.written = ""

    def read(self, until: str = "") -> str:
        """All that is written up to these words, or to the end."""
        end = time.monotonic() + PATIENCE
        while not (until and until in self.written) and time.monotonic() < end:
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    self.written += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:  # the other side is closed (pty(7))
                    break
        assert until in self.written, self.written
        return self.written

    def status(self) -> int:
        """The exit status, once it has ended."""
        self.read()
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """End it, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Session]]:
    """Starts sessions, and ends them."""
    started: list[Session] = []

    def start(*arguments: Any, **settings: Any) -> Session:
        started.append(Session(*arguments, **settings))
        return started[-1]

    yield start
    for session in started:
        session.close()


@pytest.fixture
def small(small_build: Project, tmp_path: Path) -> Project:
    """A copy of the built small note, of which the PDFs are to be made again."""
    copy = small_build.copy(tmp_path / "small")
    for path in copy.build.glob("small.*.pdf"):
        path.unlink()
    return copy


def running_in(folder: Path) -> list[str]:
    """The processes that work in a folder, by their command lines."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def left_in(folder: Path) -> list[str]:
    """The processes that still work in a folder after a moment, for the system to end them."""
    until = time.monotonic() + 3
    while running_in(folder) and time.monotonic() < until:
        time.sleep(0.02)
    return running_in(folder)


def screen(written: str) -> list[str]:
    """The lines that stand in a terminal after this was written: a line that replaces itself leaves none."""
    lines = written.replace("\r\n", "\n").split("\n")
    return [line.rpartition("\r")[2].removesuffix("\x1b[K") for line in lines]


def test_a_terminal_shows_what_is_done(
    small: Project, small_build: Project, terminal: Callable[..., Session]
) -> None:
    """The last line tells the PDFs with the page that is laid out; at the end it is gone, and the report is whole."""
    session = terminal(small.root, columns=60)
    assert session.status() == 0
    shown = re.findall(r"\r([^\r\n\x1b]+)\x1b\[K", session.written)
    assert any(re.match(r"\d+ of 19 \| pdf:small\.\w\w ", line) for line in shown)
    assert any(re.search(r"pdf:small\.\w\w layout 1, page [1-9], \d+ s", line) for line in shown)
    assert max(map(len, shown)) < 60
    lines = screen(session.written)
    assert len([line for line in lines if re.fullmatch(r"pdf:small\.\w\w +\d+\.\d s", line)]) == 2
    assert not [line for line in lines if "|" in line]
    assert small.sums() == small_build.sums()


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}], ids=str)
def test_no_line_where_none_is_wanted(
    small: Project, terminal: Callable[..., Session], setting: dict[str, str]
) -> None:
    """In a terminal that cannot, or where somebody forbids it, nothing is replaced; nor is it in a log."""
    session = terminal(small.root, "check", **setting)
    assert session.status() == 0
    assert "\x1b" not in session.written
    assert "\x1b" not in small.run("--always-execute", "titles").output


PHASES = [
    pytest.param("check:small.en", marks=pytest.mark.slow),
    pytest.param("edition:small.fr", marks=pytest.mark.slow),
    "pdf:small.en",
    pytest.param("docx:small.fr", marks=pytest.mark.slow),
    pytest.param("verify:small", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("phase", PHASES)
def test_ctrl_c(small: Project, small_build: Project, terminal: Callable[..., Session], phase: str) -> None:
    """Ctrl-C in the terminal ends all at once with 130, whatever is done; the next run makes the same bytes."""
    session = terminal(small.root, "--always-execute", columns=200)
    session.read(until=f"{phase} ")
    os.write(session.master, b"\x03")
    began = time.monotonic()
    assert session.status() == 130
    assert time.monotonic() - began < 3
    assert left_in(small.root) == []
    assert "Traceback" not in session.written
    run = small.run()
    assert run.status == 0, run.output
    assert small.sums() == small_build.sums()


@pytest.mark.parametrize(
    ("number", "status"),
    [
        pytest.param(signal.SIGINT, 130, marks=pytest.mark.slow),
        (signal.SIGTERM, 143),
        pytest.param(signal.SIGHUP, 129, marks=pytest.mark.slow),
    ],
)
def test_a_signal_ends_all(
    small: Project, terminal: Callable[..., Session], number: signal.Signals, status: int
) -> None:
    """So does one that the program alone gets, as from a service that stops it or a terminal that is closed."""
    session = terminal(small.root, columns=200)
    session.read(until="pdf:small.en ")
    session.process.send_signal(number)
    began = time.monotonic()
    assert session.status() == status
    assert time.monotonic() - began < 3
    assert left_in(small.root) == []


def test_nothing_outlives_a_kill(small: Project, terminal: Callable[..., Session]) -> None:
    """Where the program itself is killed its workers end too, and nobody waits for its lock."""
    session = terminal(small.root, columns=200)
    session.read(until="pdf:small.en layout")
    session.process.kill()
    session.process.wait()
    assert left_in(small.root) == []
    run = small.run("check")
    assert (run.status, "waiting" in run.output) == (0, False)


def test_a_pipe_that_is_closed(small: Project) -> None:
    """Who reads the output, as `head` does, may have had enough: the run ends, quietly, and so do its workers."""
    process = small.start("--always-execute", "check", "titles")
    process.stdout.close()
    assert process.wait(PATIENCE) == 1
    assert left_in(small.root) == []


def test_two_runs_at_once(small: Project, small_build: Project) -> None:
    """The second waits for the first, and then has nothing to do."""
    first = small.start("pdf")
    while not (small.root / ".doit.db.journal").exists() and first.poll() is None:
        time.sleep(0.005)
    second = small.run("pdf")
    output, _ = first.communicate(timeout=PATIENCE)
    assert (first.returncode, second.status) == (0, 0), output + second.output
    assert second.output.startswith("waiting for another run in this folder\n")
    assert not second.ran
    assert small.sums() == small_build.sums()
