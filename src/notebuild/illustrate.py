"""Each edition's own copies of the note's pictures: drawings in the house's faces, in the edition's words."""

from __future__ import annotations

from pathlib import Path

from notebuild import project
from notebuild.actions import Outcome, job_of, put
from notebuild.project import Job


def figure(note: str, language: str, path: str) -> Outcome:
    """Put the edition's copy of a picture in its place."""
    job, source = job_of(note, language), Path(path)
    put(job.figure(source), drawing(job, source) if source.suffix == ".svg" else source.read_bytes())
    return None


def drawing(job: Job, source: Path) -> str:
    """A drawing as the edition prints it; what its catalogue lacks says its own language."""
    from notebuild import catalogue, pictures

    tokens = project.house().tokens
    families = {font["family"] for font in tokens.get("font", ())}
    text = pictures.set_faces(source.read_text(encoding="utf-8"), families, tokens["face"]["sans"])
    if job.is_original:
        return text
    before = pictures.figure_words(source, source.as_posix())
    held, _ = catalogue.read(job.catalogue, job.catalogue.as_posix())
    held = catalogue.update(held, before)
    after = catalogue.translate(before, held)
    words = {one.text: two.text for one, two in zip(before, after, strict=True)}
    states = catalogue.states(before, held)
    missing = {one.text for one in before if states[one.id] == "missing"}
    return pictures.translate_figure(pictures.tag(text, missing, job.original), words)
