"""Counts the words of a document in the note that was made of it: none may be missing unseen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from notebuild.edition import pandoc, tree
from notebuild.exchange.intake.value import Remark, words


def said(body: str) -> list[str]:
    """Return all words of a note's text, as pandoc reads them: of its paragraphs, its notes, its pictures."""
    tree_of = pandoc.imported(body.encode(), pandoc.READER, "note.md")
    found = [tree.text(block) for block in tree_of["blocks"]]
    found += [tree.text(note["c"]) for note in tree.find(tree_of["blocks"], "Note")]
    return [*found, *(tree.text(image["c"][1]) for image in tree.find(tree_of["blocks"], "Image"))]


def lost(passages: Sequence[str], kept: Sequence[str], remarks: Sequence[Remark]) -> tuple[str, ...]:
    """Return the words of the document that are neither kept nor told as left out, in its order."""
    have = words(
        [*(re.sub(r"\\(?=\W)", "", text) for text in kept), *(one.words for one in remarks if one.left_out)]
    )
    short: Counter[str] = words(passages) - have
    out: list[tuple[int, str]] = []
    order = sorted(
        enumerate(passages), key=lambda row: -_share(row[1], short)
    )  # where most is missing, first
    for at, passage in order:
        gone = []
        for word in re.findall(r"\w+", passage):
            key = next(iter(words([word])), "")
            if short.get(key, 0) > 0:
                short[key] -= 1
                gone.append(word)
        if gone:
            shown = passage if len(passage) < 90 else passage[:80] + " …"
            out.append((at, f"{' '.join(gone)} (of “{shown}”)"))
    return tuple(text for _, text in sorted(out))


def _share(passage: str, short: Mapping[str, int]) -> float:
    """Return what part of a passage's words is missing somewhere."""
    own = words([passage])
    return sum(min(count, short.get(word, 0)) for word, count in own.items()) / max(1, sum(own.values()))
