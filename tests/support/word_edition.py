"""An Edition with everything that Word makes difficult, for the tests of the DOCX."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from houses import TOOL
from notebuild.core.house import Profile, read_profile
from notebuild.core.model import Edition, Footnote, Node
from notebuild.edition import nodes, pandoc, tree

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100" viewBox="0 0 400 100">'
    '<rect width="400" height="100" fill="#f2efe9"/>'
    '<text x="20" y="60" font-family="Source Sans Pro" font-size="30">1988</text></svg>'
)
TEXT = """
## A region {#region}

First *words* and a note.^[Thomas de Waal, *Black Garden*, <https://example.org/a_b?c=1>.]
The Russian for it is [мир]{lang=ru}, and [Table 1](#tbl-dates){.xref} has the dates; see also
[note 3](#note-3){.xref}.[^long]

[^long]: One paragraph.

    Another, which refers to [note 1](#note-1){.xref}.

    > And a quotation.

    - And a list
    - of two

A second paragraph with `code` in it, `a  b`.

::: pullquote
A sentence of the text.
:::

| Date | Event |
|:--|:------|
| 20 February 1988 | The soviet asks^[Cell.] to be moved |
| 1994 | Bishkek |

: [Table 1.]{.caption-label} Key dates {#tbl-dates}

::: source
Source: the editors.^[Under a table.]
:::

Text after a source line.

### Below {#below}

![[Figure 1.]{.caption-label} A line](figures/line.svg){#fig-line alt="A line with one year, 1988."}

::: source
Drawn by the editors.
:::

1. One^[In a list.]
2. Two

- A bullet
    - and one below

> A quotation.^[In a quotation.]

| a | b | c | d | e | f |
|---|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 | 6 |

After a table without a source line.^[Last, in [English]{lang=en-GB}.]
"""


def profile(language: str) -> Profile:
    """The project's profile of a language."""
    path = TOOL / "profiles" / f"{language}.toml"
    return read_profile(path, path.name)


def edition(folder: Path, language: str = "fr-FR", text: str = TEXT, **metadata: Any) -> Edition:
    """The edition of `text`, whose notes are pandoc's; its picture is written below `folder`."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    (folder / "figures" / "line.svg").write_text(SVG, encoding="utf-8")
    notes: list[Footnote] = []

    def call(node: Node) -> Node | None:
        if node["t"] != "Note":
            return None
        number = len(notes) + 1
        blocks = tuple(node["c"])
        notes.append(Footnote(number, f"n{number}", "authored", (), tree.text(node["c"]), blocks))
        return nodes.span(["note-call"], [{"t": "Str", "c": str(number)}], note=str(number))

    read = tree.rewrite(pandoc.read(text, {}, "text.md"), call)
    heads = [node for node in read["blocks"] if node["t"] == "Header"]
    files = {kind: f"note.{language[:2]}.{kind}" for kind in ("pdf", "docx", "html")}
    cited = nodes.words("La rédaction, Si vis pacem, Notes d’analyse nᵒ\u00a07, 31 mars 2025.")
    labels = dict(profile(language).labels)
    meta = {
        "title": nodes.words("Si vis pacem\u202f?"),
        "subtitle": nodes.words("Un sous-titre"),
        "credit": nodes.words("Reprend un texte."),
        "teaser": nodes.words("Une phrase."),
        "abstract": [{"t": "Para", "c": nodes.words("Le résumé.")}],
        "key-points": [nodes.words("Un point."), nodes.words("Un autre.")],
        "corrections": [],
        "authors": ["La rédaction"],
        "persons": [{"name": "La rédaction"}],
        "contributors": [],
        "doi": "",
        "keywords": ["Arménie", "Azerbaïdjan"],
        "date": "2025-03-31",
        "date-text": "31 mars 2025",
        "situation": nodes.words("Situation au 31 mars 2025"),
        "version": 3,
        "version-text": "Version 3",
        "labels": labels,
        "contents": [{"id": tree.identifier(h), "level": h["c"][0], "inlines": h["c"][2]} for h in heads],
        "words": 3000,
        "editions": [
            {
                "language": language,
                "name": "Français",
                "formats": [
                    ("", "Français\u00a0: "),
                    ("pdf", "PDF"),
                    ("", " et "),
                    ("docx", "document Word"),
                ],
                "files": files,
                "current": True,
                "citation": cited,
            },
            {
                "language": "en-GB",
                "formats": [("", "English: "), ("docx", "Word document")],
                "name": "English",
                "files": {"docx": "note.en.docx"},
                "current": False,
                "citation": [],
            },
        ],
        "publisher": "A house",
        "published-by": [nodes.words("A house")],
        "about": "",
        "short-title": "",
        "series": "Notes d’analyse",
        "number": "7",
        "url": "",
        "canonical": "",
        "description": "De quoi il s’agit.",
        "banner": "",
        "word-citations": "plain",
    }
    return Edition("note", language, {**meta, **metadata}, {**read, "meta": {}}, tuple(notes))
