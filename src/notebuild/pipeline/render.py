"""What the rendering tasks do: an edition to its page, its PDF and its Word document; and the proof of them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from notebuild.core.model import Edition, from_json
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.edition import Outcome, failed, job_of, kept, profile_of, put
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.render.pdf.tags import Facts


def read_edition(job: Job) -> Edition:
    """The edition that `edition` kept; raises NotebuildError where somebody has changed the file since."""
    return kept(job.edition, _edition)


_edition = lru_cache(maxsize=4)(from_json)
"""Page, PDF, Word document and proof are made of the same one; nobody changes it."""


def web(note: str, language: str) -> Outcome:
    """Make the page for the screen."""
    from notebuild.render import sheets
    from notebuild.render.html import pages as pages

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


def share(note: str, language: str) -> Outcome:
    """Make the picture that goes with a link to the edition's page."""
    from notebuild.render import raster
    from notebuild.render.html import card
    from notebuild.sources import drawings

    job, house = job_of(note, language), project.house()
    where, logo = Location(job.share.as_posix()), Path(str(house.tokens.get("logo", ""))).name
    try:
        mark = drawings.logo(project.STYLES / logo, f"styles/{logo}") if logo else ""
        drawn = card.drawing(read_edition(job), house, mark)
        put(job.share, raster.drawn(drawn.encode(), raster.fonts(house), where, card.WIDTH))
    except NotebuildError as fault:
        return failed(fault.problems)
    return None


def reference() -> Outcome:
    """Make the Word reference document from the house's tokens."""
    from notebuild.render.word import reference as reference

    try:
        sheet = project.STYLES / "word.toml"
        styles = sheet.read_text(encoding="utf-8")
        put(project.REFERENCE, reference.reference(project.house(), styles))
    except NotebuildError as fault:
        return failed(fault.problems)
    return None


def pdf(note: str, language: str) -> Outcome:
    """Make the PDF: one layout after another until every note is in the finished file."""
    from notebuild import readback
    from notebuild.proof import composition
    from notebuild.render import sheets
    from notebuild.render.html import pages as pages
    from notebuild.render.pdf import renderer, tags

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
        made = renderer.build(
            edition,
            page,
            lambda content: [
                renderer.Placed(one.number, one.text, one.call_page, one.note_page)
                for one in readback.pdf_notes(content)
            ],
            shown,
            roots=renderer.roots(job.folder.resolve(), house),
            repair=lambda content: tags.repair(content, facts_of(job, edition)),
            broken=lambda content: len(composition.count(readback.read_pdf(content, shown)[0]).broken),
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
    from notebuild.edition import tree
    from notebuild.render.pdf.tags import Attachment, Facts

    labels = edition.metadata["labels"]
    bodies = [
        *edition.tree["blocks"],
        *(block for note in edition.footnotes for block in note.blocks),
    ]
    foreign = [
        (tree.attribute(node, "lang"), tree.text(node))
        for node in tree.find(bodies, "Span")
        if tree.attribute(node, "lang")
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
    from notebuild.render.word import document

    job = job_of(note, language)
    shown = job.deliverable("docx").as_posix()
    try:
        made = document.build(
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


def picture() -> Outcome:
    """Make the picture of the first note's first pages, one a language, that the README shows."""
    from notebuild.render import first_pages

    jobs = project.jobs(project.notes()[0], project.house())
    files = [job.deliverable("pdf") for job in jobs if "pdf" in job.formats]
    missing = [path for path in files if not path.exists()]
    if missing:
        return failed(
            Problem(Location(path.as_posix()), "this file is missing", "run ./doit first") for path in missing
        )
    target = Path("docs/first-pages.png")
    put(target, first_pages.first_pages([path.read_bytes() for path in files]))
    print(f"{target.as_posix()} is made anew")
    return None
