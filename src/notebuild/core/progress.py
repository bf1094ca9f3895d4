"""What is being done right now: told by whoever does it, and shown on one line of a terminal."""

from __future__ import annotations

import contextlib
import os
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import TextIO

PATIENCE = 1.0
"""Seconds of work before anything is shown of it."""

COLUMNS = 80
"""The width of a terminal that does not tell its own."""

_listener: Callable[[str], None] | None = None
_parts: list[str] = []


def listen(listener: Callable[[str], None] | None) -> None:
    """Have `at` tell this listener, in this process and those forked from it; None for nobody."""
    global _listener  # as a logger is: whoever works knows nothing of who listens
    _listener = listener


def at(words: str) -> None:
    """Tell what is being done now, in a few words, to whoever listens."""
    if _listener:
        _listener(", ".join([*_parts, words]))


@contextlib.contextmanager
def part(words: str) -> Iterator[None]:
    """Have all that is told inside the `with` begin with these words."""
    _parts.append(words)
    try:
        yield
    finally:
        _parts.pop()


class Line:
    """One line at the foot of a terminal that replaces itself; nothing on any other stream.

    Whoever writes to the same terminal clears it first.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.is_on = is_wanted(stream)
        self._shown = ""

    def show(self, words: str) -> None:
        """Show these words in the place of those before, cut to the terminal's present width."""
        if not self.is_on:
            return
        encoding = self.stream.encoding or "ascii"
        printable = "".join(letter if letter.isprintable() else "?" for letter in words)
        written = printable.encode(encoding, "replace").decode(encoding)
        # The last column stays free: a terminal would go on to the next line.
        self._write(cut(written, columns(self.stream) - 1, encoding))

    def clear(self) -> None:
        """Leave the line empty, for what is printed next."""
        if self.is_on and self._shown:
            self._write("")

    def _write(self, words: str) -> None:
        if words == self._shown:
            return
        self._shown = words
        try:
            self.stream.write(f"\r{words}\x1b[K")  # erase to the end of the line (ECMA-48, EL)
            self.stream.flush()
        except (OSError, ValueError):  # the terminal is gone: the work goes on
            self.is_on = False


def is_wanted(stream: TextIO) -> bool:
    """Return whether a line that replaces itself may be written: to a terminal that can, where nobody forbids it.

    NO_COLOR (no-color.org) and CI forbid it where they are not empty.
    """
    if any(os.environ.get(name) for name in ("NO_COLOR", "CI")):
        return False
    try:
        return os.environ.get("TERM", "") not in ("", "dumb") and stream.isatty()
    except ValueError:  # it is closed
        return False


def columns(stream: TextIO) -> int:
    """Return how many columns a terminal has now: it is asked each time, since its window may be resized."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or COLUMNS
    except (OSError, ValueError):
        return COLUMNS


def cut(words: str, width: int, encoding: str = "utf-8") -> str:
    """Return the beginning of the words that takes so many columns, with a sign where something is cut off."""
    if sum(map(breadth, words)) <= width:
        return words
    sign = "…" if encoding.lower().replace("_", "-").startswith("utf") else "."
    kept, left = "", width - 1
    for letter in words:
        left -= breadth(letter)
        if left < 0:
            break
        kept += letter
    return kept + sign if width > 0 else ""


def breadth(letter: str) -> int:
    """Return how many columns a character takes (Unicode Standard Annex 11; marks that combine take none)."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


class Busy:
    """What is being done for a while: the words may change, and what is printed meanwhile is printed alone."""

    def __init__(self, words: str, stream: TextIO) -> None:
        self.words = words
        self._line, self._lock, self._began = Line(stream), threading.RLock(), time.monotonic()

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Leave the line empty inside the `with`, for what is printed there."""
        with self._lock:
            self._line.clear()
            yield

    def show(self) -> None:
        """Show the words, with the seconds since the beginning."""
        with self._lock:
            self._line.show(f"{self.words}  {time.monotonic() - self._began:.0f} s")


@contextlib.contextmanager
def shown(words: str, stream: TextIO) -> Iterator[Busy]:
    """Show what is done inside the `with`, and for how long it has been, once it takes more than a second."""
    busy, done = Busy(words, stream), threading.Event()

    def tick() -> None:
        while not done.wait(PATIENCE):
            busy.show()

    ticking = threading.Thread(target=tick, daemon=True)
    if is_wanted(stream):
        ticking.start()
    try:
        yield busy
    finally:
        done.set()
        if ticking.ident:
            ticking.join()
        with busy.aside():
            pass
