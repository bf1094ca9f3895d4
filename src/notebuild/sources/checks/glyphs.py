"""Tell, at its line in the source, of what prints and no face of the house can draw.

A passage is a stretch of a source file that prints. Characters are compared in their composed form
(Unicode NFC), as the engine shapes them; spaces and what has no shape of its own need no glyph.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from notebuild.core.house_faults import line
from notebuild.core.model import Note, Segment, Source
from notebuild.core.problems import Location, Problem
from notebuild.sources import markdown
from notebuild.sources.bibliography.vocabulary import PRINTED

SILENT = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""General categories of what is drawn as nothing, or as a space."""

SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f]")
"""Variation selectors and the grapheme joiner: marks without a shape (Unicode 23.4)."""

HYPHENS = frozenset("\u2010\u2011")
"""Printed as the plain hyphen."""

UNPRINTED = frozenset({"key", "label", "definition", "attributes", "comment", "raw-html", "raw-attribute"})
"""Kinds of mark that do not print as they are typed."""

UNDRAWN = frozenset({"keywords", "description", "url", "doi", "isbn", "issn"})
"""Fields of the front matter that are for machines."""

ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
TASK = re.compile(r"(?:^|\n|[-*+.)])[ \t]*(?:[-*+]|\w+[.)])[ \t]+\[([ xX])\][ \t]")
"""The mark of a task, after that of its item."""

BOXES = {" ": "\u2610", "x": "\u2611"}
"""What the mark of a task prints as (`edition.blocks`)."""

SHOWN = 4
"""Characters that a Problem names, of those that one passage lacks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that print, and the line of the file where they begin, from 1; its text lies in `lines`."""

    path: str
    lines: tuple[str, ...]
    line: int
    words: str
    first: int = 1
    """The number of the first of the lines, where they are a part of the file."""


def check(
    passages: Iterable[Passage], drawn: Collection[int], pieced: Mapping[int, str] = MappingProxyType({})
) -> Iterator[Problem]:
    """Yield a Problem for each script or kind of sign in a passage of which a character is not `drawn`.

    `drawn` are the code points that the house's faces have, `pieced` those that a face draws in several
    pieces, with its family; such a face is told once.
    """
    told: set[str] = set()
    for passage in passages:
        lacking: dict[str, list[str]] = {}
        for character in dict.fromkeys(unicodedata.normalize("NFC", passage.words)):
            if ord(character) not in drawn and not is_silent(character):
                lacking.setdefault(script(character), []).append(character)
        for name, characters in lacking.items():
            yield problem(passage, name, characters)
        letter = next((one for one in passage.words if ord(one) in pieced), "")
        if letter and (family := pieced[ord(letter)]) not in told:
            told.add(family)
            message = f"the face {family} draws {letter} ({code(letter)}) in pieces, so that no PDF can be read back"
            remedy = (
                f"name a face that draws it whole before {family} in styles/house.toml, as DejaVu Sans does"
            )
            yield Problem(place(passage, letter), message, remedy)
        elif not lacking and (
            sign := next(filter(is_vowel, unicodedata.normalize("NFC", passage.words)), "")
        ):
            message = f"the sign {shown(sign)} ({code(sign)}) of a letter cannot be read back from a PDF"
            remedy = "write the word without such signs, or in Latin letters"
            yield Problem(place(passage, sign), message, remedy)


def is_silent(character: str) -> bool:
    """Return whether a character needs no glyph of its own."""
    return (
        unicodedata.category(character) in SILENT
        or character in HYPHENS
        or SELECTORS.match(character) is not None
    )


def is_vowel(character: str) -> bool:
    """Return whether a mark is set on letters of other scripts than ours, as the vowels of Hebrew or Hindi are.

    Faces draw such letters as one; a PDF says of no glyph which of its characters stand in it.
    """
    if unicodedata.category(character)[0] != "M" or SELECTORS.match(character):
        return False
    return not unicodedata.name(character, "").startswith("COMBINING ")


def code(character: str) -> str:
    """Return a character's number and name in Unicode."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def script(character: str) -> str:
    """Return what a letter's script is called, as Unicode begins its name: "Armenian"; empty for a sign."""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    name = unicodedata.name(character, "").split(" ")[0]
    return {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}.get(
        name, name.capitalize()
    )


def problem(passage: Passage, name: str, characters: list[str]) -> Problem:
    """Return the Problem with these characters, which are of one script, at the place of the first."""
    first, more = characters[0], len(characters) - SHOWN
    listed = ", ".join(map(shown, characters[:SHOWN])) + (f" and {more} more" if more > 0 else "")
    face = "a face that has it" if len(characters) == 1 else "a face that has them"
    other = (
        "another way" if name in ("Combining", "Modifier", "Latin") else "in Latin letters" if name else ""
    )
    remedy = f"{f'write it {other}' if other else 'say it in words'}, or name {face} as a [[fallback]]"
    return Problem(
        place(passage, first),
        f"no face of the house has {listed} ({code(first)}{', and so on' if len(characters) > 1 else ''})",
        f"{remedy} in styles/house.toml",
    )


def shown(character: str) -> str:
    """Return a character as a message shows it: a mark on a dotted circle."""
    return f"\u25cc{character}" if unicodedata.category(character)[0] == "M" else character


def place(passage: Passage, character: str) -> Location:
    """Return where a character first stands from the passage's line on; the line alone where it is not typed so."""
    for typed in dict.fromkeys((character, unicodedata.normalize("NFD", character))):
        for number, row in enumerate(passage.lines[passage.line - passage.first :], passage.line):
            if (at := row.find(typed)) >= 0:
                return Location(passage.path, number, at + 1)
    return Location(passage.path, passage.line)


def of_note(note: Note, text: str) -> Iterator[Passage]:
    """Yield what prints of a note, whose file's text is given: front matter, then the body's segments."""
    lines = tuple(text.split("\n"))
    for name, value in note.metadata.items():
        if name in UNDRAWN:
            continue
        begin = note.places[name].line if name in note.places else 1
        for words in strings(value):
            yield Passage(note.path, lines, begin, html.unescape(words))
    for segment in note.segments:
        if segment.kind == "markup":
            yield from _boxes(note.path, lines, segment)
        elif segment.kind not in ("front-matter", "comment", "alt"):
            yield Passage(note.path, lines, segment.location.line, printed(segment))


def _boxes(path: str, lines: tuple[str, ...], segment: Segment) -> Iterator[Passage]:
    """Yield the box that each task in a stretch of mark-up prints."""
    for task in TASK.finditer(segment.text):
        line = segment.location.line + segment.text.count("\n", 0, task.start(1))
        yield Passage(path, lines, line, BOXES[task[1].lower()])


def strings(value: Any) -> Iterator[str]:
    """Yield the texts in a value of a front matter, however deep they lie."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from strings(item)


def printed(segment: Segment) -> str:
    """Return what of a segment's source prints: no keys, labels, attributes, comments or hidden addresses."""
    if segment.kind == "code":
        return segment.text
    letters = list(segment.text)
    for mark in markdown.marks(segment):
        start, end = mark.start, mark.start + len(mark.text)
        if mark.kind in ("link", "xref", "image") and not mark.text.startswith("<"):
            start += mark.text.rfind("](")  # its words stand before, and print
        elif mark.kind not in UNPRINTED:
            continue
        letters[start:end] = " " * (end - start)
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), "".join(letters))


def of_sources(sources: Iterable[Source], typed: Callable[[str], tuple[str, ...]]) -> Iterator[Passage]:
    """Yield what may print of these entries of a bibliography, field by field.

    `typed` gives the lines of an entry, by its key, as they stand in the file.
    """
    for source in sources:
        lines = typed(source.key)
        for name, value in source.fields.items():
            if name in PRINTED:
                line = entry_line(lines, source, name)
                yield Passage(source.location.path, lines, line, value, source.location.line)


def entry_line(lines: tuple[str, ...], source: Source, name: str) -> int:
    """Return the line of an entry's field; that of the entry where the field comes from elsewhere."""
    for at, row in enumerate(lines):
        if at and row.lstrip().startswith("@"):
            break
        if re.search(rf"(?<![\w-]){re.escape(name)}\s*=", row, re.IGNORECASE):
            return source.location.line + at
    return source.location.line


def of_drawing(words: Iterable[Segment], text: str) -> Iterator[Passage]:
    """Yield the words of a drawing, whose file's text is given."""
    lines = tuple(text.split("\n"))
    for segment in words:
        yield Passage(segment.location.path, lines, segment.location.line, segment.text)


def of_catalogue(rows: Iterable[tuple[int, Segment]], text: str, path: str) -> Iterator[Passage]:
    """Yield what prints of a catalogue: segments in its words, each with the line of its translation."""
    lines = tuple(text.split("\n"))
    for number, segment in rows:
        if segment.kind != "alt":
            yield Passage(path, lines, number, printed(segment))


def of_tables(values: Mapping[str, str], text: str, path: str) -> Iterator[Passage]:
    """Yield values of a TOML file by their dotted names, `about.fr-FR`; `text` is the file's."""
    lines = tuple(text.split("\n"))
    for name, words in values.items():
        yield Passage(path, lines, line(text, name) or 1, words)
