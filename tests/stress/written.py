"""A whole random note: its front matter, its blocks, its bibliography, its pictures; made from a seed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

import vocabulary
from constructs import BLOCKS, heading
from entries import bibliography
from floats import FLOATS
from running_text import Writer


@dataclass(frozen=True)
class Block:
    """A block of a note, or a field of its front matter, with all that stands and falls with it."""

    kind: str
    text: str
    notes: tuple[str, ...] = ()
    """Definitions of the notes that it calls."""

    files: tuple[tuple[str, bytes], ...] = ()
    may_refuse: bool = False
    """Whether check may say that this is not for a note, and what is."""


@dataclass(frozen=True)
class Manuscript:
    """A note as its editor leaves it; less of it, by `without`, where the smallest one that fails is sought."""

    name: str
    fields: tuple[Block, ...]
    blocks: tuple[Block, ...]
    entries: Mapping[str, str] = field(repr=False)
    noted: frozenset[str] = field(repr=False)
    hidden: frozenset[str] = field(repr=False)
    notes_at_end: bool = False

    @property
    def lines(self) -> list[tuple[Block, int, int]]:
        """Each block with the first and last line of its text, and of its notes, in the file."""
        out, line = [], 2
        for one in self.fields:
            out.append((one, line, line + one.text.count("\n")))
            line = out[-1][2] + 1
        line += 2
        for one, text in self.parts():
            out.append((one, line, line + text.count("\n")))
            line = out[-1][2] + 2
        return out

    def parts(self) -> list[tuple[Block, str]]:
        """Each text of the body with its block: the blocks, and their notes below them or at the end."""
        out: list[tuple[Block, str]] = []
        ends: list[tuple[Block, str]] = []
        for one in self.blocks:
            out.append((one, one.text))
            (ends if self.notes_at_end else out).extend((one, note) for note in one.notes)
        return out + ends

    @property
    def text(self) -> str:
        """The note.md."""
        head = "".join(f"{one.text}\n" for one in self.fields)
        return f"---\n{head}---\n\n" + "\n\n".join(text for _, text in self.parts()) + "\n"

    @property
    def cited(self) -> list[str]:
        """The keys that the text cites."""
        return list(dict.fromkeys(re.findall(r"@\{?(k\d+)", self.text)))

    @property
    def bibtex(self) -> str:
        """The entries that the text cites."""
        return "\n".join(self.entries[key] for key in self.cited)

    @property
    def files(self) -> dict[str, bytes]:
        """The pictures, by their path in the note's folder."""
        return dict(file for one in self.blocks for file in one.files)


def front_matter(w: Writer) -> list[Block]:
    """Return fields of the front matter, in pandoc's names, in one of their forms each."""

    def either(*forms: str) -> str:
        return w.random.choice(forms)

    fields = {
        "title": either(f'title: "{w.title()}"', f"title: {w.title()}", f"title: '{w.title()}: {w.words()}'"),
        "author": either(
            "author: Ann Roe",
            "author: [Ann Roe, Max Moe]",
            "author:\n  - Ann Roe\n  - Max Moe",
            "author:\n  - name: Ann Roe\n    affiliation: Lake Institute",
            "author:\n  - name: Ann Roe\n    orcid: 0000-0002-1825-0097\n  - name: Max Moe",
        ),
        "date": either("date: 2025-03-31", 'date: "2025-03-31"'),
        "lang": either("lang: en-GB", "lang: en"),
        "languages": "languages: [fr-FR]",
        "subtitle": f'subtitle: "{w.title()}"',
        "version": f"version: {w.random.randint(1, 3)}",
        "teaser": f'teaser: "{w.title()}."',
        "abstract": either(
            f"abstract: |\n  {w.title()}.\n\n  {w.title()} *{w.words()}*.", f'abstract: "{w.title()}."'
        ),
        "key-points": f'key-points:\n  - {w.title()}.\n  - "{w.title()}: {w.words()}."',
        "keywords": either("keywords: [harbour, river]", "keywords:\n  - harbour\n  - lake road"),
        "credit": f'credit: "{w.title()}."',
        "license": either('license: "CC BY 4.0"', "license: CC-BY-4.0"),
        "description": f'description: "{w.word().capitalize()} {w.word()}."',
        "url": "url: https://example.org/notes/lake",
        "number": 'number: "4"',
        "corrections": f'corrections:\n  - "{w.title()}."',
        "doi": "doi: 10.1000/lake.4",
    }
    wanted = ("title", "author", "date", "lang", "languages")
    chosen = [(name, text) for name, text in fields.items() if name in wanted or w.chance(0.5)]
    names = {name for name, _ in chosen}
    if "version" in names and "corrections" not in names:  # which a version from 2 on must name
        chosen.append(("corrections", 'corrections:\n  - "A word."'))
    # A house that has profiles of several Englishes may ask which one is meant.
    return [Block(f"field {name}", text, may_refuse=text == "lang: en") for name, text in chosen]


LISTS = ("list", "nested list", "list of several blocks", "example list", "tasks")
"""The kinds of block that would be one list with another above them."""


def manuscript(seed: int) -> Manuscript:
    """Return the note of a seed: every kind of block once, in some order, under headings of one style."""
    random = Random(f"constructs {seed}")
    w = Writer(random)
    entries = bibliography(random, w)
    fields = front_matter(w)
    top = random.choice([1, 2, 2])
    kinds = [*BLOCKS, *FLOATS]
    random.shuffle(kinds)
    blocks: list[Block] = []
    level = 0
    for number, (kind, make) in enumerate(kinds):
        if number % 3 == 0 if level else random.random() < 0.7:
            level = min(random.randint(top, top + 2), level + 1) if level else top
            blocks.append(taken(w, f"heading {level - top + 1}", heading(w, level)))
        if kind in LISTS and blocks and blocks[-1].kind in LISTS:
            blocks.append(Block("paragraph", "Then there is the next list."))
        blocks.append(taken(w, kind, make(w)))
        # Right above a table a definition would be its caption, as pandoc reads it.
        if kind == "definitions" or random.random() < 0.5:
            blocks.append(taken(w, "paragraph", w.paragraph()))
    name = f"n{seed}"
    ends = random.random() < 0.5
    return Manuscript(
        name, tuple(fields), tuple(blocks), entries, frozenset(w.noted), frozenset(w.hidden), ends
    )


def taken(w: Writer, kind: str, text: str) -> Block:
    """Return what was made as a block, with the notes and files that it left with its writer."""
    made = Block(kind, text, tuple(w.notes), tuple(w.files), w.may_refuse)
    w.notes, w.files, w.may_refuse = [], [], False
    return made


def expected(one: Manuscript) -> dict[str, set[str]]:
    """Return the marked words that a reader must find: in the body, and anywhere in the file."""
    head = "\n".join(field.text for field in one.fields)
    body = set(vocabulary.MARKED.findall(one.text)) - one.hidden
    titles = set(vocabulary.MARKED.findall(one.bibtex.lower()))
    return {"body": body - one.noted - set(vocabulary.MARKED.findall(head)), "anywhere": body | titles}
