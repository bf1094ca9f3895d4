"""The published folder: whether it is ours, which versions it holds unharmed, and how they and its pages are written.

What is in the folder of a version is never written again. A file that the site did not make is left alone.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from notebuild.core.files import put
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.publishing.site import versions
from notebuild.publishing.site.versions import Version

MARK = "site.json"
"""The file that says that a folder is a site of ours, and which of its files are, but for those of versions."""

GENERATOR = "notebuild site"

STRANGERS = frozenset(("CNAME", "README.md", "LICENSE"))
"""What may lie in a folder before the site does, beside names that begin with a dot: of a branch, of a host."""

INDEX = "index.html"

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class New:
    """A version that is not yet in the folder, and where the bytes of its files are."""

    version: Version
    sources: Mapping[str, Path]


def check(onto: Path, shown: str) -> frozenset[str]:
    """Return the files that the site made in a folder, by their paths in it; none where it is empty or not there.

    Raises NotebuildError for what is no folder, or a folder with something else in it.
    """
    where = Location(shown)
    if onto.is_symlink():
        raise NotebuildError([Problem(where, "is a link", "name the folder that it leads to")])
    if onto.exists() and not onto.is_dir():
        raise NotebuildError([Problem(where, "is a file, not a folder", "name a folder")])
    mark = onto / MARK
    if mark.is_file() and not mark.is_symlink():
        try:
            raw = json.loads(mark.read_text(encoding="utf-8"))
            if raw["generator"] == GENERATOR:
                return frozenset(map(str, raw["files"]))
        except (OSError, KeyError, TypeError, ValueError):
            pass
        remedy = f"bring {MARK} back from before it was changed"
        raise NotebuildError(
            [Problem(Location(f"{shown}/{MARK}"), "is not as the site wrote it", remedy)]
        ) from None
    found = (path.name for path in sorted(onto.iterdir())) if onto.is_dir() else ()
    if strange := [name for name in found if not name.startswith(".") and name not in STRANGERS]:
        message = f"holds {strange[0]}, and is no site that notebuild made"
        raise NotebuildError([Problem(where, message, "name an empty folder, or that of the site")])
    return frozenset()


def address(onto: Path) -> str:
    """Return where a site was said to be when it was made; empty where it was not said, or there is none."""
    try:
        return str(json.loads((onto / "index.json").read_text(encoding="utf-8"))["url"])
    except (OSError, KeyError, TypeError, ValueError):
        return ""


def standing(onto: Path, shown: str) -> tuple[Version, ...]:
    """Return the versions in a folder, by note and number.

    Raises NotebuildError with each file of a version that is not as it was published.
    """
    found: list[Version] = []
    problems: list[Problem] = []
    for path in sorted(onto.glob(f"*/v*/{versions.NAME}")):
        where = path.relative_to(onto).as_posix()
        remedy = "bring the folder back as it was: a published version never changes"
        try:
            if linked(onto, where):
                raise ValueError("a link")
            version = versions.from_json(path.read_text(encoding="utf-8"))
            if f"{version.folder}/{versions.NAME}" != where:
                raise ValueError("of another version")
        except (OSError, ValueError):
            problems.append(Problem(Location(f"{shown}/{where}"), "is not as the site wrote it", remedy))
            continue
        found.append(version)
        for file, expected in held(version).items():
            own, name = path.with_name(file), f"{shown}/{version.folder}/{file}"
            if linked(onto, f"{version.folder}/{file}") or not own.is_file():
                problems.append(Problem(Location(name), "a file of a published version is gone", remedy))
            elif (now := digest(own)) != expected:
                message = f"has other bytes than were published: {now}, published {expected}"
                problems.append(Problem(Location(name), message, remedy))
    if problems:
        raise NotebuildError(problems)
    return tuple(sorted(found, key=lambda version: (version.note, version.number)))


def held(version: Version) -> Mapping[str, str]:
    """Return the SHA-256 of each file in a version's folder: its own, what its address shows, the list of sums."""
    own = {**version.sums, SUMS: sha256(versions.sums(version).encode()).hexdigest()}
    return own | ({INDEX: own[version.home]} if version.home else {})


def foreign(onto: Path, shown: str, wanted: Iterable[str], ours: frozenset[str]) -> Iterator[Problem]:
    """Yield a Problem for each path to be written that is a link, lies behind one, or is a file that is not ours."""
    for name in wanted:
        path = onto / name
        if link := linked(onto, name):
            message, remedy = "is a link, and the site is written through none", "put a folder or file there"
            yield Problem(Location(f"{shown}/{link}"), message, remedy)
        elif path.exists() and name not in ours:
            message = "is there already, and the site did not make it"
            yield Problem(Location(f"{shown}/{name}"), message, "move it away, or name another folder")


def linked(onto: Path, name: str) -> str:
    """Return the first part of a path below the folder that is a symbolic link; empty where none is."""
    parts = name.split("/")
    heads = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return next((head for head in heads if (onto / head).is_symlink()), "")


def write(
    onto: Path, new: Iterable[New], pages: Mapping[str, str | bytes | Path], ours: frozenset[str]
) -> list[str]:
    """Write new versions, then the pages that differ; return the paths of those pages, in their order.

    A run that is killed leaves each file whole, and the next one does the rest: what is ours is told before
    it is written. Raises NotebuildError where a file is not as it was when its sum was taken.
    """
    onto.mkdir(parents=True, exist_ok=True)
    for left in [*onto.glob(".v*.new"), *onto.glob("*/.v*.new")]:
        shutil.rmtree(left, ignore_errors=True)
    mark = json.dumps({"generator": GENERATOR, "files": sorted({*ours, *pages})}, indent=0) + "\n"
    if not (onto / MARK).is_file() or (onto / MARK).read_text(encoding="utf-8") != mark:
        put(onto / MARK, mark)
    for one in new:
        _put_version(onto, one)
    written = differing(onto, pages)
    for name in written:
        put(onto / name, _bytes(pages[name]))
    return written


def differing(onto: Path, pages: Mapping[str, str | bytes | Path]) -> list[str]:
    """Return the paths of the pages that are not in the folder as they would be written."""
    return [
        name
        for name, content in pages.items()
        if not (onto / name).is_file() or (onto / name).read_bytes() != _bytes(content)
    ]


def _bytes(content: str | bytes | Path) -> bytes:
    """Return what a file of the site holds."""
    if isinstance(content, Path):
        return content.read_bytes()
    return content.encode() if isinstance(content, str) else content


def _put_version(onto: Path, new: New) -> None:
    """Put a version in its place whole: all of it beside that first."""
    place = onto / new.version.folder
    beside = place.with_name(f".{place.name}.{os.getpid()}.new")
    beside.mkdir(parents=True)
    try:
        for file in new.version.files:
            data = new.sources[file.name].read_bytes()
            if sha256(data).hexdigest() != file.sha256:
                where = Location(new.sources[file.name].as_posix())
                raise NotebuildError([Problem(where, "was changed while the site was made", "run it again")])
            (beside / file.name).write_bytes(data)
        if page := new.version.home:
            shutil.copyfile(beside / page, beside / INDEX)
        (beside / SUMS).write_text(versions.sums(new.version), encoding="utf-8")
        (beside / versions.NAME).write_text(versions.to_json(new.version), encoding="utf-8")
        beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        hasher = sha256()
        while block := file.read(1 << 20):
            hasher.update(block)
    return hasher.hexdigest()
