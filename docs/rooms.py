"""The picture of the package's rooms, made from the imports of the code: `rooms.svg`.

A row a room, in the order of the import rules; a dot where its modules import from another.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping
from html import escape
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "notebuild"

ROOMS = {
    "core": "Problems, frozen values, the house",
    "readback": "finished files → readings",
    "sources": "an author’s files → segments and sources",
    "translation": "segments → segments in another language",
    "edition": "one tree, cited, numbered, typeset once",
    "compare": "what differs between two texts",
    "records": "edition → what libraries and repositories are told",
    "render": "edition → page, PDF, Word, picture for links",
    "proof": "edition and readings → concordance, release",
    "exchange": "two versions → redline, page of changes",
    "publishing": "versions that never change, bundles, the site",
    "pipeline": "the doit graph, its run and its report",
    "commands": "what a person asks for by hand",
    "preview": "the live server",
}
"""Each room and what it is for, in the order of the import rules."""

ROW, HEAD, LEFT, COLUMN = 34, 112, 470, 34
"""Lengths of the picture, in its own units."""

INK, FAINT, LINE = "#1d2b33", "#5b6b73", "#d5dde0"


def imports() -> Mapping[str, Counter[str]]:
    """Return, for each room, how many of its modules import from each other room."""
    crossings: dict[str, Counter[str]] = {room: Counter() for room in ROOMS}
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0]
        if room not in crossings:
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
        names += [
            f"notebuild.{alias.name}"
            for node in nodes
            if isinstance(node, ast.ImportFrom) and node.module == "notebuild"
            for alias in node.names
        ]
        others = {name.split(".")[1] for name in names if name.startswith("notebuild.")}
        crossings[room].update(others - {room})
    return crossings


def sizes() -> Mapping[str, tuple[int, int]]:
    """Return the number of modules and of lines of each room."""
    counts = {}
    for room in ROOMS:
        files = sorted((SOURCE / room).rglob("*.py"))
        counts[room] = (len(files), sum(path.read_text(encoding="utf-8").count("\n") for path in files))
    return counts


def drawing() -> str:
    """Return the picture as SVG."""
    rooms, crossings, counts = list(ROOMS), imports(), sizes()
    width, height = LEFT + COLUMN * len(rooms) + 40, HEAD + ROW * len(rooms) + 44
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    summary = f"{len(rooms)} rooms, {total[0]} files, {total[1]} lines"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"',
        ' font-family="sans-serif" font-size="13">',
        f"<title>The rooms of the package and who imports whom: {summary}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="{HEAD - 14}" fill="{FAINT}" font-size="11">room</text>',
        f'<text x="{LEFT - 16}" y="{HEAD - 14}" fill="{FAINT}" font-size="11" text-anchor="end">lines</text>',
        f'<text x="{LEFT + 10}" y="20" fill="{FAINT}" font-size="11">imports from</text>',
    ]
    for at, room in enumerate(rooms):
        x = LEFT + COLUMN * at + COLUMN // 2
        parts.append(
            f'<text transform="translate({x + 4} {HEAD - 14}) rotate(-60)" fill="{INK}">{room}</text>'
            f'<line x1="{x}" x2="{x}" y1="{HEAD}" y2="{HEAD + ROW * len(rooms)}" stroke="{LINE}"/>'
        )
    for at, (room, purpose) in enumerate(ROOMS.items()):
        top = HEAD + ROW * at
        parts.append(
            f'<line x1="16" x2="{width - 24}" y1="{top}" y2="{top}" stroke="{LINE}"/>'
            f'<text x="16" y="{top + 22}" fill="{INK}" font-weight="bold">{room}</text>'
            f'<text x="112" y="{top + 22}" fill="{FAINT}">{escape(purpose)}</text>'
            f'<text x="{LEFT - 16}" y="{top + 22}" fill="{INK}" text-anchor="end">{counts[room][1]}</text>'
        )
        own = LEFT + COLUMN * at
        parts.append(
            f'<rect x="{own + 5}" y="{top + 5}" width="{COLUMN - 10}" height="{ROW - 10}" rx="3" fill="{LINE}"/>'
        )
        for other, modules in crossings[room].items():
            x = LEFT + COLUMN * rooms.index(other) + COLUMN // 2
            radius = min(11, 4 + modules // 3)
            parts.append(
                f'<circle cx="{x}" cy="{top + ROW // 2}" r="{radius}" fill="#2f6f86">'
                f"<title>{room} imports {other}: {modules} of its modules</title></circle>"
            )
    foot = f"{summary}. The larger a dot, the more modules import; none stands right of the grey steps."
    parts.append(f'<text x="16" y="{height - 16}" fill="{FAINT}" font-size="11">{foot}</text></svg>')
    return "\n".join(parts) + "\n"
