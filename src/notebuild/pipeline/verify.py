"""The proof of a note: its finished files read back and compared, reported, and released where they agree."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from notebuild.core.files import put
from notebuild.core.model import digest
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.pipeline.check import store
from notebuild.pipeline.edition import profile_of
from notebuild.pipeline.files import read_step
from notebuild.pipeline.outcome import action
from notebuild.pipeline.render import read_edition
from notebuild.sources import project
from notebuild.sources.project import Job

if TYPE_CHECKING:
    from notebuild.core.house import Profile
    from notebuild.core.model import Edition
    from notebuild.proof.concordance import Concordance


@dataclass(frozen=True, slots=True)
class Proof:
    """The finished files of a note, read back, beside the editions that they were made from."""

    jobs: tuple[Job, ...]
    editions: Mapping[str, Edition]
    """By language tag, in the order of `jobs`; so are the profiles."""

    profiles: Mapping[str, Profile]
    concordance: Concordance


def prove(note: str, refused: Collection[str] = ()) -> Proof:
    """Read every finished file of a note back and compare them, without writing anything.

    The editions that are `refused` (by name) are left out. Raises NotebuildError where what a step of
    the build left cannot be read.
    """
    from notebuild.edition import places
    from notebuild.proof import concordance, files, words

    house = project.house()
    jobs = tuple(job for job in project.jobs(note, house) if job.name not in refused)
    editions = {job.language: read_edition(job) for job in jobs}
    layouts = {
        job.language: read_step(job.folder / "layout.json", lambda text: json.loads(text)["layout"])
        for job in jobs
        if "pdf" in job.formats
    }
    profiles = {job.language: profile_of(job) for job in jobs}
    stand = {job.language: read_step(job.places, places.from_json) for job in jobs}
    readings, problems = {}, []
    for job in jobs:
        readings[job.language], faults = files.read(job, editions[job.language])
        read, edition, at = readings[job.language], editions[job.language], stand[job.language]
        problems += [*faults, *files.check(read, edition, at, profiles[job.language], house)]
        problems += words.check(edition, at, read)
    return Proof(
        jobs, editions, profiles, concordance.compare(editions, readings, layouts, problems, stand, profiles)
    )


@action
def verify(note: str, refused: Collection[str] = ()) -> None:
    """Read every finished file of a note back, compare them, report, and release what agrees.

    The editions that are `refused` (by name) are left out and said so; then nothing is released.
    """
    from notebuild.edition import tree
    from notebuild.proof import concordance, release

    proof = prove(note, refused)
    found = proof.concordance
    everyone = project.jobs(note, project.house())
    made = {job: [job.deliverable(kind) for kind in job.formats] for job in proof.jobs}
    folder = project.BUILD / note
    first = proof.editions[proof.jobs[0].language]
    words = {language: digest(edition) for language, edition in proof.editions.items()}
    report = concordance.to_json(
        found,
        words=words,
        files=[row for job in everyone for row in listed(job, job.name in refused)],
        refused=[job.name for job in everyone if job.name in refused],
    )
    put(folder / "concordance.json", report)
    page = concordance.page(
        found,
        tree.text(first.metadata["title"]),
        {language: profile.name for language, profile in proof.profiles.items()},
        {job.language: {kind: job.deliverable(kind).name for kind in job.formats} for job in made},
        release.sentence(found, folder, refusals(everyone, refused)),
        project.house(),
    )
    put(folder / "concordance.html", page)
    for language, counts in found.composition.items():
        print(f"{note}.{language}: {concordance.told(counts)}")
    if not found.agrees:
        raise NotebuildError(found.problems)
    if not refused:
        version = str(first.metadata["version"])
        before = release.words(folder) if release.version(folder) == version else {}
        other = any(before.get(language, said) != said for language, said in words.items())
        store(folder / "findings.json", [replaced(note, version)] if other else [])
        built = [path for paths in made.values() for path in paths]
        built += [job.share for job in proof.jobs if job.share.exists()]
        release.replace(folder, [*built, folder / "concordance.html", folder / "concordance.json"])


def replaced(note: str, version: str) -> Problem:
    """Return the warning that what was released now has other words under the same number."""
    from notebuild.sources import markdown

    path = project.MANUSCRIPT / note / "note.md"
    text, _ = markdown.read(path, path.as_posix())
    where = text.places.get("version") if text else None
    message = f"release/ held other words of version {version}, and they are replaced"
    following = int(version) + 1
    remedy = f'once version {version} has gone out, write "version: {following}" and its corrections'
    return Problem(where or Location(path.as_posix(), 1, 1), message, remedy, "warning")


def listed(job: Job, refused: bool) -> list[dict[str, Any]]:
    """Return a row a file of an edition that lies in `build/`, with the version that it is of."""
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
    """Return a sentence for each refused edition: why, and of which version its files are."""
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
