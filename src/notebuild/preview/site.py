"""What the preview serves now: which addresses there are, and the page at each, good or refused."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from notebuild.core.problems import NotebuildError
from notebuild.preview import building, pages, shelf
from notebuild.sources import project
from notebuild.sources.project import Job

GONE = "gone"
"""What tells that there is no page."""


class Site:
    """What is served now: the last build and who waits for the next."""

    def __init__(self) -> None:
        self.build = building.Build()
        self.waiting: set[asyncio.Queue[None]] = set()
        self.colours: Mapping[str, Mapping[str, str]] = {}
        self.jobs: list[Job] = []

    def show(self, build: building.Build) -> None:
        """Serve what this build left, and wake every open page."""
        self.build = build
        try:
            house = project.house()
            self.colours = house.tokens["colour"]
            self.jobs = list(project.every_job(house))
        except NotebuildError:
            pass  # the build tells it, in the colours and with the editions there were
        self.wake()

    def wake(self) -> None:
        """Tell every open page to see whether it has changed."""
        for queue in self.waiting:
            queue.put_nowait(None)

    def files(self) -> dict[str, Path]:
        """Return everything that may be asked for, by its address: a name that is not here is not served."""
        paths = [job.deliverable(kind) for job in self.jobs for kind in job.formats]
        paths += [project.BUILD / job.note / "concordance.html" for job in self.jobs]
        return {f"/{path.parent.name}/{path.name}": path for path in paths}

    def job(self, path: str) -> Job | None:
        """Return the edition whose web page has this address."""
        return next((job for job in self.jobs if "html" in job.formats and address(job) == path), None)

    def page(self, path: str, last: bool = False) -> str | None:
        """Return the page at an address as it is served, or None; with `last` the last good one, even if refused."""
        job, problems = self.job(path), self.build.problems
        with_head: Callable[[str], str]
        if path == "/":
            kind, with_head = "index", partial(pages.index, self.notes(), problems)
        elif job is None:
            return None
        else:
            target = job.deliverable("html")
            exists = target.exists()
            if self.is_refused(job) and not (last and exists):
                kind = "refusal"
                good = f"{path}?last" if exists else ""
                with_head = partial(pages.refusal, job.name, problems, good, title=shelf.title(job))
            else:
                kind, with_head = "page", partial(pages.over, target.read_text(encoding="utf-8"), problems)
        stamp = hashlib.sha256(with_head("").encode()).hexdigest()[:16]
        name = path + ("?last" if last else "")
        return with_head(pages.head(name, kind, stamp, self.colours))

    def is_address(self, path: str) -> bool:
        """Return whether an address is of an edition's page that there is not now: it may come, or come back."""
        return path not in self.files() and re.fullmatch(r"/([\w.-]+)/\1\.[\w-]+\.html", path) is not None

    def gone(self, path: str) -> str:
        """Return what is served in the place of a page that there is not; it is left as soon as there is one."""
        head = pages.head(path, "refusal", GONE, self.colours)
        return pages.gone(path.rpartition("/")[2], self.build.problems, head)

    def is_refused(self, job: Job) -> bool:
        """Return whether the last build gave the edition no page."""
        refused = job.name in self.build.refused or self.build.nothing
        return refused or not job.deliverable("html").exists()

    def stamp(self, name: str) -> str:
        """Return what tells the content of a page from another; "gone" where there is no such page."""
        path, _, last = name.partition("?")
        _, mark, rest = (self.page(path, bool(last)) or "").partition('data-stamp="')
        return rest.partition('"')[0] if mark else GONE

    def notes(self) -> list[shelf.Note]:
        """Return the notes with their editions, and how they stand."""
        refused = {job.name: self.is_refused(job) for job in self.jobs}
        return shelf.notes(self.jobs, refused, self.files())


def address(job: Job) -> str:
    """Return the path of an edition's web page on the server."""
    return f"/{job.note}/{job.deliverable('html').name}"
