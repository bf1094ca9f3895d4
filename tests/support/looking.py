"""One of the four notes that the page is designed on, built to be looked at:

    .venv/bin/python tests/support/looking.py awkward /tmp/awkward
    .venv/bin/python tests/support/looking.py long /tmp/long --letter pdf

puts the note into an empty folder, with the tests' house or (`--letter`) the second one, and builds it
there; words after the folder go to the build. What it makes lies in `build/` below the folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from long_note import write

from houses import PROJECTS, ROOT, furnish

FOUR = ("published", "short", "long", "awkward")


def prepared(name: str, root: Path, *, letter: bool = False) -> Path:
    """Make `root` a project that holds one of the four notes; return it."""
    furnish(root, None if name == "long" else PROJECTS / name, letter=letter)
    if name == "long":
        write(root)
    return root


def main(words: list[str]) -> int:
    """Build what the words ask for; return the build's exit status."""
    letter = "--letter" in words
    given = [word for word in words if word != "--letter"]
    if len(given) < 2 or given[0] not in FOUR:
        sys.exit(f"usage: looking.py {{{'|'.join(FOUR)}}} FOLDER [--letter] [TASK …]")
    root = prepared(given[0], Path(given[1]), letter=letter)
    settings = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "doit", *given[2:]], cwd=root, env=settings, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
