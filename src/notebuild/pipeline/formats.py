"""The tasks that make what readers get of an edition: one a format, and what these share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notebuild.pipeline import graph, render
from notebuild.pipeline.uptodate import Task, changed, faces, house, publisher
from notebuild.sources import project


def rendered(kind: str) -> Iterator[project.Job]:
    """Yield the editions that come in this format."""
    return (job for job in graph.every_job() if kind in job.formats)


def logo() -> list[Path]:
    """Return the house's mark, if it has one."""
    name = Path(str(house().tokens.get("logo", ""))).name
    return [project.STYLES / name] if name and (project.STYLES / name).is_file() else []


def pictures(job: project.Job) -> list[str]:
    """Return the edition's own copies of its pictures."""
    return [job.figure(path).as_posix() for path in graph.figures(job)]


def house_of_pages() -> dict[str, str]:
    """Return the digests of what the house gives to every page that is set: its faces, its tokens, what it is."""
    return {
        "fonts": graph.digest(faces),
        "tokens": graph.digest(graph.tokens),
        "house": graph.digest(publisher),
    }


def task_web() -> Iterator[Task]:
    """make the web page of each edition"""
    for job in rendered("html"):
        sheets = map(project.style, ("screen.css", "screen.js", "screen.html.j2", "progressive.css.j2"))
        terms = filter(Path.is_file, (job.terms,))
        styles = [*sheets, *graph.included(), *graph.profiles(job), *logo(), *terms]
        yield {
            "name": job.name,
            "doc": job.deliverable("html").as_posix(),
            "actions": [(render.web, (job.note, job.language))],
            "file_dep": [
                job.edition.as_posix(),
                *pictures(job),
                *(path.as_posix() for path in styles),
            ],
            "targets": [job.deliverable("html").as_posix()],
            "uptodate": changed(render.web, **house_of_pages()),
        }


def task_share() -> Iterator[Task]:
    """make the picture that goes with a link to each web page"""
    for job in rendered("html"):
        yield {
            "name": job.name,
            "doc": job.share.as_posix(),
            "actions": [(render.share, (job.note, job.language))],
            "file_dep": [job.edition.as_posix(), *(path.as_posix() for path in logo())],
            "targets": [job.share.as_posix()],
            "uptodate": changed(render.share, fonts=graph.digest(faces), tokens=graph.digest(graph.tokens)),
        }


def task_pdf() -> Iterator[Task]:
    """make the PDF of each edition"""
    for job in rendered("pdf"):
        sheets = [graph.style(name) for name in ("print.css", "print.html.j2")]
        styles = [*sheets, *graph.included(), *graph.profiles(job), *logo()]
        files = [
            job.edition,
            job.folder / "text.md",
            job.folder / "cited.bib",
            job.folder / "recipe.json",
            *styles,
        ]
        yield {
            "name": job.name,
            "doc": job.deliverable("pdf").as_posix(),
            "actions": [(render.pdf, (job.note, job.language))],
            "file_dep": [*(path.as_posix() for path in files), *pictures(job)],
            "targets": [job.deliverable("pdf").as_posix(), (job.folder / "layout.json").as_posix()],
            "uptodate": changed(render.pdf, **house_of_pages()),
        }


def task_epub() -> Iterator[Task]:
    """make the e-book of each edition, EPUB 3"""
    for job in rendered("epub"):
        sheets = [graph.style(name) for name in ("epub.css", "epub.html.j2")]
        styles = [*sheets, *graph.profiles(job), *logo()]
        yield {
            "name": job.name,
            "doc": job.deliverable("epub").as_posix(),
            "actions": [(render.epub, (job.note, job.language))],
            "file_dep": [job.edition.as_posix(), *pictures(job), *(path.as_posix() for path in styles)],
            "targets": [job.deliverable("epub").as_posix()],
            "uptodate": changed(render.epub, **house_of_pages()),
        }


def task_txt() -> Iterator[Task]:
    """make the plain text of each edition, for e-mail"""
    for job in rendered("txt"):
        yield {
            "name": job.name,
            "doc": job.deliverable("txt").as_posix(),
            "actions": [(render.txt, (job.note, job.language))],
            "file_dep": [job.edition.as_posix()],
            "targets": [job.deliverable("txt").as_posix()],
            "uptodate": changed(render.txt),
        }


def task_reference() -> Task:
    """make the Word reference document from the house's tokens"""
    return {
        "actions": [render.reference],
        "file_dep": [graph.style("word.toml").as_posix(), *(path.as_posix() for path in logo())],
        "targets": [project.REFERENCE.as_posix()],
        "uptodate": changed(render.reference, tokens=graph.digest(graph.tokens)),
    }


def task_docx() -> Iterator[Task]:
    """make the Word document of each edition"""
    for job in rendered("docx"):
        yield {
            "name": job.name,
            "doc": job.deliverable("docx").as_posix(),
            "actions": [(render.docx, (job.note, job.language))],
            "file_dep": [
                job.edition.as_posix(),
                project.REFERENCE.as_posix(),
                *(path.as_posix() for path in graph.profiles(job)),
                *pictures(job),
            ],
            "targets": [job.deliverable("docx").as_posix()],
            "uptodate": changed(render.docx, **house_of_pages()),
        }


def task_jats() -> Iterator[Task]:
    """make the JATS article of each edition, for repositories and archives"""
    for job in rendered("jats"):
        yield {
            "name": job.name,
            "doc": job.deliverable("jats").as_posix(),
            "actions": [(render.jats, (job.note, job.language))],
            "file_dep": [job.edition.as_posix(), *pictures(job)],
            "targets": [job.deliverable("jats").as_posix()],
            "uptodate": changed(render.jats, fonts=graph.digest(faces), house=graph.digest(publisher)),
        }
