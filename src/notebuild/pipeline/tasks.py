"""The task graph as plain dicts. Loading it imports no engine; each action imports what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notebuild.core.formats import FORMATS
from notebuild.pipeline import check, edition, figure, graph, own_styles, published, verify, versions
from notebuild.pipeline.formats import (
    logo,
    task_docx,
    task_epub,
    task_jats,
    task_pdf,
    task_reference,
    task_share,
    task_txt,
    task_web,
)
from notebuild.pipeline.guard import DATABASE
from notebuild.pipeline.reporter import Reporter
from notebuild.pipeline.uptodate import Checker, Task, changed, faces, house, publisher
from notebuild.sources import project

__all__ = [
    "DOIT_CONFIG",
    "task_check",
    "task_docx",
    "task_edition",
    "task_epub",
    "task_figure",
    "task_jats",
    "task_pdf",
    "task_reference",
    "task_share",
    "task_sources",
    "task_titles",
    "task_txt",
    "task_verify",
    "task_web",
]


DOIT_CONFIG = {
    "default_tasks": ["check", *(one.task for one in FORMATS.values()), "share", "verify"],
    "reporter": Reporter,
    "backend": "sqlite3",
    "check_file_uptodate": Checker,
    "dep_file": DATABASE,
    "continue": True,
    "verbosity": 2,
}


def there(*paths: Path) -> list[str]:
    """Return those of the paths that are files: of the others the task says itself what is wrong."""
    return [path.as_posix() for path in paths if path.is_file()]


def task_check() -> Iterator[Task]:
    """find every fault in the sources, with file:line:column and what to do"""
    manuscripts = [(project.MANUSCRIPT / name / "note.md").as_posix() for name in graph.notes()]
    yield {
        "name": "bibliography",
        "doc": "the bibliography as a whole",
        "actions": [check.bibliography_check],
        "file_dep": [*there(project.BIBLIOGRAPHY), *manuscripts],
        "targets": ["build/house/bibliography/findings.json"],
        "uptodate": changed(
            check.bibliography_check, strays=project.strays(), present=there(project.BIBLIOGRAPHY)
        ),
    }
    yield from own_styles.task()
    yield from published.tasks()
    if strays := project.strays():
        yield {
            "name": "manuscript",
            "doc": "what lies among the notes and is none",
            "actions": [(check.strays_check, (strays,))],
            "targets": ["build/house/manuscript/findings.json"],
        }
    for job in graph.every_job():
        files = [job.manuscript, project.BIBLIOGRAPHY, job.manuscript.with_name("proposed.bib")]
        files += [*graph.figures(job), *graph.profiles(job), job.catalogue, *logo()]
        files += [versions.path(job.note)] if job.is_original else []
        if not job.is_original:
            files += [job.terms, *graph.profiles(graph.jobs(job.note)[0])]
        sources = there(*files)
        yield {
            "name": job.name,
            "doc": f"the sources of {job.name}",
            "actions": [(check.check, (job.note, job.language))],
            "file_dep": sources,
            "targets": [job.findings.as_posix()] + ([] if job.is_original else [job.standing.as_posix()]),
            "uptodate": changed(
                check.check,
                formats=job.formats,
                original=job.is_original,
                siblings=[one.language for one in graph.jobs(job.note)],
                present=sources,
                house=graph.digest(publisher),
                fonts=[graph.digest(faces), house().tokens.get("font"), house().tokens.get("fallback")],
                look=[house().tokens.get(name) for name in ("colour", "logo")],
            ),
        }


def task_sources() -> Iterator[Task]:
    """keep the entries that each note cites"""
    for name in graph.notes():
        job = graph.jobs(name)[0]
        yield {
            "name": name,
            "doc": f"the entries that {name} cites",
            "actions": [(edition.sources, (name,))],
            "file_dep": there(job.manuscript, project.BIBLIOGRAPHY),
            "targets": [job.cited.as_posix()],
            "task_dep": ["check:bibliography"],
            "uptodate": changed(edition.sources),
        }


def task_titles() -> Iterator[Task]:
    """keep the titles of each note in its languages, by which the editions cite one another"""
    for name in graph.notes():
        jobs = graph.jobs(name)
        files = [jobs[0].manuscript, *(job.catalogue for job in jobs[1:] if job.catalogue.is_file())]
        yield {
            "name": name,
            "doc": f"the titles of {name}",
            "actions": [(edition.titles, (name,))],
            "file_dep": [path.as_posix() for path in files],
            "targets": [project.titles(name).as_posix()],
            "uptodate": changed(edition.titles, languages=[job.language for job in jobs]),
        }


def task_edition() -> Iterator[Task]:
    """make each edition: cited, numbered and set, as edition.json"""
    for job in graph.every_job():
        siblings = graph.jobs(job.note)
        files = [job.manuscript, job.cited, project.titles(job.note), graph.style("note.csl")]
        files += [path for one in siblings for path in graph.profiles(one)]
        files += [job.terms] if job.terms.is_file() else []
        files += [] if job.is_original else [job.catalogue, *graph.figures(job)]
        files += [versions.path(job.note)] if versions.path(job.note).is_file() else []
        yield {
            "name": job.name,
            "doc": f"the edition {job.name}",
            "actions": [(edition.edition, (job.note, job.language))],
            "file_dep": list(dict.fromkeys(path.as_posix() for path in files)),
            "task_dep": list(dict.fromkeys([f"check:{siblings[0].name}", f"check:{job.name}"])),
            "targets": [
                job.edition.as_posix(),
                job.places.as_posix(),
                (job.folder / "recipe.json").as_posix(),
                (job.folder / "text.md").as_posix(),
                (job.folder / "cited.bib").as_posix(),
            ],
            "uptodate": changed(
                edition.edition,
                house=graph.digest(publisher),
                siblings={graph.tag(one): graph.spoken(one) for one in siblings},
                formats=job.formats,
            ),
        }


def task_figure() -> Iterator[Task]:
    """put each edition's pictures in place, their words translated"""
    for job in graph.every_job():
        for path in graph.figures(job):
            files = [path, *graph.profiles(job), *([] if job.is_original else [job.catalogue])]
            yield {
                "name": f"{job.name}/{path.name}",
                "doc": f"{path.name} for {job.name}",
                "actions": [(figure.figure, (job.note, job.language, path.as_posix()))],
                "file_dep": [file.as_posix() for file in files],
                "task_dep": [f"check:{job.name}"],
                "targets": [job.figure(path).as_posix()],
                "uptodate": changed(
                    figure.figure,
                    faces=[house().tokens.get(name) for name in ("face", "font", "fallback")],
                ),
            }


def task_verify() -> Iterator[Task]:
    """read the finished files back and prove that their notes agree; make the concordance"""
    for name in graph.notes():
        jobs = graph.jobs(name)
        files = [path for job in jobs for path in (job.edition, job.places)]
        files += [job.deliverable(kind) for job in jobs for kind in job.formats]
        files += [job.folder / "layout.json" for job in jobs if "pdf" in job.formats]
        files += [job.share for job in jobs if "html" in job.formats]
        yield {
            "name": name,
            "doc": f"build/{name}/concordance.html",
            "actions": [(verify.verify, (name,))],
            # Where a folder took a file's place, doit could not read it: the proof says so instead.
            "file_dep": [path.as_posix() for path in files if not path.is_dir()],
            "task_dep": published.needed(name),
            "targets": [f"build/{name}/concordance.json", f"build/{name}/concordance.html"],
            "uptodate": changed(verify.verify, fonts=graph.digest(faces), tokens=graph.digest(graph.tokens)),
        }
