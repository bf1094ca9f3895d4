"""The command `init`: a folder becomes a house, with a sample note that builds at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from notebuild.commands import scaffold
from notebuild.commands.command import Command
from notebuild.core.model import short
from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline.guard import TYPED

PLACEHOLDER = "Your think tank"
NO_TOOL = "# Not said yet: notebuild is on no index. Put here the address of its repository or of its wheel."

FILES = {
    "dodo.py": "dodo.txt",
    ".gitignore": "gitignore.txt",
    ".github/workflows/notes.yml": "workflows/notes.yml",
    "README.md": "README.md",
    "bibliography.bib": "bibliography.bib",
    "manuscript/sample/note.md": "sample.md",
    "requirements.txt": "requirements.txt",
    "styles/house.toml": "house.toml",
}
"""What a new house holds, by the templates that it is made from."""

WRITTEN_IN_FRENCH = "fr"
"""The language of the sample's catalogue that comes with the tool; the others are for translators to fill."""


class Init(Command):
    """Write a house into a new folder."""

    name = "init"
    doc_purpose = "make a folder for the notes of a house, with a sample note that builds at once"
    doc_usage = "FOLDER"
    doc_description = (
        "The folder must not be there, or be empty. The sample is in English, and in French where fr is among "
        "the languages; for any other language it gets a catalogue to be filled, and until then the edition "
        "says what is not translated."
    )
    in_house = False
    cmd_options = (
        {
            "name": "publisher",
            "long": "publisher",
            "type": str,
            "default": PLACEHOLDER,
            "metavar": "NAME",
            "help": "who publishes the notes (else: %(default)s)",
        },
        {
            "name": "languages",
            "long": "languages",
            "type": str,
            "default": WRITTEN_IN_FRENCH,
            "metavar": "LIST",
            "help": "languages that notes are translated into, as fr,de-DE; en for none (else: %(default)s)",
        },
        {
            "name": "tool",
            "long": "tool",
            "type": str,
            "default": "",
            "metavar": "SPEC",
            "help": "where the workflow and the README install notebuild from: what pip takes",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        if len(words) != 1:
            message = "init takes the name of one folder"
            remedy = f"type {self.bin_name} init FOLDER{scaffold.commas(options['languages'], words)}"
            raise NotebuildError([Problem(TYPED, message, remedy)])
        target = Path(words[0])
        if ".." in target.parts:
            message = f"{words[0]} leads out of this folder"
            raise NotebuildError([Problem(TYPED, message, "name a folder without ..")])
        scaffold.checked_name(target.name or words[0], "house")
        languages = scaffold.tags(options["languages"])
        publisher = one_line(options["publisher"], "publisher")
        tool = one_line(options["tool"], "tool") if options["tool"] else NO_TOOL
        scaffold.make(target, Path(), files(publisher, languages, tool), "sample", languages)
        print(f"{target.as_posix()} is made; cd {target.as_posix()} && notebuild build")


def files(publisher: str, languages: tuple[str, ...], tool: str) -> dict[str, str]:
    """Return the texts of a new house by their paths in it."""
    untranslated = [language for language in languages if short(language) != WRITTEN_IN_FRENCH]
    house = {"publisher": scaffold.quoted(publisher), "name": publisher, "tool": tool}
    house["languages"] = f"[{', '.join(map(scaffold.quoted, languages))}]"
    note = {"date": date.today().isoformat(), "languages": scaffold.listed(languages), "policies": ""}
    if policies := scaffold.policies(untranslated):
        note["policies"] = f"{policies}   # until they are translated\n"
    texts = {
        path: scaffold.fill(template, note if path.endswith("note.md") else house)
        for path, template in FILES.items()
    }
    if len(untranslated) < len(languages):
        texts["manuscript/sample/fr.po"] = scaffold.fill("sample.fr.po", {})
    return texts


def one_line(text: str, option: str) -> str:
    """Return an option's text; raises NotebuildError where it is not one line of words."""
    if not text.strip() or not text.isprintable():
        message = f"--{option} {text!r}: not one line of words"
        raise NotebuildError([Problem(TYPED, message, f"give --{option} in quotation marks, on one line")])
    return text.strip()
