"""Builds an edition's Word document in this process: the line's own steps, without its graph and its checks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from notebuild.core.problems import NotebuildError
from notebuild.exchange.review import package, returned
from notebuild.pipeline import edition, render, reviewed
from notebuild.pipeline.reviewed import Version
from notebuild.sources import project
from notebuild.sources.project import Job


def builder(built: Path) -> Callable[[Job, Path, str], Version]:
    """Return what builds an edition in a folder as `reviewed.built` does; `built` is a house that was built."""

    def make(job: Job, folder: Path, named: str) -> Version:
        before = Path.cwd()
        os.chdir(folder)
        try:
            if not project.REFERENCE.is_file():
                project.REFERENCE.parent.mkdir(parents=True)
                shutil.copy(built / project.REFERENCE, project.REFERENCE)
            if not (job.folder / "figures").is_dir() and (built / job.folder / "figures").is_dir():
                shutil.copytree(built / job.folder / "figures", job.folder / "figures")
            failed = [edition.sources(job.note), edition.titles(job.note)]
            failed += [edition.edition(job.note, job.language), render.docx(job.note, job.language)]
            for one in filter(None, failed):
                raise NotebuildError(one.problems)
        finally:
            os.chdir(before)
        data = (folder / job.deliverable("docx")).read_bytes()
        return Version(named, reviewed.base(job, folder), returned.read(package.package(data)), "")

    return make
