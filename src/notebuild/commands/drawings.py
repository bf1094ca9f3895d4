"""The command `drawing`: the drawings that a script beside them makes from data, in the house's colours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from notebuild.commands import names
from notebuild.commands.command import Command
from notebuild.core.files import put
from notebuild.core.problems import Location, NotebuildError, Problem, nearest
from notebuild.pipeline.guard import TYPED
from notebuild.sources import drawing_faults, project

PATIENCE = 120
"""Seconds that a script may take; one that draws a map takes one or two."""


class Drawing(Command):
    """Run the scripts that draw, and keep what each prints."""

    name = "drawing"
    doc_purpose = "make the drawings that a script beside them draws from data, in the house's colours"
    doc_usage = "[NOTE | NOTE/DRAWING …]"
    doc_description = (
        "Without a name every drawing of every note is made. A script that fails leaves its drawing as it is."
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        names.each(draw, chosen(words))


def chosen(words: Sequence[str]) -> list[Path]:
    """Return the scripts of these names, `note` or `note/drawing`; all of them where there is no name.

    Raises NotebuildError for a name that no script has.
    """
    scripts = project.scripts()
    drawn = {label(script): script for script in scripts}
    notes = {script.parent.parent.name for script in scripts}
    unknown = [word for word in words if word not in notes and word not in drawn]
    if unknown:
        known = ", ".join(drawn) or "none: no note has a script beside its figures"
        raise NotebuildError(
            Problem(
                TYPED, f"{word} is no drawing{nearest(word, [*drawn, *notes])}", f"the drawings are {known}"
            )
            for word in unknown
        )
    wanted = set(words)
    return [
        script
        for name, script in drawn.items()
        if not wanted or name in wanted or script.parent.parent.name in wanted
    ]


def label(script: Path) -> str:
    """Return what a drawing is called: its note and itself, `south-caucasus/map`."""
    return f"{script.parent.parent.name}/{script.stem}"


def draw(script: Path) -> None:
    """Keep what a script beside a note's pictures prints, as the drawing of its name.

    The drawing that is there stays where the script fails, or prints what cannot be used as a figure:
    then NotebuildError is raised.
    """
    target = script.with_suffix(".svg")
    where = Location(script.as_posix())
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", str(script)],
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"the script had not ended after {PATIENCE} seconds"
        raise NotebuildError([Problem(where, message, "mend it; it may wait for something")]) from None
    if done.returncode:
        last_line = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        message = f"the script ended with status {done.returncode}" + f": {last_line}" * bool(last_line)
        raise NotebuildError([Problem(where, message, "mend it; run by itself, it says where it failed")])
    text = done.stdout.decode("utf-8", "replace")
    if faults := drawing_faults.check(text, f"{script.as_posix()}, what it prints"):
        raise NotebuildError(faults)
    put(target, text)
    print(f"{target.as_posix()} is drawn")
