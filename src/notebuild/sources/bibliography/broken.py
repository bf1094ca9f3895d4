"""Tell of what in a BibTeX file cannot be read, and find the place of a word in its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from notebuild.core import texts
from notebuild.core.problems import Location, Problem, Severity
from notebuild.sources.bibliography import latex, vocabulary

FIELD = re.compile(
    r"^[ \t]*([A-Za-z][\w-]*)[ \t]*=|@[A-Za-z]+[ \t]*[{(][ \t]*([^\s,{}]+)[ \t]*,", re.MULTILINE
)
"""Where a field of an entry begins, by its name, or an entry, by its key."""

if TYPE_CHECKING:
    from bibtexparser.model import ImplicitComment, ParsingFailedBlock


@dataclass(frozen=True, slots=True)
class Lines:
    """The file's lines, counted from 0 as bibtexparser counts them."""

    path: str
    text: list[str]

    def location(self, line: int, word: str) -> Location:
        """Return where a field's name or an entry's key stands; not in the entry's type."""
        row = self.text[line]
        found = re.search(rf"(?<![\w@]){re.escape(word)}(?!\w)", row, re.I) if word else None
        return Location(self.path, line + 1, found.start() + 1 if found else row.find("@") + 1)

    def problem(
        self, line: int | None, word: str, message: str, remedy: str, severity: Severity = "error"
    ) -> Problem:
        """Return a Problem at a word of a line, counted from 0; without a line it is the first."""
        return Problem(self.location(line or 0, word), message, remedy, severity)


def broken(block: ParsingFailedBlock, lines: Lines) -> Problem:
    """Return what is wrong with an entry that the parser gave up, where it begins or goes wrong."""
    start = block.start_line or 0
    head = re.match(r"\s*@(\w+)\s*[{(]\s*([^\s,={}]*)", lines.text[start][lines.text[start].find("@") :])
    name = (head[2] or f"this @{head[1]}") if head else "this entry"
    reason = getattr(block.error, "abort_reason", "")
    if "block start" in reason or "end of file" in reason or "found `@" in reason:
        where = latex.unclosed(block.raw or "", start)
        return lines.problem(
            start,
            name,
            f"{name} is never closed and would swallow what follows it",
            f"look for a missing }} or quotation mark in line {where + 1} or at the entry's end",
        )
    if "comma after entry key" in reason:
        return lines.problem(
            start,
            name,
            f"no comma follows the key {name}",
            f"write @{head[1] if head else 'misc'}{{{name},",
        )
    match = re.search(r"entry key `([^`]*)`", reason)
    what = match[1].split()[0] if match and match[1] else ""
    following = range(start, len(lines.text))
    line = next((number for number in following if what and what in lines.text[number]), start)
    return lines.problem(
        line,
        what,
        f"{name} cannot be read: {what or 'something'} is followed by no = and value",
        "write each field as name = {value}, with a comma after it",
    )


def stray(block: ImplicitComment, lines: Lines) -> Iterator[Problem]:
    """Tell of text between entries that has a field in it: a comment to BibTeX, it is a part cut off."""
    for number, row in enumerate(block.comment.split("\n"), block.start_line or 0):
        field = re.search(r"([\w-]+)\s*=\s*[{\"\d]", row)
        if field and not row.lstrip().startswith("%"):
            yield lines.problem(
                number,
                field[1],
                f"{row.strip(' ,')[:60]} belongs to no entry: a brace closes the entry before it",
                "take out the } that is one too many",
            )
            return


def signs(text: str, shown: str) -> Iterator[tuple[str, Problem]]:
    """Yield the characters of fields that print which are no text, each with the key of its entry.

    Exports carry them in abstracts and notes, where nobody meets them.
    """
    if not (problems := texts.signs(text, shown)):
        return
    lines = list(accumulate((len(row) + 1 for row in text.split("\n")), initial=0))
    starts = list(FIELD.finditer(text))
    ends = [start.end() for start in starts]
    for problem in problems:
        place = lines[problem.location.line - 1] + problem.location.column - 1
        before = starts[: bisect_right(ends, place)]
        field = next((start[1].lower() for start in reversed(before) if start[1]), "")
        if field in vocabulary.PRINTED:
            yield next((start[2] for start in reversed(before) if start[2]), ""), problem
