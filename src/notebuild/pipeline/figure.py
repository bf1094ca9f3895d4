"""Each edition's own copies of the note's pictures: drawings in the house's faces, in the edition's words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core.apart import Died
from notebuild.core.characters import composed
from notebuild.core.files import put
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.edition import job_of, profile_of
from notebuild.pipeline.outcome import action
from notebuild.sources import pictures, project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.core.house import Profile

HYPHENS = str.maketrans("\u2010\u2011", "--")
"""The hyphens that few faces have, as the plain one: no line of a drawing breaks."""


@action
def figure(note: str, language: str, path: str) -> None:
    """Put the edition's copy of a picture in its place."""
    job, source = job_of(note, language), Path(path)
    if pictures.promised(source) == "SVG":
        put(job.figure(source), drawing(job, source))
        return
    try:
        put(job.figure(source), pictures.copied(source.read_bytes()))
    except Died as death:
        message = f"this picture cannot be read: the program that decodes it {death}"
        raise NotebuildError([Problem(Location(path), message, "save it again, smaller")]) from None


def drawing(job: Job, source: Path) -> str:
    """Return a drawing as the edition prints it, its words set by the edition's profile.

    What the catalogue lacks stays as it is and says its own language.
    """
    from notebuild import translation
    from notebuild.render import fonts
    from notebuild.sources import drawings

    tokens = project.house().tokens
    families = {font["family"] for font in tokens.get("font", ())}
    rest = fonts.families(project.house(), own=True)
    typed = composed(source.read_text(encoding="utf-8"))
    text = plain(drawings.set_faces(typed, families, tokens["face"]["sans"], rest))
    profile = profile_of(job)
    before = drawings.figure_words(source, source.as_posix())
    if job.is_original:
        set_so = {plain(one.text): in_type(one.text, profile) for one in before}
        return drawings.translate_figure(text, set_so)
    held, _ = translation.read(job.catalogue, job.catalogue.as_posix())
    held = translation.update(held, before)
    after = translation.translate(before, held)
    states = translation.states(before, held)
    missing = {plain(one.text) for one in before if states[one.id] == "missing"}
    both = zip(before, after, strict=True)
    words = {plain(one.text): in_type(two.text, profile) for one, two in both}
    words = {known: new for known, new in words.items() if known not in missing}
    return drawings.translate_figure(drawings.tag(text, missing, job.original), words)


def in_type(words: str, profile: Profile) -> str:
    """Return a drawing's words with the spaces and marks of the edition's language."""
    from notebuild.edition import nodes, tree, typography

    return plain(tree.text(typography.set_text(nodes.words(words), profile)))


def plain(text: str) -> str:
    """Return a text of a drawing with plain hyphens."""
    return text.translate(HYPHENS)
