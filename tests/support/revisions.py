"""Random revisions of a text that Word makes difficult, and both versions as finished documents."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import word_edition

from houses import HOUSE, TOOL
from notebuild.core.house import House, read_house
from notebuild.core.styles import text as sheet_text
from notebuild.render.word import document, reference

WORDS = (
    "harbour river treaty border minister signed crossed quietly older grain quay letter winter bridge "
    "council slowly north"
).split()
LANGUAGES = ("en-GB", "fr-FR")
_MARKUP = re.compile(r"[\[\]|:#!`^{]|^\s")


@cache
def house() -> House:
    return read_house(HOUSE / "house.toml")


@cache
def dress() -> bytes:
    sheet = TOOL / "word.toml"
    return reference.reference(house(), sheet_text(sheet), sheet.name)


def docx(text: str, folder: Path, language: str = "en-GB") -> bytes:
    """The finished document of a text in pandoc's Markdown."""
    made = word_edition.edition(folder, language, text)
    profile = word_edition.profile(language)
    return document.build(made, house(), profile, folder, dress(), "build/note/note.docx")


def some(chance: random.Random, least: int, most: int) -> str:
    """So many words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, most)))


def first(chance: random.Random) -> str:
    """A text with all that Word makes difficult, and paragraphs of words, most with a note."""
    parts = [word_edition.TEXT.strip()]
    for _ in range(6):
        note = f".^[{some(chance, 3, 15)}.]" if chance.random() < 0.6 else "."
        parts.append(some(chance, 8, 40) + note)
    return "\n\n".join(parts) + "\n"


KINDS = ("word", "look", "new", "gone", "parted", "note", "uncalled", "row")


def revised(chance: random.Random, text: str, kinds: Sequence[str] = KINDS) -> str:
    """The text with one to eight changes: words, looks, notes, paragraphs that come, go or part, rows, items."""
    parts = text.split("\n\n")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(parts))
        part, kind = parts[at], chance.choice(kinds)
        plain = bool(part.strip()) and not _MARKUP.search(part)
        words = part.split(" ")
        where = chance.randrange(len(words))
        if kind == "uncalled":
            parts[at] = re.sub(r"\^\[[^\[\]]*\]", "", part, count=1)
        elif kind == "row" and part.strip().startswith("| Date"):
            rows = part.strip().split("\n")
            rows.insert(
                chance.randrange(2, len(rows) + 1), f"| {chance.randint(1900, 2000)} | {some(chance, 2, 2)} |"
            )
            parts[at] = "\n".join(rows)
        elif kind == "row" and part[:2] in ("- ", "1."):
            parts[at] = f"{part}\n{'-' if part[0] == '-' else '9.'} {some(chance, 1, 3)}"
        elif not plain:
            continue
        elif kind == "new":
            parts.insert(at, f"{some(chance, 12, 12)}.^[{some(chance, 2, 2)} {chance.randint(1, 999)}.]")
        elif kind == "gone" and len(parts) > 3:
            parts.pop(at)
        elif kind == "parted":
            half = len(words) // 2
            parts[at : at + 1] = [" ".join(words[:half]) or "One", " ".join(words[half:]) or "two"]
        else:
            if kind == "word":
                words[where] = chance.choice(WORDS)
            elif kind == "look" and words[where].isalpha():
                words[where] = f"*{words[where]}*"
            elif kind == "note":
                words.insert(where, f"new^[{some(chance, 5, 5)}.]")
            parts[at] = " ".join(words)
    return "\n\n".join(parts)
