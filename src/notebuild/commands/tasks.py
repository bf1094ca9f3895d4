"""The tasks that are run by hand, none of them part of the default: catalogues, the tests."""

from __future__ import annotations

from collections.abc import Iterator

from notebuild.commands import processes, translations, xliff
from notebuild.pipeline import render
from notebuild.pipeline.uptodate import Task, house
from notebuild.sources import project


def task_catalogue() -> Iterator[Task]:
    """bring the translation catalogues up to date with the English text (by hand)"""
    for job in project.every_job(house()):
        if not job.is_original:
            yield {
                "name": job.name,
                "doc": job.catalogue.as_posix(),
                "actions": [(translations.catalogue_update, (job.note, job.language))],
                "uptodate": [False],
            }


def task_status() -> Task:
    """say what is translated, stale and missing, and what each edition would print"""
    return {
        "actions": [translations.status],
        "params": [
            {
                "name": "strict",
                "long": "strict",
                "type": bool,
                "default": False,
                "help": "fail when a translation is behind its note",
            }
        ],
        "uptodate": [False],
        "verbosity": 2,
    }


def task_accept() -> Task:
    """confirm that stale translations still hold: EDITION SEGMENT …, or --all"""
    return {
        "actions": [translations.accept],
        "pos_arg": "names",
        "params": [
            {
                "name": "everything_",
                "long": "all",
                "type": bool,
                "default": False,
                "help": "every stale translation, of the named edition or of all",
            }
        ],
        "uptodate": [False],
        "verbosity": 2,
    }


def task_xliff() -> Task:
    """hand translations out as XLIFF 2 for a translator's program; --from FILE takes one back"""
    return {
        "actions": [xliff.xliff],
        "pos_arg": "names",
        "params": [
            {
                "name": "source",
                "long": "from",
                "type": str,
                "default": "",
                "help": "take the translations of this file into their catalogue",
            }
        ],
        "uptodate": [False],
        "verbosity": 2,
    }


def task_standards() -> Task:
    """ask outside judges about the finished files; --all: also a browser, LibreOffice, Grammalecte"""
    return {
        "actions": [processes.standards],
        "params": [{"name": "everything", "long": "all", "type": bool, "default": False}],
        "uptodate": [False],
        "verbosity": 2,
    }


def task_stress() -> Task:
    """send random notes through the PDF engine and count what becomes of them"""
    return {
        "actions": [processes.stress],
        "params": [{"name": "count", "long": "count", "type": int, "default": 300}],
        "uptodate": [False],
        "verbosity": 2,
    }


def task_picture() -> Task:
    """make the picture of the first pages that the README shows (by hand)"""
    return {"actions": [render.picture], "uptodate": [False]}


def task_preview() -> Task:
    """serve the notes on this machine, build on save and reload the page (by hand): [EDITION] --port N"""
    return {
        "actions": [processes.preview],
        "pos_arg": "names",
        "params": [{"name": "port", "long": "port", "type": int, "default": 8321}],
        "uptodate": [False],
        "verbosity": 2,
    }


def task_test() -> Task:
    """run the test suite"""
    return {
        "actions": [processes.test],
        "pos_arg": "options",
        "uptodate": [False],
        "verbosity": 2,
    }
