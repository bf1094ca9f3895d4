"""Compare what pandoc read with the segments it was read from: blocks of words, cells, captions, footnotes.

Labels, places and translations come from the segments, everything printed from pandoc's tree; the two are
joined by their order, so that one block read otherwise would give every later one its neighbour's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from notebuild.core.model import Document, Node, Segment
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.edition.footnotes import MARK
from notebuild.edition.tree import attribute, classes, find, text
from notebuild.sources.markdown.blocks import ROLES
from notebuild.sources.markdown.markers import without_comments

NAMES = {
    "heading": ("heading", "headings"),
    "cell": ("table cell", "table cells"),
    "caption": ("caption", "captions"),
    "footnote": ("footnote", "footnotes"),
}
"""The kinds of segment that are counted, in words."""

BLOCKS = {
    "heading": "a heading",
    "paragraph": "a paragraph",
    "list-item": "a list item",
    "quote": "a quotation",
    "term": "a term",
    "definition": "a definition",
    "line": "a line of a line block",
    "code": "code",
    "source": "a source line",
    "pullquote": "a pull quote",
}
"""The kinds of segment that are compared one by one, in words: all blocks of the note's own words."""

REMEDY = "put a blank line before and after it, and begin it at the margin"

CONTAINERS = {"BulletList": "list-item", "OrderedList": "list-item", "BlockQuote": "quote"}
"""The kind that the paragraphs of a container have."""


def check(tree: Document, segments: Sequence[Segment], shown: str) -> None:
    """Compare the blocks of a tree as pandoc read it, labels of footnotes still marked, with its segments.

    `shown` is the path of the note. Raises NotebuildError where pandoc read more or fewer of a kind, with
    the line of the first that differs.
    """
    problems = []
    read = {"footnote": tuple(_footnotes(tree["blocks"]))}
    body = list(_outside_footnotes(tree["blocks"]))
    read["heading"] = tuple(text(node["c"][2]) for node in body if node["t"] == "Header")
    read["caption"] = tuple(
        text(node["c"][1][1]) for node in body if node["t"] in ("Table", "Figure") and node["c"][1][1]
    )
    read["cell"] = tuple(text(cell) for node in body if node["t"] == "Table" for cell in _cells(node))
    for kind in NAMES:
        written = [segment for segment in segments if segment.kind == kind and _words(segment)]
        if kind == "footnote":
            written.sort(key=_words)
        if len(read[kind]) != len(written):
            problems.append(_difference(kind, read[kind], written, segments, shown))
    problems = problems or list(_blocks(tree["blocks"], segments, shown))
    if problems:
        raise NotebuildError(problems)


def pairs(tree: Document, segments: Sequence[Segment]) -> Iterator[tuple[Segment, Any]]:
    """Yield each segment of words with what pandoc read of it, inlines or blocks, of a tree that `check` passed."""
    body = list(_outside_footnotes(tree["blocks"]))
    tables = [node for node in body if node["t"] in ("Table", "Figure")]
    notes = {_label(node): node["c"] for node in find(tree["blocks"], "Note")}
    read: dict[str, list[Any]] = {
        "caption": [node["c"][1][1] for node in tables if node["c"][1][1]],
        "cell": [cell for node in tables if node["t"] == "Table" for cell in _cells(node)],
    }
    for kind, content in _kinds(tree["blocks"], "paragraph"):
        read.setdefault(kind, []).append(content)
    left = {kind: iter(contents) for kind, contents in read.items()}
    for segment in segments:
        if segment.kind == "footnote" and _words(segment) in notes:
            yield segment, notes[_words(segment)]
        elif segment.kind in left and _words(segment):
            yield segment, next(left[segment.kind])


def _blocks(tree: list[Node], segments: Iterable[Segment], shown: str) -> Iterator[Problem]:
    """Yield the first block that pandoc reads as another kind than our own reading, or that only one has."""
    read = [kind for kind, _ in _kinds(tree, "paragraph")]
    written = [one for one in segments if one.kind in BLOCKS and _words(one)]
    for at, segment in enumerate(written):
        kind = read[at] if at < len(read) else ""
        if kind != segment.kind:
            line = _short(_words(segment))
            seen = f"as {BLOCKS[kind]}" if kind else "as part of what stands before it"
            message = f'"{line}" is read {seen} by pandoc, as {BLOCKS[segment.kind]} here'
            yield Problem(segment.location, message, REMEDY)
            return
    if len(read) > len(written):
        where = written[-1].location if written else Location(shown)
        yield Problem(where, f"pandoc reads {BLOCKS[read[len(written)]]} more after this", REMEDY)


def _kinds(node: Any, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield the kind of each block of words in a piece of the tree, as segments call it, and its content.

    There are none in footnotes.
    """
    if isinstance(node, list):
        for part in node:
            yield from _kinds(part, kind)
    elif isinstance(node, dict):
        name, content = node["t"], cast(Any, node.get("c"))
        if name in ("Para", "Plain"):
            yield kind, content
        elif name == "Header":
            yield "heading", content[2]
        elif name == "CodeBlock":
            yield "code", []
        elif name == "LineBlock":
            yield from (("line", line) for line in content if line)
        elif name == "DefinitionList":
            for term, meanings in content:
                yield "term", term
                yield from _kinds(meanings, "definition")
        elif name == "Div":
            yield from _kinds(content[1], next((one for one in content[0][1] if one in ROLES), kind))
        elif name in CONTAINERS:
            inner = kind if name == "BlockQuote" and kind in ROLES else CONTAINERS[name]
            yield from _kinds(content[1] if name == "OrderedList" else content, inner)


def _short(words: str) -> str:
    """Return the beginning of some words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _difference(
    kind: str, read: Sequence[str], written: Sequence[Segment], segments: Iterable[Segment], shown: str
) -> Problem:
    """Return the Problem at the first block of a kind that is not in both readings."""
    pairs = zip(map(_plain, read), (_plain(_words(segment)) for segment in written), strict=False)
    at = next((number for number, (left, right) in enumerate(pairs) if left != right), None)
    at = min(len(read), len(written)) if at is None else at
    if len(read) < len(written):
        words, where = _words(written[at]), written[at].location
    else:
        words = read[at]
        holding = (segment for segment in segments if _plain(words) in _plain(segment.text))
        where = next((segment.location for segment in holding), Location(shown))
    singular, plural = NAMES[kind]
    return Problem(
        where,
        f"pandoc reads {len(read)} {singular if len(read) == 1 else plural} where {len(written)} "
        f'{"is" if len(written) == 1 else "are"} marked; the first that differs is "{_short(words)}"',
        REMEDY,
    )


def _words(segment: Segment) -> str:
    """Return what a segment is known by: a footnote's label, the text of others without comments."""
    if segment.kind == "footnote":
        return segment.id.partition(":")[2]
    return without_comments(segment.text).strip()


def _plain(words: str) -> str:
    """Return the letters and figures alone: marks are written in one reading and spent in the other."""
    return re.sub(r"[\W_]+", "", words)


def _outside_footnotes(node: Any) -> Iterator[Node]:
    """Yield the elements of a tree in reading order, without those inside footnotes."""
    if isinstance(node, list):
        for value in node:
            yield from _outside_footnotes(value)
    elif isinstance(node, dict) and node.get("t") != "Note":
        if "t" in node:
            yield cast(Node, node)
        for value in node.values():
            yield from _outside_footnotes(value)


def _cells(table: Node) -> Iterator[list[Node]]:
    """Yield the blocks of each cell of a table that has any, row by row."""
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    for row in rows:
        yield from (cell[4] for cell in row[1] if cell[4])


def _footnotes(blocks: list[Node]) -> Iterator[str]:
    """Yield the labels of the footnotes that are defined in the text and called, in alphabetical order."""
    yield from sorted(label for note in find(blocks, "Note") if (label := _label(note)))


def _label(note: Node) -> str:
    """Return the label that a footnote was defined with; empty for one that stands in the text."""
    marks = (span for span in find(note["c"], "Span") if MARK in classes(span))
    return next((attribute(mark, "note") for mark in marks), "")
