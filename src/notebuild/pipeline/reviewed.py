"""Finds which version of which edition a returned document is of, and builds that version and what becomes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from notebuild import translation
from notebuild.core.model import Segment, digest, from_json, short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition import places
from notebuild.exchange.review import basis, package, returned
from notebuild.exchange.review.base import Base
from notebuild.exchange.review.returned import Returned
from notebuild.pipeline import revision
from notebuild.sources import bibliography, markdown, project
from notebuild.sources.project import Job

MOST = 300
"""How many versions of a note are looked at."""

TRIED = 6
"""How many of them are built, to see whether one has the words of the document exactly."""

HERE = "the note as it stands"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an edition, built."""

    named: str
    base: Base
    document: Returned
    digest: str


def job_of(properties: Mapping[str, str], jobs: Sequence[Job], shown: str) -> Job:
    """Return the edition that a document says it is; raises NotebuildError where it is none of the house's."""
    names = {job.name: job for job in jobs}
    if (own := properties.get("edition", "")) in names:
        return names[own]
    identifier = "" if own else properties.get("identifier", "")
    match = re.fullmatch(r"(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.v\d+", identifier)
    if match and (name := f"{match[1]}.{short(match[2])}") in names:
        return names[name]
    if identifier and not match:
        for job in jobs:
            front = project.front(job.note)
            addresses = front.get("url", "")
            known = [
                front.get("doi", ""),
                *(addresses.values() if isinstance(addresses, Mapping) else [addresses]),
            ]
            if identifier in map(str, filter(None, known)) and _speaks(job, properties):
                return job
    said = own or identifier
    message = (
        f"says it is {said}, which is no edition of this house"
        if said
        else "does not say of which edition it is"
    )
    remedy = (
        "give the document as it came back, a copy of what was sent: a new file with its words does not do"
    )
    if said:
        remedy = f"the editions here are {', '.join(names) or 'none'}: run this in the house that sent it"
    raise NotebuildError([Problem(Location(shown), message, remedy)])


def _speaks(job: Job, properties: Mapping[str, str]) -> bool:
    language = properties.get("language", "")
    return not language or short(language) == short(job.tag())


@contextmanager
def version(job: Job, back: Returned, first: Returned, named: str) -> Iterator[tuple[Version, Path, bool]]:
    """Yield the version that a document is of, its folder, and whether it has exactly the words that were sent.

    `first` is the document with its changes rejected, which are the words that were sent as far as every
    change was tracked; `named` is the commit that the user gives, or empty.
    """
    wanted = back.properties.get("sources", "")
    with ExitStack() as stack:

        def at(commit: str) -> tuple[Version, Path]:
            if not commit:
                return built(job, Path(), HERE), Path()
            paths = [job.manuscript.parent.as_posix(), project.BIBLIOGRAPHY.as_posix()]
            folder = stack.enter_context(revision.standing(commit, paths))
            shown = f"commit {commit[:9]}" if re.fullmatch(r"[0-9a-f]{40}", commit) else commit
            return built(job, folder, shown), folder

        if named:
            given, folder = at(named)
            yield given, folder, given.digest == wanted
            return
        tried: list[tuple[Version, Path]] = []
        refused: NotebuildError | None = None
        for commit in _candidates(job, first, wanted):
            try:
                tried.append(at(commit))
            except NotebuildError as fault:
                refused = refused or fault
                continue
            if tried[-1][0].digest == wanted:
                yield (*tried[-1], True)
                return
            if not wanted:
                break
        if not tried:
            raise refused or NotebuildError(())
        best = tried[1] if len(tried) > 1 else tried[0]
        yield (*best, False)


def _candidates(job: Job, first: Returned, wanted: str) -> Iterator[str]:
    """Yield the versions that a document may be of, as commits: "" for the files as they are.

    Where it says from which words it was made, the files as they are come first: they need no search.
    """
    if wanted:
        yield ""
    yield from [commit for commit in _nearest(job, first) if commit or not wanted][:TRIED]


def _nearest(job: Job, first: Returned) -> list[str]:
    """Return the commits of a note, and "" for its files as they are, by how many of a document's words they have."""
    words = Counter(
        atom.key
        for atoms in (*(one.atoms for one in first.paragraphs), *(one.atoms for one in first.notes))
        for atom in atoms
        if atom.kind == "word"
    )
    own = job.manuscript if job.is_original else job.catalogue
    paths = [own.as_posix(), project.BIBLIOGRAPHY.as_posix()]
    scored = [(-_shared(words, [Path(path).read_bytes() for path in paths if Path(path).is_file()]), 0, "")]
    seen: dict[bytes, int] = {}
    for at, commit in enumerate(_commits(paths), 1):
        files = [_show(commit, path) for path in paths]
        data = b"\0".join(files)
        if data not in seen:
            seen[data] = _shared(words, files)
            scored.append((-seen[data], at, commit))
    return [commit for _, _, commit in sorted(scored)]


def _shared(words: Counter[str], files: Sequence[bytes]) -> int:
    theirs = Counter(re.findall(r"[^\W_]+(?:'[^\W_]+)*", b"\n".join(files).decode("utf-8", "replace")))
    return sum(min(count, theirs[word]) for word, count in words.items()) * 20 - theirs.total()


def _commits(paths: Sequence[str]) -> list[str]:
    done = _git("log", "--format=%H", f"-n{MOST}", "--", *paths)
    return done.decode().split() if done is not None else []


def _show(commit: str, path: str) -> bytes:
    prefix = (_git("rev-parse", "--show-prefix") or b"").decode().strip()
    return _git("show", f"{commit}:{prefix}{path}") or b""


def _git(*words: str) -> bytes | None:
    """Return what git says; None where it says no, or is not there."""
    if shutil.which("git") is None:
        return None
    done = subprocess.run(["git", *words], capture_output=True, check=False)
    return None if done.returncode else done.stdout


def is_changed(path: Path) -> bool | None:
    """Return whether a file differs from what git holds; None where there is no git."""
    if _git("rev-parse", "--is-inside-work-tree") is None:
        return None
    return bool(_git("status", "--porcelain", "--", path.as_posix()))


def built(job: Job, folder: Path, named: str) -> Version:
    """Build an edition in a folder and return it; raises NotebuildError where it cannot be built."""
    revision.build(folder, job.name, "docx", named)
    made = from_json((folder / job.edition).read_text(encoding="utf-8"))
    data = (folder / job.deliverable("docx")).read_bytes()
    return Version(named, base(job, folder), returned.read(package.package(data)), digest(made))


def base(job: Job, folder: Path) -> Base:
    """Return the source of a built edition."""
    made = from_json((folder / job.edition).read_text(encoding="utf-8"))
    stand = places.from_json((folder / job.places).read_text(encoding="utf-8"))
    shown = job.manuscript.as_posix()
    note, problems = markdown.read(folder / job.manuscript, shown)
    if note is None:
        raise NotebuildError(problems)
    text = "".join(segment.text for segment in note.segments)
    sources, _ = bibliography.read(folder / project.BIBLIOGRAPHY, project.BIBLIOGRAPHY.as_posix())
    keys = frozenset(source.key for source in sources)
    if job.is_original:
        return replace(basis.of_note(made, stand, text, note.segments, note.fields, shown), keys=keys)
    catalogue, _ = translation.read(folder / job.catalogue, job.catalogue.as_posix())
    everything = (*note.fields, *markdown.translatable(note.segments))
    entries: dict[int, tuple[Segment, str]] = {}
    for segment in everything:
        for line, row in translation.rows([segment], catalogue):
            entries.setdefault(line, (segment, row.text))
    own = (folder / job.catalogue).read_text(encoding="utf-8")
    found = basis.of_catalogue(made, stand, own, entries, text, job.catalogue.as_posix())
    return replace(found, keys=keys)


def source(job: Job) -> Path:
    """Return the file that holds an edition's words: the note, or the catalogue."""
    return job.manuscript if job.is_original else job.catalogue


@contextmanager
def with_text(job: Job, folder: Path, text: str) -> Iterator[Path]:
    """Yield a copy of a house's folder with another text of an edition; only what that edition needs is in it."""
    with tempfile.TemporaryDirectory(prefix="notebuild-") as name:
        copy = Path(name)
        shutil.copytree(folder / job.manuscript.parent, copy / job.manuscript.parent)
        if (folder / project.BIBLIOGRAPHY).is_file():
            shutil.copy(folder / project.BIBLIOGRAPHY, copy / project.BIBLIOGRAPHY)
        shutil.copytree(folder / project.STYLES, copy / project.STYLES)
        shutil.copy(folder / project.DODO, copy / project.DODO)
        (copy / source(job)).write_bytes(text.encode())
        yield copy


def merged(base: str, edited: str, current: str) -> str | None:
    """Return today's text with what was edited in an older one; None where both changed the same lines.

    The lines are merged as git does (git-merge-file).
    """
    if base == current:
        return edited
    with tempfile.TemporaryDirectory(prefix="notebuild-") as name:
        files = [Path(name) / each for each in ("current", "base", "edited")]
        for path, text in zip(files, (current, base, edited), strict=True):
            path.write_bytes(text.encode())
        done = subprocess.run(
            ["git", "merge-file", "-p", "-q", *map(str, files)], capture_output=True, check=False
        )
    return None if done.returncode else done.stdout.decode()
