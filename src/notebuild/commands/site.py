"""The command `site`: the published versions of all notes as a folder that any host of files can serve."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from notebuild.commands.command import Command
from notebuild.core.entry import ENTRY
from notebuild.core.problems import Location, NotebuildError, Problem, counted, errors
from notebuild.pipeline.guard import TYPED, tell
from notebuild.sources import project

if TYPE_CHECKING:
    from notebuild.core.house import House
    from notebuild.publishing.published import Version as Published
    from notebuild.publishing.site.shelf import New
    from notebuild.publishing.site.versions import Version

ADDRESS = re.compile(r"https?://[^\s<>\"'?#]+")


class Site(Command):
    """Put what is published into the published folder, and make its pages anew."""

    name = "site"
    doc_purpose = "put what is published into a folder for the web, with indexes, feeds and lists of versions"
    doc_usage = "--onto FOLDER [--address https://…] [--dry-run]"
    doc_description = (
        "FOLDER is the site: a checked-out branch, or what is copied to a server. NOTE/ has the newest "
        "version, NOTE/vN/ every version for ever: what is in it is never written again, and a version whose "
        "bytes are not those that were published is refused. All other pages are made from what the folder "
        "holds, so that a note that has left the house keeps its versions. A file that the site did not make "
        "is left alone.\n"
        "Only a version that `publish` has recorded is put there. The site opens from the folder as it is, "
        "and any host of files can serve it."
    )
    takes_words = False
    cmd_options = (
        {
            "name": "onto",
            "long": "onto",
            "type": str,
            "default": "",
            "metavar": "FOLDER",
            "help": "the published folder: empty, not yet there, or the site as it was made before",
        },
        {
            "name": "address",
            "long": "address",
            "type": str,
            "default": "",
            "metavar": "ADDRESS",
            "help": "where the site will be on the web; without it, `site` of styles/house.toml, or as before",
        },
        {
            "name": "dry-run",
            "long": "dry-run",
            "type": bool,
            "default": False,
            "help": "say what would be written, and write nothing",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> int:
        from notebuild.publishing.site import make, shelf

        if not options["onto"]:
            remedy = "add --onto FOLDER: an empty folder, or the site as it was made before"
            raise NotebuildError([Problem(TYPED, "site needs the published folder", remedy)])
        house, onto, shown = project.house(), self.path(options["onto"]), options["onto"].rstrip("/") or "/"
        ours = shelf.check(onto, shown)
        address = whole(options["address"] or house.site or shelf.address(onto))
        standing = shelf.standing(onto, shown)
        new, kept_out = coming(standing, house)
        files = make.files(house, standing, new, onto, address)
        languages = list(make.profiles(house, [*standing, *(one.version for one in new)]))
        problems = make.clashes([one.version for one in new], languages)
        problems += shelf.foreign(onto, shown, [*files, *(one.version.folder for one in new)], ours)
        if problems:
            raise NotebuildError(problems)
        tell([*kept_out, *unaddressed(house, address)])
        if others := unpublished():
            print(f"not published, so not on the site: {', '.join(others)} ({ENTRY} publish NOTE)")
        for one in new:
            print(f"{shown}/{one.version.folder}/: {counted(len(one.version.files), 'file')}, for good")
        if options["dry-run"]:
            for path in shelf.differing(onto, files):
                print(f"{shown}/{path}")
            print("nothing was written")
            return int(bool(errors(kept_out)))
        written = shelf.write(onto, new, files, ours)
        versions = len(standing) + len(new)
        print(
            f"{shown}/: {counted(versions, 'published version')}, {len(new)} of them new; "
            f"{counted(len(written), 'file')} written, {len(files) - len(written)} as they were"
        )
        return int(bool(errors(kept_out)))


def whole(address: str) -> str:
    """Return the address of a site with a slash at its end; empty for none. Raises NotebuildError for no address."""
    if address and not ADDRESS.fullmatch(address):
        remedy = "begin it with https://, without ? and #"
        raise NotebuildError([Problem(TYPED, f"--address {address}: not an address of the web", remedy)])
    return f"{address.rstrip('/')}/" if address else ""


def unaddressed(house: House, address: str) -> list[Problem]:
    """Return the warning of a house that has not said where its site is, or says otherwise than the command."""
    where = Location(project.HOUSE.as_posix())
    if not house.site:
        message = "no site: the pages of a version do not lead to newer ones" + (
            "" if address else ", and there is no sitemap"
        )
        remedy = 'add site = "https://…", where the folder will be, before the first version is published'
        return [Problem(where, message, remedy, "warning")]
    if f"{house.site.rstrip('/')}/" != address:
        message = f"site is {house.site}, and --address {address}: published pages lead to the first"
        return [Problem(where, message, "leave --address out", "warning")]
    return []


def coming(standing: Sequence[Version], house: House) -> tuple[list[New], list[Problem]]:
    """Return the published versions that are not yet on the site, and what keeps others from it.

    Raises NotebuildError for a version that is on the site with other bytes than were published.
    """
    from notebuild.pipeline import versions
    from notebuild.publishing.site.gather import gathered

    there = {(one.note, one.number): one for one in standing}
    new: list[New] = []
    wrong: list[Problem] = []
    kept_out: list[Problem] = []
    for note in project.notes():
        try:
            record = versions.read(note)
        except NotebuildError as fault:
            wrong += fault.problems
            continue
        for version in record.versions if record else ():
            on_site = there.get((note, version.number))
            if on_site is not None:
                wrong += differing(on_site, version)
                continue
            try:
                found = gathered(note, version, house)
            except NotebuildError as fault:
                kept_out += fault.problems
                continue
            if found:
                new.append(found)
            else:
                kept_out.append(lacking(note, version.number))
    if wrong:
        raise NotebuildError(wrong)
    return new, kept_out


def unpublished() -> list[str]:
    """Return what is not published: notes, and versions of others that are built, each by its name."""
    from notebuild.pipeline import versions
    from notebuild.proof import release

    found = []
    for note in project.notes():
        record, built = versions.read(note), release.version(project.BUILD / note)
        if record is None:
            found.append(note)
        elif built and all(str(one.number) != built for one in record.versions):
            found.append(f"{note} version {built}")
    return found


def lacking(note: str, number: int) -> Problem:
    """Return the warning of a version that was published and is built no more."""
    message = f"version {number} is published, but neither on the site nor in build/{note}/release/"
    remedy = f"check out the commit that published it, and there: {ENTRY} {note}, then {ENTRY} site --onto …"
    where = Location((project.MANUSCRIPT / note / "published.toml").as_posix())
    return Problem(where, message, remedy, "warning")


def differing(on_site: Version, record: Published) -> list[Problem]:
    """Return a Problem for each file that the site has with another sum than was published."""
    where = Location((project.MANUSCRIPT / on_site.note / "published.toml").as_posix())
    remedy = "a published version never changes: bring back the folder, or published.toml, as it was"
    return [
        Problem(
            where,
            f"version {record.number} is on the site with another {name}: {on_site.sums.get(name, 'none')}, "
            f"published {published}",
            remedy,
        )
        for name, published in sorted(record.files.items())
        if on_site.sums.get(name) != published
    ]
