"""What a finished file says: its notes as values, and when two texts are the same words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LINE_END_HYPHEN = "\u00ad"
"""Stands in a reading for a hyphen at the end of a line: the writer's or the setter's."""

_UNSEEN = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\ufffe": "\u00ad", "\u0002": "\u00ad"})


@dataclass(frozen=True, slots=True)
class NoteReading:
    """One note as a finished file shows it; the file knows no labels, so none stands here."""

    number: int
    text: str
    """As read, one line or paragraph after the other, without the note's own number."""

    call: str = ""
    """What the file prints where the note is called; empty where it counts by itself (DOCX)."""

    marker: str = ""
    """What the file prints at the head of the note."""

    call_page: int = 0
    note_page: int = 0
    """Pages count from 1; 0 where the format has none, or nothing was found."""

    there: bool = True
    """The call leads to the note."""

    back: bool = True
    """The note leads back to its call."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one finished file says."""

    path: str
    format: str
    method: str
    """How it was read: "geometry" or "structure" (PDF), "parts" (DOCX), "elements" (HTML)."""

    language: str
    title: str
    notes: tuple[NoteReading, ...]
    pages: int = 0
    links: tuple[str, ...] = ()
    """Addresses outside the file, in order."""

    dead: tuple[str, ...] = ()
    """Targets inside the file that lead nowhere."""


def squeeze(text: str) -> str:
    """The text without what no reader sees: white space, joiners, break opportunities.

    Compatibility forms such as ligatures become plain letters (Unicode NFKC), and every hyphen
    becomes the plain one; a soft hyphen stays, for `same` to judge.
    """
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text.translate(_HYPHENS)))


def same(read: str, expected: str) -> bool:
    """Whether a reading has exactly the expected words, whatever the breaking of its lines."""
    found, wanted = squeeze(read), squeeze(expected).replace(LINE_END_HYPHEN, "")
    if LINE_END_HYPHEN not in found:
        return found == wanted
    at = 0
    for piece_number, piece in enumerate(found.split(LINE_END_HYPHEN)):
        if piece_number and wanted.startswith("-", at):
            at += 1
        if not wanted.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(wanted)


def plain(read: str) -> str:
    """A reading as a person wants to see it: lines joined, hyphens at their ends taken out."""
    return re.sub(r"\s+", " ", re.sub("[\u00ad\ufffe\u0002]\\s*", "", read)).strip()


def in_order(notes: dict[int, NoteReading]) -> tuple[NoteReading, ...]:
    """The notes by number."""
    return tuple(notes[number] for number in sorted(notes))
