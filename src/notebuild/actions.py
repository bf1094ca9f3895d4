"""What the tasks do: read files, call the pure functions, write files beside their place and move them there.

Each action takes plain strings, so that any way of starting processes works, and imports the engine it
needs when it runs, so that loading the task graph imports none.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doit.exceptions import TaskFailed

from notebuild import project
from notebuild.errors import Location, NotebuildError, Problem, errors
from notebuild.model import Edition, Note, Segment, Source, from_json, to_json
from notebuild.project import Job

if TYPE_CHECKING:
    from notebuild.house import Profile
    from notebuild.tagging import Facts

Outcome = TaskFailed | None


def put(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, then move it there whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content.encode() if isinstance(content, str) else content)
    os.replace(beside, path)


def failed(problems: Iterable[Problem]) -> TaskFailed:
    """The problems as doit wants a fault of the user's: returned, not raised."""
    return TaskFailed("\n".join(str(problem) for problem in problems))


def job_of(note: str, language: str) -> Job:
    """The edition of a note in a language."""
    return next(job for job in project.jobs(note, project.house()) if job.language == language)


def profile_of(job: Job) -> Profile:
    """The profile of a job's language; raises NotebuildError when there is none."""
    from notebuild.house import read_profile

    return read_profile(job.profile, job.profile.as_posix())


def read_note(job: Job) -> tuple[Note | None, tuple[Problem, ...]]:
    """The note of a job, and the faults of its front matter."""
    from notebuild import manuscript

    return manuscript.read(job.manuscript, job.manuscript.as_posix())


def figure_words(job: Job) -> tuple[Segment, ...]:
    """The words of the note's own drawings."""
    from notebuild import pictures

    return tuple(
        segment
        for path in job.figures()
        if path.suffix == ".svg"
        for segment in pictures.figure_words(path, path.as_posix())
    )


def everything(job: Job, note: Note, sources: Iterable[Source]) -> tuple[Segment, ...]:
    """Every segment of a note that a catalogue translates, in the order a translator meets them."""
    from notebuild import bibliography, manuscript

    return (
        *note.fields,
        *manuscript.translatable(note.segments),
        *figure_words(job),
        *(segment for source in sources for segment in bibliography.words(source)),
    )


def bibliography_check() -> Outcome:
    """Check the bibliography as a whole, against every note that cites it."""
    from notebuild import bibliography, citations, manuscript

    shown = project.BIBLIOGRAPHY.as_posix()
    sources, problems = bibliography.read(project.BIBLIOGRAPHY, shown)
    marks = []
    for name in project.notes():
        path = project.MANUSCRIPT / name / "note.md"
        note, _ = manuscript.read(path, path.as_posix())
        if note:
            marks += [mark for segment in note.segments for mark in manuscript.marks(segment)]
    cited = {mark.value for mark in marks if mark.kind == "key"}
    found = [*problems, *citations.unused(sources, cited)]
    return stored(project.BUILD / "house" / "bibliography" / "findings.json", found)


def check(note: str, language: str) -> Outcome:
    """Find every fault of one edition's sources; keep them, and fail if one of them stops it."""
    job = job_of(note, language)
    problems: list[Problem] = []
    text, found = read_note(job)
    try:
        profile_of(job)
    except NotebuildError as fault:
        problems += fault.problems
    if text is None or job.is_original:
        problems += found
    if text is not None:
        problems += check_original(job, text) if job.is_original else check_translation(job, text)
    return stored(job.findings, problems)


def check_original(job: Job, note: Note) -> list[Problem]:
    """The faults of the note as its author wrote it."""
    from notebuild import bibliography, citations, manuscript, source_checks

    sources, _ = bibliography.read(project.BIBLIOGRAPHY, project.BIBLIOGRAPHY.as_posix())
    marks = [mark for segment in note.segments for mark in manuscript.marks(segment)]
    return [
        *source_checks.check(note, job.manuscript.parent),
        *citations.check(marks, sources),
    ]


def check_translation(job: Job, note: Note) -> list[Problem]:
    """The faults of a translation: what it lacks, what went stale, what it lost."""
    from notebuild import bibliography, catalogue, manuscript

    sources, _ = bibliography.read(project.BIBLIOGRAPHY, project.BIBLIOGRAPHY.as_posix())
    keys = {
        mark.value
        for segment in note.segments
        for mark in manuscript.marks(segment)
        if mark.kind == "key"
    }
    cited = [source for source in sources if source.key in keys]
    held, problems = catalogue.read(job.catalogue, job.catalogue.as_posix())
    return [*problems, *catalogue.check(everything(job, note, cited), held)]


def stored(path: Path, problems: Iterable[Problem]) -> Outcome:
    """Keep the findings, sorted; a failure where one of them is an error."""
    found = sorted(set(problems))
    put(path, json.dumps([asdict(problem) for problem in found], ensure_ascii=False, indent=1) + "\n")
    return TaskFailed("") if errors(found) else None


def sources(note: str) -> Outcome:
    """Keep the entries that a note cites, in the order of their first citation, without their lines."""
    from notebuild import bibliography, manuscript

    job = project.jobs(note, project.house())[0]
    text, problems = read_note(job)
    if text is None:
        return failed(problems)
    known, _ = bibliography.read(project.BIBLIOGRAPHY, project.BIBLIOGRAPHY.as_posix())
    by_key = {source.key: source for source in known}
    marks = (mark for segment in text.segments for mark in manuscript.marks(segment))
    keys = dict.fromkeys(mark.value for mark in marks if mark.kind == "key")
    cited = [
        asdict(replace(by_key[key], location=Location(project.BIBLIOGRAPHY.as_posix())))
        for key in keys
        if key in by_key
    ]
    put(job.cited, json.dumps(cited, ensure_ascii=False, indent=1) + "\n")
    return None


def cited_sources(job: Job) -> tuple[Source, ...]:
    """The entries that the note cites, as kept by `sources`."""
    raw = json.loads(job.cited.read_text(encoding="utf-8"))
    return tuple(Source(**{**one, "location": Location(**one["location"])}) for one in raw)


def edition(note: str, language: str) -> Outcome:
    """Make one edition and keep it, with the text and the entries it was made from."""
    from notebuild import catalogue, editions
    from notebuild.house import read_profile

    job = job_of(note, language)
    text, problems = read_note(job)
    if text is None:
        return failed(problems)
    cited = cited_sources(job)
    segments, fields, words = text.segments, text.fields, {}
    if not job.is_original:
        held, _ = catalogue.read(job.catalogue, job.catalogue.as_posix())
        segments = catalogue.translate(segments, held)
        fields = catalogue.translate(fields, held)
        words = source_words(cited, held)
    names = {
        one.language: read_profile(one.profile, one.profile.as_posix()).name
        for one in project.jobs(note, project.house())
    }
    try:
        made = editions.make(
            text, segments, fields, cited, words, profile_of(job), project.house(), project.STYLE, names
        )
    except NotebuildError as fault:
        return failed(fault.problems)
    put(job.folder / "text.md", made.markdown)
    put(job.folder / "cited.bib", made.bibliography)
    put(job.edition, to_json(made))
    return None


def source_words(cited: Iterable[Source], held: Any) -> dict[tuple[str, str], str]:
    """What the catalogue says for the words of the cited sources, by key and field."""
    from notebuild import bibliography, catalogue

    words = [segment for source in cited for segment in bibliography.words(source)]
    translated = catalogue.translate(words, held)
    out = {}
    for before, after in zip(words, translated, strict=True):
        _, key, field = before.context.rsplit(":", 2) if before.context.count(":") == 2 else parted(before)
        if after.text != before.text:
            out[key, field] = after.text
    return out


def parted(segment: Segment) -> tuple[str, str, str]:
    """A context `source:KEY:FIELD` whose key has colons of its own."""
    head, _, rest = segment.context.partition(":")
    key, _, field = rest.rpartition(":")
    return head, key, field


def figure(note: str, language: str, path: str) -> Outcome:
    """Put the edition's copy of a picture in its place, the words of a drawing translated."""
    from notebuild import catalogue, pictures

    job = job_of(note, language)
    source = Path(path)
    target = job.figure(source)
    if source.suffix != ".svg" or job.is_original:
        put(target, source.read_bytes())
        return None
    held, _ = catalogue.read(job.catalogue, job.catalogue.as_posix())
    before = pictures.figure_words(source, source.as_posix())
    after = catalogue.translate(before, held)
    words = {one.text: two.text for one, two in zip(before, after, strict=True)}
    put(target, pictures.translate_figure(source.read_text(encoding="utf-8"), words))
    return None


def read_edition(job: Job) -> Edition:
    """The edition that `edition` kept."""
    return from_json(job.edition.read_text(encoding="utf-8"))


def web(note: str, language: str) -> Outcome:
    """Make the page for the screen."""
    from notebuild import sheets
    from notebuild import web as pages

    job = job_of(note, language)
    house = project.house()
    path = project.STYLES / "screen.css"
    try:
        sheet = sheets.sheet(path.read_text(encoding="utf-8"), house, path.as_posix())
        page = pages.page(
            read_edition(job), house, profile_of(job), job.folder, project.STYLES, sheet, "screen"
        )
    except NotebuildError as fault:
        return failed(fault.problems)
    put(job.deliverable("html"), page)
    return None


def reference() -> Outcome:
    """Make the Word reference document from the house's tokens."""
    from notebuild import reference as word

    try:
        sheet = project.STYLES / "word.toml"
        styles = sheet.read_text(encoding="utf-8")
        put(project.REFERENCE, word.reference(project.house(), styles))
    except NotebuildError as fault:
        return failed(fault.problems)
    return None


def pdf(note: str, language: str) -> Outcome:
    """Make the PDF: one layout after another until every note is in the finished file."""
    from notebuild import pdf as press
    from notebuild import readers, sheets, tagging
    from notebuild import web as pages

    job = job_of(note, language)
    house = project.house()
    edition = read_edition(job)
    path = project.STYLES / "print.css"
    text = path.read_text(encoding="utf-8")

    def page(layout: sheets.Layout) -> str:
        sheet = sheets.local(house) + sheets.sheet(text, house, path.as_posix(), layout)
        html = pages.page(
            edition,
            house,
            profile_of(job),
            job.folder,
            project.STYLES,
            sheet,
            "print",
            endnotes=layout.endnotes,
        )
        put(job.folder / "print.html", html)
        return html

    shown = job.deliverable("pdf").as_posix()
    try:
        made = press.build(
            edition,
            page,
            lambda content: [
                press.Placed(one.number, one.text, one.call_page, one.note_page)
                for one in readers.pdf_notes(content)
            ],
            shown,
            roots=press.roots(job.folder.resolve(), house),
            repair=lambda content: tagging.repair(content, facts_of(job, edition)),
        )
    except NotebuildError as fault:
        return failed(fault.problems)
    put(job.deliverable("pdf"), made.content)
    facts = {
        "layout": made.layout,
        "pages": made.pages,
        "retries": made.retries,
        "drifts": list(made.drifts),
    }
    put(job.folder / "layout.json", json.dumps(facts, indent=1) + "\n")
    print(f"{shown}: layout “{made.layout}”, {made.pages} pages, {len(made.drifts)} notes drift")
    return None


def facts_of(job: Job, edition: Edition) -> Facts:
    """What the repair of a PDF's tags must know of its edition."""
    from notebuild import tree
    from notebuild.tagging import Attachment, Facts

    labels = edition.metadata["labels"]
    bodies = [*edition.tree["blocks"], *(block for note in edition.footnotes for block in note.blocks)]
    foreign = [
        (tree.attribute(node, "lang"), tree.text(node))
        for node in tree.walk(bodies)
        if node["t"] == "Span" and tree.attribute(node, "lang")
    ]
    return Facts(
        identifier=job.name,
        version=str(edition.metadata["version"]),
        date=edition.metadata["date"],
        language=edition.language,
        call=labels["call"],
        back=labels["back"],
        attachments=(
            Attachment(
                f"{job.name}.md", "text/markdown", edition.markdown.encode(), labels["attached-text"]
            ),
            Attachment(
                f"{job.name}.bib",
                "application/x-bibtex",
                edition.bibliography.encode(),
                labels["attached-sources"],
            ),
        ),
        foreign=tuple(foreign),
    )


def docx(note: str, language: str) -> Outcome:
    """Make the Word document."""
    from notebuild import docx as word

    job = job_of(note, language)
    shown = job.deliverable("docx").as_posix()
    try:
        made = word.build(
            read_edition(job),
            project.house(),
            profile_of(job),
            job.folder,
            project.REFERENCE.read_bytes(),
            shown,
        )
    except NotebuildError as fault:
        return failed(fault.problems)
    put(job.deliverable("docx"), made)
    return None


def verify(note: str) -> Outcome:
    """Read every finished file of a note back, compare them, report, and release what agrees."""
    from notebuild import concordance, readers, release

    jobs = project.jobs(note, project.house())
    editions = {job.language: read_edition(job) for job in jobs}
    layouts = {
        job.language: json.loads((job.folder / "layout.json").read_text(encoding="utf-8"))
        for job in jobs
        if "pdf" in job.formats
    }
    made = {job: [job.deliverable(kind) for kind in job.formats] for job in jobs}
    readings = {
        job.language: [one for path in paths for one in readers.read(path, path.as_posix())]
        for job, paths in made.items()
    }
    found = concordance.compare(
        editions, readings, {language: layout["layout"] for language, layout in layouts.items()}
    )
    folder = project.BUILD / note
    first = editions[jobs[0].language]
    report = json.loads(concordance.to_json(found))
    report["files"] = [
        {
            "path": path.as_posix(),
            "version": editions[job.language].metadata["version"],
            "notes": len(editions[job.language].footnotes),
            "pages": layouts[job.language]["pages"] if path.suffix == ".pdf" else 0,
        }
        for job, paths in made.items()
        for path in paths
    ]
    put(folder / "concordance.json", json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    page = concordance.page(
        found,
        tree_text(first.metadata["title"]),
        {job.language: profile_of(job).name for job in jobs},
        {job.language: {path.suffix[1:]: path.name for path in paths} for job, paths in made.items()},
        release.sentence(found, folder),
    )
    put(folder / "concordance.html", page)
    if not found.agrees:
        return failed(found.problems)
    files = [path for paths in made.values() for path in paths]
    release.replace(folder, [*files, folder / "concordance.html", folder / "concordance.json"])
    return None


def tree_text(inlines: Any) -> str:
    """The words of an edition's metadata field."""
    from notebuild import tree

    return tree.text(inlines)


def catalogue_update(note: str, language: str) -> Outcome:
    """Bring a catalogue up to date with the note, its drawings and the entries it cites."""
    from notebuild import bibliography, catalogue

    job = job_of(note, language)
    text, problems = read_note(job)
    if text is None:
        return failed(problems)
    outcome = sources(note)
    if outcome is not None:
        return outcome
    known, faults = bibliography.read(project.BIBLIOGRAPHY, project.BIBLIOGRAPHY.as_posix())
    keys = {source.key for source in cited_sources(job)}
    cited = [source for source in known if source.key in keys]
    held, found = catalogue.read(job.catalogue, job.catalogue.as_posix())
    if errors((*faults, *found)) and job.catalogue.exists():
        return failed((*faults, *found))
    put(job.catalogue, catalogue.write(catalogue.update(held, everything(job, text, cited))))
    print(f"{job.catalogue.as_posix()} is up to date")
    return None


def test(options: list[str]) -> Outcome:
    """Run pytest with these options; its output is shown as it comes."""
    done = subprocess.run([sys.executable, "-m", "pytest", *options], check=False)
    return TaskFailed(f"pytest ended with status {done.returncode}") if done.returncode else None


def clean(paths: Iterable[str]) -> None:
    """Remove these files and folders, where they are."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()


def settings(values: Mapping[str, Any]) -> dict[str, str]:
    """A dict of settings as doit's `config_changed` compares it: by its JSON."""
    return {name: json.dumps(value, sort_keys=True, default=str) for name, value in values.items()}
