"""Decide which tables keep the widths that the dashes under their heads give, one decision for every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notebuild.core.model import Document, Node, Segment
from notebuild.edition.nodes import with_content
from notebuild.edition.tree import rewrite
from notebuild.sources.markdown import markers

LONGEST_ROW = 72
"""Letters of a row up to which pandoc leaves the columns to the page (MANUAL.txt, pipe_tables and --columns)."""

PARTED = re.compile(r"\n[ \t>]*\r?\n")
"""A blank line, which ends a table; in a quotation its mark stands there."""

BETWEEN = re.compile(r"\s*[\s\[\]]+")
"""What parts words, and the brackets of a citation whose words are left out."""


def widths(tree: Document, original: Iterable[Segment]) -> Document:
    """Return the tree with widths only on tables with a long row, whose columns are not all as wide.

    Pandoc has read the tree so that the dashes count in every table: by itself it would give widths to a
    translation whose row is a word too long, and none to its original. `original` are the segments of the
    original text, in which the rows are measured. Dashes of one length are how a table is typed that says
    nothing of its widths.
    """
    long = iter(tuple(rows_are_long(original)))

    def change(node: Node) -> Node:
        attr, caption, columns, *rest = node["c"]
        parts = {width.get("c") for _, width in columns}
        if next(long, False) and len(parts) > 1:
            return node
        plain = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in columns]
        return with_content(node, [attr, caption, plain, *rest])

    return {**tree, "blocks": rewrite(tree["blocks"], change, "Table")}


def rows_are_long(segments: Iterable[Segment]) -> Iterator[bool]:
    """Yield for each table, in order, whether one of its rows is longer than LONGEST_ROW, marks left out."""
    lines: dict[int, int] = {}
    between = "\n\n"
    for segment in segments:
        if segment.kind != "cell":
            between += segment.text
            continue
        if PARTED.search(between) and lines:
            yield max(lines.values()) > LONGEST_ROW
            lines = {}
        line = segment.location.line
        lines[line] = lines.get(line, 0) + len(BETWEEN.sub(" ", markers.without_marks(segment.text)).strip())
        between = ""
    if lines:
        yield max(lines.values()) > LONGEST_ROW
