"""Reads the finished files of an edition, and checks each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notebuild import readback
from notebuild.core.entry import ENTRY
from notebuild.core.formats import FORMATS
from notebuild.core.house import House, Profile
from notebuild.core.model import Edition
from notebuild.core.passages import CALLED
from notebuild.core.problems import Location, Problem
from notebuild.edition import tree, wording
from notebuild.edition.places import Places
from notebuild.proof import composition
from notebuild.proof.wanted import wanted
from notebuild.readback import Reading
from notebuild.readback.passages import key
from notebuild.sources.project import Job


def read(job: Job, edition: Edition) -> tuple[list[Reading], list[Problem]]:
    """Return every reading of an edition's files; a Problem for each file that cannot be read, or is another."""
    readings: list[Reading] = []
    problems = []
    for kind in job.formats:
        path = job.deliverable(kind)
        display_path = path.as_posix()
        try:
            made = readback.read(path, display_path)
            if edition.footnotes and not any(one.footnotes for one in made):
                first, last = edition.footnotes[0].label, edition.footnotes[-1].label
                every = first if first == last else f"from {first} to {last}"
                raise readback.Unreadable(f"is another file: it has none of the edition's notes, {every}")
            readings += made
        except readback.Unreadable as fault:
            remove = f"rm {'-r ' if path.is_dir() else ''}{display_path}"
            remedy = f"remove it and build it again: {remove}; {ENTRY} {FORMATS[kind].task}:{job.name} verify"
            problems.append(Problem(Location(display_path), str(fault), remedy))
    return readings, problems


def check(
    readings: Sequence[Reading], edition: Edition, places: Places, profile: Profile, house: House
) -> Iterator[Problem]:
    """Yield what no compositor would let stand in the PDF of an edition."""
    families = {row["family"] for kind in ("font", "fallback") for row in house.tokens.get(kind, ())}
    bodies = [*edition.tree["blocks"], *(block for note in edition.footnotes for block in note.blocks)]
    code = [node["c"][1] for node in tree.find(bodies, "Code", "CodeBlock")]
    code += wanted(edition, profile).addresses
    for reading in readings:
        if reading.composition.blocks and reading.footnotes:
            yield from composition.check(reading, profile.quotes, families, code, source(edition, places))


def source(edition: Edition, places: Places) -> composition.Source:
    """Return what says where the words of a printed line were written: None for words in several places, or none."""
    texts = [
        (key(CALLED.sub("", one.words)), where)
        for one, where in zip(wording.passages(edition.tree["blocks"]), places.passages, strict=False)
    ]
    texts += [
        (key(one.text), places.notes[one.number]) for one in edition.footnotes if one.number in places.notes
    ]

    def written(words: str) -> Location | None:
        wanted = key(words)
        found = {where for text, where in texts if wanted and wanted in text}
        return found.pop() if len(found) == 1 else None

    return written
