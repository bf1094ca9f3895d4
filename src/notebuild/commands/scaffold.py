"""The files of a new house and of a new note, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from notebuild.core import styles
from notebuild.core.problems import NotebuildError, Problem, nearest
from notebuild.pipeline.guard import TYPED

TEMPLATES = Path(__file__).parent / "house"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
ORIGINAL = "en-GB"
"""What a new note is written in; its author may change that."""


def fill(name: str, values: Mapping[str, str]) -> str:
    """Return a template of the package with `<<name>>` filled in."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return re.sub(r"<<([a-z]+)>>", lambda place: values[place[1]], text)


def quoted(text: str) -> str:
    """Return a text as TOML and YAML both write it in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def listed(languages: Iterable[str]) -> str:
    """Return a list of languages as YAML writes it."""
    return f"[{', '.join(languages)}]"


def policies(languages: Iterable[str]) -> str:
    """Return the field that lets these editions print, and say, what is not translated yet; or nothing."""
    rows = [f"{language}: banner" for language in languages]
    return f"translation: {{{', '.join(rows)}}}" if rows else ""


def tags(text: str) -> tuple[str, ...]:
    """Return the languages of a list such as `fr,de-DE` as tags, each the name of a profile.

    `fr` alone is fr-FR. Raises NotebuildError for a language that has no profile.
    """
    known = [path.stem for path in styles.matching("profiles/*.toml") if TAG.fullmatch(path.stem)]
    chosen: list[str] = []
    for word in re.split(r"[,\s]+", text.strip()) if text.strip() else []:
        same = [tag for tag in known if tag == word or tag.partition("-")[0] == word]
        if not same:
            message = f"no profile for the language {word}{nearest(word, known)}"
            remedy = f"take one of {', '.join(known)}, or add styles/profiles/{word}.toml to the house first"
            raise NotebuildError([Problem(TYPED, message, remedy)])
        home = f"{word}-{word.upper()}"
        chosen.append(home if home in same else same[0])
    return tuple(tag for tag in dict.fromkeys(chosen) if tag != ORIGINAL)


def commas(languages: str, words: Sequence[str]) -> str:
    """Return what to do besides where languages were parted by spaces, so that they are taken for names."""
    further = words[1:]
    if not (languages and further and all(TAG.fullmatch(word) for word in further)):
        return ""
    return f", and --languages {','.join([languages, *further])}"


LONGEST = 80
"""Characters of the name of a house or a note: it stands in names of files, with more beside it."""


def checked_name(name: str, kind: str) -> str:
    """Return a name that a folder of ours can bear; raises NotebuildError for another."""
    if len(name) > LONGEST:
        message = f"{name[:20]}… is too long a name for a {kind}"
        raise NotebuildError([Problem(TYPED, message, f"take at most {LONGEST} characters")])
    if not NAME.fullmatch(name):
        message = f"{name or 'an empty word'} is no name for a {kind}"
        remedy = "take letters of the English alphabet, digits and hyphens, and begin with a letter or digit"
        raise NotebuildError([Problem(TYPED, message, remedy)])
    return name


def free(target: Path) -> None:
    """Raise NotebuildError where a folder cannot be put at `target`: nothing is ever overwritten."""
    if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
        message = f"{target.as_posix()} is there already"
        raise NotebuildError([Problem(TYPED, message, "take another name; nothing is overwritten")])
    if not target.parent.is_dir():
        message = f"{target.parent.as_posix()} is no folder"
        raise NotebuildError([Problem(TYPED, message, "make it first, or name another")])


def make(target: Path, root: Path, files: Mapping[str, str], note: str, languages: Iterable[str]) -> None:
    """Put a new folder at `target`, whole or not at all: files are written beside it and moved there.

    `files` are texts by their paths in the house; `root` is the part of the house that is moved. The note
    gets a catalogue for each language that has none among the files. Raises NotebuildError where
    nothing can be put there.
    """
    free(target)
    try:
        with tempfile.TemporaryDirectory(
            prefix=".notebuild-", dir=target.parent, ignore_cleanup_errors=True
        ) as name:
            house = Path(name).resolve() / "house"
            for path, text in files.items():
                (house / path).parent.mkdir(parents=True, exist_ok=True)
                (house / path).write_text(text, encoding="utf-8", newline="\n")
            with contextlib.chdir(house):
                for language in languages:
                    catalogue(note, language)
            (house / root).replace(target)
    except OSError as fault:
        message = f"{target.as_posix()} cannot be made: {fault.strerror}"
        raise NotebuildError([Problem(TYPED, message, "put that right, or take another folder")]) from None


def catalogue(note: str, language: str) -> None:
    """Write a note's catalogue, with an entry for each of its segments; what it translates it keeps."""
    from notebuild.commands import translations
    from notebuild.sources.project import Job

    opened = translations.opened(Job(note, language, ORIGINAL, ()))
    translations.write(opened, opened.catalogue)
