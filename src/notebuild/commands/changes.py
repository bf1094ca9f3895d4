"""The command `changes`: what a reader will see of what was changed since a commit."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from notebuild.commands.command import Command
from notebuild.core.files import put
from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline.guard import TYPED
from notebuild.sources import project

PAGE = project.BUILD / "changes.html"


class Changes(Command):
    """Write a page, a summary in Markdown and JSON of what differs between two versions of the house's notes."""

    name = "changes"
    doc_purpose = "show what a reader will see of what has changed since a commit, in every language"
    doc_usage = "--base COMMIT [--to COMMIT] [--no-pages]"
    doc_description = (
        "Both versions are built with today's code and styles; a note that does not differ is not built. "
        "build/changes.html shows, for each note and language, passages, notes, sources and front matter "
        "with the words marked, pictures, what a translation owes, and the pages that look otherwise; "
        "build/changes.md is a summary for a pull request, build/changes.json the same for a program."
    )
    takes_words = False
    cmd_options = (
        {
            "name": "base",
            "long": "base",
            "type": str,
            "default": "",
            "metavar": "COMMIT",
            "help": "the older version: a commit, tag or branch",
        },
        {
            "name": "to",
            "long": "to",
            "type": str,
            "default": "",
            "metavar": "COMMIT",
            "help": "the newer version; without it, the notes as they stand in the folder",
        },
        {
            "name": "no_pages",
            "long": "no-pages",
            "type": bool,
            "default": False,
            "help": "compare the text alone: no PDF is made",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        from notebuild.exchange.changes import page, summary
        from notebuild.pipeline import changes, sides

        if not options["base"]:
            remedy = "add --base COMMIT: a commit, tag or branch, such as main"
            raise NotebuildError([Problem(TYPED, "changes needs a version to compare with", remedy)])
        with ExitStack() as opened:
            old = opened.enter_context(sides.at(options["base"]))
            if options["to"]:
                new = opened.enter_context(sides.at(options["to"]))
            else:
                new = sides.read("the notes as they stand")
            report = changes.report(old, new, tell, pages=not options["no_pages"])
            said = summary.summary(report)
            put(PAGE, page.page(report))
            put(PAGE.with_suffix(".json"), page.to_json(report))
            put(PAGE.with_suffix(".md"), said)
        print(
            f"{PAGE.as_posix()}: {len(report.notes) or 'no'} note{'' if len(report.notes) == 1 else 's'} changed"
        )


def tell(note: str) -> None:
    """Say which note is compared."""
    print(f"comparing {note}", flush=True)
