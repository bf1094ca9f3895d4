"""The program `notebuild`: doit with our help and our exit status; `build` is its default run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version

from doit.doit_cmd import DoitMain
from doit.plugin import PluginDict

from notebuild.core.entry import ENTRY
from notebuild.pipeline.guard import SIGNALLED, Guarded

FAULT_OF_OURS = 2
"""The exit status where something broke that no user can have broken; it leaves its traceback."""


class Main(DoitMain):  # type: ignore[misc]
    """doit's command line, whose own commands are guarded as ours are."""

    BIN_NAME = ENTRY

    ours: frozenset[str] = frozenset()
    """The names of the commands that are not doit's own, once they are known."""

    def get_cmds(self) -> PluginDict:
        """Return the commands by name: doit's own, guarded, and those of the entry points over them."""
        commands = super().get_cmds()
        self.ours = frozenset(commands.keys() - {theirs.get_name() for theirs in self.DOIT_CMDS})
        for theirs in self.DOIT_CMDS:
            name = theirs.get_name()
            if commands[name] is theirs:
                commands[name] = type(theirs.__name__, (Guarded, theirs), {"name": name})
        return commands

    def process_args(self, cmd_args: Sequence[str]) -> list[str]:
        """Return the words without the variables of doit, `name=value`, for which our commands have no use.

        A title may hold an equals sign, and a word may be empty.
        """
        words = list(cmd_args)
        if words and words[0] in self.ours:
            return words
        return list(super().process_args([word for word in words if word]))

    def run(self, all_args: Sequence[str]) -> int:
        """Run a command line; return the exit status: 0, 1, 2 or 130."""
        words = list(all_args)
        if words[:1] in (["-h"], ["--help"]):
            words[0] = "help"
        if words[:1] == ["--version"]:
            print(f"notebuild {version('notebuild')}")
            return 0
        status = super().run(words) or 0
        # What doit itself ends with 3 and is a fault of the user's never comes so far: see Guarded.
        return FAULT_OF_OURS if FAULT_OF_OURS < status < SIGNALLED else status


def main() -> None:
    """Run what was typed, and end with its exit status."""
    sys.exit(Main().run(sys.argv[1:]))


if __name__ == "__main__":
    main()
