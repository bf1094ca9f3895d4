"""The values of a finished file as it was read, and when two texts are the same words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from notebuild.core.characters import DIRECTIONS
from notebuild.core.passages import Passage
from notebuild.core.passages import SetLine as SetLine

LINE_END_HYPHEN = "\u00ad"
"""Stands in a reading for a hyphen at the end of a line: the writer's or the setter's."""

_UNSEEN = re.compile(rf"(?:[\s\u200b\u200c\u200d\u2060\ufeff]|{DIRECTIONS.pattern})+")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\ufffe": "\u00ad", "\u0002": "\u00ad"})


class Unreadable(Exception):
    """The bytes are no file of their kind; the message says how, as a Problem would."""


@dataclass(frozen=True, slots=True)
class FootnoteReading:
    """One note as a finished file shows it; the file knows no labels, so none stands here."""

    number: int
    text: str
    """As read, one line or paragraph after the other, without the note's own number."""

    call: str = ""
    """What the file prints where the note is called; empty where it counts by itself, 1, 2, 3 (DOCX)."""

    marker: str = ""
    """What the file prints at the head of the note."""

    call_page: int = 0
    note_page: int = 0
    """Pages count from 1; 0 where the format has none, or nothing was found."""

    there: bool = True
    """The call leads to the note."""

    back: bool = True
    """The note leads back to its call."""

    anchor: str = ""
    """The name by which links reach it: an id (HTML), a named place or ID (PDF), a bookmark (DOCX)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, cell or caption: its structure type and its lines in order."""

    kind: str
    part: str
    """"text", "note", "page" (cover and last page) or "furniture" (running heads and folios)."""

    note: int
    """The number of the note that it belongs to; 0 for none."""

    lines: tuple[SetLine, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """How a PDF is set."""

    blocks: tuple[Block, ...] = ()
    """In reading order; running heads and folios last, one block a piece."""

    faces: tuple[tuple[str, bool], ...] = ()
    """The name of every face in use, in order, and whether the file holds it."""

    undrawn: tuple[tuple[int, str], ...] = ()
    """Page from 1 and words of each line with a character unknown, or for which its face has no glyph."""

    outside: tuple[tuple[int, str], ...] = ()
    """Page from 1 and words of each line that is not wholly on its page."""

    sizes: tuple[tuple[float, float], ...] = ()
    """Width and height of each page, in points."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one finished file says."""

    path: str
    format: str
    method: str
    """How it was read: "geometry" or "structure" (PDF), "parts" (DOCX), "elements" (HTML)."""

    language: str
    title: str
    footnotes: tuple[FootnoteReading, ...]
    pages: int = 0
    links: tuple[str, ...] = ()
    """Addresses outside the file, in order."""

    dead: tuple[str, ...] = ()
    """Targets inside the file that lead nowhere."""

    composition: Composition = Composition()
    """Of a PDF read by geometry: its lines, faces and what it could not draw."""

    passages: tuple[Passage, ...] = ()
    """All that it prints but its notes and what stands on every page, in reading order."""


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Return the text without what no reader sees: white space, joiners, break opportunities, directions.

    Compatibility forms such as ligatures become plain letters (Unicode NFKC), and every hyphen
    becomes the plain one; a soft hyphen stays, for `same` to judge. One note's text is asked for by
    every reading of every format.
    """
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text.translate(_HYPHENS)))


def same(read: str, expected: str) -> bool:
    """Return whether a reading has exactly the expected words, whatever the breaking of its lines."""
    actual, words = squeeze(read), squeeze(expected).replace(LINE_END_HYPHEN, "")
    if LINE_END_HYPHEN not in actual:
        return actual == words
    at = 0
    for piece_number, piece in enumerate(actual.split(LINE_END_HYPHEN)):
        if piece_number and words.startswith("-", at):
            at += 1
        if not words.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(words)


def plain(read: str) -> str:
    """Return a reading as a person wants to see it: lines joined, hyphens at their ends taken out."""
    return re.sub(r"\s+", " ", re.sub("[\u00ad\ufffe\u0002]\\s*", "", read)).strip()


def in_order(notes: dict[int, FootnoteReading]) -> tuple[FootnoteReading, ...]:
    """Return the notes by number."""
    return tuple(notes[number] for number in sorted(notes))
