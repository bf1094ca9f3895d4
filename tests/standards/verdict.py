"""What a judge says: one line, and the faults below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Built:
    """The finished files of every note, from the project's root."""

    root: Path

    def files(self, kind: str) -> list[Path]:
        """The deliverables of a format: `build/<note>/<note>.<lang>.<kind>`."""
        return sorted(
            path
            for path in self.root.glob(f"build/*/*.{kind}")
            if path.name.startswith(f"{path.parent.name}.")
        )


@dataclass(frozen=True)
class Verdict:
    """One judge's word on all files it was given, and on the file with a fault planted in it."""

    judge: str
    said: str
    """What was counted: files, assertions."""

    faults: Sequence[str]
    planted: Sequence[str]
    """What the judge found in the planted file; nothing means that it proves nothing."""

    @property
    def passes(self) -> bool:
        return not self.faults and bool(self.planted)

    def __str__(self) -> str:
        word = "pass" if self.passes else "FAIL"
        seen = f"planted fault rejected: {self.planted[0]}" if self.planted else "PLANTED FAULT NOT SEEN"
        head = f"{self.judge:<18} {word}  {self.said}; {seen}"
        return "\n".join([head[:200], *(f"    {fault}" for fault in self.faults)])
