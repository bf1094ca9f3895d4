"""Tell of a text file that somebody wrote what keeps it from being read: where it lies, its size, what stands in it.

Each kind of file has a reader of its own; this is what they all refuse.
"""

from __future__ import annotations

import html
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from notebuild.core.characters import DIRECTIONS, NO_TEXT
from notebuild.core.problems import Location, Problem

MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE
"""The largest file that is read: a bibliography of 20,000 entries, or a note of 3,000 pages, is half of it."""

CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?\r?$", re.MULTILINE)
"""A mark that git leaves where two versions disagree; "=======" alone may underline a heading."""

REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|rlm|lrm|ZeroWidthSpace|NoBreak|shy);")
"""A character by its number or name, as pandoc reads it (CommonMark, 2.5)."""

WORD = re.compile(r"\S{2001,}")
"""A word longer than any address."""

PARAGRAPH = 50_000
"""Characters that stand together without a blank line, an item or a row between: eight thousand words."""

BREAK = re.compile(r"\n(?=[ \t>]*(?:\r?\n|[-*+|:]|\(?\w{1,4}[.)][ \t]))")
"""Where a paragraph ends, as far as its length is concerned."""

MOST = 20
"""Characters that one run names of a file; the others are told when these are gone."""


def misplaced(path: Path, shown: str) -> Problem | None:
    """Return why a file of the project is not to be read: a link leads out of the project, or it is too large.

    The project's folder is the current one; a path that is not relative to it is no file of the project.
    """
    if leads_out(path):
        remedy = "put a copy of what it leads to in its place"
        return Problem(Location(shown), "leads out of the project", remedy)
    try:
        size = path.stat().st_size
    except OSError:
        return None  # its reader says what is wrong
    if path.is_file() and size > LARGEST:
        message = f"has {size // MEGABYTE} million bytes, more than {LARGEST // MEGABYTE}"
        return Problem(Location(shown), message, "part it, or look how it came to be so long")
    return None


def leads_out(path: Path) -> bool:
    """Return whether a path of the project is a link out of it, or lies behind one."""
    if path.is_absolute() or not (".." in path.parts or any(map(os.path.islink, (path, *path.parents)))):
        return False  # asked of each file of each note, again and again
    return not path.resolve().is_relative_to(Path.cwd().resolve())


def faults(text: str, shown: str) -> tuple[Problem, ...]:
    """Return what stands in a text that nobody meant to write: marks of a merge, characters that do not show."""
    unfinished = conflict(text, shown)
    return (unfinished,) if unfinished else signs(text, shown)


def lengths(text: str, shown: str) -> tuple[Problem, ...]:
    """Return the paragraphs and words that are so long that setting them would take minutes."""
    problems, at = [], 0
    for end in [*(match.start() for match in BREAK.finditer(text)), len(text)]:
        if end - at > PARAGRAPH:
            message = f"a paragraph of {end - at:,} characters, more than {PARAGRAPH:,}"
            start = at + len(text[at:end]) - len(text[at:end].lstrip())
            problems.append(Problem(_place(text, start, shown), message, "part it with blank lines"))
        at = end
    for word in WORD.finditer(text):
        message = f"a word of {len(word[0]):,} characters, more than 2,000"
        remedy = "shorten it, or part it with spaces; of an address, use a short one"
        problems.append(Problem(_place(text, word.start(), shown), message, remedy))
    return tuple(sorted(problems)[:MOST])


def conflict(text: str, shown: str) -> Problem | None:
    """Return the first mark of a merge that was not finished."""
    found = CONFLICT.search(text)
    if found is None:
        return None
    message = f"{found[0].split()[0]} is the mark of a merge that was not finished"
    remedy = "keep one of the two versions, and delete the lines of <, = and >"
    return Problem(_place(text, found.start(), shown), message, remedy)


def signs(text: str, shown: str) -> tuple[Problem, ...]:
    """Return the characters that are no text, each with its place, as far as a person reads."""
    found = (Problem(_place(text, at, shown), *_hidden(sign)) for at, sign in _signs(text))
    return tuple(problem for problem, _ in zip(found, range(MOST), strict=False))


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character that is no text, with its place; one written by its number too."""
    for match in NO_TEXT.finditer(text):
        if match.start() or match[0] != "\ufeff":  # at the head it says that the file is Unicode
            yield match.start(), match[0]
    for match in REFERENCE.finditer(text):
        if NO_TEXT.match(html.unescape(match[0])) or (match[0][1] == "#" and not _is_character(match[0])):
            yield match.start(), html.unescape(match[0])[:1]


def _is_character(reference: str) -> bool:
    number = reference[2:-1]
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return 0 < code < 0x110000 and not 0xD800 <= code < 0xE000


def _hidden(sign: str) -> tuple[str, str]:
    """Return the message and the remedy for a character that is no text."""
    name = unicodedata.name(sign, "").lower()
    message = f"character U+{ord(sign):04X}{f' ({name})' if name else ''}, which is no text"
    if DIRECTIONS.match(sign):
        return message, "take it out; words of another direction say their language: [words]{lang=he}"
    return message, "take it out; it often comes with text pasted from a PDF or a web page"


def _place(text: str, at: int, shown: str) -> Location:
    return Location(shown, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
