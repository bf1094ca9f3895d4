"""When two passages say the same, whatever their format, and when the marks of two list items are one."""

from __future__ import annotations

import re
from dataclasses import replace

from notebuild.core.passages import BULLET, Passage
from notebuild.readback.value import LINE_END_HYPHEN, same, squeeze

_BOXES = ("\u2610", "\u2611", "\u2612")
_BULLETS = re.compile("[\u2022\u2013\u2014\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u2023\u2043\u00b7*\uf0b7o-]")
_UNMARKED = str.maketrans("", "", "-\u00ad")


def key(words: str) -> str:
    """Return what passages of the same words have in common, however they are set: no space, no hyphen."""
    return squeeze(words).translate(_UNMARKED)


def agree(read: Passage, expected: Passage, *, by_lines: bool) -> bool:
    """Return whether two passages have the same words; `by_lines`, also the lines broken on purpose."""
    if by_lines and ("\n" in expected.words or "\n" in read.words):
        return _lines(read) == _lines(expected)
    # At the foot of a page no letter follows a hyphen, and it is read as one that the author wrote.
    return read.words == expected.words or same(read.words.replace("-\n", LINE_END_HYPHEN), expected.words)


def _lines(passage: Passage) -> list[str]:
    """Return what lines to compare: of code with its indentation, of others as words."""
    lines = passage.words.strip("\n").split("\n")
    return [line.rstrip() for line in lines] if passage.kind == "code" else [squeeze(line) for line in lines]


def boxed(passage: Passage) -> Passage:
    """Return a task with its box as its mark: some formats have a bullet and the box, or the box among the words."""
    words = passage.words.lstrip()
    return replace(passage, mark=words[0], words=words[1:].lstrip()) if words[:1] in _BOXES else passage


def marked(mark: str) -> str:
    """Return a list item's mark without the space around it; of bullets all kinds are one."""
    bare = "".join(mark.split())
    return BULLET if _BULLETS.fullmatch(bare) else bare
