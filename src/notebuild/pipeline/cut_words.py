"""Tells of the words of an edition's drawings that run out of their frame, in the language they are printed in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from notebuild.core.model import Segment
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline import figure
from notebuild.pipeline.edition import figure_words, job_of
from notebuild.pipeline.undrawn import text_of
from notebuild.sources import project
from notebuild.sources.project import Job

REMEDY = "make the drawing's viewBox larger, or the words shorter, smaller, or move them"
SHORTER = "shorten it, or give it more room in the drawing"


def check(job: Job) -> list[Problem]:
    """Return what runs out of a drawing: at its line there, or in the catalogue where only the translation does."""
    found: list[Problem] = []
    for path in job.figures():
        if path.suffix == ".svg":
            with contextlib.suppress(NotebuildError, OSError, UnicodeDecodeError):  # told elsewhere
                found += _original(job, path) if job.is_original else _translation(job, path)
    return found


def _original(job: Job, path: Path) -> Iterator[Problem]:
    for one in _out(job, path):
        message = f'the words "{_short(one.text)}" run out of the drawing'
        yield Problem(one.location, message, REMEDY)


def _translation(job: Job, path: Path) -> Iterator[Problem]:
    from notebuild import translation

    out = _out(job, path)
    if not out:
        return
    original = {one.location for one in _out(job_of(job.note, job.original), path)}
    held, _ = translation.read(job.catalogue, job.catalogue.as_posix())
    segments = {one.text: one for one in figure_words(job) if one.location.path == path.as_posix()}
    for one in out:
        named = segments.get(one.text)
        if one.location in original or named is None:
            continue
        line = next((line for line, row in translation.rows([named], held) if row.id == named.id), 0)
        where = Location(job.catalogue.as_posix(), line) if line else one.location
        yield Problem(where, f"translation of {named.id} runs out of the drawing", SHORTER)


def _out(job: Job, path: Path) -> tuple[Segment, ...]:
    """Return the runs of the author's words whose place in the edition's drawing is not within its frame."""
    from notebuild.render import raster
    from notebuild.sources import drawings

    numbers = _beyond(figure.drawing(job, path), tuple(raster.fonts(project.house())))
    runs = drawings.printed(text_of(path), path.as_posix())
    return tuple(replace(runs[number], id=str(number)) for number in numbers if number < len(runs))


@lru_cache(maxsize=64)
def _beyond(svg: str, faces: tuple[str, ...]) -> tuple[int, ...]:
    from notebuild.sources import drawing_frames

    return drawing_frames.beyond(svg, faces)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
