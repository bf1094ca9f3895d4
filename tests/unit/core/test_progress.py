"""The line that replaces itself: where it is written, how it is cut, and that nothing is left of it."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Iterator
from typing import TextIO

import pytest

from notebuild.core import progress


@pytest.fixture(autouse=True)
def free(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can, and nobody who forbids it."""
    for name in ("NO_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


class Terminal:
    """A terminal of so many columns, as a program has it and as it is read."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.master, slave = pty.openpty()
        self.stream: TextIO = open(slave, "w", encoding=encoding)  # noqa: PTH123, SIM115

    def resize(self, columns: int) -> Terminal:
        fcntl.ioctl(self.stream, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        return self

    def written(self) -> str:
        """All that was written to it since it was last read."""
        data = b""
        while select.select([self.master], [], [], 0.05)[0]:
            data += os.read(self.master, 65536)
        return data.decode(self.stream.encoding)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal of 40 columns."""
    one = Terminal().resize(40)
    yield one
    one.stream.close()
    os.close(one.master)


def test_it_replaces_itself(terminal: Terminal) -> None:
    """Each writing begins at the left and erases what is longer; clearing leaves nothing."""
    line = progress.Line(terminal.stream)
    line.show("first words")
    line.show("then")
    line.clear()
    assert terminal.written() == "\rfirst words\x1b[K\rthen\x1b[K\r\x1b[K"


def test_the_same_words_are_not_written_again(terminal: Terminal) -> None:
    """Nothing is written where nothing changes, nor cleared where nothing stands."""
    line = progress.Line(terminal.stream)
    line.clear()
    line.show("words")
    line.show("words")
    assert terminal.written() == "\rwords\x1b[K"


def test_it_follows_the_window(terminal: Terminal) -> None:
    """It is cut to the width that the window has now, less one column, where a terminal would break it."""
    line = progress.Line(terminal.stream)
    line.show("x" * 60)
    terminal.resize(12)
    line.show("y" * 60)
    assert terminal.written() == f"\r{'x' * 38}…\x1b[K\r{'y' * 10}…\x1b[K"


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        pytest.param("harbour", 7, "harbour", id="as wide as there is room"),
        pytest.param("harbour", 6, "harbo…", id="one too many"),
        pytest.param("港湾メモ", 8, "港湾メモ", id="two columns each"),
        pytest.param("港湾メモ", 6, "港湾…", id="half of one does not fit"),
        pytest.param("e\u0301te\u0301", 3, "e\u0301te\u0301", id="marks that combine"),
        pytest.param("harbour", 1, "…", id="one column"),
        pytest.param("harbour", 0, "", id="none"),
        pytest.param("harbour", -1, "", id="fewer than none"),
    ],
)
def test_cut(words: str, width: int, expected: str) -> None:
    """What is cut off has a sign; Chinese takes two columns and an accent that combines none."""
    assert progress.cut(words, width) == expected


def test_a_terminal_of_few_letters() -> None:
    """A character that the terminal lacks, or that would move its cursor, is a question mark."""
    one = Terminal("ascii").resize(30)
    progress.Line(one.stream).show("note d’été\x1b[2J\n" + "x" * 40)
    assert one.written() == "\rnote d??t??[2J?xxxxxxxxxxxxx.\x1b[K"
    one.stream.close()
    os.close(one.master)


@pytest.mark.parametrize(
    ("name", "value"), [("NO_COLOR", "1"), ("CI", "true"), ("TERM", "dumb"), ("TERM", "")], ids=str
)
def test_where_it_is_forbidden(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """A terminal that cannot, a robot's and a person who wants none get none."""
    monkeypatch.setenv(name, value)
    assert not progress.Line(terminal.stream).is_on


def test_no_terminal() -> None:
    """In a file or a pipe nothing is written."""
    stream = io.StringIO()
    with progress.shown("judging", stream):
        progress.Line(stream).show("words")
    assert stream.getvalue() == ""


def test_a_terminal_that_is_gone() -> None:
    """Where the terminal is closed the work goes on."""
    one = Terminal()
    line = progress.Line(one.stream)
    os.close(one.master)
    line.show("words")
    line.show("others")
    assert not line.is_on


def test_long_work_is_shown(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that takes long is shown with its seconds, and nothing is left of that."""
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.shown("vnu", terminal.stream):
        time.sleep(0.2)
    written = terminal.written()
    assert written.startswith("\rvnu  0 s\x1b[K")
    assert written.endswith("\r\x1b[K")


def test_quick_work_is_not_shown(terminal: Terminal) -> None:
    """Work that is over at once is not."""
    with progress.shown("vnu", terminal.stream):
        pass
    terminal.stream.write("end")
    terminal.stream.flush()
    assert terminal.written() == "end"


def test_what_is_printed_meanwhile(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words may change, and what is printed aside stands on lines of its own."""
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.shown("0 of 2 notes", terminal.stream) as busy:
        time.sleep(0.1)
        busy.words = "1 of 2 notes"
        with busy.aside():
            terminal.stream.write("a finding\n")
        time.sleep(0.1)
    written = terminal.written()
    assert written.startswith("\r0 of 2 notes  0 s\x1b[K\r\x1b[Ka finding\r\n\r1 of 2 notes  0 s\x1b[K")
