"""What the tasks do: read files, call the pure functions, write files beside their place and move them there.

Each action takes plain strings, so that any way of starting processes works, and imports the engine it
needs when it runs, so that loading the task graph imports none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from notebuild.core.files import put
from notebuild.core.model import Note, Segment, Source, to_json
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.core.styles import text as style_text
from notebuild.pipeline import versions
from notebuild.pipeline.outcome import action
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.core.house import Profile
    from notebuild.edition.imprint import Alternate
    from notebuild.edition.inputs import Inputs


def job_of(note: str, language: str) -> Job:
    """Return the edition of a note in a language."""
    return next(job for job in project.jobs(note, project.house()) if job.language == language)


def profile_of(job: Job) -> Profile:
    """Return the profile of a job's language; raises NotebuildError when there is none."""
    from notebuild.core.house import read_profile

    return read_profile(job.profile, job.profile.as_posix())


def read_note(job: Job) -> tuple[Note | None, tuple[Problem, ...]]:
    """Return the note of a job, and the faults of its front matter."""
    from notebuild.sources import markdown

    return markdown.read(job.manuscript, job.manuscript.as_posix())


def figure_words(job: Job) -> tuple[Segment, ...]:
    """Return the words of the note's own drawings."""
    from notebuild.sources import drawings

    return tuple(
        segment
        for path in job.figures()
        if path.suffix.lower() == ".svg"
        for segment in drawings.figure_words(path, path.as_posix())
    )


def everything(job: Job, note: Note, sources: Iterable[Source]) -> tuple[Segment, ...]:
    """Return every segment of a note that a catalogue translates, in the order a translator meets them."""
    from notebuild.sources import bibliography, markdown

    return (
        *note.fields,
        *markdown.translatable(note.segments),
        *figure_words(job),
        *(segment for source in sources for segment in bibliography.words(source)),
    )


@action
def sources(note: str) -> None:
    """Keep the entries that a note cites, in the order of their first citation, without their lines."""
    from notebuild.pipeline.library import library
    from notebuild.sources import markdown

    job = project.jobs(note, project.house())[0]
    text, problems = read_note(job)
    if text is None:
        raise NotebuildError(problems)
    known = library()
    marks = (mark for segment in text.segments for mark in markdown.marks(segment))
    keys = dict.fromkeys(mark.value for mark in marks if mark.kind == "key")
    cited = [
        asdict(replace(known[key], location=Location(project.BIBLIOGRAPHY.as_posix())))
        for key in keys
        if key in known
    ]
    put(job.cited, json.dumps(cited, ensure_ascii=False, indent=1) + "\n")


def cited_keys(note: Note) -> set[str]:
    """Return the keys that a note cites."""
    from notebuild.sources import markdown

    return {mark.value for segment in note.segments for mark in markdown.marks(segment) if mark.kind == "key"}


def cited_sources(job: Job) -> tuple[Source, ...]:
    """Return the entries that the note cites, as kept by `sources`."""
    raw = json.loads(job.cited.read_text(encoding="utf-8"))
    return tuple(Source(**{**one, "location": Location(**one["location"])}) for one in raw)


@action
def titles(note: str) -> None:
    """Keep title, subtitle and authors of a note in each of its languages, for whoever cites an edition.

    They are a file of their own so that a French sentence rebuilds no English edition, and a French
    title does.
    """
    from notebuild import translation
    from notebuild.sources import markdown
    from notebuild.sources.frontmatter_fields import FIELDS

    kept = {}
    for job in project.jobs(note, project.house()):
        text, problems = read_note(job)
        if text is None:
            raise NotebuildError(problems)
        fields = text.fields
        if not job.is_original:
            held, _ = translation.read(job.catalogue, job.catalogue.as_posix())
            held = translation.update(held, fields)
            states = translation.states(fields, held)
            if any(states[field.id] == "missing" for field in fields if field.context == "meta:title"):
                continue
            fields = tuple(translation.translate(fields, held))
        values = markdown.with_fields(text.metadata, fields)
        names = (field.name for field in FIELDS if field.identifies)
        kept[job.language] = {name: values[name] for name in names if name in values}
    put(project.titles(note), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def alternates_of(job: Job) -> tuple[Alternate, ...]:
    """Return the other editions of a job's note, as far as their titles are known."""
    from notebuild.edition.imprint import Alternate
    from notebuild.sources import markdown

    titles_by_language = json.loads(project.titles(job.note).read_text(encoding="utf-8"))
    return tuple(
        Alternate(
            profile_of(other),
            own["title"],
            own.get("subtitle", ""),
            tuple(markdown.author_names(own["author"])),
        )
        for other in project.jobs(job.note, project.house())
        if other != job and (own := titles_by_language.get(other.language))
    )


@action
def edition(note: str, language: str) -> None:
    """Make one edition and keep it, with the text and the entries it was made from."""
    from notebuild.edition import make, places, recipe, wording

    job = job_of(note, language)
    text, problems = read_note(job)
    if text is None:
        raise NotebuildError(problems)
    inputs = inputs_of(job, text)
    made = make.make(inputs)
    passages = tuple(wording.passages(made.tree["blocks"]))
    stand = places.find(passages, made.footnotes, inputs.segments, inputs.fields, text.path, text.places)
    put(job.folder / "text.md", made.markdown)
    put(job.folder / "cited.bib", made.bibliography)
    style = style_text(inputs.style, inputs.style.as_posix())
    put(job.folder / "recipe.json", recipe.to_json(inputs, style, version("notebuild")))
    put(job.places, places.to_json(stand))
    put(job.edition, to_json(made))


def terms_of(job: Job) -> tuple[str, ...]:
    """Return the agreed forms of the term base of an edition's language."""
    from notebuild import translation
    from notebuild.translation.qa.termbase import plain

    terms, _ = translation.read_terms(job.terms, job.terms.as_posix())
    return tuple(plain(form) for _, forms in terms.entries for form in forms)


def inputs_of(job: Job, note: Note) -> Inputs:
    """Return what an edition is made from, read from the project; raises NotebuildError where a profile is missing."""
    from notebuild import translation
    from notebuild.edition.inputs import Inputs
    from notebuild.translation import figures, gaps

    siblings = project.jobs(job.note, project.house())
    sources = cited_sources(job)
    inputs = Inputs(
        note=note,
        segments=note.segments,
        fields=note.fields,
        sources=sources,
        words={},
        profile=profile_of(job),
        house=project.house(),
        style=project.style("note.csl"),
        languages={sibling.tag(): sibling.spoken() or sibling.tag() for sibling in siblings},
        is_original=job.is_original,
        original=None if job.is_original else profile_of(siblings[0]),
        terms=terms_of(job),
        alternates=alternates_of(job),
        earlier=versions.earlier(job.note, int(note.metadata["version"])),
    )
    if job.is_original:
        return inputs
    translatable = everything(job, note, sources)
    catalogue, _ = translation.read(job.catalogue, job.catalogue.as_posix())
    catalogue = translation.update(catalogue, translatable)
    standing = gaps.standing(translatable, catalogue)
    fields = gaps.printed(note.fields, catalogue, standing)
    printed = gaps.printed(note.segments, catalogue, standing)
    numbers = (profile_of(siblings[0]).numbers, inputs.profile.numbers)
    return replace(
        inputs,
        note=replace(note, metadata=gaps.values(note.metadata, note.fields, fields)),
        segments=figures.write(note.segments, printed, catalogue, *numbers),
        fields=fields,
        words=gaps.source_words(sources, catalogue),
        banner=gaps.banner(standing, inputs.profile.labels),
    )


def settings(values: Mapping[str, Any]) -> dict[str, str]:
    """Return a dict of settings as doit's `config_changed` compares it: by its JSON."""
    return {name: json.dumps(value, sort_keys=True, default=str) for name, value in values.items()}
