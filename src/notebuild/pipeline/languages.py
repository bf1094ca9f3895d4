"""What a note says of its languages, against the profiles that there are."""

from __future__ import annotations

from notebuild.core.model import Note, short
from notebuild.core.problems import Location, Problem, nearest
from notebuild.core.styles import matching
from notebuild.sources import project
from notebuild.sources.project import Job


def unknown(note: Note, job: Job) -> list[Problem]:
    """Return what is wrong with the language of an edition: that it has no profile, or several fit it."""
    house = project.house()
    fitting = project.spoken_as(job.language, house)
    if len(fitting) == 1:
        return []
    where = place(note, "lang" if job.is_original else "languages")
    if fitting:
        remedy = f"write {' or '.join(fitting)}, or name one as lang in {project.HOUSE.as_posix()}"
        return [Problem(where, f"{job.language} may be {', '.join(fitting)}", remedy)]
    profiles = [path.stem for path in matching("profiles/*-[A-Z]*.toml")]
    kin = [name for name in profiles if short(name) == short(job.language)]
    message = f"no profile for the language {job.language}{'' if kin else nearest(job.language, profiles)}"
    remedy = f"write {' or '.join(kin)}" if kin else f"write one of {', '.join(profiles)}"
    return [Problem(where, message, f"{remedy}; or make styles/profiles/{job.language}.toml, like a sibling")]


def doubled(note: Note, job: Job) -> list[Problem]:
    """Tell of a further language whose files would have the names of the note's own."""
    further = note.metadata.get("languages", ())
    same = [language for language in further if short(language) == short(job.language) != ""]
    remedy = "take it out: an edition's files are named by the first part of its language"
    return [
        Problem(place(note, "languages"), f"{language} stands beside {job.language}, the note's own", remedy)
        for language in same
        if language != job.language
    ]


def place(note: Note, field: str) -> Location:
    """Return where a note gives a field, else where the house does."""
    return note.places.get(field, Location(project.HOUSE.as_posix()))
