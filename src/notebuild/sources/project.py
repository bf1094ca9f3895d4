"""The project as files: which notes there are, in which languages and formats, and where each file lies."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from notebuild.core import texts
from notebuild.core.files import code, put
from notebuild.core.formats import FORMATS
from notebuild.core.house import House, read_house
from notebuild.core.model import short
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.core.styles import like, matching, profile
from notebuild.core.styles import style as style
from notebuild.sources import pictures

BIBLIOGRAPHY = Path("bibliography.bib")
BUILD = Path("build")
DODO = Path("dodo.py")
HOUSE = Path("styles/house.toml")
MANUSCRIPT = Path("manuscript")
SHARED = BUILD / "house"
"""What is built for all notes; none may bear its name."""

REFERENCE = SHARED / "reference.docx"
STYLES = Path("styles")


@dataclass(frozen=True, slots=True)
class Job:
    """One edition to make: a note's folder and name, and a language (a BCP 47 tag)."""

    note: str
    language: str
    original: str
    """The language the note is written in."""

    formats: tuple[str, ...]

    policy: str = "block"
    """What becomes of it while its translation has gaps: "block" refuses it, "banner" prints them, said."""

    sheet: str = ""
    """The profile that the house has chosen for the language, where it is not the one of its name."""

    @property
    def name(self) -> str:
        """What the edition's subtasks are called: `south-caucasus.fr`."""
        return f"{self.note}.{short(self.language)}"

    @property
    def is_original(self) -> bool:
        return self.language == self.original

    @property
    def manuscript(self) -> Path:
        return MANUSCRIPT / self.note / "note.md"

    @property
    def catalogue(self) -> Path:
        return MANUSCRIPT / self.note / f"{short(self.language)}.po"

    @property
    def profile(self) -> Path:
        return profile(self.sheet or self.language)

    def profiles(self) -> list[Path]:
        """Return the profile's file, and that of the one it is like."""
        head = sheet(self.profile)
        return [self.profile, like(self.profile, str(head["like"]))] if "like" in head else [self.profile]

    def tag(self) -> str:
        """Return the language that the edition is set in and says it is: its profile's, en-US under such a house."""
        languages = (sheet(path).get("language") for path in self.profiles())
        return str(next(filter(None, languages), self.language))

    def spoken(self) -> str:
        """Return what the language calls itself; the other editions print it."""
        return str(sheet(self.profile).get("name", ""))

    @property
    def terms(self) -> Path:
        """The term base of the edition's language, if it has one."""
        return STYLES / f"terms.{short(self.language)}.toml"

    @property
    def folder(self) -> Path:
        """Where the edition's intermediate files lie."""
        return BUILD / self.note / short(self.language)

    @property
    def edition(self) -> Path:
        return self.folder / "edition.json"

    @property
    def places(self) -> Path:
        """Where the edition's words stand in its source: apart from it, so that a moved line rebuilds no format."""
        return self.folder / "places.json"

    @property
    def findings(self) -> Path:
        return self.folder / "findings.json"

    @property
    def standing(self) -> Path:
        """How the translation stood at the last check, in numbers."""
        return self.folder / "standing.json"

    @property
    def cited(self) -> Path:
        """The cited entries of the bibliography, the same for every language."""
        return BUILD / self.note / "cited.json"

    def deliverable(self, kind: str) -> Path:
        return BUILD / self.note / f"{self.name}.{FORMATS[kind].ending}"

    @property
    def share(self) -> Path:
        """The picture that goes with a link to the edition's page."""
        return BUILD / self.note / f"{self.name}.png"

    def figures(self) -> list[Path]:
        """Return the note's own pictures; what a link leads to out of the project is none."""
        own = (MANUSCRIPT / self.note / "figures").glob("*")
        files = (path for path in own if pictures.promised(path) and path.is_file())
        return sorted(path for path in files if not texts.leads_out(path))

    def figure(self, path: Path) -> Path:
        """Return where the edition's copy of a picture lies."""
        return self.folder / "figures" / path.name


def folder(start: Path = Path()) -> Path:
    """Return the folder of the house that `start` lies in: the nearest with a dodo.py, upwards.

    Raises NotebuildError where there is none.
    """
    start = start.resolve()
    for place in (start, *start.parents):
        if (place / DODO).is_file():
            return place
    message = "no house here: neither this folder nor one above it has a dodo.py"
    remedy = "go to a house's folder, or make a house: notebuild init FOLDER"
    raise NotebuildError([Problem(Location(str(start)), message, remedy)])


def house() -> House:
    """Return the house, read from its file; raises NotebuildError when it cannot be read."""
    return read_house(HOUSE, HOUSE.as_posix())


def included() -> list[Path]:
    """Return the templates that other templates include: those whose name begins with "_"."""
    return matching("_*.j2")


def notes() -> list[str]:
    """Return the names of the notes: the folders of `manuscript/` that hold a note.md, of their own and so named."""
    found = (path for path in MANUSCRIPT.glob("*/note.md") if path.is_file() and not texts.leads_out(path))
    return sorted(path.parent.name for path in found if path.parent.name.lower() != SHARED.name)


def strays() -> list[str]:
    """Return what lies in `manuscript/` and belongs to no note: folders without a note.md or
    of a name that none may bear, texts without a folder.
    """
    if not MANUSCRIPT.is_dir():
        return []
    known = set(notes())
    return [
        path.as_posix()
        for path in sorted(MANUSCRIPT.iterdir())
        if not path.name.startswith(".")
        and (path.suffix == ".md" or (path.is_dir() and path.name not in known and any(path.iterdir())))
    ]


def scripts() -> list[Path]:
    """Return the scripts that draw pictures of notes; each lies beside the drawing of its name."""
    return sorted(MANUSCRIPT.glob("*/figures/*.py"))


def sheet(path: Path) -> Mapping[str, Any]:
    """Return what a profile's file says before its first table; empty where it cannot be read: the check tells why."""
    try:
        return _sheet(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):
        return {}


@cache
def _sheet(path: Path, stamp: int) -> Mapping[str, Any]:
    head = re.split(r"^\[", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    return tomllib.loads(head)  # the whole of it would be a tenth of a run with nothing to do


def titles(note: str) -> Path:
    """Return where the titles of a note's editions lie, by language."""
    return BUILD / note / "titles.json"


def front(note: str) -> Mapping[str, Any]:
    """Return the good values of a note's front matter; what is wrong with the rest is told by the check.

    They are kept in `build/<note>/front.json` with the digest of the text and of the reader: the task
    graph asks for them on every run, and reading YAML would be half the time of a run with nothing
    to do.
    """
    path = MANUSCRIPT / note / "note.md"
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return {}
    return _front(note, path, stamp)


@cache
def _front(note: str, path: Path, stamp: int) -> Mapping[str, Any]:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    digest = sha256(data + code("sources/markdown", "sources").encode()).hexdigest()
    kept = BUILD / note / "front.json"
    try:
        held = json.loads(kept.read_text(encoding="utf-8"))
        if held["digest"] == digest:
            return dict(held["values"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    from notebuild.sources.markdown import frontmatter

    values = frontmatter.read(text, path.as_posix()).values
    put(kept, json.dumps({"digest": digest, "values": values}, ensure_ascii=False))
    return values


def policy(values: Mapping[str, Any], language: str) -> str:
    """Return what the front matter wants of a language: by its tag, by its primary subtag, else "block"."""
    named = values.get("translation", {})
    return str(named.get(language) or named.get(short(language)) or "block")


def spoken_as(language: str, house: House) -> tuple[str, ...]:
    """Return the tags that a language as an author wrote it may mean: itself where it has a profile.

    `en` alone is the house's own language, or one that its notes are translated into, where that is an
    English; else every English that has a profile.
    """
    if profile(house.tokens.get("profiles", {}).get(language, language)).is_file():
        return (language,)
    if own := [tag for tag in (house.lang, *house.languages) if short(tag) == language]:
        return (own[0],)
    profiles = (path.stem for path in matching("profiles/*.toml"))
    return tuple(name for name in profiles if name.startswith(f"{language}-"))


def tag_of(language: str, house: House) -> str:
    """Return the tag that a language means, or the language as written where that is not one alone."""
    fitting = spoken_as(language, house)
    return fitting[0] if len(fitting) == 1 else language


def jobs(note: str, house: House) -> list[Job]:
    """Return the editions of a note, the original first; those whose policy is to omit them left out.

    Of two languages whose files would have one name, the first.
    """
    values = front(note)
    original = tag_of(str(values.get("lang", "en-GB")), house)
    languages = {short(original): original}
    for language in (tag_of(each, house) for each in values.get("languages", house.languages)):
        if policy(values, language) != "omit":
            languages.setdefault(short(language), language)
    formats = tuple(values.get("formats", house.formats))
    chosen = house.tokens.get("profiles", {})
    return [
        Job(note, language, original, formats, policy(values, language), chosen.get(language, ""))
        for language in languages.values()
    ]


def every_job(house: House) -> Iterator[Job]:
    """Yield the editions of every note."""
    for note in notes():
        yield from jobs(note, house)
