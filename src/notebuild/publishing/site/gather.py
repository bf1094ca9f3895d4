"""A published version out of what was built: the files of `release/`, and what their editions say of themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from notebuild.core import model
from notebuild.core.entry import ENTRY
from notebuild.core.formats import FORMATS
from notebuild.core.house import House
from notebuild.core.model import Edition, short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import tree
from notebuild.proof import release
from notebuild.publishing.published import Version as Published
from notebuild.publishing.site.shelf import New, digest
from notebuild.publishing.site.versions import Entry, File, Person, Version
from notebuild.sources import project
from notebuild.sources.project import Job


def gathered(note: str, record: Published, house: House) -> New | None:
    """Return a version of a note that was published, out of what is built; None where another version is.

    Raises NotebuildError where what is built has not the bytes that were published, or its editions have been
    built again with other words.
    """
    folder, number = project.BUILD / note, record.number
    if release.version(folder) != str(number):
        return None
    place = folder / "release"
    bundle = folder / f"{note}-v{number}.zip"
    paths = {
        path.name: path for path in sorted(place.iterdir()) if path.is_file() and path.name != bundle.name
    }
    made = {name: digest(path) for name, path in paths.items()}
    if other := [name for name in sorted({*made, *record.files}) if made.get(name) != record.files.get(name)]:
        raise NotebuildError([_unlike(place, other, made, record)])
    if bundle.is_file():
        paths[bundle.name], made[bundle.name] = bundle, digest(bundle)
    jobs = [
        job for job in project.jobs(note, house) if any(name.startswith(f"{job.name}.") for name in paths)
    ]
    editions = [_edition(job, release.words(folder)) for job in jobs]
    pages = {
        Path(row["path"]).name: row["pages"]
        for row in json.loads(paths["concordance.json"].read_text(encoding="utf-8"))["files"]
    }
    files = [
        File(
            name=name,
            format=_format(name),
            language=job.tag() if (job := _of(name, jobs)) else "",
            size=path.stat().st_size,
            sha256=made[name],
            pages=pages.get(name, 0),
        )
        for name, path in sorted(paths.items())
    ]
    meta = editions[0].metadata
    entries = tuple(entry(edition, number) for edition in editions)
    return New(Version(note, number, meta["date"], record.date, entries, tuple(files)), paths)


def _of(name: str, jobs: Sequence[Job]) -> Job | None:
    """Return the edition that a file is of."""
    return next((job for job in jobs if name.startswith(f"{job.name}.")), None)


def _format(name: str) -> str:
    """Return the format of a file by its ending; the ending where it is none of an edition's."""
    ending = name.rpartition(".")[2]
    return next((one.name for one in FORMATS.values() if one.ending == ending), ending)


def _unlike(place: Path, other: Sequence[str], made: Mapping[str, str], record: Published) -> Problem:
    """Return the Problem of a release that is not the one that was published: its first file, with both sums."""
    name = other[0]
    more = f" (and {len(other) - 1} more files)" if len(other) > 1 else ""
    message = (
        f"is not the file that was published as version {record.number} on {record.date}: "
        f"{made.get(name, 'none')}, published {record.files.get(name, 'none')}{more}"
    )
    remedy = "build it with the tool and the styles that it was published with; what has changed is the next version"
    return Problem(Location((place / name).as_posix()), message, remedy)


def _edition(job: Job, words: Mapping[str, str]) -> Edition:
    """Return the edition that was released; raises NotebuildError where another has been built since."""
    try:
        edition = model.from_json(job.edition.read_text(encoding="utf-8"))
    except (OSError, KeyError, TypeError, ValueError):
        edition = None
    if edition is None or words.get(job.language, "") != model.digest(edition):
        message = "is not the edition that was released"
        remedy = f"build it again: {ENTRY} {job.note}"
        raise NotebuildError([Problem(Location(job.edition.as_posix()), message, remedy)])
    return edition


def entry(edition: Edition, number: int) -> Entry:
    """Return what an edition says of itself, in plain words set as it prints them."""
    meta = edition.metadata
    name = f"{meta['publisher']}/{edition.note}/{short(edition.language)}/v{number}"
    return Entry(
        language=edition.language,
        name=next(row["name"] for row in meta["editions"] if row["current"]),
        title=_words(meta["title"]),
        subtitle=_words(meta.get("subtitle")),
        teaser=_words(meta.get("teaser")) or meta["description"],
        authors=tuple(
            Person(one["name"], one.get("orcid", ""), one.get("url", "")) for one in meta["persons"]
        ),
        keywords=tuple(meta["keywords"]),
        series=meta["series"],
        number=meta["number"],
        corrections=tuple(map(_words, meta.get("corrections") or ())),
        doi=meta["doi"],
        urn=uuid5(NAMESPACE_URL, name).urn,
    )


def _words(inlines: object) -> str:
    return tree.text(inlines or []).strip()
