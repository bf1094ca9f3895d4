"""The form of a PO file: what keeps it from being read as its translator meant it, some of it in silence.

The format is that of GNU gettext ("The Format of PO Files").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from notebuild.core.problems import Location, Problem

LINE = re.compile(
    r'\s*(?:#.*|(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)?\s*"(?:[^"\\]|\\.)*")?)\s*\Z'
)
"""A line of a PO file: a comment, or a text in quotation marks, with or without its name."""

UNREADABLE = "not a line of a PO catalogue"
MEND = 'begin it with msgid or msgstr, close its quotation marks, write one in a text as \\"'

MACHINE = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
"""How an MO file begins, the compiled form of a catalogue."""

CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|\Z)")
CHARSET = re.compile(r'^"Content-Type:[^"]*charset=([^\s";\\]+)', re.MULTILINE)
LANGUAGE = re.compile(r'^"Language:\s*([A-Za-z]{2,3})(?=[\s_\-\\"])', re.MULTILINE)


def decoded(data: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a PO file's bytes, or why it has none."""
    if data.startswith(MACHINE):
        message, remedy = "a compiled catalogue (MO), which nobody can edit", "put the PO file in its place"
        return "", (Problem(Location(shown), message, remedy),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        where = Location(shown, line)
        return "", (Problem(where, "not UTF-8 text", "save the file with the encoding UTF-8"),)


def faults(text: str, shown: str) -> tuple[Problem, ...]:
    """Return what is wrong with the form of a PO file's text, each at its line."""
    lines = text.replace("\r\n", "\n").split("\n")
    if marks := [number for number, line in enumerate(lines, 1) if CONFLICT.match(line)]:
        remedy = "keep one of the two, and delete the lines of <, = and >"
        return (Problem(Location(shown, marks[0]), "two versions that were never merged", remedy),)
    return tuple(sorted([*_lines(lines, shown), *_header(text, shown)]))


def _lines(lines: list[str], shown: str) -> Iterator[Problem]:
    """Tell of lines that PO tools would misread, of plural forms, and of an entry without its translation."""
    last, began, is_readable = "", 0, True
    for number, line in enumerate(lines, 1):
        match = LINE.match(line)
        if not match:
            is_readable = False
            yield Problem(Location(shown, number), UNREADABLE, MEND)
        elif match[1] == "msgid_plural":
            message, remedy = (
                "an entry with plural forms",
                "give it one msgid and one msgstr: nothing is counted",
            )
            yield Problem(Location(shown, number), message, remedy)
        if match and match[1]:
            last, began = match[1], number
    if last in ("msgid", "msgctxt") and is_readable:
        message, remedy = "the file ends within an entry", 'add its msgstr "…", or bring the whole file back'
        yield Problem(Location(shown, began), message, remedy)


def _header(text: str, shown: str) -> Iterator[Problem]:
    """Tell of a header that says another encoding than the file has, or another language than its name."""
    charset = CHARSET.search(text)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii", "charset"):
        where = Location(shown, text.count("\n", 0, charset.start()) + 1)
        message = f"the header says that the file is {charset[1]}, and it is UTF-8"
        yield Problem(where, message, "write charset=UTF-8 there")
    language, name = LANGUAGE.search(text), PurePosixPath(shown).stem
    if language and language[1].lower() != name.split("-")[0].split("_")[0].lower():
        where = Location(shown, text.count("\n", 0, language.start()) + 1)
        message = f"the header says that this is a translation into {language[1]}, and the file is {name}.po"
        yield Problem(where, message, f"put the catalogue of {name} in its place, or mend the header")
