"""A note that asks much of the page: in French, from a seed, the same on every run. `write` makes its project's files.

A title of 140 letters, six authors and nine points on its cover; footnotes of more than a page and of a line; ten
figures in a row; a table of two hundred rows with footnotes in its cells; headings right before and after tables; a
footnote at its last word.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

NAME = "hostile"
WORDS = (
    "le port la barre une drague chaque hiver des pilotes et leurs bateaux notent que les heures passent sous une "
    "lampe ancienne quand un conseil décide enfin sans personne contre tous les autres au matin"
).split()
TITLE = (
    "Ce que six petits ports ont appris en partageant une drague et un pilote pendant onze hivers, et pourquoi ils "
    "recommenceraient demain"
)
AUTHORS = (
    "Adela Marsh",
    "Benedikt Ostrander-Vale",
    "Clémence d’Aubrac",
    "Dora Winter",
    "Ephraim Quill",
    "F. van Holm",
)
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 {height}" width="600" height="{height}">'
    '<rect width="600" height="{height}" fill="#dde6ea"/></svg>'
)


class Writer:
    """Writes sentences, and keeps the footnotes that they call until the end."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.footnotes: list[str] = []

    def sentence(self, length: int) -> str:
        """Some words, and a number that is in no other sentence."""
        words = [self.random.choice(WORDS) for _ in range(length)]
        return " ".join([words[0].capitalize(), *words[1:], str(self.random.randint(10_000, 10_000_000))])

    def text(self, length: int) -> list[str]:
        """Sentences of so many words in all, at least, without their stops."""
        return [self.sentence(self.random.randint(8, 18)) for _ in range(max(1, length // 12))]

    def call(self, length: int) -> str:
        """The call of a footnote of so many words, which is kept."""
        label = f"n{len(self.footnotes) + 1}"
        self.footnotes.append(f"[^{label}]: {'. '.join(self.text(length))}.")
        return f"[^{label}]"

    def paragraph(self, length: int, *footnotes: int) -> str:
        """A paragraph whose last sentences call footnotes of so many words."""
        said = self.text(length)
        calls = [""] * (len(said) - len(footnotes)) + [self.call(one) for one in footnotes]
        return "\n".join(f"{one}{call}." for one, call in zip(said, calls, strict=True))


def write(root: Path) -> None:
    """Make the note's files in a project."""
    writer, folder = Writer(4), root / "manuscript" / NAME
    (folder / "figures").mkdir(parents=True)
    (root / "bibliography.bib").write_text("", encoding="utf-8")
    points = [f'  - "{writer.sentence(14)}."' for _ in range(9)]
    head = ["---", f'title: "{TITLE}"', 'short-title: "Six petits ports"', f"author: [{', '.join(AUTHORS)}]"]
    head += ["date: 2025-06-02", "version: 1", "lang: fr-FR", "key-points:", *points, "---"]
    blocks = [writer.paragraph(120, 1000), writer.paragraph(90, 30, 12), "## Dix figures de suite"]
    blocks.append(writer.paragraph(60, 500))
    for number in range(10):
        name = f"figures/f{number}.svg"
        (folder / name).write_text(FIGURE.format(height=200 + 40 * number), encoding="utf-8")
        blocks.append(f'![{writer.sentence(14)}]({name}){{alt="Une boîte de la taille {number}"}}')
    blocks += [writer.paragraph(60, 40), "## Avant le tableau"]
    rows = [
        f"| Port {at} | {writer.random.randint(1000, 90_000)} | {writer.sentence(at % 14 + 1)}"
        f"{writer.call(25) if at % 17 == 3 else ''} |"
        for at in range(200)
    ]
    blocks += ["\n".join(["| Nom | Valeur | Remarque |", "|:---|---:|:---|", *rows]), ": Deux cents lignes"]
    blocks += [
        "## Après le tableau",
        "### Et un autre",
        "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
        ": Petit",
    ]
    blocks += ["### Et la fin", *(writer.paragraph(70, long, 10) for long in (8, 20, 45, 90, 20, 45))]
    blocks.append(writer.paragraph(60, 60))
    note = ["\n".join(head), *blocks, *writer.footnotes]
    (folder / "note.md").write_text("\n\n".join(note) + "\n", encoding="utf-8")
