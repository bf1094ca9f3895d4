"""How the differences of words are told: in the words of the author's file, the finished file named beside them."""

from __future__ import annotations

from notebuild.core.passages import CALLED
from notebuild.readback import Reading
from notebuild.readback.value import plain

REMEDY = "a fault of notebuild, not of your text: write this in another way until it is mended, and report it"
_SHOWN = 40


def file_of(reading: Reading) -> str:
    """Return how a message names a finished file: its name, and of a PDF how it was read."""
    name = reading.path.rpartition("/")[2]
    return f"{name} (by its {reading.method})" if reading.format == "pdf" else name


def shown(words: str) -> str:
    """Return the first words of a passage, in quotation marks."""
    line = seen(words)
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[: _SHOWN - 1]}…"'


def seen(words: str) -> str:
    """Return words as a person reads them: calls as `[7]`, lines joined."""
    return plain(CALLED.sub(r"[\1]", words))


def torn(read: str, written: str) -> tuple[str, str]:
    """Return what was read and what is written, around the first letter that differs."""
    ours, theirs = seen(read), seen(written)
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    at = min(len(ours), len(theirs)) if at is None else at
    start = max(0, at - 20)
    return f"…{ours[start : at + 25]}…", f"…{theirs[start : at + 25]}…"
