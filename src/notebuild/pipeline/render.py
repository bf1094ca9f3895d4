"""The actions of the rendering tasks: an edition becomes its page, its PDF and its Word document."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from notebuild.core.files import put
from notebuild.core.house import load
from notebuild.core.model import Edition, from_json
from notebuild.core.problems import Location
from notebuild.core.styles import text as style_text
from notebuild.pipeline.edition import job_of, profile_of
from notebuild.pipeline.files import read_step
from notebuild.pipeline.outcome import action
from notebuild.sources import project
from notebuild.sources.project import Job


def read_edition(job: Job) -> Edition:
    """Return the edition that `edition` kept; raises NotebuildError where somebody has changed the file since."""
    return read_step(job.edition, _edition)


_edition = lru_cache(maxsize=4)(from_json)
"""Cached: four tasks read the same Edition. Never change it."""


@action
def web(note: str, language: str) -> None:
    """Make the page for the screen."""
    from notebuild.render import sheets
    from notebuild.render.html import pages

    job = job_of(note, language)
    house = project.house()
    path = project.style("screen.css")
    sheet = sheets.sheet(style_text(path), house, path.as_posix())
    materials = pages.Materials(house, profile_of(job), job.folder, project.STYLES, forms(job))
    script = style_text(project.style("screen.js")).strip()
    put(job.deliverable("html"), pages.page(read_edition(job), materials, sheet, script=script))


def forms(job: Job) -> tuple[tuple[str, ...], ...]:
    """Return the forms of each term in the language's term base; what is wrong with it the check has told."""
    tables = load(job.terms, job.terms.as_posix()) if job.terms.is_file() else {}
    rows = [row for table in tables.values() if isinstance(table, dict) for row in table.values()]
    return tuple(tuple(map(str, row)) for row in rows if isinstance(row, list))


@action
def share(note: str, language: str) -> None:
    """Make the picture that goes with a link to the edition's page."""
    from notebuild.render import raster
    from notebuild.render.html import card
    from notebuild.sources import drawing_rasters, drawings

    job, house = job_of(note, language), project.house()
    where, logo = Location(job.share.as_posix()), Path(str(house.tokens.get("logo", ""))).name
    mark = drawings.logo(project.STYLES / logo, f"styles/{logo}") if logo else ""
    drawn = card.drawing(read_edition(job), house, mark)
    put(job.share, drawing_rasters.drawn(drawn.encode(), raster.fonts(house), where, card.WIDTH))


@action
def reference() -> None:
    """Make the Word reference document from the house's tokens."""
    from notebuild.render import raster
    from notebuild.render.word import mark, reference
    from notebuild.sources import drawings

    house, sheet = project.house(), project.style("word.toml")
    marked, logo = {}, Path(str(house.tokens.get("logo", ""))).name
    if logo:
        shown = f"styles/{logo}"
        marked = mark.parts(drawings.logo(project.STYLES / logo, shown), raster.fonts(house), shown)
    put(project.REFERENCE, reference.reference(house, style_text(sheet), sheet.as_posix(), marked))


@action
def pdf(note: str, language: str) -> None:
    """Make the PDF: one layout after another until every note is in the finished file."""
    from notebuild import readback
    from notebuild.edition import places
    from notebuild.proof import words
    from notebuild.proof.counts import Counts, count
    from notebuild.proof.wanted import wanted
    from notebuild.records.record import record
    from notebuild.render import fonts, sheets
    from notebuild.render.html import pages
    from notebuild.render.pdf import engine, renderer, tags
    from notebuild.render.pdf.layouts import Layout

    job = job_of(note, language)
    house = project.house()
    path = project.style("print.css")
    text = style_text(path)

    def html(layout: Layout) -> str:
        sheet = fonts.local(house) + sheets.sheet(text, house, path.as_posix(), layout)
        page = pages.page(edition, materials, sheet, layout)
        put(job.folder / "print.html", page)
        return page

    @lru_cache(maxsize=1)
    def counted(content: bytes) -> Counts:
        return count(readback.read_pdf(content, shown)[0], asked)

    shown = job.deliverable("pdf").as_posix()
    edition = read_edition(job)
    profile = profile_of(job)
    asked = wanted(edition, profile)
    materials = pages.Materials(house, profile, job.folder, project.STYLES)
    recipe = read_step(job.folder / "recipe.json", str)
    facts = tags.facts(edition, job.name, record(edition, house), recipe)
    stand = read_step(job.places, places.from_json)
    page = renderer.Page(
        edition=edition,
        html=html,
        read=readback.pdf_footnotes,
        roots=engine.roots(job.folder, house),
        repair=lambda content: tags.repair(content, facts),
        lacking=lambda content: words.check(edition, stand, readback.read_pdf(content, shown)),
        broken=lambda content: len(counted(content).broken),
        blemishes=lambda content: counted(content).blemishes,
    )
    made = renderer.build(page, shown)
    put(job.deliverable("pdf"), made.content)
    outcome = {
        "layout": made.layout,
        "pages": made.pages,
        "retries": made.retries,
        "drifts": list(made.splits),
    }
    put(job.folder / "layout.json", json.dumps(outcome, indent=1) + "\n")
    print(
        f"{shown}: layout “{made.layout}”, {made.retries} tried before, "
        f"{made.pages} pages, {len(made.splits)} footnotes on a later page than their call"
    )


@action
def docx(note: str, language: str) -> None:
    """Make the Word document."""
    from notebuild.render.word import document

    job = job_of(note, language)
    shown = job.deliverable("docx").as_posix()
    made = document.build(
        read_edition(job),
        project.house(),
        profile_of(job),
        job.folder,
        project.REFERENCE.read_bytes(),
        shown,
    )
    put(job.deliverable("docx"), made)


@action
def epub(note: str, language: str) -> None:
    """Make the e-book."""
    from notebuild.render import sheets
    from notebuild.render.epub import book
    from notebuild.render.html import pages

    job, house = job_of(note, language), project.house()
    path = project.style("epub.css")
    sheet = sheets.sheet(style_text(path), house, path.as_posix())
    materials = pages.Materials(house, profile_of(job), job.folder, project.STYLES)
    put(job.deliverable("epub"), book.build(read_edition(job), materials, sheet))


@action
def txt(note: str, language: str) -> None:
    """Make the plain text."""
    from notebuild.render.text import document

    job = job_of(note, language)
    put(job.deliverable("txt"), document.build(read_edition(job)))


@action
def jats(note: str, language: str) -> None:
    """Make the JATS article."""
    from notebuild.render.jats import document

    job = job_of(note, language)
    made = document.build(read_edition(job), project.house(), job.folder, job.deliverable("jats").as_posix())
    put(job.deliverable("jats"), made)
