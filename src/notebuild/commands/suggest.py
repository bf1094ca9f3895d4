"""The command `suggest`: the entries that a translation wants, ready to be pasted where there is no terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from notebuild.commands import names, translations
from notebuild.commands.command import Command
from notebuild.sources.project import Job


class Suggest(Command):
    """Print, for each stale or missing passage, the entry that an editor pastes into the catalogue."""

    name = "suggest"
    doc_purpose = "print for each passage whose translation is behind the entry to paste into its catalogue"
    doc_usage = "[NOTE | NOTE.LANGUAGE …]"
    doc_description = (
        "Each entry has the original as it is now and the translation as it was: mend what stands after msgstr. "
        "Nothing is written; catalogue puts the same entries into the file, marked as fuzzy."
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        jobs = names.chosen(words, names.translations(), "translation")
        names.each(suggest, jobs)


def suggest(job: Job) -> None:
    """Print what a translation wants; raises NotebuildError where its note or catalogue cannot be read."""
    from notebuild.translation.catalogue.suggest import suggestions

    translation = translations.opened(job)
    found = suggestions(translation.catalogue, translation.segments)
    where = job.catalogue.as_posix()
    if not found:
        print(f"{where}: nothing is stale or missing")
    lines = job.catalogue.read_text(encoding="utf-8").split("\n") if job.catalogue.exists() else []
    for one in found:
        line = begin(lines, one.line)
        print(f"{where}{f':{line}' if line else ''}: {one.segment.id}")
        if one.change:
            print(f"    the original has changed: {one.change}")
        replaces = f"in place of the entry that begins at line {line}" if line else "at the end of the file"
        print(f"    paste this {replaces}, then {'mend' if line else 'write'} its msgstr:\n\n{one.block}\n")


def begin(lines: Sequence[str], line: int) -> int:
    """Return the line, from 1, at which the entry that this line stands in begins; an empty line parts entries."""
    while line > 1 and lines[line - 2].strip():
        line -= 1
    return line
