"""The long note that the page is designed on: 12,000 words, 250 notes and 12 tables, in English and French.

It is written from a seed, the same on every run: sentences of a small grammar, each in both languages, about
harbours that do not exist. `write` makes the files of its project.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from paired import catalogue

from houses import PROJECTS

NAME = "long"
SOURCES = 90
PARAGRAPHS = 3
"""Of each subsection."""

Pair = tuple[str, str]
"""A text in English and in French."""

WORDS = PROJECTS / NAME / "words.txt"


def words() -> dict[str, list[Pair]]:
    """Return the pairs of the file of words, by the names that they stand under."""
    found: dict[str, list[Pair]] = {}
    for part in WORDS.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, *lines = (line.replace("\\n", "\n") for line in part.splitlines() if line)
        found[name] = list(zip(lines[::2], lines[1::2], strict=True))
    return found


SAID = words()
HARBOURS = [place for place, _ in SAID["places"]]
SECTIONS, SENTENCES = SAID["sections"], SAID["sentences"]

FRONT = """\
---
title: "{}"
subtitle: "{}"
author: [Adela Marsh, Ephraim Quill]
date: 2025-05-20
version: 2
lang: en-GB
languages: [fr-FR]
teaser: "{}"
abstract: |
  {}

  {}
key-points:
  - {}
  - {}
  - {}
  - {}
  - {}
corrections:
  - "{}"
license: "CC BY 4.0"
---
"""


@dataclass
class Writer:
    """A note in the making, in both languages at once."""

    random: Random
    parts: list[Pair] = field(default_factory=list)
    notes: int = 0
    late: list[Pair] = field(default_factory=list)
    """Definitions of the notes that the paragraph in hand calls."""

    made: set[Pair] = field(default_factory=set)

    def add(self, pair: Pair) -> None:
        self.parts.append(pair)

    def filled(self, pairs: Sequence[Pair]) -> Pair:
        """Return one of the pairs with the same places, bodies and numbers in both languages; none comes twice."""
        while (made := self.once(self.random.choice(pairs))) in self.made:
            pass
        self.made.add(made)
        return made

    def once(self, pair: Pair) -> Pair:
        place, other = self.random.sample(HARBOURS, 2)
        who, thing = self.random.choice(SAID["who"]), self.random.choice(SAID["objects"])
        numbers = {
            "n": self.random.randint(3, 96),
            "m": self.random.randint(120, 980),
            "y": self.random.randint(1994, 2024),
        }
        said = [
            text.format(place=place, other=other, who=who[at], thing=thing[at], **numbers)
            for at, text in enumerate(pair)
        ]
        return said[0][0].upper() + said[0][1:], said[1][0].upper() + said[1][1:]

    def sentence(self) -> Pair:
        """Return a sentence; half of them bear a call."""
        one, two = self.filled(SENTENCES)
        draw = self.random.random()
        if draw > 0.48:
            return one, two
        self.notes += 1
        if draw > 0.15:
            mark = f" [@s{self.random.randint(1, SOURCES):02d}{self.locator()}]"
            return one[:-1] + mark + one[-1], two[:-1] + mark + two[-1]
        label = f"[^n{self.notes}]"
        noted = self.filled(SAID["notes"] if draw > 0.03 else SAID["longer"])
        self.late.append((f"{label}: {noted[0]}", f"{label}: {noted[1]}"))
        return one[:-1] + label + one[-1], two[:-1] + label + two[-1]

    def locator(self) -> str:
        if self.random.random() < 0.4:
            return ""
        page = self.random.randint(4, 280)
        return (
            f", p. {page}"
            if self.random.random() < 0.6
            else f", pp. {page}–{page + self.random.randint(2, 9)}"
        )

    def paragraph(self, least: int = 3) -> None:
        said = [self.sentence() for _ in range(self.random.randint(least, least + 2))]
        self.add(("\n".join(one for one, _ in said), "\n".join(two for _, two in said)))
        self.parts += self.late
        self.late = []

    def listed(self) -> None:
        said = [self.filled(SENTENCES) for _ in range(3)]
        mark = self.random.choice(("- ", "1. "))
        self.add(("\n".join(mark + one for one, _ in said), "\n".join(mark + two for _, two in said)))

    def table(self, number: int) -> None:
        """Add a table of three to six columns: places, figures, and at times a column of words."""
        random = self.random
        columns, rows = random.randint(2, 5), random.randint(4, 12)
        heads = random.sample(SAID["heads"], columns)
        worded = random.random() < 0.5
        places = random.sample(HARBOURS, min(rows, len(HARBOURS)))
        values = [
            [
                f"{random.randint(12, 98_000):,}" if random.random() < 0.6 else f"{random.uniform(1, 90):.1f}"
                for _ in heads
            ]
            for _ in places
        ]
        words = [random.choice(SAID["cells"]) for _ in places]
        texts = []
        for at, (first, last) in enumerate((("Harbour", "Remark"), ("Port", "Remarque"))):
            head = [first, *(one[at] for one in heads), *([last] if worded else [])]
            rule = [":---", *("---:" for _ in heads), *([":---"] if worded else [])]
            body = [
                [place, *figures, *([said[at]] if worded else [])]
                for place, figures, said in zip(places, values, words, strict=True)
            ]
            texts.append("\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body)))
        section = SECTIONS[number]
        label = f"{{#tbl-t{number + 1}}}"
        self.add((texts[0], texts[1]))
        self.add((f": {section[0]}, by harbour {label}", f": {section[1]}, par port {label}"))
        source = f"[@s{random.randint(1, SOURCES):02d}]"
        self.add(
            (
                f"::: source\nCounted by the authors {source}.\n:::",
                f"::: source\nCompté par les auteurs {source}.\n:::",
            )
        )
        self.notes += 1


def written(seed: int = 12) -> tuple[str, str]:
    """Return the note in English, and in French as a note of the same blocks."""
    w = Writer(Random(seed))
    for _ in range(2):
        w.paragraph()
    for at, section in enumerate(SECTIONS):
        w.add((f"## {section[0]} {{#part{at + 1}}}", f"## {section[1]} {{#part{at + 1}}}"))
        w.paragraph()
        for sub in range(3):
            head = SAID["subsections"][(3 * at + sub) % len(SAID["subsections"])]
            w.add(
                (f"### {head[0]} {{#part{at + 1}-{sub + 1}}}", f"### {head[1]} {{#part{at + 1}-{sub + 1}}}")
            )
            for turn in range(PARAGRAPHS):
                w.paragraph()
                if turn == 1 and sub == 1 and at < 12:
                    w.table(at)
                elif turn == 1 and sub == 0 and at % 4 == 1:
                    w.listed()
                elif turn == 0 and sub == 2 and at % 4 == 2:
                    said = w.random.choice(SAID["pulled"])
                    w.add((f"::: pullquote\n{said[0]}\n:::", f"::: pullquote\n{said[1]}\n:::"))
                elif turn == 1 and sub == 2 and at % 5 == 3:
                    said = w.filled(SENTENCES)
                    w.add((f"> {said[0]}", f"> {said[1]}"))
    front = [*HEAD, *(w.filled(SENTENCES) for _ in range(7)), CORRECTED]
    english, french = (
        FRONT.format(*(one[at] for one in front)) + "\n" + "\n\n".join(one[at] for one in w.parts) + "\n"
        for at in (0, 1)
    )
    return english, french


HEAD: tuple[Pair, ...] = (
    ("The cost of deep water", "Le coût des eaux profondes"),
    (
        "Twelve harbours, thirty winters and what their books say",
        "Douze ports, trente hivers et ce que disent leurs livres",
    ),
    (
        "Harbours that keep one book for all their work pay less for it, and know why.",
        "Les ports qui tiennent un seul livre pour tous leurs travaux paient moins, et savent pourquoi.",
    ),
)
CORRECTED: Pair = ("Version 2: a sum was added up anew.", "Version 2 : une somme a été refaite.")


def sources(seed: int = 12) -> str:
    """Return the bibliography: books, articles, reports and pages that do not exist."""
    random = Random(seed)
    out = ["% Invented by tests/support/long_note.py.\n"]
    family = (
        "Marsh",
        "Quill",
        "Winterbourne",
        "Ostrander",
        "Aldane",
        "Corvell",
        "Dunmore",
        "Estrith",
        "Fenwright",
        "Garrow",
    )
    given = ("Adela", "Benedikt", "Clemence", "Dorothea", "Ephraim", "Ferdinand", "Griselda", "Horatio")
    nouns = (
        "Harbours",
        "Moles",
        "Pilots",
        "Dredgers",
        "Ferries",
        "Tides",
        "Lamps",
        "Nets",
        "Channels",
        "Books",
    )
    tails = (
        "and Their Cost",
        "in Winter",
        "of the Western Isles",
        "after the Storm",
        "and Who Pays for Them",
        "on Paper",
    )
    for number in range(1, SOURCES + 1):
        title = f"{random.choice(nouns)} {random.choice(tails)}"
        fields = {
            "author": f"{random.choice(family)}, {random.choice(given)}",
            "title": f"{title}: {random.choice(nouns)} {random.choice(tails)} {number}",
            "shorttitle": f"{title} {number}",
            "date": f"{random.randint(1994, 2024)}",
            "langid": "english",
        }
        kind = random.choice(("book", "article", "report", "online"))
        slug = "-".join(title.lower().split())
        more: dict[str, dict[str, str]] = {
            "book": {"publisher": "Netloft Press", "location": "Westhaven"},
            "article": {
                "journaltitle": "Journal of Coastal Works",
                "volume": str(random.randint(2, 40)),
                "number": str(random.randint(1, 4)),
                "doi": f"10.5555/jcw.{number}.{random.randint(100, 999)}",
            },
            "report": {"institution": "Office of Small Harbours", "location": "Westhaven"},
            "online": {
                "url": f"https://www.example.org/harbours/{fields['date']}/{slug}/a-long-address_of-no-page-{number}.html?from=list&n={number}"
            },
        }
        rows = "".join(f"  {name} = {{{value}}},\n" for name, value in (fields | more[kind]).items())
        out.append(f"@{kind}{{s{number:02d},\n{rows}}}\n")
    return "\n".join(out)


def write(root: Path) -> None:
    """Write the note, its French catalogue and its bibliography into a project."""
    folder = root / "manuscript" / NAME
    folder.mkdir(parents=True)
    english, french = written()
    (folder / "note.md").write_text(english, encoding="utf-8")
    (folder / "fr.po").write_text(catalogue(english, french, "fr", NAME), encoding="utf-8")
    (root / "bibliography.bib").write_text(sources(), encoding="utf-8")
