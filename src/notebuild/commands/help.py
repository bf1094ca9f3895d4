"""The command `help`: our commands and tasks, a line each, then doit's own; and the help on one of them."""

from __future__ import annotations

import contextlib
import inspect
import os
import textwrap
from collections.abc import Mapping
from typing import Any

from doit.cmd_help import Help as DoitHelp

from notebuild.commands.chores import Chore
from notebuild.commands.command import Command
from notebuild.core.problems import NotebuildError, Problem, nearest
from notebuild.pipeline.guard import TYPED, Guarded
from notebuild.sources import project


class Help(Guarded, DoitHelp):  # type: ignore[misc]
    """Answers inside a house and outside; no manuscript is read, so that none can spoil it."""

    name = "help"
    doc_purpose = "show what there is, or how to use one command or task"
    doc_usage = "[COMMAND | TASK]"

    def execute(self, params: Mapping[str, Any], args: list[str]) -> int:
        """Print the overview, or the help on what is named; raises NotebuildError for a name of nothing."""
        tasks = self.tasks(params)
        name, _, part = (args or [""])[0].partition(":")
        if not name:
            print(self.overview(tasks))
        elif name in self.cmds and not part:
            kind = self.cmds[name]
            print(kind(cmds=self._cmds, **self.init_kwargs).help())
        elif name in tasks:
            print(self.on_task(name, tasks[name]))
        elif name == "task":
            self.print_task_help()
        else:
            close = nearest(args[0], [*self.cmds, *tasks])
            remedy = f"{self.bin_name} help lists what there is"
            raise NotebuildError([Problem(TYPED, f"{args[0]} is no command or task{close}", remedy)])
        return 0

    def help(self) -> str:
        """Return the overview: what `--help` asks for."""
        return self.overview(self.tasks({option.name: option.default for option in self.cmdparser.options}))

    def tasks(self, params: Mapping[str, Any]) -> dict[str, str]:
        """Return the line of help of each task, of the house's dodo.py or, outside a house, of the package's."""
        from notebuild.pipeline import tasks

        space: Mapping[str, Any] = vars(tasks)
        with contextlib.suppress(NotebuildError):
            os.chdir(project.folder())
            self.loader.setup(params)
            space = self.loader.namespace
        makers = {name: make for name, make in space.items() if name.startswith("task_") and callable(make)}
        return {
            name.removeprefix("task_"): (inspect.getdoc(make) or "").partition("\n")[0]
            for name, make in sorted(makers.items())
        }

    def overview(self, tasks: Mapping[str, str]) -> str:
        """Return the lines of help of every command and task of ours, and the names of doit's own commands."""
        ours = {name: kind for name, kind in sorted(self.cmds.items()) if not of_doit(kind)}
        chores = {name: kind.doc_purpose for name, kind in ours.items() if issubclass(kind, Chore)}
        commands = {name: kind.doc_purpose for name, kind in ours.items() if name not in chores}
        theirs = ", ".join(sorted(self.cmds.keys() - ours.keys()))
        word = self.bin_name
        return "\n\n".join(
            [
                f"usage: {word} [COMMAND or TASK …]; without a word all that is not up to date is built",
                table(f"Commands ({word} help COMMAND shows its options)", commands),
                table("Tasks (of one note or edition: pdf:NOTE, pdf:NOTE.fr)", tasks),
                table("Commands for work on the tool itself", chores),
                textwrap.fill(f"Commands of doit: {theirs}", 96),
            ]
        )

    def on_task(self, name: str, purpose: str) -> str:
        """Return the help on a task."""
        word = f"{self.bin_name} {name}"
        parts = [f"usage: {word}, {word}:NOTE or {word}:NOTE.LANGUAGE", purpose]
        parts += [f"What is up to date is not made again; {self.bin_name} list --all names every part."]
        return "\n\n".join(parts)


def of_doit(kind: type) -> bool:
    """Return whether a command is doit's own, guarded or not, or its `run` in our form."""
    return not issubclass(kind, Command) and kind.__name__ not in ("Help", "Build")


def table(head: str, rows: Mapping[str, str]) -> str:
    """Return rows of a name and a line of help below a heading."""
    width = max(map(len, rows), default=0)
    return "\n".join([head, *(f"  {name:<{width}}  {text}" for name, text in rows.items())])
