"""The pattern of our commands: options may stand anywhere, and the work is done in the house's folder."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping, Sequence
from functools import cached_property
from getopt import GetoptError, gnu_getopt
from pathlib import Path
from typing import Any, ClassVar

from doit.cmdparse import CmdParse, CmdParseError

from notebuild.core.problems import NotebuildError, Problem, nearest
from notebuild.pipeline.guard import TYPED, Guarded
from notebuild.sources import project

Option = Mapping[str, Any]
"""An option as doit describes it (`doit.cmdparse.CmdOption`): name, long, type, default, help, metavar."""


class Options(CmdParse):  # type: ignore[misc]
    """The options of a command, which may stand before, between or after the other words."""

    def parse_only(
        self, in_args: Sequence[str], params: dict[str, Any] | None = None
    ) -> tuple[dict[str, Any], list[str]]:
        """Return the options' values by name, and the other words; raises NotebuildError for a wrong option."""
        values = {} if params is None else params
        try:
            pairs, words = gnu_getopt(list(in_args), self.get_short(), self.get_long())
        except GetoptError as fault:
            raise NotebuildError([self.problem(fault)]) from None
        for word, text in pairs:
            option, is_inverse = self.get_option(word)
            try:
                values[option.name] = not is_inverse if option.type is bool else option.str2type(text)
            except CmdParseError:
                kind = "a whole number" if option.type is int else ", ".join(option.choices)
                raise NotebuildError(
                    [Problem(TYPED, f"{word} {text}: not {kind}", f"give {word} {kind}")]
                ) from None
        return values, words

    def problem(self, fault: GetoptError) -> Problem:
        """Return the Problem of a wrong option, with the nearest right one."""
        known = [f"--{option.long}" for option in self.options if option.long]
        remedy = f"the options are {', '.join(known)}" if known else "it has no options"
        close = "" if f"--{fault.opt}" in known else nearest(f"--{fault.opt}", known)
        return Problem(TYPED, f"{fault.msg}{close}", remedy)


class Command(Guarded):
    """What a person asks for by hand. A command sets these and defines `run(options, words)`.

    `run` takes the options' values by name and the words that are no options; it returns the exit
    status (None is 0) and raises NotebuildError for a fault of the user's. It imports what it needs
    itself: `doit help` loads every command.
    """

    name: ClassVar[str]
    doc_purpose: ClassVar[str]
    """One line of help: what the command does, as an order."""

    doc_usage: ClassVar[str] = ""
    """The words that may follow its name: `[NAME …] [--strict]`."""

    doc_description: ClassVar[str | None] = None
    """What else to know of it; a line break begins a paragraph."""

    cmd_options: ClassVar[Sequence[Option]] = ()

    takes_words: ClassVar[bool] = True
    """Whether words may follow that are no options."""

    parser: ClassVar[type[CmdParse]] = Options
    """What reads the options."""

    in_house: ClassVar[bool] = True
    """Whether it works in a house: then it is run in the folder that holds the house's dodo.py."""

    @cached_property
    def cmdparser(self) -> CmdParse:
        """The parser of its options, their defaults overridden by what the house's settings for doit say."""
        parser = self.parser(self.get_options())
        parser.overwrite_defaults(self.config_vals)
        return parser

    def execute(self, params: Mapping[str, Any], args: list[str]) -> int:
        """Do the work, in the house's folder if it is of a house; return the exit status."""
        if args and not self.takes_words:
            remedy = f"{self.bin_name} help {self.name} shows what may be given"
            raise NotebuildError([Problem(TYPED, f"{args[0]}: {self.name} takes no names", remedy)])
        self.typed_in = Path(os.environ.get("NOTEBUILD_FROM") or Path.cwd())
        if self.in_house:
            self.enter(self.opt_vals)
        return self.run(params, args) or 0

    def run(self, options: Mapping[str, Any], words: list[str]) -> int | None:
        """Do the work; for each command to define."""
        raise NotImplementedError

    def path(self, word: str) -> Path:
        """Return the file or folder that a word means in the folder in which it was typed."""
        return self.typed_in / word

    def enter(self, params: Mapping[str, Any]) -> None:
        """Go to the house's folder: that of the file or folder given to doit, or the nearest one upwards.

        Raises NotebuildError where there is none.
        """
        start = Path(params.get("cwdPath") or Path(params.get("dodoFile") or "").parent)
        os.chdir(project.folder(start))

    def help(self) -> str:
        """Return the help on this command: usage, purpose, options, what else to know."""
        rows = [
            (
                f"--{option.long}" + ("" if option.type is bool else f" {option.metavar}"),
                option.help % {"default": option.default},
            )
            for option in self.cmdparser.options
        ]
        width = max((len(words) for words, _ in rows), default=0)
        parts = [f"usage: {self.bin_name} {self.name} {self.doc_usage}".rstrip(), self.doc_purpose]
        parts += ["\n".join(f"  {words:<{width}}  {text}" for words, text in rows)] if rows else []
        parts += [textwrap.fill(text, 96) for text in (self.doc_description or "").splitlines()]
        return "\n\n".join(parts)
