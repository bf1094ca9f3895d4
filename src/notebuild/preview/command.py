"""The command `preview`: the pages on this machine, built on every save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notebuild.commands.command import Command
from notebuild.core.problems import NotebuildError, Problem
from notebuild.pipeline.guard import TYPED


class Preview(Command):
    """Serve until Ctrl-C; the builds go on in a process of their own."""

    name = "preview"
    doc_purpose = "serve the notes on this machine, build on every save and reload the page"
    doc_usage = "[NOTE | NOTE.LANGUAGE] [--port N]"
    doc_description = "Where the port is taken, the next that is free is. Ctrl-C ends it."
    cmd_options = (
        {
            "name": "port",
            "long": "port",
            "type": int,
            "default": 8321,
            "metavar": "N",
            "help": "listen on this port (%(default)s)",
        },
    )

    def run(self, options: Mapping[str, Any], words: list[str]) -> None:
        from notebuild.preview import serving

        port = options["port"]
        if len(words) > 1:
            message = f"{' '.join(words)} is more than one name"
            raise NotebuildError([Problem(TYPED, message, "name one; every page has its links")])
        if not 1 <= port <= 65535:
            remedy = "give --port a number from 1 to 65535"
            raise NotebuildError([Problem(TYPED, f"{port} is no port", remedy)])
        serving.run("".join(words), port)
