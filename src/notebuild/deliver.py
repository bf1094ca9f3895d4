"""What the rendering tasks do: an edition to its page, its PDF and its Word document; and the proof of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notebuild import project
from notebuild.actions import Outcome, failed, job_of, kept, profile_of, put
from notebuild.errors import Location, NotebuildError, Problem
from notebuild.model import Edition, from_json
from notebuild.project import Job

if TYPE_CHECKING:
    from notebuild.tagging import Facts


def read_edition(job: Job) -> Edition:
    """The edition that `edition` kept; raises NotebuildError where somebody has changed the file since."""
    return kept(job.edition, from_json)


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
        put(job.deliverable("html"), page)
    except NotebuildError as fault:
        return failed(fault.problems)
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
            held=layout.held,
        )
        put(job.folder / "print.html", html)
        return html

    shown = job.deliverable("pdf").as_posix()
    try:
        edition = read_edition(job)
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
        put(job.deliverable("pdf"), made.content)
    except NotebuildError as fault:
        return failed(fault.problems)
    facts = {
        "layout": made.layout,
        "pages": made.pages,
        "retries": made.retries,
        "drifts": list(made.drifts),
    }
    put(job.folder / "layout.json", json.dumps(facts, indent=1) + "\n")
    print(
        f"{shown}: layout “{made.layout}”, {made.retries} tried before, "
        f"{made.pages} pages, {len(made.drifts)} notes drift"
    )
    return None


def facts_of(job: Job, edition: Edition) -> Facts:
    """What the repair of a PDF's tags must know of its edition."""
    from notebuild import tree
    from notebuild.tagging import Attachment, Facts

    labels = edition.metadata["labels"]
    bodies = [
        *edition.tree["blocks"],
        *(block for note in edition.footnotes for block in note.blocks),
    ]
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
                f"{job.name}.md",
                "text/markdown",
                edition.markdown.encode(),
                labels["attached-text"],
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
        put(job.deliverable("docx"), made)
    except NotebuildError as fault:
        return failed(fault.problems)
    return None


def verify(note: str, refused: Collection[str] = ()) -> Outcome:
    """Read every finished file of a note back, compare them, report, and release what agrees.

    The editions that are `refused` (by name) are left out and said so; then nothing is released.
    """
    from notebuild import concordance, proving, release, tree

    house = project.house()
    everyone = project.jobs(note, house)
    jobs = [job for job in everyone if job.name not in refused]
    try:
        editions = {job.language: read_edition(job) for job in jobs}
        layouts = {
            job.language: kept(job.folder / "layout.json", lambda text: json.loads(text)["layout"])
            for job in jobs
            if "pdf" in job.formats
        }
        profiles = {job.language: profile_of(job) for job in jobs}
    except NotebuildError as fault:
        return failed(fault.problems)
    made = {job: [job.deliverable(kind) for kind in job.formats] for job in jobs}
    readings, problems = {}, []
    for job in jobs:
        readings[job.language], faults = proving.read(job, editions[job.language])
        wrong = proving.check(readings[job.language], editions[job.language], profiles[job.language], house)
        problems += [*faults, *wrong]
    found = concordance.compare(editions, readings, layouts, problems)
    folder = project.BUILD / note
    first = editions[jobs[0].language]
    report = json.loads(concordance.to_json(found))
    report["files"] = [row for job in everyone for row in listed(job, job.name in refused)]
    report["refused"] = [job.name for job in everyone if job.name in refused]
    put(
        folder / "concordance.json",
        json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    )
    page = concordance.page(
        found,
        tree.text(first.metadata["title"]),
        {language: profile.name for language, profile in profiles.items()},
        {job.language: {path.suffix[1:]: path.name for path in paths} for job, paths in made.items()},
        release.sentence(found, folder, refusals(everyone, refused)),
    )
    put(folder / "concordance.html", page)
    if not found.agrees:
        return failed(found.problems)
    if not refused:
        files = [path for paths in made.values() for path in paths]
        release.replace(folder, [*files, folder / "concordance.html", folder / "concordance.json"])
    return None


def is_whole(note: str) -> bool:
    """Whether a note's concordance is of all its editions: one that left some out, or is spoilt, is made again."""
    try:
        report = json.loads((project.BUILD / note / "concordance.json").read_text(encoding="utf-8"))
        return not report["refused"]
    except (OSError, KeyError, TypeError, ValueError):
        return False


def listed(job: Job, refused: bool) -> list[dict[str, Any]]:
    """A row a file of an edition that lies in `build/`, with the version that it is of."""
    if not job.edition.exists():
        return []
    edition = read_edition(job)
    layout = job.folder / "layout.json"
    pages = json.loads(layout.read_text(encoding="utf-8"))["pages"] if layout.exists() else 0
    return [
        {
            "path": job.deliverable(kind).as_posix(),
            "version": edition.metadata["version"],
            "notes": len(edition.footnotes),
            "pages": pages if kind == "pdf" else 0,
            "refused": refused,
        }
        for kind in job.formats
        if job.deliverable(kind).exists()
    ]


def refusals(jobs: Iterable[Job], refused: Collection[str]) -> list[str]:
    """A sentence for each refused edition: why, and of which version its files are."""
    out = []
    for job in (job for job in jobs if job.name in refused):
        rows = listed(job, True)
        kept = f"its files are still those of version {rows[0]['version']}" if rows else "it has no files"
        why = ""
        if job.standing.exists():
            stands = json.loads(job.standing.read_text(encoding="utf-8"))
            gaps = [(stands["stale"], "stale"), (stands["untranslated"], "missing")]
            why = ", ".join(f"{count} {word}" for count, word in gaps if count)
        out.append(f"The edition {job.name} is refused{f' ({why})' if why else ''}: {kept}.")
    return out


def picture() -> Outcome:
    """Make the picture of the first note's first pages, one a language, that the README shows."""
    from notebuild import showcase

    jobs = project.jobs(project.notes()[0], project.house())
    files = [job.deliverable("pdf") for job in jobs if "pdf" in job.formats]
    missing = [path for path in files if not path.exists()]
    if missing:
        return failed(
            Problem(Location(path.as_posix()), "this file is missing", "run ./doit first") for path in missing
        )
    target = Path("docs/first-pages.png")
    put(target, showcase.first_pages([path.read_bytes() for path in files]))
    print(f"{target.as_posix()} is made anew")
    return None
