"""Takes proposed sources into the house's bibliography, or puts a note's own words back where they are cited."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from notebuild.core.files import put
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.exchange.intake import proposals
from notebuild.exchange.intake.proposals import Proposal, Use
from notebuild.sources import bibliography

ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


def accept(chosen: Sequence[Proposal], path: Path, house: Path) -> None:
    """Move entries from `path` to the end of the house's bibliography.

    Raises NotebuildError where the house has another entry of that key, or one is faulty; then
    nothing is moved.
    """
    held, _ = bibliography.read(house, house.as_posix())
    taken = {source.key.casefold(): source.key for source in held}
    entries = "\n".join(proposal.entry for proposal in chosen)
    problems = []
    for proposal in chosen:
        if proposal.key.casefold() in taken:
            message = f"{house.as_posix()} has an entry {taken[proposal.key.casefold()]} already"
            remedy = (
                f"if it is the same source, delete the entry in {path.as_posix()}; "
                "else give this one another key, here and in the note"
            )
            problems.append(Problem(_place(path, proposal), message, remedy))
    problems += _faults(path, {one.key for one in chosen})
    if problems:
        raise NotebuildError(problems)
    before = house.read_text(encoding="utf-8") if house.is_file() else ""
    between = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    put(house, f"{before}{between}{entries}")
    _remove(chosen, path)


def _faults(path: Path, keys: Collection[str]) -> list[Problem]:
    """Return the errors in these entries of a file, at its lines."""
    text = path.read_text(encoding="utf-8")
    begins = [(match[1], text.count("\n", 0, match.start()) + 1) for match in ENTRY.finditer(text)]
    _, faults = bibliography.parsed(text, path.as_posix())

    def entry(line: int) -> str:
        return next((key for key, first in reversed(begins) if first <= line), "")

    return [one for one in faults if one.severity == "error" and entry(one.location.line) in keys]


def _place(path: Path, proposal: Proposal) -> Location:
    lines = path.read_text(encoding="utf-8").split("\n")
    line = next(
        (n for n, text in enumerate(lines, 1) if re.match(rf"@\w+\{{{re.escape(proposal.key)},", text)), 0
    )
    return Location(path.as_posix(), line)


def _remove(chosen: Sequence[Proposal], path: Path, uses: Sequence[Use] = ()) -> None:
    left = proposals.without(path.read_text(encoding="utf-8"), [one.key for one in chosen], uses)
    if left:
        put(path, left)
    else:
        path.unlink()


def reject(chosen: Sequence[Proposal], path: Path, note: Path) -> int:
    """Put words back into a note for the citations of these sources, and take their entries out; return how many.

    Raises NotebuildError for a citation that stands otherwise in the note than it was put there: an
    editor has changed it, and its words are for them to write.
    """
    text = note.read_text(encoding="utf-8")
    uses = list(dict.fromkeys(use for proposal in chosen for use in proposal.uses))
    counts = {use.cited: text.count(use.cited) for use in uses}
    problems = []
    every = {use for each in proposals.read(path).values() for use in each.uses}
    for cited in dict.fromkeys(use.cited for use in uses):
        wanted = sum(use.cited == cited for use in every)
        if counts[cited] != wanted:
            message = f"the note has {cited} {counts[cited]} times, and {wanted} times when it was taken in"
            remedy = "write the words of proposed.bib into the note by hand, and delete the entry there"
            problems.append(Problem(Location(note.as_posix()), message, remedy))
    if problems:
        raise NotebuildError(problems)
    for use in sorted(uses, key=lambda one: _number(one.place), reverse=True):
        same = sorted((one for one in every if one.cited == use.cited), key=lambda one: _number(one.place))
        text = _back(text, use, same.index(use))
    put(note, text)
    _remove(chosen, path, uses)
    return len(uses)


def _number(place: str) -> int:
    return int(next(iter(re.findall(r"\d+", place)), "0"))


def _back(text: str, use: Use, nth: int) -> str:
    """Return a text with the nth of the places that cite so turned back: into a note of its own, or into its words."""
    at = -1
    for _ in range(nth + 1):
        at = text.find(use.cited, at + 1)
    end = at + len(use.cited)
    if not use.place.startswith("note "):
        return text[:at] + use.words + text[end:]
    label = use.place.removeprefix("note ")
    while f"[^{label}]" in text:
        label += "a"
    start = at - 1 if text[at - 1 : at] == " " else at
    text = f"{text[:start]}[^{label}]{text[end:]}"
    behind = re.compile(r"\n\n(?=[^\s:])|\n*\Z").search(text, start)
    assert behind
    return f"{text[: behind.start()]}\n\n[^{label}]: {use.words}{text[behind.start() :] or chr(10)}"
