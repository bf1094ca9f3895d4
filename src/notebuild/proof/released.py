"""The set in `release/`, read again and compared with the concordance that went out with it.

What was released need not be what was built last: its editions are gone, so the report that was made
of them is what each file is held against, footnote by footnote.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from notebuild import readback
from notebuild.core.entry import ENTRY
from notebuild.core.model import short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.readback import Reading, same

REMEDY = f"bring it back, or release the set anew: {ENTRY} forget verify, then {ENTRY} verify"


def check(folder: Path) -> tuple[str, tuple[Problem, ...]]:
    """Read the files of a note's `release/` again; return their version and what is not as it was proved.

    `folder` is the note's build folder. The version is "" where nothing has been released. Raises
    NotebuildError where the report of the release cannot be read.
    """
    place = folder / "release"
    if not place.exists():
        return "", ()
    path = place / "concordance.json"
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        version = str(report["version"])
        names = [Path(row["path"]).name for row in report["files"]]
        texts = {
            short(language): {
                row["number"]: cell["text"]
                for row in report["rows"]
                for cell in row["cells"]
                if cell["language"] == language
            }
            for language in report["languages"]
        }
    except (OSError, AttributeError, KeyError, TypeError, ValueError):
        message = "was changed after the build wrote it"
        raise NotebuildError([Problem(Location(path.as_posix()), message, REMEDY)]) from None
    problems = tuple(problem for name in names for problem in compared(place / name, texts))
    return version, problems


def compared(path: Path, texts: Mapping[str, Mapping[int, str]]) -> Iterator[Problem]:
    """Yield what differs between a released file and the report: its language, a footnote lost, added, changed.

    `texts` are the words of each footnote by number, by the first part of its language: the house's profile may
    set an edition as another English than the note names.
    """
    where = path.as_posix()
    try:
        readings: tuple[Reading, ...] = readback.read(path, where)
    except readback.Unreadable as fault:
        yield Problem(Location(where), str(fault), REMEDY)
        return
    for reading in readings:
        expected = texts.get(short(reading.language))
        if expected is None:
            said = f'says its language is "{reading.language}", which was not released'
            message = said if reading.language else "does not say in which language it is: changed or cut off"
            yield Problem(Location(where), message, REMEDY)
            return
        found: Mapping[int, Any] = {footnote.number: footnote for footnote in reading.footnotes}
        for number in sorted(expected.keys() | found.keys()):
            message = ""
            if number not in found:
                message = f"is missing, read by {reading.method}"
            elif number not in expected:
                message = f"was not released, read by {reading.method}"
            elif not same(found[number].text, expected[number]):
                message = f"has other words than were released, read by {reading.method}"
            if message:
                yield Problem(Location(where, place=f"footnote {number}"), message, REMEDY)
