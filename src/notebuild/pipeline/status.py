"""What a run is at, on one line of the terminal: how many tasks are done, and what each that is going on does."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TextIO

from notebuild.core.progress import Line

REST = 0.1
"""Seconds between two lines: nobody reads faster."""


class Status:
    """The line at the foot of the terminal while tasks run; nothing where the stream is no terminal."""

    def __init__(self, stream: TextIO) -> None:
        self.line = Line(stream)
        self.left: set[str] = set()
        self.ended: set[str] = set()
        self.running: dict[str, tuple[float, str]] = {}
        """When each task began that is going on, on the monotonic clock, and what it is at."""

        self._next = 0.0

    def expect(self, names: Iterable[str]) -> None:
        """Take down which tasks there are."""
        self.left = set(names)

    def begin(self, name: str) -> None:
        """Take down that a task begins."""
        self.running[name] = time.monotonic(), ""

    def at(self, name: str, words: str) -> None:
        """Take down what a task is at."""
        if name in self.running:
            self.running[name] = self.running[name][0], words

    def end(self, name: str) -> None:
        """Take down that a task is done, or that it had nothing to do."""
        if name in self.left or name in self.running:
            self.running.pop(name, None)
            self.left.discard(name)
            self.ended.add(name)

    def show(self) -> None:
        """Show what is being done, unless that was done a moment ago."""
        now = time.monotonic()
        if self.running and self.line.is_on and now >= self._next:
            self._next = now + REST
            self.line.show(self.words(now))

    def words(self, now: float) -> str:
        """Return the line: what goes on longest stands first, with its seconds."""
        parts = [
            f"{name} {f'{words}, ' if words else ''}{now - began:.0f} s"
            for name, (began, words) in sorted(self.running.items(), key=lambda item: item[1][0])
        ]
        done = len(self.ended)
        return " | ".join([f"{done} of {done + len(self.left | set(self.running))}", *parts])

    def clear(self) -> None:
        """Leave the line empty, for what is printed next."""
        self.line.clear()
