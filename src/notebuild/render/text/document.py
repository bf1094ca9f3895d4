"""Makes an edition one plain text: what stands before it, the text, its notes, what stands after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from notebuild.core.model import Edition, Footnote, Node
from notebuild.edition import nodes
from notebuild.render.text.blocks import blocks, heading
from notebuild.render.text.lines import WIDTH, indented, wrap
from notebuild.render.text.words import Signs, signs, words
from notebuild.sources.frontmatter_fields import LAST_PAGE

RULE = "_" * WIDTH
"""What parts what stands before the text, the text, its notes and what stands after."""


def build(edition: Edition) -> bytes:
    """Return the text as UTF-8, each line ended by a line feed."""
    labels = edition.metadata["labels"]
    text = blocks(edition.tree["blocks"], signs(labels), WIDTH)
    notes = [[*heading(labels["notes"], 2, WIDTH), "", *listed(edition)]] if edition.footnotes else []
    parts = [list(apart(front(edition))), text, *notes, list(apart(back(edition)))]
    lines = "\n".join(f"\n{RULE}\n".join(_padded(part) for part in parts).strip("\n").split("\n"))
    return f"{lines}\n".encode()


def _padded(part: Sequence[str]) -> str:
    return "\n" + "\n".join(part) + "\n"


def apart(groups: Iterator[list[str]]) -> Iterator[str]:
    """Yield the lines of groups, an empty line between two."""
    for number, group in enumerate(group for group in groups if group):
        yield from ["", *group] if number else group


def front(edition: Edition) -> Iterator[list[str]]:
    """Yield what stands before the text, in the order of the printed page."""
    meta: Mapping[str, Any] = edition.metadata
    labels = meta["labels"]
    number = labels["number"].format(number=meta["number"]) if meta.get("number") else ""
    yield wrap(" · ".join(part for part in (meta["publisher"], meta["series"], number) if part))
    yield heading(words(meta["title"]), 1, WIDTH)
    yield from (wrap(words(meta[name])) for name in ("subtitle",) if meta.get(name))
    yield wrap(" · ".join([", ".join(meta["authors"]), meta["date-text"], meta["version-text"]]))
    yield from (wrap(words(meta[name])) for name in ("credit", "teaser") if meta.get(name))
    yield wrap(meta["banner"]) if meta.get("banner") else []
    if meta.get("abstract"):
        yield heading(labels["summary"], 2, WIDTH)
        yield blocks(meta["abstract"], signs(labels), WIDTH)
    if meta.get("key-points"):
        yield heading(labels["key-points"], 2, WIDTH)
        points: Node = {"t": "BulletList", "c": [[nodes.para(point)] for point in meta["key-points"]]}
        yield blocks([points], signs(labels), WIDTH)


def listed(edition: Edition) -> list[str]:
    """Return the notes, each behind its number; those with several paragraphs go on below its first word."""
    column = len(f"[{edition.footnotes[-1].number}] ")
    lines: list[str] = []
    for note in edition.footnotes:
        lines += [*([""] if lines else []), *_note(note, column, signs(edition.metadata["labels"]))]
    return lines


def _note(note: Footnote, column: int, marks: Signs) -> list[str]:
    inner = blocks(note.blocks, marks, WIDTH - column)
    number = f"[{note.number}]"
    if inner and not inner[0].startswith(" "):
        return [f"{number:<{column}}{inner[0]}", *indented(inner[1:], " " * column)]
    return [number, *indented(inner, " " * column)]


def back(edition: Edition) -> Iterator[list[str]]:
    """Yield what stands after the text: series, version, publisher, authors, corrections, how to cite, formats."""
    meta = edition.metadata
    labels = meta["labels"]
    cited = sorted(meta["editions"], key=lambda entry: not entry["current"])
    formats = ["".join(said for _, said in entry["formats"]) for entry in meta["editions"]]
    rows: list[tuple[str, list[str]]] = [
        (meta["series"], [meta["about"]] if meta.get("about") else []),
        (meta["version-text"], [f"{words(meta['situation'])}."]),
        (labels["published-by"], [words(row) for row in meta["published-by"]]),
        (labels["contributors"], [words(row) for row in meta.get("contributors", ())]),
        (labels["corrections"], [words(row) for row in meta.get("corrections") or ()]),
        (labels["how-to-cite"], [words(entry["citation"]) for entry in cited if entry["citation"]]),
        (labels["formats"], formats),
        *((labels[name], [words(meta[name])] if meta.get(name) else []) for name in LAST_PAGE),
    ]
    yield heading(labels["about"], 2, WIDTH)
    for title, said in rows:
        if said:
            yield heading(title, 3, WIDTH) if title else []
            yield from map(wrap, said)
    file = next(entry["files"].get("txt", "") for entry in meta["editions"] if entry["current"])
    yield [f"{file} ({edition.language})".strip()]
