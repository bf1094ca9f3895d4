"""The command `catalogue`: translation catalogues brought up to date with the original text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notebuild.commands import names, translations
from notebuild.commands.command import Command
from notebuild.core.problems import counted
from notebuild.sources.project import Job


class Catalogue(Command):
    """Write each catalogue anew, with an entry for every segment and marks on what has changed."""

    name = "catalogue"
    doc_purpose = "bring the translation catalogues up to date with the original text"
    doc_usage = "[NOTE | NOTE.LANGUAGE …]"
    doc_description = (
        "A segment that is new stands in the catalogue to be translated; one whose English has changed "
        "keeps its translation, marked as fuzzy, with the original it was made from. A catalogue that is "
        "not there is made: name its language in the note's front matter first."
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        names.each(update, names.chosen(words, names.translations(), "translation"))


def update(job: Job) -> None:
    """Bring a catalogue up to date with the note, its drawings and the entries it cites; say what came of it."""
    from notebuild.translation import gaps

    translation = translations.opened(job)
    before = job.catalogue.read_bytes() if job.catalogue.exists() else b""
    translations.write(translation, translation.catalogue)
    standing = gaps.standing(translation.segments, translation.catalogue)
    todo = f"{counted(standing.count('untranslated'), 'passage')} to translate, {standing.count('stale')} to mend"
    if not before:
        print(f"{job.catalogue.as_posix()} is made: {todo}")
    elif before != job.catalogue.read_bytes():
        print(f"{job.catalogue.as_posix()} is brought up to date: {todo}")
    else:
        print(f"{job.catalogue.as_posix()} was up to date: {todo}")
