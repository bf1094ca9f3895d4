"""What the preview serves now: which addresses there are, and the page at each, good or refused."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from notebuild.core.problems import NotebuildError
from notebuild.preview import building, pages
from notebuild.sources import project
from notebuild.sources.project import Job


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
        """Everything that may be asked for, by its address: a name that is not here is not served."""
        paths = [job.deliverable(kind) for job in self.jobs for kind in job.formats]
        paths += [project.BUILD / job.note / "concordance.html" for job in self.jobs]
        return {f"/{path.parent.name}/{path.name}": path for path in paths}

    def job(self, path: str) -> Job | None:
        """The edition whose web page has this address."""
        return next((job for job in self.jobs if "html" in job.formats and address(job) == path), None)

    def page(self, path: str, last: bool = False) -> str | None:
        """The page at an address as it is served, or None; with `last` the last good one, even if refused."""
        job, found = self.job(path), self.build.problems
        make: Callable[[str], str]
        if path == "/":
            kind, make = "index", self.index
        elif job is None:
            return None
        else:
            target = job.deliverable("html")
            made = target.exists()
            if self.is_refused(job) and not (last and made):
                kind = "refusal"
                make = partial(pages.refusal, job.name, found, f"{path}?last" if made else "")
            else:
                kind, make = "page", partial(pages.over, target.read_text(encoding="utf-8"), found)
        stamp = hashlib.sha256(make("").encode()).hexdigest()[:16]
        name = path + ("?last" if last else "")
        return make(pages.head(name, kind, stamp, self.colours))

    def is_refused(self, job: Job) -> bool:
        """Whether the last build gave the edition no page."""
        refused = job.name in self.build.refused or self.build.nothing
        return refused or not job.deliverable("html").exists()

    def stamp(self, name: str) -> str:
        """What a page says of its content, so that it knows whether there is another."""
        path, _, last = name.partition("?")
        _, mark, rest = (self.page(path, bool(last)) or "").partition('data-stamp="')
        return rest.partition('"')[0] if mark else "gone"

    def index(self, head: str) -> str:
        """The page that lists the notes and their files."""
        files = self.files()
        notes = dict.fromkeys(job.note for job in self.jobs)
        rows = [
            (
                note,
                [
                    (path.name, where, (job := self.job(where)) is not None and self.is_refused(job))
                    for where, path in files.items()
                    if path.parent.name == note and path.exists()
                ],
            )
            for note in notes
        ]
        found = self.build.problems
        return pages.index(
            rows, head, f"<p>{pages.counted(found)}.</p>{pages.listed(found)}" if found else ""
        )


def address(job: Job) -> str:
    """The path of an edition's web page on the server."""
    return f"/{job.note}/{job.deliverable('html').name}"
