"""The command `new`: a note that builds at once, with every field of the front matter to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from notebuild.commands import scaffold
from notebuild.commands.command import Command
from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project
from notebuild.sources.frontmatter_fields import FIELDS


class New(Command):
    """Write a note into a new folder of the manuscript."""

    name = "new"
    doc_purpose = "begin a note: its text, with every field explained, and a catalogue for each language"
    doc_usage = "NAME"
    doc_description = (
        "The note comes in the house's languages where none are given. Until it is translated, an edition "
        "prints the original and says so."
    )
    cmd_options = (
        {
            "name": "languages",
            "long": "languages",
            "type": str,
            "default": "",
            "metavar": "LIST",
            "help": "languages it is translated into, as fr or fr,de-DE",
        },
        {
            "name": "title",
            "long": "title",
            "type": str,
            "default": "",
            "metavar": "TITLE",
            "help": "its title (else made from NAME)",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        if len(words) != 1:
            message = "new takes the name of one note"
            remedy = f"type {self.bin_name} new NAME{scaffold.commas(options['languages'], words)}"
            raise NotebuildError([Problem(TYPED, message, remedy)])
        name = scaffold.checked_name(words[0], "note")
        if name.lower() == project.SHARED.name:
            message = f"{name} is no name for a note: {project.SHARED.as_posix()} holds what all notes share"
            raise NotebuildError([Problem(TYPED, message, "take another name")])
        languages = scaffold.tags(options["languages"] or ",".join(project.house().languages))
        title = options["title"].strip() or name.replace("-", " ").replace("_", " ").capitalize()
        target = project.MANUSCRIPT / name
        scaffold.free(target)
        values = {
            "title": scaffold.quoted(title),
            "date": date.today().isoformat(),
            "languages": scaffold.listed(languages),
            "translation": scaffold.policies(languages).removeprefix("translation: "),
        }
        values |= {
            field.name: field.example for field in FIELDS if field.required and field.name not in values
        }
        texts = {(target / "note.md").as_posix(): scaffold.fill("note.md", {"fields": head(values)})}
        texts[project.BIBLIOGRAPHY.as_posix()] = ""
        scaffold.make(target, target, texts, name, languages)
        print(f"{(target / 'note.md').as_posix()} is made; write it, then {self.bin_name} build")


def head(values: Mapping[str, str]) -> str:
    """Return the lines of a front matter: those of `values`, in YAML, in use; every other field as a comment."""
    lines = []
    for field in FIELDS:
        value = values.get(field.name)
        line = f"{field.name}: {value}" if value else f"# {field.name}: {field.example}"
        lines.append(f"{line:<33} # {field.purpose}" if len(line) < 33 else f"{line}   # {field.purpose}")
    return "\n".join(lines)
