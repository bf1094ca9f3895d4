"""Gathers what an edition prints from its sources, and tells of it what no face of the house can draw."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core.model import Note, Segment
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.edition import cited_keys, everything, figure_words, profile_of
from notebuild.pipeline.library import library
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.sources.checks.glyphs import Passage


def check(job: Job, note: Note) -> list[Problem]:
    """Return what the edition would print and no face of the house can draw, each at its line in the source."""
    from notebuild.render import fonts
    from notebuild.sources.checks import backward, glyphs, upright

    try:
        drawn, pieced = fonts.drawn(project.house()), fonts.pieced(project.house())
    except NotebuildError as fault:
        return list(fault.problems)
    found = [*glyphs.check(passages(job, note), drawn, pieced), *backward.drawing(drawing_words(job))]
    found += upright.check(
        note.segments if job.is_original else translated(job, note), fonts.italics(project.house())
    )
    return [*found, *backward.code(note)] if job.is_original else found


def translated(job: Job, note: Note) -> Iterator[Segment]:
    """Yield the note's passages in the words of the catalogue, at their lines there."""
    from notebuild import translation

    held, _ = translation.read(job.catalogue, job.catalogue.as_posix())
    for line, segment in translation.rows(note.segments, held):
        yield replace(segment, location=Location(job.catalogue.as_posix(), line))


def drawing_words(job: Job) -> Iterator[Segment]:
    """Yield the words that a job's drawings print: the author's, or those of the catalogue at their line there."""
    from notebuild import translation
    from notebuild.sources import drawings

    if job.is_original:
        for path in job.figures():
            if path.suffix == ".svg":
                yield from drawings.printed(text_of(path), path.as_posix())
        return
    held, _ = translation.read(job.catalogue, job.catalogue.as_posix())
    for line, segment in translation.rows(figure_words(job), held):
        yield replace(segment, location=Location(job.catalogue.as_posix(), line))


def passages(job: Job, note: Note) -> Iterator[Passage]:
    """Yield what prints of a job's own sources: the note, its drawings and its entries, or the catalogue."""
    from notebuild import translation
    from notebuild.sources import drawings
    from notebuild.sources.checks import glyphs

    shown = project.HOUSE.as_posix()
    about = project.house().about.get(job.language, "")
    words = {"publisher": project.house().publisher, f"about.{job.language}": about}
    words[f"series.{job.language}"] = project.house().series.get(job.language, "")
    yield from glyphs.of_tables(words, text_of(project.HOUSE), shown)
    with contextlib.suppress(NotebuildError):  # told already
        labels = {f"labels.{name}": words for name, words in profile_of(job).labels.items()}
        yield from glyphs.of_tables(labels, text_of(job.profile), job.profile.as_posix())
    sources = library()
    cited = sources.chosen(cited_keys(note))
    if not job.is_original:
        held, _ = translation.read(job.catalogue, job.catalogue.as_posix())
        rows = translation.rows(everything(job, note, cited), held)
        yield from glyphs.of_catalogue(rows, text_of(job.catalogue), job.catalogue.as_posix())
        return
    yield from glyphs.of_note(note, text_of(job.manuscript))
    yield from glyphs.of_sources(cited, sources.typed)
    for path in job.figures():
        if path.suffix == ".svg":
            text = text_of(path)
            yield from glyphs.of_drawing(drawings.printed(text, path.as_posix()), text)


def text_of(path: Path) -> str:
    """Return the text of a source; empty where it cannot be read, which is told elsewhere."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
