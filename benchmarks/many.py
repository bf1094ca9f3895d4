"""Houses of many notes, of a long bibliography, of a long note: made from a seed, for `scale.py`.

The words are those of the random notes of `tests/stress`, so that each note has its translation.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "stress")]

import vocabulary  # noqa: E402  the path must be set first

from houses import furnish  # noqa: E402

FAMILIES = (
    "Roe Moe Doe Poe Noe Zoe Lamb Hart Stone Field Rivers Marsh Ford Brook Hill Dale Heath Wood".split()
)
GIVEN = "Ann Max Jane Pieter Maeve Sam Nora Ivan Leila Tigran Aysel Claire Hugo Marta Karl Ines".split()

WORDS, NOTES = 1_500, 30
"""How long a note is, and how many footnotes it has, unless said otherwise."""

HEAD = """---
title: "{title}"
author: [Ann Roe]
date: 2025-03-31
version: 1
lang: en-GB
languages: [fr-FR]
---
"""


def sentence(random: Random, length: int) -> str:
    """So many words, the first with a capital."""
    return " ".join(random.choices(vocabulary.PLAIN, k=length)).capitalize()


def entry(number: int) -> str:
    """An entry as Zotero exports it, with an abstract, keywords and files: an article, a book or a page."""
    random = Random(f"entry {number}")
    names = " and ".join(
        f"{random.choice(FAMILIES)}, {random.choice(GIVEN)}" for _ in range(random.choice((1, 1, 2, 3)))
    )
    title = sentence(random, random.randint(5, 11))
    year, month, day = random.randint(1970, 2024), random.randint(1, 12), random.randint(1, 28)
    first = number % 400 + 1
    kind = ("article", "book", "online")[number % 3]
    own = {
        "article": [
            f"journaltitle = {{{sentence(random, 3)}}}",
            f"volume = {{{random.randint(1, 60)}}}",
            f"number = {{{random.randint(1, 12)}}}",
            f"pages = {{{first}--{first + 18}}}",
            f"doi = {{10.1000/many.{number}}}",
            "issn = {0317-8471}",
        ],
        "book": [
            f"publisher = {{{sentence(random, 2)}}}",
            "location = {London}",
            "isbn = {978-0-00-000000-2}",
        ],
        "online": ["urldate = {2024-03-02}"],
    }[kind]
    rows = [
        f"title = {{{title} {number}}}",
        f"author = {{{names}}}",
        f"date = {{{year}-{month:02}-{day:02}}}",
        *own,
        f"url = {{https://example.org/many/{number}/page_{number}.html}}",
        f"abstract = {{{'. '.join(sentence(random, 14) for _ in range(8))}.}}",
        "langid = {english}",
        f"keywords = {{{', '.join(random.choices(vocabulary.PLAIN, k=4))}}}",
        f"file = {{Full Text PDF:/home/someone/Zotero/storage/{number:08X}/page.pdf:application/pdf}}",
    ]
    return "\n".join((f"@{kind}{{many{number},", *(f"  {row}," for row in rows), "}", ""))


def bibliography(entries: int) -> str:
    """A bibliography of so many entries, over a kilobyte each."""
    return "\n".join(map(entry, range(entries)))


def note(name: str, words: int = WORDS, notes: int = NOTES, entries: int = 100) -> str:
    """A note of about so many words with so many footnotes, every second of them a citation."""
    random = Random(f"note {name}")
    sentences = words // 12
    called = {at * sentences // notes for at in range(notes)} if notes < sentences else set(range(sentences))
    each = max(1, notes // max(1, len(called)))
    out, rest, number = [HEAD.format(title=f"{sentence(random, 4)} of {name}")], [], 0
    paragraph: list[str] = []
    for at in range(sentences):
        words_of = sentence(random, random.randint(8, 16))
        if at in called:
            for _ in range(each):
                number += 1
                if number % 2:
                    words_of += f"[^n{number}]"
                    rest.append(f"[^n{number}]: {sentence(random, random.randint(6, 20))}.\n")
                else:
                    words_of += f" [@many{random.randrange(entries)}, p. {random.randint(1, 300)}]"
        paragraph.append(f"{words_of}.")
        if len(paragraph) == 6 or at == sentences - 1:
            if len(out) % 7 == 1:
                out.append(f"## {sentence(random, 3)} {number}\n")
            out.append("\n".join(paragraph) + "\n")
            paragraph = []
    return "\n".join([*out, *rest])


def house(folder: Path, notes: int, entries: int = 100, words: int = WORDS, footnotes: int = NOTES) -> Path:
    """Make a house with so many notes, each in English and in French; return its folder."""
    from notebuild import translation
    from notebuild.commands import translations
    from notebuild.sources import project

    furnish(folder)
    (folder / "bibliography.bib").write_text(bibliography(entries), encoding="utf-8")
    names = [f"note{number:03}" for number in range(notes)]
    for name in names:
        path = folder / "manuscript" / name / "note.md"
        path.parent.mkdir(parents=True)
        path.write_text(note(name, words, footnotes, min(entries, 100)), encoding="utf-8")
    with contextlib.chdir(folder):
        for name in names:
            job = project.jobs(name, project.house())[1]
            opened = translations.opened(job)
            for one in opened.catalogue.file:
                one.msgstr = vocabulary.in_french(one.msgid)
            job.catalogue.write_text(translation.write(opened.catalogue), encoding="utf-8")
    return folder
