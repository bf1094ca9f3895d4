"""Find items of numbered lists that print another number than was typed: pandoc counts on from the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notebuild.core.model import Document, Segment
from notebuild.core.passages import number
from notebuild.core.problems import Problem
from notebuild.edition import structure
from notebuild.edition.tree import find
from notebuild.edition.wording import AROUND, STYLES

TYPED = re.compile(r"\(?([0-9]+|[A-Za-z]+)[.)][ \t]+(?:\[[ xX]\][ \t]+)?\Z")
"""The number of an item, at the end of the marks before its words."""

REMEDY = "number the items one after the other; put a paragraph before a list that begins anew"


def check(tree: Document, segments: Sequence[Segment]) -> Iterator[Problem]:
    """Yield the first item of each list whose number is not the one that prints.

    All items may have one number. `tree` is what pandoc read, and `structure.check` passed it.
    """
    before = dict(zip((one.id for one in segments[1:]), segments, strict=False))
    read = {id(content): segment for segment, content in structure.pairs(tree, segments)}
    for node in find(tree["blocks"], "OrderedList"):
        (start, style, delimiter), items = node["c"]
        around = AROUND.get(delimiter["t"], "{}.")
        counts = STYLES.get(style["t"], "decimal")
        typed = []
        for value, item in enumerate(items, start):
            segment = read.get(id(item[0].get("c"))) if item else None
            mark = TYPED.search(before[segment.id].text) if segment and segment.id in before else None
            if segment and mark:
                typed.append((segment, mark[1], number(value, counts)))
        beyond = next((one for one in typed if counts.endswith("alpha") and len(one[2]) > 1), None)
        if beyond:
            message = f'the letters end before "{_short(beyond[0].text)}"'
            yield Problem(beyond[0].location, message, "number the items in figures: 1. 2. 3.")
            continue
        if len({written for _, written, _ in typed}) == 1:
            continue
        for segment, written, printed in typed:
            if written != printed:
                message = f'"{around.format(written)}" would print as "{around.format(printed)}"'
                yield Problem(segment.location, message, REMEDY)
                break


def _short(words: str) -> str:
    """Return the beginning of some words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
