"""Which tasks a run may have begun: kept until doit has written what it knows of them.

doit writes its database at the end of a run. After a run that was killed the database tells of the inputs
before it, the files may be of those during it: with an edit taken back, all would seem up to date. So the
next run forgets what doit knows of every task that the journal names, and makes them anew.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import IO

JOURNAL = Path(".doit.db.journal")


class Journal:
    """The journal of one run, a line a task: `+` where it may begin, `-` where there is nothing to do."""

    def __init__(self, path: Path = JOURNAL) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def unfinished(self) -> set[str]:
        """Return the tasks that the last run may have begun, if it did not end; none where the file is not readable."""
        names: set[str] = set()
        with contextlib.suppress(OSError, UnicodeDecodeError):
            for line in self.path.read_text(encoding="utf-8").splitlines():
                (names.add if line.startswith("+") else names.discard)(line[1:])
        return names

    def begin(self, *names: str) -> None:
        """Write down, before anything is done, that these tasks may begin."""
        self._write("+", names)

    def skip(self, name: str) -> None:
        """Write down that there was nothing to do for a task."""
        self._write("-", (name,))

    def end(self) -> None:
        """Remove the journal: what the run did is in doit's database."""
        if self._file:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)

    def _write(self, sign: str, names: tuple[str, ...]) -> None:
        # What a killed run left is kept until this one has ended: it may be killed in its turn.
        self._file = self._file or self.path.open("a", encoding="utf-8", buffering=1)
        self._file.writelines(f"{sign}{name}\n" for name in names)
        self._file.flush()
